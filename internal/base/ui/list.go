package ui

import (
	"context"
	"io"
)

// Todo draws what waits for this person, the most pressing first.
type Todo struct {
	Items []TodoItem
	Empty *Empty
}

// TodoItem is one thing to do.
type TodoItem struct {
	Tone  Tone // Bad: late or wrong; Warn: soon; Info: when there is time
	Title string
	Note  string // "May Đồi Chè, Bao bì Phú Mây · hạn 05/07"
	Href  string
}

// Tour draws a guided walk of a few steps as cards, each leading to a page.
type Tour struct {
	Title string
	Lead  string
	Steps []TourStep
}

// TourStep is one stop.
type TourStep struct {
	Title string
	Text  string
	Href  string
	Done  bool
}

// Steps draws where one stands in a procedure.
type Steps struct {
	Items   []string
	Current int // from 0; len(Items) when all is done
}

// Progress draws work that is under way.
type Progress struct {
	Label string
	Done  int64
	Total int64
	Note  string // "còn khoảng 4 giây"
}

// Hits draws what a search found.
type Hits struct {
	Query string
	Items []Hit
	Empty *Empty
}

// Hit is one thing found.
type Hit struct {
	Title string
	Note  string // where it stands, what it was called
	Kind  string // "Đơn vị", "Phong trào"
	Href  string
	Ended bool // no longer there
}

// Tiles draws figures side by side.
type Tiles struct{ Figures []Figure }

// Tabs draws ways to look at the same thing, as links.
type Tabs struct {
	Label string
	Items []Tab
}

// Tab is one way.
type Tab struct {
	Label   string
	Href    string
	Current bool
}

// Render draws t.
func (t Todo) Render(ctx context.Context, w io.Writer) error { return todo(t).Render(ctx, w) }

// Render draws t.
func (t Tour) Render(ctx context.Context, w io.Writer) error { return tour(t).Render(ctx, w) }

// Render draws s.
func (s Steps) Render(ctx context.Context, w io.Writer) error { return steps(s).Render(ctx, w) }

// Render draws p.
func (p Progress) Render(ctx context.Context, w io.Writer) error { return progress(p).Render(ctx, w) }

// Render draws h.
func (h Hits) Render(ctx context.Context, w io.Writer) error { return hits(h).Render(ctx, w) }

// Render draws t.
func (t Tiles) Render(ctx context.Context, w io.Writer) error { return tiles(t).Render(ctx, w) }

// Render draws t.
func (t Tabs) Render(ctx context.Context, w io.Writer) error { return tabs(t).Render(ctx, w) }

func (f Figure) tile() Figure {
	f.Size = Tile
	return f
}
