package place

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
)

func change(tx *db.Tx, kind lineage.ChangeKind, subject string, by Decision, work func(d *lineage.Draft) error) error {
	by.Number, by.Issuer, by.Note = viet.Clean(by.Number), viet.Clean(by.Issuer), viet.Clean(by.Note)
	_, err := book.Change(tx, kind, subject, by, work)
	return err
}

// Found founds a place and returns its id.
func Found(tx *db.Tx, p Place, by Decision) (ID, error) {
	ids, err := FoundAll(tx, []Place{p}, by)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// FoundAll founds places by one decision; they may lie in each other where they bring their own ids.
func FoundAll(tx *db.Tx, places []Place, by Decision) ([]ID, error) {
	if len(places) == 0 {
		return nil, nil
	}
	kinds, err := selectKinds(&tx.View)
	if err != nil {
		return nil, err
	}
	ids, nodes := make([]ID, len(places)), make([]lineage.Node, len(places))
	for k, p := range places {
		if nodes[k], err = newNode(tx, kinds, p); err != nil {
			return nil, err
		}
		nodes[k].Parents = map[string]string{Territory: cmp.Or(p.Parent, lineage.Top)}
		ids[k] = nodes[k].ID
	}
	about := viet.Fold(nodes[0].Name) + " < " + places[0].Parent
	if len(places) > 1 {
		about += " …" + viet.FormatInt(int64(len(places)))
	}
	return ids, change(tx, lineage.ChangeFound, about, by, func(d *lineage.Draft) error { return d.Found(by.Effective, nodes...) })
}

// newNode reads a place that is to be founded; where it lies is for the caller.
func newNode(tx *db.Tx, kinds []Kind, p Place) (lineage.Node, error) {
	if !slices.ContainsFunc(kinds, func(k Kind) bool { return k.Key == p.Kind }) {
		return lineage.Node{}, fault.In("kind", "Không có loại địa điểm “%s”. Hãy chọn một loại trong danh sách.", p.Kind)
	}
	return lineage.Node{ID: cmp.Or(p.ID, tx.ID()), Name: viet.Clean(p.Name), Kind: p.Kind, Code: viet.Clean(p.Code)}, nil
}

// Rename gives a place another name.
func Rename(tx *db.Tx, place ID, name string, by Decision) error {
	if name = viet.Clean(name); name == "" {
		return fault.In("name", "Chưa ghi tên mới. Hãy ghi tên đầy đủ theo quyết định.")
	}
	return set(tx, lineage.ChangeRename, place, lineage.Words{Name: name}, by)
}

// Retype makes a place one of another kind: a district becomes a town.
func Retype(tx *db.Tx, place ID, kind string, by Decision) error {
	kinds, err := selectKinds(&tx.View)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(kinds, func(k Kind) bool { return k.Key == kind }) {
		return fault.In("kind", "Không có loại địa điểm “%s”. Hãy chọn một loại trong danh sách.", kind)
	}
	return set(tx, lineage.ChangeRetype, place, lineage.Words{Kind: kind}, by)
}

// Recode gives a place another official code.
func Recode(tx *db.Tx, place ID, code string, by Decision) error {
	if code = viet.Clean(code); code == "" {
		return fault.In("code", "Chưa ghi mã mới. Hãy ghi mã theo quyết định.")
	}
	return set(tx, lineage.ChangeRecode, place, lineage.Words{Code: code}, by)
}

func set(tx *db.Tx, kind lineage.ChangeKind, place ID, w lineage.Words, by Decision) error {
	return change(tx, kind, place, by, func(d *lineage.Draft) error { return d.Set(place, by.Effective, w) })
}

// Move makes a place lie in another one.
func Move(tx *db.Tx, place, parent ID, by Decision) error {
	return change(tx, lineage.ChangeMove, place, by, func(d *lineage.Draft) error { return d.Move(place, Territory, parent, by.Effective) })
}

// Consolidate ends places and founds a new one of them all. Without a Parent it lies where they all lay.
func Consolidate(tx *db.Tx, places []ID, into Place, by Decision) (ID, error) {
	kinds, err := selectKinds(&tx.View)
	if err != nil {
		return "", err
	}
	n, err := newNode(tx, kinds, into)
	if err != nil {
		return "", err
	}
	if into.Parent != "" {
		n.Parents = map[string]string{Territory: into.Parent}
	}
	return n.ID, change(tx, lineage.ChangeConsolidate, joined(places), by, func(d *lineage.Draft) error {
		return d.Consolidate(places, n, by.Effective)
	})
}

// Absorb ends places and makes them part of one that exists.
func Absorb(tx *db.Tx, places []ID, into ID, by Decision) error {
	return change(tx, lineage.ChangeAbsorb, joined(places), by, func(d *lineage.Draft) error {
		return d.Absorb(places, into, by.Effective)
	})
}

// Part is one of the places that a split leaves.
type Part struct {
	Place         // a place to be founded; only its ID is read where Existing
	Existing bool // the place exists: another one, or the split one itself, which then goes on
	Children []ID // what lies in this part
	Rest     bool // everything else lies in this part
}

// Split divides a place and returns the ids of the parts, in their order.
func Split(tx *db.Tx, place ID, parts []Part, by Decision) ([]ID, error) {
	kinds, err := selectKinds(&tx.View)
	if err != nil {
		return nil, err
	}
	ids, portions := make([]ID, len(parts)), make([]lineage.Portion, len(parts))
	for k, p := range parts {
		portions[k] = lineage.Portion{Node: lineage.Node{ID: p.ID}, New: !p.Existing, Children: p.Children, Rest: p.Rest}
		if !p.Existing {
			if portions[k].Node, err = newNode(tx, kinds, p.Place); err != nil {
				return nil, err
			}
			if p.Parent != "" {
				portions[k].Parents = map[string]string{Territory: p.Parent}
			}
		}
		ids[k] = portions[k].ID
	}
	return ids, change(tx, lineage.ChangeSplit, place, by, func(d *lineage.Draft) error { return d.Split(place, portions, by.Effective) })
}

// Dissolve ends a place: what lay in it lies in the holder from then, the province where districts end.
func Dissolve(tx *db.Tx, place, successor, holder ID, by Decision) error {
	return change(tx, lineage.ChangeDissolve, place, by, func(d *lineage.Draft) error {
		return d.Dissolve(place, successor, holder, by.Effective)
	})
}

// Correct mends a wrong name, kind or code for the day on which it was recorded, without making history.
func Correct(tx *db.Tx, place ID, right Place, by Decision) error {
	return change(tx, lineage.ChangeCorrect, place, by, func(d *lineage.Draft) error {
		return d.Correct(place, by.Effective, lineage.Words{Name: viet.Clean(right.Name), Kind: right.Kind, Code: viet.Clean(right.Code)})
	})
}

// Withdraw takes back a change that should never have been recorded, whole. The change stays visible.
func Withdraw(tx *db.Tx, change string, by Decision) error {
	_, err := book.Withdraw(tx, change, by)
	return err
}

func joined(ids []ID) string {
	s := slices.Clone(ids)
	slices.Sort(s)
	return strings.Join(slices.Compact(s), " ")
}
