package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
)

// archive is the parts of an .xlsx, read within limits: what a part says of its size is not believed.
type archive struct {
	parts map[string]*zip.File
	left  int64 // bytes that may still be unpacked

	date1904 bool
	shared   []Cell // of shared strings: text and font
	styles   []look // by the number of the style
}

// look is what a cell's style tells of its content.
type look struct {
	font string
	date bool
	pad  int // digits that the format shows at least
}

// sheetPart is a sheet of a workbook.
type sheetPart struct{ name, path string }

func damaged(err error) error {
	if fault.KindOf(err) != fault.Internal {
		return err
	}
	return fault.New(fault.Invalid, "Tệp Excel bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi gửi lại: %w", err)
}

func openXLSX(file io.ReaderAt, size int64) (*Book, error) {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return nil, damaged(err)
	}
	if len(z.File) > ReadEntries {
		return nil, fault.Invalidf("Tệp chứa %d tệp con, nhiều bất thường, nên không mở. Hãy chép bảng sang một tệp Excel mới rồi gửi lại.", len(z.File))
	}
	a := &archive{parts: map[string]*zip.File{}, left: ReadUnzipped}
	for _, f := range z.File {
		a.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	switch {
	case a.parts["xl/workbook.bin"] != nil:
		return nil, fault.Invalidf("Đây là tệp Excel nhị phân (.xlsb). Hãy mở bằng Excel, chọn “Lưu thành”, dạng .xlsx, rồi gửi lại.")
	case a.parts["word/document.xml"] != nil:
		return nil, fault.Invalidf("Đây là tệp Word, không phải bảng tính. Hãy chép bảng sang Excel, lưu dạng .xlsx rồi gửi lại.")
	case a.parts["mimetype"] != nil:
		return nil, fault.Invalidf("Đây là tệp OpenDocument (.ods). Hãy mở bằng LibreOffice hoặc Excel, lưu dạng .xlsx rồi gửi lại.")
	case a.parts["xl/workbook.xml"] == nil:
		return nil, fault.Invalidf("Đây là tệp nén, không phải bảng tính Excel. Hãy giải nén rồi gửi tệp .xlsx ở trong.")
	}
	b := &Book{format: XLSX, zip: a}
	if err := errors.Join(b.readBook(), a.readStyles(), a.readShared()); err != nil {
		return nil, damaged(err)
	}
	if len(b.sheets) == 0 {
		return nil, fault.Invalidf("Tệp Excel không có trang tính nào đang hiện. Hãy bỏ ẩn trang tính có danh sách rồi lưu lại.")
	}
	return b, nil
}

// part unpacks a part of the archive; nil where there is none.
func (a *archive) part(name string) (*xmlReader, error) {
	f := a.parts[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, fault.Invalidf("Tệp đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi lưu lại.")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	limit := a.left
	if most := int64(f.CompressedSize64) * ReadRatio; most < limit {
		limit = max(most, min(readSmall, a.left))
	}
	return newXML(&guarded{r, limit, a}, r), nil
}

// guarded reads a part and refuses to unpack a bomb.
type guarded struct {
	from io.Reader
	left int64
	a    *archive
}

func (g *guarded) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	g.left -= int64(n)
	g.a.left -= int64(n)
	if g.left < 0 || g.a.left < 0 {
		return 0, fault.Invalidf("Tệp nở ra quá lớn khi giải nén, giống tệp được làm ra để phá máy, nên không mở. Hãy chép bảng sang một tệp Excel mới rồi gửi lại.")
	}
	return n, err
}

// readBook finds the sheets that can be seen.
func (b *Book) readBook() error {
	targets := map[string]string{}
	if r, err := b.zip.part("xl/_rels/workbook.xml.rels"); err != nil {
		return err
	} else if r != nil {
		defer r.Close()
		for r.next() {
			if r.starts("Relationship") {
				targets[r.attr("Id")] = r.attr("Target")
			}
		}
		if r.err != nil {
			return r.err
		}
	}
	r, err := b.zip.part("xl/workbook.xml")
	if err != nil {
		return err
	}
	defer r.Close()
	for r.next() {
		switch {
		case r.starts("workbookPr"):
			v := r.attr("date1904")
			b.zip.date1904 = v == "1" || v == "true"
		case r.starts("sheet"):
			to := targets[r.attr("id")]
			if to == "" || r.attr("state") == "hidden" || r.attr("state") == "veryHidden" {
				continue
			}
			if !strings.HasPrefix(to, "/") {
				to = path.Join("xl", to)
			}
			to = strings.TrimPrefix(path.Clean(to), "/")
			if b.zip.parts[strings.ToLower(to)] == nil || strings.Contains(to, "chartsheets/") {
				continue
			}
			b.sheets = append(b.sheets, sheetPart{r.attr("name"), to})
		}
	}
	return r.err
}

// readShared reads the texts that cells share.
func (a *archive) readShared() error {
	r, err := a.part("xl/sharedStrings.xml")
	if r == nil || err != nil {
		return err
	}
	defer r.Close()
	for r.next() {
		if r.starts("si") {
			c, err := r.rich("si")
			if err != nil {
				return err
			}
			if len(a.shared) >= ReadCells {
				return (&counter{cells: ReadCells}).row(1)
			}
			a.shared = append(a.shared, c)
		}
	}
	return r.err
}

// readStyles reads fonts, and which formats are days.
func (a *archive) readStyles() error {
	r, err := a.part("xl/styles.xml")
	if r == nil || err != nil {
		return err
	}
	defer r.Close()
	formats, within := map[int]string{}, ""
	var fonts []string
	for r.next() {
		switch {
		case r.starts("fonts"), r.starts("cellXfs"):
			within = r.tag
		case r.ends("fonts"), r.ends("cellXfs"):
			within = ""
		case r.starts("numFmt"):
			formats[r.int("numFmtId")] = r.attr("formatCode")
		case r.starts("font") && within == "fonts":
			fonts = append(fonts, "")
		case r.starts("name") && within == "fonts" && len(fonts) > 0:
			fonts[len(fonts)-1] = r.attr("val")
		case r.starts("xf") && within == "cellXfs":
			l := look{}
			if f := r.int("fontId"); f < len(fonts) {
				l.font = fonts[f]
			}
			id := r.int("numFmtId")
			code, own := formats[id]
			l.date = own && dateCode(code) || !own && dateFormat(id)
			if own && code != "" && strings.Trim(code, "0") == "" {
				l.pad = len(code)
			}
			a.styles = append(a.styles, l)
		}
	}
	return r.err
}

// rich reads a text of one or more runs up to its end; its font is that of the first run that names one.
func (r *xmlReader) rich(end string) (c Cell, err error) {
	var text strings.Builder
	taking, phonetic := false, 0
	for r.next() {
		switch r.kind {
		case startTag:
			switch r.tag {
			case "t":
				taking = phonetic == 0
			case "rPh":
				phonetic++
			case "rFont":
				if c.Font == "" {
					c.Font = r.attr("val")
				}
			}
		case words:
			if taking {
				if text.Len()+len(r.text) > 8*TextMax {
					return c, errLong
				}
				text.Write(r.text)
			}
		case endTag:
			switch r.tag {
			case "t":
				taking = false
			case "rPh":
				phonetic--
			case end:
				c.Text = unescape(text.String())
				return c, nil
			}
		}
	}
	return c, r.cut()
}

// unescape turns _x0041_ back into the letter A.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for {
		at := strings.Index(s, "_x")
		if at < 0 || at+7 > len(s) {
			out.WriteString(s)
			return out.String()
		}
		n, err := strconv.ParseUint(s[at+2:at+6], 16, 16)
		if err != nil || s[at+6] != '_' {
			out.WriteString(s[:at+2])
			s = s[at+2:]
			continue
		}
		out.WriteString(s[:at])
		out.WriteRune(rune(n))
		s = s[at+7:]
	}
}
