package db

import (
	"regexp"
	"strings"
)

var (
	bigintWord  = regexp.MustCompile(`(?i)\bBIGINT\b`)
	textWord    = regexp.MustCompile(`(?i)\b(text\s+)?TEXT\b`) // a column may be called "text"
	createTable = regexp.MustCompile(`(?is)^\s*CREATE\s+TABLE\b.*\)\s*$`)
	tableText   = regexp.MustCompile(`(?is)^\s*(CREATE|ALTER)\s+TABLE\b`)
)

// forEngine makes a schema mean the same on both engines.
//
// On SQLite BIGINT becomes INTEGER, which is the same there but lets a BIGINT PRIMARY KEY be the number of the row itself, and tables become
// STRICT, so that a text cannot slip into a number. On PostgreSQL the texts of tables are given the collation "C", so that they are ordered
// and compared as SQLite does, whatever the database was made with.
func forEngine(text string, e Engine) string {
	var out strings.Builder
	var parts []part // of the statement that is being read
	end := func(mark string) {
		out.WriteString(statementFor(parts, e) + mark)
		parts = nil
	}
	pieces(text, func(piece string, code bool) {
		if !code {
			parts = append(parts, part{piece, false})
			return
		}
		for i, s := range strings.Split(piece, ";") {
			if i > 0 {
				end(";")
			}
			parts = append(parts, part{s, true})
		}
	})
	end("")
	return out.String()
}

// part is a stretch of a statement: code, or a comment or a quoted text.
type part struct {
	text string
	code bool
}

func statementFor(parts []part, e Engine) string {
	var code strings.Builder // what the statement says, with something in place of what is quoted
	for _, p := range parts {
		switch {
		case p.code:
			code.WriteString(p.text)
		case strings.HasPrefix(p.text, "--"), strings.HasPrefix(p.text, "/*"):
			code.WriteByte(' ')
		default:
			code.WriteByte('x')
		}
	}
	word, instead := bigintWord, "INTEGER"
	if e == Postgres {
		word, instead = textWord, `${1}TEXT COLLATE "C"`
	}
	change := tableText.MatchString(code.String())
	var out strings.Builder
	for _, p := range parts {
		if p.code && change {
			p.text = word.ReplaceAllString(p.text, instead)
		}
		out.WriteString(p.text)
	}
	if e == SQLite && createTable.MatchString(code.String()) {
		out.WriteString(" STRICT")
	}
	return out.String()
}
