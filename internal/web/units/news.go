package units

import (
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/web/door"
)

// news is what changed on the day that is shown, and the days on which the line changed before and after it.
type news struct {
	Says   []string // in sentences, one for each kind
	Merged []merged
	More   int // merged that are not listed
	Before *ui.Link
	After  *ui.Link
}

// merged is a unit with those that it followed on the day.
type merged struct {
	Into ui.Link
	From []ui.Link
}

func (n news) empty() bool { return len(n.Says) == 0 && n.Before == nil && n.After == nil }

// mergedMax bounds the list.
const mergedMax = 24

// newsOf compares the map with that of the day before.
func newsOf(a *door.Ask, c *chart, today day.Day) (news, error) {
	var n news
	h, on := c.tree.History(), c.asOf.Day
	link := func(d day.Day) *ui.Link {
		line := c.line
		if line == "union" {
			line = ""
		}
		return &ui.Link{Label: d.VN(), Href: door.Address("/units", "on", dayIn(d, today), "line", line)}
	}
	days := h.Days(c.tree.Line())
	at, changed := slices.BinarySearch(days, on)
	if at > 0 {
		n.Before = link(days[at-1])
	}
	if changed {
		at++
	}
	if at < len(days) {
		n.After = link(days[at])
	}
	if !changed {
		return n, nil
	}
	eve := day.AsOf{Day: on - 1}
	was := h.Tree(c.tree.Line(), eve)
	ended, begun := map[string]int{}, map[string]int{}
	into := map[int32][]int32{}
	for p := range int32(was.Len()) {
		i := was.At(p)
		if c.tree.Has(i) || !c.sees(i) {
			continue
		}
		ended[h.Kind(i, eve)]++
		if loc := c.tree.Locate(i); loc.Why == lineage.Successor && h.Ended(i) == on {
			into[loc.At] = append(into[loc.At], i)
		}
	}
	for _, r := range c.roots {
		for i := range c.tree.Under(r) {
			if !was.Has(i) {
				begun[h.Kind(i, c.asOf)]++
			}
		}
	}
	if len(into) > 0 {
		from := 0
		for _, units := range into {
			from += len(units)
		}
		what := "đơn vị"
		if c.line == onMap {
			what = "địa bàn"
		}
		n.Says = append(n.Says, viet.FormatInt(int64(from))+" "+what+" hợp nhất, sáp nhập thành "+viet.FormatInt(int64(len(into)))+".")
	}
	for _, says := range []struct {
		n    map[string]int
		text string
	}{{ended, "kết thúc"}, {begun, "bắt đầu"}} {
		var parts []string
		for _, key := range c.ranked(says.n) {
			parts = append(parts, viet.FormatInt(int64(says.n[key]))+" "+c.lower(key))
		}
		if len(parts) > 0 {
			n.Says = append(n.Says, strings.Join(parts, ", ")+" "+says.text+".")
		}
	}
	var targets []int32
	for i := range into {
		targets = append(targets, i)
	}
	c.sort(targets)
	for k, i := range targets {
		if k == mergedMax {
			n.More = len(targets) - k
			break
		}
		m := merged{Into: c.link(i, on, today)}
		viet.SortBy(into[i], func(j int32) string { return h.Name(j, eve) })
		for _, j := range into[i] {
			m.From = append(m.From, c.link(j, on-1, today))
		}
		n.Merged = append(n.Merged, m)
	}
	return n, nil
}

// link leads to a unit on a day.
func (c *chart) link(i int32, on, today day.Day) ui.Link {
	h := c.tree.History()
	return ui.Link{Label: h.Name(i, day.AsOf{Day: on}), Href: c.address(h.ID(i), on, today)}
}

// ranked returns the keys of kinds in the order of lists.
func (c *chart) ranked(n map[string]int) []string {
	var keys []string
	for k := range n {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return int(c.kinds[a].rank - c.kinds[b].rank) })
	return keys
}

// lower is the name of a kind inside a sentence; names of union bodies keep their capitals.
func (c *chart) lower(key string) string {
	name := c.kinds[key].name
	if c.line == onMap {
		return strings.ToLower(name)
	}
	return name
}
