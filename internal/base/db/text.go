package db

import (
	"strconv"
	"strings"
	"sync"
)

// numbered turns `?` into $1, $2, …, as PostgreSQL wants it, and leaves quoted text and comments alone; a text without arguments is left as
// it is. Texts are few and kept.
var numbered = func() func(string, []any) string {
	var kept sync.Map
	return func(text string, args []any) string {
		if len(args) == 0 {
			return text
		}
		if t, ok := kept.Load(text); ok {
			return t.(string)
		}
		t := number(text)
		kept.Store(text, t)
		return t
	}
}()

func number(text string) string {
	var b strings.Builder
	n := 0
	pieces(text, func(piece string, code bool) {
		if !code {
			b.WriteString(piece)
			return
		}
		for _, r := range piece {
			if r == '?' {
				n++
				b.WriteByte('$')
				b.WriteString(strconv.Itoa(n))
			} else {
				b.WriteRune(r)
			}
		}
	})
	return b.String()
}

// pieces cuts SQL into code and what is not code: '…', "…", -- … and /* … */.
func pieces(text string, each func(piece string, code bool)) {
	start := 0
	for i := 0; i < len(text); {
		end := 0
		switch rest := text[i:]; {
		case rest[0] == '\'' || rest[0] == '"': // a doubled quote inside reads as two pieces side by side
			end = past(rest[1:], rest[:1]) + 1
		case strings.HasPrefix(rest, "--"):
			end = past(rest, "\n")
		case strings.HasPrefix(rest, "/*"):
			end = past(rest[2:], "*/") + 2
		default:
			i++
			continue
		}
		if i > start {
			each(text[start:i], true)
		}
		each(text[i:i+end], false)
		i += end
		start = i
	}
	if start < len(text) {
		each(text[start:], true)
	}
}

// past returns the index after the first mark in s, or the length of s.
func past(s, mark string) int {
	if i := strings.Index(s, mark); i >= 0 {
		return i + len(mark)
	}
	return len(s)
}
