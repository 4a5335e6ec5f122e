package lists_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/lists"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/works"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, lists.Screens()) }

const password = "Trời hôm nay xanh quá"

func federation(t *testing.T) (*house.House, *testkit.House, http.Handler) {
	h, k := furnished.New(t)
	k.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{
			{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Kind: "confederation"},
			{ID: "hp", Name: "Liên đoàn Lao động thành phố Hải Phòng", Kind: "federation", Parent: "tld"},
			{ID: "hy", Name: "Liên đoàn Lao động tỉnh Hưng Yên", Kind: "federation", Parent: "tld"},
			{ID: "ad", Name: "Công đoàn phường An Dương", Kind: "commune", Parent: "hp"},
			{ID: "hb", Name: "Công đoàn phường Hồng Bàng", Kind: "commune", Parent: "hp"},
		}, org.Decision{Number: "1/QĐ-TLĐ", Date: day.Must("2025-07-01"), Issuer: "TLĐ", Effective: day.Must("2025-07-01")})
		return err
	})
	for login, g := range map[string]access.Grant{"chau": {Role: access.FederationOfficer, Unit: "hp"}, "ba": {Role: access.FederationOfficer, Unit: "hy"}} {
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
	site := &door.Site{House: h, Screens: append(lists.Screens(), works.Screens()...), Actions: lists.Actions(), Streams: lists.Streams(), Nav: func(*door.Ask) []ui.NavItem { return nil }}
	mux := http.NewServeMux()
	site.Mount(mux)
	t.Cleanup(h.Works.Close)
	return h, k, mux
}

// upload sends a file with the form's token.
func upload(t *testing.T, v *pagetest.Visitor, name, text string) pagetest.Answer {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for field, values := range v.Get("/units/import").Says(200).Fields("send") {
		if field == "file" {
			continue
		}
		if err := w.WriteField(field, values[0]); err != nil {
			t.Fatal(err)
		}
	}
	f, err := w.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	r := httptest.NewRequest(http.MethodPost, "/units/import", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return v.Send(r)
}

// result follows a work until it leads on.
func result(t *testing.T, v *pagetest.Visitor, a pagetest.Answer) pagetest.Answer {
	t.Helper()
	if !strings.HasPrefix(a.To, "/work/") {
		t.Fatalf("%d leads to %q: %.500s", a.Status, a.To, pagetest.Plain(a.Text))
	}
	for range 5000 {
		if now := v.Get(a.To); now.Status != http.StatusOK || strings.Contains(now.Text, "không xong") {
			return now
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("the work does not end")
	return a
}

const list = "STT;Tªn CĐCS;Trực thuộc\n1;C«ng ®oµn C«ng ty §Ìn Phè Nèi;CĐ phường An Dương\n2;CÔNG ĐOÀN CÔNG TY TNHH ABC;Công đoàn phường Hồng Bàg\n3;C«ng ®oµn C«ng ty Bót;Không Đâu Cả\n"

// A list goes from the file to the tree and back: what is not sure is asked, what is refused goes back as a file.
func TestFromFileToTreeAndBack(t *testing.T) {
	h, k, entry := federation(t)
	chau, ba := pagetest.As(t, h, entry, "chau", password), pagetest.As(t, h, entry, "ba", password)
	chau.Get("/units/imports").Says(200, "Chưa gửi danh sách nào")
	sent := upload(t, chau, "danh-sach.csv", list)
	if !strings.HasPrefix(sent.To, "/imports/") {
		t.Fatalf("%d %s %.800s", sent.Status, sent.To, pagetest.Plain(sent.Text))
	}
	page := sent.To

	// The columns, with the old font before and after; nothing is read otherwise before that is confirmed.
	a := chau.Get(page).Says(200, "Cột nào là gì", "C«ng ®oµn C«ng ty §Ìn Phè Nèi", "Công đoàn Công ty Đèn Phố Nối", "lẫn nhiều bảng mã", "“CÔNG ĐOÀN CÔNG TY TNHH ABC” ghi thành “Công đoàn Công ty TNHH ABC”")
	chau.Get(page+"?step=preview").Says(200, "Chưa xác nhận cách đọc chữ").Silent("Ghi 1 đơn vị")
	answers := pagetest.With(a.Fields("columns"), "col-0", "ordinal", "col-1", "name", "col-2", "parent")
	if a = chau.Post(page+"/columns", answers); a.To != page {
		t.Fatalf("%d %s", a.Status, a.To)
	}

	// The parents that are not sure, each once.
	a = chau.Get(page).Says(200, "2 cấp trên chưa chắc", "“Công đoàn phường Hồng Bàg” (1 dòng)", "Công đoàn phường Hồng Bàng", "Cấp trên đã rõ", "CĐ phường An Dương")
	f := a.Fields("parents")
	hb := "0"
	if f.Get("key-1") == "cong doan phuong hong bag" {
		hb = "1"
	}
	chau.Post(page+"/parents", pagetest.With(f, "by-"+hb, "Công đoàn")).Says(422, "khớp nhiều đơn vị")
	chau.Post(page+"/parents", pagetest.With(f, "by-"+hb, "xyz tuv")).Says(422, "Không có đơn vị đang hoạt động")
	f = chau.Get(page).Fields("parents")
	if a = chau.Post(page+"/parents", pagetest.With(f, "up-"+hb, "hb")); a.To != page {
		t.Fatalf("%d %s", a.Status, a.To)
	}

	// The rows, and the file of what is refused.
	a = chau.Get(page+"?step=preview").Says(200, "2 sẽ ghi", "1 bị từ chối", "Không có đơn vị cấp trên nào tên “Không Đâu Cả”", "trong tệp: CÔNG ĐOÀN CÔNG TY TNHH ABC")
	chau.Get(page+"?step=preview&show=refused").Says(200, "Không Đâu Cả").Silent("Đèn Phố Nối")
	file := chau.Get(page + "/errors")
	book, err := sheet.Open(strings.NewReader(file.Text), int64(len(file.Text)))
	if err != nil {
		t.Fatal(err)
	}
	if tab, err := book.Table(0); err != nil || len(tab.Rows) != 2 || tab.Rows[1].Cell(1).Text != "Công đoàn Công ty Bút" {
		t.Errorf("%+v %v", tab, err)
	}
	take := a.Fields("take")
	chau.Post(page+"/take", pagetest.With(take, "number", "")).Says(422, "Chưa ghi mục “Số quyết định”")
	decided := pagetest.With(take, "number", "12/QĐ-LĐLĐ", "date", "01/10/2026", "effective", "15/10/2026")

	// Somebody of another federation neither sees nor does it.
	for _, address := range []string{page, page + "/errors"} {
		if got := ba.Get(address).Status; got != http.StatusForbidden {
			t.Errorf("another federation: %s %d", address, got)
		}
	}
	if got := ba.Post(page+"/take", decided).Status; got != http.StatusForbidden {
		t.Errorf("another federation takes: %d", got)
	}
	ba.Get("/units/imports").Says(200).Silent("danh-sach.csv")

	if a = result(t, chau, chau.Post(page+"/take", decided)); a.To != page {
		t.Fatalf("%d %s %.500s", a.Status, a.To, pagetest.Plain(a.Text))
	}
	chau.Get(page).Says(200, "Đã nhập", "2 đơn vị đã vào cây tổ chức", "1 dòng bị từ chối", "Hủy lần nhập này?")
	if got := below(k, "ad") + below(k, "hb"); got != 2 {
		t.Errorf("%d units, want 2", got)
	}
	// Sent once more it is told; the second form does nothing.
	again := pagetest.With(decided, "token", "another")
	result(t, chau, chau.Post(page+"/take", again)).Says(200, "đã được nhập")
	chau.Get("/units/imports").Says(200, "danh-sach.csv", "Đã nhập", "Trần Thị chau")

	undo := chau.Get(page).Fields(page + "/undo")
	if a = chau.Post(page+"/undo", undo); a.To != "/units/imports" {
		t.Fatalf("%d %s", a.Status, a.To)
	}
	if got := below(k, "ad") + below(k, "hb"); got != 0 {
		t.Errorf("%d units after the undo", got)
	}
	chau.Get("/units/imports").Says(200, "Đã hủy")
	chau.Get(page).Says(200, "đã được hủy")
}

func below(k *testkit.House, unit string) (n int) {
	k.See(func(v *db.View) error {
		tree, err := org.TreeOn(v, org.UnionLine, day.AsOf{Day: day.Must("2026-11-02")})
		if err != nil {
			return err
		}
		i, _ := tree.History().Index(unit)
		n = len(tree.Children(i))
		return nil
	})
	return n
}

// What is no list is refused where it is chosen, with what to do.
func TestRefusedFiles(t *testing.T) {
	h, _, entry := federation(t)
	chau := pagetest.As(t, h, entry, "chau", password)
	for name, want := range map[string]string{"%PDF-1.4 x": "PDF", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old": "đời cũ (.xls)", "<html>": "trang web", "  ": "rỗng"} {
		upload(t, chau, "danh-sach.xlsx", name).Says(422, want)
	}
	if a := chau.Post("/units/import", url.Values{"at": {"hp"}}); a.Status != 422 {
		t.Errorf("without a file: %d", a.Status)
	}
	a := upload(t, chau, "x.csv", "a;b\nc;d\n")
	chau.Get(a.To).Says(200, "Không tìm thấy dòng tiêu đề", "Gửi tệp khác")
	if got := chau.Get("/units/import/template"); got.Status != 200 || !strings.HasPrefix(got.Text, "PK") {
		t.Errorf("the template: %d", got.Status)
	}
}
