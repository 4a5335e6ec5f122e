package html

import (
	"fmt"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/chart"
)

// chartWidth is the width of a chart in its own units; the page scales it.
const chartWidth = 560

var anchors = map[chart.Anchor]string{chart.Start: "start", chart.Middle: "middle", chart.End: "end"}

// chart draws a chart as SVG, told in one sentence for those who do not see it.
func (p *printer) chart(c paper.Chart) {
	p.charts++
	d := chart.Lay(c, chartWidth, chart.Roughly)
	told := c.Summary
	if told == "" {
		told = c.Title
	}
	fmt.Fprintf(p, "<figure class=\"paper-chart\"><svg viewBox=\"0 0 %.0f %.1f\" role=\"img\" aria-label=\"%s\">\n", d.Width, d.Height, esc(told))
	for _, s := range d.Shapes {
		class := "c-" + string(s.Role)
		if s.Role == chart.Done {
			class += fmt.Sprintf(" c-%d", s.Series%4)
		}
		at := s.Points[0]
		switch {
		case s.Text != "":
			fmt.Fprintf(p, "<text class=%q x=\"%.1f\" y=\"%.1f\" font-size=\"%g\" text-anchor=%q>%s</text>\n", class, at.X, at.Y, s.Size, anchors[s.Anchor], esc(s.Text))
		case s.W > 0:
			fmt.Fprintf(p, "<rect class=\"%s c-area\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", class, at.X, at.Y, s.W, s.H)
		default:
			fmt.Fprintf(p, "<polyline class=\"%s c-line\" points=\"", class)
			for _, q := range s.Points {
				fmt.Fprintf(p, "%.1f,%.1f ", q.X, q.Y)
			}
			p.WriteString("\"/>\n")
		}
	}
	p.WriteString("</svg>")
	p.el("figcaption", "paper-note", c.Summary)
	p.WriteString("</figure>\n")
}
