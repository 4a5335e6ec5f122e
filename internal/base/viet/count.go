package viet

import (
	"math/big"
	"regexp"
	"strings"

	"phongtrao/internal/base/fault"
)

// Qualifier says how exactly a number is known.
type Qualifier string

const (
	Exact   Qualifier = "exact"
	AtLeast Qualifier = "at_least" // hơn, trên, ít nhất, hàng vạn
	AtMost  Qualifier = "at_most"  // gần, dưới, không quá
	About   Qualifier = "about"    // khoảng; 180–220
)

// Number is a count as it was said: somewhere from Lo to Hi, or from Lo upwards where Open.
type Number struct {
	Lo, Hi    int64
	Open      bool // no upper bound; Hi is 0
	Qualifier Qualifier
}

// MaxCount is the greatest count that is read: a million times a thousand million.
const MaxCount = 1_000_000_000_000_000

// String writes the number so that ParseCount reads it back: "1.265", "từ 22.000 trở lên", "không quá 10.000", "180–220".
func (n Number) String() string {
	switch n.Qualifier {
	case AtLeast:
		return "từ " + FormatInt(n.Lo) + " trở lên"
	case AtMost:
		return "không quá " + FormatInt(n.Hi)
	case About:
		return FormatInt(n.Lo) + "–" + FormatInt(n.Hi)
	}
	return FormatInt(n.Lo)
}

// ParseCount reads a count and nothing after it: "1.265", "22 nghìn", "1,3 triệu", "hơn 22 nghìn", "gần 10 tỷ",
// "khoảng 200", "180–220", "hàng vạn". Whatever has two meanings, or is no whole number, is refused with a sentence.
func ParseCount(s string) (Number, error) {
	n, rest, err := ReadCount(s)
	if err == nil && rest != "" {
		err = fault.Invalidf("Chỉ ghi con số: phần “%s” không đọc được.", rest)
	}
	return n, err
}

// ReadCount is ParseCount that gives back the words after the number: "1.265 đơn vị máu" leaves "đơn vị máu".
func ReadCount(s string) (n Number, rest string, err error) {
	s = strings.TrimRight(Clean(s), ".,;: ")
	if s == "" {
		return n, "", fault.Invalidf("Chưa ghi con số nào.")
	}
	if whole.MatchString(s) || thousands.MatchString(s) { // the usual case, in a tenth of the time
		d, err := ParseDecimal(s)
		if err != nil {
			return n, "", err
		}
		n, err = bounded(s, Exact, d.Rat(), d.Rat())
		return n, "", err
	}
	r := counter{words: split(s)}
	n, err = r.number(s)
	return n, strings.Join(r.words, " "), err
}

// token finds numbers, words and signs.
var token = regexp.MustCompile(`[\d][\d.,]*[\d]|\d|>=|<=|[≥≤><~≈+%–—-]|[\pL\pM]+|[^\s]`)

// grouped is a number whose thousands stand apart by spaces, "22 000", and not next to another number.
var grouped = regexp.MustCompile(`(^|[^\d.,])([1-9]\d{0,2}(?: \d{3})+)($|[^\d.,])`)

func split(s string) []string {
	s = grouped.ReplaceAllStringFunc(s, func(m string) string {
		in := strings.TrimFunc(m, func(r rune) bool { return r < '0' || r > '9' })
		return strings.Replace(m, in, strings.ReplaceAll(in, " ", "."), 1)
	})
	return token.FindAllString(s, -1)
}

// phrase is a run of words that says how to take a number.
type phrase struct {
	words string
	means Qualifier
}

var before = []phrase{
	{"không ít hơn", AtLeast}, {"không dưới", AtLeast}, {"ít nhất", AtLeast}, {"tối thiểu", AtLeast}, {"hơn", AtLeast}, {"trên", AtLeast},
	{">=", AtLeast}, {"≥", AtLeast}, {">", AtLeast},
	{"không nhiều hơn", AtMost}, {"không quá", AtMost}, {"không hơn", AtMost}, {"nhiều nhất", AtMost}, {"tối đa", AtMost}, {"chưa đến", AtMost},
	{"chưa tới", AtMost}, {"chưa đầy", AtMost}, {"dưới", AtMost}, {"gần", AtMost}, {"<=", AtMost}, {"≤", AtMost}, {"<", AtMost},
	{"ước khoảng", About}, {"ước tính", About}, {"ước đạt", About}, {"xấp xỉ", About}, {"khoảng", About}, {"chừng", About}, {"ước", About}, {"~", About}, {"≈", About},
}

var after = []phrase{{"trở lên", AtLeast}, {"+", AtLeast}, {"trở xuống", AtMost}}

// scales are the words that multiply.
var scales = []struct {
	word string
	by   int64
}{
	{"chục", 10}, {"trăm", 100}, {"nghìn", 1_000}, {"ngàn", 1_000}, {"k", 1_000}, {"vạn", 10_000},
	{"triệu", 1_000_000}, {"tr", 1_000_000}, {"tỷ", 1_000_000_000}, {"tỉ", 1_000_000_000},
}

// same reports whether a word was meant: spelled so, or typed without any marks.
func same(typed, word string) bool {
	fold := Fold(word)
	return fold != "" && (Spell(typed) == Spell(word) || strings.ToLower(typed) == fold)
}

type counter struct{ words []string }

// take removes a phrase from the front, if it stands there.
func (r *counter) take(phrase string) bool {
	want := strings.Fields(phrase)
	if len(r.words) < len(want) {
		return false
	}
	for i, w := range want {
		if r.words[i] != w && !same(r.words[i], w) {
			return false
		}
	}
	r.words = r.words[len(want):]
	return true
}

func (r *counter) digits() bool {
	return len(r.words) > 0 && r.words[0][0] >= '0' && r.words[0][0] <= '9'
}

func (r *counter) number(s string) (Number, error) {
	if r.take("hàng") {
		by := r.scale()
		if by == nil {
			return Number{}, fault.Invalidf("Không đọc được “%s”. Hãy ghi như “hàng trăm”, “hàng vạn”, hoặc ghi con số.", s)
		}
		return bounded(s, AtLeast, by, by)
	}
	var q Qualifier
	for _, p := range before {
		if r.take(p.words) {
			q = p.means
			break
		}
	}
	from := r.take("từ")
	if len(r.words) > 0 && (r.words[0] == "-" || r.words[0] == "−") {
		return Number{}, fault.Invalidf("Số đếm không thể âm: “%s”. Muốn giảm số đã ghi, hãy lập bút toán điều chỉnh.", s)
	}
	if !r.digits() {
		return Number{}, fault.Invalidf("Không đọc được “%s”. Hãy ghi con số, ví dụ 1.265 hoặc 22 nghìn hoặc “hơn 22 nghìn”.", s)
	}
	lo, bare, err := r.amount(s)
	if err != nil {
		return Number{}, err
	}
	rest := r.words
	if r.to(from) && r.digits() {
		hi, _, err := r.amount(s)
		if err != nil {
			return Number{}, err
		}
		if bare != nil && hi.scaled != nil && lo.value.Cmp(hi.mantissa) < 0 { // "180–220 nghìn": the word belongs to both
			lo.value.Mul(lo.value, hi.scaled)
		}
		if q != "" && q != About {
			return Number{}, fault.Invalidf("“%s” vừa nói một chiều vừa nói khoảng. Hãy ghi một trong hai, ví dụ “từ 180 trở lên” hoặc “180–220”.", s)
		}
		if lo.value.Cmp(hi.value) > 0 {
			return Number{}, fault.Invalidf("Khoảng “%s” ngược: số đầu lớn hơn số cuối.", s)
		}
		return bounded(s, About, lo.value, hi.value)
	}
	r.words = rest
	for _, p := range after {
		if r.take(p.words) {
			if q != "" && q != p.means {
				return Number{}, fault.Invalidf("“%s” nói hai chiều khác nhau. Hãy ghi một chiều.", s)
			}
			return bounded(s, p.means, lo.value, lo.value)
		}
	}
	if from {
		return Number{}, fault.Invalidf("“%s” còn thiếu: hãy ghi “từ … trở lên” hoặc “từ … đến …”.", s)
	}
	if q == About { // the customary tenth on either side, rounded outwards
		tenth := new(big.Rat).Quo(lo.value, big.NewRat(10, 1))
		return bounded(s, About, new(big.Rat).Sub(lo.value, tenth), new(big.Rat).Add(lo.value, tenth))
	}
	if q == "" {
		q = Exact
	}
	return bounded(s, q, lo.value, lo.value)
}

// to takes what stands between the ends of a range.
func (r *counter) to(from bool) bool {
	return r.take("–") || r.take("-") || r.take("—") || r.take("đến") || r.take("tới")
}

type amount struct{ value, mantissa, scaled *big.Rat }

// amount reads digits with the words that multiply them: "1 triệu 200 nghìn", "2 tỷ rưỡi". bare is the mantissa where no
// such word followed.
func (r *counter) amount(s string) (a amount, bare *big.Rat, err error) {
	d, err := ParseDecimal(r.words[0])
	if err != nil {
		return a, nil, err
	}
	r.words = r.words[1:]
	a.mantissa = d.Rat()
	a.scaled = r.scale()
	a.value = new(big.Rat).Set(a.mantissa)
	if a.scaled == nil {
		return a, a.value, nil
	}
	a.value.Mul(a.value, a.scaled)
	for last := a.scaled; ; {
		if r.take("rưỡi") {
			a.value.Add(a.value, new(big.Rat).Quo(last, big.NewRat(2, 1)))
			return a, nil, nil
		}
		if !r.digits() {
			return a, nil, nil
		}
		part, err := ParseDecimal(r.words[0])
		if err != nil {
			return a, nil, err
		}
		three := len(r.words[0]) == 3
		r.words = r.words[1:]
		next := r.scale()
		add := part.Rat()
		switch {
		case next != nil:
			add.Mul(add, next)
		case three && last.Cmp(big.NewRat(1000, 1)) == 0: // "22 nghìn 500"
			next = big.NewRat(1, 1)
		default: // "2 tỷ 5" is said for 2,5 tỷ and may be written for 2 tỷ and 5
			return a, nil, fault.Invalidf("“%s” có thể hiểu hai cách. Hãy ghi đủ, ví dụ “2,5 tỷ” hoặc “2 tỷ 5 triệu”.", s)
		}
		if add.Cmp(last) >= 0 {
			return a, nil, fault.Invalidf("Không đọc được “%s”: phần sau lớn hơn phần trước.", s)
		}
		a.value.Add(a.value, add)
		last = next
	}
}

// scale takes words that multiply, "nghìn tỷ" together, and returns nil where there is none.
func (r *counter) scale() *big.Rat {
	var by *big.Rat
next:
	for len(r.words) > 0 {
		for _, s := range scales {
			if same(r.words[0], s.word) {
				if by == nil {
					by = big.NewRat(1, 1)
				}
				by.Mul(by, big.NewRat(s.by, 1))
				r.words = r.words[1:]
				continue next
			}
		}
		break
	}
	return by
}

// bounded makes the number, whose bounds must be whole: those of "about" are rounded outwards.
func bounded(s string, q Qualifier, lo, hi *big.Rat) (Number, error) {
	if q != About && !lo.IsInt() {
		return Number{}, fault.Invalidf("“%s” không phải số nguyên. Hãy ghi số nguyên, hoặc ghi rõ nghìn, triệu, tỷ.", s)
	}
	if hi.Cmp(new(big.Rat).SetInt64(MaxCount)) > 0 {
		return Number{}, fault.Invalidf("“%s” lớn quá mức có thể đếm. Hãy xem lại đơn vị nghìn, triệu, tỷ.", s)
	}
	down := new(big.Int).Quo(lo.Num(), lo.Denom()).Int64()
	up := new(big.Int).Quo(new(big.Int).Add(hi.Num(), new(big.Int).Sub(hi.Denom(), big.NewInt(1))), hi.Denom()).Int64()
	switch q {
	case AtLeast:
		return Number{Lo: down, Open: true, Qualifier: q}, nil
	case AtMost:
		return Number{Hi: up, Qualifier: q}, nil
	}
	return Number{Lo: down, Hi: up, Qualifier: q}, nil
}
