package gates

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/web/door"
)

// ready is how ready the phones of a site are.
type ready struct {
	frame
	Sum    ui.Notice
	Phones ui.Table
	Sites  ui.Table // of a central activity
}

var readyPage = door.Page[ready]{
	Route: "GET /activities/{id}/ready", Title: "Sẵn sàng",
	Help:  "Máy nào đã có danh sách, pin, bộ nhớ, đồng hồ ra sao, và cần làm gì với từng máy. Xem trước giờ mở cổng, và khi có máy im lâu.",
	Guard: door.Guard{Verb: gate.Seeing},
	Load:  loadReady, View: func(m ready) ui.Component { return readyView(m) }, Head: func(m ready) ui.Head { return m.head() },
	Part:    map[string]func(ready) ui.Component{"live": func(m ready) ui.Component { return readyLive(m) }},
	Samples: readySamples(),
}

// phone is a phone with what there is to say about it.
type phone struct {
	gate.Standing
	missing int64
	ills    []ill
}

// phonesOf returns the phones of a site whose leave holds, and how those of the whole event do.
func (s *site) phonesOf(sites ...activity.Activity) (map[string][]phone, error) {
	e, err := s.event()
	if err != nil {
		return nil, err
	}
	heard, err := gate.HeardOf(s.a.V, e.number)
	if err != nil {
		return nil, err
	}
	missing := map[string]int64{}
	for _, h := range heard {
		missing[h.Device] = h.Missing()
	}
	all := map[string][]gate.Standing{}
	var together []gate.Standing
	for _, x := range sites {
		if all[x.ID], err = gate.Devices(s.a.V, x.ID); err != nil {
			return nil, err
		}
		together = append(together, all[x.ID]...)
	}
	best := newestOf(together)
	out := map[string][]phone{}
	for id, list := range all {
		for _, p := range list {
			if p.Ended(s.a.V.At) != 0 && missing[p.ID] == 0 { // gone, and nothing is waited for
				continue
			}
			out[id] = append(out[id], phone{p, missing[p.ID], ills(p, missing[p.ID], best, s.a.V.At)})
		}
	}
	return out, nil
}

func loadReady(a *door.Ask) (ready, error) {
	s, err := siteAt(a)
	if err != nil {
		return ready{}, err
	}
	m := ready{frame: s.frame("Sẵn sàng", "/ready")}
	sites := []activity.Activity{s.act}
	if s.act.Central {
		if sites, err = activity.Sites(a.V, s.act.ID); err != nil {
			return m, err
		}
	}
	phones, err := s.phonesOf(sites...)
	if err != nil {
		return m, err
	}
	names, err := s.doorNames()
	if err != nil {
		return m, err
	}
	m.Phones = ui.Table{Label: "Điện thoại của điểm", Cards: true, Columns: []ui.Column{{Label: "Máy, người cầm", Wide: true}, {Label: "Cổng"}, {Label: "Nghe lần cuối"}, {Label: "Danh sách"}, {Label: "Pin"}, {Label: "Cần làm"}},
		Empty: &ui.Empty{Icon: "circle-check", Title: "Chưa có máy nào", Text: "Mời điện thoại vào cổng ở trang “Cổng và máy”.", Next: &ui.Button{Label: "Cổng và máy", Href: s.path("/gates")}}}
	for _, p := range phones[s.act.ID] {
		m.Phones.Rows = append(m.Phones.Rows, p.row(names[p.Door], a.V.At))
	}
	var all []phone
	for _, x := range sites {
		all = append(all, phones[x.ID]...)
	}
	m.Sum = sumUp(all)
	if s.act.Central {
		m.Sites = readySites(sites, phones)
	}
	return m, nil
}

// row is a phone as the table shows it.
func (p phone) row(door string, now day.Instant) ui.Row {
	seen, list, battery := "chưa thấy", "chưa có", "không rõ"
	if p.Seen != 0 {
		seen = minutes(now-p.Seen) + " trước"
	}
	if p.Pack != "" {
		list = "tải " + clock(p.PackAt, now)
	}
	if p.Battery >= 0 {
		battery = percentOf(p.Battery)
	}
	r := ui.Row{ID: "phone-" + p.ID, Cells: []ui.Cell{{Text: p.Name, Strong: true}, {Text: door}, {Text: seen}, {Text: list}, {Text: battery}, {Body: illList(p.ills)}}}
	if len(p.ills) > 0 {
		r.Tone = p.ills[0].Tone
	}
	if p.Ended(now) != 0 {
		r.Cells[0].Sub = "đã thu hồi hoặc hết ca"
	}
	return r
}

// sumUp says in one sentence how phones are.
func sumUp(all []phone) ui.Notice {
	var good, bad, unseen int64
	for _, p := range all {
		switch {
		case p.Seen == 0:
			unseen++
		case len(p.ills) > 0 && p.ills[0].Tone == ui.Bad:
			bad++
		default:
			good++
		}
	}
	n := ui.Notice{Tone: ui.Good, Title: "Mọi máy đã sẵn sàng", Text: viet.FormatInt(good) + " máy có danh sách và đang hoạt động."}
	switch {
	case len(all) == 0:
		n = ui.Notice{Tone: ui.Warn, Title: "Chưa có máy nào", Text: "Mời điện thoại vào cổng trước giờ mở cổng."}
	case bad+unseen > 0:
		n = ui.Notice{Tone: ui.Warn, Title: "Còn máy chưa sẵn sàng", Text: viet.FormatInt(good) + " máy sẵn sàng, " + viet.FormatInt(unseen) + " máy chưa thấy, " + viet.FormatInt(bad) + " máy cần xử lý ngay."}
	}
	return n
}

// readySites are the sites of an event side by side.
func readySites(sites []activity.Activity, phones map[string][]phone) ui.Table {
	t := ui.Table{Label: "Các điểm cầu", Cards: true, Columns: []ui.Column{{Label: "Điểm", Wide: true}, {Label: "Số máy", Num: true}, {Label: "Sẵn sàng", Num: true}, {Label: "Chưa thấy", Num: true}, {Label: "Cần xử lý", Num: true}, {Label: "Lượt chưa gửi", Num: true}}}
	for _, x := range sites {
		var n, good, unseen, bad, missing int64
		for _, p := range phones[x.ID] {
			n++
			missing += p.missing
			switch {
			case p.Seen == 0:
				unseen++
			case len(p.ills) > 0 && p.ills[0].Tone == ui.Bad:
				bad++
			default:
				good++
			}
		}
		r := ui.Row{Cells: []ui.Cell{{Text: x.Name, Href: "/activities/" + x.ID + "/ready", Strong: true}, {Text: viet.FormatInt(n)}, {Text: viet.FormatInt(good)}, {Text: viet.FormatInt(unseen)}, {Text: viet.FormatInt(bad)}, {Text: viet.FormatInt(missing)}}}
		if n == 0 || unseen+bad > 0 {
			r.Tone = ui.Warn
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}
