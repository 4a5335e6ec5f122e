package api

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/org"
)

// Unit is a union body as it stood on a day.
type Unit struct {
	ID       string `json:"id" example:"hy-toto"`
	Name     string `json:"name" example:"CĐCS Công ty TNHH Toto Việt Nam"`
	Short    string `json:"short" doc:"Tên ngắn, trống nếu không có"`
	Kind     string `json:"kind" example:"base" doc:"Loại đơn vị; base là công đoàn cơ sở"`
	Code     string `json:"code"`
	Parent   string `json:"parent" doc:"Cấp trên trực tiếp trên tuyến được hỏi, trống nếu đứng đầu"`
	State    string `json:"state" doc:"Tình trạng vào ngày được hỏi: alive, suspended, ended…"`
	Born     string `json:"born" doc:"Ngày thành lập"`
	Ended    string `json:"ended" doc:"Ngày không còn nữa, trống nếu đang hoạt động"`
	Children int    `json:"children" doc:"Số đơn vị trực thuộc vào ngày được hỏi"`
}

// UnitChange is one decision in the life of a unit.
type UnitChange struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind" doc:"found, rename, move, consolidate, absorb, split, dissolve…"`
	Label    string   `json:"label" example:"Đổi tên"`
	On       string   `json:"on" doc:"Có hiệu lực từ ngày"`
	Number   string   `json:"number" doc:"Số quyết định"`
	Date     string   `json:"date" doc:"Ngày ký"`
	Issuer   string   `json:"issuer"`
	Says     []string `json:"says" doc:"Thay đổi gì, bằng lời"`
	Replaced bool     `json:"replaced" doc:"Đã có ghi nhận sau thay cho dòng này"`
}

type unitList struct {
	On
	Page
	Line  string `query:"line" example:"union" default:"union" doc:"Tuyến: union, club, committee…"`
	Under string `query:"under" maxLength:"200" example:"hy-kcn" doc:"Đơn vị cấp trên; trống là đơn vị của khóa"`
	All   bool   `query:"all" example:"true" doc:"true: mọi cấp bên dưới, theo thứ tự cây; false: chỉ đơn vị trực thuộc"`
	Q     string `query:"q" maxLength:"200" doc:"Tìm theo tên, viết thế nào cũng được"`
}

type unitOn struct {
	One
	On
}

func (s *server) units() {
	const tag = "Tổ chức"
	seeing := func(id, path, summary string) Operation {
		return Operation{ID: id, Path: path, Summary: summary, Tag: tag, Verb: org.Seeing}
	}
	itself := func(_ *call, in *unitOn) (string, error) { return in.ID, nil }
	read(s, seeing("list-units", "/units", "Đơn vị bên dưới một đơn vị vào một ngày"),
		func(c *call, in *unitList) (string, error) { return c.unit(in.Under), nil }, listUnits)
	read(s, seeing("get-unit", "/units/{id}", "Một đơn vị vào một ngày"), itself, func(c *call, in *unitOn) (Unit, error) {
		on, err := in.day(c.v.At.Day())
		if err != nil {
			return Unit{}, err
		}
		tree, err := org.TreeOn(c.v, org.UnionLine, day.AsOf{Day: on})
		if err != nil {
			return Unit{}, err
		}
		i, ok := tree.History().Index(in.ID)
		if !ok {
			return Unit{}, notFound("đơn vị này")
		}
		return unitOf(tree, i), nil
	})
	read(s, seeing("list-unit-changes", "/units/{id}/changes", "Các quyết định trong đời một đơn vị, sớm nhất trước"),
		func(_ *call, in *One) (string, error) { return in.ID, nil }, func(c *call, in *One) (List[UnitChange], error) {
			all, err := org.Changes(c.v, in.ID)
			out := List[UnitChange]{Items: []UnitChange{}}
			for _, h := range all {
				out.Items = append(out.Items, UnitChange{ID: h.ID, Kind: string(h.Kind), Label: org.ChangeLabel(h.Kind), On: h.On.String(), Number: h.Number,
					Date: h.Date.String(), Issuer: h.Issuer, Says: append([]string{}, h.Says...), Replaced: h.Overridden})
			}
			return out, err
		})
}

func listUnits(c *call, in *unitList) (List[Unit], error) {
	none := List[Unit]{}
	on, err := in.day(c.v.At.Day())
	if err != nil {
		return none, err
	}
	tree, err := org.TreeOn(c.v, in.Line, day.AsOf{Day: on})
	if err != nil {
		return none, err
	}
	h := tree.History()
	top, ok := h.Index(c.unit(in.Under))
	if !ok {
		return none, notFound("đơn vị này")
	}
	var ids []int32
	switch {
	case in.Q != "":
		hits, err := org.Search(c.v, in.Q, day.AsOf{Day: on}, ItemsMax)
		if err != nil {
			return none, err
		}
		for _, hit := range hits {
			if i, ok := h.Index(hit.Unit); ok && tree.Has(i) && tree.Has(top) && tree.Within(top, i) {
				ids = append(ids, i)
			}
		}
	case !tree.Has(top):
	case in.All:
		for i := range tree.Under(top) {
			if i != top {
				ids = append(ids, i)
			}
		}
	default:
		ids = tree.Children(top)
	}
	cutting, err := cut(in.Page, ids, func(i int32) string { return h.ID(i) })
	if err != nil {
		return none, err
	}
	out := List[Unit]{Items: []Unit{}, Next: cutting.Next}
	for _, i := range cutting.Items {
		out.Items = append(out.Items, unitOf(tree, i))
	}
	return out, nil
}

func unitOf(t *lineage.Tree, i int32) Unit {
	h, asOf := t.History(), t.AsOf()
	u := Unit{ID: h.ID(i), Name: h.Name(i, asOf), Short: h.Short(i, asOf), Kind: h.Kind(i, asOf), Code: h.Code(i, asOf), State: string(h.State(i, asOf))}
	born, ended := h.Life(i, asOf.Known)
	u.Born, u.Ended = born.String(), until(ended)
	if t.Has(i) {
		u.Children = len(t.Children(i))
		if p, ok := t.Parent(i); ok {
			u.Parent = h.ID(p)
		}
	}
	return u
}

// lists of a unit: what is asked is told of it, and of what stands below.
type OfUnit struct {
	Unit string `query:"unit" maxLength:"200" example:"hy-kcn" doc:"Đơn vị; trống là đơn vị của khóa"`
}

func (o OfUnit) about(c *call) string { return c.unit(o.Unit) }

// unitsUnder returns a unit with all that stands below it today.
func unitsUnder(c *call, unit string) ([]string, error) {
	tree, err := org.TreeOn(c.v, org.UnionLine, org.Today(c.v))
	if err != nil {
		return nil, err
	}
	i, ok := tree.History().Index(unit)
	if !ok {
		return nil, fault.NotFoundf("Không có đơn vị “%s”. Hãy kiểm tra lại mã đơn vị.", unit)
	}
	if !tree.Has(i) {
		return []string{unit}, nil
	}
	var out []string
	for j := range tree.Under(i) {
		out = append(out, tree.History().ID(j))
	}
	return out, nil
}
