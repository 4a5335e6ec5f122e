package campaigns

import (
	"fmt"
	"net/url"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// planned is what a plan of an activity is about.
type planned struct {
	campaign, host, place string
}

// hostAndPlace asks who holds an activity and where, on the day that was typed.
func hostAndPlace(a *door.Ask, s *sheet, sent url.Values, host, where string, on day.Day) ([]form.Field, planned, error) {
	if d, err := viet.ParseDate(sent.Get("day")); err == nil {
		on = d
	}
	if sent.Get("host") == "" {
		sent.Set("host", host)
	}
	if sent.Get("place") == "" && a.R.Method == "GET" {
		sent.Set("place", where)
	}
	h := sight.Pick{Name: "host", Label: "Đơn vị tổ chức", Required: true, AsOf: day.AsOf{Day: on}, Allow: func(u org.UnitID) bool {
		in, err := a.Scope(u)
		return err == nil && in != ""
	}}
	if err := h.Read(a.V, sent); err != nil {
		return nil, planned{}, err
	}
	p := placePick{Name: "place", Label: "Địa điểm", AsOf: day.AsOf{Day: on}}
	if err := p.read(a.V, sent); err != nil {
		return nil, planned{}, err
	}
	s.extra = append(append(s.extra, h.Problem...), p.problem...)
	return append(h.Fields(), p.fields...), planned{host: h.Unit, place: p.place}, nil
}

// partnerFields ask who takes part in which role; several are parted by semicolons.
func partnerFields() (out []form.Field) {
	for _, r := range activity.Roles {
		f := form.Field{Name: "partner-" + string(r), Label: "Đơn vị " + r.Label(), Kind: form.Text}
		if r == activity.CollectsBlood {
			f.Help = "Ví dụ: Viện Huyết học - Truyền máu Trung ương. Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy."
		}
		out = append(out, f)
	}
	return out
}

func partners(a form.Answers) (out []activity.Partner) {
	for _, r := range activity.Roles {
		for name := range strings.SplitSeq(a.Text("partner-"+string(r)), ";") {
			if name = strings.TrimSpace(name); name != "" {
				out = append(out, activity.Partner{Role: r, Name: name})
			}
		}
	}
	return out
}

// planning plans an activity under a campaign.
var planning = inquiry{
	path: "/campaigns/{id}/activities/new", title: "Thêm hoạt động", guard: door.Guard{Verb: activity.Planning},
	open: func(a *door.Ask, sent url.Values) (*sheet, error) {
		l, err := lookAt(a, a.Path("id"))
		if err != nil {
			return nil, err
		}
		s := &sheet{Title: "Thêm hoạt động", Lead: "Một đợt, một buổi, một điểm: có ngày, có địa điểm, có đơn vị tổ chức. Ngày của hoạt động là ngày của mọi số liệu tại đó.",
			Crumbs: l.below(), Accent: l.accent(), submit: "Lập hoạt động", cancel: "/campaigns/" + l.c.ID, wide: true}
		asked, about, err := hostAndPlace(a, s, sent, l.c.Owner, "", min(l.today, l.c.Period.To))
		if err != nil {
			return nil, err
		}
		about.campaign = l.c.ID
		s.about = about
		s.form.Fields = append([]form.Field{
			{Name: "name", Label: "Tên hoạt động", Help: "Ví dụ: Đợt 6, Công ty Regina Miracle.", Kind: form.Text, Required: true},
			{Name: "day", Label: "Ngày diễn ra", Kind: form.Day, Required: true}}, asked...)
		s.form.Fields = append(s.form.Fields, partnerFields()...)
		s.values = map[string]string{"host": l.c.Owner}
		return s, nil
	},
	act: func(tx *db.Tx, _ *door.Ask, s *sheet) (err error) {
		p := s.about.(planned)
		s.made, err = activity.Create(tx, p.campaign, activity.Plan{Name: s.answers.Text("name"), Day: s.answers.Day("day"), Place: p.place, Unit: p.host, Partners: partners(s.answers)})
		return err
	},
	done: func(s *sheet) ui.Outcome {
		if s.made == "" {
			return ui.Outcome{To: "/campaigns/" + s.about.(planned).campaign}
		}
		return saidDone("/activities/"+s.made, "Đã lập hoạt động, ở trạng thái bản thảo.")
	},
}

// replanning changes the plan of an activity that lies ahead.
var replanning = inquiry{
	path: "/activities/{id}/edit", title: "Sửa kế hoạch hoạt động", guard: door.Guard{Verb: activity.Editing},
	open: func(a *door.Ask, sent url.Values) (*sheet, error) {
		h, err := activityAt(a, a.Path("id"))
		if err != nil {
			return nil, err
		}
		s := h.sheet("Sửa kế hoạch", "Lưu kế hoạch")
		s.hidden, s.wide = []string{"version", fmt.Sprint(h.act.Version)}, true
		asked, about, err := hostAndPlace(a, s, sent, h.act.Unit, h.act.Place, h.act.Day)
		if err != nil {
			return nil, err
		}
		s.about = replan{h.act, about}
		s.form.Fields = append([]form.Field{{Name: "name", Label: "Tên hoạt động", Kind: form.Text, Required: true}, {Name: "day", Label: "Ngày diễn ra", Kind: form.Day, Required: true}}, asked...)
		s.form.Fields = append(s.form.Fields, noticeFields("Lý do sửa", false)...)
		s.values = map[string]string{"name": h.act.Name, "day": h.act.Day.VN(), "host": h.act.Unit, "place": h.act.Place}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		r := s.about.(replan)
		p := activity.Plan{Name: s.answers.Text("name"), Day: s.answers.Day("day"), Place: r.place, Unit: r.host, Partners: r.act.Partners}
		return activity.Edit(tx, a.Object, version(a), p, noticeOf(s.answers), roster.Made)
	},
	done: func(s *sheet) ui.Outcome {
		return saidDone("/activities/"+s.about.(replan).act.ID, "Đã sửa kế hoạch; bản trước vẫn giữ.")
	},
}

type replan struct {
	act activity.Activity
	planned
}

// linking plans a site and links it to a central one.
var linking = inquiry{
	path: "/activities/{id}/sites/new", title: "Nối điểm cầu", guard: door.Guard{Verb: activity.Linking},
	open: func(a *door.Ask, sent url.Values) (*sheet, error) {
		h, err := activityAt(a, a.Path("id"))
		if err != nil {
			return nil, err
		}
		s := h.sheet("Nối điểm cầu", "Nối điểm cầu")
		s.Lead = "Điểm cầu diễn ra cùng ngày " + h.act.Day.VN() + " với điểm cầu trung tâm “" + h.act.Name + "”, ở địa điểm riêng."
		asked, about, err := hostAndPlace(a, s, sent, h.act.Unit, "", h.act.Day)
		if err != nil {
			return nil, err
		}
		s.about = replan{h.act, about}
		s.form.Fields = append([]form.Field{{Name: "name", Label: "Tên điểm cầu", Kind: form.Text, Required: true}}, asked...)
		s.values = map[string]string{"host": h.act.Unit}
		return s, nil
	},
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		r := s.about.(replan)
		_, err := activity.Link(tx, a.Object, []activity.Plan{{Name: s.answers.Text("name"), Place: r.place, Unit: r.host}})
		return err
	},
	done: func(s *sheet) ui.Outcome {
		return saidDone("/activities/"+s.about.(replan).act.ID, "Đã nối điểm cầu.")
	},
}

// sheet begins a form about the activity.
func (h *held) sheet(title, submit string) *sheet {
	return &sheet{Title: title, Crumbs: h.under(), Accent: h.accent(), submit: submit, cancel: h.page(),
		Lead: h.act.Name + ", " + h.act.Day.VN() + ". Trạng thái: " + h.act.State.Label() + "."}
}

// noticeFields ask for the paper and the reason behind a change.
func noticeFields(reason string, required bool) []form.Field {
	return []form.Field{
		{Name: "notice", Label: "Số thông báo, biên bản", Help: "Ví dụ: 14/TB-BCĐHMKCN.", Kind: form.Text, Limit: 100},
		{Name: "noticed", Label: "Ngày ghi trên giấy tờ", Kind: form.Day},
		{Name: "reason", Label: reason, Kind: form.LongText, Limit: 1000, Required: required},
	}
}

func noticeOf(a form.Answers) activity.Because {
	return activity.Because{Notice: activity.Notice{Number: a.Text("notice"), Date: a.Day("noticed")}, Reason: a.Text("reason")}
}

// advances are one form for each state that an activity may come to: each is a verb of its own.
func advances() []inquiry {
	var all []inquiry
	for _, to := range activity.States {
		if to != activity.Draft {
			all = append(all, advance(to))
		}
	}
	return all
}

func advance(to activity.State) inquiry {
	verb := activity.VerbTo(to)
	return inquiry{
		path: "/activities/{id}/advance/" + string(to), title: verb.Label, guard: door.Guard{Verb: verb},
		open: func(a *door.Ask, sent url.Values) (*sheet, error) {
			h, err := activityAt(a, a.Path("id"))
			if err != nil {
				return nil, err
			}
			s := h.sheet(verb.Label, verb.Label)
			s.hidden, s.danger, s.about = []string{"state", string(h.act.State)}, to == activity.Cancelled, h.act
			s.form.Fields = noticeFields(reasonLabel(h.act.State, to), false)
			if to == activity.Agreed || to == activity.Announced {
				s.form.Fields = append([]form.Field{{Name: "day", Label: "Ngày diễn ra", Kind: form.Day, Required: h.act.State == activity.Postponed && h.act.Parent == "", Help: "Giữ nguyên nếu không đổi ngày."}}, s.form.Fields...)
				if h.act.State != activity.Postponed {
					s.values = map[string]string{"day": h.act.Day.VN()}
				}
			}
			if h.act.Central {
				s.Above = ui.Notice{Tone: ui.Info, Text: "Đây là điểm cầu trung tâm. Các điểm cầu đang ở cùng trạng thái sẽ chuyển theo, trừ khi đã tới ngày diễn ra."}
			}
			return s, nil
		},
		act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
			return activity.Advance(tx, a.Object, activity.Step{From: activity.State(a.Form().Get("state")), To: to, Because: noticeOf(s.answers), Day: s.answers.Day("day"), Made: roster.Made})
		},
		done: func(s *sheet) ui.Outcome {
			return saidDone("/activities/"+s.about.(activity.Activity).ID, "Hoạt động nay “"+to.Label()+"”.")
		},
	}
}

func reasonLabel(from, to activity.State) string {
	switch {
	case to == activity.Postponed:
		return "Lý do hoãn"
	case to == activity.Cancelled:
		return "Lý do huỷ"
	case from == activity.ClosedProvisional && to == activity.Running:
		return "Lý do mở lại"
	}
	return "Ghi chú"
}

// placePick asks for a place by its name, in any spelling: what was typed becomes a choice of the places it fits.
type placePick struct {
	Name, Label string
	AsOf        day.AsOf

	fields  []form.Field
	place   string
	problem []form.Problem
}

// placesMax is how many places are offered where what was typed fits several.
const placesMax = 12

func (p *placePick) read(v *db.View, sent url.Values) error {
	typed := viet.Clean(sent.Get(p.Name))
	if other := viet.Clean(sent.Get(p.Name + "_other")); other != "" {
		typed = other
		sent.Set(p.Name, other)
		sent.Del(p.Name + "_other")
	}
	text := form.Field{Name: p.Name, Label: p.Label, Kind: form.Text, Help: "Gõ tên khu công nghiệp, phường, xã hoặc điểm; không dấu cũng được."}
	p.fields = []form.Field{text}
	if typed == "" {
		return nil
	}
	var found []place.Place
	if one, ok, err := place.Get(v, typed, p.AsOf); err != nil {
		return err
	} else if ok {
		found = []place.Place{one}
	} else if found, err = place.Search(v, typed, p.AsOf, 4*placesMax); err != nil {
		return err
	}
	living := found[:0:0]
	for _, f := range found {
		if f.Born <= p.AsOf.Day && p.AsOf.Day < f.Ended && len(living) < placesMax {
			living = append(living, f)
		}
	}
	switch len(living) {
	case 0:
		p.problem = []form.Problem{{Field: p.Name, Text: "Không có địa điểm nào tên “" + typed + "” vào ngày " + p.AsOf.Day.VN() + ". Hãy gõ tên khác, ngắn hơn."}}
		return nil
	case 1:
		p.place = living[0].ID
		sent.Set(p.Name, p.place)
	default:
		p.problem = []form.Problem{{Field: p.Name, Text: "Có " + ui.Int(int64(len(living))) + " địa điểm khớp với “" + typed + "”. Hãy chọn đúng địa điểm."}}
	}
	one := text
	one.Kind, one.Help = form.OneOf, ""
	for _, f := range living {
		above, _, err := place.Get(v, f.Parent, p.AsOf)
		if err != nil {
			return err
		}
		label := f.Name
		if above.Name != "" {
			label += " (" + above.Name + ")"
		}
		one.Choices = append(one.Choices, form.Choice{Value: f.ID, Label: label})
	}
	p.fields = []form.Field{one, {Name: p.Name + "_other", Label: "Địa điểm khác", Help: "Nếu không phải địa điểm trên, gõ tên khác ở đây.", Kind: form.Text}}
	return nil
}
