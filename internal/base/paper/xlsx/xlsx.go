// Package xlsx prints a document as a workbook.
//
// The first sheet holds the words, then comes a sheet for each table, one for the charts and one for the sources. Numbers
// are numbers; totals and percentages are formulas with their values inside, so that the file says what the ledger says even
// before it is calculated again. A total whose formula would say something else is written as the number that it is.
package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"phongtrao/internal/base/paper"
)

// Names of the sheets that are not tables.
const (
	sheetWords   = "Báo cáo"
	sheetCharts  = "Biểu đồ"
	sheetSources = "Nguồn số liệu"
)

// LinksMax is how many cells of one sheet lead to their source by themselves; of those beyond, the sheet of sources tells
// the cell. A workbook with many more links opens slowly.
const LinksMax = 3000

// Write prints a document.
func Write(w io.Writer, d paper.Document) error {
	p := &printer{f: excelize.NewFile(), d: d, refs: d.Refs(), taken: map[string]bool{}, place: map[string]string{}}
	defer p.f.Close()
	if err := p.document(); err != nil {
		return fmt.Errorf("laying out the workbook: %w", err)
	}
	var b bytes.Buffer
	if err := p.f.Write(&b); err != nil {
		return fmt.Errorf("packing the workbook: %w", err)
	}
	if err := inOrder(w, b.Bytes()); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// printer holds a document while it is being printed.
type printer struct {
	f      *excelize.File
	d      paper.Document
	refs   paper.Refs
	styles map[look]int
	taken  map[string]bool   // names of sheets, in lower case
	place  map[string]string // code → the first cell that shows it, "Theo đơn vị!F12"
	tables []table
	charts []paper.Chart
}

// table is a table with the name of its sheet.
type table struct {
	paper.Table
	sheet  string
	widths []float64
}

func (p *printer) document() error {
	for _, name := range []string{sheetWords, sheetCharts, sheetSources} {
		p.taken[strings.ToLower(name)] = true
	}
	p.styles = map[look]int{}
	p.collect(p.d.Blocks)
	for _, a := range p.d.Annexes {
		p.collect(a.Blocks)
	}
	if err := p.f.SetSheetName("Sheet1", sheetWords); err != nil {
		return err
	}
	if err := p.f.SetDefaultFont("Times New Roman"); err != nil {
		return err
	}
	if err := p.properties(); err != nil {
		return err
	}
	for _, t := range p.tables {
		if _, err := p.f.NewSheet(t.sheet); err != nil {
			return fmt.Errorf("sheet %q: %w", t.sheet, err)
		}
	}
	if err := p.words(); err != nil {
		return err
	}
	for _, t := range p.tables {
		if err := p.table(t); err != nil {
			return fmt.Errorf("table %q: %w", t.sheet, err)
		}
	}
	if err := p.drawings(); err != nil {
		return fmt.Errorf("charts: %w", err)
	}
	return p.sources()
}

// collect names the sheets of the tables and keeps the charts.
func (p *printer) collect(blocks []paper.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case paper.Table:
			if len(b.Columns) > 0 {
				p.tables = append(p.tables, table{Table: b, sheet: p.name(b.Name)})
			}
		case paper.Chart:
			p.charts = append(p.charts, b)
		}
	}
}

// name makes a name that Excel takes and that no other sheet has.
func (p *printer) name(s string) string {
	s = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`+"\n", r) {
			return ' '
		}
		return r
	}, paper.Clean(s)), " '")
	if s == "" {
		s = "Bảng"
	}
	whole := []rune(s)
	for n := 1; ; n++ {
		tail := ""
		if n > 1 {
			tail = fmt.Sprintf(" (%d)", n)
		}
		name := strings.TrimRight(string(whole[:min(len(whole), excelize.MaxSheetNameLength-len(tail))]), " '") + tail
		if low := strings.ToLower(name); !p.taken[low] {
			p.taken[low] = true
			return name
		}
	}
}

func (p *printer) properties() error {
	when := "1970-01-01T00:00:00Z"
	if p.d.Date != 0 {
		when = p.d.Date.String() + "T00:00:00Z"
	}
	return p.f.SetDocProps(&excelize.DocProperties{
		Title: strings.TrimSpace(paper.Clean(p.d.Kind + " " + p.d.Title)), Creator: paper.Clean(p.d.Issuer), LastModifiedBy: paper.Clean(p.d.Issuer),
		Description: paper.Clean(p.d.Mark), Language: "vi-VN", Created: when, Modified: when,
	})
}

// paperOf sets the paper of a sheet: A4, as wide as it is, numbered, with the foot of the document.
func (p *printer) paperOf(sheet string, wide bool, head string) error {
	size, orientation, one, many, fit := 9, "portrait", 1, 0, true
	if wide {
		orientation = "landscape"
	}
	if err := p.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &many}); err != nil {
		return err
	}
	if err := p.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	top, left, right, edge := 0.79, 1.18, 0.79, 0.4
	if err := p.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Top: &top, Bottom: &top, Left: &left, Right: &right, Header: &edge, Footer: &edge}); err != nil {
		return err
	}
	foot := []rune(strings.ReplaceAll(paper.Clean(p.d.Foot), "&", "&&"))
	return p.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{DifferentFirst: head == "",
		OddHeader: "&C&P", FirstHeader: "", OddFooter: "&C&9" + string(foot[:min(len(foot), 200)]), FirstFooter: "&C&9" + string(foot[:min(len(foot), 200)])})
}

// cell names a cell; columns and rows count from one.
func cell(column, row int) string {
	s, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // the model holds no table of that size
	}
	return s
}

// quote makes the name of a sheet fit for a formula.
func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
