package figures

import (
	"encoding/json"
	"mime"
	"net/http"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
	"phongtrao/internal/web/door"
)

// proofName is what the file of an entry's proof is called.
func proofName(seq int64) string { return "but-toan-" + strconv.FormatInt(seq, 10) + ".json" }

// Proofs answers GET /entries/{seq}/proof.json: the proof of an entry as a file, which is checked without this system, to
// those who may see the entry.
func Proofs(site *door.Site) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seq, proof, err := proofFor(site, r)
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		body, err := json.MarshalIndent(proof, "", "  ")
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		head := w.Header()
		head.Set("Content-Type", "application/json; charset=utf-8")
		head.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": proofName(seq)}))
		head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Cache-Control", "private, no-cache")
		_, _ = w.Write(append(body, '\n')) // the reader may have gone
	})
}

func proofFor(site *door.Site, r *http.Request) (seq int64, proof ledger.Proof, err error) {
	token := ""
	if c, err := r.Cookie(door.SessionCookie); err == nil {
		token = c.Value
	}
	session, err := site.House.Entrance.Recognise(r.Context(), token)
	if err != nil {
		return 0, proof, err
	}
	if seq, err = strconv.ParseInt(r.PathValue("seq"), 10, 64); err != nil {
		return 0, proof, fault.NotFoundf("“%s” không phải là số của một bút toán. Hãy mở lại từ lý lịch số liệu.", r.PathValue("seq"))
	}
	err = site.House.DB.See(r.Context(), func(v *db.View) error {
		v.Actor = session.Person
		e, err := ledger.EntryOf(v, seq)
		if err != nil {
			return err
		}
		if err := maySee(&door.Ask{R: r, House: site.House, Who: session.Who(), V: v}, e); err != nil {
			return err
		}
		proof, err = ledger.ProofOf(v, seq)
		return err
	})
	return seq, proof, err
}

// ProofsRoute is where Proofs is mounted.
const ProofsRoute = "GET /entries/{seq}/proof.json"
