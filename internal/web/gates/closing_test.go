package gates_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/closing"
	"phongtrao/internal/ledger"
	"phongtrao/internal/seed"
	"phongtrao/internal/web/pagetest"
)

// The lead writes a minute with every mistake there is, an officer signs it in a session of her own; a later one replaces it and is signed on
// the lead's telephone with her password.
func TestClosing(t *testing.T) {
	s := build(t)
	nam, chau, page := s.as("nam"), s.as("chau"), s.path("/closing")
	nam.Get(page).Says(http.StatusOK, "Chưa có biên bản", "Bắt đầu hoạt động").Silent("Lập biên bản")
	s.start()
	nam.Get(page).Says(http.StatusOK, "Lập biên bản")
	s.post(s.unit, ledger.Scanned, 100)
	s.post("hp-vsip1", ledger.Scanned, 900)
	s.post("hp-vsip1", ledger.Counted, 915)
	before := s.figure()
	form := nam.Get(page+"/new").Says(http.StatusOK, "Số quét, cùng các đơn vị chỉ đếm: 1.000", "Số đếm, cùng các đơn vị chỉ quét: 1.015", "−85").Fields("form")
	_ = before
	for field, c := range map[string][2]string{
		"why":      {"", "chưa khớp nhau"},
		"signed":   {"nhiều", "Số chốt"},
		"number":   {"", "Số biên bản"},
		"evidence": {"declared", "Chốt theo"},
	} {
		nam.Post(page+"/new", pagetest.With(form, "why", "unscanned", field, c[0])).Says(http.StatusUnprocessableEntity, c[1])
	}
	nam.Post(page+"/new", pagetest.With(form, "why", "other")).Says(http.StatusUnprocessableEntity, "ghi rõ")
	s.post(s.unit, ledger.Scanned, 1)
	nam.Post(page+"/new", pagetest.With(form, "why", "unscanned")).Says(http.StatusUnprocessableEntity, "vừa đổi", "1.001")
	form = nam.Get(page + "/new").Fields("form")
	s.as("mai").Get(page + "/new").Says(http.StatusForbidden)
	if a := nam.Post(page+"/new", pagetest.With(form, "why", "unscanned", "signed", "1.010")); a.To != page {
		t.Fatalf("%d: %.3000s", a.Status, pagetest.Plain(a.Text))
	}
	shown := nam.Get(page).Says(http.StatusOK, "chờ chữ ký thứ hai", "Đỗ Hoài Nam", "1.010")
	sign := between(shown.Text, page+"/", `/sign"`)
	own := nam.Get(page+"/"+sign+"/sign").Says(http.StatusOK, "Đưa máy cho người thứ hai").Fields("form")
	nam.Post(page+"/"+sign+"/sign", pagetest.With(own, "person", "nguoi-chau", "password", "sai")).Says(http.StatusUnprocessableEntity, "mật khẩu không đúng").Silent(`value="sai"`)
	nam.Post(page+"/"+sign+"/sign", pagetest.With(own, "person", "nguoi-nam", "password", seed.Password)).Says(http.StatusUnprocessableEntity)
	if a := chau.Post(page+"/"+sign+"/sign", chau.Get(page+"/"+sign+"/sign").Says(http.StatusOK, "Bạn ký với tên Lê Minh Châu").Fields("form")); a.To != page {
		t.Fatalf("%d: %.3000s", a.Status, pagetest.Plain(a.Text))
	}
	if got := s.figure(); got != 1010 {
		t.Errorf("published %d, signed 1010", got)
	}
	s.see(func(v *db.View) error {
		a, err := activity.Get(v, s.site)
		if a.State != activity.ClosedSigned {
			t.Error(a.State)
		}
		return err
	})

	s.post(s.unit, ledger.Scanned, 7)
	nam.Get(page).Says(http.StatusOK, "đã ký đủ", "Có số về sau biên bản", "+7", "Lập biên bản thay thế")
	form = nam.Get(page+"/new?shares=1").Says(http.StatusOK, "thay cho biên bản 01/BB-CĐ").Fields("form")
	nam.Post(page+"/new", pagetest.With(form, "why", "unscanned")).Says(http.StatusUnprocessableEntity, "Lý do thay")
	nam.Post(page+"/new", pagetest.With(form, "why", "unscanned", "reason", "máy gửi muộn", "signed", "5")).Says(http.StatusUnprocessableEntity, "nhiều hơn số chốt")
	if a := nam.Post(page+"/new", pagetest.With(form, "why", "unscanned", "reason", "máy gửi muộn", "signed", "1.017")); a.To != page {
		t.Fatalf("%d: %.3000s", a.Status, pagetest.Plain(a.Text))
	}
	sign = between(nam.Get(page).Text, page+"/", `/sign"`)
	own = nam.Get(page + "/" + sign + "/sign").Fields("form")
	if a := nam.Post(page+"/"+sign+"/sign", pagetest.With(own, "person", "nguoi-chau", "password", seed.Password)); a.To != page {
		t.Fatalf("%d: %.3000s", a.Status, pagetest.Plain(a.Text))
	}
	if got := s.figure(); got != 1017 {
		t.Errorf("published %d, signed 1017", got)
	}
	nam.Get(page).Says(http.StatusOK, "đã được thay", "bằng mật khẩu trên máy của người lập", "máy gửi muộn")
	s.see(func(v *db.View) error {
		all, err := closing.Of(v, s.site)
		if len(all) != 2 || all[1].Signatures[1].How != closing.ByPassword || all[1].Signatures[1].Person != "nguoi-chau" {
			t.Errorf("%+v", all)
		}
		return err
	})

	paper := nam.Get(page + "/" + sign + "/bien-ban.docx").Says(http.StatusOK)
	for _, want := range []string{"BIÊN BẢN", "NGƯỜI XÁC NHẬN", "Lê Minh Châu", "1.017", "máy gửi muộn"} {
		if !strings.Contains(word(t, paper.Text), want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	nam.Get(page + "/" + sign + "/bien-ban.pdf").Says(http.StatusOK)
	nam.Get(page + "/" + sign + "/bien-ban.exe").Says(http.StatusUnprocessableEntity)
	nam.Get(page + "/none/bien-ban.pdf").Says(http.StatusNotFound)
	s.as("seo").Get(page + "/" + sign + "/bien-ban.pdf").Says(http.StatusForbidden)
}

// between is what stands in a text between two others.
func between(text, before, after string) string {
	i := strings.Index(text, after)
	if i < 0 {
		return ""
	}
	return text[strings.LastIndex(text[:i], before)+len(before) : i]
}

// word is the text of a Word file.
func word(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(file)), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
