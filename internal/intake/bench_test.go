package intake_test

import (
	"bytes"
	"fmt"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/intake"
	"phongtrao/internal/org"
)

// province fills a federation with communes and bases: as many as a province has, times ten.
func province(tb testing.TB, k interface{ Write(func(tx *db.Tx) error) }, communes, bases int) {
	tb.Helper()
	k.Write(func(tx *db.Tx) error {
		var units []org.Unit
		for c := range communes {
			units = append(units, org.Unit{ID: fmt.Sprint("c", c), Name: fmt.Sprintf("Công đoàn xã số %d", c), Kind: "commune", Parent: "hp"})
		}
		for b := range bases {
			units = append(units, org.Unit{Name: fmt.Sprintf("CĐCS Công ty TNHH Cũ số %d", b), Kind: "base", Parent: fmt.Sprint("c", b%communes)})
		}
		_, err := org.FoundAll(tx, units, on("2025-07-02"))
		return err
	})
}

// longList is a list of n rows as .xlsx, each with its own day, under communes that are there and one in ten that is in the list.
func longList(tb testing.TB, n int) []byte {
	tb.Helper()
	var out bytes.Buffer
	w, err := sheet.NewWriter(&out, sheet.XLSX, "Danh sách", []sheet.Column{{Title: "STT"}, {Title: "Tên CĐCS"}, {Title: "Đơn vị cấp trên"}, {Title: "Mã"}, {Title: "Ngày thành lập"}, {Title: "Số đoàn viên"}})
	if err != nil {
		tb.Fatal(err)
	}
	for i := range n {
		name, parent := fmt.Sprintf("CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH MỚI SỐ %d", i), fmt.Sprintf("CĐ xã số %d", i%200)
		if i%100 == 0 {
			name, parent = fmt.Sprintf("Công đoàn xã Thêm số %d", i), ""
		} else if i%10 == 0 {
			parent = fmt.Sprintf("CÔNG ĐOÀN XÃ THÊM SỐ %d", i/100*100)
		}
		if err := w.Row(int64(i+1), name, parent, fmt.Sprintf("%05d", i), day.Must("2026-01-01").Add(i%300), int64(i%900)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkTenThousand reads a list of 10,000 rows, previews it, and takes it in, in a country of 20,000 units.
func BenchmarkTenThousand(b *testing.B) {
	file := longList(b, 10_000)
	for b.Loop() {
		b.StopTimer()
		k := union(b)
		province(b, k, 200, 20_000)
		b.StartTimer()
		book, err := sheet.Open(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			b.Fatal(err)
		}
		t, err := book.Table(0)
		if err != nil {
			b.Fatal(err)
		}
		p := plan(b, k, under, t)
		if n := p.Count(intake.Taken); n != 10_000 {
			b.Fatal(n, says(p)[:5])
		}
		k.Do(org.Founding, "hp", func(tx *db.Tx) error {
			now, err := intake.Make(&tx.View, t, under)
			if err != nil {
				return err
			}
			_, err = intake.Commit(tx, now, on("2026-10-01"), nil)
			return err
		})
	}
}
