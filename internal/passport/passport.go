// Package passport tells where a figure comes from.
//
// A passport (lý lịch số liệu) puts beside one figure all that gives it its meaning: what is counted in which measure, the
// period, the map it stands on, how much of it is known in which way, what other evidence says, who has not reported, what
// was promised by which document, what others published, what waits to be accepted, the entries it is a sum of.
//
// It only reads, but for the codes that stand beside figures on paper (code.go). Persons stay keys: whoever draws a passport
// asks people for their names.
package passport

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// Passport is a figure with all that it rests on.
type Passport struct {
	Question  ledger.Question
	Indicator indicator.Indicator
	Figure    ledger.Figure // its parts have names
	Map       Map
	Mix       []Share    // of what the figure is made, the surest evidence first
	Beside    []Beside   // what evidence that is not published says of the same things
	Wide      bool       // the figure has too many entries to look for evidence beside each of them
	Progress  []Progress // the targets it may be compared with, the one to be named first
	Gaps      []Gap      // whoever should have reported and did not
	Claims    []Claim    // what was published of it
	Pending   []Pending  // what units sent and nobody has accepted yet
	Code      string     // the code that was printed for it, "" for none
	At        day.Instant

	kinds kind.Set
}

// Of answers a question with its passport. Kinds are those of this build: they know what each activity must report. It does not read the entries: see Entries.
func Of(v *db.View, kinds kind.Set, q ledger.Question) (Passport, error) {
	p := Passport{Question: q, At: v.At, kinds: kinds}
	steps := []func(*db.View) error{p.count, p.place, p.mix, p.compare, p.beside, p.recall, p.miss, p.code}
	for _, step := range steps {
		if err := step(v); err != nil {
			return Passport{}, err
		}
	}
	return p, nil
}

// count asks the ledger.
func (p *Passport) count(v *db.View) (err error) {
	if p.Indicator, err = indicator.Get(v, p.Question.Indicator); err != nil {
		return err
	}
	p.Figure, err = ledger.RollUp(v, p.Question)
	return err
}

// code looks up whether the figure's code was printed.
func (p *Passport) code(v *db.View) error {
	kept, _, found, err := selectCode(v, Code(p.Question))
	if found {
		p.Code = kept.Code
	}
	return err
}

// Title says what the figure is of: "Số đơn vị máu, 6 tháng đầu năm 2024".
func (p Passport) Title() string { return p.Indicator.Name + ", " + p.Question.Period.VN() }

// Entries returns the entries that the figure is a sum of, corrected ones with their reversals. Their sum is the figure's total.
func Entries(v *db.View, q ledger.Question) ([]ledger.Entry, error) { return ledger.Prove(v, q) }
