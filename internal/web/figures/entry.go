package figures

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

// Entry is one entry of the ledger: what it says, what else is said of the same thing, and its proof.
var Entry = door.Page[entry]{
	Route: "GET /entries/{seq}", Title: "Bút toán", Help: "Một bút toán là một lần ghi: ai ghi, lúc nào, theo giấy tờ nào, đã niêm phong hay chưa. Ghi sai thì đảo bút toán rồi ghi lại, không sửa.", Guard: door.Guard{Verb: org.Seeing, Object: door.Home},
	Load:    func(a *door.Ask) (entry, error) { return loadEntry(a) },
	View:    func(m entry) ui.Component { return entryView(m) },
	Head:    func(m entry) ui.Head { return m.head() },
	Samples: entrySamples,
}

// entry is what the page shows.
type entry struct {
	Seq      int64
	Title    string
	Crumbs   []ui.Link
	Chips    []ui.Chip
	Notice   *ui.Notice // taken back, or taking back
	Facts    []ui.Pair
	Same     ui.Table // what each kind of evidence says of the same thing
	Why      string   // why one of them is published
	Choices  []ui.Pair
	Of       []ui.Entry // all entries about the same thing
	Total    ui.Quantity
	Unit     string  // the word behind the number
	Credited ui.Pair // the unit that it is credited to
	Proof    ui.Proof
	Place    string // where it lies in its log
	Leaf     string // what was sealed
	Reverse  *ui.Form
	Choose   *ui.Form
	Slip     string // where the whole slip is taken back, "" for none
}

func (m entry) head() ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs} }

// entryOf reads an entry by the number in the address, and asks for leave: at its unit, or over its activity or campaign.
func entryOf(a *door.Ask) (ledger.Entry, error) {
	seq, err := strconv.ParseInt(a.Path("seq"), 10, 64)
	if err != nil || seq < 1 {
		return ledger.Entry{}, fault.NotFoundf("“%s” không phải là số của một bút toán. Hãy mở lại từ lý lịch số liệu.", a.Path("seq"))
	}
	e, err := ledger.EntryOf(a.V, seq)
	if err != nil {
		return e, err
	}
	return e, maySee(a, e)
}

func maySee(a *door.Ask, e ledger.Entry) error {
	err := allowed(a, ledger.Question{Indicator: e.Indicator, At: e.Unit})
	for _, q := range []ledger.Question{{Activity: e.Activity}, {Campaign: e.Campaign}} {
		if fault.KindOf(err) == fault.Denied && q.Activity+q.Campaign != "" {
			q.Indicator = e.Indicator
			err = allowed(a, q)
		}
	}
	return err
}

// cellQuestion asks for exactly one cell, as it stood.
func cellQuestion(c ledger.Cell) ledger.Question {
	return ledger.Question{Indicator: c.Indicator, Period: day.Period{From: c.Day, To: c.Day}, Campaign: c.Campaign, Activity: c.Activity, At: c.Unit}
}

func loadEntry(a *door.Ask) (entry, error) {
	e, err := entryOf(a)
	if err != nil {
		return entry{}, err
	}
	about, err := indicator.Get(a.V, e.Indicator)
	if err != nil {
		return entry{}, err
	}
	m := entry{Seq: e.Seq, Title: "Bút toán " + viet.FormatInt(e.Seq), Unit: about.Label(),
		Crumbs: []ui.Link{{Label: "Số liệu", Href: door.Address("/figures", "at", e.Unit)}, {Label: about.Name, Href: address(cellQuestion(e.Cell()))}}}
	if invented(e) {
		m.Chips = append(m.Chips, ui.Chip{Label: illustrative, Tone: ui.Warn})
	}
	for _, step := range []func(*door.Ask, ledger.Entry, indicator.Indicator, *entry) error{entryFacts, entryReversal, entryCell, entryProof, entryForms} {
		if err := step(a, e, about, &m); err != nil {
			return entry{}, err
		}
	}
	return m, nil
}

// entryFacts says everything that the entry holds.
func entryFacts(a *door.Ask, e ledger.Entry, about indicator.Indicator, m *entry) error {
	g, err := groundOf(a, "")
	if err != nil {
		return err
	}
	asOf := day.AsOf{Day: e.Day}
	unit := ui.Pair{Key: "Đơn vị được ghi", Text: g.name(e.Unit, asOf)}
	if g.opens(e.Unit) {
		unit.Href = g.page(e.Unit, e.Day)
	}
	m.Credited = unit
	m.Facts = []ui.Pair{
		{Key: "Chỉ số", Text: about.Name, Note: about.Definition},
		{Key: "Số lượng", Body: figure(e.Quantity, about.Label(), address(cellQuestion(e.Cell())))},
		{Key: "Bằng chứng", Text: capital(e.Evidence.Label())},
		{Key: "Ngày phát sinh", Text: e.Day.VN()},
		unit,
	}
	if e.Place != "" {
		names, err := place.Names(a.V, []string{e.Place}, asOf)
		if err != nil {
			return err
		}
		m.Facts = append(m.Facts, ui.Pair{Key: "Nơi diễn ra", Text: names[e.Place], Href: door.Address("/places/"+e.Place, "on", e.Day.String())})
	}
	if e.Campaign != "" {
		c, err := campaign.Get(a.V, e.Campaign)
		if err != nil {
			return err
		}
		m.Facts = append(m.Facts, ui.Pair{Key: "Phong trào", Text: c.Name, Href: "/campaigns/" + c.ID})
	}
	if e.Activity != "" {
		act, err := activity.Get(a.V, e.Activity)
		if err != nil {
			return err
		}
		m.Facts = append(m.Facts, ui.Pair{Key: "Hoạt động", Text: act.Name, Href: "/activities/" + act.ID, Note: act.Day.VN()})
	}
	by, err := nameOf(a.V, e.By)
	if err != nil {
		return err
	}
	m.Facts = append(m.Facts, ui.Pair{Key: "Nguồn", Text: e.Source})
	if e.Note != "" {
		label := "Ghi chú"
		if e.Reverses != 0 {
			label = "Lý do đảo"
		}
		m.Facts = append(m.Facts, ui.Pair{Key: label, Text: e.Note})
	}
	m.Facts = append(m.Facts, ui.Pair{Key: "Người ghi", Text: by, Note: "lúc " + e.At.VN()})
	if e.Device != "" {
		m.Facts = append(m.Facts, ui.Pair{Key: "Thiết bị", Text: e.Device})
	}
	if e.Act != "" {
		m.Facts = append(m.Facts, ui.Pair{Key: "Mã lần ghi", Text: e.Act, Note: "trong nhật ký thao tác"})
	}
	return nil
}

// entryReversal says that the entry was taken back, or takes another back.
func entryReversal(a *door.Ask, e ledger.Entry, _ indicator.Indicator, m *entry) error {
	if e.Reverses != 0 {
		m.Chips = append(m.Chips, ui.Chip{Label: "bút toán đảo", Tone: ui.Info})
		m.Notice = &ui.Notice{Tone: ui.Info, Title: "Bút toán này đảo bút toán " + viet.FormatInt(e.Reverses), Text: "Lý do: " + e.Note,
			Link: &ui.Link{Label: "Mở bút toán " + viet.FormatInt(e.Reverses), Href: entryAddress(e.Reverses)}}
		return nil
	}
	r, done, err := ledger.ReversalOf(a.V, e.Seq)
	if done {
		m.Chips = append(m.Chips, ui.Chip{Label: "đã bị đảo", Tone: ui.Warn})
		m.Notice = &ui.Notice{Tone: ui.Warn, Title: "Bút toán này đã bị đảo, không còn trong số liệu", Text: "Lý do: " + r.Reason,
			Link: &ui.Link{Label: "Mở bút toán đảo " + viet.FormatInt(r.By), Href: entryAddress(r.By)}}
	}
	return err
}

// entryCell stands all kinds of evidence about the same thing side by side, and says which is published and why.
func entryCell(a *door.Ask, e ledger.Entry, about indicator.Indicator, m *entry) error {
	c := e.Cell()
	standing, err := standingOf(a.V, c)
	if err != nil {
		return err
	}
	choices, err := ledger.Choices(a.V, c)
	if err != nil {
		return err
	}
	m.Same = ui.Table{Label: "Các loại bằng chứng về cùng sự việc", Cards: true, Columns: []ui.Column{{Label: "Bằng chứng", Wide: true}, {Label: "Số lượng", Num: true}, {Label: "Bút toán", Num: true}, {Label: "Công bố"}}}
	for _, k := range ledger.Kinds {
		q, there := standing.Beside[k]
		if !there {
			continue
		}
		row := ui.Row{Cells: []ui.Cell{{Text: capital(k.Label())}, {Body: figure(q, about.Label(), "#same")}, {Text: viet.FormatInt(int64(standing.Entries[k]))}, {Text: "giữ lại, không cộng"}}}
		if k == standing.Published {
			row.Cells[3] = ui.Cell{Body: ui.Chip{Label: "được công bố", Tone: ui.Good}}
		}
		m.Same.Rows = append(m.Same.Rows, row)
	}
	m.Why = whyPublished(standing)
	persons := []string{}
	for _, x := range choices {
		persons = append(persons, x.By)
	}
	all, err := ledger.EntriesOf(a.V, c)
	if err != nil {
		return err
	}
	for _, x := range all {
		persons = append(persons, x.By)
	}
	names, err := people.Names(a.V, persons)
	if err != nil {
		return err
	}
	for _, x := range choices {
		p := ui.Pair{Key: x.At.VN(), Text: "Theo quy tắc chung trở lại", Note: names[x.By] + ": " + x.Reason}
		if x.Evidence != 0 {
			p.Text = "Công bố số “" + x.Evidence.Label() + "”"
		}
		m.Choices = append(m.Choices, p)
	}
	reversed := map[int64]bool{}
	for _, x := range all {
		reversed[x.Reverses] = true
	}
	for _, x := range all {
		m.Of = append(m.Of, ui.Entry{Seq: x.Seq, Day: x.Day.VN(), Unit: m.Credited.Text, UnitHref: m.Credited.Href, Quantity: ui.Quantity(x.Quantity), Evidence: ui.Evidence{Kind: x.Evidence.Key(), Label: x.Evidence.Label()}, Source: x.Source, Href: entryAddress(x.Seq),
			By: names[x.By], At: x.At.VN(), Device: x.Device, Reverses: x.Reverses, Reversed: reversed[x.Seq], Note: x.Note, Unused: x.Evidence != standing.Published})
	}
	m.Total = ui.Quantity(standing.Beside[standing.Published])
	return nil
}

// standingOf returns what is said in the cell of an entry.
func standingOf(v *db.View, c ledger.Cell) (ledger.Standing, error) {
	list, err := ledger.Standings(v, ledger.Question{Indicator: c.Indicator, Period: day.Period{From: c.Day, To: c.Day}, Campaign: c.Campaign, Activity: c.Activity})
	for _, s := range list {
		if s.Cell == c {
			return s, err
		}
	}
	return ledger.Standing{Cell: c}, err
}

// rule is the default rule in words.
func rule() string {
	var labels []string
	for _, k := range ledger.Kinds {
		labels = append(labels, k.Label())
	}
	return strings.Join(labels, ", rồi ")
}

// whyPublished says why a kind of evidence is published.
func whyPublished(s ledger.Standing) string {
	switch {
	case s.Published == 0 || len(s.Beside) == 0:
		return "Mọi bút toán về sự việc này đã bị đảo; không có số nào được công bố."
	case s.Chosen:
		return fmt.Sprintf("Số “%s” được công bố theo quyết định ghi dưới đây.", s.Published.Label())
	case len(s.Beside) == 1:
		return "Chỉ có một loại bằng chứng nên số đó được công bố."
	}
	return fmt.Sprintf("Số “%s” được công bố theo quy tắc chung: %s; loại đứng trước trong thứ tự này được lấy, các loại không bao giờ cộng với nhau.", s.Published.Label(), rule())
}

// entryProof shows that the entry lies sealed in its year's log.
func entryProof(a *door.Ask, e ledger.Entry, _ indicator.Indicator, m *entry) error {
	year := int64(e.At.Time().Year())
	m.Proof = ui.Proof{Log: logName(year)}
	proof, err := ledger.ProofOf(a.V, e.Seq)
	if fault.KindOf(err) == fault.Unavailable {
		m.Proof.Waiting = 1
		return nil
	}
	if err != nil {
		return err
	}
	m.Leaf = proof.Entry
	m.Proof.Sealed, m.Proof.Size, m.Proof.Checkpoint = true, proof.Size, proof.Checkpoint
	m.Place = fmt.Sprintf("Vị trí %s trong sổ %s.", viet.FormatInt(proof.Index+1), logName(year))
	checkpoints, err := ledger.Checkpoints(a.V)
	if err != nil {
		return err
	}
	for _, c := range checkpoints {
		if c.Year == year {
			m.Proof.Root, m.Proof.At = c.Root, throughText(c)
		}
	}
	m.Proof.Download = entryAddress(e.Seq) + "/proof.json"
	m.Proof.Command = "phongtrao proof " + proofName(e.Seq)
	return nil
}

// slipOf finds the slip that a source names.
var slipOf = regexp.MustCompile(`\(phiếu (\S+) dòng \d+\)$`)

// entryForms are what those with leave may do: take the entry back, choose what is published.
func entryForms(a *door.Ask, e ledger.Entry, _ indicator.Indicator, m *entry) error {
	object := strconv.FormatInt(e.Seq, 10)
	if e.Reverses == 0 && m.Notice == nil && a.May(report.Reversing, object) {
		m.Reverse = reverseForm(e.Seq, form.Answers{}, nil)
	}
	if found := slipOf.FindStringSubmatch(e.Source); found != nil && m.Reverse != nil && a.May(report.Entering, found[1]) {
		m.Slip = "/slips/" + found[1] + "/void"
	}
	if len(m.Same.Rows) > 1 && a.May(report.Choosing, object) {
		standing, err := standingOf(a.V, e.Cell())
		if err != nil {
			return err
		}
		m.Choose = chooseForm(e.Seq, standing, form.Answers{}, nil)
	}
	return nil
}
