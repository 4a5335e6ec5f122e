package pdf

import "phongtrao/internal/base/paper"

const headLeft = 188.0 // the column of who issues

// block draws lines of one look in a column and gives their lower edge.
func (p *printer) block(s string, x, y, width float64, a face, how align) float64 {
	for _, l := range p.wrap(plain(s, a), width, 0) {
		p.line(l, x, y+a.size*(tight/2+0.32), width, how)
		y += a.size * tight
	}
	return y
}

func (p *printer) rule(middle, y, length float64) {
	p.f.SetDrawColor(0, 0, 0)
	p.f.SetLineWidth(0.75)
	p.f.Line(middle-length/2, y, middle+length/2, y)
	p.f.SetLineWidth(0.5)
}

// head writes everything above the body.
func (p *printer) head() {
	d := p.d
	x, wide := left+headLeft, p.width()-headLeft
	y := p.block(d.Parent, left, p.y, headLeft, face{size: 12}, middled)
	y = p.block(d.Issuer, left, y, headLeft, face{size: 12, bold: true}, middled)
	p.rule(left+headLeft/2, y+3, headLeft*2/5)
	z := p.block(paper.Nation, x, p.y, wide, face{size: 12, bold: true}, middled)
	motto := face{size: 13, bold: true}
	z = p.block(paper.Motto, x, z, wide, motto, middled)
	p.rule(x+wide/2, z+3, motto.measure(paper.Motto))
	p.y = max(y, z) + 12
	number := p.y
	y = number + 13*tight // the room to write a number is kept as it is
	p.centre(paper.Clean(d.NumberLine()), left+headLeft/2, number+13*(tight/2+0.32), face{size: 13}, black)
	letter := d.Kind == ""
	if letter {
		y = p.block(d.Title, left, y+3, headLeft, face{size: 12}, middled)
	}
	p.centre(paper.Clean(d.PlaceDate()), x+wide/2, number+13*(tight/2+0.32), face{size: 13, italic: true}, black)
	p.y = max(y, number+13*tight) + 16
	if !letter {
		p.y = p.block(d.Kind, left, p.y, p.width(), face{size: bodySize, bold: true}, middled)
		title := face{size: bodySize, bold: true}
		p.y = p.block(d.Title, left, p.y, p.width(), title, middled)
		p.rule(left+p.width()/2, p.y+3, min(p.width()/3, title.measure(paper.Clean(d.Title))/2))
		p.y += 16
	}
	p.dear()
}

// dear writes whom the paper speaks to.
func (p *printer) dear() {
	body := face{size: bodySize}
	switch n := len(p.d.Dear); {
	case n == 1:
		p.para(plain("Kính gửi: "+p.d.Dear[0], body), left+2*indent, p.width()-2*indent, 0, leading, leftward)
	case n > 1:
		p.para(plain("Kính gửi:", body), left+2*indent, p.width()-2*indent, 0, leading, leftward)
		for i, who := range p.d.Dear {
			p.para(plain("- "+who+stop(i, n), body), left+3*indent, p.width()-3*indent, 0, leading, leftward)
		}
	default:
		return
	}
	p.y += 8
}

// stop ends a line of a list of n.
func stop(i, n int) string {
	if i == n-1 {
		return "."
	}
	return ";"
}

// sign writes who receives, on the left, beside who signs; both stay together.
func (p *printer) sign() {
	if p.d.Signature == (paper.Signature{}) && len(p.d.To) == 0 { // signed otherwise
		return
	}
	s, half := p.d.Signature, p.width()/2
	lines := 0
	for _, to := range p.d.To {
		lines += len(p.wrap(plain("- "+to+";", face{size: 11}), half-10, 0))
	}
	p.y += 14
	p.need(max(150, float64(lines)*11*tight+20))
	y := p.y
	if len(p.d.To) > 0 {
		y = p.block("Nơi nhận:", left, y, half-10, face{size: 12, bold: true, italic: true}, leftward)
	}
	for i, to := range p.d.To {
		y = p.block("- "+to+stop(i, len(p.d.To)), left, y, half-10, face{size: 11}, leftward)
	}
	bold := face{size: bodySize, bold: true}
	z := p.block(s.Authority, left+half, p.y, half, bold, middled)
	z = p.block(s.Title, left+half, z, half, bold, middled)
	z = p.block(s.Name, left+half, z+64, half, bold, middled)
	p.y = max(y, z)
}

// annex begins an annex on a new page.
func (p *printer) annex(i int, title string, wide bool) {
	p.wide = wide
	p.page()
	bold := face{size: bodySize, bold: true}
	p.f.Bookmark(p.d.AnnexName(i), 0, p.y)
	p.y = p.block(p.d.AnnexName(i), left, p.y, p.width(), bold, middled)
	p.y = p.block(title, left, p.y, p.width(), bold, middled)
	p.y = p.block(p.d.With(), left, p.y+2, p.width(), face{size: 13, italic: true}, middled) + 6
}
