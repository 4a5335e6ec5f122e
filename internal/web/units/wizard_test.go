package units_test

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/task"
	"phongtrao/internal/web/pagetest"
)

// paper is a decision as it is typed.
var paper = url.Values{"number": {"12/QĐ-TLĐ"}, "date": {"01/10/2026"}, "issuer": {"TLĐ"}, "effective": {"15/10/2026"}}

// review opens the last step of a change.
func review(v *pagetest.Visitor, path string, pairs ...string) pagetest.Answer {
	return v.Get(path + "?" + pagetest.With(paper, append(pairs, "step", "review")...).Encode())
}

// do goes through to the end of a change.
func do(t *testing.T, v *pagetest.Visitor, path string, pairs ...string) pagetest.Answer {
	t.Helper()
	a := v.Post(path, review(v, path, pairs...).Says(200).Fields(path))
	if a.Status != 303 {
		t.Fatal(path, a.Status, pagetest.Plain(a.Text))
	}
	return a
}

// A change is two questions, then a look at what will happen, then the act; nothing is written before.
func TestRename(t *testing.T) {
	h, k, door := federation(t)
	chau := pagetest.As(t, h, door, "chau", password)
	first := chau.Get("/units/a/rename").Says(200, "Tên mới", "Có hiệu lực từ ngày").Silent("cần sửa").Fields("change")
	missing := chau.Get("/units/a/rename?"+first.Encode()).Says(200, "Chưa ghi mục “Tên mới”")
	what := pagetest.With(missing.Fields("change"), "name", "CĐCS Công ty Sen Vàng", "effective", "15/10/2026")
	second := chau.Get("/units/a/rename?"+what.Encode()).Says(200, "Số quyết định").Silent("cần sửa").Fields("change")
	if second.Get("name") != "CĐCS Công ty Sen Vàng" {
		t.Fatal("what was typed is lost on the way", second)
	}
	chau.Get("/units/a/rename?"+second.Encode()).Says(200, "Chưa ghi mục “Số quyết định”")
	ahead := pagetest.With(second, "number", "12/QĐ-LĐLĐ", "date", "1/12/2026", "issuer", "LĐLĐ TP Hải Phòng")
	chau.Get("/units/a/rename?"+ahead.Encode()).Says(200, "Ngày ký 01/12/2026 chưa đến")
	gone := pagetest.Nobody(t, door).Get("/units/a/rename?" + ahead.Encode()) // the session ended while typing: all of it comes back after signing in
	if back, _ := url.QueryUnescape(strings.TrimPrefix(gone.To, "/sign-in?to=")); gone.Status != 303 || back != "/units/a/rename?"+ahead.Encode() {
		t.Error(gone.Status, gone.To)
	}
	look := chau.Get("/units/a/rename?"+pagetest.With(ahead, "date", "1/10/2026").Encode()).Says(200, "Từ 15/10/2026", "mang tên “CĐCS Công ty Sen Vàng”", "Không đơn vị nào đổi chỗ", "Ghi muộn")
	send := look.Fields("/units/a/rename")
	done := chau.Post("/units/a/rename", send)
	if done.Status != 303 || done.To != "/units/a?on=2026-10-15" {
		t.Fatal(done.Status, done.To, done.Text)
	}
	if again := chau.Post("/units/a/rename", send); again.Status != 303 { // a second press of the button
		t.Errorf("sent twice: %d %s", again.Status, pagetest.Plain(again.Text))
	}
	chau.Get("/units/a").Says(200, "CĐCS Công ty Sen Vàng", "từ 01/01/2015 đến hết 14/10/2026")
	chau.Get("/units/a?on=2026-10-14").Says(200, "Công đoàn cơ sở Công ty Hồ Sen")

	// Somebody else was faster: both values are shown, and the form is kept for another try.
	stale := pagetest.With(send, "token", "khác", "name", "CĐCS Sen Trắng", "number", "13/QĐ-LĐLĐ")
	conflict := chau.Post("/units/a/rename", stale).Says(422, "vừa được người khác thay đổi", "“Công đoàn cơ sở Công ty Hồ Sen”, nay là “CĐCS Công ty Sen Vàng”")
	if f := conflict.Fields("change"); f.Get("name") != "CĐCS Sen Trắng" || f.Get("seen") != "" {
		t.Errorf("%v", f)
	}
	k.See(func(v *db.View) error {
		u, _, err := org.Get(v, "a", org.Today(v))
		if u.Name != "CĐCS Công ty Sen Vàng" {
			t.Error(u.Name)
		}
		return err
	})
}

// A name that fits several units is asked again as a choice, without scripts; a cycle and a stranger's unit are refused.
func TestMove(t *testing.T) {
	h, _, door := federation(t)
	ha, chau := pagetest.As(t, h, door, "ha", password), pagetest.As(t, h, door, "chau", password)
	review(ha, "/units/c/move", "parent", "lien doan").Says(200, "Có 3 đơn vị khớp với “lien doan”", "Liên đoàn Lao động tỉnh Hưng Yên (Tổng Liên đoàn")
	review(ha, "/units/c/move", "parent", "hải dương").Says(200, "Không có đơn vị nào tên “hải dương” hoạt động vào ngày 15/10/2026")
	review(chau, "/units/a/move", "parent", "hy").Says(200, "Không có đơn vị nào tên “hy”")
	review(ha, "/units/hpm/move", "parent", "a").Says(200, "cấp dưới")
	review(ha, "/units/c/move", "parent", "hy").Says(200, "đã trực thuộc")
	review(ha, "/units/c/move", "parent", "hai phong", "effective", "31/02/2026").Says(200, "Không có ngày 31/02/2026")
	review(ha, "/units/c/move", "parent", "hai phong", "effective", "01/01/2010").Says(200, "Không có đơn vị nào")
	review(ha, "/units/c/move", "parent", "hai phong").Says(200, "trực thuộc Liên đoàn Lao động thành phố Hải Phòng", "Liên đoàn Lao động tỉnh Hưng Yên → Liên đoàn Lao động thành phố Hải Phòng: 1 đơn vị", "Có thêm quyền với 1 đơn vị chuyển đến")
	do(t, ha, "/units/c/move", "parent", "hai phong")
	ha.Get("/units/hpm").Says(200, "Phố Nối")
}

func TestFoundSuspendDissolve(t *testing.T) {
	h, _, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	do(t, ha, "/units/hy/found", "name", "Công đoàn xã Như Quỳnh", "kind", "commune")
	ha.Get("/units/hy").Says(200, "Công đoàn xã Như Quỳnh")
	review(ha, "/units/hy/found", "name", "", "kind", "commune").Says(200, "Chưa ghi mục “Tên đầy đủ”")
	ha.Post("/units/hy/found", pagetest.With(paper, "name", "X", "kind", "confederation")).Says(422, "không có lựa chọn này")
	do(t, ha, "/units/c/suspend")
	ha.Get("/units/c").Says(200, "Tạm ngừng hoạt động", "Khôi phục hoạt động")
	ha.Get("/units/c/suspend").Says(404)
	do(t, ha, "/units/c/resume", "effective", "20/10/2026")
	review(ha, "/units/hy/dissolve").Says(200, "đơn vị trực thuộc", "Chưa ghi được")
	review(ha, "/units/hy/dissolve", "holding", "tld").Says(200, "Liên đoàn Lao động tỉnh Hưng Yên → Tổng Liên đoàn Lao động Việt Nam: 2 đơn vị", "Không có đơn vị kế thừa", "Kết thúc: 1 đơn vị")
	do(t, ha, "/units/hy/dissolve", "holding", "tld")
	ha.Get("/units/hy").Says(200, "Đã kết thúc 15/10/2026", "Không có đơn vị kế thừa")
	ha.Get("/units/hy/rename").Says(404)
}

// Every kind of change is looked at and carried out through its pages.
func TestEveryKind(t *testing.T) {
	h, k, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	k.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{{ID: "clb", Name: "Câu lạc bộ Chủ tịch", Kind: "club", Parent: "hpm"}}, on("2025-09-17"))
		return err
	})
	do(t, ha, "/units/hy/retype", "kind", "central_sector")
	ha.Get("/units/hy?on=2026-10-16").Says(200, "ngành")
	do(t, ha, "/units/a/join", "club", "cau lac bo")
	ha.Get("/units/a").Says(200, "Câu lạc bộ Chủ tịch")
	review(ha, "/units/a/join", "club", "clb").Says(200, "mỗi đơn vị chỉ có một cấp trên")
	do(t, ha, "/units/a/leave", "line", "club", "effective", "20/10/2026", "number", "14/QĐ")
	do(t, ha, "/units/hpm/enrol", "units", "a,b", "club", "clb", "effective", "25/10/2026")
	ha.Get("/units/clb").Says(200, "Hồ Sen", "Kẻ Sặt")
	do(t, ha, "/units/hpm/receive", "units", "c")
	do(t, ha, "/units/hpm/regroup", "units", "c,b", "parent", "hy", "effective", "01/11/2026")
	ha.Get("/units/hy").Says(200, "Phố Nối", "Kẻ Sặt")
	review(ha, "/units/hy/absorb").Says(200, "Chưa chọn đủ")
	review(ha, "/units/hpm/absorb", "units", "hpm", "effective", "02/11/2026").Says(200, "không thể sáp nhập vào chính mình")
	do(t, ha, "/units/hpm/absorb", "units", "hy", "effective", "02/11/2026")
	ha.Get("/units/hy").Says(200, "Nay là Liên đoàn Lao động thành phố Hải Phòng")
	review(ha, "/units/hpm/consolidate", "units", "a", "name", "CĐCS Sen", "kind", "base", "effective", "02/11/2026").Says(200, "cần ít nhất 2 đơn vị")
	review(ha, "/units/hpm/consolidate", "units", "a,a", "name", "CĐCS Sen", "kind", "base", "effective", "02/11/2026").Says(200, "Hợp nhất cần ít nhất hai đơn vị")
	review(ha, "/units/hpm/consolidate", "units", "a,hy", "name", "CĐCS Sen", "kind", "base", "effective", "02/11/2026").Says(200, "không hoạt động vào ngày 02/11/2026")
	to := do(t, ha, "/units/hpm/consolidate", "units", "a,b", "name", "CĐCS Sen Sặt", "kind", "base", "effective", "02/11/2026").To
	ha.Get(to).Says(200, "CĐCS Sen Sặt", "Thành lập do hợp nhất")

	// The record was wrong: the new unit is called otherwise, and the absorption was a mistake.
	unit, _, _ := strings.Cut(strings.TrimPrefix(to, "/units/"), "?")
	wrong := url.Values{"step": {"review"}, "effective": {"2026-11-02"}, "name": {"CĐCS Sen và Sặt"}}
	ha.Get("/units/"+unit+"/correct?"+wrong.Encode()).Says(200, "Chưa ghi mục “Lý do”")
	look := ha.Get("/units/"+unit+"/correct?"+pagetest.With(wrong, "note", "gõ thiếu chữ").Encode()).Says(200, "Tên đúng: CĐCS Sen và Sặt")
	if a := ha.Post("/units/"+unit+"/correct", look.Fields("/units/"+unit+"/correct")); a.Status != 303 {
		t.Fatal(pagetest.Plain(a.Text))
	}
	ha.Get("/units/"+unit).Says(200, "CĐCS Sen và Sặt", "gõ thiếu chữ")
	offered := ha.Get("/units/hy/withdraw").Says(200, "Sáp nhập từ 02/11/2026")
	_, id, _ := strings.Cut(offered.Text, `name="change" value="`)
	id, _, _ = strings.Cut(id, `"`)
	look = ha.Get("/units/hy/withdraw?"+url.Values{"step": {"review"}, "change": {id}, "note": {"ghi nhầm"}}.Encode()).Says(200, "như chưa từng có", "Không còn kết thúc: 1 đơn vị")
	if a := ha.Post("/units/hy/withdraw", look.Fields("/units/hy/withdraw")); a.Status != 303 {
		t.Fatal(pagetest.Plain(a.Text))
	}
	ha.Get("/units/hy").Says(200, "Đang hoạt động")
}

// A split names its parts, says who goes where, and divides the past by shares that add up.
func TestSplit(t *testing.T) {
	h, k, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	k.Write(func(tx *db.Tx) error {
		return org.MoveAll(tx, []org.UnitID{"c"}, org.UnionLine, "hpm", on("2026-01-01"))
	})
	parts := []string{"parts", "2", "name_1", "Công đoàn Bắc", "kind_1", "commune", "name_2", "Công đoàn Nam", "kind_2", "commune"}
	review(ha, "/units/hpm/split", parts...).Says(200, "Chưa chọn mục “Các đơn vị trực thuộc chưa chọn về”")
	parts = append(parts, "rest", "2", "kids_1", "a")
	review(ha, "/units/hpm/split", append(parts, "kids_2", "a")...).Says(200, "được chia vào hai nơi")
	shares := append(parts, "shares", "yes")
	review(ha, "/units/hpm/split", shares...).Says(200, "Số đoàn viên: phần 1")
	form := review(ha, "/units/hpm/split", shares...).Fields("change")
	for name := range form {
		if strings.HasPrefix(name, "share_1") {
			shares = append(shares, name, "60,5")
		}
		if strings.HasPrefix(name, "share_2") {
			shares = append(shares, name, "30")
		}
	}
	review(ha, "/units/hpm/split", shares...).Says(200, "các tỷ lệ cộng lại được 90,5%, phải đúng 100%")
	for i, s := range shares {
		if s == "30" {
			shares[i] = "39,5"
		}
	}
	review(ha, "/units/hpm/split", append(shares, "share_1_member.members", "nửa")...).Says(200, "Không đọc được tỷ lệ “nửa”")
	review(ha, "/units/hpm/split", shares...).Says(200, "Thành lập: 2 đơn vị", "→ Công đoàn Nam: 2 đơn vị", "được chia theo tỷ lệ")
	more := ha.Get("/units/hpm/split?add=1&"+pagetest.With(paper, append(parts, "step", "decision")...).Encode()).Says(200, "Phần 3")
	if f := more.Fields("change"); f.Get("parts") != "3" || f.Get("name_1") != "Công đoàn Bắc" {
		t.Error(f)
	}
	do(t, ha, "/units/hpm/split", shares...)
	ha.Get("/units/hpm").Says(200, "Đã kết thúc 15/10/2026")
}

// Units are ticked page by page, searched in any spelling, and kept in the address or, where they are many, as a file.
func TestChoosing(t *testing.T) {
	h, k, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	k.Write(func(tx *db.Tx) error {
		var units []org.Unit
		for i := range 700 {
			units = append(units, org.Unit{Name: "CĐCS Số " + strings.Repeat("I", i%7) + string(rune('A'+i%26)) + string(rune('A'+i/26)), Kind: "base", Parent: "hy"})
		}
		_, err := org.FoundAll(tx, units, on("2020-01-01"))
		return err
	})
	open := ha.Get("/units/hy/regroup?choose=units&effective=15/10/2026").Says(200, "1–300 trong 701", "đã chọn 0")
	if len(open.Text) > 150_000 {
		t.Errorf("a page of choosing has %d bytes", len(open.Text))
	}
	form := open.Fields("choose")
	form.Del("on")
	_, one, _ := strings.Cut(open.Text, `name="on" value="`)
	one, _, _ = strings.Cut(one, `"`)
	next := ha.Post("/units/hy/regroup/choose", pagetest.With(form, "go", "later", "on", one))
	page := ha.Get(next.To).Says(200, "301–600 trong 701", "đã chọn 1")
	form = page.Fields("choose")
	form.Del("on")
	found := ha.Get(ha.Post("/units/hy/regroup/choose", pagetest.With(form, "go", "find", "find", "pho noi")).To).Says(200, "Phố Nối", "đã chọn 1").Silent("CĐCS Số")
	form = pagetest.With(found.Fields("choose"), "on", "c")
	all := ha.Get(ha.Post("/units/hy/regroup/choose", pagetest.With(form, "go", "find", "find", "")).To).Says(200, "đã chọn 2")
	if !strings.Contains(all.Text, `value="`+one+`" checked`) {
		t.Error("a tick is lost by searching")
	}
	form = all.Fields("choose")
	form.Del("on")
	all = ha.Get(ha.Post("/units/hy/regroup/choose", pagetest.With(form, "go", "all")).To).Says(200, "đã chọn 701")
	form = all.Fields("choose")
	form.Del("on")
	sent := url.Values{}
	for name, v := range form {
		sent[name] = v
	}
	for _, part := range strings.Split(all.Text, `name="on" value="`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		sent.Add("on", id)
	}
	done := ha.Post("/units/hy/regroup/choose", pagetest.With(sent, "go", "done"))
	if len(done.To) > 400 {
		t.Errorf("the address of 701 units has %d letters", len(done.To))
	}
	first := ha.Get(done.To).Says(200, "701 đơn vị", "và 689 đơn vị khác").Fields("change")
	look := ha.Get("/units/hy/regroup?"+pagetest.With(first, "parent", "hai phong", "step", "review", "number", "9/QĐ", "date", "1/10/2026", "issuer", "x").Encode()).Says(200, "→ Liên đoàn Lao động thành phố Hải Phòng: 701 đơn vị")
	if a := ha.Post("/units/hy/regroup", look.Fields("/units/hy/regroup")); a.Status != 303 {
		t.Fatal(pagetest.Plain(a.Text))
	}
	chau := pagetest.As(t, h, door, "chau", password)
	review(chau, "/units/hpm/receive", "units", "hy").Says(200, "ngoài phạm vi của bạn")
	review(chau, "/units/hpm/receive", "units", "@"+strings.Repeat("0", 64)).Says(422, "không còn")
}

// The decision's file is kept with the change and handed out to those who may see a unit of it; what was done is undone by one press.
func TestFileAndUndo(t *testing.T) {
	h, k, door := federation(t)
	ha, an := pagetest.As(t, h, door, "ha", password), pagetest.As(t, h, door, "an", password)
	look := review(ha, "/units/c/rename", "name", "CĐCS Phố Nối A").Says(200, "Tệp quyết định")
	send := func(name string, fields url.Values) pagetest.Answer {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		for n, v := range fields {
			if err := w.WriteField(n, v[0]); err != nil {
				t.Fatal(err)
			}
		}
		f, err := w.CreateFormFile("paper", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write([]byte("%PDF-1.4 quyết định"))
		w.Close()
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/units/c/rename", &b)
		r.Header.Set("Content-Type", w.FormDataContentType())
		return ha.Send(r)
	}
	fields := look.Fields("/units/c/rename")
	fields.Del("paper")
	send("virus.exe", fields).Says(422, "chỉ nhận tệp")
	done := send("2134.pdf", fields)
	if done.Status != 303 {
		t.Fatal(pagetest.Plain(done.Text))
	}
	var change string
	k.See(func(v *db.View) error {
		all, err := org.Changes(v, "c")
		if c := all[len(all)-1]; err == nil {
			change = c.ID
			if len(c.File) != 64 {
				t.Errorf("the change has no file: %+v", c.Decision)
			}
		}
		return err
	})
	if page := ha.Get("/units/c"); !strings.Contains(page.Text, "/changes/"+change+"/file") {
		t.Error("the timeline does not lead to the file")
	}
	undo := url.Values{"change": {change}, "token": {"u"}}
	an.Post("/units/a/undo", undo).Says(403)
	if a := ha.Post("/units/c/undo", undo); a.Status != 303 {
		t.Fatal(pagetest.Plain(a.Text))
	}
	ha.Get("/units/c").Says(200, "Công đoàn cơ sở Công ty Phố Nối", "Hoàn tác ngay sau khi ghi")
	chau := pagetest.As(t, h, door, "chau", password)
	chau.Post("/units/hpm/undo", url.Values{"change": {change}, "token": {"v"}}).Says(403, "ngoài phạm vi")
}

// A look ahead counts the targets and tasks that are open, and shows the figures before and after with the differences by name.
func TestLook(t *testing.T) {
	h, k, door := federation(t)
	ha := pagetest.As(t, h, door, "ha", password)
	k.Write(func(tx *db.Tx) error {
		if _, err := ledger.Post(tx, ledger.Posting{Unit: "c", Indicator: "member.members", Quantity: ledger.Exactly(120), Evidence: ledger.Declared, Day: day.Must("2026-05-01"), Source: "thử"},
			ledger.Posting{Unit: "a", Indicator: "blood.bags", Quantity: ledger.Exactly(31), Evidence: ledger.Signed, Day: day.Must("2026-06-01"), Source: "thử"}); err != nil {
			return err
		}
		drive, err := campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "tld", Period: day.Year(2026), Words: campaign.Words{Name: "Hiến máu 2026"}})
		if err != nil {
			return err
		}
		if _, err = campaign.Assign(tx, campaign.Assignment{Campaign: drive, Unit: "c", Indicator: "blood.bags", Period: day.Year(2026), Quantity: 40, Because: campaign.Because{Reason: "thử"}}); err != nil {
			return err
		}
		_, err = task.Give(tx, task.Task{Giver: "tld", Title: "Báo cáo quý", Cause: "dispatch/d1 item 2", Due: day.Must("2026-12-20")}, "c", "a")
		return err
	})
	review(ha, "/units/c/dissolve").Says(200, "1 chỉ tiêu của Hiến máu 2026", "cần điều chỉnh về 0", "Báo cáo quý", "1 đơn vị chưa xong", "1 đơn vị kết thúc: hãy rút việc",
		"Số đoàn viên", "Công đoàn cơ sở Công ty Phố Nối: 120 không còn trong tổng nào (không có đơn vị kế thừa)", "−120").Silent("Số đơn vị máu")
	review(ha, "/units/c/move", "parent", "hpm", "effective", "1/12/2026").Says(200, "1 chỉ tiêu của Hiến máu 2026", "xem lại việc giao", "+120", "−120", "Hẹn trước: có hiệu lực từ 01/12/2026")
	late := review(ha, "/units/a/move", "parent", "hy", "effective", "01/03/2026").Says(200, "Ghi muộn", "Số đơn vị máu", "31 , mở lý lịch số liệu → 0", "0 , mở lý lịch số liệu → 31")
	if !strings.Contains(late.Text, `href="/figures?`) {
		t.Error("a figure has no way to its passport")
	}
	review(ha, "/units/c/rename", "name", "CĐCS Khác").Says(200, "tổng số liệu ở mọi cấp giữ nguyên", "Không có việc nào")
}

// A decision that is in the register already is chosen there, with its file; another unit's register is not looked into.
func TestRegister(t *testing.T) {
	h, k, door := federation(t)
	ha, chau := pagetest.As(t, h, door, "ha", password), pagetest.As(t, h, door, "chau", password)
	hash, err := h.Files.Put(strings.NewReader("%PDF-1.4"), 100)
	if err != nil {
		t.Fatal(err)
	}
	var id string
	k.Write(func(tx *db.Tx) (err error) {
		id, err = dispatch.Register(tx, dispatch.Dispatch{Direction: dispatch.In, Number: "151/QĐ-TLĐ", Date: day.Must("2026-09-30"), Issuer: "Tổng Liên đoàn", Subject: "Tạm ngừng hoạt động", Owner: "tld", File: hash, FileName: "151.pdf"})
		return err
	})
	at := "/units/c/suspend?effective=15/10/2026&step=decision"
	page := ha.Get(at).Says(200, "Quyết định đã vào sổ?", "151/QĐ-TLĐ")
	if !strings.Contains(page.Text, `name="dispatch" value="`+id+`"`) {
		t.Error("the register offers no choice")
	}
	ha.Get(at+"&look=khong+co+gi").Says(200, "Không có văn bản nào khớp")
	chosen := ha.Get(at + "&dispatch=" + id).Fields("change")
	if chosen.Get("number") != "151/QĐ-TLĐ" || chosen.Get("date") != "30/09/2026" || chosen.Get("issuer") != "Tổng Liên đoàn" {
		t.Fatal(chosen)
	}
	look := ha.Get("/units/c/suspend?"+chosen.Encode()).Says(200, "Tệp lấy từ sổ văn bản: 151.pdf")
	if a := ha.Post("/units/c/suspend", look.Fields("/units/c/suspend")); a.Status != 303 {
		t.Fatal(pagetest.Plain(a.Text))
	}
	k.See(func(v *db.View) error {
		all, err := org.Changes(v, "c")
		if c := all[len(all)-1]; c.File != hash || c.Number != "151/QĐ-TLĐ" {
			t.Errorf("%+v", c)
		}
		return err
	})
	chau.Get("/units/a/suspend?effective=15/10/2026&step=decision").Says(200).Silent("151/QĐ-TLĐ")
	chau.Get("/units/a/suspend?effective=15/10/2026&step=decision&dispatch=" + id).Says(403)
}
