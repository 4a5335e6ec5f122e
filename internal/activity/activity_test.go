package activity_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/access"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
)

// TestPostponed is the drive of 2024 at Regina Miracle, three years on: notice 13 announced it for 6/6, notice 14 postponed it,
// a third one announced it anew. All three stay.
func TestPostponed(t *testing.T) {
	h := build(t)
	id := h.create(h.drive())
	h.steps(id,
		activity.Step{From: activity.Draft, To: activity.Agreed},
		activity.Step{From: activity.Agreed, To: activity.Announced, Because: notice("13/TB-BCĐHMKCN", day.Of(2027, 5, 27))},
		activity.Step{From: activity.Announced, To: activity.Open},
	)
	refused(t, h.step(id, activity.Step{From: activity.Open, To: activity.Postponed}), fault.Invalid, "Hãy ghi số thông báo hoãn, hoặc lý do hoãn.")
	h.steps(id, activity.Step{From: activity.Open, To: activity.Postponed, Because: notice("14/TB-BCĐHMKCN", day.Of(2027, 6, 3))})
	again := activity.Step{From: activity.Postponed, To: activity.Announced, Because: notice("16/TB-BCĐHMKCN", day.Of(2027, 8, 1))}
	refused(t, h.step(id, again), fault.Invalid, "Hoạt động đang hoãn. Hãy chọn ngày mới.")
	again.Day, again.Made = day.Of(2027, 8, 28), made(true)
	refused(t, h.step(id, again), fault.Invalid,
		"Đã có số liệu ghi cho “Ngày hội hiến máu tại Regina Miracle” ngày 06/06/2027, nên không đổi ngày được. Hãy huỷ các bút toán đó trước (kèm lý do), hoặc lập hoạt động mới.")
	again.Made = nil
	if err := h.step(id, again); fault.KindOf(err) != fault.Internal {
		t.Errorf("moved without asking whether figures were made: %v", err)
	}
	again.Made = made(false)
	h.steps(id, again)

	a := h.get(id)
	if a.State != activity.Announced || a.Day != day.Of(2027, 8, 28) || a.Version != 6 || len(a.Partners) != 2 || a.Partners[0].Name != "Viện Huyết học - Truyền máu TW" {
		t.Errorf("%+v", a)
	}
	h.See(func(v *db.View) error {
		told, err := activity.Notices(v, id)
		var got []string
		for _, n := range told {
			got = append(got, n.Notice.Number+" "+n.State.Label()+" "+n.Day.VN())
		}
		want := []string{"13/TB-BCĐHMKCN đã thông báo 06/06/2027", "14/TB-BCĐHMKCN hoãn 06/06/2027", "16/TB-BCĐHMKCN đã thông báo 28/08/2027"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		return err
	})
}

func TestTheDayItself(t *testing.T) {
	h := build(t)
	id := h.create(h.drive())
	h.steps(id, activity.Step{From: activity.Draft, To: activity.Announced})
	start := activity.Step{From: activity.Announced, To: activity.Running}
	refused(t, h.step(id, start), fault.Invalid, "Chưa đến ngày diễn ra (06/06/2027). Nếu hoạt động diễn ra sớm hơn, hãy sửa ngày trước.")
	h.Clock.SetDay("2027-06-06")
	h.steps(id, start, activity.Step{From: activity.Running, To: activity.ClosedProvisional})
	refused(t, h.step(id, activity.Step{From: activity.ClosedProvisional, To: activity.Running}), fault.Invalid, "Hãy ghi lý do mở lại hoạt động đã chốt số.")
	refused(t, h.step(id, activity.Step{From: activity.ClosedProvisional, To: activity.ClosedSigned}), fault.Invalid,
		"Hãy ghi số biên bản chốt số có chữ ký của các bên.")
	h.steps(id, activity.Step{From: activity.ClosedProvisional, To: activity.ClosedSigned, Because: notice("05/BB", day.Of(2027, 6, 6))})
	refused(t, h.step(id, activity.Step{From: activity.ClosedSigned, To: activity.Running}), fault.Invalid, "Hoạt động đã chốt, có ký xác nhận nên không chuyển trạng thái được nữa.")
	h.See(func(v *db.View) error {
		if err := activity.Dated(v, id, day.Of(2027, 6, 6)); err != nil {
			t.Error(err)
		}
		refused(t, activity.Dated(v, id, day.Of(2027, 6, 7)), fault.Invalid,
			"Số liệu của “Ngày hội hiến máu tại Regina Miracle” phải ghi ngày 06/06/2027 (ngày của hoạt động), không phải 07/06/2027.")
		return nil
	})
}

// TestTwoSteps: the second is told, with both states and who was first.
func TestTwoSteps(t *testing.T) {
	h := build(t)
	id := h.create(h.drive())
	h.steps(id, activity.Step{From: activity.Draft, To: activity.Announced})
	lead := h.Grant("binh", access.UnitOfficer, h.firm)
	h.Clock.Advance(90 * time.Minute)
	postpone := activity.Step{From: activity.Announced, To: activity.Postponed, Because: activity.Because{Reason: "bão số 3"}}
	lead.Do(activity.Postponing, id, func(tx *db.Tx) error { return activity.Advance(tx, id, postpone) })
	err := h.step(id, activity.Step{From: activity.Announced, To: activity.Open})
	refused(t, err, fault.Conflict, "Trạng thái hoạt động đã được binh sửa từ “đã thông báo” thành “hoãn” lúc 09:30 ngày 20/05/2027 (bản 3), sau bản 2 mà bạn đang xem. "+
		"Nội dung bạn định ghi (“đang nhận đăng ký”) chưa được ghi. Hãy xem lại rồi sửa tiếp trên bản mới.")
	if s, ok := errors.AsType[*campaign.Stale](err); !ok || s.By != "binh" {
		t.Errorf("who was first: %+v", s)
	}
	refused(t, h.step(id, activity.Step{From: activity.Running, To: activity.ClosedProvisional}), fault.Conflict,
		"Hoạt động đang ở trạng thái “hoãn”, không phải “đang diễn ra”. Hãy tải lại trang.")
}

func TestEdit(t *testing.T) {
	h := build(t)
	id := h.create(h.drive())
	edit := func(version int, b activity.Because, m activity.Made, change func(*activity.Plan)) error {
		p := h.drive()
		change(&p)
		return h.Try(activity.Editing, id, func(tx *db.Tx) error { return activity.Edit(tx, id, version, p, b, m) })
	}
	none := activity.Because{}
	if err := edit(1, none, nil, func(p *activity.Plan) {}); err != nil || h.get(id).Version != 1 {
		t.Errorf("nothing changed: %v", err)
	}
	if err := edit(1, none, made(false), func(p *activity.Plan) { p.Day = day.Of(2027, 6, 7); p.Partners = p.Partners[:1] }); err != nil {
		t.Fatal(err)
	}
	if a := h.get(id); a.Day != day.Of(2027, 6, 7) || len(a.Partners) != 1 || a.Change != activity.ByMoving || a.Version != 2 {
		t.Errorf("a draft moves freely: %+v", a)
	}
	refused(t, edit(1, none, made(false), func(p *activity.Plan) { p.Day = day.Of(2027, 6, 9) }), fault.Conflict,
		"Ngày của hoạt động đã được program sửa từ 06/06/2027 thành 07/06/2027 lúc 08:00 ngày 20/05/2027 (bản 2), sau bản 1 mà bạn đang xem. "+
			"Nội dung bạn định ghi (09/06/2027) chưa được ghi. Hãy xem lại rồi sửa tiếp trên bản mới.")
	h.steps(id, activity.Step{From: activity.Draft, To: activity.Announced, Because: notice("13/TB", 0)})
	elsewhere := func(p *activity.Plan) { p.Day = day.Of(2027, 6, 7); p.Place = h.parks[1] }
	refused(t, edit(3, none, nil, elsewhere), fault.Invalid, "Hoạt động đã thông báo cho các đơn vị. Hãy ghi số thông báo mới, hoặc lý do đổi ngày, địa điểm.")
	if err := edit(3, notice("14/TB", 0), nil, elsewhere); err != nil {
		t.Fatal(err)
	}
	refused(t, edit(4, activity.Because{Reason: "nhầm ngày"}, made(true), func(p *activity.Plan) { p.Place = h.parks[1] }), fault.Invalid, "")
	h.steps(id, activity.Step{From: activity.Announced, To: activity.Cancelled, Because: activity.Because{Reason: "bệnh viện bận"}})
	refused(t, edit(5, none, nil, elsewhere), fault.Invalid, "Hoạt động đã huỷ nên không sửa được nữa.")
	h.See(func(v *db.View) error {
		all, err := activity.Versions(v, id)
		if len(all) != 5 || all[0].Day != day.Of(2027, 6, 6) || all[2].Place != h.parks[0] || all[3].Place != h.parks[1] {
			t.Errorf("versions: %+v", all)
		}
		of, err2 := activity.Of(v, h.campaign)
		between, err3 := activity.Between(v, day.Month(2027, 6))
		if len(of) != 1 || len(between) != 1 || of[0].State != activity.Cancelled {
			t.Errorf("lists: %+v, %+v", of, between)
		}
		return errors.Join(err, err2, err3)
	})
}

func TestPlansRefused(t *testing.T) {
	h := build(t)
	for _, c := range []struct {
		change func(*activity.Plan)
		text   string
	}{
		{func(p *activity.Plan) { p.Name = " " }, "Hãy đặt tên cho hoạt động."},
		{func(p *activity.Plan) { p.Day = 0 }, "Hãy chọn ngày diễn ra."},
		{func(p *activity.Plan) { p.Unit = "" }, "Hãy chọn đơn vị chủ trì có trong hệ thống."},
		{func(p *activity.Plan) { p.Place = "moon" }, "Hãy chọn địa điểm có trong hệ thống."},
		{func(p *activity.Plan) { p.Day = day.Of(2015, 6, 6) }, "CĐCS Công ty Regina Miracle chưa có vào ngày 06/06/2015 (có từ 01/01/2016). Hãy chọn đơn vị chủ trì khác, hoặc sửa ngày."},
		{func(p *activity.Plan) { p.Partners[0].Role = "watches" }, "Dòng 1: hãy chọn việc mà bên phối hợp đảm nhận."},
		{func(p *activity.Plan) { p.Partners[0].Name = "" }, "Dòng 1: hãy ghi tên bên phối hợp."},
		{func(p *activity.Plan) { p.Partners[1].Unit = "nobody" }, "Hãy chọn đơn vị phối hợp có trong hệ thống."},
	} {
		p := h.drive()
		c.change(&p)
		refused(t, h.Try(activity.Planning, h.campaign, func(tx *db.Tx) error {
			_, err := activity.Create(tx, h.campaign, p)
			return err
		}), fault.Invalid, c.text)
	}
	p := h.drive()
	p.Place = ""
	id := h.create(p)
	h.steps(id, activity.Step{From: activity.Draft, To: activity.Agreed})
	refused(t, h.step(id, activity.Step{From: activity.Agreed, To: activity.Announced}), fault.Invalid, "Hoạt động chưa có địa điểm. Hãy chọn địa điểm trước khi thông báo.")
}

// TestFindings is CK-07: a drive's day lies in the period and after the plan's date, else it is said; it is no error.
func TestFindings(t *testing.T) {
	h := build(t)
	for _, c := range []struct {
		day   day.Day
		rules []string
	}{
		{day.Of(2027, 4, 9), nil},
		{day.Of(2027, 3, 5), nil},
		{day.Of(2027, 3, 4), []string{"before-document"}},
		{day.Of(2028, 1, 1), []string{"period"}},
		{day.Of(2026, 12, 31), []string{"period", "before-document"}},
	} {
		p := h.drive()
		p.Day = c.day
		id := h.create(p)
		h.See(func(v *db.View) error {
			found, err := activity.Findings(v, h.get(id))
			var rules []string
			for _, f := range found {
				rules = append(rules, f.Rule)
			}
			if diff := cmp.Diff(c.rules, rules); diff != "" {
				t.Errorf("%s: %s", c.day, diff)
			}
			if c.day == day.Of(2026, 12, 31) {
				want := []campaign.Finding{
					{Rule: "period", Text: "Ngày 31/12/2026 nằm ngoài thời gian của phong trào (năm 2027). Hãy kiểm tra lại ngày hoặc phong trào."},
					{Rule: "before-document", Text: "Ngày 31/12/2026 trước ngày của văn bản 03/KH-BCĐHMKCN (05/03/2027). Hãy kiểm tra lại ngày hoặc văn bản."},
				}
				if diff := cmp.Diff(want, found); diff != "" {
					t.Error(diff)
				}
			}
			return err
		})
	}
}

func TestWhoMay(t *testing.T) {
	h := build(t)
	site := h.Grant("site", access.SiteLead, h.firm)
	id := h.create(h.drive())
	refused(t, site.Try(activity.Announcing, id, func(tx *db.Tx) error { return nil }), fault.Denied, "")
	site.Do(activity.Starting, id, func(tx *db.Tx) error { return nil })
	officer := h.Grant("firm", access.UnitOfficer, h.firm)
	refused(t, officer.Try(activity.Planning, h.campaign, func(tx *db.Tx) error { return nil }), fault.Denied, "")
	officer.Do(activity.Planning, h.firm, func(tx *db.Tx) error {
		_, err := activity.Create(tx, h.campaign, h.drive())
		return err
	})
}
