package viet

import "strings"

var romans = []struct {
	sign string
	n    int
}{
	{"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100}, {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1},
}

// Roman writes n, 1 to 3999, in Roman numerals ("lần thứ IX"), and "" for any other.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var out strings.Builder
	for _, r := range romans {
		for ; n >= r.n; n -= r.n {
			out.WriteString(r.sign)
		}
	}
	return out.String()
}

// ParseRoman reads Roman numerals of either case, in their one right form: "IX" and "ix", but not "VIIII".
func ParseRoman(s string) (int, bool) {
	up, n := strings.ToUpper(s), 0
	rest := up
	for _, r := range romans {
		for strings.HasPrefix(rest, r.sign) {
			n += r.n
			rest = rest[len(r.sign):]
		}
	}
	return n, rest == "" && n > 0 && Roman(n) == up
}
