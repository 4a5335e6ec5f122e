package home_test

import (
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/seed"
	"phongtrao/internal/task"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web/home"
	"phongtrao/internal/web/pagetest"
)

func TestOverviewSamples(t *testing.T) { pagetest.Samples(t, home.Screens(true)) }

// TestTour leads everybody in five steps to pages that they may open, each to their own.
func TestTour(t *testing.T) {
	h := furnished.Demo(t)
	_, mux := pagetest.Door(h, home.Screens(true), nil)
	steps := func(a pagetest.Answer) (to []string) {
		tour, _, _ := strings.Cut(a.Text[strings.Index(a.Text, `class="tour`):], "</section>")
		for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(tour, -1) {
			to = append(to, strings.ReplaceAll(m[1], "&amp;", "&"))
		}
		return to
	}
	for login, want := range map[string][5]string{
		"bao":  {"/campaigns/", "/figures?campaign=", "/entries/", "/units?on=2025-06-30", "/figures"},
		"lan":  {"/campaigns/", "/figures?at=hy-toto", "/entries/", "/units?on=2025-06-30", "/asked/"},
		"chau": {"/campaigns/", "indicator=run.runners", "/entries/", "/units?on=2025-06-30", "/figures"},
		"mai":  {"/campaigns/", "indicator=run.runners", "/entries/", "/units?on=2025-06-30", "/activities/"},
		"ha":   {"/campaigns/", "/figures?campaign=", "/entries/", "/units?on=2025-06-30", "/activities/"},
	} {
		got := steps(pagetest.As(t, h, mux, login, seed.Password).Get("/").Says(200, "Tham quan trong năm bước", "Việc cần làm", "Số liệu mới nhất"))
		if len(got) != 5 {
			t.Errorf("%s: %v", login, got)
			continue
		}
		for i, w := range want {
			if !strings.Contains(got[i], w) {
				t.Errorf("%s: step %d leads to %s, want %s", login, i+1, got[i], w)
			}
		}
	}
	_, plain := pagetest.Door(h, home.Screens(false), nil)
	pagetest.As(t, h, plain, "bao", seed.Password).Get("/").Says(200, "1.948 đơn vị máu", "162%").Silent("Tham quan")
	pagetest.As(t, h, plain, "seo", seed.Password).Get("/").Says(200, "Giọt hồng Sông Đà lần thứ IV")
}

// TestWork says what falls due in the person's own unit and what is late below it, and what waits to be answered.
func TestWork(t *testing.T) {
	h, _ := furnished.New(t)
	system := act.System("test")
	do := func(verb act.Verb, object string, work func(tx *db.Tx) error) {
		t.Helper()
		if err := h.Desk.Do(t.Context(), system, verb, object, work); err != nil {
			t.Fatal(err)
		}
	}
	do(org.Founding, "", func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{{ID: "tp", Name: "Liên đoàn Lao động thành phố", Kind: "federation"}, {ID: "cs", Name: "CĐCS May Đồi Chè", Kind: org.Grassroots, Parent: "tp"}},
			org.Decision{Issuer: "Dữ liệu nền", Effective: day.Of(2020, 1, 1)})
		return err
	})
	someone := func(login string, role access.Role, unit org.UnitID) {
		t.Helper()
		secret, err := people.NewSecret(t.Context(), login, seed.Password)
		if err != nil {
			t.Fatal(err)
		}
		do(people.Adding, "cs", func(tx *db.Tx) error {
			if _, err := people.Add(tx, people.Person{ID: login, Name: "Người " + login, Unit: "cs"}); err != nil {
				return err
			}
			if err := people.SetPassword(tx, login, login, secret, ""); err != nil || unit == "" {
				return err
			}
			_, err := access.Give(tx, access.Grant{Person: login, Role: role, Unit: unit})
			return err
		})
	}
	someone("moi", "", "")
	someone("chinh", access.FederationOfficer, "tp")
	someone("le", access.UnitOfficer, "cs")
	do(task.Giving, "tp", func(tx *db.Tx) error {
		_, err := task.Give(tx, task.Task{Giver: "tp", Cause: "dispatch/d1 mục 2", Title: "Báo cáo Tháng Công nhân", Due: tx.At.Day().Add(-3)}, "cs")
		return err
	})
	given := ""
	do(campaign.Creating, "tp", func(tx *db.Tx) error {
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: "tp", Period: day.Year(2026), Words: campaign.Words{Name: "Giọt hồng 2026"}})
		if err != nil {
			return err
		}
		if given, err = campaign.Assign(tx, campaign.Assignment{Campaign: c, Unit: "tp", Indicator: "blood.came", Period: day.Year(2026), Quantity: 500, Because: campaign.Because{Reason: "Theo hội nghị"}}); err != nil {
			return err
		}
		_, err = campaign.Assign(tx, campaign.Assignment{Campaign: c, Unit: "cs", Indicator: "blood.bags", Period: day.Year(2026), Quantity: 300, Because: campaign.Because{Reason: "Theo hội nghị"}})
		return err
	})
	_, mux := pagetest.Door(h, home.Screens(false), nil)
	pagetest.As(t, h, mux, "moi", seed.Password).Get("/").Says(200, "Bạn chưa được giao quyền ở đơn vị nào")
	pagetest.As(t, h, mux, "le", seed.Password).Get("/").Says(200, "Phong trào đang diễn ra", "Giọt hồng 2026", "Báo cáo Tháng Công nhân", "Quá hạn 3 ngày", "Chỉ tiêu 300 đơn vị máu chờ đơn vị xác nhận")
	pagetest.As(t, h, mux, "chinh", seed.Password).Get("/").Says(200, "1 đơn vị quá hạn: Báo cáo Tháng Công nhân").Silent("Quá hạn 3 ngày")

	// What the officer gave on, from nothing shared to an objection; and what is decided of the organisation and still to come.
	chinh := func() pagetest.Answer { return pagetest.As(t, h, mux, "chinh", seed.Password).Get("/") }
	chinh().Says(200, "Chỉ tiêu 500 người, năm 2026 chưa chia cho đơn vị nào", "1 đơn vị trực thuộc").Silent("chưa xác nhận chỉ tiêu")
	share := ""
	do(campaign.Sharing, given, func(tx *db.Tx) error {
		ids, err := campaign.Share(tx, given, 1, []campaign.ShareOf{{Unit: "cs", Quantity: 200}}, 300, campaign.Because{})
		if err == nil {
			share = ids[0]
		}
		return err
	})
	chinh().Says(200, "1 đơn vị chưa xác nhận chỉ tiêu", "lời nhắc soạn sẵn").Silent("chưa chia cho đơn vị nào", "đề nghị xem lại")
	do(campaign.Disputing, share, func(tx *db.Tx) error { return campaign.Dispute(tx, share, 1, "ít người") })
	do(org.Renaming, "cs", func(tx *db.Tx) error {
		return org.Rename(tx, "cs", "CĐCS May Đồi Chè Xanh", "", org.Decision{Number: "7/QĐ", Issuer: "LĐLĐ", Date: tx.At.Day(), Effective: tx.At.Day().Add(30)})
	})
	chinh().Says(200, "1 đơn vị đề nghị xem lại chỉ tiêu", "Theo 7/QĐ", "Đổi tên").Silent("chưa xác nhận chỉ tiêu")
}
