package viet

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the key by which text is searched: no marks and no tones (so a tone may stand on either vowel), d for đ,
// lower case, and one space for any run of punctuation. "Liên đoàn Lao động TP. Hải Phòng" gives
// "lien doan lao dong tp hai phong".
func Fold(s string) string { return key(s, folded()) }

// Spell returns the key by which two spellings are the same word: like Fold, but letters keep their shape (ă, â, đ, ê, ô,
// ơ, ư) and each word ends in its tone. So "hoà" and "hòa" are equal, "hoa" and "hòa" are not.
func Spell(s string) string {
	var out strings.Builder
	for i, word := range strings.Fields(key(s, shaped())) {
		if i > 0 {
			out.WriteByte(' ')
		}
		tone := rune(0)
		for _, r := range word {
			if strings.ContainsRune(tones, r) {
				tone = r
				continue
			}
			out.WriteRune(r)
		}
		if tone != 0 {
			out.WriteRune(tone)
		}
	}
	return out.String()
}

// tones are the five marks as they combine: huyền, sắc, ngã, hỏi, nặng.
const tones = "\u0300\u0301\u0303\u0309\u0323"

// low is the number of runes kept in a table: all of Latin as Vietnamese writes it.
const low = 0x1F00

func key(s string, table *[low]string) string {
	var out strings.Builder
	out.Grow(len(s))
	gap := false // a separator waits for the next letter
	for _, r := range s {
		var p string
		if r < low {
			p = table[r]
		} else {
			p = piece(r, "")
		}
		switch {
		case p == "":
		case p == " ":
			gap = out.Len() > 0
		default:
			if gap {
				out.WriteByte(' ')
				gap = false
			}
			out.WriteString(p)
		}
	}
	return out.String()
}

var (
	folded = sync.OnceValue(func() *[low]string { return tabulate("") })
	shaped = sync.OnceValue(func() *[low]string { return tabulate(tones + "\u0302\u0306\u031b") })
)

func tabulate(keep string) *[low]string {
	var t [low]string
	for r := range rune(low) {
		t[r] = piece(r, keep)
	}
	return &t
}

// piece returns what one rune adds to a key: "" for marks, " " for what separates words. Of the marks only those in keep stay.
func piece(r rune, keep string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(string(r)) {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.M, r):
			if strings.ContainsRune(keep, r) {
				out.WriteRune(r)
			}
		case r == 'đ' || r == 'ð' || r == 'ɖ':
			if keep == "" {
				out.WriteByte('d')
			} else {
				out.WriteRune('đ')
			}
		case r == 'ø':
			out.WriteByte('o')
		case r == 'ł':
			out.WriteByte('l')
		case unicode.IsLetter(r), unicode.IsDigit(r):
			out.WriteRune(r)
		case unicode.Is(unicode.Cf, r) && r != '\u200b' && r != '\ufeff', unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r):
		default:
			if out.Len() == 0 {
				return " "
			}
		}
	}
	return out.String()
}
