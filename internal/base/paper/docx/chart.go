package docx

import (
	"fmt"
	"strconv"

	"phongtrao/internal/base/paper"
)

// Sizes of a chart in English Metric Units.
const (
	chartWidth = 160 * 36000
	chartLow   = 62 * 36000
	barHeight  = 8 * 36000
	chartRoom  = 34 * 36000 // title, axis and key of a chart of lying bars
	chartMax   = 220 * 36000
)

// chart writes a chart of Word's own: its values are inside, and Word draws it.
func (p *printer) chart(c paper.Chart) {
	p.charts++
	name := fmt.Sprintf("charts/chart%d.xml", p.charts)
	p.extra = append(p.extra, part{"word/" + name, chartXML(c)})
	id := p.rel("chart", name, false)
	h := chartLow
	if c.Kind == paper.Bars {
		h = min(chartRoom+barHeight*max(len(c.Labels), 1), chartMax)
	}
	x := &p.body
	x.open("Drawing", "")
	p.inline(chartWidth, h, c.Title, c.Summary)
	x.s(`<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="`, id, `"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`)
}

// Colours of what was done, one a series, in the order of the series; the plan is drawn in grey dashes.
var inks = []string{"1F4E79", "C55A11", "548235", "7F6000"}

const planInk = "595959"

func chartXML(c paper.Chart) string {
	var x markup
	x.s(xmlHead, `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`,
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/><c:chart>`)
	x.s(`<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="vi-VN" sz="1200" b="1"/><a:t>`)
	x.text(c.Heading())
	x.s(`</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>`)
	switch c.Kind {
	case paper.Steps:
		x.s(`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>`)
	case paper.Columns:
		x.s(`<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>`)
	default:
		x.s(`<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>`)
	}
	for i := range c.Series {
		x.series(c, i)
	}
	if c.Kind == paper.Steps {
		x.s(`<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>`)
	} else {
		x.s(`<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
	}
	cat, val, order, crosses := "b", "l", "minMax", "autoZero"
	if c.Kind == paper.Bars { // the first label on top, the values still beneath
		cat, val, order, crosses = "l", "b", "maxMin", "max"
	}
	x.s(`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="`, order, `"/></c:scaling><c:delete val="0"/><c:axPos val="`, cat,
		`"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`)
	x.s(`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="`, val,
		`"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="`, crosses, `"/></c:valAx></c:plotArea>`)
	if len(c.Series) > 1 {
		x.s(`<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>`)
	}
	x.s(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>`,
		`<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000"><a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/></a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr></c:chartSpace>`)
	return x.String()
}

// series writes one row of values: what is shown, how it looks, what it says.
func (x *markup) series(c paper.Chart, i int) {
	s := c.Series[i]
	n := strconv.Itoa(i)
	column := string(rune('B' + i))
	x.s(`<c:ser><c:idx val="`, n, `"/><c:order val="`, n, `"/><c:tx><c:strRef><c:f>Sheet1!$`, column, `$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>`)
	x.text(s.Name)
	x.s(`</c:v></c:pt></c:strCache></c:strRef></c:tx>`)
	ink := inks[i%len(inks)]
	switch line := c.Kind == paper.Steps; {
	case line && s.Plan:
		x.s(`<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="`, planInk, `"/></a:solidFill><a:prstDash val="dash"/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`)
	case line:
		x.s(`<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="`, ink, `"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr><a:solidFill><a:srgbClr val="`, ink, `"/></a:solidFill></c:spPr></c:marker>`)
	case s.Plan:
		x.s(`<c:spPr><a:noFill/><a:ln w="15875"><a:solidFill><a:srgbClr val="`, planInk, `"/></a:solidFill><a:prstDash val="dash"/></a:ln></c:spPr><c:invertIfNegative val="0"/>`)
	default:
		x.s(`<c:spPr><a:solidFill><a:srgbClr val="`, ink, `"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`)
	}
	if c.Kind != paper.Steps || !s.Plan {
		x.s(`<c:dLbls><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>`)
		if c.Kind == paper.Steps {
			x.s(`<c:dLblPos val="t"/>`)
		} else {
			x.s(`<c:dLblPos val="outEnd"/>`)
		}
		x.s(`<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`)
	}
	last := strconv.Itoa(len(c.Labels) + 1)
	x.s(`<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$`, last, `</c:f><c:strCache><c:ptCount val="`, strconv.Itoa(len(c.Labels)), `"/>`)
	for j, l := range c.Labels {
		x.s(`<c:pt idx="`, strconv.Itoa(j), `"><c:v>`)
		x.text(l)
		x.s(`</c:v></c:pt>`)
	}
	x.s(`</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$`, column, `$2:$`, column, `$`, last, `</c:f><c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val="`, strconv.Itoa(len(c.Labels)), `"/>`)
	for j, v := range s.Values {
		if j < len(c.Labels) {
			x.s(`<c:pt idx="`, strconv.Itoa(j), `"><c:v>`, strconv.FormatFloat(v, 'f', -1, 64), `</c:v></c:pt>`)
		}
	}
	x.s(`</c:numCache></c:numRef></c:val>`)
	if c.Kind == paper.Steps {
		x.s(`<c:smooth val="0"/>`)
	}
	x.s(`</c:ser>`)
}
