package passport_test

import (
	"fmt"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kinds"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
)

var half = day.Half(2024, 1)

// house holds Hưng Yên's parks in 2024: a federation, the union of its parks, two park unions below it, five drives with their bags as
// the hospital signed for them, and 1.200 bags promised for the year by plan 03/KH-BCĐHMKCN.
type house struct {
	*testkit.House
	top, head, phoNoi, thangLong string // units, from the top down
	province                     string
	campaign, target             string
	drives                       []string
}

// drives of the first half of 2024: CK-02.
var facts = []struct {
	day, name string
	bags      int64
}{
	{"2024-04-09", "Ngày hội hiến máu KCN Phố Nối A", 263},
	{"2024-04-11", "Hiến máu tại TOTO", 119},
	{"2024-04-24", "Ngày hội hiến máu KCN Thăng Long II", 560},
	{"2024-05-23", "Hiến máu tại Sews-Components", 143},
	{"2024-05-27", "Hiến máu tại Mektec", 180},
}

func build(t testing.TB) *house {
	h := &house{House: testkit.New(t, access.Schema, act.Schema, people.Schema, org.Schema, place.Schema, indicator.Schema, ledger.Schema,
		dispatch.Schema, campaign.Schema, activity.Schema, roster.Schema, report.Schema, passport.Schema)}
	since := day.Of(2010, 1, 1)
	n := 0
	by := func() org.Decision {
		n++
		return org.Decision{Number: fmt.Sprintf("%d/QĐ-LĐLĐ", n), Issuer: "LĐLĐ", Date: since, Effective: since}
	}
	unit := func(tx *db.Tx, name, kind, above string) string {
		id, err := org.Found(tx, org.Unit{Name: name, Kind: kind, Parent: above}, by())
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	h.Write(func(tx *db.Tx) (err error) {
		if err := indicator.Declare(tx, kinds.Indicators()); err != nil {
			return err
		}
		h.top = unit(tx, "LĐLĐ tỉnh Hưng Yên", "federation", "")
		h.head = unit(tx, "CĐ các KCN tỉnh Hưng Yên", "parks", h.top)
		h.phoNoi = unit(tx, "CĐCS KCN Phố Nối A", "base", h.head)
		h.thangLong = unit(tx, "CĐCS KCN Thăng Long II", "base", h.head)
		if h.province, err = place.Found(tx, place.Place{Name: "Hưng Yên", Kind: "province"}, by()); err != nil {
			return err
		}
		plan, err := dispatch.Register(tx, dispatch.Dispatch{Number: "03/KH-BCĐHMKCN", Direction: dispatch.In, Date: day.Of(2024, 3, 5),
			Issuer: "BCĐ vận động HMTN các KCN tỉnh", Subject: "Tuyên truyền, vận động, tổ chức hiến máu năm 2024", Owner: h.head})
		if err != nil {
			return err
		}
		h.campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: h.head, Period: day.Year(2024), Dispatch: plan,
			Words: campaign.Words{Name: "Hiến máu các KCN năm 2024"}})
		if err != nil {
			return err
		}
		h.target, err = campaign.Assign(tx, campaign.Assignment{Campaign: h.campaign, Unit: h.head, Indicator: "blood.bags", Period: day.Year(2024),
			Quantity: 1200, Because: campaign.Because{Item: "mục II.1"}})
		return err
	})
	for i, f := range facts {
		host := h.thangLong
		if i == 0 {
			host = h.phoNoi
		}
		h.drives = append(h.drives, h.drive(f.name, f.day, host))
	}
	for i, f := range facts {
		h.post(i, "blood.bags", ledger.Exactly(f.bags), ledger.Signed)
	}
	return h
}

// drive plans an activity and announces it.
func (h *house) drive(name, on, host string) (id string) {
	h.T.Helper()
	h.Write(func(tx *db.Tx) (err error) {
		id, err = activity.Create(tx, h.campaign, activity.Plan{Name: name, Day: day.Must(on), Place: h.province, Unit: host})
		if err != nil {
			return err
		}
		return activity.Advance(tx, id, activity.Step{From: activity.Draft, To: activity.Announced, Because: activity.Because{Notice: activity.Notice{Number: "13/TB-BCĐ", Date: day.Of(2024, 1, 2)}}})
	})
	return id
}

// post enters what one source says of a drive, for its host.
func (h *house) post(drive int, key string, q ledger.Quantity, e ledger.Evidence) {
	h.T.Helper()
	h.Write(func(tx *db.Tx) error {
		a, err := activity.Get(&tx.View, h.drives[drive])
		if err != nil {
			return err
		}
		_, err = ledger.Post(tx, ledger.Posting{Campaign: h.campaign, Activity: a.ID, Unit: a.Unit, Place: a.Place, Indicator: key,
			Quantity: q, Evidence: e, Day: a.Day, Source: fmt.Sprintf("drive %d", drive+1)})
		return err
	})
}

func (h *house) of(q ledger.Question) (p passport.Passport) {
	h.T.Helper()
	if q.Period == (day.Period{}) {
		q.Period = half
	}
	h.See(func(v *db.View) (err error) {
		p, err = passport.Of(v, kinds.All(), q)
		return err
	})
	return p
}
