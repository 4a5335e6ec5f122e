// Package place keeps the map through time.
//
// Provinces, districts as they were, communes, wards and special zones, parks, sites: each is founded, renamed, merged or
// split on a day by a decision, and nothing is ever edited. It keeps true that a place lies in at most one other at any
// instant. The map of the state is not the map of the union: who works where is said by org.
package place

import (
	"cmp"
	"embed"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/lineage/keep"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "place", Files: files}

// ID is the key of a place.
type ID = string

// Territory is the line on which places lie in one another.
const Territory = "territory"

// Decision is the paper that a change rests on.
type Decision = lineage.Decision

// Place is a part of the map: what is given to found one, and what Get tells of one.
type Place struct {
	ID     ID // made by Found where it is empty
	Name   string
	Kind   string        // key of a Kind
	Code   string        // official code, "" for none; the state uses a code again, so it means something on a day only
	Parent ID            // what it lies in, "" for nothing
	Born   day.Day       // told, not given
	Ended  day.Day       // told: the day from which it is no more, day.Forever for none
	State  lineage.State // told
}

// Kind is what a place is: a province, a ward, a park. Level 1 is the highest below the country.
type Kind struct {
	Key, Name string
	Level     int64
}

var book = &keep.Book{Prefix: "place", Main: Territory, Exist: "tồn tại"}

// HistoryOf returns all that the view sees of all places. In an act it includes what the act has written.
func HistoryOf(v *db.View) (*lineage.History, error) { return book.History(v) }

// TreeOn returns the map as it stood.
func TreeOn(v *db.View, line string, asOf day.AsOf) (*lineage.Tree, error) {
	h, err := book.History(v)
	if err != nil {
		return nil, err
	}
	return h.Tree(line, asOf), nil
}

// Get returns a place as it was; false for an id that is not known.
func Get(v *db.View, id ID, asOf day.AsOf) (Place, bool, error) {
	h, err := book.History(v)
	if err != nil {
		return Place{}, false, err
	}
	i, ok := h.Index(id)
	if !ok {
		return Place{}, false, nil
	}
	return tell(h, i, asOf), true, nil
}

func tell(h *lineage.History, i int32, asOf day.AsOf) Place {
	p := Place{ID: h.ID(i), Name: h.Name(i, asOf), Kind: h.Kind(i, asOf), Code: h.Code(i, asOf), State: h.State(i, asOf)}
	p.Born, p.Ended = h.Life(i, asOf.Known)
	if above, ok := h.Parent(i, Territory, asOf); ok {
		p.Parent = h.ID(above)
	}
	return p
}

// Names returns the names of places on a day; ids that are not known are left out.
func Names(v *db.View, ids []ID, asOf day.AsOf) (map[ID]string, error) {
	h, err := book.History(v)
	if err != nil {
		return nil, err
	}
	names := make(map[ID]string, len(ids))
	for _, id := range ids {
		if i, ok := h.Index(id); ok {
			names[id] = h.Name(i, asOf)
		}
	}
	return names, nil
}

// ByCode returns the place that bore an official code on a day; false for none.
func ByCode(v *db.View, code string, asOf day.AsOf) (Place, bool, error) {
	t, err := TreeOn(v, Territory, asOf)
	if err != nil {
		return Place{}, false, err
	}
	for pos := range int32(t.Len()) {
		if i := t.At(pos); t.History().Code(i, asOf) == code {
			return tell(t.History(), i, asOf), true, nil
		}
	}
	return Place{}, false, nil
}

// Kinds returns all kinds, the highest first.
func Kinds(v *db.View) ([]Kind, error) { return selectKinds(v) }

// Search finds places by any spelling of any name that they ever had, or by an alias; those there on the day come first.
func Search(v *db.View, q string, asOf day.AsOf, limit int) ([]Place, error) {
	h, err := book.History(v)
	if err != nil {
		return nil, err
	}
	query := strings.Fields(viet.Fold(q))
	if len(query) == 0 {
		return nil, nil
	}
	score := map[int32]int{}
	note := func(i int32, name string) {
		words := " " + viet.Fold(name) + " "
		s := 1
		for _, w := range query {
			if !strings.Contains(words, " "+w) {
				return
			}
		}
		if strings.TrimSpace(words) == strings.Join(query, " ") {
			s = 2
		}
		score[i] = max(score[i], s)
	}
	h.EachName(0, func(i int32, name, short string) { note(i, name); note(i, short) })
	aliases, err := selectAliases(v)
	if err != nil {
		return nil, err
	}
	for _, a := range aliases {
		if i, ok := h.Index(a.Place); ok {
			note(i, a.Alias)
		}
	}
	var found []Place
	for i := range score {
		found = append(found, tell(h, i, asOf))
	}
	rank := func(p Place) int {
		i, _ := h.Index(p.ID)
		if h.Alive(i, asOf) {
			return score[i] + 2
		}
		return score[i]
	}
	slices.SortFunc(found, func(a, b Place) int {
		return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(len(a.Name), len(b.Name)), viet.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return found[:min(limit, len(found))], nil
}

// Alias is another spelling of a place's name, with where it was met.
type Alias struct{ Place, Alias, Source string }

// AddAlias keeps another spelling of a place's name.
func AddAlias(tx *db.Tx, place ID, alias, source string) error {
	a := Alias{place, viet.Clean(alias), viet.Clean(source)}
	h, err := HistoryOf(&tx.View)
	if err != nil {
		return err
	}
	if _, ok := h.Index(place); !ok {
		return fault.NotFoundf("Không có địa điểm mang mã %s. Hãy chọn lại trong danh sách.", place)
	}
	if a.Alias == "" || a.Source == "" {
		return fault.In("alias", "Hãy ghi tên gọi khác như đã gặp, và gặp ở đâu.")
	}
	all, err := selectAliases(&tx.View)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(o Alias) bool { return o.Place == a.Place && o.Alias == a.Alias }) {
		return fault.Conflictf("Tên gọi “%s” đã được ghi cho địa điểm này.", a.Alias)
	}
	return insertAlias(tx, a)
}
