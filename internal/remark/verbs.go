package remark

import (
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/passport"
)

// speakers are the roles that may write at all.
var speakers = slices.DeleteFunc(slices.Clone(access.Roles), access.Role.ReadsOnly)

// The acts on remarks. Who may see the subject may see what is said of it; of them, who may write at all may say something.
var (
	// Writing says something; its object is the subject.
	Writing = act.Verb{Name: "remark.write", Label: "Trao đổi về số liệu", Roles: speakers, Over: Over}
	// Settling says that it is done with; its object is the remark.
	Settling = act.Verb{Name: "remark.settle", Label: "Đánh dấu trao đổi đã xong", Roles: speakers, Over: overRemark, Locks: lock}
	// Withdrawing takes one's own back; its object is the remark.
	Withdrawing = act.Verb{Name: "remark.withdraw", Label: "Rút trao đổi của mình", Roles: speakers, Over: overRemark, Locks: lock}
	// Reading marks as read where one is named; its object is the person.
	Reading = act.Verb{Name: "remark.read", Label: "Đánh dấu đã đọc chỗ được nhắc", Self: true, Over: nobody}
	// Seeing reads where one is named; its object is the person.
	Seeing = act.Verb{Name: "remark.see", Label: "Xem những chỗ mình được nhắc", Self: true, Over: nobody}
)

// Verbs are all acts on remarks.
var Verbs = []act.Verb{Writing, Settling, Withdrawing, Reading, Seeing}

func lock(object string) []string { return []string{"remark " + object} }

// Over returns the units with authority over a subject.
func Over(v *db.View, subject string) ([]string, error) {
	s := Subject(subject)
	if q, ok := s.Question(); ok {
		return passport.Over(v, q)
	}
	if id, ok := s.Activity(); ok {
		return activity.Over(v, id)
	}
	return nil, fault.NotFoundf("Không rõ trao đổi này nói về số liệu nào. Hãy mở lại trang số liệu rồi viết.")
}

func overRemark(v *db.View, id string) ([]string, error) {
	r, err := Get(v, id)
	if err != nil {
		return nil, err
	}
	return Over(v, string(r.Subject))
}

func nobody(*db.View, string) ([]string, error) { return nil, nil }
