package paper

import (
	"strings"
	"unicode/utf8"
)

// Head is a heading over columns From..To, both inside. One with Below stands over their own titles.
type Head struct {
	Title    string
	From, To int
	Below    bool
}

// Heads is the upper line of a table's head: groups over their columns, columns without a group alone.
func (t Table) Heads() []Head {
	var out []Head
	for i, c := range t.Columns {
		if n := len(out); c.Group != "" && n > 0 && out[n-1].Below && out[n-1].Title == c.Group {
			out[n-1].To = i
			continue
		}
		h := Head{Title: c.Title, From: i, To: i}
		if c.Group != "" {
			h.Title, h.Below = c.Group, true
		}
		out = append(out, h)
	}
	return out
}

// Grouped reports whether the head has two lines.
func (t Table) Grouped() bool {
	for _, c := range t.Columns {
		if c.Group != "" {
			return true
		}
	}
	return false
}

// Bounds, in letters, of what one column may ask of the width.
const (
	narrow = 4
	broad  = 32
	look   = 200 // rows that are looked at
)

// Shares gives each column its share of the table's width; they add up to 1.
func (t Table) Shares() []float64 {
	w := make([]float64, len(t.Columns))
	sum := 0.0
	for i, c := range t.Columns {
		w[i] = max(c.Width, 0)
		sum += w[i]
	}
	if sum == 0 {
		for i := range w {
			w[i] = t.asks(i)
			sum += w[i]
		}
	} else { // a column that says nothing is as wide as the middle of those that do
		set := 0
		for _, x := range w {
			if x > 0 {
				set++
			}
		}
		mean := sum / float64(set)
		for i, x := range w {
			if x == 0 {
				w[i] = mean
				sum += mean
			}
		}
	}
	for i := range w {
		w[i] /= sum
	}
	return w
}

// asks is how many letters a column would like to show on one line.
func (t Table) asks(i int) float64 {
	n := 0
	for _, word := range strings.Fields(t.Columns[i].Title) {
		n = max(n, utf8.RuneCountInString(word)+1)
	}
	for _, r := range t.Rows[:min(len(t.Rows), look)] {
		if i < len(r.Cells) {
			extra := 1
			if r.Cells[i].Code != "" {
				extra = 3
			}
			n = max(n, utf8.RuneCountInString(r.Cells[i].Text)+extra)
		}
	}
	return float64(min(max(n, narrow), broad))
}

// Cell is a cell of a row, empty where the row is short.
func (r Row) Cell(i int) Cell {
	if i < len(r.Cells) {
		return r.Cells[i]
	}
	return Cell{}
}

// TypeSize is the size of letters, in points, at which a table of this many columns is set.
func (t Table) TypeSize() float64 {
	n := len(t.Columns)
	switch {
	case n <= 6:
		return 12
	case n <= 9:
		return 11
	case n <= 14:
		return 10
	}
	return 9
}
