// Package press prints a document as the kind of file that a name asks for.
package press

import (
	"io"
	"path"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/paper/docx"
	"phongtrao/internal/base/paper/html"
	"phongtrao/internal/base/paper/pdf"
	"phongtrao/internal/base/paper/xlsx"
)

// Format is a kind of file.
type Format struct {
	Ending string // ".docx"
	Name   string // what people call it: "Word"
	Media  string // its type on the wire
	Write  func(io.Writer, paper.Document) error
}

// Formats are all kinds of file, in the order in which they are offered.
var Formats = []Format{
	{".docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.Write},
	{".pdf", "PDF", "application/pdf", pdf.Write},
	{".xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Write},
	{".html", "HTML", "text/html; charset=utf-8", html.Write},
}

// Of returns the kind of file that a name asks for by its ending, in any case.
func Of(name string) (Format, error) {
	ending := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	var all []string
	for _, f := range Formats {
		if f.Ending == ending {
			return f, nil
		}
		all = append(all, f.Ending)
	}
	return Format{}, fault.In("out", "Không in được ra “%s”. Hãy chọn tên có đuôi %s.", name, strings.Join(all, ", "))
}
