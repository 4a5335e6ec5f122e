package units

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
	"phongtrao/internal/web/sight"
)

// ofMany are changes of many units at once; the unit of the page is the one above them, or the one to which they come.
var ofMany = []change{
	{
		key: "consolidate", kind: lineage.ChangeConsolidate, title: "Hợp nhất các đơn vị trực thuộc thành đơn vị mới", submit: "Hợp nhất", danger: true, choosing: true,
		verb: org.Consolidating, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			if _, err := q.slot(slot{name: "units", label: "Các đơn vị hợp nhất", under: q.u.ID, least: 2}); err != nil {
				return nil, err
			}
			return newUnit(q, "", true), nil
		},
		plan: func(q *asking) org.Plan {
			n := q.newUnit("")
			n.Parent = q.u.ID
			return org.Plan{Units: q.chosen("units"), New: []org.Unit{n}}
		},
		says: func(q *asking) []string {
			return []string{number(len(q.chosen("units"))) + " đơn vị kết thúc từ " + q.on.VN() + "; “" + q.text("name") + "” được thành lập, kế thừa tất cả và trực thuộc " + q.u.Name + "."}
		},
	},
	{
		key: "absorb", kind: lineage.ChangeAbsorb, title: "Nhận sáp nhập đơn vị khác", submit: "Sáp nhập", danger: true, choosing: true, verb: org.Absorbing, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			_, err := q.slot(slot{name: "units", label: "Các đơn vị sáp nhập vào " + q.u.Name, under: q.above(), least: 1, allow: q.notSelf})
			return nil, err
		},
		plan: func(q *asking) org.Plan { return org.Plan{Units: q.chosen("units"), To: q.u.ID} },
		says: func(q *asking) []string {
			return []string{number(len(q.chosen("units"))) + " đơn vị kết thúc từ " + q.on.VN() + "; " + q.u.Name + " kế thừa cả đơn vị trực thuộc và số liệu."}
		},
	},
	{
		key: "split", kind: lineage.ChangeSplit, title: "Chia, tách", submit: "Chia, tách", danger: true, choosing: true, verb: org.Splitting, fits: under, begins: since,
		ask: askSplit, plan: planSplit, says: saySplit,
	},
	{
		key: "receive", kind: lineage.ChangeMove, title: "Nhận nhiều đơn vị về trực thuộc", submit: "Nhận", choosing: true, verb: org.Moving, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			_, err := q.slot(slot{name: "units", label: "Các đơn vị chuyển về", under: q.above(), least: 1, allow: q.notSelf})
			return nil, err
		},
		plan: func(q *asking) org.Plan { return org.Plan{Units: q.chosen("units"), To: q.u.ID} },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + number(len(q.chosen("units"))) + " đơn vị trực thuộc " + q.u.Name + ".", movedFigures}
		},
	},
	{
		key: "regroup", kind: lineage.ChangeMove, title: "Chuyển nhiều đơn vị sang cấp trên khác", submit: "Chuyển", choosing: true, verb: org.Moving, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			if _, err := q.slot(slot{name: "units", label: "Các đơn vị chuyển đi", under: q.u.ID, least: 1}); err != nil {
				return nil, err
			}
			return q.pick(sight.Pick{Name: "parent", Label: "Cấp trên mới", Required: true})
		},
		plan: func(q *asking) org.Plan { return org.Plan{Units: q.chosen("units"), To: q.picked("parent")} },
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + number(len(q.chosen("units"))) + " đơn vị trực thuộc " + q.name(q.picked("parent")) + ".", movedFigures}
		},
	},
	{
		key: "enrol", kind: lineage.ChangeJoin, title: "Đưa nhiều đơn vị vào câu lạc bộ, cụm, ban", submit: "Đưa vào", choosing: true, verb: org.Joining, fits: living, begins: since,
		ask: func(q *asking) ([]form.Field, error) {
			if _, err := q.slot(slot{name: "units", label: "Các đơn vị tham gia", under: q.u.ID, least: 1}); err != nil {
				return nil, err
			}
			return q.club()
		},
		plan: func(q *asking) org.Plan {
			return org.Plan{Units: q.chosen("units"), Line: q.clubLine(), To: q.picked("club")}
		},
		says: func(q *asking) []string {
			return []string{"Từ " + q.on.VN() + ", " + number(len(q.chosen("units"))) + " đơn vị tham gia " + q.name(q.picked("club")) + ", vẫn trực thuộc cấp trên như cũ."}
		},
	},
}

// above is the unit above the one of the page on the day, itself where there is none.
func (q *asking) above() org.UnitID {
	i, _ := q.h.Index(q.u.ID)
	if p, ok := q.h.Parent(i, org.UnionLine, q.asOf()); ok && q.sight.Sees(p) {
		return q.h.ID(p)
	}
	return q.u.ID
}

// notSelf allows every unit but the one of the page and those above it.
func (q *asking) notSelf(i int32) bool {
	self, _ := q.h.Index(q.u.ID)
	return !q.h.Tree(org.UnionLine, q.asOf()).Within(i, self)
}
