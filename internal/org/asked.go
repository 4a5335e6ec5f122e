package org

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/lineage/keep"
)

// ChangesAsked chooses changes; what is empty does not choose.
type ChangesAsked = keep.Asked

// ListChanges returns changes, those that hold from the latest day first, from the one after Skip on.
func ListChanges(v *db.View, f ChangesAsked) ([]lineage.Change, error) { return book.List(v, f) }

// Coming returns the changes that hold from a later day than today and were not withdrawn, the nearest first.
func Coming(v *db.View, limit int) ([]lineage.Change, error) {
	return book.List(v, keep.Asked{Period: day.Period{From: v.At.Day() + 1, To: day.Forever}, Held: true, Rising: true, Limit: limit})
}
