package form_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/viet"
)

func TestReadingOneField(t *testing.T) {
	number := func(a form.Answers) any { n, _ := a.Number("q"); return n }
	text := func(a form.Answers) any { return a.Text("q") }
	exact := func(n int64) viet.Number { return viet.Number{Lo: n, Hi: n, Qualifier: viet.Exact} }
	for _, c := range []struct {
		name  string
		field form.Field
		typed string
		get   func(form.Answers) any
		want  any
		says  string // the problem, "" for none
	}{
		{"text is cleaned", form.Field{Kind: form.Text}, "  Hải   Phòng ", text, "Hải Phòng", ""},
		{"text of many lines is one", form.Field{Kind: form.Text}, "một\nhai", text, "một hai", ""},
		{"long text keeps its lines", form.Field{Kind: form.LongText}, "một \r\nhai", text, "một\nhai", ""},
		{"text too long", form.Field{Kind: form.Text}, strings.Repeat("ă", form.TextMax+1), text, "", "dài 301 ký tự"},
		{"text as long as may be", form.Field{Kind: form.Text}, strings.Repeat("ă", form.TextMax), text, strings.Repeat("ă", form.TextMax), ""},
		{"a field's own limit", form.Field{Kind: form.Text, Limit: 3}, "bốn chữ", text, "", "chỉ nhận đến 3"},
		{"count", form.Field{Kind: form.Count}, "1.265", number, exact(1265), ""},
		{"count in words", form.Field{Kind: form.Count}, "22 nghìn", number, exact(22000), ""},
		{"count with its word", form.Field{Kind: form.Count, Of: "đơn vị máu"}, "263 đơn vị máu", number, exact(263), ""},
		{"count with a strange word", form.Field{Kind: form.Count, Of: "đơn vị máu"}, "263 người", number, viet.Number{}, "người"},
		{"count with two meanings", form.Field{Kind: form.Count}, "1.5", number, viet.Number{}, "1 phẩy 5"},
		{"vague where it must be exact", form.Field{Kind: form.Count}, "hơn 22 nghìn", number, viet.Number{}, "chính xác"},
		{"vague where it may", form.Field{Kind: form.Count, Vague: true}, "hơn 22 nghìn", number, viet.Number{Lo: 22000, Open: true, Qualifier: viet.AtLeast}, ""},
		{"none is a count", form.Field{Kind: form.Count, Required: true}, "0", number, exact(0), ""},
		{"money", form.Field{Kind: form.Money}, "5 triệu đồng", number, exact(5000000), ""},
		{"money in short", form.Field{Kind: form.Money}, "350.000đ", number, exact(350000), ""},
		{"money upwards", form.Field{Kind: form.Money, Vague: true}, "gần 10 tỷ", number, viet.Number{Hi: 10e9, Qualifier: viet.AtMost}, ""},
		{"day", form.Field{Kind: form.Day}, "9/4/2024", func(a form.Answers) any { return a.Day("q") }, day.Of(2024, 4, 9), ""},
		{"day from a picker", form.Field{Kind: form.Day}, "2024-04-09", func(a form.Answers) any { return a.Day("q") }, day.Of(2024, 4, 9), ""},
		{"no such day", form.Field{Kind: form.Day}, "30/2/2024", func(a form.Answers) any { return a.Day("q") }, day.Day(0), "Không có ngày 30/02/2024"},
		{"choice", form.Field{Kind: form.OneOf, Choices: []form.Choice{{"signed", "có ký"}}}, "signed", text, "signed", ""},
		{"choice that is not offered", form.Field{Kind: form.OneOf, Choices: []form.Choice{{"signed", "có ký"}}}, "scanned", text, "", "không có lựa chọn"},
		{"choice not made", form.Field{Kind: form.OneOf, Required: true}, "", text, "", "Chưa chọn"},
		{"box", form.Field{Kind: form.Check}, "on", func(a form.Answers) any { return a.Checked("q") }, true, ""},
		{"box left empty", form.Field{Kind: form.Check}, "", func(a form.Answers) any { return a.Checked("q") }, false, ""},
		{"box that must be ticked", form.Field{Kind: form.Check, Required: true}, "0", func(a form.Answers) any { return a.Checked("q") }, false, "đánh dấu"},
		{"hidden", form.Field{Kind: form.Hidden}, "06g0abc", text, "06g0abc", ""},
		{"file", form.Field{Kind: form.File}, `C:\Tài liệu\610-LĐLĐ.pdf`, text, "610-LĐLĐ.pdf", ""},
		{"file of another kind", form.Field{Kind: form.File, Accept: []string{".pdf", ".docx"}}, "a.exe", text, "", "chỉ nhận tệp .pdf, .docx"},
		{"file without a name", form.Field{Kind: form.File}, "../..", text, "", "chưa có tên"},
		{"required and missing", form.Field{Kind: form.Text, Required: true}, " \u200b ", text, "", "Chưa ghi mục “Câu hỏi”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.field.Name, c.field.Label = "q", "Câu hỏi"
			a, problems := form.Form{Fields: []form.Field{c.field}}.Parse(url.Values{"q": {c.typed, "second"}, "other": {"x"}})
			if a.Typed("q") != c.typed {
				t.Errorf("typed %q is kept as %q", c.typed, a.Typed("q"))
			}
			if d := cmp.Diff(c.want, c.get(a)); d != "" {
				t.Error(d)
			}
			if c.says == "" && len(problems) > 0 || c.says != "" && (len(problems) != 1 || problems[0].Field != "q" || !strings.Contains(problems[0].Text, c.says)) {
				t.Errorf("problems %q, want %q", problems, c.says)
			}
			if a.Has("q") && c.says != "" {
				t.Error("an answer that was refused is kept as valid")
			}
		})
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	f := form.Form{Fields: []form.Field{
		{Name: "unit", Label: "Đơn vị", Kind: form.Text, Required: true},
		{Name: "bags", Label: "Số đơn vị máu", Kind: form.Count},
		{Name: "day", Label: "Ngày", Kind: form.Day},
		{Name: "note", Label: "Ghi chú", Kind: form.LongText},
	}}
	a, problems := f.Parse(url.Values{"bags": {"1.5"}, "day": {"9/4"}, "note": {"được"}})
	var fields []string
	for _, p := range problems {
		fields = append(fields, p.Field)
	}
	if d := cmp.Diff([]string{"unit", "bags", "day"}, fields); d != "" {
		t.Error(d)
	}
	if a.Text("note") != "được" {
		t.Error("a good answer is lost beside bad ones")
	}
	if err := form.Fault(problems); fault.Field(err) != "unit" || fault.KindOf(err) != fault.Invalid {
		t.Error(err)
	}
	if form.Fault(nil) != nil {
		t.Error("no problem is no fault")
	}
	if p := form.ProblemOf(fault.In("bags", "Quá nhiều.")); p != (form.Problem{Field: "bags", Text: "Quá nhiều."}) {
		t.Error(p)
	}
	if form.Fill(map[string]string{"unit": "A"}).Typed("unit") != "A" {
		t.Error("a form filled beforehand shows nothing")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.265", "9/4/2024", "on", `a\b`, "hơn 22 nghìn đồng", "\xff"} {
		f.Add(s)
	}
	kinds := []form.Kind{form.Text, form.LongText, form.Count, form.Money, form.Day, form.OneOf, form.Check, form.Hidden, form.File}
	f.Fuzz(func(t *testing.T, s string) {
		var q form.Form
		sent := url.Values{}
		for _, k := range kinds {
			q.Fields = append(q.Fields, form.Field{Name: string(k), Label: string(k), Kind: k, Required: true, Vague: true})
			sent.Set(string(k), s)
		}
		a, problems := q.Parse(sent)
		refused := map[string]bool{}
		for _, p := range problems {
			refused[p.Field] = true
		}
		for _, k := range kinds {
			if a.Typed(string(k)) != s || a.Has(string(k)) == refused[string(k)] {
				t.Fatalf("%s: %q has an answer %v and a problem %v", k, s, a.Has(string(k)), refused[string(k)])
			}
		}
	})
}
