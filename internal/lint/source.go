package lint

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"phongtrao/internal/base/viet"
)

// source is a text composed (NFC, plain spaces), with the way back to the bytes it came from.
type source struct {
	given    string
	composed string
	at       []int32 // of each byte of composed, and its end, the byte in given; nil where they are the same
}

var spaces = strings.NewReplacer("\u00a0", " ", "\u2007", " ", "\u2009", " ", "\u202f", " ", "\u200b", "", "\ufeff", "", "\u00ad", "", "\r\n", "\n", "\r", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n")

func compose(given string) source {
	if norm.NFC.IsNormalString(given) && utf8.ValidString(given) && spaces.Replace(given) == given {
		return source{given: given, composed: given}
	}
	s := source{given: given}
	var b strings.Builder
	var it norm.Iter
	it.InitString(norm.NFC, given)
	for !it.Done() {
		from := it.Pos()
		piece := spaces.Replace(strings.ToValidUTF8(string(it.Next()), "?"))
		if piece == "\n" && strings.HasSuffix(b.String()[max(0, b.Len()-1):], "\n") && from > 0 && given[from] == '\n' && given[from-1] == '\r' {
			continue // the second half of a Windows line end
		}
		for range len(piece) {
			s.at = append(s.at, int32(from))
		}
		b.WriteString(piece)
	}
	s.at = append(s.at, int32(len(given)))
	s.composed = b.String()
	return s
}

func (s source) back(i int) int {
	if s.at == nil {
		return i
	}
	return int(s.at[i])
}

// ascii holds the folded letter of every rune that Vietnamese uses, 0 for those that stand for a gap.
var ascii = func() (t [0x2000]byte) {
	for r := range rune(len(t)) {
		if folded := viet.Fold(string(r)); len(folded) == 1 {
			t[r] = folded[0]
		}
	}
	for _, r := range "()/%+=*,.;:!?\"'\n\t-|&$#<>~" {
		t[r] = byte(r)
	}
	t['×'], t['·'] = '*', ' '
	return t
}()

// fold gives the one byte for which a rune stands in a folded text.
func fold(r rune) byte {
	switch {
	case int(r) < len(ascii) && ascii[r] != 0:
		return ascii[r]
	case r == '–' || r == '—' || r == '−' || r == '‑':
		return '-'
	case r == '“' || r == '”' || r == '«' || r == '»':
		return '"'
	case r == '‘' || r == '’':
		return '\''
	case r == '…':
		return '.'
	case r == '•' || r == '●' || r == '▪' || r == '■' || r == '◦':
		return '-'
	case r == '≥':
		return '>'
	case r == '≤':
		return '<'
	case r == '≈':
		return '~'
	}
	return ' '
}
