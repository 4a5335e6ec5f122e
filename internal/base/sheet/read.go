package sheet

import (
	"bytes"
	"io"
	"strings"

	"phongtrao/internal/base/fault"
)

// Limits of a file that is read. A list that comes near them is a mistake, or was made to do harm.
const (
	ReadBytes    = 20 << 20  // of the file
	ReadUnzipped = 400 << 20 // of what is packed in it
	ReadRatio    = 250       // times that a part may grow when it is unpacked, once it is larger than readSmall
	ReadEntries  = 2_000     // files packed in it
	ReadRows     = 200_000   // of one sheet, empty ones not counted
	ReadColumns  = 256
	ReadCells    = 3_000_000

	readSmall = 8 << 20
)

// Kind is what a cell holds.
type Kind byte

const (
	Empty  Kind = iota
	Words       // text, digits typed as text among it
	Number      // a number; Text has a decimal comma, and the zeros in front that its format shows
	Date        // a day; Text is dd/mm/yyyy
	Truth       // yes or no; Text is "có" or "không"
	Broken      // a formula that could not be computed; Text is "#REF!" and the like
)

// Cell is one cell as it was read. The text is as it stands in the file: not cleaned, and in whatever encoding it was typed.
type Cell struct {
	Text    string
	Font    string // its name, "" where the file does not tell
	Kind    Kind
	Formula bool // computed; Text is what it gave when the file was saved
}

// Row is a row that holds something.
type Row struct {
	Number int // as the spreadsheet counts: the first is 1
	Cells  []Cell
}

// Cell returns the i-th cell, an empty one where the row is shorter.
func (r Row) Cell(i int) Cell {
	if i < 0 || i >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[i]
}

// Area is cells that were merged into one: rows by their number, columns from 0, both ends included.
type Area struct{ Top, Bottom, Left, Right int }

// Table is one sheet.
type Table struct {
	Name   string
	Rows   []Row // in order; those without anything are left out
	Merged []Area
}

// Width is the number of columns.
func (t *Table) Width() int {
	n := 0
	for _, r := range t.Rows {
		n = max(n, len(r.Cells))
	}
	return n
}

// Spread returns a row with each merged cell repeated over the area that it covers, as a reader sees it.
func (t *Table) Spread(r Row) Row {
	out := Row{Number: r.Number, Cells: append([]Cell(nil), r.Cells...)}
	for _, a := range t.Merged {
		if r.Number < a.Top || r.Number > a.Bottom {
			continue
		}
		origin := Cell{}
		for _, o := range t.Rows {
			if o.Number == a.Top {
				origin = o.Cell(a.Left)
			}
			if o.Number >= a.Top {
				break
			}
		}
		for len(out.Cells) <= min(a.Right, ReadColumns-1) {
			out.Cells = append(out.Cells, Cell{})
		}
		for c := a.Left; c <= min(a.Right, ReadColumns-1); c++ {
			out.Cells[c] = origin
		}
	}
	return out
}

// Book is a file of tables, open for reading.
type Book struct {
	format Format
	zip    *archive
	sheets []sheetPart
	text   []byte
}

// Open tells what a file is by what is in it, whatever its name says, and opens it. What is not a table is a fault that says what
// it is and what to do.
func Open(file io.ReaderAt, size int64) (*Book, error) {
	if size > ReadBytes {
		return nil, fault.Invalidf("Tệp lớn hơn %d MB. Hãy bỏ hình ảnh, trang tính thừa rồi lưu lại, hoặc chia thành nhiều tệp.", ReadBytes>>20)
	}
	head := make([]byte, min(size, 4096))
	if _, err := io.ReadFull(io.NewSectionReader(file, 0, size), head); err != nil || len(bytes.TrimSpace(head)) == 0 {
		return nil, fault.Invalidf("Tệp rỗng hoặc không đọc được. Hãy mở tệp bằng Excel, kiểm tra rồi gửi lại.")
	}
	switch low := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte(bom)))); {
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return nil, oldExcel(file, size)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return openXLSX(file, size)
	case bytes.HasPrefix(head, []byte("PK")):
		return nil, fault.Invalidf("Tệp nén này rỗng hoặc không trọn vẹn. Hãy tải lại từ nơi gửi, rồi gửi lại.")
	case bytes.HasPrefix(head, []byte("%PDF")):
		return nil, fault.Invalidf("Đây là tệp PDF, không phải bảng tính. Hãy xin tệp Excel gốc.")
	case bytes.HasPrefix(low, []byte("<!doctype")), bytes.HasPrefix(low, []byte("<html")), bytes.HasPrefix(low, []byte("<table")), bytes.HasPrefix(low, []byte("<?xml")):
		return nil, fault.Invalidf("Tệp này là trang web (HTML, XML) được đổi đuôi. Hãy mở bằng Excel, chọn “Lưu thành”, dạng .xlsx, rồi gửi lại.")
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(file, 0, size), text); err != nil {
		return nil, fault.New(fault.Invalid, "Tệp bị đứt giữa chừng. Hãy gửi lại: %w", err)
	}
	return openCSV(text)
}

// oldExcel tells an .xls from an .xlsx under a password: both are kept in the same kind of box.
func oldExcel(file io.ReaderAt, size int64) error {
	all, err := io.ReadAll(io.NewSectionReader(file, 0, size))
	if err != nil {
		return fault.New(fault.Invalid, "Tệp bị đứt giữa chừng. Hãy gửi lại: %w", err)
	}
	if bytes.Contains(all, wide("EncryptedPackage")) || bytes.Contains(all, wide("EncryptionInfo")) {
		return fault.Invalidf("Tệp đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại.")
	}
	if bytes.Contains(all, wide("WordDocument")) {
		return fault.Invalidf("Đây là tệp Word, không phải bảng tính. Hãy chép bảng sang Excel, lưu dạng .xlsx rồi gửi lại.")
	}
	return fault.Invalidf("Đây là tệp Excel đời cũ (.xls), kể cả khi tên tệp ghi .xlsx. Hãy mở bằng Excel, chọn “Lưu thành”, dạng “Sổ làm việc Excel (.xlsx)”, rồi gửi lại.")
}

// wide is text as such boxes keep names: two bytes a letter.
func wide(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

// Sheets returns the names of the sheets that can be seen, in order; a CSV has one without a name.
func (b *Book) Sheets() []string {
	if b.format == CSV {
		return []string{""}
	}
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

// Table reads the i-th sheet.
func (b *Book) Table(i int) (*Table, error) {
	if i < 0 || i >= len(b.Sheets()) {
		return nil, fault.In("sheet", "Tệp không có trang tính thứ %d. Hãy chọn lại trang tính.", i+1)
	}
	if b.format == CSV {
		return readCSV(b.text)
	}
	return b.readSheet(b.sheets[i])
}

// counter refuses a table that is too large while it is being read.
type counter struct{ rows, cells int }

func (c *counter) row(cells int) error {
	c.rows++
	c.cells += cells
	switch {
	case c.rows > ReadRows:
		return fault.Invalidf("Trang tính có hơn %s dòng; danh sách chỉ nhận đến chừng đó. Hãy xóa dòng thừa, hoặc chia thành nhiều tệp.", grouped(ReadRows))
	case c.cells > ReadCells:
		return fault.Invalidf("Trang tính có hơn %s ô. Hãy xóa cột và dòng thừa, hoặc chia thành nhiều tệp.", grouped(ReadCells))
	}
	return nil
}

func tooWide() error {
	return fault.Invalidf("Trang tính rộng hơn %d cột. Hãy xóa các cột thừa rồi gửi lại.", ReadColumns)
}

// grouped writes a limit as one reads it: 200.000.
func grouped(n int) string {
	s := ""
	for ; n >= 1000; n /= 1000 {
		s = "." + string([]byte{byte('0' + n%1000/100), byte('0' + n%100/10), byte('0' + n%10)}) + s
	}
	return strings.TrimLeft(string([]byte{byte('0' + n/100), byte('0' + n%100/10), byte('0' + n%10)}), "0") + s
}
