package figures

import (
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/web/door"
)

// page is what stands at /figures: the passport of the figure that is asked for, else the list of what can be asked.
type page struct {
	List *list
	Show *show
}

// Figures is the list of indicators of a unit; with ?indicator= it is the passport of one figure.
var Figures = door.Page[page]{
	Route: "GET /figures", Title: "Số liệu", Help: "Xem một chỉ số theo kỳ, đơn vị, địa bàn, trên bản đồ tổ chức của ngày bất kỳ. Chọn chỉ số và kỳ, rồi bấm vào con số để mở lý lịch của nó.", Guard: guard,
	Load: func(a *door.Ask) (m page, err error) {
		switch {
		case a.Query("code") != "":
			m.Show, err = loadPrinted(a, a.Query("code"))
		case a.Query("indicator") != "":
			m.Show, err = loadShow(a)
		default:
			m.List, err = loadList(a)
		}
		return m, err
	},
	View: func(m page) ui.Component {
		if m.Show != nil {
			return showView(*m.Show)
		}
		return listView(*m.List)
	},
	Head: func(m page) ui.Head {
		if m.Show != nil {
			return m.Show.head()
		}
		return ui.Head{Title: m.List.title(), Crumbs: m.List.Up}
	},
	Samples: pageSamples,
}

// Printed is the passport behind a printed code, as it was known when it was printed.
var Printed = door.Page[show]{
	Route: "GET /p/{code}", Title: "Số liệu theo mã in", Help: "Mã ngắn in cạnh con số dẫn về đúng số liệu ấy, kèm bằng chứng. Gõ mã như in trên giấy, chữ hoa hay thường đều được.", Guard: door.Guard{Verb: org.Seeing, Object: door.Home},
	Load: func(a *door.Ask) (show, error) {
		m, err := loadPrinted(a, a.Path("code"))
		if err != nil {
			return show{}, err
		}
		return *m, nil
	},
	View:    func(m show) ui.Component { return showView(m) },
	Head:    func(m show) ui.Head { return m.head() },
	Samples: showSamples,
}

// loadPrinted opens the question behind a code, as of the instant at which it was printed.
func loadPrinted(a *door.Ask, code string) (*show, error) {
	kept, err := passport.ByCode(a.V, code)
	if err != nil {
		return nil, err
	}
	q := kept.Question
	if q.Known == 0 {
		q.Known = kept.At
	}
	if err := allowed(a, q); err != nil { // never another unit's figure in place of the printed one
		return nil, err
	}
	m, err := read(a, q, false)
	if err != nil {
		return nil, err
	}
	m.Head.Code = kept.Code
	m.Printed = "Mã " + kept.Code + ", lấy lúc " + kept.At.VN()
	if name, err := nameOf(a.V, kept.By); err != nil {
		return nil, err
	} else if name != "" {
		m.Printed += ", " + name
	}
	return m, nil
}

func (m show) head() ui.Head {
	return ui.Head{Title: m.Title, Crumbs: m.Crumbs}
}

// capital begins a sentence.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowered puts a sentence inside another.
func lowered(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
