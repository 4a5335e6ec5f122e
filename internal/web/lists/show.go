package lists

import (
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/intake"
	"phongtrao/internal/web/door"
)

// Show is one list, at the step where it stands.
var Show = door.Page[show]{
	Route: "GET " + onePath + "/{id}", Title: "Danh sách đơn vị", Guard: door.Guard{Verb: intake.Seeing},
	Help:    "Trang này đưa một danh sách qua từng bước; mỗi bước được giữ lại, có thể nghỉ rồi làm tiếp. Chưa có gì vào cây tổ chức trước khi bấm nút ghi ở bước cuối.",
	Load:    loadShow,
	View:    func(m show) ui.Component { return showView(m) },
	Head:    func(m show) ui.Head { return ui.Head{Title: m.Name, Crumbs: crumbs} },
	Samples: showSamples,
}

var crumbs = []ui.Link{{Label: "Tổ chức", Href: "/units"}, {Label: "Các lần nhập danh sách", Href: pastPath}}

// show is what the page shows.
type show struct {
	ID      string
	Name    string
	Lead    string
	Chips   []ui.Chip
	Actions []ui.Button
	Step    int // of stepNames; len of it when done
	Notices []ui.Notice
	Cards   []card // in order
	Undo    *ui.Confirm
}

// card is one part of the page.
type card struct {
	Title, Lead string
	Tabs        *ui.Tabs
	Form        *ui.Form
	Table       *ui.Table
	Pager       ui.Pager
}

// at is where a list stands: the list, its table, its plan.
type at struct {
	list  intake.List
	names []string // of the sheets
	plan  *intake.Plan
}

func loadShow(a *door.Ask) (show, error) { return showWith(a, a.Query("step"), nil, nil) }

// showWith draws the page, at a step once more with what was answered and what is wrong with it.
func showWith(a *door.Ask, step string, typed map[string]string, problems []form.Problem) (show, error) {
	l, err := intake.Get(a.V, a.Object)
	if err != nil {
		return show{}, err
	}
	m := show{ID: l.ID, Name: l.Name}
	if l.End != nil && l.End.Undone == 0 {
		return ended(a, m, l)
	}
	names, t, err := tableOf(a.House, l)
	if err != nil {
		return show{}, err
	}
	w := at{list: l, names: names}
	w.plan, err = planOf(a.V, l, t)
	if err != nil {
		if fault.KindOf(err) != fault.Invalid {
			return show{}, err
		}
		m.Step = 1
		m.Notices = []ui.Notice{{Tone: ui.Bad, Title: "Chưa đọc được danh sách trong trang tính này", Text: fault.Text(err)}}
		if len(names) > 1 {
			f := sheetForm(w)
			m.Cards = []card{{Title: "Chọn trang tính khác", Form: &f}}
		} else {
			m.Notices[0].Link = &ui.Link{Label: "Gửi tệp khác", Href: newPath}
		}
		return m, nil
	}
	m.Lead = "Dưới " + w.plan.UnderName
	if l.End != nil {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Info, Text: "Lần nhập trước của danh sách này đã được hủy lúc " + l.End.Undone.VN() + "; có thể nhập lại."})
	}
	columns, asked := w.plan.Unsure()
	switch {
	case step == stepColumns, step == "" && (len(columns) > 0 || len(l.Answers.Columns) == 0):
		m.Step = 1
		m.columns(w)
	case step == stepParents && len(w.plan.Parents) > 0, step == "" && len(asked) > 0:
		m.Step = 2
		m.parents(w, problems)
	default:
		m.Step = 3
		m.preview(a, w, typed, problems)
	}
	return m, nil
}

// ended shows a list that was taken in, with the way back.
func ended(a *door.Ask, m show, l intake.List) (show, error) {
	e := l.End
	m.Step = len(stepNames)
	m.Lead = "Đã nhập lúc " + e.At.VN() + " theo " + l.Answers.Number
	m.Chips = []ui.Chip{{Label: "Đã nhập", Tone: ui.Good}}
	text := viet.FormatInt(e.Taken) + " đơn vị đã vào cây tổ chức"
	if e.Have > 0 {
		text += "; " + viet.FormatInt(e.Have) + " đơn vị có từ trước, không ghi lại"
	}
	if e.Refused > 0 {
		text += "; " + viet.FormatInt(e.Refused) + " dòng bị từ chối"
	}
	m.Notices = []ui.Notice{{Tone: ui.Good, Title: "Danh sách đã được nhập", Text: text + ".", Link: &ui.Link{Label: "Xem cây tổ chức", Href: "/units?open=" + l.Unit}}}
	if e.Refused > 0 {
		m.Notices = append(m.Notices, ui.Notice{Tone: ui.Warn, Title: "Còn " + viet.FormatInt(e.Refused) + " dòng chưa nhận được",
			Text: "Tải tệp các dòng lỗi, sửa theo cột “Lý do” rồi gửi lại như một danh sách mới.", Link: &ui.Link{Label: "Tải các dòng lỗi (.xlsx)", Href: address(l.ID) + "/errors"}})
	}
	if a.May(intake.Undoing, l.ID) {
		m.Undo = &ui.Confirm{ID: "undo", Page: true, Title: "Hủy lần nhập này?", Danger: true, Submit: "Hủy lần nhập", Cancel: pastPath, Action: address(l.ID) + "/undo", Hidden: door.Token(),
			Text: "Cả " + viet.FormatInt(e.Taken) + " đơn vị sẽ được coi như chưa từng ghi. Nếu sau đó đã có việc dựa vào các đơn vị này, chương trình sẽ nói rõ và không hủy."}
	}
	return m, nil
}
