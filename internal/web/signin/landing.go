package signin

import (
	"context"

	"phongtrao/internal/access"
	"phongtrao/internal/base/db"
	"phongtrao/internal/org"
)

// landing is where somebody comes who wanted nothing in particular: the chair of a grassroots union to what is asked of it, all others
// to the overview.
func (d desk) landing(ctx context.Context, person, to string) string {
	if to != "/" {
		return to
	}
	_ = d.house.DB.See(ctx, func(v *db.View) error { // without an answer the overview is as good
		grants, err := access.Of(v, person)
		if err != nil {
			return err
		}
		tree, err := org.TreeOn(v, org.UnionLine, org.Today(v))
		if err != nil {
			return err
		}
		for _, g := range grants {
			if !g.Holds(v.At.Day()) {
				continue
			}
			i, known := tree.History().Index(g.Unit)
			if g.Role != access.UnitOfficer || !known || !tree.Has(i) || len(tree.Children(i)) > 0 {
				return nil
			}
			to = "/asked"
		}
		return nil
	})
	return to
}
