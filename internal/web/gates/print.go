package gates

import (
	"bytes"
	"net/http"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/press"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/closing"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
)

// printing hands out a minute as a paper.
var printing = door.Stream{
	Route: "GET /activities/{id}/closing/{minute}/{file}", Title: "Tải biên bản chốt điểm", Guard: door.Guard{Verb: closing.Seeing},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		s, err := siteAt(a)
		if err != nil {
			return err
		}
		m, err := closing.Get(a.V, s.act.ID, a.Path("minute"))
		if err != nil {
			return err
		}
		doc, err := s.paper(m)
		if err != nil {
			return err
		}
		return handOut(w, a.Path("file"), "Biên bản "+strings.ReplaceAll(m.Number, "/", "-"), doc)
	},
}

// handOut sends a document as the file that a name asks for; whole before it is sent, for half a paper must not look like one.
func handOut(w http.ResponseWriter, file, name string, doc paper.Document) error {
	format, err := press.Of(file)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := format.Write(&b, doc); err != nil {
		return err
	}
	door.Saved(w, format.Media, name+format.Ending)
	_, err = b.WriteTo(w)
	return err
}

// letter is the head of a paper of the site's host.
func (s *site) letter(title, number string, on day.Day) (paper.Document, error) {
	h, err := org.HistoryOf(s.a.V)
	if err != nil {
		return paper.Document{}, err
	}
	d := paper.Document{Kind: "BIÊN BẢN", Title: title, Number: number, Date: on}
	if i, ok := h.Index(s.act.Unit); ok {
		asOf := day.AsOf{Day: on}
		d.Issuer = strings.ToUpper(h.Name(i, asOf))
		if above, ok := h.Parent(i, org.UnionLine, asOf); ok {
			d.Parent = strings.ToUpper(h.Name(above, asOf))
		}
	}
	return d, nil
}

// paper is a minute as the union writes it.
func (s *site) paper(m closing.Minute) (paper.Document, error) {
	d, err := s.letter("Chốt số người tham gia tại “"+s.act.Name+"”", m.Number, m.MadeAt.Day())
	if err != nil {
		return d, err
	}
	switch {
	case !m.Signed():
		d.Mark = "CHƯA ĐỦ HAI CHỮ KÝ"
	case m.ReplacedBy != "":
		d.Mark = "ĐÃ CÓ BIÊN BẢN THAY THẾ"
	}
	where, err := place.Names(s.a.V, []string{s.act.Place}, day.AsOf{Day: s.act.Day})
	if err != nil {
		return d, err
	}
	ids := []string{}
	for _, g := range m.Signatures {
		ids = append(ids, g.Person)
	}
	names, err := people.Names(s.a.V, ids)
	if err != nil {
		return d, err
	}
	d.Blocks = append(d.Blocks, paper.Text("Hôm nay, lúc "+m.MadeAt.Time().In(day.Zone).Format("15:04")+", "+viet.LongDate(m.MadeAt.Day())+", tại "+where[s.act.Place]+", chúng tôi lập biên bản chốt số người tham gia “"+s.c.Name+"” như sau:"),
		paper.Heading{Level: 2, Text: "1. Số người tham gia"})
	t := paper.Table{Name: "Số chốt", Columns: []paper.Column{{Title: "Nội dung"}, {Title: "Quét vé", Number: true}, {Title: "Kiểm đếm", Number: true}, {Title: "Số chốt", Number: true}}}
	for _, l := range m.Lines {
		ind, err := indicator.Get(s.a.V, l.Indicator)
		if err != nil {
			return d, err
		}
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{Text: ind.Name}, number(l.Scanned), number(l.Counted), number(l.Signed)}})
	}
	d.Blocks = append(d.Blocks, t, paper.List{Items: []paper.Para{
		paper.Text("Không cho vào: " + viet.FormatInt(m.Refused) + " lượt; đến lần thứ hai: " + viet.FormatInt(m.Again) + " lượt."),
		paper.Text("Máy còn giữ, chưa gửi khi lập biên bản: " + viet.FormatInt(m.Missing) + " lượt, ở " + viet.FormatInt(m.Phones) + " máy.")}})
	for _, l := range m.Lines {
		if l.Why != "" {
			d.Blocks = append(d.Blocks, paper.Text("Lý do chênh lệch: "+lower(l.Why.Label())+"."))
		}
	}
	if m.Note != "" {
		d.Blocks = append(d.Blocks, paper.Text("Ghi chú: "+m.Note))
	}
	if m.Reason != "" {
		d.Blocks = append(d.Blocks, paper.Text("Biên bản này thay cho biên bản lập trước. Lý do: "+m.Reason))
	}
	if err := s.sharesOnPaper(&d, m); err != nil {
		return d, err
	}
	d.Blocks = append(d.Blocks, paper.Text("Hai người dưới đây đã đọc lại và cùng ký xác nhận trong hệ thống."), signatures(m, names))
	return d, nil
}

// sharesOnPaper writes how the signed numbers are divided.
func (s *site) sharesOnPaper(d *paper.Document, m closing.Minute) error {
	t := paper.Table{Name: "Phần của đơn vị", Columns: []paper.Column{{Title: "Đơn vị"}, {Title: "Số chốt", Number: true}}}
	for _, l := range m.Lines {
		var known closing.Thing
		for _, h := range l.Shares {
			known.Units = append(known.Units, closing.Known{Unit: h.Unit})
		}
		names, err := s.names(known)
		if err != nil {
			return err
		}
		from := len(t.Rows)
		for _, h := range l.Shares {
			t.Rows = append(t.Rows, paper.Row{Cells: []paper.Cell{{Text: names[h.Unit]}, number(h.People)}})
		}
		if len(m.Lines) == 1 && len(t.Rows) > from {
			sum := number(l.Signed)
			sum.Sum = &paper.Span{From: from, To: len(t.Rows) - 1}
			t.Rows = append(t.Rows, paper.Row{Kind: paper.Total, Cells: []paper.Cell{{Text: "Cộng"}, sum}})
		}
	}
	if len(t.Rows) > 0 {
		d.Blocks = append(d.Blocks, paper.Heading{Level: 2, Text: "2. Phần của từng đơn vị"}, t)
	}
	return nil
}

// signatures stand beside each other.
func signatures(m closing.Minute, names map[string]string) paper.Table {
	t := paper.Table{Name: "Chữ ký", Columns: []paper.Column{{Title: "NGƯỜI LẬP", Width: 1}, {Title: "NGƯỜI XÁC NHẬN", Width: 1}}}
	name, when := []paper.Cell{{}, {}}, []paper.Cell{{}, {}}
	for i, g := range m.Signatures {
		name[i] = paper.Cell{Text: person(names, g.Person)}
		when[i] = paper.Cell{Text: "ký lúc " + g.At.Time().In(day.Zone).Format("15:04 02/01/2006")}
	}
	t.Rows = []paper.Row{{Kind: paper.Subtotal, Cells: name}, {Cells: when}}
	return t
}

func number(n int64) paper.Cell { return paper.Cell{Text: viet.FormatInt(n), Exact: true, Value: n} }
