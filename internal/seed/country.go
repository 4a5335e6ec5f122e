package seed

import (
	"context"
	"fmt"
	"math/rand/v2"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/kinds"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
)

// Country says how large an invented country is.
type Country struct {
	Units   int    // of all levels, at least 200
	Entries int    // of the ledger
	Seed    uint64 // the same number gives the same country
}

// Batch is how many entries the country's acts post at a time.
const Batch = 500

// Provinces is how many federations the country begins with; Reform makes 34 of them.
const Provinces = 63

// Made is what a seed made.
type Made struct {
	Units   int `json:"units"`
	Entries int `json:"entries"`
}

// SeedCountry fills an empty database with a whole country: a confederation, 63 federations, some fifty unions in each, and
// the rest grassroots unions, all invented, with entries spread over three years and every indicator that is a flow.
func SeedCountry(ctx context.Context, dsn string, c Country) (made Made, err error) {
	if c.Units < 200 {
		c.Units = 200
	}
	err = tell(ctx, dsn, c.Seed, func(s *story) {
		bases := s.country(c)
		s.on("2026-01-02")
		for _, batch := range Postings(c, bases) {
			s.do(report.Entering, Confederation, func(tx *db.Tx) error {
				_, err := ledger.Post(tx, batch...)
				return err
			})
			made.Entries += len(batch)
		}
		made.Units = c.Units
	})
	return made, err
}

// country founds the units and returns the grassroots unions.
func (s *story) country(c Country) (bases []org.UnitID) {
	chance := rand.New(rand.NewPCG(c.Seed, 1))
	units := make([]org.Unit, 0, c.Units)
	add := func(u org.Unit) org.UnitID {
		units = append(units, u)
		return u.ID
	}
	add(org.Unit{ID: Confederation, Name: "Tổng Liên đoàn (minh hoạ)", Kind: "confederation"})
	middle := max(1, c.Units/40/Provinces) // unions between a federation and its grassroots unions
	var upper []org.UnitID
	for p := range Provinces {
		f := add(org.Unit{ID: fmt.Sprintf("t%02d", p), Name: fmt.Sprintf("Liên đoàn Lao động tỉnh minh hoạ %02d", p+1), Kind: "federation", Parent: Confederation})
		for m := range middle {
			upper = append(upper, add(org.Unit{ID: fmt.Sprintf("t%02d-%03d", p, m), Name: fmt.Sprintf("Công đoàn cấp trên %02d.%d", p+1, m+1), Kind: "commune", Parent: f}))
		}
	}
	for n := 0; len(units) < c.Units; n++ {
		bases = append(bases, add(org.Unit{ID: fmt.Sprintf("cs%06d", n), Name: fmt.Sprintf("CĐCS minh hoạ %d", n+1), Kind: org.Grassroots, Parent: upper[chance.IntN(len(upper))]}))
	}
	s.do(org.Founding, "", func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, units, before(day.Of(2020, 1, 1)))
		return err
	})
	return bases
}

// Postings makes the country's entries, in batches; most are declared, some signed, counted or imported.
func Postings(c Country, bases []org.UnitID) (batches [][]ledger.Posting) {
	var keys []string
	for _, i := range kinds.Indicators() {
		if !i.Stock && len(keys) < 20 {
			keys = append(keys, i.Key)
		}
	}
	chance := rand.New(rand.NewPCG(c.Seed, 2))
	evidence := []ledger.Evidence{ledger.Signed, ledger.Counted, ledger.Imported, ledger.Declared, ledger.Declared, ledger.Declared}
	first := day.Of(2023, 1, 1)
	for left := c.Entries; left > 0; left -= Batch {
		batch := make([]ledger.Posting, min(Batch, left))
		for i := range batch {
			batch[i] = ledger.Posting{
				Unit: bases[chance.IntN(len(bases))], Indicator: keys[chance.IntN(len(keys))],
				Quantity: ledger.Exactly(1 + chance.Int64N(500)), Evidence: evidence[chance.IntN(len(evidence))],
				Day: first.Add(chance.IntN(3 * 365)), Source: "minh hoạ",
			}
		}
		batches = append(batches, batch)
	}
	return batches
}

// Reform merges the country's 63 federations into 34 by one act: the measure of a reorganisation.
func Reform(ctx context.Context, h *house.House, on day.Day) error {
	s := &story{ctx: ctx, h: h, who: systemWho()}
	by := org.Decision{Number: "minh hoạ", Issuer: "Tổng Liên đoàn (minh hoạ)", Date: on, Effective: on}
	s.do(org.Consolidating, Confederation, func(tx *db.Tx) error {
		for n := range Provinces - 34 { // pairs: 29 mergers of two make 34 of 63
			a, b := fmt.Sprintf("t%02d", 2*n), fmt.Sprintf("t%02d", 2*n+1)
			u := org.Unit{Name: fmt.Sprintf("Liên đoàn Lao động tỉnh minh hoạ mới %02d", n+1), Kind: "federation", Parent: Confederation}
			if _, err := org.Consolidate(tx, []org.UnitID{a, b}, u, by); err != nil {
				return err
			}
		}
		return nil
	})
	return s.err
}
