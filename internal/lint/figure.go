package lint

import (
	"regexp"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

var (
	notResult = words("ke hoach|chi tieu|muc tieu|phan dau|so voi|du kien|moi|con lai|them|tang|giam|vuot|cung ky|giao|binh quan")
	partOnly  = words("tai|o|rieng|trong do")
	ofPlan    = words("ke hoach|chi tieu|muc tieu")
	lastYear  = regexp.MustCompile(`\b(so voi|hon) (cung ky|nam truoc|nam ngoai|ky truoc)`)
)

// reader compares the amounts of a text with figures of the ledger.
type reader struct {
	v       *db.View
	t       *text
	out     *findings
	phrases map[string]string // the folded words of an indicator → its key
	asked   int
}

// figures looks for amounts followed by the words of an indicator, and compares them with the ledger: the campaign, unit and
// period are those of the text, or those that a sentence names. Where the text does not say whose figures it tells, only what
// is more than everything there is can be doubted.
func figures(v *db.View, kinds kind.Set, t *text, out *findings) error {
	r := reader{v: v, t: t, out: out, phrases: map[string]string{}}
	var all []kind.Kind
	if t.about.Campaign != "" {
		c, err := campaign.Get(v, t.about.Campaign)
		if err != nil {
			return err
		}
		k, err := kinds.Get(c.Kind)
		if err != nil {
			return err
		}
		all = append(all, k)
		if !known(t.period) {
			t.period = c.Period
		}
	} else {
		folded := " " + viet.Fold(t.composed[:min(len(t.composed), 200_000)]) + " "
		for _, k := range kinds {
			for _, hint := range kind.Hints(k) {
				if strings.Contains(folded, viet.Fold(hint)) {
					all = append(all, k)
					break
				}
			}
		}
	}
	for _, k := range all {
		for _, i := range kind.Indicators(k) {
			r.learn(i)
		}
	}
	if len(r.phrases) == 0 {
		return nil
	}
	for _, s := range t.sentences {
		for k := range s.nums {
			if s.nums[k].kind != amount || r.asked >= lookups {
				continue
			}
			if err := r.amount(s, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// learn keeps the words by which a text speaks of an indicator; the first indicator with some words has them.
func (r *reader) learn(i indicator.Indicator) {
	for _, words := range []string{strings.TrimPrefix(viet.Fold(i.Name), "so "), viet.Fold(i.Of)} {
		if _, taken := r.phrases[words]; !taken && strings.Contains(words, " ") {
			r.phrases[words] = i.Key
		}
	}
}

// indicatorOf finds the indicator that a noun is of: the longest words win.
func (r *reader) indicatorOf(noun string) string {
	words := strings.Fields(noun)
	for n := len(words); n > 1; n-- {
		if key := r.phrases[strings.Join(words[:n], " ")]; key != "" {
			return key
		}
	}
	return ""
}

// periodOf is the period that a sentence speaks of; false where it is not clear.
func (r *reader) periodOf(s sentence) (day.Period, bool) {
	p, found := r.t.period, 0
	from := s.from
	for _, m := range s.marks {
		before := r.t.folded[from:m.at]
		from = m.at + 1
		if m.kind != period && m.kind != year || !known(m.period) || ofPlan.in(tail(before, 30)) != "" || earlier.in(tail(before, 30)) != "" {
			continue
		}
		if found++; found > 1 {
			return p, false
		}
		p = m.period
	}
	if r.t.bulletAt(s.from, s.to) || r.bulleted(s) {
		d := day.Day(0)
		for _, m := range s.marks {
			if m.kind == date {
				if m.day == 0 || d != 0 {
					return p, false
				}
				d = m.day
			}
		}
		if d == 0 {
			return p, false
		}
		return day.Period{From: d, To: d}, true
	}
	return p, known(p)
}

// bulleted reports whether a sentence belongs to an item of a list.
func (r *reader) bulleted(s sentence) bool {
	l := r.t.lines[s.line]
	return r.t.bulletAt(l.from, l.to)
}

func (r *reader) amount(s sentence, k int) error {
	m := s.nums[k]
	key := r.indicatorOf(m.noun)
	pre, post := s.gap(k), s.gap(k+1)
	if key == "" || notResult.closing(pre, 40, across) != "" || k > 0 && s.nums[k-1].kind == amount && plus.MatchString(pre) {
		return nil
	}
	p, clear := r.periodOf(s)
	if !clear {
		return nil
	}
	scoped := r.t.about.Campaign != "" || r.t.about.Unit != ""
	q := ledger.Question{Indicator: key, Period: p, Campaign: r.t.about.Campaign, At: r.t.about.Unit}
	r.asked++
	f, err := ledger.RollUp(r.v, q)
	if err != nil {
		return err
	}
	said := quantity(m)
	switch {
	case f.Entries == 0 || f.Quantity.Agrees(said):
	case partOnly.in(tail(pre, 40)) != "" || partOnly.in(post[:min(len(post), 60)]) != "" && !r.bulleted(s): // a part of the whole
	case !scoped && (f.Open || said.Lo <= f.Hi):
	default:
		level := Conflict
		if !scoped {
			level = Doubt
		}
		r.out.add(m.at, min(m.at+1+len(m.noun)+1, s.to), Finding{Rule: "ledger", Severity: level, Claimed: plainly(m), Recomputed: f.Quantity.String(), Question: &q,
			Say: "Sổ cái ghi " + f.Quantity.String() + " (" + p.VN() + "), văn bản ghi " + plainly(m) + "."})
	}
	if k+1 >= len(s.nums) || s.nums[k+1].kind != percent || s.nums[k+1].wrong != "" || !scoped {
		return nil
	}
	after := s.gap(k + 2)
	switch {
	case lastYear.MatchString(after[:min(len(after), 40)]) && grew.MatchString(post):
		return r.beside(s, k, q, falls(grew.FindStringSubmatch(post)[1]))
	case ofPlan.in(after[:min(len(after), 30)]) != "" && reaching.MatchString(post) && changing.in(post) == "" && !(k+2 < len(s.nums) && s.nums[k+2].kind == amount && ofWhole.MatchString(after)):
		return r.plan(s, k, q)
	}
	return nil
}

// beside compares "tăng 13,8% so với cùng kỳ" with the same days of the year before.
func (r *reader) beside(s sentence, k int, q ledger.Question, falling bool) error {
	q.Period = day.Period{From: yearBefore(q.Period.From), To: yearBefore(q.Period.To)}
	q.Campaign = "" // last year's campaign was another
	r.asked++
	f, err := ledger.RollUp(r.v, q)
	if err != nil || f.Entries == 0 || !f.Exact() || f.Lo <= 0 {
		return err
	}
	old := mark{kind: amount, said: viet.Exact, n: viet.Number{Lo: f.Lo, Hi: f.Hi, Qualifier: viet.Exact}}
	before := len(r.out.all)
	r.out.growth(r.t, s.nums[k], old, s.nums[k+1], s.nums[k].at, s.nums[k+1].at+1, falling)
	for i := before; i < len(r.out.all); i++ {
		r.out.all[i].Rule, r.out.all[i].Question = "ledger", &q
		r.out.all[i].Say += " Số của " + q.Period.VN() + " lấy từ sổ cái."
	}
	return nil
}

func yearBefore(d day.Day) day.Day {
	y, m, n := d.Date()
	return min(day.Of(y-1, m, n), day.Month(y-1, m).To)
}

// plan compares "đạt 105% kế hoạch" with the targets that the unit was given.
func (r *reader) plan(s sentence, k int, q ledger.Question) error {
	if r.t.about.Campaign == "" && r.t.about.Unit == "" {
		return nil
	}
	r.asked++
	targets, err := campaign.Targets(r.v, campaign.Filter{Campaign: r.t.about.Campaign, Unit: r.t.about.Unit, Indicator: q.Indicator})
	if err != nil {
		return err
	}
	m, p := s.nums[k], s.nums[k+1]
	var wrong Finding
	for _, target := range targets {
		if !target.Period.Overlaps(q.Period) || target.Quantity <= 0 {
			continue
		}
		whole := ledger.Exactly(target.Quantity)
		sh := share{quantity(m), whole, p.dec, p.said, plainly(m) + "/" + whole.String()}
		found := sh.against()
		if found.Severity == Conflict {
			wrong = found
			wrong.Say = "Theo chỉ tiêu " + whole.String() + " (" + target.Period.VN() + "): " + found.Say
			continue
		}
		if warning := campaign.PeriodWarning(q.Period, target.Period); warning != "" {
			r.out.add(m.at, p.at+1, Finding{Rule: "plan", Severity: Doubt, Claimed: p.dec.String() + "%", Recomputed: p.dec.String() + "% chỉ tiêu " + target.Period.VN(), Question: &q, Say: warning})
		} else if found.Rule != "" {
			found.Question = &q
			r.out.add(m.at, p.at+1, found)
		}
		return nil
	}
	if wrong.Rule != "" {
		wrong.Rule, wrong.Question = "plan", &q
		r.out.add(m.at, p.at+1, wrong)
	}
	return nil
}
