// Package stations is where a site's own nodes are looked after.
//
// An officer makes a code for a machine, sees when it was last heard of and what of it was refused, takes it out of use. Beside that is the
// page on which phones are told to trust a station's addresses (Trust).
package stations

import (
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/people"
	"phongtrao/internal/station"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{List} }

// Actions are the acts of the section.
func Actions() []door.Action { return []door.Action{inviting, revoking} }

// List is the stations of a site.
var List = door.Page[list]{
	Route: "GET /activities/{id}/stations", Title: "Trạm tại điểm", Guard: door.Guard{Verb: station.Seeing},
	Help: "Trạm là máy tính chạy Phong Trào tại điểm không có Internet: cổng vẫn quét, vẫn đối chiếu với nhau, rồi gửi về khi có mạng hoặc bằng tệp. Tạo mã mời cho từng máy; thu hồi ngay khi mất máy.",
	Load: func(a *door.Ask) (list, error) { return load(a, a.Object, form.Answers{}, nil) },
	View: func(m list) ui.Component { return m.view() }, Head: head, Samples: samples,
}

type list struct {
	Site, Name, Campaign, CampaignName string
	Accent                             ui.Accent
	Code, CodeFor, Host                string // of a fresh invitation: shown once
	Stations                           []line
	Invites                            []ui.Pair
	Troubles                           []station.Trouble
	Names                              map[string]string // of stations
	Invite                             *ui.Form
}

type line struct {
	ID, Name, State, Seen, Via, By, Until string
	Tone                                  ui.Tone
	Taken, Waiting, Troubles              int64
	Revoke                                *ui.Form
}

func head(m list) ui.Head {
	return ui.Head{Title: "Trạm tại điểm", Accent: m.Accent, Crumbs: []ui.Link{{Label: "Phong trào", Href: "/campaigns"}, {Label: m.CampaignName, Href: "/campaigns/" + m.Campaign}, {Label: m.Name, Href: "/activities/" + m.Site}}}
}

var question = form.Form{Fields: []form.Field{
	{Name: "name", Label: "Tên máy", Help: "Để nhận ra trên danh sách này, ví dụ “Máy xách tay ở cổng chính”.", Kind: form.Text, Required: true, Limit: station.NameMax},
}}

func load(a *door.Ask, site string, answers form.Answers, problems []form.Problem) (list, error) {
	m := list{Site: site, Names: map[string]string{}, Host: a.House.URL}
	if m.Host == "" {
		m.Host = door.SiteOf(a.R).Origin
	}
	act, err := activity.Get(a.V, site)
	if err != nil {
		return m, err
	}
	c, err := campaign.Get(a.V, act.Campaign)
	if err != nil {
		return m, err
	}
	m.Name, m.Campaign, m.CampaignName, m.Accent = act.Name, c.ID, c.Name, ui.Accent(c.Accent)
	all, err := station.Of(a.V, site)
	if err != nil {
		return m, err
	}
	invites, err := station.Open(a.V, site)
	if err != nil {
		return m, err
	}
	if m.Troubles, err = station.Troubles(a.V, site); err != nil {
		return m, err
	}
	var who []string
	for _, s := range all {
		who = append(who, s.EnrolledBy)
	}
	for _, i := range invites {
		who = append(who, i.MadeBy)
	}
	named, err := people.Names(a.V, who)
	if err != nil {
		return m, err
	}
	for _, i := range invites {
		m.Invites = append(m.Invites, ui.Pair{Key: i.Name, Text: "Mã tạo lúc " + i.MadeAt.VN(), Note: "Người tạo: " + named[i.MadeBy] + ". Dùng được đến " + i.Until.VN() + "."})
	}
	for _, s := range all {
		m.Names[s.ID] = s.Name
		m.Stations = append(m.Stations, lineOf(a, s, named[s.EnrolledBy]))
	}
	if a.May(station.Inviting, site) {
		f := ui.Form{ID: "invite", Action: "/activities/" + site + "/stations/invite", Submit: "Tạo mã mời", Hidden: door.Token()}.Ask(question, answers, problems)
		m.Invite = &f
	}
	return m, nil
}

func lineOf(a *door.Ask, s station.Station, by string) line {
	l := line{ID: s.ID, Name: s.Name, By: by, Until: s.Until.VN(), Seen: "chưa liên lạc", Taken: s.Taken, Waiting: s.Beat.Waiting, Troubles: s.Troubles, State: "đang hoạt động", Tone: ui.Good}
	if s.Beat.Seen != 0 {
		l.Seen = s.Beat.Seen.VN()
		l.Via = map[station.Via]string{station.ByNet: "qua mạng", station.ByFile: "bằng tệp"}[s.Beat.Via]
	}
	switch {
	case s.Revoked != 0:
		l.State, l.Tone = "đã thu hồi", ui.Plain
		l.Until = s.Revoked.VN() + ": " + s.RevokedWhy
	case !s.Holds(a.V.At):
		l.State, l.Tone = "hết hạn", ui.Plain
	case a.V.At-s.Beat.Seen > silent:
		l.State, l.Tone = "lâu không liên lạc", ui.Warn
	}
	if s.Revoked == 0 && a.May(station.Revoking, s.Activity) {
		l.Revoke = &ui.Form{ID: "revoke-" + s.ID, Action: "/activities/" + s.Activity + "/stations/" + s.ID + "/revoke", Submit: "Thu hồi trạm", Danger: true, Hidden: door.Token(),
			Fields: []ui.Field{{Name: "reason", Label: "Lý do thu hồi", Required: true}}}
	}
	return l
}

// silent is after how long without a word a station is looked at with worry: five minutes.
const silent day.Instant = 5 * 60 * 1_000_000

var inviting = door.Action{
	Route: "POST /activities/{id}/stations/invite", Title: "Mời trạm", Guard: door.Guard{Verb: station.Inviting},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		answers, problems := question.Parse(a.Form())
		code := ""
		if len(problems) == 0 {
			err := a.Do(func(tx *db.Tx) (err error) {
				code, err = station.Make(tx, a.Object, answers.Text("name"))
				return err
			})
			switch {
			case err == nil && code == "": // sent twice: the code was shown already
				return ui.Outcome{To: "/activities/" + a.Object + "/stations"}, nil
			case err == nil:
				answers, problems = form.Answers{}, nil
			case fault.KindOf(err) != fault.Invalid:
				return ui.Outcome{}, err
			default:
				problems = []form.Problem{form.ProblemOf(err)}
			}
		}
		var m list
		err := a.See(func(*db.View) (err error) {
			m, err = load(a, a.Object, answers, problems)
			return err
		})
		if code != "" {
			m.Code, m.CodeFor = code, viet.Clean(a.Form().Get("name"))
		}
		return ui.Outcome{Again: m.view(), Head: head(m), Step: code != ""}, err
	},
}

var revoking = door.Action{
	Route: "POST /activities/{id}/stations/{station}/revoke", Title: "Thu hồi trạm", Guard: door.Guard{Verb: station.Revoking},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		err := a.Do(func(tx *db.Tx) error { return station.Revoke(tx, a.Object, a.Path("station"), a.Form().Get("reason")) })
		to := "/activities/" + a.Object + "/stations"
		switch k := fault.KindOf(err); {
		case err == nil:
			return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Good, Text: "Đã thu hồi trạm. Những gì nhận từ trước vẫn giữ."}}, nil
		case k == fault.Invalid || k == fault.Conflict:
			return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Bad, Text: fault.Text(err)}}, nil
		}
		return ui.Outcome{}, err
	},
}

func (m list) view() ui.Component {
	g := ui.Group{ui.PageHead{Title: "Trạm tại điểm", Lead: "Máy tính chạy Phong Trào ngay tại điểm, cho nơi không có Internet.", Meta: []string{m.Name}}}
	if m.Code != "" {
		g = append(g, ui.Inside(ui.Card{ID: "code", Title: "Mã mời cho “" + m.CodeFor + "”", Lead: "Chép lại ngay: mã chỉ hiện một lần và không lưu ở đâu. Mỗi mã dùng cho một máy."}, ui.KeyValue{Pairs: []ui.Pair{
			{Key: "Mã mời", Body: code(m.Code)},
			{Key: "Máy có mạng", Body: code("phongtrao site --upstream " + m.Host + " --db tram.db --code " + m.Code), Note: "Chạy trên máy của trạm trước ngày diễn ra, khi còn Internet."},
			{Key: "Máy không có mạng", Body: code("phongtrao site export tram.goi --db SỐ-LIỆU --code " + m.Code), Note: "Chạy trên máy chủ, chép tệp tram.goi sang máy của trạm, ở đó chạy: phongtrao site import tram.goi --db tram.db --code …"},
		}}))
	}
	stations := ui.Group{}
	for _, s := range m.Stations {
		stations = append(stations, s.card())
	}
	if len(m.Stations) == 0 {
		stations = append(stations, ui.Inside(ui.Card{Title: "Trạm đã ghi danh"}, ui.Empty{Icon: "network", Title: "Chưa có trạm nào", Text: "Điểm có Internet tốt thì không cần trạm. Nơi sóng yếu, hãy tạo mã mời cho một máy tính xách tay."}))
	}
	side := ui.Group{}
	if m.Invite != nil {
		side = append(side, ui.Inside(ui.Card{Title: "Mời thêm trạm", Quiet: true}, *m.Invite))
	}
	if len(m.Invites) > 0 {
		side = append(side, ui.Inside(ui.Card{Title: "Mã chưa dùng", Quiet: true}, ui.KeyValue{Pairs: m.Invites}))
	}
	if len(m.Troubles) > 0 {
		t := ui.Table{Label: "Không được nhận", Cards: true, Columns: []ui.Column{{Label: "Vì sao", Wide: true}, {Label: "Trạm"}, {Label: "Lúc"}}}
		for _, x := range m.Troubles {
			t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: x.Text}, {Text: m.Names[x.Station]}, {Text: x.Found.VN()}}})
		}
		stations = append(stations, ui.Inside(ui.Card{ID: "troubles", Title: "Không được nhận", Lead: "Những gì trạm mang về mà máy chủ từ chối, kèm lý do; phần còn lại của cùng lần gửi vẫn được nhận."}, t))
	}
	if len(side) == 0 {
		return append(g, stations...)
	}
	return append(g, ui.Inside(ui.Columns{Label: "Mời trạm", Side: side}, stations))
}

func (s line) card() ui.Component {
	seen := s.Seen
	if s.Via != "" {
		seen += ", " + s.Via
	}
	pairs := []ui.Pair{{Key: "Liên lạc lần cuối", Text: seen}, {Key: "Gói đã nhận", Text: viet.FormatInt(s.Taken)}}
	if s.Waiting > 0 {
		pairs = append(pairs, ui.Pair{Key: "Lượt còn chờ ở trạm", Text: viet.FormatInt(s.Waiting)})
	}
	if s.Troubles > 0 {
		pairs = append(pairs, ui.Pair{Key: "Không được nhận", Text: viet.FormatInt(s.Troubles), Href: "#troubles"})
	}
	label := "Dùng được đến"
	if strings.Contains(s.Until, ": ") {
		label = "Thu hồi lúc"
	}
	pairs = append(pairs, ui.Pair{Key: label, Text: s.Until}, ui.Pair{Key: "Người mời", Text: s.By})
	body := ui.Group{ui.KeyValue{Pairs: pairs}}
	if s.Revoke != nil {
		body = append(body, *s.Revoke)
	}
	return ui.Inside(ui.Card{ID: "station-" + s.ID, Title: s.Name, Aside: ui.Chip{Label: s.State, Tone: s.Tone}}, body)
}

// Banner says above every page of a station what it is and what has not reached the house above; "" elsewhere.
func Banner(v *db.View) string {
	s, found, err := station.SelfOf(v)
	if err != nil || !found {
		return ""
	}
	w, err := station.WaitingOf(v)
	if err != nil {
		return ""
	}
	last := "chưa gửi về lần nào"
	if at := max(s.Sent, s.File); at != 0 {
		last = "lần cuối gửi về " + clock(at, v.At)
		if s.File > s.Sent {
			last = "lần cuối xuất tệp " + clock(at, v.At)
		}
	}
	waits := "không còn lượt nào chờ gửi"
	if w.Records > 0 {
		waits = "còn " + viet.FormatInt(w.Records) + " lượt chờ gửi"
	}
	text := "Trạm tại điểm " + strings.TrimPrefix(s.SiteName, "Điểm ") + " · " + last + " · " + waits
	if w.Refused > 0 {
		text += " · " + viet.FormatInt(w.Refused) + " lượt không được nhận"
	}
	return text
}

// clock is a time of today, or the whole instant.
func clock(at, now day.Instant) string {
	if at.Day() == now.Day() {
		return at.Time().Format("15:04")
	}
	return at.VN()
}
