package lint

import "strings"

// cue is words that tell how numbers belong together. Folded texts are plain bytes, so that looking for words needs no
// regular expressions: a text of a megabyte is read in a second or two.
type cue []string

func words(s string) cue {
	var c cue
	for w := range strings.SplitSeq(s, "|") {
		c = append(c, strings.TrimSpace(w))
	}
	return c
}

// in returns the first of the words that stands in a folded text, "" for none.
func (c cue) in(s string) string {
	for _, w := range c {
		if at := indexWord(s, w); at >= 0 {
			return w
		}
	}
	return ""
}

// closing returns the word that stands in the last run of letters, spaces and those signs; it may end at most limit bytes
// before the end of the text. Of several the last one counts.
func (c cue) closing(s string, limit int, signs string) string {
	if len(s) > limit+24 {
		s = s[len(s)-limit-24:]
	}
	from := len(s)
	for from > 0 && (letter(s[from-1]) || s[from-1] == ' ' || strings.IndexByte(signs, s[from-1]) >= 0) {
		from--
	}
	run, best, at := s[from:], "", -1
	for _, w := range c {
		if i := lastWordAt(run, w); i >= 0 && len(run)-i-len(w) <= limit && i+len(w) > at {
			best, at = w, i+len(w)
		}
	}
	return best
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' }

func bounded(s string, at int, w string) bool {
	return (at == 0 || !letter(s[at-1]) || !letter(w[0])) && (at+len(w) == len(s) || !letter(s[at+len(w)]) || !letter(w[len(w)-1]))
}

func indexWord(s, w string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return -1
		}
		if bounded(s, from+i, w) {
			return from + i
		}
		from += i + 1
	}
}

func lastWordAt(s, w string) int {
	for end := len(s); ; {
		i := strings.LastIndex(s[:end], w)
		if i < 0 {
			return -1
		}
		if bounded(s, i, w) {
			return i
		}
		end = i + len(w) - 1
	}
}

// across are the marks of time, and of numbers that count nothing: words go on across them.
const across = "YTDKO"

// only reports whether a text holds nothing but letters, spaces and those signs.
func only(s, signs string) bool {
	for i := range len(s) {
		if !letter(s[i]) && s[i] != ' ' && strings.IndexByte(signs, s[i]) < 0 {
			return false
		}
	}
	return true
}

// bare strips from the end of a gap the words that belong to the number behind it.
func unqualified(s string) string {
	s = strings.TrimRight(s, " ")
	for _, w := range []string{"hon", "gan", "khoang", "tren", "duoi", "them", "la", "duoc", "den", "toi", "manh"} {
		if rest, ok := strings.CutSuffix(s, w); ok && (rest == "" || !letter(rest[len(rest)-1])) {
			return unqualified(rest)
		}
	}
	return s
}

// endsWith reports whether a text ends with one of the words.
func (c cue) endsWith(s string) string {
	s = strings.TrimRight(s, " ")
	for _, w := range c {
		if rest, ok := strings.CutSuffix(s, w); ok && (rest == "" || !letter(rest[len(rest)-1]) || !letter(w[0])) {
			return w
		}
	}
	return ""
}
