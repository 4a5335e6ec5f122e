package campaigns

import (
	"fmt"
	"strings"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// reminder is the page with words for units that have not answered: to be copied into Zalo or a letter, nothing is sent from here.
type reminder struct {
	Title  string
	Crumbs []ui.Link
	Accent ui.Accent
	Lead   string
	Zalo   string
	Mail   string
	Silent ui.Table
	None   *ui.Empty
}

// answerDays is how long units are asked to take for an answer.
const answerDays = 3

// namedMax is how many units a message names; more than that nobody reads in a group.
const namedMax = 150

var reminderPage = door.Page[reminder]{
	Route: "GET /targets/{id}/reminder", Title: "Nhắc đơn vị chưa trả lời", Guard: door.Guard{Verb: campaign.Sharing},
	Help:    "Lời nhắc soạn sẵn cho các đơn vị chưa xác nhận chỉ tiêu. Hãy chép vào nhóm Zalo hoặc thư điện tử; trang này không tự gửi gì.",
	Load:    loadReminder,
	View:    func(m reminder) ui.Component { return reminderView(m) },
	Head:    func(m reminder) ui.Head { return ui.Head{Title: m.Title, Crumbs: m.Crumbs, Accent: m.Accent} },
	Samples: reminderSamples(),
}

func loadReminder(a *door.Ask) (reminder, error) {
	t, err := campaign.TargetByID(a.V, a.Path("id"))
	if err != nil {
		return reminder{}, err
	}
	d, _, err := cascadeAt(a, t.Campaign, t.ID)
	if err != nil {
		return reminder{}, err
	}
	m := reminder{Title: "Nhắc đơn vị chưa trả lời", Accent: d.accent(), Crumbs: append(d.crumbs(), ui.Link{Label: d.names[t.Unit], Href: dividing(t)})}
	var silent []org.UnitID
	for _, u := range d.units {
		if d.is("waiting", u) {
			silent = append(silent, u)
		}
	}
	if len(silent) == 0 {
		m.None = &ui.Empty{Icon: "check", Title: "Mọi đơn vị đã trả lời", Text: "Không còn đơn vị nào cần nhắc.", Next: &ui.Button{Label: "Về bảng chia", Href: dividing(t)}}
		return m, nil
	}
	m.Lead = ui.Int(int64(len(silent))) + " đơn vị chưa xác nhận chỉ tiêu " + small(d.of.Name) + " " + t.Period.VN() + "."
	cited, err := campaign.Cite(d.v, t)
	if err != nil {
		return m, err
	}
	m.Zalo, m.Mail = d.words(silent, cited)
	m.Silent = ui.Table{Label: "Đơn vị chưa trả lời", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Chỉ tiêu", Num: true}, {Label: "Giao lúc"}, {Label: "Đã chờ"}}}
	for _, u := range silent[:min(len(silent), ui.RowsMax)] {
		k := d.kids[u]
		m.Silent.Rows = append(m.Silent.Rows, ui.Row{Cells: []ui.Cell{{Text: d.names[u], Href: "/targets/" + k.ID}, {Text: ui.Int(k.Quantity)}, {Text: k.MadeAt.VN()}, {Text: fmt.Sprintf("%d ngày", int(d.today-k.MadeAt.Day()))}}})
	}
	if left := len(silent) - len(m.Silent.Rows); left > 0 {
		m.Silent.More = &ui.More{Href: d.address("show", "waiting"), Left: left, Of: "đơn vị"}
	}
	return m, nil
}

// words are the reminder for a group and as a letter.
func (d *cascade) words(silent []org.UnitID, cited string) (zalo, mail string) {
	by := d.today.Add(answerDays).VN()
	what := "chỉ tiêu " + small(d.of.Name) + " " + d.t.Period.VN()
	on := ""
	if d.t.Dispatch != "" {
		on = " theo " + cited
	}
	var list strings.Builder
	for i, u := range silent {
		if i == namedMax {
			fmt.Fprintf(&list, "… và %s đơn vị khác.\n", ui.Int(int64(len(silent)-namedMax)))
			break
		}
		fmt.Fprintf(&list, "%d. %s: %s %s\n", i+1, d.names[u], ui.Int(d.kids[u].Quantity), d.of.Label())
	}
	how := "Mở Phong Trào, mục “Chỉ tiêu được giao” (/targets), bấm Nhận; nếu chưa phù hợp, bấm Đề nghị xem lại và ghi lý do, số đề nghị."
	sender := d.names[d.t.Unit]
	zalo = sender + " kính nhờ các đơn vị dưới đây xác nhận " + what + on + " trước ngày " + by + ":\n" + list.String() + how + "\nTrân trọng cảm ơn."
	mail = "Chủ đề: Xác nhận " + what + "\n\nKính gửi: Các đơn vị trực thuộc\n\n" + sender + " đã giao " + what + on + " cho " + ui.Int(int64(len(d.kids))) + " đơn vị. Đến nay còn " + ui.Int(int64(len(silent))) +
		" đơn vị chưa xác nhận, gồm:\n\n" + list.String() + "\nĐề nghị các đơn vị xác nhận trước ngày " + by + ". " + how + "\n\nTrân trọng.\n" + sender
	return zalo, mail
}

// small writes the first letter small: within a sentence.
func small(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

func reminderSamples() ui.Samples[reminder] {
	table := ui.Table{Label: "Đơn vị chưa trả lời", Cards: true, Columns: []ui.Column{{Label: "Đơn vị", Wide: true}, {Label: "Chỉ tiêu", Num: true}}, Rows: []ui.Row{{Cells: []ui.Cell{{Text: "CĐCS TOTO", Href: "/targets/t2"}, {Text: "300"}}}}}
	worst := reminder{Title: "Nhắc đơn vị chưa trả lời", Crumbs: sampleCrumbs, Lead: "2.819 đơn vị chưa xác nhận.", Zalo: strings.Repeat("1. "+longName+": 300\n", 40), Mail: strings.Repeat(longName+"\n", 40), Silent: table}
	worst.Silent.Rows = []ui.Row{{Cells: []ui.Cell{{Text: longName, Href: "/targets/t9"}, {Text: "999.999.999.999"}}}}
	return ui.Samples[reminder]{
		"empty":   {Title: "Nhắc đơn vị chưa trả lời", None: &ui.Empty{Icon: "check", Title: "Mọi đơn vị đã trả lời"}},
		"typical": {Title: "Nhắc đơn vị chưa trả lời", Crumbs: sampleCrumbs, Lead: "1 đơn vị chưa xác nhận.", Zalo: "Kính nhờ…", Mail: "Chủ đề: …", Silent: table},
		"worst":   worst,
	}
}
