package campaigns

import (
	"net/http"
	"net/url"
	"slices"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// grounds are asked for with every change of a target: the paper, its item, the reason.
func grounds(papers []form.Choice, reason string, required bool) []form.Field {
	out := paperField("Văn bản", papers)
	if len(papers) > 0 {
		out = append(out, form.Field{Name: "item", Label: "Mục, điểm trong văn bản", Help: "Ví dụ: mục II.1.", Kind: form.Text, Limit: 100})
	}
	return append(out, form.Field{Name: "reason", Label: reason, Kind: form.LongText, Limit: 1000, Required: required})
}

func because(a form.Answers) campaign.Because {
	return campaign.Because{Dispatch: a.Text("dispatch"), Item: a.Text("item"), Reason: a.Text("reason")}
}

// indicatorChoices are what can be promised under a campaign: what its kind counts.
func indicatorChoices(k kind.Kind) []form.Choice {
	var out []form.Choice
	for _, i := range kind.Indicators(k) {
		out = append(out, form.Choice{Value: i.Key, Label: i.Name + " (" + i.Label() + ")"})
	}
	return out
}

// promised is what an assignment or a pledge is about.
type promised struct {
	l    *look
	unit org.UnitID
}

// promise asks for a target at the top, or for one that a unit sets itself.
func promise(a *door.Ask, sent url.Values, assigned bool) (*sheet, error) {
	l, err := lookAt(a, a.Path("id"))
	if err != nil {
		return nil, err
	}
	s := &sheet{Crumbs: append(l.below(), ui.Link{Label: "Chỉ tiêu", Href: "/campaigns/" + l.c.ID + "/targets"}), Accent: l.accent(), wide: true, cancel: "/campaigns/" + l.c.ID + "/targets"}
	var unit []form.Field
	about := promised{l: l}
	s.Title, s.submit, s.Lead = "Giao chỉ tiêu", "Giao chỉ tiêu", "Chỉ tiêu là lời hứa của một văn bản: hãy dẫn đúng văn bản và mục. Sau khi giao, đơn vị nhận và chia xuống."
	reason, asked := "Căn cứ, nếu không còn văn bản", "Chỉ tiêu"
	if assigned {
		if sent.Get("unit") == "" {
			sent.Set("unit", l.c.Owner)
		}
		pick := sight.Pick{Name: "unit", Label: "Đơn vị", Required: true, AsOf: day.AsOf{Day: min(l.today, l.c.Period.To)}, Allow: func(u org.UnitID) bool {
			in, err := org.Within(a.V, l.c.Owner, u)
			return err == nil && (in || u == l.c.Owner)
		}}
		if err := pick.Read(a.V, sent); err != nil {
			return nil, err
		}
		unit, s.extra, about.unit = pick.Fields(), pick.Problem, pick.Unit
	} else {
		s.Title, s.submit, s.Lead = "Đăng ký phấn đấu", "Đăng ký", "Số đơn vị tự đăng ký đứng cạnh chỉ tiêu được giao, không thay chỉ tiêu ấy."
		reason, asked, about.unit = "Lý do, quyết tâm của đơn vị", "Số đăng ký", a.Object
		field, err := ownUnits(a, campaign.Pledging, a.Object)
		if err != nil {
			return nil, err
		}
		unit = []form.Field{field}
	}
	s.about = about
	papers, err := paperChoices(a, l.c.Owner)
	if err != nil {
		return nil, err
	}
	s.form.Fields = append(unit,
		form.Field{Name: "indicator", Label: "Chỉ số", Kind: form.OneOf, Required: true, Choices: indicatorChoices(l.k)},
		form.Field{Name: "quantity", Label: asked, Kind: form.Count, Required: true, Help: "Số nguyên, ví dụ 1.200."},
		form.Field{Name: "from", Label: "Kỳ từ ngày", Kind: form.Day, Required: true},
		form.Field{Name: "to", Label: "Đến hết ngày", Kind: form.Day, Required: true, Help: "Nửa năm và cả năm là hai chỉ tiêu khác nhau."})
	s.form.Fields = append(s.form.Fields, grounds(papers, reason, false)...)
	s.values = map[string]string{"unit": about.unit, "indicator": l.lead.Key, "from": l.c.Period.From.VN(), "to": l.c.Period.To.VN()}
	if assigned {
		s.values["dispatch"] = l.c.Dispatch
	}
	return s, nil
}

func assignment(s *sheet) (campaign.Assignment, error) {
	about := s.about.(promised)
	p, err := askedPeriod(s.answers)
	n, _ := s.answers.Number("quantity")
	return campaign.Assignment{Campaign: about.l.c.ID, Unit: about.unit, Indicator: s.answers.Text("indicator"), Period: p, Quantity: n.Lo, Because: because(s.answers)}, err
}

func donePromise(text string) func(s *sheet) ui.Outcome {
	return func(s *sheet) ui.Outcome {
		if s.made == "" {
			return ui.Outcome{To: "/campaigns/" + s.about.(promised).l.c.ID + "/targets"}
		}
		return saidDone("/targets/"+s.made, text)
	}
}

// assigning gives a target at the top of a campaign.
var assigning = inquiry{
	path: "/campaigns/{id}/targets/new", title: "Giao chỉ tiêu",
	help:  "Giao chỉ tiêu cho một đơn vị theo đúng văn bản. Chọn đơn vị và chỉ số, ghi số giao, rồi dẫn văn bản và mục.",
	guard: door.Guard{Verb: campaign.Assigning},
	open:  func(a *door.Ask, sent url.Values) (*sheet, error) { return promise(a, sent, true) },
	act: func(tx *db.Tx, _ *door.Ask, s *sheet) error {
		as, err := assignment(s)
		if err == nil {
			s.made, err = campaign.Assign(tx, as)
		}
		return err
	},
	done: donePromise("Đã giao chỉ tiêu. Bước tiếp theo là chia xuống các đơn vị."),
}

// pledging keeps what a unit sets itself. Its verb is about the unit, which stands in the form.
var pledging = inquiry{
	path: "/campaigns/{id}/pledges/new", title: "Đăng ký phấn đấu",
	help: "Đơn vị tự ghi số muốn đạt, ngoài chỉ tiêu được giao. Chọn chỉ số, ghi số rồi bấm “Đăng ký”.",

	guard: door.Guard{Verb: campaign.Pledging, Object: inForm("unit")},
	open:  func(a *door.Ask, sent url.Values) (*sheet, error) { return promise(a, sent, false) },
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		as, err := assignment(s)
		if err == nil {
			s.made, err = campaign.Pledge(tx, as)
		}
		return err
	},
	done: donePromise("Đã ghi số đăng ký phấn đấu."),
}

// inForm takes a guard's object from the form or the address; where nothing stands there, the person's own unit.
func inForm(field string) func(r *http.Request) string {
	return func(r *http.Request) string {
		u := r.PostFormValue(field)
		if u == "" {
			u = r.URL.Query().Get(field)
		}
		if u == "" {
			return door.HomeObject
		}
		return u
	}
}

// ownUnits asks for which of their units a person acts; the one already named is among them.
func ownUnits(a *door.Ask, verb act.Verb, named org.UnitID) (form.Field, error) {
	f := form.Field{Name: "unit", Label: "Đơn vị", Kind: form.OneOf, Required: true}
	units := []org.UnitID{named}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return f, err
	}
	for _, g := range s.Grants() {
		if !slices.Contains(units, g.Unit) && a.May(verb, g.Unit) {
			units = append(units, g.Unit)
		}
	}
	for _, u := range units {
		f.Choices = append(f.Choices, form.Choice{Value: u, Label: name(a.V, u, a.Today())})
	}
	return f, nil
}
