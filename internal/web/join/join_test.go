package join_test

import (
	"bytes"
	"image/png"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	base "phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/tongue"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/join"
	"phongtrao/internal/web/pagetest"
)

// day is a run with tickets, and somebody without an account.
type day struct {
	*furnished.Run
	anybody *pagetest.Visitor
}

func build(t *testing.T, change func(s *roster.Settings)) *day {
	t.Helper()
	r := furnished.NewRun(t).Open(change)
	return &day{r, pagetest.Nobody(t, join.Handler(r.House))}
}

func (d *day) places(site string, n int64) {
	d.T.Helper()
	d.Do(roster.SettingPlaces, site, func(tx *db.Tx) error { return roster.SetQuota(tx, roster.Quota{Activity: site, Places: n}) })
}

// sign fills the form in as a worker does and sends it.
func (d *day) sign(site, name string, pairs ...string) pagetest.Answer {
	d.T.Helper()
	page := d.anybody.Get("/join/" + site + "?here=1").Says(200)
	return d.anybody.Post("/join/"+site, pagetest.With(page.Fields("form"), append([]string{"name", name, "unit", d.Firms[0], "slot", "1", "choice-shirt", "M", "consent", "yes"}, pairs...)...))
}

// A worker chooses a site, signs up without an account, sees the ticket, changes the wave, gives the place up, and has the name erased.
func TestSigningUp(t *testing.T) {
	d := build(t, nil)
	d.places(d.Linked, 5)
	d.anybody.Get("/join/"+d.Central).Says(200, "Bạn dự ở điểm nào?", "còn 5 chỗ", "06/12/2026")
	d.anybody.Get("/join/"+d.Linked).Says(200, "Họ và tên", "Đợt 1: 6 giờ", "Cỡ áo", "còn 5 chỗ", "91/2025/QH15").Silent("Bạn dự ở điểm nào?")

	sent := d.sign(d.Linked, "Nguyễn Thị Mẫu", "year", "1998", "phone", "912 345 678")
	if sent.Status != http.StatusSeeOther || !strings.HasPrefix(sent.To, "/join/mine/") {
		t.Fatalf("%d to %q: %.2000s", sent.Status, sent.To, pagetest.Plain(sent.Text))
	}
	mine := d.anybody.Get(sent.To).Says(200, "Nguyễn Thị Mẫu", "Đợt 1: 6 giờ", "Cỡ áo", "1998", "0912345678", "Mã gõ tay", "tăng độ sáng")
	if !strings.Contains(mine.Text, `value="http://example.com`+sent.To+`"`) {
		t.Error("the page does not say its own link")
	}
	if !strings.Contains(mine.Text, `viewBox="0 0 49 49"`) { // 41 modules and the quiet zone
		t.Error("the code is not of 41 × 41 modules")
	}
	if got := mine.Header.Get("Cache-Control"); got != "no-store" || !strings.Contains(mine.Header.Get("X-Robots-Tag"), "noindex") {
		t.Errorf("kept by browsers %q, by search engines %q", got, mine.Header.Get("X-Robots-Tag"))
	}
	picture := d.anybody.Get(sent.To + "/ticket.png").Says(200)
	if img, err := png.Decode(strings.NewReader(picture.Text)); err != nil || img.Bounds().Dx() != 49*16 {
		t.Errorf("the picture: %v", err)
	}
	d.anybody.Get("/join/"+d.Linked).Says(200, "còn 4 chỗ").Silent("Nguyễn Thị Mẫu")

	changed := d.anybody.Post(sent.To, pagetest.With(mine.Fields("change"), "site", d.Central, "slot", "2", "choice-shirt", "L"))
	if changed.To != sent.To {
		t.Fatalf("%d: %.2000s", changed.Status, pagetest.Plain(changed.Text))
	}
	d.anybody.Get(sent.To).Says(200, "Đợt 2: 7 giờ", "L")
	d.anybody.Get("/join/"+d.Linked).Says(200, "còn 5 chỗ")
	d.anybody.Post(sent.To, pagetest.With(mine.Fields("change"), "site", "nowhere", "slot", "9", "choice-shirt", "XXL")).Says(422, "Hãy chọn một điểm trong danh sách", "Hãy chọn đợt tham gia", "Hãy chọn mục “Cỡ áo”")

	sure := d.anybody.Get(sent.To+"/erase").Says(200, "không khôi phục được")
	d.anybody.Post(sent.To+"/erase", sure.Fields(sent.To+"/erase"))
	d.anybody.Get(sent.To).Says(200, "Mã gõ tay").Silent("Nguyễn Thị Mẫu", "0912345678")

	sure = d.anybody.Get(sent.To+"/cancel").Says(200, "Vé hết hiệu lực")
	d.anybody.Post(sent.To+"/cancel", sure.Fields(sent.To+"/cancel"))
	d.anybody.Get(sent.To).Says(200, "Bạn đã hủy đăng ký này").Silent("Mã gõ tay")
	d.anybody.Get(sent.To + "/cancel").Says(404)
	d.anybody.Get(sent.To + "/ticket.png").Says(404)
	d.anybody.Get(sent.To + "/other").Says(404)
}

// The same form sent twice is one sign-up; the same page filled in for somebody else is another.
func TestSentTwice(t *testing.T) {
	d := build(t, nil)
	page := d.anybody.Get("/join/" + d.Linked)
	sent := pagetest.With(page.Fields("form"), "name", "Trần Văn Hai", "unit", d.Firms[0], "slot", "1", "choice-shirt", "M", "consent", "yes")
	first, second := d.anybody.Post("/join/"+d.Linked, sent), d.anybody.Post("/join/"+d.Linked, sent)
	other := d.anybody.Post("/join/"+d.Linked, pagetest.With(sent, "name", "Trần Thị Ba"))
	if first.To != second.To || first.To == other.To || first.Status != http.StatusSeeOther {
		t.Errorf("%q, %q, %q", first.To, second.To, other.To)
	}
	if n := len(d.registrations()); n != 2 {
		t.Errorf("%d sign-ups, want 2", n)
	}
	d.anybody.Get(other.To).Says(200, "Trần Thị Ba")
}

func (d *day) registrations() (all []roster.Registration) {
	d.See(func(v *db.View) (err error) {
		all, err = roster.Registrations{Event: d.Event.Number}.Find(v)
		return err
	})
	return all
}

// All that is wrong is said at once, on top and beside each field, and nothing typed is lost; nothing is written.
func TestWrongInput(t *testing.T) {
	d := build(t, nil)
	a := d.sign(d.Linked, " \u200b", "unit", "", "year", "98", "phone", "12", "slot", "7", "choice-shirt", "", "consent", "").Says(422, "Có 7 chỗ cần sửa", "Hãy ghi họ và tên", "Hãy ghi công ty",
		"Năm sinh gồm bốn chữ số", "Số điện thoại gồm 10 chữ số", "Hãy chọn đợt", "Hãy chọn mục “Cỡ áo”", "Cần đánh dấu đồng ý")
	if !strings.Contains(a.Text, `value="98"`) || !strings.Contains(a.Text, `value="12"`) || strings.Contains(a.Text, "checked") {
		t.Error("what was typed is lost, or consent is ticked beforehand")
	}
	d.sign(d.Linked, "Lê Văn Bốn", "unit", "không có công ty nào như thế").Says(422, "Không tìm thấy", "Công ty tôi không có trong danh sách")
	d.sign(d.Linked, strings.Repeat("x", 400)).Says(422)
	if n := len(d.registrations()); n != 0 {
		t.Errorf("%d sign-ups were written", n)
	}
	d.anybody.Get("/join/nowhere").Says(404, "Không có trang đăng ký nào")
	d.anybody.Get("/join/" + d.Central + "/nothing").Says(404)
	d.anybody.Get("/join/mine/" + strings.Repeat("0", 24)).Says(404)
	d.anybody.Get("/join/party/x").Says(404)
}

// A name that fits several units becomes a choice; one that fits one alone is taken; another can be typed.
func TestChoosingAUnit(t *testing.T) {
	d := build(t, nil)
	d.sign(d.Linked, "Lê Thị Năm", "unit", "cong doan").Says(422, "Có nhiều nơi khớp", "Tên khác")
	sent := d.sign(d.Linked, "Lê Thị Năm", "unit", "cong doan", "unit_other", "CĐCS Công ty B")
	if sent.Status != http.StatusSeeOther {
		t.Fatalf("%d: %.2000s", sent.Status, pagetest.Plain(sent.Text))
	}
	if all := d.registrations(); len(all) != 1 || all[0].Unit != d.Firms[1] {
		t.Errorf("%+v, want %s", all, d.Firms[1])
	}
	options := d.anybody.Get("/join/" + d.Linked + "/units?unit=" + "cong+ty").Says(200)
	if n := strings.Count(options.Text, "<option"); n == 0 || n > 8 {
		t.Errorf("%d suggestions", n)
	}
	d.anybody.Get("/join/" + d.Linked + "/units?unit=" + strings.Repeat("x", 5000)).Says(200)
}

// Where a site is full one waits, knows one's turn, and moves up when somebody gives a place back.
func TestWaiting(t *testing.T) {
	d := build(t, nil)
	d.places(d.Linked, 1)
	first := d.sign(d.Linked, "Một")
	d.anybody.Get("/join/"+d.Linked).Says(200, "đã hết chỗ", "danh sách chờ")
	second, third := d.sign(d.Linked, "Hai"), d.sign(d.Linked, "Ba")
	d.anybody.Get(second.To).Says(200, "bạn đang đứng thứ 1 trong danh sách chờ").Silent("Mã gõ tay")
	d.anybody.Get(third.To).Says(200, "bạn đang đứng thứ 2 trong danh sách chờ")
	sure := d.anybody.Get(first.To + "/cancel")
	d.anybody.Post(first.To+"/cancel", sure.Fields(first.To+"/cancel"))
	d.anybody.Get(second.To).Says(200, "Mã gõ tay")
	d.anybody.Get(third.To).Says(200, "bạn đang đứng thứ 1 trong danh sách chờ")
	d.anybody.Get(third.To + "/ticket.png").Says(404)
}

// Before it opens, after it closes, postponed, cancelled: the page says so and takes nothing.
func TestNotNow(t *testing.T) {
	d := build(t, func(s *roster.Settings) {
		s.Opens, s.Closes = base.Of(2026, 12, 3).Start(), base.Of(2026, 12, 5).Start()
	})
	early := d.anybody.Get("/join/"+d.Linked).Says(200, "Chưa mở đăng ký", "03/12/2026")
	if strings.Contains(early.Text, `id="form"`) {
		t.Error("a form before sign-up opens")
	}
	d.anybody.Post("/join/"+d.Linked, url.Values{"name": {"Sáu"}, "unit": {d.Firms[0]}, "slot": {"1"}, "choice-shirt": {"M"}, "consent": {"yes"}, "token": {strings.Repeat("t", 26)}}).Says(422, "Chưa mở đăng ký")
	d.anybody.Get("/join/"+d.Linked+"/group").Says(200, "Chưa mở đăng ký")
	d.Do(activity.Postponing, d.Central, func(tx *db.Tx) error {
		return activity.Advance(tx, d.Central, activity.Step{From: activity.Open, To: activity.Postponed, Because: activity.Because{Reason: "Có bão."}})
	})
	d.anybody.Get("/join/"+d.Central).Says(200, "tạm hoãn", "Có bão")
	d.Do(activity.Cancelling, d.Central, func(tx *db.Tx) error {
		return activity.Advance(tx, d.Central, activity.Step{From: activity.Postponed, To: activity.Cancelled, Because: activity.Because{Reason: "Không đủ điều kiện."}})
	})
	d.anybody.Get("/join/"+d.Central).Says(200, "đã hủy", "Không đủ điều kiện")
}

// When the day is over nobody signs up any more, and tickets stay where they are.
func TestAfterwards(t *testing.T) {
	d := build(t, nil)
	mine := d.sign(d.Linked, "Người Cũ").To
	d.Kit.Clock.SetDay("2026-12-07")
	d.anybody.Get("/join/"+d.Linked).Says(200, "đã diễn ra")
	a := d.anybody.Get(mine).Says(200, "Người Cũ", "Mã gõ tay")
	if strings.Contains(a.Text, "/cancel") {
		t.Error("a place can be given up when the day is over")
	}
}

// A ticket says that it is genuine, for what and whether it was used; never whose it is. An invented one is told from it.
func TestGenuine(t *testing.T) {
	d := build(t, nil)
	d.sign(d.Linked, "Phạm Thị Bảy")
	var kept roster.Ticket
	text := ""
	d.See(func(v *db.View) error {
		all, err := roster.TicketsOf(v, d.Event.Number, roster.TicketFilter{})
		if err != nil {
			return err
		}
		kept = all[0]
		signed, err := roster.Sign(v, kept)
		text = signed.Text()
		return err
	})
	for _, at := range []string{"/T/" + text, "/t/" + strings.ToLower(text)} {
		d.anybody.Get(at).Says(200, "Vé thật", kept.Bib, "Đợt 1: 6 giờ", "06/12/2026").Silent("Phạm Thị Bảy", kept.Code)
	}
	d.Do(roster.Registering, d.Linked, func(tx *db.Tx) error {
		return roster.Attend(tx, []roster.Attendance{{Event: kept.Event, Subject: roster.SubjectTicket(kept.Serial), What: roster.Came, Activity: d.Linked, Unit: kept.Unit, People: 1, At: tx.At}})
	})
	d.anybody.Get("/T/"+text).Says(200, "Vé đã dùng", "đã vào cổng lúc")
	d.Do(roster.Revoking, kept.Registration, func(tx *db.Tx) error { return roster.Revoke(tx, kept.Event, kept.Serial, "Báo mất") })
	d.anybody.Get("/T/"+text).Says(200, "Vé đã bị thu hồi").Silent("Báo mất")
	forged := "0" + text[1:]
	if forged == text {
		forged = "1" + text[1:]
	}
	d.anybody.Get("/T/"+forged).Says(404, "Vé không có thật")
	d.anybody.Get("/T/x").Says(404, "Vé không có thật")
}

// A shift leader signs 42 people up, with sizes for some, names later, and prints their tickets.
func TestGroup(t *testing.T) {
	d := build(t, nil)
	d.places(d.Linked, 40)
	form := d.anybody.Get("/join/"+d.Linked+"/group").Says(200, "Số người", "Cỡ áo S").Fields("form")
	d.anybody.Post("/join/"+d.Linked+"/group", pagetest.With(form, "count", "900")).Says(422, "Một nhóm có từ 2 đến 200 người", "người phụ trách nhóm", "số điện thoại của người phụ trách", "Cần đánh dấu đồng ý")
	filled := pagetest.With(form, "name", "Vũ Văn Tổ", "phone", "0912345678", "unit", d.Firms[0], "count", "42", "slot", "1", "size-0", "10", "size-1", "20", "consent", "yes")
	d.anybody.Post("/join/"+d.Linked+"/group", pagetest.With(filled, "size-1", "40")).Says(422, "nhiều hơn số người")
	sent := d.anybody.Post("/join/"+d.Linked+"/group", filled)
	if sent.Status != http.StatusSeeOther || sent.To != d.anybody.Post("/join/"+d.Linked+"/group", filled).To {
		t.Fatalf("%d to %q: %.2000s", sent.Status, sent.To, pagetest.Plain(sent.Text))
	}
	page := d.anybody.Get(sent.To).Says(200, "Vũ Văn Tổ", "2 người của nhóm đang ở danh sách chờ", "Chưa ghi tên")
	if n := len(d.registrations()); n != 42 {
		t.Errorf("%d places, want 42", n)
	}
	named := d.anybody.Post(sent.To, pagetest.With(page.Fields("names"), "names", "1. Hoàng Thị Tám\n2) Đỗ Văn Chín\n\n"))
	if named.To != sent.To {
		t.Fatalf("%d: %.2000s", named.Status, pagetest.Plain(named.Text))
	}
	d.anybody.Get(sent.To).Says(200, "Hoàng Thị Tám", "Đỗ Văn Chín")
	d.anybody.Post(sent.To, pagetest.With(page.Fields("names"), "names", strings.Repeat("Người Thừa\n", 60))).Says(422, "Có 60 tên")
	d.anybody.Post(sent.To, pagetest.With(page.Fields("names"), "names", "")).Says(422, "Hãy ghi ít nhất một họ tên")
	sheet := d.anybody.Get(sent.To+"/print").Says(200, "Hoàng Thị Tám", "Mã gõ tay")
	if n := strings.Count(sheet.Text, "<svg class=\"pass-qr\""); n != 40 {
		t.Errorf("%d tickets on paper, want 40", n)
	}
	if a := d.anybody.Get(strings.Replace(sent.To, "party", "mine", 1)); a.To != sent.To {
		t.Errorf("a group's link leads to %q", a.To)
	}
}

// Names stand on nobody's page but their own, and in no log.
func TestNamesStayAtHome(t *testing.T) {
	d := build(t, nil)
	sent := d.sign(d.Linked, "Ngô Thị Mười", "phone", "0987654321")
	link := strings.TrimPrefix(sent.To, "/join/mine/")
	for _, at := range []string{"/join/" + d.Central, "/join/" + d.Linked, "/join/" + d.Linked + "/group", "/join/" + d.Linked + "/units?unit=cong"} {
		d.anybody.Get(at).Says(200).Silent("Ngô Thị Mười", "0987654321", link)
	}
	d.See(func(v *db.View) error {
		log, err := act.Log(v, act.Filter{Limit: 50})
		if err != nil {
			return err
		}
		agreed := false
		for _, r := range log {
			agreed = agreed || strings.Contains(r.Note, "bản 2026-11")
			for _, secret := range []string{"Ngô", "0987654321", link} {
				if strings.Contains(r.Note+r.Object+r.Key, secret) {
					t.Errorf("the log says %q: %+v", secret, r)
				}
			}
		}
		if !agreed {
			t.Error("what was agreed to stands nowhere")
		}
		found, err := people.FindParticipants(v, d.Event.Purpose(), "ngo thi muoi", 5)
		if err == nil && (len(found) != 1 || found[0].Until.Day() != d.Day.Add(90)) {
			t.Errorf("%+v", found)
		}
		return err
	})
}

// One address cannot try links for ever, and a crowd behind one address still signs up.
func TestLimits(t *testing.T) {
	d := build(t, nil)
	refused := 0
	for range 60 {
		if d.anybody.Get("/join/mine/"+strings.Repeat("0", 24)).Status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 15 {
		t.Errorf("%d of 60 guesses were refused", refused)
	}
	sent := d.sign(d.Linked, "Người Thật").To
	d.anybody.Get(sent).Says(200, "Người Thật")
}

// Every sample is sound, and whoever chose English finds every button and question in English.
func TestSamples(t *testing.T) {
	said := regexp.MustCompile(`(?s)<(button|label|legend|th|summary)[^>]*>(.*?)</`)
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, s := range join.Samples() {
		t.Run(s.Name, func(t *testing.T) {
			pagetest.Sound(t, s.Draw)
			var b bytes.Buffer
			if err := s.Draw.Render(t.Context(), &b); err != nil {
				t.Fatal(err)
			}
			for _, m := range said.FindAllStringSubmatch(b.String(), -1) {
				for _, text := range strings.Split(tags.ReplaceAllString(m[2], "\n"), "\n") {
					text = strings.TrimSpace(text)
					if _, ok := tongue.English().Say(text); !ok && !strings.HasPrefix(text, "Đợt 1") && !strings.HasPrefix(text, "Đợt 2") && strings.ContainsAny(text, "ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự") {
						t.Errorf("no English for %q", text)
					}
				}
			}
		})
	}
}
