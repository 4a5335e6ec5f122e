package intake

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// places finds rows that are there already, that stand twice in the list, whose code is taken, or that hang on such.
func (ix *index) places(p *Plan) {
	ix.circles(p)
	state := make([]byte, len(p.Rows)) // 1: being settled, 2: settled
	type spot struct {
		parent string
		key    string
	}
	seen, codes := map[spot]int{}, map[string]int{}
	var settle func(i int)
	settle = func(i int) {
		r := &p.Rows[i]
		if state[i] != 0 {
			return
		}
		state[i] = 1
		defer func() { state[i] = 2 }()
		where := r.parent
		if r.within >= 0 { // the parent first: it may be there already, or be refused
			settle(r.within)
			switch above := &p.Rows[r.within]; above.State {
			case Existing:
				r.parent, r.within = above.unit, -1
				where = r.parent
			case Refused:
				r.refuse(p.title(Parent), "Đơn vị cấp trên ở dòng "+viet.FormatInt(int64(above.Number))+" chưa nhận được. Hãy sửa dòng đó trước.")
			default:
				where = "#" + viet.FormatInt(int64(r.within))
			}
		}
		if r.key == "" || where == "" {
			return
		}
		if first, twice := seen[spot{where, r.key}]; twice {
			r.refuse(p.title(Name), "Trùng với dòng "+viet.FormatInt(int64(p.Rows[first].Number))+": cùng tên, cùng cấp trên. Hãy bỏ một dòng, hoặc ghi tên phân biệt.")
			return
		}
		seen[spot{where, r.key}] = i
		if r.parent != "" {
			if above, ok := ix.h.Index(r.parent); ok {
				if c, there := ix.children(above)[r.key]; there && r.State != Refused {
					r.State, r.unit = Existing, ix.h.ID(c)
					r.Notes = append(r.Notes, "Đã có, bỏ qua.")
					if r.Code != "" && ix.h.Code(c, ix.asOf) != "" && ix.h.Code(c, ix.asOf) != r.Code {
						r.Notes = append(r.Notes, "Mã trong hệ thống là "+ix.h.Code(c, ix.asOf)+", khác mã trong danh sách.")
					}
					return
				}
			}
		}
		if r.Code != "" {
			if owner, ok := ix.byCode[r.Code]; ok {
				r.refuse(p.title(Code), "Mã "+r.Code+" đã dùng cho "+ix.h.Name(owner, ix.asOf)+". Hãy kiểm tra lại mã.")
			} else if first, twice := codes[r.Code]; twice {
				r.refuse(p.title(Code), "Mã "+r.Code+" đã có ở dòng "+viet.FormatInt(int64(p.Rows[first].Number))+". Mỗi đơn vị một mã.")
			} else {
				codes[r.Code] = i
			}
		}
		if same := ix.byWords[r.key]; len(same) > 0 && r.State == Taken {
			other := same[0]
			note := "Đã có đơn vị cùng tên"
			if up, ok := ix.tree.Parent(other); ok {
				note += " thuộc " + ix.h.Name(up, ix.asOf)
			}
			r.Notes = append(r.Notes, note+"; dòng này sẽ là một đơn vị khác.")
		}
	}
	for i := range p.Rows {
		settle(i)
	}
}

// circles refuses rows that stand above themselves.
func (ix *index) circles(p *Plan) {
	for i := range p.Rows {
		steps := 0
		for at := p.Rows[i].within; at >= 0 && steps <= len(p.Rows); at = p.Rows[at].within {
			if at == i {
				p.Rows[i].refuse(p.title(Parent), "Các dòng làm cấp trên của nhau thành vòng kín. Hãy sửa lại cấp trên.")
				break
			}
			if steps++; steps > 64 {
				break
			}
		}
	}
}

// lives settles from when each unit is there: never before its parent is.
func (ix *index) lives(p *Plan) {
	done := make([]bool, len(p.Rows))
	var settle func(i, depth int) day.Day
	settle = func(i, depth int) day.Day {
		r := &p.Rows[i]
		if done[i] || r.State != Taken || depth > 64 {
			return r.From
		}
		done[i] = true
		told := r.From
		if r.From == 0 {
			r.From = p.On
		}
		first, name := day.Day(0), ""
		if r.within >= 0 {
			first, name = settle(r.within, depth+1), p.Rows[r.within].Name
		} else if above, ok := ix.h.Index(r.parent); ok {
			first, name = ix.h.Born(above), ix.h.Name(above, ix.asOf)
		}
		if r.From < first {
			r.From = first
			if told != 0 {
				r.Notes = append(r.Notes, "Thành lập "+told.VN()+", trước khi có "+name+" ("+first.VN()+"): ghi vào cây tổ chức từ "+first.VN()+".")
			}
		}
		return r.From
	}
	for i := range p.Rows {
		settle(i, 0)
	}
}

// Place returns the parent of a row: a unit that is there, or the name of one in the list.
func (p *Plan) Place(r Row) (unit org.UnitID, listed string) {
	if r.within >= 0 {
		return "", p.Rows[r.within].Name
	}
	return r.parent, ""
}
