package ui

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// Figure draws a number that can be proved. It always leads to its passport: without Href no number appears.
type Figure struct {
	Label       string // what is counted, in words; "" where the heading beside it says so
	Quantity    Quantity
	Of          string // the unit word: "đơn vị máu", "người"
	Href        string // its passport
	Age         string // how old it is: "tính đến 14:05 ngày 02/11/2026"
	Provisional string // why it is not final: "tạm tính", "chờ 2 đơn vị"; "" when it is
	Evidence    []Evidence
	Size        Size
}

// Size is how loud a figure is.
type Size string

const (
	Inline  Size = ""        // within a line or a cell
	Tile    Size = "tile"    // one among several
	Display Size = "display" // the one number of a page
)

// Evidence is how much of a figure is known in one way.
type Evidence struct {
	Kind     string // "signed", "scanned", "counted", "declared", "imported": picks the pattern
	Label    string // in words: "bên nhận ký"
	Quantity int64  // at least this much
	AtLeast  bool   // and it may be more: a mixture says so
	Href     string // where that part is listed, or ""
}

// EvidenceMix draws of which kinds of evidence a figure is made: a bar of patterns and the same in words.
type EvidenceMix struct {
	Of    string // the unit word
	Parts []Evidence
}

// Render draws f.
func (f Figure) Render(ctx context.Context, w io.Writer) error { return figure(f).Render(ctx, w) }

// Render draws e.
func (e EvidenceMix) Render(ctx context.Context, w io.Writer) error {
	return evidenceMix(e).Render(ctx, w)
}

// known is what the evidence vouches for.
func (e Evidence) known() Quantity {
	if e.AtLeast {
		return AtLeast(e.Quantity)
	}
	return Exactly(e.Quantity)
}

// mixture says the evidence in a few words: "đã ký", or "đã ký 78% · đơn vị báo 22%".
func mixture(parts []Evidence) string {
	total := sum(parts)
	if len(parts) == 1 || total <= 0 {
		var words []string
		for _, p := range parts {
			words = append(words, p.Label)
		}
		return strings.Join(words, " · ")
	}
	var words []string
	for _, p := range parts {
		words = append(words, fmt.Sprintf("%s %s", p.Label, share(p.Quantity, total)))
	}
	return strings.Join(words, " · ")
}

func sum(parts []Evidence) (total int64) {
	for _, p := range parts {
		total += p.Quantity
	}
	return total
}

// share says part of whole in whole percent, without pretending that little is nothing or that most is all.
func share(part, whole int64) string {
	if whole <= 0 {
		return "–"
	}
	p := float64(part) / float64(whole) * 100
	switch {
	case part == 0:
		return "0%"
	case p < 1:
		return "<1%"
	case part < whole && p > 99:
		return ">99%"
	}
	return fmt.Sprintf("%.0f%%", p)
}

// percent is a coordinate of an SVG: "94.862%".
func percent(part, whole int64) string {
	if whole <= 0 {
		return "0%"
	}
	return coordinate(float64(part)/float64(whole)*100) + "%"
}

// coordinate writes a number of an SVG with at most three decimals.
func coordinate(f float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", f), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
