package programs

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"phongtrao/internal/api"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/token"
	"phongtrao/internal/web/door"
)

// API tells what programs can ask for, from the same document that programs read.
var API = door.Page[described]{
	Route: "GET /programs/api", Title: "Tài liệu cho lập trình viên", Guard: door.Guard{Verb: token.Seeing, Object: door.Home},
	Help: "Trang này mô tả mọi lệnh mà chương trình gọi được. Máy đọc cùng nội dung ở /api/openapi.json.",
	Load: func(*door.Ask) (described, error) { return description(), nil },
	View: func(m described) ui.Component { return m.view() },
	Head: func(described) ui.Head { return ui.Head{Title: "Tài liệu cho lập trình viên", Crumbs: listed} }, Samples: apiSamples,
}

type described struct {
	Intro    []string
	Sections []section
}

type section struct {
	Title, Lead string
	Operations  []operation
}

type operation struct {
	ID, Call, Summary, Verb string
	Inputs                  []input
	Answer                  string
}

type input struct{ Name, Where, Type, About string }

// description is made once: it is of the build and not of the data.
var description = sync.OnceValue(describe)

func describe() described {
	doc := api.Document()
	m := described{Intro: strings.Split(doc.Info.Description, "\n\n")}
	for _, tag := range doc.Tags {
		s := section{Title: tag.Name, Lead: tag.Description}
		for _, o := range api.Operations() {
			if o.Tag != tag.Name {
				continue
			}
			item := doc.Paths[api.Root+o.Path]
			op := item.Get
			if o.Writes() {
				op = item.Post
			}
			x := operation{ID: o.ID, Call: o.Method + " " + api.Root + o.Path, Summary: o.Summary, Verb: o.Verb.Label}
			for _, p := range op.Parameters {
				x.Inputs = append(x.Inputs, input{p.Name, map[string]string{"path": "đường dẫn", "query": "truy vấn", "header": "đầu mục"}[p.In], typeOf(doc, p.Schema), p.Description})
			}
			if op.RequestBody != nil {
				body := resolve(doc, op.RequestBody.Content["application/json"].Schema)
				for _, name := range sorted(body) {
					p := body.Properties[name]
					about := p.Description
					if !slices.Contains(body.Required, name) {
						about = strings.TrimSpace(about + " (không bắt buộc)")
					}
					x.Inputs = append(x.Inputs, input{name, "nội dung", typeOf(doc, p), about})
				}
			}
			for _, status := range []string{"200", "201"} {
				if r := op.Responses[status]; r != nil && r.Content["application/json"] != nil {
					x.Answer = status + ": " + strings.Join(sorted(resolve(doc, r.Content["application/json"].Schema)), ", ")
				}
			}
			s.Operations = append(s.Operations, x)
		}
		m.Sections = append(m.Sections, s)
	}
	return m
}

// resolve follows a reference to a schema.
func resolve(doc *huma.OpenAPI, s *huma.Schema) *huma.Schema {
	if s != nil && s.Ref != "" {
		return doc.Components.Schemas.SchemaFromRef(s.Ref)
	}
	return s
}

func sorted(s *huma.Schema) []string {
	var names []string
	if s == nil {
		return nil
	}
	for n := range s.Properties {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// typeOf says what a value is, in the words of those who write programs.
func typeOf(doc *huma.OpenAPI, s *huma.Schema) string {
	if s == nil {
		return ""
	}
	if s.Ref != "" {
		return "{" + strings.Join(sorted(resolve(doc, s)), ", ") + "}"
	}
	switch {
	case s.Type == "array":
		return "[" + typeOf(doc, s.Items) + "]"
	case len(s.Enum) > 0:
		var words []string
		for _, e := range s.Enum {
			if w, ok := e.(string); ok {
				words = append(words, w)
			}
		}
		return strings.Join(words, " | ")
	}
	return cmp.Or(s.Format, s.Type)
}

func (m described) view() ui.Component {
	g := ui.Group{ui.PageHead{Title: "Tài liệu cho lập trình viên", Lead: "Mọi lệnh mà chương trình gọi được, cùng nội dung với tài liệu OpenAPI.",
		Actions: []ui.Button{{Label: "OpenAPI 3.1", Icon: "download", Href: api.DocumentPath + ".json"}}}}
	intro := ui.Group{}
	for _, p := range m.Intro {
		intro = append(intro, ui.Notice{Text: p})
	}
	g = append(g, ui.Inside(ui.Card{Title: "Cách gọi"}, intro))
	for i, s := range m.Sections {
		g = append(g, ui.Inside(ui.Card{ID: "muc-" + num(int64(i+1)), Title: s.Title, Lead: s.Lead}, operations(s.Operations)))
	}
	return g
}

func operations(all []operation) ui.Component {
	g := ui.Group{}
	for _, o := range all {
		t := ui.Table{Label: o.Call, Cards: true, Columns: []ui.Column{{Label: "Tham số"}, {Label: "Ở đâu"}, {Label: "Kiểu"}, {Label: "Ý nghĩa", Wide: true}}}
		for _, p := range o.Inputs {
			t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: p.Name}, {Text: p.Where}, {Text: p.Type}, {Text: p.About}}})
		}
		g = append(g, ui.KeyValue{Pairs: []ui.Pair{{Key: o.Call, Text: o.Summary, Note: "Cần quyền: " + o.Verb + ". Trả lời " + o.Answer}}})
		if len(t.Rows) > 0 {
			g = append(g, t)
		}
	}
	return g
}
