package gates

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/paper/press"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/closing"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// closePage shows how a site is closed.
type closePage struct {
	frame
	Notices []ui.Notice
	Figures ui.Component
	Gates   ui.KeyValue
	Minutes []minuteCard
	Empty   ui.Empty
}

// minuteCard is one minute as the page shows it.
type minuteCard struct {
	ID, Title string
	State     ui.Chip
	Lines     ui.Table
	Shares    ui.Table
	Facts     ui.KeyValue
	Sign      *ui.Button
	Files     []ui.Link
}

var closingPage = door.Page[closePage]{
	Route: "GET /activities/{id}/closing", Title: "Chốt điểm",
	Help:  "Khi mọi máy đã gửi hết, lập biên bản chốt điểm; người thứ hai ký xác nhận. Số trong biên bản có đủ hai chữ ký được công bố.",
	Guard: door.Guard{Verb: closing.Seeing},
	Load:  loadClosing, View: func(m closePage) ui.Component { return closingView(m) }, Head: func(m closePage) ui.Head { return m.head() },
	Samples: closingSamples(),
}

func loadClosing(a *door.Ask) (closePage, error) {
	s, err := siteAt(a)
	if err != nil {
		return closePage{}, err
	}
	m := closePage{frame: s.frame("Chốt điểm", "/closing")}
	f, err := closing.Know(a.V, s.k, s.act.ID)
	if err != nil {
		return m, err
	}
	all, err := closing.Of(a.V, s.act.ID)
	if err != nil {
		return m, err
	}
	if m.Figures, err = s.figures(f); err != nil {
		return m, err
	}
	m.Gates.Pairs = gateFacts(f.Refused, f.Again, f.Missing)
	holds, waits := closing.Standing(all)
	s.closingNotices(&m, f, holds)
	s.closingActions(&m, f, holds, waits)
	for i := len(all) - 1; i >= 0; i-- {
		c, err := s.card(all[i], i == len(all)-1)
		if err != nil {
			return m, err
		}
		m.Minutes = append(m.Minutes, c)
	}
	m.Empty = ui.Empty{Icon: "file-badge", Title: "Chưa có biên bản", Text: "Biên bản cần hai người: một người lập, một người ký xác nhận."}
	return m, nil
}

func (s *site) closingNotices(m *closePage, f closing.Facts, holds *closing.Minute) {
	if f.Rehearsal {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Title: "Đang diễn tập", Text: "Buổi diễn tập không ghi thành số liệu nên không lập biên bản."})
	}
	if f.Missing > 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Còn máy chưa gửi hết", Text: viet.FormatInt(f.Phones) + " máy còn giữ " + viet.FormatInt(f.Missing) + " lượt.", Link: &ui.Link{Label: "Xem máy nào", Href: s.path("/ready")}})
	}
	if holds == nil {
		return
	}
	for _, l := range holds.Late(f) {
		n := ui.Notice{Tone: ui.Warn, Title: "Có số về sau biên bản", Text: "Từ lúc lập biên bản " + holds.Number + ": quét " + signed(l.Scanned) + ", đếm " + signed(l.Counted) + ". Số công bố vẫn là số đã ký; muốn tính thêm, hãy lập biên bản thay thế."}
		if s.a.May(closing.Writing, s.act.ID) {
			n.Link = &ui.Link{Label: "Lập biên bản thay thế", Href: s.path("/closing/new")}
		}
		m.Notices = append(m.Notices, n)
	}
}

func (s *site) closingActions(m *closePage, f closing.Facts, holds, waits *closing.Minute) {
	if s.act.State == activity.Announced || s.act.State == activity.Open {
		if s.a.May(activity.Starting, s.act.ID) {
			m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Bắt đầu hoạt động", Href: s.path("/advance/running"), Primary: true})
		}
		return
	}
	if !s.act.State.Held() || f.Rehearsal || !s.a.May(closing.Writing, s.act.ID) {
		return
	}
	b := ui.Button{Label: "Lập biên bản", Icon: "file-badge", Href: s.path("/closing/new"), Primary: waits == nil}
	switch {
	case holds != nil:
		b.Label, b.Primary = "Lập biên bản thay thế", false
	case waits != nil:
		b.Label = "Lập lại biên bản"
	}
	m.Head.Actions = append(m.Head.Actions, b)
}

// card draws a minute; last is that no other was written after it.
func (s *site) card(x closing.Minute, last bool) (minuteCard, error) {
	ids := []string{}
	for _, g := range x.Signatures {
		ids = append(ids, g.Person)
	}
	names, err := people.Names(s.a.V, ids)
	if err != nil {
		return minuteCard{}, err
	}
	c := minuteCard{ID: x.ID, Title: "Biên bản " + x.Number, State: stateOf(x, last)}
	c.Lines = ui.Table{Label: "Số trong biên bản " + x.Number, Columns: []ui.Column{{Label: "Nội dung", Wide: true}, {Label: "Quét vé", Num: true}, {Label: "Kiểm đếm", Num: true}, {Label: "Số chốt", Num: true}, {Label: "Lý do chênh lệch"}}, Cards: true}
	for _, l := range x.Lines {
		ind, err := indicator.Get(s.a.V, l.Indicator)
		if err != nil {
			return c, err
		}
		c.Lines.Rows = append(c.Lines.Rows, ui.Row{Cells: []ui.Cell{{Text: ind.Name}, {Text: viet.FormatInt(l.Scanned)}, {Text: viet.FormatInt(l.Counted)}, {Body: s.figure(l.Indicator, l.Signed)}, {Text: l.Why.Label()}}})
	}
	if c.Shares, err = s.shares(x); err != nil {
		return c, err
	}
	for i, g := range x.Signatures {
		role := []string{"Người lập", "Người xác nhận"}[i]
		note := "ký lúc " + clock(g.At, s.a.V.At)
		if g.How == closing.ByPassword {
			note += ", bằng mật khẩu trên máy của người lập"
		}
		c.Facts.Pairs = append(c.Facts.Pairs, ui.Pair{Key: role, Text: person(names, g.Person), Note: note})
	}
	c.Facts.Pairs = append(c.Facts.Pairs, gateFacts(x.Refused, x.Again, x.Missing)...)
	if x.Reason != "" {
		c.Facts.Pairs = append(c.Facts.Pairs, ui.Pair{Key: "Lý do thay thế", Text: x.Reason})
	}
	if x.Note != "" {
		c.Facts.Pairs = append(c.Facts.Pairs, ui.Pair{Key: "Ghi chú", Text: x.Note})
	}
	if last && !x.Signed() && s.a.May(closing.Signing, s.act.ID) {
		c.Sign = &ui.Button{Label: "Ký xác nhận", Icon: "pencil", Href: s.path("/closing/" + x.ID + "/sign"), Primary: true}
	}
	for _, f := range press.Formats {
		if f.Ending == ".docx" || f.Ending == ".pdf" {
			c.Files = append(c.Files, ui.Link{Label: "Tải " + f.Name, Href: s.path("/closing/" + x.ID + "/bien-ban" + f.Ending)})
		}
	}
	return c, nil
}

func stateOf(x closing.Minute, last bool) ui.Chip {
	switch {
	case x.Holds():
		return ui.Chip{Label: "đã ký đủ", Tone: ui.Good}
	case x.Signed():
		return ui.Chip{Label: "đã được thay"}
	case last:
		return ui.Chip{Label: "chờ chữ ký thứ hai", Tone: ui.Warn}
	}
	return ui.Chip{Label: "bỏ, chưa ký đủ"}
}

// shares lists how signed numbers are divided among units.
func (s *site) shares(x closing.Minute) (ui.Table, error) {
	t := ui.Table{Label: "Phần của từng đơn vị", Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Số chốt", Num: true}}}
	for _, l := range x.Lines {
		var known closing.Thing
		for _, h := range l.Shares {
			known.Units = append(known.Units, closing.Known{Unit: h.Unit})
		}
		names, err := s.names(known)
		if err != nil {
			return t, err
		}
		for _, h := range l.Shares {
			r := ui.Row{Cells: []ui.Cell{{Text: names[h.Unit]}, {Text: viet.FormatInt(h.People)}}}
			if h.Unit == s.act.Unit {
				r.Cells[0].Sub = "chủ trì: người không rõ đơn vị"
			}
			t.Rows = append(t.Rows, r)
		}
	}
	return t, nil
}

// proof is the address of a figure's passport.
func proof(q ledger.Question) string { return "/figures?" + passport.Query(q).Encode() }
