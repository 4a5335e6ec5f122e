package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/sheet"
)

func open(b []byte) (*sheet.Book, error) { return sheet.Open(bytes.NewReader(b), int64(len(b))) }

func table(t testing.TB, b []byte) *sheet.Table {
	t.Helper()
	book, err := open(b)
	if err != nil {
		t.Fatal(err)
	}
	tab, err := book.Table(0)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// excel makes a file as another program writes it.
func excel(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Text stays as it was typed, zeros in front included; numbers, days, errors and formulas are told apart, each with its font.
func TestReadCells(t *testing.T) {
	b := excel(t, func(f *excelize.File) {
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		own, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("dd/mm/yyyy")})
		must(t, err)
		pad, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("000")})
		must(t, err)
		vn, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: ".VnTimeH"}})
		must(t, err)
		must(t, f.SetCellStr("Sheet1", "A1", "001"), f.SetCellInt("Sheet1", "B1", 1265), f.SetCellFloat("Sheet1", "C1", 1.5, -1, 64), f.SetCellBool("Sheet1", "D1", true),
			f.SetCellInt("Sheet1", "A3", 45839), f.SetCellStyle("Sheet1", "A3", "A3", date), f.SetCellInt("Sheet1", "B3", 59), f.SetCellStyle("Sheet1", "B3", "B3", own),
			f.SetCellInt("Sheet1", "C3", 61), f.SetCellStyle("Sheet1", "C3", "C3", own), f.SetCellInt("Sheet1", "D3", 7), f.SetCellStyle("Sheet1", "D3", "D3", pad),
			f.SetCellStr("Sheet1", "A4", "c«ng ®oµn"), f.SetCellStyle("Sheet1", "A4", "A4", vn),
			f.SetCellRichText("Sheet1", "B4", []excelize.RichTextRun{{Text: "CĐCS "}, {Text: "Toto", Font: &excelize.Font{Family: "VNI-Times"}}}),
			f.SetCellStr("Sheet1", "C4", "   "), f.SetCellStr("Sheet1", "D4", "_x0041_"))
	})
	tab := table(t, b)
	var got []string
	for _, r := range tab.Rows {
		for i, c := range r.Cells {
			got = append(got, fmt.Sprintf("%d.%d %d %s %s", r.Number, i, c.Kind, c.Text, strings.TrimPrefix(c.Font, "Calibri")))
		}
	}
	want := []string{"1.0 1 001 ", "1.1 2 1265 ", "1.2 2 1,5 ", "1.3 4 có ", "3.0 3 01/07/2025 ", "3.1 3 28/02/1900 ", "3.2 3 01/03/1900 ", "3.3 2 007 ",
		"4.0 1 c«ng ®oµn .VnTimeH", "4.1 1 CĐCS Toto VNI-Times", "4.2 0  ", "4.3 1 A "}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func ptr(s string) *string { return &s }

// rawSheet is a workbook with one sheet, made by hand.
func rawSheet(t testing.TB, inside string, more ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	parts := append([]string{
		"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/><sheet name="Ẩn" state="hidden" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>` + inside + `</worksheet>`,
	}, more...)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		must(t, err)
		_, err = w.Write([]byte(parts[i+1]))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// Errors of formulas are told as such, what formulas gave is taken, and cells without an address follow one another.
func TestReadFormulas(t *testing.T) {
	tab := table(t, rawSheet(t, `<row r="5"><c r="B5" t="e"><f>A1</f><v>#REF!</v></c><c t="str"><f>x</f><v>CĐCS A</v></c><c><f>1+1</f><v>2</v></c>`+
		`<c t="inlineStr"><is><t>001</t></is></c><c t="d"><v>2025-07-01T00:00:00</v></c><c t="s"><v>99</v></c></row><row><c><v>1E3</v></c></row></sheetData>`))
	r := tab.Rows[0]
	if r.Number != 5 || r.Cell(1).Kind != sheet.Broken || r.Cell(1).Text != "#REF!" || !r.Cell(2).Formula || r.Cell(2).Text != "CĐCS A" || r.Cell(3).Text != "2" ||
		r.Cell(4).Text != "001" || r.Cell(5).Text != "01/07/2025" || r.Cell(6).Kind != sheet.Empty || r.Cell(99).Kind != sheet.Empty {
		t.Errorf("%+v", r)
	}
	if tab.Rows[1].Number != 6 || tab.Rows[1].Cells[0].Text != "1000" || tab.Name != "Danh sách" {
		t.Errorf("%+v", tab)
	}
}

func TestMerged(t *testing.T) {
	tab := table(t, excel(t, func(f *excelize.File) {
		must(t, f.SetCellStr("Sheet1", "A1", "TT"), f.SetCellStr("Sheet1", "B1", "Đơn vị"), f.SetCellStr("Sheet1", "B2", "Tên"), f.SetCellStr("Sheet1", "C2", "Mã"),
			f.MergeCell("Sheet1", "A1", "A2"), f.MergeCell("Sheet1", "B1", "C1"))
	}))
	first, second := tab.Spread(tab.Rows[0]), tab.Spread(tab.Rows[1])
	if first.Cell(2).Text != "Đơn vị" || second.Cell(0).Text != "TT" || second.Cell(1).Text != "Tên" || second.Cell(2).Text != "Mã" {
		t.Errorf("%+v %+v", first, second)
	}
}

// Several sheets are offered by name; hidden ones are not.
func TestSheets(t *testing.T) {
	b := excel(t, func(f *excelize.File) {
		_, err := f.NewSheet("Phụ lục 2")
		must(t, err, f.SetSheetName("Sheet1", "Phụ lục 1"), f.SetCellStr("Phụ lục 2", "A1", "Mã"))
		_, err = f.NewSheet("Ẩn")
		must(t, err, f.SetSheetVisible("Ẩn", false))
	})
	book, err := open(b)
	must(t, err)
	if got := strings.Join(book.Sheets(), ","); got != "Phụ lục 1,Phụ lục 2" {
		t.Error(got)
	}
	if tab, err := book.Table(1); err != nil || tab.Rows[0].Cell(0).Text != "Mã" {
		t.Error(tab, err)
	}
	if _, err := book.Table(7); fault.KindOf(err) != fault.Invalid {
		t.Error(err)
	}
}

func wideText(s string, big bool) []byte {
	b := []byte{0xFF, 0xFE}
	if big {
		b = []byte{0xFE, 0xFF}
	}
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestReadCSV(t *testing.T) {
	const text = "Tên;Mã;Trực thuộc\r\n\"CĐCS A; B\";001;LĐLĐ\r\n\r\n;;#REF!\r\n"
	for name, b := range map[string][]byte{
		"UTF-8": []byte(text), "with a mark": []byte("\ufeff" + text), "UTF-16": wideText(text, false), "UTF-16 big": wideText(text, true),
		"comma": []byte(strings.ReplaceAll(strings.ReplaceAll(text, ";", ","), "A, B", "A; B")), "tab": []byte(strings.ReplaceAll(strings.ReplaceAll(text, ";", "\t"), "A\t B", "A; B")),
		"says itself": []byte("sep=;\r\n" + text),
	} {
		tab := table(t, b)
		if len(tab.Rows) != 3 || tab.Rows[0].Cell(2).Text != "Trực thuộc" || tab.Rows[1].Cell(0).Text != "CĐCS A; B" || tab.Rows[1].Cell(1).Text != "001" ||
			tab.Rows[2].Cell(2).Kind != sheet.Broken || tab.Rows[2].Number-tab.Rows[1].Number != 2 {
			t.Errorf("%s: %+v", name, tab)
		}
	}
	// What is not Unicode comes letter for letter, for base/oldfont to read.
	if tab := table(t, []byte("T\xaan;M\xb7\nC\xabng \xae\xb5\xadn;1\n")); tab.Rows[1].Cell(0).Text != "C«ng ®µ\u00adn" {
		t.Errorf("%q", tab.Rows[1].Cell(0).Text)
	}
	if tab := table(t, []byte("Tên đơn vị\nCĐCS A\n")); len(tab.Rows) != 2 || tab.Width() != 1 {
		t.Errorf("one column: %+v", tab)
	}
}

// bomb is a workbook whose sheet is small and becomes very large.
func bomb(t testing.TB) []byte {
	return rawSheet(t, "<row><c><v>1</v></c></row></sheetData>"+strings.Repeat("<a/>", 12<<20/4))
}

func zipped(t testing.TB, names ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		must(t, err)
		_, err = w.Write([]byte("x"))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// What is no table that can be read is refused with a sentence that says what it is and what to do.
func TestReadRefusals(t *testing.T) {
	box := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...)
	locked, err := excelize.Encrypt(excel(t, func(*excelize.File) {}), &excelize.Options{Password: "x"})
	must(t, err)
	many := make([]string, sheet.ReadEntries+1)
	for i := range many {
		many[i] = fmt.Sprint("p", i)
	}
	whole := excel(t, func(f *excelize.File) { must(t, f.SetCellStr("Sheet1", "A1", "x")) })
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":              {nil, "rỗng"},
		"blanks":               {[]byte("  \n\n "), "rỗng"},
		".xls named .xlsx":     {box, "đời cũ (.xls)"},
		"a password":           {locked, "đặt mật khẩu"},
		"a PDF":                {[]byte("%PDF-1.7 …"), "PDF"},
		"a web page":           {[]byte("\ufeff  <HTML><table>"), "trang web"},
		"XML of 2003":          {[]byte("<?xml version=\"1.0\"?><Workbook>"), "đổi đuôi"},
		"Word":                 {zipped(t, "word/document.xml"), "tệp Word"},
		"binary":               {zipped(t, "xl/workbook.bin"), ".xlsb"},
		"OpenDocument":         {zipped(t, "mimetype"), ".ods"},
		"some archive":         {zipped(t, "a.txt"), "tệp nén"},
		"half an archive":      {whole[:len(whole)/2], "bị hỏng"},
		"an empty archive":     {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), "rỗng"},
		"too many parts":       {zipped(t, many...), "tệp con"},
		"a bomb":               {bomb(t), "nở ra quá lớn"},
		"bytes":                {[]byte("\x00\x01\x02\x03\x04a"), "không phải bảng tính"},
		"too large":            {bytes.Repeat([]byte("a;b\n"), sheet.ReadBytes/4+1), "lớn hơn 20 MB"},
		"XML that is not":      {rawSheet(t, "<row><c></row>"), "bị hỏng"},
		"an entity":            {rawSheet(t, "<row><c t=\"inlineStr\"><is><t>&lol;</t></is></c></row></sheetData>"), "bị hỏng"},
		"too many columns":     {[]byte(strings.Repeat(";", sheet.ReadColumns) + "x\n"), "256 cột"},
		"a row too many":       {bytes.Repeat([]byte("x\n"), sheet.ReadRows+1), "200.000 dòng"},
		"more rows than fit":   {rawSheet(t, strings.Repeat("<row><c><v>1</v></c></row>", sheet.ReadRows+1)+"</sheetData>"), "200.000 dòng"},
		"more columns than do": {rawSheet(t, `<row><c r="ZZ1"><v>1</v></c></row></sheetData>`), "256 cột"},
	} {
		book, err := open(c.file)
		if err == nil {
			_, err = book.Table(0)
		}
		if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Text(err), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// A million formatted rows without anything in them are nothing.
func TestEmptyRows(t *testing.T) {
	tab := table(t, rawSheet(t, `<row><c><v>1</v></c></row>`+strings.Repeat(`<row s="1"><c s="1"/></row>`, sheet.ReadRows+10)+"</sheetData>"))
	if len(tab.Rows) != 1 {
		t.Error(len(tab.Rows))
	}
}

// What is written is read again as it was.
func TestWrittenIsRead(t *testing.T) {
	for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		var b bytes.Buffer
		w, err := sheet.NewWriter(&b, f, "Danh sách", []sheet.Column{{Title: "Tên"}, {Title: "Mã"}})
		must(t, err, w.Row("CĐCS “A”; B", "001"), w.Row("=1+1", ""), w.Close())
		tab := table(t, b.Bytes())
		if len(tab.Rows) != 3 || tab.Rows[1].Cell(0).Text != "CĐCS “A”; B" || tab.Rows[1].Cell(1).Text != "001" || tab.Rows[2].Cell(1).Kind != sheet.Empty {
			t.Errorf("%s: %+v", f, tab)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("a;b\n1;2\n"))
	f.Add(wideText("a,b\n", false))
	f.Add(rawSheet(f, `<row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, "xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		book, err := open(b)
		if err == nil {
			var tab *sheet.Table
			if tab, err = book.Table(0); err == nil {
				last := 0
				for _, r := range tab.Rows {
					if r.Number <= last || len(r.Cells) == 0 || len(r.Cells) > sheet.ReadColumns {
						t.Fatalf("row %d after %d with %d cells", r.Number, last, len(r.Cells))
					}
					last = r.Number
					tab.Spread(r)
				}
			}
		}
		if err != nil && fault.KindOf(err) == fault.Internal {
			t.Fatalf("no fault: %v", err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var out bytes.Buffer
	w, err := sheet.NewWriter(&out, sheet.XLSX, "Danh sách", []sheet.Column{{Title: "Tên"}, {}, {}, {}, {}, {}, {}, {}})
	must(b, err)
	for i := range 10_000 {
		must(b, w.Row(fmt.Sprint("Công đoàn cơ sở Công ty TNHH số ", i), fmt.Sprintf("%05d", i), "Công đoàn các khu công nghiệp", "CĐCS", int64(i), int64(2*i), "01/07/2025", "x"))
	}
	must(b, w.Close())
	b.SetBytes(int64(out.Len()))
	for b.Loop() {
		if tab := table(b, out.Bytes()); len(tab.Rows) != 10_001 {
			b.Fatal(len(tab.Rows))
		}
	}
}
