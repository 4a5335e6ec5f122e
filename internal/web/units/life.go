package units

import (
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
)

// drawing picks the sign of a kind of change.
var drawing = map[lineage.ChangeKind]string{
	lineage.ChangeFound: "found", lineage.ChangeRename: "rename", lineage.ChangeRetype: "retype", lineage.ChangeRecode: "rename",
	lineage.ChangeMove: "move", lineage.ChangeJoin: "move", lineage.ChangeLeave: "move", lineage.ChangeConsolidate: "merge",
	lineage.ChangeAbsorb: "absorb", lineage.ChangeSplit: "split", lineage.ChangeDissolve: "dissolve", lineage.ChangeSuspend: "suspend",
	lineage.ChangeResume: "resume", lineage.ChangeCorrect: "correct", lineage.ChangeWithdraw: "correct",
}

// life is the unit's timeline, the newest first: what holds from a later day stands above.
func (r *reading) life() ([]ui.Event, error) {
	all, err := org.Changes(r.a.V, r.u.ID)
	if err != nil {
		return nil, err
	}
	var who []string
	for _, c := range all {
		who = append(who, c.By)
	}
	names, err := people.Names(r.a.V, who)
	if err != nil {
		return nil, err
	}
	touched, roles := r.touched()
	var out []ui.Event
	for _, c := range slices.Backward(all) {
		e := ui.Event{Day: c.On, Kind: drawing[c.Kind], Title: r.title(c, roles[c.ID]), Text: sentence(without(c.Says, touched[c.ID])), Decision: decision(c.Decision),
			Future: c.On > r.a.Today(), Units: touched[c.ID]}
		if c.File != "" {
			e.Href = "/changes/" + c.ID + "/file"
		}
		delete(touched, c.ID) // a change in several steps names them once
		if c.Overridden {
			e.Title += " (đã được đính chính)"
			e.Text = "Không còn giá trị: " + e.Text
		}
		if c.Note != "" {
			e.Text = strings.TrimSpace(e.Text + " Ghi chú: " + c.Note + ".")
		}
		e.Recorded = "Ghi nhận lúc " + c.Recorded.VN()
		if name := names[c.By]; name != "" {
			e.Recorded += ", " + name
		}
		out = append(out, e)
	}
	return out, nil
}

func sentence(says []string) string {
	if len(says) == 0 {
		return ""
	}
	return strings.Join(says, ". ") + "."
}

// decision names the paper that a change rests on.
func decision(d org.Decision) string {
	if d.Number == "" && d.Date == 0 {
		return ""
	}
	s := paper(d.Number)
	if d.Number != "" {
		s += " số " + d.Number
	}
	if d.Date != 0 {
		s += " ngày " + d.Date.VN()
	}
	if d.Issuer != "" {
		s += " của " + d.Issuer
	}
	return s
}

// paper is the kind of a decision's paper, as its number says.
func paper(number string) string {
	if strings.Contains(number, "/QH") { // the National Assembly's resolutions on borders bear no other sign
		return "Nghị quyết"
	}
	n, err := dispatch.ParseNumber(number)
	if err != nil || n.Kind == "" {
		return "Văn bản"
	}
	name := []rune(n.Kind.Name())
	return strings.ToUpper(string(name[:1])) + string(name[1:])
}

// role is what a unit is to a change: the one that gives way, or the one that comes after.
type role int

const (
	bystander role = iota
	gave
	received
)

// titles say a change from the side of the unit that is looked at, where that is not plain from the change's own name.
var titles = map[lineage.ChangeKind][3]string{
	lineage.ChangeConsolidate: {"", "Hợp nhất thành đơn vị mới", "Thành lập do hợp nhất"},
	lineage.ChangeAbsorb:      {"", "Sáp nhập vào đơn vị khác", "Nhận sáp nhập"},
	lineage.ChangeSplit:       {"", "Chia, tách", "Thành lập do chia, tách"},
	lineage.ChangeDissolve:    {"", "Giải thể, có đơn vị kế thừa", "Tiếp nhận đơn vị giải thể"},
}

func (r *reading) title(c org.Change, as role) string {
	if t := titles[c.Kind][as]; t != "" {
		return t
	}
	if c.Kind == lineage.ChangeFound && c.On != r.u.Born {
		return "Đứng đầu một tuyến mới" // its unit was founded for others beneath it
	}
	if c.Kind == lineage.ChangeDissolve && c.On != r.u.Ended {
		return "Cấp trên cũ giải thể"
	}
	return org.ChangeLabel(c.Kind)
}

// without drops the sentences that only name units which are listed beneath them.
func without(says []string, units []ui.Link) []string {
	var out []string
	for _, s := range says {
		if !slices.ContainsFunc(units, func(l ui.Link) bool {
			return strings.HasSuffix(s, " "+l.Label) && (strings.HasPrefix(s, "Hợp nhất") || strings.HasPrefix(s, "Nhận sáp nhập") || strings.HasPrefix(s, "Sáp nhập") || strings.HasPrefix(s, "Kế thừa"))
		}) {
			out = append(out, s)
		}
	}
	return out
}

// touched are the other units of each change that has to do with a succession, as they were called on its day, and what
// this unit is to the change.
func (r *reading) touched() (map[string][]ui.Link, map[string]role) {
	out, roles := map[string][]ui.Link{}, map[string]role{}
	for _, e := range r.h.Timeline(r.i) {
		s := e.Succession
		if s == nil || s.Kind == lineage.Withdrawn {
			continue
		}
		other, on, as := s.From, s.On-1, received
		if other == r.u.ID {
			other, on, as = s.To, s.On, gave
		}
		switch held := s.Kind == lineage.Held; {
		case held && as == gave: // it ended without a successor: somebody else only looks after its children
		case !held || roles[e.Change] == bystander:
			roles[e.Change] = as
		}
		i, ok := r.h.Index(other)
		if !ok || other == r.u.ID {
			continue
		}
		if l := r.link(i, on); l.Href != "" && !slices.Contains(out[e.Change], l) {
			out[e.Change] = append(out[e.Change], l)
		}
	}
	return out, roles
}

// names are the names that the unit had, the newest first.
func (r *reading) names() []called {
	var out []called
	for _, e := range r.h.Timeline(r.i) {
		f := e.Fact
		if f.Name == "" || e.Overridden {
			continue
		}
		if n := len(out); n > 0 {
			if out[n-1].From == f.From {
				out = out[:n-1]
			} else {
				out[n-1].To = f.From
			}
		}
		asOf := day.AsOf{Day: f.From}
		if n := len(out); n > 0 && out[n-1].Name == f.Name {
			out[n-1].To = r.u.Ended
			continue
		}
		out = append(out, called{Name: f.Name, Short: r.h.Short(r.i, asOf), From: f.From, To: r.u.Ended})
	}
	slices.Reverse(out)
	return out
}
