package kind

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
)

// Names of the fields that every sheet ends with.
const (
	EvidenceField    = "evidence"    // how the figures of this sheet are known
	SourceField      = "source"      // the paper or the people that they come from
	ExplanationField = "explanation" // the word about what the checks found
)

// SheetOf returns the form for the figures of one activity: the kind's own fields, then evidence, source and explanation.
// One sheet has one source. Where the hospital signed for the bags and the union counted who came, there are two sheets,
// and each leaves empty what its source does not say.
func SheetOf(k Kind) form.Form {
	var f form.Form
	if s, ok := k.(Sheeter); ok {
		f = s.Sheet()
	} else {
		f = Ask(k)
	}
	f.Fields = append(f.Fields, form.Field{
		Name: EvidenceField, Label: "Các số này có được bằng cách nào", Kind: form.OneOf, Required: true,
		Help:    "Mỗi lần nhập chỉ ghi số từ một nguồn. Nguồn khác thì nhập thêm một lần nữa; các số đứng cạnh nhau, không ghi đè.",
		Choices: evidenceChoices(),
	}, form.Field{
		Name: SourceField, Label: "Nguồn của số", Kind: form.Text, Required: true,
		Help: "Ví dụ: Biên bản giao nhận ngày 09/04/2024; hoặc tên bộ phận đã đếm.",
	}, form.Field{
		Name: ExplanationField, Label: "Giải trình", Kind: form.LongText,
		Help: "Chỉ cần khi phần kiểm tra báo số không khớp hoặc cần xem lại.",
	})
	return f
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

// typable are the kinds of evidence that a person can vouch for; scans and imports come from machines.
var typable = []ledger.Evidence{ledger.Signed, ledger.Counted, ledger.Declared}

func evidenceChoices() []form.Choice {
	out := make([]form.Choice, len(typable))
	for i, e := range typable {
		out[i] = form.Choice{Value: e.Key(), Label: e.Label()}
	}
	return out
}

// Filled is a sheet that was sent: what one source says of one activity.
type Filled struct {
	Values      Values
	Evidence    ledger.Evidence
	Source      string
	Explanation string
}

// Read takes the figures out of the answers to a sheet. What was left empty is not among the values: nobody said zero.
func Read(k Kind, a form.Answers) Filled {
	f := Filled{Values: Values{}, Source: a.Text(SourceField), Explanation: a.Text(ExplanationField)}
	f.Evidence, _ = ledger.EvidenceByKey(a.Text(EvidenceField)) // the form has seen to it that it is one of the choices
	for _, i := range k.Indicators() {
		if n, ok := a.Number(i.Key); ok {
			f.Values[i.Key] = ledger.Quantity{Lo: n.Lo, Hi: n.Hi, Open: n.Open}
		}
	}
	return f
}

// Postings turns figures into what is to be entered, in the order of the kind's indicators, together with what follows from
// them. Common holds what all of them share: campaign, activity, unit, place, day, source, evidence.
func Postings(k Kind, v Values, common ledger.Posting) []ledger.Posting {
	var all []ledger.Posting
	whole := Derive(k, v)
	for _, i := range k.Indicators() {
		q, ok := whole[i.Key]
		if !ok {
			continue
		}
		p := common
		p.Indicator, p.Quantity = i.Key, q
		if _, typed := v[i.Key]; !typed {
			p.Note = "tính từ các số cùng nguồn"
		}
		all = append(all, p)
	}
	return all
}
