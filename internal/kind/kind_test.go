package kind_test

import (
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/blood"
	"phongtrao/internal/ledger"
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

// TestFromSheetToPostings fills a blood drive's sheet as the hospital's paper says it.
func TestFromSheetToPostings(t *testing.T) {
	k := blood.Kind{}
	a, problems := kind.SheetOf(k).Parse(url.Values{"blood.bags_350": {"193"}, "blood.bags_250": {"0"}, "blood.bags_450": {"0"},
		"blood.attended": {"hơn 250"}, "blood.came": {""}, "evidence": {"signed"}, "source": {"Biên bản  giao nhận"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	f := kind.Read(k, a)
	if f.Evidence != ledger.Signed || f.Source != "Biên bản giao nhận" || len(f.Values) != 4 {
		t.Fatalf("%+v", f)
	}
	got := map[string]ledger.Posting{}
	for _, p := range kind.Postings(k, f.Values, ledger.Posting{Activity: "d1", Evidence: f.Evidence, Source: f.Source}) {
		got[p.Indicator] = p
	}
	want := map[string]ledger.Quantity{"blood.attended": ledger.AtLeast(250), "blood.bags": ledger.Exactly(193), "blood.bags_250": {},
		"blood.bags_350": ledger.Exactly(193), "blood.bags_450": {}, "blood.ml": ledger.Exactly(67_550)}
	if len(got) != len(want) {
		t.Errorf("posted %v", got)
	}
	for key, q := range want {
		p, ok := got[key]
		_, typed := f.Values[key]
		if !ok || p.Quantity != q || p.Activity != "d1" || p.Evidence != ledger.Signed || (p.Note == "") != typed {
			t.Errorf("%s: %+v, want %s", key, p, q)
		}
	}
}

func TestSheetOfPlainKind(t *testing.T) {
	fields := kind.SheetOf(plain{}).Fields
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "plain.whole plain.part evidence source explanation" {
		t.Error(got)
	}
	if n := len(fields[2].Choices); n != 3 {
		t.Errorf("%d kinds of evidence to choose from: a person signs, counts or declares", n)
	}
}
