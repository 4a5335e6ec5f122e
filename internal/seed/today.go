package seed

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/roster"
)

// TodayCampaign is the key of the campaign whose day the demo plays while it serves: each day has its own.
func TodayCampaign(d day.Day) string { return "ngay-hoi-chay-" + d.String() }

const (
	phonesASite = 5
	groupSize   = 500 // places of one act, so that nobody waits behind it
	// Crowd is how many are expected at the demo's day.
	Crowd = 22_000
)

// today is the run that takes place on the day on which the demo serves. Whatever of it is there already is left as it is, so it goes on
// after the demo was stopped.
type today struct {
	ctx   context.Context
	h     *house.House
	who   act.Who
	day   day.Day
	key   string
	crowd int64
	sites []activity.Activity // the central one first
	event roster.Event
	err   error
}

func (t *today) do(verb act.Verb, object string, work func(tx *db.Tx) error) {
	if t.err == nil {
		t.err = t.h.Desk.Do(t.ctx, t.who, verb, object, work)
	}
}

func (t *today) see(read func(v *db.View) error) {
	if t.err == nil {
		t.err = t.h.DB.See(t.ctx, read)
	}
}

// prepare makes what is missing of the day: campaign, sites, event, doors with phones, and places with their tickets.
func (t *today) prepare() error {
	t.campaign()
	t.activities()
	t.open()
	for i, s := range t.sites {
		t.phones(i, s)
	}
	for i, s := range t.sites {
		t.places(i, s)
	}
	return t.err
}

// parks are the parks at which there is a run.
func parks() (all [][]string) {
	for _, r := range rows(parksCSV) {
		if r[4] != "0" {
			all = append(all, r)
		}
	}
	return all
}

func (t *today) campaign() {
	hp := merged("31")
	there := true
	t.see(func(v *db.View) error {
		_, err := campaign.Get(v, t.key)
		if fault.KindOf(err) == fault.NotFound {
			there, err = false, nil
		}
		return err
	})
	one := day.Period{From: t.day, To: t.day}
	if !there {
		t.do(campaign.Creating, hp, func(tx *db.Tx) error {
			_, err := campaign.Create(tx, campaign.Campaign{ID: t.key, Kind: "run", Owner: hp, Period: one,
				Words: campaign.Words{Name: "Ngày hội công nhân chạy bộ " + t.day.VN(), Accent: "luc", Summary: "Ngày hội đang diễn ra của bản dùng thử: 12 điểm cầu, 60 máy soát vé, chạy nhanh trong khoảng mười phút. Tất cả là " + Illustrative + "."}})
			return err
		})
	}
	t.see(func(v *db.View) error {
		all, err := campaign.Targets(v, campaign.Filter{Campaign: t.key})
		there = len(all) > 0
		return err
	})
	if !there {
		t.do(campaign.Assigning, t.key, func(tx *db.Tx) error {
			_, err := campaign.Assign(tx, campaign.Assignment{Campaign: t.key, Unit: hp, Indicator: "run.runners", Period: one, Quantity: t.crowd, Because: campaign.Because{Reason: Illustrative}})
			return err
		})
	}
}

func (t *today) activities() {
	read := func() {
		t.see(func(v *db.View) error {
			all, err := activity.Of(v, t.key)
			if err == nil && len(all) > 0 {
				t.sites, err = activity.Sites(v, all[0].ID)
			}
			return err
		})
	}
	hp := merged("31")
	read()
	if len(t.sites) == 0 {
		t.do(activity.Planning, t.key, func(tx *db.Tx) error {
			_, err := activity.Create(tx, t.key, activity.Plan{Name: "Ngày hội công nhân chạy bộ", Day: t.day, Place: parks()[0][0], Unit: hp})
			return err
		})
		read()
	}
	if len(t.sites) == 1 {
		t.do(activity.Linking, t.sites[0].ID, func(tx *db.Tx) error {
			var plans []activity.Plan
			for _, r := range parks()[1:] {
				plans = append(plans, activity.Plan{Name: "Điểm cầu " + r[1], Place: r[0], Unit: hp})
			}
			_, err := activity.Link(tx, t.sites[0].ID, plans)
			return err
		})
		read()
	}
	for _, step := range [][2]activity.State{{activity.Draft, activity.Agreed}, {activity.Agreed, activity.Announced}, {activity.Announced, activity.Open}} {
		if t.err == nil && t.sites[0].State == step[0] {
			t.advance(t.sites[0].ID, step[0], step[1])
			read()
		}
	}
}

func (t *today) advance(id string, from, to activity.State) {
	t.do(activity.VerbTo(to), id, func(tx *db.Tx) error {
		return activity.Advance(tx, id, activity.Step{From: from, To: to, Because: activity.Because{Reason: "Theo kế hoạch ngày hội"}, Made: neverMade})
	})
}

// open opens the event with what is given at its gates.
func (t *today) open() {
	found := false
	t.see(func(v *db.View) (err error) {
		t.event, found, err = roster.EventOf(v, t.sites[0].ID)
		return err
	})
	if found {
		return
	}
	t.do(roster.OpeningEvent, t.sites[0].ID, func(tx *db.Tx) (err error) {
		s := roster.Settings{Opens: tx.At, Closes: tx.At.Day().Add(1).Start(), Unlisted: true, WalkIns: true, Services: []roster.Service{{Key: roster.Came, Label: "Vào đường chạy"}, {Key: "finishers", Label: "Chạy xong", After: true}, {Key: "shirt", Label: "Nhận áo", After: true}}}
		s.Choices = []roster.Choice{{Key: "shirt", Label: "Cỡ áo", Options: []string{"S", "M", "L", "XL"}, Show: true}}
		for i, a := range t.sites {
			s.Sites = append(s.Sites, roster.Site{Activity: a.ID, Expected: t.expected(i)})
		}
		t.event, err = roster.OpenEvent(tx, t.sites[0].ID, s)
		return err
	})
}

// expected is how many are expected at a site.
func (t *today) expected(i int) int64 {
	n, _ := strconv.ParseInt(parks()[i][4], 10, 64) // the table is part of the program, and adds up to Crowd
	return n * t.crowd / Crowd
}

// phones opens a door at a site and enrols its phones.
func (t *today) phones(i int, s activity.Activity) {
	var devices []gate.Standing
	var doors []gate.Door
	t.see(func(v *db.View) (err error) {
		if devices, err = gate.Devices(v, s.ID); err == nil {
			doors, err = gate.Doors(v, s.ID)
		}
		return err
	})
	door := ""
	if len(doors) > 0 {
		door = doors[0].ID
	} else {
		t.do(gate.SettingDoors, s.ID, func(tx *db.Tx) (err error) {
			door, err = gate.OpenDoor(tx, s.ID, "Cổng chính", roster.Came)
			return err
		})
	}
	for n := len(devices); n < phonesASite && t.err == nil; n++ {
		code := ""
		t.do(gate.Inviting, s.ID, func(tx *db.Tx) (err error) {
			code, err = gate.Invite(tx, s.ID, door, fmt.Sprintf("Máy %d", n+1), t.day.Add(1).Start())
			return err
		})
		if t.err == nil {
			sum := sha256.Sum256(fmt.Append(nil, t.key, i, n))
			_, t.err = gate.EnrolPhone(t.ctx, t.h.Desk, t.h.DB, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(sum[:]), App: "demo"})
		}
	}
}

// places signs up those who are expected at a site, by group and union, and begins its day.
func (t *today) places(i int, s activity.Activity) {
	units := strings.Split(parks()[i][5], "|")
	for t.err == nil {
		var room []roster.Room
		t.see(func(v *db.View) (err error) {
			room, err = roster.RoomOf(v, s.ID)
			return err
		})
		if t.err != nil || room[0].Taken >= t.expected(i) {
			break
		}
		n := min(groupSize, int(t.expected(i)-room[0].Taken))
		unit := units[int(room[0].Taken/groupSize)%len(units)]
		t.do(roster.Registering, s.ID, func(tx *db.Tx) error {
			_, err := roster.Register(tx, []roster.Signup{{Activity: s.ID, Unit: unit, Places: n, Source: roster.ByGroup}})
			return err
		})
		pause(t.ctx, 50*time.Millisecond) // others use the demo
	}
	if t.err == nil && s.State == activity.Open {
		t.advance(s.ID, activity.Open, activity.Running)
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
