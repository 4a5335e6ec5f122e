package lint

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
)

const (
	digits = `(?:\d[\d.,]*\d|\d)`
	scale  = `(?:nghìn|nghin|ngàn|vạn|triệu|trieu|trăm|tỷ|tỉ|ty|tr|k)`
)

var (
	aPeriod     = regexp.MustCompile(`^(?i:(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười) tháng (?:đầu|cuối)(?: của)? năm \d{4}|nửa (?:đầu|cuối)(?: của)? năm \d{4}|quý (?:[ivx]+|\d) ?(?:/|-|,|năm| ) ?(?:năm )?\d{4}|giai đoạn \d{4} ?[-–] ?\d{4})`)
	openPeriod  = regexp.MustCompile(`^(?i:\d{1,2} tháng (?:đầu|cuối|qua|nay|tới))`)
	daysOfMonth = regexp.MustCompile(`^(\d{1,2}) ?(?:-|–|và|đến) ?(\d{1,2})/(\d{1,2})/(\d{4})`)
	fullDate    = regexp.MustCompile(`^(?:\d{1,2} ?/ ?\d{1,2} ?/ ?\d{2,4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})`)
	wordDate    = regexp.MustCompile(`^\d{1,2} (?i:tháng|thang) \d{1,2}(?:(?: ?, ?| )(?i:năm|nam) \d{4}| ?/ ?\d{4})?`)
	shortDate   = regexp.MustCompile(`^(\d{1,2}) ?[/-] ?(\d{1,2})`)
	monthYear   = regexp.MustCompile(`^\d{1,2} ?(?:/|-| năm ) ?\d{4}`)
	clock       = regexp.MustCompile(`^(?:\d{1,2}(?::\d{2}){1,2}|\d{1,2} ?(?:giờ|gio|h|g)(?: ?\d{2}(?: ?phút)?)?)`)
	docNumber   = regexp.MustCompile(`^\d{1,6}[a-zđ]? ?(?:/ ?(?:(?:19|20)\d{2} ?/ ?)?[A-ZĐ][\pL\d&]+(?: ?[-–] ?[A-ZĐ][\pL\d&]*)*|-[A-ZĐ]{1,4} ?/ ?[A-ZĐ]\pL*(?:-[A-ZĐ]\pL*)*)`)
	docBroken   = regexp.MustCompile(`^\d{1,6}[^\s,;:.()]*[/-][^\s,;:()]+`)
	docBefore   = regexp.MustCompile(`(?:quyet dinh|ke hoach|cong van|thong bao|huong dan|nghi quyet|chi thi|to trinh|bao cao|nghi dinh|thong tu) so:? ?$`)
	aRatio      = regexp.MustCompile(`^([1-9]\d{0,2}(?:\.\d{3})+|\d+) ?/ ?([1-9]\d{0,2}(?:\.\d{3})+|\d+)`)
	percents2   = regexp.MustCompile(`^` + digits + ` ?[-–] ?` + digits + ` ?%`)
	aPercent    = regexp.MustCompile(`^(` + digits + `) ?(?:%|(?i:phần trăm))`)
	grouped     = regexp.MustCompile(`^[1-9]\d{0,2}(?: \d{3})+`)
	plain       = regexp.MustCompile(`^` + digits)
	scaledBy    = regexp.MustCompile(`^(?i:(?: ?` + scale + `)+(?: rưỡi|(?: ` + digits + ` ?` + scale + `)+)?)`)
	rangeTo     = regexp.MustCompile(`^ ?[-–] ?` + digits + `(?i:(?: ?` + scale + `)*)`)
	bareYear    = regexp.MustCompile(`^(?:19[5-9]|20\d)\d`)
)

// ordinals are the words behind which a number counts nothing.
var ordinals = wordSet(`đợt lần thứ điều khoản mục chương tiết khóa khoá kỳ kì tổ phòng tầng đường lộ mã lô vòng đoạn phường quận loại bảng biểu
	hình ảnh lục mẫu trang câu tập kênh hạng bậc tuần ngày tháng mùng mồng đội trạm thôn ấp xóm khu ql đt tel iso covid nhiệm`)

// dateWords stand before a day and a month without a year.
var dateWords = wordSet(`ngày sáng chiều tối trưa đêm hôm từ đến tới dịp vào lễ và hết`)

// counted are the words that make a bare number like 2024 an amount.
var counted = wordSet(`người đơn suất đoàn lượt đồng công túi vé phần ml triệu tỷ ca hội nữ nam cán lao doanh`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// recognise reads what begins at a place of the text; before is the folded text in front of it.
func (t *text) recognise(i int, before string) (m mark, ok bool) {
	rest := t.composed[i:min(len(t.composed), i+120)]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	first, _ := utf8.DecodeRuneInString(rest)
	numeric := first >= '0' && first <= '9'
	if !numeric && !strings.ContainsRune("mMhHbBnNsStTcCqQgG", first) {
		return m, false
	}
	take := func(kind byte, s string) mark { return mark{kind: kind, to: i + len(s)} }
	next := behind(rest) // what follows the digits decides which of the readings can be meant at all
	if numeric && (next == 't' || next == 'T') || !numeric && periodWord.MatchString(rest) {
		if s := aPeriod.FindString(rest); s != "" && ends(rest, s) {
			m = take(period, s)
			p, err := viet.ParsePeriod(s)
			if m.period = p; err != nil {
				m.wrong = fault.Text(err)
			}
			return m, true
		}
	}
	if !numeric {
		return m, false
	}
	last := lastWord(t.composed[max(0, i-40):i])
	if strings.IndexByte(" ,.;)\n", next) >= 0 && !dotted.MatchString(rest) {
		return t.count(i, rest, last, before)
	}
	if s := t.dateAt(rest, last); s.kind != 0 {
		s.to += i
		return s, true
	}
	if s := openPeriod.FindString(rest); (next == 't' || next == 'T') && s != "" {
		return take(other, s), true
	}
	if s := docNumber.FindString(rest); s != "" {
		m = take(symbol, s)
		if _, err := dispatch.ParseNumber(s); err != nil {
			m.wrong = fault.Text(err)
		}
		return m, true
	}
	if docBefore.MatchString(before) {
		if s := docBroken.FindString(rest); s != "" {
			m = take(symbol, strings.TrimRight(s, ".,"))
			m.wrong = fault.Text(fault.Invalidf("“%s” không phải số văn bản. Hãy ghi như 610/LĐLĐ, 34/KH-TLĐ hoặc 66-QĐ/TW.", s))
			return m, true
		}
	}
	if s := clock.FindString(rest); s != "" && ends(rest, s) {
		return take(other, s), true
	}
	if s := percents2.FindString(rest); s != "" {
		return take(other, s), true
	}
	if f := aPercent.FindStringSubmatch(rest); f != nil {
		m = take(percent, f[0])
		m.dec, m.wrong = percentage(f[1])
		m.said = saidOf(before)
		return m, true
	}
	if f := aRatio.FindStringSubmatch(rest); f != nil && ends(rest, f[0]) && !follows(rest, f[0], "/.,-") {
		m = take(ratio, f[0])
		a, errA := viet.ParseCount(f[1])
		b, errB := viet.ParseCount(f[2])
		if m.n, m.whole = a, b; errA != nil || errB != nil || b.Lo == 0 {
			m.kind = other
		}
		return m, true
	}
	return t.count(i, rest, last, before)
}

var (
	periodWord = regexp.MustCompile(`^(?i:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa|quý|giai) `)
	dotted     = regexp.MustCompile(`^\d{1,2}\.\d{1,2}\.\d{4}`)
)

// behind is the first byte behind the digits of a number, and behind one space if a letter or a sign that joins follows it;
// a space where nothing does.
func behind(rest string) byte {
	i := 0
	for i < len(rest) && (rest[i] >= '0' && rest[i] <= '9' || (rest[i] == '.' || rest[i] == ',') && i+1 < len(rest) && rest[i+1] >= '0' && rest[i+1] <= '9') {
		i++
	}
	if i < len(rest) && rest[i] == ' ' {
		i++
	}
	if i >= len(rest) {
		return ' '
	}
	return rest[i]
}

// ends reports whether a word of a text ends where a match does.
func ends(rest, match string) bool {
	r, _ := utf8.DecodeRuneInString(rest[len(match):])
	return len(rest) == len(match) || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// follows reports whether one of some signs and then a digit stand behind a match.
func follows(rest, match, signs string) bool {
	r := rest[len(match):]
	return len(r) > 1 && strings.IndexByte(signs, r[0]) >= 0 && r[1] >= '0' && r[1] <= '9'
}

// lastWord is the word that stands directly before, in lower case, "" where a sign does.
func lastWord(s string) string {
	s, spaced := strings.CutSuffix(s, " ")
	if !spaced {
		return ""
	}
	from := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	return s[from+1:]
}

// dateAt reads a date, or nothing.
func (t *text) dateAt(rest, last string) (m mark) {
	last = strings.ToLower(last)
	if f := daysOfMonth.FindStringSubmatch(rest); f != nil && ends(rest, f[0]) {
		p, err := viet.ParsePeriod(f[1] + "/" + f[3] + "/" + f[4] + " - " + f[2] + "/" + f[3] + "/" + f[4])
		m = mark{kind: period, to: len(f[0]), period: p}
		if err != nil {
			m.wrong = fault.Text(err)
		}
		return m
	}
	for _, re := range []*regexp.Regexp{fullDate, wordDate} {
		s := re.FindString(rest)
		if s == "" || !ends(rest, s) || follows(rest, s, "/-.") {
			continue
		}
		if re == wordDate && last != "ngày" && !strings.ContainsAny(s[len(s)-1:], "0123456789") {
			continue
		}
		m = mark{kind: date, to: len(s)}
		d, err := viet.ParseDateIn(strings.ReplaceAll(s, ",", ""), t.yearKnown())
		switch {
		case err == nil:
			m.day = d
		case re == wordDate && t.yearKnown() == 0 && !strings.Contains(viet.Fold(s), "nam"): // no year, and none is known
		default:
			m.wrong = fault.Text(err)
		}
		return m
	}
	if last == "tháng" {
		if s := monthYear.FindString(rest); s != "" && ends(rest, s) {
			p, err := viet.ParsePeriod("tháng " + s)
			m = mark{kind: period, to: len(s), period: p}
			if err != nil {
				m.wrong = fault.Text(err)
			}
			return m
		}
	}
	if f := shortDate.FindStringSubmatch(rest); f != nil && dateWords[last] && ends(rest, f[0]) && !follows(rest, f[0], "/-.,") {
		d, _ := strconv.Atoi(f[1])
		month, _ := strconv.Atoi(f[2])
		if last != "ngày" && (d > 31 || month > 12 || d == 0 || month == 0) {
			return m
		}
		m = mark{kind: date, to: len(f[0])}
		at := t.yearKnown()
		on, err := viet.ParseDateIn(f[1]+"/"+f[2], cmpOr(at, 2024)) // a leap year, where none is known
		if err != nil {
			m.wrong = fault.Text(err)
		} else if at != 0 {
			m.day = on
		}
		return m
	}
	return mark{}
}

func cmpOr(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

// yearKnown is the year that somebody gave with the text.
func (t *text) yearKnown() int {
	if t.about.Date != 0 {
		return t.about.Date.Year()
	}
	if p := t.about.Period; p.From != 0 && p.From.Year() == p.To.Year() {
		return p.From.Year()
	}
	return 0
}

// percentage reads the digits of a percentage: there "13.8" and "92,615" have one meaning.
func percentage(s string) (viet.Decimal, string) {
	if a, b, ok := strings.Cut(s, "."); ok && len(b) > 0 && len(b) != 3 && !strings.ContainsAny(b, ".,") {
		s = a + "," + b
	}
	if a, b, ok := strings.Cut(s, ","); ok && len(b) == 3 && !strings.ContainsAny(b, ".,") {
		d, err := viet.ParseDecimal(a + "," + b + "0")
		if err == nil {
			return viet.Decimal{Units: d.Units / 10, Places: d.Places - 1}, ""
		}
	}
	d, err := viet.ParseDecimal(s)
	if err != nil {
		return d, fault.Text(err)
	}
	return d, ""
}

// saidOf reads the word before a percentage.
func saidOf(before string) viet.Qualifier {
	before = strings.TrimSuffix(before, " ")
	for _, q := range []struct {
		word  string
		means viet.Qualifier
	}{{"hon", viet.AtLeast}, {"tren", viet.AtLeast}, {"it nhat", viet.AtLeast}, {"gan", viet.AtMost}, {"duoi", viet.AtMost}, {"khong qua", viet.AtMost}, {"khoang", viet.About}, {"xap xi", viet.About}} {
		if lead, ok := strings.CutSuffix(before, q.word); ok && (lead == "" || lead[len(lead)-1] < 'a' || lead[len(lead)-1] > 'z') {
			return q.means
		}
	}
	return viet.Exact
}

// count reads an amount, a fraction or a number that counts nothing.
func (t *text) count(i int, rest, last, before string) (m mark, ok bool) {
	s := grouped.FindString(rest)
	if s == "" || follows(rest, s, ".,") || !ends(rest, s) {
		s = plain.FindString(rest)
	}
	lower := strings.ToLower(last)
	scaling := scaledBy.FindString(rest[len(s):])
	if scaling != "" && !ends(rest, s+scaling) {
		scaling = ""
	}
	m = mark{kind: amount, to: i + len(s) + len(scaling), step: 1, scaled: scaling != "", said: viet.Exact}
	thousands := strings.ContainsAny(s, ". ")
	switch after := rest[len(s):]; {
	case scaling != "":
	case lower == "năm" && bareYear.MatchString(s) && len(s) == 4, bareYear.MatchString(s) && len(s) == 4 && !counted[firstWord(after)]:
		m.kind = year
		if y, _ := strconv.Atoi(s); y > 0 {
			m.period = day.Year(y)
		}
		return m, true
	case ordinals[lower] && !thousands, lower == "số" && !countsAfterSo(before) && !thousands,
		s[0] == '0' && len(s) > 3 && !strings.Contains(s, ","), // a telephone's number
		len(s) <= 2 && isName(last) && !lowerFollows(after):
		m.kind = other
		return m, true
	}
	if r := rangeTo.FindString(rest[len(s)+len(scaling):]); r != "" && ends(rest, s+scaling+r) {
		if n, err := viet.ParseCount(s + scaling + r); err == nil {
			m.n, m.said, m.to = n, n.Qualifier, m.to+len(r)
			return m, true
		}
	}
	written := s
	if scaling != "" { // "9,888 tỷ" has one meaning
		if a, b, ok := strings.Cut(s, ","); ok && len(b) == 3 && !strings.ContainsAny(a+b, ".,") {
			written = s + "0"
		} else if a, b, ok := strings.Cut(s, "."); ok && len(b) < 3 {
			written = a + "," + b
		}
	}
	n, err := viet.ParseCount(written + scaling)
	if err != nil {
		if d, derr := viet.ParseDecimal(written); derr == nil && scaling == "" && d.Places > 0 {
			m.kind, m.dec, m.said = fraction, d, saidOf(before)
			return m, true
		}
		m.kind, m.wrong = other, fault.Text(err)
		return m, true
	}
	m.n = n
	if scaling != "" {
		m.step = stepOf(s, n.Lo)
	}
	m.qualify(t, i, rest, before)
	return m, true
}

// firstWord is the first word behind a number.
func firstWord(s string) string {
	s = strings.TrimPrefix(s, " ")
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		s = s[:end]
	}
	return strings.ToLower(s)
}

var soCounts = []string{"tong so ", "trong so ", "tren so ", "voi so ", "duoc so "}

func countsAfterSo(before string) bool {
	return slices.ContainsFunc(soCounts, func(w string) bool { return strings.HasSuffix(before, w) })
}

var leaders = wordSet("tổng cộng có gồm đạt thu trên hơn gần khoảng trong với từ cả đã")

// isName reports whether a word may be the end of a name, as in "Nam Đình Vũ 1".
func isName(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && !leaders[strings.ToLower(word)]
}

func lowerFollows(after string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(after, " "))
	return unicode.IsLower(r)
}

// stepOf is what one more in the last written digit is worth.
func stepOf(s string, value int64) int64 {
	d, err := viet.ParseDecimal(s)
	if err != nil {
		if d, err = viet.ParseDecimal(s + "0"); err == nil {
			d = viet.Decimal{Units: d.Units / 10, Places: d.Places - 1}
		}
	}
	if err != nil || d.Units == 0 {
		return 1
	}
	step := new(big.Rat).Quo(new(big.Rat).SetInt64(value), new(big.Rat).SetInt64(d.Units))
	if !step.IsInt() || !step.Num().IsInt64() {
		return 1
	}
	return step.Num().Int64()
}

// comparing are the words behind which "hơn" compares and does not bound.
var comparing = wordSet("nhiều ít cao thấp lớn nhỏ tốt")

// qualify takes the words around an amount into its meaning: "hơn", "gần", "khoảng", "trở lên".
func (m *mark) qualify(t *text, i int, rest, before string) {
	if !bounding[lastFolded(before)] {
		m.atLeast(rest[m.to-i:])
		return
	}
	words := strings.Fields(t.composed[max(0, i-40):i])
	if i == 0 || !strings.HasSuffix(t.composed[:i], " ") {
		words = nil
	}
	for n := min(3, len(words)); n > 0; n-- {
		phrase := strings.Join(words[len(words)-n:], " ")
		if strings.ContainsAny(phrase, "0123456789,;:.()") || !utf8.ValidString(phrase) {
			continue
		}
		if n < len(words) && comparing[strings.ToLower(words[len(words)-n-1])] {
			continue
		}
		q, err := viet.ParseCount(phrase + " " + viet.FormatInt(m.n.Lo))
		if err == nil && q.Qualifier != viet.Exact {
			m.n, m.said = q, q.Qualifier
			return
		}
	}
	m.atLeast(rest[m.to-i:])
}

// bounding are the last words, and signs, of what bounds a number behind it.
var bounding = wordSet("hon duoi nhat thieu tren qua da den toi day gan khoang tinh dat xi chung uoc > < ~")

func lastFolded(before string) string {
	before = strings.TrimSuffix(before, " ")
	if n := len(before); n > 0 && strings.IndexByte("<>~", before[n-1]) >= 0 {
		return before[n-1:]
	}
	from := len(before)
	for from > 0 && letter(before[from-1]) {
		from--
	}
	return before[from:]
}

// atLeast takes in what stands behind the number.
func (m *mark) atLeast(after string) {
	for _, w := range []string{" trở lên", " trở xuống", "+"} {
		if strings.HasPrefix(after, w) {
			if q, err := viet.ParseCount(viet.FormatInt(m.n.Lo) + w); err == nil {
				m.n, m.said = q, q.Qualifier
			}
		}
	}
}

// bare is the number itself, without the words that bound it.
func (m mark) bare() int64 {
	if m.n.Qualifier == viet.AtMost {
		return m.n.Hi
	}
	return m.n.Lo
}
