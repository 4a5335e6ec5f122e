package activity_test

import (
	"fmt"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/testkit"
)

// house is a federation with one firm's union, twelve parks, and the campaign of the year 2027 by plan 03/KH of 5/3/2027.
// The clock stands on 20 May 2027.
type house struct {
	*testkit.House
	head, firm string
	parks      []string
	campaign   string
}

func build(t testing.TB) *house {
	h := &house{House: testkit.New(t, access.Schema, act.Schema, org.Schema, place.Schema, indicator.Schema, dispatch.Schema, campaign.Schema, activity.Schema)}
	h.Clock.SetDay("2027-05-20")
	h.Write(func(tx *db.Tx) error {
		by := func(i int) org.Decision {
			return org.Decision{Number: fmt.Sprintf("%d/QĐ", i), Issuer: "LĐLĐ", Date: day.Of(2000, 1, 1), Effective: day.Of(2000, 1, 1)}
		}
		var err error
		if h.head, err = org.Found(tx, org.Unit{Name: "LĐLĐ tỉnh", Kind: "federation"}, by(1)); err != nil {
			return err
		}
		if h.firm, err = org.Found(tx, org.Unit{Name: "CĐCS Công ty Regina Miracle", Kind: "base", Parent: h.head},
			org.Decision{Number: "2/QĐ", Issuer: "LĐLĐ", Date: day.Of(2016, 1, 1), Effective: day.Of(2016, 1, 1)}); err != nil {
			return err
		}
		country, err := place.Found(tx, place.Place{Name: "Việt Nam", Kind: "country"}, by(3))
		if err != nil {
			return err
		}
		province, err := place.Found(tx, place.Place{Name: "Hải Phòng", Kind: "city", Parent: country}, by(4))
		if err != nil {
			return err
		}
		for i, name := range []string{"VSIP", "Nhật Bản", "Lai Vu", "Đại An", "An Dương", "Đồ Sơn", "Nam Đình Vũ 1", "Nam Cầu Kiền",
			"An Phát", "Cẩm Điền - Lương Điền", "Phúc Điền", "Tân Trường"} {
			id, err := place.Found(tx, place.Place{Name: "KCN " + name, Kind: "park", Parent: province}, by(10+i))
			if err != nil {
				return err
			}
			h.parks = append(h.parks, id)
		}
		plan, err := dispatch.Register(tx, dispatch.Dispatch{Number: "03/KH-BCĐHMKCN", Direction: dispatch.In,
			Date: day.Of(2027, 3, 5), Issuer: "BCĐ vận động HMTN các KCN tỉnh", Subject: "Tổ chức hiến máu năm 2027", Owner: h.head})
		if err != nil {
			return err
		}
		h.campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: h.head, Period: day.Year(2027), Dispatch: plan,
			Words: campaign.Words{Name: "Hiến máu các KCN năm 2027"}})
		return err
	})
	return h
}

// drive is the plan of the drive at Regina Miracle, for 6/6/2027.
func (h *house) drive() activity.Plan {
	return activity.Plan{Name: "Ngày hội hiến máu tại Regina Miracle", Day: day.Of(2027, 6, 6), Place: h.parks[0], Unit: h.firm,
		Partners: []activity.Partner{{Role: activity.CollectsBlood, Name: "Viện Huyết học - Truyền máu TW"}, {Role: activity.CoHosts, Unit: h.head}}}
}

func (h *house) create(p activity.Plan) (id string) {
	h.T.Helper()
	h.Do(activity.Planning, h.campaign, func(tx *db.Tx) (err error) {
		id, err = activity.Create(tx, h.campaign, p)
		return err
	})
	return id
}

func (h *house) step(id string, s activity.Step) error {
	return h.Try(activity.VerbTo(s.To), id, func(tx *db.Tx) error { return activity.Advance(tx, id, s) })
}

func (h *house) steps(id string, steps ...activity.Step) {
	h.T.Helper()
	for _, s := range steps {
		if err := h.step(id, s); err != nil {
			h.T.Fatalf("%s → %s: %v", s.From, s.To, err)
		}
	}
}

func (h *house) get(id string) (a activity.Activity) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		a, err = activity.Get(v, id)
		return err
	})
	return a
}

func notice(number string, d day.Day) activity.Because {
	return activity.Because{Notice: activity.Notice{Number: number, Date: d}}
}

func made(yes bool) activity.Made {
	return func(*db.View, string) (bool, error) { return yes, nil }
}

func refused(t testing.TB, err error, kind fault.Kind, text string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind || text != "" && fault.Text(err) != text {
		t.Errorf("got %v (kind %d)\nwant %q (kind %d)", err, fault.KindOf(err), text, kind)
	}
}
