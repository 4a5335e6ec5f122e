package units

import (
	"slices"

	"phongtrao/internal/base/form"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/web/sight"
)

// changes are what can be done to a unit, in the order of its page.
var changes = slices.Concat(ofOne, ofMany, mending)

const since = "Có hiệu lực từ ngày"

// ofOne are changes of the unit itself.
var ofOne = []change{
	{
		key: "found", kind: lineage.ChangeFound, title: "Thành lập đơn vị trực thuộc", submit: "Thành lập", verb: org.Founding, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) { return newUnit(q, "", true), nil },
		plan: func(q *asking) org.Plan {
			n := q.newUnit("")
			n.Parent = q.u.ID
			return org.Plan{New: []org.Unit{n}}
		},
		says: func(q *asking) []string {
			return []string{"Thành lập “" + q.text("name") + "”, trực thuộc " + q.u.Name + ", từ " + q.on.VN() + "."}
		},
	},
	{
		key: "rename", kind: lineage.ChangeRename, title: "Đổi tên", submit: "Đổi tên", verb: org.Renaming, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			return []form.Field{
				{Name: "name", Label: "Tên mới", Help: "Tên đầy đủ như trong quyết định.", Kind: form.Text, Required: true},
				{Name: "short", Label: "Tên viết tắt mới", Help: "Để trống nếu giữ nguyên.", Kind: form.Text},
			}, nil
		},
		plan: func(q *asking) org.Plan { return q.plain(org.Plan{Name: q.text("name"), Short: q.text("short")}) },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", “" + q.name(q.u.ID) + "” mang tên “" + q.text("name") + "”.", "Tên cũ vẫn tìm thấy được và vẫn đứng trên các văn bản, số liệu trước ngày đó."}
		},
	},
	{
		key: "retype", kind: lineage.ChangeRetype, title: "Đổi loại hình", submit: "Đổi loại hình", verb: org.Retyping, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			return []form.Field{{Name: "kind", Label: "Loại tổ chức mới", Kind: form.OneOf, Required: true, Choices: q.sameLine()}}, nil
		},
		plan: func(q *asking) org.Plan { return q.plain(org.Plan{As: q.text("kind")}) },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " là " + q.kinds[q.text("kind")].Name + ", trước đó là " + q.kinds[q.u.Kind].Name + "."}
		},
	},
	{
		key: "move", kind: lineage.ChangeMove, title: "Chuyển sang cấp trên khác", submit: "Chuyển", verb: org.Moving, fits: under, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			return q.pick(sight.Pick{Name: "parent", Label: "Cấp trên mới", Required: true})
		},
		plan: func(q *asking) org.Plan { return q.plain(org.Plan{To: q.picked("parent")}) },
		says: func(q *asking) []string {
			return append([]string{"Từ " + q.on.VN() + ", " + q.u.Name + " cùng mọi đơn vị bên dưới trực thuộc " + q.name(q.picked("parent")) + "."}, movedFigures)
		},
	},
	{
		key: "join", kind: lineage.ChangeJoin, title: "Gia nhập câu lạc bộ, cụm, ban", submit: "Gia nhập", verb: org.Joining, fits: living, begins: since,
		ask:  func(q *asking) ([]form.Field, error) { return q.club() },
		plan: func(q *asking) org.Plan { return q.plain(org.Plan{Line: q.clubLine(), To: q.picked("club")}) },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " tham gia " + q.name(q.picked("club")) + ", vẫn trực thuộc cấp trên như cũ."}
		},
	},
	{
		key: "leave", kind: lineage.ChangeLeave, title: "Rút khỏi câu lạc bộ, cụm, ban", submit: "Rút", verb: org.Joining, begins: since,
		fits: func(u org.Unit) bool { return living(u) && len(u.Lines) > 0 && u.Parent != "" },
		ask: func(q *asking) ([]form.Field, error) {
			var choices []form.Choice
			lines, err := org.Lines(q.v)
			for _, l := range lines {
				if up := q.u.Lines[l.Key]; up != "" && l.Key != org.UnionLine {
					choices = append(choices, form.Choice{Value: l.Key, Label: l.Name + ": " + q.name(up)})
				}
			}
			return []form.Field{{Name: "line", Label: "Rút khỏi", Kind: form.OneOf, Required: true, Choices: choices}}, err
		},
		plan: func(q *asking) org.Plan { return q.plain(org.Plan{Line: q.text("line")}) },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " không còn tham gia " + q.name(q.u.Lines[q.text("line")]) + "."}
		},
	},
	{
		key: "suspend", kind: lineage.ChangeSuspend, title: "Tạm ngừng hoạt động", submit: "Tạm ngừng", verb: org.Suspending, begins: since,
		fits: func(u org.Unit) bool { return u.State == lineage.Alive },
		ask:  func(*asking) ([]form.Field, error) { return nil, nil },
		plan: func(q *asking) org.Plan { return q.plain(org.Plan{}) },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " tạm ngừng hoạt động, vẫn giữ vị trí trong tổ chức."}
		},
	},
	{
		key: "resume", kind: lineage.ChangeResume, title: "Khôi phục hoạt động", submit: "Khôi phục", verb: org.Suspending, begins: since,
		fits: func(u org.Unit) bool { return u.State == lineage.Suspended },
		ask:  func(*asking) ([]form.Field, error) { return nil, nil },
		plan: func(q *asking) org.Plan { return q.plain(org.Plan{}) },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " hoạt động trở lại."}
		},
	},
	{
		key: "dissolve", kind: lineage.ChangeDissolve, title: "Giải thể", submit: "Giải thể", danger: true, verb: org.Dissolving, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			successor, err := q.pick(sight.Pick{Name: "successor", Label: "Đơn vị kế thừa", Help: "Nhận toàn bộ số liệu cũ. Để trống nếu không có.", Allow: q.other})
			if err != nil {
				return nil, err
			}
			holding, err := q.pick(sight.Pick{Name: "holding", Label: "Đơn vị tạm quản lý cấp dưới", Help: "Cần khi còn đơn vị trực thuộc mà không có đơn vị kế thừa.", Allow: q.other})
			return append(successor, holding...), err
		},
		plan: func(q *asking) org.Plan {
			return q.plain(org.Plan{Ending: org.Ending{Successor: q.picked("successor"), Holding: q.picked("holding")}})
		},
		says: func(q *asking) []string {
			out := []string{"Từ " + q.on.VN() + ", " + q.u.Name + " kết thúc hoạt động và không nhận số liệu mới."}
			if to := q.picked("successor"); to != "" {
				return append(out, q.name(to)+" kế thừa: số liệu cũ được tính về đó khi xem trên tổ chức hôm nay.")
			}
			return append(out, "Không có đơn vị kế thừa: số liệu cũ được nêu riêng, không nằm trong tổng của đơn vị nào.")
		},
	},
}

const movedFigures = "Số liệu trước ngày đó vẫn ở cấp trên cũ khi xem như khi ấy, và theo đơn vị khi xem trên tổ chức hôm nay."

// plain is a plan about the unit of the page alone.
func (q *asking) plain(p org.Plan) org.Plan {
	p.Units = []org.UnitID{q.u.ID}
	return p
}

// living are units that have not ended.
func living(u org.Unit) bool { return u.State == lineage.Alive || u.State == lineage.Suspended }

// under are living units with a parent on the union line.
func under(u org.Unit) bool { return living(u) && u.Parent != "" }

// other allows every unit but the one itself.
func (q *asking) other(unit org.UnitID) bool { return unit != q.u.ID }

// newUnit asks for a unit to be founded; the names of the fields end in a word.
func newUnit(q *asking, end string, required bool) []form.Field {
	return []form.Field{
		{Name: "name" + end, Label: "Tên đầy đủ", Help: "Như trong quyết định.", Kind: form.Text, Required: required},
		{Name: "short" + end, Label: "Tên viết tắt", Kind: form.Text},
		{Name: "kind" + end, Label: "Loại tổ chức", Kind: form.OneOf, Required: required, Choices: q.kindChoices()},
		{Name: "code" + end, Label: "Mã", Kind: form.Text},
	}
}

// newUnit is the unit to be founded that was typed.
func (q *asking) newUnit(end string) org.Unit {
	return org.Unit{Name: q.text("name" + end), Short: q.text("short" + end), Kind: q.text("kind" + end), Code: q.text("code" + end)}
}

// ranked are the kinds in the order of lists.
func (q *asking) ranked() []org.Kind {
	kinds, err := org.Kinds(q.v)
	if err != nil {
		return nil
	}
	return kinds
}

// kindChoices are the kinds that may stand below the unit: lower levels of its line, and the kinds of other lines.
func (q *asking) kindChoices() []form.Choice {
	own, known := q.kinds[q.u.Kind]
	var out []form.Choice
	for _, k := range q.ranked() {
		if !known || k.Line != own.Line || k.Level == 0 || k.Level > own.Level {
			out = append(out, form.Choice{Value: k.Key, Label: k.Name})
		}
	}
	return out
}

// sameLine are the other kinds of the unit's line.
func (q *asking) sameLine() []form.Choice {
	var out []form.Choice
	for _, k := range q.ranked() {
		if k.Line == q.kinds[q.u.Kind].Line && k.Key != q.u.Kind {
			out = append(out, form.Choice{Value: k.Key, Label: k.Name})
		}
	}
	return out
}

// club asks for a club, a cluster or a committee.
func (q *asking) club() ([]form.Field, error) {
	return q.pick(sight.Pick{Name: "club", Label: "Câu lạc bộ, cụm hoặc ban", Required: true, Allow: func(u org.UnitID) bool {
		i, ok := q.h.Index(u)
		line := q.kinds[q.h.Kind(i, q.asOf())].Line
		return ok && u != q.u.ID && line != "" && line != org.UnionLine
	}})
}

// clubLine is the line of the club that was picked.
func (q *asking) clubLine() string {
	i, _ := q.h.Index(q.picked("club"))
	return q.kinds[q.h.Kind(i, q.asOf())].Line
}

// number writes how many units there are.
func number(n int) string { return viet.FormatInt(int64(n)) }
