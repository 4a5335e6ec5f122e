package docx

import (
	"fmt"
	"unicode/utf8"

	"phongtrao/internal/base/paper"
)

// Measures in twentieths of a point. A4 with margins of 20, 20, 30 and 20 mm.
const (
	pageShort, pageLong = 11906, 16838
	top, bottom         = 1134, 1134
	left, right         = 1701, 1134

	headLeft  = 3771                                // the column of who issues
	headRight = pageShort - left - right - headLeft // the column of the national title
	mottoWide = 3330                                // "Độc lập - Tự do - Hạnh phúc", 13 pt bold
)

// width is the room for text on the page being written.
func (p *printer) width() int {
	if p.wide {
		return pageLong - left - right
	}
	return pageShort - left - right
}

// rule is a line of a given length in the middle of a column.
func (x *markup) rule(column, length int) {
	side := max((column-length)/2, 0)
	x.s(fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="Head"/><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>`+
		`<w:spacing w:before="20" w:after="0" w:line="100" w:lineRule="exact"/><w:ind w:left="%d" w:right="%d"/></w:pPr></w:p>`, side, side))
}

// bare begins a table without lines, of two columns.
func (x *markup) bare(a, b int) {
	x.s(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`+
		`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>`+
		`<w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid>`, a+b, a, b))
}

func cellOf(w int) string {
	return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, w)
}

// head writes everything above the body.
func (p *printer) head() {
	d, x := p.d, &p.body
	x.bare(headLeft, headRight)
	x.s(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`, cellOf(headLeft))
	if d.Parent != "" {
		x.para("Head", "", d.Parent, look{size: 12})
	}
	x.para("Head", "", d.Issuer, look{size: 12, bold: true})
	x.rule(headLeft, headLeft*2/5)
	x.s(`</w:tc>`, cellOf(headRight))
	x.para("Head", "", paper.Nation, look{size: 12, bold: true})
	x.para("Head", "", paper.Motto, look{size: 13, bold: true})
	x.rule(headRight, mottoWide)
	x.s(`</w:tc></w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>`, cellOf(headLeft))
	x.para("Head", `<w:spacing w:before="60"/>`, d.NumberLine(), look{size: 13})
	letter := d.Kind == ""
	if letter && d.Title != "" {
		x.para("Head", `<w:spacing w:before="60"/>`, d.Title, look{size: 12})
	}
	x.s(`</w:tc>`, cellOf(headRight))
	x.para("Head", `<w:spacing w:before="60"/>`, d.PlaceDate(), look{size: 13, italic: true})
	x.s(`</w:tc></w:tr></w:tbl>`)
	if !letter {
		x.para("Title", "", d.Kind, look{})
		x.para("Subtitle", "", d.Title, look{})
		x.rule(p.width(), min(p.width()/3, utf8.RuneCountInString(d.Title)*60))
	}
	x.para("Gap", "", "", look{})
	p.dear()
}

// dear writes whom the paper speaks to.
func (p *printer) dear() {
	x := &p.body
	if n := len(p.d.Dear); n == 1 {
		x.para("Body", `<w:ind w:firstLine="1134"/>`, "Kính gửi: "+p.d.Dear[0], look{})
	} else if n > 1 {
		x.para("Body", `<w:ind w:firstLine="1134"/>`, "Kính gửi:", look{})
		for i, who := range p.d.Dear {
			x.para("Body", `<w:ind w:left="2268" w:hanging="227"/>`, "- "+who+stop(i, n), look{})
		}
	}
}

// stop ends a line of a list of n.
func stop(i, n int) string {
	if i == n-1 {
		return "."
	}
	return ";"
}

// sign writes who receives, on the left, beside who signs.
func (p *printer) sign() {
	if p.d.Signature == (paper.Signature{}) && len(p.d.To) == 0 { // signed otherwise
		return
	}
	d, x := p.d, &p.body
	half := p.width() / 2
	x.para("Gap", `<w:keepNext/>`, "", look{})
	x.bare(half, p.width()-half)
	x.s(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`, cellOf(half))
	if len(d.To) > 0 {
		x.para("Left", "", "Nơi nhận:", look{size: 12, bold: true, italic: true})
		for i, to := range d.To {
			x.para("Left", "", "- "+to+stop(i, len(d.To)), look{size: 11})
		}
	} else {
		x.para("Left", "", "", look{})
	}
	x.s(`</w:tc>`, cellOf(p.width()-half))
	if d.Signature.Authority != "" {
		x.para("Head", `<w:keepNext/>`, d.Signature.Authority, look{size: 14, bold: true})
	}
	x.para("Head", `<w:keepNext/>`, d.Signature.Title, look{size: 14, bold: true})
	x.para("Head", `<w:keepNext/><w:spacing w:before="1300"/>`, d.Signature.Name, look{size: 14, bold: true})
	x.s(`</w:tc></w:tr></w:tbl>`)
}

// annex begins an annex on a new page.
func (p *printer) annex(i int, title string, wide bool) {
	x := &p.body
	if p.wide == wide {
		x.para("", `<w:pageBreakBefore/>`+thin, "", look{})
	} else {
		x.para("", thin, "", look{})
		p.stand(wide)
	}
	x.para("Title", "", p.d.AnnexName(i), look{})
	x.para("Subtitle", "", title, look{})
	x.para("Caption", "", p.d.With(), look{})
}
