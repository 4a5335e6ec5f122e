package ledger_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/testkit"
)

var lines = []db.Line{access.Schema, act.Schema, org.Schema, place.Schema, indicator.Schema, ledger.Schema}

// federation is a house with a small federation: two provinces with three grassroots unions each, two parks with sites.
type federation struct {
	*testkit.House
	decisions int
	complain  func(format string, args ...any)
	divided   bool // a split with shares was made, so a unit's proof shows entries of which it has a part
}

var indicators = []indicator.Indicator{
	{Key: "blood.bags", Name: "Đơn vị máu", Definition: "Số đơn vị máu tiếp nhận.", Measure: indicator.Bags, Kind: "blood"},
	{Key: "blood.attended", Name: "Tham dự", Definition: "Số người tham dự, kể cả lãnh đạo.", Measure: indicator.People, Kind: "blood"},
	{Key: "run.runners", Name: "Người chạy", Definition: "Số người chạy.", Measure: indicator.People, Kind: "run"},
	{Key: "member.members", Name: "Đoàn viên", Definition: "Số đoàn viên.", Measure: indicator.People, Stock: true, Kind: "member"},
}

func house(t testing.TB) *federation {
	h := &federation{House: testkit.New(t, lines...), complain: t.Errorf}
	furnish(h.DB, t)
	return h
}

// furnish makes the small federation, unless it is there.
func furnish(d *db.DB, t testing.TB) {
	err := d.Update(context.Background(), db.Ordered{}, func(tx *db.Tx) error {
		if _, there, err := org.Get(&tx.View, "vn", day.AsOf{Day: day.Must("2020-01-01")}); there || err != nil {
			return err
		}
		if err := indicator.Declare(tx, indicators); err != nil {
			return err
		}
		units := []org.Unit{{ID: "vn", Name: "Tổng Liên đoàn", Kind: kindAt(tx, 0)}}
		for _, p := range []string{"hp", "hd"} {
			units = append(units, org.Unit{ID: p, Name: "Liên đoàn " + p, Kind: kindAt(tx, 1), Parent: "vn"})
			for i := range 3 {
				units = append(units, org.Unit{ID: fmt.Sprint(p, i+1), Name: fmt.Sprintf("CĐCS %s %d", p, i+1), Kind: org.Grassroots, Parent: p})
			}
		}
		on := day.Must("2015-01-01")
		by := org.Decision{Number: "0/QĐ", Date: on, Issuer: "Tổng Liên đoàn", Effective: on}
		if _, err := org.FoundAll(tx, units, by); err != nil {
			return err
		}
		_, err := place.FoundAll(tx, []place.Place{
			{ID: "hy", Name: "Hưng Yên", Kind: "province"},
			{ID: "P13", Name: "KCN Phố Nối A", Kind: "park", Parent: "hy"}, {ID: "P14", Name: "KCN Thăng Long II", Kind: "park", Parent: "hy"},
			{ID: "C01", Name: "Công ty 1", Kind: "site", Parent: "P14"}, {ID: "C02", Name: "Công ty 2", Kind: "site", Parent: "P14"}, {ID: "C03", Name: "Công ty 3", Kind: "site", Parent: "P14"},
		}, by)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// kindAt returns the key of a kind of the union line that is not the grassroots.
func kindAt(tx *db.Tx, n int) string {
	kinds, err := org.Kinds(&tx.View)
	if err != nil {
		panic(err)
	}
	var keys []string
	for _, k := range kinds {
		if k.Line == org.UnionLine && k.Key != org.Grassroots {
			keys = append(keys, k.Key)
		}
	}
	return keys[min(n, len(keys)-1)]
}

// by makes a decision of its own each time.
func (h *federation) by(effective string) org.Decision {
	h.decisions++
	d := day.Must(effective)
	return org.Decision{Number: fmt.Sprintf("%d/QĐ", h.decisions), Date: d, Issuer: "Tổng Liên đoàn", Effective: d}
}

func bags(unit, place, on string, q ledger.Quantity, e ledger.Evidence) ledger.Posting {
	return ledger.Posting{Campaign: "c1", Activity: "a" + on, Unit: unit, Place: place, Indicator: "blood.bags", Quantity: q, Evidence: e, Day: day.Must(on), Source: "test"}
}

func (h *federation) post(p ...ledger.Posting) (seqs []int64) {
	h.T.Helper()
	h.Write(func(tx *db.Tx) (err error) {
		seqs, err = ledger.Post(tx, p...)
		return err
	})
	return seqs
}

func (h *federation) ask(q ledger.Question) (f ledger.Figure) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		f, err = ledger.RollUp(v, q)
		if err != nil {
			return err
		}
		entries, err := ledger.Prove(v, q)
		if got := ledger.SumOf(entries); err == nil && got != f.Quantity && !h.divided {
			h.complain("%+v: the proof adds up to %v, the figure is %v", q, got, f.Quantity)
		}
		whole := ledger.Quantity{}
		for _, list := range [][]ledger.Part{f.Parts, f.Unallocated} {
			for _, p := range list {
				whole = whole.Add(p.Quantity)
			}
		}
		if q.By != "" && whole != f.Quantity {
			h.complain("%+v: parts add up to %v, the figure is %v", q, whole, f.Quantity)
		}
		return err
	})
	return f
}

// now is the instant at which somebody would look.
func (h *federation) now() (at day.Instant) {
	h.See(func(v *db.View) error { at = v.At; return nil })
	return at
}

// parts tells parts as "key=quantity …".
func parts(list []ledger.Part) string {
	var out []string
	for _, p := range list {
		out = append(out, fmt.Sprintf("%s=%v", p.Key, p.Quantity))
	}
	return strings.Join(out, " ")
}

func refused(t testing.TB, err error, kind fault.Kind, says string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind || !strings.Contains(fault.Text(err), says) {
		t.Errorf("got %v (kind %v), want kind %v saying %q", err, fault.KindOf(err), kind, says)
	}
}
