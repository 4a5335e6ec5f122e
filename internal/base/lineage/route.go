package lineage

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// Decisions arrive late, and others are made for days to come. So putting a node under a parent "from a day on" is not one
// fact: the parent may be known to end before the node does, and then the node goes where the parent's children went.

// point says who stands above from a day on.
type point struct {
	from   day.Day
	parent int32
}

// route returns who stands above node i from a day up to another if it is put under p: p, and where it ends its heirs.
func (d *Draft) route(i, p int32, from, to day.Day) ([]point, error) {
	if p < 0 {
		return []point{{from, p}}, nil
	}
	if err := d.livesAt(p, from); err != nil {
		return nil, err
	}
	points := []point{{from, p}}
	for range depthMax {
		_, ended := d.h.Life(p, 0)
		if ended >= to {
			return points, nil
		}
		heir, ok := d.heir(p, ended)
		if !ok {
			return nil, fault.Invalidf("%s kết thúc từ %s và không để lại đúng một đơn vị tiếp nhận, nên chưa rõ sau đó %s trực thuộc đâu. Hãy chọn cấp trên khác từ ngày đó, hoặc ghi việc này trước ngày đó.",
				d.say(p), ended.VN(), d.say(i))
		}
		from = max(from, ended) // an heir may be known to have ended first: then its own heir follows
		if p = heir; d.h.Ended(p) > from {
			points = append(points, point{from, p})
		}
	}
	return nil, fault.Invalidf("Các đơn vị tiếp nhận của %s nối tiếp nhau không dứt. Hãy kiểm tra lại các quyết định đã ghi.", d.say(points[0].parent))
}

// heir returns the node to which the children of one that ended on a day went, if it is one.
func (d *Draft) heir(p int32, ended day.Day) (int32, bool) {
	t := d.h.at(p).ties
	if t == nil {
		return 0, false
	}
	var heirs, holders []string
	for _, s := range t.live(cut{day.Forever, 0, d.h.head}) {
		if s.On != ended {
			continue
		}
		if s.Kind == Held {
			holders = append(holders, s.To)
		} else {
			heirs = append(heirs, s.To)
		}
	}
	if len(holders) == 1 {
		heirs = holders
	}
	if len(heirs) != 1 {
		return 0, false
	}
	i, ok := d.h.Index(heirs[0])
	return i, ok
}

// put returns the facts that put node i under p on a line from a day on, until the next decision of its own or its end.
// Set-points after the day that only followed from the fate of the parent it is taken away from are overridden.
func (d *Draft) put(i int32, line string, p int32, on day.Day) ([]Fact, error) {
	_, to := d.h.Life(i, 0)
	var followed []day.Day
	if l, ok := d.h.line(line); ok {
		before := off
		for _, s := range d.h.stretches(i, l) {
			if s.from > on && s.from < to {
				if before < 0 || !d.consequence(int32(before), s) {
					to = s.from
					break
				}
				followed = append(followed, s.from)
			}
			before = int(s.parent)
		}
	}
	points, err := d.route(i, p, on, to)
	if err != nil {
		return nil, err
	}
	return d.under(i, line, fill(points, followed)), nil
}

// fill says who stands above on some days more, without changing who does.
func fill(points []point, days []day.Day) []point {
	for _, at := range days {
		k, found := slices.BinarySearchFunc(points, at, func(p point, at day.Day) int { return int(p.from - at) })
		if !found {
			points = slices.Insert(points, k, point{at, points[k-1].parent})
		}
	}
	return points
}

// consequence reports whether a stretch began only because p, the parent before it, came to its end: by the same change,
// or known beforehand.
func (d *Draft) consequence(p int32, s stretch) bool {
	t := d.h.at(p).ties
	if t == nil {
		return false
	}
	if slices.ContainsFunc(t.out, func(o Succession) bool { return o.Change == s.change && o.gone.seq == 0 }) {
		return true
	}
	heir, ok := d.heir(p, s.from)
	return ok && heir == s.parent && d.h.Ended(p) == s.from
}

func (d *Draft) under(i int32, line string, points []point) []Fact {
	var facts []Fact
	for _, p := range points {
		facts = append(facts, Fact{Node: d.h.ID(i), From: p.from, Line: line, Parent: d.word(p.parent)})
	}
	return facts
}

// word is what Fact.Parent says for an index.
func (d *Draft) word(p int32) string {
	switch p {
	case top:
		return Top
	case off:
		return Off
	}
	return d.h.ID(p)
}
