package editions

import (
	"net/url"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/edition"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// campaignsMax is how many campaigns a form offers, the latest first.
const campaignsMax = 60

// beginning begins a report. A campaign's page leads here with everything filled in.
var beginning = inquiry{
	path: "/editions/new", title: "Lập báo cáo", guard: door.Guard{Verb: edition.Writing, Object: door.Home},
	help: "Trang này lập bản thảo báo cáo của một đơn vị về một phong trào trong một kỳ. Chọn phong trào, đơn vị và kỳ; số liệu và bảng biểu được soạn sẵn.",
	open: openNew,
	act: func(a *door.Ask, s *sheet) error {
		about, w := s.about.(edition.About), edition.Words{}
		return a.Do(func(tx *db.Tx) (err error) {
			if about.Replaces != "" {
				was, err := edition.Get(&tx.View, about.Replaces)
				if err != nil {
					return err
				}
				w = was.Words
				w.Number = ""
			}
			s.made, err = edition.Begin(tx, a.House.Kinds, about, w)
			return err
		})
	},
	done: func(_ *door.Ask, s *sheet) ui.Outcome {
		if s.made == "" { // sent twice
			return ui.Outcome{To: "/editions"}
		}
		return saying("/editions/"+s.made, "Đã lập bản thảo. Hãy đọc lại, soạn lời rồi chốt.")
	},
	samples: newSamples,
}

func openNew(a *door.Ask, sent url.Values) (*sheet, error) {
	s := &sheet{Title: "Lập báo cáo", Lead: "Số liệu, bảng và biểu đồ được soạn từ sổ cái; lời của đơn vị viết thêm ở bước sau.", Crumbs: []ui.Link{crumb}, submit: "Lập bản thảo", cancel: "/editions"}
	var replaced *edition.Edition
	if id := sent.Get("replaces"); id != "" {
		was, err := edition.Get(a.V, id)
		if err != nil {
			return nil, err
		}
		if !a.May(edition.Writing, id) {
			return nil, fault.New(fault.Denied, "Bạn chưa được giao quyền lập báo cáo thay báo cáo này.")
		}
		replaced = &was
		s.Title, s.cancel, s.hidden = "Lập bản thay thế", here(was), []string{"replaces", id}
		s.Lead = "Lời văn của bản cũ được chép sang; số liệu soạn lại theo sổ cái hiện nay."
		fill(sent, "campaign", was.Campaign, "unit", was.Unit, "from", was.Period.From.VN(), "to", was.Period.To.VN(), "form", formKey(was.Provisional))
	}
	choices, chosen, err := campaignChoices(a, sent.Get("campaign"))
	if err != nil {
		return nil, err
	}
	if chosen != nil {
		at, err := a.Scope(chosen.Owner)
		if err != nil {
			return nil, err
		}
		fill(sent, "unit", at)
	}
	fill(sent, "unit", a.Home())
	if len(choices) == 0 {
		s.Above = append(s.Above, ui.Notice{Tone: ui.Info, Title: "Chưa có phong trào nào", Text: "Báo cáo luôn về một phong trào. Hãy mở phong trào trước.", Link: &ui.Link{Label: "Mở phong trào", Href: "/campaigns/new"}})
	}
	pick := sight.Pick{Name: "unit", Label: "Đơn vị báo cáo", Required: true, AsOf: lived(a, sent), Allow: func(u org.UnitID) bool { return a.May(edition.Writing, u) }}
	if err := pick.Read(a.V, sent); err != nil {
		return nil, err
	}
	s.extra = pick.Problem
	period := day.Year(a.Today().Year())
	if chosen != nil {
		period = day.Period{From: chosen.Period.From, To: min(chosen.Period.To, max(a.Today(), chosen.Period.From))}
	}
	s.values = map[string]string{"from": period.From.VN(), "to": period.To.VN(), "form": "official"}
	s.form.Fields = append([]form.Field{{Name: "campaign", Label: "Phong trào", Kind: form.OneOf, Required: true, Choices: choices}}, pick.Fields()...)
	s.form.Fields = append(s.form.Fields, form.Field{Name: "from", Label: "Từ ngày", Kind: form.Day, Required: true}, form.Field{Name: "to", Label: "Đến hết ngày", Kind: form.Day, Required: true},
		form.Field{Name: "form", Label: "Loại báo cáo", Kind: form.OneOf, Required: true, Choices: []form.Choice{{Value: "official", Label: "Báo cáo chính thức"}, {Value: "quick", Label: "Báo cáo nhanh, số liệu chưa đầy đủ"}}})
	answers, _ := s.form.Parse(sent)
	about := edition.About{Campaign: answers.Text("campaign"), Unit: pick.Unit, Period: day.Period{From: answers.Day("from"), To: answers.Day("to")}, Provisional: answers.Text("form") == "quick"}
	if replaced != nil {
		about.Replaces = replaced.ID
	}
	s.about = about
	return s, nil
}

// lived is the day on which the unit must have lived: the last of the period that was asked for.
func lived(a *door.Ask, sent url.Values) day.AsOf {
	f := form.Form{Fields: []form.Field{{Name: "to", Kind: form.Day}}}
	answers, _ := f.Parse(sent)
	if d := answers.Day("to"); d != 0 {
		return day.AsOf{Day: min(d, a.Today())}
	}
	return org.Today(a.V)
}

func formKey(provisional bool) string {
	if provisional {
		return "quick"
	}
	return "official"
}

// fill sets what was not sent.
func fill(sent url.Values, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if sent.Get(pairs[i]) == "" {
			sent.Set(pairs[i], pairs[i+1])
		}
	}
}

// campaignChoices are the campaigns in which the person has a part; the chosen one is always among them.
func campaignChoices(a *door.Ask, wanted string) (out []form.Choice, chosen *campaign.Campaign, err error) {
	all, err := campaign.List(a.V)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range all {
		if len(out) >= campaignsMax && c.ID != wanted {
			continue
		}
		at, err := a.Scope(c.Owner)
		if err != nil {
			return nil, nil, err
		}
		if at == "" {
			continue
		}
		if c.ID == wanted {
			chosen = &c
		}
		out = append(out, form.Choice{Value: c.ID, Label: c.Name})
	}
	return out, chosen, nil
}
