package campaigns

import (
	"strconv"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// listMax is how many campaigns one page shows.
const listMax = 50

// list is the page of all campaigns that a person may see.
type list struct {
	Head  ui.PageHead
	Kinds ui.Tabs
	Table ui.Table
	Pager ui.Pager
}

var listPage = door.Page[list]{
	Route: "GET /campaigns", Title: "Phong trào", Help: "Trang này liệt kê các phong trào mà bạn được xem, phong trào đang diễn ra đứng trước. Chọn một phong trào để xem số liệu, chỉ tiêu và các hoạt động của nó.", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Load:    loadList,
	View:    func(m list) ui.Component { return listView(m) },
	Samples: listSamples(),
}

func loadList(a *door.Ask) (list, error) {
	m := list{Head: ui.PageHead{Title: "Phong trào", Lead: "Mỗi phong trào có một chỉ tiêu dẫn văn bản, các hoạt động, và số liệu mở được đến tận bằng chứng."}}
	creates := a.Home() != "" && a.May(campaign.Creating, a.Home())
	if creates {
		m.Head.Actions = []ui.Button{{Label: "Mở phong trào", Icon: "plus", Href: "/campaigns/new", Primary: true}}
	}
	if a.Home() != "" {
		m.Head.Actions = append(m.Head.Actions, ui.Button{Label: "Chỉ tiêu được giao", Icon: "target", Href: "/targets"})
	}
	m.Head.Actions = append(m.Head.Actions, door.Save("campaigns", "kind", a.Query("kind"))...)
	all, err := campaign.List(a.V)
	if err != nil {
		return m, err
	}
	there := map[string]bool{}
	only, skip := a.Query("kind"), page(a)
	m.Table = ui.Table{Label: "Danh sách phong trào", Cards: true, Columns: []ui.Column{
		{Label: "Phong trào", Wide: true}, {Label: "Thời gian"}, {Label: "Kết quả", Num: true}, {Label: "So với chỉ tiêu"}, {Label: "Trạng thái"}}}
	n := 0
	for _, c := range all {
		if at, err := sight.Part(a, c.Owner, min(c.Period.To, a.Today())); err != nil {
			return m, err
		} else if at == "" {
			continue
		}
		there[c.Kind] = true
		if only != "" && c.Kind != only {
			continue
		}
		n++
		if n <= skip || n > skip+listMax {
			continue
		}
		r, err := listed(a, c)
		if err != nil {
			return m, err
		}
		m.Table.Rows = append(m.Table.Rows, r)
	}
	m.Kinds = kindTabs(a.House.Kinds, there, only)
	m.Pager = pager(n, skip, listMax, func(from int) string {
		return door.Address("/campaigns", "kind", only, "after", strconv.Itoa(from))
	})
	m.Table.Empty = &ui.Empty{Icon: "flag", Title: "Chưa có phong trào nào", Text: "Phong trào do đơn vị bạn hoặc cấp trên chủ trì sẽ hiện ở đây."}
	if creates {
		m.Table.Empty.Text = "Bắt đầu từ văn bản phát động: đăng ký văn bản, mở phong trào, rồi giao chỉ tiêu."
		m.Table.Empty.Next = &ui.Button{Label: "Mở phong trào đầu tiên", Href: "/campaigns/new", Primary: true}
	}
	return m, nil
}

// listed is one campaign's row.
func listed(a *door.Ask, c campaign.Campaign) (ui.Row, error) {
	l, err := lookAt(a, c.ID)
	if err != nil {
		return ui.Row{}, err
	}
	f, err := ledger.RollUp(a.V, l.ask(l.lead.Key))
	if err != nil {
		return ui.Row{}, err
	}
	goal, promised, err := l.goal()
	if err != nil {
		return ui.Row{}, err
	}
	r := ui.Row{Cells: []ui.Cell{
		{Text: c.Name, Href: "/campaigns/" + c.ID, Sub: l.k.Name() + " · " + name(a.V, c.Owner, min(c.Period.To, l.today))},
		{Text: span(c.Period)},
		{Text: "chưa có số liệu"},
		{Text: "chưa giao chỉ tiêu"},
	}}
	if f.Entries > 0 {
		r.Cells[2] = ui.Cell{Body: figure(l.ask(l.lead.Key), f.Quantity, l.lead.Label())}
	}
	if promised {
		r.Cells[3] = ui.Cell{Body: ui.Bar{Mini: true, Got: f.Lo, Target: goal.Quantity, Text: short(f.Quantity, goal.Quantity)}, Sub: "chỉ tiêu " + ui.Int(goal.Quantity)}
	}
	r.Cells = append(r.Cells, ui.Cell{Body: state(c, l.today, promised && f.Lo >= goal.Quantity)})
	return r, nil
}

// kindTabs lead to the campaigns of one kind.
func kindTabs(kinds kind.Set, there map[string]bool, only string) ui.Tabs {
	t := ui.Tabs{Label: "Loại hình", Items: []ui.Tab{{Label: "Tất cả", Href: "/campaigns", Current: only == ""}}}
	for _, k := range kinds {
		if there[k.Key()] {
			t.Items = append(t.Items, ui.Tab{Label: k.Name(), Href: door.Address("/campaigns", "kind", k.Key()), Current: only == k.Key()})
		}
	}
	if len(t.Items) < 3 && only == "" {
		return ui.Tabs{}
	}
	return t
}

// page reads how many rows of a list are passed over.
func page(a *door.Ask) int {
	n, err := strconv.Atoi(a.Query("after"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// pager leads to the rows before and after.
func pager(all, skip, most int, to func(from int) string) ui.Pager {
	p := ui.Pager{Label: "Trang", Text: ui.Int(int64(min(all, skip+1))) + "–" + ui.Int(int64(min(all, skip+most))) + " trong " + ui.Int(int64(all))}
	if skip > 0 {
		p.Prev = to(max(0, skip-most))
	}
	if skip+most < all {
		p.Next = to(skip + most)
	}
	return p
}
