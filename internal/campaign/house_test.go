package campaign_test

import (
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
	"phongtrao/internal/testkit"
)

// house is a small federation with a campaign: a committee of parks over two park unions over firms, and plan 03/KH of 5/3/2024.
type house struct {
	*testkit.House
	head, north, south string   // the federation; two park unions below it
	firms              []string // a, b below north; c below south
	plan               string   // the dispatch
	campaign           string   // of the year 2024, owned by head
}

var lines = []db.Line{access.Schema, act.Schema, org.Schema, indicator.Schema, dispatch.Schema, campaign.Schema}

func build(t testing.TB) *house {
	h := &house{House: testkit.New(t, lines...)}
	h.Write(func(tx *db.Tx) error {
		if err := indicator.Declare(tx, []indicator.Indicator{
			{Key: "blood.bags", Name: "Số đơn vị máu", Definition: "Túi máu đã lấy, đếm theo túi.", Measure: "bags", Kind: "blood"},
			{Key: "blood.came", Name: "Số người đến", Definition: "Người đến điểm hiến máu.", Measure: "people", Kind: "blood"},
		}); err != nil {
			return err
		}
		found := func(name, kind, parent string, since string) string {
			id, err := org.Found(tx, org.Unit{Name: name, Kind: kind, Parent: parent},
				org.Decision{Number: name + "/QĐ", Issuer: "LĐLĐ", Date: day.Must(since), Effective: day.Must(since)})
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		h.head = found("LĐLĐ tỉnh", "federation", "", "2000-01-01")
		h.north = found("CĐ các KCN phía Bắc", "parks", h.head, "2000-01-01")
		h.south = found("CĐ các KCN phía Nam", "parks", h.head, "2000-01-01")
		h.firms = []string{
			found("CĐCS Công ty A", "base", h.north, "2000-01-01"),
			found("CĐCS Công ty B", "base", h.north, "2000-01-01"),
			found("CĐCS Công ty C", "base", h.south, "2000-01-01"),
		}
		var err error
		h.plan, err = dispatch.Register(tx, dispatch.Dispatch{Number: "03/KH-BCĐHMKCN", Kind: dispatch.Plan, Direction: dispatch.In,
			Date: day.Of(2024, 3, 5), Issuer: "BCĐ vận động HMTN các KCN tỉnh", Subject: "Tuyên truyền, vận động, tổ chức hiến máu năm 2024", Owner: h.head})
		return err
	})
	h.begin()
	return h
}

// begin begins the campaign, another one at each call.
func (h *house) begin() {
	h.T.Helper()
	h.Do(campaign.Creating, h.head, func(tx *db.Tx) (err error) {
		h.campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: h.head, Period: day.Year(2024), Dispatch: h.plan,
			Words: campaign.Words{Name: "Hiến máu các KCN năm 2024", Lead: "blood.bags", Accent: "son"}})
		return err
	})
}

// assign gives a target at the top and returns it.
func (h *house) assign(unit string, quantity int64) campaign.Target {
	h.T.Helper()
	var id string
	h.Do(campaign.Assigning, h.campaign, func(tx *db.Tx) (err error) {
		id, err = campaign.Assign(tx, campaign.Assignment{Campaign: h.campaign, Unit: unit, Indicator: "blood.bags", Period: day.Year(2024),
			Quantity: quantity, Because: campaign.Because{Item: "mục II.1"}})
		return err
	})
	return h.target(id)
}

// share shares a target at its version now, and returns the children.
func (h *house) share(t campaign.Target, reserve int64, shares ...campaign.ShareOf) []campaign.Target {
	h.T.Helper()
	var ids []string
	h.Do(campaign.Sharing, t.ID, func(tx *db.Tx) (err error) {
		ids, err = campaign.Share(tx, t.ID, h.target(t.ID).Version, shares, reserve, campaign.Because{})
		return err
	})
	var all []campaign.Target
	for _, id := range ids {
		all = append(all, h.target(id))
	}
	return all
}

func (h *house) target(id string) (t campaign.Target) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		t, err = campaign.TargetByID(v, id)
		return err
	})
	return t
}

// refused wants an error of a kind with a text; "" is any text.
func refused(t testing.TB, err error, kind fault.Kind, text string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind || text != "" && fault.Text(err) != text {
		t.Errorf("got %v (kind %d)\nwant %q (kind %d)", err, fault.KindOf(err), text, kind)
	}
}
