package campaigns

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// illustrative marks what was invented, wherever an entry's source or note says so.
const illustrative = "dữ liệu minh hoạ"

// look is a campaign as one person sees it: all of it, or what stands below the person's own unit.
type look struct {
	v      *db.View
	c      campaign.Campaign
	k      kind.Kind
	lead   indicator.Indicator
	at     org.UnitID // the unit below which the person looks, "" for all of the campaign
	unit   org.UnitID // the same, with the owner's key for all of it
	period day.Period // which part of the campaign's time
	on     day.Day    // the map; 0 as it stood
	today  day.Day
}

// lookAt opens a campaign for who asks; one with which the person has nothing to do is not known to them.
func lookAt(a *door.Ask, id string) (*look, error) {
	c, err := campaign.Get(a.V, id)
	if err != nil {
		return nil, err
	}
	return lookFrom(a, c, c.Owner)
}

// lookFrom looks at a campaign from one of the units that have a part in it: its owner, the host of an activity.
func lookFrom(a *door.Ask, c campaign.Campaign, leads ...org.UnitID) (*look, error) {
	l := &look{v: a.V, c: c, period: c.Period, today: a.Today()}
	var err error
	for _, u := range leads {
		if l.unit != "" {
			break
		}
		if l.unit, err = sight.Part(a, u, min(c.Period.To, l.today)); err != nil {
			return nil, err
		}
	}
	if l.unit == "" {
		return nil, fault.NotFoundf("Không có phong trào này trong phạm vi của bạn. Hãy mở lại từ danh sách phong trào.")
	}
	if l.unit != c.Owner {
		l.at = l.unit
	}
	if l.k, err = a.House.Kinds.Get(c.Kind); err != nil {
		return nil, err
	}
	l.lead, err = indicator.Get(a.V, cmp.Or(c.Lead, kind.Lead(l.k)))
	return l, err
}

// within reads the part of time and the map from the address.
func (l *look) within(a *door.Ask) error {
	from, err := a.Day("from", l.c.Period.From)
	if err != nil {
		return err
	}
	to, err := a.Day("to", l.c.Period.To)
	if err != nil {
		return err
	}
	if to < from {
		return fault.In("to", "Kỳ kết thúc ngày %s, trước ngày bắt đầu %s. Hãy đổi lại hai ngày.", to.VN(), from.VN())
	}
	l.period = day.Period{From: from, To: to}
	l.on, err = a.Day("on", 0)
	return err
}

// whole reports whether the person sees all of the campaign.
func (l *look) whole() bool { return l.at == "" }

// ask is the question for an indicator of the campaign.
func (l *look) ask(key string) ledger.Question {
	return ledger.Question{Indicator: key, Period: l.period, Campaign: l.c.ID, At: l.at}
}

// page is the address of the campaign's page, with the part of time that is looked at.
func (l *look) page() string { return l.pageOn(0) }

func (l *look) pageOn(on day.Day) string {
	pairs := []string{}
	if l.period != l.c.Period {
		pairs = append(pairs, "from", l.period.From.String(), "to", l.period.To.String())
	}
	if on != 0 {
		pairs = append(pairs, "on", on.String())
	}
	return door.Address("/campaigns/"+l.c.ID, pairs...)
}

// crumbs lead from the list to the campaign.
func (l *look) crumbs() []ui.Link {
	return []ui.Link{{Label: "Phong trào", Href: "/campaigns"}, {Label: l.k.Name(), Href: door.Address("/campaigns", "kind", l.c.Kind)}}
}

func (l *look) below() []ui.Link {
	return append(l.crumbs(), ui.Link{Label: l.c.Name, Href: "/campaigns/" + l.c.ID})
}

func (l *look) accent() ui.Accent { return ui.Accent(l.c.Accent) }

// figure draws what is known of a question, with the way to its passport.
func figure(q ledger.Question, known ledger.Quantity, of string) ui.Figure {
	return ui.Figure{Quantity: ui.Quantity(known), Of: of, Href: proof(q)}
}

// proof is the address of a figure's passport.
func proof(q ledger.Question) string { return "/figures?" + passport.Query(q).Encode() }

// goal is the target against which the look is measured: of its own unit, in its own period before a longer one, assigned
// before self-set. Where several units hold targets at the top of the campaign there is none for all of it.
func (l *look) goal() (campaign.Target, bool, error) {
	return goalOf(l.v, l.c, l.at, l.lead.Key, l.period)
}

func goalOf(v *db.View, c campaign.Campaign, at org.UnitID, key string, period day.Period) (campaign.Target, bool, error) {
	all, err := campaign.Targets(v, campaign.Filter{Campaign: c.ID, Indicator: key})
	if err != nil {
		return campaign.Target{}, false, err
	}
	all = slices.DeleteFunc(all, func(t campaign.Target) bool {
		if at != "" && t.Unit != at || at == "" && t.Parent != "" {
			return true
		}
		return !t.Period.Has(period.From) || !t.Period.Has(period.To) || t.Quantity <= 0
	})
	if len(all) == 0 {
		return campaign.Target{}, false, nil
	}
	rank := func(t campaign.Target) int {
		r := 0
		if t.Period != period {
			r = 4
		}
		if t.Source != campaign.Assigned {
			r += 2
		}
		if at == "" && t.Unit != c.Owner {
			r++
		}
		return r
	}
	slices.SortStableFunc(all, func(s, t campaign.Target) int { return cmp.Compare(rank(s), rank(t)) })
	if len(all) > 1 && all[0].Unit != all[1].Unit && rank(all[0]) == rank(all[1]) {
		return campaign.Target{}, false, nil
	}
	return all[0], true, nil
}

// percent writes a percentage as the one large number: "105,4", "≥ 105,4", "90–110".
func percent(p campaign.Percentage) string {
	s := strings.ReplaceAll(p.VN(), "%", "")
	if rest, open := strings.CutPrefix(s, "từ "); open {
		return "≥ " + strings.TrimSuffix(rest, " trở lên")
	}
	if rest, most := strings.CutPrefix(s, "không quá "); most {
		return "≤ " + rest
	}
	return s
}

// short is the percentage of a bar: "105%", "≥ 105%".
func short(q ledger.Quantity, target int64) string {
	if target <= 0 {
		return ""
	}
	whole := viet.FormatPercent(q.Lo, target, 0, viet.Truncate)
	switch {
	case q.Exact():
		return whole
	case q.Open:
		return "≥ " + whole
	case q.Lo == 0:
		return "≤ " + viet.FormatPercent(q.Hi, target, 0, viet.Truncate)
	}
	return strings.TrimSuffix(whole, "%") + "–" + viet.FormatPercent(q.Hi, target, 0, viet.Truncate)
}

// state says how far a campaign has come.
func state(c campaign.Campaign, today day.Day, reached bool) ui.Chip {
	switch {
	case reached:
		return ui.Chip{Label: "Đã về đích", Tone: ui.Gold, Icon: "check"}
	case today < c.Period.From:
		return ui.Chip{Label: "Sắp diễn ra", Tone: ui.Info, Icon: "calendar-days"}
	case today > c.Period.To:
		return ui.Chip{Label: "Đã kết thúc", Icon: "flag"}
	}
	return ui.Chip{Label: "Đang diễn ra", Tone: ui.Info, Icon: "play"}
}

// span writes a period in figures: "02/03 – 28/06/2026", and in words where it has a name.
func span(p day.Period) string {
	if p.Length() != day.LengthOther {
		return capital(p.VN())
	}
	if p.From.Year() == p.To.Year() {
		return p.From.VN()[:5] + " – " + p.To.VN()
	}
	return p.From.VN() + " – " + p.To.VN()
}

// capital writes the first letter large.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// name is what a unit was called on a day.
func name(v *db.View, unit org.UnitID, on day.Day) string {
	names, err := org.Names(v, []org.UnitID{unit}, day.AsOf{Day: on})
	if err != nil || names[unit] == "" {
		return "đơn vị " + unit
	}
	return names[unit]
}
