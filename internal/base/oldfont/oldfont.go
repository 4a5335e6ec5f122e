// Package oldfont reads Vietnamese written before Unicode.
//
// Until about 2005 Vietnamese was typed with fonts that drew other letters in place of Latin ones: TCVN3 (fonts named ".Vn…"), VNI
// (fonts named "VNI-…"). Excel files with such text still go round, beside text that was spoiled on its way. Columns tells how
// the cells of a column are written, with a sample before and after: it proposes, and nothing is changed unless somebody asks
// Decode for it. What is lost for good ("C?ng") is said to be lost.
package oldfont

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Encoding is a way in which Vietnamese was written.
type Encoding string

const (
	Unicode    Encoding = "unicode"
	Decomposed Encoding = "decomposed" // Unicode with the marks apart, as macOS writes it
	TCVN3      Encoding = "tcvn3"      // also called ABC; its capitals are those of a font whose name ends in H
	VNI        Encoding = "vni"        // VNI for Windows: a letter, then its mark
	CP1258     Encoding = "cp1258"     // Windows-1258, read as Western European
	Misread    Encoding = "misread"    // UTF-8, read as Western European
)

// Encodings lists all, the likeliest first.
var Encodings = []Encoding{Unicode, Decomposed, TCVN3, VNI, Misread, CP1258}

var labels = map[Encoding]string{
	Unicode: "Unicode", Decomposed: "Unicode tổ hợp", TCVN3: "TCVN3 (ABC)", VNI: "VNI Windows", CP1258: "Windows-1258", Misread: "UTF-8 bị đọc nhầm",
}

// Label names the encoding for the screen.
func (e Encoding) Label() string { return labels[e] }

// OfFont tells what a font's name says of the text written in it; capitals reports that the font draws all letters as capitals.
// "" is a font that says nothing.
func OfFont(name string) (e Encoding, capitals bool) {
	lower := strings.ToLower(strings.TrimSpace(name))
	switch {
	case strings.HasPrefix(lower, ".vn"):
		return TCVN3, strings.HasSuffix(lower, "h")
	case strings.HasPrefix(lower, "vni-"), strings.HasPrefix(lower, "vni "):
		return VNI, false
	}
	return "", false
}

// Decode returns text written in an encoding as it is to be read. A font of that encoding tells capitals of TCVN3; without one
// text whose plain letters are all capitals is taken as capitals.
func Decode(s string, e Encoding, font string) string {
	switch e {
	case Decomposed:
		return norm.NFC.String(s)
	case TCVN3:
		out := fromTCVN3(s)
		if known, capitals := OfFont(font); capitals || known == "" && capital(s) {
			out = strings.ToUpper(out)
		}
		return out
	case VNI:
		return fromVNI(s)
	case CP1258:
		if b, ok := western(s); ok {
			if t, err := charmap.Windows1258.NewDecoder().Bytes(b); err == nil {
				return norm.NFC.String(string(t))
			}
		}
	case Misread:
		return fromMisread(s)
	}
	return s
}

// capital reports that a text has words of plain capitals and no plain small letters: in TCVN3 the marked letters among them look small.
func capital(s string) bool {
	run, seen := 0, false
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			return false
		case r >= 'A' && r <= 'Z':
			run++
			seen = seen || run > 1
		case r < 0x80:
			run = 0
		}
	}
	return seen
}

func fromTCVN3(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'μ': // Greek, where a program made the micro sign so
			return 'à'
		case r < 0xA0 || r > 0xFF || tcvn3[r-0xA0] == 0:
			return r
		}
		return tcvn3[r-0xA0]
	}, s)
}

func fromVNI(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	var base rune // the letter before, waiting for its mark
	flush := func() {
		if base != 0 {
			out.WriteRune(base)
			base = 0
		}
	}
	for _, r := range s {
		if base != 0 {
			if marks, ok := vniMarks[unicode.ToLower(r)]; ok {
				if c, ok := marked(base, marks); ok {
					out.WriteRune(c)
					base = 0
					continue
				}
			}
		}
		flush()
		if single, ok := vniSingle[r]; ok {
			r = single
		}
		base = r
	}
	flush()
	return out.String()
}

// marked puts marks on a letter; false where Vietnamese has no such letter.
func marked(base rune, marks string) (rune, bool) {
	if !strings.ContainsRune("aeouyơưAEOUYƠƯ", base) {
		return 0, false
	}
	c := []rune(norm.NFC.String(string(base) + marks))
	if len(c) != 1 || !letter(c[0]) {
		return 0, false
	}
	return c[0], true
}

// fromMisread turns text back into the bytes that it was read from: what was never UTF-8 stays as it is. The no-break space that is
// the second byte of à has often become a plain one.
func fromMisread(s string) string {
	b, ok := western(strings.ReplaceAll(s, "Ã ", "Ã\u00A0"))
	if !ok {
		return s
	}
	out := string(b)
	if strings.ToValidUTF8(out, "") != out {
		return s
	}
	return norm.NFC.String(out)
}

// western returns text as the bytes of Windows-1252; false where it has a letter that is not there.
func western(s string) ([]byte, bool) {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		if r < 0x80 || r >= 0x80 && r < 0xA0 { // the five bytes without a letter come through as they are
			out = append(out, byte(r))
			continue
		}
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			return nil, false
		}
		out = append(out, b)
	}
	return out, true
}
