package activity

import (
	"testing"

	"phongtrao/internal/base/fault"
)

func TestSteps(t *testing.T) {
	// Each row: what may follow.
	want := map[State]string{
		Draft:             "agreed announced cancelled",
		Agreed:            "announced cancelled",
		Announced:         "open running postponed cancelled",
		Open:              "running postponed cancelled",
		Postponed:         "agreed announced cancelled",
		Cancelled:         "",
		Running:           "closed_provisional",
		ClosedProvisional: "closed_signed running",
		ClosedSigned:      "",
	}
	for _, from := range States {
		got := ""
		for i, to := range from.Next() {
			if i > 0 {
				got += " "
			}
			got += string(to)
			if step(from, to) != nil {
				t.Errorf("%s → %s is listed and refused", from, to)
			}
		}
		if got != want[from] {
			t.Errorf("%s: %q, want %q", from, got, want[from])
		}
		if from.Label() == "" {
			t.Errorf("%s has no label", from)
		}
		for _, to := range States {
			if !from.May(to) && fault.KindOf(step(from, to)) != fault.Invalid {
				t.Errorf("%s → %s is neither listed nor refused", from, to)
			}
		}
		if from.Planned() && from.Held() {
			t.Errorf("%s lies both ahead and behind", from)
		}
	}
}

func TestStepSentences(t *testing.T) {
	for _, c := range []struct {
		from, to State
		want     string
	}{
		{Draft, Running, "Hoạt động đang ở trạng thái “bản thảo”, không chuyển thẳng sang “đang diễn ra” được; chỉ có thể chuyển sang “đã thống nhất lịch”, “đã thông báo” hoặc “đã huỷ”."},
		{Running, Cancelled, "Hoạt động đang ở trạng thái “đang diễn ra”, không chuyển thẳng sang “đã huỷ” được; chỉ có thể chuyển sang “đã chốt số tạm thời”."},
		{Cancelled, Open, "Hoạt động đã huỷ nên không chuyển trạng thái được nữa."},
		{Draft, "asleep", "Không có trạng thái “asleep”."},
	} {
		if got := fault.Text(step(c.from, c.to)); got != c.want {
			t.Errorf("%s → %s:\n got %q\nwant %q", c.from, c.to, got, c.want)
		}
	}
}
