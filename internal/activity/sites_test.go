package activity_test

import (
	"testing"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// run is the run of 1 February 2026 with its central site at VSIP, and the other eleven parks linked to it.
func (h *house) run() (central string, sites []string) {
	h.T.Helper()
	central = h.create(activity.Plan{Name: "Những bước chân khoẻ đẹp, VSIP", Day: day.Of(2026, 2, 1), Place: h.parks[0], Unit: h.head})
	var plans []activity.Plan
	for _, p := range h.parks[1:] {
		plans = append(plans, activity.Plan{Name: "Những bước chân khoẻ đẹp", Place: p, Unit: h.head})
	}
	h.Do(activity.Linking, central, func(tx *db.Tx) (err error) {
		sites, err = activity.Link(tx, central, plans)
		return err
	})
	return central, sites
}

// TestTwelveSites is CK-01: one central site and eleven linked ones are twelve, all distinct.
func TestTwelveSites(t *testing.T) {
	h := build(t)
	central, linked := h.run()
	if c := h.get(central); !c.Central || h.get(linked[0]).Central || h.get(linked[0]).Day != c.Day || h.get(linked[0]).Parent != central {
		t.Errorf("central %+v, linked %+v", c, h.get(linked[0]))
	}
	h.See(func(v *db.View) error {
		sites, err := activity.Sites(v, linked[4])
		if err != nil {
			return err
		}
		if len(sites) != 12 || sites[0].ID != central {
			t.Errorf("%d sites, the first is %s", len(sites), sites[0].Name)
		}
		text, found, err := activity.CheckSites(v, sites, 11)
		if err != nil {
			return err
		}
		if want := "1 điểm cầu trung tâm + 11 điểm cầu = 12 điểm, không trùng địa điểm."; text != want || found != nil {
			t.Errorf("%q, %v", text, found)
		}
		_, found, err = activity.CheckSites(v, sites, 12)
		if err != nil {
			return err
		}
		if len(found) != 1 || found[0].Text != "Văn bản ghi 12 điểm cầu, danh sách có 11." {
			t.Errorf("%v", found)
		}
		sites[3].Place = sites[0].Place
		_, found, err = activity.CheckSites(v, sites, -1)
		if len(found) != 1 || found[0].Text != "Có địa điểm được ghi nhiều lần: KCN VSIP." {
			t.Errorf("%v", found)
		}
		return err
	})
}

func TestLinkRefuses(t *testing.T) {
	h := build(t)
	central, linked := h.run()
	try := func(to string, p activity.Plan) error {
		return h.Try(activity.Linking, to, func(tx *db.Tx) error {
			_, err := activity.Link(tx, to, []activity.Plan{p})
			return err
		})
	}
	good := activity.Plan{Name: "Điểm 13", Place: h.parks[3], Unit: h.head}
	refused(t, try(central, good), fault.Invalid, "Địa điểm của “Điểm 13” đã có trong các điểm cầu. Mỗi điểm cầu ở một địa điểm riêng.")
	refused(t, try(linked[0], good), fault.Invalid, "“Những bước chân khoẻ đẹp” là một điểm cầu, không nối điểm khác vào được. Hãy nối vào điểm cầu trung tâm.")
	bad := good
	bad.Place = ""
	refused(t, try(central, bad), fault.Invalid, "Hãy chọn địa điểm của điểm cầu “Điểm 13”.")
	bad = good
	bad.Day = day.Of(2026, 2, 2)
	refused(t, try(central, bad), fault.Invalid, "Điểm cầu “Điểm 13” ghi ngày 02/02/2026, khác ngày của điểm cầu trung tâm (01/02/2026). Các điểm cầu diễn ra cùng ngày.")
	// A site that was cancelled leaves its place to another.
	h.steps(linked[2], activity.Step{From: activity.Draft, To: activity.Cancelled, Because: activity.Because{Reason: "mất điện"}})
	if err := try(central, good); err != nil {
		t.Error(err)
	}
}

// TestSitesFollow: announced and postponed together, started and closed each for itself; what was cancelled stays so.
func TestSitesFollow(t *testing.T) {
	h := build(t)
	central, linked := h.run()
	h.steps(linked[0], activity.Step{From: activity.Draft, To: activity.Cancelled, Because: activity.Because{Reason: "sân đang sửa"}})
	h.steps(central, activity.Step{From: activity.Draft, To: activity.Announced, Because: notice("01/TB", 0)})
	refused(t, h.step(linked[1], activity.Step{From: activity.Announced, To: activity.Postponed, Because: notice("02/TB", 0), Day: day.Of(2026, 2, 8), Made: made(false)}),
		fault.Invalid, "Điểm cầu diễn ra cùng ngày với điểm cầu trung tâm. Hãy đổi ngày ở điểm cầu trung tâm.")
	h.steps(central, activity.Step{From: activity.Announced, To: activity.Postponed, Because: notice("02/TB", 0)})
	moved := activity.Step{From: activity.Postponed, To: activity.Announced, Because: notice("03/TB", 0), Day: day.Of(2026, 2, 8)}
	moved.Made = func(_ *db.View, id string) (bool, error) { return id == linked[5], nil }
	refused(t, h.step(central, moved), fault.Invalid, "")
	if a := h.get(linked[3]); a.Day != day.Of(2026, 2, 1) || a.State != activity.Postponed {
		t.Errorf("a refused move left something behind: %+v", a)
	}
	moved.Made = made(false)
	h.steps(central, moved)
	if a := h.get(linked[3]); a.Day != day.Of(2026, 2, 8) || a.State != activity.Announced || a.Notice.Number != "03/TB" {
		t.Errorf("a linked site follows: %+v", a)
	}
	if a := h.get(linked[0]); a.Day != day.Of(2026, 2, 1) || a.State != activity.Cancelled {
		t.Errorf("a cancelled one does not: %+v", a)
	}
	h.steps(central, activity.Step{From: activity.Announced, To: activity.Running})
	if a := h.get(linked[3]); a.State != activity.Announced {
		t.Errorf("a site starts for itself: %+v", a)
	}
	h.steps(linked[3], activity.Step{From: activity.Announced, To: activity.Running})
	// A plan that moves takes all along.
	p := h.get(central).Plan
	p.Day = day.Of(2026, 2, 7)
	h.Do(activity.Editing, central, func(tx *db.Tx) error {
		return activity.Edit(tx, central, h.get(central).Version, p, activity.Because{Reason: "ghi nhầm ngày"}, made(false))
	})
	if a := h.get(linked[3]); a.Day != p.Day || a.State != activity.Running {
		t.Errorf("moved with its central site: %+v", a)
	}
}
