package keep_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/lineage/keep"
	"phongtrao/internal/testkit"
)

var book = &keep.Book{Prefix: "tree", Main: "line"}

var schema = db.Line{Name: "tree", Files: fstest.MapFS{"schema/0001_tree.sql": {Data: []byte(`
CREATE TABLE tree_fact (seq BIGINT NOT NULL PRIMARY KEY, node TEXT NOT NULL, since TEXT NOT NULL, line TEXT NOT NULL, parent TEXT NOT NULL,
	state TEXT NOT NULL, name TEXT NOT NULL, short TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL, change_id TEXT NOT NULL, recorded BIGINT NOT NULL);
CREATE TABLE tree_succession (seq BIGINT NOT NULL PRIMARY KEY, change_id TEXT NOT NULL, kind TEXT NOT NULL, from_node TEXT NOT NULL,
	to_node TEXT NOT NULL, since TEXT NOT NULL, recorded BIGINT NOT NULL, shares TEXT NOT NULL);
CREATE TABLE tree_change (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, number TEXT NOT NULL, dated TEXT NOT NULL,
	issuer TEXT NOT NULL, effective TEXT NOT NULL, note TEXT NOT NULL, file TEXT NOT NULL, corrects TEXT NOT NULL, recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL);
`)}}}

var start = day.Must("2020-01-01")

func found(id, parent string) func(tx *db.Tx) error {
	return func(tx *db.Tx) error {
		_, err := book.Change(tx, lineage.ChangeFound, id, lineage.Decision{Effective: start}, func(d *lineage.Draft) error {
			return d.Found(start, lineage.Node{ID: id, Name: id, Parents: map[string]string{"line": parent}})
		})
		return err
	}
}

func history(t *testing.T, d *db.DB) (h *lineage.History) {
	t.Helper()
	if err := d.See(t.Context(), func(v *db.View) (err error) {
		h, err = book.History(v)
		return
	}); err != nil {
		t.Fatal(err)
	}
	return h
}

func write(t *testing.T, d *db.DB, work func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Update(t.Context(), db.Ordered{Actor: "an"}, work); err != nil {
		t.Fatal(err)
	}
}

// What is read from the tables is what the acts made, with shares, withdrawals and everything.
func TestRowsTellTheSame(t *testing.T) {
	d := testkit.DB(t, schema)
	var split string
	write(t, d, found("r", lineage.Top))
	write(t, d, found("a", "r"))
	write(t, d, func(tx *db.Tx) (err error) {
		part := func(id string, ppm int64) lineage.Portion {
			return lineage.Portion{Node: lineage.Node{ID: id, Name: id}, New: true, Shares: map[string]int64{"x": ppm}}
		}
		split, err = book.Change(tx, lineage.ChangeSplit, "a", lineage.Decision{Number: "1", Effective: start + 10}, func(dr *lineage.Draft) error {
			return dr.Split("a", []lineage.Portion{part("b", 400_000), part("c", 600_000)}, start+10)
		})
		return
	})
	describe := func(h *lineage.History) string {
		tree := h.Tree("line", day.AsOf{Day: start + 20})
		var out strings.Builder
		for i := range int32(h.Len()) {
			fmt.Fprintln(&out, h.ID(i), h.Name(i, tree.AsOf()), tree.Chain(i), tree.Locate(i), h.Last(i))
		}
		return out.String()
	}
	cold := testkit.DB(t, schema) // a copy of the tables, beside which nothing is kept
	if _, err := db.Copy(t.Context(), d, cold); err != nil {
		t.Fatal(err)
	}
	if warm, read := describe(history(t, d)), describe(history(t, cold)); warm != read {
		t.Errorf("from acts:\n%sfrom rows:\n%s", warm, read)
	}
	before := history(t, d).Recorded()
	write(t, d, func(tx *db.Tx) error {
		_, err := book.Withdraw(tx, split, lineage.Decision{Note: "nhầm"})
		return err
	})
	h := history(t, d)
	a, _ := h.Index("a")
	if now := h.Tree("line", day.AsOf{Day: start + 20}).Locate(a); now.Why != lineage.Here {
		t.Errorf("after the withdrawal: %+v", now)
	}
	if then := h.Tree("line", day.AsOf{Day: start + 20, Known: before}).Locate(a); then.Why != lineage.Undivided || len(then.Parts) != 2 {
		t.Errorf("as known before the withdrawal: %+v", then)
	}
	err := d.Update(t.Context(), db.Ordered{}, func(tx *db.Tx) error {
		_, err := book.Withdraw(tx, h.Last(a), lineage.Decision{Note: "nhầm"})
		return err
	})
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("a withdrawal was withdrawn: %v", err)
	}
}

// A view of an old snapshot is told what it sees, however many changes came since.
func TestVeryOldView(t *testing.T) {
	d := testkit.DB(t, schema)
	write(t, d, found("r", lineage.Top))
	if err := d.See(t.Context(), func(old *db.View) error {
		if _, err := db.All(old, db.Text, "SELECT id FROM tree_change"); err != nil { // the snapshot is taken with the first look
			return err
		}
		for k := range 20 {
			write(t, d, found(fmt.Sprint("n", k), "r"))
			if n := history(t, d).Len(); n != k+2 {
				t.Errorf("%d nodes, want %d", n, k+2)
			}
		}
		h, err := book.History(old)
		if h.Len() != 1 {
			t.Errorf("the old view sees %d nodes, want 1", h.Len())
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// Recording never goes back in time: what is recorded later is known later.
func TestRecordedNeverGoesBack(t *testing.T) {
	d := testkit.DB(t, schema)
	last := day.Instant(0)
	for k := range 5 {
		write(t, d, found(fmt.Sprint("n", k), lineage.Top))
		h := history(t, d)
		if h.Recorded() < last || h.Head() != int64(k+1) {
			t.Errorf("recorded %d after %d, head %d", h.Recorded(), last, h.Head())
		}
		last = h.Recorded()
	}
}
