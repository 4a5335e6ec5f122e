package passport

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/ledger"
)

// TestSharesAddUp shows that shares are whole: a thousand thousandths, none further than one from the truth.
func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := map[ledger.Evidence]int64{}
		for _, e := range ledger.Kinds {
			amounts[e] = rapid.OneOf(rapid.Int64Range(0, 10), rapid.Int64Range(0, math.MaxInt64)).Draw(t, e.Key())
		}
		var sum, whole float64
		out := shares(amounts)
		for _, s := range out {
			sum += float64(s.PerMille)
			whole += float64(s.Amount)
			if s.Amount != amounts[s.Evidence] {
				t.Fatalf("%v has %d", s, amounts[s.Evidence])
			}
		}
		if len(out) > 0 && sum != 1000 {
			t.Fatalf("shares add up to %v: %v", sum, out)
		}
		for _, s := range out {
			if exact := float64(s.Amount) / whole * 1000; math.Abs(exact-float64(s.PerMille)) > 1.001 {
				t.Fatalf("%v should be near %v", s, exact)
			}
		}
	})
}

func TestShareInWords(t *testing.T) {
	out := shares(map[ledger.Evidence]int64{ledger.Declared: 319, ledger.Signed: 946})
	if len(out) != 2 || out[0].VN() != "có ký xác nhận 946 (74,8%)" || out[1].VN() != "đơn vị khai 319 (25,2%)" {
		t.Errorf("%v", out)
	}
	out[0].AtLeast = true
	if got := out[0].VN(); got != "có ký xác nhận từ 946 trở lên (74,8%)" {
		t.Errorf("a lower bound is said as %q", got)
	}
}
