package door

import (
	"errors"
	"net/http"

	"phongtrao/internal/base/ui"
)

// elsewhere is the answer of a page whose matter is now at another address.
type elsewhere struct {
	to    string
	flash *ui.Flash
}

func (e *elsewhere) Error() string { return "the page is at " + e.to }

// Elsewhere is returned by a page's Load to lead to another address, with a message for it or nil.
func Elsewhere(to string, flash *ui.Flash) error { return &elsewhere{to, flash} }

// lead answers with the other address; htmx is told to open it as a whole page.
func lead(w http.ResponseWriter, r *http.Request, err error) bool {
	e, ok := errors.AsType[*elsewhere](err)
	if !ok {
		return false
	}
	if e.flash != nil {
		ui.SetFlash(w, *e.flash)
	}
	if _, part := ui.Wants(r); part {
		w.Header().Set("HX-Redirect", ui.Local(e.to))
		w.WriteHeader(http.StatusOK)
		return true
	}
	http.Redirect(w, r, ui.Local(e.to), http.StatusSeeOther)
	return true
}
