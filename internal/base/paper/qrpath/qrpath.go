// Package qrpath draws an address as the outline of its QR code.
//
// The outline is a set of closed paths for the even-odd rule, in whole modules, so that every printer can draw a code as
// lines and areas without a seam between its modules. The quiet zone is left to the printer.
package qrpath

import (
	"fmt"

	"rsc.io/qr"
)

// Quiet is the free room around a code, in modules.
const Quiet = 4

// Point is a corner.
type Point struct{ X, Y int }

// Code is a code of Size × Size modules.
type Code struct {
	Size  int
	Paths [][]Point // closed; without the first corner again at the end
}

// Of encodes an address so that it is read with a seventh of it damaged.
func Of(address string) (Code, error) {
	c, err := qr.Encode(address, qr.M)
	if err != nil {
		return Code{}, fmt.Errorf("encoding %q: %w", address, err)
	}
	return Code{Size: c.Size, Paths: outline(c.Size, c.Black)}, nil
}

// The four ways along an edge, dark modules on the right.
var steps = [4]Point{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}

// outline walks the edges between dark and light. Each edge is walked once; where two paths touch at a corner, the walk
// turns right first, which keeps the paths apart.
func outline(size int, black func(x, y int) bool) [][]Point {
	w := size + 1
	edges := make([][4]bool, w*w) // by corner, by way
	for y := range size {
		for x := range size {
			if !black(x, y) {
				continue
			}
			if !black(x, y-1) {
				edges[y*w+x][0] = true
			}
			if !black(x+1, y) {
				edges[y*w+x+1][1] = true
			}
			if !black(x, y+1) {
				edges[(y+1)*w+x+1][2] = true
			}
			if !black(x-1, y) {
				edges[(y+1)*w+x][3] = true
			}
		}
	}
	var out [][]Point
	for i := range edges {
		for edges[i][0] {
			out = append(out, walk(edges, w, Point{i % w, i / w}))
		}
	}
	return out
}

// walk follows one closed path from a corner, beginning to the right, and takes its edges away.
func walk(edges [][4]bool, w int, from Point) []Point {
	path := []Point{from}
	at, way := from, 0
	for {
		edges[at.Y*w+at.X][way] = false
		at = Point{at.X + steps[way].X, at.Y + steps[way].Y}
		if at == from && !edges[at.Y*w+at.X][(way+1)%4] {
			return path
		}
		here := &edges[at.Y*w+at.X]
		next := way
		switch {
		case here[(way+1)%4]:
			next = (way + 1) % 4
		case here[way]:
			continue
		default:
			next = (way + 3) % 4
		}
		path = append(path, at)
		way = next
	}
}
