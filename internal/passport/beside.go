package passport

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
)

// Beside is what a kind of evidence that is not published says of things of which another kind is. The two are never added.
type Beside struct {
	Evidence ledger.Evidence
	Quantity ledger.Quantity // what it says
	Against  ledger.Quantity // what is published of the same things
	Cells    int             // how many things it speaks of: one unit's figure at one activity each
	Apart    int             // in how many of them the two cannot both be true
}

// besideMax is how many entries a figure may have for the evidence beside it to be looked at: each of its cells is. Above that a reader
// opens a unit or an activity.
const besideMax = 50_000

// beside adds up what is not published, kind by kind.
func (p *Passport) beside(v *db.View) error {
	if p.Wide = p.Figure.Entries > besideMax; p.Wide {
		return nil
	}
	found := map[ledger.Evidence]*Beside{}
	err := ledger.Contested(v, undivided(p.Question), func(e ledger.Evidence, says, published ledger.Quantity) {
		b := found[e]
		if b == nil {
			b = &Beside{Evidence: e}
			found[e] = b
		}
		b.Quantity, b.Against = b.Quantity.Add(says), b.Against.Add(published)
		b.Cells++
		if !says.Agrees(published) {
			b.Apart++
		}
	})
	if err != nil {
		return err
	}
	for _, e := range ledger.Kinds {
		if b := found[e]; b != nil {
			p.Beside = append(p.Beside, *b)
		}
	}
	return nil
}
