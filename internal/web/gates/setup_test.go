package gates_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/web/pagetest"
)

// The lead sets a site up: four gates in one line, a phone for each; what is typed wrong is said and kept.
func TestSetUp(t *testing.T) {
	s := build(t)
	nam := s.as("nam")
	nam.Get(s.path("/gates")).Says(http.StatusOK, "Chưa có cổng nào", "Thêm cổng")
	if a := nam.Get(s.path("/gates/invite")); a.To != s.path("/gates/doors") {
		t.Errorf("to %q without a gate", a.To)
	}
	form := nam.Get(s.path("/gates/doors")).Says(http.StatusOK, "Cổng A1–A4", "Vào cổng", "Áo").Fields("form")
	nam.Post(s.path("/gates/doors"), pagetest.With(form, "names", "Cổng A4–A1", "what", "came")).Says(http.StatusUnprocessableEntity, "Không đọc được dãy", "Cổng A4–A1")
	nam.Post(s.path("/gates/doors"), pagetest.With(form, "names", "", "what", "dance")).Says(http.StatusUnprocessableEntity, "Tên các cổng")
	if a := nam.Post(s.path("/gates/doors"), pagetest.With(form, "names", "Cổng A1–A4", "what", "came")); a.To != s.path("/gates") {
		t.Fatalf("to %q: %s", a.To, pagetest.Plain(a.Text))
	}
	nam.Get(s.path("/gates")).Says(http.StatusOK, "Cổng A1", "Cổng A4", "Chưa có máy nào")
	again := nam.Get(s.path("/gates/doors")).Fields("form")
	nam.Post(s.path("/gates/doors"), pagetest.With(again, "names", "cổng a2", "what", "came")).Says(http.StatusUnprocessableEntity, "đã có cổng", "cổng a2")

	invite := nam.Get(s.path("/gates/invite")).Says(http.StatusOK, "Tất cả các cổng").Fields("form")
	for field, typed := range map[string]string{"hour": "25:00", "count": "99", "day": "01/11/2026", "label": ""} {
		nam.Post(s.path("/gates/invite"), pagetest.With(invite, "door", "all", field, typed)).Says(http.StatusUnprocessableEntity)
	}
	sheet := nam.Post(s.path("/gates/invite"), pagetest.With(invite, "door", "all", "label", "Tổ 1", "count", "2", "hour", "10h30")).Says(http.StatusOK, "Tổ 1 1", "Tổ 1 8", "In các mã", "Hết ca 10:30")
	codes := regexp.MustCompile(`<code>([A-Z2-7 ]{26,})</code>`).FindAllStringSubmatch(sheet.Text, -1)
	if len(codes) != 8 || strings.Count(sheet.Text, `class="qr"`) != 8 || sheet.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d codes, cache %q", len(codes), sheet.Header.Get("Cache-Control"))
	}
	if a := nam.Post(s.path("/gates/invite"), pagetest.With(invite, "door", "all", "label", "Tổ 1", "count", "2", "hour", "10h30")); a.To != s.path("/gates") {
		t.Errorf("sent twice: to %q", a.To)
	}
	nam.Get(s.path("/gates")).Says(http.StatusOK, "Mã mời chưa dùng", "Tổ 1 8")
	s.see(func(v *db.View) error {
		all, err := gate.Invites(v, s.site)
		if len(all) != 8 || all[0].Shift.Day() != s.day {
			t.Errorf("%+v", all)
		}
		return err
	})
	nam.Get("/activities/"+s.central+"/gates").Says(http.StatusOK, "Các điểm cầu", "Chạy thử KCN")

	mai := s.as("mai")
	mai.Get(s.path("/gates")).Says(http.StatusOK, "Cổng A1").Silent("Đóng cổng", "Mời máy")
	mai.Get(s.path("/gates/doors")).Says(http.StatusForbidden)
	mai.Post(s.path("/gates/doors"), form).Says(http.StatusForbidden)
	s.as("seo").Get(s.path("/gates")).Says(http.StatusForbidden)
}

// A phone that was lost is taken out of use with a reason; of another site's door nothing is known here.
func TestClosingAndRevoking(t *testing.T) {
	s := build(t)
	var door, code string
	s.do(gate.Inviting, s.site, func(tx *db.Tx) (err error) {
		if door, err = gate.OpenDoor(tx, s.site, "Cổng A1", "came"); err != nil {
			return err
		}
		code, err = gate.Invite(tx, s.site, door, "Máy của Tuấn", day.InstantOf(tx.At.Time().Add(3600e9)))
		return err
	})
	var phone string
	s.do(gate.Enrolling, s.site, func(tx *db.Tx) error {
		e, err := gate.Enrol(tx, gate.Enrolment{Protocol: gate.Protocol, Code: code[:4] + " " + code[4:], PublicKey: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
		phone = e.Device
		return err
	})
	nam := s.as("nam")
	nam.Get(s.path("/gates")).Says(http.StatusOK, "Máy của Tuấn", "đang dùng")
	revoke := s.path("/gates/phones/" + phone + "/revoke")
	form := nam.Get(revoke).Says(http.StatusOK, "vẫn được tính").Fields("form")
	nam.Post(revoke, form).Says(http.StatusUnprocessableEntity, "Lý do")
	nam.Post(revoke, pagetest.With(form, "reason", "mất máy"))
	nam.Get(s.path("/gates")).Says(http.StatusOK, "đã thu hồi", "mất máy")
	nam.Post(revoke, pagetest.With(form, "reason", "lần nữa", "token", "another")).Says(http.StatusUnprocessableEntity, "đã thu hồi")
	nam.Get("/activities/" + s.central + "/gates/phones/" + phone + "/revoke").Says(http.StatusNotFound)
	nam.Get("/activities/" + s.central + "/gates/doors/" + door + "/close").Says(http.StatusNotFound)

	closing := s.path("/gates/doors/" + door + "/close")
	nam.Post(closing, nam.Get(closing).Says(http.StatusOK, "Cổng A1").Fields("form"))
	nam.Get(s.path("/gates")).Says(http.StatusOK, "Chưa có cổng nào")
}

// An officer hands the site to somebody for its days; the lead cannot, and nobody gets it for longer.
func TestAppointing(t *testing.T) {
	s := build(t)
	people := s.path("/gates/people")
	s.as("nam").Get(people).Says(http.StatusForbidden)
	chau := s.as("chau")
	form := chau.Get(people).Says(http.StatusOK, "Quyền phụ trách có hiệu lực").Fields("form")
	chau.Post(people, pagetest.With(form, "person", "khong co ai ten nay")).Says(http.StatusUnprocessableEntity, "khong co ai ten nay")
	chau.Post(people, pagetest.With(form, "person", "bui ngoc mai", "until", "31/12/2026")).Says(http.StatusUnprocessableEntity, "bảy ngày")
	if a := chau.Post(people, pagetest.With(form, "person", "bui ngoc mai", "until", "03/11/2026")); a.To != s.path("/gates") {
		t.Fatalf("%d: %s", a.Status, pagetest.Plain(a.Text))
	}
	chau.Get(s.path("/gates")).Says(http.StatusOK, "Bùi Ngọc Mai", "03/11/2026")
	s.see(func(v *db.View) error {
		grants, err := access.Of(v, "nguoi-mai")
		g := grants[len(grants)-1]
		if g.Role != access.SiteLead || g.Unit != s.unit || g.Until != day.Of(2026, 11, 3) {
			t.Errorf("%+v", g)
		}
		return err
	})
	chau.Post(people, pagetest.With(form, "person", "bui ngoc mai", "until", "04/11/2026", "token", "other")).Says(http.StatusUnprocessableEntity, "đã có vai trò")
}
