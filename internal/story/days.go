package story

import (
	"cmp"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
)

// days holds activities with who was counted at them.
var days = verbs{
	"activity": {"activity WORD NAME in CAMPAIGN day DAY host UNIT [place PLACE]", false, func(s *story, l line) (string, error) {
		d, err := l.dayOr("day", 0)
		if err != nil {
			return "", err
		}
		return "", s.act(activity.Planning, s.key(l.get("in")), func(tx *db.Tx) error {
			id, err := activity.Create(tx, s.key(l.get("in")), activity.Plan{Name: l.args[1], Day: d, Place: l.get("place"), Unit: l.get("host")})
			s.name(l.args[0], id)
			return err
		})
	}},
	// link links a site at each place to a central activity; the site at place p is called by the place.
	"link": {"link CENTRAL PLACE… host UNIT", false, func(s *story, l line) (string, error) {
		central := s.key(l.args[0])
		return "", s.act(activity.Linking, central, func(tx *db.Tx) error {
			var plans []activity.Plan
			for _, p := range l.args[1:] {
				plans = append(plans, activity.Plan{Name: "Điểm cầu " + p, Place: p, Unit: l.get("host")})
			}
			ids, err := activity.Link(tx, central, plans)
			for i, id := range ids {
				s.name("at-"+l.args[i+1], id)
			}
			return err
		})
	}},
	// step takes an activity on, state by state.
	"step": {"step ACTIVITY STATE… [notice NUMBER] [because WORDS] [day DAY]", false, func(s *story, l line) (string, error) {
		id := s.key(l.args[0])
		to, err := l.dayOr("day", 0)
		if err != nil {
			return "", err
		}
		for _, state := range l.args[1:] {
			step := activity.Step{To: activity.State(state), Day: to, Made: roster.Made,
				Because: activity.Because{Notice: activity.Notice{Number: l.get("notice")}, Reason: l.get("because")}}
			if l.has("notice") {
				step.Notice.Date = s.today()
			}
			if err := s.act(activity.VerbTo(step.To), id, func(tx *db.Tx) error {
				a, err := activity.Get(&tx.View, id)
				if err != nil {
					return err
				}
				step.From = a.State
				if saw, ok := s.eyes[s.who.Person+" "+l.args[0]]; ok {
					step.From = activity.State(saw)
				}
				return activity.Advance(tx, id, step)
			}); err != nil {
				return "", err
			}
		}
		return "", nil
	}},
	"state": {"state ACTIVITY", true, func(s *story, l line) (told string, err error) {
		err = s.see(activity.Seeing, s.key(l.args[0]), func(v *db.View) error {
			a, err := activity.Get(v, s.key(l.args[0]))
			told = a.State.Label() + ", " + a.Day.VN()
			return err
		})
		return told, err
	}},
	// notices tells the papers that were sent out about an activity, those that were taken back among them.
	"notices": {"notices ACTIVITY", true, func(s *story, l line) (told string, err error) {
		err = s.see(activity.Seeing, s.key(l.args[0]), func(v *db.View) error {
			all, err := activity.Notices(v, s.key(l.args[0]))
			var texts []string
			for _, a := range all {
				texts = append(texts, a.Notice.Number+" "+a.State.Label())
			}
			told = list(texts)
			return err
		})
		return told, err
	}},
	// sites reckons the sites of a run against how many a document states.
	"sites": {"sites CENTRAL stated COUNT", true, func(s *story, l line) (told string, err error) {
		n, err := number(l.get("stated"))
		if err != nil {
			return "", err
		}
		err = s.see(activity.Seeing, s.key(l.args[0]), func(v *db.View) error {
			all, err := activity.Sites(v, s.key(l.args[0]))
			if err != nil {
				return err
			}
			text, found, err := activity.CheckSites(v, all, int(n))
			told = text + findings(found)
			return err
		})
		return told, err
	}},
	// doubts tells what is worth a look about an activity's day.
	"doubts": {"doubts ACTIVITY", true, func(s *story, l line) (told string, err error) {
		err = s.see(activity.Seeing, s.key(l.args[0]), func(v *db.View) error {
			a, err := activity.Get(v, s.key(l.args[0]))
			if err != nil {
				return err
			}
			found, err := activity.Findings(v, a)
			told = cmp.Or(strings.TrimSpace(findings(found)), "–")
			return err
		})
		return told, err
	}},
	// count keeps a headcount by two persons; tally makes entries of all headcounts of an activity.
	"count": {"count ACTIVITY UNIT WHAT QUANTITY by PERSON… [block WORD]", false, func(s *story, l line) (string, error) {
		q, err := quantity(l.args[3])
		if err != nil {
			return "", err
		}
		h := roster.Headcount{Activity: s.key(l.args[0]), Unit: l.args[1], What: l.args[2], Quantity: q, Evidence: ledger.Counted, Block: l.get("block")}
		copy(h.Counters[:], l.with["by"])
		return "", s.act(roster.Counting, h.Activity, func(tx *db.Tx) error {
			_, err := roster.Record(tx, h)
			return err
		})
	}},
	"tally": {"tally ACTIVITY", true, func(s *story, l line) (told string, err error) {
		id := s.key(l.args[0])
		err = s.act(report.Entering, id, func(tx *db.Tx) error {
			a, err := activity.Get(&tx.View, id)
			if err != nil {
				return err
			}
			c, err := campaign.Get(&tx.View, a.Campaign)
			if err != nil {
				return err
			}
			k, err := s.h.Kinds.Get(c.Kind)
			if err != nil {
				return err
			}
			n, err := kind.Tally(tx, k, id)
			told = plain(n)
			return err
		})
		return told, err
	}},
}

func findings(found []campaign.Finding) (text string) {
	for _, f := range found {
		text += " " + f.Text
	}
	return text
}
