package kind_test

import (
	"maps"
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/blood"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// plain is a kind with nothing optional.
type plain struct{}

func (plain) Key() string  { return "plain" }
func (plain) Name() string { return "Đợt thử" }
func (plain) Indicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Key: "plain.whole", Name: "Số CĐCS", Measure: indicator.Units, Of: "CĐCS", Definition: "Số công đoàn cơ sở."},
		{Key: "plain.part", Name: "CĐCS có hoạt động", Measure: indicator.Units, Of: "CĐCS", Definition: "Số công đoàn cơ sở có hoạt động."},
	}
}

func TestExplanation(t *testing.T) {
	r := kind.NewReview(plain{}, kind.Values{"plain.whole": ledger.Exactly(3), "plain.part": ledger.Exactly(5)})
	r.AtMost(kind.Wrong, "plain.part", "plain.part", "plain.whole", "Xem lại danh sách")
	found := r.Findings()
	if len(found) != 1 || found[0].Text != "CĐCS có hoạt động (5) nhiều hơn số CĐCS (3), thừa 2. Xem lại danh sách." {
		t.Fatalf("%+v", found)
	}
	err := kind.Unexplained(found, "  ")
	if fault.KindOf(err) != fault.Invalid || fault.Field(err) != kind.ExplanationField || !strings.Contains(fault.Text(err), "thừa 2") {
		t.Errorf("without an explanation: %v", err)
	}
	if err := kind.Unexplained(found, "hai CĐCS mới thành lập"); err != nil {
		t.Errorf("with an explanation: %v", err)
	}
	if err := kind.Unexplained([]kind.Finding{{Level: kind.Note, Text: "Lưu ý."}}, ""); err != nil {
		t.Errorf("a note needs none: %v", err)
	}
}

// TestFromPaperToLines fills a blood drive's slip as the hospital's paper says it.
func TestFromPaperToLines(t *testing.T) {
	k := blood.Kind{}
	a, problems := kind.SlipOf(k).Parse(url.Values{"blood.bags_350": {"193"}, "blood.bags_250": {"0"}, "blood.bags_450": {"0"},
		"blood.attended": {"hơn 250"}, "blood.came": {""}, "evidence": {"signed"}, "number": {"Biên bản  giao nhận"}, "date": {"9/4/2024"}, "signers": {"A; B"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	f := kind.Read(k, a)
	if paper := (report.Paper{Number: "Biên bản giao nhận", Date: day.Of(2024, 4, 9), Signers: "A; B"}); f.Evidence != ledger.Signed || f.Paper != paper || len(f.Values) != 4 {
		t.Fatalf("%+v", f)
	}
	want := map[string]ledger.Quantity{"blood.attended": ledger.AtLeast(250), "blood.bags": ledger.Exactly(193), "blood.bags_250": {},
		"blood.bags_350": ledger.Exactly(193), "blood.bags_450": {}, "blood.ml": ledger.Exactly(67_550)}
	lines := kind.Lines(k, f.Values)
	if got := kind.ValuesOf(lines); !maps.Equal(got, want) {
		t.Errorf("lines say %v, want %v", got, want)
	}
	for _, l := range lines {
		if _, typed := f.Values[l.Indicator]; (l.Note == "") != typed {
			t.Errorf("%s: note %q, typed %v", l.Indicator, l.Note, typed)
		}
	}
}

func TestSheetOfPlainKind(t *testing.T) {
	names := func(f form.Form) string {
		var all []string
		for _, q := range f.Fields {
			all = append(all, q.Name)
		}
		return strings.Join(all, " ")
	}
	if got := names(kind.SheetOf(plain{})); got != "plain.whole plain.part explanation" {
		t.Error(got)
	}
	slip := kind.SlipOf(plain{})
	if got := names(slip); got != "plain.whole plain.part evidence number date signers explanation" {
		t.Error(got)
	}
	if n := len(slip.Fields[2].Choices); n != 3 {
		t.Errorf("%d kinds of evidence to choose from: a paper is signed, counted or taken over", n)
	}
	a, _ := kind.SheetOf(plain{}).Parse(url.Values{"plain.part": {"3"}})
	if f := kind.Read(plain{}, a); f.Evidence != ledger.Declared || f.Values["plain.part"] != ledger.Exactly(3) {
		t.Errorf("what a unit says is declared: %+v", f)
	}
}
