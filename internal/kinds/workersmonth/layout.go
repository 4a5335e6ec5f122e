package workersmonth

import "phongtrao/internal/kind"

// Layout is one line for each unit: a month has too many events to tell each of them.
func (Kind) Layout() kind.Layout {
	return kind.Layout{
		Sentences: []kind.Sentence{
			{Indicator: Events, Text: "tổ chức %s hoạt động"}, {Indicator: Turns, Text: "%s lượt người tham gia"}, {Indicator: Dialogues, Text: "%s cuộc đối thoại"},
			{Indicator: Petitions, Text: "tiếp nhận %s kiến nghị của người lao động"}, {Indicator: PetitionsResolved, Text: "%s kiến nghị đã giải quyết"},
			{Indicator: PetitionsForwarded, Text: "%s kiến nghị đã chuyển cấp trên"}, {Indicator: Inspections, Text: "%s cuộc kiểm tra, giám sát"},
			{Indicator: Trainees, Text: "%s người được tập huấn"}, {Indicator: Initiatives, Text: "%s sáng kiến được công nhận"},
			{Indicator: NewMembers, Text: "kết nạp mới %s đoàn viên"},
		},
		Units: []kind.Column{
			{Indicator: Events, Title: "Hoạt động"}, {Indicator: Turns, Title: "Lượt người"}, {Indicator: Dialogues, Title: "Đối thoại"},
			{Indicator: Petitions, Title: "Tiếp nhận", Group: "Kiến nghị"}, {Indicator: PetitionsResolved, Title: "Đã giải quyết", Group: "Kiến nghị"},
			{Indicator: PetitionsForwarded, Title: "Chuyển cấp trên", Group: "Kiến nghị"}, {Indicator: Inspections, Title: "Kiểm tra"},
			{Indicator: Trainees, Title: "Tập huấn"}, {Indicator: Initiatives, Title: "Sáng kiến"}, {Indicator: NewMembers, Title: "Đoàn viên mới"},
		},
	}
}
