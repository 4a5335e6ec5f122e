package browser_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/browser"
)

// site serves the gallery with its assets, and rows for the tree.
func site(t *testing.T) string {
	mux := http.NewServeMux()
	gallery := ui.Gallery()
	mux.Handle("/dev/gallery", gallery)
	mux.Handle("/dev/gallery/", gallery)
	mux.Handle("/theme", gallery)
	mux.Handle(ui.Prefix, ui.Assets())
	mux.HandleFunc("/units/{id}/rows", func(w http.ResponseWriter, r *http.Request) {
		rows := ui.TreeRows{Columns: []ui.Column{{}, {}, {}}, Rows: []ui.TreeRow{
			{ID: r.PathValue("id") + "-1", Level: 2, Name: "Dưới một", Href: "/u", Cells: []ui.Cell{{Text: "1"}, {Text: "2"}, {Text: "3"}}},
			{ID: r.PathValue("id") + "-2", Level: 2, Name: "Dưới hai", Href: "/u", Cells: []ui.Cell{{Text: "1"}, {Text: "2"}, {Text: "3"}}}}}
		if err := ui.Write(w, r, http.StatusOK, rows); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// TestGallery shows every component with every sample on a desk and on a telephone, by day and by night: nothing is
// wider than the screen, every target can be hit, axe finds nothing, and the policy is not broken.
func TestGallery(t *testing.T) {
	b := browser.Start(t)
	url := site(t)
	for _, screen := range browser.Screens {
		t.Run(screen.Name, func(t *testing.T) {
			page := b.Open(t, screen, url+"/dev/gallery")
			page.Shoot("gallery")
			page.Fits()
			page.Accessible()
			for _, e := range ui.Components() {
				if !e.Whole {
					continue
				}
				for _, s := range e.Samples {
					page.Go(url + "/dev/gallery/" + strings.ToLower(e.Name) + "/" + s.Name)
					page.Shoot(e.Name + "-" + s.Name)
					page.Fits()
					page.Accessible()
				}
			}
		})
	}
}
