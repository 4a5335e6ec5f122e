package units_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/units"
)

// Two days side by side: each difference once, with its decision; nobody sees more than on each day's page.
func TestCompare(t *testing.T) {
	h, k, door := federation(t)
	ha, chau := pagetest.As(t, h, door, "ha", password), pagetest.As(t, h, door, "chau", password)
	chau.Get("/units/compare?a=30/06/2025&b=01/07/2025").Says(200, "4 đơn vị ngày 30/06/2025, 3 đơn vị").Silent("Hưng Yên")
	chau.Get("/units/compare?a=30/06/2025&b=01/07/2025&under=hpm").Says(200, "4 đơn vị ngày 30/06/2025, 3 đơn vị", "Hải Dương")
	k.Write(func(tx *db.Tx) error {
		if err := org.Rename(tx, "a", "CĐCS Công ty Sen Vàng", "", on("2025-08-01")); err != nil {
			return err
		}
		return org.Move(tx, "c", org.UnionLine, "hpm", on("2025-09-01"))
	})
	ha.Get("/units/compare?a=30/06/2025&b=01/07/2025").Says(200, "7 đơn vị ngày 30/06/2025, 6 đơn vị ngày 01/07/2025", "Tất cả: 5", "Thành lập: 1", "Kết thúc: 2", "Chuyển cấp trên: 2",
		"nay là Liên đoàn Lao động thành phố Hải Phòng", "Hợp nhất Quyết định số 2025/QĐ-TLĐ ngày 01/07/2025")
	ha.Get("/units/compare?a=01/07/2025&b=01/10/2025").Says(200, "Đổi tên: 1", "Công đoàn cơ sở Công ty Hồ Sen", "CĐCS Công ty Sen Vàng", "Đổi tên Quyết định số 2025/QĐ-TLĐ ngày 01/08/2025", "Chuyển Quyết định").Silent("Kết thúc: ")
	ha.Get("/units/compare?a=01/07/2025&b=01/10/2025&under=hpm").Says(200, "Chuyển đến: 1", "Hai cây cạnh nhau", "Giữ nguyên")
	ha.Get("/units/compare?a=01/07/2025&b=01/10/2025&under=hy").Says(200, "Chuyển đi: 1")
	ha.Get("/units/compare?a=01/07/2025&b=01/10/2025&kind=name").Says(200, "Sen Vàng").Silent("Phố Nối")
	chau.Get("/units/compare?under=hy").Says(403)
	ha.Get("/units/compare?a=01/07/2025&b=01/07/2025").Says(200, "Ngày thứ nhất phải trước ngày thứ hai")
	ha.Get("/units/compare?a=31/02/2025").Says(422, "Không đọc được ngày")
	ha.Get("/units/compare?a=2026-01-01&b=2026-02-01").Says(200, "Không có gì khác nhau")
}

// What was recorded is listed with what lies ahead on top, and taken back from there.
func TestRecent(t *testing.T) {
	h, k, door := federation(t)
	ha, chau, an := pagetest.As(t, h, door, "ha", password), pagetest.As(t, h, door, "chau", password), pagetest.As(t, h, door, "an", password)
	k.Write(func(tx *db.Tx) error {
		if err := org.Rename(tx, "a", "CĐCS Sen Vàng", "", on("2027-02-01")); err != nil {
			return err
		}
		return org.Suspend(tx, "c", on("2026-03-01"))
	})
	list := ha.Get("/units/changes").Says(200, "Tổ chức hôm nay chưa đổi", "Đổi tên", "01/02/2027", "Tạm ngừng", "Hợp nhất", "Hủy ghi nhận")
	ha.Get("/units/changes?kind=suspend").Says(200, "Phố Nối").Silent("LĐLĐ", "Tổ chức hôm nay chưa đổi")
	ha.Get("/units/changes?number=2028").Says(200, "Không có thay đổi nào")
	ha.Get("/units/changes?number=2027&from=01/01/2027").Says(200, "Sen Vàng")
	ha.Get("/units/changes?from=hôm+qua").Says(200, "Không đọc được ngày")
	chau.Get("/units/changes").Says(200, "Sen Vàng").Silent("Phố Nối")
	an.Get("/units/changes").Says(200, "Sen Vàng").Silent("Hủy ghi nhận:")
	ha.Get("/units/a").Says(200, "Sẽ có hiệu lực", "Đổi tên từ 01/02/2027")
	_, href, _ := strings.Cut(list.Text, `href="/units/a/withdraw`)
	href, _, _ = strings.Cut(href, `"`)
	step := ha.Get("/units/a/withdraw"+strings.ReplaceAll(href, "&amp;", "&")).Says(200, "Lý do").Fields("change")
	look := ha.Get("/units/a/withdraw?"+pagetest.With(step, "note", "ghi nhầm").Encode()).Says(200, "như chưa từng có")
	if a := ha.Post("/units/a/withdraw", look.Fields("/units/a/withdraw")); a.Status != 303 {
		t.Fatal(pagetest.Plain(a.Text))
	}
	ha.Get("/units/changes").Says(200, "Đổi tên (đã hủy ghi nhận)").Silent("Tổ chức hôm nay chưa đổi")
	ha.Get("/units/a").Says(200).Silent("Sẽ có hiệu lực")
}

// The line of any day leaves as a table, for those who may look at it.
func TestExport(t *testing.T) {
	h, k, _ := federation(t)
	k.Write(func(tx *db.Tx) error {
		_, err := ledger.Post(tx, ledger.Posting{Unit: "a", Indicator: "member.members", Quantity: ledger.Exactly(120), Evidence: ledger.Declared, Day: day.Must("2025-05-01"), Source: "thử"})
		return err
	})
	site, mux := pagetest.Door(h, units.Screens(), units.Actions())
	mux.Handle("GET /units/export.csv", units.Export(site, sheet.CSV))
	mux.Handle("GET /units/export.xlsx", units.Export(site, sheet.XLSX))
	var door http.Handler = mux
	ha, chau := pagetest.As(t, h, door, "ha", password), pagetest.As(t, h, door, "chau", password)
	read := func(a pagetest.Answer) [][]string {
		t.Helper()
		if a.Status != 200 {
			t.Fatal(a.Status, a.Text)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.Text, "\ufeff")))
		if head, _, _ := strings.Cut(a.Text, "\n"); strings.Contains(head, ";") {
			r.Comma = ';'
		}
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	rows := read(ha.Get("/units/export.csv?on=30/06/2025"))
	if len(rows) != 8 || rows[0][0] != "Cấp" || rows[1][3] != "Tổng Liên đoàn Lao động Việt Nam" {
		t.Errorf("%q", rows)
	}
	at := slices.IndexFunc(rows, func(r []string) bool { return r[1] == "a" })
	if at < 0 || rows[at][0] != "3" || rows[at][6] != "hp" || rows[at][12] != "120" || rows[at][13] != ledger.Declared.Label() || !strings.Contains(rows[at][11], "2015/QĐ-TLĐ") {
		t.Errorf("%q", rows[at])
	}
	if rows := read(ha.Get("/units/export.csv")); len(rows) != 7 {
		t.Errorf("today: %d rows", len(rows))
	}
	if rows := read(chau.Get("/units/export.csv?on=2025-06-30")); len(rows) != 5 {
		t.Errorf("chau sees %q", rows)
	}
	if rows := read(ha.Get("/units/export.csv?under=hy")); len(rows) != 3 {
		t.Errorf("under hy: %q", rows)
	}
	if rows := read(ha.Get("/units/export.csv?units=c,a")); len(rows) != 3 {
		t.Errorf("two chosen units: %q", rows)
	}
	if rows := read(chau.Get("/units/export.csv?units=c,a")); len(rows) != 2 {
		t.Errorf("a stranger's unit is sent: %q", rows)
	}
	chau.Get("/units/export.csv?under=hy").Says(403)
	ha.Get("/units/export.csv?on=mai").Says(422)
	ha.Get("/units/export.csv?line=x").Says(404)
	if a := pagetest.Nobody(t, door).Get("/units/export.csv"); a.Status != 303 || !strings.HasPrefix(a.To, "/sign-in") {
		t.Error(a.Status, a.To)
	}
	file := ha.Get("/units/export.xlsx")
	z, err := zip.NewReader(bytes.NewReader([]byte(file.Text)), int64(len(file.Text)))
	if err != nil || len(z.File) == 0 {
		t.Error(err)
	}
}

// Three thousand units directly below one are usable at once: a page stays small, and what one looks for is found and sorted.
func TestThreeThousand(t *testing.T) {
	h, k, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	k.Write(func(tx *db.Tx) error {
		var all []org.Unit
		for i := range 3000 {
			all = append(all, org.Unit{ID: fmt.Sprintf("x%04d", i), Name: fmt.Sprintf("Công đoàn cơ sở Công ty trách nhiệm hữu hạn Sản xuất và Thương mại Số %04d", i), Kind: "base", Parent: "hy"})
		}
		if _, err := org.FoundAll(tx, all, on("2016-01-01")); err != nil {
			return err
		}
		_, err := ledger.Post(tx, ledger.Posting{Unit: "x2500", Indicator: "member.members", Quantity: ledger.Exactly(777), Evidence: ledger.Declared, Day: day.Must("2026-05-01"), Source: "thử"})
		return err
	})
	for _, path := range []string{"/units?open=hy", "/units/hy", "/units/rows?under=hy", "/units/rows?under=hy&sort=members", "/units/hy/regroup?choose=units", "/units/compare?a=2015-06-01&b=2026-01-01"} {
		if a := ha.Get(path).Says(200); len(a.Text) > 150_000 {
			t.Errorf("%s has %d bytes", path, len(a.Text))
		}
	}
	ha.Get("/units/hy").Says(200, "Tìm, sắp xếp trong 3.001 đơn vị")
	ha.Get("/units/rows?under=hy").Says(200, "Tìm trong 3.001 đơn vị trực thuộc", "Xem thêm 2.801")
	ha.Get("/units/rows?under=hy&find=so+2999").Says(200, "Số 2999").Silent("Số 2998")
	sorted := ha.Get("/units/rows?under=hy&sort=members").Says(200, "777")
	if strings.Index(sorted.Text, "Số 2500") > strings.Index(sorted.Text, "Số 0000") {
		t.Error("the unit with members is not first")
	}
	ha.Get("/units/rows?under=hy&sort=founded").Says(200, "01/01/2016")
	ha.Get("/units/rows?under=hy&after=3000").Says(200, "Số 2999").Silent("Số 2998")
}
