package lineage

import (
	"maps"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// Portion is one part of a split.
type Portion struct {
	// Node is a node to be founded, or one that exists if New is false; then only its ID is read.
	// The node that is split is itself a portion where it goes on (tách); else it ends (chia).
	Node
	New      bool
	Children []string         // the children that go to this part
	Rest     bool             // all other children go to this part
	Shares   map[string]int64 // indicator → parts per million of what the split node did before
}

// Split divides a node. Every child must have a part to go to. Shares are given for an indicator in all parts or in none.
func (d *Draft) Split(id string, portions []Portion, on day.Day) error {
	if err := effective(on); err != nil {
		return err
	}
	i, err := d.lives(id, on)
	if err != nil {
		return err
	}
	if err := d.portions(i, portions); err != nil {
		return err
	}
	goesOn := false
	var ends []Fact
	for _, p := range portions {
		goesOn = goesOn || p.ID == id
	}
	if !goesOn {
		if _, ends, err = d.end(id, on); err != nil {
			return err
		}
	}
	var successions []Succession
	rest := int32(-1)
	target := map[int32]int32{} // child → part
	for _, p := range portions {
		to, err := d.portion(i, p, on)
		if err != nil {
			return err
		}
		successions = append(successions, Succession{Kind: Divided, From: id, To: p.ID, On: on, Shares: maps.Clone(p.Shares)})
		if p.Rest || (p.ID == id && rest < 0) {
			rest = to
		}
		for _, child := range p.Children {
			c, err := d.find(child)
			if err != nil {
				return err
			}
			if other, twice := target[c]; twice && other != to {
				return fault.Invalidf("%s được chia vào hai nơi: %s và %s. Hãy chỉ để ở một nơi.", d.say(c), d.say(other), d.say(to))
			}
			target[c] = to
		}
	}
	if rest >= 0 && !goesOn {
		successions = append(successions, Succession{Kind: Held, From: id, To: d.h.ID(rest), On: on})
	}
	list := d.orphans(i, on)
	if err := d.allPlaced(i, list, target, rest, on); err != nil {
		return err
	}
	d.add(ends, successions)
	var facts []Fact
	for _, o := range list {
		to, named := target[o.child]
		if !named {
			to = rest
		}
		if to == i || to < 0 {
			if to < 0 {
				facts = append(facts, d.under(o.child, d.h.lines[o.line], []point{{o.from, off}})...)
			}
			continue
		}
		more, err := d.hand(i, []orphan{o}, to)
		if err != nil {
			return err
		}
		facts = append(facts, more...)
	}
	d.add(facts, nil)
	return nil
}

// portions refuses parts that are too few, come twice, or whose shares do not add up.
func (d *Draft) portions(i int32, portions []Portion) error {
	if len(portions) < 2 {
		return fault.Invalidf("Chia, tách %s cần ít nhất hai phần. Nếu chỉ đổi tên, hãy dùng “Đổi tên”.", d.say(i))
	}
	sums := map[string]int64{}
	for k, p := range portions {
		for _, q := range portions[:k] {
			if p.ID == q.ID {
				return fault.Invalidf("Một phần được ghi hai lần trong quyết định chia, tách %s. Hãy bỏ bớt một.", d.say(i))
			}
		}
		for indicator, ppm := range p.Shares {
			if ppm < 0 || ppm > Whole {
				return fault.Invalidf("Tỷ lệ phân bổ của chỉ số %s phải từ 0 đến 1.000.000 phần triệu. Hãy sửa lại tỷ lệ.", indicator)
			}
			sums[indicator] += ppm
		}
	}
	for _, indicator := range slices.Sorted(maps.Keys(sums)) {
		for _, p := range portions {
			if _, ok := p.Shares[indicator]; !ok {
				return fault.Invalidf("Chỉ số %s chưa có tỷ lệ phân bổ cho mọi phần. Hãy ghi đủ, phần không nhận gì ghi 0.", indicator)
			}
		}
		if sums[indicator] != Whole {
			return fault.Invalidf("Tỷ lệ phân bổ của chỉ số %s cộng lại được %s phần triệu, phải đúng 1.000.000. Hãy sửa lại tỷ lệ.",
				indicator, thousands(sums[indicator]))
		}
	}
	return nil
}

// portion founds a part, or finds one that exists.
func (d *Draft) portion(i int32, p Portion, on day.Day) (int32, error) {
	if !p.New {
		return d.lives(p.ID, on)
	}
	if p.Parents[d.Main] == "" {
		main, _ := d.h.line(d.Main)
		p.Parents = maps.Clone(p.Parents)
		if p.Parents == nil {
			p.Parents = map[string]string{}
		}
		p.Parents[d.Main] = d.word(d.h.at(i).parent(main, cut{on, 0, d.h.head}))
	}
	if err := d.Found(on, p.Node); err != nil {
		return 0, err
	}
	to, _ := d.h.Index(p.ID)
	return to, d.inherit([]int32{i}, to, on)
}

// allPlaced refuses a split that leaves children of the main line without a part, or names a node that is no child.
func (d *Draft) allPlaced(i int32, list []orphan, target map[int32]int32, rest int32, on day.Day) error {
	main, _ := d.h.line(d.Main)
	var left []int32
	there := map[int32]bool{}
	for _, o := range list {
		there[o.child] = true
		if _, named := target[o.child]; !named && rest < 0 && o.line == main && !slices.Contains(left, o.child) {
			left = append(left, o.child)
		}
	}
	if len(left) > 0 {
		return fault.Invalidf("Còn %d đơn vị trực thuộc %s chưa được chia vào phần nào (%s). Hãy chỉ rõ phần nhận, hoặc chọn một phần nhận tất cả số còn lại.",
			len(left), d.say(i), d.list(left))
	}
	for _, c := range slices.Sorted(maps.Keys(target)) {
		if !there[c] {
			return fault.Invalidf("%s không trực thuộc %s từ %s nên không chia được. Hãy bỏ đơn vị này khỏi danh sách.", d.say(c), d.say(i), on.VN())
		}
	}
	return nil
}

// thousands writes a number with points.
func thousands(n int64) string {
	s := []byte{}
	for k := 0; n > 0 || k == 0; k++ {
		if k > 0 && k%3 == 0 {
			s = append(s, '.')
		}
		s, n = append(s, byte('0'+n%10)), n/10
	}
	slices.Reverse(s)
	return string(s)
}
