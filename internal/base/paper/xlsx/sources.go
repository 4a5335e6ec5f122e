package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/paper"
)

// sources writes where each number comes from, which cell shows it, and the address that opens it.
func (p *printer) sources() error {
	if len(p.d.Sources) == 0 {
		return nil
	}
	if _, err := p.f.NewSheet(sheetSources); err != nil {
		return err
	}
	if err := p.paperOf(sheetSources, true, "sources"); err != nil {
		return err
	}
	w, err := p.f.NewStreamWriter(sheetSources)
	if err != nil {
		return err
	}
	if err := setWidths(w, []float64{7, 24, 60, 14, 24, 52}); err != nil {
		return err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 3, TopLeftCell: "A4", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	title, err := p.style(look{bold: true, size: 13})
	if err != nil {
		return err
	}
	head, err := p.style(look{bold: true, across: "center", ruled: true, fill: true})
	if err != nil {
		return err
	}
	text, err := p.style(look{ruled: true, wrap: true})
	if err != nil {
		return err
	}
	right, err := p.style(look{ruled: true, across: "right"})
	if err != nil {
		return err
	}
	link, err := p.style(look{ruled: true, link: true})
	if err != nil {
		return err
	}
	if err := w.SetRow("A1", []any{excelize.Cell{StyleID: title, Value: paper.SourcesTitle}}); err != nil {
		return err
	}
	var names []any
	for _, s := range []string{"Số", "Mã", "Số liệu", "Giá trị", "Ô", "Liên kết"} {
		names = append(names, excelize.Cell{StyleID: head, Value: s})
	}
	if err := w.SetRow("A3", names); err != nil {
		return err
	}
	for i, s := range p.d.Sources {
		open := excelize.Cell{StyleID: link, Value: paper.Clean(s.URL)}
		if s.URL != "" && len(s.URL) < excelize.MaxFieldLength && !strings.ContainsAny(s.URL, "\"\n") {
			open.Formula = `HYPERLINK("` + s.URL + `")`
		}
		if err := w.SetRow(cell(1, i+4), []any{
			excelize.Cell{StyleID: right, Value: i + 1}, excelize.Cell{StyleID: text, Value: paper.Clean(s.Code)}, excelize.Cell{StyleID: text, Value: paper.Clean(s.What)},
			excelize.Cell{StyleID: right, Value: paper.Clean(s.Value)}, excelize.Cell{StyleID: text, Value: p.place[s.Code]}, open,
		}, excelize.RowOpts{Height: float64(lines(s.What, 12, 59)) * lineHigh}); err != nil {
			return err
		}
	}
	return w.Flush()
}
