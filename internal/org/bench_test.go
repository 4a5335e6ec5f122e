package org_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
	"phongtrao/internal/testkit"
)

// A country of 120,000 units, the same at every run: the head, 63 provinces, 700 bodies below them, and grassroots unions.
const countryUnits = 120_000

type countryOf struct {
	head      string
	provinces []string
}

func country(tb testing.TB, h *testkit.House) countryOf {
	tb.Helper()
	by := org.Decision{Number: "1/QĐ", Date: day.Must("2010-01-01"), Issuer: "TLĐ", Effective: day.Must("2010-01-01")}
	c := countryOf{}
	h.Write(func(tx *db.Tx) error {
		units := []org.Unit{{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Kind: "confederation"}}
		c.head = "tld"
		for p := range 63 {
			id := fmt.Sprintf("p%02d", p)
			c.provinces = append(c.provinces, id)
			units = append(units, org.Unit{ID: id, Name: fmt.Sprintf("Liên đoàn Lao động tỉnh số %d", p), Kind: "federation", Parent: "tld"})
		}
		for d := range 700 {
			units = append(units, org.Unit{ID: fmt.Sprintf("d%03d", d), Name: fmt.Sprintf("Liên đoàn Lao động huyện số %d", d), Kind: "district",
				Parent: c.provinces[d%63]})
		}
		for b := len(units); b < countryUnits; b++ {
			units = append(units, org.Unit{ID: fmt.Sprintf("b%06d", b), Name: fmt.Sprintf("CĐCS Công ty TNHH số %d", b), Kind: org.Grassroots,
				Parent: fmt.Sprintf("d%03d", b%700)})
		}
		_, err := org.FoundAll(tx, units, by)
		return err
	})
	return c
}

func bench(b *testing.B) *testkit.House {
	b.Helper()
	return testkit.New(b, access.Schema, act.Schema, org.Schema)
}

func BenchmarkLoad(b *testing.B) {
	folder := b.TempDir()
	path := filepath.Join(folder, "country.db")
	d, err := db.Open(b.Context(), path, db.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if err := d.Migrate(b.Context(), access.Schema, act.Schema, org.Schema); err != nil {
		b.Fatal(err)
	}
	country(b, &testkit.House{T: b, DB: d})
	d.Close()
	for b.Loop() {
		d, err := db.Open(b.Context(), path, db.Options{})
		if err != nil {
			b.Fatal(err)
		}
		err = d.See(b.Context(), func(v *db.View) error {
			h, err := org.HistoryOf(v)
			if h.Len() != countryUnits {
				b.Fatal(h.Len())
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		d.Close()
	}
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/1e6, "MB-file")
	}
}

func historyOf(tb testing.TB, h *testkit.House) (history *lineage.History) {
	h.See(func(v *db.View) (err error) {
		history, err = org.HistoryOf(v)
		return
	})
	return history
}

func BenchmarkTree(b *testing.B) {
	h := bench(b)
	country(b, h)
	history := historyOf(b, h)
	b.ReportAllocs()
	again := []lineage.Fact{{Node: "tld", From: day.Must("2010-01-01"), State: lineage.Alive}} // says nothing new, but no kept tree survives it
	for b.Loop() {
		if history.With(again, nil).Tree(org.UnionLine, day.AsOf{Day: day.Must("2024-01-01")}).Len() != countryUnits {
			b.Fatal("not all stand on the tree")
		}
	}
}

// BenchmarkConsolidation applies 63 → 34, while readers keep asking for trees; it reports the longest that one waited.
func BenchmarkConsolidation(b *testing.B) {
	var longest atomic.Int64
	for b.Loop() {
		b.StopTimer()
		h := bench(b)
		c := country(b, h)
		historyOf(b, h).Tree(org.UnionLine, day.AsOf{Day: day.Must("2026-01-01")})
		stop, done := make(chan struct{}), sync.WaitGroup{}
		done.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				began := time.Now()
				historyOf(b, h).Tree(org.UnionLine, day.AsOf{Day: day.Must("2024-01-01")})
				longest.Store(max(longest.Load(), int64(time.Since(began))))
				time.Sleep(time.Millisecond)
			}
		})
		b.StartTimer()
		h.Write(func(tx *db.Tx) error {
			by := org.Decision{Number: "2/QĐ", Date: day.Must("2025-06-12"), Issuer: "TLĐ", Effective: day.Must("2025-07-01")}
			for g := range 23 { // 52 provinces into 23, 11 stay
				ids := c.provinces[2*g : 2*g+2]
				if g < 6 {
					ids = append([]string{c.provinces[46+g]}, ids...)
				}
				if _, err := org.Consolidate(tx, ids, org.Unit{Name: fmt.Sprintf("Liên đoàn mới số %d", g), Kind: "federation"}, by); err != nil {
					return err
				}
			}
			return nil
		})
		tree := historyOf(b, h).Tree(org.UnionLine, day.AsOf{Day: day.Must("2026-01-01")})
		b.StopTimer()
		head, _ := tree.History().Index(c.head)
		if n := len(tree.Children(head)); n != 34 || tree.Len() != countryUnits-52+23 {
			b.Fatal(n, tree.Len())
		}
		close(stop)
		done.Wait()
		b.StartTimer()
	}
	b.ReportMetric(float64(longest.Load())/1e6, "ms-longest-wait")
}

func BenchmarkLocateAll(b *testing.B) {
	h := bench(b)
	country(b, h)
	history := historyOf(b, h)
	tree := history.Tree(org.UnionLine, day.AsOf{Day: day.Must("2026-01-01")})
	for b.Loop() {
		for i := range int32(history.Len()) {
			if tree.Locate(i).At != i {
				b.Fatal(i)
			}
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	h := bench(b)
	country(b, h)
	h.See(func(v *db.View) error {
		for b.Loop() {
			if hits, err := org.Search(v, "tinh so 12", org.Today(v), 20); err != nil || len(hits) == 0 {
				b.Fatal(hits, err)
			}
		}
		return nil
	})
}

// BenchmarkOneChange is a single renaming in a whole country, visible to the next reader.
func BenchmarkOneChange(b *testing.B) {
	h := bench(b)
	country(b, h)
	n := 0
	for b.Loop() {
		n++
		h.Write(func(tx *db.Tx) error {
			return org.Rename(tx, "b000900", fmt.Sprintf("CĐCS tên mới %d", n), "", org.Decision{Effective: day.Must("2020-01-01") + day.Day(n%2000)})
		})
		historyOf(b, h)
	}
}
