package join

import (
	"net/http"
	"net/url"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/roster"
)

// showSignup draws the page on which one signs up, or first chooses a site.
func (d desk) showSignup(w http.ResponseWriter, r *http.Request) error {
	var m signup
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		o, err := open(v, r.PathValue("activity"))
		if err != nil {
			return err
		}
		m, err = o.signup(r, nil)
		return err
	})
	if err != nil {
		return err
	}
	m.Flash = ui.TakeFlash(w, r)
	return d.draw(w, r, http.StatusOK, signupView(m))
}

// signup is the page; sent is nil where nothing was sent yet.
func (o *opened) signup(r *http.Request, f *filled) (signup, error) {
	m := signup{head: o.frame(r, "Đăng ký: "+o.name), about: o.about()}
	if n := o.closed(); n != nil {
		m.Notices = append(m.Notices, *n)
		return m, nil
	}
	if o.many() && r.URL.Query().Get("here") == "" && f == nil {
		m.about.Where = ""
		sites, err := o.choose()
		m.Sites = sites
		return m, err
	}
	places, err := o.rooms(o.site.ID)
	if err != nil {
		return m, err
	}
	m.about.Left, m.about.Tone = left(places.whole)
	if full(places.whole) {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Điểm này đã hết chỗ", Text: "Bạn vẫn đăng ký được vào danh sách chờ: có người hủy là có chỗ, cùng đơn vị được trước. Trang của bạn cho biết đang đứng thứ mấy."})
	}
	m.Suggests = true
	m.Group = "/join/" + url.PathEscape(o.site.ID) + "/group"
	if f == nil {
		first := filled{}
		if first.unit, err = o.pickUnit(url.Values{}); err != nil {
			return m, err
		}
		first.unit.wrong = nil
		f = &first
	}
	m.Form = o.draw(*f, places, newToken())
	return m, nil
}

// choose lists the sites with how many places each has.
func (o *opened) choose() (all []site, err error) {
	for _, a := range o.sites {
		if a.State == activity.Cancelled {
			continue
		}
		s := site{Name: o.short(a), Where: a.Name, Href: "/join/" + url.PathEscape(a.ID)}
		if a.ID == o.site.ID {
			s.Href += "?here=1"
		}
		r, err := o.rooms(a.ID)
		if err != nil {
			return nil, err
		}
		if s.Left, s.Tone = left(r.whole); s.Left == "" {
			s.Left, s.Tone = "Còn chỗ", ui.Good
		}
		if a.State == activity.Postponed {
			s.Left, s.Tone = "Tạm hoãn", ui.Warn
		}
		all = append(all, s)
	}
	return all, nil
}

// sendSignup signs somebody up.
func (d desk) sendSignup(w http.ResponseWriter, r *http.Request) error {
	sent, err := parse(r)
	if err != nil {
		return err
	}
	if err := limiterOf(d.house.DB, "send").take(d.house.DB.Now(), from(r), sending); err != nil {
		return err
	}
	id := r.PathValue("activity")
	var m signup
	var f filled
	var event roster.Event
	again := func(refused error) error {
		return d.house.DB.See(r.Context(), func(v *db.View) error {
			o, err := open(v, id)
			if err != nil {
				return err
			}
			event = o.event
			if o.closed() == nil {
				if f, err = o.read(sent); err != nil {
					return err
				}
			} else {
				f.wrong = []form.Problem{{Text: o.closed().Title}}
			}
			if refused != nil {
				f.wrong = append(f.wrong, form.ProblemOf(refused))
			}
			m, err = o.signup(r, &f)
			return err
		})
	}
	if err := again(nil); err != nil {
		return err
	}
	if len(f.wrong) > 0 {
		return d.draw(w, r, http.StatusUnprocessableEntity, signupView(m))
	}
	key, link := keyOf("self "+id, sent)
	who1 := f.who
	ask := roster.Signup{Activity: id, Unit: f.unit.unit, Who: &who1, Slot: f.slot, Choices: f.choices, Source: roster.BySelf, Tag: event.NameTag(viet.Clean(who1.Name)), Link: link}
	err = d.house.Desk.Once(r.Context(), who(), roster.Registering, id, key, func(tx *db.Tx) error {
		made, err := roster.Register(tx, []roster.Signup{ask})
		if err == nil {
			act.Note(tx, "Đồng ý xử lý dữ liệu cá nhân bản "+consentVersion+", đăng ký "+made[0].ID+".")
		}
		return err
	})
	if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
		if err := again(err); err != nil {
			return err
		}
		return d.draw(w, r, http.StatusUnprocessableEntity, signupView(m))
	}
	if err != nil {
		return err
	}
	return lead(w, r, "/join/mine/"+link, nil)
}

// showPart answers what stands below a sign-up page.
func (d desk) showPart(w http.ResponseWriter, r *http.Request) error {
	switch r.PathValue("part") {
	case "units":
		return d.suggestUnits(w, r)
	case "group":
		return d.showGroup(w, r)
	}
	return errNowhere()
}

func errNowhere() error {
	return fault.NotFoundf("Không có trang nào ở địa chỉ này. Hãy mở lại liên kết hoặc quét lại mã đã nhận.")
}
