package sheet

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"phongtrao/internal/base/fault"
)

// openCSV turns the bytes of a text file into UTF-8: by its mark, else by what they can be. What is not Unicode is read as Western
// European, letter for letter, and left to base/oldfont.
func openCSV(text []byte) (*Book, error) {
	switch {
	case bytes.HasPrefix(text, []byte(bom)):
		text = text[len(bom):]
	case bytes.HasPrefix(text, []byte{0xFF, 0xFE}):
		text = fromWide(text[2:], binary.LittleEndian)
	case bytes.HasPrefix(text, []byte{0xFE, 0xFF}):
		text = fromWide(text[2:], binary.BigEndian)
	case len(text) > 3 && text[1] == 0 && text[3] == 0:
		text = fromWide(text, binary.LittleEndian)
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, fault.Invalidf("Đây không phải bảng tính: chỉ nhận tệp .xlsx hoặc .csv. Hãy lưu danh sách thành .xlsx rồi gửi lại.")
	}
	if !utf8.Valid(text) {
		west, err := charmap.Windows1252.NewDecoder().Bytes(text)
		if err != nil {
			return nil, damaged(err)
		}
		text = bytes.ReplaceAll(west, []byte("\uFFFD"), []byte{'?'})
	}
	return &Book{format: CSV, text: text}, nil
}

func fromWide(b []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

func readCSV(text []byte) (*Table, error) {
	comma, text := delimiter(text)
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	t, count, skipped := &Table{}, counter{}, 0
	if bytes.HasPrefix(bytes.ToLower(text), []byte("sep=")) {
		skipped = 1
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "Tệp .csv có dấu nháy kép không khép. Hãy mở bằng Excel, lưu dạng .xlsx rồi gửi lại: %w", err)
		}
		if skipped > 0 {
			skipped--
			continue
		}
		line, _ := r.FieldPos(0)
		row := Row{Number: line}
		for i, f := range record {
			if strings.TrimSpace(f) == "" {
				continue
			}
			if i >= ReadColumns {
				return nil, tooWide()
			}
			for len(row.Cells) <= i {
				row.Cells = append(row.Cells, Cell{})
			}
			c := Cell{Text: f, Kind: Words}
			if errorValues[strings.TrimSpace(f)] {
				c.Kind = Broken
			}
			row.Cells[i] = c
		}
		if len(row.Cells) > 0 {
			if err := count.row(len(row.Cells)); err != nil {
				return nil, err
			}
			t.Rows = append(t.Rows, row)
		}
	}
}

// errorValues are what formulas leave when they cannot be computed.
var errorValues = map[string]bool{"#REF!": true, "#N/A": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true}

// delimiter finds what stands between the fields: what the file says itself ("sep=;"), else the sign that splits most of the first
// lines into the same number of parts.
func delimiter(text []byte) (rune, []byte) {
	if len(text) > 5 && bytes.HasPrefix(bytes.ToLower(text), []byte("sep=")) {
		return rune(text[4]), text
	}
	best, score := ',', 0
	for _, sign := range []rune{';', ',', '\t', '|'} {
		counts := map[int]int{}
		n, quoted, lines := 0, false, 0
		for _, c := range text[:min(len(text), 1<<16)] {
			switch {
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == '\n':
				counts[n]++
				n = 0
				lines++
			case rune(c) == sign:
				n++
			}
			if lines == 30 {
				break
			}
		}
		if n > 0 {
			counts[n]++
		}
		for n, times := range counts {
			if s := times * min(n, 12); n > 0 && s > score {
				best, score = sign, s
			}
		}
	}
	return best, text
}
