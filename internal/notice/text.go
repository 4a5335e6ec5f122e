package notice

import (
	"fmt"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/report"
)

// Words are the words of a reminder: who writes, and where one answers.
type Words struct {
	From string // the unit that reminds
	Link string // where reports are sent
	Name func(unit string) string
}

// Unit is a reminder to one unit of all that it owes.
func (w Words) Unit(unit string, owed []report.Expected, today day.Day) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Kính gửi %s,\n%s chưa nhận được báo cáo của đơn vị về:\n", w.Name(unit), w.From)
	for _, e := range owed {
		fmt.Fprintf(&b, "- %s (ngày %s), %s.\n", e.Name, e.Held.VN(), due(e, today))
	}
	fmt.Fprintf(&b, "Đề nghị anh, chị gửi số liệu tại: %s\nNếu đơn vị không tham gia, xin báo lại để chúng tôi ghi nhận. Trân trọng cảm ơn!", w.Link)
	return b.String()
}

// Group is a reminder to all units of a group at once: by activity, who is still missing.
func (w Words) Group(owed []report.Expected, today day.Day) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s xin nhắc các đơn vị chưa gửi báo cáo:\n", w.From)
	for i, e := range owed {
		if i == 0 || owed[i-1].Activity != e.Activity {
			fmt.Fprintf(&b, "\n%s (ngày %s):\n", e.Name, e.Held.VN())
		}
		fmt.Fprintf(&b, "- %s: %s\n", w.Name(e.Unit), due(e, today))
	}
	fmt.Fprintf(&b, "\nCác đơn vị gửi số liệu tại: %s\nĐơn vị không tham gia xin báo lại. Trân trọng cảm ơn!", w.Link)
	return b.String()
}

// due says how pressing it is.
func due(e report.Expected, today day.Day) string {
	switch {
	case e.State == report.Returned:
		return "báo cáo bị trả lại, cần sửa và gửi lại (" + e.Reason + ")"
	case e.Late > 0:
		return fmt.Sprintf("hạn %s, đã quá %d ngày", e.Due.VN(), e.Late)
	case e.Due == today:
		return "hạn hôm nay"
	}
	return fmt.Sprintf("hạn %s, còn %d ngày", e.Due.VN(), int(e.Due-today))
}
