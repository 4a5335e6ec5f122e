// Package docx prints a document as a Word file.
//
// The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, Times New Roman, the two-column head, number and place-date,
// kind and abstract, signature and receivers. Everything is drawn by Word itself: tables repeat their heads, charts are
// Word's own with their values inside, QR codes are outlines. The same document always gives the same bytes.
//
// The package also reads the text of a Word file that somebody wrote: see Read.
package docx

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"strings"

	"phongtrao/internal/base/paper"
)

// Options are what a writer may ask for.
type Options struct {
	Lean bool // leave out the font that stands in for Times New Roman where it is missing
}

// Write prints a document with its font.
func Write(w io.Writer, d paper.Document) error { return Options{}.Write(w, d) }

// Write prints a document.
func (o Options) Write(w io.Writer, d paper.Document) error {
	p := newPrinter(d)
	if err := p.document(); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	pack, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		return fmt.Errorf("packing: %w", err)
	}
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { // the parts come one after the other: one packer does
		pack.Reset(w)
		return pack, nil
	})
	parts := append([]part{
		{"[Content_Types].xml", p.contentTypes(o)},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", p.core()},
		{"docProps/app.xml", appXML},
		{"word/_rels/document.xml.rels", p.relations(o)},
		{"word/styles.xml", stylesXML},
		{"word/settings.xml", settings(o)},
		{"word/fontTable.xml", fontTable(o)},
		{"word/header1.xml", p.firstHeader()},
		{"word/header2.xml", p.laterHeader()},
		{"word/footer1.xml", p.footer()},
	}, p.extra...)
	if !o.Lean {
		parts = append(parts, part{"word/_rels/fontTable.xml.rels", fontRels})
	}
	for _, part := range parts {
		if err := write(z, part.name, strings.NewReader(part.text)); err != nil {
			return err
		}
	}
	if err := write(z, "word/document.xml", &p.body.Buffer); err != nil {
		return err
	}
	if !o.Lean {
		if err := writeFonts(z); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("closing the file: %w", err)
	}
	return nil
}

func write(z *zip.Writer, name string, from io.WriterTo) error {
	f, err := z.Create(name)
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	if _, err := from.WriteTo(f); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// part is one file inside the file.
type part struct{ name, text string }

// printer holds a document while it is being printed.
type printer struct {
	d     paper.Document
	refs  paper.Refs
	body  markup
	extra []part // charts and codes

	links  map[string]string // address → relationship
	rels   markup            // relationships of the body, as they are made
	nrel   int
	charts int
	codes  int
	shapes int // drawings so far: each needs a number of its own

	wide bool // the section being written lies on its side
	turn int  // sections closed so far
}

func newPrinter(d paper.Document) *printer {
	return &printer{d: d, refs: d.Refs(), links: map[string]string{}}
}

// link gives the relationship for an address.
func (p *printer) link(url string) string {
	id, ok := p.links[url]
	if !ok {
		id = p.rel("hyperlink", url, true)
		p.links[url] = id
	}
	return id
}

func (p *printer) rel(kind, target string, outside bool) string {
	p.nrel++
	id := fmt.Sprintf("r%d", p.nrel)
	p.rels.s(`<Relationship Id="`, id, `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`, kind, `" Target="`)
	p.rels.text(target)
	if outside {
		p.rels.s(`" TargetMode="External`)
	}
	p.rels.s(`"/>`)
	return id
}

func (p *printer) document() error {
	x := &p.body
	x.s(xmlHead, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`,
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`,
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`,
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`,
		` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`,
		` xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><w:body>`)
	p.head()
	p.blocks(p.d.Blocks)
	p.stand(false)
	p.sign()
	for i, a := range p.d.Annexes {
		p.annex(i, a.Title, a.Wide())
		p.blocks(a.Blocks)
	}
	if err := p.sources(); err != nil {
		return err
	}
	p.section()
	x.s(`</w:body></w:document>`)
	return nil
}
