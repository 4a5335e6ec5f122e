package pdf

import (
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/paper"
)

// piece is text of one look.
type piece struct {
	text string
	face face
	ink  ink
	rise float64 // above the line
	url  string
}

// word is what is not broken, except where it is longer than a line: pieces that stand together.
type word struct {
	pieces []piece
	width  float64
	space  float64 // that follows, where a word follows on the line
	last   bool    // the line ends here
}

// line is words of one line.
type line struct {
	words []word
	width float64
	last  bool // of a paragraph, or before a break
}

// words cuts pieces at their spaces.
func cut(pieces []piece) []word {
	var out []word
	var w word
	push := func() {
		if len(w.pieces) > 0 {
			out = append(out, w)
		}
		w = word{}
	}
	for _, p := range pieces {
		for s := p.text; s != ""; {
			i := strings.IndexAny(s, " \n")
			if i != 0 {
				bit := p
				bit.text = s
				if i > 0 {
					bit.text = s[:i]
				}
				w.pieces = append(w.pieces, bit)
				w.width += p.face.measure(bit.text)
				if i < 0 {
					break
				}
			}
			brk := s[i] == '\n'
			w.space, w.last = p.face.measure(" "), brk
			if brk && len(w.pieces) == 0 && len(out) > 0 {
				out[len(out)-1].last = true
			}
			push()
			s = s[i+1:]
		}
	}
	push()
	return out
}

// wrap breaks pieces into lines of a width, the first shorter by an indent.
func (p *printer) wrap(pieces []piece, width, first float64) []line {
	var out []line
	var l line
	room := width - first
	push := func(last bool) {
		l.last = last
		out = append(out, l)
		l, room = line{}, width
	}
	for _, w := range cut(pieces) {
		gap := 0.0
		if n := len(l.words); n > 0 {
			gap = l.words[n-1].space
		}
		if len(l.words) > 0 && l.width+gap+w.width > room {
			push(false)
			gap = 0
		}
		for len(l.words) == 0 && w.width > room {
			head, tail := split(w, room)
			if len(tail.pieces) == 0 {
				break
			}
			l.words, l.width = []word{head}, head.width
			push(false)
			w = tail
		}
		l.words = append(l.words, w)
		l.width += gap + w.width
		if w.last {
			push(true)
		}
	}
	if len(l.words) > 0 {
		push(true)
	}
	if len(out) > 0 {
		out[len(out)-1].last = true
	}
	return out
}

// split breaks a word that is longer than a line between two letters; the head has at least one.
func split(w word, room float64) (head, tail word) {
	tail = word{space: w.space, last: w.last}
	full := false
	for _, p := range w.pieces {
		rest := p
		for !full && rest.text != "" {
			_, n := utf8.DecodeRuneInString(rest.text)
			step := p.face.measure(rest.text[:n])
			if head.width+step > room && head.width > 0 {
				full = true
				break
			}
			head.width += step
			rest.text = rest.text[n:]
		}
		if done := p.text[:len(p.text)-len(rest.text)]; done != "" {
			bit := p
			bit.text = done
			head.pieces = append(head.pieces, bit)
		}
		if rest.text != "" {
			tail.pieces = append(tail.pieces, rest)
			tail.width += p.face.measure(rest.text)
		}
	}
	return head, tail
}

type align int

const (
	justified align = iota
	leftward
	middled
	rightward
)

// line draws one line with its letters standing on y.
func (p *printer) line(l line, x, y, width float64, a align) {
	extra := 0.0
	switch {
	case a == middled:
		x += (width - l.width) / 2
	case a == rightward:
		x += width - l.width
	case a == justified && !l.last && len(l.words) > 1:
		extra = (width - l.width) / float64(len(l.words)-1)
	}
	var run piece // words of one look are drawn together where the space between them is as it is
	from, to := x, x
	flush := func() {
		if run.text != "" {
			p.put(run, from, to, y)
		}
		run = piece{}
	}
	for i, w := range l.words {
		for k, bit := range w.pieces {
			same := run.text != "" && bit.face == run.face && bit.ink == run.ink && bit.rise == run.rise && bit.url == run.url
			if !same || k == 0 && extra != 0 {
				flush()
				run, from = bit, x
			} else {
				run.text += bit.text
			}
			x += bit.face.measure(bit.text)
			to = x
		}
		if i < len(l.words)-1 {
			run.text += " " // so that the words come apart when they are copied
			x += w.space + extra
		}
	}
	flush()
}

// put draws one piece.
func (p *printer) put(b piece, from, to, y float64) {
	p.set(b.face, b.ink)
	p.f.Text(from, y-b.rise, b.text)
	if b.url != "" {
		p.f.LinkString(from, y-b.face.size*0.8-b.rise, to-from, b.face.size, b.url)
	}
}

// centre draws a short text around a point.
func (p *printer) centre(s string, x, y float64, a face, c ink) {
	if s != "" {
		p.set(a, c)
		p.f.Text(x-a.measure(s)/2, y, s)
	}
}

// para draws a paragraph over pages.
func (p *printer) para(pieces []piece, x, width, first, high float64, a align) {
	size := bodySize
	if len(pieces) > 0 {
		size = pieces[0].face.size
	}
	for i, l := range p.wrap(pieces, width, first) {
		p.need(size * high)
		at, room := x, width
		if i == 0 {
			at, room = x+first, width-first
		}
		p.line(l, at, p.y+size*(high/2+0.32), room, a)
		p.y += size * high
	}
}

// plain is a text of one look.
func plain(s string, a face) []piece { return []piece{{text: paper.Clean(s), face: a}} }

// bound makes the pieces of a number with its reference, where it is marked, both leading to its source.
func (p *printer) bound(out []piece, text, code string, a face, marked bool) []piece {
	if text = paper.Clean(text); text == "" && code == "" {
		return out
	}
	url := ""
	if i, ok := p.refs[code]; ok && code != "" {
		url = p.d.Sources[i].URL
	}
	out = append(out, piece{text: text, face: a, url: url})
	if code != "" && marked {
		out = append(out, piece{text: paper.Clean(p.refs.Mark(code)), face: face{size: max(a.size*0.5, 4.5)}, ink: grey, rise: a.size * 0.34, url: url})
	}
	return out
}
