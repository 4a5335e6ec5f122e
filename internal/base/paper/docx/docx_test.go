package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/papertest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// parts prints a document and gives the files inside the file.
func parts(t testing.TB, o Options, d paper.Document) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := o.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if _, twice := all[f.Name]; twice {
			t.Errorf("%s lies in the file twice", f.Name)
		}
		all[f.Name] = string(data)
	}
	return all
}

// relations gives the targets of a part by their names.
func relations(t testing.TB, all map[string]string, name string) map[string]struct{ Target, TargetMode string } {
	t.Helper()
	var doc struct {
		Relationship []struct {
			ID         string `xml:"Id,attr"`
			Target     string `xml:"Target,attr"`
			TargetMode string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	rels := path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
	if all[rels] == "" {
		return nil
	}
	if err := xml.Unmarshal([]byte(all[rels]), &doc); err != nil {
		t.Fatalf("%s: %v", rels, err)
	}
	out := map[string]struct{ Target, TargetMode string }{}
	for _, r := range doc.Relationship {
		if _, twice := out[r.ID]; twice {
			t.Errorf("%s: %s is there twice", rels, r.ID)
		}
		out[r.ID] = struct{ Target, TargetMode string }{r.Target, r.TargetMode}
	}
	return out
}

// text writes a part of Word down: each paragraph with its style, rows of tables with bars, links and drawings by what they
// lead to.
func text(t testing.TB, all map[string]string, name string) string {
	t.Helper()
	rels := relations(t, all, name)
	var out, line strings.Builder
	var style string
	var links []string
	cells := 0
	d := xml.NewDecoder(strings.NewReader(all[name]))
	for in := ""; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch in = token.Name.Local; in {
			case "p":
				style = "-"
				line.Reset()
			case "pStyle":
				style = attr(token, "val")
			case "hyperlink":
				links = append(links, rels[attr(token, "id")].Target)
				line.WriteString("{")
			case "chart", "blip":
				id := attr(token, "id")
				if id == "" {
					id = attr(token, "embed")
				}
				line.WriteString("<" + rels[id].Target + ">")
			case "docPr":
				line.WriteString("(" + attr(token, "descr") + ")")
			case "br":
				line.WriteString("⏎")
			case "tr":
				out.WriteString("| ")
			case "tblHeader":
				out.WriteString("[head] ")
			case "tc":
				cells++
			case "pageBreakBefore":
				line.WriteString("— page —")
			case "pgSz":
				fmt.Fprintf(&out, "== %s × %s\n", attr(token, "w"), attr(token, "h"))
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "p":
				if cells > 0 {
					out.WriteString(line.String() + " ")
				} else {
					fmt.Fprintf(&out, "%s: %s\n", style, line.String())
				}
				line.Reset()
			case "tc":
				cells--
				out.WriteString("| ")
			case "tr":
				out.WriteString("\n")
			case "hyperlink":
				fmt.Fprintf(&line, "→%s}", strings.TrimPrefix(links[len(links)-1], papertest.Site))
				links = links[:len(links)-1]
			}
			in = ""
		case xml.CharData:
			if in == "t" || in == "instrText" {
				line.Write(token)
			}
		}
	}
}

// TestGolden holds what the sample says to what was looked at in Word's own layout.
func TestGolden(t *testing.T) {
	all := parts(t, Options{}, papertest.Sample())
	var got strings.Builder
	for _, name := range []string{"word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/document.xml"} {
		fmt.Fprintf(&got, "# %s\n%s", name, text(t, all, name))
	}
	file := filepath.Join("testdata", "sample.golden")
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the sample prints differently from %s: look at it, then run with -update", file)
	}
}

// TestParts wants every part well-formed and of a known kind, every relation to lead somewhere, and every relation that a
// part names to exist: what Word would otherwise offer to repair.
func TestParts(t *testing.T) {
	long := papertest.Province(400)
	for name, c := range map[string]struct {
		o Options
		d paper.Document
	}{"sample": {Options{}, papertest.Sample()}, "lean": {Options{Lean: true}, papertest.Sample()}, "empty": {Options{}, paper.Document{}}, "many sources": {Options{Lean: true}, long}} {
		all := parts(t, c.o, c.d)
		types := all["[Content_Types].xml"]
		for part, data := range all {
			ext := strings.TrimPrefix(path.Ext(part), ".")
			if !strings.Contains(types, `Extension="`+ext+`"`) {
				t.Errorf("%s: %s is of no known kind", name, part)
			}
			if ext != "xml" && ext != "rels" {
				continue
			}
			named := map[string]bool{}
			d := xml.NewDecoder(strings.NewReader(data))
			for {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %s: %v", name, part, err)
				}
				if e, ok := token.(xml.StartElement); ok {
					for _, a := range e.Attr {
						if strings.HasSuffix(a.Name.Space, "/officeDocument/2006/relationships") {
							named[a.Value] = true
						}
					}
				}
			}
			rels := relations(t, all, part)
			for id := range named {
				if _, ok := rels[id]; !ok {
					t.Errorf("%s: %s names relation %s, which is not there", name, part, id)
				}
			}
			for id, r := range rels {
				if _, ok := all[path.Join(path.Dir(part), r.Target)]; !ok && r.TargetMode != "External" {
					t.Errorf("%s: %s: relation %s leads to %s, which is not there", name, part, id, r.Target)
				}
			}
		}
		for _, m := range strings.Split(types, `PartName="/`)[1:] {
			part, _, _ := strings.Cut(m, `"`)
			if _, ok := all[part]; !ok {
				t.Errorf("%s: the kind of %s is told, but it is not there", name, part)
			}
		}
	}
}

// TestMany wants codes for all sources, QR codes for the first, and a sentence that says so.
func TestMany(t *testing.T) {
	d := papertest.Province(400)
	all := parts(t, Options{Lean: true}, d)
	squares := 0
	for name := range all {
		if path.Ext(name) == ".emf" {
			squares++
		}
	}
	body := text(t, all, "word/document.xml")
	if squares != paper.SquareMax {
		t.Errorf("%d QR codes, want %d", squares, paper.SquareMax)
	}
	if !strings.Contains(body, "chỉ 300 nguồn đầu được in mã QR") {
		t.Error("the paper does not say that the later sources have no QR code")
	}
	for _, s := range d.Sources {
		if !strings.Contains(body, "{"+s.Code+"→"+s.Code+"}") {
			t.Fatalf("source %s is not in the annex with its link", s.Code)
		}
	}
}

// TestFonts lifts the veil from the fonts again: they are those of the module, whole.
func TestFonts(t *testing.T) {
	all := parts(t, Options{}, paper.Document{})
	for _, f := range fonts {
		if got := veil([]byte(all["word/fonts/"+f.file]), f.key); !bytes.Equal(got, f.ttf) {
			t.Errorf("%s is not the font that went in", f.file)
		}
	}
	size := 0
	for _, f := range packedFonts() {
		size += len(f.data)
	}
	if size > 1_200_000 {
		t.Errorf("the fonts take %d bytes of each file", size)
	}
}

// TestPicture wants the records of a QR code as long as they say, and to end where the file ends.
func TestPicture(t *testing.T) {
	all := parts(t, Options{Lean: true}, papertest.Sample())
	b := []byte(all["word/media/code1.emf"])
	word := func(at int) int { return int(b[at]) | int(b[at+1])<<8 | int(b[at+2])<<16 | int(b[at+3])<<24 }
	if len(b) < 88 || word(48) != len(b) {
		t.Fatalf("the header says %d bytes, there are %d", word(48), len(b))
	}
	records, at := 0, 0
	for at < len(b) {
		records++
		at += word(at + 4)
	}
	if at != len(b) || records != word(52) {
		t.Errorf("%d records end at %d; the header says %d records and %d bytes", records, at, word(52), len(b))
	}
}

// TestSame wants the same bytes for the same document.
func TestSame(t *testing.T) {
	var a, b bytes.Buffer
	if err := errors.Join(Write(&a, papertest.Sample()), Write(&b, papertest.Sample())); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("printing twice gives two files")
	}
}

// TestShow leaves the sample in the folder TEST_SHOTS, for looking at it.
func TestShow(t *testing.T) {
	folder := os.Getenv("TEST_SHOTS")
	if folder == "" {
		t.Skip("TEST_SHOTS names no folder")
	}
	var b bytes.Buffer
	if err := Write(&b, papertest.Sample()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "sample.docx"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkProvince(b *testing.B) {
	d := papertest.Province(3000)
	b.ReportAllocs()
	for b.Loop() {
		var w bytes.Buffer
		if err := Write(&w, d); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(w.Len()), "bytes")
	}
}
