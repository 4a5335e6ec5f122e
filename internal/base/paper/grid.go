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

// How much of a table is looked at, and how many letters the widest column may ask for.
const (
	look  = 300
	broad = 34
)

// Room for text on an upright page and on one that lies on its side, in points.
const (
	RoomUpright = 453.5
	RoomWide    = 700.0
)

// Shares gives each column its share of the table's width; they add up to 1.
func (t Table) Shares() []float64 {
	w := make([]float64, len(t.Columns))
	set, sum := 0, 0.0
	for i, c := range t.Columns {
		if w[i] = max(c.Width, 0); w[i] > 0 {
			set++
			sum += w[i]
		}
	}
	if set == 0 {
		return t.fitted()
	}
	total := 0.0
	for i, x := range w {
		if x == 0 { // a column that says nothing is as wide as the middle of those that do
			w[i] = sum / float64(set)
		}
		total += w[i]
	}
	for i := range w {
		w[i] /= total
	}
	return w
}

// fitted shares the width so that no word has to be broken where that is possible, and gives what is left to the columns
// with long texts.
func (t Table) fitted() []float64 {
	room := RoomUpright
	if t.Wide {
		room = RoomWide
	}
	letters := room / (t.TypeSize() * 0.5)
	least, like := make([]float64, len(t.Columns)), make([]float64, len(t.Columns))
	needs, wishes := 0.0, 0.0
	for i := range t.Columns {
		least[i], like[i] = t.asks(i)
		needs += least[i]
		wishes += like[i] - least[i]
	}
	total := 0.0
	for i := range least {
		if needs < letters && wishes > 0 {
			least[i] += (like[i] - least[i]) / wishes * (letters - needs)
		}
		total += least[i]
	}
	for i := range least {
		least[i] /= total
	}
	return least
}

// asks is how many letters a column needs for its longest word, and how many it would like in order to need one line only.
func (t Table) asks(i int) (least, like float64) {
	const edges = 2 // the room at the sides of a cell, as letters
	ask := func(s string, extra float64) {
		for _, word := range strings.Fields(s) {
			least = max(least, float64(utf8.RuneCountInString(word))+extra+edges)
		}
	}
	ask(t.Columns[i].Title, 0.5) // bold
	for _, r := range t.Rows[:min(len(t.Rows), look)] {
		c := r.Cell(i)
		extra := 0.0
		if c.Code != "" {
			extra = 2.5
		}
		ask(c.Text, extra)
		like = max(like, min(float64(utf8.RuneCountInString(c.Text))+extra+edges, broad))
	}
	return max(least, edges+2), max(least, like, edges+2)
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

// Wide reports whether an annex lies on its side, as one of its tables must.
func (a Annex) Wide() bool {
	for _, b := range a.Blocks {
		if t, ok := b.(Table); ok && t.Wide {
			return true
		}
	}
	return false
}
