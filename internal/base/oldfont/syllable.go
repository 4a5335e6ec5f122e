package oldfont

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// vowels are all letters that Vietnamese marks, and đ.
const vowels = "àáâãèéêìíòóôõùúýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ"

// letter reports whether a letter is one of Vietnamese beyond plain Latin.
func letter(r rune) bool { return strings.ContainsRune(vowels, unicode.ToLower(r)) }

var onsets = set(" b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")

var rimes = set("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu " +
	"i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu y yt ynh ych yên yêt yêm yêng yêu " +
	"o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet " +
	"ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uân uâng uât uây uê uêch uên uênh uêt uơ " +
	"uy uya uyên uyêt uyt uynh uyp uych uyu ư ưc ưi ưm ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu êng êt")

// common are words of names of unions, firms, places: where two readings are possible, the usual word decides.
var common = set("công đoàn cơ sở ty tnhh cổ phần xã phường thành phố tỉnh huyện quận trường bệnh viện điện nước xây dựng việt nam một hai ba sản xuất thương mại " +
	"dịch vụ đầu tư phát triển nhà máy xí nghiệp khu liên lao động hội tổng thị trấn đường giáo dục y tế may mặc giày da thép gỗ đông tây bắc trung tâm " +
	"ngân hàng chi nhánh hải phòng dương hưng yên hà nội nguyễn trần lê phạm hoàng phan vũ võ đặng bùi đỗ hồ ngô lý văn quốc tế kỹ thuật vật liệu thực phẩm " +
	"mầm non tiểu học và các của số ngày đơn vị cấp trên trực thuộc tên mã loại hình địa chỉ người chủ tịch nữ thôn an bình minh tân phú đại thắng lợi")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// Syllable reports whether a word is one that Vietnamese can have: a beginning, a rime and a tone that fit together.
func Syllable(word string) bool {
	var plain strings.Builder
	var tone rune
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			if tone != 0 {
				return false
			}
			tone = r
		default:
			plain.WriteRune(r)
		}
	}
	s := norm.NFC.String(plain.String())
	for n := min(3, len(s)); n >= 0; n-- {
		if n > 0 && n < len(s) && s[n]&0xC0 == 0x80 {
			continue // in the middle of a letter
		}
		if (n == 0 || onsets[s[:n]]) && rimes[s[n:]] && closes(s, tone) {
			return true
		}
	}
	return s == "gi" // gì: the i belongs to both
}

// closes reports that the tone fits the last letters: before c, ch, p, t there are but two tones.
func closes(s string, tone rune) bool {
	switch s[len(s)-1] {
	case 'c', 'p', 't':
		return tone == '\u0301' || tone == '\u0323'
	}
	return !strings.HasSuffix(s, "ch") || tone == '\u0301' || tone == '\u0323'
}
