package kind

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// Names of the fields that stand behind the figures.
const (
	EvidenceField    = "evidence"    // how the figures of a paper are known
	NumberField      = "number"      // of the paper
	DateField        = "date"        // of the paper
	SignersField     = "signers"     // who signed it, or counted
	ExplanationField = "explanation" // the word about what the checks found
)

// SheetOf returns the form for what a unit declares of one activity: the kind's own fields, then the explanation.
func SheetOf(k Kind) form.Form {
	f := figures(k)
	f.Fields = append(f.Fields, explanation)
	return f
}

// SlipOf returns the form for figures entered from a paper: the kind's own fields, then the paper and the explanation. One
// slip has one source. Where the hospital signed for the bags and the union counted who came, there are two slips, and
// each leaves empty what its paper does not say.
func SlipOf(k Kind) form.Form {
	f := figures(k)
	f.Fields = append(f.Fields, form.Field{
		Name: EvidenceField, Label: "Các số này có được bằng cách nào", Kind: form.OneOf, Required: true, Choices: evidenceChoices(),
		Help: "Mỗi phiếu chỉ ghi số từ một nguồn. Nguồn khác thì nhập phiếu khác; các số đứng cạnh nhau, không ghi đè.",
	}, form.Field{
		Name: NumberField, Label: "Số, ký hiệu hoặc tên giấy tờ", Kind: form.Text, Help: "Ví dụ: Biên bản giao nhận máu 12/BB; tên danh sách cũ.",
	}, form.Field{
		Name: DateField, Label: "Ngày ghi trên giấy tờ", Kind: form.Day,
	}, form.Field{
		Name: SignersField, Label: "Người ký hoặc người đếm", Kind: form.Text, Help: "Cách nhau bằng dấu chấm phẩy. Số kiểm đếm cần hai người.",
	}, explanation)
	return f
}

var explanation = form.Field{Name: ExplanationField, Label: "Giải trình", Kind: form.LongText,
	Help: "Chỉ cần khi phần kiểm tra báo số không khớp hoặc cần xem lại. Không ghi tên người hiến, người nhận."}

func figures(k Kind) form.Form {
	if s, ok := k.(Sheeter); ok {
		return s.Sheet()
	}
	return Ask(k)
}

// Ask makes the fields for some of a kind's indicators, or for all of them where no key is given.
func Ask(k Kind, keys ...string) form.Form {
	var f form.Form
	if len(keys) == 0 {
		for _, i := range k.Indicators() {
			keys = append(keys, i.Key)
		}
	}
	for _, key := range keys {
		i, ok := Indicator(k, key)
		if !ok {
			continue
		}
		field := form.Field{Name: i.Key, Label: i.Name, Help: i.Definition, Kind: form.Count, Vague: true, Of: i.Label()}
		if i.Measure == indicator.Dong {
			field.Kind = form.Money
		}
		f.Fields = append(f.Fields, field)
	}
	return f
}

// onPaper are the kinds of evidence that a paper can give. What a unit declares is sent with SheetOf; scans come from machines.
var onPaper = []ledger.Evidence{ledger.Signed, ledger.Counted, ledger.Imported}

func evidenceChoices() []form.Choice {
	out := make([]form.Choice, len(onPaper))
	for i, e := range onPaper {
		out[i] = form.Choice{Value: e.Key(), Label: e.Label()}
	}
	return out
}

// Filled is a sheet or a slip that was sent: what one source says of one activity.
type Filled struct {
	Values      Values
	Evidence    ledger.Evidence // of a slip; of a sheet Declared
	Paper       report.Paper    // of a slip
	Explanation string
}

// Read takes the figures out of the answers. What was left empty is not among the values: nobody said zero.
func Read(k Kind, a form.Answers) Filled {
	f := Filled{Values: Values{}, Evidence: ledger.Declared, Explanation: a.Text(ExplanationField),
		Paper: report.Paper{Number: a.Text(NumberField), Date: a.Day(DateField), Signers: a.Text(SignersField)}}
	if e, err := ledger.EvidenceByKey(a.Text(EvidenceField)); err == nil {
		f.Evidence = e
	}
	for _, i := range k.Indicators() {
		if n, ok := a.Number(i.Key); ok {
			f.Values[i.Key] = report.Quantity(n)
		}
	}
	return f
}

// Lines turns figures into the lines of a submission or a slip, in the order of the kind's indicators, together with what
// follows from them.
func Lines(k Kind, v Values) []report.Line {
	var all []report.Line
	whole := Derive(k, v)
	for _, i := range k.Indicators() {
		q, ok := whole[i.Key]
		if !ok {
			continue
		}
		l := report.Line{Indicator: i.Key, Quantity: q}
		if _, typed := v[i.Key]; !typed {
			l.Note = "tính từ các số cùng nguồn"
		}
		all = append(all, l)
	}
	return all
}

// ValuesOf is the opposite of Lines: the figures that lines hold, to be shown or checked again.
func ValuesOf(lines []report.Line) Values {
	v := Values{}
	for _, l := range lines {
		v[l.Indicator] = l.Quantity
	}
	return v
}
