package dispatch

import (
	"fmt"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
)

// Link is one step of the chain of documents on which another rests.
type Link struct {
	Cite
	Depth int      // 1 for what the document itself cites, 2 for what that cites, and so on
	Found Dispatch // what the register holds under this number; its ID is "" where it holds nothing
	Doubt string   // a sentence where the register and the citation do not agree
}

// chainMax bounds how far a chain is followed.
const chainMax = 10

// Basis returns the documents on which one rests, and those on which they rest, each once, in the order of reading.
func Basis(v *db.View, id string) ([]Link, error) {
	d, err := Get(v, id)
	if err != nil {
		return nil, err
	}
	return basis(v, d, 1, map[string]bool{id: true})
}

func basis(v *db.View, d Dispatch, depth int, seen map[string]bool) (all []Link, err error) {
	for _, c := range d.Cites {
		l := Link{Cite: c, Depth: depth}
		if l.Found, l.Doubt, err = find(v, c); err != nil {
			return nil, err
		}
		again := l.Found.ID != "" && seen[l.Found.ID]
		if again && depth > 1 {
			continue
		}
		all = append(all, l)
		if l.Found.ID == "" || again || depth == chainMax {
			continue
		}
		seen[l.Found.ID] = true
		whole, err := Get(v, l.Found.ID)
		if err != nil {
			return nil, err
		}
		more, err := basis(v, whole, depth+1, seen)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// find looks for a cited document in the register: by its number, then by who issued it, then by its date.
func find(v *db.View, c Cite) (found Dispatch, doubt string, err error) {
	n, err := ParseNumber(c.Number)
	if err != nil {
		return found, "", err
	}
	all, err := numbered(v, n.Key(), 0)
	if err != nil {
		return found, "", err
	}
	var near []Dispatch
	for _, d := range all {
		if c.Issuer == "" || viet.Match(c.Issuer, d.Issuer).Sure() || viet.Match(d.Issuer, c.Issuer).Sure() {
			near = append(near, d)
		}
	}
	for _, d := range near {
		if c.Date != 0 && d.Date == c.Date {
			return d, "", nil
		}
	}
	switch {
	case len(near) == 0:
		return found, "", nil
	case len(near) > 1:
		return found, fmt.Sprintf("Trong sổ có %d văn bản cùng số %s. Hãy ghi rõ ngày và cơ quan ban hành của căn cứ.", len(near), c.Number), nil
	case c.Date == 0:
		return near[0], fmt.Sprintf("Căn cứ %s chưa ghi ngày; trong sổ là ngày %s.", c.Number, near[0].Date.VN()), nil
	}
	return near[0], fmt.Sprintf("Căn cứ %s ghi ngày %s, trong sổ là ngày %s. Hãy xem lại bản gốc.", c.Number, c.Date.VN(), near[0].Date.VN()), nil
}

// Citing returns the documents that rest on one, the oldest first: what may have to change when it is corrected.
func Citing(v *db.View, id string) ([]Dispatch, error) {
	d, err := Get(v, id)
	if err != nil {
		return nil, err
	}
	n, err := ParseNumber(d.Number)
	if err != nil {
		return nil, err
	}
	near, err := citing(v, n.Key())
	if err != nil {
		return nil, err
	}
	var out []Dispatch
	for _, c := range near {
		if c, err = whole(v, c); err != nil {
			return nil, err
		}
		for _, cite := range c.Cites {
			found, _, err := find(v, cite)
			if err != nil {
				return nil, err
			}
			if found.ID == id && c.ID != id {
				out = append(out, c)
				break
			}
		}
	}
	return out, nil
}
