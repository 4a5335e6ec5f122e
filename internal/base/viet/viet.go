// Package viet treats Vietnamese text as an office does: names, numbers, dates.
//
// Text that enters is made clean without touching anybody's spelling; search and comparison work on keys, so that
// "hoà", "hòa" and a decomposed "hòa" are one word. Numbers and dates are read only where they have one meaning:
// where they have two ("1.5"), the answer is a sentence that asks.
package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes text fit to be kept: NFC, single spaces (no-break, zero-width and line breaks among them), no invisible
// characters, Đ for the Icelandic Ð that looks the same. It changes nothing that a reader could see: not the place of a
// tone, not a dash, not the case.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	return strings.Join(strings.Fields(norm.NFC.String(visible(s, false))), " ")
}

// CleanLines is Clean for text of several lines: it keeps line breaks, and at most one empty line in a row.
func CleanLines(s string) string {
	s = norm.NFC.String(visible(s, true))
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, line)
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n")
}

// plain reports whether s is ASCII without anything to clean, the usual case of codes and numbers.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == 0x7f || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// visible drops what cannot be seen and makes every kind of space a plain one.
func visible(s string, lines bool) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case lines && (r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'):
			return '\n'
		case unicode.IsSpace(r), r == '\u200b', r == '\ufeff':
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r):
			return -1
		case r == 'Ð', r == 'Ɖ':
			return 'Đ'
		case r == 'ð', r == 'ɖ':
			return 'đ'
		}
		return r
	}, s)
}
