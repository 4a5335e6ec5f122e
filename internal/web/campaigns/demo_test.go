package campaigns_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/house"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/pagetest"
)

// visit opens the demo, with visitors by their login.
func visit(t *testing.T) (*house.House, func(login string) *pagetest.Visitor) {
	t.Helper()
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, campaigns.Screens(), campaigns.Actions())
	return h, func(login string) *pagetest.Visitor { return pagetest.As(t, h, mux, login, seed.Password) }
}

// link finds where the words of a page lead.
func link(t *testing.T, a pagetest.Answer, words string) string {
	t.Helper()
	m := regexp.MustCompile(`href="([^"]*)"[^>]*>(?:<svg[^>]*>.*?</svg>)?` + regexp.QuoteMeta(words)).FindStringSubmatch(a.Text)
	if m == nil {
		t.Fatalf("no link %q: %.3000s", words, pagetest.Plain(a.Text))
	}
	return strings.ReplaceAll(m[1], "&amp;", "&")
}

// kept checks that what was typed stands in the form again.
func kept(t *testing.T, a pagetest.Answer, typed ...string) {
	t.Helper()
	for _, s := range typed {
		if !strings.Contains(a.Text, `value="`+s+`"`) {
			t.Errorf("%q was lost", s)
		}
	}
}

const blood2024 = "Hiến máu tình nguyện các KCN Hưng Yên năm 2024"

// TestCampaign opens the five blood days as the tour does: the figure of half a year against the target of a year.
func TestCampaign(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	list := bao.Get("/campaigns").Says(200, blood2024, "1.948 đơn vị máu", "162%", "chưa giao chỉ tiêu")
	page := link(t, list, blood2024)
	half := bao.Get(page+"?from=2024-01-01&to=2024-06-30").Says(200, "105,4", "1.265", "trên 1.200 đơn vị máu", "Vượt chỉ tiêu 65 đơn vị máu",
		"bản 1, năm 2024, KH 03/KH-BCĐHMKCN; làm tròn 0,1", "không phải tỷ lệ hoàn thành của 6 tháng đầu năm 2024", "dữ liệu minh hoạ",
		"đã thông báo theo số 13/TB-BCĐHMKCN", "hoãn theo số 14/TB-BCĐHMKCN", "1.265/1.200 = 105%, in 105%: đúng", "Ghi ở chính cấp này")
	half.Silent("1.948", "chưa có nguồn")
	bao.Get(page).Says(200, "162,3", "1 hoạt động chưa có số này", "Đợt 8 mới chốt tạm, chưa có biên bản ký", "đang hoãn, chưa có ngày mới")

	rows := bao.Part(page+"/rows?under=hy-kcn&on=2024-12-31&level=2", "tr#tr-hy-kcn").Says(200, "CĐCS Công ty TNHH TOTO", "119", "Ghi ở chính cấp này")
	rows.Silent("Tổng quan")
	if !strings.HasPrefix(strings.TrimSpace(rows.Text), "<tr") {
		t.Errorf("not rows alone: %.100s", rows.Text)
	}
	bao.Get(page+"/rows?under=tinh-01&on=2024-12-31").Says(404, "phạm vi")
	bao.Get(page+"?from=2024-07-01&to=2024-01-01").Says(422, "Kỳ kết thúc")
	bao.Get(page+"?on=2026-02-31").Says(422, "Không đọc được ngày")

	lan := as("lan")
	part := lan.Get(page).Says(200, "Phần của CĐCS Công ty TNHH TOTO", "119", "Nhập số liệu")
	part.Silent("1.948", "1.265 đơn vị", "Chia xuống")
	as("chau").Get(page).Says(404, "phạm vi của bạn")
	as("mai").Get("/campaigns").Says(200, "Những bước chân khỏe đẹp").Silent(blood2024)
}

// TestRun carries "at least" from twelve sites to the total.
func TestRun(t *testing.T) {
	_, as := visit(t)
	chau := as("chau")
	run := link(t, chau.Get("/campaigns"), "Những bước chân khỏe đẹp")
	chau.Get(run).Says(200, "22.000", "trở lên", "Chưa giao chỉ tiêu", "12 hoạt động mới chốt tạm", "hơn 22 nghìn người", "* dữ liệu minh hoạ")
	site := link(t, chau.Get(run), "Điểm cầu trung tâm KCN VSIP")
	chau.Get(site).Says(200, "Các điểm cầu", "Kiểm đếm", "Chốt số có ký xác nhận")
}

// TestGone shows on today's map a campaign whose district is no more.
func TestGone(t *testing.T) {
	_, as := visit(t)
	ha := as("ha")
	page := link(t, ha.Get("/campaigns"), "Tháng Công nhân và Tháng hành động về ATVSLĐ năm 2023")
	ha.Get(page).Says(200, "Số suất quà", "10")
	ha.Get(page+"?on=2026-11-02").Says(200, "Theo đơn vị")
}

// TestTargets walks a target through its life: shared with a wrong balance, shared, taken on, revised by two at once.
func TestTargets(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	page := link(t, bao.Get("/campaigns"), blood2024)
	board := page + "/targets"
	form := bao.Get(board).Says(200, "1.200", "Đăng ký phấn đấu", "CĐCS Công ty TNHH TOTO", "162,3%").Fields("shares")
	target := "/targets/" + form.Get("of")
	bao.Get(target).Says(200, "162,3%", "Bản 1: giao chỉ tiêu", "Chỉ tiêu UBND tỉnh giao")

	fields := form
	over := bao.Post(board, pagetest.With(form, "u-hy-toto", "1.000", "u-hy-sews", "200", "keep", "100", "reason", "Theo số lao động")).
		Says(422, "không giữ được dự phòng 100", "Vượt", "1.200", "Theo số lao động")
	kept(t, over, "1.000", "200", "100")
	for _, wrong := range []struct{ field, text, says string }{
		{"u-hy-toto", "1.5", "1.5"}, {"u-hy-toto", "-3", "không thể âm"}, {"u-hy-toto", "khoảng 200", "khoảng 200"}, {"u-hy-toto", "1.300", "vượt chỉ tiêu 1.200 là 107"},
		{"keep", "nhiều", "nhiều"}, {"u-hy-toto", "9999999999999999999", "9999999999999999999"}, {"u-tinh-01", "5", "không trực thuộc"},
	} {
		sent := pagetest.With(form, "u-hy-sews", "7", wrong.field, wrong.text)
		kept(t, bao.Post(board, sent).Says(422, wrong.says), "7")
	}
	bao.Post(board, form).Says(422, "Chưa có số nào thay đổi")
	if to := bao.Post(board, pagetest.With(form, "u-hy-toto", "300", "u-hy-sews", "0,2 nghìn", "keep", "100")).Says(303).To; to != board+"?of="+form.Get("of") {
		t.Error(to)
	}
	tree := bao.Get(board).Says(200, "500", "600", "CĐCS Công ty TNHH TOTO", "chờ xác nhận", "Các lần ghi gần đây")

	mine := link(t, tree, "CĐCS Công ty TNHH TOTO")
	lan := as("lan")
	lan.Get(page).Says(200, "39,7", "Còn thiếu 181 đơn vị máu")
	lan.Get(target).Says(404)
	lan.Get(mine).Says(200, "Nhận chỉ tiêu", "Đề nghị số khác").Silent("Điều chỉnh")
	form = lan.Get(mine + "/propose").Fields("form")
	lan.Post(mine+"/propose", pagetest.With(form, "quantity", "250")).Says(422, "Lý do")
	lan.Post(mine+"/propose", pagetest.With(form, "quantity", "250", "reason", "Nhà máy nghỉ hai tuần")).Says(303)
	lan.Post(mine+"/accept", lan.Get(mine+"/accept").Fields("form")).Says(303)
	lan.Post(mine+"/revise", form).Says(403)

	revise := bao.Get(mine + "/revise").Fields("form")
	agree := regexp.MustCompile(`/targets/[^"]*/agree\?proposal=[^"]*`).FindString(bao.Get(mine).Says(200, "Nhà máy nghỉ hai tuần").Text)
	bao.Post(mine+"/agree", bao.Get(agree).Says(200, "250", "300").Fields("form")).Says(303)
	late := bao.Post(mine+"/revise", pagetest.With(revise, "quantity", "280", "reason", "Theo hội nghị")).
		Says(422, "vừa sửa mục này", "280", "250", "Phạm Quốc Bảo")
	late.Says(422, "Theo hội nghị")
	bao.Get(mine).Says(200, "250", "Bản", "Chỉ tiêu 300 thành 250")
	bao.Get(target).Says(200, "750 dự phòng")

	// Two who write the same unit see both numbers; one who writes another unit is not in the way.
	second := pagetest.With(fields, "token", "second", "was", "hy-toto:300,hy-sews:200", "u-hy-sews", "210", "u-hy-toto", "260", "reason", "x")
	kept(t, bao.Post(board, second).Says(422, "vừa ghi 250"), "260", "210")
	bao.Post(board, pagetest.With(fields, "token", "another", "was", "hy-toto:300,hy-sews:200", "u-hy-toto", "300", "u-hy-sews", "210", "kept", "100", "keep", "100")).Says(303)
	bao.Get(target).Says(200, "740 dự phòng")
	lan.Post(board, fields).Says(403)
	lan.Post(board, pagetest.With(fields, "token", "third", "of", mine[len("/targets/"):], "u-hy-sews", "5", "keep", "")).Says(422, "không trực thuộc")

	undo := regexp.MustCompile(`/target-batches/[^"]*/undo`).FindString(bao.Get(board).Text)
	lan.Post(undo, url.Values{}).Says(403)
	bao.Post(undo, url.Values{}).Says(303)
	bao.Post(undo, url.Values{}).Says(409, "đã được hoàn tác rồi")
	bao.Get(board).Says(200, "đã hoàn tác", "Hoàn tác: chia chỉ tiêu")
	bao.Get(target).Says(200, "750 dự phòng", "hoàn tác")

	// A proposal of another target is not answered through one's own.
	other := link(t, tree, "CĐCS Công ty TNHH Sews-Components")
	id := agree[strings.Index(agree, "=")+1:]
	bao.Get(other+"/agree?proposal="+id).Says(404, "đề nghị này")
	bao.Post(page+"/targets/new", pagetest.With(bao.Get(page+"/targets/new").Fields("form"), "quantity", "nhiều")).Says(422, "nhiều")
	pledge := pagetest.With(lan.Get(page+"/pledges/new").Says(200, "CĐCS Công ty TNHH TOTO").Fields("form"), "indicator", "blood.bags")
	lan.Post(page+"/pledges/new", pagetest.With(pledge, "quantity", "0")).Says(422)
	lan.Post(page+"/pledges/new", pagetest.With(pledge, "quantity", "320")).Says(303)
	lan.Post(page+"/pledges/new", pagetest.With(pledge, "unit", "hy-sews", "quantity", "320")).Says(403)
	bao.Get(page+"/targets").Says(200, "320")
}

// TestNew opens a campaign with one wrong input, then rightly, and only once for one form.
func TestNew(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	form := bao.Get("/campaigns/new").Says(200, "Liên đoàn Lao động tỉnh Hưng Yên", "03/KH-BCĐHMKCN").Fields("form")
	form = pagetest.With(form, "name", "Giọt hồng công nhân 2026", "kind", "blood", "accent", "son")
	kept(t, bao.Post("/campaigns/new", pagetest.With(form, "to", "31/02/2026")).Says(422, "31/02/2026"), "Giọt hồng công nhân 2026", "31/02/2026")
	bao.Post("/campaigns/new", pagetest.With(form, "from", "31/12/2026", "to", "01/01/2026")).Says(422, "trước ngày bắt đầu")
	bao.Post("/campaigns/new", pagetest.With(form, "name", "")).Says(422, "Tên phong trào")
	bao.Post("/campaigns/new", form).Says(303)
	if to := bao.Post("/campaigns/new", form).Says(303).To; to != "/campaigns" {
		t.Errorf("sent twice leads to %s", to)
	}
	made := strings.Count(pagetest.Plain(bao.Get("/campaigns").Text), "Giọt hồng công nhân 2026")
	if made != 1 {
		t.Errorf("made %d times", made)
	}
	as("mai").Get("/campaigns/new").Says(403)
	as("lan").Post("/campaigns/new", form).Says(403)
}

// TestDrive plans an activity, takes it on, enters figures from a paper, takes them back.
func TestDrive(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	page := link(t, bao.Get("/campaigns"), blood2024)
	form := bao.Get(page + "/activities/new").Fields("form")
	form = pagetest.With(form, "name", "Đợt 9", "day", "15/10/2024")
	kept(t, bao.Post(page+"/activities/new", pagetest.With(form, "day", "15/10")).Says(422, "chưa có năm"), "Đợt 9", "15/10")
	bao.Post(page+"/activities/new", pagetest.With(form, "place", "Atlantis")).Says(422, "Không có địa điểm nào tên “Atlantis”")
	drive := bao.Post(page+"/activities/new", pagetest.With(form, "place", "thang long ii", "partner-collects", "Bệnh viện Hữu nghị Việt Đức; Hội Chữ thập đỏ tỉnh")).Says(303).To
	bao.Get(drive).Says(200, "bản thảo", "KCN Thăng Long II", "Hội Chữ thập đỏ tỉnh", "Thứ Ba, 15/10/2024")
	bao.Get(page).Says(200, "Đợt 9 đã qua ngày mà vẫn ở “bản thảo”")

	site := bao.Get(drive+"/sites/new").Says(200, "điểm cầu trung tâm").Fields("form")
	bao.Post(drive+"/sites/new", pagetest.With(site, "name", "Điểm Phố Nối", "place", "thang long ii")).Says(422)
	bao.Post(drive+"/sites/new", pagetest.With(site, "name", "Điểm Phố Nối", "place", "pho noi a")).Says(303)
	bao.Get(drive).Says(200, "Các điểm cầu", "Điểm Phố Nối", "Sửa kế hoạch")

	step := func(to string, pairs ...string) pagetest.Answer {
		t.Helper()
		f := bao.Get(drive + "/advance/" + to).Fields("form")
		return bao.Post(drive+"/advance/"+to, pagetest.With(f, pairs...))
	}
	step("running").Says(422, "không chuyển thẳng")
	step("announced", "notice", "20/TB-BCĐHMKCN", "noticed", "01/10/2024").Says(303)
	step("postponed").Says(422, "Hãy ghi số thông báo hoãn, hoặc lý do hoãn")
	step("postponed", "notice", "21/TB-BCĐHMKCN", "noticed", "03/10/2024").Says(303)
	step("announced", "notice", "22/TB-BCĐHMKCN").Says(422, "Ngày diễn ra")
	step("announced", "day", "20/10/2024", "notice", "22/TB-BCĐHMKCN").Says(303)
	step("running").Says(303)
	bao.Get(drive).Says(200, "Thông báo số 20/TB-BCĐHMKCN", "Thông báo số 21/TB-BCĐHMKCN", "ngày mới 20/10/2024", "Nhập số từ giấy tờ")

	paper := bao.Get(drive + "/figures").Fields("form")
	paper = pagetest.With(paper, "blood.came", "100", "blood.accepted", "90", "blood.bags", "95", "evidence", "signed", "date", "20/10/2024", "signers", "hai bên")
	kept(t, bao.Post(drive+"/figures", paper).Says(422, "95", "ghi lời giải trình"), "hai bên", "95")
	bao.Post(drive+"/figures", pagetest.With(paper, "blood.bags", "1.5")).Says(422, "1.5")
	bao.Post(drive+"/figures", pagetest.With(paper, "blood.bags", "88", "signers", "")).Says(422, "Hãy ghi những người đã ký biên bản")
	good := pagetest.With(paper, "blood.bags", "88", "number", "Biên bản 9")
	bao.Post(drive+"/figures", good).Says(303)
	bao.Post(drive+"/figures", good).Says(303) // the same form sent twice
	bao.Post(drive+"/figures", pagetest.With(good, "token", "another", "blood.bags", "87")).Says(422, "Nếu số mới thay số cũ, hãy huỷ phiếu cũ trước")
	shown := bao.Get(drive).Says(200, "88", "Biên bản 9", "hai bên")
	bao.Get(page).Says(200, "2.036")

	void := link(t, shown, "Huỷ phiếu")
	bao.Post(void, bao.Get(void).Fields("form")).Says(422, "Lý do huỷ")
	bao.Post(void, pagetest.With(bao.Get(void).Fields("form"), "reason", "nhập nhầm đợt")).Says(303)
	bao.Get(drive).Says(200, "đã huỷ", "nhập nhầm đợt", "Chưa có số liệu")

	count := bao.Get(drive + "/count").Fields("form")
	count = pagetest.With(count, "what", "came", "quantity", "hơn 300")
	bao.Post(drive+"/count", count).Says(422, "hai người đếm")
	bao.Post(drive+"/count", pagetest.With(count, "second", "nguoi-hung")).Says(303)
	bao.Get(drive).Says(200, "từ 300", "Hoàng Gia Hưng", "Phạm Quốc Bảo")
	bao.Post(drive+"/count", pagetest.With(count, "token", "another", "second", "nguoi-hung", "quantity", "320")).Says(422)
	edit := bao.Get(drive + "/edit").Fields("form")
	bao.Post(drive+"/edit", pagetest.With(edit, "name", "")).Says(422, "Tên hoạt động")

	lan := as("lan")
	lan.Get(drive).Says(200, "Báo số của đơn vị").Silent("Nhập số từ giấy tờ", "Hoãn hoạt động")
	lan.Get(drive + "/figures").Says(403)
	lan.Post(drive+"/advance/cancelled", url.Values{}).Says(403)
	as("seo").Get(drive).Says(404)
}

// TestEdit describes a campaign anew: wrong words are told in their field, and who comes second sees both versions.
func TestEdit(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	page := link(t, bao.Get("/campaigns"), blood2024)
	edit := page + "/edit"
	bao.Get(page).Says(200, `Sửa`)
	form := pagetest.With(bao.Get(edit).Says(200, "Số đơn vị máu", "Đỏ son").Fields("form"), "lead", "blood.bags", "accent", "son")
	second := pagetest.With(bao.Get(edit).Fields("form"), "lead", "blood.bags", "accent", "son")
	for _, wrong := range [][]string{{"name", " "}, {"accent", "hồng"}, {"lead", "run.ran"}, {"summary", strings.Repeat("dài ", 400)}} {
		bao.Post(edit, pagetest.With(form, wrong...)).Says(422, "chưa có gì được ghi")
	}
	bao.Post(edit, pagetest.With(form, "name", "Giọt hồng các KCN Hưng Yên 2024")).Says(303)
	bao.Get(page).Says(200, "Giọt hồng các KCN Hưng Yên 2024", "162,3")
	clash := bao.Post(edit, pagetest.With(second, "name", "Hiến máu 2024", "summary", "Lời mới")).
		Says(422, "Phạm Quốc Bảo vừa sửa mục này", "Giọt hồng các KCN Hưng Yên 2024", "Hiến máu 2024", "Ghi bản của tôi đè lên")
	kept(t, clash, "Hiến máu 2024", "Lời mới")
	lan := as("lan")
	lan.Get(page).Says(200).Silent("/edit")
	lan.Get(edit).Says(403)
	lan.Post(edit, form).Says(403)
}
