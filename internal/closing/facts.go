package closing

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// Facts are what is known of a site when a minute is written: what the ledger has, beside what stayed at the gate.
type Facts struct {
	Activity activity.Activity
	Things   []Thing
	Refused  int64
	Again    int64
	Missing  int64 // records that phones made and did not send yet
	Phones   int64 // how many phones those are
	// Rehearsal is that nothing is entered: a minute of it cannot be signed.
	Rehearsal bool
}

// Thing is one thing that was given, as far as it is a figure of the campaign's kind.
type Thing struct {
	What, Indicator string
	Scanned         int64
	Counted         int64 // of units and of whole lanes
	Crowd           int64 // of Counted, those of whole lanes
	Units           []Known
	cells           []ledger.Standing
}

// Known is what is known of one unit: kinds of evidence side by side, what was signed before left out.
type Known struct {
	Unit             string
	Scanned, Counted int64
	Otherwise        int64 // where neither scanned nor counted: declared, or from an older list
}

// people is how many of a unit there are by a kind of evidence, or by the next best where that kind knows nothing of it.
func (u Known) people(e ledger.Evidence) int64 {
	if e == ledger.Counted {
		return cmp.Or(u.Counted, u.Scanned, u.Otherwise)
	}
	return cmp.Or(u.Scanned, u.Counted, u.Otherwise)
}

// By is what is known of each unit by a kind of evidence.
func (t Thing) By(e ledger.Evidence) []Share {
	var shares []Share
	for _, u := range t.Units {
		shares = append(shares, Share{u.Unit, u.people(e)})
	}
	return shares
}

// Total is the number of a kind of evidence: those who are known, with the whole lanes where it was counted.
func (t Thing) Total(e ledger.Evidence) int64 {
	var n int64
	for _, s := range t.By(e) {
		n += s.People
	}
	if e == ledger.Counted {
		n += t.Crowd
	}
	return n
}

// Thing returns what is known of one thing.
func (f Facts) Thing(what string) (Thing, bool) {
	i := slices.IndexFunc(f.Things, func(t Thing) bool { return t.What == what })
	if i < 0 {
		return Thing{}, false
	}
	return f.Things[i], true
}

// Sum tells facts apart: of two with the same sum every figure is the same.
func (f Facts) Sum() string {
	h := sha256.New()
	for _, t := range f.Things {
		fmt.Fprintf(h, "%s %d\n", t.What, t.Crowd)
		for _, u := range t.Units {
			fmt.Fprintf(h, "%s %d %d %d\n", u.Unit, u.Scanned, u.Counted, u.Otherwise)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// Know returns what is known of a site.
func Know(v *db.View, k kind.Kind, activityID string) (Facts, error) {
	a, err := activity.Get(v, activityID)
	if err != nil {
		return Facts{}, err
	}
	f := Facts{Activity: a}
	gates, err := atGates(v, &f)
	if err != nil {
		return Facts{}, err
	}
	for _, what := range gates.whats {
		key := kind.Count(k, what)
		if key == "" {
			continue
		}
		t := Thing{What: what, Indicator: key, Crowd: gates.crowd[what]}
		if t.cells, err = ledger.Standings(v, ledger.Question{Indicator: key, Period: day.All, Campaign: a.Campaign, Activity: a.ID}); err != nil {
			return Facts{}, err
		}
		t.gather()
		f.Things = append(f.Things, t)
	}
	return f, nil
}

// gather reads a thing's cells, which stand in the order of days and units.
func (t *Thing) gather() {
	units := map[string]*Known{}
	var order []string
	for _, c := range t.cells {
		if len(c.Beside) == 1 && c.Entries[ledger.Signed] > 0 { // an earlier minute's remainder: nothing else is known of it
			continue
		}
		u := units[c.Unit]
		if u == nil {
			u = &Known{Unit: c.Unit}
			units[c.Unit], order = u, append(order, c.Unit)
		}
		u.Scanned += c.Beside[ledger.Scanned].Lo
		u.Counted += c.Beside[ledger.Counted].Lo
		u.Otherwise += cmp.Or(c.Beside[ledger.Declared].Lo, c.Beside[ledger.Imported].Lo)
	}
	slices.Sort(order)
	for _, id := range order {
		u := *units[id]
		t.Units = append(t.Units, u)
		t.Scanned += u.Scanned
		t.Counted += u.Counted
	}
	t.Counted += t.Crowd
}

// gateFacts are what gates know beside the ledger.
type gateFacts struct {
	whats []string         // what is given at the site's gates, coming in first
	crowd map[string]int64 // people of whole lanes by what was given
}
