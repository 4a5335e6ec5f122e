package units

import (
	"cmp"
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
	Says   []string // in sentences
	Merged []ui.Hit // units that followed others on the day
	More   int      // how many of them are not listed
	Before *ui.Link
	After  *ui.Link
}

// mergedMax bounds the list.
const mergedMax = 40

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
	}{{ended, "Kết thúc"}, {begun, "Bắt đầu"}} {
		var parts []string
		for _, key := range c.ranked(says.n) {
			parts = append(parts, viet.FormatInt(int64(says.n[key]))+" "+c.lower(key))
		}
		if len(parts) > 0 {
			n.Says = append(n.Says, says.text+": "+strings.Join(parts, "; ")+".")
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
		l := c.link(i, on, today)
		var from []string
		for _, j := range into[i] {
			from = append(from, cmp.Or(h.Short(j, eve), h.Name(j, eve)))
		}
		viet.Sort(from)
		n.Merged = append(n.Merged, ui.Hit{Title: l.Label, Note: "từ " + strings.Join(from, ", "), Kind: c.kinds[h.Kind(i, c.asOf)].short, Href: l.Href})
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
