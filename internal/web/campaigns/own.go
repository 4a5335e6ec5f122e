package campaigns

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// own is the page of a unit's targets: what it was given and is to answer, what it set itself. It is made for a telephone.
type own struct {
	Title  string
	Head   ui.PageHead
	Units  ui.Tabs
	Given  []promiseCard
	Others []promiseCard
	Empty  *ui.Empty
	Offers ui.Table // campaigns in which the unit may set itself a target
}

// promiseCard is one target, with what the unit may do about it.
type promiseCard struct {
	ID      string
	Number  string
	Of      string
	Href    string
	Name    string // of the campaign
	Chip    ui.Chip
	Lines   []ui.Pair
	Bar     *ui.Bar
	Accept  map[string]string // hidden fields of the form that accepts; nil where that cannot be
	Dispute string
	Divide  *ui.Link
	Revise  string
}

var ownPage = door.Page[own]{
	Route: "GET /targets", Title: "Chỉ tiêu được giao", Guard: door.Guard{Verb: campaign.Seeing, Object: door.AtOrHome("unit")},
	Help:    "Chỉ tiêu cấp trên giao cho đơn vị bạn và kết quả đến nay. Bấm Nhận để xác nhận; nếu chưa phù hợp, đề nghị xem lại kèm lý do và số của đơn vị.",
	Load:    loadOwn,
	View:    func(m own) ui.Component { return ownView(m) },
	Head:    func(m own) ui.Head { return ui.Head{Title: m.Title} },
	Samples: ownSamples(),
}

// ownMax is how many targets the page shows.
const ownMax = 60

func loadOwn(a *door.Ask) (own, error) {
	unit := a.Object
	m := own{Title: "Chỉ tiêu được giao", Head: ui.PageHead{Title: "Chỉ tiêu được giao", Meta: []string{name(a.V, unit, a.Today())}}}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	if len(s.Grants()) > 1 {
		m.Units.Label = "Đơn vị"
		var seen []string
		for _, g := range s.Grants() {
			if !slices.Contains(seen, g.Unit) {
				seen = append(seen, g.Unit)
				m.Units.Items = append(m.Units.Items, ui.Tab{Label: name(a.V, g.Unit, a.Today()), Href: door.Address("/targets", "unit", g.Unit), Current: g.Unit == unit})
			}
		}
	}
	all, err := campaign.Targets(a.V, campaign.Filter{Unit: unit})
	if err != nil {
		return m, err
	}
	slices.SortStableFunc(all, func(x, y campaign.Target) int { // what waits for an answer first, then the latest
		return cmp.Or(truth(y.State == campaign.Given)-truth(x.State == campaign.Given), cmp.Compare(y.Period.To, x.Period.To))
	})
	looks := map[string]*look{}
	for _, t := range all[:min(len(all), ownMax)] {
		if t.Source == campaign.Assigned && t.Quantity == 0 {
			continue // no longer given
		}
		l, known := looks[t.Campaign]
		if !known {
			if l, err = lookAt(a, t.Campaign); fault.KindOf(err) == fault.NotFound {
				continue
			} else if err != nil {
				return m, err
			}
			looks[t.Campaign] = l
		}
		c, err := promiseOf(a, l, t)
		if err != nil {
			return m, err
		}
		if t.Source == campaign.Assigned {
			m.Given = append(m.Given, c)
		} else {
			m.Others = append(m.Others, c)
		}
	}
	if len(m.Given) == 0 {
		m.Empty = &ui.Empty{Icon: "target", Title: "Đơn vị chưa được giao chỉ tiêu", Text: "Khi cấp trên giao, chỉ tiêu hiện ở đây kèm văn bản; đơn vị xác nhận hoặc đề nghị xem lại ngay trên trang này."}
	}
	return m, offers(a, unit, &m)
}

// offers are the campaigns that run or are to come, in which the unit may set itself a target.
func offers(a *door.Ask, unit string, m *own) error {
	m.Offers = ui.Table{Label: "Đăng ký phấn đấu", Columns: []ui.Column{{Label: "Phong trào", Wide: true}, {Label: "Đăng ký"}}}
	if !a.May(campaign.Pledging, unit) {
		return nil
	}
	all, err := campaign.List(a.V)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Period.To < a.Today() || len(m.Offers.Rows) == ownMax {
			continue
		}
		if _, err := lookAt(a, c.ID); fault.KindOf(err) == fault.NotFound {
			continue
		} else if err != nil {
			return err
		}
		m.Offers.Rows = append(m.Offers.Rows, ui.Row{Cells: []ui.Cell{{Text: c.Name, Href: "/campaigns/" + c.ID, Sub: span(c.Period)}, {Text: "Đăng ký số", Href: door.Address("/campaigns/"+c.ID+"/pledges/new", "unit", unit)}}})
	}
	return nil
}

// promiseOf draws a target for its unit.
func promiseOf(a *door.Ask, l *look, t campaign.Target) (promiseCard, error) {
	p, err := lotOf(a.V, l, []campaign.Target{t})
	if err != nil {
		return promiseCard{}, err
	}
	i, got := p.of[t.Indicator], p.totals[t.ID]
	cited, err := campaign.Cite(a.V, t)
	if err != nil {
		return promiseCard{}, err
	}
	c := promiseCard{ID: t.ID, Number: ui.Int(t.Quantity), Of: i.Label(), Href: "/targets/" + t.ID, Name: l.c.Name, Chip: answerChip(t)}
	paper := ui.Pair{Key: "Văn bản", Text: cmp.Or(cited, "không cần: đơn vị tự đăng ký")}
	if t.Dispatch != "" && a.May(dispatch.Seeing, t.Dispatch) {
		paper.Href = "/dispatches/" + t.Dispatch
	}
	result := ui.Pair{Key: "Kết quả", Text: "chưa có số liệu"}
	if got.Entries > 0 {
		result = ui.Pair{Key: "Kết quả", Body: figure(question(t), got.Quantity, i.Label())}
		c.Bar = &ui.Bar{Got: got.Lo, Target: t.Quantity, Text: short(got.Quantity, t.Quantity)}
	}
	c.Lines = []ui.Pair{{Key: "Chỉ số", Text: i.Name}, {Key: "Kỳ", Text: capital(t.Period.VN())}, paper, result}
	asked, err := campaign.Proposals(a.V, t.ID)
	if err != nil {
		return c, err
	}
	for _, o := range asked[max(0, len(asked)-1):] {
		text := "Đã đề nghị " + ui.Int(o.Quantity) + ": " + o.Answer.Label()
		c.Lines = append(c.Lines, ui.Pair{Key: "Đề nghị", Text: text, Note: cmp.Or(o.Why, o.Reason)})
	}
	if t.State == campaign.Disputed && len(asked) == 0 {
		c.Lines = append(c.Lines, ui.Pair{Key: "Đề nghị", Text: "Đã đề nghị xem lại", Note: t.Reason})
	}
	if t.Source == campaign.SelfSet {
		if a.May(campaign.Revising, t.ID) {
			c.Revise = c.Href + "/revise"
		}
		return c, nil
	}
	if t.State != campaign.Accepted && a.May(campaign.AcceptingTarget, t.ID) {
		c.Accept = door.Token("version", ui.Int(int64(t.Version)))
	}
	if t.State != campaign.Disputed && a.May(campaign.Disputing, t.ID) && !a.May(campaign.Revising, t.ID) {
		c.Dispute = c.Href + "/dispute"
	}
	if a.May(campaign.Sharing, t.ID) {
		c.Divide = &ui.Link{Label: "Chia xuống", Href: dividing(t)}
	}
	return c, nil
}

func ownSamples() ui.Samples[own] {
	card := promiseCard{ID: "t1", Number: "300", Of: "đơn vị máu", Href: "/targets/t1", Name: "Hiến máu các KCN năm 2024", Chip: ui.Chip{Label: "chờ xác nhận", Icon: "clock"}, Bar: &ui.Bar{Got: 119, Target: 300, Text: "39%"},
		Lines: []ui.Pair{{Key: "Kỳ", Text: "Năm 2024"}, {Key: "Kết quả", Body: fig(119)}}, Accept: map[string]string{"token": "sample", "version": "1"}, Dispute: "/targets/t1/dispute"}
	worst := card
	worst.ID, worst.Number, worst.Name, worst.Divide = "t2", "999.999.999.999", longName, &ui.Link{Label: "Chia xuống", Href: "/campaigns/c1/targets?of=t2"}
	worst.Lines = append(worst.Lines, ui.Pair{Key: "Đề nghị", Text: "Đã đề nghị 250: không đồng ý", Note: longName})
	pledge := promiseCard{ID: "t3", Number: "320", Of: "đơn vị máu", Href: "/targets/t3", Name: longName, Chip: ui.Chip{Label: "đã nhận", Tone: ui.Good}, Revise: "/targets/t3/revise"}
	head := ui.PageHead{Title: "Chỉ tiêu được giao", Meta: []string{"CĐCS TOTO"}}
	return ui.Samples[own]{
		"empty":   {Title: head.Title, Head: head, Empty: &ui.Empty{Icon: "target", Title: "Đơn vị chưa được giao chỉ tiêu"}},
		"typical": {Title: head.Title, Head: head, Given: []promiseCard{card}},
		"worst": {Title: head.Title, Head: ui.PageHead{Title: head.Title, Meta: []string{longName}}, Given: []promiseCard{card, worst}, Others: []promiseCard{pledge},
			Units:  ui.Tabs{Label: "Đơn vị", Items: []ui.Tab{{Label: longName, Href: "/targets?unit=u1", Current: true}, {Label: "CĐCS TOTO", Href: "/targets?unit=u2"}}},
			Offers: ui.Table{Label: "Đăng ký phấn đấu", Columns: []ui.Column{{Label: "Phong trào", Wide: true}, {Label: "Đăng ký"}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/campaigns/c1"}, {Text: "Đăng ký số", Href: "/campaigns/c1/pledges/new"}}}}}},
	}
}
