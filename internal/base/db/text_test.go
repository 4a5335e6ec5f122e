package db

import "testing"

func TestNumbered(t *testing.T) {
	for _, c := range [][2]string{
		{"SELECT 1", "SELECT 1"},
		{"a = ? AND b = ?", "a = $1 AND b = $2"},
		{"a = '?' AND b = ?", "a = '?' AND b = $1"},
		{"a = 'it''s ?' AND b = ?", "a = 'it''s ?' AND b = $1"},
		{`"od?d" = ? -- why?` + "\nAND c = ?", `"od?d" = $1 -- why?` + "\nAND c = $2"},
		{"/* ? */ ? /* ?", "/* ? */ $1 /* ?"},
		{"đ = ? 'đ", "đ = $1 'đ"},
	} {
		if got := numbered(c[0], []any{1}); got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}

func TestForSQLite(t *testing.T) {
	for _, c := range [][2]string{
		{"CREATE TABLE a (n BIGINT NOT NULL)", "CREATE TABLE a (n INTEGER NOT NULL) STRICT"},
		{"CREATE TABLE a (n bigint, s TEXT DEFAULT ';BIGINT');\nCREATE INDEX i ON a (n);", "CREATE TABLE a (n INTEGER, s TEXT DEFAULT ';BIGINT') STRICT;\nCREATE INDEX i ON a (n);"},
		{"-- BIGINT; no\ncreate table a (\n\tn BIGINT -- ;\n) ; ", "-- BIGINT; no\ncreate table a (\n\tn INTEGER -- ;\n)  STRICT; "},
		{"CREATE TRIGGER t BEFORE UPDATE ON a BEGIN SELECT RAISE(ABORT, 'x'); END;", "CREATE TRIGGER t BEFORE UPDATE ON a BEGIN SELECT RAISE(ABORT, 'x'); END;"},
	} {
		if got := forEngine(c[0], SQLite); got != c[1] {
			t.Errorf("%q\ngot  %q\nwant %q", c[0], got, c[1])
		}
	}
}

func TestForPostgres(t *testing.T) {
	for _, c := range [][2]string{
		{"CREATE TABLE a (n BIGINT, s TEXT NOT NULL, d TEXT DEFAULT 'TEXT;')", `CREATE TABLE a (n BIGINT, s TEXT COLLATE "C" NOT NULL, d TEXT COLLATE "C" DEFAULT 'TEXT;')`},
		{"ALTER TABLE a ADD COLUMN t text NOT NULL; -- TEXT", `ALTER TABLE a ADD COLUMN t TEXT COLLATE "C" NOT NULL; -- TEXT`},
		{"CREATE TABLE b (text TEXT NOT NULL)", `CREATE TABLE b (text TEXT COLLATE "C" NOT NULL)`},
		{"INSERT INTO a (s) VALUES (CAST(1 AS TEXT));", "INSERT INTO a (s) VALUES (CAST(1 AS TEXT));"},
	} {
		if got := forEngine(c[0], Postgres); got != c[1] {
			t.Errorf("%q\ngot  %q\nwant %q", c[0], got, c[1])
		}
	}
}

// FuzzPieces: what is cut adds up to what was given, and numbering leaves no question mark in code.
func FuzzPieces(f *testing.F) {
	f.Add("a = '?' -- ?\n /* */ \"?\" ?")
	f.Fuzz(func(t *testing.T, text string) {
		all := ""
		pieces(text, func(p string, _ bool) { all += p })
		if all != text {
			t.Errorf("%q became %q", text, all)
		}
	})
}
