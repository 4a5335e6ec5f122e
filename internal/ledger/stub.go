package ledger

import (
	"context"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

var errNot = fault.New(fault.Unavailable, "Sổ số liệu đang được xây dựng.")

// Post enters postings and returns their numbers.
func Post(tx *db.Tx, postings ...Posting) ([]int64, error) { return nil, errNot }

// Reverse cancels an entry, for a reason, and returns the number of the reversing entry.
func Reverse(tx *db.Tx, seq int64, reason string) (int64, error) { return 0, errNot }

// Choose records which evidence is published for a cell, over the default rule; 0 goes back to the rule.
func Choose(tx *db.Tx, cell Cell, e Evidence, reason string) error { return errNot }

// RollUp answers a question from memory.
func RollUp(v *db.View, q Question) (Figure, error) { return Figure{}, errNot }

// Totals answers a question for many units (places on PlaceLine) at once: unit → total.
func Totals(v *db.View, q Question, units []string) (map[string]Total, error) { return nil, errNot }

// Grid answers it for many indicators too: indicator → unit → total. q.Indicator and q.At do not matter.
func Grid(v *db.View, q Question, indicators, units []string) (map[string]map[string]Total, error) { return nil, errNot }

// Total is the figure of one of many units.
type Total struct {
	Quantity
	ByEvidence map[Evidence]int64
	Entries    int
}

// Prove returns the entries of a figure, corrected ones with their reversals.
func Prove(v *db.View, q Question) ([]Entry, error) { return nil, errNot }

// EntryOf returns one entry.
func EntryOf(v *db.View, seq int64) (Entry, error) { return Entry{}, errNot }

// Warm brings figures into memory, so that the first reader does not wait.
func Warm(ctx context.Context, d *db.DB) error { return errNot }

// Seal seals what is not yet sealed.
func Seal(ctx context.Context, d *db.DB) error { return errNot }
