package docx

import (
	"bytes"
	"strconv"
	"strings"

	"phongtrao/internal/base/paper"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// xml is a part being written.
type markup struct{ bytes.Buffer }

// s writes markup as it is.
func (x *markup) s(parts ...string) {
	for _, p := range parts {
		x.WriteString(p)
	}
}

// n writes a number.
func (x *markup) n(n int) { x.Write(strconv.AppendInt(x.AvailableBuffer(), int64(n), 10)) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", " ")

// text writes text, escaped for an attribute or an element; line breaks become spaces.
func (x *markup) text(s string) {
	s = paper.Clean(s)
	if !strings.ContainsAny(s, "&<>\"\n") {
		x.WriteString(s)
		return
	}
	_, _ = escaper.WriteString(x, s) // a buffer does not fail
}

// look is how letters stand, beyond what the style of their paragraph says.
type look struct {
	bold, italic bool
	size         float64 // points; 0 is the style's
	style        string  // of letters
}

// run writes letters of one look; line breaks are kept.
func (x *markup) run(s string, l look) {
	if s == "" {
		return
	}
	x.s(`<w:r>`)
	if l != (look{}) {
		x.s(`<w:rPr>`)
		if l.style != "" {
			x.s(`<w:rStyle w:val="`, l.style, `"/>`)
		}
		if l.bold {
			x.s(`<w:b/>`)
		}
		if l.italic {
			x.s(`<w:i/>`)
		}
		if l.size != 0 {
			x.s(`<w:sz w:val="`)
			x.n(int(l.size * 2))
			x.s(`"/>`)
		}
		x.s(`</w:rPr>`)
	}
	for {
		line, rest, more := strings.Cut(s, "\n")
		x.s(`<w:t xml:space="preserve">`)
		x.text(line)
		x.s(`</w:t>`)
		if !more {
			break
		}
		x.s(`<w:br/>`)
		s = rest
	}
	x.s(`</w:r>`)
}

// para writes a paragraph of one look. more goes into its properties, in the order that the schema wants.
func (x *markup) para(style, more, s string, l look) {
	x.open(style, more)
	x.run(s, l)
	x.s(`</w:p>`)
}

func (x *markup) open(style, more string) {
	x.s(`<w:p>`)
	if style != "" || more != "" {
		x.s(`<w:pPr>`)
		if style != "" {
			x.s(`<w:pStyle w:val="`, style, `"/>`)
		}
		x.s(more, `</w:pPr>`)
	}
}

// thin is the room of a paragraph that is there for its border or its break only.
const thin = `<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>`
