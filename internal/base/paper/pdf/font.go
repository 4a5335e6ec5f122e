package pdf

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"codeberg.org/go-pdf/fpdf"
)

const family = "serif"

var fonts = []struct {
	style string
	ttf   []byte
}{
	{"", liberationserifregular.TTF}, {"B", liberationserifbold.TTF}, {"I", liberationserifitalic.TTF}, {"BI", liberationserifbolditalic.TTF},
}

func addFonts(f *fpdf.Fpdf) {
	for _, font := range fonts {
		f.AddUTF8FontFromBytes(family, font.style, font.ttf)
	}
}

// face is how letters stand.
type face struct {
	size         float64
	bold, italic bool
}

func (a face) style() int {
	n := 0
	if a.bold {
		n++
	}
	if a.italic {
		n += 2
	}
	return n
}

// widths are those of all letters in thousandths of the size, by style. They are read once for the life of the program,
// because asking the library for each word is slow.
var widths = sync.OnceValue(func() *[4][1 << 16]uint16 {
	var w [4][1 << 16]uint16
	f := fpdf.New("P", "pt", "A4", "")
	addFonts(f)
	for i, font := range fonts {
		f.SetFont(family, font.style, 10)
		for r := range rune(1 << 16) {
			if r < 0xD800 || r > 0xDFFF {
				w[i][r] = uint16(f.GetStringSymbolWidth(string(r)))
			}
		}
	}
	return &w
})

// measure is how wide text is.
func (a face) measure(s string) float64 {
	w, n := &widths()[a.style()], 0
	for _, r := range s {
		if r < 1<<16 {
			n += int(w[r])
		}
	}
	return float64(n) * a.size / 1000
}

type ink int

const (
	black ink = iota
	grey
	blue
	red
)

var inks = [][3]int{{0, 0, 0}, {115, 115, 115}, {31, 78, 121}, {192, 0, 0}}

// set chooses letters and their colour.
func (p *printer) set(a face, c ink) {
	if p.face != a {
		p.f.SetFont(family, fonts[a.style()].style, a.size)
		p.face = a
	}
	if p.ink != c {
		rgb := inks[c]
		p.f.SetTextColor(rgb[0], rgb[1], rgb[2])
		p.ink = c
	}
}
