// Package gates is where a site is set up, watched on the day, closed.
//
// Its pages stand below the page of an activity: doors with their phones, what is ready, the day as it runs, the minute by which the site is
// closed, and for a central activity all its sites side by side. The lead of a site opens them on a telephone at half past six.
package gates

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/closing"
	"phongtrao/internal/gate"
	"phongtrao/internal/kind"
	"phongtrao/internal/station"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] {
	screens := []ui.Screen[*door.Ask]{setupPage, readyPage, dayPage, closingPage, mergePage}
	for _, d := range deeds() {
		screens = append(screens, d.page())
	}
	return screens
}

// Actions are what is posted in the section.
func Actions() []door.Action {
	var actions []door.Action
	for _, d := range deeds() {
		actions = append(actions, d.action())
	}
	return actions
}

// Streams are what is handed out in place of a page.
func Streams() []door.Stream { return []door.Stream{printing, picture, printingMerge} }

// deeds are all forms of this section.
func deeds() []deed {
	return []deed{addingDoors, closingDoor, inviting, revoking, appointing, writing, signing, reporting, settling, photographing, hiding, reentering}
}

// site is an activity as its lead sees it.
type site struct {
	a   *door.Ask
	act activity.Activity
	c   campaign.Campaign
	k   kind.Kind
}

func siteAt(a *door.Ask) (*site, error) {
	s := &site{a: a}
	var err error
	if s.act, err = activity.Get(a.V, a.Path("id")); err != nil {
		return nil, err
	}
	if s.c, err = campaign.Get(a.V, s.act.Campaign); err != nil {
		return nil, err
	}
	s.k, err = a.House.Kinds.Get(s.c.Kind)
	return s, err
}

// path is the address of a page of the site.
func (s *site) path(page string) string { return "/activities/" + s.act.ID + page }

// frame is what all pages of a site have on top.
type frame struct {
	Title  string
	Crumbs []ui.Link
	Accent ui.Accent
	Head   ui.PageHead
	Tabs   ui.Tabs
	Here   string // the page's own address, by which a live part asks for itself again
}

func (f frame) head() ui.Head { return ui.Head{Title: f.Title, Crumbs: f.Crumbs, Accent: f.Accent} }

// frame draws the top of a page of the site; page is its last part.
func (s *site) frame(title, page string) frame {
	f := frame{Title: title, Accent: ui.Accent(s.c.Accent), Crumbs: s.crumbs(), Head: ui.PageHead{Title: title, Meta: []string{s.act.Name, s.act.Day.VN(), s.act.State.Label()}},
		Tabs: ui.Tabs{Label: "Các trang của điểm"}, Here: s.path(page)}
	tab := func(label, to string, may bool) {
		if may {
			f.Tabs.Items = append(f.Tabs.Items, ui.Tab{Label: label, Href: s.path(to), Current: to == page})
		}
	}
	gates := s.a.May(gate.Seeing, s.act.ID)
	tab("Ngày diễn ra", "/day", gates)
	tab("Cổng và máy", "/gates", gates)
	tab("Sẵn sàng", "/ready", gates)
	tab("Chốt điểm", "/closing", s.a.May(closing.Seeing, s.act.ID))
	tab("Trạm tại điểm", "/stations", s.a.May(station.Seeing, s.act.ID))
	tab("Gộp các điểm", "/merge", s.act.Central && s.a.May(closing.Seeing, s.act.ID))
	return f
}

// crumbs lead from the campaigns to the site.
func (s *site) crumbs() []ui.Link {
	return []ui.Link{{Label: "Phong trào", Href: "/campaigns"}, {Label: s.c.Name, Href: "/campaigns/" + s.c.ID}, {Label: s.act.Name, Href: s.path("")}}
}
