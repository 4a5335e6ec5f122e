package docx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
)

// The paper asks for Times New Roman, as the law does. Where a machine has none, Word and LibreOffice take the one named
// beside it, Liberation Serif, which has the same widths and comes inside the file.
var fonts = []struct {
	tag, file, key string
	ttf            []byte
}{
	{"embedRegular", "font1.odttf", "{5B0A6C51-3A1E-4D0B-9C58-000000000001}", liberationserifregular.TTF},
	{"embedBold", "font2.odttf", "{5B0A6C51-3A1E-4D0B-9C58-000000000002}", liberationserifbold.TTF},
	{"embedItalic", "font3.odttf", "{5B0A6C51-3A1E-4D0B-9C58-000000000003}", liberationserifitalic.TTF},
	{"embedBoldItalic", "font4.odttf", "{5B0A6C51-3A1E-4D0B-9C58-000000000004}", liberationserifbolditalic.TTF},
}

// veil hides the first 32 bytes of a font under its key, as ECMA-376 part 4, 2.8.1 has it.
func veil(ttf []byte, key string) []byte {
	k, err := hex.DecodeString(strings.NewReplacer("{", "", "}", "", "-", "").Replace(key))
	if err != nil || len(k) != 16 {
		panic("docx: the key of a font is not a GUID: " + key)
	}
	slices.Reverse(k)
	out := slices.Clone(ttf)
	for i := range 32 {
		out[i] ^= k[i%16]
	}
	return out
}

// packed is a font as it lies in the file, made once for the life of the program.
type packed struct {
	header zip.FileHeader
	data   []byte
}

var packedFonts = sync.OnceValue(func() []packed {
	var out []packed
	for _, f := range fonts {
		raw := veil(f.ttf, f.key)
		var b bytes.Buffer
		z, err := flate.NewWriter(&b, flate.DefaultCompression)
		if err != nil {
			panic(err) // the level is a constant
		}
		if _, err := z.Write(raw); err != nil {
			panic(err) // a buffer does not fail
		}
		if err := z.Close(); err != nil {
			panic(err)
		}
		out = append(out, packed{zip.FileHeader{Name: "word/fonts/" + f.file, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(raw),
			CompressedSize64: uint64(b.Len()), UncompressedSize64: uint64(len(raw))}, b.Bytes()})
	}
	return out
})

func writeFonts(z *zip.Writer) error {
	for _, f := range packedFonts() {
		h := f.header
		w, err := z.CreateRaw(&h)
		if err != nil {
			return fmt.Errorf("writing %s: %w", h.Name, err)
		}
		if _, err := w.Write(f.data); err != nil {
			return fmt.Errorf("writing %s: %w", h.Name, err)
		}
	}
	return nil
}

func fontTable(o Options) string {
	var x markup
	x.s(xmlHead, `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`,
		`<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>`,
		`<w:font w:name="Liberation Serif"><w:altName w:val="Times New Roman"/><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>`)
	if !o.Lean {
		for i, f := range fonts {
			x.s(fmt.Sprintf(`<w:%s r:id="f%d" w:fontKey="%s"/>`, f.tag, i+1, f.key))
		}
	}
	x.s(`</w:font></w:fonts>`)
	return x.String()
}

var fontRels = func() string {
	s := xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	for i, f := range fonts {
		s += fmt.Sprintf(`<Relationship Id="f%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/font" Target="fonts/%s"/>`, i+1, f.file)
	}
	return s + `</Relationships>`
}()
