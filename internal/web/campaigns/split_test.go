package campaigns_test

import (
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/web/pagetest"
)

// TestSplitPage looks at a target spread by what is known of the units, writes what was looked at, and nothing else.
func TestSplitPage(t *testing.T) {
	h, as := visit(t)
	bao := as("bao")
	board := "/campaigns/hienmau-hungyen-2024/targets"
	target := bao.Get(board).Fields("shares").Get("of")
	page := "/targets/" + target + "/split"
	bao.Get(page).Says(200, "Theo số đoàn viên", "Xem trước").Silent("Sẽ giao")
	as("lan").Get(page).Says(403)

	ask := func(pairs ...string) string {
		q := pagetest.With(url.Values{"how": {"even"}, "who": {"all"}, "step": {"1"}, "keep": {""}, "by": {""}}, pairs...)
		return page + "?" + q.Encode()
	}
	for _, wrong := range []struct{ field, text, says string }{
		{"how", "magic", "Căn cứ"}, {"keep", "nhiều", "nhiều"}, {"keep", "1.201", "Dự phòng phải từ 0 đến 1.200"}, {"step", "3", "Làm tròn"},
		{"how", "members", "Chưa đơn vị nào có căn cứ này"}, {"who", "given", "Chưa đơn vị nào"},
	} {
		bao.Get(ask(wrong.field, wrong.text)).Says(200, wrong.says).Silent("Sẽ giao")
	}
	for by, says := range map[string]string{"": "Không đọc được tỷ lệ", "5%%": "Không đọc được tỷ lệ", "1,25": "Không đọc được tỷ lệ", "5": "Chưa đơn vị nào được giao"} {
		bao.Get(ask("how", "scale", "by", by)).Says(200, says)
	}
	bao.Get(ask()).Says(200, "Sẽ giao", "300", "Ghi phần chia của 4 đơn vị")
	bao.Get(ask("how", "last")).Says(200, "3 đơn vị chưa có căn cứ", "TOTO", "1.200").Silent("Còn mở 1")

	// Members are known of three of four units; the fourth is named, and nothing is written for it.
	for unit, n := range map[string]int64{"hy-toto": 1200, "hy-sews": 600, "hy-canon": 200} {
		if err := h.Desk.Do(t.Context(), act.System("test"), report.Entering, "hy-kcn", func(tx *db.Tx) error {
			_, err := ledger.Post(tx, ledger.Posting{Unit: unit, Indicator: "member.members", Day: day.Of(2024, 1, 1), Quantity: ledger.Exactly(n), Evidence: ledger.Declared, Source: "báo cáo thử"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	form := bao.Get(ask("how", "members", "keep", "100", "step", "10")).Says(200, "660", "330", "110", "1 đơn vị chưa có căn cứ", "Mektec", "31/12/2024").Fields("shares")
	bao.Post(page, pagetest.With(form, "digest", "x")).Says(422, "vừa thay đổi từ lúc bạn xem trước", "660")
	bao.Post(page, pagetest.With(form, "version", "9", "token", "a")).Says(422, "vừa thay đổi")
	bao.Post(page, pagetest.With(form, "keep", "x", "token", "b")).Says(422, "Chưa ghi được")
	if to := bao.Post(page, form).Says(303).To; to != board+"?of="+target {
		t.Error(to)
	}
	kept(t, bao.Get(board), "660", "330", "110", "100")
	bao.Get(board).Says(200, "chia theo số đoàn viên ngày 31/12/2024", "Hoàn tác")
	more := bao.Get(ask("how", "scale", "by", "-10", "who", "given")).Says(200, "594", "−66", "Còn mở 210").Fields("shares")
	bao.Post(page, more).Says(303)
	bao.Get(ask("how", "scale", "by", "+50,5", "who", "given")).Says(200, "vượt chỉ tiêu 1.200")
	after := bao.Get(board).Says(200, "điều chỉnh -10% mọi đơn vị")
	if n := strings.Count(after.Text, "Hoàn tác"); n < 2 {
		t.Errorf("%d ways to take back", n)
	}
}
