package sheet

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/base/day"
)

// xlsxWriter writes a workbook part by part: sheets as rows come, what ties them together at the end. Nothing is kept but the
// number of sheets.
type xlsxWriter struct {
	zip     *zip.Writer
	name    string
	columns []Column
	sheets  []string
	buf     *bufio.Writer // into the sheet that is being written
	inSheet int           // rows in it, its header too
}

func newXLSX(out io.Writer, name string, columns []Column) (*xlsxWriter, error) {
	w := &xlsxWriter{zip: zip.NewWriter(out), name: sheetName(name), columns: columns, buf: bufio.NewWriterSize(io.Discard, 64<<10)}
	w.zip.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	return w, w.begin()
}

// begin starts another sheet with the header in its first row, which stays in place when one scrolls.
func (w *xlsxWriter) begin() error {
	name := w.name
	if n := len(w.sheets); n > 0 {
		name = fmt.Sprintf("%s (%d)", w.name, n+1)
	}
	w.sheets = append(w.sheets, name)
	part, err := w.zip.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(w.sheets)))
	if err != nil {
		return err
	}
	w.buf.Reset(part)
	w.inSheet = 0
	b := w.buf
	b.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"`)
	if len(w.sheets) == 1 {
		b.WriteString(` tabSelected="1"`)
	}
	b.WriteString(`><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`)
	if len(w.columns) > 0 {
		b.WriteString("<cols>")
		for i, c := range w.columns {
			width := c.Width
			if width == 0 {
				width = min(max(utf8.RuneCountInString(c.Title)+4, 12), 60)
			}
			fmt.Fprintf(b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
		}
		b.WriteString("</cols>")
	}
	b.WriteString("<sheetData>")
	w.open()
	for i, c := range w.columns {
		w.text(i, c.Title, styleHead)
	}
	_, err = b.WriteString("</row>")
	return err
}

func (w *xlsxWriter) open() {
	w.inSheet++
	w.buf.WriteString(`<row r="`)
	w.int(int64(w.inSheet))
	w.buf.WriteString(`">`)
}

// end closes the sheet that is being written; its header offers filters.
func (w *xlsxWriter) end() error {
	w.buf.WriteString("</sheetData>")
	if n := len(w.columns); n > 0 {
		fmt.Fprintf(w.buf, `<autoFilter ref="A1:%s%d"/>`, column(n-1), w.inSheet)
	}
	w.buf.WriteString("</worksheet>")
	return w.buf.Flush()
}

func (w *xlsxWriter) row(cells []any) error {
	if w.inSheet == RowsMax {
		if err := w.end(); err != nil {
			return err
		}
		if err := w.begin(); err != nil {
			return err
		}
	}
	w.open()
	for i, v := range cells {
		c, err := cellOf(v)
		if err != nil {
			return err
		}
		switch c.kind {
		case 't':
			w.text(i, short(c.text), stylePlain)
		case 'n':
			w.value(i, styleNumber, strconv.AppendInt(w.buf.AvailableBuffer(), c.number, 10))
		case 'd':
			if d := day.Day(c.number); d < firstDay { // spreadsheets know no days before
				w.text(i, d.String(), stylePlain)
			} else {
				w.value(i, styleDay, strconv.AppendInt(nil, serial(d), 10))
			}
		case 'i':
			at := day.Instant(c.number)
			d := at.Day()
			part := float64(at-d.Start()) / (24 * 60 * 60 * 1e6)
			w.value(i, styleInstant, strconv.AppendFloat(nil, float64(serial(d))+part, 'f', 8, 64))
		}
	}
	_, err := w.buf.WriteString("</row>")
	return err
}

// firstDay is the first that all spreadsheets count alike: the year 1900 has a leap day in one of them.
var firstDay = day.Of(1900, 3, 1)

func serial(d day.Day) int64 { return int64(d-firstDay) + 61 }

func (w *xlsxWriter) ref(i int) {
	w.buf.WriteString(`<c r="`)
	w.buf.WriteString(column(i))
	w.int(int64(w.inSheet))
	w.buf.WriteByte('"')
}

func (w *xlsxWriter) int(n int64) { w.buf.Write(strconv.AppendInt(w.buf.AvailableBuffer(), n, 10)) }

func (w *xlsxWriter) value(i, style int, digits []byte) {
	digits = append([]byte(nil), digits...) // may lie in the buffer itself
	w.ref(i)
	w.buf.WriteString(` s="`)
	w.int(int64(style))
	w.buf.WriteString(`"><v>`)
	w.buf.Write(digits)
	w.buf.WriteString("</v></c>")
}

// text writes a text inside its cell; no list of texts is kept for the file, and a text is never a formula.
func (w *xlsxWriter) text(i int, s string, style int) {
	w.ref(i)
	if style != stylePlain {
		w.buf.WriteString(` s="`)
		w.int(int64(style))
		w.buf.WriteByte('"')
	}
	w.buf.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
	escape(w.buf, s)
	w.buf.WriteString("</t></is></c>")
}

func (w *xlsxWriter) close() error {
	if err := w.end(); err != nil {
		return err
	}
	var types, book, rels strings.Builder
	for i, name := range w.sheets {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		fmt.Fprintf(&book, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, attribute(name), i+1, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
	}
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", strings.Replace(contentTypes, "SHEETS", types.String(), 1)},
		{"_rels/.rels", rootRels},
		{"xl/workbook.xml", strings.Replace(workbook, "SHEETS", book.String(), 1)},
		{"xl/_rels/workbook.xml.rels", strings.Replace(bookRels, "SHEETS", rels.String(), 1)},
		{"xl/styles.xml", styles},
	} {
		f, err := w.zip.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return w.zip.Close()
}

// column returns the letters of a column: A, B … Z, AA.
func column(i int) string {
	if i < 26 {
		return letters[i : i+1]
	}
	return column(i/26-1) + letters[i%26:i%26+1]
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// sheetName makes a name that spreadsheets allow: at most 31 characters, some not among them. Room is left for a number.
func sheetName(s string) string {
	s = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return ' '
		}
		return r
	}, s), " '")
	if r := []rune(s); len(r) > 26 {
		s = strings.TrimSpace(string(r[:26]))
	}
	if s == "" {
		return "Bảng"
	}
	return s
}
