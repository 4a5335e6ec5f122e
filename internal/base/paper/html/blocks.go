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
		p.bound(r.Text, r.Code, true)
		p.WriteString(shut)
	}
}

// bound writes a number with its reference, where it is marked, both leading to its source.
func (p *printer) bound(text, code string, marked bool) {
	text = strings.ReplaceAll(esc(text), "\n", "<br>")
	if code == "" {
		p.WriteString(text)
		return
	}
	mark := ""
	if marked {
		mark = "<sup class=\"paper-ref\">" + esc(p.refs.Mark(code)) + "</sup>"
	}
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
	shared := t.Shared()
	p.WriteString("<thead><tr>")
	for _, h := range t.Heads() {
		switch {
		case h.Below:
			fmt.Fprintf(p, "<th scope=\"colgroup\" colspan=\"%d\">%s</th>", h.To-h.From+1, esc(h.Title))
			continue
		case t.Grouped():
			p.WriteString("<th scope=\"col\" rowspan=\"2\">")
		default:
			p.WriteString("<th scope=\"col\">")
		}
		p.bound(h.Title, shared[h.From], true)
		p.WriteString("</th>")
	}
	p.WriteString("</tr>")
	if t.Grouped() {
		p.WriteString("<tr>")
		for i, c := range t.Columns {
			if c.Group != "" {
				p.WriteString("<th scope=\"col\">")
				p.bound(c.Title, shared[i], true)
				p.WriteString("</th>")
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
			p.bound(r.Cell(i).Text, r.Cell(i).Code, shared[i] == "")
			p.WriteString("</td>")
		}
		p.WriteString("</tr>\n")
	}
	p.WriteString("</tbody></table></div>\n")
}
