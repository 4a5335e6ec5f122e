// Package html prints a document as a part of a page, or as a page of its own.
//
// The part has classes and no style, so that a page with a strict policy can hold it; Write makes a whole file with its own
// style for screen and paper. Charts are SVG, bound numbers are links.
package html

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/qrpath"
)

//go:embed paper.css
var style string

// Style is the style of the classes of a part, for the page that holds it.
func Style() string { return style }

// Write prints a document as a whole file.
func Write(w io.Writer, d paper.Document) error {
	title := esc(strings.TrimSpace(d.Kind + " " + d.Title))
	if _, err := fmt.Fprintf(w, "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"+
		"<title>%s</title><style>\n%s</style></head><body class=\"paper-file\">\n", title, style); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	if err := Part(w, d); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "</body></html>\n"); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// Part prints a document as one article.
func Part(w io.Writer, d paper.Document) error {
	p := &printer{d: d, refs: d.Refs()}
	if err := p.document(); err != nil {
		return err
	}
	if _, err := w.Write(p.Bytes()); err != nil {
		return fmt.Errorf("writing the document: %w", err)
	}
	return nil
}

type printer struct {
	bytes.Buffer
	d      paper.Document
	refs   paper.Refs
	charts int
}

func esc(s string) string { return html.EscapeString(paper.Clean(s)) }

// el writes an element with a class and text; nothing where the text is empty.
func (p *printer) el(tag, class, text string) {
	if text != "" {
		fmt.Fprintf(p, "<%s class=%q>%s</%s>\n", tag, class, strings.ReplaceAll(esc(text), "\n", "<br>"), tag)
	}
}

func (p *printer) document() error {
	d := p.d
	p.WriteString("<article class=\"paper\" lang=\"vi\">\n")
	p.el("p", "paper-mark", d.Mark)
	p.WriteString("<header class=\"paper-head\"><div>\n")
	p.el("p", "paper-parent", d.Parent)
	p.el("p", "paper-issuer", d.Issuer)
	p.el("p", "paper-number", d.NumberLine())
	p.WriteString("</div><div>\n")
	p.el("p", "paper-nation", paper.Nation)
	p.el("p", "paper-motto", paper.Motto)
	p.el("p", "paper-date", d.PlaceDate())
	p.WriteString("</div></header>\n")
	p.el("h1", "paper-kind", d.Kind)
	p.el("p", "paper-title", d.Title)
	if len(d.Dear) == 1 {
		p.el("p", "paper-dear", "Kính gửi: "+d.Dear[0])
	} else if len(d.Dear) > 1 {
		p.el("p", "paper-dear", "Kính gửi:")
		p.lines("paper-list", d.Dear)
	}
	p.blocks(d.Blocks)
	p.WriteString("<footer class=\"paper-sign\"><div>\n")
	if len(d.To) > 0 {
		p.el("p", "paper-to", "Nơi nhận:")
		p.lines("paper-receivers", d.To)
	}
	p.WriteString("</div><div>\n")
	p.el("p", "paper-authority", d.Signature.Authority)
	p.el("p", "paper-role", d.Signature.Title)
	p.el("p", "paper-name", d.Signature.Name)
	p.WriteString("</div></footer>\n")
	for i, a := range d.Annexes {
		p.annex(i, a.Title)
		p.blocks(a.Blocks)
		p.WriteString("</section>\n")
	}
	if err := p.sources(); err != nil {
		return err
	}
	p.el("p", "paper-foot", d.Foot)
	p.WriteString("</article>\n")
	return nil
}

func (p *printer) lines(class string, items []string) {
	fmt.Fprintf(p, "<ul class=%q>", class)
	for i, s := range items {
		end := ";"
		if i == len(items)-1 {
			end = "."
		}
		fmt.Fprintf(p, "<li>%s%s</li>", esc(s), end)
	}
	p.WriteString("</ul>\n")
}

func (p *printer) annex(i int, title string) {
	fmt.Fprintf(p, "<section class=\"paper-annex\">\n<h2 class=\"paper-kind\">%s</h2>\n", p.d.AnnexName(i))
	p.el("p", "paper-title", title)
	p.el("p", "paper-with", p.d.With())
}

// sources writes where each number comes from.
func (p *printer) sources() error {
	if len(p.d.Sources) == 0 {
		return nil
	}
	p.annex(len(p.d.Annexes), paper.SourcesTitle)
	p.el("p", "paper-note", p.d.SourcesNote())
	p.WriteString("<div class=\"paper-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Nguồn số liệu\"><table class=\"paper-table paper-sources\"><thead><tr>" +
		"<th scope=\"col\">Số</th><th scope=\"col\">Mã</th><th scope=\"col\">Số liệu</th><th scope=\"col\">Giá trị</th><th scope=\"col\">QR</th></tr></thead><tbody>\n")
	for i, s := range p.d.Sources {
		fmt.Fprintf(p, "<tr><td>[%d]</td><td>", i+1)
		if s.URL != "" {
			fmt.Fprintf(p, "<a href=\"%s\">%s</a>", href(s.URL), esc(s.Code))
		} else {
			p.WriteString(esc(s.Code))
		}
		fmt.Fprintf(p, "</td><td>%s</td><td class=\"n\">%s</td><td>", esc(s.What), esc(s.Value))
		if s.URL != "" && i < paper.SquareMax {
			c, err := qrpath.Of(s.URL)
			if err != nil {
				return fmt.Errorf("source %s: %w", s.Code, err)
			}
			p.square(c, s.Code)
		}
		p.WriteString("</td></tr>\n")
	}
	p.WriteString("</tbody></table></div></section>\n")
	return nil
}

// square draws a QR code.
func (p *printer) square(c qrpath.Code, code string) {
	side := c.Size + 2*qrpath.Quiet
	fmt.Fprintf(p, "<svg class=\"paper-qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Mã QR %s\"><path fill-rule=\"evenodd\" d=\"", side, side, esc(code))
	for _, path := range c.Paths {
		at := path[0]
		fmt.Fprintf(p, "M%d %d", at.X+qrpath.Quiet, at.Y+qrpath.Quiet)
		for _, next := range path[1:] {
			if next.Y == at.Y {
				fmt.Fprintf(p, "h%d", next.X-at.X)
			} else {
				fmt.Fprintf(p, "v%d", next.Y-at.Y)
			}
			at = next
		}
		p.WriteString("z")
	}
	p.WriteString("\"/></svg>")
}

// href makes an address safe to follow: of the web, or within the site.
func href(url string) string {
	low := strings.ToLower(url)
	if strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://") || strings.HasPrefix(url, "/") && !strings.HasPrefix(url, "//") {
		return esc(url)
	}
	return "#"
}
