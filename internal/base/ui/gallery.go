package ui

import (
	"net/http"
	"strings"
)

// Exhibit is a component or a page with its samples, as the gallery shows it.
type Exhibit struct {
	Name    string // the type's, or the page's route
	Says    string // what it is for, in a sentence
	Whole   bool   // it is a document of its own and cannot stand among others
	Page    bool   // it is a page of the product
	Samples []Sample
}

// Exhibited makes an exhibit of a page.
func Exhibited[C any](s Screen[C]) Exhibit {
	return Exhibit{Name: s.Pattern(), Says: s.Label(), Page: true, Samples: s.Drawings()}
}

// slug is the exhibit's part of an address.
func (e Exhibit) slug() string { return slug(strings.TrimPrefix(e.Name, "GET ")) }

const galleryPath = "/dev/gallery"

// Gallery serves every component, and the pages given, with their samples: all components on one page at
// /dev/gallery, one sample on its own at /dev/gallery/NAME/SAMPLE. For demonstration and development only.
func Gallery(pages ...Exhibit) http.Handler {
	all := append(Components(), pages...)
	mux := http.NewServeMux()
	show := func(w http.ResponseWriter, r *http.Request, c Component) {
		if err := Write(w, r, http.StatusOK, c); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // development: say what is wrong
		}
	}
	mux.HandleFunc("GET "+galleryPath, func(w http.ResponseWriter, r *http.Request) {
		show(w, r, galleryShell(r, "Trưng bày", galleryIndex(all)))
	})
	mux.HandleFunc("GET "+galleryPath+"/{name}/{sample}", func(w http.ResponseWriter, r *http.Request) {
		for _, e := range all {
			for _, s := range e.Samples {
				if e.slug() != r.PathValue("name") || slug(s.Name) != r.PathValue("sample") {
					continue
				}
				switch title := e.Name + " – " + s.Name; {
				case e.Whole:
					show(w, r, s.Draw)
				case e.Page:
					show(w, r, galleryShell(r, title, s.Draw))
				default:
					show(w, r, galleryShell(r, title, Group{PageHead{Title: title, Lead: e.Says}, s.Draw}))
				}
				return
			}
		}
		http.NotFound(w, r)
	})
	mux.HandleFunc("POST /theme", SwitchTheme)
	return mux
}

// galleryShell puts c into a shell like the product's.
func galleryShell(r *http.Request, title string, c Component) Component {
	s := sampleShell()
	s.Title, s.Theme, s.Back = title, Theme(r), r.URL.Path
	s.Accent = Accent(r.URL.Query().Get("accent"))
	return Inside(s, c)
}
