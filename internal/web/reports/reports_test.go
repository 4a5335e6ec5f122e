package reports_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/asked"
	"phongtrao/internal/web/campaigns"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/reports"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, reports.Screens()) }

// TestInbox sends, returns, sends again, accepts one by one and many at once; who comes second is told who was first.
func TestInbox(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, slices.Concat(reports.Screens(), campaigns.Screens(), asked.Screens()), slices.Concat(reports.Actions(), campaigns.Actions(), asked.Actions()))
	as := func(login string) *pagetest.Visitor { return pagetest.As(t, h, mux, login, seed.Password) }
	lan, bao := as("lan"), as("bao")
	drives := map[string]string{}
	campaign := regexp.MustCompile(`href="(/campaigns/[^"/?]*)">Hiến máu tình nguyện các KCN Hưng Yên năm 2024`).FindStringSubmatch(lan.Get("/campaigns").Text)[1]
	for _, m := range regexp.MustCompile(`href="(/activities/[^"/]*)">(Đợt \d)`).FindAllStringSubmatch(lan.Get(campaign).Text, -1) {
		drives[m[2]] = m[1]
	}
	send := func(drive string, pairs ...string) string {
		t.Helper()
		sheet := strings.Replace(drives[drive], "/activities/", "/asked/", 1)
		lan.Post(sheet, pagetest.With(lan.Get(sheet).Fields("form"), pairs...)).Says(303)
		return regexp.MustCompile(`href="(/reports/[^"/?]*)">` + drive).FindStringSubmatch(lan.Get("/asked").Text)[1]
	}
	bao.Get("/reports").Says(200, "Không có báo cáo nào chờ bạn")
	lan.Get("/reports").Says(200, "chưa gửi số liệu nào")
	first := send("Đợt 8", "blood.registered", "30", "blood.came", "28", "blood.bags", "25")
	second := send("Đợt 4", "blood.registered", "12", "blood.came", "12", "blood.bags", "10")
	bao.Get("/reports").Says(200, "Số đơn vị máu 25", "Số đơn vị máu 10", "khớp")
	bao.Get("/reports?campaign=other").Says(200, "Xem tất cả báo cáo đang chờ")
	lan.Get("/reports").Says(200, "Đợt 8", "chờ tiếp nhận", "Không có báo cáo nào chờ bạn")

	// Nobody accepts their own figures, and nobody beside sees them.
	lan.Get(first).Says(200, "Rút báo cáo", "Sửa và gửi lại").Silent("Tiếp nhận, đưa vào tổng")
	lan.Post(first+"/accept", url.Values{"version": {"1"}}).Says(403)
	as("chau").Get(first).Says(403)

	ret := bao.Get(first).Says(200, "Số liệu của CĐCS Công ty TNHH TOTO", "chưa có").Fields("return")
	bao.Post(first+"/return", ret).Says(422, "Hãy ghi lý do trả lại")
	accept := bao.Get(first).Fields("accept")
	bao.Post(first+"/return", pagetest.With(ret, "reason", "Thiếu số túi 350 ml")).Says(303)
	bao.Post(first+"/accept", accept).Says(422, "Phạm Quốc Bảo đã trả lại")
	lan.Get("/reports").Says(200, "trả lại", "Thiếu số túi 350 ml")
	send("Đợt 8", "blood.bags", "25", "blood.bags_350", "25")
	bao.Get(first).Says(200, "bản 2", "Bản 1: trả lại", "Thiếu số túi 350 ml")
	bao.Post(first+"/accept", accept).Says(422, "Vũ Thị Lan đã gửi bản 2")

	both := bao.Get("/reports").Says(200, "Tiếp nhận các báo cáo đã chọn").Fields("inbox")
	id := func(address string) string { return address[len("/reports/"):] }
	both["report"] = []string{id(first) + " 2", id(second) + " 1"}
	bao.Post("/reports", both).Says(303)
	bao.Post("/reports", both).Says(303) // the same form sent twice
	bao.Get("/reports").Says(200, "Không có báo cáo nào chờ bạn")
	bao.Get("/reports?state=accepted").Says(200, "Phạm Quốc Bảo", "Đợt 8", "Đợt 4")

	// Taken back in one go, they wait again as they were; one that somebody decided about meanwhile is named.
	undo := url.Values{"report": {id(first) + " 2," + id(second) + " 1"}}
	lan.Post("/reports/undo", undo).Says(403)
	bao.Post("/reports/undo", undo).Says(303)
	bao.Get(campaign).Says(200).Silent("1.983")
	both = bao.Get("/reports").Says(200, "Số đơn vị máu 25", "Số đơn vị máu 10").Fields("inbox")
	bao.Post("/reports", pagetest.With(both, "do", "return", "report", id(second)+" 2")).Says(303)
	bao.Get("/reports").Says(200, "Số đơn vị máu 10")
	bao.Post("/reports", pagetest.With(both, "token", "r", "do", "return", "reason", "đếm lại", "report", id(second)+" 2")).Says(303)
	lan.Get(second).Says(200, "trả lại", "đếm lại")
	both["report"], both["token"] = []string{id(first) + " 3", id(second) + " 2"}, []string{"again"}
	conflict := bao.Post("/reports", both).Says(303)
	if said := flash(t, conflict); !strings.Contains(said, "Đã tiếp nhận 1 báo cáo, 1 chưa được") || !strings.Contains(said, "Phạm Quốc Bảo đã trả lại") {
		t.Error(said)
	}
	send("Đợt 4", "blood.bags", "10", "token", "w", "blood.came", "12")
	bao.Post("/reports", url.Values{"report": {id(second) + " 3"}}).Says(303)
	bao.Get(first).Says(200, "đã tiếp nhận", "đã thành bút toán", "Gửi số khác thay số này")
	bao.Get(campaign).Says(200, "1.983", "đơn vị khai")

	// Another version waits beside what was accepted, and is withdrawn.
	send("Đợt 4", "blood.bags", "11", "explanation", "đếm lại")
	bao.Get("/reports").Says(200, "Thay số đã tiếp nhận trước đó")
	form := lan.Get(second).Fields("withdraw")
	lan.Post(second+"/withdraw", form).Says(422, "Hãy ghi lý do rút số liệu")
	lan.Post(second+"/withdraw", pagetest.With(form, "reason", "đếm nhầm")).Says(303)
	late := bao.Post("/reports", url.Values{"report": {id(second) + " 4"}}).Says(303)
	if late.To != "/reports" {
		t.Error(late.To)
	}
	bao.Post("/reports", url.Values{}).Says(404)
	bao.Post("/reports", url.Values{"report": {id(second) + " x"}}).Says(422, "tải lại trang")
	lan.Get("/reports/none").Says(403)
}

// flash is the message that an answer leaves for the next page.
func flash(t *testing.T, a pagetest.Answer) string {
	t.Helper()
	for _, c := range (&http.Response{Header: a.Header}).Cookies() {
		if c.Name == "flash" {
			text, err := base64.RawURLEncoding.DecodeString(c.Value)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
	return ""
}
