package passport

import (
	"math/big"
	"slices"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

// Share is how much of a figure is known in one way. Amounts are lower bounds: that is what the ledger vouches for.
type Share struct {
	Evidence ledger.Evidence
	Amount   int64
	PerMille int64 // of the whole lower bound; over all shares they add up to 1000
	AtLeast  bool  // the figure is not exact: the amount is no more than a lower bound
}

// VN says the share as "có ký xác nhận 1.265 (100,0%)", or "kiểm đếm từ 22.000 trở lên (100,0%)".
func (s Share) VN() string {
	q := ledger.Exactly(s.Amount)
	if s.AtLeast {
		q = ledger.AtLeast(s.Amount)
	}
	return s.Evidence.Label() + " " + q.String() + " (" + viet.FormatPercent(s.PerMille, 1000, 1, viet.HalfUp) + ")"
}

// mix divides the figure by evidence.
func (p *Passport) mix(*db.View) error {
	p.Mix = shares(p.Figure.ByEvidence)
	for i := range p.Mix {
		p.Mix[i].AtLeast = !p.Figure.Exact()
	}
	return nil
}

// shares cuts the amounts into thousandths that add up: what rounding leaves over goes to those that lost most by it.
func shares(amounts map[ledger.Evidence]int64) []Share {
	var out []Share
	whole := new(big.Int)
	for _, e := range ledger.Kinds {
		if n := amounts[e]; n > 0 {
			out = append(out, Share{Evidence: e, Amount: n})
			whole.Add(whole, big.NewInt(n))
		}
	}
	lost := make([]*big.Int, len(out))
	order := make([]int, len(out))
	left := int64(1000)
	for i := range out {
		quo, rem := new(big.Int).QuoRem(new(big.Int).Mul(big.NewInt(out[i].Amount), big.NewInt(1000)), whole, new(big.Int))
		out[i].PerMille, lost[i], order[i] = quo.Int64(), rem, i
		left -= quo.Int64()
	}
	slices.SortStableFunc(order, func(a, b int) int { return lost[b].Cmp(lost[a]) })
	for _, i := range order {
		if left == 0 {
			break
		}
		out[i].PerMille++
		left--
	}
	return out
}
