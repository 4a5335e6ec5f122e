package seed_test

import (
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit"
)

// The demo tells its four stories, and its figures are those that were published.
func TestDemo(t *testing.T) {
	dsn := testkit.DSN(t)
	made, err := seed.Demo(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", made)
	h, err := house.Open(t.Context(), dsn, house.Options{NoSeal: true})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	for _, c := range []struct {
		name  string
		q     ledger.Question
		want  ledger.Quantity
		parts int
	}{
		{"CK-02, CK-03: five drives of 2024", ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), By: ledger.ByActivity}, ledger.Exactly(1265), 5},
		{"CK-04: by park", ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), Line: ledger.PlaceLine, By: ledger.ByPlace}, ledger.Exactly(1265), 1},
		{"attended", ledger.Question{Indicator: "blood.attended", Period: day.Half(2024, 1)}, ledger.AtLeast(1500), 0},
		{"CK-01, CK-16: the run", ledger.Question{Indicator: "run.runners", Period: day.Month(2026, 2), By: ledger.ByActivity}, ledger.AtLeast(22000), 12},
		{"gifts of 2023 as it stood", ledger.Question{Indicator: "welfare.gifts", Period: day.Year(2023)}, ledger.Exactly(10), 0},
		{"2020", ledger.Question{Indicator: "blood.bags", Period: day.Year(2020)}, ledger.Exactly(1119), 0},
		{"2022", ledger.Question{Indicator: "blood.bags", Period: day.Year(2022)}, ledger.Exactly(666), 0},
	} {
		err := h.DB.See(t.Context(), func(v *db.View) error {
			f, err := ledger.RollUp(v, c.q)
			if err != nil {
				return err
			}
			if f.Quantity != c.want || len(f.Parts) != c.parts && c.parts > 0 {
				t.Errorf("%s: %v in %d parts, want %v in %d", c.name, f.Quantity, len(f.Parts), c.want, c.parts)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	// The district that gave the gifts ended without a successor: on today's map they are a difference with a name, in no total.
	err = h.DB.See(t.Context(), func(v *db.View) error {
		f, err := ledger.RollUp(v, ledger.Question{Indicator: "welfare.gifts", Period: day.Year(2023), On: day.Of(2026, 11, 2)})
		if err == nil && (!f.IsZero() || len(f.Gone) != 1 || f.Gone[0].Key != "hn-ntl" || f.Gone[0].Quantity != ledger.Exactly(10)) {
			t.Errorf("on today's map: %v, gone %+v; want 0 and ten gifts of hn-ntl", f.Quantity, f.Gone)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
