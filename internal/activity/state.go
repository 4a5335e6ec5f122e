package activity

import (
	"slices"

	"phongtrao/internal/base/fault"
)

// State is how far an activity has come (domain.md §3.9).
type State string

const (
	Draft             State = "draft"
	Agreed            State = "agreed"
	Announced         State = "announced"
	Open              State = "open"
	Postponed         State = "postponed"
	Cancelled         State = "cancelled"
	Running           State = "running"
	ClosedProvisional State = "closed_provisional"
	ClosedSigned      State = "closed_signed"
)

// States are all states in the order in which an activity meets them.
var States = []State{Draft, Agreed, Announced, Open, Postponed, Cancelled, Running, ClosedProvisional, ClosedSigned}

var labels = map[State]string{
	Draft:             "bản thảo",
	Agreed:            "đã thống nhất lịch",
	Announced:         "đã thông báo",
	Open:              "đang nhận đăng ký",
	Postponed:         "hoãn",
	Cancelled:         "đã huỷ",
	Running:           "đang diễn ra",
	ClosedProvisional: "đã chốt số tạm thời",
	ClosedSigned:      "đã chốt, có ký xác nhận",
}

// Label names the state in Vietnamese.
func (s State) Label() string { return labels[s] }

// steps are the states that may follow each.
var steps = map[State][]State{
	Draft:             {Agreed, Announced, Cancelled},
	Agreed:            {Announced, Cancelled},
	Announced:         {Open, Running, Postponed, Cancelled},
	Open:              {Running, Postponed, Cancelled},
	Postponed:         {Agreed, Announced, Cancelled},
	Running:           {ClosedProvisional},
	ClosedProvisional: {ClosedSigned, Running},
}

// Next gives the states that may follow s, none for an end.
func (s State) Next() []State { return slices.Clone(steps[s]) }

// May reports whether to may follow s.
func (s State) May(to State) bool { return slices.Contains(steps[s], to) }

// Planned reports whether the activity still lies ahead: its plan may be edited.
func (s State) Planned() bool {
	return slices.Contains([]State{Draft, Agreed, Announced, Open, Postponed}, s)
}

// Held reports whether the activity takes or took place.
func (s State) Held() bool { return s == Running || s == ClosedProvisional || s == ClosedSigned }

// step refuses a step that is not allowed, and says which are.
func step(from, to State) error {
	if labels[to] == "" {
		return fault.Invalidf("Không có trạng thái “%s”.", string(to))
	}
	if from.May(to) {
		return nil
	}
	next := from.Next()
	if len(next) == 0 {
		return fault.Invalidf("Hoạt động %s nên không chuyển trạng thái được nữa.", from.Label())
	}
	list := ""
	for i, n := range next {
		switch {
		case i > 0 && i == len(next)-1:
			list += " hoặc "
		case i > 0:
			list += ", "
		}
		list += "“" + n.Label() + "”"
	}
	return fault.Invalidf("Hoạt động đang ở trạng thái “%s”, không chuyển thẳng sang “%s” được; chỉ có thể chuyển sang %s.",
		from.Label(), to.Label(), list)
}
