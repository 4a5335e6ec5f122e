package seed

import (
	"context"
	"slices"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
)

// Edition names the demo's data: another edition is seeded into another file.
const Edition = "1"

// Demo fills an empty database with the four stories, told in the order of their days.
func Demo(ctx context.Context, dsn string) (made Made, err error) {
	err = tell(ctx, dsn, 2026, func(s *story) {
		s.coming = slices.Clone(People)
		slices.SortStableFunc(s.coming, func(a, b Somebody) int { return strings.Compare(a.Since, b.Since) })
		s.ground()
		for _, chapter := range []func(){s.laiChau2021, s.hungYen2020, s.hungYen2022, s.hanoi2023, s.hungYen2023, s.hungYen2024, s.reform2025, s.members, s.haiPhong2026} {
			chapter()
		}
		made.Entries = s.entered
		s.see(func(v *db.View) error {
			units, err := org.HistoryOf(v)
			if err != nil {
				return err
			}
			made.Units = units.Len()
			return nil
		})
	})
	return made, err
}

// DemoIfNew fills the database with the demo unless there is something in it already.
func DemoIfNew(ctx context.Context, dsn string) error {
	h, err := house.Open(ctx, dsn, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	filled, err := Filled(ctx, h)
	if cerr := h.Close(); err == nil {
		err = cerr
	}
	if err != nil || filled {
		return err
	}
	_, err = Demo(ctx, dsn)
	if fault.KindOf(err) == fault.Conflict {
		return nil // somebody else was faster
	}
	return err
}
