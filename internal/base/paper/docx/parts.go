package docx

import "fmt"

const packageRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

const appXML = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Phong Trao</Application></Properties>`

func (p *printer) contentTypes(o Options) string {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	var x markup
	x.s(xmlHead, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	if p.codes > 0 {
		x.s(`<Default Extension="emf" ContentType="image/x-emf"/>`)
	}
	if !o.Lean {
		x.s(`<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>`)
	}
	over := func(name, kind string) { x.s(`<Override PartName="`, name, `" ContentType="`, kind, `"/>`) }
	over("/word/document.xml", word+"document.main+xml")
	over("/word/styles.xml", word+"styles+xml")
	over("/word/settings.xml", word+"settings+xml")
	over("/word/fontTable.xml", word+"fontTable+xml")
	over("/word/header1.xml", word+"header+xml")
	over("/word/header2.xml", word+"header+xml")
	over("/word/footer1.xml", word+"footer+xml")
	over("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	over("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	for i := range p.charts {
		over(fmt.Sprintf("/word/charts/chart%d.xml", i+1), "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
	}
	x.s(`</Types>`)
	return x.String()
}

// relations are those of the body: the fixed ones by name, the others as they were made.
func (p *printer) relations(Options) string {
	var x markup
	x.s(xmlHead, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range [][3]string{
		{"styles", "styles", "styles.xml"}, {"settings", "settings", "settings.xml"}, {"fonts", "fontTable", "fontTable.xml"},
		{"first", "header", "header1.xml"}, {"later", "header", "header2.xml"}, {"foot", "footer", "footer1.xml"},
	} {
		x.s(`<Relationship Id="`, r[0], `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`, r[1], `" Target="`, r[2], `"/>`)
	}
	x.s(p.rels.String(), `</Relationships>`)
	return x.String()
}

func (p *printer) core() string {
	var x markup
	x.s(xmlHead, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`)
	x.text(p.d.Kind + " " + p.d.Title)
	x.s(`</dc:title><dc:creator>`)
	x.text(p.d.Issuer)
	x.s(`</dc:creator><dc:language>vi-VN</dc:language>`)
	if p.d.Date != 0 {
		x.s(`<dcterms:created xsi:type="dcterms:W3CDTF">`, p.d.Date.String(), `T00:00:00Z</dcterms:created>`)
	}
	x.s(`</cp:coreProperties>`)
	return x.String()
}

func settings(o Options) string {
	embed := `<w:embedTrueTypeFonts/>`
	if o.Lean {
		embed = ""
	}
	return xmlHead + `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/>` + embed +
		`<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>`
}

const partSpaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// firstHeader carries the mark of a paper that is not final, and no number.
func (p *printer) firstHeader() string {
	var x markup
	x.s(xmlHead, `<w:hdr`, partSpaces, `>`)
	if p.d.Mark != "" {
		x.para("Mark", "", p.d.Mark, look{})
	} else {
		x.para("PageNumber", "", "", look{})
	}
	x.s(`</w:hdr>`)
	return x.String()
}

// laterHeader carries the number of the page, in the middle of the upper margin.
func (p *printer) laterHeader() string {
	var x markup
	x.s(xmlHead, `<w:hdr`, partSpaces, `>`)
	x.open("PageNumber", "")
	x.s(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>`,
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
	if p.d.Mark != "" {
		x.para("Foot", "", p.d.Mark, look{bold: true})
	}
	x.s(`</w:hdr>`)
	return x.String()
}

func (p *printer) footer() string {
	var x markup
	x.s(xmlHead, `<w:ftr`, partSpaces, `>`)
	x.para("Foot", "", p.d.Foot, look{})
	x.s(`</w:ftr>`)
	return x.String()
}
