package gates_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/daybook"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/pagetest"
)

// phone enrols a phone at a new door of a site.
func (s *stage) phone(site, door, name string) gate.Device {
	s.t.Helper()
	var code, id string
	s.do(gate.Inviting, site, func(tx *db.Tx) error {
		d, err := gate.OpenDoor(tx, site, door, "came")
		if err != nil {
			return err
		}
		code, err = gate.Invite(tx, site, d, name, day.InstantOf(tx.At.Time().Add(4*time.Hour)))
		return err
	})
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.do(gate.Enrolling, site, func(tx *db.Tx) error {
		e, err := gate.Enrol(tx, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(public), App: "1.0"})
		id = e.Device
		return err
	})
	var d gate.Device
	s.see(func(v *db.View) (err error) { d, err = gate.DeviceOf(v, id); return err })
	return d
}

// send sends records of a phone, of which made were given numbers.
func (s *stage) send(d gate.Device, made int64, scans ...gate.Scan) {
	s.t.Helper()
	now := int64(s.h.DB.Now()) / 1000
	zero := int64(0)
	for i := range scans {
		scans[i].At, scans[i].Offset = now-int64(len(scans)-i)*1000, &zero
	}
	if _, err := s.h.Gate.Receive(s.t.Context(), d, &gate.Batch{Protocol: gate.Protocol, Device: d.ID, Sent: now, Made: made, Scans: scans, Beat: gate.Beat{Battery: 12, Storage: 20, Pack: "v1", PackAt: now, App: "1.0"}}); err != nil {
		s.t.Fatal(err)
	}
}

// A site in its day: who came, who came to two sites, who was refused, what a phone still holds; then an incident and a picture.
func TestDay(t *testing.T) {
	s := build(t)
	s.start()
	a1 := s.phone(s.site, "Cổng A1", "Máy của Tuấn")
	other := s.phone(s.central, "Cổng B1", "Máy của Hoa")
	card := &gate.Card{Hash: strings.Repeat("ab", 32), Last: "1234", Name: "Nguyễn Văn An", Year: 1990}
	s.send(a1, 5, gate.Scan{Seq: 1, What: "came", How: rule.ByPlus, People: 40, Said: rule.WalkedIn, Admitted: true},
		gate.Scan{Seq: 2, What: "came", How: rule.ByCard, Card: card, Said: rule.WalkedIn, Admitted: true},
		gate.Scan{Seq: 3, What: "came", How: rule.ByPlus, People: 1, Said: rule.WalkedIn, Reason: "say rượu"})
	s.send(other, 1, gate.Scan{Seq: 1, What: "came", How: rule.ByCard, Card: card, Said: rule.WalkedIn, Admitted: true})

	nam, page := s.as("nam"), s.path("/day")
	nam.Get(page).Says(http.StatusOK, "41", "còn 2 lượt chưa gửi", "Cổng A1", "Máy của Tuấn", "say rượu", "Đến lần thứ hai", "cùng vé ở hai điểm", "Chạy thử trung tâm").Silent("Nguyễn Văn An")
	nam.Get("/activities/"+s.central+"/day").Says(http.StatusOK, "Đến lần thứ hai", "cùng vé ở hai điểm", "Chạy thử KCN")
	part := nam.Part(page, "div#live").Says(http.StatusOK, "Cổng A1")
	if strings.Contains(part.Text, "<html") || !strings.HasPrefix(strings.TrimSpace(part.Text), `<div id="live"`) {
		t.Errorf("no part: %.200s", part.Text)
	}
	nam.Get(s.path("/ready")).Says(http.StatusOK, "Máy của Tuấn", "pin 12%", "2 lượt chưa gửi", "Còn máy chưa sẵn sàng")
	nam.Get("/activities/"+s.central+"/ready").Says(http.StatusOK, "Các điểm cầu", "Chạy thử KCN")
	nam.Get(s.path("/closing")).Says(http.StatusOK, "Còn máy chưa gửi hết", "1 máy còn giữ 2 lượt")
	nam.Get(s.path("/closing/new")).Says(http.StatusOK, "Còn máy chưa gửi hết")

	incident := page + "/incident"
	form := nam.Get(incident).Says(http.StatusOK, "không ghi tên người").Fields("form")
	nam.Post(incident, form).Says(http.StatusUnprocessableEntity, "Loại", "Chuyện gì")
	nam.Post(incident, pagetest.With(form, "kind", "medical", "text", "Một người ngất", "at", "sáng sớm")).Says(http.StatusUnprocessableEntity, "Không đọc được giờ")
	nam.Post(incident, pagetest.With(form, "kind", "medical", "text", "Một người ngất", "at", "23:59")).Says(http.StatusUnprocessableEntity, "phía trước")
	if a := nam.Post(incident, pagetest.With(form, "kind", "medical", "text", "Một người ngất", "spot", "cổng A1", "at", "7:40")); a.To != page {
		t.Fatalf("%d %.1000s", a.Status, pagetest.Plain(a.Text))
	}
	shown := nam.Get(page).Says(http.StatusOK, "Một người ngất", "Ghi đã xử lý", "07:40")
	settle := page + "/incident/" + between(shown.Text, page+"/incident/", `">Ghi đã xử lý`)
	form = nam.Get(settle).Says(http.StatusOK, "Một người ngất").Fields("form")
	nam.Post(settle, form).Says(http.StatusUnprocessableEntity, "Đã xử lý thế nào")
	nam.Post(settle, pagetest.With(form, "how", "Đã tỉnh"))
	nam.Get(page).Says(http.StatusOK, "đã xử lý", "Đã tỉnh").Silent("Ghi đã xử lý")
	nam.Get(page + "/incident/none").Says(http.StatusNotFound)
	mai := s.as("mai")
	mai.Get(page).Says(http.StatusOK, "Cổng A1").Silent("Một người ngất")
	mai.Get(incident).Says(http.StatusForbidden)
}

// A picture is kept without what a camera writes beside it, with what those on it agreed to, and goes out of sight when somebody wishes.
func TestPictures(t *testing.T) {
	s := build(t)
	nam, page := s.as("nam"), s.path("/day/photo")
	form := nam.Get(page).Says(http.StatusOK, "Người trong ảnh").Fields("form")
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	b := plain.Bytes()
	exif := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, 14}, "Exif\x00\x00GPS=20"...)
	withPlace := append(exif, b[2:]...)
	nam.Send(upload(t, page, form, nil, "consent", "crowd")).Says(http.StatusUnprocessableEntity, "Hãy chọn một tệp ảnh")
	nam.Send(upload(t, page, form, []byte("%PDF-1.7"), "consent", "crowd")).Says(http.StatusUnprocessableEntity, "không phải ảnh")
	nam.Send(upload(t, page, form, withPlace[:40], "consent", "crowd")).Says(http.StatusUnprocessableEntity, "Ảnh bị hỏng")
	nam.Send(upload(t, page, form, withPlace)).Says(http.StatusUnprocessableEntity, "Người trong ảnh")
	if a := nam.Send(upload(t, page, form, withPlace, "consent", "crowd", "text", "Vạch xuất phát")); a.Status != http.StatusSeeOther {
		t.Fatalf("%d %.1000s", a.Status, pagetest.Plain(a.Text))
	}
	nam.Get(s.path("/day")).Says(http.StatusOK, "Vạch xuất phát", "Chỉ thấy đám đông")
	var id string
	s.see(func(v *db.View) error {
		all, err := daybook.Photos(v, s.site)
		if len(all) == 1 {
			id = all[0].ID
		}
		return err
	})
	if a := nam.Get(page + "/" + id).Says(http.StatusOK); strings.Contains(a.Text, "GPS") || a.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("%q holds a place", a.Header.Get("Content-Type"))
	}
	s.as("seo").Get(page + "/" + id).Says(http.StatusForbidden)
	hide := page + "/" + id + "/hide"
	form = nam.Get(hide).Says(http.StatusOK, "Vạch xuất phát").Fields("form")
	nam.Post(hide, form).Says(http.StatusUnprocessableEntity, "Lý do")
	nam.Post(hide, pagetest.With(form, "reason", "người trong ảnh không muốn"))
	nam.Get(page + "/" + id).Says(http.StatusNotFound)
	nam.Get(s.path("/day")).Says(http.StatusOK).Silent("Vạch xuất phát")
}

// upload is a form with a file.
func upload(t *testing.T, to string, fields url.Values, file []byte, pairs ...string) *http.Request {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, v := range pagetest.With(fields, pairs...) {
		if name != "photo" {
			if err := m.WriteField(name, v[0]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if file != nil {
		w, err := m.CreateFormFile("photo", "anh.jpg")
		if err != nil {
			t.Fatal(err)
		}
		w.Write(file)
	}
	m.Close()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, to, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return r
}

// Sheets of paper are entered afterwards: with their own times, as the same evidence; a ticket that was scanned too counts once.
func TestReentering(t *testing.T) {
	s := build(t)
	nam, page := s.as("nam"), s.path("/day/paper")
	s.start()
	if a := nam.Get(page); a.To != s.path("/gates/doors") {
		t.Errorf("without a door: to %q", a.To)
	}
	phone := s.phone(s.site, "Cổng A1", "Máy của Tuấn")
	var codes []string
	var serial int64
	s.do(roster.Registering, s.site, func(tx *db.Tx) error {
		if _, err := roster.Register(tx, []roster.Signup{{Activity: s.site, Unit: "hp-vsip1", Places: 3, Source: roster.ByGroup}}); err != nil {
			return err
		}
		all, err := roster.TicketsOf(&tx.View, s.event, roster.TicketFilter{})
		for _, x := range all {
			codes, serial = append(codes, x.Code), x.Serial
		}
		return err
	})
	s.send(phone, 1, gate.Scan{Seq: 1, What: "came", How: rule.ByCode, Serial: serial, Said: rule.Welcome, Admitted: true})
	if s.figure() != 1 {
		t.Fatal(s.figure())
	}
	form := nam.Get(page).Says(http.StatusOK, "Mã và giờ").Fields("form")
	nam.Post(page, pagetest.With(form, "what", "came", "lines", codes[0]+" 6:42\nXXXX-XXXX 6:43")).Says(http.StatusUnprocessableEntity, "Dòng 2", "XXXX-XXXX", codes[0])
	nam.Post(page, pagetest.With(form, "what", "came", "lines", codes[0]+" 23:42")).Says(http.StatusUnprocessableEntity, "phía trước")
	if s.figure() != 1 {
		t.Error("a sheet with a bad line is entered in part")
	}
	lines := codes[0] + " 6:42\n" + codes[1] + "\n" + codes[2] + " 7:59"
	for round, want := range []string{"3 dòng: 3 được tính", "3 dòng: 0 được tính, 3 đã quét trước đó"} {
		a := nam.Post(page, pagetest.With(form, "what", "came", "lines", lines))
		if a.To != s.path("/day") {
			t.Fatalf("round %d: %d %.800s", round, a.Status, pagetest.Plain(a.Text))
		}
		if said := flash(t, a); !strings.Contains(said, want) {
			t.Errorf("round %d: %q, want %q", round, said, want)
		}
		if s.figure() != 3 {
			t.Errorf("round %d: %d came", round, s.figure())
		}
	}
	nam.Get(s.path("/gates")).Says(http.StatusOK, "Bàn nhập giấy")
	s.as("mai").Post(page, form).Says(http.StatusForbidden)
}

// flash is what an answer says on the next page.
func flash(t *testing.T, a pagetest.Answer) string {
	t.Helper()
	r := &http.Response{Header: a.Header}
	for _, c := range r.Cookies() {
		if c.Name == "flash" {
			b, err := base64.RawURLEncoding.DecodeString(c.Value)
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
	}
	return ""
}
