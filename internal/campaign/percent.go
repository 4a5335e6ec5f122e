package campaign

import (
	"math/big"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Rounding is how a percentage is cut to so many decimals, 0 to 6. Rounding to the nearest makes 54,59 a 55; truncation
// leaves it 54, as Hưng Yên printed it in 2022.
type Rounding struct {
	Mode     viet.Rounding // viet.HalfUp, viet.Truncate
	Decimals int
}

// Tenth is the rounding of our own screens.
var Tenth = Rounding{viet.HalfUp, 1}

// VN names the rounding: "làm tròn 0,1", "cắt bỏ phần lẻ dưới 0,1", "làm tròn đến hàng đơn vị", "cắt bỏ phần thập phân".
func (r Rounding) VN() string {
	switch {
	case r.Mode == viet.Truncate && r.Decimals == 0:
		return "cắt bỏ phần thập phân"
	case r.Mode == viet.Truncate:
		return "cắt bỏ phần lẻ dưới " + r.step()
	case r.Decimals == 0:
		return "làm tròn đến " + r.step()
	}
	return "làm tròn " + r.step()
}

func (r Rounding) step() string {
	if r.Decimals == 0 {
		return "hàng đơn vị"
	}
	return decimal(1, r.Decimals)
}

// Percentage is part of a whole, exact to the digits that it names. Where the part is an interval, so is the percentage,
// and its ends are rounded outwards, so that nothing is claimed that the part does not bear out.
type Percentage struct {
	Lo, Hi   int64 // in steps of the rounding: 1054 is 105,4 with one decimal. Hi means nothing where Open.
	Open     bool  // nothing bounds it from above
	Rounding Rounding
	Text     string // the whole sentence, naming target, version, period, document, rounding
}

// Exact reports whether the percentage is one value.
func (p Percentage) Exact() bool { return !p.Open && p.Lo == p.Hi }

// VN writes the percentage alone: "105,4%", "từ 105,4% trở lên", "không quá 83,4%", "90%–110%".
func (p Percentage) VN() string {
	lo, hi := decimal(p.Lo, p.Rounding.Decimals)+"%", decimal(p.Hi, p.Rounding.Decimals)+"%"
	switch {
	case p.Open:
		return "từ " + lo + " trở lên"
	case p.Lo == p.Hi:
		return lo
	case p.Lo == 0:
		return "không quá " + hi
	}
	return lo + "–" + hi
}

// Plain writes the lower end as a JSON number: "105.4".
func (p Percentage) Plain() string {
	return strings.ReplaceAll(strings.ReplaceAll(decimal(p.Lo, p.Rounding.Decimals), ".", ""), ",", ".")
}

// Ratio says what percentage of whole the part from lo to hi is; with open nothing bounds the part from above.
// A whole of zero or less has no percentages and is refused.
func Ratio(lo, hi int64, open bool, whole int64, r Rounding) (Percentage, error) {
	if whole <= 0 {
		return Percentage{}, fault.Invalidf("Chỉ tiêu là %s nên không tính được tỷ lệ. Hãy nhập chỉ tiêu lớn hơn 0.", viet.FormatInt(whole))
	}
	if r.Decimals < 0 || r.Decimals > 6 {
		return Percentage{}, fault.Invalidf("Tỷ lệ chỉ in được từ 0 đến 6 chữ số thập phân, không phải %d.", r.Decimals)
	}
	p := Percentage{Open: open, Rounding: r}
	if !fits(lo, whole, r.Decimals) || !open && !fits(hi, whole, r.Decimals) {
		return p, fault.Invalidf("Kết quả %s quá lớn so với chỉ tiêu %s nên không tính được tỷ lệ. Hãy kiểm tra lại hai số này.",
			viet.FormatInt(max(lo, hi)), viet.FormatInt(whole))
	}
	switch {
	case !open && lo == hi:
		p.Lo = viet.Percent(lo, whole, r.Decimals, r.Mode).Units
		p.Hi = p.Lo
	case open:
		p.Lo = outward(lo, whole, r.Decimals, -1)
	default:
		p.Lo, p.Hi = outward(lo, whole, r.Decimals, -1), outward(hi, whole, r.Decimals, +1)
	}
	p.Text = p.VN()
	return p, nil
}

// Percent compares a figure from lo to hi with a target. Its Text names all that the number depends on:
// "105,4% chỉ tiêu 1.200 (bản 1, năm 2024, KH 03/KH-BCĐHMKCN; làm tròn 0,1)". Document is how the target's document is
// cited (see Cite), "" for none. Whether figure and target are of the same period is asked of PeriodWarning.
func Percent(lo, hi int64, open bool, t Target, document string, r Rounding) (Percentage, error) {
	p, err := Ratio(lo, hi, open, t.Quantity, r)
	if err != nil {
		return p, err
	}
	what := "chỉ tiêu "
	if t.Source == SelfSet {
		what = "chỉ tiêu tự đăng ký "
	}
	named := []string{"bản " + strconv.Itoa(t.Version), t.Period.VN()}
	if document != "" {
		named = append(named, document)
	}
	how := r.VN()
	if !p.Exact() {
		what = "so với " + what
		how = "đầu dưới làm tròn xuống, đầu trên làm tròn lên " + r.step()
		switch {
		case p.Open:
			how = "làm tròn xuống " + r.step()
		case p.Lo == 0:
			how = "làm tròn lên " + r.step()
		}
	}
	p.Text = p.VN() + " " + what + viet.FormatInt(t.Quantity) + " (" + strings.Join(named, ", ") + "; " + how + ")"
	return p, nil
}

// outward gives part·100/whole in steps of 10^-decimals, rounded down with to = -1 and up with to = +1.
func outward(part, whole int64, decimals int, to int) int64 {
	cut := viet.Percent(part, whole, decimals, viet.Truncate)
	truth := new(big.Rat).Mul(big.NewRat(part, whole), big.NewRat(100, 1))
	if cut.Rat().Cmp(truth) == -to {
		cut.Units += int64(to)
	}
	return cut.Units
}

// fits reports whether the steps of a percentage fit 64 bits, with room for rounding.
func fits(part, whole int64, decimals int) bool {
	n := new(big.Int).Mul(big.NewInt(part), tens(decimals+2))
	return n.Quo(n, big.NewInt(whole)).BitLen() < 63
}

func tens(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func decimal(n int64, places int) string { return viet.Decimal{Units: n, Places: places}.String() }
