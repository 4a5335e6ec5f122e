// Package stickers prints sheets of tickets to be cut up, or ticked off at a gate without any phone.
//
// A sticker bears the code that phones scan, the bib in letters that are read across a lane, the short code to be typed, the union and,
// where somebody is named, the name. The sheet for a gate has bibs and short codes alone unless its maker chooses otherwise: what lies
// on a table at a park names nobody. Codes are drawn as outlines, sharp at any size. The same rows always give the same bytes.
package stickers

import (
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
)

// Row is one ticket.
type Row struct {
	Bib     string // "VS-0042-7"
	Code    string // "4K7N-2Q9X"
	Address string // what the QR code holds
	Unit    string
	Name    string // "" where nobody is named
	Slot    string // the wave, "" for none
}

// Sheet is what is printed: rows in the order in which they are given; each union begins a new page.
type Sheet struct {
	Event string // "Giải chạy 1.2.2026"
	Site  string
	Day   string // "01/02/2026"
	Rows  []Row
}

// RowsMax is how many tickets one file holds; more are printed union by union.
const RowsMax = 5000

// Size is how large a sticker is.
type Size string

const (
	Label Size = "label" // 21 on a page, 63,5 × 38,1 mm, as sheets of labels are sold
	Chest Size = "chest" // 4 on a page, 105 × 148,5 mm, to be pinned on
)

// Sizes are all sizes with their names.
var Sizes = []struct {
	Size  Size
	Label string
}{
	{Label, "Tem dán, 21 tem một trang (63,5 × 38,1 mm)"},
	{Chest, "Số đeo ngực, 4 số một trang (105 × 148,5 mm)"},
}

const (
	mm                    = 72 / 25.4
	pageWide, pageHigh    = 595.28, 841.89
	family                = "sans"
	regular, bold         = "", "B"
	hair                  = 0.3 // of a line
	dark, middle, outline = 0, 90, 170
)

// grid says where stickers lie on a page.
type grid struct {
	columns, rows         int
	left, top, wide, high float64
	gapX                  float64
	draw                  func(p *printer, r Row, x, y float64) error
	marginal              bool // there is room for a line above
}

var grids = map[Size]grid{
	Label: {columns: 3, rows: 7, left: 7.25 * mm, top: 15.15 * mm, wide: 63.5 * mm, high: 38.1 * mm, gapX: 2.5 * mm, draw: (*printer).label, marginal: true},
	Chest: {columns: 2, rows: 2, wide: pageWide / 2, high: pageHigh / 2, draw: (*printer).chest},
}

// Write prints stickers of a size.
func Write(w io.Writer, s Sheet, size Size) error {
	g, ok := grids[size]
	if !ok {
		return fault.In("size", "Hãy chọn cỡ tem trong danh sách.")
	}
	if err := s.check(); err != nil {
		return err
	}
	p := newPrinter(s)
	for start := 0; start < len(s.Rows); {
		end := start
		for end < len(s.Rows) && s.Rows[end].Unit == s.Rows[start].Unit {
			end++
		}
		if err := p.union(g, s.Rows[start:end]); err != nil {
			return err
		}
		start = end
	}
	return p.out(w)
}

func (s Sheet) check() error {
	switch {
	case len(s.Rows) == 0:
		return fault.Invalidf("Chưa có vé nào để in. Vé được phát khi người đăng ký có chỗ.")
	case len(s.Rows) > RowsMax:
		return fault.Invalidf("Một tệp in nhiều nhất %d vé, danh sách này có %d. Hãy in từng đơn vị.", RowsMax, len(s.Rows))
	}
	return nil
}

type printer struct {
	f *fpdf.Fpdf
	s Sheet
}

func newPrinter(s Sheet) *printer {
	f := fpdf.New("P", "pt", "A4", "")
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.SetCatalogSort(true)
	f.SetCreationDate(time.Unix(0, 0).UTC())
	f.SetModificationDate(time.Unix(0, 0).UTC())
	f.SetTitle(paper.Clean(s.Event+", "+s.Site), true)
	f.SetCreator("Phong Trao", true)
	f.SetLang("vi-VN")
	f.AddUTF8FontFromBytes(family, regular, liberationsansregular.TTF)
	f.AddUTF8FontFromBytes(family, bold, liberationsansbold.TTF)
	f.SetLineWidth(hair)
	return &printer{f, s}
}

func (p *printer) out(w io.Writer) error {
	if err := p.f.Output(w); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// union prints the stickers of one union.
func (p *printer) union(g grid, rows []Row) error {
	perPage := g.columns * g.rows
	pages := (len(rows) + perPage - 1) / perPage
	for i, r := range rows {
		at := i % perPage
		if at == 0 {
			p.f.AddPage()
			p.cuts(g)
			if g.marginal {
				text := fmt.Sprintf("%s · %d vé · trang %d/%d", r.Unit, len(rows), i/perPage+1, pages)
				p.text(text, g.left, 9*mm, pageWide-2*g.left, style{7.5, regular, middle}, fromLeft)
			}
		}
		x := g.left + float64(at%g.columns)*(g.wide+g.gapX)
		y := g.top + float64(at/g.columns)*g.high
		if err := g.draw(p, r, x, y); err != nil {
			return fmt.Errorf("ticket %s: %w", r.Bib, err)
		}
	}
	return nil
}

// cuts marks where to cut: at the edges of the page, and with a small cross inside it.
func (p *printer) cuts(g grid) {
	const arm = 2.2 * mm
	p.f.SetDrawColor(outline, outline, outline)
	for row := 0; row <= g.rows; row++ {
		for column := 0; column < g.columns; column++ {
			y := g.top + float64(row)*g.high
			x := g.left + float64(column)*(g.wide+g.gapX)
			for _, cx := range []float64{x, x + g.wide} {
				p.f.Line(max(cx-arm, 0), y, min(cx+arm, pageWide), y)
				p.f.Line(cx, max(y-arm, 0), cx, min(y+arm, pageHigh))
			}
		}
	}
}

// label is a sticker of the smaller size: the code at the left, all else beside it.
func (p *printer) label(r Row, x, y float64) error {
	const high, side = 38.1 * mm, 30 * mm
	if err := p.code(r.Address, x+1.2*mm, y+(high-side)/2, side); err != nil {
		return err
	}
	tx, tw := x+32*mm, 29.7*mm
	p.text(r.Bib, tx, y+9.5*mm, tw, style{17, bold, dark}, fromLeft)
	p.text(r.Code, tx, y+14.6*mm, tw, style{10.5, regular, dark}, fromLeft)
	line := y + 19*mm
	if r.Name != "" {
		line = p.lines(r.Name, tx, line, tw, 2, style{9, bold, dark})
	}
	line = p.lines(r.Unit, tx, line, tw, 2, style{7.5, regular, dark})
	if r.Slot != "" {
		p.text(r.Slot, tx, line, tw, style{7.5, bold, dark}, fromLeft)
	}
	p.text(strings.Trim(p.s.Day+" · "+p.s.Event, " ·"), tx, y+36.3*mm, tw, style{5.5, regular, middle}, fromLeft)
	return nil
}

// chest is a bib to be pinned on: the number as large as it goes, the code below.
func (p *printer) chest(r Row, x, y float64) error {
	const wide, high, edge, side = pageWide / 2, pageHigh / 2, 8 * mm, 60 * mm
	inner := wide - 2*edge
	p.text(p.s.Event, x+edge, y+15*mm, inner, style{12, bold, dark}, centred)
	p.text(strings.Trim(p.s.Site+" · "+p.s.Day, " ·"), x+edge, y+21*mm, inner, style{9, regular, middle}, centred)
	p.text(r.Bib, x+edge, y+45*mm, inner, style{52, bold, dark}, centred)
	if err := p.code(r.Address, x+(wide-side)/2, y+50*mm, side); err != nil {
		return err
	}
	p.text(r.Code, x+edge, y+115*mm, inner, style{16, regular, dark}, centred)
	line := y + 124*mm
	if r.Name != "" {
		p.text(r.Name, x+edge, line, inner, style{15, bold, dark}, centred)
		line += 7 * mm
	}
	p.text(r.Unit, x+edge, line, inner, style{11, regular, dark}, centred)
	if r.Slot != "" {
		p.text(r.Slot, x+edge, line+6*mm, inner, style{11, bold, dark}, centred)
	}
	return nil
}
