package units

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
	"phongtrao/internal/web/sight"
)

// mending are corrections of what was recorded; they make no history.
var mending = []change{
	{
		key: "correct", kind: lineage.ChangeCorrect, title: "Đính chính ghi nhận sai", submit: "Đính chính", mends: true, verb: org.Correcting, begins: "Ngày của ghi nhận sai",
		fits: recorded,
		ask: func(q *asking) ([]form.Field, error) {
			days := recordedDays(q)
			parent, err := q.pick(sight.Pick{Name: "parent", Label: "Cấp trên đúng", Help: "Để trống nếu đã đúng.", Allow: q.other})
			if err != nil {
				return nil, err
			}
			keep := "Để trống nếu đã đúng."
			fields := []form.Field{{Name: "effective", Label: q.c.begins, Kind: form.OneOf, Required: true, Choices: days},
				{Name: "name", Label: "Tên đúng", Help: keep, Kind: form.Text}, {Name: "short", Label: "Tên viết tắt đúng", Help: keep, Kind: form.Text},
				{Name: "kind", Label: "Loại tổ chức đúng", Kind: form.OneOf, Choices: q.sameLine()}, {Name: "code", Label: "Mã đúng", Help: keep, Kind: form.Text}}
			return append(append(fields, parent...), form.Field{Name: "founded", Label: "Ngày thành lập đúng", Help: keep, Kind: form.Day}), nil
		},
		plan: func(q *asking) org.Plan {
			return q.plain(org.Plan{Right: org.Correction{Name: q.text("name"), Short: q.text("short"), Kind: q.text("kind"), Code: q.text("code"), Parent: q.picked("parent"), Founded: q.answers.Day("founded")}})
		},
		says: func(q *asking) []string {
			out := []string{"Ghi nhận ngày " + q.on.VN() + " của " + q.u.Name + " được đính chính; ghi nhận cũ vẫn hiện trên dòng thời gian, đánh dấu không còn giá trị."}
			for _, x := range [][2]string{{"Tên đúng", q.text("name")}, {"Tên viết tắt đúng", q.text("short")}, {"Loại đúng", q.kinds[q.text("kind")].Name}, {"Mã đúng", q.text("code")}} {
				if x[1] != "" {
					out = append(out, x[0]+": "+x[1]+".")
				}
			}
			if p := q.picked("parent"); p != "" {
				out = append(out, "Cấp trên đúng: "+q.name(p)+".")
			}
			if d := q.answers.Day("founded"); d != 0 {
				out = append(out, "Ngày thành lập đúng: "+d.VN()+".")
			}
			return out
		},
	},
	withdrawing,
}

// withdrawing takes back a change, whole.
var withdrawing = change{
	key: "withdraw", kind: lineage.ChangeWithdraw, title: "Hủy ghi nhận một thay đổi", submit: "Hủy ghi nhận", danger: true, mends: true, verb: org.Correcting, fits: recorded,
	ask: func(q *asking) ([]form.Field, error) {
		choices, err := withdrawable(q)
		return []form.Field{{Name: "change", Label: "Thay đổi cần hủy", Kind: form.OneOf, Required: true, Choices: choices}}, err
	},
	plan: func(q *asking) org.Plan { return org.Plan{Change: q.text("change")} },
	says: func(q *asking) []string {
		c, err := org.ChangeByID(q.v, q.text("change"))
		if err != nil {
			return nil
		}
		out := []string{"Thay đổi “" + org.ChangeLabel(c.Kind) + "” có hiệu lực từ " + c.Effective.VN() + " không còn giá trị, như chưa từng có."}
		if c.Number != "" {
			out = append(out, "Thay đổi này ghi theo "+lowered(decision(c.Decision))+".")
		}
		return append(out, "Ghi nhận cũ vẫn hiện trên dòng thời gian, kèm lý do hủy.")
	},
}

// recorded are units of which something is recorded that holds.
func recorded(u org.Unit) bool { return u.Born != 0 }

// recordedDays are the days for which something is recorded of the unit, the newest first.
func recordedDays(q *asking) []form.Choice {
	var out []form.Choice
	all, err := org.Changes(q.v, q.u.ID)
	if err != nil {
		return nil
	}
	seen := map[day.Day]bool{}
	for k := len(all) - 1; k >= 0; k-- {
		if c := all[k]; !c.Overridden && !seen[c.On] {
			seen[c.On] = true
			out = append(out, form.Choice{Value: c.On.String(), Label: c.On.VN() + ": " + sentence(c.Says)})
		}
	}
	return out
}

// withdrawable are the changes of the unit that hold and that the person may take back, the newest first.
func withdrawable(q *asking) ([]form.Choice, error) {
	all, err := org.Changes(q.v, q.u.ID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, c := range all {
		if c.Kind != lineage.ChangeWithdraw && q.h.Withdrawn(c.ID) == "" && !slices.Contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	touched := q.h.Touched(ids...)
	var out []form.Choice
	for _, id := range slices.Backward(ids) {
		if !q.mayAll(touched[id]) {
			continue
		}
		c := all[slices.IndexFunc(all, func(c org.Change) bool { return c.ID == id })]
		label := org.ChangeLabel(c.Kind) + " từ " + c.Effective.VN()
		if n := len(touched[id]); n > 1 {
			label += ", " + number(n) + " đơn vị"
		}
		if c.Number != "" {
			label += " (" + c.Number + ")"
		}
		out = append(out, form.Choice{Value: id, Label: label})
	}
	return out, nil
}

// mayAll reports whether the person may do this to all of some units.
func (q *asking) mayAll(units []int32) bool {
	if roots := q.h.Tree(org.UnionLine, org.Today(q.v)).Roots(); len(roots) == 1 && q.may(q.h.ID(roots[0])) {
		return true
	}
	return !slices.ContainsFunc(units, func(i int32) bool { return !q.may(q.h.ID(i)) })
}
