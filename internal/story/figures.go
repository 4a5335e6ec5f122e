package story

import (
	"cmp"
	"fmt"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/report"
)

const question = " INDICATOR PERIOD [at NODE] [on DAY] [known WHEN] [line LINE] [in CAMPAIGN] [of ACTIVITY] [by WHAT]"

// asking is a verb that asks for a figure and tells something of its passport.
func asking(name string, tell func(s *story, p passport.Passport) string) verb {
	return verb{name + question, true, func(s *story, l line) (told string, err error) {
		q, err := s.question(l)
		if err != nil {
			return "", err
		}
		err = s.see(passport.Seeing, passport.Object(q), func(v *db.View) error {
			p, err := passport.Of(v, s.h.Kinds, q)
			if err != nil {
				return err
			}
			told = tell(s, p)
			return proven(v, p.Figure)
		})
		return told, err
	}}
}

// figures holds entries and what is asked of them.
var figures = verbs{
	// enter enters a paper's figures: signed or counted by names, imported from a list; adds says that they come to those there are.
	"enter": {"enter UNIT INDICATOR QUANTITY… as EVIDENCE paper NUMBER [day DAY] [who NAMES] [at ACTIVITY] [in CAMPAIGN] [place PLACE] [on DAY] [adds] [called WORD]", false, func(s *story, l line) (string, error) {
		lines, err := lines(l.args[1:])
		if err != nil {
			return "", err
		}
		e, err := ledger.EvidenceByKey(l.get("as"))
		if err != nil {
			return "", err
		}
		slip := report.Slip{Unit: l.args[0], Activity: s.key(l.get("at")), Campaign: s.key(l.get("in")), Place: s.key(l.get("place")), Evidence: e, Lines: lines, Adds: l.has("adds"),
			Paper: report.Paper{Number: l.get("paper"), Signers: l.get("who")}}
		if slip.Paper.Date, err = l.dayOr("day", s.today()); err != nil {
			return "", err
		}
		if slip.Day, err = l.dayOr("on", 0); err != nil {
			return "", err
		}
		return "", s.act(report.Entering, cmp.Or(slip.Activity, slip.Unit), func(tx *db.Tx) error {
			id, _, err := report.Enter(tx, slip)
			s.name(cmp.Or(l.get("called"), l.get("paper")), id)
			return err
		})
	}},
	"void": {"void SLIP because WORDS", false, func(s *story, l line) (string, error) {
		id := s.key(l.args[0])
		return "", s.act(report.Entering, id, func(tx *db.Tx) error { return report.Void(tx, id, l.get("because")) })
	}},
	// post posts an entry as a machine does, a gate's scanner or a list that is taken over, and tells its number.
	"post": {"post UNIT INDICATOR QUANTITY EVIDENCE DAY SOURCE [at ACTIVITY] [in CAMPAIGN] [place PLACE]", false, func(s *story, l line) (told string, err error) {
		p := ledger.Posting{Unit: l.args[0], Indicator: l.args[1], Source: l.args[5], Campaign: s.key(l.get("in")), Activity: s.key(l.get("at")), Place: s.key(l.get("place"))}
		if p.Quantity, err = quantity(l.args[2]); err != nil {
			return "", err
		}
		if p.Evidence, err = ledger.EvidenceByKey(l.args[3]); err != nil {
			return "", err
		}
		if p.Day, err = viet.ParseDate(l.args[4]); err != nil {
			return "", err
		}
		err = s.act(report.Entering, cmp.Or(p.Activity, p.Unit), func(tx *db.Tx) error {
			if p.Activity != "" {
				a, err := activity.Get(&tx.View, p.Activity)
				if err != nil {
					return err
				}
				if err := activity.Dated(&tx.View, p.Activity, p.Day); err != nil {
					return err
				}
				p.Campaign, p.Place = a.Campaign, a.Place
			}
			seqs, err := ledger.Post(tx, p)
			if len(seqs) > 0 {
				told = fmt.Sprint(seqs[0])
			}
			return err
		})
		return told, err
	}},
	"reverse": {"reverse ENTRY because WORDS", false, func(s *story, l line) (told string, err error) {
		n, err := number(l.args[0])
		if err != nil {
			return "", err
		}
		err = s.act(report.Reversing, fmt.Sprint(n), func(tx *db.Tx) error {
			seq, err := ledger.Reverse(tx, n, l.get("because"))
			told = fmt.Sprint(seq)
			return err
		})
		return told, err
	}},
	// choose publishes a kind of evidence for the cell of an entry; rule goes back to the rule.
	"choose": {"choose EVIDENCE ENTRY because WORDS", false, func(s *story, l line) (string, error) {
		n, err := number(l.args[1])
		if err != nil {
			return "", err
		}
		var e ledger.Evidence
		if l.args[0] != "rule" {
			if e, err = ledger.EvidenceByKey(l.args[0]); err != nil {
				return "", err
			}
		}
		return "", s.act(report.Choosing, fmt.Sprint(n), func(tx *db.Tx) error {
			entry, err := ledger.EntryOf(&tx.View, n)
			if err != nil {
				return err
			}
			return ledger.Choose(tx, entry.Cell(), e, l.get("because"))
		})
	}},

	"figure":      asking("figure", func(_ *story, p passport.Passport) string { return p.Figure.Quantity.String() }),
	"parts":       asking("parts", func(s *story, p passport.Passport) string { return s.tellParts(p.Figure.Parts) }),
	"unallocated": asking("unallocated", func(s *story, p passport.Passport) string { return s.tellParts(p.Figure.Unallocated) }),
	"gone":        asking("gone", func(s *story, p passport.Passport) string { return s.tellParts(p.Figure.Gone) }),
	"mix": asking("mix", func(_ *story, p passport.Passport) string {
		var texts []string
		for _, m := range p.Mix {
			texts = append(texts, m.VN())
		}
		return list(texts)
	}),
	// beside tells what evidence that is not published says of the same things.
	"beside": asking("beside", func(_ *story, p passport.Passport) string {
		var texts []string
		for _, b := range p.Beside {
			texts = append(texts, fmt.Sprintf("%s %s (công bố %s)", b.Evidence, b.Quantity, b.Against))
		}
		return list(texts)
	}),
	// percent tells what the figure is of the target to be named first; warning what is wrong with comparing them.
	"percent": asking("percent", func(_ *story, p passport.Passport) string {
		if len(p.Progress) == 0 {
			return "–"
		}
		return p.Progress[0].Percentage.Text
	}),
	"warning": asking("warning", func(_ *story, p passport.Passport) string {
		if len(p.Progress) == 0 {
			return "–"
		}
		return cmp.Or(p.Progress[0].Warning, "–")
	}),
	"claims": asking("claims", func(_ *story, p passport.Passport) string {
		var texts []string
		for _, c := range p.Claims {
			texts = append(texts, strings.TrimSpace(c.Text+" "+c.Check.Text))
		}
		return sentences(texts)
	}),
	"gaps": asking("gaps", func(_ *story, p passport.Passport) string {
		var texts []string
		for _, g := range p.Gaps {
			texts = append(texts, g.Text)
		}
		return sentences(texts)
	}),
	"waiting": asking("waiting", func(_ *story, p passport.Passport) string {
		var texts []string
		for _, w := range p.Pending {
			texts = append(texts, w.Unit+" "+w.Quantity.String())
		}
		return list(texts)
	}),
	// prove tells the entries that the figure is a sum of; they are added up wherever a figure is asked for.
	"prove": {"prove" + question, true, func(s *story, l line) (told string, err error) {
		q, err := s.question(l)
		if err != nil {
			return "", err
		}
		err = s.see(passport.Seeing, passport.Object(q), func(v *db.View) error {
			entries, err := passport.Entries(v, q)
			var texts []string
			for _, e := range entries {
				text := fmt.Sprintf("#%d %s %s", e.Seq, e.Unit, e.Quantity)
				if e.Reverses != 0 {
					text += fmt.Sprintf(" đảo #%d", e.Reverses)
				}
				texts = append(texts, text)
			}
			told = list(texts)
			return err
		})
		return told, err
	}},
	// print prints a figure by unit, as a report does; it must be the paper FILE that the story brings along, to the letter.
	"print": {"print FILE" + question, true, func(s *story, l line) (string, error) {
		file := l.args[0]
		l.args = l.args[1:]
		var text strings.Builder
		_, err := asking("print", func(_ *story, p passport.Passport) string {
			fmt.Fprintf(&text, "%s\n%s\n", p.Title(), p.Map.Text)
			for _, part := range p.Figure.Parts {
				fmt.Fprintf(&text, "%s: %s\n", part.Name, part.Quantity)
			}
			for _, part := range p.Figure.Unallocated {
				fmt.Fprintf(&text, "Không phân bổ được, %s: %s\n", part.Name, part.Quantity)
			}
			for _, part := range p.Figure.Gone {
				fmt.Fprintf(&text, "Ngoài tổng, %s: %s\n", part.Name, part.Quantity)
			}
			fmt.Fprintf(&text, "Tổng: %s\n", p.Figure.Quantity)
			return ""
		}).do(s, l)
		switch paper, ok := s.files[file]; {
		case err != nil:
			return "", err
		case !ok:
			return "", fmt.Errorf("the story brings no paper %s", file)
		case strings.TrimSpace(paper) != strings.TrimSpace(text.String()):
			return "prints\n" + text.String(), nil
		}
		return file, nil
	}},
}

// question reads what is asked.
func (s *story) question(l line) (q ledger.Question, err error) {
	n := len(l.args)
	if q.Period, err = l.period(n - 1); err != nil {
		return q, err
	}
	if q.On, err = l.dayOr("on", 0); err != nil {
		return q, err
	}
	q.Known, err = s.known(l)
	q.Indicator, q.Line, q.At, q.By = l.args[n-2], l.get("line"), s.key(l.get("at")), l.get("by")
	q.Campaign, q.Activity = s.key(l.get("in")), s.key(l.get("of"))
	return q, err
}

func (s *story) tellParts(parts []ledger.Part) string {
	var texts []string
	for _, p := range parts {
		text := s.word(p.Key) + " " + p.Quantity.String()
		if p.Why != lineage.Here {
			text += " (" + ledger.WhyLabel(p.Why) + ")"
		}
		texts = append(texts, text)
	}
	return list(texts)
}
