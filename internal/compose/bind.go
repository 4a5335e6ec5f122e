package compose

import (
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

// bind makes a figure one of those that the document quotes, and returns its code. A question bound twice has one code.
// A figure of which nothing is known is not bound: there is nothing to open.
func (m *maker) bind(q ledger.Question, f ledger.Figure, of string) string {
	if f.Entries == 0 {
		return ""
	}
	q.Known = m.draft.Known
	code := passport.Code(q)
	if _, there := m.at[code]; there {
		return code
	}
	b := Bound{Question: q, Code: code, What: m.what(q, of), Quantity: f.Quantity, Entries: f.Entries, ByEvidence: f.ByEvidence, Printed: f.Quantity.String()}
	if q.By != "" {
		b.Parts = append(append(b.Parts, f.Parts...), f.Unallocated...)
	}
	m.at[code] = len(m.draft.Figures)
	m.draft.Figures = append(m.draft.Figures, b)
	m.draft.Document.Sources = append(m.draft.Document.Sources, paper.Source{Code: code, What: b.What, Value: b.Printed, URL: m.address(q, code)})
	return code
}

// address opens a figure: by its code where that is kept, else by the question itself.
func (m *maker) address(q ledger.Question, code string) string {
	if m.ask.Base == "" {
		return ""
	}
	if m.ask.Kept {
		return m.ask.Base + "/p/" + code
	}
	q.Known = 0
	return m.ask.Base + "/figures?" + passport.Query(q).Encode()
}

// what says of what a figure is; of is the activity, or how it is divided.
func (m *maker) what(q ledger.Question, of string) string {
	text := m.about[q.Indicator].Name + ", "
	if of != "" {
		text += of + ", "
	}
	text += m.unitName() + ", " + q.Period.VN()
	if q.On != 0 {
		text += ", trên bản đồ ngày " + q.On.VN()
	}
	return text
}

// total binds the undivided figure of an indicator.
func (m *maker) total(key string) (ledger.Figure, string) {
	f := m.totals[key]
	return f, m.bind(m.question(key), f, "")
}

// cell is a number of a table. Where nobody gave one there is a dash.
func cell(q ledger.Quantity, entries int, code string) paper.Cell {
	if entries == 0 {
		return paper.Cell{Text: dash}
	}
	c := paper.Cell{Text: q.String(), Code: code}
	if q.Exact() {
		c.Exact, c.Value = true, q.Lo
	}
	return c
}

// sum makes the cell of a total a formula over the rows above it, where those rows make exactly the ledger's total: then a
// workbook that is reckoned again says what the ledger says. Where a row is a bound only, the total stands as it is.
func sum(total paper.Cell, rows []paper.Row, column int) paper.Cell {
	if !total.Exact || len(rows) == 0 {
		return total
	}
	var made int64
	for _, r := range rows {
		c := r.Cells[column]
		if !c.Exact && c.Text != dash && c.Text != unknown {
			return total
		}
		made += c.Value
	}
	if made == total.Value {
		total.Sum = &paper.Span{From: 0, To: len(rows) - 1}
	}
	return total
}

func capital(s string) string { return first(s, unicode.ToUpper) }
func lowered(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) || !unicode.IsLetter(r) {
		return s
	}
	return first(s, unicode.ToLower)
}

func first(s string, change func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(change(r)) + s[n:]
}
