package sheet

import (
	"math"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
)

// readSheet reads the cells of a sheet.
func (b *Book) readSheet(s sheetPart) (*Table, error) {
	t, err := b.zip.cells(s)
	if err != nil {
		return nil, damaged(err)
	}
	return t, nil
}

func (a *archive) cells(s sheetPart) (*Table, error) {
	r, err := a.part(s.path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	t, row, count := &Table{Name: s.name}, Row{}, counter{}
	number, col, whole := 0, 0, false
	for r.next() {
		switch {
		case r.starts("row"):
			if n := r.int("r"); n > number { // rows may leave out their number
				number = n
			} else {
				number++
			}
			row, col = Row{Number: number}, 0
		case r.starts("c"):
			if ref := r.attr("r"); ref != "" {
				if c, _, ok := position(ref); ok {
					col = c
				}
			}
			c, err := a.cell(r)
			if err != nil {
				return nil, err
			}
			if c.Kind != Empty {
				if col >= ReadColumns {
					return nil, tooWide()
				}
				for len(row.Cells) <= col {
					row.Cells = append(row.Cells, Cell{})
				}
				row.Cells[col] = c
			}
			col++
		case r.ends("row"):
			if len(row.Cells) > 0 {
				if err := count.row(len(row.Cells)); err != nil {
					return nil, err
				}
				t.Rows = append(t.Rows, row)
			}
		case r.ends("worksheet"):
			whole = true
		case r.starts("mergeCell"):
			from, to, _ := strings.Cut(r.attr("ref"), ":")
			left, top, ok := position(from)
			right, bottom, ok2 := position(to)
			if ok && ok2 && left <= right && top <= bottom && len(t.Merged) < ReadRows {
				t.Merged = append(t.Merged, Area{Top: top, Bottom: bottom, Left: left, Right: right})
			}
		}
	}
	if !whole {
		return nil, r.cut()
	}
	return t, r.err
}

// cell reads a cell up to its end.
func (a *archive) cell(r *xmlReader) (c Cell, err error) {
	kind, style := r.attr("t"), r.int("s")
	var l look
	if style < len(a.styles) {
		l = a.styles[style]
	}
	c.Font = l.font
	value, taking := "", false
	for r.next() {
		switch r.kind {
		case startTag:
			switch r.tag {
			case "v":
				taking = true
			case "f":
				c.Formula = true
			case "is":
				text, err := r.rich("is")
				if err != nil {
					return c, err
				}
				if text.Font != "" {
					c.Font = text.Font
				}
				value = text.Text
			}
		case words:
			if taking {
				value += string(r.text)
			}
		case endTag:
			switch r.tag {
			case "v":
				taking = false
			case "c":
				a.fill(&c, kind, value, l)
				return c, nil
			}
		}
	}
	return c, r.cut()
}

// fill says what a cell holds.
func (a *archive) fill(c *Cell, kind, value string, l look) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(a.shared) {
			return
		}
		s := a.shared[i]
		c.Text = s.Text
		if s.Font != "" {
			c.Font = s.Font
		}
		c.Kind = Words
	case "inlineStr":
		c.Text, c.Kind = value, Words
	case "str":
		c.Text, c.Kind = unescape(value), Words
	case "b":
		c.Text, c.Kind = "không", Truth
		if value == "1" || value == "true" {
			c.Text = "có"
		}
	case "e":
		c.Text, c.Kind = value, Broken
	case "d":
		c.Text, c.Kind = value, Words
		if len(value) >= 10 {
			if d, err := day.Parse(value[:10]); err == nil {
				c.Text, c.Kind = d.VN(), Date
			}
		}
	default:
		a.number(c, value, l)
	}
	if strings.TrimSpace(c.Text) == "" {
		c.Text, c.Kind = "", Empty
	}
}

func (a *archive) number(c *Cell, value string, l look) {
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		c.Text, c.Kind = value, Words
		return
	}
	if l.date {
		if d, ok := dayOf(f, a.date1904); ok {
			c.Text, c.Kind = d.VN(), Date
			return
		}
	}
	c.Kind = Number
	if f == math.Trunc(f) && math.Abs(f) < numMax {
		c.Text = strconv.FormatInt(int64(f), 10)
		if n := l.pad - len(c.Text); n > 0 && f >= 0 {
			c.Text = strings.Repeat("0", n) + c.Text
		}
		return
	}
	c.Text = strings.Replace(strconv.FormatFloat(f, 'f', -1, 64), ".", ",", 1)
}

// position reads "BC12": the column from 0, and the row.
func position(ref string) (col, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 3 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		col = col*26 + int(ref[i]-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	return col - 1, row, err == nil && col > 0 && row > 0
}

// dayOf reads a spreadsheet's number of a day. It counts from 1 January 1900 and believes in a 29 February of that year; or from
// 1 January 1904. A time of day within it is let go.
func dayOf(f float64, date1904 bool) (day.Day, bool) {
	n := int64(math.Floor(f))
	switch {
	case n < 0 || n > 2_958_465: // 31/12/9999
		return 0, false
	case date1904:
		return day.Of(1904, 1, 1).Add(int(n)), true
	case n == 0 || n == 60: // days that never were
		return 0, false
	case n < 60:
		return day.Of(1899, 12, 31).Add(int(n)), true
	}
	return firstDay.Add(int(n) - 61), true
}

// dateFormat tells the built-in formats of days.
func dateFormat(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

// dateCode tells a format of days by its letters, outside of what it quotes.
func dateCode(code string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\':
			i++
		case quoted:
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case c == 'd' || c == 'D' || c == 'y' || c == 'Y':
			return true
		case c == ';':
			return false
		}
	}
	return false
}
