package wall

import (
	"fmt"
	"testing"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/ledger"
	"phongtrao/internal/live"
	"phongtrao/internal/web/pagetest"
)

// moment is when the samples are: 06:47:12 on the day of the run.
var moment = day.InstantOf(time.Date(2026, 2, 1, 6, 47, 12, 0, day.Zone))

func minutes(n int) day.Instant {
	return day.Instant(time.Duration(n) * time.Minute / time.Microsecond)
}

// samples are models to draw the wall with.
var samples = map[string]model{
	"empty":   newModel(nothing()),
	"typical": newModel(usual()),
	"worst":   worst(),
	"before":  newModel(before()),
	"after":   newModel(after()),
	"stage":   stage(usual()),
	"one":     newModel(one()),
	"crowd":   newModel(many(30)),
}

func stage(n *live.Numbers) model {
	m := newModel(n)
	m.Stage = true
	return m
}

// usual is the moment of the mock-up.
func usual() *live.Numbers {
	f := &live.Facts{Event: "1", Name: "Ngày hội công nhân chạy bộ 2026", Host: "Công đoàn các khu công nghiệp", Campaign: "chay", Indicator: "run.runners", Of: "người",
		Day: day.Of(2026, 2, 1), Begins: 6 * 60, Target: 22_000, Promised: true, Came: "Vào đường chạy", Ends: "finishers", DoneLabel: "Chạy xong"}
	n := &live.Numbers{Facts: f, At: moment, Phase: live.During, Registered: 22_400, Counted: 1402, Online: 11, Phones: 12}
	for i, d := range []struct {
		name                 string
		expected, came, done int64
		minute               int64
		off, fresh           bool
	}{{"Sông Trăng", 2300, 2412, 1654, 9, false, false}, {"Đồi Chè", 2000, 1986, 1102, 31, false, false}, {"Bãi Vàng", 1800, 1754, 1396, 6, false, false},
		{"Cầu Gỗ", 1500, 1521, 702, 22, false, false}, {"Hồ Sen", 3000, 2903, 1733, 44, false, false}, {"An Phú Đông", 1200, 1203, 988, 2, false, false},
		{"Bến Đá", 1700, 1629, 803, 27, false, false}, {"Nam Đồng", 1400, 1388, 1121, 0, true, false}, {"Tân Lúa", 2000, 2105, 1640, 12, false, true},
		{"Phú Mây", 2000, 1977, 934, 19, false, false}, {"Long Thạch", 1500, 1490, 1210, 5, false, false}, {"Hoà Giang", 1600, 1619, 1023, 7, false, false}} {
		s := live.Site{Activity: fmt.Sprint("s", i), Name: d.name, Expected: d.expected}
		l := live.Lane{Site: s, Came: d.came, Done: d.done, LastMinute: d.minute, Phones: 5, State: live.Online, Heard: moment, Until: moment, Registered: d.expected}
		if d.off {
			l.State, l.Heard, l.Until, l.Counted = live.Offline, moment-minutes(6), moment-minutes(6), 1402
		}
		if d.came >= d.expected {
			l.Reached = moment - minutes(20)
		}
		if d.fresh {
			l.Reached = moment - minutes(1) + 20_000_000
		}
		f.Sites = append(f.Sites, s)
		n.Lanes = append(n.Lanes, l)
		n.Total, n.Done, n.LastMinute = n.Total+d.came, n.Done+d.done, n.LastMinute+d.minute
	}
	for i := range n.Spark {
		n.Spark[i] = []int64{40, 60, 70, 95, 130, 120, 190, 240, 330, 350, 310, 280, 240, 200, 184}[i/2]
	}
	n.WalkIns = 412
	for i, t := range []string{"Tân Lúa đạt chỉ tiêu 2.000", "Hồ Sen đón người thứ 2.900", "Sông Trăng có 1.600 người chạy xong", "Nam Đồng tạm mất mạng, máy soát vé vẫn ghi nhận", "Toàn đợt đón người thứ 21.000"} {
		n.Ticker = append(n.Ticker, live.Line{At: moment - minutes(i+1), Text: t, Kind: []live.Kind{live.Goal, live.Mile, live.Mile, live.Link, live.Mile}[i]})
	}
	return n
}

func nothing() *live.Numbers {
	f := &live.Facts{Event: "1", Name: "Ngày hội đi bộ", Of: "người", Day: day.Of(2026, 2, 1), Came: "Vào cổng", Sites: []live.Site{{Activity: "1", Name: "Sân vận động"}}}
	return &live.Numbers{Facts: f, At: moment, Phase: live.During, Lanes: []live.Lane{{Site: f.Sites[0], State: live.NoPhones}}}
}

func one() *live.Numbers {
	n := usual()
	n.Sites, n.Lanes, n.Target = n.Sites[:1], n.Lanes[:1], 2300
	n.Total, n.Online, n.Phones = n.Lanes[0].Came, 1, 1
	return n
}

func before() *live.Numbers {
	n := usual()
	n.Phase, n.At, n.Ticker = live.Before, moment-minutes(3*24*60), nil
	for i := range n.Lanes {
		l := &n.Lanes[i]
		*l = live.Lane{Site: l.Site, Registered: l.Expected - int64(i*97)}
	}
	n.Registered = 15_800
	return n
}

func after() *live.Numbers {
	n := usual()
	n.Phase = live.After
	n.Published = &live.Published{Quantity: ledger.Exactly(22_014), ByEvidence: map[ledger.Evidence]int64{ledger.Signed: 20_626, ledger.Counted: 1388}}
	for i := range n.Lanes {
		l := &n.Lanes[i]
		q := ledger.Exactly(l.Came)
		l.Figure, l.Evidence = &q, ledger.Signed
	}
	n.Lanes[7].Evidence = ledger.Counted
	return n
}

// many is an event with so many sites.
func many(sites int) *live.Numbers {
	n := usual()
	of := n.Lanes
	n.Lanes, n.Sites = nil, nil
	for i := range sites {
		l := of[i%len(of)]
		l.Activity = fmt.Sprint("x", i)
		n.Lanes, n.Sites = append(n.Lanes, l), append(n.Sites, l.Site)
	}
	return n
}

// worst is what goes wrong at once: a rehearsal with twenty-four sites of the longest names, some without a network for hours, some far
// beyond their line, some without one, and numbers of seven digits.
func worst() model {
	n := many(24)
	n.Rehearsal, n.Indicator = true, ""
	n.Name = "Ngày hội công nhân, người lao động các khu công nghiệp, khu kinh tế toàn quốc chạy bộ hưởng ứng Tháng Công nhân năm 2026"
	n.Host = "Tổng Liên đoàn Lao động Việt Nam"
	n.Total, n.Target, n.Pending, n.Done, n.LastMinute = 1_234_567, 1_000_000, 4321, 987_654, 12_345
	for i := range n.Lanes {
		l := &n.Lanes[i]
		l.Name = "Khu công nghiệp dịch vụ Nhật Bản – Hải Phòng giai đoạn " + fmt.Sprint(i+1)
		n.Sites[i].Name = l.Name
		switch i % 6 {
		case 0:
			l.Came, l.Done = l.Expected*3, l.Expected*2
		case 1:
			l.State, l.Heard, l.Until, l.Came, l.Done = live.Offline, moment-minutes(187), moment-minutes(190), 12, 3
		case 2:
			l.Expected = 0
		case 3:
			l.State, l.Came, l.Done = live.Silent, 0, 0
		case 4:
			l.Pending = 1234
		}
	}
	n.Ticker = append([]live.Line{{At: moment, Kind: live.Fall, Text: "Khu công nghiệp dịch vụ Nhật Bản – Hải Phòng giai đoạn 5: bớt 12, người soát vé huỷ lượt bấm nhầm"}}, n.Ticker...)
	return newModel(n)
}

// Every sample of the wall is sound: no style or script stands in it, ids are single, pictures have words.
func TestWallIsSound(t *testing.T) {
	for name, m := range samples {
		t.Run(name, func(t *testing.T) { pagetest.Sound(t, screen(m)) })
	}
}

func TestSamples(t *testing.T) { pagetest.Samples(t, Screens()) }
