package join

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"

	"phongtrao/internal/base/paper/qrpath"
)

// outline draws the code of an address for a page.
func outline(address string) (box, path string, err error) {
	c, err := qrpath.Of(address)
	if err != nil {
		return "", "", err
	}
	var b strings.Builder
	for _, p := range c.Paths {
		for i, at := range p {
			verb := "L"
			if i == 0 {
				verb = "M"
			}
			fmt.Fprintf(&b, "%s%d %d", verb, at.X+qrpath.Quiet, at.Y+qrpath.Quiet)
		}
		b.WriteByte('Z')
	}
	side := c.Size + 2*qrpath.Quiet
	return fmt.Sprintf("0 0 %d %d", side, side), b.String(), nil
}

// scale is how many dots of a picture a module of the code has.
const scale = 16

// picture writes a ticket as a picture to be kept on a telephone: the code, and below it the number and the short code.
func picture(w io.Writer, address, bib, code string) error {
	c, err := qrpath.Of(address)
	if err != nil {
		return err
	}
	side := (c.Size + 2*qrpath.Quiet) * scale
	img := image.NewPaletted(image.Rect(0, 0, side, side+scale*17), color.Palette{color.White, color.Black})
	crossed := crossings(c)
	for y := range c.Size {
		inside := false
		for x := range c.Size {
			if inside = inside != crossed[y*(c.Size+1)+x]; inside {
				fill(img, (x+qrpath.Quiet)*scale, (y+qrpath.Quiet)*scale, scale)
			}
		}
	}
	write(img, bib, side, scale/2)
	write(img, code, side+scale*8, scale/3)
	return png.Encode(w, img)
}

// crossings tells for each row at which corners an edge of the outline is crossed: between an odd and an even one it is dark.
func crossings(c qrpath.Code) []bool {
	w := c.Size + 1
	out := make([]bool, w*w)
	for _, p := range c.Paths {
		for i, from := range p {
			to := p[(i+1)%len(p)]
			if from.X != to.X {
				continue
			}
			for y := min(from.Y, to.Y); y < max(from.Y, to.Y); y++ {
				out[y*w+from.X] = !out[y*w+from.X]
			}
		}
	}
	return out
}

func fill(img *image.Paletted, x, y, size int) {
	for dy := range size {
		for dx := range size {
			img.SetColorIndex(x+dx, y+dy, 1)
		}
	}
}

// write draws a line of capitals and digits in the middle, each dot so large.
func write(img *image.Paletted, text string, top, dot int) {
	x := (img.Rect.Dx() - len(text)*6*dot) / 2
	for _, c := range strings.ToUpper(text) {
		rows := letters[c]
		for y, row := range rows {
			for bit := range 5 {
				if row>>(4-bit)&1 == 1 {
					fill(img, x+bit*dot, top+y*dot, dot)
				}
			}
		}
		x += 6 * dot
	}
}

// letters are capitals and digits in 5 × 7 dots: what bibs and short codes are made of. Others are left blank.
var letters = map[rune][7]uint8{
	'0': {14, 17, 19, 21, 25, 17, 14}, '1': {4, 12, 4, 4, 4, 4, 14}, '2': {14, 17, 1, 2, 4, 8, 31}, '3': {31, 2, 4, 2, 1, 17, 14},
	'4': {2, 6, 10, 18, 31, 2, 2}, '5': {31, 16, 30, 1, 1, 17, 14}, '6': {6, 8, 16, 30, 17, 17, 14}, '7': {31, 1, 2, 4, 8, 8, 8},
	'8': {14, 17, 17, 14, 17, 17, 14}, '9': {14, 17, 17, 15, 1, 2, 12}, '-': {0, 0, 0, 31, 0, 0, 0},
	'A': {14, 17, 17, 31, 17, 17, 17}, 'B': {30, 17, 17, 30, 17, 17, 30}, 'C': {14, 17, 16, 16, 16, 17, 14}, 'D': {28, 18, 17, 17, 17, 18, 28},
	'E': {31, 16, 16, 30, 16, 16, 31}, 'F': {31, 16, 16, 30, 16, 16, 16}, 'G': {14, 17, 16, 23, 17, 17, 15}, 'H': {17, 17, 17, 31, 17, 17, 17},
	'I': {14, 4, 4, 4, 4, 4, 14}, 'J': {7, 2, 2, 2, 2, 18, 12}, 'K': {17, 18, 20, 24, 20, 18, 17}, 'L': {16, 16, 16, 16, 16, 16, 31},
	'M': {17, 27, 21, 21, 17, 17, 17}, 'N': {17, 17, 25, 21, 19, 17, 17}, 'O': {14, 17, 17, 17, 17, 17, 14}, 'P': {30, 17, 17, 30, 16, 16, 16},
	'Q': {14, 17, 17, 17, 21, 18, 13}, 'R': {30, 17, 17, 30, 20, 18, 17}, 'S': {15, 16, 16, 14, 1, 1, 30}, 'T': {31, 4, 4, 4, 4, 4, 4},
	'U': {17, 17, 17, 17, 17, 17, 14}, 'V': {17, 17, 17, 17, 17, 10, 4}, 'W': {17, 17, 17, 21, 21, 21, 10}, 'X': {17, 17, 10, 4, 10, 17, 17},
	'Y': {17, 17, 17, 10, 4, 4, 4}, 'Z': {31, 1, 2, 4, 8, 16, 31},
}
