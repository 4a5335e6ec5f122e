package figures

import (
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// ground is what figures are rolled up along: the organisation, or the map.
type ground struct {
	v      *db.View
	h      *lineage.History
	line   string // its key in the history
	places bool
	sight  *sight.Sight
	today  day.Day
}

func groundOf(a *door.Ask, line string) (*ground, error) {
	g := &ground{v: a.V, line: line, places: line == ledger.PlaceLine, today: a.Today()}
	var err error
	if g.sight, err = sight.Of(a.V, a.Who.Person); err != nil {
		return nil, err
	}
	switch {
	case g.places:
		g.line = place.Territory
		g.h, err = place.HistoryOf(a.V)
	default:
		if line == "" {
			g.line = org.UnionLine
		}
		g.h, err = org.HistoryOf(a.V)
	}
	return g, err
}

// name is what a node was called, its key where nobody knows it.
func (g *ground) name(id string, asOf day.AsOf) string {
	i, ok := g.h.Index(id)
	if !ok {
		return id
	}
	if name := g.h.Name(i, asOf); name != "" {
		return name
	}
	return g.h.Name(i, day.AsOf{Day: g.h.Born(i)})
}

// opens reports whether the person may look at a node's own figures.
func (g *ground) opens(id string) bool {
	if g.places {
		return g.sight.Whole()
	}
	return g.sight.Has(id)
}

// page is the address of a node's own page.
func (g *ground) page(id string, on day.Day) string {
	if on == 0 {
		on = g.today
	}
	if !g.places {
		return sight.Address(id, on, g.today)
	}
	if on == g.today {
		return "/places/" + id
	}
	return door.Address("/places/"+id, "on", on.String())
}

// where says in a few words where a node's figures of a day stand on a map, or why they do not; on 0 each stands as on its day.
func (g *ground) where(id string, d day.Day, on day.AsOf) string {
	i, ok := g.h.Index(id)
	if !ok {
		return "không ghi " + g.word()
	}
	if on.Day == 0 {
		then := day.AsOf{Day: d, Known: on.Known}
		if up, ok := g.h.Parent(i, g.line, then); ok {
			return "ngày " + d.VN() + " thuộc " + g.h.Name(up, then)
		}
		return "ngày " + d.VN() + " không có cấp trên trên tuyến này"
	}
	l := g.h.Tree(g.line, on).LocateOn(i, d)
	at := ""
	if l.At >= 0 {
		at = g.h.Name(l.At, on)
	}
	switch l.Why {
	case lineage.Here:
		if up, ok := g.h.Tree(g.line, on).Parent(l.At); ok {
			return "ngày " + on.Day.VN() + " thuộc " + g.h.Name(up, on)
		}
		return "đứng đầu tuyến vào ngày " + on.Day.VN()
	case lineage.Successor:
		return "đã thành " + at
	case lineage.Undivided:
		return "đã chia tách, không phân bổ được, tính chung ở " + at
	case lineage.NotYet:
		return "chưa có vào ngày " + on.Day.VN() + ", tính ở " + at
	case lineage.Gone:
		return "đã kết thúc, không có đơn vị kế thừa, không nằm trong tổng nào"
	}
	return "không đứng trên tuyến này"
}

// stands returns the node at which another's figures stand on a map, "" for none.
func (g *ground) stands(id string, on day.AsOf) string {
	i, ok := g.h.Index(id)
	if !ok || on.Day == 0 {
		return ""
	}
	if l := g.h.Tree(g.line, on).Locate(i); l.Counted() && l.At >= 0 {
		return g.h.ID(l.At)
	}
	return ""
}

// decision says by which paper a node's figures of a day came to stand where they do, "" where nothing happened to it.
func (g *ground) decision(id string, d day.Day, on day.AsOf) (string, error) {
	i, ok := g.h.Index(id)
	if !ok || g.places {
		return "", nil
	}
	if on.Day == 0 {
		on.Day = g.today
	}
	via := g.h.Tree(g.line, on).LocateOn(i, d).Via
	if len(via) == 0 { // it ended without a successor: what ended it is what counts
		for _, e := range g.h.Timeline(i) {
			if e.Fact.State == lineage.Ended && e.On <= on.Day && !e.Overridden {
				via = []string{e.Change}
			}
		}
	}
	changes, err := org.ChangesByID(g.v, via)
	if err != nil {
		return "", err
	}
	var said []string
	for _, c := range changes {
		said = append(said, paper(c))
	}
	return strings.Join(said, "; "), nil
}

// paper cites the decision of a change: "Hợp nhất, Quyết định 151/QĐ-TLĐ ngày 16/06/2025 của …, hiệu lực 01/07/2025".
func paper(c lineage.Change) string {
	parts := []string{org.ChangeLabel(c.Kind)}
	if c.Number != "" {
		p := c.Number
		if !strings.Contains(viet.Fold(p), "quyet dinh") {
			p = "Quyết định " + p
		}
		if c.Date != 0 {
			p += " ngày " + c.Date.VN()
		}
		if c.Issuer != "" {
			p += " của " + c.Issuer
		}
		parts = append(parts, p)
	} else if c.Note != "" {
		parts = append(parts, c.Note)
	}
	return strings.Join(append(parts, "hiệu lực "+c.Effective.VN()), ", ")
}

// word is what a node is called.
func (g *ground) word() string {
	if g.places {
		return "địa điểm"
	}
	return "đơn vị"
}

// chain leads from the topmost node that the person may look at down to the one above id, with addresses.
func (g *ground) chain(id string, on day.AsOf) []string {
	i, ok := g.h.Index(id)
	if !ok {
		return nil
	}
	var out []string
	for _, c := range g.h.Chain(i, g.line, on) {
		if up := g.h.ID(c); up != id && g.opens(up) {
			out = append(out, up)
		}
	}
	slices.Reverse(out)
	return out
}
