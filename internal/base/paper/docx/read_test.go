package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper/papertest"
)

// file makes a package of parts.
func file(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const openBody = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
const shutBody = `</w:body></w:document>`

func word(t testing.TB, body string) []byte {
	return file(t, part{"word/document.xml", openBody + body + shutBody})
}

func read(b []byte) (Text, error) { return Read(bytes.NewReader(b), int64(len(b))) }

// TestReadText reads bodies of many shapes; each case is the body, and what it says.
func TestReadText(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"runs of one paragraph", `<w:p><w:r><w:t>Đạt </w:t></w:r><w:r><w:t xml:space="preserve">666/1.220 </w:t></w:r><w:r><w:t>(54%)</w:t></w:r></w:p>`, "Đạt 666/1.220 (54%)\n"},
		{"letters apart from their marks", "<w:p><w:r><w:t>ti\u00ea\u0301p</w:t></w:r></w:p>", "tiếp\n"},
		{"tab, break, hyphen", `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>`, "a b c-d\n"},
		{"empty paragraphs", `<w:p/><w:p><w:r><w:t>  </w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p>`, "x\n"},
		{"a table", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Đơn vị</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1.265</w:t></w:r></w:p><w:p><w:r><w:t>(tạm)</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "Đơn vị\t1.265 (tạm)\n"},
		{"a table in a cell", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "a b c\td\n"},
		{"a box drawn twice", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:t>hộp</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "hộp\n"},
		{"a link", `<w:p><w:hyperlink><w:r><w:t>12</w:t></w:r></w:hyperlink><w:r><w:t> đợt</w:t></w:r></w:p>`, "12 đợt\n"},
		{"a field", `<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>`, "3\n"},
		{"our own reference", `<w:p><w:r><w:t>1.265</w:t></w:r><w:r><w:rPr><w:rStyle w:val="SourceMark"/></w:rPr><w:t>[1]</w:t></w:r><w:r><w:t> đơn vị</w:t></w:r></w:p>`, "1.265 đơn vị\n"},
		{"an entity", `<w:p><w:r><w:t>a &lt; b &amp; c</w:t></w:r></w:p>`, "a < b & c\n"},
	}
	for _, c := range cases {
		got, err := read(word(t, c.body))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got.String() != c.want || len(got.Remarks) != 0 {
			t.Errorf("%s: got %q %v, want %q", c.name, got.String(), got.Remarks, c.want)
		}
	}
}

// TestReadChanges wants what was added, not what was struck out, and says that somebody has still to decide.
func TestReadChanges(t *testing.T) {
	got, err := read(word(t, `<w:p><w:r><w:t>Đạt </w:t></w:r><w:del><w:r><w:delText>90,2%</w:delText></w:r></w:del><w:ins><w:r><w:t>92,6%</w:t></w:r></w:ins>`+
		`<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> mới</w:t></w:r></w:moveTo></w:p>`))
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != "Đạt 92,6% mới\n" {
		t.Errorf("got %q", got.String())
	}
	if len(got.Remarks) != 1 || !strings.Contains(got.Remarks[0], "theo dõi thay đổi chưa chấp nhận") {
		t.Errorf("remarks %q do not tell of the changes", got.Remarks)
	}
}

// TestReadOwn reads a file that Write made: what was printed is read as it was written.
func TestReadOwn(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, papertest.Sample()); err != nil {
		t.Fatal(err)
	}
	got, err := read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"tiếp nhận được 1.265 đơn vị máu, đạt 105,4% chỉ tiêu năm (1.200 đơn vị máu)",
		"\n2\t09/03/2024\tCông ty TNHH Sews-Components Việt Nam <KCN Phố Nối A> & bạn\t268\t240\t219\t219\t91,3\n",
	} {
		if !strings.Contains(got.String(), want) {
			t.Errorf("the text lacks %q:\n%s", want, got)
		}
	}
}

// TestReadRefuses gives files that are no Word files, or bad ones; each is refused with a sentence that says what to do.
func TestReadRefuses(t *testing.T) {
	old := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...)
	locked := append(bytes.Clone(old), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...)
	whole := word(t, `<w:p><w:r><w:t>x</w:t></w:r></w:p>`)
	many := make([]part, ReadEntriesMax+1)
	for i := range many {
		many[i] = part{fmt.Sprint(i), ""}
	}
	cases := []struct {
		name string
		file []byte
		want string
	}{
		{"nothing", nil, "rỗng"},
		{"noise", []byte("xin chào"), "không phải tệp Word"},
		{"a .doc", old, ".doc"},
		{"a locked file", locked, "mật khẩu"},
		{"a PDF", []byte("%PDF-1.7 …"), "PDF"},
		{"an RTF", []byte(`{\rtf1 …}`), "RTF"},
		{"half a file", whole[:len(whole)/2], "hỏng"},
		{"an .xlsx", file(t, part{"xl/workbook.xml", "<a/>"}), "Excel"},
		{"a .pptx", file(t, part{"ppt/presentation.xml", "<a/>"}), "PowerPoint"},
		{"an .odt", file(t, part{"mimetype", "x"}, part{"content.xml", "<a/>"}), "OpenDocument"},
		{"a zip", file(t, part{"a.txt", "x"}), "không có văn bản"},
		{"no body", file(t, part{"word/document.xml", "<a/>"}), "không có văn bản"},
		{"a bomb", word(t, strings.Repeat(" ", 4<<20)), "quá lớn"},
		{"too much text", word(t, strings.Repeat(fmt.Sprintf("<w:p><w:r><w:t>%0997d</w:t></w:r></w:p>", 7), ReadTextMax/990)), "quá lớn"},
		{"too deep", word(t, strings.Repeat("<w:p>", 300)+strings.Repeat("</w:p>", 300)), "hỏng"},
		{"a document type", file(t, part{"word/document.xml", `<!DOCTYPE a [<!ENTITY b "c">]><w:body/>`}), "hỏng"},
		{"cut short", file(t, part{"word/document.xml", openBody + "<w:p>"}), "hỏng"},
		{"no XML", file(t, part{"word/document.xml", openBody + "<w:p></"}), "hỏng"},
		{"too many parts", file(t, many...), "quá nhiều phần"},
	}
	for _, c := range cases {
		_, err := read(c.file)
		if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Text(err), c.want) {
			t.Errorf("%s: got %v, want a fault that says %q", c.name, err, c.want)
		}
	}
}

// TestReadElsewhere follows the relation of the package to a text of another name, as some programs write it.
func TestReadElsewhere(t *testing.T) {
	got, err := read(file(t,
		part{"_rels/.rels", `<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`},
		part{"word/document2.xml", openBody + `<w:p><w:r><w:t>ở đây</w:t></w:r></w:p>` + shutBody}))
	if err != nil || got.String() != "ở đây\n" {
		t.Errorf("got %q, %v", got.String(), err)
	}
}

// FuzzRead wants an answer or a fault for any body, and never more text than the limit.
func FuzzRead(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>Đạt</w:t></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`)
	f.Add(`</w:tc></w:tr><w:rStyle w:val="SourceMark"/><w:t>x`)
	f.Add(`<w:del><w:tc></w:del></w:tc><w:tr></w:tr>`)
	f.Fuzz(func(t *testing.T, body string) {
		got, err := read(word(t, body))
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatalf("%q: %v", body, err)
		}
		if len(got.String()) > 2*ReadTextMax {
			t.Fatal("more text than the limit")
		}
		for _, p := range got.Paragraphs {
			if strings.TrimSpace(p.Text) == "" || strings.Contains(p.Text, "\n") || !p.Row && strings.Contains(p.Text, "\t") {
				t.Fatalf("paragraph %q is empty or more than one", p.Text)
			}
		}
	})
}
