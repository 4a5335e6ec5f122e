package asked_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/task"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/asked"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/reports"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, asked.Screens()) }

const drive4 = "Đợt 4"

func visit(t *testing.T) (*house.House, func(login string) *pagetest.Visitor) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, slices.Concat(asked.Screens(), reports.Screens()), slices.Concat(asked.Actions(), reports.Actions()), reports.Streams()...)
	return h, func(login string) *pagetest.Visitor {
		if login == "" {
			return pagetest.Nobody(t, mux)
		}
		return pagetest.As(t, h, mux, login, seed.Password)
	}
}

// drive finds a drive of the demo and asks TOTO to report on it.
func drive(t *testing.T, h *house.House, name string) (id string) {
	t.Helper()
	err := h.DB.See(t.Context(), func(v *db.View) error {
		all, err := report.ExpectedOf(v, report.Expecting{Period: day.Year(2024)})
		for _, e := range all {
			if strings.HasPrefix(e.Name, name) {
				id = e.Activity
			}
		}
		return err
	})
	if err != nil || id == "" {
		t.Fatal(err, "no drive")
	}
	return id
}

func do(t *testing.T, h *house.House, verb act.Verb, object string, work func(tx *db.Tx) error) {
	t.Helper()
	if err := h.Desk.Do(t.Context(), act.System("test"), verb, object, work); err != nil {
		t.Fatal(err)
	}
}

// TestChair is a chair's day: what is due, a form that does not fit yet, a picture that is kept meanwhile, sending, coming back, sending
// again, and a piece of work that is no report.
func TestChair(t *testing.T) {
	h, as := visit(t)
	lan, bao, nobody := as("lan"), as("bao"), as("")
	lan.Get("/asked").Says(200, "Đợt 8", "1 báo cáo phải gửi", "hạn 06/09/2024")
	above := ""
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		chain, err := org.Over(v, "hy-toto")
		above = chain[1]
		return err
	}); err != nil {
		t.Fatal(err)
	}
	do(t, h, task.Giving, above, func(tx *db.Tx) error {
		_, err := task.Give(tx, task.Task{Giver: above, Title: "Tuyên truyền ngày hiến máu", Cause: "03/KH", Due: day.Of(2026, 10, 30)}, "hy-toto")
		return err
	})
	page := lan.Get("/asked").Says(200, "Tuyên truyền ngày hiến máu", "Quá hạn 3 ngày")
	done := regexp.MustCompile(`/asked/tasks/[^"]*/done`).FindString(page.Text)
	lan.Post(done, page.Fields(done)).Says(303)
	lan.Get("/asked").Says(200).Silent("Tuyên truyền ngày hiến máu")

	id := drive(t, h, drive4)
	sheet := "/asked/" + id
	form := pagetest.With(lan.Get(sheet).Says(200, "CĐCS Công ty TNHH TOTO", "Vị trí và giờ chụp được xoá").Silent("Giải trình").Fields("form"), "blood.registered", "30", "blood.came", "35")
	lan.Part(sheet+"?unit=hy-toto&blood.registered=30&blood.came=35", "div#checks").Says(200, "nhiều hơn số người đăng ký (30), thừa 5", "Giải trình").Silent("Đợt 4")
	lan.Part(sheet+"?unit=hy-toto&blood.registered=40&blood.came=35", "div#checks").Says(200, "khớp với nhau").Silent("Giải trình")
	lan.Part(sheet+"?unit=hy-toto&blood.registered=nhiều", "div#checks").Says(200, "Chưa đọc được")

	// What does not fit is said, what was typed and the picture stay.
	upload(t, lan, sheet, form, "biên bản.jpg", photo(t)).Says(422, "thừa 5", "Giải trình", "biên bản.jpg", "đã giữ")
	upload(t, lan, sheet, form, "danh sách.xlsx", []byte("PK\x03\x04")).Says(422, "không phải ảnh JPEG, PNG hay tệp PDF")
	lan.Post(sheet, pagetest.With(form, "unit", "hy-sews")).Says(403)
	lan.Post(sheet, pagetest.With(form, "do", "draft")).Says(303)
	lan.Get("/asked").Says(200)
	kept := lan.Get(sheet).Says(200, "bản nháp", "biên bản.jpg", "Giải trình").Fields("form")
	if kept.Get("blood.came") != "35" {
		t.Errorf("the draft forgot what was typed: %v", kept)
	}
	good := pagetest.With(kept, "explanation", "5 người đến tại chỗ")

	// The session ended while typing: the page holds all that was typed, and it is sent from there after signing in again.
	held := nobody.Post(sheet, good).Says(401, "Những gì bạn gõ vẫn còn ở trang này").Fields("resend")
	if held.Encode() != good.Encode() {
		t.Errorf("held %v, want %v", held, good)
	}
	good = held
	for range 3 { // the same form sent three times counts once
		lan.Post(sheet, good).Says(303)
	}
	lan.Get("/asked").Says(200, "Đã gửi", "chờ tiếp nhận")
	lan.Get(sheet).Says(200, "Đơn vị đã gửi bản 1", "biên bản.jpg").Silent("bản nháp")
	again := lan.Get(sheet).Fields("form")
	lan.Post(sheet, again).Says(422, "không khác bản đã gửi")

	// The picture is there for those who may see the report, without the place where it was taken.
	one := regexp.MustCompile(`/reports/[^"/]+/files/[^"]+`).FindString(lan.Get(sheet).Text)
	got := bao.Get(one).Says(200)
	if strings.Contains(got.Text, "20.6464") || got.Header.Get("Content-Type") != "image/jpeg" {
		t.Error("the picture tells where it was taken", got.Header)
	}
	if _, err := jpeg.Decode(strings.NewReader(got.Text)); err != nil {
		t.Error(err)
	}
	as("chau").Get(one).Says(403)

	// Sent back, it stands first with its reason, and is sent again.
	rep := one[:strings.Index(one, "/files/")]
	bao.Post(rep+"/return", pagetest.With(bao.Get(rep).Fields("return"), "reason", "Thiếu số túi 350 ml")).Says(303)
	do(t, h, report.Calling, id, func(tx *db.Tx) error {
		_, err := report.Call(tx, id, day.Of(2026, 10, 31), "hy-toto")
		return err
	})
	lan.Get("/asked").Says(200, "2 báo cáo phải gửi", "Bị trả lại", "Lý do trả lại: Thiếu số túi 350 ml", "Sửa và gửi lại")
	lan.Get(sheet).Says(200, "Báo cáo bị trả lại: Thiếu số túi 350 ml")
	lan.Post(sheet, pagetest.With(again, "token", "late", "blood.registered", "37")).Says(303)
	lan.Post(sheet, pagetest.With(again, "token", "later", "blood.registered", "38")).Says(422, "đã gửi bản 2", "Vũ Thị Lan")
	as("mai").Get("/asked").Says(200, "không gửi báo cáo cho đơn vị nào")
}

// TestCalled: who was asked finds the report on the page with its day; it is late when the day has passed.
func TestCalled(t *testing.T) {
	h, as := visit(t)
	id := drive(t, h, drive4)
	lan := as("lan")
	var when string
	err := h.DB.See(t.Context(), func(v *db.View) error {
		all, err := report.ExpectedOf(v, report.Expecting{Activity: id, Units: []string{"hy-toto"}})
		if err == nil && len(all) > 0 {
			when = all[0].Unit
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if when != "" {
		t.Fatalf("%s owes a report before anybody asked", when)
	}
	do(t, h, report.Calling, id, func(tx *db.Tx) error {
		_, err := report.Call(tx, id, day.Of(2026, 11, 5), "hy-toto")
		return err
	})
	lan.Get("/asked").Says(200, drive4, "Còn 3 ngày, hạn 05/11/2026", "Báo số")
	err = h.DB.See(t.Context(), func(v *db.View) error {
		all, err := report.ExpectedOf(v, report.Expecting{Activity: id, Units: []string{"hy-toto"}})
		if len(all) != 1 || !all[0].Called || all[0].Received() {
			t.Errorf("%+v", all)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// photo is a picture with the place where it was taken.
func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	note := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00 GPS 20.6464"
	out := append([]byte{}, b.Bytes()[:2]...)
	out = append(out, 0xff, 0xe1, 0, byte(len(note)+2))
	return append(append(out, note...), b.Bytes()[2:]...)
}

// upload sends a form with a file, as a browser does.
func upload(t *testing.T, v *pagetest.Visitor, address string, fields url.Values, name string, content []byte) pagetest.Answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for k, vs := range fields {
		if k == "files" {
			continue
		}
		for _, x := range vs {
			_ = w.WriteField(k, x)
		}
	}
	f, err := w.CreateFormFile("files", name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write(content)
	w.Close()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return v.Send(r)
}
