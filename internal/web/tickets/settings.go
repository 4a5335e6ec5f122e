package tickets

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/kind"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// opening opens sign-up and tickets, and edits what they are like.
var opening = deed{
	path: "/activities/{id}/tickets/settings", title: "Mở đăng ký và vé", guard: door.Guard{Verb: roster.OpeningEvent},
	help: "Mọi mục đã điền sẵn theo loại hình, thường chỉ cần chọn ngày mở và đóng đăng ký. Mỗi việc ở cổng, mỗi đợt, mỗi câu hỏi ghi một dòng.",
	open: openSettings,
	act:  saveSettings,
	done: func(h *held, q *sheet) ui.Outcome {
		if h.opened {
			return said(h.path(""), "Đã lưu cài đặt đăng ký và vé.")
		}
		return said(h.path(""), "Đã mở đăng ký và vé. Hãy đặt số chỗ từng điểm, rồi chia sẻ mã QR.")
	},
}

func openSettings(h *held, sent url.Values) (*sheet, error) {
	if h.act.Parent != "" {
		return nil, fault.Invalidf("Cài đặt đăng ký và vé chung cho mọi điểm cầu. Hãy mở ở điểm cầu trung tâm.")
	}
	s := h.e.Settings
	if !h.opened {
		s = kind.Gate(h.k)
		s.Opens, s.Closes = h.a.V.At, h.act.Day.Start()
	}
	q := &sheet{frame: h.frame("Mở đăng ký và vé", "/settings"), Drawn: ui.Form{Submit: "Mở đăng ký và vé", Cancel: "/activities/" + h.act.ID}}
	if h.opened {
		q.Title, q.Head.Title, q.Drawn.Submit, q.Drawn.Cancel = "Cài đặt đăng ký và vé", "Cài đặt đăng ký và vé", "Lưu cài đặt", h.path("")
	}
	q.form = form.Form{Fields: []form.Field{
		{Name: "opens", Label: "Mở tự đăng ký từ ngày", Kind: form.Day, Help: "Để trống là không cho tự đăng ký, chỉ nhận danh sách và nhóm."},
		{Name: "closes", Label: "Nhận đến hết ngày", Kind: form.Day},
		{Name: "services", Label: "Việc ở cổng", Kind: form.LongText, Required: true, Help: "Mỗi dòng một việc, dòng đầu là vào cổng. Thêm “" + afterwards + "” nếu chỉ dành cho người đã vào."},
		{Name: "choices", Label: "Hỏi thêm khi đăng ký", Kind: form.LongText, Help: "Ví dụ “Cỡ áo: S, M, L”. Thêm “" + shown + "” nếu tình nguyện viên cần thấy."},
		{Name: "slots", Label: "Các đợt", Kind: form.LongText, Help: "Ví dụ “Đợt 1 | 6:00 – 7:00”. Để trống là cả ngày một đợt."},
		{Name: "walkins", Label: "Nhận người đến mà chưa đăng ký", Kind: form.Check},
		{Name: "unlisted", Label: "Vé thật mà máy chưa có trong danh sách thì cho vào luôn", Help: "Vé có chữ ký nên không giả được; bỏ dấu thì tình nguyện viên phải quyết định.", Kind: form.Check},
		{Name: "rehearsal", Label: "Đây là buổi diễn tập", Help: "Mọi thứ như thật nhưng không thành số liệu.", Kind: form.Check},
	}}
	q.values = map[string]string{"services": writeServices(s.Services), "slots": writeSlots(s.Slots), "choices": writeChoices(s.Choices),
		"walkins": yes(s.WalkIns), "unlisted": yes(s.Unlisted), "rehearsal": yes(s.Rehearsal)}
	if s.Opens != 0 {
		q.values["opens"], q.values["closes"] = s.Opens.Day().VN(), s.Closes.Day().Add(-1).VN()
	}
	next := s
	next.Sites = nil
	g := grid{Title: "Từng điểm", Lead: "Đầu số in trên số báo danh, ví dụ “VS” thành VS-0042-7. Số dự kiến là vạch đích trên bảng điện tử.", Columns: []string{"Điểm", "Đầu số", "Dự kiến (người)"}}
	proposed := map[string]bool{}
	for _, a := range h.sites {
		t, _ := h.e.Site(a.ID)
		t.Activity = a.ID
		prefix, expected := t.Prefix, ""
		if t.Expected > 0 {
			expected = viet.FormatInt(t.Expected)
		}
		if prefix == "" {
			for n := 1; prefix == "" || proposed[prefix]; n++ {
				if prefix = initials(h.called(a)); n > 1 {
					prefix += strconv.Itoa(n)
				}
			}
		}
		proposed[prefix] = true
		row := gridRow{Name: h.called(a), Cells: []gridCell{{Name: "prefix-" + a.ID, Label: "Đầu số của " + h.called(a), Value: prefix, Words: true}, {Name: "expected-" + a.ID, Label: "Số dự kiến của " + h.called(a), Value: expected}}}
		if _, typed := sent["prefix-"+a.ID]; typed {
			row.Cells[0].Value, row.Cells[1].Value = sent.Get("prefix-"+a.ID), sent.Get("expected-"+a.ID)
			t.Prefix = viet.Clean(row.Cells[0].Value)
			n, err := count(row.Cells[1].Value)
			if err != nil {
				row.Cells[1].Problem = fault.Text(err)
				q.extra = append(q.extra, form.Problem{Field: row.Cells[1].Name, Text: "Số dự kiến của " + h.called(a) + ": " + fault.Text(err)})
			}
			t.Expected = max(0, n)
		}
		next.Sites = append(next.Sites, t)
		g.Rows = append(g.Rows, row)
	}
	q.Grids = []grid{g}
	q.about = next
	return q, nil
}

// saveSettings reads what was typed and opens or edits.
func saveSettings(tx *db.Tx, h *held, q *sheet) (err error) {
	s := q.about.(roster.Settings)
	a := q.answers
	s.Opens, s.Closes = 0, 0
	if d := a.Day("opens"); d != 0 {
		s.Opens = d.Start()
		if d == tx.At.Day() {
			s.Opens = min(h.startOf(s.Opens), tx.At)
		}
		if a.Day("closes") == 0 {
			return fault.In("closes", "Hãy ghi ngày cuối cùng nhận đăng ký.")
		}
		s.Closes = a.Day("closes").Add(1).Start()
		if a.Day("closes") > h.act.Day {
			return fault.In("closes", "Ngày đóng đăng ký sau ngày diễn ra (%s). Hãy sửa lại.", h.act.Day.VN())
		}
	}
	s.Services = readServices(a.Text("services"), s.Services)
	if s.Slots, err = readSlots(a.Text("slots"), s.Slots); err != nil {
		return err
	}
	if s.Choices, err = readChoices(a.Text("choices"), s.Choices); err != nil {
		return err
	}
	s.WalkIns, s.Unlisted, s.Rehearsal = a.Checked("walkins"), a.Checked("unlisted"), a.Checked("rehearsal")
	_, err = roster.OpenEvent(tx, h.act.ID, s)
	return err
}

// startOf keeps the hour at which an event was opened, where its day is not changed.
func (h *held) startOf(opens day.Instant) day.Instant {
	if h.opened && h.e.Opens.Day() == opens.Day() {
		return h.e.Opens
	}
	return opens
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// count reads a number that may be left out: -1 then.
func count(typed string) (int64, error) {
	if viet.Clean(typed) == "" {
		return -1, nil
	}
	n, err := viet.ParseCount(typed)
	if err == nil && n.Qualifier != viet.Exact {
		err = fault.Invalidf("cần con số chính xác.")
	}
	return n.Lo, err
}

// initials proposes a prefix: the first letters of a place's last words, "KCN VSIP Hải Phòng" is "VHP".
func initials(name string) string {
	out := ""
	for _, w := range words(name) {
		if out += w[:1]; len(out) == 3 {
			break
		}
	}
	if out == "" {
		out = "D"
	}
	return out
}

// words are those of a place's name that tell it from others, in capital letters.
func words(name string) (out []string) {
	for w := range strings.FieldsSeq(strings.ToUpper(viet.Fold(name))) {
		if w[0] >= 'A' && w[0] <= 'Z' && !slices.Contains([]string{"KCN", "KHU", "CONG", "NGHIEP", "CUM", "CCN", "KKT"}, w) {
			out = append(out, w)
		}
	}
	return out
}
