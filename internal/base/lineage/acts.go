package lineage

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// Node describes a node to be founded.
type Node struct {
	ID                      string            // a new id, never used before
	Name, Short, Kind, Code string            //
	Parents                 map[string]string // line → parent, or Top
}

// Found writes the birth of nodes, parents before children or in any order: they may be each other's parents.
func (d *Draft) Found(on day.Day, nodes ...Node) error {
	if err := effective(on); err != nil {
		return err
	}
	var facts []Fact
	for _, n := range nodes {
		if i, ok := d.h.Index(n.ID); ok && len(d.h.at(i).facts) > 0 {
			return fault.Conflictf("Mã %s đã dùng cho %s; mã của một đơn vị không bao giờ dùng lại. Hãy để chương trình cấp mã mới.", n.ID, d.say(i))
		}
		if n.Name == "" {
			return fault.In("name", "Đơn vị chưa có tên. Hãy ghi tên đầy đủ.")
		}
		facts = append(facts, Fact{Node: n.ID, From: on, State: Alive, Name: n.Name, Short: n.Short, Kind: n.Kind, Code: n.Code})
		first := len(facts) - 1
		for line, p := range n.Parents {
			if facts[first].Line == "" { // most nodes stand on one line: one fact tells all
				facts[first].Line, facts[first].Parent = line, p
			} else {
				facts = append(facts, Fact{Node: n.ID, From: on, Line: line, Parent: p})
			}
		}
	}
	fresh := make(map[string]bool, len(nodes))
	for _, n := range nodes {
		if fresh[n.ID] {
			return fault.Conflictf("Mã %s ghi hai lần trong một danh sách. Hãy để chương trình cấp mã mới.", n.ID)
		}
		fresh[n.ID] = true
	}
	var late []Fact // what follows where a parent is already known to end
	for _, n := range nodes {
		for line, id := range n.Parents {
			if id == Top || fresh[id] {
				continue
			}
			p, err := d.lives(id, on)
			if err != nil {
				return err
			}
			if d.h.Ended(p) == day.Forever {
				continue
			}
			points, err := d.route(p, p, on, day.Forever)
			if err != nil {
				return err
			}
			for _, at := range points[1:] {
				late = append(late, Fact{Node: n.ID, From: at.from, Line: line, Parent: d.h.ID(at.parent)})
			}
		}
	}
	d.add(append(facts, late...), nil)
	return nil
}

// Words are the attributes of a node that Set and Correct change; what is empty stays.
type Words struct{ Name, Short, Kind, Code string }

// Set gives a node another name, kind or code from a day on.
func (d *Draft) Set(id string, on day.Day, w Words) error {
	if err := effective(on); err != nil {
		return err
	}
	i, err := d.lives(id, on)
	if err != nil {
		return err
	}
	if n, c := d.h.at(i), (cut{on, 0, d.h.head}); (w.Name == "" || w.Name == n.name(c)) && (w.Short == "" || w.Short == n.short(c)) &&
		(w.Kind == "" || w.Kind == d.h.kinds[n.kind(c)]) && (w.Code == "" || w.Code == n.code(c)) {
		return fault.Invalidf("%s từ %s đã mang đúng nội dung này, không có gì thay đổi. Hãy kiểm tra lại nội dung hoặc ngày hiệu lực.", d.say(i), on.VN())
	}
	d.add([]Fact{{Node: id, From: on, Name: w.Name, Short: w.Short, Kind: w.Kind, Code: w.Code}}, nil)
	return nil
}

// Suspend stops a node's work from a day on; it keeps its place.
func (d *Draft) Suspend(id string, on day.Day) error { return d.turn(id, on, Alive, Suspended) }

// Resume takes a suspended node's work up again.
func (d *Draft) Resume(id string, on day.Day) error { return d.turn(id, on, Suspended, Alive) }

func (d *Draft) turn(id string, on day.Day, from, to State) error {
	if err := effective(on); err != nil {
		return err
	}
	i, err := d.lives(id, on)
	if err != nil {
		return err
	}
	if d.h.at(i).state(cut{on, 0, d.h.head}) != from {
		if to == Suspended {
			return fault.Invalidf("%s đang tạm ngừng vào ngày %s rồi. Hãy kiểm tra lại ngày hiệu lực.", d.say(i), on.VN())
		}
		return fault.Invalidf("%s vào ngày %s không tạm ngừng, nên không có gì để khôi phục. Hãy kiểm tra lại ngày hiệu lực.", d.say(i), on.VN())
	}
	d.add([]Fact{{Node: id, From: on, State: to}}, nil)
	return nil
}

// Move gives a node that stands on a line another parent from a day on.
func (d *Draft) Move(id, line, parent string, on day.Day) error {
	return d.MoveAll([]string{id}, line, parent, on)
}

// Join puts a node on a line on which it does not stand.
func (d *Draft) Join(id, line, parent string, on day.Day) error {
	i, p, now, err := d.place(id, line, parent, on)
	if err != nil {
		return err
	}
	if now >= 0 {
		return fault.Invalidf("%s đang trực thuộc %s vào ngày %s; trên một tuyến mỗi đơn vị chỉ có một cấp trên. Muốn đổi cấp trên, hãy dùng “Chuyển”.",
			d.say(i), d.say(now), on.VN())
	}
	if now == top {
		return fault.Invalidf("%s đang đứng đầu tuyến này vào ngày %s. Muốn đặt dưới một cấp trên, hãy dùng “Chuyển”.", d.say(i), on.VN())
	}
	return d.putUnder(i, line, p, on)
}

// Leave takes a node off a line from a day on.
func (d *Draft) Leave(id, line string, on day.Day) error {
	i, _, now, err := d.place(id, line, Top, on)
	if err != nil {
		return err
	}
	if now == off {
		return fault.Invalidf("%s vào ngày %s không thuộc tuyến này, không có gì để rút.", d.say(i), on.VN())
	}
	if line == d.Main {
		return fault.Invalidf("%s không thể rút khỏi tuyến chính khi còn %s. Hãy dùng “Chuyển” hoặc “Giải thể”.", d.say(i), d.Exist)
	}
	return d.putUnder(i, line, off, on)
}

// place reads what Move, Join and Leave are given: the node, the parent, and who stands above now.
func (d *Draft) place(id, line, parent string, on day.Day) (i, p, now int32, err error) {
	if err = effective(on); err != nil {
		return
	}
	if i, err = d.lives(id, on); err != nil {
		return
	}
	now, p = off, top
	if l, ok := d.h.line(line); ok {
		now = d.h.at(i).parent(l, cut{on, 0, d.h.head})
	}
	if parent != Top {
		p, err = d.find(parent)
	}
	return
}

func (d *Draft) putUnder(i int32, line string, p int32, on day.Day) error {
	facts, err := d.put(i, line, p, on)
	if err == nil {
		d.add(facts, nil)
	}
	return err
}

// MoveAll gives many nodes one parent on a line from a day on.
func (d *Draft) MoveAll(ids []string, line, parent string, on day.Day) error {
	var facts []Fact
	for _, id := range ids {
		i, p, now, err := d.place(id, line, parent, on)
		if err != nil {
			return err
		}
		if err := d.movable(i, p, now, on); err != nil {
			return err
		}
		more, err := d.put(i, line, p, on)
		if err != nil {
			return err
		}
		facts = append(facts, more...)
	}
	d.add(facts, nil)
	return nil
}

func (d *Draft) movable(i, p, now int32, on day.Day) error {
	switch {
	case now == off:
		return fault.Invalidf("%s vào ngày %s chưa thuộc tuyến này nên không có cấp trên để chuyển. Hãy dùng “Gia nhập”.", d.say(i), on.VN())
	case now == p && p >= 0:
		return fault.Invalidf("%s từ %s đã trực thuộc %s rồi, không có gì để chuyển.", d.say(i), on.VN(), d.say(p))
	}
	return nil
}
