package pdf

import (
	"phongtrao/internal/base/paper"
)

func (p *printer) blocks(all []paper.Block) {
	annexed := p.wide // an annex that lies on its side does so as a whole
	for _, b := range all {
		switch b := b.(type) {
		case paper.Heading:
			p.heading(b)
		case paper.Para:
			p.styled(b)
		case paper.List:
			for _, item := range b.Items {
				p.y += 5
				p.para(p.runs(plain("- ", face{size: bodySize}), item.Runs, face{size: bodySize}), left, p.width(), indent, leading, justified)
			}
		case paper.Table:
			p.turn(b.Wide || annexed)
			p.table(b)
			p.turn(annexed)
		case paper.Chart:
			p.chart(b)
		case paper.Break:
			if p.y > top {
				p.page()
			}
		}
	}
}

func (p *printer) heading(h paper.Heading) {
	a := face{size: bodySize, bold: true, italic: h.Level >= 3}
	p.need(8 + 3*bodySize*leading) // with two lines of what follows
	p.y += 8
	p.f.Bookmark(paper.Clean(h.Text), min(max(h.Level, 1), 3)-1, p.y)
	p.para(plain(h.Text, a), left, p.width(), indent, leading, justified)
}

func (p *printer) runs(out []piece, runs []paper.Run, a face) []piece {
	for _, r := range runs {
		look := a
		look.bold, look.italic = a.bold || r.Bold, a.italic != r.Italic
		out = p.bound(out, r.Text, r.Code, look, true)
	}
	return out
}

// styled draws a paragraph as its style says.
func (p *printer) styled(b paper.Para) {
	switch b.Style {
	case paper.Basis:
		p.y += 5
		p.para(p.runs(nil, b.Runs, face{size: bodySize, italic: true}), left, p.width(), indent, leading, justified)
	case paper.Caption:
		p.caption(b.Runs)
	case paper.Note:
		p.y += 3
		p.para(p.runs(nil, b.Runs, face{size: 12}), left, p.width(), 0, tight, justified)
	case paper.Warning:
		p.y += 4
		p.warning(p.runs(nil, b.Runs, face{size: 12}))
	default:
		p.y += 5
		p.para(p.runs(nil, b.Runs, face{size: bodySize}), left, p.width(), indent, leading, justified)
	}
}

func (p *printer) caption(runs []paper.Run) {
	p.y += 6
	p.para(p.runs(nil, runs, face{size: 13, italic: true}), left, p.width(), 0, tight, middled)
	p.y += 3
}

// warning draws a paragraph with a red rule at its side.
func (p *printer) warning(pieces []piece) {
	const high = 12 * tight
	for _, l := range p.wrap(pieces, p.width()-10, 0) {
		p.need(high)
		p.f.SetFillColor(192, 0, 0)
		p.f.Rect(left, p.y, 2.2, high, "F")
		p.line(l, left+10, p.y+12*(tight/2+0.32), p.width()-10, justified)
		p.y += high
	}
	p.y += 3
}
