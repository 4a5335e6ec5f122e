package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"phongtrao/internal/base/fault"
)

// reading is a text while it is read: a walk over the elements of Word, by their local names.
type reading struct {
	out     Text
	letters int

	line  strings.Builder    // the paragraph being read
	cells []*strings.Builder // rows of tables being read, the innermost last: the cell being filled
	rows  [][]string

	tracked bool
	skip    int // depth at which an element begins whose inside is left out; 0 for none
}

// left out: what is deleted, where something was moved away from, what is drawn twice, code of fields, notes on the text.
var leftOut = map[string]bool{"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "delText": true, "delInstrText": true,
	"pPrChange": true, "rPrChange": true, "sectPrChange": true, "tblPrChange": true, "trPrChange": true, "tcPrChange": true, "sdtPr": true, "tabs": true}

// changes are elements that stand for a change nobody has accepted yet.
var changes = map[string]bool{"ins": true, "del": true, "moveFrom": true, "moveTo": true, "pPrChange": true, "rPrChange": true,
	"sectPrChange": true, "tblPrChange": true, "trPrChange": true, "tcPrChange": true, "cellIns": true, "cellDel": true, "cellMerge": true}

func parse(r io.Reader) (Text, error) {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("an encoding other than UTF-8") }
	var w reading
	depth, inText, body := 0, 0, false
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return Text{}, broken(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			name := token.Name.Local
			body = body || name == "body"
			if depth > ReadDepthMax {
				return Text{}, broken(errors.New("elements too deep"))
			}
			w.tracked = w.tracked || changes[name]
			if w.skip == 0 && (leftOut[name] || name == "rStyle" && attr(token, "val") == markStyle) {
				w.skip = depth
				if name == "rStyle" {
					w.skip = depth - 2 // the run that holds the properties that hold the style
				}
			}
			if w.skip != 0 {
				continue
			}
			if name == "t" && token.Name.Space != "a" {
				inText = depth
			}
			w.start(name)
		case xml.EndElement:
			if w.skip == 0 {
				w.end(token.Name.Local)
			}
			if depth == inText {
				inText = 0
			}
			if depth == w.skip {
				w.skip = 0
			}
			depth--
		case xml.CharData:
			if w.skip == 0 && inText != 0 {
				w.add(string(token))
			}
		case xml.Directive:
			return Text{}, broken(errors.New("a document type is declared"))
		}
		if w.letters > ReadTextMax {
			return Text{}, tooLarge()
		}
	}
	if depth != 0 {
		return Text{}, broken(io.ErrUnexpectedEOF)
	}
	if !body {
		return Text{}, fault.Invalidf("Đây không phải tệp Word (.docx): bên trong không có văn bản.")
	}
	if w.tracked {
		w.out.Remarks = append(w.out.Remarks, Tracked)
	}
	return w.out, nil
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *reading) add(s string) {
	w.line.WriteString(s)
	w.letters += len(s)
}

func (w *reading) start(name string) {
	switch name {
	case "p": // in a box of text, before the paragraph around it has ended
		if w.line.Len() > 0 {
			w.end("p")
		}
	case "tab", "br", "cr", "ptab":
		w.add(" ")
	case "noBreakHyphen":
		w.add("-")
	case "tr":
		w.rows = append(w.rows, nil)
	case "tc":
		w.cells = append(w.cells, &strings.Builder{})
	}
}

func (w *reading) end(name string) {
	switch name {
	case "p":
		s := clean(w.line.String())
		w.line.Reset()
		if n := len(w.cells); n > 0 {
			if s != "" && w.cells[n-1].Len() > 0 {
				w.cells[n-1].WriteByte(' ')
			}
			w.cells[n-1].WriteString(strings.ReplaceAll(s, "\t", " "))
		} else if s != "" {
			w.out.Paragraphs = append(w.out.Paragraphs, Paragraph{Text: s})
		}
	case "tc":
		n, m := len(w.cells), len(w.rows)
		if n == 0 || m == 0 {
			return
		}
		w.rows[m-1] = append(w.rows[m-1], w.cells[n-1].String())
		w.cells = w.cells[:n-1]
	case "tr":
		n := len(w.rows)
		if n == 0 {
			return
		}
		row := strings.TrimRight(strings.Join(w.rows[n-1], "\t"), "\t ")
		w.rows = w.rows[:n-1]
		if strings.Trim(row, "\t ") == "" {
			return
		}
		if len(w.cells) > 0 { // a table inside a cell: its rows are lines of the cell
			c := w.cells[len(w.cells)-1]
			if c.Len() > 0 {
				c.WriteByte(' ')
			}
			c.WriteString(strings.ReplaceAll(row, "\t", " "))
			return
		}
		w.out.Paragraphs = append(w.out.Paragraphs, Paragraph{Text: row, Row: true})
	}
}
