package tickets

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/oldfont"
	table "phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// What a column of a list may hold; questions of the event are columns under their own key.
const (
	colName  = "name"
	colUnit  = "unit"
	colYear  = "year"
	colPhone = "phone"
	colSite  = "site"
	colSlot  = "slot"
	colSkip  = "-"
)

// rowsMax is how many people one list has: as many as one act signs up.
const rowsMax = roster.RegisterMax

// line is one person of a list.
type line struct {
	number  int // as the spreadsheet counts, or as it was pasted
	who     people.Participant
	unit    string // as written
	site    string
	slot    string
	choices map[string]string
	problem string
}

// heads are the words by which a column's heading is known.
var heads = map[string][]string{
	colName: {"ho va ten", "ho ten", "ten", "nguoi tham gia", "ten nguoi", "ho va ten nguoi tham gia", "full name", "name"}, colUnit: {"don vi", "cong ty", "cong doan", "cdcs", "don vi cong doan", "doanh nghiep", "noi lam viec"},
	colYear: {"nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam"}, colPhone: {"dien thoai", "so dien thoai", "sdt", "dt", "di dong"},
	colSite: {"diem", "diem cau", "diem chay", "dia diem"}, colSlot: {"dot", "dot tham gia", "gio chay", "ca"}, colSkip: {"stt", "tt", "so tt", "so thu tu", "ghi chu"},
}

// headOf says what a heading stands for, "" for none.
func (h *held) headOf(text string) string {
	folded := viet.Fold(text)
	for k, all := range heads {
		if slices.Contains(all, folded) {
			return k
		}
	}
	for _, c := range h.e.Choices {
		if folded != "" && folded == viet.Fold(c.Label) {
			return c.Key
		}
	}
	return ""
}

// fileText reads the first sheet of a file as if it had been copied: old letters are put into Unicode by what their fonts and columns say.
func fileText(body []byte) (string, error) {
	book, err := table.Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return "", err
	}
	if len(book.Sheets()) == 0 {
		return "", fault.In("file", "Tệp không có trang tính nào. Hãy chọn tệp khác.")
	}
	t, err := book.Table(0)
	if err != nil {
		return "", err
	}
	cells := make([][]oldfont.Cell, t.Width())
	for _, r := range t.Rows {
		for c := range cells {
			cells[c] = append(cells[c], oldfont.Cell{Text: r.Cell(c).Text, Font: r.Cell(c).Font})
		}
	}
	var b strings.Builder
	found := make([]oldfont.Finding, len(cells))
	for c := range cells {
		found[c] = oldfont.Column(cells[c])
	}
	last := 0
	for i, r := range t.Rows {
		for ; last < r.Number-1; last++ {
			b.WriteByte('\n') // so that lines keep their numbers
		}
		last++
		for c := range cells {
			if c > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Join(strings.Fields(found[c].Read(i, cells[c][i])), " "))
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// pastedCells parts pasted text into cells, and mends old letters column by column.
func pastedCells(text string) (numbers []int, rows [][]string) {
	n := 0
	for raw := range strings.Lines(text) {
		n++
		raw = strings.Trim(raw, "\r\n")
		if viet.Clean(raw) == "" {
			continue
		}
		sep := "\t"
		for _, s := range []string{"\t", ";", "|", ","} {
			if strings.Contains(raw, s) {
				sep = s
				break
			}
		}
		numbers = append(numbers, n)
		rows = append(rows, strings.Split(raw, sep))
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	for c := range width {
		var cells []oldfont.Cell
		var at []int
		for i, r := range rows {
			if c < len(r) {
				cells = append(cells, oldfont.Cell{Text: r[c]})
				at = append(at, i)
			}
		}
		found := oldfont.Column(cells)
		for k, i := range at {
			rows[i][c] = viet.Clean(strings.Trim(found.Read(k, cells[k]), `" `))
		}
	}
	return numbers, rows
}

// readRows reads people out of a text: with a row of headings by those, without one by what each cell looks like.
func (h *held) readRows(text string) (out []line, err error) {
	numbers, rows := pastedCells(text)
	var columns []string
	for i, cells := range rows {
		if columns == nil && i < 10 {
			if c := h.headings(cells); c != nil {
				columns, out = c, nil
				continue
			}
		}
		l := line{number: numbers[i], choices: map[string]string{}}
		if columns != nil {
			for c, cell := range cells {
				if c < len(columns) {
					h.put(&l, columns[c], cell)
				}
			}
		} else {
			h.guess(&l, cells)
		}
		if l.who.Name == "" && l.problem == "" && l.unit == "" {
			continue
		}
		if l.who.Name == "" && l.problem == "" {
			l.problem = "Thiếu họ tên."
		}
		if out = append(out, l); len(out) > rowsMax {
			return nil, fault.In("text", "Danh sách dài hơn %s dòng. Hãy chia ra nhiều lần.", viet.FormatInt(rowsMax))
		}
	}
	return out, nil
}

// headings says what the columns are if the row names them: at least that of the name.
func (h *held) headings(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		if out[i] = h.headOf(c); out[i] != "" && out[i] != colSkip && slices.Contains(out[:i], out[i]) {
			out[i] = colSkip
		}
	}
	if !slices.Contains(out, colName) {
		return nil
	}
	return out
}

var yearAt = regexp.MustCompile(`\b(19|20)\d\d\b`)

// put takes a cell whose column is known.
func (h *held) put(l *line, column, cell string) {
	if cell == "" {
		return
	}
	switch column {
	case colName:
		l.who.Name = cell
	case colUnit:
		l.unit = cell
	case colYear:
		l.who.Year, _ = strconv.Atoi(yearAt.FindString(cell)) // none is 0
		if l.who.Year == 0 {
			l.problem = "Không đọc được năm sinh “" + cell + "”."
		}
	case colPhone:
		phone, err := people.CleanPhone(cell)
		if err != nil {
			l.problem = fault.Text(err)
		}
		l.who.Phone = phone
	case colSite:
		l.site = cell
	case colSlot:
		l.slot = cell
	case "", colSkip:
	default:
		l.choices[column] = cell
	}
}

// guess takes a row of which no heading says what it holds: the first words are the name, the next the unit.
func (h *held) guess(l *line, cells []string) {
	for i, cell := range cells {
		letters := strings.ContainsFunc(cell, unicode.IsLetter)
		answer := ""
		for _, c := range h.e.Choices {
			if slices.ContainsFunc(c.Options, func(o string) bool { return viet.Fold(o) == viet.Fold(cell) }) {
				answer = c.Key
			}
		}
		switch phone, err := people.CleanPhone(cell); {
		case cell == "" || i == 0 && !letters && len(cell) <= 5 && len(cells) > 1 && yearAt.FindString(cell) == "": // the number of the row
		case answer != "" && l.who.Name != "":
			l.choices[answer] = cell
		case !letters && err == nil && phone != "":
			l.who.Phone = phone
		case !letters && yearAt.MatchString(cell):
			h.put(l, colYear, cell)
		case letters && l.who.Name == "":
			l.who.Name = cell
		case letters && l.unit == "":
			l.unit = cell
		}
	}
}
