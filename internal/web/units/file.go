package units

import (
	"io"
	"mime"
	"net/http"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// asker finds who asks, for answers that are no pages.
func asker(site *door.Site, r *http.Request) (act.Who, error) {
	token := ""
	if c, err := r.Cookie(door.SessionCookie); err == nil {
		token = c.Value
	}
	session, err := people.NewEntrance(site.House.DB, site.House.Desk).Recognise(r.Context(), token)
	return session.Who(), err
}

// Files answers GET /changes/{id}/file: the file of a change's decision, to those who may see one of the units that it touches.
func Files(site *door.Site) http.Handler {
	h := site.House
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := asker(site, r)
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		var c org.Change
		err = h.DB.See(r.Context(), func(v *db.View) (err error) {
			v.Actor = who.Person
			missing := fault.New(fault.Denied, "Bạn chưa được giao quyền xem thay đổi này, hoặc thay đổi không có tệp.")
			if c, err = org.ChangeByID(v, r.PathValue("id")); fault.KindOf(err) == fault.NotFound || err == nil && c.File == "" {
				return missing // what is not there cannot be told from what may not be seen
			}
			if err != nil {
				return err
			}
			s, err := sight.Of(v, who.Person)
			if err != nil {
				return err
			}
			history, err := org.HistoryOf(v)
			if err != nil {
				return err
			}
			for _, i := range history.Touched(c.ID)[c.ID] {
				if s.Sees(i) {
					return h.Desk.Leave(v, who, org.Seeing, history.ID(i), false)
				}
			}
			return missing
		})
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		f, err := h.Files.Open(c.File)
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		var first [512]byte
		n, _ := f.ReadAt(first[:], 0)
		kind, end := sniffed(first[:n])
		head := w.Header()
		head.Set("Content-Type", kind)
		head.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": strings.NewReplacer("/", "-", " ", "-").Replace("quyet-dinh-"+c.Number) + end}))
		head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Cache-Control", "private, max-age=31536000, immutable")
		http.ServeContent(w, r, "", info.ModTime(), io.NewSectionReader(f, 0, info.Size()))
	})
}

// sniffed tells by its beginning what a file is called when it is handed out.
func sniffed(first []byte) (kind, end string) {
	switch kind = http.DetectContentType(first); kind {
	case "application/pdf":
		return kind, ".pdf"
	case "image/jpeg":
		return kind, ".jpg"
	case "image/png":
		return kind, ".png"
	case "application/zip":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"
	}
	return "application/octet-stream", ".doc"
}
