package sight

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// Address returns the address of a unit's page on a day; today needs none.
func Address(unit org.UnitID, on, today day.Day) string {
	if on == today {
		return "/units/" + unit
	}
	return door.Address("/units/"+unit, "on", on.String())
}

// Hits finds units by any spelling of any name that they ever had; ended ones are marked and say what follows them.
func Hits(v *db.View, s *Sight, q string, on day.Day, limit int) ([]ui.Hit, error) {
	asOf, today := day.AsOf{Day: on}, v.At.Day()
	found, err := org.Search(v, q, asOf, searched)
	if err != nil {
		return nil, err
	}
	h, err := org.HistoryOf(v)
	if err != nil {
		return nil, err
	}
	kinds, err := org.Kinds(v)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(kinds))
	for _, k := range kinds {
		names[k.Key] = k.Name
	}
	tree := h.Tree(org.UnionLine, asOf)
	var out []ui.Hit
	for _, f := range found {
		i, ok := h.Index(f.Unit)
		if !ok || !s.Sees(i) {
			continue
		}
		if len(out) == limit {
			break
		}
		born, ended := h.Life(i, 0)
		hit := ui.Hit{Title: f.Name, Kind: names[f.Kind], Href: Address(f.Unit, on, today), Ended: ended <= on}
		switch {
		case ended <= on:
			hit.Note = "kết thúc " + ended.VN()
			if loc := tree.Locate(i); loc.Counted() && loc.Why == lineage.Successor {
				hit.Note += ", nay là " + h.Name(loc.At, asOf)
			}
			hit.Href = Address(f.Unit, ended-1, today)
		case born > on:
			hit.Note = "thành lập " + born.VN() + ", sau ngày đang xem"
			hit.Href = Address(f.Unit, born, today)
		default:
			for _, line := range h.Lines() {
				if p, ok := h.Parent(i, line, asOf); ok {
					hit.Note = "trực thuộc " + h.Name(p, asOf)
					break
				}
			}
		}
		if f.As != "" {
			hit.Note = "“" + f.As + "” · " + hit.Note
		}
		out = append(out, hit)
	}
	return out, nil
}

// searched is more units than there are: all that fit are looked through for those that may be seen.
const searched = 1 << 20
