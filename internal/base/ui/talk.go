package ui

import (
	"context"
	"io"
)

// Talk draws what people say about one thing, the earliest first, with a form to add to it.
type Talk struct {
	Items []Said
	None  string // the sentence where nobody said anything
	Form  *Form  // nil where the person may not
	Hint  string // whom one may name
}

// Said is one remark.
type Said struct {
	ID     string // its element's id
	By, At string
	Parts  []string // text and names in turn, beginning with text
	State  string   // "đã xong", "đã rút"; "" while it waits
	About  *Link    // what it is about, in a list of several things
	Done   []SaidAct
}

// SaidAct is something that can be done to a remark.
type SaidAct struct {
	Label  string
	Action string
	Hidden map[string]string
}

// Render draws t.
func (t Talk) Render(ctx context.Context, w io.Writer) error { return talk(t).Render(ctx, w) }
