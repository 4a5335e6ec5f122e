package campaign

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/dispatch"
)

// dispatched returns the registered dispatch that a target or a campaign cites.
func dispatched(v *db.View, id string) (dispatch.Dispatch, error) {
	return dispatch.Get(v, id)
}

// Cite names a target's document as Percent prints it: "KH 03/KH-BCĐHMKCN", with its item if it has one. An assigned target
// without one is "chưa dẫn văn bản", a self-set one needs none.
func Cite(v *db.View, t Target) (string, error) {
	switch {
	case t.Dispatch == "" && t.Source == Assigned:
		return "chưa dẫn văn bản", nil
	case t.Dispatch == "":
		return "", nil
	}
	d, err := dispatched(v, t.Dispatch)
	if err != nil {
		return "", err
	}
	cited := d.Number
	if d.Kind != "" {
		cited = string(d.Kind) + " " + cited
	}
	if t.Item != "" {
		cited += ", " + t.Item
	}
	return cited, nil
}
