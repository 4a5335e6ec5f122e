package keep

import (
	"encoding/json"
	"fmt"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
)

// sql puts the owner's prefix where a text says @.
func (b *Book) sql(text string) string { return strings.ReplaceAll(text, "@", b.Prefix+"_") }

// head returns the highest number of all that the view sees.
func (b *Book) head(v *db.View) (head int64, err error) {
	err = v.Row(b.sql(`SELECT coalesce((SELECT max(seq) FROM @fact), 0), coalesce((SELECT max(seq) FROM @succession), 0)`)).
		Scan(&head, pick{&head})
	return head, err
}

// pick scans a number and keeps the greater of it and what is there.
type pick struct{ n *int64 }

func (p pick) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("keep: cannot read a %T", src)
	}
	*p.n = max(*p.n, n)
	return nil
}

// read returns what was recorded after one number, up to another.
func (b *Book) read(v *db.View, after, to int64) ([]lineage.Fact, []lineage.Succession, error) {
	seen := days{}
	words := map[string]string{} // lines, kinds, changes, parents: one text each, however many facts say it
	share := func(s string) string {
		if t, ok := words[s]; ok {
			return t
		}
		words[s] = s
		return s
	}
	rows, err := v.Query(b.sql(`SELECT seq, node, since, line, parent, state, name, short, kind, code, change_id, recorded
		FROM @fact WHERE seq > ? AND seq <= ? ORDER BY seq`), after, to)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	facts := make([]lineage.Fact, 0, to-after) // seq has no gaps: this is what comes, or a little more
	for rows.Next() {
		var f lineage.Fact
		var since, state string
		if err := rows.Scan(&f.Seq, &f.Node, &since, &f.Line, &f.Parent, &state, &f.Name, &f.Short, &f.Kind, &f.Code, &f.Change, &f.Recorded); err != nil {
			return nil, nil, err
		}
		f.State = lineage.State(share(state))
		f.Line, f.Parent, f.Kind, f.Change = share(f.Line), share(f.Parent), share(f.Kind), share(f.Change)
		if f.From, err = seen.parse(since); err != nil {
			return nil, nil, err
		}
		facts = append(facts, f)
	}
	if err := rows.Err(); err != nil {
		return nil, nil, err
	}
	successions, err := db.All(v, func(s db.Scanner) (n lineage.Succession, err error) {
		var kind, shares string
		if err = s.Scan(&n.Seq, &n.Change, &kind, &n.From, &n.To, &n.On, &n.Recorded, &shares); err != nil {
			return
		}
		n.Kind = lineage.SuccessionKind(kind)
		if shares != "" {
			err = json.Unmarshal([]byte(shares), &n.Shares)
		}
		return
	}, b.sql(`SELECT seq, change_id, kind, from_node, to_node, since, recorded, shares
		FROM @succession WHERE seq > ? AND seq <= ? ORDER BY seq`), after, to)
	return facts, successions, err
}

// write stores a change with all that it says.
func (b *Book) write(tx *db.Tx, c lineage.Change, facts []lineage.Fact, successions []lineage.Succession) error {
	if _, err := tx.Exec(b.sql(`INSERT INTO @change (id, kind, subject, number, dated, issuer, effective, note, file, corrects, recorded, recorded_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
		c.ID, string(c.Kind), c.Subject, c.Number, c.Date, c.Issuer, c.Effective, c.Note, c.File, c.Corrects, c.Recorded, c.By); err != nil {
		return err
	}
	rows := make([][]any, 0, len(facts))
	for _, f := range facts {
		rows = append(rows, []any{f.Seq, f.Node, f.From, f.Line, f.Parent, string(f.State), f.Name, f.Short, f.Kind, f.Code, f.Change, f.Recorded})
	}
	if err := tx.Insert(b.Prefix+"_fact", []string{"seq", "node", "since", "line", "parent", "state", "name", "short", "kind", "code", "change_id", "recorded"}, rows); err != nil {
		return err
	}
	rows = rows[:0]
	for _, s := range successions {
		ppm, err := shares(s.Shares)
		if err != nil {
			return err
		}
		rows = append(rows, []any{s.Seq, s.Change, string(s.Kind), s.From, s.To, s.On, s.Recorded, ppm})
	}
	return tx.Insert(b.Prefix+"_succession", []string{"seq", "change_id", "kind", "from_node", "to_node", "since", "recorded", "shares"}, rows)
}

const columns = `id, kind, subject, number, dated, issuer, effective, note, file, corrects, recorded, recorded_by`

func scanChange(s db.Scanner) (c lineage.Change, err error) {
	var kind string
	err = s.Scan(&c.ID, &kind, &c.Subject, &c.Number, &c.Date, &c.Issuer, &c.Effective, &c.Note, &c.File, &c.Corrects, &c.Recorded, &c.By)
	c.Kind = lineage.ChangeKind(kind)
	return
}

// same returns the change of this kind and subject that was recorded by the same decision and not withdrawn.
func (b *Book) same(v *db.View, c lineage.Change) (lineage.Change, bool, error) {
	return db.One(v, scanChange, b.sql(`SELECT `+columns+` FROM @change
		WHERE number = ? AND issuer = ? AND dated = ? AND kind = ? AND subject = ?
		AND NOT EXISTS (SELECT 1 FROM @change w WHERE w.kind = ? AND w.corrects = @change.id)`),
		c.Number, c.Issuer, c.Date, string(c.Kind), c.Subject, string(lineage.ChangeWithdraw))
}

// ChangeByID returns one change; false where there is none.
func (b *Book) ChangeByID(v *db.View, id string) (lineage.Change, bool, error) {
	return db.One(v, scanChange, b.sql(`SELECT `+columns+` FROM @change WHERE id = ?`), id)
}

// Changes returns changes by their ids, in order of recording; those that do not exist are left out.
func (b *Book) Changes(v *db.View, ids []string) ([]lineage.Change, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return db.All(v, scanChange, b.sql(`SELECT `+columns+` FROM @change
		WHERE id IN (?`+strings.Repeat(", ?", len(ids)-1)+`) ORDER BY recorded, id`), args...)
}

// Latest returns the changes recorded last, the newest first.
func (b *Book) Latest(v *db.View, limit int) ([]lineage.Change, error) {
	return db.All(v, scanChange, b.sql(`SELECT `+columns+` FROM @change ORDER BY recorded DESC, id DESC LIMIT ?`), limit)
}

// Asked chooses changes; what is empty does not choose.
type Asked struct {
	Kind   lineage.ChangeKind
	Period day.Period // of the first day on which they hold
	Number string     // a part of the decision's number, as it is written
	Held   bool       // leave out those that were withdrawn, and withdrawals
	Rising bool       // the earliest day first
	Skip   int
	Limit  int
}

// List returns changes in order of the day from which they hold, then of recording.
func (b *Book) List(v *db.View, f Asked) ([]lineage.Change, error) {
	text, args := `SELECT `+columns+` FROM @change WHERE 1 = 1`, []any{}
	if f.Kind != "" {
		text, args = text+` AND kind = ?`, append(args, string(f.Kind))
	}
	if f.Period != (day.Period{}) {
		text, args = text+` AND effective >= ? AND effective <= ?`, append(args, f.Period.From, f.Period.To)
	}
	if f.Number != "" {
		text, args = text+` AND number LIKE ?`, append(args, "%"+strings.NewReplacer("%", "", "_", "").Replace(f.Number)+"%")
	}
	if f.Held {
		text += ` AND kind <> ? AND NOT EXISTS (SELECT 1 FROM @change w WHERE w.kind = ? AND w.corrects = @change.id)`
		args = append(args, string(lineage.ChangeWithdraw), string(lineage.ChangeWithdraw))
	}
	order := ` ORDER BY effective DESC, recorded DESC, id DESC`
	if f.Rising {
		order = ` ORDER BY effective, recorded, id`
	}
	args = append(args, f.Limit, f.Skip)
	return db.All(v, scanChange, b.sql(text+order+` LIMIT ? OFFSET ?`), args...)
}
