package blood

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/kind"
)

// Layout is the table that provinces and park committees send: one line for each drive.
func (Kind) Layout() kind.Layout {
	bags := func(group string) []kind.Column {
		return []kind.Column{{Indicator: Bags250, Title: "250 ml", Group: group}, {Indicator: Bags350, Title: "350 ml", Group: group},
			{Indicator: Bags450, Title: "450 ml", Group: group}, {Indicator: Bags, Title: "Tổng", Group: group}, {Indicator: Ml, Title: "Tổng ml"}}
	}
	people := []kind.Column{{Indicator: Attended, Title: "Tham dự", Group: "Số người"}, {Indicator: Registered, Title: "Đăng ký", Group: "Số người"},
		{Indicator: Came, Title: "Đến khám", Group: "Số người"}, {Indicator: Deferred, Title: "Không đủ điều kiện", Group: "Số người"},
		{Indicator: Accepted, Title: "Hiến được", Group: "Số người"}}
	return kind.Layout{
		Event: "đợt hiến máu", Partner: activity.CollectsBlood, PartnerOf: "Bệnh viện, cơ sở tiếp nhận máu",
		Sentences: []kind.Sentence{
			{Indicator: Bags, Text: "tiếp nhận %s đơn vị máu"}, {Indicator: Ml, Text: "tổng lượng máu %s ml"}, {Indicator: Attended, Text: "%s người tham dự"},
			{Indicator: Registered, Text: "%s người đăng ký"}, {Indicator: Came, Text: "%s người đến hiến máu"}, {Indicator: Screened, Text: "%s người được khám tuyển"},
			{Indicator: Accepted, Text: "%s người đủ điều kiện hiến máu"}, {Indicator: Deferred, Text: "%s người trì hoãn, chưa đủ điều kiện"},
		},
		Activities: append(people, bags("Đơn vị máu")...),
		Units: []kind.Column{{Indicator: Registered, Title: "Đăng ký"}, {Indicator: Came, Title: "Đến khám"}, {Indicator: Accepted, Title: "Hiến được"},
			{Indicator: Bags, Title: "Đơn vị máu"}, {Indicator: Ml, Title: "Tổng ml"}},
		Remarks: []string{"Tham dự gồm cả lãnh đạo, khách mời, tình nguyện viên; hiến được là số người được kết luận đủ điều kiện hiến máu ngay trong buổi; một đơn vị máu là một túi, dù 250, 350 hay 450 ml."},
	}
}
