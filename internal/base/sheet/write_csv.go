package sheet

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
)

// bom tells Excel that the text is UTF-8.
const bom = "\ufeff"

// csvWriter writes comma-separated values as RFC 4180 has them.
type csvWriter struct {
	buf *bufio.Writer
	csv *csv.Writer
	rec []string
}

func newCSV(out io.Writer, columns []Column) (*csvWriter, error) {
	buf := bufio.NewWriterSize(out, 64<<10)
	w := &csvWriter{buf: buf, csv: csv.NewWriter(buf), rec: make([]string, len(columns))}
	w.csv.UseCRLF = true
	if _, err := buf.WriteString(bom); err != nil {
		return nil, err
	}
	for i, c := range columns {
		w.rec[i] = Harmless(c.Title)
	}
	return w, w.csv.Write(w.rec)
}

func (w *csvWriter) row(cells []any) error {
	for i, v := range cells {
		c, err := cellOf(v)
		if err != nil {
			return err
		}
		switch c.kind {
		case 't':
			w.rec[i] = Harmless(short(c.text))
		case 'n':
			w.rec[i] = strconv.FormatInt(c.number, 10)
		case 'd':
			w.rec[i] = day.Day(c.number).String()
		case 'i':
			w.rec[i] = day.Instant(c.number).Time().In(day.Zone).Format("2006-01-02 15:04:05")
		default:
			w.rec[i] = ""
		}
	}
	return w.csv.Write(w.rec)
}

func (w *csvWriter) close() error {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return err
	}
	return w.buf.Flush()
}

// Harmless returns a text as it may stand in a .csv file. A spreadsheet takes a cell that begins with = + - @, a tab or a
// line end for a formula, also behind blanks and in full width; such a text gets an apostrophe in front, which the spreadsheet
// takes as "this is text". A text that begins with an apostrophe gets another, so that Plain finds what was there. Numbers are no
// texts and stay as they are.
func Harmless(s string) string {
	if dangerous(s) {
		return "'" + s
	}
	return s
}

// Plain is the way back from Harmless: for whoever reads such a file again.
func Plain(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && dangerous(rest) {
		return rest
	}
	return s
}

func dangerous(s string) bool {
	if s == "" {
		return false
	}
	if strings.ContainsRune("\t\r\n'", rune(s[0])) {
		return true
	}
	s = strings.TrimLeft(s, " \u00a0")
	for _, r := range s {
		return strings.ContainsRune("=+-@＝＋－＠\t\r\n", r)
	}
	return false
}
