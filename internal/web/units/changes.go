package units

import (
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/web/sight"
)

// changes are what can be done to a unit, in the order of its page.
var changes = []change{
	{
		key: "found", title: "Thành lập đơn vị trực thuộc", submit: "Thành lập", verb: org.Founding, fits: living, label: says("Thành lập đơn vị trực thuộc"),
		ask: func(q *asking) ([]form.Field, error) {
			kinds, err := kindChoices(q)
			return []form.Field{
				{Name: "name", Label: "Tên đầy đủ", Help: "Như trong quyết định.", Kind: form.Text, Required: true},
				{Name: "short", Label: "Tên viết tắt", Kind: form.Text},
				{Name: "kind", Label: "Loại tổ chức", Kind: form.OneOf, Required: true, Choices: kinds},
				{Name: "code", Label: "Mã", Kind: form.Text},
			}, err
		},
		says: func(q *asking) []string {
			return []string{"Thành lập “" + q.answers.Text("name") + "”, trực thuộc " + q.u.Name + ", từ " + q.on.VN() + "."}
		},
		do: func(tx *db.Tx, q *asking, by org.Decision, _ org.Seen) error {
			_, err := org.Found(tx, org.Unit{Name: q.answers.Text("name"), Short: q.answers.Text("short"), Kind: q.answers.Text("kind"),
				Code: q.answers.Text("code"), Parent: q.u.ID}, by)
			return err
		},
	},
	{
		key: "rename", title: "Đổi tên", submit: "Đổi tên", verb: org.Renaming, fits: living, label: says("Đổi tên"),
		ask: func(q *asking) ([]form.Field, error) {
			return []form.Field{
				{Name: "name", Label: "Tên mới", Help: "Tên đầy đủ như trong quyết định.", Kind: form.Text, Required: true},
				{Name: "short", Label: "Tên viết tắt mới", Help: "Để trống nếu giữ nguyên.", Kind: form.Text},
			}, nil
		},
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", “" + q.u.Name + "” mang tên “" + q.answers.Text("name") + "”.", "Tên cũ vẫn tìm thấy được và vẫn đứng trên các văn bản, số liệu trước ngày đó."}
		},
		do: func(tx *db.Tx, q *asking, by org.Decision, seen org.Seen) error {
			return org.Rename(tx, q.u.ID, q.answers.Text("name"), q.answers.Text("short"), by, seen)
		},
	},
	{
		key: "move", title: "Chuyển sang cấp trên khác", submit: "Chuyển", verb: org.Moving, fits: under, label: says("Chuyển sang cấp trên khác"),
		ask: func(q *asking) ([]form.Field, error) {
			return q.pick(sight.Pick{Name: "parent", Label: "Cấp trên mới", Required: true})
		},
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " cùng mọi đơn vị bên dưới trực thuộc " + q.name(q.picked("parent")) + ".",
				"Số liệu trước ngày đó vẫn ở cấp trên cũ khi xem như khi ấy, và theo đơn vị khi xem trên tổ chức hôm nay."}
		},
		do: func(tx *db.Tx, q *asking, by org.Decision, seen org.Seen) error {
			return org.Move(tx, q.u.ID, org.UnionLine, q.picked("parent"), by, seen)
		},
	},
	{
		key: "suspend", title: "Tạm ngừng hoạt động", submit: "Tạm ngừng", verb: org.Suspending, label: says("Tạm ngừng hoạt động"),
		fits: func(u org.Unit) bool { return u.State == lineage.Alive },
		ask:  func(*asking) ([]form.Field, error) { return nil, nil },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " tạm ngừng hoạt động, vẫn giữ vị trí trong tổ chức."}
		},
		do: func(tx *db.Tx, q *asking, by org.Decision, seen org.Seen) error {
			return org.Suspend(tx, q.u.ID, by, seen)
		},
	},
	{
		key: "resume", title: "Khôi phục hoạt động", submit: "Khôi phục", verb: org.Suspending, label: says("Khôi phục hoạt động"),
		fits: func(u org.Unit) bool { return u.State == lineage.Suspended },
		ask:  func(*asking) ([]form.Field, error) { return nil, nil },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + q.u.Name + " hoạt động trở lại."}
		},
		do: func(tx *db.Tx, q *asking, by org.Decision, seen org.Seen) error {
			return org.Resume(tx, q.u.ID, by, seen)
		},
	},
	{
		key: "dissolve", title: "Giải thể", submit: "Giải thể", danger: true, verb: org.Dissolving, fits: living, label: says("Giải thể"),
		ask: func(q *asking) ([]form.Field, error) {
			successor, err := q.pick(sight.Pick{Name: "successor", Label: "Đơn vị kế thừa", Help: "Nhận toàn bộ số liệu cũ. Để trống nếu không có.", Allow: q.others()})
			if err != nil {
				return nil, err
			}
			holding, err := q.pick(sight.Pick{Name: "holding", Label: "Đơn vị tạm quản lý cấp dưới", Help: "Cần khi còn đơn vị trực thuộc mà không có đơn vị kế thừa.", Allow: q.others()})
			return append(successor, holding...), err
		},
		says: func(q *asking) []string {
			out := []string{"Từ " + q.on.VN() + ", " + q.u.Name + " kết thúc hoạt động và không nhận số liệu mới."}
			to := q.picked("successor")
			if to != "" {
				out = append(out, q.name(to)+" kế thừa: số liệu cũ được tính về đó khi xem trên tổ chức hôm nay.")
			} else {
				out = append(out, "Không có đơn vị kế thừa: số liệu cũ được nêu riêng, không nằm trong tổng của đơn vị nào.")
			}
			if n := q.children(); n > 0 {
				hold := q.picked("holding")
				if hold == "" {
					hold = to
				}
				where := "đơn vị tạm quản lý đã khai báo ở cấp trên"
				if hold != "" {
					where = q.name(hold)
				}
				out = append(out, viet.FormatInt(int64(n))+" đơn vị trực thuộc chuyển về "+where+".")
			}
			return out
		},
		do: func(tx *db.Tx, q *asking, by org.Decision, seen org.Seen) error {
			return org.Dissolve(tx, q.u.ID, org.Ending{Successor: q.picked("successor"), Holding: q.picked("holding")}, by, seen)
		},
	},
}

func says(text string) func(org.Unit) string { return func(org.Unit) string { return text } }

// living are units that have not ended.
func living(u org.Unit) bool { return u.State == lineage.Alive || u.State == lineage.Suspended }

// under are living units with a parent on the union line.
func under(u org.Unit) bool { return living(u) && u.Parent != "" }

// others allows every unit but the one itself.
func (q *asking) others() func(org.UnitID) bool {
	return func(unit org.UnitID) bool { return unit != q.u.ID && q.sight.Has(unit) }
}

// children counts the units directly below on the effective day.
func (q *asking) children() int {
	t, err := org.TreeOn(q.v, org.UnionLine, day.AsOf{Day: q.on})
	if err != nil {
		return 0
	}
	i, ok := t.History().Index(q.u.ID)
	if !ok {
		return 0
	}
	return len(t.Children(i))
}

// kindChoices are the kinds that may stand below a unit: lower levels of its line, and the kinds of other lines.
func kindChoices(q *asking) ([]form.Choice, error) {
	kinds, err := org.Kinds(q.v)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(kinds, func(k org.Kind) bool { return k.Key == q.u.Kind })
	var out []form.Choice
	for _, k := range kinds {
		if at >= 0 && k.Line == kinds[at].Line && k.Level != 0 && k.Level <= kinds[at].Level {
			continue
		}
		out = append(out, form.Choice{Value: k.Key, Label: k.Name})
	}
	return out, nil
}

func lower(s string) string { return strings.ToLower(s) }
