package home_test

import (
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/home"
	"phongtrao/internal/web/pagetest"
)

// TestCorrected: a report that was closed says so on its author's overview as soon as a figure that it quotes is another one.
func TestCorrected(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, home.Screens(false), nil)
	pagetest.As(t, h, mux, "bao", seed.Password).Get("/").Says(200).Silent("đã đổi sau khi chốt")
	if err := h.Desk.Do(t.Context(), act.System("test"), report.Entering, "hy-kcn", func(tx *db.Tx) error {
		entries, err := ledger.Prove(&tx.View, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), At: "hy-kcn"})
		if err != nil {
			return err
		}
		_, err = ledger.Reverse(tx, entries[0].Seq, "đếm trùng")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	pagetest.As(t, h, mux, "bao", seed.Password).Get("/").Says(200, "đã đổi sau khi chốt", "xem và đính chính")
	pagetest.As(t, h, mux, "chau", seed.Password).Get("/").Says(200).Silent("đã đổi sau khi chốt")
}
