package units_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/units"
)

const password = "Trời hôm nay xanh quá"

func on(d string) org.Decision {
	return org.Decision{Number: d[:4] + "/QĐ-TLĐ", Date: day.Must(d), Issuer: "Tổng Liên đoàn", Effective: day.Must(d)}
}

// federation has two provinces that became one on 1 July 2025, with a few unions below, and somebody for each role.
func federation(t *testing.T) (*house.House, *testkit.House, http.Handler) {
	h, k := furnished.New(t)
	k.Write(func(tx *db.Tx) error {
		if _, err := org.FoundAll(tx, []org.Unit{
			{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Short: "TLĐ", Kind: "confederation"},
			{ID: "hp", Name: "Liên đoàn Lao động thành phố Hải Phòng", Short: "LĐLĐ TP Hải Phòng", Kind: "federation", Parent: "tld"},
			{ID: "hd", Name: "Liên đoàn Lao động tỉnh Hải Dương", Short: "LĐLĐ tỉnh Hải Dương", Kind: "federation", Parent: "tld"},
			{ID: "hy", Name: "Liên đoàn Lao động tỉnh Hưng Yên", Kind: "federation", Parent: "tld"},
			{ID: "a", Name: "Công đoàn cơ sở Công ty Hồ Sen", Kind: "base", Parent: "hp"},
			{ID: "b", Name: "Công đoàn cơ sở Bệnh viện Kẻ Sặt", Kind: "base", Parent: "hd"},
			{ID: "c", Name: "Công đoàn cơ sở Công ty Phố Nối", Kind: "base", Parent: "hy"},
		}, on("2015-01-01")); err != nil {
			return err
		}
		_, err := org.Consolidate(tx, []org.UnitID{"hp", "hd"}, org.Unit{ID: "hpm", Name: "Liên đoàn Lao động thành phố Hải Phòng", Kind: "federation", Parent: "tld"}, on("2025-07-01"))
		return err
	})
	for login, g := range map[string]access.Grant{"ha": {Role: access.Administrator, Unit: "tld"}, "chau": {Role: access.FederationOfficer, Unit: "hpm"}, "an": {Role: access.UnitOfficer, Unit: "a"}} {
		secret, err := people.NewSecret(t.Context(), login, password)
		if err != nil {
			t.Fatal(err)
		}
		k.Write(func(tx *db.Tx) error {
			if _, err := people.Add(tx, people.Person{ID: login, Name: "Trần Thị " + login, Unit: g.Unit}); err != nil {
				return err
			}
			if err := people.SetPassword(tx, login, login, secret, ""); err != nil {
				return err
			}
			g.Person = login
			_, err := access.Give(tx, g)
			return err
		})
	}
	_, door := pagetest.Door(h, units.Screens(), units.Actions())
	return h, k, door
}

// The same page shows the organisation of any day, with what changed on it and the way there without scripts.
func TestAnyDay(t *testing.T) {
	h, _, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	ha.Get("/units").Says(200, "6 đơn vị", "Công đoàn cơ sở3", "Lần trước: 01/07/2025").Silent("Hải Dương")
	ha.Get("/units?on=30/06/2025").Says(200, "7 đơn vị", "tỉnh Hải Dương", "đến hết 30/06/2025", "Lần sau: 01/07/2025")
	ha.Get("/units?on=2025-07-01").Says(200, "2 đơn vị hợp nhất, sáp nhập thành 1.", "Kết thúc: 2 Liên đoàn Lao động tỉnh, thành phố.", "từ LĐLĐ tỉnh Hải Dương, LĐLĐ TP Hải Phòng")
	ha.Get("/units?on=2014-12-31").Says(200, "Chưa có đơn vị nào vào ngày 31/12/2014")
	ha.Get("/units?on=2025-06-30&open=hd").Says(200, "Bệnh viện Kẻ Sặt").Silent("Phố Nối")
	ha.Get("/units?on=hôm+kia").Says(422, "Không đọc được ngày")
	ha.Get("/units?line=x").Says(404, "Không có tuyến")
	ha.Get("/units?line=place").Says(200, "Chưa có địa bàn nào")
	ha.Get("/units?line=club").Says(200, "Chưa có đơn vị nào")
	page := ha.Get("/units?q=hai+duong").Says(200, "đã kết thúc", "kết thúc 01/07/2025, nay là Liên đoàn Lao động thành phố Hải Phòng")
	if !strings.Contains(page.Text, "/units/hd?on=2025-06-30") {
		t.Error("an ended unit is not opened on its last day")
	}
}

// A level is sent as rows alone to a tree that is open, and as a page to whoever follows the link.
func TestRows(t *testing.T) {
	h, _, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	part := ha.Part("/units/rows?under=hd&on=2025-06-30&level=3", "tr#tr-hd").Says(200, "Kẻ Sặt")
	if !strings.HasPrefix(strings.TrimSpace(part.Text), "<tr") || !strings.Contains(part.Text, `aria-level="3"`) {
		t.Errorf("%.300s", part.Text)
	}
	ha.Get("/units/rows?under=hd&on=2025-06-30").Says(200, "Trực thuộc Liên đoàn Lao động tỉnh Hải Dương", "Kẻ Sặt")
	ha.Get("/units/rows?under=không-có").Says(403)
}

// Nobody is shown more than the part of the organisation for which they hold a grant, on any day.
func TestScope(t *testing.T) {
	h, _, door := federation(t)
	chau, an := pagetest.As(t, h, door, "chau", password), pagetest.As(t, h, door, "an", password)
	chau.Get("/units").Says(200, "3 đơn vị", "Hồ Sen", "Kẻ Sặt").Silent("Hưng Yên", "Tổng Liên đoàn Lao động Việt Nam TLĐ")
	chau.Get("/units?on=2025-06-30").Says(200, "4 đơn vị", "tỉnh Hải Dương", "thành phố Hải Phòng").Silent("Hưng Yên")
	chau.Get("/units/hd?on=2025-06-30").Says(200, "Đang hoạt động")
	chau.Get("/units/hy").Says(403)
	chau.Get("/units/rows?under=hy").Says(403)
	chau.Get("/units?q=hung+yen").Says(200, "Không tìm thấy")
	an.Get("/units").Says(200, "1 đơn vị", "Hồ Sen").Silent("Kẻ Sặt")
	an.Get("/units/a").Says(200, "Trực thuộc Liên đoàn Lao động thành phố Hải Phòng").Silent("Đổi tên", "Giao quyền")
	an.Get("/units/a/rename").Says(403)
	an.Post("/units/a/rename", url.Values{"name": {"Khác"}}).Says(403)
	an.Get("/units/hpm").Says(403)
}

// A unit's page tells its life, newest first, and what stands in its place on a day when it does not.
func TestLife(t *testing.T) {
	h, _, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	ha.Get("/units/hd").Says(200, "Đã kết thúc 01/07/2025", "Nay là Liên đoàn Lao động thành phố Hải Phòng", "Thông tin ngày 30/06/2025", "Hợp nhất thành đơn vị mới", "Quyết định số 2025/QĐ-TLĐ ngày 01/07/2025 của Tổng Liên đoàn").Silent("Đổi tên")
	ha.Get("/units/hpm").Says(200, "Thành lập do hợp nhất", "Liên đoàn Lao động tỉnh Hải Dương", "Người được giao quyền", "Trần Thị chau", "Đơn vị trực thuộc")
	ha.Get("/units/hpm?on=2025-06-30").Says(200, "Chưa thành lập", "Xem ngày 01/07/2025")
	ha.Get("/units/không-có").Says(403) // what is not there cannot be told from what may not be seen
}

func TestAlias(t *testing.T) {
	h, _, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	fields := ha.Get("/units/a").Fields("alias")
	ha.Post("/units/a/aliases", pagetest.With(fields, "alias", "")).Says(422, "Chưa ghi")
	if done := ha.Post("/units/a/aliases", pagetest.With(fields, "alias", "CĐ HOSEN", "source", "Danh sách tháng 10")); done.Status != 303 {
		t.Fatal(pagetest.Plain(done.Text))
	}
	ha.Get("/units/a").Says(200, "CĐ HOSEN", "Danh sách tháng 10")
	ha.Get("/units?q=ho+sen").Says(200, "Hồ Sen")
	ha.Get("/units?q=hosen").Says(200, "“CĐ HOSEN”")
}
