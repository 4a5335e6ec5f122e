package org

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
)

// Listed is a unit of a list, and the day from which it is there; 0 is the decision's own.
type Listed struct {
	Unit
	From day.Day
}

// FoundList founds the units of a list by one decision, each from its own day. They may be each other's parents where they bring
// their own ids. It returns the change, by which Withdraw takes all of them back at once.
func FoundList(tx *db.Tx, list []Listed, by Decision) (change string, err error) {
	kinds, err := kindsOf(&tx.View)
	if err != nil || len(list) == 0 {
		return "", err
	}
	by = cleaned(by)
	byDay := map[day.Day][]lineage.Node{}
	for _, f := range list {
		n, err := newNode(tx.ID, kinds, f.Unit)
		if err != nil {
			return "", err
		}
		on := f.From
		if on == 0 {
			on = by.Effective
		}
		byDay[on] = append(byDay[on], n)
	}
	days := make([]day.Day, 0, len(byDay))
	for d := range byDay {
		days = append(days, d)
	}
	slices.Sort(days)
	// What tells a decision's second copy is how long its list is, and who stands at the head of it.
	about := viet.Fold(list[0].Name) + " < " + list[0].Parent + " …" + viet.FormatInt(int64(len(list)))
	return book.Change(tx, lineage.ChangeFound, about, by, func(d *lineage.Draft) error {
		for _, on := range days {
			if err := lead(d, byDay[on], on); err != nil {
				return err
			}
			if err := d.Found(on, byDay[on]...); err != nil {
				return err
			}
		}
		return nil
	})
}

// Spelling is one of the names that a unit has or had.
type Spelling struct {
	Unit  UnitID
	Text  string
	Words string // as Words gives them
}

// Spellings returns every name of every unit that the view sees, aliases among them: for those who look up many names.
func Spellings(v *db.View) ([]Spelling, error) {
	h, err := HistoryOf(v)
	if err != nil {
		return nil, err
	}
	all, err := namesOf(v, h)
	if err != nil {
		return nil, err
	}
	out := make([]Spelling, len(all.list))
	for k, s := range all.list {
		out[k] = Spelling{h.ID(s.node), s.text, s.words}
	}
	return out, nil
}

// Words returns the words by which a name is known: without marks, abbreviations written out. Two spellings of one name have the
// same words.
func Words(name string) string { return expand(name) }
