package intake

import (
	"strings"

	"phongtrao/internal/base/oldfont"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
)

// Field is what a column of a list holds.
type Field string

const (
	Name     Field = "name"
	Short    Field = "short"
	Code     Field = "code"
	Parent   Field = "parent"
	KindOf   Field = "kind"
	Founded  Field = "founded"
	Ordinal  Field = "ordinal"
	Paper    Field = "paper"
	Address  Field = "address"
	Members  Field = "members"
	Workers  Field = "workers"
	NotTaken Field = "" // a column that is left out
)

// Fields lists all, in the order in which they are offered.
var Fields = []Field{Name, Short, Code, Parent, KindOf, Founded, Ordinal, Paper, Address, Members, Workers}

var fieldLabels = map[Field]string{
	Name: "Tên đơn vị", Short: "Tên viết tắt", Code: "Mã", Parent: "Đơn vị cấp trên", KindOf: "Loại hình", Founded: "Ngày thành lập", Ordinal: "Số thứ tự",
	Paper: "Số quyết định", Address: "Địa chỉ, KCN", Members: "Số đoàn viên", Workers: "Số lao động", NotTaken: "(bỏ qua)",
}

// Label names the field for the screen.
func (f Field) Label() string { return fieldLabels[f] }

// Stored reports whether what stands in the column is written. The rest is recognised, and only told about.
func (f Field) Stored() bool {
	switch f {
	case Name, Short, Code, Parent, KindOf, Founded:
		return true
	}
	return false
}

// headings are what columns are called, folded; the first is the usual one.
var headings = map[Field]string{
	Name: "ten don vi|ten cdcs|ten cong doan co so|ten cong doan|ten to chuc|ten to chuc cong doan|ten day du|ten don vi cong doan|ten nghiep doan|ten cdcs nghiep doan|ten|" +
		"don vi|cong doan co so|cdcs|to chuc cong doan|ten doanh nghiep|ten cong ty|ten co quan don vi|ten don vi doanh nghiep|co quan don vi|ho va ten don vi",
	Short: "ten viet tat|viet tat|ten tat|ten ngan|ten goi tat|ten ngan gon|ky hieu",
	Code:  "ma|ma don vi|ma so|ma cdcs|ma cong doan|ma to chuc|ma cong doan co so|ma dv|so hieu|ma so don vi|ma so cdcs",
	Parent: "don vi cap tren|cap tren|truc thuoc|cong doan cap tren|cong doan cap tren truc tiep|cong doan cap tren truc tiep co so|don vi cap tren truc tiep|don vi truc thuoc|don vi quan ly|" +
		"cap tren truc tiep|thuoc|thuoc don vi|don vi cha|cap quan ly|cdcttt|cdcttttcs|cong doan quan ly|truc thuoc don vi|truc thuoc cong doan|ten don vi cap tren",
	KindOf:  "loai hinh|loai|loai to chuc|loai don vi|loai hinh to chuc|loai hinh cong doan|loai hinh don vi|cap cong doan|loai cong doan",
	Founded: "ngay thanh lap|thanh lap|ngay tl|ngay thang nam thanh lap|ngay thanh lap cdcs|thoi gian thanh lap|thoi diem thanh lap|ngay thang thanh lap|ngay hieu luc",
	Ordinal: "stt|tt|so tt|so thu tu|no",
	Paper:   "so quyet dinh|so qd|quyet dinh|qd so|qd thanh lap|quyet dinh thanh lap|so quyet dinh thanh lap|so qd thanh lap|so ngay quyet dinh|quyet dinh so",
	Address: "dia chi|kcn|khu cong nghiep|dia ban|dia diem|tru so|dia chi tru so|dia chi kcn|khu cong nghiep dia ban|noi dong",
	Members: "so doan vien|doan vien|so dv|tong so doan vien|so luong doan vien|doan vien cong doan|dv",
	Workers: "so lao dong|lao dong|nld|so nld|so cnvcld|cnvcld|tong so lao dong|so luong lao dong|nguoi lao dong|so nguoi lao dong|tong so nld|tong so cnvcld",
}

var byHeading = func() map[string]Field {
	m := map[string]Field{}
	for f, all := range headings {
		for h := range strings.SplitSeq(all, "|") {
			m[h] = f
		}
	}
	return m
}()

// recognise tells what a heading means; loosely it is enough that the heading begins with a usual one.
func recognise(title string, loosely bool) (Field, bool) {
	key := viet.Fold(strings.Map(func(r rune) rune {
		if r == '(' || r == '*' || r == ':' {
			return ' '
		}
		return r
	}, title))
	if f, ok := byHeading[key]; ok {
		return f, true
	}
	if !loosely {
		return NotTaken, false
	}
	best, length := NotTaken, 0
	for h, f := range byHeading {
		if len(h) > 3 && len(h) > length && strings.HasPrefix(key, h+" ") {
			best, length = f, len(h)
		}
	}
	return best, length > 0
}

// Column is a column of the list.
type Column struct {
	At       int    // its place, from 0
	Title    string // as it reads, "" for none
	Field    Field
	Finding  oldfont.Finding
	Encoding oldfont.Encoding // as it is read
	Asked    bool             // it must be confirmed how it is read
}

// Letter is how a spreadsheet calls the column.
func (c Column) Letter() string {
	if c.At < 26 {
		return string(rune('A' + c.At))
	}
	return string(rune('A'+c.At/26-1)) + string(rune('A'+c.At%26))
}

// headRows is how far down the table the headings are looked for.
const headRows = 40

// head is where the headings stand: up to the row last, counted in t.Rows, with a title for each column.
type head struct {
	last   int
	titles []string
	fields []Field
}

// findHead finds the row whose cells are known headings, or two rows where groups stand over them.
func findHead(t *sheet.Table) (head, bool) {
	var best head
	score := 0
	for i := range t.Rows[:min(headRows, len(t.Rows))] {
		one := readHead(t, i, i)
		if s := one.score(); s > score {
			best, score = one, s
		}
		if i+1 < len(t.Rows) && grouped(t, t.Rows[i].Number) && t.Rows[i+1].Number == t.Rows[i].Number+1 {
			if two := readHead(t, i, i+1); two.score() > score {
				best, score = two, two.score()
			}
		}
	}
	if score == 0 {
		return best, false
	}
	if n := best.last + 1; n < len(t.Rows) && numbering(t.Rows[n]) {
		best.last++
	}
	return best, true
}

// grouped reports that a heading row has merged cells.
func grouped(t *sheet.Table, number int) bool {
	for _, a := range t.Merged {
		if a.Top == number && (a.Left < a.Right || a.Bottom == number+1) {
			return true
		}
	}
	return false
}

// numbering reports a row that numbers the columns: 1, 2, 3 or (1), (2), (3).
func numbering(r sheet.Row) bool {
	n := 0
	for _, c := range r.Cells {
		if c.Kind == sheet.Empty {
			continue
		}
		n++
		if strings.Trim(strings.TrimSpace(c.Text), "()") != viet.FormatInt(int64(n)) {
			return false
		}
	}
	return n > 2
}

func readHead(t *sheet.Table, from, to int) head {
	h := head{last: to}
	lower := t.Spread(t.Rows[to])
	upper := sheet.Row{}
	if from != to {
		upper = t.Spread(t.Rows[from])
	}
	width := max(len(lower.Cells), len(upper.Cells))
	used := map[Field]bool{}
	for c := range width {
		group, own := title(upper.Cell(c)), title(lower.Cell(c))
		text := own
		if group != "" && group != own {
			text = strings.TrimSpace(group + " " + own)
		}
		f, ok := NotTaken, false
		for _, try := range []string{own, text, group} {
			if f, ok = recognise(try, false); ok {
				break
			}
		}
		if !ok {
			f, ok = recognise(own, true)
		}
		if ok && used[f] {
			f = NotTaken
		}
		used[f] = true
		h.titles, h.fields = append(h.titles, text), append(h.fields, f)
	}
	return h
}

// score counts the columns that are known; without a name of units a row is no heading.
func (h head) score() int {
	n, named := 0, false
	for _, f := range h.fields {
		if f != NotTaken {
			n++
		}
		named = named || f == Name
	}
	if !named {
		return 0
	}
	return n
}

// title reads a heading in whatever encoding makes it a known one.
func title(c sheet.Cell) string {
	text := viet.Clean(c.Text)
	if _, ok := recognise(text, true); ok || text == "" {
		return text
	}
	for _, e := range oldfont.Encodings[1:] {
		read := viet.Clean(oldfont.Decode(c.Text, e, c.Font))
		if _, ok := recognise(read, true); ok {
			return read
		}
	}
	if f := oldfont.Column([]oldfont.Cell{{Text: c.Text, Font: c.Font}}); f.Changed > 0 {
		return viet.Clean(f.After)
	}
	return text
}
