package reports

import (
	"net/http"

	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// Streams lists what is handed out in place of pages.
func Streams() []door.Stream { return append(missingFiles(), filing) }

// filing hands out a file of a submission to those who may see the submission. A picture is shown where it is.
var filing = door.Stream{
	Route: "GET /reports/{id}/files/{file}", Title: "Tệp kèm báo cáo", Guard: door.Guard{Verb: report.Seeing},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		f, err := report.FileOf(a.V, a.Object, a.Path("file"))
		if err != nil {
			return err
		}
		file, err := a.House.Files.Open(f.Hash)
		if err != nil {
			return err
		}
		defer file.Close()
		w.Header().Set("Cache-Control", "private, max-age=86400, immutable") // what stands under a file's key never changes
		if f.Picture() {
			door.Shown(w, f.Media, f.Name)
		} else {
			door.Saved(w, f.Media, f.Name)
		}
		http.ServeContent(w, a.R, "", f.At.Time(), file)
		return nil
	},
}
