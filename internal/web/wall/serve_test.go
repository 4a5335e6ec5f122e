package wall_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/house"
	"phongtrao/internal/roster"
	"phongtrao/internal/seed"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
	"phongtrao/internal/web/pagetest"
)

// run plans a run of today at two parks of Hải Phòng, and returns its central activity and the other.
func run(t *testing.T, h *house.House) (central, site string) {
	t.Helper()
	do := func(verb act.Verb, object string, work func(tx *db.Tx) error) {
		t.Helper()
		if err := h.Desk.Do(t.Context(), act.System("thử nghiệm"), verb, object, work); err != nil {
			t.Fatal(err)
		}
	}
	var owner string
	var today day.Day
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		c, err := campaign.Get(v, "chay-haiphong-2026")
		owner, today = c.Owner, v.At.Day()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	do(campaign.Creating, owner, func(tx *db.Tx) error {
		_, err := campaign.Create(tx, campaign.Campaign{ID: "thu", Kind: "run", Owner: owner, Period: day.Period{From: today, To: today}, Words: campaign.Words{Name: "Ngày hội"}})
		return err
	})
	do(activity.Planning, "thu", func(tx *db.Tx) (err error) {
		central, err = activity.Create(tx, "thu", activity.Plan{Name: "Ngày hội công nhân chạy bộ", Day: today, Place: "P01", Unit: owner})
		return err
	})
	do(activity.Linking, central, func(tx *db.Tx) error {
		ids, err := activity.Link(tx, central, []activity.Plan{{Name: "Điểm cầu thứ hai", Place: "P02", Unit: owner}})
		site = ids[0]
		return err
	})
	do(roster.OpeningEvent, central, func(tx *db.Tx) error {
		_, err := roster.OpenEvent(tx, central, roster.Settings{WalkIns: true, Sites: []roster.Site{{Activity: central, Expected: 20_000}, {Activity: site, Expected: 2000}}})
		return err
	})
	return central, site
}

// Who may see the activity sees its wall, with the ways to the passports; others do not; a screen with a key sees it without signing in and
// without those ways, until the key is taken back.
func TestWho(t *testing.T) {
	h := furnished.Demo(t)
	entry := web.Handler(h, web.Options{})
	central, site := run(t, h)
	at := "/wall/" + central
	has := func(a pagetest.Answer, text string, want bool) {
		t.Helper()
		if strings.Contains(a.Text, text) != want {
			t.Errorf("%q stands there: %v", text, !want)
		}
	}
	chau := pagetest.As(t, h, entry, "chau", seed.Password)
	page := chau.Get(at).Says(http.StatusOK, "Ngày hội công nhân chạy bộ", "22.000", "KCN VSIP")
	has(page, `href="/figures?`, true)
	has(page, `<noscript><meta http-equiv="refresh"`, true)
	chau.Get("/wall/thu").Says(http.StatusSeeOther)
	chau.Get(at+"?stage=1").Says(http.StatusOK, "22.000").Silent("KCN VSIP")
	pagetest.As(t, h, entry, "seo", seed.Password).Get(at).Says(http.StatusForbidden)
	nobody := pagetest.Nobody(t, entry)
	for address, want := range map[string]int{at: http.StatusSeeOther, at + "?key=x.y": http.StatusForbidden, "/wall/none?key=x.y": http.StatusForbidden, at + "/stream": http.StatusSeeOther, at + "/stream?key=x.y": http.StatusForbidden} {
		nobody.Get(address).Says(want)
	}

	chau.Post(at+"/screens", pagetest.With(chau.Get(at+"/screens").Says(http.StatusOK, "Chưa có màn hình nào").Fields("show"), "label", "")).Says(http.StatusUnprocessableEntity)
	chau.Post(at+"/screens", pagetest.With(chau.Get(at+"/screens").Fields("show"), "label", "Sân khấu chính")).Says(http.StatusSeeOther)
	list := chau.Get(at+"/screens").Says(http.StatusOK, "Sân khấu chính")
	key := regexp.MustCompile(`key=([a-z0-9.]+)`).FindStringSubmatch(list.Text)
	hide := regexp.MustCompile(`action="(/wall/[^"]+/hide)"`).FindStringSubmatch(list.Text)
	if key == nil || hide == nil {
		t.Fatal("the page shows no address with a key")
	}
	has(nobody.Get(at+"?key="+key[1]).Says(http.StatusOK, "22.000"), `href="/figures?`, false)
	nobody.Get("/wall/" + site + "?key=" + key[1]).Says(http.StatusSeeOther) // a site's wall is that of all
	chau.Get("/wall/" + site).Says(http.StatusSeeOther)
	chau.Post(hide[1], list.Fields(hide[1])).Says(http.StatusSeeOther)
	nobody.Get(at + "?key=" + key[1]).Says(http.StatusForbidden)
}

// The stream brings a frame at once, and another when something was counted.
func TestStream(t *testing.T) {
	h := furnished.Demo(t)
	central, _ := run(t, h)
	t.Cleanup(h.Live.Close) // before the server waits for its streams
	chau := pagetest.As(t, h, web.Handler(h, web.Options{}), "chau", seed.Password)
	answer, err := http.Get(chau.Served() + "/wall/" + central + "/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Fatalf("%d, %s", answer.StatusCode, kind)
	}
	lines := bufio.NewScanner(answer.Body)
	next := func() map[string]string {
		t.Helper()
		for event := ""; lines.Scan(); {
			if e, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				event = e
			}
			if d, ok := strings.CutPrefix(lines.Text(), "data: "); ok && event == "frame" {
				var f struct {
					Text map[string]string `json:"t"`
				}
				if err := json.Unmarshal([]byte(d), &f); err != nil {
					t.Fatal(err)
				}
				return f.Text
			}
		}
		t.Fatal("the stream ended: ", lines.Err())
		return nil
	}
	if got := next()["total"]; got != "0" {
		t.Fatalf("at first the total is %q", got)
	}
	d := gate.Device{ID: "may-1", Activity: central, Name: "Máy 1", Until: h.DB.Now().Day().Add(1).Start(), Station: "thử"}
	err = h.Desk.Do(t.Context(), act.System("thử nghiệm"), gate.SettingDoors, central, func(tx *db.Tx) (err error) {
		if d.Door, err = gate.OpenDoor(tx, central, "Cổng A", roster.Came); err == nil {
			err = gate.Vouch(tx, d)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.DB.See(t.Context(), func(v *db.View) (err error) {
		e, _, err := roster.EventOf(v, central)
		d.Event = e.Number
		return err
	}); err != nil {
		t.Fatal(err)
	}
	now := int64(h.DB.Now()) / 1000
	b := gate.Batch{Protocol: gate.Protocol, Device: d.ID, Sent: now, Made: 1, Scans: []gate.Scan{{Seq: 1, At: now, What: roster.Came, How: rule.ByPlus, People: 12, Said: rule.WalkedIn, Admitted: true}}}
	got, err := h.Gate.Receive(t.Context(), d, &b)
	if err != nil || len(got.Answers) != 1 || !got.Answers[0].Counts {
		t.Fatalf("%+v, %v", got, err)
	}
	for {
		if f := next(); f["total"] != "0" {
			if f["total"] != f["l0n"] || f["l0u"] != "+"+f["total"] {
				t.Errorf("after a scan: %v", f)
			}
			break
		}
	}
}
