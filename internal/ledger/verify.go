package ledger

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"phongtrao/internal/base/db"
)

// Report is what Verify found.
type Report struct {
	Entries     int64     // entries read
	Reversed    int64     // of them reversed
	Cells       int       // cells recounted
	Sealed      int64     // entries in a sealed log
	Logs        int       // logs, one a year
	Checkpoints int       // checkpoints checked, each against the entries and against the one before
	Through     int64     // the last entry
	Failures    []Failure // everything that does not hold; none is good
}

// OK reports whether everything holds.
func (r *Report) OK() bool { return len(r.Failures) == 0 }

// Failure is one thing that does not hold.
type Failure struct {
	What string // "entry 123", "checkpoint 7", "cell …", "log 2026"
	Text string // what is wrong, in Vietnamese
}

// failuresMax bounds what is listed; a last line then says that there is more.
const failuresMax = 1000

// Verify recounts everything from the entries alone, one by one: numbers without gaps, reversals that repeat their entry, every leaf of the sealed
// logs, every checkpoint ever signed (its signature, its root over the entries that it speaks of, and so that each log only ever grew), the
// choices, and every cell in memory. Notes are checkpoints that left the house, on a passport or in another's hands: a log rewound behind them and signed
// anew is found by them alone.
func Verify(v *db.View, notes ...string) (*Report, error) {
	b, err := ready(v)
	if err != nil {
		return nil, err
	}
	a := &audit{v: v, book: b, sums: map[tally]sum{}, years: map[int64]*yearLog{}, reversals: map[int64]Reversal{}}
	for _, step := range []func() error{func() error { return a.statements(notes) }, a.read, a.finish, a.chosen, a.memory} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &a.Report, nil
}

// audit is a Verify under way.
type audit struct {
	Report
	v         *db.View
	book      *Book
	head      heads
	years     map[int64]*yearLog
	stated    []claim
	sums      map[tally]sum
	reversals map[int64]Reversal
	buf       []byte
	last      Entry
	swapped   []misfit // entries that are not what was sealed
}

// tally is a cell and a kind of evidence, in numbers of words.
type tally struct {
	key
	evidence Evidence
}

// claim is what a checkpoint says, with the name by which failures call it.
type claim struct {
	stated
	name string
	row  checkpoint
}

// yearLog is the log of a year, recomputed from the entries.
type yearLog struct {
	first  int64
	tree   frontier
	stored *leaves
	claims []claim // in order of size
	roots  map[int64]tlog.Hash
}

// misfit is an entry whose leaf is not the sealed one.
type misfit struct {
	entry  Entry
	sealed tlog.Hash
}

func (a *audit) fail(what, format string, args ...any) {
	switch n := len(a.Failures); {
	case n < failuresMax:
		a.Failures = append(a.Failures, Failure{what, fmt.Sprintf(format, args...)})
	case n == failuresMax:
		a.Failures = append(a.Failures, Failure{"", "Còn nhiều chỗ khác không được liệt kê."})
	}
}

// statements reads all checkpoints, ours and those brought along.
func (a *audit) statements(notes []string) error {
	var err error
	if a.head, err = headsOf(a.v); err != nil {
		return err
	}
	keys, err := keysOf(a.v)
	if err != nil {
		return err
	}
	rows, err := allCheckpoints(a.v)
	if err != nil {
		return err
	}
	var all []claim
	for _, r := range rows {
		c := claim{name: fmt.Sprintf("checkpoint %d", r.number), row: r}
		if r.number != int64(len(all)+1) {
			a.fail(c.name, "Điểm niêm phong số %d đáng lẽ mang số %d: có điểm bị bỏ.", r.number, len(all)+1)
		}
		if c.stated, err = a.open(r.note, keys); err != nil {
			a.fail(c.name, "Điểm niêm phong ngày %s có chữ ký không đúng: %v.", r.at.VN(), err)
			continue
		}
		if c.year != r.year || c.size != r.size || c.through != r.through || c.choices != r.choices || c.stated.chain != r.chain {
			a.fail(c.name, "Điểm niêm phong ngày %s không khớp với tờ đã ký.", r.at.VN())
		}
		all = append(all, c)
	}
	for i, n := range notes {
		c := claim{name: fmt.Sprintf("note %d", i+1)}
		if c.stated, err = a.open(n, keys); err != nil {
			a.fail(c.name, "Điểm niêm phong đưa từ ngoài vào không do khóa của sổ này ký: %v.", err)
			continue
		}
		all = append(all, c)
	}
	for _, c := range all {
		if err := a.year(c.year); err != nil {
			return err
		}
		y := a.years[c.year]
		y.claims = append(y.claims, c)
		a.Checkpoints++
	}
	a.stated = all
	for _, y := range a.years {
		slices.SortStableFunc(y.claims, func(x, z claim) int { return int(x.size - z.size) })
	}
	return nil
}

func (a *audit) open(signed string, keys []signingKey) (stated, error) {
	var verifiers []string
	for _, k := range keys {
		verifiers = append(verifiers, k.verifier)
	}
	text, err := openNote(signed, verifiers...)
	if err != nil {
		return stated{}, err
	}
	return readStatement(text)
}

func (a *audit) year(year int64) error {
	if a.years[year] != nil {
		return nil
	}
	y := &yearLog{roots: map[int64]tlog.Hash{}}
	a.years[year] = y
	a.Logs++
	var err error
	if y.first, err = firstOf(a.v, year); err != nil {
		return err
	}
	if y.stored, err = leavesOf(a.v, year); err != nil {
		a.fail(fmt.Sprintf("log %d", year), "Nhật ký niêm phong năm %d không đọc được: %v.", year, err)
		y.stored = &leaves{v: a.v, year: year}
	}
	a.Sealed += y.stored.size()
	return nil
}
