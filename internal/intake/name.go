package intake

import (
	"strings"
	"unicode"

	"phongtrao/internal/base/oldfont"
)

// written are words of names as they are written; what is not here begins with a capital, as names do.
var written = func() map[string]string {
	m := map[string]string{}
	for w := range strings.SplitSeq("Công đoàn cơ sở thành viên|Công đoàn cơ sở|Công đoàn bộ phận|Công đoàn các|Công đoàn ngành|Công đoàn|Tổ công đoàn|Liên đoàn Lao động|Nghiệp đoàn cơ sở|Nghiệp đoàn|"+
		"Tổng Liên đoàn|Công ty|Tổng công ty|Tập đoàn|cổ phần|trách nhiệm hữu hạn|một thành viên|hai thành viên trở lên|hai thành viên|Hợp tác xã|Xí nghiệp|Nhà máy|Chi nhánh|Văn phòng|"+
		"thành phố|tỉnh|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thôn|khu công nghiệp|khu chế xuất|khu kinh tế|cụm công nghiệp|các|và|của|tại|về|số|"+
		"Mầm non|Tiểu học|Trung học cơ sở|Trung học phổ thông|Trường|Bệnh viện|Trung tâm|Đa khoa|Ngân hàng|Bảo hiểm xã hội|Ủy ban nhân dân|Ban Quản lý|Câu lạc bộ|Ban Chỉ đạo|"+
		"sản xuất|thương mại|dịch vụ|xây dựng|đầu tư|phát triển|xuất nhập khẩu|kỹ thuật|công nghệ|vật liệu|vận tải|may mặc|điện tử|thực phẩm|Việt Nam", "|") {
		m[strings.ToLower(w)] = w
	}
	for w := range strings.SplitSeq("CĐCS CĐ LĐLĐ TLĐ TNHH MTV CP CTCP KCN KCX KKT CCN HTX UBND THCS THPT TM DV SX XD XNK VN TP TX TT CLB BCĐ BQL CN XN HCM BHXH CĐN NĐ", " ") {
		m[strings.ToLower(w)] = w
	}
	return m
}()

// longest is the most words of one entry of written.
const longest = 6

// Shout reports a name in capitals alone, or in small letters alone: as nobody writes it in a sentence.
func Shout(name string) bool {
	upper, lower, words := 0, 0, len(strings.Fields(name))
	for _, r := range name {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	return words > 1 && upper+lower > 5 && (lower == 0 || upper == 0)
}

// Quiet proposes how a name in capitals is written: "CÔNG ĐOÀN CÔNG TY TNHH ABC" gives "Công đoàn Công ty TNHH ABC".
// Abbreviations and words that are not Vietnamese stay as they are, if they are short; other words begin with a capital.
func Quiet(name string) string {
	words := strings.Fields(name)
	var out []string
	for i := 0; i < len(words); {
		n := min(longest, len(words)-i)
		for ; n > 0; n-- {
			plain := strings.ToLower(strings.Join(words[i:i+n], " "))
			core := strings.TrimRight(plain, ",.;:)")
			if w, ok := written[strings.TrimLeft(core, "(")]; ok {
				out = append(out, strings.Repeat("(", strings.Count(plain, "("))+w+plain[len(core):])
				break
			}
		}
		if n == 0 {
			out = append(out, one(words[i]))
			n = 1
		}
		i += n
	}
	return capital(strings.Join(out, " "))
}

// one writes one word that is not known.
func one(word string) string {
	var parts []string
	for p := range strings.SplitSeq(word, "-") {
		plain := strings.TrimFunc(p, func(r rune) bool { return !unicode.IsLetter(r) })
		foreign := plain != "" && !oldfont.Syllable(plain)
		switch {
		case foreign && len(plain) <= 4 && strings.ToUpper(p) == p, strings.ContainsFunc(p, unicode.IsDigit):
			parts = append(parts, p)
		default:
			parts = append(parts, capital(strings.ToLower(p)))
		}
	}
	return strings.Join(parts, "-")
}

// capital makes the first letter a capital.
func capital(s string) string {
	for i, r := range s {
		if unicode.IsLetter(r) {
			return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
		}
	}
	return s
}
