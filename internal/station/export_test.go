package station

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"io"
	"testing"

	"phongtrao/internal/base/db"
)

// Unpacked is the text of a bundle that is not sealed.
func Unpacked(t *testing.T, data []byte) string {
	t.Helper()
	var head bundleHead
	body, err := parts(bundleMagic, data, &head)
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	if err := unpack(body, func(r io.Reader) error { text, err = io.ReadAll(r); return err }); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Draft is what the station would send, for one who changes it; its envelopes are renumbered from a number on, if given.
func (b Box) Draft(t *testing.T, from int64) (u Upload) {
	t.Helper()
	err := b.DB.See(t.Context(), func(v *db.View) error {
		s, _, err := SelfOf(v)
		if err != nil {
			return err
		}
		u, err = b.upload(v, s, ByFile)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range u.Envelopes {
		if from > 0 {
			u.Envelopes[i].N = from + int64(i)
		}
	}
	return u
}

// Sign makes an upload of the station, or one that names another.
func (b Box) Sign(t *testing.T, u Upload, named ...string) (data []byte) {
	t.Helper()
	err := b.DB.See(t.Context(), func(v *db.View) error {
		s, _, err := SelfOf(v)
		if err != nil {
			return err
		}
		head := uploadHead{Station: s.Station}
		if len(named) > 0 {
			head.Station = named[0]
		}
		open, err := hex.DecodeString(s.houseOpen)
		if err != nil {
			return err
		}
		data, err = writeUpload(u, head, open, s.seed)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// SignatureOf reads a signature as it travels.
func SignatureOf(t *testing.T, text string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(b) != ed25519.SignatureSize {
		t.Fatal(err)
	}
	return b
}

// AllEnvelopes are all that the station ever kept, as if nothing had been answered.
func (b Box) AllEnvelopes(t *testing.T) (all []Envelope) {
	t.Helper()
	err := b.DB.See(t.Context(), func(v *db.View) (err error) {
		all, err = db.All(v, func(r db.Scanner) (e Envelope, err error) {
			var body, signature string
			if err = r.Scan(&e.N, &e.Device, &body, &signature, &e.Records); err == nil {
				e.Body = []byte(body)
				e.Signature, err = base64.StdEncoding.DecodeString(signature)
			}
			return e, err
		}, "SELECT n, device, body, signature, records FROM station_envelope ORDER BY n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
