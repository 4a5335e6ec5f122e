package dispatches

import (
	"cmp"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
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
	Route: "GET /dispatches/{id}", Title: "Văn bản", Guard: door.Guard{Verb: dispatch.Seeing},
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
	Basis     []step
	Citing    []step
	To        []addressed
	Tasks     []given
	Progress  task.Progress
	Campaigns []ui.Link
	Versions  []version
	May       bool // correct it
}

// step is a document on which another rests.
type step struct {
	Depth       int
	Title, Note string
	Href        string // "" where it is not in the register, or may not be seen
	Doubt       string
}

// addressed is a line of recipients: whom it meant then, and now.
type addressed struct {
	dispatch.Addressed
	Kinds []string // names
	Units []stood
	More  int
}

// stood is a unit that was meant.
type stood struct {
	Then, Now ui.Link // Now is empty where nothing follows it
	Why       string
}

// given is a task that the document gave.
type given struct {
	Title, Unit, Href, Due string
	State                  task.State
	Late                   bool
}

// version is a correction with its reason.
type version struct {
	N              int64
	At, By, Reason string
	File, FileName string
	Current        bool
}

// unitsShown bounds the units listed in a line of recipients.
const unitsShown = 40

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
		x := step{Depth: l.Depth, Title: l.Number, Doubt: l.Doubt}
		if l.Date != 0 {
			x.Title += " ngày " + l.Date.VN()
		}
		if l.Issuer != "" {
			x.Title += " của " + l.Issuer
		}
		x.Note = "chưa có trong sổ"
		if l.Found.ID != "" {
			x.Note = l.Found.Subject
			if s.Has(l.Found.Owner) {
				x.Href = "/dispatches/" + l.Found.ID
			}
		}
		m.Basis = append(m.Basis, x)
	}
	citing, err := dispatch.Citing(a.V, m.D.ID)
	for _, d := range citing {
		if s.Has(d.Owner) {
			m.Citing = append(m.Citing, step{Depth: 1, Title: capital(d.Title()), Note: d.Subject, Href: "/dispatches/" + d.ID})
		}
	}
	return err
}

func (m *show) loadRecipients(a *door.Ask, s *sight.Sight) error {
	all, err := dispatch.Addressees(a.V, m.D, org.Today(a.V))
	if err != nil {
		return err
	}
	kinds, err := org.Kinds(a.V)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, k := range kinds {
		names[k.Key] = k.Name
	}
	for _, r := range all {
		x := addressed{Addressed: r}
		for _, k := range r.Recipient.Kinds {
			x.Kinds = append(x.Kinds, cmp.Or(names[k], k))
		}
		for n, u := range r.Units {
			if n == unitsShown {
				x.More = len(r.Units) - n
				break
			}
			st := stood{Then: ui.Link{Label: u.Name}, Why: why(u)}
			if s.Has(u.Unit) {
				st.Then.Href = sight.Address(u.Unit, m.D.Date, m.Today)
			}
			if u.At != "" && u.At != u.Unit {
				st.Now.Label = u.AtName
				if s.Has(u.At) {
					st.Now.Href = sight.Address(u.At, m.Today, m.Today)
				}
			}
			x.Units = append(x.Units, st)
		}
		m.To = append(m.To, x)
	}
	return nil
}

// why says how a unit came to stand where it stands now.
func why(s dispatch.Standing) string {
	switch {
	case s.Meant:
		return "vẫn còn"
	case s.Why == lineage.Here:
		return "còn, nhưng không còn thuộc nhóm này"
	case s.Why == lineage.Successor:
		return "nay là"
	case s.Why == lineage.Undivided:
		return "đã chia tách, số liệu đứng ở"
	case s.Why == lineage.Gone:
		return "đã giải thể, không có đơn vị kế thừa"
	}
	return "không còn"
}

func (m *show) loadTasks(a *door.Ask, s *sight.Sight) error {
	cause := "dispatch/" + m.D.ID
	tasks, err := task.ByCause(a.V, cause)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if !s.Has(t.Unit) {
			continue
		}
		g := given{Title: t.Title, State: t.State, Href: sight.Address(t.Unit, m.Today, m.Today), Unit: sight.Called(a.V, t.Unit, org.Today(a.V))}
		if t.Due != 0 {
			g.Due = t.Due.VN()
			g.Late = t.State == task.Open && t.Recurrence == task.Once && t.Due < m.Today
		}
		if t.Recurrence != task.Once {
			g.Due = joined(g.Due, t.Recurrence.Label())
			if t.Due == 0 {
				g.Due = t.Recurrence.Label()
			}
		}
		m.Tasks = append(m.Tasks, g)
	}
	if len(m.Tasks) > 0 {
		m.Progress, err = task.ProgressOf(a.V, cause)
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
			m.Campaigns = append(m.Campaigns, ui.Link{Label: c.Name, Href: "/campaigns/" + c.ID})
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
		v := version{N: d.Version, At: d.Registered.VN(), By: names[d.RegisteredBy], Reason: d.Reason, FileName: d.FileName, Current: i == len(all)-1}
		if d.File != "" {
			v.File = fileAddress(d)
		}
		if v.Reason == "" {
			v.Reason = "Vào sổ lần đầu"
		}
		m.Versions = append(m.Versions, v)
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

// chip says what became of those a line is addressed to.
func (x addressed) chip() ui.Chip {
	switch x.Validity {
	case dispatch.Valid:
		return ui.Chip{Label: "Còn nguyên", Tone: ui.Good}
	case dispatch.Changed:
		return ui.Chip{Label: "Đã thay đổi", Tone: ui.Warn}
	case dispatch.Gone:
		return ui.Chip{Label: "Không còn", Tone: ui.Bad}
	case dispatch.Nobody:
		return ui.Chip{Label: "Không có đơn vị nào", Tone: ui.Bad}
	}
	return ui.Chip{Label: "Chỉ là lời văn"}
}

func (g given) chip() ui.Chip {
	switch {
	case g.Late:
		return ui.Chip{Label: "Quá hạn", Tone: ui.Bad}
	case g.State == task.Finished:
		return ui.Chip{Label: "Đã xong", Tone: ui.Good}
	case g.State == task.Withdrawn:
		return ui.Chip{Label: "Đã rút"}
	}
	return ui.Chip{Label: "Đang làm", Tone: ui.Info}
}

// taskTable lists the work that the document gave.
func (m show) taskTable() ui.Table {
	t := ui.Table{Label: "Việc giao theo văn bản", Cards: true, Columns: []ui.Column{{Label: "Việc", Wide: true}, {Label: "Đơn vị"}, {Label: "Hạn"}, {Label: "Tình trạng"}}}
	for _, g := range m.Tasks {
		row := ui.Row{Cells: []ui.Cell{{Text: g.Title}, {Text: g.Unit, Href: g.Href}, {Text: g.Due}, {Body: g.chip()}}}
		if g.Late {
			row.Tone = ui.Bad
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (m show) progress() string {
	s := viet.FormatInt(int64(m.Progress.Done)) + "/" + viet.FormatInt(int64(m.Progress.Units)) + " việc đã xong"
	if m.Progress.Late > 0 {
		s += ", " + viet.FormatInt(int64(m.Progress.Late)) + " quá hạn"
	}
	return s
}
