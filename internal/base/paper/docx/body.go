package docx

import (
	"fmt"

	"phongtrao/internal/base/paper"
)

// stand turns the page; the section written so far is closed.
func (p *printer) stand(wide bool) {
	if p.wide == wide {
		return
	}
	p.body.s(`<w:p><w:pPr>`, thin)
	p.section()
	p.body.s(`</w:pPr></w:p>`)
	p.wide = wide
}

// section writes the paper of the section that ends here. The number of the page is hidden on the first page of all.
func (p *printer) section() {
	w, h, orient := pageShort, pageLong, ""
	if p.wide {
		w, h, orient = pageLong, pageShort, ` w:orient="landscape"`
	}
	first := ""
	if p.turn == 0 {
		first = `<w:titlePg/>`
	}
	p.turn++
	p.body.s(fmt.Sprintf(`<w:sectPr><w:headerReference w:type="first" r:id="first"/><w:headerReference w:type="default" r:id="later"/>`+
		`<w:footerReference w:type="first" r:id="foot"/><w:footerReference w:type="default" r:id="foot"/>`+
		`<w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"%s/>`+
		`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="454" w:gutter="0"/>%s</w:sectPr>`,
		w, h, orient, top, right, bottom, left, first))
}

func (p *printer) blocks(all []paper.Block) {
	x := &p.body
	annexed := p.wide // an annex that lies on its side does so as a whole
	for _, b := range all {
		switch b := b.(type) {
		case paper.Heading:
			x.para(fmt.Sprintf("Heading%d", min(max(b.Level, 1), 3)), "", b.Text, look{})
		case paper.Para:
			p.para(paraStyle[b.Style], "", "", b.Runs)
		case paper.List:
			for _, item := range b.Items {
				p.para("Body", "", "- ", item.Runs)
			}
		case paper.Table:
			p.stand(b.Wide || annexed)
			p.table(b)
			p.stand(annexed)
		case paper.Chart:
			p.chart(b)
		case paper.Break:
			x.para("", `<w:pageBreakBefore/>`+thin, "", look{})
		}
	}
}

var paraStyle = map[paper.Style]string{
	paper.Body: "Body", paper.Basis: "Basis", paper.Caption: "Caption", paper.Note: "Note", paper.Warning: "Warning",
}

// para writes a paragraph of runs behind a lead.
func (p *printer) para(style, more, lead string, runs []paper.Run) {
	p.body.open(style, more)
	p.body.run(lead, look{})
	for _, r := range runs {
		p.bound(r.Text, r.Code, look{bold: r.Bold, italic: r.Italic}, true)
	}
	p.body.s(`</w:p>`)
}

// bound writes a number with its reference, where it is marked, both leading to its source.
func (p *printer) bound(text, code string, l look, marked bool) {
	x := &p.body
	if code == "" {
		x.run(text, l)
		return
	}
	i, known := p.refs[code]
	known = known && p.d.Sources[i].URL != ""
	if known {
		x.s(`<w:hyperlink r:id="`, p.link(p.d.Sources[i].URL), `" w:tooltip="Mã `)
		x.text(code)
		x.s(`">`)
		l.style = boundStyle
	}
	x.run(text, l)
	if marked {
		x.run(p.refs.Mark(code), look{style: markStyle})
	}
	if known {
		x.s(`</w:hyperlink>`)
	}
}
