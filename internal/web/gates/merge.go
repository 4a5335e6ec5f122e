package gates

import (
	"net/http"
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/press"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/closing"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// merge is all sites of a central activity with their minutes.
type merge struct {
	frame
	Sum     ui.Notice
	Total   ui.Tiles
	Sites   ui.Table
	Choices ui.Table // cells in which kinds of evidence differ
	Files   []ui.Link
}

// merged is a site as the centre sees it.
type merged struct {
	activity.Activity
	facts     closing.Facts
	thing     closing.Thing
	minute    *closing.Minute // that holds
	waits     *closing.Minute
	published int64
	late      bool
}

var mergePage = door.Page[merge]{
	Route: "GET /activities/{id}/merge", Title: "Gộp các điểm",
	Help:  "Biên bản của các điểm cạnh nhau: điểm nào đã ký, số nào được công bố, điểm nào còn thiếu. Nhắc các điểm còn thiếu trước khi in biên bản gộp.",
	Guard: door.Guard{Verb: closing.Seeing},
	Load:  loadMerge, View: func(m merge) ui.Component { return mergeView(m) }, Head: func(m merge) ui.Head { return m.head() },
	Samples: mergeSamples(),
}

// mergedSites reads all sites of the event; the activity must be the central one.
func (s *site) mergedSites() ([]merged, error) {
	if !s.act.Central {
		return nil, fault.NotFoundf("Trang này dành cho điểm cầu trung tâm. Hãy mở từ hoạt động trung tâm.")
	}
	sites, err := activity.Sites(s.a.V, s.act.ID)
	if err != nil {
		return nil, err
	}
	var out []merged
	for _, x := range sites {
		m := merged{Activity: x}
		if m.facts, err = closing.Know(s.a.V, s.k, x.ID); err != nil {
			return nil, err
		}
		m.thing, _ = m.facts.Thing(roster.Came)
		all, err := closing.Of(s.a.V, x.ID)
		if err != nil {
			return nil, err
		}
		m.minute, m.waits = closing.Standing(all)
		if m.minute != nil {
			m.late = len(m.minute.Late(m.facts)) > 0
		}
		f, err := ledger.RollUp(s.a.V, m.question())
		if err != nil {
			return nil, err
		}
		m.published = f.Lo
		out = append(out, m)
	}
	return out, nil
}

// question asks for the published figure of a site.
func (m merged) question() ledger.Question {
	return ledger.Question{Indicator: m.thing.Indicator, Period: day.All, Campaign: m.Campaign, Activity: m.ID}
}

// signed is the number of the site's minute.
func (m merged) signed() (closing.Line, bool) {
	if m.minute == nil {
		return closing.Line{}, false
	}
	return m.minute.Line(roster.Came)
}

// state says how far a site is with its minute.
func (m merged) state() ui.Chip {
	switch {
	case m.minute != nil && m.late:
		return ui.Chip{Label: "đã ký, có số về sau", Tone: ui.Warn}
	case m.minute != nil:
		return ui.Chip{Label: "đã ký đủ", Tone: ui.Good}
	case m.waits != nil:
		return ui.Chip{Label: "chờ chữ ký thứ hai", Tone: ui.Warn}
	case m.State == activity.Cancelled:
		return ui.Chip{Label: "đã huỷ"}
	}
	return ui.Chip{Label: "chưa có biên bản", Tone: ui.Warn}
}

func loadMerge(a *door.Ask) (merge, error) {
	s, err := siteAt(a)
	if err != nil {
		return merge{}, err
	}
	m := merge{frame: s.frame("Gộp các điểm", "/merge")}
	sites, err := s.mergedSites()
	if err != nil {
		return m, err
	}
	m.Sites = ui.Table{Label: "Biên bản của các điểm", Cards: true, Columns: []ui.Column{{Label: "Điểm", Wide: true}, {Label: "Biên bản"}, {Label: "Quét vé", Num: true}, {Label: "Kiểm đếm", Num: true}, {Label: "Số chốt", Num: true}, {Label: "Được công bố", Num: true}, {Label: "Lý do chênh lệch"}}}
	var published, scanned, counted int64
	open, key := 0, ""
	for _, x := range sites {
		m.Sites.Rows = append(m.Sites.Rows, x.row())
		published, scanned, counted, key = published+x.published, scanned+x.thing.Scanned, counted+x.thing.Counted, x.thing.Indicator
		if x.minute == nil && x.State != activity.Cancelled {
			open++
		}
	}
	m.Sum = ui.Notice{Tone: ui.Good, Title: "Mọi điểm đã có biên bản ký đủ"}
	if open > 0 {
		m.Sum = ui.Notice{Tone: ui.Warn, Title: "Còn " + strconv.Itoa(open) + " điểm chưa có biên bản ký đủ", Text: "Số công bố của các điểm ấy theo quy tắc chung: quét trước, rồi đến đếm, rồi đến số khai."}
	}
	if key != "" {
		link := proof(ledger.Question{Indicator: key, Period: day.Period{From: s.act.Day, To: s.act.Day}, Campaign: s.act.Campaign})
		tile := func(label string, n int64) ui.Figure {
			return ui.Figure{Label: label, Quantity: ui.Exactly(n), Of: "người", Href: link}
		}
		m.Total.Figures = []ui.Figure{tile("Được công bố", published), tile("Quét vé", scanned), tile("Kiểm đếm", counted)}
	}
	if m.Choices, err = s.choices(sites); err != nil {
		return m, err
	}
	for _, f := range press.Formats {
		if f.Ending != ".html" {
			m.Files = append(m.Files, ui.Link{Label: "Tải " + f.Name, Href: s.path("/merge/bien-ban-gop" + f.Ending)})
		}
	}
	return m, nil
}

// row is a site as the table shows it.
func (m merged) row() ui.Row {
	link := func(n int64) ui.Figure { return ui.Figure{Quantity: ui.Exactly(n), Href: proof(m.question())} }
	r := ui.Row{ID: "site-" + m.ID, Cells: []ui.Cell{{Text: m.Name, Href: "/activities/" + m.ID + "/closing", Strong: true}, {Body: m.state()}, {Body: link(m.thing.Scanned)}, {Body: link(m.thing.Counted)}, {Text: "–"}, {Body: link(m.published)}, {}}}
	if m.thing.Counted == 0 {
		r.Cells[3] = ui.Cell{Text: "không đếm"}
	}
	if l, ok := m.signed(); ok {
		r.Cells[0].Sub = "Biên bản " + m.minute.Number
		r.Cells[4], r.Cells[6] = ui.Cell{Body: link(l.Signed)}, ui.Cell{Text: l.Why.Label()}
	} else if m.State != activity.Cancelled {
		r.Tone = ui.Warn
	}
	if m.facts.Missing > 0 {
		r.Cells[2].Sub = "còn " + viet.FormatInt(m.facts.Missing) + " lượt chưa gửi"
	}
	return r
}

// choicesMax is how many cells a page shows whose evidence differs.
const choicesMax = 60

// choices lists where kinds of evidence differ and no minute has decided: which is published, and the way to choose another.
func (s *site) choices(sites []merged) (ui.Table, error) {
	t := ui.Table{Label: "Nơi bằng chứng khác nhau", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Điểm"}, {Label: "Quét vé", Num: true}, {Label: "Kiểm đếm", Num: true}, {Label: "Được công bố"}, {Label: "Việc"}}}
	for _, x := range sites {
		if x.minute != nil {
			continue
		}
		cells, err := ledger.Standings(s.a.V, x.question())
		if err != nil {
			return t, err
		}
		names, err := s.names(x.thing)
		if err != nil {
			return t, err
		}
		for _, c := range cells {
			if len(c.Beside) < 2 || len(t.Rows) >= choicesMax {
				continue
			}
			r := ui.Row{Cells: []ui.Cell{{Text: names[c.Unit], Strong: true}, {Text: x.Name}, {Text: c.Beside[ledger.Scanned].String()}, {Text: c.Beside[ledger.Counted].String()}, {Text: c.Published.Label()}, {}}}
			if c.Chosen {
				r.Cells[4].Sub = "đã chọn, có ghi lý do"
			}
			entries, err := ledger.EntriesOf(s.a.V, c.Cell)
			if err != nil {
				return t, err
			}
			if n := len(entries); n > 0 && s.a.May(report.Choosing, strconv.FormatInt(entries[n-1].Seq, 10)) {
				r.Cells[5].Body = row(ui.Group{ui.Button{Label: "Chọn số khác", Href: "/entries/" + strconv.FormatInt(entries[n-1].Seq, 10)}})
			}
			t.Rows = append(t.Rows, r)
		}
	}
	return t, nil
}

// printingMerge hands out the merged minute as a paper.
var printingMerge = door.Stream{
	Route: "GET /activities/{id}/merge/{file}", Title: "Tải biên bản gộp", Guard: door.Guard{Verb: closing.Seeing},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		s, err := siteAt(a)
		if err != nil {
			return err
		}
		sites, err := s.mergedSites()
		if err != nil {
			return err
		}
		d, err := s.letter("Tổng hợp số người tham gia các điểm của “"+s.act.Name+"”", "", a.Today())
		if err != nil {
			return err
		}
		d.Symbol = "BB-BTC"
		if err := s.mergePaper(&d, sites); err != nil {
			return err
		}
		return handOut(w, a.Path("file"), "Biên bản gộp", d)
	},
}

// mergePaper writes the sites with their sum, and who is missing.
func (s *site) mergePaper(d *paper.Document, sites []merged) error {
	t := paper.Table{Name: "Các điểm", Caption: "Đơn vị tính: người", Columns: []paper.Column{{Title: "Điểm"}, {Title: "Biên bản"}, {Title: "Quét vé", Number: true}, {Title: "Kiểm đếm", Number: true}, {Title: "Số chốt", Number: true}, {Title: "Công bố", Number: true}}}
	var sums [3]int64
	var without []string
	for _, x := range sites {
		no, signedCell := "chưa ký đủ", paper.Cell{Text: "–"}
		if l, ok := x.signed(); ok {
			no, signedCell = x.minute.Number, number(l.Signed)
		} else if x.State != activity.Cancelled {
			without = append(without, x.Name)
		}
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{Text: x.Name}, {Text: no}, number(x.thing.Scanned), number(x.thing.Counted), signedCell, number(x.published)}})
		sums[0], sums[1], sums[2] = sums[0]+x.thing.Scanned, sums[1]+x.thing.Counted, sums[2]+x.published
	}
	last := len(t.Rows) - 1
	total := func(n int64) paper.Cell { c := number(n); c.Sum = &paper.Span{From: 0, To: last}; return c }
	t.Rows = append(t.Rows, paper.Row{Kind: paper.Total, Cells: []paper.Cell{{Text: "Cộng"}, {}, total(sums[0]), total(sums[1]), {}, total(sums[2])}})
	d.Blocks = []paper.Block{paper.Text("Số người tham gia “" + s.c.Name + "” ngày " + s.act.Day.VN() + " tại các điểm, tổng hợp lúc " + s.a.V.At.VN() + ":"), t,
		paper.Para{Style: paper.Note, Runs: []paper.Run{{Text: "Số công bố là số có ký xác nhận của biên bản; điểm chưa ký đủ thì theo số quét, rồi đến số đếm, rồi đến số khai."}}}}
	if len(without) > 0 {
		d.Mark = "CHƯA ĐỦ BIÊN BẢN CÁC ĐIỂM"
		for _, n := range without {
			d.Blocks = append(d.Blocks, paper.Para{Style: paper.Warning, Runs: []paper.Run{{Text: "Chưa có biên bản ký đủ: " + n + "."}}})
		}
	}
	d.Signature = paper.Signature{Authority: "TM. BAN TỔ CHỨC", Title: "TRƯỞNG BAN"}
	d.To = []string{"Các đơn vị tham gia", "Lưu: VT"}
	return nil
}
