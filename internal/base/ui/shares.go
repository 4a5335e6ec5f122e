package ui

import (
	"context"
	"io"
)

// Shares divides a whole: a number is typed in each row, and what is given, kept and still open is reckoned while one types.
// The server reckons the same again, and without JavaScript it alone does. Arrows and Enter move along the column, a column that was
// copied elsewhere is pasted down from the field in which one stands, Escape takes back what was typed in a field.
type Shares struct {
	ID          string // unique on the page
	Label       string // "Phần chia cho các đơn vị"
	Balance     Balance
	Action      string
	Hidden      map[string]string
	Typed       Column   // heading of the column that is typed
	Before      []Column // columns before it, after the name
	After       []Column // columns after it
	Rows        []ShareRow
	Fields      []Field // what is asked once, below the rows
	FieldsLabel string  // "" says that it may be left out
	Wrong       []Problem
	Submit      string
	Then        *Link // a second way to send: what is typed is kept, and this page comes next
	Cancel      string
	Note        string
}

// Balance is a whole and its parts: whole = given + kept + open. Open below zero means that more was given than there is.
type Balance struct {
	Whole     int64
	Elsewhere int64 // given to rows that are not on this page
	Given     int64 // to all
	Kept      int64
	Of        string // the unit word
	Keep      *Field // asks for what is kept; nil where it is not typed
}

// ShareRow is one part.
type ShareRow struct {
	Name    string
	Href    string
	Sub     []Link // smaller ways from here: "Chia tiếp 12 đơn vị"
	Note    string
	Field   string // the name of its field; "" draws Value as text
	Value   string // as typed
	Problem string
	Changed bool   // Value is not what was written before
	Was     string // what was written before, for those who look at a preview
	Before  []Cell
	After   []Cell
	Tone    Tone
}

// Open is what is neither given nor kept.
func (b Balance) Open() int64 { return b.Whole - b.Given - b.Kept }

// Render draws s.
func (s Shares) Render(ctx context.Context, w io.Writer) error { return shares(s).Render(ctx, w) }

// Render draws b.
func (b Balance) Render(ctx context.Context, w io.Writer) error { return balance(b, "").Render(ctx, w) }

// problems are those of the rows and fields, then the others.
func (s Shares) problems() []Problem {
	var all []Problem
	for _, r := range s.Rows {
		if r.Problem != "" {
			all = append(all, Problem{Field: r.Field, Text: r.Name + ": " + r.Problem})
		}
	}
	fields := s.Fields
	if s.Balance.Keep != nil {
		fields = append([]Field{*s.Balance.Keep}, fields...)
	}
	for _, f := range fields {
		if f.Problem != "" {
			all = append(all, Problem{Field: f.Name, Text: f.Problem})
		}
	}
	return append(all, s.Wrong...)
}

// widths of the three parts of the bar, in thousandths of the whole.
func (b Balance) widths() (given, kept int64) {
	if b.Whole <= 0 {
		return 0, 0
	}
	given = min(1000, max(0, b.Given)*1000/b.Whole)
	return given, min(1000-given, max(0, b.Kept)*1000/b.Whole)
}

// openWord says what is open, or by how much too much was given.
func (b Balance) openWord() string {
	if b.Open() < 0 {
		return "Vượt"
	}
	return "Còn mở"
}

// asked reports whether one of the fields below the rows wants attention.
func (s Shares) asked() bool {
	for _, f := range s.Fields {
		if f.Problem != "" || f.Value != "" || f.Required {
			return true
		}
	}
	return false
}

// blank reports whether a row has nothing in a column: on a telephone such a cell takes no room.
func blank(cells []Cell, i int) bool {
	return i >= len(cells) || cells[i].Body == nil && cells[i].Text == "" && cells[i].Sub == ""
}
