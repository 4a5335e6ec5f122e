package dispatches

import (
	"cmp"
	"strings"

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
	Basis     []ui.Pair
	Citing    []ui.Pair
	To        []addressed
	Works     []work
	Progress  task.Progress
	Campaigns []ui.Hit
	Versions  []ui.Pair
	May       bool // correct it
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
	Then string
	Now  ui.Link // what stands there now
	Why  string
}

// work is what the document gave several units to do.
type work struct {
	Title, Due       string
	Done, Late, Open int
	Units            []ui.Pair
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
			st := stood{Then: u.Name, Why: why(u)}
			if u.At != "" {
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
	at := map[string]int{}
	for _, t := range tasks {
		if !s.Has(t.Unit) || t.State == task.Withdrawn {
			continue
		}
		due := "không ghi hạn"
		if t.Due != 0 {
			due = t.Due.VN()
		}
		if t.Recurrence != task.Once {
			due = t.Recurrence.Label()
		}
		k, ok := at[t.Title+due]
		if !ok {
			k = len(m.Works)
			at[t.Title+due] = k
			m.Works = append(m.Works, work{Title: t.Title, Due: due})
		}
		w := &m.Works[k]
		p := ui.Pair{Key: "đang làm", Text: sight.Called(a.V, t.Unit, day.AsOf{Day: max(1, t.Given.Day())}), Href: sight.Address(t.Unit, m.Today, m.Today)}
		switch {
		case t.State == task.Finished:
			p.Key, w.Done = "đã xong", w.Done+1
		case t.Recurrence == task.Once && t.Due != 0 && t.Due < m.Today:
			p.Key, w.Late = "quá hạn", w.Late+1
		default:
			w.Open++
		}
		w.Units = append(w.Units, p)
	}
	for i := range m.Works {
		viet.SortBy(m.Works[i].Units, func(p ui.Pair) string { return p.Text })
	}
	if len(m.Works) > 0 {
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

// recipientTable lists the lines, whom each meant, and what became of them.
func (m show) recipientTable() ui.Table {
	t := ui.Table{Label: "Nơi nhận", Cards: true, Columns: []ui.Column{{Label: "Nơi nhận", Wide: true}, {Label: "Ngày " + m.D.Date.VN()}, {Label: "Hôm nay"}},
		Empty: &ui.Empty{Icon: "inbox", Title: "Chưa ghi nơi nhận"}}
	for _, x := range m.To {
		row := ui.Row{Cells: []ui.Cell{{Text: x.Recipient.Text, Strong: true}, {Body: meaning(x)}, {Body: x.chip()}}}
		if x.Validity == dispatch.Gone || x.Validity == dispatch.Nobody {
			row.Tone = ui.Warn
		}
		if len(x.Kinds) > 0 {
			row.Cells[0].Sub = "hiểu là: " + strings.Join(x.Kinds, ", ")
			if x.Recipient.Direct {
				row.Cells[0].Sub += ", trực thuộc cơ quan ban hành"
			}
		}
		if x.Validity != dispatch.Words {
			row.Cells[2].Sub = verdict(x)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// verdict says in a few words what the chip does not.
func verdict(x addressed) string {
	kept := 0
	for _, u := range x.Addressed.Units {
		if u.Meant {
			kept++
		}
	}
	switch x.Validity {
	case dispatch.Gone:
		return "không dùng lại nơi nhận này được"
	case dispatch.Changed:
		return "còn " + viet.FormatInt(int64(kept)) + "; hãy lập lại nơi nhận"
	case dispatch.Valid:
		return "đủ " + viet.FormatInt(int64(kept)) + " đơn vị"
	}
	return ""
}

// pairs are the units of a line: then, and now.
func (x addressed) pairs() []ui.Pair {
	var out []ui.Pair
	for _, u := range x.Units {
		out = append(out, ui.Pair{Key: u.Then, Text: u.Now.Label, Href: u.Now.Href, Note: u.Why})
	}
	return out
}

func (w work) count() string {
	s := viet.FormatInt(int64(w.Done)) + "/" + viet.FormatInt(int64(len(w.Units))) + " đơn vị xong"
	if w.Late > 0 {
		s += ", " + viet.FormatInt(int64(w.Late)) + " quá hạn"
	}
	return s
}

// workTable lists the work that the document gave.
func (m show) workTable() ui.Table {
	t := ui.Table{Label: "Việc giao theo văn bản", Cards: true, Columns: []ui.Column{{Label: "Việc", Wide: true}, {Label: "Hạn", Num: true}, {Label: "Đơn vị"}}}
	for _, w := range m.Works {
		row := ui.Row{Cells: []ui.Cell{{Text: w.Title}, {Text: w.Due}, {Body: doers(w)}}}
		if w.Late > 0 {
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
