package dispatches

import (
	"io"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// kinds of files that may be attached, and what they are called when they are handed out. Nothing here runs in a browser.
var kinds = map[string]string{
	".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".doc": "application/msword",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xls": "application/vnd.ms-excel", ".odt": "application/vnd.oasis.opendocument.text",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".txt": "text/plain; charset=utf-8", ".zip": "application/zip",
}

// endings lists the kinds for the browser's window.
func endings() []string {
	var all []string
	for e := range kinds {
		all = append(all, e)
	}
	slices.Sort(all)
	return all
}

// ending is the kind of a file in a word: "pdf".
func ending(name string) string { return strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".") }

// fileAddress is where the file of a document is handed out.
func fileAddress(d dispatch.Dispatch) string { return door.Address("/files/"+d.File, "of", d.ID) }

// Files answers GET /files/{hash}?of=DOCUMENT: the file of any version of a document, to those who may see the document.
func Files(site *door.Site) http.Handler {
	h := site.House
	entrance := people.NewEntrance(h.DB, h.Desk)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var session people.Session
		var err error
		if c, missing := r.Cookie(door.SessionCookie); missing == nil {
			session, err = entrance.Recognise(r.Context(), c.Value)
		} else {
			session, err = entrance.Recognise(r.Context(), "")
		}
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		hash, of := r.PathValue("hash"), r.URL.Query().Get("of")
		name := ""
		who := act.Who{Person: session.Person, Session: session.ID, Device: session.Device}
		err = h.Desk.See(r.Context(), who, dispatch.Seeing, of, func(v *db.View) error {
			versions, err := dispatch.Versions(v, of)
			for _, d := range versions {
				if d.File == hash {
					name = d.FileName
				}
			}
			if err == nil && name == "" {
				err = fault.NotFoundf("Văn bản này không có tệp như vậy. Hãy mở lại trang của văn bản.")
			}
			return err
		})
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		f, err := h.Files.Open(hash)
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
		head := w.Header()
		head.Set("Content-Type", typeOf(name))
		head.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
		head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Cache-Control", "private, max-age=31536000, immutable")
		head.Set("ETag", `"`+hash+`"`)
		if r.Method == http.MethodHead {
			return
		}
		http.ServeContent(w, r, "", info.ModTime(), io.NewSectionReader(f, 0, info.Size()))
	})
}

// typeOf is what a file is called when it is handed out; what is not known is only bytes.
func typeOf(name string) string {
	if t, ok := kinds[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

func upper(r rune) rune { return unicode.ToUpper(r) }
