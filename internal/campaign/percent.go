package campaign

import (
	"math/big"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Mode says what becomes of the digits that a percentage does not print.
type Mode string

const (
	// HalfUp rounds to the nearest, a half away from zero: 54,59 is 55.
	HalfUp Mode = "half_up"
	// Truncate leaves the digits away: 54,59 is 54, as Hưng Yên printed it in 2022.
	Truncate Mode = "truncate"
)

// Rounding is how a percentage is cut to so many decimals. Decimals are 0 to 6.
type Rounding struct {
	Mode     Mode
	Decimals int
}

// Tenth is the rounding of our own screens.
var Tenth = Rounding{HalfUp, 1}

// VN names the rounding: "làm tròn 0,1", "bỏ phần lẻ dưới 0,1", "làm tròn đến hàng đơn vị", "bỏ phần thập phân".
func (r Rounding) VN() string {
	switch {
	case r.Mode == Truncate && r.Decimals == 0:
		return "bỏ phần thập phân"
	case r.Mode == Truncate:
		return "bỏ phần lẻ dưới " + r.step()
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

// VN writes the percentage alone: "105,4 %", "từ 105,4 % trở lên", "không quá 83,4 %", "90 %–110 %".
func (p Percentage) VN() string {
	lo, hi := decimal(p.Lo, p.Rounding.Decimals)+" %", decimal(p.Hi, p.Rounding.Decimals)+" %"
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
	var okLo, okHi bool
	if !open && lo == hi {
		p.Lo, okLo = steps(lo, whole, r.Decimals, nearest(r.Mode))
		p.Hi, okHi = p.Lo, okLo
	} else {
		p.Lo, okLo = steps(lo, whole, r.Decimals, down)
		if okHi = true; !open {
			p.Hi, okHi = steps(hi, whole, r.Decimals, up)
		}
	}
	if !okLo || !okHi {
		return Percentage{}, fault.Invalidf("Kết quả %s quá lớn so với chỉ tiêu %s nên không tính được tỷ lệ. Hãy kiểm tra lại hai số này.",
			viet.FormatInt(max(lo, hi)), viet.FormatInt(whole))
	}
	p.Text = p.VN()
	return p, nil
}

// Percent compares a figure from lo to hi with a target. Its Text names all that the number depends on:
// "105,4 % chỉ tiêu 1.200 (bản 1, năm 2024, KH 03/KH-BCĐHMKCN; làm tròn 0,1)". Document is how the target's document is
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
		how = "hai đầu làm tròn ra ngoài " + r.step()
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

// toward is a way of rounding a quotient.
type toward int

const (
	half toward = iota
	cut
	down
	up
)

func nearest(m Mode) toward {
	if m == Truncate {
		return cut
	}
	return half
}

// steps gives part·100/whole in steps of 10^-decimals, and false where that does not fit 64 bits.
func steps(part, whole int64, decimals int, to toward) (int64, bool) {
	num := new(big.Int).Mul(big.NewInt(part), tens(decimals+2))
	den := big.NewInt(whole)
	quo, rem := new(big.Int).QuoRem(num, den, new(big.Int)) // towards zero
	one := big.NewInt(int64(num.Sign()))
	switch {
	case to == half && new(big.Int).Abs(rem.Lsh(rem, 1)).Cmp(den) >= 0,
		to == up && rem.Sign() > 0,
		to == down && rem.Sign() < 0:
		quo.Add(quo, one)
	}
	return quo.Int64(), quo.IsInt64()
}

func tens(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// decimal writes a number of steps with a decimal comma: decimal(12653, 1) is "1.265,3".
func decimal(n int64, decimals int) string {
	if decimals == 0 {
		return viet.FormatInt(n)
	}
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.FormatInt(n, 10)
	if len(s) <= decimals {
		s = strings.Repeat("0", decimals+1-len(s)) + s
	}
	whole, _ := strconv.ParseInt(s[:len(s)-decimals], 10, 64)
	return sign + viet.FormatInt(whole) + "," + s[len(s)-decimals:]
}
