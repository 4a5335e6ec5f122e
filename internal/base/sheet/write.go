// Package sheet is a table as a file: .xlsx or .csv.
//
// Writing streams: a row leaves as it is given, so a table of a million rows needs no more memory than one of ten. Numbers stay
// numbers and days stay days; text is text, whatever it looks like: nothing that came from outside becomes a formula in the
// spreadsheet of the one who opens the file.
package sheet

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// Format is the kind of file.
type Format string

const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// ParseFormat reads a format as it stands at the end of a file's name, with or without the dot.
func ParseFormat(s string) (Format, error) {
	switch f := Format(strings.ToLower(strings.TrimPrefix(s, "."))); f {
	case XLSX, CSV:
		return f, nil
	}
	return "", fault.Invalidf("Không xuất được dạng tệp “%s”. Hãy chọn xlsx hoặc csv.", s)
}

// ContentType returns the format's type for HTTP.
func (f Format) ContentType() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// Column is one column of a table.
type Column struct {
	Title string
	Width int // in characters, 0 is a width after the title
}

// Limits of a sheet, those of the spreadsheets that open it.
const (
	RowsMax = 1 << 20   // of one sheet with its header; what is more goes on in another sheet of the same file
	TextMax = 32_767    // characters of one cell; what is more is cut
	numMax  = 1<<53 - 1 // beyond it a spreadsheet rounds: such a number is written as text
)

// Writer writes one table.
type Writer struct {
	to interface {
		row(cells []any) error
		close() error
	}
	columns int
	rows    int64
	err     error
}

// NewWriter begins a table with its header; name is that of the sheet, where the format has one. Nothing is closed but the
// table: out is the caller's.
func NewWriter(out io.Writer, f Format, name string, columns []Column) (*Writer, error) {
	w := &Writer{columns: len(columns)}
	var err error
	switch f {
	case XLSX:
		w.to, err = newXLSX(out, name, columns)
	case CSV:
		w.to, err = newCSV(out, columns)
	default:
		_, err = ParseFormat(string(f))
	}
	if err != nil {
		return nil, err
	}
	return w, nil
}

// Row writes a row: strings, whole numbers, days, instants; nil and a zero day are an empty cell. There are as many cells as columns.
func (w *Writer) Row(cells ...any) error {
	if w.err != nil {
		return w.err
	}
	if len(cells) != w.columns {
		w.err = fmt.Errorf("sheet: %d cells in a table of %d columns", len(cells), w.columns)
		return w.err
	}
	if w.err = w.to.row(cells); w.err == nil {
		w.rows++
	}
	return w.err
}

// Rows returns how many rows were written, without the header.
func (w *Writer) Rows() int64 { return w.rows }

// Close ends the file. A file that was not closed, or failed before, cannot be opened: half a table must not look like a whole one.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	w.err = fmt.Errorf("sheet: closed")
	return w.to.close()
}

// cell is a value in one of the three shapes that files know.
type cell struct {
	text   string
	number int64
	kind   byte // 't' text, 'n' number, 'd' day, 'i' instant, 0 nothing
}

func cellOf(v any) (cell, error) {
	switch v := v.(type) {
	case nil:
		return cell{}, nil
	case string:
		if v == "" {
			return cell{}, nil
		}
		return cell{text: v, kind: 't'}, nil
	case int:
		return number(int64(v)), nil
	case int32:
		return number(int64(v)), nil
	case int64:
		return number(v), nil
	case day.Day:
		if v == 0 {
			return cell{}, nil
		}
		if v == day.Forever {
			return cell{}, nil
		}
		return cell{number: int64(v), kind: 'd'}, nil
	case day.Instant:
		if v == 0 {
			return cell{}, nil
		}
		return cell{number: int64(v), kind: 'i'}, nil
	}
	return cell{}, fmt.Errorf("sheet: a cell cannot be a %T", v)
}

func number(n int64) cell {
	if n > numMax || n < -numMax {
		return cell{text: fmt.Sprint(n), kind: 't'}
	}
	return cell{number: n, kind: 'n'}
}

// short cuts a text that no cell can hold.
func short(s string) string {
	if len(s) <= TextMax || utf8.RuneCountInString(s) <= TextMax {
		return s
	}
	r := []rune(s)
	return string(r[:TextMax-1]) + "…"
}
