package dispatches

import (
	"cmp"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/task"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Show is one document.
var Show = door.Page[show]{
	Route: "GET /dispatches/{id}", Title: "Văn bản", Help: "Nội dung đã vào sổ, nơi nhận, căn cứ và những gì được làm theo văn bản này. Từ đây mở phong trào hoặc xem việc đã giao tới đâu.", Guard: door.Guard{Verb: dispatch.Seeing},
	Load: loadShow, View: func(m show) ui.Component { return showView(m) },
	Head:    func(m show) ui.Head { return ui.Head{Title: m.D.Number, Crumbs: register} },
	Samples: showSamples,
}

var register = []ui.Link{{Label: "Văn bản", Href: "/dispatches"}}

// show is what the page shows.
type show struct {
	D         dispatch.Dispatch
	Today     day.Day
	Facts     []ui.Pair
	Findings  []dispatch.Finding
	Basis     []ui.Pair
	Citing    []ui.Pair
	To        []addressed
	Works     []work
	Progress  task.Progress
	Campaigns []ui.Hit
	Versions  []ui.Pair
	May       bool // correct it
}

func loadShow(a *door.Ask) (show, error) {
	m := show{Today: a.Today()}
	var err error
	if m.D, err = dispatch.Get(a.V, a.Path("id")); err != nil {
		return m, err
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	if m.Findings, err = dispatch.Check(a.V, m.D); err != nil {
		return m, err
	}
	for _, load := range []func(*door.Ask, *sight.Sight) error{m.loadBasis, m.loadRecipients, m.loadTasks, m.loadCampaigns, m.loadVersions, m.loadFacts} {
		if err := load(a, s); err != nil {
			return m, err
		}
	}
	m.May = a.May(dispatch.Correcting, m.D.ID)
	return m, nil
}

func (m *show) loadFacts(a *door.Ask, s *sight.Sight) error {
	d := m.D
	names, err := org.Names(a.V, []org.UnitID{d.Owner, d.IssuerUnit}, day.AsOf{Day: max(d.Date, 1)})
	if err != nil {
		return err
	}
	unit := func(id string) string {
		if id != "" && s.Has(id) {
			return sight.Address(id, d.Date, m.Today)
		}
		return ""
	}
	add := func(p ui.Pair) {
		if p.Text != "" {
			m.Facts = append(m.Facts, p)
		}
	}
	add(ui.Pair{Key: "Cơ quan ban hành", Text: d.Issuer, Href: unit(d.IssuerUnit)})
	add(ui.Pair{Key: "Cơ quan chủ quản", Text: d.ParentBody})
	add(ui.Pair{Key: "Nơi, ngày ban hành", Text: joined(d.Place, "ngày "+d.Date.VN())})
	add(ui.Pair{Key: "Người ký", Text: d.Signer, Note: d.SignerTitle})
	add(ui.Pair{Key: "Vào sổ tại", Text: names[d.Owner], Href: unit(d.Owner)})
	add(ui.Pair{Key: "Ghi chú", Text: d.Note})
	return nil
}

func joined(place, date string) string {
	if place == "" {
		return date
	}
	return place + ", " + date
}

func (m *show) loadBasis(a *door.Ask, s *sight.Sight) error {
	links, err := dispatch.Basis(a.V, m.D.ID)
	if err != nil {
		return err
	}
	for _, l := range links {
		x := ui.Pair{Key: "trực tiếp", Text: l.Number, Note: l.Doubt}
		if l.Depth > 1 {
			x.Key = "qua " + viet.FormatInt(int64(l.Depth-1)) + " văn bản khác"
		}
		if l.Date != 0 {
			x.Text += " ngày " + l.Date.VN()
		}
		if l.Issuer != "" {
			x.Text += " của " + l.Issuer
		}
		switch {
		case l.Found.ID == "":
			x.Note = strings.TrimSpace("chưa có trong sổ. " + l.Doubt)
		case s.Has(l.Found.Owner):
			x.Href = "/dispatches/" + l.Found.ID
		}
		m.Basis = append(m.Basis, x)
	}
	citing, err := dispatch.Citing(a.V, m.D.ID)
	for _, d := range citing {
		if s.Has(d.Owner) {
			m.Citing = append(m.Citing, ui.Pair{Key: "ngày " + d.Date.VN(), Text: capital(d.Kind.Name()) + " " + d.Number, Note: d.Subject, Href: "/dispatches/" + d.ID})
		}
	}
	return err
}

func (m *show) loadCampaigns(a *door.Ask, _ *sight.Sight) error {
	all, err := campaign.List(a.V)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Dispatch != m.D.ID {
			continue
		}
		at, err := a.Scope(c.Owner)
		if err != nil {
			return err
		}
		if at != "" {
			h := ui.Hit{Title: c.Name, Note: c.Period.VN(), Href: "/campaigns/" + c.ID, Kind: "Phong trào"}
			if k, err := a.House.Kinds.Get(c.Kind); err == nil {
				h.Kind = k.Name()
			}
			m.Campaigns = append(m.Campaigns, h)
		}
	}
	return nil
}

func (m *show) loadVersions(a *door.Ask, _ *sight.Sight) error {
	all, err := dispatch.Versions(a.V, m.D.ID)
	if err != nil {
		return err
	}
	var who []string
	for _, d := range all {
		who = append(who, d.RegisteredBy)
	}
	names, err := people.Names(a.V, who)
	for i := len(all) - 1; i >= 0; i-- {
		d := all[i]
		v := ui.Pair{Key: "Bản " + viet.FormatInt(d.Version), Text: cmp.Or(d.Reason, "Vào sổ lần đầu"), Note: d.Registered.VN()}
		if names[d.RegisteredBy] != "" {
			v.Note += ", " + names[d.RegisteredBy]
		}
		m.Versions = append(m.Versions, v)
		if d.File != "" && (i == 0 || all[i-1].File != d.File) {
			m.Versions = append(m.Versions, ui.Pair{Key: "Tệp", Text: d.FileName, Href: fileAddress(d)})
		}
	}
	return err
}

func (m show) head() ui.PageHead {
	h := ui.PageHead{Title: capital(m.D.Kind.Name()) + " " + m.D.Number, Lead: m.D.Subject, Meta: []string{"ngày " + m.D.Date.VN(), m.D.Direction.Label()}}
	if m.D.Version > 1 {
		h.Chips = append(h.Chips, ui.Chip{Label: "Bản đính chính thứ " + viet.FormatInt(m.D.Version-1), Tone: ui.Info})
	}
	if m.D.File != "" {
		h.Actions = append(h.Actions, ui.Button{Label: "Tải tệp", Icon: "download", Href: fileAddress(m.D), Primary: true})
	}
	if m.May {
		h.Actions = append(h.Actions, ui.Button{Label: "Đính chính", Icon: "pencil", Href: "/dispatches/" + m.D.ID + "/correct"})
	}
	return h
}

// tone is the mood of a finding.
func tone(l dispatch.Level) ui.Tone {
	return map[dispatch.Level]ui.Tone{dispatch.Error: ui.Bad, dispatch.Warning: ui.Warn}[l]
}

func findingTitle(f dispatch.Finding) string {
	switch f.Level {
	case dispatch.Error:
		return "Cần sửa"
	case dispatch.Warning:
		return "Cần xem lại"
	}
	return "Để biết"
}
