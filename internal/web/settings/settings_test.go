package settings_test

import (
	"net/http"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/settings"
)

const (
	password = "Trời hôm nay xanh quá"
	another  = "Ngày mai trời lại xanh"
)

// office has two federations with an administrator each, and somebody who only works.
func office(t *testing.T) (*house.House, *testkit.House, http.Handler) {
	h, k := furnished.New(t)
	k.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{
			{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Kind: "confederation"},
			{ID: "hp", Name: "Liên đoàn Lao động thành phố Hải Phòng", Kind: "federation", Parent: "tld"},
			{ID: "hy", Name: "Liên đoàn Lao động tỉnh Hưng Yên", Kind: "federation", Parent: "tld"},
			{ID: "a", Name: "Công đoàn cơ sở Công ty Hồ Sen", Kind: "base", Parent: "hp"},
		}, org.Decision{Number: "1/QĐ-TLĐ", Date: day.Of(2015, 1, 1), Issuer: "TLĐ", Effective: day.Of(2015, 1, 1)})
		return err
	})
	for login, g := range map[string]access.Grant{"ha": {Role: access.Administrator, Unit: "tld"}, "chau": {Role: access.Administrator, Unit: "hp"}, "bao": {Role: access.Administrator, Unit: "hy"}, "an": {Role: access.UnitOfficer, Unit: "a"}} {
		secret, err := people.NewSecret(t.Context(), login, password)
		if err != nil {
			t.Fatal(err)
		}
		k.Write(func(tx *db.Tx) error {
			if _, err := people.Add(tx, people.Person{ID: login, Name: map[string]string{"ha": "Trần Thu Hà", "chau": "Lê Minh Châu", "bao": "Phạm Quốc Bảo", "an": "Nguyễn Thị An"}[login], Unit: g.Unit}); err != nil {
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
	_, door := pagetest.Door(h, settings.Screens(), settings.Actions())
	return h, k, door
}

// Each administrator sees those at home below, and nobody else's.
func TestPeople(t *testing.T) {
	h, _, door := office(t)
	chau, an := pagetest.As(t, h, door, "chau", password), pagetest.As(t, h, door, "an", password)
	pagetest.As(t, h, door, "ha", password).Get("/people").Says(200, "4 người", "Phạm Quốc Bảo", "Quản trị tại Tổng Liên đoàn")
	chau.Get("/people").Says(200, "2 người", "Nguyễn Thị An").Silent("Phạm Quốc Bảo", "Trần Thu Hà")
	chau.Get("/people?q=nguyen+an").Says(200, "1 người")
	chau.Get("/people?q=bao").Says(200, "Không tìm thấy “bao”")
	chau.Get("/people/an").Says(200, "Cán bộ đơn vị", "Đặt lại mật khẩu", "Đang có hiệu lực")
	chau.Get("/people/bao").Says(403)
	chau.Get("/people/ha").Says(403)
	an.Get("/people").Says(403)
	an.Get("/people/an").Says(200)
	an.Get("/people/chau").Says(403)
	an.Get("/log").Says(403)
}

// A person is added with a login, is given a role, and loses it with a reason; all of it stays to be read.
func TestGrants(t *testing.T) {
	h, k, door := office(t)
	chau := pagetest.As(t, h, door, "chau", password)
	chau.Get("/people/new").Says(200, "Trước hết chọn đơn vị công tác")
	chau.Get("/people/new?unit=hung+yen").Says(200, "Không có đơn vị nào tên “hung yen”")
	form := chau.Get("/people/new?unit=ho+sen").Says(200, "Công đoàn cơ sở Công ty Hồ Sen (Liên đoàn Lao động thành phố Hải Phòng)").Fields("person")
	chau.Post("/people/new", pagetest.With(form, "name", "Vũ Thị Lan", "login", "lan", "password", "ngắn")).Says(422, "ít nhất 10 ký tự")
	chau.Post("/people/new", pagetest.With(form, "name", "Vũ Thị Lan", "login", "an", "password", another)).Says(422, "“an” đã có người dùng")
	chau.Post("/people/new", pagetest.With(form, "name", "X", "login", "x1", "password", another, "unit", "hy")).Says(403)
	added := chau.Post("/people/new", pagetest.With(form, "name", "Vũ Thị Lan", "login", "lan", "password", another))
	if added.Status != 303 {
		t.Fatal(pagetest.Plain(added.Text))
	}
	id := strings.TrimPrefix(added.To, "/people/")
	chau.Get(added.To).Says(200, "Chưa có quyền nào")
	lan := pagetest.As(t, h, door, "lan", another)
	lan.Get("/me").Says(200, "Vũ Thị Lan", "Chưa có quyền nào")

	chau.Get("/people/grants/new?person="+id).Says(200, "Vũ Thị Lan", "Ở đơn vị")
	chau.Get("/people/grants/new?person=tran+thu+ha&unit=a").Says(200, "Không có người dùng nào tên “tran thu ha”")
	give := chau.Get("/people/grants/new?person=vu+lan&unit=a").Says(200, "Cán bộ đơn vị: nhập số liệu").Fields("grant")
	chau.Post("/people/grants/new", give).Says(422)
	chau.Post("/people/grants/new", pagetest.With(give, "role", "unit_officer", "unit", "hy")).Says(403)
	chau.Post("/people/grants/new", pagetest.With(give, "role", "unit_officer", "person", "bao")).Says(404)
	chau.Post("/people/grants/new", pagetest.With(give, "role", "unit_officer", "from", "1/12/2026", "until", "1/11/2026")).Says(422, "sớm hơn ngày bắt đầu")
	if done := chau.Post("/people/grants/new", pagetest.With(give, "role", "unit_officer")); done.Status != 303 {
		t.Fatal(pagetest.Plain(done.Text))
	}
	chau.Post("/people/grants/new", pagetest.With(give, "role", "unit_officer", "token", "khác")).Says(422, "đã có vai trò Cán bộ đơn vị")
	var grant string
	k.See(func(v *db.View) error {
		all, err := access.Of(v, id)
		grant = all[0].ID
		return err
	})
	end := chau.Get("/people/grants/"+grant+"/end").Says(200, "Vũ Thị Lan", "Cán bộ đơn vị").Fields("end")
	chau.Post("/people/grants/"+grant+"/end", end).Says(422, "Chưa ghi mục “Lý do”")
	pagetest.As(t, h, door, "bao", password).Post("/people/grants/"+grant+"/end", pagetest.With(end, "reason", "x")).Says(403)
	if done := chau.Post("/people/grants/"+grant+"/end", pagetest.With(end, "reason", "chuyển công tác")); done.To != "/people/"+id {
		t.Fatal(done.To, pagetest.Plain(done.Text))
	}
	chau.Get("/people/"+id).Says(200, "Hết hiệu lực", "chuyển công tác", "Lê Minh Châu")
	log := chau.Get("/log").Says(200, "Kết thúc quyền", "Giao quyền", "Thêm người dùng", "Lê Minh Châu")
	log.Silent("chỉ số của bản chương trình này", "Phạm Quốc Bảo")
	chau.Get("/log?verb=people.grant").Says(200, "Giao quyền")
	chau.Get("/log?person=vu+lan").Says(200, "Đăng nhập").Silent("Thêm người dùng Liên")
	chau.Get("/log?from=1/1/2030").Says(200, "Không có việc nào như vậy")
	chau.Get("/log?from=x").Says(200, "Không đọc được ngày “x”")
	chau.Get("/log?unit=hung+yen").Says(200, "Không có việc nào như vậy")
}

// One's own password is changed by whoever knows it; other devices are signed out.
func TestMe(t *testing.T) {
	h, _, door := office(t)
	an, phone := pagetest.As(t, h, door, "an", password), pagetest.As(t, h, door, "an", password)
	page := an.Get("/me").Says(200, "Nguyễn Thị An", "thiết bị này", "Đăng xuất mọi thiết bị khác").Silent("Kết thúc")
	form := pagetest.With(page.Fields("own"), "current", password, "password", another, "repeat", another)
	an.Post("/me/password", pagetest.With(form, "current", "sai mật khẩu rồi")).Says(422, "Mật khẩu đang dùng không đúng")
	an.Post("/me/password", pagetest.With(form, "repeat", "khác hẳn nhau nhé")).Says(422, "không giống nhau")
	an.Post("/me/password", pagetest.With(form, "password", "ngắn", "repeat", "ngắn")).Says(422, "ít nhất 10 ký tự")
	if done := an.Post("/me/password", form); done.Status != 303 || done.To != "/me" {
		t.Fatal(pagetest.Plain(done.Text))
	}
	if a := phone.Get("/me"); a.Status != 303 {
		t.Error("another device stays signed in")
	}
	an.Get("/me").Says(200).Silent("Đăng xuất mọi thiết bị khác")
	phone = pagetest.As(t, h, door, "an", another)
	if done := an.Post("/me/sessions/end", pagetest.With(nil, "token", "1")); done.Status != 303 {
		t.Error(done.Status)
	}
	if a := phone.Get("/me"); a.Status != 303 {
		t.Error("another device stays signed in")
	}
}

// An administrator sets the password of somebody below, and of nobody above or beside.
func TestSetPassword(t *testing.T) {
	h, _, door := office(t)
	chau := pagetest.As(t, h, door, "chau", password)
	form := chau.Get("/people/an").Fields("password")
	if form.Get("login") != "an" {
		t.Error(form)
	}
	chau.Post("/people/an/password", pagetest.With(form, "password", "ngắn")).Says(422, "ít nhất 10 ký tự")
	if done := chau.Post("/people/an/password", pagetest.With(form, "password", another)); done.Status != 303 {
		t.Fatal(pagetest.Plain(done.Text))
	}
	pagetest.As(t, h, door, "an", another).Get("/me").Says(200)
	chau.Post("/people/ha/password", pagetest.With(form, "login", "ha", "password", another)).Says(403)
	chau.Post("/people/bao/password", pagetest.With(form, "login", "bao", "password", another)).Says(403)
}

// The log is read back page after page, without a gap and without a line twice.
func TestLogPages(t *testing.T) {
	h, k, door := office(t)
	for i := range 130 {
		k.Do(act.Verb{Name: "org.rename"}, "hp", func(tx *db.Tx) error { act.Note(tx, "dòng "+strings.Repeat("i", i+1)+"."); return nil })
	}
	ha := pagetest.As(t, h, door, "ha", password)
	seen, at := map[string]int{}, "/log?verb=org.rename"
	for range 5 {
		page := ha.Get(at).Says(200)
		for w := range strings.FieldsSeq(strings.ReplaceAll(page.Text, "<", " <")) {
			if strings.HasSuffix(w, "i.") && strings.Trim(w, "i.") == "" {
				seen[w]++
			}
		}
		_, rest, more := strings.Cut(page.Text, `rel="next" href="`)
		if !more {
			break
		}
		at, _, _ = strings.Cut(rest, `"`)
		at = strings.ReplaceAll(at, "&amp;", "&")
	}
	if len(seen) != 130 {
		t.Errorf("%d lines", len(seen))
	}
	for w, n := range seen {
		if n != 1 {
			t.Errorf("%d times %s", n, w)
		}
	}
}
