package intake

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/oldfont"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/org"
)

// Plan is what will become of a list.
type Plan struct {
	Sheet   string
	Head    int // the row of the last heading, as the spreadsheet counts
	Columns []Column
	Rows    []Row
	Skipped int // rows that are no units: totals, signatures, headings of groups
	Parents []Above

	Under     org.UnitID
	UnderName string
	On        day.Day // the day from which units without a day of their own are there
	by        org.Decision
}

// State is what becomes of a row.
type State string

const (
	Taken    State = "taken"
	Existing State = "existing" // the unit is there already
	Refused  State = "refused"
)

// Reason is why a row is refused, or what is to be known of it.
type Reason struct {
	Column string `json:"column,omitempty"` // its heading, "" for the row as a whole
	Text   string `json:"text"`
}

// Row is one unit of the list.
type Row struct {
	Number  int // as the spreadsheet counts
	Name    string
	Short   string
	Code    string
	Kind    string
	Above   string // the parent's name as the list has it
	From    day.Day
	State   State
	Reasons []Reason
	Notes   []string
	Cells   []string // as they read, by column

	before string // the name before its capitals were made small
	key    string
	parent org.UnitID // a unit that is there
	within int        // or a row of this list, by its place; -1 for none
	id     org.UnitID // given at the commit
	unit   org.UnitID // that it is already
	asked  bool       // its parent must still be chosen
}

// Was returns the name as the list has it where it will be written otherwise, else "".
func (r Row) Was() string { return r.before }

// Unit returns the unit that the row is already, "" for none.
func (r Row) Unit() org.UnitID { return r.unit }

func (r *Row) refuse(column, text string) {
	r.State = Refused
	for _, old := range r.Reasons {
		if old.Text == text {
			return
		}
	}
	r.Reasons = append(r.Reasons, Reason{column, text})
}

// Count counts the rows that will be treated in a way.
func (p *Plan) Count(s State) (n int) {
	for _, r := range p.Rows {
		if r.State == s {
			n++
		}
	}
	return n
}

// Unsure lists the columns whose encoding must be confirmed, and the parents that must be chosen.
func (p *Plan) Unsure() (columns []Column, parents []Above) {
	for _, c := range p.Columns {
		if c.Asked {
			columns = append(columns, c)
		}
	}
	for _, a := range p.Parents {
		if a.Asks() {
			parents = append(parents, a)
		}
	}
	return columns, parents
}

// Column returns the column of a field.
func (p *Plan) Column(f Field) (Column, bool) {
	i := slices.IndexFunc(p.Columns, func(c Column) bool { return c.Field == f })
	if i < 0 {
		return Column{}, false
	}
	return p.Columns[i], true
}

func (p *Plan) title(f Field) string {
	if c, ok := p.Column(f); ok {
		return c.Title
	}
	return f.Label()
}

// Make says what will become of a table with these answers. Nothing is written.
func Make(v *db.View, t *sheet.Table, a Answers) (*Plan, error) {
	p := &Plan{Sheet: t.Name, by: a.Decision(), Under: a.Under, On: a.Effective}
	if p.On == 0 {
		p.On = v.At.Day()
	}
	if len(t.Rows) == 0 {
		return nil, fault.In("sheet", "Trang tính không có gì. Hãy chọn trang tính khác, hoặc kiểm tra lại tệp.")
	}
	h, ok := findHead(t)
	if !ok {
		return nil, fault.In("sheet", "Không tìm thấy dòng tiêu đề: cần có một cột tên đơn vị, ví dụ “Tên đơn vị”. Hãy đặt lại tiêu đề cột theo tệp mẫu, hoặc chọn trang tính khác.")
	}
	p.Head = t.Rows[h.last].Number
	data := t.Rows[h.last+1:]
	if len(data) == 0 {
		return nil, fault.In("sheet", "Dưới dòng tiêu đề không có dòng nào. Hãy kiểm tra lại tệp.")
	}
	p.columns(h, data, a)
	if _, ok := p.Column(Name); !ok {
		return nil, fault.In("columns", "Chưa có cột nào là tên đơn vị. Hãy chọn cột chứa tên đơn vị.")
	}
	ix, err := indexOf(v, p, a)
	if err != nil {
		return nil, err
	}
	p.read(data, a, ix)
	if err := ix.parents(v, p, a); err != nil {
		return nil, err
	}
	ix.places(p)
	ix.lives(p)
	return p, nil
}

// columns judges each column: what it holds, and how it is written.
func (p *Plan) columns(h head, data []sheet.Row, a Answers) {
	width := len(h.titles)
	for _, r := range data {
		width = max(width, len(r.Cells))
	}
	cells := make([]oldfont.Cell, len(data))
	for c := range width {
		col := Column{At: c}
		if c < len(h.titles) {
			col.Title, col.Field = h.titles[c], h.fields[c]
		}
		if f, chosen := a.Columns[c]; chosen {
			col.Field = f
		}
		filled := false
		for i, r := range data {
			k := r.Cell(c)
			cells[i] = oldfont.Cell{}
			if k.Kind == sheet.Words {
				cells[i] = oldfont.Cell{Text: k.Text, Font: k.Font}
			}
			filled = filled || k.Kind != sheet.Empty
		}
		if col.Title == "" && !filled {
			continue
		}
		if col.Title == "" {
			col.Title = "Cột " + col.Letter()
		}
		col.Finding = oldfont.Column(cells)
		col.Encoding = col.Finding.Encoding
		if e, told := a.Encodings[c]; told {
			col.Encoding = e
		} else if col.Finding.Changed > 0 && col.Finding.Encoding != oldfont.Decomposed && col.Field.Stored() {
			col.Asked = true
		}
		p.Columns = append(p.Columns, col)
	}
}

// text returns a cell of a column as it reads.
func (c Column) text(i int, r sheet.Row) string {
	k := r.Cell(c.At)
	if k.Kind != sheet.Words {
		return k.Text
	}
	f := c.Finding
	if c.Encoding != f.Encoding { // somebody knows better
		f.Encoding = c.Encoding
		if c.Encoding == oldfont.Unicode { // leave all as it stands
			f.Other = nil
		}
	}
	return f.Read(i, oldfont.Cell{Text: k.Text, Font: k.Font})
}
