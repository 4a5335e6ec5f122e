package qrpath

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"rsc.io/qr"
)

// fill says which modules a set of paths covers, by the even-odd rule.
func fill(size int, paths [][]Point) map[Point]bool {
	dark := map[Point]bool{}
	for y := range size {
		for x := range size {
			cross := 0 // upright edges to the left of the middle of the module
			for _, p := range paths {
				for i, a := range p {
					b := p[(i+1)%len(p)]
					if a.X == b.X && a.X <= x && min(a.Y, b.Y) <= y && y < max(a.Y, b.Y) {
						cross++
					}
				}
			}
			if cross%2 == 1 {
				dark[Point{x, y}] = true
			}
		}
	}
	return dark
}

// TestOutline fills the outline again and compares it with the code, module by module.
func TestOutline(t *testing.T) {
	for _, address := range []string{"a", "https://phongtrao.example.vn/p/7K3M-9XQ2-P4TV-W", fmt.Sprintf("https://x.vn/%0300d", 7)} {
		c, err := Of(address)
		if err != nil {
			t.Fatal(err)
		}
		want, err := qr.Encode(address, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		got := fill(c.Size, c.Paths)
		for y := range c.Size {
			for x := range c.Size {
				if got[Point{x, y}] != want.Black(x, y) {
					t.Fatalf("%q: module %d,%d is wrong", address, x, y)
				}
			}
		}
	}
}

// TestOutlineOfNoise does the same for pictures with every way in which areas can touch.
func TestOutlineOfNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		size := 1 + r.IntN(9)
		m := map[Point]bool{}
		for range r.IntN(size*size + 1) {
			m[Point{r.IntN(size), r.IntN(size)}] = true
		}
		paths := outline(size, func(x, y int) bool { return m[Point{x, y}] })
		got := fill(size, paths)
		for y := range size {
			for x := range size {
				if got[Point{x, y}] != m[Point{x, y}] {
					t.Fatalf("size %d, %v: module %d,%d is wrong", size, m, x, y)
				}
			}
		}
	}
}

func TestTooLong(t *testing.T) {
	if _, err := Of(fmt.Sprintf("https://x.vn/%05000d", 7)); err == nil {
		t.Error("an address of five thousand letters was encoded")
	}
}

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		if _, err := Of("https://phongtrao.example.vn/p/7K3M-9XQ2-P4TV-W"); err != nil {
			b.Fatal(err)
		}
	}
}
