package campaigns

import (
	"net/url"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// dispatchesMax is how many documents a form offers, the newest first.
const dispatchesMax = 60

// beginning opens a campaign for the person's own unit or one below it.
var beginning = inquiry{
	path: "/campaigns/new", title: "Mở phong trào",
	guard: door.Guard{Verb: campaign.Creating, Object: door.Home},
	open:  openNew,
	act: func(tx *db.Tx, a *door.Ask, s *sheet) (err error) {
		p, problem := askedPeriod(s.answers)
		if problem != nil {
			return problem
		}
		s.made, err = campaign.Create(tx, campaign.Campaign{Kind: s.answers.Text("kind"), Owner: s.about.(org.UnitID), Period: p, Dispatch: s.answers.Text("dispatch"),
			Words: campaign.Words{Name: s.answers.Text("name"), Summary: s.answers.Text("summary"), Accent: s.answers.Text("accent")}})
		return err
	},
	done: func(s *sheet) ui.Outcome {
		if s.made == "" { // sent twice
			return ui.Outcome{To: "/campaigns"}
		}
		return saidDone("/campaigns/"+s.made+"/targets", "Đã mở phong trào “"+s.answers.Text("name")+"”. Bước tiếp theo là giao chỉ tiêu.")
	},
}

func openNew(a *door.Ask, sent url.Values) (*sheet, error) {
	s := &sheet{Title: "Mở phong trào", Lead: "Một phong trào thường bắt đầu từ một văn bản. Hãy chọn văn bản ấy trong sổ để mọi chỉ tiêu sau này dẫn được về nó.",
		Crumbs: []ui.Link{{Label: "Phong trào", Href: "/campaigns"}}, submit: "Mở phong trào", cancel: "/campaigns", wide: true}
	today := a.Today()
	if sent.Get("owner") == "" {
		sent.Set("owner", a.Home())
	}
	pick := sight.Pick{Name: "owner", Label: "Đơn vị chủ trì", Required: true, AsOf: org.Today(a.V),
		Allow: func(u org.UnitID) bool { return a.May(campaign.Creating, u) }}
	if err := pick.Read(a.V, sent); err != nil {
		return nil, err
	}
	s.extra, s.about = pick.Problem, pick.Unit
	kinds := form.Field{Name: "kind", Label: "Loại hình", Kind: form.OneOf, Required: true}
	for _, k := range a.House.Kinds {
		kinds.Choices = append(kinds.Choices, form.Choice{Value: k.Key(), Label: k.Name()})
	}
	papers, err := paperChoices(a, pick.Unit)
	if err != nil {
		return nil, err
	}
	accents := form.Field{Name: "accent", Label: "Màu của phong trào", Kind: form.OneOf}
	for _, w := range campaign.Accents {
		accents.Choices = append(accents.Choices, form.Choice{Value: w, Label: capital(campaign.AccentLabel(w))})
	}
	s.form.Fields = append([]form.Field{
		{Name: "name", Label: "Tên phong trào", Help: "Như trong văn bản, có năm. Ví dụ: Hiến máu tình nguyện các khu công nghiệp năm 2027.", Kind: form.Text, Required: true},
		kinds}, pick.Fields()...)
	s.form.Fields = append(s.form.Fields,
		form.Field{Name: "from", Label: "Từ ngày", Kind: form.Day, Required: true},
		form.Field{Name: "to", Label: "Đến hết ngày", Kind: form.Day, Required: true},
		form.Field{Name: "dispatch", Label: "Văn bản phát động", Kind: form.OneOf, Choices: papers, Help: paperHelp(papers)},
		accents,
		form.Field{Name: "summary", Label: "Giới thiệu", Help: "Một, hai câu: hưởng ứng gì, ở đâu, dành cho ai.", Kind: form.LongText, Limit: 1000})
	year := day.Year(today.Year())
	s.values = map[string]string{"from": year.From.VN(), "to": year.To.VN(), "accent": campaign.Accents[0], "owner": a.Home()}
	return s, nil
}

func paperHelp(papers []form.Choice) string {
	if len(papers) == 0 {
		return "Sổ văn bản của đơn vị chưa có văn bản nào. Có thể mở phong trào trước, rồi dẫn văn bản khi giao chỉ tiêu."
	}
	return "Chưa có trong danh sách thì đăng ký văn bản trước, ở mục Văn bản."
}

// paperChoices are the documents in the registers of a unit and of those above and below that the person works for.
func paperChoices(a *door.Ask, units ...org.UnitID) ([]form.Choice, error) {
	owners := []string{}
	for _, u := range append(units, a.Home()) {
		if u == "" {
			continue
		}
		chain, err := org.Over(a.V, u)
		if err != nil {
			return nil, err
		}
		for _, c := range chain {
			if a.May(dispatch.Seeing, c) {
				owners = append(owners, c)
			}
		}
	}
	if len(owners) == 0 {
		return nil, nil
	}
	all, err := dispatch.List(a.V, dispatch.Filter{Owners: owners, Limit: dispatchesMax})
	if err != nil {
		return nil, err
	}
	var out []form.Choice
	for _, d := range all {
		out = append(out, form.Choice{Value: d.ID, Label: capital(d.Title()) + " – " + cut(d.Subject, 80)})
	}
	return out, nil
}

// cut shortens a text to so many letters, at a word.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	for most > 0 && r[most] != ' ' {
		most--
	}
	return string(r[:most]) + "…"
}

// askedPeriod reads the two days of a period.
func askedPeriod(answers form.Answers) (day.Period, error) {
	p := day.Period{From: answers.Day("from"), To: answers.Day("to")}
	if p.To < p.From {
		return p, backwards(p)
	}
	return p, nil
}
