package campaigns

import (
	"net/url"
	"slices"

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
	help: "Mở một phong trào để giao chỉ tiêu, tổ chức hoạt động và tổng hợp số liệu. Chọn văn bản phát động trước, rồi ghi tên, thời gian và đơn vị chủ trì.",

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
		form.Field{Name: "to", Label: "Đến hết ngày", Kind: form.Day, Required: true})
	s.form.Fields = append(s.form.Fields, paperField("Văn bản phát động", papers)...)
	s.Above = noPapers(papers)
	s.form.Fields = append(s.form.Fields, accents,
		form.Field{Name: "summary", Label: "Giới thiệu", Help: "Một, hai câu: hưởng ứng gì, ở đâu, dành cho ai.", Kind: form.LongText, Limit: 1000})
	year := day.Year(today.Year())
	s.values = map[string]string{"from": year.From.VN(), "to": year.To.VN(), "accent": campaign.Accents[0], "owner": a.Home()}
	return s, nil
}

// paperChoices are the documents that the person may read: those in the registers of some units and above before others.
func paperChoices(a *door.Ask, units ...org.UnitID) ([]form.Choice, error) {
	var owners []org.UnitID
	for _, u := range append(units, a.Home()) {
		if u == "" {
			continue
		}
		chain, err := org.Over(a.V, u)
		if err != nil {
			return nil, err
		}
		owners = append(owners, u)
		owners = append(owners, chain...)
	}
	near, err := dispatch.List(a.V, dispatch.Filter{Owners: owners, Limit: 2 * dispatchesMax})
	if err != nil {
		return nil, err
	}
	far, err := dispatch.List(a.V, dispatch.Filter{Limit: 4 * dispatchesMax})
	if err != nil {
		return nil, err
	}
	var out []form.Choice
	for _, d := range append(near, far...) {
		there := slices.ContainsFunc(out, func(c form.Choice) bool { return c.Value == d.ID })
		if there || len(out) == dispatchesMax || !a.May(dispatch.Seeing, d.ID) {
			continue
		}
		out = append(out, form.Choice{Value: d.ID, Label: capital(d.Title()) + " – " + cut(d.Subject, 80)})
	}
	return out, nil
}

// paperField asks for a document; where none can be offered there is nothing to ask.
func paperField(label string, papers []form.Choice) []form.Field {
	if len(papers) == 0 {
		return nil
	}
	return []form.Field{{Name: "dispatch", Label: label, Kind: form.OneOf, Choices: papers, Help: "Chưa có trong danh sách thì đăng ký văn bản trước, ở mục Văn bản."}}
}

// noPapers says where to register a document, where none can be offered.
func noPapers(papers []form.Choice) ui.Component {
	if len(papers) > 0 {
		return nil
	}
	return ui.Notice{Tone: ui.Info, Title: "Sổ văn bản chưa có văn bản nào", Text: "Nếu có văn bản phát động hoặc giao chỉ tiêu, nên đăng ký trước để dẫn được về nó.", Link: &ui.Link{Label: "Đăng ký văn bản", Href: "/dispatches/new"}}
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
