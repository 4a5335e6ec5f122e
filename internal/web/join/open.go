package join

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
)

// opened is an activity with the event that it belongs to, as everybody may see it.
type opened struct {
	v        *db.View
	site     activity.Activity   // the one that was asked for
	sites    []activity.Activity // all of the event, the central one first
	event    roster.Event
	ticketed bool // an event was opened for it
	host     string
	name     string // of the campaign
	accent   ui.Accent
	where    map[string]string // of places
}

// open reads an activity that everybody may know of: a draft is none.
func open(v *db.View, id string) (*opened, error) {
	o := &opened{v: v}
	var err error
	if o.site, err = activity.Get(v, id); err != nil {
		if fault.KindOf(err) == fault.NotFound {
			err = fault.NotFoundf("Không có trang đăng ký nào ở địa chỉ này. Hãy mở lại liên kết hoặc quét lại mã đã nhận.")
		}
		return nil, err
	}
	if o.event, o.ticketed, err = roster.EventOf(v, id); err != nil {
		return nil, err
	}
	if !o.ticketed && (o.site.State == activity.Draft || o.site.State == activity.Agreed) {
		return nil, fault.NotFoundf("Không có trang đăng ký nào ở địa chỉ này. Hãy mở lại liên kết hoặc quét lại mã đã nhận.")
	}
	all, err := activity.Sites(v, id)
	if err != nil {
		return nil, err
	}
	var places []string
	for _, a := range all {
		if a.State != activity.Cancelled || a.ID == id {
			o.sites = append(o.sites, a)
			places = append(places, a.Place)
		}
	}
	c, err := campaign.Get(v, o.site.Campaign)
	if err != nil {
		return nil, err
	}
	o.accent, o.name = ui.Accent(c.Accent), c.Name
	names, err := org.Names(v, []org.UnitID{all[0].Unit}, day.AsOf{Day: v.At.Day()})
	if err != nil {
		return nil, err
	}
	o.host = names[all[0].Unit]
	o.where, err = place.Names(v, places, day.AsOf{Day: o.site.Day})
	return o, err
}

// frame is the head of a page about it.
func (o *opened) frame(r *http.Request, title string) head {
	h := frameOf(r, title)
	h.Host, h.Accent = o.host, o.accent
	return h
}

// about says what takes place where and when.
func (o *opened) about() about {
	a := about{Name: o.name, When: capital(viet.Weekday(o.site.Day.Weekday())) + ", " + o.site.Day.VN(), Where: o.site.Name}
	if w := o.where[o.site.Place]; w != "" && !strings.Contains(viet.Fold(a.Where), viet.Fold(w)) {
		a.Where += ", " + w
	}
	return a
}

// many reports that a site must be chosen first.
func (o *opened) many() bool {
	return len(o.sites) > 1 && o.site.ID == o.sites[0].ID && o.sites[0].Parent == ""
}

// closed says why nobody can sign up by themselves now, nil where they can.
func (o *opened) closed() *ui.Notice {
	now := o.v.At
	s := o.event.Settings
	switch {
	case o.site.State == activity.Cancelled:
		return &ui.Notice{Tone: ui.Bad, Title: "Hoạt động đã hủy", Text: o.site.Reason}
	case o.site.State == activity.Postponed:
		return &ui.Notice{Tone: ui.Warn, Title: "Hoạt động tạm hoãn", Text: "Ai đã đăng ký vẫn giữ chỗ; ngày mới sẽ báo ở trang này. " + o.site.Reason}
	case o.site.State == activity.ClosedProvisional || o.site.State == activity.ClosedSigned || o.site.Day < now.Day():
		return &ui.Notice{Tone: ui.Info, Title: "Hoạt động đã diễn ra", Text: "Trang này không nhận đăng ký nữa. Vé đã phát vẫn xem được bằng liên kết của mỗi người."}
	case !o.ticketed || s.Opens == 0:
		return &ui.Notice{Tone: ui.Info, Title: "Không nhận đăng ký trực tuyến", Text: "Hãy đăng ký với công đoàn ở công ty bạn."}
	case now < s.Opens:
		return &ui.Notice{Tone: ui.Info, Title: "Chưa mở đăng ký", Text: "Đăng ký mở lúc " + s.Opens.VN() + ". Hãy lưu trang này và quay lại."}
	case s.Closes != 0 && now >= s.Closes:
		return &ui.Notice{Tone: ui.Info, Title: "Đã hết hạn đăng ký", Text: "Đăng ký đóng lúc " + s.Closes.VN() + ". Hãy hỏi công đoàn ở công ty bạn xem còn chỗ không."}
	}
	return nil
}

// rooms is how full a site is.
type rooms struct {
	whole roster.Room
	waves map[string]roster.Room
}

func (o *opened) rooms(site string) (rooms, error) {
	all, err := roster.RoomOf(o.v, site)
	if err != nil {
		return rooms{}, err
	}
	out := rooms{whole: all[0], waves: map[string]roster.Room{}}
	for _, r := range all {
		if r.Unit == "" && r.Slot != "" {
			out.waves[r.Slot] = r
		}
	}
	return out, nil
}

// left says how many places there are, in words; "" where they are not counted.
func left(r roster.Room) (string, ui.Tone) {
	n := r.Places - r.Taken
	switch {
	case r.Places == roster.NoLimit:
		return "", ""
	case n > 0 && n <= 20:
		return "Chỉ còn " + viet.FormatInt(n) + " chỗ", ui.Warn
	case n > 0:
		return "Còn " + viet.FormatInt(n) + " chỗ", ui.Good
	case r.Waiting > 0:
		return fmt.Sprintf("Hết chỗ, %s người đang chờ", viet.FormatInt(r.Waiting)), ui.Warn
	}
	return "Hết chỗ, còn danh sách chờ", ui.Warn
}

// full reports that whoever signs up now waits.
func full(r roster.Room) bool { return r.Places != roster.NoLimit && r.Taken >= r.Places }

// siteNamed returns a site of the event that is not cancelled.
func (o *opened) siteNamed(id string) (activity.Activity, bool) {
	i := slices.IndexFunc(o.sites, func(a activity.Activity) bool { return a.ID == id && a.State != activity.Cancelled })
	if i < 0 {
		return activity.Activity{}, false
	}
	return o.sites[i], true
}

// short is what a site is called among the others: its place, where it has one.
func (o *opened) short(a activity.Activity) string {
	if w := o.where[a.Place]; w != "" {
		return w
	}
	return a.Name
}

// slotLabel names a wave.
func (o *opened) slotLabel(key string) string {
	for _, s := range o.event.Slots {
		if s.Key == key {
			return s.Label
		}
	}
	return ""
}
