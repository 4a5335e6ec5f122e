package lint

import (
	"math/big"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

func quantity(m mark) ledger.Quantity { return ledger.Quantity{Lo: m.n.Lo, Hi: m.n.Hi, Open: m.n.Open} }

// share is a printed percentage with what it is printed of.
type share struct {
	part, whole ledger.Quantity
	printed     viet.Decimal
	said        viet.Qualifier
	how         string // "2.610/2.819", or "(1.054 − 926)/926"
}

// against says what is wrong with the printed percentage; its Rule is empty where nothing is.
func (s share) against() (f Finding) {
	if s.whole.Lo <= 0 && (s.whole.Open || s.whole.Hi <= 0) || s.part.Lo > reckoned || s.whole.Lo > reckoned {
		return f
	}
	in := s.printed.String() + "%"
	f.Claimed = in
	if s.part.Exact() && s.whole.Exact() && (s.said == viet.Exact || s.said == "") {
		a := report.Percent{Part: s.part.Lo, Whole: s.whole.Lo, Printed: s.printed}.Check()
		rounded := viet.Percent(s.part.Lo, s.whole.Lo, s.printed.Places, viet.HalfUp)
		if !a.Holds && s.printed.Places == 0 { // what it is to a tenth shows best that it is not what was printed
			if fine := viet.Percent(s.part.Lo, s.whole.Lo, 1, viet.HalfUp); fine.Units%10 != 0 {
				rounded = fine
			}
		}
		f.Recomputed = rounded.String() + "%"
		switch {
		case !a.Holds:
			f.Rule, f.Severity = "percent", Conflict
			f.Say = s.how + " = " + rounded.String() + "%, không phải " + in + "."
		case a.Mode == viet.Truncate:
			f.Rule, f.Severity = "percent", Info
			fine := viet.Percent(s.part.Lo, s.whole.Lo, max(2, s.printed.Places+1), viet.HalfUp)
			f.Say = s.how + " = " + fine.String() + "%: làm tròn là " + rounded.String() + "%, cắt bớt là " + in + "."
		}
		return f
	}
	lo, hi, bounded := s.bounds()
	p := s.printed.Rat()
	half := new(big.Rat).SetFrac64(1, 2)
	slack := half.Quo(half, new(big.Rat).SetInt(pow10(s.printed.Places))) // what rounding may hide
	low, high := new(big.Rat).Sub(lo, slack), (*big.Rat)(nil)
	if bounded {
		high = new(big.Rat).Add(hi, slack)
	}
	var fails bool
	switch s.said {
	case viet.AtLeast:
		fails = high != nil && p.Cmp(high) > 0
	case viet.AtMost:
		fails = p.Cmp(low) < 0
	case viet.About:
		tenth := new(big.Rat).Quo(p, big.NewRat(10, 1))
		fails = new(big.Rat).Add(p, tenth).Cmp(low) < 0 || high != nil && new(big.Rat).Sub(p, tenth).Cmp(high) > 0
	default:
		// Cutting off may hide a whole step.
		low.Sub(lo, slack)
		fails = new(big.Rat).Add(p, new(big.Rat).Add(slack, slack)).Cmp(lo) < 0 || high != nil && p.Cmp(high) > 0
	}
	f.Recomputed = s.interval(lo, hi, bounded)
	switch {
	case fails:
		f.Rule, f.Severity = "percent", Conflict
		f.Say = s.how + " là " + f.Recomputed + ", không thể là " + saidPercent(s.said, in) + "."
		f.Claimed = saidPercent(s.said, in)
	case (s.said == viet.Exact || s.said == "") && !(s.part.Exact() && s.whole.Exact()):
		f.Rule, f.Severity = "vague", Doubt
		f.Say = "Số đem chia chỉ biết là " + vagueOf(s.part, s.whole) + " nên tỷ lệ là " + f.Recomputed + "; ghi đúng " + in + " là chắc hơn điều đã biết."
	}
	return f
}

// reckoned bounds what percentages are reckoned of, so that nothing overflows.
const reckoned = viet.MaxCount

func vagueOf(part, whole ledger.Quantity) string {
	if !part.Exact() {
		return part.String()
	}
	return whole.String()
}

func saidPercent(q viet.Qualifier, in string) string {
	switch q {
	case viet.AtLeast:
		return "trên " + in
	case viet.AtMost:
		return "dưới " + in
	case viet.About:
		return "khoảng " + in
	}
	return in
}

// bounds gives the least and the greatest percentage.
func (s share) bounds() (lo, hi *big.Rat, bounded bool) {
	hundred := func(a, b int64) *big.Rat {
		if b <= 0 {
			b = 1
		}
		return new(big.Rat).Mul(big.NewRat(100, 1), big.NewRat(a, b))
	}
	lo = new(big.Rat)
	if !s.whole.Open {
		lo = hundred(s.part.Lo, s.whole.Hi)
	}
	if s.part.Open || s.whole.Lo <= 0 {
		return lo, nil, false
	}
	return lo, hundred(s.part.Hi, s.whole.Lo), true
}

func (s share) interval(lo, hi *big.Rat, bounded bool) string {
	a := decimalOf(lo, s.printed.Places) + "%"
	switch {
	case !bounded:
		return "từ " + a + " trở lên"
	case lo.Sign() == 0:
		return "không quá " + decimalOf(hi, s.printed.Places) + "%"
	}
	if b := decimalOf(hi, s.printed.Places) + "%"; a != b {
		return a + "–" + b
	}
	return a
}

// decimalOf writes a fraction with so many places, rounded.
func decimalOf(r *big.Rat, places int) string {
	s := strings.ReplaceAll(r.FloatString(places), ".", ",")
	whole, rest, ok := strings.Cut(s, ",")
	n, good := new(big.Int).SetString(whole, 10)
	if !good || !n.IsInt64() {
		return s
	}
	whole = viet.FormatInt(n.Int64())
	if ok {
		whole += "," + rest
	}
	return whole
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// agreed compares a printed amount with what comes out: it agrees, is the same but for rounding, or does not.
type agreed int

const (
	differs agreed = iota
	rounds
	agrees
)

func (m mark) agrees(out ledger.Quantity) agreed {
	q := quantity(m)
	switch {
	case q.Agrees(out):
		return agrees
	case m.step > 1 && q.Exact() && out.Exact() && abs(q.Lo-out.Lo) < m.step:
		return rounds
	case m.step > 1 && !q.Exact() && out.Exact() && abs(m.bare()-out.Lo) < m.step: // "gần 29 tỷ" of 29,04 tỷ
		return rounds
	}
	return differs
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// people are the words for persons: parts of people may have any of them.
var people = wordSet("nguoi nam nu doan cong can vien lao nhan sinh hoi tinh dang hoc giao")

// sameNoun reports whether two amounts may count the same thing.
func sameNoun(a, b mark) bool {
	if money(a) || money(b) {
		return money(a) && money(b) || a.noun == "" && !b.scaled || b.noun == "" && !a.scaled
	}
	return a.noun == "" || b.noun == "" || head(a.noun) == head(b.noun)
}

// money reports whether an amount is one of đồng.
func money(m mark) bool { return head(m.noun) == "dong" }

// head is what a noun counts: its first words, as far as they tell.
func head(noun string) string {
	words := strings.Fields(noun)
	switch {
	case len(words) == 0:
		return ""
	case words[0] == "d" || words[0] == "vnd":
		return "dong"
	case words[0] == "don" || words[0] == "diem" || words[0] == "luot" || words[0] == "cuoc" || words[0] == "dia" || words[0] == "ngay":
		return strings.Join(words[:min(2, len(words))], " ")
	case words[0] == "dong" && len(words) > 1 && words[1] == "chi":
		return "nguoi"
	}
	return words[0]
}
