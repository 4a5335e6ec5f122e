package tickets

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// taking is the page on which a list is pasted or sent, looked at, and written in one act.
type taking struct {
	frame
	Notices []ui.Notice
	Ask     *ui.Form
	Read    *read
}

// read is what was read of a list.
type read struct {
	Action         string
	Hidden         map[string]string
	Text           string
	Good, Bad      int
	Taken, Refused ui.Table

	ask    []roster.Signup
	names  []string
	fields []form.Problem
}

// shownMax is how many rows of each kind are shown.
const shownMax = 60

var importPage = door.Page[taking]{
	Route: "GET /activities/{id}/tickets/import", Title: "Nhập danh sách người tham gia", Guard: door.Guard{Verb: roster.Registering},
	Help: "Dán từ Excel hoặc chọn tệp .xlsx, .csv: họ tên, đơn vị, năm sinh, điện thoại, cỡ áo; phông cũ được sửa giúp. Xem trước rồi mới ghi, ghi xong hoàn tác được.",
	Load: func(a *door.Ask) (taking, error) {
		h, err := ticketed(a)
		if err != nil {
			return taking{}, err
		}
		m := h.taking()
		_, m.Ask, err = h.importForm(url.Values{}, nil)
		return m, err
	},
	View:    func(m taking) ui.Component { return takingView(m) },
	Head:    func(m taking) ui.Head { return m.head() },
	Samples: takingSamples(),
}

func (h *held) taking() taking {
	return taking{frame: h.frame("Nhập danh sách người tham gia", "/import")}
}

func takingView(m taking) ui.Component {
	out := ui.Group{top(m.frame)}
	for _, n := range m.Notices {
		out = append(out, n)
	}
	if m.Ask != nil {
		out = append(out, ui.Inside(ui.Card{}, *m.Ask))
	}
	if m.Read != nil {
		out = append(out, ui.Inside(ui.Card{Title: "Xem trước", Lead: "Chưa ghi gì. Dòng không nhận thì bỏ qua khi ghi.", Accent: true}, readView(m.Read)))
	}
	return out
}

// importForm asks for a list, and for what holds for all of it.
func (h *held) importForm(sent url.Values, wrong []form.Problem) (sight.Pick, *ui.Form, error) {
	pick := sight.Pick{Name: "unit", Label: "Đơn vị của cả danh sách", Help: "Để trống nếu danh sách có cột đơn vị.", AsOf: org.Today(h.a.V)}
	if err := pick.Read(h.a.V, sent); err != nil {
		return pick, nil, err
	}
	q := form.Form{Fields: []form.Field{
		{Name: "text", Label: "Dán danh sách", Kind: form.LongText, Limit: door.FormMax, Help: "Mỗi dòng một người. Có dòng tiêu đề thì cột xếp thế nào cũng được; không có thì họ tên trước, đơn vị sau."},
		{Name: "file", Label: "Hoặc tệp .xlsx, .csv", Kind: form.File, Help: "Lấy trang tính đầu tiên."}}}
	q.Fields = append(q.Fields, pick.Fields()...)
	site, slot := h.siteField(), h.slotField()
	for _, f := range slices.Concat(site, slot) {
		f.Help = "Cho các dòng không ghi riêng."
		q.Fields = append(q.Fields, f)
	}
	typed := map[string]string{"site": h.sites[0].ID}
	for _, f := range q.Fields {
		if v := sent.Get(f.Name); v != "" {
			typed[f.Name] = v
		}
	}
	f := ui.Form{ID: "form", Action: h.path("/import"), Hidden: door.Token(), Submit: "Xem trước", Cancel: h.path(""), Upload: true}.Ask(q, form.Fill(typed), append(wrong, pick.Problem...))
	return pick, &f, nil
}

// importing reads a list and shows it; sent once more from there, it writes.
var importing = door.Action{
	Route: "POST /activities/{id}/tickets/import", Title: "Nhập danh sách người tham gia", Guard: door.Guard{Verb: roster.Registering},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		sent := a.Form()
		text, refused := sentText(a.R, sent)
		var m taking
		var h *held
		look := func() error {
			return a.See(func(*db.View) (err error) {
				if h, err = ticketed(a); err != nil {
					return err
				}
				m = h.taking()
				m.Read, err = h.read(text, sent, refused)
				if k := fault.KindOf(err); err != nil && (k != fault.Invalid || m.Read != nil) {
					return err
				}
				if m.Read == nil {
					_, m.Ask, err = h.importForm(sent, []form.Problem{form.ProblemOf(err)})
					return err
				}
				if len(m.Read.fields) > 0 {
					_, m.Ask, err = h.importForm(sent, m.Read.fields)
					m.Read = nil
				}
				return err
			})
		}
		if err := look(); err != nil {
			return ui.Outcome{}, err
		}
		again := ui.Outcome{Again: takingView(m), Head: m.head(), Step: m.Read != nil}
		if m.Read == nil || sent.Get("write") == "" || m.Read.Good == 0 {
			return again, nil
		}
		for i, tag := range h.e.NameTags(m.Read.names) { // before the act, which then holds up nobody else
			m.Read.ask[i].Tag = tag
		}
		waiting, at := 0, day.Instant(0)
		err := a.Do(func(tx *db.Tx) error {
			made, err := roster.Register(tx, m.Read.ask)
			for _, r := range made {
				if r.State == roster.Waiting {
					waiting++
				}
			}
			at = tx.At
			act.Note(tx, viet.FormatInt(int64(len(made)))+" người theo danh sách.")
			return err
		})
		if k := fault.KindOf(err); err != nil && (k == fault.Invalid || k == fault.Conflict) {
			refusal := ui.Notice{Tone: ui.Bad, Title: "Chưa ghi được", Text: fault.Text(err)}
			if err := look(); err != nil {
				return ui.Outcome{}, err
			}
			m.Notices = append(m.Notices, refusal)
			return ui.Outcome{Again: takingView(m), Head: m.head()}, nil
		}
		if err != nil {
			return ui.Outcome{}, err
		}
		said := "Đã ghi " + viet.FormatInt(int64(m.Read.Good)) + " người."
		if waiting > 0 {
			said += " " + viet.FormatInt(int64(waiting)) + " người vào danh sách chờ vì hết chỗ."
		}
		f := &ui.Flash{Tone: ui.Good, Text: said}
		if at != 0 { // 0 where the same form was sent twice
			f.Undo = &ui.Undo{Action: h.path("/import/undo"), Fields: door.Token("at", strconv.FormatInt(int64(at), 10))}
		}
		return ui.Outcome{To: h.path("/list"), Flash: f}, nil
	},
}

// sentText is what was pasted, or what stands in the file.
func sentText(r *http.Request, sent url.Values) (string, error) {
	if r.MultipartForm == nil {
		return sent.Get("text"), nil
	}
	file, head, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || err == nil && head.Size == 0 {
		return sent.Get("text"), nil
	}
	if err != nil {
		return "", fault.In("file", "Không đọc được tệp. Hãy chọn lại tệp.")
	}
	defer file.Close()
	body, err := io.ReadAll(file)
	if err != nil {
		return "", fault.In("file", "Không đọc được tệp. Hãy chọn lại tệp.")
	}
	text, err := fileText(body)
	if err != nil && fault.KindOf(err) == fault.Invalid {
		err = fault.In("file", "%s", fault.Text(err))
	}
	return text, err
}

// read reads a list and says of each row what becomes of it.
func (h *held) read(text string, sent url.Values, refused error) (*read, error) {
	if refused != nil {
		return nil, refused
	}
	if viet.Clean(text) == "" {
		return nil, fault.In("text", "Chưa có gì để đọc. Hãy dán danh sách, hoặc chọn một tệp.")
	}
	all, err := h.readRows(text)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.In("text", "Không đọc được dòng nào có họ tên. Hãy dán lại, mỗi dòng một người.")
	}
	pick, _, err := h.importForm(sent, nil)
	if err != nil {
		return nil, err
	}
	r := &read{Action: h.path("/import"), Text: text, Hidden: door.Token("unit", pick.Unit, "site", sent.Get("site"), "slot", sent.Get("slot"))}
	r.fields = pick.Problem
	r.Taken = ui.Table{Label: "Các dòng nhận được", Cards: true, Columns: []ui.Column{{Label: "Dòng", Num: true}, {Label: "Họ và tên", Wide: true}, {Label: "Đơn vị"}, {Label: "Năm sinh"}, {Label: "Điểm, đợt"}}, Empty: &ui.Empty{Icon: "file-input", Title: "Không dòng nào nhận được"}}
	r.Refused = ui.Table{Label: "Các dòng không nhận", Cards: true, Columns: []ui.Column{{Label: "Dòng", Num: true}, {Label: "Họ và tên", Wide: true}, {Label: "Vì sao", Wide: true}}}
	t := taker{held: h, pick: pick, site: h.siteOf(sent.Get("site")), slot: sent.Get("slot"), units: map[string]unitFound{}, seen: map[string]int{}}
	if err := t.known(); err != nil {
		return nil, err
	}
	for i := range all {
		l := &all[i]
		s, err := t.take(l)
		if err != nil {
			return nil, err
		}
		if l.problem != "" {
			r.Bad++
			if len(r.Refused.Rows) < shownMax {
				r.Refused.Rows = append(r.Refused.Rows, ui.Row{Tone: ui.Bad, Cells: []ui.Cell{{Text: fmt.Sprint(l.number)}, {Text: l.who.Name}, {Text: l.problem}}})
			}
			continue
		}
		r.Good++
		r.ask = append(r.ask, s)
		r.names = append(r.names, l.who.Name)
		if len(r.Taken.Rows) < shownMax {
			site, _ := h.site(s.Activity)
			year := ""
			if l.who.Year != 0 {
				year = fmt.Sprint(l.who.Year)
			}
			r.Taken.Rows = append(r.Taken.Rows, ui.Row{Cells: []ui.Cell{{Text: fmt.Sprint(l.number)}, {Text: l.who.Name, Strong: true}, {Text: t.units[viet.Fold(l.unit)].name}, {Text: year}, {Text: h.called(site), Sub: h.slotLabel(s.Slot)}}})
		}
	}
	if left := r.Good - len(r.Taken.Rows); left > 0 {
		r.Taken.Foot = &ui.Row{Cells: []ui.Cell{{Text: ""}, {Text: "và " + ui.Int(int64(left)) + " dòng nữa"}, {}, {}, {}}}
	}
	return r, nil
}

// unitFound is what a written name of a unit means.
type unitFound struct {
	unit    org.UnitID
	name    string
	problem string
}

// taker decides about the rows of a list.
type taker struct {
	*held
	pick       sight.Pick
	site, slot string
	units      map[string]unitFound // by the folded name as it is written
	seen       map[string]int       // who stands in the list already, by line
	signed     map[string]bool      // who signed up before
}

// personKey tells people apart as far as that can be: only together with a year or a telephone number.
func personKey(p people.Participant) string {
	if p.Year == 0 && p.Phone == "" {
		return ""
	}
	return viet.Fold(p.Name) + "\x00" + strconv.Itoa(p.Year) + "\x00" + p.Phone
}

// known reads who signed up before.
func (t *taker) known() error {
	t.signed = map[string]bool{}
	before, err := people.FindParticipants(t.a.V, t.e.Purpose(), "", 1_000_000)
	if err != nil {
		return err
	}
	var keys []string
	for _, p := range before {
		keys = append(keys, p.ID)
	}
	holding, err := roster.ByPersons(t.a.V, keys)
	for _, p := range before {
		if _, ok := holding[p.ID]; ok && personKey(p) != "" {
			t.signed[personKey(p)] = true
		}
	}
	return err
}

// take makes a sign-up of a row, or says why it cannot be.
func (t *taker) take(l *line) (s roster.Signup, err error) {
	if l.problem != "" {
		return s, nil
	}
	clean, bad := l.who.Clean()
	if bad != nil {
		l.problem = fault.Text(bad)
		return s, nil
	}
	l.who = clean
	if k := personKey(clean); k != "" {
		switch n, twice := t.seen[k]; {
		case t.signed[k]:
			l.problem = "Đã đăng ký trước đó: cùng họ tên, năm sinh, điện thoại."
			return s, nil
		case twice:
			l.problem = "Trùng với dòng " + strconv.Itoa(n) + ": cùng họ tên, năm sinh, điện thoại."
			return s, nil
		}
		t.seen[k] = l.number
	}
	s = roster.Signup{Activity: t.site, Slot: t.slot, Who: &l.who, Source: roster.ByList, Choices: map[string]string{}}
	if l.problem = t.place(l, &s); l.problem != "" {
		return s, nil
	}
	for key, typed := range l.choices {
		i := slices.IndexFunc(t.e.Choices, func(c roster.Choice) bool { return c.Key == key })
		k := slices.IndexFunc(t.e.Choices[i].Options, func(o string) bool { return viet.Fold(o) == viet.Fold(typed) })
		if k < 0 {
			l.problem = "“" + typed + "” không có trong “" + t.e.Choices[i].Label + ": " + strings.Join(t.e.Choices[i].Options, ", ") + "”."
			return s, nil
		}
		s.Choices[key] = t.e.Choices[i].Options[k]
	}
	u, err := t.unit(l.unit)
	s.Unit, l.problem = u.unit, u.problem
	return s, err
}

// place finds the site and the wave that a row names.
func (t *taker) place(l *line, s *roster.Signup) string {
	if l.site != "" {
		q := viet.NewQuery(l.site)
		best, score := "", viet.Score(0)
		for _, a := range t.sites {
			for _, name := range []string{t.called(a), a.Name} {
				if n := q.Score(viet.NewEntry(name)); n > score && n.Sure() {
					best, score = a.ID, n
				}
			}
		}
		if best == "" {
			return "Không có điểm nào tên “" + l.site + "”."
		}
		s.Activity = best
	}
	if s.Activity == "" {
		return "Chưa rõ điểm nào. Hãy chọn điểm cho cả danh sách."
	}
	if len(t.e.Slots) == 0 {
		s.Slot = ""
		return ""
	}
	if l.slot != "" {
		i := slices.IndexFunc(t.e.Slots, func(w roster.Slot) bool {
			return w.Key == l.slot || strings.HasPrefix(viet.Fold(w.Label), viet.Fold(l.slot))
		})
		if i < 0 {
			return "Không có đợt nào tên “" + l.slot + "”."
		}
		s.Slot = t.e.Slots[i].Key
	}
	if !slices.ContainsFunc(t.e.Slots, func(w roster.Slot) bool { return w.Key == s.Slot }) {
		return "Chưa rõ đợt nào. Hãy chọn đợt cho cả danh sách."
	}
	return ""
}

// unit finds the unit that a row names, among those that take part.
func (t *taker) unit(typed string) (unitFound, error) {
	folded := viet.Fold(typed)
	if u, ok := t.units[folded]; ok {
		return u, nil
	}
	u, err := t.findUnit(typed)
	t.units[folded] = u
	return u, err
}

func (t *taker) findUnit(typed string) (u unitFound, err error) {
	today := org.Today(t.a.V)
	if typed == "" {
		if t.pick.Unit == "" {
			return unitFound{problem: "Thiếu đơn vị. Hãy thêm cột đơn vị, hoặc chọn một đơn vị cho cả danh sách."}, nil
		}
		return unitFound{unit: t.pick.Unit, name: sight.Called(t.a.V, t.pick.Unit, today)}, nil
	}
	hits, err := org.Search(t.a.V, typed, today, 30)
	if err != nil {
		return u, err
	}
	var fit []org.Hit
	for _, hit := range hits {
		if hit.Score < 100 && len(fit) == 1 && fit[0].Score == 100 || len(fit) == 4 {
			break
		}
		if !hit.Alive {
			continue
		}
		ok, err := activity.TakesPart(t.a.V, t.act, hit.Unit)
		if err != nil {
			return u, err
		}
		if ok {
			fit = append(fit, hit)
		}
	}
	switch len(fit) {
	case 0:
		return unitFound{problem: "Không tìm thấy đơn vị “" + typed + "” trong phạm vi của hoạt động."}, nil
	case 1:
		return unitFound{unit: fit[0].Unit, name: fit[0].Name}, nil
	}
	return unitFound{problem: "“" + typed + "” có thể là " + fit[0].Name + " hoặc " + fit[1].Name + ". Hãy ghi tên đầy đủ."}, nil
}

// undoing takes a list back: everybody who came in with it and has not come to the gate yet.
var undoing = door.Action{
	Route: "POST /activities/{id}/tickets/import/undo", Title: "Hoàn tác nhập danh sách", Guard: door.Guard{Verb: roster.Registering},
	Do: func(a *door.Ask) (ui.Outcome, error) {
		at, _ := strconv.ParseInt(a.Form().Get("at"), 10, 64)
		var h *held
		var ids []string
		err := a.See(func(v *db.View) (err error) {
			if h, err = ticketed(a); err != nil {
				return err
			}
			all, err := roster.Registrations{Event: h.e.Number}.Find(v)
			for _, r := range all {
				_, shown := h.site(r.Activity)
				if shown && r.Source == roster.ByList && int64(r.MadeAt) == at && r.MadeBy == a.Who.Person && r.State != roster.Cancelled {
					ids = append(ids, r.ID)
				}
			}
			return err
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		if len(ids) == 0 {
			return ui.Outcome{To: h.path("/list"), Flash: &ui.Flash{Tone: ui.Info, Text: "Không còn gì để hoàn tác."}}, nil
		}
		err = a.Do(func(tx *db.Tx) error {
			for _, id := range ids {
				if err := roster.Cancel(tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return ui.Outcome{}, err
		}
		return said(h.path("/list"), "Đã hoàn tác: hủy "+viet.FormatInt(int64(len(ids)))+" người của danh sách vừa nhập."), nil
	},
}
