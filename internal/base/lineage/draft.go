package lineage

import (
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
)

// Draft is a change in the making: it gathers facts and successions, and gives them out only if the tree stays whole.
// It is made for one goroutine. After an error it is thrown away.
type Draft struct {
	// Main is the line on which a living node's children may never be left without a parent.
	Main string
	// Exist is the verb for being there, for sentences: "hoạt động" of a union body, "tồn tại" of a place.
	Exist string

	h           *History // as it will be
	base        *History // as it is
	change      string
	recorded    day.Instant
	facts       []Fact
	successions []Succession
	touched     []int32 // nodes to be checked
}

// Draft begins a change with this id, recorded at an instant that may not be before the last one.
func (h *History) Draft(change string, recorded day.Instant) *Draft {
	return &Draft{Exist: "hoạt động", h: h, base: h, change: change, recorded: max(recorded, h.last)}
}

// History returns the history with all that was drafted so far.
func (d *Draft) History() *History { return d.h }

// Done checks the tree at every instant that the change touches, and returns what is to be stored, with its Seq given.
func (d *Draft) Done() ([]Fact, []Succession, *History, error) {
	slices.Sort(d.touched)
	d.touched = slices.Compact(d.touched)
	for _, i := range d.touched { // first what was taken back: that names the cause
		if born, _ := d.h.Life(i, 0); born == 0 {
			if err := d.checkVoid(i); err != nil {
				return nil, nil, nil, err
			}
		}
	}
	for _, i := range d.touched {
		if err := d.check(i); err != nil {
			return nil, nil, nil, err
		}
	}
	return d.facts, d.successions, d.h, nil
}

// add takes facts and successions in: what comes later in the same change already sees them.
func (d *Draft) add(facts []Fact, successions []Succession) {
	seq := d.h.head
	for k := range facts {
		seq++
		facts[k].Seq, facts[k].Change, facts[k].Recorded = seq, d.change, d.recorded
	}
	for k := range successions {
		seq++
		successions[k].Seq, successions[k].Change, successions[k].Recorded = seq, d.change, d.recorded
	}
	d.facts, d.successions = append(d.facts, facts...), append(d.successions, successions...)
	d.h = d.h.With(facts, successions)
	for _, f := range facts {
		i, _ := d.h.Index(f.Node)
		d.touched = append(d.touched, i)
		if (f.State != "" && f.State != Alive) || f.Parent == Off { // whose children may lose their parent
			d.touched = append(d.touched, d.h.kids(i)...)
		}
	}
}

// kids returns all nodes that were ever said to have this one as a parent.
func (h *History) kids(i int32) []int32 {
	t := h.at(i).ties
	if t == nil {
		return nil
	}
	all := slices.Clone(t.kids)
	slices.Sort(all)
	return slices.Compact(all)
}

// find returns the index of a node that is known.
func (d *Draft) find(id string) (int32, error) {
	if i, ok := d.h.Index(id); ok && len(d.h.at(i).facts) > 0 {
		return i, nil
	}
	if id == "" {
		return 0, fault.Invalidf("Chưa chọn đơn vị. Hãy chọn một đơn vị trong danh sách.")
	}
	return 0, fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách.", id)
}

// lives returns the index of a node that is there on a day.
func (d *Draft) lives(id string, on day.Day) (int32, error) {
	i, err := d.find(id)
	if err != nil {
		return 0, err
	}
	return i, d.livesAt(i, on)
}

func (d *Draft) livesAt(i int32, on day.Day) error {
	born, ended := d.h.Life(i, 0)
	switch {
	case born == 0:
		return fault.Invalidf("%s đã bị hủy ghi nhận, không còn dùng được. Hãy chọn đơn vị khác.", d.say(i))
	case on < born:
		return fault.In("effective", "%s chỉ %s từ %s; ngày %s là trước đó. Hãy chọn ngày từ %s trở đi, hoặc đính chính ngày thành lập.",
			d.say(i), d.Exist, born.VN(), on.VN(), born.VN())
	case on >= ended:
		return fault.In("effective", "%s chỉ %s đến hết %s; ngày %s là sau đó. Hãy chọn ngày sớm hơn, hoặc chọn đơn vị kế thừa.",
			d.say(i), d.Exist, ended.Add(-1).VN(), on.VN())
	}
	return nil
}

// say names a node in a sentence: its newest name.
func (d *Draft) say(i int32) string { return d.h.Name(i, day.AsOf{Day: day.Forever}) }

// list names some nodes in a sentence, three at most.
func (d *Draft) list(nodes []int32) string {
	var names []string
	for _, i := range nodes[:min(3, len(nodes))] {
		names = append(names, d.say(i))
	}
	s := strings.Join(names, "; ")
	if len(nodes) > 3 {
		s += "; …"
	}
	return s
}

// effective refuses a change without a day.
func effective(on day.Day) error {
	if on <= 0 || on >= day.Forever {
		return fault.In("effective", "Chưa có ngày hiệu lực. Hãy ghi ngày mà thay đổi bắt đầu có hiệu lực.")
	}
	return nil
}

// Expect refuses the change if something was recorded about the node after the change that its writer had seen.
// An empty seen asks for nothing.
func (d *Draft) Expect(id, seen string) error {
	i, err := d.find(id)
	if err != nil || seen == "" || d.h.Last(i) == seen {
		return err
	}
	n := d.h.at(i)
	var head int64 // where the writer's knowledge ends
	for _, f := range n.facts {
		if f.change == seen {
			head = max(head, f.seq)
		}
		if f.gone.seq != 0 && d.h.taken[f.change] == seen {
			head = max(head, f.gone.seq)
		}
	}
	return d.changed(i, head)
}

// Unchanged refuses the change if anything was recorded about the node after the Seq that its writer's knowledge reached.
func (d *Draft) Unchanged(id string, head int64) error {
	i, err := d.find(id)
	if err != nil {
		return err
	}
	for _, f := range d.h.at(i).facts {
		if f.seq > head || f.gone.seq > head {
			return d.changed(i, head)
		}
	}
	return nil
}

// changed says what became otherwise of a node since the records reached a Seq.
func (d *Draft) changed(i int32, head int64) error {
	old, now := d.attributes(i, head), d.attributes(i, d.h.head)
	for k := range old {
		if old[k].value != now[k].value {
			return fault.Conflictf("%s vừa được người khác thay đổi: %s lúc bạn mở là “%s”, nay là “%s”. Hãy xem lại rồi ghi tiếp nếu vẫn cần.",
				d.say(i), old[k].label, old[k].value, now[k].value)
		}
	}
	return fault.Conflictf("%s vừa được người khác thay đổi sau khi bạn mở. Hãy xem lại rồi ghi tiếp nếu vẫn cần.", d.say(i))
}

type attribute struct{ label, value string }

// attributes tells what was known of a node's newest state when the records reached a Seq.
func (d *Draft) attributes(i int32, head int64) []attribute {
	n, c := d.h.at(i), cut{day.Forever, 0, head}
	all := []attribute{{"tên", n.name(c)}, {"tên viết tắt", n.short(c)}, {"mã", n.code(c)}, {"loại", d.h.kinds[n.kind(c)]},
		{"tình trạng", map[State]string{"": "chưa có", Void: "chưa có", Alive: "đang " + d.Exist, Suspended: "tạm ngừng", Ended: "đã kết thúc"}[n.state(c)]}}
	for l := 1; l < len(d.h.lines); l++ {
		above := "không có"
		if p := n.parent(int16(l), c); p >= 0 {
			above = d.say(p)
		}
		all = append(all, attribute{"cấp trên", above})
	}
	return all
}
