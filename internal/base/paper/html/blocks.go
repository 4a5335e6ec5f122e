package html

import (
	"fmt"
	"strings"

	"phongtrao/internal/base/paper"
)

var paraClass = map[paper.Style]string{
	paper.Body: "paper-body", paper.Basis: "paper-basis", paper.Caption: "paper-caption", paper.Note: "paper-note", paper.Warning: "paper-warning",
}

func (p *printer) blocks(all []paper.Block) {
	for _, b := range all {
		switch b := b.(type) {
		case paper.Heading:
			p.el(fmt.Sprintf("h%d", min(max(b.Level, 1), 3)+1), "paper-heading", b.Text)
		case paper.Para:
			fmt.Fprintf(p, "<p class=%q>", paraClass[b.Style])
			p.runs(b.Runs)
			p.WriteString("</p>\n")
		case paper.List:
			p.WriteString("<ul class=\"paper-list\">\n")
			for _, item := range b.Items {
				p.WriteString("<li>")
				p.runs(item.Runs)
				p.WriteString("</li>\n")
			}
			p.WriteString("</ul>\n")
		case paper.Table:
			p.table(b)
		case paper.Chart:
			p.chart(b)
		case paper.Break:
			p.WriteString("<hr class=\"paper-break\">\n")
		}
	}
}

func (p *printer) runs(all []paper.Run) {
	for _, r := range all {
		open, shut := "", ""
		if r.Bold {
			open, shut = "<strong>", "</strong>"
		}
		if r.Italic {
			open, shut = open+"<em>", "</em>"+shut
		}
		p.WriteString(open)
		p.bound(r.Text, r.Code)
		p.WriteString(shut)
	}
}

// bound writes a number with its reference, both leading to its source.
func (p *printer) bound(text, code string) {
	text = strings.ReplaceAll(esc(text), "\n", "<br>")
	if code == "" {
		p.WriteString(text)
		return
	}
	mark := "<sup class=\"paper-ref\">" + esc(p.refs.Mark(code)) + "</sup>"
	if i, ok := p.refs[code]; ok && p.d.Sources[i].URL != "" {
		fmt.Fprintf(p, "<a class=\"paper-bound\" href=\"%s\" title=\"%s\">%s%s</a>", href(p.d.Sources[i].URL), esc(p.d.Sources[i].What), text, mark)
		return
	}
	p.WriteString(text + mark)
}

var rowClass = map[paper.RowKind]string{paper.Plain: "", paper.Total: " class=\"total\"", paper.Subtotal: " class=\"subtotal\"", paper.Aside: " class=\"aside\""}

// table writes a table in a frame that scrolls by itself where the page is narrow.
func (p *printer) table(t paper.Table) {
	name := t.Caption
	if name == "" {
		name = t.Name
	}
	fmt.Fprintf(p, "<div class=\"paper-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table class=\"paper-table\">\n", esc(name))
	p.el("caption", "paper-caption", t.Caption)
	p.WriteString("<thead><tr>")
	for _, h := range t.Heads() {
		switch {
		case h.Below:
			fmt.Fprintf(p, "<th scope=\"colgroup\" colspan=\"%d\">%s</th>", h.To-h.From+1, esc(h.Title))
		case t.Grouped():
			fmt.Fprintf(p, "<th scope=\"col\" rowspan=\"2\">%s</th>", esc(h.Title))
		default:
			fmt.Fprintf(p, "<th scope=\"col\">%s</th>", esc(h.Title))
		}
	}
	p.WriteString("</tr>")
	if t.Grouped() {
		p.WriteString("<tr>")
		for _, c := range t.Columns {
			if c.Group != "" {
				fmt.Fprintf(p, "<th scope=\"col\">%s</th>", esc(c.Title))
			}
		}
		p.WriteString("</tr>")
	}
	p.WriteString("</thead><tbody>\n")
	for _, r := range t.Rows {
		p.WriteString("<tr" + rowClass[r.Kind] + ">")
		for i, c := range t.Columns {
			if c.Number {
				p.WriteString("<td class=\"n\">")
			} else {
				p.WriteString("<td>")
			}
			p.bound(r.Cell(i).Text, r.Cell(i).Code)
			p.WriteString("</td>")
		}
		p.WriteString("</tr>\n")
	}
	p.WriteString("</tbody></table></div>\n")
}
