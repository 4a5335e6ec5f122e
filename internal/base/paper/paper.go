// Package paper is the one model of a document: an official paper as blocks, before it becomes a file or a page.
//
// A document is written once and printed as .docx, .pdf, .xlsx or HTML by the packages below this one; none of them knows
// what a figure is. The model knows the parts of a Vietnamese official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I): who issues
// it, its number, place and day, its name, its blocks, who signs, who receives it. A number in it may be bound to its
// source: it carries a short code, and the code an address.
package paper

import "phongtrao/internal/base/day"

// Document is an official paper.
type Document struct {
	Parent string // cơ quan chủ quản, upper case: "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"; "" for none
	Issuer string // cơ quan ban hành, upper case
	Number string // số, ký hiệu: "12/BC-LĐLĐ"; "" leaves room to write it by hand
	Symbol string // ký hiệu alone, "BC-LĐLĐ", printed behind the room for the number where Number is ""
	Place  string // địa danh: "Hưng Yên"
	Date   day.Day
	Kind   string   // tên loại, upper case: "BÁO CÁO"
	Title  string   // trích yếu nội dung, under the kind
	Dear   []string // kính gửi, one each; none for a paper without addressee

	Blocks []Block

	Signature Signature
	To        []string // nơi nhận, one receiver each, without the dash
	Mark      string   // printed across the head while the paper is not final: "BÁO CÁO NHANH, SỐ LIỆU CHƯA CHỐT"; "" for none
	Foot      string   // small, on every page: the checkpoint at which the figures stand
	Annexes   []Annex  // phụ lục, behind the signature, each on a new page; the place for wide tables
	Sources   []Source // where each bound number comes from, printed as the last annex; in the order of their first use
}

// Annex is a phụ lục. The printers number them.
type Annex struct {
	Title  string
	Blocks []Block
}

// Signature is who signs.
type Signature struct {
	Authority string // "TM. BAN THƯỜNG VỤ"; "" for none
	Title     string // "PHÓ CHỦ TỊCH"
	Name      string // "" leaves room to write
}

// Source is what a code in the document stands for.
type Source struct {
	Code  string // "7K3M-9XQ2-P4TV-W"
	What  string // "Số đơn vị máu tiếp nhận, Công đoàn các KCN tỉnh Hưng Yên, 6 tháng đầu năm 2024"
	Value string // as printed: "1.265"
	URL   string // whole address that opens it; a QR code of it is printed
}

// Block is one part of the body: Heading, Para, List, Table, Chart, Break.
type Block interface{ block() }

// Heading is a heading of the body; Level 1 to 3.
type Heading struct {
	Level int
	Text  string
}

// Para is a paragraph.
type Para struct {
	Runs  []Run
	Style Style
}

// Style is how a paragraph stands.
type Style int

const (
	Body    Style = iota // justified, first line indented
	Basis                // căn cứ: italic
	Caption              // above a table or beneath a chart: centred, italic
	Note                 // small: a difference named, a rounding
	Warning              // small, with a rule at its side: what is missing or does not agree
)

// Run is text of one look.
type Run struct {
	Text         string
	Bold, Italic bool
	Code         string // the source of the number that the run is, "" for plain text
}

// Text makes a plain paragraph.
func Text(s string) Para { return Para{Runs: []Run{{Text: s}}} }

// List is a list with dashes.
type List struct{ Items []Para }

// Table is a table of figures.
type Table struct {
	Name    string // the sheet's name in a workbook; unique in the document
	Caption string // may be ""
	Columns []Column
	Rows    []Row
	Wide    bool // needs a page on its side
}

// Column is one column; columns that share a non-empty Group stand under one heading.
type Column struct {
	Group  string
	Title  string
	Number bool    // right-aligned
	Width  float64 // share of the table's width, as far as no word must be broken; where all are 0, what the columns hold decides
}

// Row is one line of a table.
type Row struct {
	Cells []Cell
	Kind  RowKind
}

// RowKind is how a row stands.
type RowKind int

const (
	Plain    RowKind = iota
	Total            // bold; in a workbook its bound cells may be formulas
	Subtotal         // bold, lighter
	Aside            // italic: in no total
)

// Cell is one cell. Text is what is printed. In a workbook a cell with Exact set is the number Value, and one with Sum set
// the formula over the rows named.
type Cell struct {
	Text  string
	Exact bool  // Value is the number that Text says
	Value int64 // whole, in the measure of the column
	Code  string
	Sum   *Span // the cell is the sum of the same column's rows From..To (indexes of Rows, both inside)
	Ratio *Pair // the cell is a percentage: 100 × the row's cell Part ÷ its cell Whole
}

// Span is a run of rows, both ends inside.
type Span struct{ From, To int }

// Pair names two columns of one row.
type Pair struct{ Part, Whole int }

// Chart is a chart drawn as lines and areas, never as a picture of dots.
type Chart struct {
	Kind    ChartKind
	Title   string
	Labels  []string // along the axis
	Series  []Series
	Unit    string // of the values: "đơn vị máu"
	Summary string // the chart in one sentence, for those who cannot see it
}

// ChartKind is the shape of a chart.
type ChartKind int

const (
	Bars  ChartKind = iota // one bar a label, lying
	Steps                  // a running total over time, with the plan as a second series
	Columns
)

// Series is one row of values of a chart.
type Series struct {
	Name   string
	Values []float64
	Plan   bool // what was promised, drawn dashed
}

// Break begins a new page.
type Break struct{}

func (Heading) block() {}
func (Para) block()    {}
func (List) block()    {}
func (Table) block()   {}
func (Chart) block()   {}
func (Break) block()   {}
