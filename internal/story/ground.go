package story

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// decision reads the paper of a change: by NUMBER from DAY because WORDS. Its date is the effective day, or today's if that is earlier.
func (s *story) decision(l line) (org.Decision, error) {
	from, err := l.dayOr("from", s.today())
	by := org.Decision{Number: l.get("by"), Date: min(from, s.today()), Issuer: "cấp có thẩm quyền", Effective: from, Note: l.get("because")}
	if l.has("of") && err == nil {
		by.Date, err = l.dayOr("of", 0)
	}
	return by, err
}

const paper = " [by NUMBER] [of DAY] [from DAY] [because WORDS]"

// changing is a verb that changes the organisation by a decision; over names the unit that leave is asked over.
func changing(usage string, v act.Verb, over func(s *story, l line) string, work func(s *story, tx *db.Tx, l line, by org.Decision) error) verb {
	return verb{usage + paper, false, func(s *story, l line) (string, error) {
		by, err := s.decision(l)
		if err != nil {
			return "", err
		}
		return "", s.act(v, over(s, l), func(tx *db.Tx) error { return work(s, tx, l, by) })
	}}
}

func itself(_ *story, l line) string { return l.args[0] }
func under(_ *story, l line) string  { return l.get("under") }

// above is the unit under which the first one stands today.
func above(s *story, l line) (parent string) {
	if l.has("under") && l.verb != "move" {
		return l.get("under")
	}
	err := s.h.DB.See(context.Background(), func(v *db.View) error {
		chain, err := org.Over(v, l.args[0])
		if len(chain) > 1 {
			parent = chain[1]
		}
		return err
	})
	if err != nil {
		s.t.Error(err)
	}
	return parent
}

// seen is the version that the person looked at, once; nobody who did not look is told of others.
func (s *story) seen(unit string) []org.Seen {
	key := s.who.Person + " " + unit
	version, ok := s.eyes[key]
	delete(s.eyes, key)
	if !ok {
		return nil
	}
	return []org.Seen{org.Seen(version)}
}

// ground changes units and places.
var ground = verbs{
	"found": changing("found UNIT NAME kind KIND [short SHORT] [under UNIT] [line LINE]", org.Founding, under,
		func(s *story, tx *db.Tx, l line, by org.Decision) error {
			u := org.Unit{ID: l.args[0], Name: l.args[1], Kind: l.get("kind"), Short: l.get("short"), Parent: l.get("under")}
			if l.has("line") {
				u.Parent, u.Lines = "", map[string]org.UnitID{l.get("line"): l.get("under")}
			}
			_, err := org.Found(tx, u, by)
			return err
		}),
	"rename": changing("rename UNIT NAME [short SHORT]", org.Renaming, itself, func(s *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Rename(tx, l.args[0], l.args[1], l.get("short"), by, s.seen(l.args[0])...)
	}),
	"retype": changing("retype UNIT KIND", org.Retyping, itself, func(s *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Retype(tx, l.args[0], l.args[1], by, s.seen(l.args[0])...)
	}),
	"move": changing("move UNIT… under UNIT [line LINE]", org.Moving, above, func(s *story, tx *db.Tx, l line, by org.Decision) error {
		if len(l.args) > 1 {
			return org.MoveAll(tx, l.args, l.line(), l.get("under"), by)
		}
		return org.Move(tx, l.args[0], l.line(), l.get("under"), by, s.seen(l.args[0])...)
	}),
	"join": changing("join UNIT LINE under UNIT", org.Joining, itself, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Join(tx, l.args[0], l.args[1], l.get("under"), by)
	}),
	"leave": changing("leave UNIT LINE", org.Joining, itself, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Leave(tx, l.args[0], l.args[1], by)
	}),
	"consolidate": changing("consolidate UNIT… into UNIT named NAME [kind KIND] [under UNIT]", org.Consolidating, above,
		func(_ *story, tx *db.Tx, l line, by org.Decision) error {
			kind, err := kindOf(tx, l, l.args[0])
			if err != nil {
				return err
			}
			_, err = org.Consolidate(tx, l.args, org.Unit{ID: l.get("into"), Name: l.get("named"), Kind: kind, Parent: l.get("under")}, by)
			return err
		}),
	"absorb": changing("absorb UNIT… into UNIT", org.Absorbing, above, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Absorb(tx, l.args, l.get("into"), by)
	}),
	"split": changing("split UNIT into PART… [named NAME…] [shares INDICATOR…]", org.Splitting, itself, split),
	"dissolve": changing("dissolve UNIT [to UNIT] [holding UNIT]", org.Dissolving, itself, func(s *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Dissolve(tx, l.args[0], org.Ending{Successor: l.get("to"), Holding: l.get("holding")}, by, s.seen(l.args[0])...)
	}),
	"hold": changing("hold UNIT under UNIT", org.Dissolving, itself, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		return org.SetHolding(tx, l.args[0], l.get("under"), by)
	}),
	"suspend": changing("suspend UNIT", org.Suspending, itself, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Suspend(tx, l.args[0], by)
	}),
	"resume": changing("resume UNIT", org.Suspending, itself, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		return org.Resume(tx, l.args[0], by)
	}),
	"correct": changing("correct UNIT [name NAME] [founded DAY] [under UNIT]", org.Correcting, itself, func(s *story, tx *db.Tx, l line, by org.Decision) error {
		born, err := l.dayOr("founded", 0)
		if err != nil {
			return err
		}
		return org.Correct(tx, l.args[0], org.Correction{Name: l.get("name"), Founded: born, Parent: l.get("under")}, by, s.seen(l.args[0])...)
	}),
	"withdraw": changing("withdraw UNIT", org.Correcting, itself, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		u, _, err := org.Get(&tx.View, l.args[0], org.Today(&tx.View))
		if err != nil {
			return err
		}
		return org.Withdraw(tx, string(u.Version), by)
	}),
	"alias": changing("alias UNIT NAME source WORDS", org.Naming, itself, func(_ *story, tx *db.Tx, l line, _ org.Decision) error {
		return org.AddAlias(tx, l.args[0], l.args[1], l.get("source"))
	}),
	"cover": changing("cover UNIT PLACE…", org.Linking, itself, func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		for _, p := range l.args[1:] {
			if err := org.LinkPlace(tx, l.args[0], p, org.Area, by.Effective, by); err != nil {
				return err
			}
		}
		return nil
	}),
	"place": mapping("place PLACE NAME kind KIND [in PLACE]", func(s *story, tx *db.Tx, l line, by org.Decision) error {
		_, err := place.Found(tx, place.Place{ID: l.args[0], Name: l.args[1], Kind: l.get("kind"), Parent: s.key(l.get("in"))}, by)
		return err
	}),
	"merge": mapping("merge PLACE… into PLACE named NAME kind KIND", func(_ *story, tx *db.Tx, l line, by org.Decision) error {
		_, err := place.Consolidate(tx, l.args, place.Place{ID: l.get("into"), Name: l.get("named"), Kind: l.get("kind")}, by)
		return err
	}),
	"provinces": mapping("provinces", func(_ *story, tx *db.Tx, _ line, _ org.Decision) error { return place.SeedProvinces(tx) }),
	"reform":    mapping("reform", func(_ *story, tx *db.Tx, _ line, _ org.Decision) error { return place.SeedReform(tx) }),
}

// mapping is a verb that changes the map, whose keeper is asked for at the head of the union.
func mapping(usage string, work func(s *story, tx *db.Tx, l line, by org.Decision) error) verb {
	head := func(*story, line) string { return "tld" }
	return changing(usage, place.Keeping, head, work)
}

func (l line) line() string {
	if l.has("line") {
		return l.get("line")
	}
	return org.UnionLine
}

// kindOf is the kind that a line gives, or that of a unit.
func kindOf(tx *db.Tx, l line, unit string) (string, error) {
	if l.has("kind") {
		return l.get("kind"), nil
	}
	u, _, err := org.Get(&tx.View, unit, org.Today(&tx.View))
	return u.Kind, err
}

// split reads its parts as y:a,b z:* where a and b are children and * is everybody else; named names those that are founded,
// in their order. Shares are an indicator and one number for each part, as often as needed.
func split(s *story, tx *db.Tx, l line, by org.Decision) error {
	kind, err := kindOf(tx, l, l.args[0])
	if err != nil {
		return err
	}
	h, err := org.HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	var parts []org.Part
	names := l.with["named"]
	for _, text := range l.with["into"] {
		id, children, _ := strings.Cut(text, ":")
		p := org.Part{Unit: org.Unit{ID: id, Kind: kind}, Shares: map[string]int64{}}
		if _, p.Existing = h.Index(id); !p.Existing {
			if len(names) == 0 {
				return fmt.Errorf("%s is founded and has no name", id)
			}
			p.Name, names = names[0], names[1:]
		}
		for c := range strings.SplitSeq(children, ",") {
			if c == "*" {
				p.Rest = true
			} else if c != "" {
				p.Children = append(p.Children, spread(c)...)
			}
		}
		parts = append(parts, p)
	}
	for share := range slices.Chunk(l.with["shares"], len(parts)+1) {
		for i, n := range share[1:] {
			if parts[i].Shares[share[0]], err = number(n); err != nil {
				return err
			}
		}
	}
	_, err = org.Split(tx, l.args[0], parts, by, s.seen(l.args[0])...)
	return err
}
