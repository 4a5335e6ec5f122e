package campaigns_test

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/base/sheet"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/pagetest"
)

// TestOwn: a unit finds what it was given, objects with a number of its own, is answered, and takes the rest on; every wrong
// answer on either side is told, and nothing typed is lost.
func TestOwn(t *testing.T) {
	_, as := visit(t)
	bao, lan := as("bao"), as("lan")
	lan.Get("/targets").Says(200, "Đơn vị chưa được giao chỉ tiêu")
	board := "/campaigns/hienmau-hungyen-2024/targets"
	form := bao.Get(board).Fields("shares")
	bao.Post(board, pagetest.With(form, "u-hy-toto", "300", "u-hy-sews", "200", "keep", "")).Says(303)
	page := lan.Get("/targets").Says(200, "300", "Hiến máu tình nguyện các KCN Hưng Yên năm 2024", "KH 03/KH-BCĐHMKCN", "119", "Nhận chỉ tiêu", "Đề nghị xem lại")
	page.Silent("Chia xuống 1.200")
	mine := regexp.MustCompile(`/targets/[a-z0-9]+`).FindString(page.Text)
	as("bao").Get("/targets?unit=hy-toto").Says(200, "300").Silent("Đề nghị xem lại")
	lan.Get("/targets?unit=hy-sews").Says(403)

	dispute := lan.Get(mine+"/dispute").Says(200, "Số đơn vị đề nghị").Fields("form")
	for _, wrong := range [][]string{{"reason", " ", "quantity", "250"}, {"reason", "đơn hàng giảm", "quantity", "ít hơn"}, {"reason", "đơn hàng giảm", "quantity", "-4"}, {"reason", "đơn hàng giảm", "quantity", "300"},
		{"reason", strings.Repeat("dài ", 400), "quantity", "250"}} {
		kept(t, lan.Post(mine+"/dispute", pagetest.With(dispute, wrong...)).Says(422, "chưa có gì được ghi"), wrong[3])
	}
	lan.Post(mine+"/dispute", pagetest.With(dispute, "version", "7", "reason", "đơn hàng giảm")).Says(422, "vừa sửa mục này")
	lan.Post(mine+"/dispute", pagetest.With(dispute, "reason", "đơn hàng giảm", "quantity", "250")).Says(303)
	lan.Post(mine+"/dispute", pagetest.With(dispute, "token", "again", "version", "2", "reason", "lần nữa")).Says(422, "đề nghị xem lại")
	lan.Get("/targets").Says(200, "Đã đề nghị 250: chờ trả lời", "đề nghị xem lại").Silent("Đề nghị xem lại</a>")

	shown := bao.Get(board).Says(200, "Đơn vị đề nghị xem lại", "250", "đơn hàng giảm", "Đề nghị xem lại 1", "Nhắc 1 đơn vị")
	box := regexp.MustCompile(`name="proposal" value="([^"]*)"`).FindStringSubmatch(shown.Text)
	answers := "/targets/" + form.Get("of") + "/answers"
	for _, wrong := range []url.Values{
		{"answer": {"agree"}}, {"answer": {"decline"}, "proposal": {box[1]}}, {"answer": {"agree"}, "proposal": {"x"}},
		{"answer": {"agree"}, "proposal": {box[1][:strings.Index(box[1], ":")] + ":9"}},
	} {
		bao.Post(answers, wrong).Says(422, "")
	}
	bao.Post(answers, url.Values{"answer": {"agree"}, "proposal": {"none:1"}}).Says(404)
	lan.Post(answers, url.Values{"answer": {"agree"}, "proposal": {box[1]}}).Says(403)

	// Declined one by one, with every wrong input first.
	id, _, _ := strings.Cut(box[1], ":")
	decline := bao.Get(mine+"/decline?proposal="+id).Says(200, "250").Fields("form")
	bao.Post(mine+"/decline", pagetest.With(decline, "reason", "\t")).Says(422, "Lý do")
	bao.Post(mine+"/decline", pagetest.With(decline, "reason", strings.Repeat("dài ", 400))).Says(422)
	bao.Post(mine+"/decline", pagetest.With(decline, "proposal", "none", "reason", "x")).Says(404)
	bao.Post(mine+"/decline", pagetest.With(decline, "reason", "theo kế hoạch của tỉnh")).Says(303)
	bao.Post(mine+"/decline", pagetest.With(decline, "token", "late", "reason", "lần nữa")).Says(422, "đã được trả lời")
	lan.Get("/targets").Says(200, "không đồng ý", "theo kế hoạch của tỉnh", "Nhận chỉ tiêu")

	// An objection without a number is upheld.
	lan.Post(mine+"/dispute", pagetest.With(lan.Get(mine+"/dispute").Fields("form"), "reason", "vẫn nhiều", "quantity", "")).Says(303)
	bao.Get(board).Says(200, "chưa ghi số", "giữ nguyên")
	uphold := bao.Get(mine+"/uphold").Says(200, "vẫn nhiều").Fields("form")
	bao.Post(mine+"/uphold", pagetest.With(uphold, "reason", "")).Says(422)
	lan.Post(mine+"/uphold", pagetest.With(uphold, "reason", "x")).Says(403)
	bao.Post(mine+"/uphold", pagetest.With(uphold, "reason", "đã cân đối")).Says(303)

	// Revised with every wrong input first; taken back from the target's own page.
	revise := bao.Get(mine + "/revise").Fields("form")
	for _, wrong := range [][]string{{"quantity", "nhiều", "reason", "x"}, {"quantity", "320", "reason", ""}, {"quantity", "300", "reason", "x"}, {"quantity", "1.1", "reason", "x"}, {"quantity", "2.000", "reason", "x"}, {"quantity", "", "reason", "x"}, {"quantity", "khoảng 5", "reason", "x"}} {
		bao.Post(mine+"/revise", pagetest.With(revise, wrong...)).Says(422, "chưa có gì được ghi")
	}
	bao.Post(mine+"/revise", pagetest.With(revise, "quantity", "320", "reason", "tuyển thêm")).Says(303)
	undo := regexp.MustCompile(`/target-batches/[^"]*/undo`).FindString(bao.Get(mine).Says(200, "Hoàn tác", "Chỉ tiêu 300 thành 320").Text)
	if to := bao.Post(undo, nil).Says(303).To; to != mine {
		t.Error(to)
	}
	bao.Get(mine).Says(200, "Chỉ tiêu 320 thành 300", "hoàn tác")
	lan.Post(mine+"/accept", pagetest.With(url.Values{}, "version", "1", "token", "a")).Says(422, "vừa sửa")
	lan.Post(mine+"/accept", lan.Get(mine+"/accept").Fields("form")).Says(303)
	bao.Post(board, pagetest.With(bao.Get(board).Fields("shares"), "u-hy-toto", "310")).Says(422, "đã nhận chỉ tiêu 300", "Hãy ghi lý do")
}

// TestReminder: words for those who have not answered, and a page that says so where all have.
func TestReminder(t *testing.T) {
	_, as := visit(t)
	bao := as("bao")
	board := "/campaigns/hienmau-hungyen-2024/targets"
	form := bao.Get(board).Fields("shares")
	page := "/targets/" + form.Get("of") + "/reminder"
	bao.Get(page).Says(200, "Mọi đơn vị đã trả lời")
	bao.Post(board, pagetest.With(form, "u-hy-toto", "300", "u-hy-sews", "200")).Says(303)
	bao.Get(page).Says(200, "2 đơn vị chưa xác nhận", "CĐCS Công ty TNHH Sews-Components Việt Nam: 200 đơn vị máu", "theo KH 03/KH-BCĐHMKCN", "trước ngày 05/11/2026", "Kính gửi: Các đơn vị trực thuộc")
	as("lan").Get(page).Says(403)
}

// TestExport reads back what was handed out: all levels, numbers as numbers, nothing where nothing is known.
func TestExport(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, campaigns.Screens(), campaigns.Actions(), campaigns.Streams()...)
	bao := pagetest.As(t, h, mux, "bao", seed.Password)
	board := "/campaigns/hienmau-hungyen-2024/targets"
	form := bao.Get(board).Fields("shares")
	bao.Post(board, pagetest.With(form, "u-hy-toto", "300", "u-hy-sews", "200")).Says(303)
	page := "/targets/" + form.Get("of") + "/shares/"
	for _, format := range []string{"xlsx", "csv"} {
		body := []byte(bao.Get(page + format).Says(200).Text)
		book, err := sheet.Open(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		table, err := book.Table(0)
		if err != nil || len(table.Rows) != 4 {
			t.Fatalf("%s: %d rows (%v)", format, len(table.Rows), err)
		}
		sews := table.Rows[2]
		if sews.Cell(1).Text != "CĐCS Công ty TNHH Sews-Components Việt Nam" || sews.Cell(2).Text != "123" || sews.Cell(3).Text != "" || sews.Cell(4).Text != "200" || sews.Cell(6).Text != "chờ xác nhận" || sews.Cell(7).Text != "143" {
			t.Errorf("%s: %+v", format, sews)
		}
	}
	bao.Get(page + "pdf").Says(422)
	pagetest.As(t, h, mux, "chau", seed.Password).Get(page + "csv").Says(404)
	pagetest.As(t, h, mux, "lan", seed.Password).Get(page + "csv").Says(404)
}
