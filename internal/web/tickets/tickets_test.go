package tickets_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/tickets"
)

// office is a run with an officer, a viewer and somebody of elsewhere.
type office struct {
	*furnished.Run
	door     http.Handler
	officer  *pagetest.Visitor
	at       string // the section's address at the central site
	viewer   *pagetest.Visitor
	stranger *pagetest.Visitor
}

func build(t *testing.T) *office {
	t.Helper()
	o := &office{Run: furnished.NewRun(t)}
	_, o.door = pagetest.Door(o.House, tickets.Screens(), tickets.Actions(), tickets.Streams()...)
	o.Account("canbo", access.FederationOfficer, o.Owner)
	o.Account("xem", access.Viewer, o.Owner)
	o.Account("khac", access.FederationOfficer, o.Other)
	as := func(login string) *pagetest.Visitor {
		return pagetest.As(t, o.House, o.door, login, furnished.Password)
	}
	o.officer, o.viewer, o.stranger = as("canbo"), as("xem"), as("khac")
	o.at = "/activities/" + o.Central + "/tickets"
	return o
}

func (o *office) registrations(f roster.Registrations) (all []roster.Registration) {
	o.See(func(v *db.View) (err error) {
		f.Event = o.Event.Number
		all, err = f.Find(v)
		return err
	})
	return all
}

func (o *office) event() (e roster.Event) {
	o.See(func(v *db.View) (err error) {
		e, _, err = roster.EventOf(v, o.Central)
		return err
	})
	return e
}

// posted sends a form from its page and follows where it leads.
func (o *office) posted(path string, pairs ...string) pagetest.Answer {
	o.T.Helper()
	fields := o.officer.Get(o.at + path).Says(200).Fields("form")
	sent := o.officer.Post(o.at+strings.Split(path, "?")[0], pagetest.With(fields, pairs...))
	if sent.Status != http.StatusSeeOther {
		o.T.Fatalf("%s: %d: %.3000s", path, sent.Status, pagetest.Plain(sent.Text))
	}
	return o.officer.Get(sent.To)
}

// Sign-up is opened with what fits the kind, edited without losing keys, and wrong lines are said where they stand.
func TestOpening(t *testing.T) {
	o := build(t)
	o.officer.Get(o.at).Says(200, "Chưa mở đăng ký", "Mở đăng ký và vé")
	o.viewer.Get(o.at).Says(200, "Chưa mở đăng ký").Silent("/settings")
	page := o.officer.Get(o.at+"/settings").Says(200, "Việc ở cổng", "KCN VSIP", "KCN Tràng Duệ")
	for _, want := range []string{"Vào cổng\nNhận áo\nVề đích (sau khi vào)", "Cỡ áo: S, M, L, XL, XXL (hiện ở cổng)", `value="V"`, `value="TD"`} {
		if !strings.Contains(page.Text, want) {
			t.Errorf("does not propose %q", want)
		}
	}
	fields := page.Fields("form")
	o.officer.Post(o.at+"/settings", pagetest.With(fields, "services", "Vào cổng", "slots", "Đợt 1 | 26:00 – 27:00")).Says(422, "không có trong ngày")
	o.officer.Post(o.at+"/settings", pagetest.With(fields, "closes", "")).Says(422, "ngày cuối cùng nhận đăng ký")
	o.officer.Post(o.at+"/settings", pagetest.With(fields, "expected-"+o.Linked, "nhiều")).Says(422, "Số dự kiến")
	o.officer.Post(o.at+"/settings", pagetest.With(fields, "prefix-"+o.Linked, "vs-1")).Says(422, "Đầu số")
	o.posted("/settings", "slots", "Đợt 1 | 6:00 – 7:00", "prefix-"+o.Linked, "TD", "expected-"+o.Linked, "2.000").Says(200, "Đăng ký và vé", "2.000", "Đợt 1", "Tự đăng ký")
	e := o.event()
	if len(e.Services) != 3 || e.Services[2].Key != "finishers" || !e.Services[2].After || len(e.Slots) != 1 || e.Slots[0].From != 360 || e.Opens == 0 || e.Closes != o.Day.Start() || !e.WalkIns {
		t.Errorf("%+v", e.Settings)
	}
	o.posted("/settings", "services", "Vào cổng\nVề đích\nPhát quà", "walkins", "").Says(200, "Phát quà")
	if e = o.event(); e.Services[1].Key != "finishers" || e.Services[1].After || e.Services[2].Key != "phat_qua" {
		t.Errorf("%+v", e.Services)
	}
	o.officer.Get("/activities/"+o.Linked+"/tickets/settings").Says(422, "điểm cầu trung tâm")
}

// Places are edited in one table, for sites and waves, and for units; fewer than are taken cannot be.
func TestPlaces(t *testing.T) {
	o := build(t)
	o.officer.Get(o.at+"/places").Says(404, "chưa mở")
	o.Open(nil)
	field := func(site, unit, slot string) string { return "q-" + site + "-" + unit + "-" + slot }
	o.posted("/places?site="+o.Linked, field(o.Linked, "", ""), "2", field(o.Central, "", "1"), "1.500", "unit", o.Firms[1], "unit_places", "1").Says(200, "CĐCS Công ty B")
	o.See(func(v *db.View) error {
		rooms, err := roster.RoomOf(v, o.Linked)
		if err != nil {
			return err
		}
		got := map[string]int64{}
		for _, r := range rooms {
			got[r.Unit] = r.Places
		}
		if got[""] != 2 || got[o.Firms[1]] != 1 {
			t.Errorf("%+v", rooms)
		}
		return nil
	})
	o.group(o.Linked, o.Firms[0], 2)
	fields := o.officer.Get(o.at + "/places?site=" + o.Linked).Fields("form")
	o.officer.Post(o.at+"/places", pagetest.With(fields, field(o.Linked, "", ""), "1")).Says(422, "Đã có 2 người giữ chỗ")
	o.officer.Post(o.at+"/places", pagetest.With(fields, field(o.Linked, "", ""), "vài")).Says(422, "Số chỗ của KCN Tràng Duệ")
	o.officer.Post(o.at+"/places", pagetest.With(fields, "unit", "không có", "unit_places", "3")).Says(422, "Không có đơn vị nào")
	o.officer.Get(o.at + "/places?site=nowhere").Says(422)
}

func (o *office) group(site, unit string, n int) {
	o.T.Helper()
	o.Do(roster.Registering, site, func(tx *db.Tx) error {
		_, err := roster.Register(tx, []roster.Signup{{Activity: site, Unit: unit, Places: n, Slot: "1", Source: roster.ByGroup}})
		return err
	})
}

// A list is pasted in any order of columns, looked at with its problems first, written in one act, and taken back.
func TestList(t *testing.T) {
	o := build(t)
	o.Open(nil)
	text := strings.Join([]string{"STT\tCông ty\tHọ và tên\tNăm sinh\tĐiện thoại\tCỡ áo", "1\tcong ty A\tNguyễn Thị Mẫu\t1998\t912345678\tm", "2\tCông ty B\tTrần Văn Hai\t5/3/1990\t\tL",
		"3\tCông ty Z\tLê Văn Ba\t1991\t\tS", "4\tCông ty A\tNguyễn Thị Mẫu\t1998\t0912345678\tM", "5\tCông ty A\tBốn\t1992\t\tXXXL", "6\tcông ty\tNăm\t\t\t", "7\tCông ty C\t\t1990\t\t"}, "\n")
	page := o.officer.Get(o.at+"/import").Says(200, "Dán danh sách")
	o.officer.Post(o.at+"/import", page.Fields("form")).Says(422, "Chưa có gì để đọc")
	look := o.officer.Post(o.at+"/import", pagetest.With(page.Fields("form"), "text", text, "site", o.Linked, "slot", "1")).Says(200, "5 dòng không nhận", "2 dòng nhận được", "Không tìm thấy đơn vị “Công ty Z”",
		"Trùng với dòng 2", "“XXXL” không có trong “Cỡ áo", "có thể là", "Thiếu họ tên", "CĐCS Công ty A")
	if strings.Index(look.Text, "dòng không nhận") > strings.Index(look.Text, "dòng nhận được") {
		t.Error("problems do not stand first")
	}
	if n := len(o.registrations(roster.Registrations{})); n != 0 {
		t.Fatalf("%d were written by looking", n)
	}
	write := pagetest.With(look.Fields("read"), "write", "yes")
	sent := o.officer.Post(o.at+"/import", write)
	if sent.To != o.at+"/list" {
		t.Fatalf("%d %s: %.2000s", sent.Status, sent.To, pagetest.Plain(sent.Text))
	}
	o.officer.Post(o.at+"/import", write) // sent twice
	all := o.registrations(roster.Registrations{Activity: o.Linked})
	if len(all) != 2 || all[0].Choices["shirt"] != "M" || all[0].Unit != o.Firms[0] || all[1].Unit != o.Firms[1] {
		t.Fatalf("%+v", all)
	}
	o.officer.Get(o.at+"/list").Says(200, "Nguyễn Thị Mẫu", "Trần Văn Hai", "KCN Tràng Duệ")
	o.officer.Post(o.at+"/import", pagetest.With(page.Fields("form"), "text", "Nguyễn Thị Mẫu;Công ty A;1998;0912345678", "site", o.Linked, "slot", "1")).Says(200, "Đã đăng ký trước đó")
	undo := o.officer.Post(o.at+"/import/undo", url.Values{"token": {"x"}, "at": {strconv.FormatInt(int64(all[0].MadeAt), 10)}})
	if undo.To != o.at+"/list" {
		t.Errorf("%d: %.2000s", undo.Status, pagetest.Plain(undo.Text))
	}
	if left := o.registrations(roster.Registrations{State: roster.Confirmed}); len(left) != 0 {
		t.Errorf("%+v", left)
	}
}

// A file with letters of before Unicode is read as it was meant; one unit is chosen for all of it.
func TestFile(t *testing.T) {
	o := build(t)
	o.Open(nil)
	var file bytes.Buffer
	w, err := sheet.NewWriter(&file, sheet.XLSX, "DS", []sheet.Column{{Title: "Hä vµ tªn"}, {Title: "N¨m sinh"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"NguyÔn V¨n Hïng", "TrÇn ThÞ Hång", "Ph¹m §øc ThiÖn"} {
		if err := w.Row(name, int64(1990)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range map[string]string{"token": "tt", "unit": o.Firms[2], "site": o.Central, "slot": "2"} {
		if err := form.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", "ds.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(file.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, o.at+"/import", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	o.officer.Send(r).Says(200, "3 dòng nhận được", "Nguyễn Văn Hùng", "Trần Thị Hồng", "Phạm Đức Thiện", "CĐCS Công ty C", "Đợt 2")
}

// Somebody is found in any spelling, moved, given a new ticket, and cancelled; who waits moves up.
func TestOne(t *testing.T) {
	o := build(t)
	o.Open(nil)
	o.Do(roster.Registering, o.Linked, func(tx *db.Tx) error {
		_, err := roster.Register(tx, []roster.Signup{{Activity: o.Linked, Unit: o.Firms[0], Slot: "1", Source: roster.ByList, Who: &people.Participant{Name: "Đỗ Thị Hoà", Year: 1990}},
			{Activity: o.Linked, Unit: o.Firms[1], Slot: "1", Source: roster.ByList, Who: &people.Participant{Name: "Vũ Văn Nam"}}})
		return err
	})
	list := o.officer.Get(o.at+"/list?q=do+thi+hoa").Says(200, "Đỗ Thị Hoà").Silent("Vũ Văn Nam")
	o.officer.Get(o.at+"/list?unit="+o.Firms[1]).Says(200, "Vũ Văn Nam", "Chỉ CĐCS Công ty B").Silent("Đỗ Thị Hoà")
	o.officer.Get(o.at+"/list?q=khong+ai").Says(200, "Không có ai như vậy")
	one := list.Text[strings.Index(list.Text, o.at+"/of/")+len(o.at):]
	one = one[:strings.IndexByte(one, '"')]
	o.officer.Get(o.at+one).Says(200, "Đỗ Thị Hoà", "KCN Tràng Duệ", "1990", "chưa dùng")
	bib := o.registrationBib(one)
	o.officer.Get(o.at+"/list?q="+strings.ToLower(strings.ReplaceAll(bib, "-", ""))).Says(200, "Đỗ Thị Hoà")
	o.posted(one+"/move", "site", o.Central, "slot", "2").Says(200, "KCN VSIP", "Đợt 2", bib)
	o.officer.Post(o.at+one+"/revoke", pagetest.With(o.officer.Get(o.at+one+"/revoke").Fields("form"), "reason", "")).Says(422, "Lý do")
	o.posted(one+"/revoke", "reason", "Báo mất").Says(200, "đã thu hồi", "Báo mất", "chưa dùng")
	if again := o.registrationBib(one); again == bib {
		t.Error("the lost ticket was not replaced")
	}
	o.posted(one+"/cancel").Says(200, "Đã hủy").Silent("Hủy đăng ký và")
	o.officer.Get(o.at+"/list?state=cancelled").Says(200, "Đỗ Thị Hoà")
	o.officer.Get(o.at + "/of/none").Says(404)
	o.officer.Get("/activities/" + o.Linked + "/tickets" + one).Says(404) // it is at the other site now
}

func (o *office) registrationBib(one string) (bib string) {
	o.See(func(v *db.View) error {
		id := strings.TrimPrefix(one, "/of/")
		by, err := roster.TicketsByRegistration(v, []string{id})
		bib = by[id].Bib
		return err
	})
	return bib
}

// A group gets so many places of a unit, and its leader a link.
func TestGroup(t *testing.T) {
	o := build(t)
	o.Open(nil)
	fields := o.officer.Get(o.at+"/group").Says(200, "Số người", "Cỡ áo S").Fields("form")
	o.officer.Post(o.at+"/group", pagetest.With(fields, "unit", o.Firms[0], "count", "3", "slot", "1", "size-0", "4")).Says(422, "nhiều hơn số người")
	o.officer.Post(o.at+"/group", pagetest.With(fields, "unit", "cong ty", "count", "3", "slot", "1")).Says(422, "đơn vị khớp")
	sent := o.officer.Post(o.at+"/group", pagetest.With(fields, "unit", o.Firms[0], "site", o.Linked, "count", "42", "slot", "1", "size-0", "12", "name", "Tổ trưởng Tư", "phone", "0912345678"))
	if !strings.HasPrefix(sent.To, o.at+"/list?party=") {
		t.Fatalf("%d: %.2000s", sent.Status, pagetest.Plain(sent.Text))
	}
	o.officer.Get(sent.To).Says(200, "Tổ trưởng Tư", "Chưa ghi tên", "Chỉ một nhóm")
	all := o.registrations(roster.Registrations{Activity: o.Linked})
	if len(all) != 42 || all[0].Party != all[41].Party {
		t.Errorf("%d places, groups %q and %q", len(all), all[0].Party, all[41].Party)
	}
	o.officer.Get(o.at).Says(200, "42 người", "CĐCS Công ty A")
}

// Numbers stand open to who sees the activity, names and deeds do not; nothing opens to strangers.
func TestWhoSees(t *testing.T) {
	o := build(t)
	o.Open(nil)
	o.Do(roster.Registering, o.Linked, func(tx *db.Tx) error {
		_, err := roster.Register(tx, []roster.Signup{{Activity: o.Linked, Unit: o.Firms[0], Slot: "1", Source: roster.ByList, Who: &people.Participant{Name: "Người Kín Tên", Phone: "0912345678"}}})
		return err
	})
	o.viewer.Get(o.at).Says(200, "1 người", "CĐCS Công ty A").Silent("Người Kín Tên", "Nhập danh sách")
	o.viewer.Get(o.at+"/poster").Says(200, "Quét bằng máy ảnh")
	for _, page := range []string{"/list", "/places", "/import", "/group", "/settings", "/export.xlsx", "/export.csv", "/labels.pdf", "/bibs.pdf", "/by-hand.pdf"} {
		if a := o.viewer.Get(o.at + page); a.Status != http.StatusForbidden {
			t.Errorf("a viewer opens %s: %d", page, a.Status)
		}
		if a := o.stranger.Get(o.at + page); a.Status != http.StatusForbidden {
			t.Errorf("a stranger opens %s: %d", page, a.Status)
		}
	}
	for _, page := range []string{"/labels.pdf", "/bibs.pdf", "/by-hand.pdf?names=1"} {
		if a := o.officer.Get(o.at + page); a.Status != 200 || !strings.HasPrefix(a.Text, "%PDF-") {
			t.Errorf("%s: %d, %.60q", page, a.Status, a.Text)
		}
	}
	if a := o.officer.Get(o.at + "/export.csv?unit=" + o.Firms[0]); a.Status != 200 || !strings.Contains(a.Text, "Người Kín Tên") {
		t.Errorf("%d: %.500s", a.Status, a.Text)
	}
	if a := o.officer.Get(o.at + "/export.csv?unit=" + o.Firms[1]); strings.Contains(a.Text, "Người Kín Tên") {
		t.Error("the file is not narrowed")
	}
}

func TestSamples(t *testing.T) { pagetest.Samples(t, tickets.Screens()) }
