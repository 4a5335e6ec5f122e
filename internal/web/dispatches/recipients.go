package dispatches

import (
	"net/url"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// Recipients says which units the lines of recipients mean: the words stay, a person confirms the meaning.
var Recipients = door.Page[meant]{
	Route: "GET /dispatches/{id}/recipients", Title: "Nơi nhận là những đơn vị nào", Help: "Nói rõ mỗi dòng nơi nhận là những đơn vị nào, theo tổ chức của ngày ban hành. Lời văn giữ nguyên như trên văn bản.", Guard: door.Guard{Verb: dispatch.Correcting},
	Load: func(a *door.Ask) (meant, error) {
		d, err := dispatch.Get(a.V, a.Path("id"))
		if err != nil {
			return meant{}, err
		}
		return loadMeant(a, d, nil, "")
	},
	View: func(m meant) ui.Component { return meantView(m) },
	Head: func(m meant) ui.Head {
		return ui.Head{Title: "Nơi nhận của " + m.Number, Crumbs: []ui.Link{register[0], {Label: m.Number, Href: "/dispatches/" + m.ID}}}
	},
	Samples: meantSamples,
}

// meant is what the page shows.
type meant struct {
	ID, Number string
	Trouble    string
	Form       ui.Form
}

const onlyWords = "words"

func loadMeant(a *door.Ask, d dispatch.Dispatch, sent url.Values, trouble string) (meant, error) {
	m := meant{ID: d.ID, Number: d.Number, Trouble: trouble}
	kinds, err := org.Kinds(a.V)
	if err != nil {
		return m, err
	}
	m.Form = ui.Form{ID: "meant", Action: "/dispatches/" + d.ID + "/recipients", Submit: "Ghi", Cancel: "/dispatches/" + d.ID,
		Hidden: door.Token("seen", strconv.FormatInt(d.Version, 10))}
	for i, r := range append(append([]dispatch.Recipient{}, d.Recipients...), d.Copies...) {
		f := ui.Field{Name: "to" + strconv.Itoa(i), Label: r.Text, Kind: ui.ChoiceField, Required: true, Value: value(r), Choices: []ui.Choice{{Value: onlyWords, Label: "Giữ như văn bản ghi, không gắn với đơn vị nào"}}}
		hits, err := org.Search(a.V, r.Text, day.AsOf{Day: d.Date}, 3)
		if err != nil {
			return m, err
		}
		if r.Unit != "" {
			name, err := org.Names(a.V, []org.UnitID{r.Unit}, day.AsOf{Day: d.Date})
			if err != nil {
				return m, err
			}
			f.Choices = append(f.Choices, ui.Choice{Value: "unit " + r.Unit, Label: "Đơn vị: " + name[r.Unit]})
		}
		for _, h := range hits {
			if h.Alive && h.Score >= 75 && h.Unit != r.Unit {
				f.Choices = append(f.Choices, ui.Choice{Value: "unit " + h.Unit, Label: "Đơn vị: " + h.Name})
			}
		}
		for _, k := range kinds {
			if k.Line == org.UnionLine {
				f.Choices = append(f.Choices, ui.Choice{Value: "kind " + k.Key, Label: "Mọi đơn vị loại: " + k.Name}, ui.Choice{Value: "direct " + k.Key, Label: "Các đơn vị trực thuộc loại: " + k.Name})
			}
		}
		if len(r.Kinds) > 1 { // typed by a program that knows more than this page: kept as it is
			f.Choices = append(f.Choices, ui.Choice{Value: value(r), Label: "Như đang ghi, " + viet.FormatInt(int64(len(r.Kinds))) + " loại đơn vị"})
		}
		if v := sent.Get(f.Name); v != "" {
			f.Value = v
		} else if !r.Resolves() {
			if g := guess(r.Text); g != "" {
				f.Value, f.Help = "kind "+g, "Chương trình đoán theo lời văn; hãy kiểm tra."
			}
		}
		m.Form.Fields = append(m.Form.Fields, f)
	}
	return m, nil
}

// value is a recipient as a choice of the form.
func value(r dispatch.Recipient) string {
	switch {
	case r.Unit != "":
		return "unit " + r.Unit
	case len(r.Kinds) > 0 && r.Direct:
		return "direct " + strings.Join(r.Kinds, " ")
	case len(r.Kinds) > 0:
		return "kind " + strings.Join(r.Kinds, " ")
	}
	return onlyWords
}

// read puts a choice of the form into a recipient.
func read(r dispatch.Recipient, choice string) dispatch.Recipient {
	r.Unit, r.Kinds, r.Direct = "", nil, false
	how, what, _ := strings.Cut(choice, " ")
	switch how {
	case "unit":
		r.Unit = what
	case "kind", "direct":
		r.Kinds, r.Direct = strings.Fields(what), how == "direct"
	}
	return r
}

// hints are folded words by which a line of recipients names a kind of units; the first that is met counts.
var hints = []struct{ words, kind string }{
	{"cong doan cac khu", "parks"}, {"khu cong nghiep", "parks"}, {"khu kinh te", "parks"},
	{"cong doan xa", "commune"}, {"cong doan phuong", "commune"}, {"cong doan cac xa", "commune"}, {"cd xa", "commune"},
	{"ldld cac huyen", "district"}, {"ldld huyen", "district"}, {"lien doan lao dong cac huyen", "district"}, {"lien doan lao dong huyen", "district"}, {"ldld quan", "district"},
	{"ldld cac tinh", "federation"}, {"lien doan lao dong cac tinh", "federation"}, {"ldld tinh", "federation"},
	{"cong doan nganh", "local_sector"}, {"cong doan vien chuc", "civil_servants"},
	{"cdcs", "base"}, {"cong doan co so", "base"}, {"nghiep doan", "occupational"},
}

// guess proposes a kind for the words of a line, "" for none.
func guess(text string) string {
	fold := " " + viet.Fold(text) + " "
	for _, h := range hints {
		if strings.Contains(fold, " "+h.words) {
			return h.kind
		}
	}
	return ""
}

var resolving = door.Action{
	Route: "POST /dispatches/{id}/recipients", Title: "Gắn nơi nhận với đơn vị", Guard: door.Guard{Verb: dispatch.Correcting},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		seen, _ := strconv.ParseInt(a.Form().Get("seen"), 10, 64)
		err := a.Do(func(tx *db.Tx) error {
			d, err := dispatch.Get(&tx.View, a.Object)
			if err != nil {
				return err
			}
			n := len(d.Recipients)
			for i := range d.Recipients {
				d.Recipients[i] = read(d.Recipients[i], a.Form().Get("to"+strconv.Itoa(i)))
			}
			for i := range d.Copies {
				d.Copies[i] = read(d.Copies[i], a.Form().Get("to"+strconv.Itoa(n+i)))
			}
			return dispatch.Correct(tx, a.Object, seen, d, "Gắn nơi nhận với đơn vị trong tổ chức.")
		})
		if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
			var m meant
			trouble := fault.Text(err)
			err := a.See(func(v *db.View) error {
				d, err := dispatch.Get(v, a.Object)
				if err == nil {
					m, err = loadMeant(a, d, a.Form(), trouble)
				}
				return err
			})
			return ui.Outcome{Again: meantView(m), Head: ui.Head{Title: "Nơi nhận của " + m.Number}}, err
		}
		if err != nil {
			return ui.Outcome{}, err
		}
		return ui.Outcome{To: "/dispatches/" + a.Object, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã gắn nơi nhận với đơn vị."}}, nil
	},
}
