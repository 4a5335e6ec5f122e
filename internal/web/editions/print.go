package editions

import (
	"bytes"
	"net/http"

	"phongtrao/internal/base/paper/press"
	"phongtrao/internal/edition"
	"phongtrao/internal/web/door"
)

// printing hands out a report as a file: the closed one as it was printed, a draft as it stands, marked so.
var printing = door.Stream{
	Route: "GET /editions/{id}/files/{file}", Title: "Tải báo cáo", Guard: door.Guard{Verb: edition.Seeing},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		format, err := press.Of(a.Path("file"))
		if err != nil {
			return err
		}
		e, err := edition.Get(a.V, a.Object)
		if err != nil {
			return err
		}
		doc, err := printed(a, e)
		if err != nil {
			return err
		}
		var b bytes.Buffer // whole before it is sent: half a report must not look like one
		if err := format.Write(&b, doc); err != nil {
			return err
		}
		door.Saved(w, format.Media, fileName(e)+format.Ending)
		_, err = b.WriteTo(w)
		return err
	},
}
