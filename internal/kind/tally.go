package kind

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
)

// Tally brings the ledger in line with an activity's headcounts, and returns how many entries it made. A headcount that holds is entered
// once; one whose place another took is reversed. Called again it does nothing. Headcounts whose word is no figure of the kind stay where they are.
func Tally(tx *db.Tx, k Kind, activityID string) (int, error) {
	a, err := activity.Get(&tx.View, activityID)
	if err != nil {
		return 0, err
	}
	heads, err := roster.At(&tx.View, activityID)
	if err != nil {
		return 0, err
	}
	entered, err := enteredHeads(&tx.View, k, a, heads)
	if err != nil {
		return 0, err
	}
	made := 0
	var fresh []ledger.Posting
	for _, h := range heads {
		seq, in := entered[headSource(h)]
		switch {
		case h.Holds() && !in:
			if p, ok := headPosting(k, a, h); ok {
				fresh = append(fresh, p)
			}
		case !h.Holds() && in:
			if _, err := ledger.Reverse(tx, seq, "đã có số đếm khác thay số này"); err != nil {
				return made, err
			}
			made++
		}
	}
	if len(fresh) > 0 {
		if _, err := ledger.Post(tx, fresh...); err != nil {
			return made, err
		}
	}
	return made + len(fresh), nil
}

// headSource is the source of the entry that a headcount makes.
func headSource(h roster.Headcount) string { return "headcount " + h.ID }

// headPosting is the entry that a headcount makes, false where it is no figure of the kind.
func headPosting(k Kind, a activity.Activity, h roster.Headcount) (ledger.Posting, bool) {
	key := Count(k, h.What)
	return ledger.Posting{Campaign: a.Campaign, Activity: a.ID, Unit: h.Unit, Place: a.Place, Indicator: key, Quantity: h.Quantity,
		Evidence: h.Evidence, Day: a.Day, Source: headSource(h), Note: h.Block}, key != ""
}

// enteredHeads returns the entries that headcounts made and that stand, by their source. An activity may have had other places while
// they were made.
func enteredHeads(v *db.View, k Kind, a activity.Activity, heads []roster.Headcount) (map[string]int64, error) {
	versions, err := activity.Versions(v, a.ID)
	if err != nil {
		return nil, err
	}
	cells := map[ledger.Cell]bool{}
	for _, h := range heads {
		p, ok := headPosting(k, a, h)
		if !ok {
			continue
		}
		for _, w := range versions {
			p.Place = w.Place
			cells[p.Cell()] = true
		}
	}
	entered := map[string]int64{}
	for c := range cells {
		entries, err := ledger.EntriesOf(v, c)
		if err != nil {
			return nil, err
		}
		for _, e := range entries { // an entry comes before its reversal
			if e.Reverses == 0 {
				entered[e.Source] = e.Seq
			} else if entered[e.Source] == e.Reverses {
				delete(entered, e.Source)
			}
		}
	}
	return entered, nil
}
