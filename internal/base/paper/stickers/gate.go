package stickers

import (
	"fmt"
	"io"
)

// Gate prints the sheet with which a gate goes on without phones: every ticket with a box to tick and a place for the time, to be entered
// afterwards. Names and unions stand on it only by choice.
func Gate(w io.Writer, s Sheet, names bool) error {
	if err := s.check(); err != nil {
		return err
	}
	p := newPrinter(s)
	l := list{columns: 2, rows: 46, wide: 88 * mm}
	if names {
		l = list{columns: 1, rows: 46, wide: 180 * mm}
	}
	perPage := l.columns * l.rows
	pages := (len(s.Rows) + perPage - 1) / perPage
	for i, r := range s.Rows {
		at := i % perPage
		if at == 0 {
			p.f.AddPage()
			p.head(i/perPage+1, pages)
		}
		p.row(r, edge+float64(at/l.rows)*(l.wide+4*mm), listTop+float64(at%l.rows)*rowHigh, l, names, at%l.rows)
	}
	return p.out(w)
}

type list struct {
	columns, rows int
	wide          float64
}

const (
	edge    = 15 * mm
	listTop = 41 * mm
	rowHigh = 5.2 * mm
)

// head says what the sheet is, and leaves room for who fills it in.
func (p *printer) head(page, pages int) {
	const wide = pageWide - 2*edge
	p.text("DANH SÁCH GHI TAY Ở CỬA", edge, 16*mm, wide, style{13, bold, dark}, fromLeft)
	p.text(p.s.Event+" · "+p.s.Site+" · "+p.s.Day, edge, 21.5*mm, wide, style{9.5, regular, dark}, fromLeft)
	p.text("Đánh dấu ô vuông và ghi giờ khi người có vé vào cổng. Nhập lại vào máy sau, kèm giờ đã ghi.", edge, 26.5*mm, wide, style{8.5, regular, middle}, fromLeft)
	p.text("Cổng: ……………………………………    Người ghi: ……………………………………………………", edge, 33*mm, 140*mm, style{9.5, regular, dark}, fromLeft)
	p.text(fmt.Sprintf("Trang %d/%d", page, pages), pageWide-edge-25*mm, 33*mm, 25*mm, style{9.5, regular, dark}, fromLeft)
}

// row is one ticket: box, bib, short code, name and union by choice, time.
func (p *printer) row(r Row, x, y float64, l list, names bool, n int) {
	if n%2 == 1 {
		p.f.SetFillColor(243, 243, 243)
		p.f.Rect(x, y-3.7*mm, l.wide, rowHigh, "F")
	}
	p.f.SetDrawColor(dark, dark, dark)
	p.f.Rect(x+1*mm, y-2.9*mm, 3.4*mm, 3.4*mm, "D")
	p.text(r.Bib, x+7*mm, y, 28*mm, style{11, bold, dark}, fromLeft)
	p.text(r.Code, x+37*mm, y, 24*mm, style{9.5, regular, dark}, fromLeft)
	if names {
		p.text(r.Name, x+62*mm, y, 50*mm, style{9.5, regular, dark}, fromLeft)
		p.text(r.Unit, x+114*mm, y, 46*mm, style{8, regular, middle}, fromLeft)
	}
	p.text("……:……", x+l.wide-17*mm, y, 17*mm, style{9.5, regular, middle}, fromLeft)
}
