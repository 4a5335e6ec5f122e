package furnished

import (
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/house"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
)

// Password opens the accounts that Run.Account makes.
const Password = "mật khẩu để thử"

// Run is a small federation that holds a run at two sites, announced and open, a month after the testkit's clock begins.
type Run struct {
	T     testing.TB
	House *house.House
	Kit   *testkit.House

	Day             day.Day
	Owner           org.UnitID   // the federation
	Firms           []org.UnitID // grassroots unions below it, "CĐCS Công ty A" to "C"
	Other           org.UnitID   // a union that takes no part
	Campaign        string
	Central, Linked string // the sites
	Event           roster.Event
}

// NewRun builds it. Tickets are left to Open.
func NewRun(t testing.TB) *Run {
	t.Helper()
	h, kit := New(t)
	r := &Run{T: t, House: h, Kit: kit, Day: day.Of(2026, 12, 6)}
	since := func(number string) org.Decision {
		return org.Decision{Number: number, Issuer: "LĐLĐ", Date: day.Of(2010, 1, 1), Effective: day.Of(2010, 1, 1)}
	}
	kit.Write(func(tx *db.Tx) (err error) {
		if r.Owner, err = org.Found(tx, org.Unit{Name: "LĐLĐ thành phố Hải Phòng", Kind: "federation"}, since("1/QĐ")); err != nil {
			return err
		}
		for i, name := range []string{"CĐCS Công ty A", "CĐCS Công ty B", "CĐCS Công ty C"} {
			firm, err := org.Found(tx, org.Unit{Name: name, Kind: org.Grassroots, Parent: r.Owner}, since(string(rune('2'+i))+"/QĐ"))
			if err != nil {
				return err
			}
			r.Firms = append(r.Firms, firm)
		}
		if r.Other, err = org.Found(tx, org.Unit{Name: "CĐCS Công ty ở tỉnh khác", Kind: org.Grassroots}, since("9/QĐ")); err != nil {
			return err
		}
		country, err := place.Found(tx, place.Place{Name: "Việt Nam", Kind: "country"}, since("10/QĐ"))
		if err != nil {
			return err
		}
		var parks []string
		for i, name := range []string{"KCN VSIP", "KCN Tràng Duệ"} {
			park, err := place.Found(tx, place.Place{Name: name, Kind: "park", Parent: country}, since(string(rune('1'+i))+"1/QĐ"))
			if err != nil {
				return err
			}
			parks = append(parks, park)
		}
		r.Campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: r.Owner, Period: day.Month(2026, 12), Words: campaign.Words{Name: "Giải chạy thử", Accent: "luc"}})
		if err != nil {
			return err
		}
		if r.Central, err = activity.Create(tx, r.Campaign, activity.Plan{Name: "Điểm cầu trung tâm", Day: r.Day, Place: parks[0], Unit: r.Owner}); err != nil {
			return err
		}
		linked, err := activity.Link(tx, r.Central, []activity.Plan{{Name: "Điểm cầu thứ hai", Place: parks[1], Unit: r.Owner}})
		if err != nil {
			return err
		}
		r.Linked = linked[0]
		from := activity.Draft
		for _, to := range []activity.State{activity.Agreed, activity.Announced, activity.Open} {
			if err := activity.Advance(tx, r.Central, activity.Step{From: from, To: to}); err != nil {
				return err
			}
			from = to
		}
		return nil
	})
	return r
}

// Open opens sign-up and tickets: two waves, a shirt, signing up by oneself until the day. Change, where given, changes that first.
func (r *Run) Open(change func(s *roster.Settings)) *Run {
	r.T.Helper()
	s := roster.Settings{Opens: r.House.DB.Now(), Closes: r.Day.Start(),
		Services: []roster.Service{{Key: roster.Came, Label: "Vào cổng"}, {Key: "shirt", Label: "Nhận áo"}},
		Slots:    []roster.Slot{{Key: "1", Label: "Đợt 1: 6 giờ", From: 6 * 60, Until: 7 * 60}, {Key: "2", Label: "Đợt 2: 7 giờ", From: 7 * 60, Until: 8 * 60}},
		Choices:  []roster.Choice{{Key: "shirt", Label: "Cỡ áo", Options: []string{"S", "M", "L"}, Show: true}}, Unlisted: true, WalkIns: true}
	if change != nil {
		change(&s)
	}
	r.Do(roster.OpeningEvent, r.Central, func(tx *db.Tx) (err error) {
		r.Event, err = roster.OpenEvent(tx, r.Central, s)
		return err
	})
	return r
}

// Do does something as the program itself.
func (r *Run) Do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	r.T.Helper()
	if err := r.House.Desk.Do(r.T.Context(), act.System("thử nghiệm"), verb, object, work); err != nil {
		r.T.Fatal(err)
	}
}

// See reads.
func (r *Run) See(read func(v *db.View) error) {
	r.T.Helper()
	if err := r.House.DB.See(r.T.Context(), read); err != nil {
		r.T.Fatal(err)
	}
}

// Account lets somebody sign in with a login and Password, holding a role at a unit.
func (r *Run) Account(login string, role access.Role, unit org.UnitID) {
	r.T.Helper()
	secret, err := people.NewSecret(r.T.Context(), login, Password)
	if err != nil {
		r.T.Fatal(err)
	}
	r.Do(people.Adding, unit, func(tx *db.Tx) error {
		_, err := people.Add(tx, people.Person{ID: "nguoi-" + login, Name: "Người Thử", Unit: unit})
		return err
	})
	r.Do(people.SettingPassword, "nguoi-"+login, func(tx *db.Tx) error {
		return people.SetPassword(tx, "nguoi-"+login, login, secret, "")
	})
	r.Do(people.Granting, unit, func(tx *db.Tx) error {
		_, err := access.Give(tx, access.Grant{Person: "nguoi-" + login, Role: role, Unit: unit})
		return err
	})
}
