package remarks_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/remark"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
	"phongtrao/internal/web/pagetest"
	"phongtrao/internal/web/remarks"
)

func TestSamples(t *testing.T) { pagetest.Samples(t, remarks.Screens()) }

// A chair is asked about a figure, finds it, answers, and what is said stays with who may see the figure.
func TestTalk(t *testing.T) {
	h := furnished.Demo(t)
	handler := web.Handler(h, web.Options{})
	as := func(login string) *pagetest.Visitor { return pagetest.As(t, h, handler, login, seed.Password) }
	q := ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), At: "hy-toto"}
	figure := "/figures?" + passport.Query(q).Encode()
	subject := string(remark.OfFigure(q))
	bao, lan := as("bao"), as("lan")

	bao.Get(figure).Says(http.StatusOK, "Trao đổi", "Chưa ai trao đổi gì", "Vũ Thị Lan")
	lan.Get("/mentions").Says(http.StatusOK, "Không có trao đổi nào mới")
	wrote := bao.Post("/remarks", url.Values{"subject": {subject}, "text": {"@vu thi lan gửi biên bản đợt 2"}}).Says(http.StatusSeeOther)
	if !strings.HasPrefix(wrote.To, "/figures?") || !strings.HasSuffix(wrote.To, "#"+remarks.Anchor) {
		t.Errorf("leads to %s", wrote.To)
	}
	bao.Post("/remarks", url.Values{"subject": {subject}, "text": {"@Không Ai Cả xem"}}).Says(http.StatusUnprocessableEntity, "Không có ai tên", "@Không Ai Cả xem")

	lan.Get("/").Says(http.StatusOK, "Bạn được nhắc tới trong 1 trao đổi", "Được nhắc tới")
	lan.Get("/mentions").Says(http.StatusOK, "@Vũ Thị Lan gửi biên bản đợt 2", "Phạm Quốc Bảo", "Số đơn vị máu, 6 tháng đầu năm 2024")
	lan.Get(figure).Says(http.StatusOK, "@Vũ Thị Lan gửi biên bản đợt 2", "Đánh dấu đã xong").Silent("Rút lại")

	id := idOf(t, h, remark.Subject(subject))
	lan.Post("/mentions/read", url.Values{"through": {id}}).Says(http.StatusSeeOther)
	lan.Get("/").Says(http.StatusOK).Silent("Bạn được nhắc tới")
	lan.Post("/remarks/"+id+"/withdraw", nil).Says(http.StatusConflict)
	lan.Post("/remarks/"+id+"/settle", nil).Says(http.StatusSeeOther)
	bao.Get(figure).Says(http.StatusOK, "đã xong", "Rút lại")
	bao.Post("/remarks/"+id+"/withdraw", nil).Says(http.StatusSeeOther)
	bao.Get(figure).Says(http.StatusOK, "đã rút lúc").Silent("gửi biên bản đợt 2")

	// From elsewhere nothing is said, and an inspector reads.
	as("mai").Post("/remarks", url.Values{"subject": {subject}, "text": {"xin chào"}}).Says(http.StatusForbidden)
	as("hung").Get(figure).Says(http.StatusOK, "Trao đổi").Silent("Gửi trao đổi")
}

// Who lost the figure keeps the trace of being named, without the words.
func TestLost(t *testing.T) {
	h := furnished.Demo(t)
	handler := web.Handler(h, web.Options{})
	q := ledger.Question{Indicator: "blood.bags", Period: day.Half(2024, 1), At: "hy-toto"}
	pagetest.As(t, h, handler, "bao", seed.Password).Post("/remarks", url.Values{"subject": {string(remark.OfFigure(q))}, "text": {"@Vũ Thị Lan xem giúp"}}).Says(http.StatusSeeOther)
	lan := pagetest.As(t, h, handler, "lan", seed.Password)
	err := h.Desk.Do(t.Context(), act.System("test"), people.EndingGrant, grantOf(t, h, "nguoi-lan"), func(tx *db.Tx) error {
		return access.End(tx, grantOf(t, h, "nguoi-lan"), tx.At.Day(), "thôi việc")
	})
	if err != nil {
		t.Fatal(err)
	}
	lan.Get("/mentions").Says(http.StatusOK, "bạn không còn quyền").Silent("xem giúp")
}

func idOf(t *testing.T, h *house.House, s remark.Subject) (id string) {
	t.Helper()
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		all, err := remark.On(v, s)
		if err == nil {
			id = all[0].ID
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return id
}

func grantOf(t *testing.T, h *house.House, person string) (id string) {
	t.Helper()
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		grants, err := access.Of(v, person)
		if err == nil {
			id = grants[0].ID
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return id
}
