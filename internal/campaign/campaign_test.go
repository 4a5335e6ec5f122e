package campaign_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
)

func TestCreateAndEdit(t *testing.T) {
	h := build(t)
	edit := func(version int, w campaign.Words) error {
		return h.Try(campaign.Editing, h.campaign, func(tx *db.Tx) error { return campaign.Edit(tx, h.campaign, version, w) })
	}
	one := campaign.Words{Name: "Hiến máu các KCN năm 2024", Lead: "blood.bags", Accent: "son"}
	two := one
	two.Name, two.Summary = "  Giọt hồng khu công nghiệp  2024 ", "Năm đợt."
	h.Clock.Advance(time.Hour)
	if err := edit(1, two); err != nil {
		t.Fatal(err)
	}
	three := one
	three.Name = "Hiến máu tình nguyện 2024"
	err := edit(1, three)
	refused(t, err, fault.Conflict, "Tên phong trào đã được program sửa từ “Hiến máu các KCN năm 2024” thành “Giọt hồng khu công nghiệp 2024” lúc 09:00 ngày 02/11/2026 (bản 2), "+
		"sau bản 1 mà bạn đang xem. Nội dung bạn định ghi (“Hiến máu tình nguyện 2024”) chưa được ghi. Hãy xem lại rồi sửa tiếp trên bản mới.")
	if s, ok := errors.AsType[*campaign.Stale](err); !ok || s.By != "program" || s.Latest != 2 {
		t.Errorf("the fault does not hold who was first: %+v", s)
	}
	h.See(func(v *db.View) error {
		c, err := campaign.Get(v, h.campaign)
		if err != nil {
			return err
		}
		want := campaign.Words{Name: "Giọt hồng khu công nghiệp 2024", Summary: "Năm đợt.", Lead: "blood.bags", Accent: "son"}
		if diff := cmp.Diff(want, c.Words); diff != "" || c.Version != 2 || c.Kind != "blood" || c.Period != day.Year(2024) {
			t.Errorf("%+v\n%s", c, diff)
		}
		all, err := campaign.List(v)
		if err != nil {
			return err
		}
		if len(all) != 1 || all[0].Version != 2 {
			t.Errorf("the list: %+v", all)
		}
		versions, err := campaign.Versions(v, h.campaign)
		if len(versions) != 2 || versions[0].Name != one.Name {
			t.Errorf("the first version is gone: %+v", versions)
		}
		return err
	})
	refused(t, edit(2, campaign.Words{Name: " "}), fault.Invalid, "Hãy đặt tên cho phong trào.")
	refused(t, edit(2, campaign.Words{Name: "x", Accent: "hồng"}), fault.Invalid, "Không có màu “hồng”. Hãy chọn một màu trong danh sách.")
	refused(t, edit(7, one), fault.NotFound, "")
	if err := edit(2, two); err != nil {
		t.Errorf("nothing to change: %v", err)
	}
}

func TestCreateRefuses(t *testing.T) {
	h := build(t)
	good := campaign.Campaign{Kind: "run", Owner: h.head, Period: day.Year(2026), Words: campaign.Words{Name: "Những bước chân khoẻ đẹp"}}
	for what, c := range map[string]struct {
		change func(*campaign.Campaign)
		kind   fault.Kind
	}{
		"no kind":             {func(c *campaign.Campaign) { c.Kind = "" }, fault.Invalid},
		"a kind with a space": {func(c *campaign.Campaign) { c.Kind = "Hiến máu" }, fault.Invalid},
		"no owner":            {func(c *campaign.Campaign) { c.Owner = "" }, fault.Invalid},
		"ends before it begins": {func(c *campaign.Campaign) {
			c.Period = day.Period{From: day.Of(2026, 2, 1), To: day.Of(2026, 1, 1)}
		}, fault.Invalid},
		"before its owner":   {func(c *campaign.Campaign) { c.Period = day.Year(1999) }, fault.Invalid},
		"an unknown lead":    {func(c *campaign.Campaign) { c.Lead = "run.nobody" }, fault.NotFound},
		"an unknown letter":  {func(c *campaign.Campaign) { c.Dispatch = "nothing" }, fault.NotFound},
		"nothing to call it": {func(c *campaign.Campaign) { c.Name = "" }, fault.Invalid},
	} {
		bad := good
		c.change(&bad)
		err := h.Try(campaign.Creating, h.head, func(tx *db.Tx) error {
			_, err := campaign.Create(tx, bad)
			return err
		})
		if fault.KindOf(err) != c.kind || err == nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestWhoMay: the unit answers, proposes and shares what it was given; only those who gave it may revise it.
func TestWhoMay(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 1000)
	parts := h.share(top, 100, campaign.ShareOf{Unit: h.north, Quantity: 900})
	north := h.Grant("bac", access.UnitOfficer, h.north)
	firm := h.Grant("a", access.UnitOfficer, h.firms[0])
	reader := h.Grant("thanhtra", access.Inspector, h.head)
	accept := func(tx *db.Tx) error { return campaign.Accept(tx, parts[0].ID, 1) }
	revise := func(tx *db.Tx) error {
		return campaign.Revise(tx, parts[0].ID, 2, 950, campaign.Because{Reason: "thêm lao động"})
	}
	refused(t, firm.Try(campaign.AcceptingTarget, parts[0].ID, accept), fault.Denied, "")
	refused(t, reader.Try(campaign.AcceptingTarget, parts[0].ID, accept), fault.Denied, "")
	north.Do(campaign.AcceptingTarget, parts[0].ID, accept)
	refused(t, north.Try(campaign.Revising, parts[0].ID, revise), fault.Denied, "")
	h.Do(campaign.Revising, parts[0].ID, revise)
	refused(t, north.Try(campaign.Assigning, h.campaign, accept), fault.Denied, "")
	firm.Do(campaign.Pledging, h.firms[0], func(tx *db.Tx) error {
		_, err := campaign.Pledge(tx, campaign.Assignment{Campaign: h.campaign, Unit: h.firms[0], Indicator: "blood.bags", Period: day.Year(2024), Quantity: 50})
		return err
	})
}
