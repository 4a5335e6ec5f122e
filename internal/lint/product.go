package lint

import (
	"math/big"
	"regexp"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

var (
	timesSign = regexp.MustCompile(`^[a-z ()]{0,40}(\*| x) ?$`)
	each      = regexp.MustCompile(`\b(moi|tri gia moi)( [a-z]+){1,3}( tri gia| nhan| duoc| la| gom)?( hon| gan| khoang| tren)* ?$`)
	inAll     = regexp.MustCompile(`(=|\b(tong|bang|thanh tien|tong cong|tong tri gia|tong so tien|tong kinh phi|la)\b)[a-z :]{0,40}$`)
)

// products looks at "49.440 vé × 200.000 đồng = 9,888 tỷ đồng" and "3.000 suất quà, mỗi suất 350.000 đồng, tổng trị giá 1,05 tỷ
// đồng". Several products may be added up before the total.
func products(t *text, out *findings) {
	for _, s := range t.sentences {
		for k := 0; k+2 < len(s.nums); k++ {
			a, b, c := s.nums[k], s.nums[k+1], s.nums[k+2]
			if a.kind != amount || b.kind != amount || c.kind != amount {
				continue
			}
			if g := s.gap(k + 1); len(g) > 90 || strings.IndexByte(g, '*') < 0 && !strings.HasSuffix(strings.TrimSpace(g), " x") && strings.TrimSpace(g) != "x" && indexWord(g, "moi") < 0 {
				continue
			}
			signed := timesSign.MatchString(s.gap(k + 1))
			spoken := each.MatchString(s.gap(k+1)) && len(s.gap(k+1)) < 90 && (money(b) || b.scaled)
			if !signed && !spoken || !inAll.MatchString(s.gap(k+2)) || len(s.gap(k+2)) > 70 || spoken && !money(c) && !c.scaled {
				continue
			}
			if k > 0 && strings.HasSuffix(strings.TrimSpace(s.gap(k)), "+") || spoken && b.bare() >= c.bare() {
				continue
			}
			want, ok := product(quantity(a), quantity(b))
			if !ok {
				continue
			}
			found := Finding{Rule: "product", Claimed: t.written(c), Recomputed: want.String()}
			how := plainly(a) + " × " + plainly(b) + " = " + want.String()
			switch c.agrees(want) {
			case agrees:
				if !want.Exact() && quantity(c).Exact() {
					found.Rule, found.Severity, found.Say = "vague", Doubt, how+"; ghi đúng "+plainly(c)+" là chắc hơn điều đã biết."
					out.add(a.at, c.at+1, found)
				}
			case rounds:
				found.Severity, found.Say = Info, how+"; văn bản ghi tròn là "+t.written(c)+"."
				out.add(a.at, c.at+1, found)
			default:
				found.Severity, found.Say = Conflict, how+", văn bản ghi "+plainly(c)+"."
				out.add(a.at, c.at+1, found)
			}
		}
	}
}

// product multiplies two intervals; false where the result is too great.
func product(a, b ledger.Quantity) (ledger.Quantity, bool) {
	mul := func(x, y int64) (int64, bool) {
		n := new(big.Int).Mul(big.NewInt(x), big.NewInt(y))
		return n.Int64(), n.IsInt64() && n.Int64() <= viet.MaxCount
	}
	lo, ok := mul(a.Lo, b.Lo)
	if !ok {
		return ledger.Quantity{}, false
	}
	if a.Open || b.Open {
		return ledger.AtLeast(lo), true
	}
	hi, ok := mul(a.Hi, b.Hi)
	return ledger.Between(lo, hi), ok
}
