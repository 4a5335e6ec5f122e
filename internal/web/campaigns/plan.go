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
	path: "/campaigns/{id}/activities/new", title: "Thêm hoạt động",
	help:  "Thêm một đợt, một buổi hay một điểm của phong trào; số liệu sau này được ghi vào hoạt động này. Ghi tên, ngày, địa điểm và đơn vị tổ chức.",
	guard: door.Guard{Verb: activity.Planning},
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
	path: "/activities/{id}/edit", title: "Sửa kế hoạch hoạt động",
	help:  "Sửa tên, ngày, địa điểm hay dự kiến của hoạt động; bản trước vẫn giữ. Sửa ô cần đổi, ghi lý do rồi lưu.",
	guard: door.Guard{Verb: activity.Editing},
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
	path: "/activities/{id}/sites/new", title: "Nối điểm cầu",
	help:  "Ghi các điểm cùng tổ chức với điểm cầu trung tâm trong một ngày. Chọn địa điểm và đơn vị của từng điểm.",
	guard: door.Guard{Verb: activity.Linking},
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
