package story

import (
	"cmp"
	"fmt"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/blood"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// rules asks rules that need no house: what a printed text claims, what fits together.
var rules = verbs{
	// implied tells which targets a printed percentage leaves possible, rounded and cut off; with against, whether one of them is.
	"implied": {"implied RESULT PERCENT [against TARGET]", true, func(s *story, l line) (string, error) {
		n, err := number(l.args[0])
		if err != nil {
			return "", err
		}
		printed, err := viet.ParsePercent(l.args[1])
		if err != nil {
			return "", err
		}
		rounded := campaign.PercentInterval(n, printed.Units, campaign.Rounding{Mode: viet.HalfUp, Decimals: printed.Places})
		cut := campaign.PercentInterval(n, printed.Units, campaign.Rounding{Mode: viet.Truncate, Decimals: printed.Places})
		if !l.has("against") {
			return rounded.VN() + " hoặc " + cut.VN(), nil
		}
		t, err := number(l.get("against"))
		text, _ := campaign.Explain(n, t, printed.Units, printed.Places)
		return fmt.Sprintf("%s %v %v", text, rounded.Has(t), cut.Has(t)), err
	}},
	// edition tells whether a series' printed edition belongs to a year: edition "Hành trình đỏ" IX in 2021 after 2012.
	"edition": {"edition SERIES EDITION in YEAR after YEAR", true, func(s *story, l line) (string, error) {
		year, err := number(l.get("in"))
		if err != nil {
			return "", err
		}
		zero, err := number(l.get("after"))
		if err != nil {
			return "", err
		}
		n, ok := viet.ParseRoman(l.args[1])
		if !ok {
			return "", fmt.Errorf("%s is no Roman numeral", l.args[1])
		}
		found := campaign.Series{Name: l.args[0], Zero: int(zero)}.Check(n, int(year))
		return cmp.Or(strings.TrimSpace(findings(found)), "–"), nil
	}},
	// date reads a date with its day of the week.
	"date": {"date WORDS", true, func(s *story, l line) (string, error) {
		d, err := viet.ParseDate(l.args[0])
		if err != nil {
			return "", err
		}
		return viet.Weekday(d.Weekday()) + " " + d.VN(), nil
	}},
	// amount reads a number as people write it.
	"amount": {"amount WORDS", true, func(s *story, l line) (string, error) {
		q, err := quantity(l.args[0])
		return q.String(), err
	}},
	// donors tells which donations come too soon after the one before: donor@day.
	"donors": {"donors DONATION…", true, func(s *story, l line) (string, error) {
		var all []blood.Donation
		for _, text := range l.args {
			who, when, _ := strings.Cut(text, "@")
			d, err := viet.ParseDate(when)
			if err != nil {
				return "", err
			}
			all = append(all, blood.Donation{Donor: who, Day: d})
		}
		var texts []string
		for _, c := range blood.WholeBlood.TooSoon(all) {
			texts = append(texts, c.Donor+": "+c.Text())
		}
		return sentences(texts), nil
	}},
	// check tells what a kind finds in figures of one activity.
	"check": {"check KIND INDICATOR QUANTITY…", true, func(s *story, l line) (string, error) {
		k, err := s.h.Kinds.Get(l.args[0])
		if err != nil {
			return "", err
		}
		given, err := lines(l.args[1:])
		if err != nil {
			return "", err
		}
		var texts []string
		for _, f := range kind.Check(k, kind.ValuesOf(given)) {
			texts = append(texts, f.Level.Label()+": "+f.Text)
		}
		return sentences(texts), nil
	}},
	// yield tells what share of those who attended gave.
	"yield": {"yield BAGS ATTENDED", true, func(s *story, l line) (string, error) {
		bags, err := quantity(l.args[0])
		if err != nil {
			return "", err
		}
		attended, err := quantity(l.args[1])
		return blood.Yield(bags, attended), err
	}},
	// sum reckons a printed sum again; add adds two figures by their indicators.
	"sum": {"sum TERM… printed WORDS", true, func(s *story, l line) (string, error) {
		var terms []report.Term
		for _, text := range l.args {
			n, err := number(text)
			if err != nil {
				return "", err
			}
			terms = append(terms, report.Term{Count: n})
		}
		total, err := quantity(l.get("printed"))
		return report.CheckSum(terms, l.get("printed"), total).Text, err
	}},
	"add": {"add INDICATOR INDICATOR PERIOD", true, func(s *story, l line) (told string, err error) {
		p, err := l.period(2)
		if err != nil {
			return "", err
		}
		err = s.h.DB.See(s.t.Context(), func(v *db.View) error {
			var both []ledger.Figure
			for _, key := range l.args[:2] {
				if _, err := indicator.Get(v, key); err != nil {
					return err
				}
				f, err := ledger.RollUp(v, ledger.Question{Indicator: key, Period: p})
				if err != nil {
					return err
				}
				both = append(both, f)
			}
			q, err := ledger.Sum(both...)
			told = q.String()
			return err
		})
		return told, err
	}},
}
