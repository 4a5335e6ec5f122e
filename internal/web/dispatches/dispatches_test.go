package dispatches_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/task"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/dispatches"
	"phongtrao/internal/web/pagetest"
)

const password = "Trời hôm nay xanh quá"

// province is Lai Châu in 2021 with two districts, one of which has ended since.
func province(t *testing.T) (*house.House, *testkit.House, http.Handler) {
	h, k := furnished.New(t)
	on := func(d string) org.Decision {
		return org.Decision{Number: d[:4] + "/QĐ-TLĐ", Date: day.Must(d), Issuer: "TLĐ", Effective: day.Must(d)}
	}
	k.Write(func(tx *db.Tx) error {
		if _, err := org.FoundAll(tx, []org.Unit{
			{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Kind: "confederation"},
			{ID: "lc", Name: "Liên đoàn Lao động tỉnh Lai Châu", Kind: "federation", Parent: "tld"},
			{ID: "sh", Name: "Liên đoàn Lao động huyện Sìn Hồ", Kind: "district", Parent: "lc"},
			{ID: "td", Name: "Liên đoàn Lao động huyện Tam Đường", Kind: "district", Parent: "lc"},
			{ID: "hy", Name: "Liên đoàn Lao động tỉnh Hưng Yên", Kind: "federation", Parent: "tld"},
		}, on("2015-01-01")); err != nil {
			return err
		}
		return org.Dissolve(tx, "sh", org.Ending{Successor: "lc"}, on("2025-07-01"))
	})
	for login, g := range map[string]access.Grant{"seo": {Role: access.FederationOfficer, Unit: "lc"}, "bao": {Role: access.FederationOfficer, Unit: "hy"}, "tam": {Role: access.UnitOfficer, Unit: "td"}, "hung": {Role: access.Inspector, Unit: "tld"}} {
		secret, err := people.NewSecret(t.Context(), login, password)
		if err != nil {
			t.Fatal(err)
		}
		k.Write(func(tx *db.Tx) error {
			if _, err := people.Add(tx, people.Person{ID: login, Name: login, Unit: g.Unit}); err != nil {
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
	site, mux := pagetest.Door(h, dispatches.Screens(), dispatches.Actions())
	mux.Handle("GET /files/{hash}", dispatches.Files(site))
	return h, k, mux
}

// upload makes a request that carries a file.
func upload(t *testing.T, path string, fields url.Values, name, content string) *http.Request {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range fields {
		if err := w.WriteField(k, v[0]); err != nil {
			t.Fatal(err)
		}
	}
	f, err := w.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte(content))
	w.Close()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

var letter = []string{"direction", "out", "number", "610/LĐLĐ", "date", "ngày 18 tháng 01 năm 2021", "issuer", "Liên đoàn Lao động tỉnh Lai Châu", "issuer_unit", "lai chau",
	"subject", "Tuyên truyền thực hiện Hành trình đỏ", "recipients", "- LĐLĐ các huyện, thành phố;\n- Hội Chữ thập đỏ tỉnh", "cites", "Căn cứ Kế hoạch số 204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo"}

// register enters the letter with its file and returns its address.
func register(t *testing.T, seo *pagetest.Visitor) string {
	t.Helper()
	form := pagetest.With(seo.Get("/dispatches/new").Says(200).Fields("dispatch"), letter...)
	done := seo.Send(upload(t, "/dispatches/new", form, "công văn 610.pdf", "%PDF-1.4 …"))
	if done.Status != 303 || !strings.HasPrefix(done.To, "/dispatches/") {
		t.Fatal(done.Status, done.To, pagetest.Plain(done.Text))
	}
	return done.To
}

// A letter is typed in with its file; its page says what it rests on and who still is whom it was addressed to.
func TestRegister(t *testing.T) {
	h, k, door := province(t)
	seo := pagetest.As(t, h, door, "seo", password)
	seo.Get("/dispatches").Says(200, "Chưa có văn bản nào", "Vào sổ văn bản")
	form := seo.Get("/dispatches/new").Says(200).Fields("dispatch")
	seo.Send(upload(t, "/dispatches/new", pagetest.With(form, "number", "???", "subject", "Thử"), "a.pdf", "x")).Says(422, "Chưa ghi mục “Ngày ban hành”", "Trình duyệt không giữ được tệp", "Thử")
	at := register(t, seo)
	id := strings.TrimPrefix(at, "/dispatches/")
	page := seo.Get(at).Says(200, "Công văn 610/LĐLĐ", "Giữ như văn bản ghi", "204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo", "chưa có trong sổ", "bình thường nếu đánh số theo nhiệm kỳ", "công văn 610.pdf")
	seo.Send(upload(t, "/dispatches/new", pagetest.With(form, append(letter, "token", "khác")...), "b.pdf", "y")).Says(422, "610/LĐLĐ")

	// A person confirms whom a line means; then both days are told apart.
	to := seo.Get(at+"/recipients").Says(200, "Chương trình đoán theo lời văn", "Mọi đơn vị loại: Liên đoàn Lao động huyện, quận, thị xã")
	if done := seo.Post(at+"/recipients", pagetest.With(to.Fields("meant"), "to0", "kind district", "to1", "words")); done.Status != 303 {
		t.Fatal(pagetest.Plain(done.Text))
	}
	seo.Get(at).Says(200, "hiểu là: Liên đoàn Lao động huyện", "2 đơn vị", "Đã thay đổi", "còn 1", "huyện Sìn Hồ", "nay là", "Gắn nơi nhận với đơn vị", "Bản đính chính thứ 1")

	k.Write(func(tx *db.Tx) error {
		_, err := task.Give(tx, task.Task{Giver: "lc", Title: "Báo cáo kết quả", Cause: "dispatch/" + id + " item 2", Due: day.Of(2021, 3, 5)}, "td")
		return err
	})
	seo.Get(at).Says(200, "Báo cáo kết quả", "05/03/2021", "0/1 đơn vị xong, 1 quá hạn", "Liên đoàn Lao động huyện Tam Đường")
	seo.Get("/dispatches?q=hanh+trinh&direction=out&from=1/1/2021&to=31/12/2021").Says(200, "610/LĐLĐ", "pdf", "đã đính chính")
	seo.Get("/dispatches?from=32/1/2021").Says(200, "Không đọc được ngày")
	seo.Get("/dispatches?kind=KH").Says(200, "Không có văn bản nào như vậy")
	_ = page
}

// A document stays in sight when the unit in whose register it stands has ended: of those who see its successor.
func TestOwnerEnded(t *testing.T) {
	h, k, door := province(t)
	k.Write(func(tx *db.Tx) error {
		_, err := dispatch.Register(tx, dispatch.Dispatch{Direction: dispatch.In, Number: "3/KH-LĐLĐ", Date: day.Of(2024, 3, 5), Issuer: "LĐLĐ huyện Sìn Hồ", Subject: "Hiến máu", Owner: "sh"})
		return err
	})
	pagetest.As(t, h, door, "seo", password).Get("/dispatches").Says(200, "3/KH-LĐLĐ")
	pagetest.As(t, h, door, "tam", password).Get("/dispatches").Says(200).Silent("3/KH-LĐLĐ")
}

// The file is handed out as a download, only to those who may see the document that it belongs to.
func TestFile(t *testing.T) {
	h, _, door := province(t)
	seo := pagetest.As(t, h, door, "seo", password)
	at := register(t, seo)
	page := seo.Get(at)
	_, rest, _ := strings.Cut(page.Text, `href="/files/`)
	href, _, _ := strings.Cut(rest, `"`)
	href = "/files/" + href
	got := seo.Get(href)
	if got.Status != 200 || got.Text != "%PDF-1.4 …" || got.Header.Get("Content-Type") != "application/pdf" || got.Header.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment; filename*=utf-8''") || got.Header.Get("Content-Security-Policy") != "default-src 'none'; sandbox" {
		t.Errorf("%d %v", got.Status, got.Header)
	}
	pagetest.As(t, h, door, "hung", password).Get(href).Says(200)
	for _, login := range []string{"bao", "tam"} {
		v := pagetest.As(t, h, door, login, password)
		v.Get(href).Says(403)
		v.Get(at).Says(403)
		v.Get("/dispatches").Says(200, "Chưa có văn bản nào").Silent("610")
	}
	seo.Get(strings.Split(href, "?")[0] + "?of=" + strings.Repeat("x", 20)).Says(403)
	seo.Get("/files/" + strings.Repeat("0", 64) + "?" + strings.Split(href, "?")[1]).Says(404)
	if a := pagetest.Nobody(t, door).Get(href); a.Status != 303 || !strings.HasPrefix(a.To, "/sign-in") {
		t.Error(a.Status, a.To)
	}
}

// A correction is a further version with its reason; the second of two people is told what the first has changed.
func TestCorrect(t *testing.T) {
	h, _, door := province(t)
	seo := pagetest.As(t, h, door, "seo", password)
	at := register(t, seo)
	form := seo.Get(at+"/correct").Says(200, "Lý do đính chính", "Đang có tệp công văn 610.pdf").Fields("dispatch")
	if form.Get("recipients") != "LĐLĐ các huyện, thành phố\nHội Chữ thập đỏ tỉnh" || form.Get("date") != "18/01/2021" {
		t.Errorf("%v", form)
	}
	seo.Post(at+"/correct", pagetest.With(form, "signer", "Nguyễn Văn A")).Says(422, "Chưa ghi mục “Lý do đính chính”")
	if done := seo.Post(at+"/correct", pagetest.With(form, "signer", "Nguyễn Văn A", "reason", "Thiếu người ký")); done.Status != 303 {
		t.Fatal(pagetest.Plain(done.Text))
	}
	seo.Get(at).Says(200, "Nguyễn Văn A", "Thiếu người ký", "Bản 2", "Bản 1", "công văn 610.pdf")
	seo.Post(at+"/correct", pagetest.With(form, "signer", "Trần Văn B", "reason", "Sai", "token", "khác")).Says(422, "Người khác đã đính chính", "“Nguyễn Văn A”", "“Trần Văn B”")
	hung := pagetest.As(t, h, door, "hung", password)
	hung.Get(at).Says(200).Silent("Đính chính")
	hung.Get(at + "/correct").Says(403)
	hung.Post(at+"/correct", form).Says(403)
	hung.Get("/dispatches/new").Says(403)
}
