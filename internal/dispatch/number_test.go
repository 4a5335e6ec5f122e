package dispatch

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/fault"
)

// TestNumbersMetInTheSources holds every number seen in the sources to its pattern, kind and parts.
func TestNumbersMetInTheSources(t *testing.T) {
	for _, c := range []struct {
		in      string
		pattern Pattern
		kind    Kind
		seq     int
		suffix  string
		org     string
		unit    string
		text    string // "" = as typed
	}{
		{"610/LĐLĐ", Official, Letter, 610, "", "LĐLĐ", "", ""},
		{"204/KH-BCĐ", State, Plan, 204, "", "BCĐ", "", ""},
		{"03/KH-BCĐHMKCN", State, Plan, 3, "", "BCĐHMKCN", "", ""},
		{"13/TB - BCĐHMKCN", State, Notice, 13, "", "BCĐHMKCN", "", "13/TB-BCĐHMKCN"},
		{"20/KH-UBND", State, Plan, 20, "", "UBND", "", ""},
		{"333/KH-BQL", State, Plan, 333, "", "BQL", "", ""},
		{"370/BQL-DN", Official, Letter, 370, "", "BQL", "DN", ""},
		{"402/BQL-QHXD", Official, Letter, 402, "", "BQL", "QHXD", ""},
		{"34/KH-TLĐ", State, Plan, 34, "", "TLĐ", "", ""},
		{"22/KH-TLĐ", State, Plan, 22, "", "TLĐ", "", ""},
		{"933/QĐ-TLĐ", State, Order, 933, "", "TLĐ", "", ""},
		{"6696/QĐ-TLĐ", State, Order, 6696, "", "TLĐ", "", ""},
		{"4133/TLĐ-ToC", Official, Letter, 4133, "", "TLĐ", "ToC", ""},
		{"4173/TLĐ-ToC", Official, Letter, 4173, "", "TLĐ", "ToC", ""},
		{"270/TLĐ", Official, Letter, 270, "", "TLĐ", "", ""},
		{"608/LĐLĐ", Official, Letter, 608, "", "LĐLĐ", "", ""},
		{"2134/QĐ-LĐLĐ", State, Order, 2134, "", "LĐLĐ", "", ""},
		{"42/KH-LĐLĐ", State, Plan, 42, "", "LĐLĐ", "", ""},
		{"06/NQ-ĐCT", State, Resolution, 6, "", "ĐCT", "", ""},
		{"06b /NQ-TLĐ", State, Resolution, 6, "b", "TLĐ", "", "06b/NQ-TLĐ"},
		{"61/CĐN-ToC", Official, Letter, 61, "", "CĐN", "ToC", ""},
		{"102/KH-CĐN", State, Plan, 102, "", "CĐN", "", ""},
		{"737/MTTW-BTT", Official, Letter, 737, "", "MTTW", "BTT", ""},
		{"139 /QĐ-BCĐQG", State, Order, 139, "", "BCĐQG", "", "139/QĐ-BCĐQG"},
		{"122/QĐ-BCĐQG", State, Order, 122, "", "BCĐQG", "", ""},
		{"66-QĐ/TW", Party, Order, 66, "", "TW", "", ""},
		{"36-HD/VPTW", Party, Guidance, 36, "", "VPTW", "", ""},
		{"157-KL/TW", Party, "KL", 157, "", "TW", "", ""},
		{"60-NQ/TW", Party, Resolution, 60, "", "TW", "", ""},
		{"18-HD/MTTW-BTT", Party, Guidance, 18, "", "MTTW", "BTT", ""},
		{"04-KH/BCĐTW", Party, Plan, 4, "", "BCĐTW", "", ""},
		{"202/2025/QH15", Normative, "", 202, "", "QH15", "", ""},
		{"30/2020/NĐ-CP", Normative, Decree, 30, "", "CP", "", ""},
		{"26/2013/TT-BYT", Normative, Circular, 26, "", "BYT", "", ""},
		{"1995/2004/QĐ-BYT", Normative, Order, 1995, "", "BYT", "", ""},
		// Tolerances.
		{"Số: 139 /QĐ-BCĐQG", State, Order, 139, "", "BCĐQG", "", "139/QĐ-BCĐQG"},
		{"Số 610/LĐLĐ", Official, Letter, 610, "", "LĐLĐ", "", "610/LĐLĐ"},
		{"số:610/LĐLĐ", Official, Letter, 610, "", "LĐLĐ", "", "610/LĐLĐ"},
		{"20/KH - UBND", State, Plan, 20, "", "UBND", "", "20/KH-UBND"},
		{"20/KH – UBND", State, Plan, 20, "", "UBND", "", "20/KH-UBND"},
		{"139/QD-BCDQG", State, Order, 139, "", "BCDQG", "", ""},
		{"20/kh-ubnd", State, Plan, 20, "", "ubnd", "", ""},
		{"139\n/QĐ-\nBCĐQG", State, Order, 139, "", "BCĐQG", "", "139/QĐ-BCĐQG"},
		{"Kế hoạch số 204/KH-BCĐ", State, Plan, 204, "", "BCĐ", "", "204/KH-BCĐ"},
		{"Công văn 610/LĐLĐ", Official, Letter, 610, "", "LĐLĐ", "", "610/LĐLĐ"},
		{"Nghị định 30/2020/NĐ-CP", Normative, Decree, 30, "", "CP", "", "30/2020/NĐ-CP"},
		{"Luật số 91/2025/QH15", Normative, Law, 91, "", "QH15", "", "91/2025/QH15"},
		{"Nghị quyết số: 202/2025/QH15", Normative, Resolution, 202, "", "QH15", "", "202/2025/QH15"},
		{"12/HD-CĐCS", State, Guidance, 12, "", "CĐCS", "", ""},
		{"12/HĐ-CĐCS", State, "HĐ", 12, "", "CĐCS", "", ""},
		{"05/ĐA-TLĐ", State, "ĐA", 5, "", "TLĐ", "", ""},
		{"05/DA-TLĐ", State, "DA", 5, "", "TLĐ", "", ""},
		{"7/CTr-LĐLĐ", State, "CTr", 7, "", "LĐLĐ", "", ""},
		{"7/CT-LĐLĐ", State, "CT", 7, "", "LĐLĐ", "", ""},
		{"15/CĐ", Official, Letter, 15, "", "CĐ", "", ""},
		{"610/LĐLĐ-CSPL&QHLĐ", Official, Letter, 610, "", "LĐLĐ", "CSPL&QHLĐ", ""},
	} {
		n, err := ParseNumber(c.in)
		want := c.text
		if want == "" {
			want = c.in
		}
		if err != nil || n.Pattern != c.pattern || n.Kind != c.kind || n.Seq != c.seq || n.Suffix != c.suffix || n.Org != c.org || n.Unit != c.unit || n.Text != want {
			t.Errorf("ParseNumber(%q) = %+v, %v", c.in, n, err)
		}
	}
}

func TestNumbersRefused(t *testing.T) {
	for _, s := range []string{"", "610", "LĐLĐ", "/LĐLĐ", "610/", "610/ ", "0/LĐLĐ", "9/4/2024", "66-XX/TW", "66-QĐ", "Bức thư số 610/LĐLĐ", "1234567/LĐLĐ", "610/LĐLĐ ngày 18/01/2021", "12/2024"} {
		if n, err := ParseNumber(s); err == nil || fault.Field(err) != "number" || n != (Number{}) {
			t.Errorf("ParseNumber(%q) = %+v, %v; want a fault of the number", s, n, err)
		}
	}
}

func TestReadNumberLeavesTheRest(t *testing.T) {
	for _, c := range []struct{ in, text, rest string }{
		{"Kế hoạch số 204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo", "204/KH-BCĐ", "ngày 02/10/2020 của Ban Chỉ đạo"},
		{"610/LĐLĐ - Về việc tuyên truyền", "610/LĐLĐ", "- Về việc tuyên truyền"},
		{"13/TB - BCĐHMKCN ngày 27/5/2024", "13/TB-BCĐHMKCN", "ngày 27/5/2024"},
		{"610/LĐLĐ, ngày 18", "610/LĐLĐ", ", ngày 18"},
	} {
		n, rest, err := ReadNumber(c.in)
		if err != nil || n.Text != c.text || rest != c.rest {
			t.Errorf("ReadNumber(%q) = %q, %q, %v", c.in, n.Text, rest, err)
		}
	}
}

func TestTwoWritingsOfOneNumber(t *testing.T) {
	for _, group := range [][]string{
		{"139/QĐ-BCĐQG", "Số: 139 /QD-BCDQG", "139/qđ - bcđqg", "0139/QĐ-BCĐQG"},
		{"03/KH-BCĐHMKCN", "3/KH-BCĐHMKCN"},
		{"06b/NQ-TLĐ", "6B/NQ-TLĐ"},
		{"30/2020/NĐ-CP", "30/2020/ND-CP"},
	} {
		first, _ := ParseNumber(group[0])
		for _, s := range group[1:] {
			if n, err := ParseNumber(s); err != nil || n.Key() != first.Key() {
				t.Errorf("%q has the key %q, %q has %q (%v)", group[0], first.Key(), s, n.Key(), err)
			}
		}
	}
	seen := map[string]string{}
	for _, s := range []string{"6/NQ-TLĐ", "6b/NQ-TLĐ", "6/NQ-ĐCT", "6-NQ/TLĐ", "66/NQ-TLĐ", "6/2024/NQ-TLĐ"} {
		n, err := ParseNumber(s)
		if err != nil {
			t.Fatal(err)
		}
		if was, ok := seen[n.Key()]; ok {
			t.Errorf("%q and %q are two numbers with the key %q", was, s, n.Key())
		}
		seen[n.Key()] = s
	}
}

func TestSymbolsWithTwoMeanings(t *testing.T) {
	for s, doubtful := range map[string]bool{"12/CĐ-TLĐ": true, "12/HĐ-TLĐ": true, "12/KH-TLĐ": false, "61/CĐN-ToC": false} {
		if n, err := ParseNumber(s); err != nil || (n.Doubt != "") != doubtful {
			t.Errorf("%q: doubt %q, %v", s, n.Doubt, err)
		}
	}
}

func TestNumbersReadBack(t *testing.T) {
	word := rapid.StringMatching(`[A-ZĐ]{2,6}`)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[1-9][0-9]{0,4}[a-eđ]?`).Draw(t, "seq")
		switch rapid.IntRange(0, 3).Draw(t, "pattern") {
		case 0:
			s += "/" + word.Draw(t, "org")
		case 1:
			s += "/" + string(rapid.SampledFrom([]Kind{Plan, Order, Notice, "CTr", "QyĐ"}).Draw(t, "kind")) + "-" + word.Draw(t, "org")
		case 2:
			s += "-" + string(rapid.SampledFrom([]Kind{Plan, Order, "KL"}).Draw(t, "kind")) + "/" + word.Draw(t, "org") + "-" + word.Draw(t, "unit")
		case 3:
			s += "/2024/" + string(rapid.SampledFrom([]Kind{Decree, Circular}).Draw(t, "kind")) + "-" + word.Draw(t, "org")
		}
		n, err := ParseNumber(s)
		if err != nil || n.Text != s {
			t.Fatalf("%q is read %+v, %v", s, n, err)
		}
		for _, again := range []string{"Số: " + s, strings.ToLower(s), strings.ReplaceAll(s, "-", " - "), strings.ReplaceAll(s, "/", " / ")} {
			m, err := ParseNumber(again)
			if err != nil || m.Key() != n.Key() || m.Kind != n.Kind {
				t.Fatalf("%q has the key %q and kind %q, but %q has %q and %q, %v", s, n.Key(), n.Kind, again, m.Key(), m.Kind, err)
			}
		}
	})
}

func FuzzReadNumber(f *testing.F) {
	for _, s := range []string{"610/LĐLĐ", "Số: 139 /QĐ-BCĐQG", "66-QĐ/TW", "30/2020/NĐ-CP", "06b /NQ-TLĐ", "610/LĐLĐ - Về việc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, _, err := ReadNumber(s)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		again, err := ParseNumber(n.Text)
		if err != nil || again.Text != n.Text || again.Key() != n.Key() {
			t.Fatalf("%q gives %+v, read again %+v, %v", s, n, again, err)
		}
	})
}

func TestKindNames(t *testing.T) {
	for name, want := range map[string]Kind{"Kế hoạch": Plan, "ke hoach": Plan, "CÔNG VĂN": Letter, "Thông tư liên tịch": "TTLT", "thoả thuận": "", "bản thoả thuận": "BTT"} {
		if got, ok := KindNamed(name); got != want || ok != (want != "") {
			t.Errorf("KindNamed(%q) = %q, %v", name, got, ok)
		}
	}
	if len(Kinds()) != 37 || Plan.Name() != "kế hoạch" || Kind("XX").Known() {
		t.Error(len(Kinds()), Plan.Name())
	}
}
