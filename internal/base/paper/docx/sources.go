package docx

import (
	"fmt"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/qrpath"
)

// codeSide is how wide a QR code is printed, in English Metric Units: 17 mm.
const codeSide = 17 * 36000

// sources writes the annex that tells where each number comes from.
func (p *printer) sources() error {
	if len(p.d.Sources) == 0 {
		return nil
	}
	x := &p.body
	p.annex(len(p.d.Annexes), paper.SourcesTitle, false)
	x.para("Note", "", p.d.SourcesNote(), look{})
	widths := spread(p.width(), []float64{0.07, 0.2, 0.42, 0.17, 0.14})
	x.grid(widths)
	cell := func(i int, align string) {
		x.s(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell10"/><w:jc w:val="%s"/></w:pPr>`, widths[i], align))
	}
	const end = `</w:p></w:tc>`
	x.s(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, title := range []string{"Số", "Mã", "Số liệu", "Giá trị", "QR"} {
		cell(i, "center")
		x.run(title, look{bold: true})
		x.s(end)
	}
	x.s(`</w:tr>`)
	for i, s := range p.d.Sources {
		x.s(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		cell(0, "center")
		x.run(fmt.Sprintf("[%d]", i+1), look{})
		x.s(end)
		cell(1, "left")
		if s.URL != "" {
			x.s(`<w:hyperlink r:id="`, p.link(s.URL), `">`)
			x.run(s.Code, look{bold: true, style: "Address"})
			x.s(`</w:hyperlink>`)
		} else {
			x.run(s.Code, look{bold: true})
		}
		x.s(end)
		cell(2, "left")
		x.run(s.What, look{})
		x.s(end)
		cell(3, "right")
		x.run(s.Value, look{})
		x.s(end)
		cell(4, "center")
		if s.URL != "" && i < paper.SquareMax {
			if err := p.square(s); err != nil {
				return err
			}
		}
		x.s(end, `</w:tr>`)
	}
	x.s(`</w:tbl>`)
	x.para("", thin, "", look{})
	return nil
}

// square draws the QR code of a source as an outline.
func (p *printer) square(s paper.Source) error {
	code, err := qrpath.Of(s.URL)
	if err != nil {
		return fmt.Errorf("source %s: %w", s.Code, err)
	}
	p.codes++
	name := fmt.Sprintf("media/code%d.emf", p.codes)
	p.extra = append(p.extra, part{"word/" + name, emf(code)})
	id := p.rel("image", name, false)
	x := &p.body
	p.inline(codeSide, codeSide, "Mã QR "+s.Code, "Mã QR mở nguồn của số liệu "+s.Code)
	x.s(fmt.Sprintf(`<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="%d" name="code%d.emf"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm>`+
		`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`, p.shapes, p.codes, id, codeSide, codeSide))
	return nil
}

// inline begins a drawing that stands in the line like a letter.
func (p *printer) inline(w, h int, name, told string) {
	p.shapes++
	x := &p.body
	x.s(fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="`, w, h, p.shapes))
	x.text(name)
	x.s(`" descr="`)
	x.text(told)
	x.s(`"/><wp:cNvGraphicFramePr/><a:graphic>`)
}
