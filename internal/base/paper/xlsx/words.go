package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/paper"
)

// columns of the sheet of words; lines go over all of them, the head over two halves.
const columns, columnWidth = 8, 11.5

// words writes the sheet of words: the head, the text, where the tables are, who signs.
func (p *printer) words() error {
	if err := p.paperOf(sheetWords, false, ""); err != nil {
		return err
	}
	if err := p.f.SetColWidth(sheetWords, "A", "H", columnWidth); err != nil {
		return err
	}
	hide := false
	if err := p.f.SetSheetView(sheetWords, 0, &excelize.ViewOptions{ShowGridLines: &hide}); err != nil {
		return err
	}
	s := &sheet{p: p}
	d := p.d
	if d.Mark != "" {
		s.line(d.Mark, look{bold: true, across: "center", red: true, ruled: true})
	}
	s.halves(d.Parent, paper.Nation, look{across: "center"}, look{bold: true, across: "center"})
	s.halves(d.Issuer, paper.Motto, look{bold: true, across: "center"}, look{bold: true, across: "center", size: 13})
	s.halves(d.NumberLine(), d.PlaceDate(), look{across: "center", size: 13}, look{italic: true, across: "center", size: 13})
	s.row++
	s.line(d.Kind, look{bold: true, across: "center", size: 14})
	s.line(d.Title, look{bold: true, across: "center", size: 14})
	s.row++
	if len(d.Dear) > 0 {
		s.line("Kính gửi: "+strings.Join(d.Dear, "; ")+".", look{size: 13})
	}
	s.blocks(d.Blocks)
	s.row++
	s.sign()
	for i, a := range d.Annexes {
		s.row++
		s.line(d.AnnexName(i)+". "+a.Title, look{bold: true, size: 13})
		s.blocks(a.Blocks)
	}
	return s.err
}

// sheet is the sheet of words while it is written; row is the last one written. The first error stays.
type sheet struct {
	p      *printer
	row    int
	tables int
	err    error
}

// over writes text over columns from..to of the row, and makes the row as high as it needs.
func (s *sheet) over(text string, from, to int, l look) {
	if s.err != nil {
		return
	}
	l.wrap = true
	id, err := s.p.style(l)
	f, a, b := s.p.f, cell(from, s.row), cell(to, s.row)
	steps := []func() error{
		func() error { return err },
		func() error { return f.MergeCell(sheetWords, a, b) },
		func() error { return f.SetCellStyle(sheetWords, a, b, id) },
		func() error { return f.SetCellStr(sheetWords, a, paper.Clean(text)) },
		func() error {
			size := l.size
			if size == 0 {
				size = 12
			}
			n := lines(text, size, float64(to-from+1)*columnWidth)
			old, err := f.GetRowHeight(sheetWords, s.row)
			if err != nil {
				return err
			}
			return f.SetRowHeight(sheetWords, s.row, min(max(old, float64(n)*size*1.32), excelize.MaxRowHeight))
		},
	}
	for _, step := range steps {
		if s.err = step(); s.err != nil {
			return
		}
	}
}

// line writes one row over the whole width; nothing for an empty text.
func (s *sheet) line(text string, l look) {
	if text != "" {
		s.row++
		s.over(text, 1, columns, l)
	}
}

// halves writes the two sides of one row; the left is the narrower one.
func (s *sheet) halves(left, right string, a, b look) {
	s.row++
	s.over(left, 1, 3, a)
	s.over(right, 4, columns, b)
}

func (s *sheet) sign() {
	d := s.p.d
	var to strings.Builder
	for i, who := range d.To {
		end := ";"
		if i == len(d.To)-1 {
			end = "."
		}
		to.WriteString("\n- " + who + end)
	}
	receivers := ""
	if to.Len() > 0 {
		receivers = "Nơi nhận:" + to.String()
	}
	s.row++
	s.over(receivers, 1, 4, look{size: 11})
	s.over(strings.Join(notEmpty(d.Signature.Authority, d.Signature.Title), "\n"), 5, columns, look{bold: true, across: "center", size: 13})
	s.row += 4
	s.over(d.Signature.Name, 5, columns, look{bold: true, across: "center", size: 13})
}

func (s *sheet) blocks(all []paper.Block) {
	for _, b := range all {
		switch b := b.(type) {
		case paper.Heading:
			s.line(b.Text, look{bold: true, italic: b.Level >= 3, size: 13})
		case paper.Para:
			s.para(b, "")
		case paper.List:
			for _, item := range b.Items {
				s.para(item, "- ")
			}
		case paper.Table:
			if len(b.Columns) > 0 {
				s.to(s.p.tables[s.tables].sheet, b.Caption)
				s.tables++
			}
		case paper.Chart:
			s.to(sheetCharts, b.Title)
			s.line(b.Summary, look{italic: true})
		}
	}
}

func (s *sheet) para(b paper.Para, lead string) {
	var text strings.Builder
	text.WriteString(lead)
	for _, r := range b.Runs {
		text.WriteString(r.Text + s.p.refs.Mark(r.Code))
		if _, ok := s.p.refs[r.Code]; ok && s.p.place[r.Code] == "" {
			s.p.place[r.Code] = sheetWords + "!" + cell(1, s.row+1)
		}
	}
	l := look{size: 13, across: "justify"}
	switch b.Style {
	case paper.Basis:
		l.italic = true
	case paper.Caption:
		l = look{italic: true, across: "center"}
	case paper.Note:
		l = look{}
	case paper.Warning:
		l = look{red: true}
	}
	s.line(text.String(), l)
}

// to leads to another sheet.
func (s *sheet) to(name, what string) {
	text := "→ Bảng tính “" + name + "”"
	if what != "" {
		text = what + " " + text
	}
	s.line(text, look{italic: true, link: true})
	if s.err == nil {
		s.err = s.p.f.SetCellHyperLink(sheetWords, cell(1, s.row), quote(name)+"!A1", "Location")
	}
}
