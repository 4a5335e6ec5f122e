package editions

import (
	"fmt"
	"slices"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/edition"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// list is the page of all reports that a person may see.
type list struct {
	Head    ui.PageHead
	Tabs    ui.Tabs
	Waiting ui.Table // what waits for this person
	Table   ui.Table
	More    string // a word about those that are not shown
}

// listMax is how many reports are shown, the newest first.
const listMax = 60

var listPage = door.Page[list]{
	Route: "GET /editions", Title: "Báo cáo", Guard: door.Guard{Verb: edition.Seeing, Object: door.Home},
	Help: "Danh sách báo cáo của đơn vị bạn và các đơn vị trực thuộc, cùng báo cáo gửi đến bạn. Bấm “Lập báo cáo” để bắt đầu, hoặc mở một phong trào rồi lập từ đó.",
	Load: loadList, View: func(m list) ui.Component { return listView(m) }, Samples: listSamples(),
}

// chapter is a way to look at the list.
type chapter struct {
	key, label string
	has        func(edition.Edition) bool
}

var chapters = []chapter{
	{"", "Tất cả", func(edition.Edition) bool { return true }},
	{"drafts", "Bản thảo", func(e edition.Edition) bool { return e.Closed == nil }},
	{"closed", "Đã chốt", func(e edition.Edition) bool { return e.Closed != nil }},
	{"affected", "Báo cáo bị ảnh hưởng", func(e edition.Edition) bool { return e.Closed != nil }},
}

func loadList(a *door.Ask) (list, error) {
	m := list{Head: ui.PageHead{Title: "Báo cáo", Lead: "Báo cáo soạn từ sổ cái; chốt rồi thì giữ nguyên như đã in."}}
	if home := a.Home(); home != "" && a.May(edition.Writing, home) {
		m.Head.Actions = []ui.Button{{Label: "Lập báo cáo", Icon: "plus", Href: "/editions/new", Primary: true}}
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	all, err := edition.All(a.V)
	if err != nil {
		return m, err
	}
	all = slices.DeleteFunc(all, func(e edition.Edition) bool {
		return !s.Has(e.Unit) && !slices.ContainsFunc(e.Sent, func(r edition.Receipt) bool { return s.Has(r.Unit) })
	})
	asked := a.Query("show")
	at := max(0, slices.IndexFunc(chapters, func(c chapter) bool { return c.key == asked }))
	m.Tabs.Label = "Cách xem"
	for i, c := range chapters {
		href := "/editions"
		if c.key != "" {
			href += "?show=" + c.key
		}
		m.Tabs.Items = append(m.Tabs.Items, ui.Tab{Label: c.label, Href: href, Current: i == at})
	}
	if err := m.waiting(a, all); err != nil {
		return m, err
	}
	shown := slices.DeleteFunc(slices.Clone(all), func(e edition.Edition) bool { return !chapters[at].has(e) })
	if n := len(shown) - listMax; n > 0 {
		m.More = fmt.Sprintf("Còn %d báo cáo cũ hơn.", n)
		shown = shown[:listMax]
	}
	return m, m.rows(a, shown, chapters[at].key == "affected")
}

// rows list reports; each closed one is held against the ledger of now.
func (m *list) rows(a *door.Ask, all []edition.Edition, affectedOnly bool) error {
	m.Table = ui.Table{Label: "Báo cáo", Cards: true, Columns: []ui.Column{{Label: "Báo cáo", Wide: true}, {Label: "Đơn vị"}, {Label: "Trạng thái"}, {Label: "So với sổ cái"}}}
	for _, e := range all {
		n, err := call(a.V, e)
		if err != nil {
			return err
		}
		changes, err := edition.Affected(a.V, e)
		if err != nil {
			return err
		}
		if affectedOnly && len(changes) == 0 {
			continue
		}
		state := ui.Cell{Body: chip(e), Sub: e.EditedAt.VN()}
		if e.Closed != nil {
			state.Sub = "chốt " + e.Closed.At.VN()
		}
		row := ui.Row{Cells: []ui.Cell{{Text: n.title, Href: here(e), Sub: manner(e.Provisional)}, {Text: n.unit}, state, {Text: "theo sổ cái hiện nay"}}}
		switch {
		case len(changes) > 0:
			row.Tone = ui.Warn
			row.Cells[3] = ui.Cell{Body: ui.Chip{Label: fmt.Sprintf("%d số đã đổi", len(changes)), Tone: ui.Warn}, Sub: changes[0].Text()}
		case e.Closed != nil:
			row.Cells[3] = ui.Cell{Body: ui.Chip{Label: "còn đúng", Tone: ui.Good}}
		}
		m.Table.Rows = append(m.Table.Rows, row)
	}
	if len(m.Table.Rows) == 0 {
		m.Table.Empty = &ui.Empty{Icon: "file-badge", Title: "Chưa có báo cáo nào", Text: "Lập báo cáo từ trang của một phong trào, hoặc bấm “Lập báo cáo”."}
		if affectedOnly {
			m.Table.Empty = &ui.Empty{Icon: "circle-check", Title: "Không có báo cáo nào bị ảnh hưởng", Text: "Khi một số đã dẫn trong báo cáo chốt bị sửa trong sổ cái, báo cáo hiện ở đây kèm số cũ, số mới và lý do."}
		}
	}
	return nil
}

// waiting lists what this person has to answer: reports that came in, recalls that nobody acknowledged.
func (m *list) waiting(a *door.Ask, all []edition.Edition) error {
	m.Waiting = ui.Table{Label: "Chờ bạn", Cards: true, Columns: []ui.Column{{Label: "Báo cáo", Wide: true}, {Label: "Đơn vị"}, {Label: "Việc cần làm"}}}
	for _, e := range all {
		what := ""
		for _, r := range e.Sent {
			object := edition.Received(e.ID, r.Unit)
			switch {
			case slices.Contains(e.Unacknowledged(), r.Unit) && a.May(edition.Acknowledging, object):
				what = "Xác nhận thu hồi, đính chính"
			case r.Answer == "" && len(e.Recall) == 0 && a.May(edition.Accepting, object):
				what = "Tiếp nhận hoặc trả lại"
			}
		}
		if what == "" {
			continue
		}
		n, err := call(a.V, e)
		if err != nil {
			return err
		}
		m.Waiting.Rows = append(m.Waiting.Rows, ui.Row{Cells: []ui.Cell{{Text: n.title, Href: here(e), Sub: manner(e.Provisional)}, {Text: n.unit}, {Text: what, Strong: true}}})
	}
	return nil
}
