package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"phongtrao/internal/base/paper"
)

// picture renders the first page of a PDF in grey, one dot a point times scale.
type picture struct {
	width, height int
	grey          []byte
}

const scale = 3

func render(t *testing.T, pdf []byte) picture {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("pdftoppm is not installed: .ci/run installs poppler-utils")
		}
		t.Skip("SKIPPED: pdftoppm is not installed, so nobody looks at the letters of the PDF (Debian: poppler-utils)")
	}
	base := filepath.Join(t.TempDir(), "page")
	if err := os.WriteFile(base+".pdf", pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-gray", "-r", fmt.Sprint(72*scale), "-f", "1", "-l", "1", "-singlefile", base+".pdf", base).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(base + ".pgm")
	if err != nil {
		t.Fatal(err)
	}
	var p picture
	var top int
	if _, err := fmt.Sscanf(string(data[:40]), "P5\n%d %d\n%d", &p.width, &p.height, &top); err != nil || top != 255 {
		t.Fatalf("the head of the picture: %v", err)
	}
	p.grey = data[len(data)-p.width*p.height:]
	return p
}

// ink is how dark an area of the page is, in points.
func (p picture) ink(x, y, w, h float64) int {
	sum := 0
	for row := int(y * scale); row < int((y+h)*scale); row++ {
		for _, g := range p.grey[row*p.width+int(x*scale) : row*p.width+int((x+w)*scale)] {
			sum += 255 - int(g)
		}
	}
	return sum
}

// TestLetters looks at the picture of letters: a letter with its marks has more ink than the bare one, and another shape
// than the box of a letter that the font does not have. All four styles are looked at.
func TestLetters(t *testing.T) {
	pairs := []struct{ bare, marked string }{
		{"e", "ế"}, {"e", "ề"}, {"e", "ể"}, {"e", "ễ"}, {"e", "ệ"}, {"a", "ẵ"}, {"a", "ậ"}, {"o", "ợ"}, {"o", "ỗ"}, {"u", "ữ"}, {"u", "ự"}, {"y", "ỵ"},
		{"i", "ị"}, {"D", "Đ"}, {"d", "đ"}, {"U", "Ử"}, {"A", "Ắ"}, {"O", "Ộ"}, {"Y", "Ỹ"},
	}
	for _, a := range []face{{size: 14}, {size: 14, bold: true}, {size: 14, italic: true}, {size: 14, bold: true, italic: true}} {
		p, err := newPrinter(paper.Document{}, true)
		if err != nil {
			t.Fatal(err)
		}
		p.page()
		write := func(x, y float64, letter string) {
			for i := range 8 {
				p.set(a, black)
				p.f.Text(x+float64(i)*16, y, letter)
			}
		}
		for i, pair := range pairs {
			y := 60 + float64(i)*32
			write(60, y, pair.bare)
			write(220, y, pair.marked)
			write(380, y, "\uE123")
		}
		var b bytes.Buffer
		if err := p.f.Output(&b); err != nil {
			t.Fatal(err)
		}
		pic := render(t, b.Bytes())
		for i, pair := range pairs {
			y := 60 + float64(i)*32 - 22
			bare, marked, box := pic.ink(58, y, 140, 30), pic.ink(218, y, 140, 30), pic.ink(378, y, 140, 30)
			if bare == 0 || marked*100 < bare*103 {
				t.Errorf("%+v: %q has %d ink, %q %d: where are the marks?", a, pair.bare, bare, pair.marked, marked)
			}
			if d := marked - box; d > -box/50 && d < box/50 {
				t.Errorf("%+v: %q looks like a letter that the font does not have", a, pair.marked)
			}
		}
	}
}

// TestPage looks at a page of the sample: the rule beneath the motto is there, the margins are empty.
func TestPage(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, paper.Document{Issuer: "CÔNG ĐOÀN", Kind: "BÁO CÁO", Title: "Kết quả", Blocks: []paper.Block{paper.Text("Một câu.")}}); err != nil {
		t.Fatal(err)
	}
	pic := render(t, b.Bytes())
	if pic.ink(0, 0, left-2, pageLong) != 0 || pic.ink(pageShort-right+2, 0, right-3, pageLong) != 0 {
		t.Error("something stands in the margins")
	}
	motto := face{size: 13, bold: true}.measure(paper.Motto)
	middle := left + headLeft + (pageShort-left-right-headLeft)/2
	under := top + 12*tight + 13*tight
	full := pic.ink(middle-motto/2+1, under, motto-2, 6)
	if beside := pic.ink(middle-motto/2-12, under, 10, 6) + pic.ink(middle+motto/2+2, under, 10, 6); full == 0 || beside != 0 {
		t.Errorf("the rule beneath the motto is not as wide as the motto: %d inside, %d beside", full, beside)
	}
}
