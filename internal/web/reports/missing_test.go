package reports_test

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/jobs"
	"phongtrao/internal/base/mail"
	"phongtrao/internal/notice"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/reports"
)

// TestMissing asks for a report that does not come: it stands as missing and never as 0, is reminded of once a day, and a letter leaves
// to where people know that the chair is written to.
func TestMissing(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, slices.Concat(reports.Screens(), campaigns.Screens()), slices.Concat(reports.Actions(), campaigns.Actions()), reports.Streams()...)
	as := func(login string) *pagetest.Visitor { return pagetest.As(t, h, mux, login, seed.Password) }
	lan, bao := as("lan"), as("bao")
	campaign := regexp.MustCompile(`href="(/campaigns/[^"/?]*)">Hiến máu tình nguyện các KCN Hưng Yên năm 2024`).FindStringSubmatch(bao.Get("/campaigns").Text)[1]
	drive := regexp.MustCompile(`href="/activities/([^"/]*)">Đợt 4`).FindStringSubmatch(bao.Get(campaign).Text)[1]
	if err := h.Desk.Do(t.Context(), act.System("test"), report.Calling, drive, func(tx *db.Tx) error {
		_, err := report.Call(tx, drive, day.Of(2026, 10, 30), "hy-toto")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	page := "/reports/missing?activity=" + drive
	shown := bao.Get(page).Says(200, "Đợt 4", "chưa gửi, trễ 3 ngày", "chưa nhắc", "Quá hạn chưa có", "hạn 30/10/2026, đã quá 3 ngày", "Yêu cầu báo cáo", "/asked")
	form := shown.Fields("remind-zalo")
	for range 2 {
		bao.Post("/reports/remind", form).Says(303)
	}
	again := bao.Post("/reports/remind", pagetest.With(form, "token", "another")).Says(303)
	if said := flash(t, again); !strings.Contains(said, "đã được nhắc hôm nay") {
		t.Error(said)
	}
	bao.Get(page).Says(200, "qua Zalo").Silent("chưa nhắc")
	bao.Post("/reports/remind", pagetest.With(form, "token", "m", "channel", "mail")).Says(422, "chưa cài đặt gửi thư")
	lan.Post("/reports/remind", pagetest.With(form, "token", "l")).Says(403)
	lan.Post("/activities/"+drive+"/call", pagetest.With(shown.Fields("call"), "token", "l")).Says(403)
	bao.Post("/activities/"+drive+"/call", pagetest.With(shown.Fields("call"), "group", "host", "due", "31/02/2026")).Says(422, "31/02/2026")
	csv := bao.Get("/reports/missing.csv?activity=" + drive).Says(200)
	if !strings.Contains(csv.Text, "chưa nhận được") || !strings.Contains(csv.Text, "TOTO") {
		t.Error(csv.Text)
	}
	if as("chau").Get("/reports/missing?unit=hy-toto").Status != 403 {
		t.Error("a stranger sees who is late")
	}

	// Who need not report after all is no longer missing: never without a reason, and not a second time.
	off := pagetest.With(bao.Get(page).Says(200, "Miễn báo cáo").Fields("uncall"), "unit", "hy-toto", "reason", "")
	bao.Post("/activities/"+drive+"/uncall", off).Says(422, "lý do")
	lan.Post("/activities/"+drive+"/uncall", pagetest.With(off, "token", "l2", "reason", "không tham gia")).Says(403)
	bao.Post("/activities/"+drive+"/uncall", pagetest.With(off, "token", "u2", "unit", "")).Says(422, "chọn đơn vị")
	bao.Post("/activities/"+drive+"/uncall", pagetest.With(off, "token", "u3", "reason", "không tham gia")).Says(303)
	bao.Get(page).Says(200).Silent("Miễn báo cáo", "TOTO")
	bao.Post("/activities/"+drive+"/uncall", pagetest.With(off, "token", "u4", "reason", "không tham gia")).Says(409)
	if err := h.Desk.Do(t.Context(), act.System("test"), report.Calling, drive, func(tx *db.Tx) error {
		_, err := report.Call(tx, drive, day.Of(2026, 10, 30), "hy-toto")
		return err
	}); err != nil {
		t.Fatal(err)
	}

	// Letters: to whom is asked when they leave.
	write := func() (letters, without int) {
		t.Helper()
		if err := h.Desk.Do(t.Context(), act.System("test"), notice.Reminding, "hy-toto", func(tx *db.Tx) error {
			owed, err := report.ExpectedOf(&tx.View, report.Expecting{Activity: drive, Units: []string{"hy-toto"}})
			if err != nil {
				return err
			}
			letters, without, err = notice.Write(tx, notice.Words{From: "Công đoàn", Link: "https://x.vn/asked", Name: func(u string) string { return u }}, owed)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return letters, without
	}
	if err := h.Desk.Do(t.Context(), act.System("test"), people.Changing, "nguoi-lan", func(tx *db.Tx) error { return people.SetEmail(tx, "nguoi-lan", "Lan@TOTO.vn") }); err != nil {
		t.Fatal(err)
	}
	if n, none := write(); n != 1 || none != 0 {
		t.Error(n, none)
	}
	if n, none := write(); n != 0 || none != 0 {
		t.Error("reminded twice on one day", n, none)
	}
	var tried int
	refused := errors.New("451 later")
	kind := notice.Mailing(mail.Server{Host: "127.0.0.1", Port: "1", From: "a@b.vn"})
	send := kind.Do
	kind.Do = func(ctx context.Context, d *db.DB, j jobs.Job) error { // nobody listens at that port: it is tried again later
		tried++
		if strings.Contains(j.Body, "toto.vn") {
			t.Error("an address stands in the promise", j.Body)
		}
		return errors.Join(refused, send(ctx, d, j))
	}
	if err := jobs.Drain(t.Context(), h.DB, kind); err != nil || tried != 1 {
		t.Error(err, tried)
	}
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		ready, err := jobs.List(v, notice.MailKind, jobs.Ready, 10)
		if len(ready) != 1 || ready[0].Attempts != 1 || !strings.Contains(ready[0].Error, "451") {
			t.Errorf("%+v", ready)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}
