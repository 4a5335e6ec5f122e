// Package org keeps union bodies on several lines through time.
//
// A unit is founded, renamed, moved, merged, split, suspended or dissolved by a decision, effective on a day, recorded at
// an instant; nothing is ever edited, and every reading names the day it asks about. It keeps true that a unit has at
// most one parent on a line at any instant, that the parent lives, that there is no cycle, and that ids are not used twice.
// Lines, kinds and levels are rows. Places are words here, as are decisions' papers; who works for a unit is not known.
package org

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/lineage/keep"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "org", Files: files}

// UnitID is the key of a unit.
type UnitID = string

// The lines that the first schema brings. More are added with DeclareLine.
const (
	UnionLine  = "union"
	Clubs      = "club"
	Committees = "committee"
)

// Grassroots is the kind of a grassroots union (CĐCS).
const Grassroots = "base"

// Decision is the paper that a change rests on; its Effective day is the first on which the change holds.
type Decision = lineage.Decision

// Seen is the id of the change of a unit that a writer saw last (Unit.Version). Given to an act, it is refused with a
// fault of kind Conflict, naming both values, if somebody changed the unit since.
type Seen string

// Unit is a union body: what is given to found one, and what Get tells of one.
type Unit struct {
	ID      UnitID // made by Found where it is empty
	Name    string
	Short   string
	Kind    string            // key of a Kind
	Code    string            // official code, "" for none
	Parent  UnitID            // on the line of its kind; "" for the head of the line
	Lines   map[string]UnitID // parents on other lines; lineage.Top for the head of one
	Born    day.Day           // told, not given
	Ended   day.Day           // told: the day from which it is no more, day.Forever for none
	State   lineage.State     // told
	Version Seen              // told: the change recorded last about it
}

var book = &keep.Book{Prefix: "org", Main: UnionLine, Exist: "hoạt động"}

// HistoryOf returns all that the view sees of all units. In an act it includes what the act has written.
func HistoryOf(v *db.View) (*lineage.History, error) { return book.History(v) }

// TreeOn returns a line as it stood.
func TreeOn(v *db.View, line string, asOf day.AsOf) (*lineage.Tree, error) {
	h, err := book.History(v)
	if err != nil {
		return nil, err
	}
	return h.Tree(line, asOf), nil
}

// Today is the question how things stand now.
func Today(v *db.View) day.AsOf { return day.AsOf{Day: v.At.Day()} }

// Get returns a unit as it was; false for an id that is not known.
func Get(v *db.View, id UnitID, asOf day.AsOf) (Unit, bool, error) {
	h, err := book.History(v)
	if err != nil {
		return Unit{}, false, err
	}
	i, ok := h.Index(id)
	if !ok || h.Last(i) == "" {
		return Unit{}, false, nil
	}
	u := Unit{ID: id, Name: h.Name(i, asOf), Short: h.Short(i, asOf), Kind: h.Kind(i, asOf), Code: h.Code(i, asOf),
		State: h.State(i, asOf), Version: Seen(h.Last(i))}
	u.Born, u.Ended = h.Life(i, asOf.Known)
	for _, line := range h.Lines() {
		if !h.On(i, line, asOf) {
			continue
		}
		above := UnitID("")
		if p, ok := h.Parent(i, line, asOf); ok {
			above = h.ID(p)
		}
		if line == UnionLine {
			u.Parent = above
			continue
		}
		if u.Lines == nil {
			u.Lines = map[string]UnitID{}
		}
		if u.Lines[line] = above; above == "" {
			u.Lines[line] = lineage.Top
		}
	}
	return u, true, nil
}

// Names returns the names of units on a day; ids that are not known are left out.
func Names(v *db.View, ids []UnitID, asOf day.AsOf) (map[UnitID]string, error) {
	h, err := book.History(v)
	if err != nil {
		return nil, err
	}
	names := make(map[UnitID]string, len(ids))
	for _, id := range ids {
		if i, ok := h.Index(id); ok {
			names[id] = h.Name(i, asOf)
		}
	}
	return names, nil
}

// Over returns the units with authority over one as of today: itself first, then upwards along the union line. A unit
// that is no more has none of its own: its chain is its successor's, else that of the nearest living unit above it.
// A unit that stands on another line only, as a club does, is followed up that line to the union line; over one that stands
// nowhere, as one whose founding was taken back, there is the head of the union line alone.
func Over(v *db.View, unit UnitID) ([]UnitID, error) {
	h, err := book.History(v)
	if err != nil {
		return nil, err
	}
	i, ok := h.Index(unit)
	if !ok {
		return nil, nil
	}
	var chain []int32
	asOf := Today(v)
	tree := h.Tree(UnionLine, asOf)
	loc := tree.Locate(i)
	switch {
	case loc.Why == lineage.NotYet:
		chain = append([]int32{i}, tree.Chain(loc.At)...)
	case loc.At >= 0:
		chain = tree.Chain(loc.At)
	case loc.Why == lineage.Outside:
		chain = overLine(h, tree, i, asOf)
	}
	if roots := tree.Roots(); len(chain) == 0 && len(roots) == 1 {
		chain = roots
	}
	ids := make([]UnitID, len(chain))
	for k, c := range chain {
		ids[k] = h.ID(c)
	}
	return ids, nil
}

// overLine climbs the first other line on which a unit stands, up to a unit of the union line.
func overLine(h *lineage.History, union *lineage.Tree, i int32, asOf day.AsOf) []int32 {
	for _, line := range h.Lines() {
		if line == UnionLine {
			continue
		}
		tree := h.Tree(line, asOf)
		var chain []int32
		for _, c := range tree.Chain(tree.Locate(i).At) {
			if union.Has(c) {
				return append(chain, union.Chain(c)...)
			}
			chain = append(chain, c)
		}
		if len(chain) > 0 {
			return chain
		}
	}
	return nil
}

// Within reports whether a unit is another one, or stands below it, as of today: what is read there may be read here.
func Within(v *db.View, above, unit UnitID) (bool, error) {
	chain, err := Over(v, unit)
	return slices.Contains(chain, above), err
}

// Leads reports whether a unit takes part in what another one leads: it is that one, or stands below it today. A committee or a
// club leads for the first body of the union line above it; one that is no more by whatever stands in its place.
func Leads(v *db.View, lead, unit UnitID) (bool, error) {
	if lead == unit {
		return true, nil
	}
	chain, err := Over(v, unit)
	if err != nil {
		return false, err
	}
	above, err := Over(v, lead)
	if err != nil {
		return false, err
	}
	tree, err := TreeOn(v, UnionLine, Today(v))
	if err != nil {
		return false, err
	}
	for _, u := range above {
		if i, ok := tree.History().Index(u); ok && tree.Has(i) {
			return slices.Contains(chain, u), nil
		}
	}
	return false, nil
}

// clean brings what was typed into the form in which it is kept.
func clean(u Unit) Unit {
	u.Name, u.Short, u.Code = viet.Clean(u.Name), viet.Clean(u.Short), viet.Clean(u.Code)
	return u
}

func cleaned(by Decision) Decision {
	by.Number, by.Issuer, by.Note = viet.Clean(by.Number), viet.Clean(by.Issuer), viet.Clean(by.Note)
	return by
}

// subject joins ids so that the order in which they were chosen does not matter; many are told by their hash.
func subject(ids []UnitID) string {
	s := slices.Clone(ids)
	slices.Sort(s)
	text := strings.Join(slices.Compact(s), " ")
	if len(text) <= 1000 {
		return text
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
