package viet

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
)

// Decimal is a number with a fixed count of places: Units 926 with 1 place is 92,6. It is never a float, so that what was
// printed can be compared with what was computed.
type Decimal struct {
	Units  int64
	Places int
}

// String writes the decimal the Vietnamese way: 5.785,6.
func (d Decimal) String() string {
	if d.Places <= 0 {
		return FormatInt(d.Units)
	}
	sign, n := "", strconv.FormatInt(d.Units, 10)
	if n[0] == '-' {
		sign, n = "-", n[1:]
	}
	if short := d.Places + 1 - len(n); short > 0 {
		n = strings.Repeat("0", short) + n
	}
	whole, _ := strconv.ParseInt(n[:len(n)-d.Places], 10, 64)
	return sign + FormatInt(whole) + "," + n[len(n)-d.Places:]
}

// Rat returns the decimal as a fraction.
func (d Decimal) Rat() *big.Rat { return new(big.Rat).SetFrac(big.NewInt(d.Units), power(d.Places)) }

func power(places int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
}

// maxDigits bounds the digits of a number that is read: with them a Decimal fits into an int64.
const maxDigits = 18

// The shapes of a number in digits. A point stands between thousands and a comma before decimals; the English way is
// taken only where it cannot be mistaken for the Vietnamese one.
var (
	whole        = regexp.MustCompile(`^\d+$`)
	thousands    = regexp.MustCompile(`^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$`)
	decimal      = regexp.MustCompile(`^\d+,\d+$`)
	english      = regexp.MustCompile(`^[1-9]\d{0,2}(,\d{3})+\.\d+$|^[1-9]\d{0,2}(,\d{3}){2,}$`)
	eitherComma  = regexp.MustCompile(`^[1-9]\d{0,2},\d{3}$`)
	eitherPoint  = regexp.MustCompile(`^(\d+)\.(\d+)$`)
	spacedGroups = regexp.MustCompile(`^[1-9]\d{0,2}( \d{3})+$`)
)

// ParseDecimal reads digits: "1.265", "5.785,6", "92,6". What has two meanings is refused with a question.
func ParseDecimal(s string) (Decimal, error) {
	s = Clean(s)
	sign := int64(1)
	digits := s
	if rest, ok := strings.CutPrefix(strings.ReplaceAll(s, "−", "-"), "-"); ok {
		sign, digits = -1, rest
	}
	switch {
	case whole.MatchString(digits):
	case thousands.MatchString(digits):
		digits = strings.ReplaceAll(digits, ".", "")
	case english.MatchString(digits):
		digits = strings.ReplaceAll(strings.ReplaceAll(digits, ",", ""), ".", ",")
	case spacedGroups.MatchString(digits):
		digits = strings.ReplaceAll(digits, " ", "")
	case eitherComma.MatchString(digits):
		a, b, _ := strings.Cut(digits, ",")
		return Decimal{}, fault.Invalidf("“%s” có thể là %s.%s hay %s phẩy %s. Hãy ghi dấu chấm giữa hàng nghìn (%s.%s) hoặc thêm số 0 sau phần thập phân (%s,%s0).", s, a, b, a, b, a, b, a, b)
	case decimal.MatchString(digits):
	case eitherPoint.MatchString(digits):
		a, b, _ := strings.Cut(digits, ".")
		if strings.Trim(a, "0") == "" {
			return Decimal{}, fault.Invalidf("“%s”: nếu là số thập phân, hãy ghi dấu phẩy: %s,%s.", s, a, b)
		}
		return Decimal{}, fault.Invalidf("“%s” có thể là %s phẩy %s hay một số hàng nghìn ghi thiếu. Hãy ghi %s,%s nếu là số thập phân, hoặc đủ ba chữ số sau dấu chấm nếu là hàng nghìn.", s, a, b, a, b)
	default:
		return Decimal{}, fault.Invalidf("“%s” không phải là một số viết đúng. Hãy ghi như 1.265 hoặc 5.785,6.", s)
	}
	before, after, _ := strings.Cut(digits, ",")
	joined := strings.TrimLeft(before+after, "0")
	if len(joined) > maxDigits || len(after) > maxDigits {
		return Decimal{}, fault.Invalidf("“%s” có quá nhiều chữ số; chỉ nhận đến %d chữ số.", s, maxDigits)
	}
	units := int64(0)
	for _, c := range joined {
		units = units*10 + int64(c-'0')
	}
	return Decimal{sign * units, len(after)}, nil
}

// ParsePercent reads "92,6%", "105 %" or "54".
func ParsePercent(s string) (Decimal, error) {
	return ParseDecimal(strings.TrimSpace(strings.TrimSuffix(Clean(s), "%")))
}

// Rounding is how decimals that do not fit are dropped.
type Rounding string

const (
	HalfUp   Rounding = "half_up"  // làm tròn
	Truncate Rounding = "truncate" // cắt bỏ phần thập phân
)

// Label returns the Vietnamese name.
func (r Rounding) Label() string {
	if r == Truncate {
		return "cắt bỏ phần thập phân"
	}
	return "làm tròn"
}

// Percent returns part of whole in percent with the given places. It is the zero Decimal where whole is not positive.
func Percent(part, whole int64, places int, mode Rounding) Decimal {
	if whole <= 0 {
		return Decimal{}
	}
	n := new(big.Int).Mul(big.NewInt(part), power(places+2))
	w := big.NewInt(whole)
	if mode == HalfUp { // round half away from zero: (2n ± w) / 2w
		n.Mul(n, big.NewInt(2))
		if part < 0 {
			n.Sub(n, w)
		} else {
			n.Add(n, w)
		}
		w = new(big.Int).Mul(w, big.NewInt(2))
	}
	return Decimal{n.Quo(n, w).Int64(), places}
}

// FormatPercent writes Percent with its sign: "92,6%".
func FormatPercent(part, whole int64, places int, mode Rounding) string {
	return Percent(part, whole, places, mode).String() + "%"
}
