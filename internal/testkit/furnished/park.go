package furnished

import (
	"context"
	"fmt"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/house"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// Park is a run at a centre and two sites that stand open for sign-up, with tickets for the sites.
type Park struct {
	Central string
	Sites   []string
	Host    string
	Event   roster.Event
}

// RunIn puts a run on a day into a house that holds the demo: so many people signed up at each site, all named "Nguyễn Thị Bí Mật …".
func RunIn(ctx context.Context, h *house.House, on day.Day, people int) (p Park, err error) {
	var c string
	var places []string
	do := func(verb act.Verb, object string, work func(tx *db.Tx) error) {
		if err == nil {
			err = h.Desk.Do(ctx, act.System("thử"), verb, object, work)
		}
	}
	err = h.DB.See(ctx, func(v *db.View) error {
		last, err := campaign.Get(v, "chay-haiphong-2026")
		if err != nil {
			return err
		}
		p.Host = last.Owner
		all, err := activity.Of(v, last.ID)
		for _, a := range all[:min(3, len(all))] {
			places = append(places, a.Place)
		}
		return err
	})
	do(campaign.Creating, p.Host, func(tx *db.Tx) (err error) {
		c, err = campaign.Create(tx, campaign.Campaign{Kind: "run", Owner: p.Host, Period: day.Month(on.Year(), on.Time().Month()), Words: campaign.Words{Name: "Chạy vì sức khỏe", Accent: "luc", Summary: "Để thử."}})
		return err
	})
	do(activity.Planning, c, func(tx *db.Tx) (err error) {
		p.Central, err = activity.Create(tx, c, activity.Plan{Name: "Trung tâm", Day: on, Place: places[0], Unit: p.Host})
		return err
	})
	do(activity.Linking, p.Central, func(tx *db.Tx) (err error) {
		p.Sites, err = activity.Link(tx, p.Central, []activity.Plan{{Name: "Điểm Đông", Place: places[1], Unit: p.Host}, {Name: "Điểm Tây", Place: places[2], Unit: p.Host}})
		return err
	})
	from := activity.Draft
	for _, to := range []activity.State{activity.Agreed, activity.Announced, activity.Open} {
		do(activity.VerbTo(to), p.Central, func(tx *db.Tx) error {
			return activity.Advance(tx, p.Central, activity.Step{From: from, To: to, Because: activity.Because{Reason: "kế hoạch"}, Made: roster.Made})
		})
		from = to
	}
	do(roster.OpeningEvent, p.Central, func(tx *db.Tx) (err error) {
		p.Event, err = roster.OpenEvent(tx, p.Central, roster.Settings{Services: []roster.Service{{Key: roster.Came, Label: "Vào cổng"}}, WalkIns: true,
			Sites: []roster.Site{{Activity: p.Sites[0], Prefix: "D"}, {Activity: p.Sites[1], Prefix: "T"}}})
		return err
	})
	for _, site := range p.Sites {
		for made := 0; made < people; made += roster.RegisterMax {
			do(roster.Registering, site, func(tx *db.Tx) error { return signUp(tx, site, p.Host, min(people-made, roster.RegisterMax)) })
		}
	}
	return p, err
}

func signUp(tx *db.Tx, site, unit string, n int) error {
	all := make([]roster.Signup, n)
	for i := range all {
		all[i] = roster.Signup{Activity: site, Unit: unit, Source: roster.ByList, Who: &people.Participant{Name: fmt.Sprintf("Nguyễn Thị Bí Mật %c%c", 'A'+i%26, 'A'+i/26%26)}, Tag: make([]byte, 8)}
	}
	_, err := roster.Register(tx, all)
	return err
}
