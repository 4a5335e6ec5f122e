package lineage

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// end writes the end of a node from a day on.
func (d *Draft) end(id string, on day.Day) (int32, []Fact, error) {
	if err := effective(on); err != nil {
		return 0, nil, err
	}
	i, err := d.find(id)
	if err != nil {
		return 0, nil, err
	}
	born, ended := d.h.Life(i, 0)
	switch {
	case ended < day.Forever && ended != 0:
		return 0, nil, fault.Invalidf("%s đã kết thúc từ %s theo một quyết định đã ghi. Nếu quyết định đó ghi nhầm, hãy hủy ghi nhận nó trước.", d.say(i), ended.VN())
	case on == born:
		return 0, nil, fault.In("effective", "%s thành lập đúng ngày %s nên không thể kết thúc ngay ngày đó. Hãy chọn ngày muộn hơn.", d.say(i), on.VN())
	}
	if err := d.livesAt(i, on); err != nil {
		return 0, nil, err
	}
	facts := []Fact{{Node: id, From: on, State: Ended}}
	for _, f := range d.h.at(i).facts { // what was already known for later days does not bring it back
		if f.state != "" && f.since > on && f.gone.seq == 0 {
			facts = append(facts, Fact{Node: id, From: f.since, State: Ended})
		}
	}
	return i, facts, nil
}

// orphan is a stretch of a living child's time during which its parent is no more.
type orphan struct {
	child int32
	line  int16
	stretch
}

// orphans returns whom the end of a node on a day leaves behind: also those who came to it later than that day, because
// decisions arrive late.
func (d *Draft) orphans(i int32, on day.Day) []orphan {
	var out []orphan
	for _, c := range d.h.kids(i) {
		born, ended := d.h.Life(c, 0)
		for l := 1; l < len(d.h.lines); l++ {
			for _, s := range within(d.h.stretches(c, int16(l)), max(on, born), ended) {
				if s.parent == i {
					out = append(out, orphan{c, int16(l), s})
				}
			}
		}
	}
	return out
}

// hand gives the orphans of i to another node. On lines other than the main one, on which that node does not stand, they
// leave the line.
func (d *Draft) hand(i int32, list []orphan, to int32) ([]Fact, error) {
	var facts []Fact
	for _, o := range list {
		points := []point{{o.from, off}}
		var err error
		switch line := d.h.lines[o.line]; {
		case o.child == to: // it takes the place of the one it takes in
			points = points[:0]
			for _, s := range within(d.h.stretches(i, o.line), o.from, o.to) {
				points = append(points, point{s.from, s.parent})
			}
		case line == d.Main || d.h.at(to).parent(o.line, cut{o.from, 0, d.h.head}) != off:
			points, err = d.route(o.child, to, o.from, o.to)
		}
		if err != nil {
			return nil, err
		}
		facts = append(facts, d.under(o.child, d.h.lines[o.line], points)...)
	}
	return facts, nil
}

// inherit puts a node on the other lines on which one that it follows had children, or on which all that it follows
// stood under one parent.
func (d *Draft) inherit(sources []int32, to int32, on day.Day) error {
	for l := 1; l < len(d.h.lines); l++ {
		line, c := d.h.lines[l], cut{on, 0, d.h.head}
		if line == d.Main || d.h.at(to).parent(int16(l), c) != off {
			continue
		}
		place, same := off, true
		for k, i := range sources {
			p := int(d.h.at(i).parent(int16(l), c))
			same = same && (k == 0 || p == place)
			if k == 0 || place == off {
				place = p
			}
		}
		needed := slices.ContainsFunc(sources, func(i int32) bool {
			return slices.ContainsFunc(d.orphans(i, on), func(o orphan) bool { return o.line == int16(l) })
		})
		if place == off || (!same && !needed) || slices.Contains(sources, int32(place)) {
			continue
		}
		facts, err := d.put(to, line, int32(place), on)
		if err != nil {
			return err
		}
		d.add(facts, nil)
	}
	return nil
}

// Consolidate ends some nodes and founds one that takes their place. Where the new node's parent on the main line is not
// given, it is the one that all of them have.
func (d *Draft) Consolidate(ids []string, into Node, on day.Day) error {
	ids = distinct(ids)
	if len(ids) < 2 {
		return fault.Invalidf("Hợp nhất cần ít nhất hai đơn vị. Nếu chỉ đổi tên, hãy dùng “Đổi tên”.")
	}
	if into.Parents[d.Main] == "" {
		p, err := d.common(ids, on)
		if err != nil {
			return err
		}
		if into.Parents == nil {
			into.Parents = map[string]string{}
		}
		into.Parents[d.Main] = d.word(p)
	}
	if err := d.Found(on, into); err != nil {
		return err
	}
	return d.merge(ids, into.ID, on, Consolidated)
}

// common returns the parent that all have on the main line.
func (d *Draft) common(ids []string, on day.Day) (int32, error) {
	main, _ := d.h.line(d.Main)
	parent := int32(silent)
	for _, id := range ids {
		i, err := d.lives(id, on)
		if err != nil {
			return 0, err
		}
		p := d.h.at(i).parent(main, cut{on, 0, d.h.head})
		if parent != silent && p != parent {
			return 0, fault.In("parent", "Các đơn vị hợp nhất không cùng một cấp trên. Hãy nêu cấp trên của đơn vị mới.")
		}
		parent = p
	}
	return parent, nil
}

// Absorb ends some nodes and gives all they had to one that exists.
func (d *Draft) Absorb(ids []string, into string, on day.Day) error {
	ids = distinct(ids)
	if len(ids) == 0 {
		return fault.Invalidf("Chưa chọn đơn vị được sáp nhập. Hãy chọn ít nhất một đơn vị.")
	}
	if _, err := d.lives(into, on); err != nil {
		return err
	}
	if slices.Contains(ids, into) {
		i, _ := d.h.Index(into)
		return fault.Invalidf("%s không thể sáp nhập vào chính mình. Hãy bỏ đơn vị này khỏi danh sách được sáp nhập.", d.say(i))
	}
	return d.merge(ids, into, on, Absorbed)
}

// distinct leaves each id once, in order.
func distinct(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (d *Draft) merge(ids []string, into string, on day.Day, kind SuccessionKind) error {
	to, _ := d.h.Index(into)
	var sources []int32
	var facts []Fact
	var successions []Succession
	for _, id := range ids {
		i, ends, err := d.end(id, on)
		if err != nil {
			return err
		}
		sources, facts = append(sources, i), append(facts, ends...)
		successions = append(successions, Succession{Kind: kind, From: id, To: into, On: on})
	}
	if err := d.inherit(sources, to, on); err != nil {
		return err
	}
	d.add(facts, successions)
	var moves []Fact
	for _, i := range sources {
		more, err := d.hand(i, d.orphans(i, on), to)
		if err != nil {
			return err
		}
		moves = append(moves, more...)
	}
	d.add(moves, nil)
	return nil
}

// Dissolve ends a node. Its figures and its children go to the successor, if one is named; its children to the holder
// instead, if one is named. On other lines than the main one children without a place leave the line.
func (d *Draft) Dissolve(id, successor, holder string, on day.Day) error {
	i, facts, err := d.end(id, on)
	if err != nil {
		return err
	}
	to := int32(-1)
	var successions []Succession
	for _, s := range []Succession{{Kind: Dissolved, To: successor}, {Kind: Held, To: holder}} {
		if s.To == "" {
			continue
		}
		if to, err = d.lives(s.To, on); err != nil {
			return err
		}
		if to == i {
			return fault.Invalidf("%s không thể tự tiếp nhận chính mình. Hãy chọn đơn vị tiếp nhận khác.", d.say(i))
		}
		s.From, s.On = id, on
		successions = append(successions, s)
	}
	list := d.orphans(i, on)
	if to < 0 {
		main, _ := d.h.line(d.Main)
		var left []int32
		for _, o := range list {
			if o.line == main && !slices.Contains(left, o.child) {
				left = append(left, o.child)
			}
		}
		if len(left) > 0 {
			return fault.Invalidf("%s còn %d đơn vị trực thuộc từ %s (%s). Hãy chuyển các đơn vị này trước, hoặc nêu đơn vị kế thừa hay đơn vị tạm quản lý.",
				d.say(i), len(left), on.VN(), d.list(left))
		}
	} else if successor != "" {
		kin, _ := d.h.Index(successor)
		if err := d.inherit([]int32{i}, kin, on); err != nil {
			return err
		}
	}
	d.add(facts, successions)
	if to < 0 {
		var moves []Fact
		for _, o := range list {
			moves = append(moves, d.under(o.child, d.h.lines[o.line], []point{{o.from, off}})...)
		}
		d.add(moves, nil)
		return nil
	}
	moves, err := d.hand(i, list, to)
	if err == nil {
		d.add(moves, nil)
	}
	return err
}
