package lineage

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// stretch is a time during which a node has one parent on a line: from From up to To, To not included.
type stretch struct {
	from, to day.Day
	parent   int32 // a node, top or off
	change   string
}

// stretches returns the parents of a node on a line by all that is known, one after the other; each ends where the next
// begins, the last one never. Time before the first fact is left out.
func (h *History) stretches(i int32, line int16) []stretch {
	var out []stretch
	for _, f := range h.at(i).facts {
		if f.parent == silent || f.line != line || f.gone.seq != 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].from == f.since { // recorded later for the same day
			out[n-1].parent, out[n-1].change = f.parent, f.change
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].to = f.since
		}
		out = append(out, stretch{f.since, day.Forever, f.parent, f.change})
	}
	return out
}

// within returns the part of the stretches that lies between two days.
func within(all []stretch, from, to day.Day) []stretch {
	var out []stretch
	for _, s := range all {
		if s.from, s.to = max(s.from, from), min(s.to, to); s.from < s.to {
			out = append(out, s)
		}
	}
	return out
}

// check refuses a node that at any time of its life has a parent that does not live or is not on the line, or that stands
// above itself. Trees were whole before the change, so only what it touches need be looked at.
func (d *Draft) check(i int32) error {
	born, ended := d.h.Life(i, 0)
	if born == 0 {
		return nil
	}
	if on := d.gap(i, born, ended); on != 0 {
		return fault.Invalidf("%s sẽ bị ngắt quãng từ %s: hết %s rồi lại %s. Hãy hủy ghi nhận các thay đổi sau ngày đó trước.", d.say(i), on.VN(), d.Exist, d.Exist)
	}
	if d.circle(i, i, ended, 0) {
		return fault.Invalidf("%s sẽ được chính đơn vị mà nó kế thừa kế thừa lại. Hãy hủy ghi nhận quyết định trước, hoặc chọn đơn vị tiếp nhận khác.", d.say(i))
	}
	for l := 1; l < len(d.h.lines); l++ {
		for _, s := range within(d.h.stretches(i, int16(l)), born, ended) {
			if s.parent < 0 {
				continue
			}
			if err := d.standing(i, int16(l), s); err != nil {
				return err
			}
			if on, ok := d.above(i, s.parent, int16(l), s.from, s.to, 0); ok {
				if s.parent == i {
					return fault.Invalidf("%s không thể là cấp trên của chính mình. Hãy chọn đơn vị khác.", d.say(i))
				}
				return fault.Invalidf("%s đang là cấp dưới của %s từ %s, nên không thể đồng thời là cấp trên. Hãy chọn đơn vị khác, hoặc chuyển %s ra trước.",
					d.say(s.parent), d.say(i), on.VN(), d.say(s.parent))
			}
		}
	}
	return nil
}

// checkVoid refuses to take back the founding of a node that something went over to, or from, by another change.
func (d *Draft) checkVoid(i int32) error {
	t := d.h.at(i).ties
	if t == nil {
		return nil
	}
	now := cut{day.Forever, 0, d.h.head}
	for _, s := range t.in {
		if from, _ := d.h.Index(s.From); !s.gone.known(now) {
			return fault.Invalidf("%s đã tiếp nhận %s từ %s, nên chưa thể hủy ghi nhận việc thành lập. Hãy hủy ghi nhận quyết định đó trước.",
				d.say(i), d.say(from), s.On.VN())
		}
	}
	if out := t.live(now); len(out) > 0 {
		return fault.Invalidf("%s đã có đơn vị kế thừa từ %s, nên chưa thể hủy ghi nhận việc thành lập. Hãy hủy ghi nhận quyết định đó trước.",
			d.say(i), out[0].On.VN())
	}
	return nil
}

// gap returns the first day on which a node is not there between its first day and its last, 0 for none: a life is one.
func (d *Draft) gap(i int32, born, ended day.Day) day.Day {
	n := d.h.at(i)
	for _, f := range n.facts {
		if f.state != "" && f.gone.seq == 0 && f.since >= born && f.since < ended && !living(n.state(cut{f.since, 0, d.h.head})) {
			return f.since
		}
	}
	return 0
}

// circle reports whether a node comes back to itself through those that took over where p ended, and so on.
func (d *Draft) circle(i, p int32, ended day.Day, depth int) bool {
	t := d.h.at(p).ties
	if ended == day.Forever || t == nil {
		return false
	}
	if depth > depthMax {
		return true
	}
	for _, s := range t.live(cut{day.Forever, 0, d.h.head}) {
		if s.On != ended {
			continue
		}
		to, _ := d.h.Index(s.To)
		if to == i || d.circle(i, to, d.h.Ended(to), depth+1) {
			return true
		}
	}
	return false
}

// standing refuses a parent that is not there, or not on the line, for the whole stretch.
func (d *Draft) standing(i int32, line int16, s stretch) error {
	born, ended := d.h.Life(s.parent, 0)
	switch {
	case born == 0:
		return fault.Invalidf("%s trực thuộc %s từ %s, nên chưa thể hủy ghi nhận việc thành lập %s. Hãy chuyển, hoặc hủy ghi nhận các đơn vị trực thuộc trước.",
			d.say(i), d.say(s.parent), s.from.VN(), d.say(s.parent))
	case s.from < born:
		return fault.Invalidf("%s trực thuộc %s từ %s, nhưng %s chỉ %s từ %s. Hãy chọn ngày muộn hơn hoặc cấp trên khác.",
			d.say(i), d.say(s.parent), s.from.VN(), d.say(s.parent), d.Exist, born.VN())
	case s.to > ended:
		return fault.Invalidf("%s còn trực thuộc %s sau khi %s kết thúc ngày %s. Hãy chuyển %s sang cấp trên khác, hoặc nêu đơn vị tạm quản lý.",
			d.say(i), d.say(s.parent), d.say(s.parent), ended.VN(), d.say(i))
	}
	at := s.from
	for _, p := range within(d.h.stretches(s.parent, line), s.from, s.to) {
		if p.from > at || p.parent == off {
			break
		}
		at = p.to
	}
	if at < s.to {
		return fault.Invalidf("%s không thuộc tuyến này từ %s, nên %s không thể trực thuộc trên tuyến này. Hãy chọn cấp trên khác.",
			d.say(s.parent), at.VN(), d.say(i))
	}
	return nil
}

// above reports whether a node stands above p somewhere between two days, and from when.
func (d *Draft) above(node, p int32, line int16, from, to day.Day, depth int) (day.Day, bool) {
	if p == node || depth > depthMax {
		return from, true
	}
	for _, s := range within(d.h.stretches(p, line), from, to) {
		if s.parent < 0 {
			continue
		}
		if on, ok := d.above(node, s.parent, line, s.from, s.to, depth+1); ok {
			return on, true
		}
	}
	return 0, false
}
