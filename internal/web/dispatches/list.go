package dispatches

import (
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// List is the register.
var List = door.Page[list]{
	Route: "GET /dispatches", Title: "Văn bản", Help: "Sổ văn bản đi, đến của đơn vị; phong trào, chỉ tiêu và việc được giao đều dẫn về đây. Vào sổ văn bản trước, rồi mở phong trào hoặc giao việc theo văn bản ấy.", Guard: door.Guard{Verb: dispatch.Seeing, Object: door.Home},
	Load: loadList, View: func(m list) ui.Component { return listView(m) },
	Samples: listSamples,
}

// list is what the page shows.
type list struct {
	Text, Direction, Kind, From, To string // as typed
	Problems                        map[string]string
	Rows                            []dispatch.Dispatch
	More                            string // the address with more rows, "" where all are shown
	MayRegister                     bool
}

// shownAtOnce is how many documents are listed before somebody asks for more.
const shownAtOnce = 100

func loadList(a *door.Ask) (list, error) {
	m := list{Text: a.Query("q"), Direction: a.Query("direction"), Kind: a.Query("kind"), From: a.Query("from"), To: a.Query("to"), Problems: map[string]string{}}
	f := dispatch.Filter{Text: m.Text, Direction: dispatch.Direction(m.Direction), Kind: dispatch.Kind(m.Kind), Period: m.period()}
	limit, _ := strconv.Atoi(a.Query("show"))
	limit = min(max(limit, shownAtOnce), dispatch.ListMax)
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	all, err := visible(a.V, s, f, limit+1)
	if err != nil {
		return m, err
	}
	m.Rows = all
	if len(all) > limit {
		m.Rows = all[:limit]
		m.More = door.Address("/dispatches", "q", m.Text, "direction", m.Direction, "kind", m.Kind, "from", m.From, "to", m.To, "show", strconv.Itoa(limit+2*shownAtOnce))
	}
	m.MayRegister = a.May(dispatch.Registering, a.Home())
	return m, nil
}

// period reads the days between which is sought, and says what cannot be read.
func (m *list) period() day.Period {
	p := day.Period{From: day.Of(1900, 1, 1), To: day.Forever}
	if m.From == "" && m.To == "" {
		return day.Period{}
	}
	for _, x := range []struct {
		name, typed string
		into        *day.Day
	}{{"from", m.From, &p.From}, {"to", m.To, &p.To}} {
		if x.typed == "" {
			continue
		}
		d, err := viet.ParseDate(x.typed)
		if err != nil {
			m.Problems[x.name] = "Không đọc được ngày “" + x.typed + "”. Hãy ghi một ngày có trong lịch, dạng 30/06/2025."
			continue
		}
		*x.into = d
	}
	if p.To < p.From {
		m.Problems["to"] = "Ngày cuối sớm hơn ngày đầu. Hãy sửa một trong hai ngày."
	}
	return p
}

// batches bounds how far is looked back for documents that the person may see among those of everybody.
const batches = 20

// visible returns the documents that a filter chooses and the person may see, the newest first, until there are enough.
func visible(v *db.View, s *sight.Sight, f dispatch.Filter, enough int) ([]dispatch.Dispatch, error) {
	var out []dispatch.Dispatch
	seen := map[string]bool{}
	for range batches {
		found, err := dispatch.List(v, f)
		if err != nil {
			return nil, err
		}
		for _, d := range found {
			if !seen[d.ID] && s.Has(d.Owner) {
				out = append(out, d)
			}
			seen[d.ID] = true
		}
		if len(found) < dispatch.ListMax || len(out) >= enough {
			break
		}
		last, first := found[len(found)-1].Date, found[0].Date
		if f.Period == (day.Period{}) {
			f.Period.From = day.Of(1900, 1, 1)
		}
		if f.Period.To = last; last == first { // a whole batch of one day
			f.Period.To = last - 1
		}
	}
	return out, nil
}

func (m list) filter() ui.Form {
	f := ui.Form{ID: "filter", Action: "/dispatches", Get: true, Wide: true, Submit: "Lọc", Fields: []ui.Field{
		{Name: "q", Label: "Từ trong số, trích yếu, cơ quan, người ký", Value: m.Text},
		{Name: "direction", Label: "Đi hay đến", Kind: ui.ChoiceField, Value: m.Direction, Choices: []ui.Choice{{Value: "", Label: "Tất cả"}, {Value: "in", Label: "Đến"}, {Value: "out", Label: "Đi"}}},
		{Name: "kind", Label: "Loại văn bản", Kind: ui.ChoiceField, Value: m.Kind},
		{Name: "from", Label: "Từ ngày", Kind: ui.DayField, Value: m.From, Problem: m.Problems["from"]},
		{Name: "to", Label: "Đến ngày", Kind: ui.DayField, Value: m.To, Problem: m.Problems["to"]}}}
	for _, k := range dispatch.Kinds() {
		f.Fields[2].Choices = append(f.Fields[2].Choices, ui.Choice{Value: string(k), Label: capital(k.Name())})
	}
	return f
}

// filtered reports whether anything narrows the list.
func (m list) filtered() bool { return m.Text+m.Direction+m.Kind+m.From+m.To != "" }

func (m list) table() ui.Table {
	t := ui.Table{Label: "Sổ văn bản", Cards: true, Columns: []ui.Column{{Label: "Số, ký hiệu"}, {Label: "Trích yếu", Wide: true}, {Label: "Ngày", Num: true}, {Label: "Cơ quan ban hành"}},
		Empty: &ui.Empty{Icon: "file-text", Title: "Chưa có văn bản nào trong sổ", Text: "Vào sổ kế hoạch, công văn đầu tiên để giao việc và chỉ tiêu theo đúng văn bản."}}
	if m.MayRegister {
		t.Empty.Next = &ui.Button{Label: "Vào sổ văn bản", Icon: "plus", Href: "/dispatches/new", Primary: true}
	}
	if m.filtered() {
		t.Empty = &ui.Empty{Icon: "search", Title: "Không có văn bản nào như vậy", Text: "Thử bớt điều kiện lọc, hoặc gõ ít chữ hơn.", Next: &ui.Button{Label: "Bỏ lọc", Href: "/dispatches"}}
	}
	for _, d := range m.Rows {
		kind := capital(d.Kind.Name()) + ", " + map[dispatch.Direction]string{dispatch.In: "đến", dispatch.Out: "đi"}[d.Direction]
		if d.File != "" {
			kind += " · " + ending(d.FileName)
		}
		if d.Version > 1 {
			kind += " · đã đính chính"
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{{Text: d.Number, Href: "/dispatches/" + d.ID, Sub: kind}, {Text: d.Subject}, {Text: d.Date.VN()}, {Text: d.Issuer}}})
	}
	return t
}

func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return string(upper(r[0])) + string(r[1:])
}
