package ledger

import (
	"cmp"
	"slices"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Choice is a recorded decision about which kind of evidence of a cell is published.
type Choice struct {
	Seq int64
	Cell
	Evidence Evidence // 0: by the default rule again
	Reason   string
	At       day.Instant
	By, Act  string
}

// Choose records which kind of evidence is published for a cell, over the default rule; evidence 0 goes back to the rule. The decision
// holds as long as that kind has entries; should all of them be reversed, the rule decides among the others.
func Choose(tx *db.Tx, c Cell, e Evidence, reason string) error {
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do chọn nguồn số liệu được công bố.")
	}
	if e != 0 && !e.Known() {
		return fault.In("evidence", "Không có loại bằng chứng này. Hãy chọn một loại đã có bút toán.")
	}
	if err := tx.Lock(lockName); err != nil {
		return err
	}
	standing, err := standingOf(&tx.View, c)
	if err != nil {
		return err
	}
	if _, there := standing.Beside[e]; e != 0 && !there {
		return fault.In("evidence", "Chưa có số liệu loại “%s” ở đây nên không chọn để công bố được.", e.Label())
	}
	last, err := lastChoice(&tx.View)
	if err != nil {
		return err
	}
	at := max(tx.At, last.At)
	return insertChoice(tx, Choice{last.Seq + 1, c, e, reason, at, tx.Actor, act.ID(&tx.View)})
}

// Choices returns the decisions about a cell, the earliest first.
func Choices(v *db.View, c Cell) ([]Choice, error) { return choicesOf(v, c) }

// Standing is what all kinds of evidence say in one cell.
type Standing struct {
	Cell
	Published Evidence              // the kind that is published
	Chosen    bool                  // by a recorded decision and not by the rule
	Beside    map[Evidence]Quantity // what each kind says, the published one included
	Entries   map[Evidence]int      // on how many entries it rests
}

// standingOf returns what is said in one cell.
func standingOf(v *db.View, c Cell) (Standing, error) {
	b, err := ready(v)
	if err != nil {
		return Standing{}, err
	}
	a := &asked{Question: Question{Indicator: c.Indicator, Campaign: c.Campaign, Activity: c.Activity, Period: day.Period{From: c.Day, To: c.Day}}, v: v, book: b}
	if a.lens, err = lensOf(v, b, 0); err != nil {
		return Standing{}, err
	}
	b.mu.RLock()
	_, states := a.focus(true)
	st := states[a.key(c)]
	b.mu.RUnlock()
	if st == nil {
		return Standing{Cell: c}, nil
	}
	return st.standing(c), nil
}

func (s *state) standing(c Cell) Standing {
	out := Standing{Cell: c, Published: s.published().evidence, Beside: map[Evidence]Quantity{}, Entries: map[Evidence]int{}}
	out.Chosen = s.chosen != 0 && s.chosen == out.Published
	for _, e := range Kinds {
		if t := s.sums[e]; t.live != 0 {
			out.Beside[e], out.Entries[e] = t.quantity(), int(t.live)
		}
	}
	return out
}

// Standings returns what all kinds of evidence say in the cells of a question, in order of day, unit, activity and place. The map does not matter
// where q.At is empty.
func Standings(v *db.View, q Question) ([]Standing, error) {
	a, err := ask(v, q)
	if err != nil {
		return nil, err
	}
	a.book.mu.RLock()
	_, states := a.focus(true)
	a.book.mu.RUnlock()
	if err := a.undo(states); err != nil {
		return nil, err
	}
	a.book.mu.RLock()
	defer a.book.mu.RUnlock()
	var out []Standing
	p := a.placer()
	for k, st := range states {
		if st.published().live != 0 && a.within(p, &k) {
			out = append(out, st.standing(a.cell(&k)))
		}
	}
	slices.SortFunc(out, func(x, y Standing) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Unit, y.Unit), cmp.Compare(x.Activity, y.Activity), cmp.Compare(x.Place, y.Place), cmp.Compare(x.Campaign, y.Campaign))
	})
	return out, nil
}

// cell returns a cell in words. The lock is held.
func (a *asked) cell(k *key) Cell {
	return Cell{a.says(k.campaign), a.says(k.activity), a.says(k.unit), a.says(k.place), a.Indicator, day.Day(k.day)}
}

// within reports whether any of a cell stands at or below the node asked for. The lock is held.
func (a *asked) within(p *placer, k *key) bool {
	d := day.Day(k.day)
	for _, s := range p.find(a.node(a.of(k)), d) {
		if s.counted() && (a.at < 0 || slices.Contains(p.climb(s, d), a.at)) {
			return true
		}
	}
	return false
}
