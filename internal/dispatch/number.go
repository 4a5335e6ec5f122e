package dispatch

import (
	"regexp"
	"strconv"
	"strings"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Pattern is the way in which a number is put together.
type Pattern string

const (
	Normative Pattern = "normative" // 30/2020/NĐ-CP
	State     Pattern = "state"     // 34/KH-TLĐ
	Party     Pattern = "party"     // 66-QĐ/TW
	Official  Pattern = "letter"    // 610/LĐLĐ, a công văn
)

// Number is the number and symbol of a document (số, ký hiệu).
type Number struct {
	Text    string // as it was written, without the spaces: "06b/NQ-TLĐ"
	Pattern Pattern
	Seq     int    // 6
	Suffix  string // "b", for a number put in between
	Year    int    // of a normative document, else 0
	Kind    Kind
	Org     string // who issued it, as abbreviated: "TLĐ"
	Unit    string // the department, "ToC"; several are joined by "-"
	Doubt   string // a sentence where the symbol has two meanings
}

// Key returns what two writings of one number have in common: no case, no Đ, no leading zeros.
func (n Number) Key() string {
	_, symbol, _ := strings.Cut(n.Text, n.Text[:digits(n.Text)])
	symbol = strings.TrimPrefix(symbol, n.Suffix)
	return strconv.Itoa(n.Seq) + strings.ToLower(n.Suffix) + bare.Replace(strings.ToLower(symbol))
}

var bare = strings.NewReplacer("đ", "d")

func digits(s string) int {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

// SeqMax bounds the running number of a document.
const SeqMax = 999_999

var (
	headPart = regexp.MustCompile(`^(\d{1,6}) ?([a-zA-ZđĐ])? ?([/-]) ?`)
	yearPart = regexp.MustCompile(`^(\d{4}) ?/ ?`)
	wordPart = regexp.MustCompile(`^[\pL\d&]+`)
	moreWord = regexp.MustCompile(`^ ?- ?([\pL\d&]+)`)
	slash    = regexp.MustCompile(`^ ?/ ?`)
	dashes   = strings.NewReplacer("–", "-", "—", "-", "‑", "-", "−", "-")
)

// ParseNumber reads a number and nothing after it: "610/LĐLĐ", "Số: 139 /QĐ-BCĐQG", "Kế hoạch số 20/KH - UBND", "66-QĐ/TW".
// The kind is decided by the dictionary and not by the place alone: "370/BQL-DN" is a letter, "333/KH-BQL" a plan.
func ParseNumber(s string) (Number, error) {
	n, rest, err := ReadNumber(s)
	if err == nil && rest != "" {
		err = fault.In("number", "Số văn bản chỉ gồm số và ký hiệu: phần “%s” không đọc được.", rest)
	}
	if err != nil {
		return Number{}, err
	}
	return n, nil
}

// ReadNumber is ParseNumber that gives back what follows the number.
func ReadNumber(s string) (n Number, rest string, err error) {
	s = dashes.Replace(viet.Clean(s))
	if s == "" {
		return n, "", fault.In("number", "Chưa ghi số văn bản.")
	}
	named, body, ok := title(s)
	if !ok {
		return n, "", malformed(s)
	}
	head := headPart.FindStringSubmatch(body)
	if head == nil {
		return n, "", malformed(s)
	}
	n.Seq, _ = strconv.Atoi(head[1])
	n.Suffix = strings.ToLower(head[2])
	if n.Seq < 1 {
		return Number{}, "", fault.In("number", "Số văn bản phải từ 01 trở lên: “%s”.", s)
	}
	body = body[len(head[0]):]
	lead := head[1] + n.Suffix + head[3]
	if head[3] == "-" {
		rest, ok = n.party(lead, body)
	} else {
		rest, ok = n.slashed(lead, body)
	}
	if !ok {
		return Number{}, "", malformed(s)
	}
	if n.Kind == "" && named != "" {
		n.Kind = named
	}
	if n.Kind == "" {
		n.Kind = Letter
		if n.Pattern == Normative { // 91/2025/QH15 says only who
			n.Kind = ""
		}
	}
	return n, strings.TrimSpace(rest), nil
}

// title takes the words before the number: the kind's name, "số", or nothing.
func title(s string) (named Kind, body string, ok bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return r >= '0' && r <= '9' })
	if i < 0 {
		return "", "", false
	}
	words := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s[:i]), ":"))
	fold := viet.Fold(words)
	if fold = strings.TrimSpace(strings.TrimSuffix(" "+fold, " so")); fold == "" {
		return "", s[i:], true
	}
	named, ok = KindNamed(fold)
	return named, s[i:], ok
}

// party reads what follows "66-": kind "/" org.
func (n *Number) party(lead, s string) (rest string, ok bool) {
	word := wordPart.FindString(s)
	kind, known := symbol(word)
	if !known {
		return "", false
	}
	s = s[len(word):]
	cut := slash.FindString(s)
	if cut == "" {
		return "", false
	}
	org := wordPart.FindString(s[len(cut):])
	if org == "" {
		return "", false
	}
	n.Pattern, n.Kind, n.Org = Party, kind, org
	n.Unit, rest = units(s[len(cut)+len(org):])
	n.Text = join(lead+word+"/"+org, n.Unit)
	return rest, true
}

// slashed reads what follows "610/": a year and more, or a symbol.
func (n *Number) slashed(lead, s string) (rest string, ok bool) {
	if y := yearPart.FindStringSubmatch(s); y != nil {
		n.Pattern, lead, s = Normative, lead+y[1]+"/", s[len(y[0]):]
		n.Year, _ = strconv.Atoi(y[1])
	}
	first := wordPart.FindString(s)
	if first == "" || strings.Trim(first, "0123456789&") == "" {
		return "", false
	}
	after, rest := units(s[len(first):])
	kind, known := symbol(first)
	switch {
	case known && after != "": // kind, then who
		n.Kind = kind
		n.Org, n.Unit, _ = strings.Cut(after, "-")
		if n.Pattern == "" {
			n.Pattern = State
		}
		n.Doubt = doubts[kind]
	default:
		n.Org, n.Unit = first, after
		if n.Pattern == "" {
			n.Pattern = Official
		}
	}
	n.Text = join(lead+first, after)
	return rest, true
}

// doubts are the abbreviations that are also those of a body.
var doubts = map[Kind]string{
	"CĐ": "“CĐ” có thể là công điện, cũng có thể là Công đoàn (khi đó đây là công văn). Hãy xem tên loại trên văn bản.",
	"HĐ": "“HĐ” có thể là hợp đồng, cũng có thể là Hội đồng (khi đó đây là công văn). Hãy xem tên loại trên văn bản.",
}

// units takes "-DN" or "-MTTW-BTT".
func units(s string) (joined, rest string) {
	var all []string
	for {
		m := moreWord.FindStringSubmatch(s)
		if m == nil {
			return strings.Join(all, "-"), s
		}
		// A dash with spaces may also begin what follows: "610/LĐLĐ - Về việc …". A symbol has no second word behind it.
		if strings.HasPrefix(m[0], " -") && len(all) == 0 && strings.HasPrefix(s[len(m[0]):], " ") && m[1] != strings.ToUpper(m[1]) {
			return "", s
		}
		all = append(all, m[1])
		s = s[len(m[0]):]
	}
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + "-" + b
}

func malformed(s string) error {
	return fault.In("number", "“%s” không phải số văn bản. Hãy ghi như 610/LĐLĐ, 34/KH-TLĐ hoặc 66-QĐ/TW.", s)
}
