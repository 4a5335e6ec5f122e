package ui

import (
	"context"
	"io"
	"net/url"
)

// Head of a column.
type Column struct {
	Label string
	Num   bool   // right-aligned, with tabular figures
	Wide  bool   // takes what room is left
	Title string // a longer form for those who point at it
}

// Cell is a field of a row. Body, where given, takes the place of Text.
type Cell struct {
	Text   string
	Sub    string // a smaller line under it
	Href   string
	Body   Component // a Figure, a Bar, a Chip
	Strong bool
}

// Row is a line of a Table; its first cell is its heading.
type Row struct {
	Cells []Cell
	Tone  Tone // Warn and Bad mark the row at its edge
	ID    string
}

// Table draws rows under headings. On a telephone it scrolls inside its frame with the first column kept in sight;
// with Cards, each row becomes a small card instead.
type Table struct {
	Label   string // what the table lists, for readers
	Columns []Column
	Rows    []Row
	Foot    *Row
	Cards   bool
	Empty   *Empty
	More    *More
}

// More is the way to the rows that were not sent.
type More struct {
	Href string
	Left int    // how many remain; 0: not counted
	Of   string // the word for them: "đơn vị"
}

// DriveTable draws a campaign's activities with their figures and each against its target.
type DriveTable struct {
	Label   string   // "Năm đợt hiến máu"
	Name    string   // heading of the first column; "" is "Đợt"
	Place   string   // heading of the second; "" is "Điểm tổ chức"
	Columns []string // headings of the figures in Drive.Figures; the last is the one that counts towards the target
	Drives  []Drive
	Total   *Drive
	Empty   *Empty
}

// Drive is one activity.
type Drive struct {
	Name    string
	Href    string
	Date    string
	Place   string
	State   *Chip
	Figures []Figure
	Target  int64
	Percent string // "105%"; "" is computed, cut off
}

// TreeTable draws units under units. A level is sent when it is opened, 200 rows at most; arrows move and open; without
// JavaScript each opener is a link to the same page with that unit open.
type TreeTable struct {
	ID      string // unique on the page
	Label   string
	Columns []Column // of the cells after the name
	Name    string   // heading of the first column; "" is "Đơn vị"
	Rows    []TreeRow
	More    *More
	Empty   *Empty
}

// TreeRow is a unit. Rows stand in the order of the tree: each before what is under it.
type TreeRow struct {
	ID      string // unique on the page: the unit's
	Level   int    // 1 at the top
	Name    string
	Note    string // a smaller line: kind, "giải thể 01/07/2025"
	Href    string
	Kids    int    // how many stand directly under it; 0 is a leaf
	Open    bool   // the rows below it were sent along
	Load    string // where the rows below it come from: TreeRows
	Here    string // this page with the unit opened, for those without JavaScript
	Cells   []Cell
	Pos, Of int  // its place among its siblings, from 1; 0 says nothing
	Named   bool // a remainder, such as "không phân bổ được", drawn apart
}

// TreeRows draws rows alone: the answer to TreeRow.Load and to More.
type TreeRows struct {
	Columns []Column
	Rows    []TreeRow
	More    *More
}

// RowsMax is the most rows a level sends at once.
const RowsMax = 200

// Pager leads to the pages before and after.
type Pager struct {
	Prev, Next string // addresses, or ""
	Text       string // "1–50 trong 2.819"
	Label      string // of what, for readers; "" is "Trang"
}

// Render draws t.
func (t Table) Render(ctx context.Context, w io.Writer) error { return table(t).Render(ctx, w) }

// Render draws t.
func (t DriveTable) Render(ctx context.Context, w io.Writer) error {
	return driveTable(t).Render(ctx, w)
}

// Render draws t.
func (t TreeTable) Render(ctx context.Context, w io.Writer) error { return treeTable(t).Render(ctx, w) }

// Render draws r.
func (r TreeRows) Render(ctx context.Context, w io.Writer) error { return treeRows(r).Render(ctx, w) }

// Render draws p.
func (p Pager) Render(ctx context.Context, w io.Writer) error { return pager(p).Render(ctx, w) }

// rowID is the id of a tree's row.
func (r TreeRow) rowID() string { return "tr-" + url.PathEscape(r.ID) }

// indent is the class that moves a level to the right, up to the eighth.
func (r TreeRow) indent() string { return "lv-" + string(rune('0'+min(8, max(1, r.Level)))) }

func (c Column) class() string {
	if c.Num {
		return "num"
	}
	return ""
}

// got is the figure that counts towards the target: the last.
func (d Drive) got() int64 {
	if len(d.Figures) == 0 {
		return 0
	}
	return d.Figures[len(d.Figures)-1].Quantity.Lo
}

// cell is the i-th cell, empty where the row has fewer.
func (r Row) cell(i int) Cell {
	if i < len(r.Cells) {
		return r.Cells[i]
	}
	return Cell{}
}
