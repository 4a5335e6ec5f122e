// Package pdf prints a document as a PDF file.
//
// The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I, as in package docx. Letters are Liberation Serif, which has the
// widths of Times New Roman, and lie in the file; charts and QR codes are drawn as lines and areas; every bound number is a
// link. The same document always gives the same bytes.
package pdf

import (
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"phongtrao/internal/base/paper"
)

// Measures in points. A4 with margins of 20, 20, 30 and 20 mm.
const (
	mm                  = 72 / 25.4
	pageShort, pageLong = 595.28, 841.89
	top, bottom         = 20 * mm, 20 * mm
	left, right         = 30 * mm, 20 * mm
	indent              = 12.7 * mm // of a first line

	bodySize = 14.0
	leading  = 1.26 // of a line of the body, in its size
	tight    = 1.15 // of any other
)

// Write prints a document.
func Write(w io.Writer, d paper.Document) error {
	p, err := newPrinter(d, true)
	if err != nil {
		return err
	}
	if err := p.document(); err != nil {
		return err
	}
	if err := p.f.Output(w); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// printer holds a document while it is being printed. y is the upper edge of what comes next.
type printer struct {
	f    *fpdf.Fpdf
	d    paper.Document
	refs paper.Refs
	wide bool
	y    float64

	face face // set in the file now
	ink  ink
}

func newPrinter(d paper.Document, pack bool) (*printer, error) {
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCompression(pack)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(left, top, right)
	f.SetCatalogSort(true)
	when := time.Unix(0, 0).UTC()
	if d.Date != 0 {
		when = d.Date.Time()
	}
	f.SetCreationDate(when)
	f.SetModificationDate(when)
	f.SetTitle(strings.TrimSpace(paper.Clean(d.Kind+" "+d.Title)), true)
	f.SetAuthor(paper.Clean(d.Issuer), true)
	f.SetCreator("Phong Trao", true)
	f.SetLang("vi-VN")
	addFonts(f)
	p := &printer{f: f, d: d, refs: d.Refs()}
	f.SetFooterFunc(p.edges)
	return p, f.Error()
}

func (p *printer) document() error {
	p.page()
	p.head()
	p.blocks(p.d.Blocks)
	p.turn(false)
	p.sign()
	for i, a := range p.d.Annexes {
		p.annex(i, a.Title, a.Wide())
		p.blocks(a.Blocks)
	}
	if err := p.sources(); err != nil {
		return err
	}
	if err := p.f.Error(); err != nil {
		return fmt.Errorf("laying out the PDF: %w", err)
	}
	return nil
}

// width is the room for text on the page being written.
func (p *printer) width() float64 { return p.long() - left - right }

func (p *printer) long() float64 {
	if p.wide {
		return pageLong
	}
	return pageShort
}

// end is the lower edge of the room for text.
func (p *printer) end() float64 {
	if p.wide {
		return pageShort - bottom
	}
	return pageLong - bottom
}

// page begins a page.
func (p *printer) page() {
	side := "P"
	if p.wide {
		side = "L"
	}
	p.f.AddPageFormat(side, fpdf.SizeType{Wd: pageShort, Ht: pageLong})
	p.face, p.ink = face{}, black
	p.f.SetTextColor(0, 0, 0)
	p.f.SetDrawColor(0, 0, 0)
	p.f.SetLineWidth(0.5)
	p.y = top
}

// turn puts what follows on a page that lies, or stands.
func (p *printer) turn(wide bool) {
	if p.wide != wide {
		p.wide = wide
		p.page()
	}
}

// need begins a page where so much room is not left.
func (p *printer) need(h float64) {
	if p.y+h > p.end() && p.y > top {
		p.page()
	}
}

// edges writes what stands in the margins of a page: its number, but not on the first; the mark of a paper that is not
// final; the foot. It is called when the page is done.
func (p *printer) edges() {
	wide, y := p.wide, p.y
	w, h := p.f.GetPageSize()
	middle := left + (w-left-right)/2
	if n := p.f.PageNo(); n > 1 {
		p.centre(fmt.Sprint(n), middle, 12*mm, face{size: 13}, black)
		p.centre(paper.Clean(p.d.Mark), middle, 17*mm, face{size: 9, bold: true}, black)
	} else if p.d.Mark != "" {
		mark := face{size: 12, bold: true}
		p.f.SetDrawColor(192, 0, 0)
		p.f.SetLineWidth(1)
		p.f.Rect(left, 10*mm, w-left-right, 7*mm, "D")
		p.centre(paper.Clean(p.d.Mark), middle, 15*mm, mark, red)
	}
	for i, l := range p.wrap([]piece{{text: paper.Clean(p.d.Foot), face: face{size: 9}}}, w-left-right, 0) {
		p.line(l, left, h-13*mm+float64(i)*10.5, w-left-right, middled)
	}
	p.wide, p.y = wide, y
	p.face, p.ink = face{}, black
}
