package compose

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/paper"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
)

// head writes who issues the paper, its number, place and day, its name, what it rests on.
func (m *maker) head() error {
	d := &m.draft.Document
	p := m.ask.Paper
	d.Date = cmp.Or(p.Date, m.v.At.Day())
	named := m.named(d.Date)
	d.Issuer = strings.ToUpper(m.h.Name(m.unit, named))
	line := cmp.Or(m.line, org.UnionLine)
	if above, ok := m.h.Parent(m.unit, line, named); ok {
		d.Parent = strings.ToUpper(m.h.Name(above, named))
	}
	own, err := m.kindOf(named)
	if err != nil {
		return err
	}
	d.Number, d.Symbol = p.Number, Symbol(m.h.Short(m.unit, named), own.Short)
	d.Place = cmp.Or(p.Place, m.placeName(line, named))
	d.Kind = "BÁO CÁO"
	if m.ask.Provisional {
		d.Kind, d.Mark = "BÁO CÁO NHANH", "SỐ LIỆU CHƯA ĐẦY ĐỦ, CHƯA CHỐT"
	}
	d.Mark = cmp.Or(m.ask.Mark, d.Mark)
	d.Title = "Kết quả thực hiện “" + m.c.Name + "”"
	if m.ask.Period != m.c.Period {
		d.Title += ", " + m.ask.Period.VN()
	}
	d.Signature = m.signature(own, p.Signature)
	d.To = m.receivers(named)
	return m.basis()
}

// named is the day by which the issuer is called on a paper of a day: its own last one where it is no more.
func (m *maker) named(on day.Day) day.AsOf {
	born, ended := m.h.Life(m.unit, 0)
	return day.AsOf{Day: max(born, min(on, ended-1))}
}

func (m *maker) kindOf(named day.AsOf) (org.Kind, error) {
	all, err := org.Kinds(m.v)
	key := m.h.Kind(m.unit, named)
	for _, k := range all {
		if k.Key == key {
			return k, err
		}
	}
	return org.Kind{}, err
}

// Symbol is what stands behind the number of a report: "BC-LĐLĐ". A body with a one-word short name of its own, as a committee has,
// is told by it; else by its kind, of which words in small letters ("huyện", "xã") are left out.
func Symbol(short, kind string) string {
	if short != "" && !strings.Contains(short, " ") {
		return "BC-" + short
	}
	var b strings.Builder
	for w := range strings.FieldsSeq(kind) {
		if !strings.ContainsFunc(w, unicode.IsLower) {
			b.WriteString(w)
		}
	}
	return "BC-" + b.String()
}

var inPlace = regexp.MustCompile(`(?:tỉnh|[Tt]hành phố|TP\.?)\s+(\p{Lu}.*)$`)

// placeName finds the place of issue in the names of the unit and those above it: the one that names a province or a city.
func (m *maker) placeName(line string, named day.AsOf) string {
	for _, i := range append([]int32{m.unit}, m.h.Chain(m.unit, line, named)...) {
		if found := inPlace.FindStringSubmatch(m.h.Name(i, named)); found != nil {
			name, _, _ := strings.Cut(found[1], " (")
			return name
		}
	}
	return ""
}

// signature proposes who signs; an officer's own words go before.
func (m *maker) signature(own org.Kind, given paper.Signature) paper.Signature {
	s := paper.Signature{Authority: "TM. BAN CHẤP HÀNH", Title: "CHỦ TỊCH"}
	switch {
	case own.Line == org.Committees:
		s = paper.Signature{Title: "TRƯỞNG BAN"}
	case own.Level > 0 && own.Level <= 3:
		s.Authority = "TM. BAN THƯỜNG VỤ"
	}
	if given.Authority != "" || given.Title != "" {
		s.Authority, s.Title = given.Authority, given.Title
	}
	s.Name = given.Name
	return s
}

// receivers proposes who gets the paper: the body above, then the file.
func (m *maker) receivers(named day.AsOf) []string {
	if len(m.ask.Paper.To) > 0 {
		return m.ask.Paper.To
	}
	var to []string
	if above, ok := m.h.Parent(m.unit, cmp.Or(m.line, org.UnionLine), named); ok {
		to = append(to, cmp.Or(m.h.Short(above, named), m.h.Name(above, named)))
	}
	return append(to, "Lưu: VT")
}

// basis names the document that began the campaign, then says what follows.
func (m *maker) basis() error {
	if m.c.Dispatch != "" {
		d, err := dispatch.Get(m.v, m.c.Dispatch)
		if err != nil {
			return err
		}
		text := fmt.Sprintf("Căn cứ %s số %s %s", capital(d.Kind.Name()), d.Number, viet.LongDate(d.Date))
		if d.Issuer != "" {
			text += " của " + d.Issuer
		}
		if d.Subject != "" {
			text += " về " + lowered(strings.TrimSuffix(d.Subject, "."))
		}
		m.say(paper.Basis, text+".")
	}
	for _, text := range paragraphs(m.ask.Paper.Introduction) {
		m.say(paper.Body, text)
	}
	m.say(paper.Body, fmt.Sprintf("%s báo cáo kết quả thực hiện “%s”, %s, như sau:", m.unitName(), m.c.Name, m.ask.Period.VN()))
	return nil
}

// paragraphs cuts an officer's words at their line ends.
func paragraphs(text string) (all []string) {
	for line := range strings.Lines(viet.CleanLines(text)) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// chapterHeading numbers the parts of the paper: I, II, III.
func (m *maker) chapterHeading(title string) {
	m.chapter++
	m.add(paper.Heading{Level: 1, Text: viet.Roman(m.chapter) + ". " + title})
}

// ownWords puts what the officer writes of it behind the figures.
func (m *maker) ownWords() error {
	for _, part := range []struct{ title, text string }{
		{"ĐÁNH GIÁ CHUNG", m.ask.Paper.Assessment}, {"PHƯƠNG HƯỚNG, KIẾN NGHỊ", m.ask.Paper.Proposals},
	} {
		lines := paragraphs(part.text)
		if len(lines) == 0 {
			continue
		}
		m.chapterHeading(part.title)
		for _, l := range lines {
			m.say(paper.Body, l)
		}
	}
	return nil
}
