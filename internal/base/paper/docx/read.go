package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
)

// Limits of a Word file that is read. A report of a province with its tables is far below each of them.
const (
	ReadEntriesMax = 5_000    // files inside the file
	ReadBytesMax   = 64 << 20 // of the text, once unpacked
	ReadRatioMax   = 200      // unpacked to packed: more is a bomb; below 1 MB it is not looked at
	ReadTextMax    = 8 << 20  // of letters
	ReadDepthMax   = 256      // elements inside elements
	readRatioFloor = 1 << 20
)

// Text is what a Word file says.
type Text struct {
	Paragraphs []Paragraph
	Remarks    []string // what the reader should know about the reading, in Vietnamese
}

// Paragraph is one paragraph, or one row of a table with its cells joined by tabs.
type Paragraph struct {
	Text string
	Row  bool // a row of a table
}

// String joins the paragraphs, one a line.
func (t Text) String() string {
	var b strings.Builder
	for _, p := range t.Paragraphs {
		b.WriteString(p.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// Remarks of the reading.
const (
	Tracked = "Tệp có theo dõi thay đổi chưa chấp nhận: phần thêm được đọc, phần xóa được bỏ qua. Hãy chấp nhận hoặc từ chối các thay đổi trước khi ban hành."
)

// Read gives the text of a Word file. References that Write put beside bound numbers are left out, so that what was printed
// is read as it was written.
func Read(r io.ReaderAt, size int64) (Text, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Text{}, notZip(r, size)
	}
	main, err := find(z)
	if err != nil {
		return Text{}, err
	}
	packed, open := main.CompressedSize64, main.UncompressedSize64
	if open > ReadBytesMax || open > readRatioFloor && open/ReadRatioMax > packed {
		return Text{}, tooLarge()
	}
	f, err := main.Open()
	if err != nil {
		return Text{}, broken(err)
	}
	defer f.Close()
	limited := &io.LimitedReader{R: f, N: ReadBytesMax + 1} // the sizes in the directory are only what the file claims
	t, err := parse(limited)
	if limited.N <= 0 {
		return Text{}, tooLarge()
	}
	return t, err
}

func tooLarge() error {
	return fault.Invalidf("Tệp Word quá lớn khi giải nén. Hãy bỏ bớt nội dung, hoặc chép phần cần kiểm tra sang một tệp mới.")
}

func broken(err error) error {
	return fault.New(fault.Invalid, "Tệp Word bị hỏng, không đọc được. Hãy mở bằng Word, lưu lại rồi gửi lại: %w", err)
}

// notZip says what a file is that is no package at all.
func notZip(r io.ReaderAt, size int64) error {
	head := make([]byte, min(max(size, 0), 8))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("reading the head of the file: %w", err)
	}
	switch {
	case len(head) == 0:
		return fault.Invalidf("Tệp rỗng.")
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		if marked(r, size, "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00") {
			return fault.Invalidf("Tệp Word được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
		}
		return fault.Invalidf("Đây là tệp Word cũ (.doc), dù tên có thể là .docx. Hãy mở bằng Word, chọn Lưu thành (Save As), kiểu .docx.")
	case bytes.HasPrefix(head, []byte("%PDF")):
		return fault.Invalidf("Đây là tệp PDF. Hãy gửi bản Word (.docx) của văn bản.")
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return fault.Invalidf("Đây là tệp RTF. Hãy mở bằng Word, chọn Lưu thành (Save As), kiểu .docx.")
	case bytes.HasPrefix(head, []byte("PK")):
		return fault.Invalidf("Tệp Word bị hỏng hoặc tải lên chưa hết. Hãy gửi lại.")
	}
	return fault.Invalidf("Đây không phải tệp Word (.docx).")
}

// marked looks for the name of a stream in the first part of an old compound file, and in its last.
func marked(r io.ReaderAt, size int64, name string) bool {
	const part = 1 << 20
	for _, from := range []int64{0, max(0, size-part)} {
		b := make([]byte, min(part, size-from))
		n, _ := r.ReadAt(b, from) // what could be read is looked at
		if bytes.Contains(b[:n], []byte(name)) {
			return true
		}
	}
	return false
}

// find gives the part that holds the text, by the relations of the package, as its name is free.
func find(z *zip.Reader) (*zip.File, error) {
	if len(z.File) > ReadEntriesMax {
		return nil, fault.Invalidf("Tệp có quá nhiều phần bên trong, không giống một tệp Word.")
	}
	byName := map[string]*zip.File{}
	for _, f := range z.File {
		byName[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	target := "word/document.xml"
	if rels := byName["_rels/.rels"]; rels != nil && rels.UncompressedSize64 < readRatioFloor {
		if t, err := mainPart(rels); err == nil && t != "" {
			target = t
		}
	}
	f := byName[strings.ToLower(target)]
	switch {
	case byName["xl/workbook.xml"] != nil:
		return nil, fault.Invalidf("Đây là tệp Excel, dù tên có thể là .docx. Hãy gửi bản Word (.docx) của văn bản.")
	case byName["ppt/presentation.xml"] != nil:
		return nil, fault.Invalidf("Đây là tệp PowerPoint, dù tên có thể là .docx. Hãy gửi bản Word (.docx) của văn bản.")
	case byName["content.xml"] != nil && byName["mimetype"] != nil:
		return nil, fault.Invalidf("Đây là tệp OpenDocument (.odt). Hãy lưu lại thành .docx.")
	case f == nil:
		return nil, fault.Invalidf("Đây không phải tệp Word (.docx): bên trong không có văn bản.")
	case f.Flags&1 != 0:
		return nil, fault.Invalidf("Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
	}
	return f, nil
}

func mainPart(rels *zip.File) (string, error) {
	f, err := rels.Open()
	if err != nil {
		return "", err
	}
	defer f.Close()
	var known struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.NewDecoder(io.LimitReader(f, readRatioFloor)).Decode(&known); err != nil {
		return "", err
	}
	for _, r := range known.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return strings.TrimPrefix(path.Clean("/"+r.Target), "/"), nil
		}
	}
	return "", nil
}

// clean makes a paragraph's letters one line of composed letters.
func clean(s string) string {
	return strings.TrimRight(paper.Clean(s), " \t\n")
}
