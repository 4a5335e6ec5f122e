package paper

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes text printable: composed letters, no control characters, nothing that XML or a font cannot hold. Line
// breaks stay.
func Clean(s string) string {
	if strings.ContainsFunc(s, bad) {
		s = strings.Map(printable, s)
	}
	if norm.NFC.IsNormalString(s) {
		return s
	}
	return norm.NFC.String(s) // last, as marks may have come together with their letters
}

// printable is what stands for a letter that cannot be printed; a negative one for none.
func printable(r rune) rune {
	switch {
	case r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
		return ' '
	case r == utf8.RuneError || r >= 0xFFFE:
		return '□'
	case bad(r):
		return -1
	}
	return r
}

func bad(r rune) bool {
	return r < ' ' && r != '\n' || r >= 0x7F && r < 0xA0 || r >= 0xFFFE || r == utf8.RuneError || r == '\u200B' || r == '\uFEFF' ||
		r == '\u2028' || r == '\u2029' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}
