package oldfont

import "strings"

// tcvn3 gives the letter for each code from A0 to FF; 0 is none. AD, the soft hyphen, is ư.
var tcvn3 = func() (t [96]rune) {
	const table = "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ " +
		"CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ " +
		"EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
	digit := func(c byte) int { return strings.IndexByte("0123456789ABCDEF", c) }
	for cell := range strings.FieldsSeq(table) {
		t[digit(cell[0])*16+digit(cell[1])-0xA0] = []rune(cell[2:])[0]
	}
	return t
}()

// The marks of Unicode: circumflex, breve, and the five tones.
const (
	roof, bowl                      = "\u0302", "\u0306"
	grave, acute, tilde, hook, dots = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
)

// vniMarks gives what a mark of VNI puts on the letter before it.
var vniMarks = map[rune]string{
	'ø': grave, 'ù': acute, 'û': hook, 'õ': tilde, 'ï': dots,
	'â': roof, 'á': roof + acute, 'à': roof + grave, 'å': roof + hook, 'ã': roof + tilde, 'ä': roof + dots,
	'ê': bowl, 'é': bowl + acute, 'è': bowl + grave, 'ú': bowl + hook, 'ü': bowl + tilde, 'ë': bowl + dots,
}

// vniSingle gives letters that VNI keeps in one place.
var vniSingle = map[rune]rune{
	'ö': 'ư', 'ô': 'ơ', 'ñ': 'đ', 'æ': 'ỉ', 'ò': 'ị', 'ó': 'ĩ', 'î': 'ỵ',
	'Ö': 'Ư', 'Ô': 'Ơ', 'Ñ': 'Đ', 'Æ': 'Ỉ', 'Ò': 'Ị', 'Ó': 'Ĩ', 'Î': 'Ỵ',
}
