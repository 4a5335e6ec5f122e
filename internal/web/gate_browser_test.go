package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/browser"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
	"phongtrao/internal/testkit/furnished"
	"phongtrao/internal/web"
)

// run is a run of the demo that takes place today, with one door, the code of a phone and three tickets.
type run struct {
	event   int64
	code    string
	tickets []string // as in their codes
}

func hold(t *testing.T, h *house.House) (r run) {
	t.Helper()
	do := func(verb act.Verb, object string, work func(tx *db.Tx) error) {
		t.Helper()
		if err := h.Desk.Do(t.Context(), act.System("test"), verb, object, work); err != nil {
			t.Fatal(err)
		}
	}
	const campaign = "chay-haiphong-2026"
	var central, unit string
	do(activity.Planning, campaign, func(tx *db.Tx) error {
		old, err := activity.Of(&tx.View, campaign)
		if err != nil {
			return err
		}
		unit = old[0].Unit
		central, err = activity.Create(tx, campaign, activity.Plan{Name: "Chạy thử", Day: day.InstantOf(testkit.Start).Day(), Place: old[1].Place, Unit: unit})
		if err != nil {
			return err
		}
		for _, step := range []activity.Step{{From: activity.Draft, To: activity.Announced}, {From: activity.Announced, To: activity.Running}} {
			step.Made = roster.Made
			if err := activity.Advance(tx, central, step); err != nil {
				return err
			}
		}
		e, err := roster.OpenEvent(tx, central, roster.Settings{WalkIns: true, Services: []roster.Service{{Key: roster.Came, Label: "Vào cổng"}, {Key: "shirt", Label: "Nhận áo", After: true}}})
		r.event = e.Number
		return err
	})
	do(roster.Registering, central, func(tx *db.Tx) error {
		var all []roster.Signup
		for _, name := range []string{"Nguyễn Thị Hoà", "Trần Văn Bình", "Đỗ Thị Lan"} {
			all = append(all, roster.Signup{Activity: central, Unit: unit, Who: &people.Participant{Name: name}, Source: roster.ByList})
		}
		_, err := roster.Register(tx, all)
		return err
	})
	do(gate.Inviting, central, func(tx *db.Tx) error {
		door, err := gate.OpenDoor(tx, central, "Cổng A1", roster.Came)
		if err == nil {
			r.code, err = gate.Invite(tx, central, door, "Máy của Tuấn", day.InstantOf(tx.At.Time().Add(8*time.Hour)))
		}
		return err
	})
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		all, err := roster.TicketsOf(v, r.event, roster.TicketFilter{})
		for _, one := range all {
			if signed, err := roster.Sign(v, one); err == nil {
				r.tickets = append(r.tickets, signed.Address("https://run.example"))
			}
		}
		return err
	}); err != nil || len(r.tickets) != 3 {
		t.Fatalf("%d tickets, %v", len(r.tickets), err)
	}
	return r
}

// TestGateInTheBrowser: a phone enrolled by its link scans in airplane mode, on a clock months away from the server's; the server hears
// nothing. With the network back the totals of both are the same.
func TestGateInTheBrowser(t *testing.T) {
	h := furnished.Demo(t)
	r := hold(t, h)
	var heard atomic.Int64
	program := web.Handler(h, web.Options{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if strings.HasPrefix(q.URL.Path, "/api/") {
			heard.Add(1)
		}
		program.ServeHTTP(w, q)
	}))
	defer server.Close()

	p := browser.StartFilming(t, "").Open(t, browser.Phone, server.URL+"/gate/#"+r.code)
	p.Wait("the list", `/3 vé, tải lúc/.test(document.body.innerText)`)
	p.Accessible()
	p.Shoot("gate-real-ready")
	p.Offline(true)
	heard.Store(0)
	browser.Eval[bool](p, `(() => { // green stays until the test has seen it
		const real = window.setTimeout;
		window.setTimeout = (f, ms, ...rest) => (ms === 1200 ? 0 : real(f, ms, ...rest));
		return true;
	})()`)
	p.Click(".tail .pri")
	p.Wait("the shift", `document.querySelector(".foot")`)
	sees := func(what, colour string) {
		t.Helper()
		p.Press(what + browser.Enter)
		p.Wait(colour, fmt.Sprintf(`document.querySelector(".verdict.%s")`, colour))
		p.Press(browser.Escape)
		p.Wait("the next", `!document.querySelector(".verdict")`)
	}
	sees(r.tickets[0], "green")
	sees(r.tickets[1], "green")
	sees(r.tickets[0], "red")
	sees("031199001234|142533672|Nguyễn Thị Mẫu|05031999|Nữ|Xã An Bình, Thành phố Hải Phòng|15042021", "green")
	sees("https://vneid.gov.vn/abc", "red")
	if n := heard.Load(); n != 0 {
		t.Errorf("in airplane mode the server heard %d requests", n)
	}
	p.Offline(false)
	p.Wait("all is sent", `/Chờ gửi 0/.test(document.querySelector(".counts")?.innerText.replace(/\s+/g, " "))`)
	if shown := p.Text(".counts"); !strings.Contains(strings.Join(strings.Fields(shown), " "), "Đã vào 3") {
		t.Errorf("the phone counts %q", shown)
	}
	p.Shoot("gate-real-scan")
	if err := h.DB.See(t.Context(), func(v *db.View) error {
		all, err := gate.Totals(v, r.event)
		if len(all) != 1 || all[0].Scanned != 3 || all[0].WalkIns != 1 || all[0].Again != 1 {
			t.Errorf("the server counts %+v", all)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
