// Package tickets is where officers keep places, lists, tickets of an event.
//
// Its pages stand below the page of an activity: what was opened for sign-up, how many places there are, who signed up, lists and groups
// that an officer brings, what is printed. Asked for at a linked site they show that site alone. Numbers stand open to all who see the
// activity; names to those alone who may see its tickets.
package tickets

import (
	"slices"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] {
	all := []ui.Screen[*door.Ask]{overviewPage, listPage, onePage, importPage, posterPage}
	for _, d := range deeds() {
		all = append(all, d.page())
	}
	return all
}

// Actions are what is posted in the section.
func Actions() []door.Action {
	all := []door.Action{importing, undoing}
	for _, d := range deeds() {
		all = append(all, d.action())
	}
	return all
}

// Streams are what is handed out in place of a page.
func Streams() []door.Stream {
	return []door.Stream{exportingXLSX, exportingCSV, labelSheet, chestSheet, gateSheet}
}

// deeds are all forms of this section.
func deeds() []deed { return []deed{opening, placing, grouping, moving, cancelling, revoking} }

// held is an activity with its event, as one person sees it.
type held struct {
	a      *door.Ask
	act    activity.Activity
	sites  []activity.Activity // those that are shown: all from the central one, or one
	c      campaign.Campaign
	k      kind.Kind
	e      roster.Event
	opened bool
	where  map[string]string // names of places
}

func holdFor(a *door.Ask) (*held, error) {
	h := &held{a: a}
	var err error
	if h.act, err = activity.Get(a.V, a.Path("id")); err != nil {
		return nil, err
	}
	if h.c, err = campaign.Get(a.V, h.act.Campaign); err != nil {
		return nil, err
	}
	if h.k, err = a.House.Kinds.Get(h.c.Kind); err != nil {
		return nil, err
	}
	if h.e, h.opened, err = roster.EventOf(a.V, h.act.ID); err != nil {
		return nil, err
	}
	h.sites = []activity.Activity{h.act}
	if h.act.Parent == "" {
		if h.sites, err = activity.Sites(a.V, h.act.ID); err != nil {
			return nil, err
		}
		h.sites = slices.DeleteFunc(h.sites, func(s activity.Activity) bool { return s.State == activity.Cancelled && s.ID != h.act.ID })
	}
	var places []string
	for _, s := range h.sites {
		places = append(places, s.Place)
	}
	h.where, err = place.Names(a.V, places, day.AsOf{Day: h.act.Day})
	return h, err
}

// ticketed is holdFor where an event must have been opened.
func ticketed(a *door.Ask) (*held, error) {
	h, err := holdFor(a)
	if err == nil && !h.opened {
		err = fault.NotFoundf("Hoạt động này chưa mở đăng ký và vé. Hãy mở ở trang “Đăng ký và vé” trước.")
	}
	return h, err
}

// path is the address of a page of this section.
func (h *held) path(page string) string { return pathOf(h.act.ID) + page }

func pathOf(id string) string { return "/activities/" + id + "/tickets" }

// site returns one of the sites that are shown.
func (h *held) site(id string) (activity.Activity, bool) {
	i := slices.IndexFunc(h.sites, func(s activity.Activity) bool { return s.ID == id })
	if i < 0 {
		return activity.Activity{}, false
	}
	return h.sites[i], true
}

// called is a site's name among the others: its place, where it has one.
func (h *held) called(s activity.Activity) string {
	if w := h.where[s.Place]; w != "" {
		return w
	}
	return s.Name
}

// slotLabel names a wave.
func (h *held) slotLabel(key string) string {
	for _, s := range h.e.Slots {
		if s.Key == key {
			return s.Label
		}
	}
	return key
}

// units names units as of today.
func (h *held) units(ids []org.UnitID) (map[org.UnitID]string, error) {
	slices.Sort(ids)
	return org.Names(h.a.V, slices.Compact(ids), org.Today(h.a.V))
}

// frame is what the pages of the section have on top.
type frame struct {
	Title  string
	Crumbs []ui.Link
	Accent ui.Accent
	Head   ui.PageHead
	Tabs   ui.Tabs
}

func (f frame) head() ui.Head { return ui.Head{Title: f.Title, Crumbs: f.Crumbs, Accent: f.Accent} }

func (h *held) frame(title, page string) frame {
	f := frame{Title: title, Accent: ui.Accent(h.c.Accent),
		Crumbs: []ui.Link{{Label: "Phong trào", Href: "/campaigns"}, {Label: h.c.Name, Href: "/campaigns/" + h.c.ID}, {Label: h.act.Name, Href: "/activities/" + h.act.ID}},
		Head:   ui.PageHead{Title: title, Meta: []string{h.act.Name, h.act.Day.VN(), h.act.State.Label()}}, Tabs: ui.Tabs{Label: "Các trang đăng ký và vé"}}
	if !h.opened {
		return f
	}
	tab := func(label, to string, may bool) {
		if may {
			f.Tabs.Items = append(f.Tabs.Items, ui.Tab{Label: label, Href: h.path(to), Current: to == page})
		}
	}
	may := func(v act.Verb) bool { return h.a.May(v, h.act.ID) }
	tab("Tổng quan", "", true)
	tab("Danh sách", "/list", may(roster.SeeingTickets))
	tab("Số chỗ", "/places", may(roster.SettingPlaces))
	tab("Nhập danh sách", "/import", may(roster.Registering))
	tab("Đăng ký nhóm", "/group", may(roster.Registering))
	tab("Mã QR đăng ký", "/poster", true)
	tab("Cài đặt", "/settings", may(roster.OpeningEvent))
	return f
}
