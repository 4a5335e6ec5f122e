package run

import "phongtrao/internal/kind"

// Layout is one line for each site, then one for each unit.
func (Kind) Layout() kind.Layout {
	columns := []kind.Column{{Indicator: Registered, Title: "Đăng ký"}, {Indicator: Runners, Title: "Tham gia chạy"}, {Indicator: Finishers, Title: "Về đích"}}
	return kind.Layout{
		Event: "điểm chạy",
		Sentences: []kind.Sentence{{Indicator: Runners, Text: "%s người tham gia chạy"}, {Indicator: Registered, Text: "%s người đăng ký"},
			{Indicator: Finishers, Text: "%s người về đích"}},
		Activities: columns, Units: columns,
		Remarks: []string{"Số áo, số bib đã phát không phải là số người tham gia chạy."},
	}
}
