package passport

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

var anyDay = rapid.Custom(func(t *rapid.T) day.Day {
	return day.Of(2020, 1, 1).Add(rapid.IntRange(0, 4000).Draw(t, "days"))
})

var anyQuestion = rapid.Custom(func(t *rapid.T) ledger.Question {
	word := func(label string) string {
		return rapid.SampledFrom([]string{"", "union", "place", "06g3abcd9876543210xy", "a b&c=d", "Đảng"}).Draw(t, label)
	}
	q := ledger.Question{Indicator: "blood.bags", Period: day.All, Line: word("line"), Campaign: word("campaign"), Activity: word("activity"), At: word("at"), By: word("by")}
	if rapid.Bool().Draw(t, "period") {
		a, b := anyDay.Draw(t, "from"), anyDay.Draw(t, "to")
		q.Period = day.Period{From: min(a, b), To: max(a, b)}
	}
	if rapid.Bool().Draw(t, "map") {
		q.On = anyDay.Draw(t, "on")
	}
	if rapid.Bool().Draw(t, "known") {
		q.Known = day.InstantOf(time.Date(2026, 1, 1, 0, 0, 0, 0, day.Zone)) + day.Instant(rapid.Int64Range(0, 1e15).Draw(t, "at"))
	}
	return q
})

func TestQuestionToAddressAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestion.Draw(t, "q")
		words, err := url.ParseQuery(Query(q).Encode())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ParseQuery(words); err != nil || got != q {
			t.Fatalf("%+v became %+v (%v)", q, got, err)
		}
	})
}

func TestQuestionsRefused(t *testing.T) {
	for _, c := range []struct{ query, field string }{
		{"", "indicator"},
		{"indicator=blood.bags&from=9/4/2024", "from"},
		{"indicator=blood.bags&to=2024-02-30", "to"},
		{"indicator=blood.bags&on=hôm nay", "on"},
		{"indicator=blood.bags&known=2024", "known"},
		{"indicator=blood.bags&from=2024-06-30&to=2024-01-01", "to"},
	} {
		words, _ := url.ParseQuery(c.query)
		if _, err := ParseQuery(words); fault.KindOf(err) != fault.Invalid || fault.Field(err) != c.field {
			t.Errorf("%q: %v, want a fault in %q", c.query, err, c.field)
		}
	}
}

// TestCode shows that a code is read in any writing, and that one wrong letter or two exchanged ones never lead to another figure.
func TestCode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestion.Draw(t, "q")
		code := Code(q)
		if len(code) != codeLen+1+3 || Code(q) != code {
			t.Fatalf("code %q", code)
		}
		for _, typed := range []string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", ""), strings.ReplaceAll(code, "0", "o"), strings.ReplaceAll(code, "1", "l")} {
			if got, err := read(typed); err != nil || got != code {
				t.Fatalf("%q is read as %q (%v)", typed, got, err)
			}
		}
		letters := []byte(strings.ReplaceAll(code, "-", ""))
		i, j := rapid.IntRange(0, codeLen).Draw(t, "i"), rapid.IntRange(0, codeLen).Draw(t, "j")
		wrong := append([]byte(nil), letters...)
		wrong[i] = digits[rapid.IntRange(0, 31).Draw(t, "letter")]
		swapped := append([]byte(nil), letters...)
		swapped[i], swapped[j] = letters[j], letters[i]
		for _, w := range [][]byte{wrong, swapped} {
			if _, err := read(string(w)); string(w) != string(letters) && fault.KindOf(err) != fault.Invalid {
				t.Fatalf("%s passes for %s", w, letters)
			}
		}
	})
}

func TestCodesThatCannotBe(t *testing.T) {
	for typed, says := range map[string]string{"": "0 ký tự", "7K3M-9XQ2": "8 ký tự", "7K3M-9XQ2-P4TV-U": "không dùng", strings.Repeat("7", 99): "99 ký tự"} {
		if _, err := read(typed); !strings.Contains(fault.Text(err), says) {
			t.Errorf("%q: %v, want %q", typed, err, says)
		}
	}
}
