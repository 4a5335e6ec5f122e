// Package kinds lists the kinds of campaign that this build knows.
//
// Adding a kind is a folder beside this file, one line below, one name on the plan of imports.
// See docs/guides/adding-a-kind.md.
package kinds

import (
	"slices"

	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/blood"
	"phongtrao/internal/kinds/run"
	"phongtrao/internal/kinds/welfare"
	"phongtrao/internal/kinds/workersmonth"
)

// All returns the kinds, in the order in which they are offered.
func All() kind.Set {
	return kind.Set{
		blood.Kind{},
		run.Kind{},
		workersmonth.Kind{},
		welfare.Kind{},
	}
}

// common is what is counted whatever the campaign: it belongs to no kind.
var common = []indicator.Indicator{{
	Key: "member.members", Name: "Số đoàn viên", Measure: indicator.People, Stock: true, Of: "đoàn viên",
	Definition: "Số đoàn viên công đoàn đang sinh hoạt tại đơn vị vào ngày chốt số. Đây là số tại một thời điểm: " +
		"cộng được giữa các đơn vị, không cộng qua các tháng hay các năm. Không tính người lao động chưa vào công đoàn, " +
		"đoàn viên danh dự và người đã nghỉ hưu.",
}}

// Indicators returns all that this build counts: what is common first, then the indicators of each kind.
func Indicators() []indicator.Indicator {
	return append(slices.Clone(common), All().Indicators()...)
}
