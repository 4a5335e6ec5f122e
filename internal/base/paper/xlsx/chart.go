package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/paper"
)

// drawings writes the sheet of charts: the values of each, and Excel's own chart of them beside.
func (p *printer) drawings() error {
	if len(p.charts) == 0 {
		return nil
	}
	if _, err := p.f.NewSheet(sheetCharts); err != nil {
		return err
	}
	if err := p.paperOf(sheetCharts, true, "charts"); err != nil {
		return err
	}
	if err := p.f.SetColWidth(sheetCharts, "A", "A", 34); err != nil {
		return err
	}
	if err := p.f.SetColWidth(sheetCharts, "B", "E", 14); err != nil {
		return err
	}
	row := 1
	for _, c := range p.charts {
		if err := p.values(c, row); err != nil {
			return err
		}
		if len(c.Series) > 0 && len(c.Labels) > 0 {
			if err := p.drawing(c, row); err != nil {
				return fmt.Errorf("%q: %w", c.Title, err)
			}
		}
		row += max(len(c.Labels)+4, chartRows+2)
	}
	return nil
}

// chartRows is how many rows a chart is high.
const chartRows = 18

// values writes what a chart shows: its title, the names of the series, a line for each label.
func (p *printer) values(c paper.Chart, row int) error {
	title, err := p.style(look{bold: true, size: 13})
	if err != nil {
		return err
	}
	head, err := p.style(look{bold: true, ruled: true, across: "center", wrap: true})
	if err != nil {
		return err
	}
	text, err := p.style(look{ruled: true, wrap: true})
	if err != nil {
		return err
	}
	number, err := p.style(look{ruled: true, across: "right", format: "#,##0"})
	if err != nil {
		return err
	}
	set := func(column, row, style int, value any) {
		if err == nil {
			err = p.f.SetCellValue(sheetCharts, cell(column, row), value)
		}
		if err == nil {
			err = p.f.SetCellStyle(sheetCharts, cell(column, row), cell(column, row), style)
		}
	}
	set(1, row, title, paper.Clean(c.Title))
	set(1, row+1, head, paper.Clean(c.Unit))
	for k, s := range c.Series {
		set(k+2, row+1, head, paper.Clean(s.Name))
	}
	for i, l := range c.Labels {
		set(1, row+2+i, text, paper.Clean(l))
		for k, s := range c.Series {
			if i < len(s.Values) {
				set(k+2, row+2+i, number, s.Values[i])
			}
		}
	}
	return err
}

var inks = []string{"1F4E79", "C55A11", "548235", "7F6000"}

func (p *printer) drawing(c paper.Chart, row int) error {
	kind := excelize.Bar
	switch c.Kind {
	case paper.Steps:
		kind = excelize.Line
	case paper.Columns:
		kind = excelize.Col
	}
	abs := func(column, row int) string {
		s, err := excelize.CoordinatesToCellName(column, row, true)
		if err != nil {
			panic(err) // the model holds no chart of that size
		}
		return s
	}
	at := quote(sheetCharts) + "!"
	last := row + 1 + len(c.Labels)
	var series []excelize.ChartSeries
	for k, s := range c.Series {
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{inks[k%len(inks)]}}
		line := excelize.LineOptions{Width: 2.25, Fill: fill}
		if s.Plan {
			fill.Color = []string{"A6A6A6"}
			line = excelize.LineOptions{Width: 1.75, Dash: excelize.LineDashDash, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"595959"}}}
		}
		one := excelize.ChartSeries{
			Name: at + abs(k+2, row+1), Categories: at + abs(1, row+2) + ":" + abs(1, last), Values: at + abs(k+2, row+2) + ":" + abs(k+2, last), Fill: fill,
		}
		if c.Kind == paper.Steps {
			one.Line, one.Marker = line, excelize.ChartMarker{Symbol: "none"}
		}
		series = append(series, one)
	}
	legend := "bottom"
	if len(series) == 1 {
		legend = "none"
	}
	zero := 0.0
	letters := excelize.Font{Family: "Times New Roman", Size: 10, Color: "000000"}
	none := false
	return p.f.AddChart(sheetCharts, cell(len(c.Series)+3, row), &excelize.Chart{
		Type: kind, Series: series, VaryColors: &none,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: paper.Clean(c.Heading()), Font: &excelize.Font{Bold: true, Size: 12, Family: "Times New Roman"}}}},
		Legend:    excelize.ChartLegend{Position: legend, Font: &letters},
		XAxis:     excelize.ChartAxis{ReverseOrder: c.Kind == paper.Bars, Font: letters},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Minimum: &zero, Font: letters, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
		PlotArea:  excelize.ChartPlotArea{ShowVal: true},
		Dimension: excelize.ChartDimension{Width: 620, Height: 340},
		Format:    excelize.GraphicOptions{AltText: paper.Clean(c.Summary), Name: paper.Clean(c.Title)},
	})
}
