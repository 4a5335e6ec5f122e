package roster

import (
	"fmt"
	"strings"
)

// damm is a table of checks: every single mistake and every exchange of neighbours changes the result.
var damm = [10][10]byte{
	{0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
	{6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1}, {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
	{9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}

// Bib writes what is read off a chest: the prefix of the site, a number, a check digit over both: "VS-0042-7".
func Bib(prefix string, n int64) string {
	body := fmt.Sprintf("%s-%04d", prefix, n)
	return body + "-" + string(bibCheck(body))
}

func bibCheck(body string) byte {
	var c byte
	for i := range len(body) {
		switch b := body[i]; {
		case b >= '0' && b <= '9':
			c = damm[c][b-'0']
		case b >= 'A' && b <= 'Z':
			c = damm[damm[c][(b-'A'+1)/10]][(b-'A'+1)%10]
		}
	}
	return '0' + c
}

// ReadBib reads a bib as somebody types it: either case, with or without hyphens. It is "" and false where the check digit does not fit.
func ReadBib(s string) (string, bool) {
	s = strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '–' {
			return -1
		}
		return r
	}, s))
	end := strings.LastIndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) + 1
	if end == 0 || len(s)-end < 5 || !prefixShape.MatchString(s[:end]) {
		return "", false
	}
	body := s[:end] + "-" + s[end:len(s)-1]
	if bibCheck(body) != s[len(s)-1] {
		return "", false
	}
	return body + "-" + s[len(s)-1:], true
}
