package story

import (
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/report"
)

// papers holds documents, what units declare, what was published.
var papers = verbs{
	// register enters a document. Those it goes to are WORDS=kind,kind for a class of units, WORDS alone for others.
	"register": {"register WORD NUMBER day DAY issuer NAME owner UNIT subject WORDS [unit UNIT] [to RECIPIENT…] [copies RECIPIENT…] [cites CITE…]", false, func(s *story, l line) (string, error) {
		d, err := s.document(l)
		if err != nil {
			return "", err
		}
		return "", s.act(dispatch.Registering, d.Owner, func(tx *db.Tx) error {
			id, err := dispatch.Register(tx, d)
			s.name(l.args[0], id)
			return err
		})
	}},
	"counting": {"counting UNIT by SCOPE [since DAY]", false, func(s *story, l line) (string, error) {
		since, err := l.dayOr("since", 0)
		if err != nil {
			return "", err
		}
		return "", s.act(dispatch.Scoping, l.args[0], func(tx *db.Tx) error {
			return dispatch.SetCounting(tx, dispatch.Counting{IssuerUnit: l.args[0], Scope: dispatch.Scope(l.get("by")), Since: since})
		})
	}},
	// inspect tells what a check of a document finds: all of it, or what one check says.
	"inspect": {"inspect DOCUMENT [for CHECK]", true, func(s *story, l line) (told string, err error) {
		err = s.see(dispatch.Seeing, s.key(l.args[0]), func(v *db.View) error {
			d, err := dispatch.Get(v, s.key(l.args[0]))
			if err != nil {
				return err
			}
			found, err := dispatch.Check(v, d)
			var texts []string
			for _, f := range found {
				if !l.has("for") || f.Check == l.get("for") {
					texts = append(texts, fmt.Sprintf("%s %s: %s", f.Check, f.Level, f.Text))
				}
			}
			told = sentences(texts)
			return err
		})
		return told, err
	}},
	// basis tells the chain of documents on which one rests.
	"basis": {"basis DOCUMENT", true, func(s *story, l line) (told string, err error) {
		err = s.see(dispatch.Seeing, s.key(l.args[0]), func(v *db.View) error {
			links, err := dispatch.Basis(v, s.key(l.args[0]))
			var texts []string
			for _, b := range links {
				text := strings.Repeat("› ", b.Depth-1) + b.Number
				if b.Found.ID == "" {
					text += " (chưa có trong sổ)"
				}
				texts = append(texts, text)
			}
			told = list(texts)
			return err
		})
		return told, err
	}},
	// addressees tells of each line of recipients whether it holds on a day.
	"addressees": {"addressees DOCUMENT on DAY", true, func(s *story, l line) (told string, err error) {
		asOf, err := s.asOf(l, 0)
		if err != nil {
			return "", err
		}
		err = s.see(dispatch.Seeing, s.key(l.args[0]), func(v *db.View) error {
			d, err := dispatch.Get(v, s.key(l.args[0]))
			if err != nil {
				return err
			}
			to, err := dispatch.Addressees(v, d, asOf)
			var texts []string
			for _, a := range to {
				if a.Resolves() {
					texts = append(texts, fmt.Sprintf("%s: %s", a.Recipient.Text, a.Validity))
				}
			}
			told = list(texts)
			return err
		})
		return told, err
	}},

	// submit sends what a unit declares of an activity, resubmit sends it again.
	"submit": {"submit WORD UNIT INDICATOR QUANTITY… at ACTIVITY [because WORDS]", false, func(s *story, l line) (string, error) {
		lines, err := lines(l.args[2:])
		if err != nil {
			return "", err
		}
		return "", s.act(report.Submitting, l.args[1], func(tx *db.Tx) error {
			id, err := report.Submit(tx, report.Submission{Unit: l.args[1], Activity: s.key(l.get("at")), Lines: lines, Explanation: l.get("because")})
			s.name(l.args[0], id)
			return err
		})
	}},
	"resubmit": {"resubmit SUBMISSION INDICATOR QUANTITY… [because WORDS]", false, func(s *story, l line) (string, error) {
		lines, err := lines(l.args[1:])
		if err != nil {
			return "", err
		}
		return "", s.onSubmission(report.Submitting, l.args[0], func(tx *db.Tx, id string, seen int64) error {
			return report.Resubmit(tx, id, seen, lines, l.get("because"))
		})
	}},
	"accept": {"accept SUBMISSION", false, func(s *story, l line) (string, error) {
		return "", s.onSubmission(report.Accepting, l.args[0], func(tx *db.Tx, id string, seen int64) error {
			_, err := report.Accept(tx, id, seen)
			return err
		})
	}},
	"return": {"return SUBMISSION because WORDS", false, func(s *story, l line) (string, error) {
		return "", s.onSubmission(report.Returning, l.args[0], func(tx *db.Tx, id string, seen int64) error {
			return report.Return(tx, id, seen, l.get("because"))
		})
	}},
	"standing": {"standing SUBMISSION", true, func(s *story, l line) (told string, err error) {
		err = s.see(report.Seeing, s.key(l.args[0]), func(v *db.View) error {
			r, err := report.Get(v, s.key(l.args[0]))
			told = fmt.Sprintf("bản %d, %s", r.Version, r.State.Label())
			if r.Reason != "" {
				told += ": " + r.Reason
			}
			return err
		})
		return told, err
	}},
	// pending tells what was sent from below a unit and waits.
	"pending": {"pending UNIT", true, func(s *story, l line) (told string, err error) {
		err = s.see(report.Seeing, l.args[0], func(v *db.View) error {
			all, err := report.Pending(v, report.Ask{At: l.args[0]})
			var texts []string
			for _, w := range all {
				texts = append(texts, fmt.Sprintf("%s %s %s", w.Unit, w.Indicator, w.Quantity))
			}
			told = list(texts)
			return err
		})
		return told, err
	}},
	// claim keeps what was published; with percent, the part, the whole and what was printed of them.
	"claim": {"claim UNIT INDICATOR PERIOD WORDS source WORDS [in CAMPAIGN] [percent PART WHOLE PRINTED]", false, func(s *story, l line) (string, error) {
		p, err := l.period(2)
		if err != nil {
			return "", err
		}
		c := report.Claim{Campaign: s.key(l.get("in")), Unit: l.args[0], Indicator: l.args[1], Period: p, Printed: l.args[3], Source: l.get("source"), Day: s.today()}
		if l.has("percent") {
			if c.Percent, err = percent(l.with["percent"]); err != nil {
				return "", err
			}
		}
		return "", s.act(report.Claiming, c.Unit, func(tx *db.Tx) error {
			_, err := report.Publish(tx, c)
			return err
		})
	}},
}

// document reads a document from its line.
func (s *story) document(l line) (d dispatch.Dispatch, err error) {
	d = dispatch.Dispatch{Direction: dispatch.In, Number: l.args[1], Issuer: l.get("issuer"), IssuerUnit: l.get("unit"), Owner: l.get("owner"), Subject: l.get("subject")}
	if d.IssuerUnit != "" {
		d.Direction = dispatch.Out
	}
	if d.Date, err = l.dayOr("day", 0); err != nil {
		return d, err
	}
	for i, list := range [][]string{l.with["to"], l.with["copies"]} {
		for _, text := range list {
			words, kinds, class := strings.Cut(text, "=")
			r := dispatch.Recipient{Text: words}
			if class {
				kinds, r.Direct = strings.CutPrefix(kinds, "trực thuộc ")
				r.Kinds = strings.Split(kinds, ",")
			}
			if i == 0 {
				d.Recipients = append(d.Recipients, r)
			} else {
				d.Copies = append(d.Copies, r)
			}
		}
	}
	for _, text := range l.with["cites"] {
		c, err := dispatch.ParseCite(text)
		if err != nil {
			return d, err
		}
		d.Cites = append(d.Cites, c)
	}
	return d, nil
}

// lines reads indicators and quantities that take turns.
func lines(args []string) (out []report.Line, err error) {
	for pair := range slices.Chunk(args, 2) {
		if len(pair) < 2 {
			return nil, fmt.Errorf("%s has no quantity", pair[0])
		}
		q, err := quantity(pair[1])
		if err != nil {
			return nil, err
		}
		out = append(out, report.Line{Indicator: pair[0], Quantity: q})
	}
	return out, nil
}

// onSubmission does something to a submission in the version that the person has before their eyes.
func (s *story) onSubmission(v act.Verb, word string, work func(tx *db.Tx, id string, seen int64) error) error {
	id := s.key(word)
	return s.act(v, id, func(tx *db.Tx) error {
		r, err := report.Get(&tx.View, id)
		if err != nil {
			return err
		}
		return work(tx, id, int64(s.before(word, int(r.Version))))
	})
}

// percent reads a part, a whole and the percentage that was printed of them.
func percent(args []string) (p report.Percent, err error) {
	if p.Part, err = number(args[0]); err != nil {
		return p, err
	}
	if p.Whole, err = number(args[1]); err != nil {
		return p, err
	}
	p.Printed, err = viet.ParsePercent(args[2])
	return p, err
}
