package campaigns

import (
	"cmp"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// cascade is one target of a campaign with its division among the units below, as one person sees it.
type cascade struct {
	*look
	a     *door.Ask
	tops  []campaign.Target // where the person's view begins
	t     campaign.Target   // the one that is divided here
	chain []campaign.Target // those above it, the top first, as far as the person sees
	of    indicator.Indicator
	kids  map[org.UnitID]campaign.Target
	units []org.UnitID // that have a part, or may have one; by name
	names map[org.UnitID]string
	asks  map[string]campaign.Proposal // waiting, by target
	below map[org.UnitID]int           // how many units stand directly below one
	kept  int64
	gives bool // the person may divide it
	on    day.Day
}

// topsOf are the targets at which a person's view of a campaign begins: those at its top, or those of the person's own unit.
func topsOf(l *look) ([]campaign.Target, error) {
	f := campaign.Filter{Campaign: l.c.ID, Source: campaign.Assigned, Top: true}
	if !l.whole() {
		f = campaign.Filter{Campaign: l.c.ID, Source: campaign.Assigned, Unit: l.at}
	}
	return campaign.Targets(l.v, f)
}

// cascadeAt opens the division of a target; "" opens the first one. Without any it returns nil.
func cascadeAt(a *door.Ask, id, of string) (*cascade, *look, error) {
	l, err := lookAt(a, id)
	if err != nil {
		return nil, nil, err
	}
	d := &cascade{look: l, a: a}
	if d.tops, err = topsOf(l); err != nil {
		return nil, l, err
	}
	if of == "" {
		if len(d.tops) == 0 {
			return nil, l, nil
		}
		of = d.tops[0].ID
	}
	if d.t, err = campaign.TargetByID(a.V, of); err != nil {
		return nil, l, err
	}
	if err := d.sees(); err != nil {
		return nil, l, err
	}
	for _, part := range []func() error{d.above, d.children, d.candidates, d.waiting} {
		if err := part(); err != nil {
			return nil, l, err
		}
	}
	return d, l, nil
}

// sees refuses a target that is not of this campaign, or not of the person's unit and below.
func (d *cascade) sees() error {
	in := d.whole()
	if !in {
		var err error
		if in, err = org.Within(d.v, d.at, d.t.Unit); err != nil {
			return err
		}
	}
	if d.t.Campaign != d.c.ID || !in {
		return fault.NotFoundf("Không có chỉ tiêu này trong phạm vi của bạn. Hãy mở lại từ trang phong trào.")
	}
	return nil
}

func (d *cascade) above() (err error) {
	if d.of, err = indicator.Get(d.v, d.t.Indicator); err != nil {
		return err
	}
	d.gives = d.t.Source == campaign.Assigned && d.a.May(campaign.Sharing, d.t.ID)
	d.on = min(d.t.Period.To, d.today)
	for t := d.t; t.Parent != "" && (d.whole() || t.Unit != d.at); {
		if t, err = campaign.TargetByID(d.v, t.Parent); err != nil {
			return err
		}
		d.chain = append(d.chain, t)
	}
	slices.Reverse(d.chain)
	d.kept, err = campaign.Kept(d.v, d.t)
	return err
}

func (d *cascade) children() error {
	all, err := campaign.Targets(d.v, campaign.Filter{Parent: d.t.ID})
	d.kids = make(map[org.UnitID]campaign.Target, len(all))
	for _, k := range all {
		d.kids[k.Unit] = k
	}
	return err
}

// candidates are the units that have a part and those that may get one: directly below on the map of the day. A committee, below
// which no unit stands, divides among those below the body for which it leads.
func (d *cascade) candidates() error {
	tree, err := org.TreeOn(d.v, org.UnionLine, day.AsOf{Day: d.on})
	if err != nil {
		return err
	}
	h := tree.History()
	at, found := h.Index(d.t.Unit)
	if found && !tree.Has(at) {
		chain, err := org.Over(d.v, d.t.Unit)
		if err != nil {
			return err
		}
		found = false
		for _, u := range chain {
			if i, ok := h.Index(u); ok && tree.Has(i) {
				at, found = i, true
				break
			}
		}
	}
	d.below = map[org.UnitID]int{}
	if found {
		for _, k := range tree.Children(at) {
			id := h.ID(k)
			d.units = append(d.units, id)
			d.below[id] = len(tree.Children(k))
		}
	}
	known := make(map[org.UnitID]bool, len(d.units))
	for _, u := range d.units {
		known[u] = true
	}
	for u := range d.kids {
		if !known[u] {
			d.units = append(d.units, u)
		}
	}
	if d.names, err = names(d.v, append(slices.Clone(d.units), d.t.Unit), d.on); err != nil {
		return err
	}
	viet.SortBy(d.units, func(u org.UnitID) string { return d.names[u] })
	return nil
}

// waiting are the proposals that nobody has answered.
func (d *cascade) waiting() error {
	d.asks = map[string]campaign.Proposal{}
	var ids []string
	for _, k := range d.kids {
		ids = append(ids, k.ID)
	}
	slices.Sort(ids)
	for some := range slices.Chunk(ids, 2000) {
		all, err := campaign.Proposals(d.v, some...)
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.Answer == campaign.Waiting {
				d.asks[p.Target] = p
			}
		}
	}
	return nil
}

// address is the page of a division.
func (d *cascade) address(pairs ...string) string {
	return door.Address("/campaigns/"+d.c.ID+"/targets", append([]string{"of", d.t.ID}, pairs...)...)
}

// crumbs lead down to the division.
func (d *cascade) crumbs() []ui.Link {
	out := append(d.look.below(), ui.Link{Label: "Chỉ tiêu", Href: "/campaigns/" + d.c.ID + "/targets"})
	for _, t := range d.chain {
		out = append(out, ui.Link{Label: name(d.v, t.Unit, d.on), Href: door.Address("/campaigns/"+d.c.ID+"/targets", "of", t.ID)})
	}
	return out
}

// balance is the target and its parts, as they are written.
func (d *cascade) balance() ui.Balance {
	return ui.Balance{Whole: d.t.Quantity, Given: d.t.Quantity - d.t.Reserve, Kept: d.kept, Of: d.of.Label()}
}

// ask is the question of what came of a unit's part.
func (d *cascade) ask(unit org.UnitID) ledger.Question {
	return ledger.Question{Indicator: d.t.Indicator, Period: d.t.Period, Campaign: d.c.ID, At: unit}
}

// lastYear asks for the same days a year before, on the map of today's units: the fair one.
func (d *cascade) lastYear(unit org.UnitID) ledger.Question {
	return ledger.Question{Indicator: d.t.Indicator, Period: yearBefore(d.t.Period), On: d.on, At: unit}
}

// members asks for how many members a unit has on the day of the map.
func (d *cascade) members(unit org.UnitID) ledger.Question {
	return ledger.Question{Indicator: membersKey, Period: day.Period{From: d.on, To: d.on}, On: d.on, At: unit}
}

// membersKey is the indicator of how many members there are.
const membersKey = "member.members"

// yearBefore moves a period back by a year; the end of February stays the end of February.
func yearBefore(p day.Period) day.Period {
	back := func(d day.Day) day.Day {
		y, m, n := d.Date()
		month := day.Month(y-1, m)
		if d == day.Month(y, m).To {
			return month.To
		}
		return min(month.From.Add(n-1), month.To)
	}
	return day.Period{From: back(p.From), To: back(p.To)}
}

// known gives totals of a question for some units; with none it is empty.
func (d *cascade) known(q func(org.UnitID) ledger.Question, units []org.UnitID) (map[org.UnitID]ledger.Total, error) {
	if len(units) == 0 {
		return nil, nil
	}
	return ledger.Totals(d.v, q(""), units)
}

// reached is what came of the whole target.
func (d *cascade) reached() (ui.Pair, error) {
	got, err := d.known(d.ask, []org.UnitID{d.t.Unit})
	if err != nil {
		return ui.Pair{}, err
	}
	total := got[d.t.Unit]
	cited, err := campaign.Cite(d.v, d.t)
	if err != nil {
		return ui.Pair{}, err
	}
	p := ui.Pair{Key: "Kết quả", Text: "chưa có số liệu"}
	if total.Entries > 0 {
		p = ui.Pair{Key: "Kết quả", Body: figure(d.ask(d.t.Unit), total.Quantity, d.of.Label())}
		if d.t.Quantity > 0 {
			pc, err := campaign.Percent(total.Lo, total.Hi, total.Open, d.t, cited, campaign.Tenth)
			if err != nil {
				return p, err
			}
			p.Note = pc.Text
		}
	}
	return p, nil
}

// paper says on what the target rests.
func (d *cascade) paper() (ui.Pair, error) {
	cited, err := campaign.Cite(d.v, d.t)
	p := ui.Pair{Key: "Văn bản", Text: cmp.Or(cited, "đơn vị tự đăng ký"), Note: d.t.Reason}
	if d.t.Dispatch != "" && d.a.May(dispatch.Seeing, d.t.Dispatch) {
		p.Href = "/dispatches/" + d.t.Dispatch
	}
	return p, err
}
