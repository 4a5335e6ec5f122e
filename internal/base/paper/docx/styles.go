package docx

import "fmt"

// style makes a style of paragraphs. para and letters are its properties.
func style(id, name, based, next, para, letters string) string {
	s := fmt.Sprintf(`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/>`, id, name)
	if based != "" {
		s += `<w:basedOn w:val="` + based + `"/>`
	}
	if next != "" {
		s += `<w:next w:val="` + next + `"/>`
	}
	return s + `<w:qFormat/><w:pPr>` + para + `</w:pPr><w:rPr>` + letters + `</w:rPr></w:style>`
}

func size(pt int) string { return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, pt*2, pt*2) }

const (
	none   = `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>`
	centre = `<w:jc w:val="center"/>`
	bold   = `<w:b/><w:bCs/>`
	italic = `<w:i/><w:iCs/>`
)

var stylesXML = func() string {
	s := xmlHead + `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>` + size(14) +
		`<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>` +
		`<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`
	for _, edge := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		s += `<w:` + edge + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`
	}
	s += `</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`

	text := `<w:spacing w:before="120" w:after="0" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>` // 1,27 cm
	s += style("Body", "Body Text", "Normal", "", text, "")
	s += style("Basis", "Căn cứ", "Body", "", "", italic)
	for i, letters := range []string{bold, bold, bold + italic} {
		n := i + 1
		s += style(fmt.Sprintf("Heading%d", n), fmt.Sprintf("heading %d", n), "Normal", "Body",
			fmt.Sprintf(`<w:keepNext/><w:spacing w:before="160" w:after="0" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/><w:outlineLvl w:val="%d"/>`, i), letters)
	}
	s += style("Head", "Thể thức", "Normal", "", none+centre, "")
	s += style("Left", "Nơi nhận", "Normal", "", none, "")
	s += style("Title", "Title", "Normal", "Subtitle", `<w:keepNext/><w:spacing w:before="240" w:after="0"/>`+centre, bold)
	s += style("Subtitle", "Subtitle", "Normal", "Body", `<w:keepNext/><w:spacing w:before="0" w:after="0"/>`+centre, bold)
	s += style("Gap", "Khoảng cách", "Normal", "", `<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>`, size(8))
	s += style("Caption", "caption", "Normal", "", `<w:spacing w:before="120" w:after="60"/>`+centre, italic+size(13))
	s += style("Note", "Ghi chú", "Normal", "", `<w:spacing w:before="60" w:after="60"/><w:jc w:val="both"/>`, size(12))
	s += style("Warning", "Lưu ý", "Normal", "", `<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="C00000"/></w:pBdr><w:spacing w:before="60" w:after="60"/><w:ind w:left="170"/><w:jc w:val="both"/>`, size(12))
	s += style("Drawing", "Biểu đồ", "Normal", "", `<w:spacing w:before="120" w:after="60"/>`+centre, "")
	for _, pt := range []int{8, 9, 10, 11, 12} {
		s += style(fmt.Sprintf("Cell%d", pt), fmt.Sprintf("Ô bảng %d", pt), "Normal", "", `<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>`, size(pt))
	}
	s += style("PageNumber", "header", "Normal", "", none+centre, size(13))
	s += style("Mark", "Dấu chưa chốt", "Normal", "", `<w:pBdr>`+
		`<w:top w:val="single" w:sz="8" w:space="1" w:color="C00000"/><w:left w:val="single" w:sz="8" w:space="4" w:color="C00000"/>`+
		`<w:bottom w:val="single" w:sz="8" w:space="1" w:color="C00000"/><w:right w:val="single" w:sz="8" w:space="4" w:color="C00000"/></w:pBdr>`+
		none+centre, bold+`<w:color w:val="C00000"/>`+size(12))
	s += style("Foot", "footer", "Normal", "", none+centre, size(9))
	letters := func(id, name, look string) string {
		return `<w:style w:type="character" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:rPr>` + look + `</w:rPr></w:style>`
	}
	s += letters(markStyle, "Mã nguồn", `<w:b w:val="0"/><w:i w:val="0"/><w:color w:val="7F7F7F"/><w:sz w:val="16"/><w:vertAlign w:val="superscript"/>`)
	s += letters(boundStyle, "Số liệu có nguồn", `<w:color w:val="auto"/><w:u w:val="none"/>`)
	s += letters("Address", "Hyperlink", `<w:color w:val="1F4E79"/>`)
	return s + `</w:styles>`
}()

// boundStyle is the style of numbers that lead to their source: as black as the rest.
const boundStyle = "Bound"

// markStyle is the style of the small references beside bound numbers; Read leaves them out.
const markStyle = "SourceMark"
