package paper

import (
	"strings"
	"unicode"
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

// look is how many rows are looked at when the columns are made as wide as what they hold.
const look = 300

// Room for text on an upright page and on one that lies on its side, in points.
const (
	RoomUpright = 453.5
	RoomWide    = 700.0
)

// Shares gives each column its share of the table's width; they add up to 1. Where the columns say how wide they want to be,
// that is followed as far as no word must be broken for it; where none says anything, those with long texts get what is left.
func (t Table) Shares() []float64 {
	room := RoomUpright / t.TypeSize()
	if t.Wide {
		room = RoomWide / t.TypeSize()
	}
	least, like := make([]float64, len(t.Columns)), make([]float64, len(t.Columns))
	needs, wishes, said, sum := 0.0, 0.0, 0, 0.0
	for i, c := range t.Columns {
		least[i], like[i] = t.asks(i)
		needs += least[i]
		wishes += like[i] - least[i]
		if c.Width > 0 {
			said++
			sum += c.Width
		}
	}
	w := least
	switch {
	case needs >= room: // words must be broken anyhow: all suffer alike
	case said > 0:
		w = t.asSaid(least, room, sum, sum/float64(said))
	case wishes > 0:
		for i := range w {
			w[i] += (like[i] - least[i]) / wishes * (room - needs)
		}
	}
	total := 0.0
	for _, x := range w {
		total += x
	}
	for i := range w {
		w[i] /= total
	}
	return w
}

// asSaid follows the widths that the columns say; a column that says nothing is as wide as the middle of those that do. Those
// that would break a word get the least they need, and the others share what is left.
func (t Table) asSaid(least []float64, room, sum, middle float64) []float64 {
	want := make([]float64, len(least))
	for i, c := range t.Columns {
		if want[i] = c.Width; c.Width <= 0 {
			want[i] = middle
			sum += middle
		}
	}
	w, fixed := make([]float64, len(least)), make([]bool, len(least))
	for again := true; again; {
		again = false
		for i := range w {
			if fixed[i] {
				continue
			}
			if w[i] = room * want[i] / sum; w[i] < least[i] {
				w[i], fixed[i], again = least[i], true, true
				room, sum = room-least[i], sum-want[i]
				break
			}
		}
	}
	return w
}

// asks is how wide a column must be for its longest word, and how wide it would like to be in order to need one line only,
// both in the size of its letters.
func (t Table) asks(i int) (least, like float64) {
	const (
		edges = 0.9 // room at the sides of a cell
		mark  = 1.0 // a reference beside a number
		broad = 17.0
	)
	for _, word := range strings.Fields(t.Columns[i].Title) {
		least = max(least, Ems(word)*1.08+edges) // bold
	}
	shared := t.Shared()[i] != ""
	for _, r := range t.Rows[:min(len(t.Rows), look)] {
		c := r.Cell(i)
		extra := edges
		if c.Code != "" && !shared {
			extra += mark
		}
		if r.Kind != Plain {
			extra *= 1.08
		}
		for _, word := range strings.Fields(c.Text) {
			least = max(least, min(Ems(word), broad)+extra)
		}
		like = max(like, min(Ems(c.Text), broad)+extra)
	}
	least = max(least, 2*edges)
	return least, max(least, like)
}

// Ems is about how wide a text is, in its size: letters of Times New Roman by their kinds.
func Ems(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune(" .,:;/|!'’()[]-iljtIfr", r):
			w += 0.3
		case unicode.IsUpper(r) || r == 'm' || r == 'w' || r == '%':
			w += 0.72
		default:
			w += 0.5
		}
	}
	return w
}

// Shared gives for each column the source that all its bound cells have, where they are many: its reference then stands once,
// at the column's title, and the cells are only links.
func (t Table) Shared() []string {
	const many = 3
	out := make([]string, len(t.Columns))
	for i := range out {
		n := 0
		for _, r := range t.Rows {
			code := r.Cell(i).Code
			if code == "" {
				continue
			}
			if n++; n > 1 && code != out[i] {
				n = 0
				break
			}
			out[i] = code
		}
		if n < many {
			out[i] = ""
		}
	}
	return out
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
	case n <= 17:
		return 9
	}
	return 8
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
