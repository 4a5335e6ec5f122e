package figures_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/figures"
)

// visitor is a person in front of the pages of a whole house that holds the demo.
type visitor struct {
	t     testing.TB
	h     *house.House
	mux   *http.ServeMux
	token string
}

// demo opens a house with the demo, on 2 November 2026.
func demo(t testing.TB) *house.House {
	t.Helper()
	dsn := testkit.DSN(t)
	if _, err := seed.Demo(t.Context(), dsn); err != nil {
		t.Fatal(err)
	}
	clock := testkit.NewClock()
	h, err := house.Open(t.Context(), dsn, house.Options{NoSeal: true, DB: db.Options{Clock: clock.Now}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

func enter(t testing.TB, h *house.House, login string) *visitor {
	t.Helper()
	token, _, err := h.Entrance.SignIn(t.Context(), login, seed.Password, "test", "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{t, h, http.NewServeMux(), token}
	site := &door.Site{House: h, Screens: figures.Screens(), Actions: figures.Actions(), Nav: func(*door.Ask) []ui.NavItem { return nil }}
	site.Mount(v.mux)
	v.mux.Handle(figures.ProofsRoute, figures.Proofs(site))
	return v
}

func (v *visitor) do(r *http.Request) *httptest.ResponseRecorder {
	r.AddCookie(&http.Cookie{Name: door.SessionCookie, Value: v.token})
	w := httptest.NewRecorder()
	v.mux.ServeHTTP(w, r)
	return w
}

// text is the words of a page, without its tags.
func text(w *httptest.ResponseRecorder) string {
	s := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(w.Body.String(), " ")
	return strings.Join(strings.Fields(s), " ")
}

func (v *visitor) get(path string, status int, words ...string) string {
	v.t.Helper()
	w := v.do(httptest.NewRequest("GET", path, nil))
	got := text(w)
	if w.Code != status {
		v.t.Errorf("GET %s: %d, want %d: %s", path, w.Code, status, got)
	}
	for _, word := range words {
		without, no := strings.CutPrefix(word, "!")
		if strings.Contains(got, without) == no {
			v.t.Errorf("GET %s: %q is there: %v\n%s", path, without, no, got)
		}
	}
	return w.Body.String()
}

func (v *visitor) post(path string, form url.Values, status int, words ...string) string {
	v.t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := v.do(r)
	got := text(w)
	if w.Code != status {
		v.t.Errorf("POST %s: %d, want %d: %s", path, w.Code, status, got)
	}
	for _, word := range words {
		if !strings.Contains(got, word) {
			v.t.Errorf("POST %s: no %q\n%s", path, word, got)
		}
	}
	return w.Header().Get("Location")
}

const half = "/figures?indicator=blood.bags&from=2024-01-01&to=2024-06-30"

// TestPages opens the pages as several people: what they may see is there, what they may not is refused in words.
func TestPages(t *testing.T) {
	h := demo(t)
	bao, ha, chau, lan, mai := enter(t, h, "bao"), enter(t, h, "ha"), enter(t, h, "chau"), enter(t, h, "lan"), enter(t, h, "mai")

	// The list: a federation that began in 2025 finds what those before it did, on today's map; a period is kept as it was asked.
	bao.get("/figures", 200, "Số liệu của Liên đoàn Lao động tỉnh Hưng Yên", "Số đơn vị máu", "đang hiện mọi thời gian trên bản đồ hôm nay")
	bao.get("/figures?at=hy-kcn&from=2024-01-01&to=30/06/2024", 200, "1.265 đơn vị máu", "từ 1.500 người trở lên", "có ký xác nhận", "chỉ số chưa ai ghi")
	bao.get("/figures?at=hy-kcn&from=2024-01-01&to=2024-06-30&kind=blood", 200, "Hiến máu tình nguyện theo đơn vị", "TOTO", "119", "Còn lại", "823", "1.265")
	bao.get("/figures?at=hy-kcn&period=all&on=2026-11-02", 200, "không có trên bản đồ ngày 02/11/2026", "Xem số liệu của Liên đoàn Lao động tỉnh Hưng Yên")
	chau.get("/figures", 200, "Số đoàn viên", "619.015", "Chạy tập thể")

	// The passport: five drives, target, document, what was published, and what the year's target has to do with a half-year.
	bao.get(half+"&at=hy-kcn", 200, "1.265 đơn vị máu", "105,4%", "03/KH-BCĐHMKCN", "không phải tỷ lệ hoàn thành của 6 tháng", "1.265 đơn vị máu, đạt 105% kế hoạch", "Biên bản", "Phạm Quốc Bảo", "Đã niêm phong trong sổ 2024",
		"560", "!minh hoạ")
	bao.get(half+"&at=hy-kcn&by=activity", 200, "Đợt 1", "09/04/2024", "Đợt 5")
	bao.get(half+"&at=hy-kcn&by=place", 200, "KCN Thăng Long II", "1.002", "263")
	bao.get(half+"&at=hy-kcn&by=evidence", 200, "Có ký xác nhận")
	bao.get("/figures?indicator=blood.registered&from=2024-01-01&to=2024-06-30&at=hy-kcn", 200, "1.628 người", "dữ liệu minh hoạ")
	bao.get(half, 200, "Liên đoàn Lao động tỉnh Hưng Yên", "chưa ai ghi bút toán nào") // without a unit it is one's own, as it stood
	bao.get(half+"&on=2026-11-02", 200, "1.265 đơn vị máu", "đã thành Liên đoàn Lao động tỉnh Hưng Yên", "Như khi ấy")
	ha.get(half, 200, "1.265 đơn vị máu", "Toàn bộ, không giới hạn đơn vị", "Các cách xem cho cùng một tổng", "105,4%")
	ha.get("/figures?indicator=blood.bags&period=x&at=hy-bcd&line=committee", 200)

	// A district that ended without a successor: in no total of today, and named with its decision.
	ha.get("/figures?indicator=welfare.gifts&on=2026-11-02", 200, "Ngoài tổng của bản đồ này", "Liên đoàn Lao động quận Nam Từ Liêm", "Đã chấm dứt, không có đơn vị kế thừa. Giải thể, Quyết định", "10", "Phần chênh giữa các bản đồ")
	ha.get("/figures?indicator=welfare.gifts", 200, "10 suất")

	// By place: all that happened somewhere, for those who see the whole line.
	ha.get("/figures?indicator=run.runners&line=place", 200, "Hải Phòng", "từ 22.000 người trở lên", "dữ liệu minh hoạ")
	chau.get("/figures?indicator=run.runners&line=place", 403, "Số liệu theo địa điểm gộp của mọi đơn vị")
	ha.get("/figures?line=place&from=2026-01-01&to=2026-12-31", 200, "Số người tham gia chạy", "từ 22.000 người trở lên")
	ha.get("/figures?line=place&kind=run&from=2026-01-01&to=2026-12-31", 200, "Hải Phòng", "Chạy tập thể theo địa điểm")
	chau.get("/figures?line=place", 403)
	chau.get("/figures?indicator=run.runners&by=place", 200, "KCN", "từ 22.000 người trở lên")

	// As known before the drives were held.
	bao.get(half+"&at=hy-kcn&known=2024-04-30", 200, "Số liệu như đã biết lúc 23:59 ngày 30/04/2024", "942", "Xem số hiện nay")

	// Nobody reads beyond their own units.
	lan.get(half+"&at=hy-kcn", 403, "Chưa được giao quyền")
	lan.get(half+"&at=hy-toto", 200, "119")
	lan.get("/figures", 200, "TOTO")
	chau.get(half+"&at=hy-kcn", 403)
	mai.get("/figures?indicator=run.runners", 200, "!Lấy mã để in")

	// What cannot be read is said in words.
	bao.get("/figures?indicator=blood.bags&from=2024-13-01", 422, "Không đọc được ngày “2024-13-01”")
	bao.get("/figures?from=hôm%20qua", 422, "Không đọc được ngày")
	bao.get("/figures?from=2024-06-01&to=2024-01-01", 422, "trước ngày bắt đầu")
	bao.get("/figures?indicator=blood.tears", 404)
	bao.get(half+"&at=nobody", 403)
	ha.get(half+"&line=place&at=nowhere", 404)
	bao.get(half+"&by=colour", 422, "colour")
	bao.get(half+"&known=x", 422, "dạng 30/06/2025")
	ha.get(half+"&line=moon", 422, "moon")
	ha.get(half+"&campaign=none", 404)
	bao.get(half+"&at=hy-kcn&on=2026-11-02", 404, "không có trên bản đồ ngày 02/11/2026")
	bao.get("/entries/x", 404, "không phải là số của một bút toán")
	bao.get("/entries/999999", 404)
	bao.get("/p/7K3M-9XQ2-P4TV-W", 422)
	bao.get("/figures?code=AAAA", 422, "ký tự")
}

// bagsOf finds the entry of the first drive.
func bagsOf(t *testing.T, h *house.House) (e ledger.Entry) {
	t.Helper()
	err := h.DB.See(t.Context(), func(v *db.View) error {
		list, err := ledger.Prove(v, ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), At: "hy-kcn"})
		if err == nil {
			e = list[0]
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestEntry walks from an entry to its proof, lets another kind of evidence stand beside it, chooses, and takes it back.
func TestEntry(t *testing.T) {
	h := demo(t)
	bao, lan, hung := enter(t, h, "bao"), enter(t, h, "lan"), enter(t, h, "hung")
	e := bagsOf(t, h)
	here := "/entries/" + itoa(e.Seq)
	bao.get(here, 200, "263 đơn vị máu", "Biên bản", "Phạm Quốc Bảo", "KCN Phố Nối A", "Đã niêm phong trong sổ 2024", "Chỉ có một loại bằng chứng", "phongtrao proof but-toan-"+itoa(e.Seq)+".json", "Đảo bút toán này", "Huỷ cả phiếu nhập", "!Chọn số được công bố")
	hung.get(here, 200, "263", "!Đảo bút toán này")
	lan.get(here, 403)

	w := bao.do(httptest.NewRequest("GET", here+"/proof.json", nil))
	var p ledger.Proof
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || ledger.CheckProof(p) != nil || !strings.Contains(w.Header().Get("Content-Disposition"), "but-toan-") {
		t.Errorf("the proof does not hold: %v %s", err, w.Body)
	}
	if w := lan.do(httptest.NewRequest("GET", here+"/proof.json", nil)); w.Code != 403 {
		t.Errorf("somebody else's proof: %d", w.Code)
	}

	declared := e.Posting
	declared.Evidence, declared.Quantity, declared.Source = ledger.Declared, ledger.Exactly(270), "Báo cáo nhanh của đơn vị"
	err := h.Desk.Do(t.Context(), act.System("test"), report.Entering, e.Unit, func(tx *db.Tx) error {
		_, err := ledger.Post(tx, declared)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	bao.get(half+"&at=hy-kcn", 200, "1.265 đơn vị máu", "Bằng chứng khác về cùng việc", "270", "1 sự việc không khớp")
	bao.get(here, 200, "theo quy tắc chung", "270", "giữ lại, không cộng", "Chọn số được công bố")
	bao.post(here+"/choose", url.Values{"token": {"a"}, "evidence": {"declared"}}, 422, "Lý do")
	bao.post(here+"/choose", url.Values{"token": {"b"}, "evidence": {"scanned"}, "reason": {"x"}}, 422)
	if to := bao.post(here+"/choose", url.Values{"token": {"c"}, "evidence": {"declared"}, "reason": {"Biên bản thiếu một bàn"}}, 303); to != here {
		t.Errorf("leads to %s", to)
	}
	bao.get(here, 200, "theo quyết định ghi dưới đây", "Biên bản thiếu một bàn", "Phạm Quốc Bảo: ")
	bao.get(half+"&at=hy-kcn", 200, "1.272 đơn vị máu")
	bao.post(here+"/choose", url.Values{"token": {"d"}, "evidence": {"rule"}, "reason": {"Đã đủ"}}, 303)

	hung.post(here+"/reverse", url.Values{"token": {"e"}, "reason": {"x"}}, 403)
	lan.post(here+"/reverse", url.Values{"token": {"f"}, "reason": {"x"}}, 403)
	bao.post(here+"/reverse", url.Values{"token": {"g"}}, 422, "Lý do đảo")
	for range 3 { // sent again, it is done once
		bao.post(here+"/reverse", url.Values{"token": {"h"}, "reason": {"Nhập nhầm số"}}, 303)
	}
	bao.post(here+"/reverse", url.Values{"token": {"i"}, "reason": {"Nhập nhầm số"}}, 422, "đã được đảo")
	bao.get(here, 200, "Bút toán này đã bị đảo", "Nhập nhầm số", "!Đảo bút toán này")
	bao.get(half+"&at=hy-kcn", 200, "1.272 đơn vị máu") // what the unit declared is left
	bao.post("/entries/0/reverse", url.Values{"token": {"j"}, "reason": {"x"}}, 404)
}

// TestPrinted keeps a code for a figure, and finds the figure as it was when it has changed since.
func TestPrinted(t *testing.T) {
	h := demo(t)
	bao, lan, mai := enter(t, h, "bao"), enter(t, h, "lan"), enter(t, h, "mai")
	page := bao.get(half+"&at=hy-kcn", 200, "Lấy mã để in")
	m := regexp.MustCompile(`name="question" value="([^"]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("no form to print")
	}
	question := strings.ReplaceAll(m[1], "&amp;", "&")
	to := ""
	for range 2 {
		to = bao.post("/figures/code", url.Values{"token": {"a"}, "question": {question}}, 303)
	}
	code := strings.TrimPrefix(to, "/p/")
	bao.get(to, 200, code, "1.265 đơn vị máu", "Số liệu như đã biết lúc 08:00", "Xem số hiện nay", "Phạm Quốc Bảo")
	bao.get("/figures?code="+strings.ToLower(strings.ReplaceAll(code, "-", "+")), 200, "1.265 đơn vị máu")
	lan.get(to, 403)
	mai.post("/figures/code", url.Values{"token": {"b"}, "question": {question}}, 403)
	bao.post("/figures/code", url.Values{"token": {"e"}, "question": {"indicator=blood.bags&at=hy-kcn"}}, 422, "như đã biết tại một thời điểm")
	bao.post("/figures/code", url.Values{"token": {"c"}, "question": {"indicator=blood.bags&from=2024-99-99"}}, 422)

	e := bagsOf(t, h)
	bao.post("/entries/"+itoa(e.Seq)+"/reverse", url.Values{"token": {"d"}, "reason": {"Nhập nhầm"}}, 303)
	bao.get(to, 200, "1.265 đơn vị máu")
	bao.get(half+"&at=hy-kcn", 200, "1.002 đơn vị máu")
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// BenchmarkUnits draws the table of the units below one, by all indicators of a kind, over HTTP.
func BenchmarkUnits(b *testing.B) {
	dsn := testkit.DSN(b)
	if _, err := seed.SeedCountry(b.Context(), dsn, seed.Country{Units: 4000, Entries: 40_000, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	h, err := house.Open(b.Context(), dsn, house.Options{NoSeal: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { h.Close() })
	system := act.System("benchmark")
	secret, err := people.NewSecret(b.Context(), "head", seed.Password)
	if err != nil {
		b.Fatal(err)
	}
	for _, step := range []struct {
		verb   act.Verb
		object string
		work   func(tx *db.Tx) error
	}{
		{people.Adding, seed.Confederation, func(tx *db.Tx) error {
			_, err := people.Add(tx, people.Person{ID: "head", Name: "Người xem", Unit: seed.Confederation})
			return err
		}},
		{people.SettingPassword, "head", func(tx *db.Tx) error { return people.SetPassword(tx, "head", "head", secret, "") }},
		{people.Granting, seed.Confederation, func(tx *db.Tx) error {
			_, err := access.Give(tx, access.Grant{Person: "head", Role: access.Viewer, Unit: seed.Confederation})
			return err
		}},
	} {
		if err := h.Desk.Do(b.Context(), system, step.verb, step.object, step.work); err != nil {
			b.Fatal(err)
		}
	}
	v := enter(b, h, "head")
	path := "/figures?kind=blood&period=all&at=" + seed.Confederation
	v.get(path, 200, "Hiến máu tình nguyện theo đơn vị")
	for b.Loop() {
		if w := v.do(httptest.NewRequest("GET", path, nil)); w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
}
