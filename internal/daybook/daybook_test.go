package daybook_test

import (
	"strings"
	"testing"
	"time"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/daybook"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/testkit"
)

func build(t testing.TB) (h *testkit.House, site string) {
	h = testkit.New(t, access.Schema, act.Schema, org.Schema, place.Schema, indicator.Schema, dispatch.Schema, campaign.Schema, activity.Schema, daybook.Schema)
	since := day.Of(2010, 1, 1)
	var head string
	h.Write(func(tx *db.Tx) (err error) {
		if head, err = org.Found(tx, org.Unit{Name: "LĐLĐ TP Hải Phòng", Kind: "federation"}, org.Decision{Number: "1/QĐ", Issuer: "TLĐ", Date: since, Effective: since}); err != nil {
			return err
		}
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: head, Period: day.Year(2026), Words: campaign.Words{Name: "Những bước chân khỏe đẹp"}})
		if err != nil {
			return err
		}
		site, err = activity.Create(tx, c, activity.Plan{Name: "Điểm cầu VSIP", Day: day.Of(2026, 11, 2), Unit: head})
		return err
	})
	return h.Grant("nam", access.SiteLead, head), site
}

func refused(t testing.TB, err error, k fault.Kind, field string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != k || fault.Field(err) != field {
		t.Errorf("got %v, want kind %v at %q", err, k, field)
	}
}

// A runner faints at a gate: the lead notes it, then how it ended; said twice, the second is told who was first.
func TestIncident(t *testing.T) {
	h, site := build(t)
	try := func(work func(tx *db.Tx) error) error { return h.Try(daybook.Noting, site, work) }
	report := func(i daybook.Incident) (id string, err error) {
		i.Activity = site
		err = try(func(tx *db.Tx) (err error) { id, err = daybook.Report(tx, i); return err })
		return id, err
	}
	now := day.InstantOf(testkit.Start)
	for field, i := range map[string]daybook.Incident{
		"kind": {Kind: "flood", Text: "ngập"},
		"text": {Kind: daybook.Medical, Text: "  "},
		"spot": {Kind: daybook.Medical, Text: "ngất", Spot: strings.Repeat("a", 101)},
		"at":   {Kind: daybook.Medical, Text: "ngất", At: now + 60_000},
	} {
		_, err := report(i)
		refused(t, err, fault.Invalid, field)
	}
	id, err := report(daybook.Incident{Kind: daybook.Medical, Text: "Một người ngất", Spot: "cổng A2"})
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(time.Minute)
	if _, err := report(daybook.Incident{Kind: daybook.Queue, Text: "Hàng dài 80 m"}); err != nil {
		t.Fatal(err)
	}
	settle := func(id, how string) error {
		return try(func(tx *db.Tx) error { return daybook.Settle(tx, site, id, how) })
	}
	refused(t, settle(id, ""), fault.Invalid, "how")
	refused(t, settle("none", "xong"), fault.NotFound, "")
	if err := settle(id, "Đã đưa về trạm y tế, tỉnh táo"); err != nil {
		t.Fatal(err)
	}
	refused(t, settle(id, "lần nữa"), fault.Conflict, "")
	h.See(func(v *db.View) error {
		all, err := daybook.Incidents(v, site)
		if len(all) != 2 || all[0].Kind != daybook.Queue || !all[0].Open() || all[1].Open() || all[1].SettledBy != "nam" || all[1].At < now || all[1].At > now+1000 {
			t.Errorf("%+v", all)
		}
		return err
	})
	refused(t, h.As("khach").Try(daybook.Noting, site, func(*db.Tx) error { return nil }), fault.Denied, "")
}

// A picture comes with what those on it agreed to; one that somebody does not want is out of sight, and can still be accounted for.
func TestPhoto(t *testing.T) {
	h, site := build(t)
	hash := strings.Repeat("ab", 32)
	add := func(p daybook.Photo) (id string, err error) {
		p.Activity = site
		err = h.Try(daybook.Noting, site, func(tx *db.Tx) (err error) { id, err = daybook.Add(tx, p); return err })
		return id, err
	}
	_, err := add(daybook.Photo{Hash: hash, Media: "image/jpeg"})
	refused(t, err, fault.Invalid, "consent")
	_, err = add(daybook.Photo{Hash: "x", Media: "image/jpeg", Consent: daybook.Crowd})
	refused(t, err, fault.Invalid, "photo")
	id, err := add(daybook.Photo{Hash: hash, Media: "image/jpeg", Consent: daybook.Crowd, Text: "Vạch xuất phát"})
	if err != nil {
		t.Fatal(err)
	}
	hide := func(id, reason string) error {
		return h.Try(daybook.Noting, site, func(tx *db.Tx) error { return daybook.Hide(tx, site, id, reason) })
	}
	refused(t, hide(id, ""), fault.Invalid, "reason")
	refused(t, hide("none", "x"), fault.NotFound, "")
	if err := hide(id, "người trong ảnh không muốn"); err != nil {
		t.Fatal(err)
	}
	refused(t, hide(id, "lần nữa"), fault.Conflict, "")
	h.See(func(v *db.View) error {
		shown, err := daybook.Photos(v, site)
		if err != nil {
			return err
		}
		p, err := daybook.PhotoOf(v, site, id)
		if len(shown) != 0 || p.Hidden == "" || p.Consent != daybook.Crowd {
			t.Errorf("%+v %+v", shown, p)
		}
		return err
	})
}
