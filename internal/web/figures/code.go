package figures

import (
	"net/http"
	"net/url"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/passport"
	"phongtrao/internal/web/door"
)

// printing keeps the code of a figure as it was known when its page was drawn, and leads to the page that is printed.
var printing = door.Action{
	Route: "POST /figures/code", Title: "Lấy mã để in",
	Guard: door.Guard{Verb: passport.Printing, Object: func(r *http.Request) string { return r.PostFormValue("question") }},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		words, err := url.ParseQuery(a.Object)
		if err != nil {
			return ui.Outcome{}, fault.Invalidf("Không đọc được số liệu cần in. Hãy mở lại lý lịch số liệu rồi lấy mã.")
		}
		q, err := passport.ParseQuery(words)
		if err != nil {
			return ui.Outcome{}, err
		}
		if q.Known == 0 {
			return ui.Outcome{}, fault.Invalidf("Mã in phải gắn với số liệu như đã biết tại một thời điểm. Hãy mở lại lý lịch số liệu rồi lấy mã.")
		}
		err = a.Do(func(tx *db.Tx) error {
			_, err := passport.Keep(tx, q)
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		code := passport.Code(q)
		return ui.Outcome{To: "/p/" + code, Flash: &ui.Flash{Tone: ui.Good, Text: "Mã " + code + " đã sẵn sàng: in trang này, hoặc ghi mã bên cạnh số liệu."}}, nil
	},
}
