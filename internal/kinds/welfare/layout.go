package welfare

import "phongtrao/internal/kind"

// Layout is one line for each unit: who was reached, with how much, in money and in kind.
func (Kind) Layout() kind.Layout {
	return kind.Layout{
		Event: "đợt trao quà",
		Sentences: []kind.Sentence{{Indicator: Gifts, Text: "trao %s suất quà"}, {Indicator: Recipients, Text: "%s người nhận"},
			{Indicator: Money, Text: "tổng giá trị %s đồng"}, {Indicator: Cash, Text: "trong đó %s đồng bằng tiền"}, {Indicator: InKind, Text: "%s đồng bằng hiện vật"}},
		Units: []kind.Column{{Indicator: Recipients, Title: "Người nhận"}, {Indicator: Gifts, Title: "Suất quà"}, {Indicator: Cash, Title: "Bằng tiền", Group: "Giá trị (đồng)"},
			{Indicator: InKind, Title: "Bằng hiện vật", Group: "Giá trị (đồng)"}, {Indicator: Money, Title: "Tổng", Group: "Giá trị (đồng)"}},
	}
}
