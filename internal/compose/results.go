package compose

import (
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/kind"
	"phongtrao/internal/ledger"
)

// results tells the totals in sentences: what was reached, how it is known, against which promise.
func (m *maker) results() error {
	m.chapterHeading("KẾT QUẢ THỰC HIỆN")
	p := paper.Para{}
	say := func(text string) { p.Runs = append(p.Runs, paper.Run{Text: text}) }
	period := capital(m.ask.Period.VN()) + ", "
	if n := len(m.heldOnly()); n > 0 && len(m.layout.Activities) > 0 {
		say(fmt.Sprintf("%s%s đã tổ chức %s %s: ", period, m.unitName(), viet.FormatInt(int64(n)), m.layout.Event))
	} else {
		say(period + m.unitName() + ": ")
	}
	told := 0
	for _, s := range m.sentences() {
		f, code := m.total(s.Indicator)
		if f.Entries == 0 && s.Indicator != m.lead.Key {
			continue
		}
		if told++; told > 1 {
			say("; ")
		}
		if f.Entries == 0 {
			say(lowered(m.lead.Name) + ": " + unknown)
			continue
		}
		before, after, _ := strings.Cut(s.Text, "%s")
		say(before)
		p.Runs = append(p.Runs, paper.Run{Text: f.Quantity.String(), Bold: true, Code: code})
		say(after)
	}
	say(".")
	m.add(p)
	if err := m.besides(); err != nil {
		return err
	}
	m.evidence()
	m.against()
	m.check("", m.values())
	return nil
}

// besides tells what else was reported under the campaign: figures that its form does not ask for, of its kind or another, as
// gifts given in a Workers' Month.
func (m *maker) besides() error {
	asked := m.layout.Keys(m.k)
	p := paper.Para{Runs: []paper.Run{{Text: "Ngoài ra, trong phong trào còn ghi nhận: "}}}
	for _, i := range m.kinds.Indicators() {
		if i.Stock || slices.Contains(asked, i.Key) {
			continue
		}
		f, err := ledger.RollUp(m.v, m.question(i.Key))
		if err != nil {
			return err
		}
		if f.Entries == 0 {
			continue
		}
		m.about[i.Key] = i
		if len(p.Runs) > 1 {
			p.Runs = append(p.Runs, paper.Run{Text: "; "})
		}
		p.Runs = append(p.Runs, paper.Run{Text: lowered(i.Name) + " "}, paper.Run{Text: f.Quantity.String(), Bold: true, Code: m.bind(m.question(i.Key), f, "")})
	}
	if len(p.Runs) > 1 {
		p.Runs = append(p.Runs, paper.Run{Text: "."})
		m.add(p)
	}
	return nil
}

// sentences are those of the kind, the lead's first; a kind without any tells its lead.
func (m *maker) sentences() []kind.Sentence {
	all := slices.Clone(m.layout.Sentences)
	i := slices.IndexFunc(all, func(s kind.Sentence) bool { return s.Indicator == m.lead.Key })
	if i < 0 {
		return append([]kind.Sentence{{Indicator: m.lead.Key, Text: lowered(m.lead.Name) + " %s"}}, all...)
	}
	lead := all[i]
	return slices.Insert(slices.Delete(all, i, i+1), 0, lead)
}

// evidence says how the leading figure is known.
func (m *maker) evidence() {
	var parts []string
	for _, s := range m.passport.Mix {
		parts = append(parts, s.VN())
	}
	if len(parts) == 0 {
		return
	}
	text := "Theo bằng chứng, trong " + lowered(m.lead.Name) + " có: " + strings.Join(parts, "; ") + "."
	if f := m.passport.Figure; !f.Exact() {
		text += " Có nguồn chỉ cho biết mức tối thiểu hoặc tối đa, nên tổng ghi là “" + f.Quantity.String() + "”, không làm tròn thành số đúng."
	}
	m.say(paper.Body, text)
	for _, b := range m.passport.Beside {
		if b.Apart > 0 {
			m.say(paper.Note, fmt.Sprintf("Bằng chứng loại “%s” cho cùng việc là %s, khác số được công bố (%s) ở %d chỗ; hai loại không cộng vào nhau.",
				b.Evidence.Label(), b.Quantity, b.Against, b.Apart))
		}
	}
}

// against compares with the promise: target, document, rounding; a period that is not the target's is said, never hidden.
func (m *maker) against() {
	if m.goal == nil {
		m.say(paper.Body, "Chưa có chỉ tiêu được giao hoặc đăng ký cho "+lowered(m.lead.Name)+" của đơn vị trong kỳ này.")
		return
	}
	if m.passport.Figure.Entries == 0 {
		m.say(paper.Body, "Chỉ tiêu "+viet.FormatInt(m.goal.Target.Quantity)+" "+m.lead.Label()+" ("+m.goal.Target.Period.VN()+"): chưa có số liệu để so sánh.")
		return
	}
	verb := "Đạt "
	if !m.goal.Percentage.Exact() {
		verb = "Kết quả: "
	}
	m.say(paper.Body, verb+m.goal.Percentage.Text+".")
	if m.goal.Warning != "" {
		m.say(paper.Warning, m.goal.Warning)
	}
}

// values are the totals of all indicators that somebody reported.
func (m *maker) values() kind.Values {
	v := kind.Values{}
	for key, f := range m.totals {
		if f.Entries > 0 {
			v[key] = f.Quantity
		}
	}
	return v
}

// check says what does not fit among values that belong together.
func (m *maker) check(where string, v kind.Values) {
	for _, f := range kind.Check(m.k, v) {
		if f.Level == kind.Note {
			continue
		}
		m.draft.Findings = append(m.draft.Findings, Finding{f, where})
		text := f.Level.Label() + ": " + f.Text
		if where != "" {
			text = where + ". " + text
		}
		m.say(paper.Warning, text)
	}
}

// claims puts numbers that were published beside those of the ledger.
func (m *maker) claims() {
	for _, c := range m.passport.Claims {
		text := c.Text
		if c.Source != "" {
			text += " Nguồn: " + strings.TrimSuffix(c.Source, ".") + "."
		}
		m.say(paper.Note, text)
	}
}

// missing names who did not report, what waits, what divides to nobody: none of it is a zero.
func (m *maker) missing() error {
	m.draft.Missing, m.draft.Pending = m.passport.Gaps, len(m.passport.Pending)
	gone := m.passport.Figure.Gone
	if len(m.passport.Gaps) == 0 && len(m.passport.Pending) == 0 && len(gone) == 0 && len(m.passport.Claims) == 0 {
		return nil
	}
	m.chapterHeading("SỐ LIỆU CÒN THIẾU, CÒN CHỜ VÀ SỐ ĐÃ CÔNG BỐ")
	var list paper.List
	for i, g := range m.passport.Gaps {
		if i == namedMax {
			list.Items = append(list.Items, paper.Text(fmt.Sprintf("và %s đơn vị, hoạt động khác chưa có số liệu.", viet.FormatInt(int64(len(m.passport.Gaps)-namedMax)))))
			break
		}
		list.Items = append(list.Items, paper.Text(g.Text))
	}
	for i, w := range m.passport.Pending {
		if i == namedMax {
			list.Items = append(list.Items, paper.Text(fmt.Sprintf("và %s số khác đang chờ tiếp nhận.", viet.FormatInt(int64(len(m.passport.Pending)-namedMax)))))
			break
		}
		list.Items = append(list.Items, paper.Text(fmt.Sprintf("%s đã gửi %s %s, đang chờ tiếp nhận, chưa tính vào tổng.", w.Name, w.Quantity, m.lead.Label())))
	}
	for _, g := range gone {
		list.Items = append(list.Items, paper.Text(fmt.Sprintf("%s: %s, %s, không nằm trong tổng.", g.Name, g.Quantity, ledger.WhyLabel(g.Why))))
	}
	if len(list.Items) > 0 {
		m.add(list)
	}
	m.claims()
	return nil
}

// namedMax is how many are named one by one before the rest is only counted.
const namedMax = 40

// foot says at which point of the sealed log the figures stand.
func (m *maker) foot() error {
	all, err := ledger.Checkpoints(m.v)
	if err != nil {
		return err
	}
	text := "Số liệu lúc " + m.draft.Known.VN() + ", đến bút toán số " + viet.FormatInt(m.draft.Through) + "."
	if n := len(all); n > 0 {
		c := all[n-1]
		m.draft.Checkpoint = &c
		text += fmt.Sprintf(" Điểm chốt năm %d, %s bút toán, gốc %s.", c.Year, viet.FormatInt(c.Size), c.Root)
	}
	m.draft.Document.Foot = text
	return nil
}
