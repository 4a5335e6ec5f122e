package lineage

import (
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// A correction mends the record and makes no history: what was wrong is said again for the same day. The wrong record
// stays, is shown as overridden, and still answers to questions about what was known before.

// Correct says again what a node is called, or of which kind it is, from a day on which it was said wrongly.
func (d *Draft) Correct(id string, on day.Day, w Words) error {
	i, err := d.find(id)
	if err != nil {
		return err
	}
	for _, a := range []struct {
		label string
		given string
		says  func(*fact) bool
	}{
		{"tên", w.Name, func(f *fact) bool { return f.words != nil && f.words.name != "" }},
		{"tên viết tắt", w.Short, func(f *fact) bool { return f.words != nil }},
		{"mã", w.Code, func(f *fact) bool { return f.words != nil }},
		{"loại", w.Kind, func(f *fact) bool { return f.kind != 0 }},
	} {
		if a.given == "" {
			continue
		}
		if !slices.ContainsFunc(d.h.at(i).facts, func(f fact) bool { return f.since == on && f.gone.seq == 0 && a.says(&f) }) {
			return fault.In("effective", "%s không có ghi nhận nào về %s vào ngày %s để đính chính. Hãy chọn đúng ngày của ghi nhận bị sai, hoặc ghi một thay đổi mới.",
				d.say(i), a.label, on.VN())
		}
	}
	if w == (Words{}) {
		return fault.Invalidf("Chưa ghi nội dung đính chính cho %s. Hãy ghi ít nhất một nội dung đúng.", d.say(i))
	}
	d.add([]Fact{{Node: id, From: on, Name: w.Name, Short: w.Short, Kind: w.Kind, Code: w.Code}}, nil)
	return nil
}

// CorrectParent says again under whom a node came to stand on a line on a day.
func (d *Draft) CorrectParent(id, line, parent string, on day.Day) error {
	i, err := d.find(id)
	if err != nil {
		return err
	}
	l, ok := d.h.line(line)
	if !ok || !slices.ContainsFunc(d.h.at(i).facts, func(f fact) bool { return f.since == on && f.line == l && f.parent != silent && f.gone.seq == 0 }) {
		return fault.In("effective", "%s không có ghi nhận nào về cấp trên vào ngày %s để đính chính. Hãy chọn đúng ngày của ghi nhận bị sai, hoặc dùng “Chuyển”.",
			d.say(i), on.VN())
	}
	p := int32(top)
	if parent != Top {
		if p, err = d.find(parent); err != nil {
			return err
		}
	}
	return d.putUnder(i, line, p, on)
}

// CorrectBirth says again on which day a node was founded.
func (d *Draft) CorrectBirth(id string, born day.Day) error {
	if err := effective(born); err != nil {
		return err
	}
	i, err := d.find(id)
	if err != nil {
		return err
	}
	old, ended := d.h.Life(i, 0)
	switch {
	case old == 0:
		return d.livesAt(i, born)
	case born == old:
		return fault.In("effective", "%s đã ghi thành lập đúng ngày %s. Hãy kiểm tra lại ngày cần đính chính.", d.say(i), born.VN())
	case born >= ended:
		return fault.In("effective", "%s đã kết thúc từ %s; ngày thành lập phải trước đó. Hãy kiểm tra lại ngày cần đính chính.", d.say(i), ended.VN())
	}
	n, c := d.h.at(i), cut{max(old, born), 0, d.h.head}
	facts := []Fact{{Node: id, From: born, State: n.state(c)}}
	if born > old {
		facts = append(facts, Fact{Node: id, From: old, State: Void})
		for _, f := range n.facts { // what was said of its work between the two days falls away with them
			if f.state != "" && f.gone.seq == 0 && f.since > old && f.since < born {
				facts = append(facts, Fact{Node: id, From: f.since, State: Void})
			}
		}
		d.add(facts, nil)
		return nil
	}
	for _, f := range n.facts { // an earlier correction may have said that it was not there yet
		if f.state == Void && f.gone.seq == 0 && f.since > born && f.since < old {
			facts = append(facts, Fact{Node: id, From: f.since, State: facts[0].State})
		}
	}
	facts[0].Name, facts[0].Short, facts[0].Code, facts[0].Kind = n.name(c), n.short(c), n.code(c), d.h.kinds[n.kind(c)]
	d.add(facts, nil)
	for l := 1; l < len(d.h.lines); l++ {
		p := n.parent(int16(l), c)
		if p == off {
			continue
		}
		points, err := d.route(i, p, born, old)
		if err != nil {
			return err
		}
		var between []day.Day // what an earlier correction said of the days gained
		for _, s := range within(d.h.stretches(i, int16(l)), born+1, old) {
			between = append(between, s.from)
		}
		d.add(d.under(i, d.h.lines[l], fill(points, between)), nil)
	}
	return nil
}

// Withdraw takes back a change that should never have been recorded: nothing that it says holds any more, and nothing
// goes over from one node to another by it. A withdrawal is not itself withdrawn: what should stand is recorded anew.
func (d *Draft) Withdraw(change string) error {
	var home []Fact
	seen := false
	for i := range d.h.count {
		n := d.h.at(i)
		for k := range n.facts {
			if f := &n.facts[k]; f.change == change && f.gone.seq == 0 {
				seen = true
				d.touched = append(d.touched, i)
				d.touched = append(d.touched, d.h.kids(i)...)
				break
			}
		}
		if n.ties == nil {
			continue
		}
		for _, s := range n.ties.live(cut{day.Forever, 0, d.h.head}) {
			if s.Change == change {
				home = append(home, d.returned(i, s)...)
			}
		}
	}
	if !seen {
		return fault.NotFoundf("Không có thay đổi nào mang mã %s để hủy ghi nhận, hoặc đã hủy rồi. Hãy chọn lại trong dòng thời gian của đơn vị.", change)
	}
	d.add(home, []Succession{{Kind: Withdrawn, To: change}})
	return nil
}

// returned gives back to node p the children that were known beforehand to go to its heir, by changes of their own.
func (d *Draft) returned(p int32, s Succession) []Fact {
	var facts []Fact
	for _, c := range d.h.kids(p) {
		for l := 1; l < len(d.h.lines); l++ {
			all := d.h.stretches(c, int16(l))
			for k := 1; k < len(all); k++ {
				if all[k-1].parent == p && all[k].from == s.On && all[k].change != s.Change && d.consequence(p, all[k]) {
					facts = append(facts, d.under(c, d.h.lines[l], []point{{s.On, p}})...)
				}
			}
		}
	}
	return facts
}
