package lint

import (
	"regexp"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

var (
	weekday   = regexp.MustCompile(`(?i)(chủ nhật|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|thứ [2-7]|thứ O)( ?, ?| ?\(?)(?:ngày )?$`)
	weekdayIn = regexp.MustCompile(`^ ?\((?i:(chủ nhật|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|thứ [2-7]))\)`)
	deadline  = words("truoc|cham nhat|muon nhat|han chot|thoi han|hoan thanh truoc|gui ve truoc|chot")
	happened  = words("da to chuc|da dien ra|da khai mac|da phat dong|da trao|da hoan thanh|da ket thuc")
	until     = regexp.MustCompile(`^ ?(den|toi|-|den het|den ngay|den het ngay)( ngay)? ?$`)
)

// dates looks at every date: that it exists, that it is the day of the week that is named, that a deadline lies behind the
// day of the text, that "từ … đến …" goes forward, and that what a list tells lies in the period of its heading.
func dates(t *text, out *findings) {
	for _, s := range t.sentences {
		for k, m := range s.marks {
			from := s.from
			if k > 0 {
				from = s.marks[k-1].at + 1
			}
			pre := t.folded[from:m.at]
			switch {
			case m.kind != date && m.kind != period:
				continue
			case m.wrong != "":
				out.add(m.at, m.at+1, Finding{Rule: "date", Severity: Conflict, Claimed: t.written(m), Say: m.wrong})
				continue
			case m.kind != date || m.day == 0:
				continue
			}
			t.weekdays(s, k, from, out)
			if t.date != 0 && m.day < t.date && deadline.closing(pre, 30, "O:,") != "" && !strings.Contains(tail(pre, 60), "da ") {
				out.add(m.at, m.at+1, Finding{Rule: "date", Severity: Conflict, Claimed: m.day.VN(), Recomputed: t.date.VN(),
					Say: "Hạn " + m.day.VN() + " ở trước ngày của văn bản (" + t.date.VN() + ")."})
			}
			if t.date != 0 && m.day > t.date && happened.closing(pre, 60, "O,") != "" {
				out.add(m.at, m.at+1, Finding{Rule: "date", Severity: Doubt, Claimed: m.day.VN(), Recomputed: t.date.VN(),
					Say: "Văn bản ngày " + t.date.VN() + " kể việc ngày " + m.day.VN() + " là đã diễn ra."})
			}
			if k > 0 && s.marks[k-1].kind == date && len(pre) < 24 && until.MatchString(pre) && m.day != 0 {
				t.forward(s.marks[k-1], m, out)
			}
		}
	}
	t.within(out)
}

// forward looks at "từ a đến b": a may take its year from b.
func (t *text) forward(a, b mark, out *findings) {
	first := a.day
	if first == 0 || !strings.ContainsAny(tail(t.written(a), 4), "0123456789") || len(t.written(a)) <= 5 {
		d, err := viet.ParseDateIn(t.written(a), b.day.Year())
		if err != nil {
			out.add(a.at, b.at+1, Finding{Rule: "date", Severity: Conflict, Claimed: t.written(a), Say: fault.Text(err)})
			return
		}
		first = d
	}
	if first > b.day {
		out.add(a.at, b.at+1, Finding{Rule: "date", Severity: Conflict, Claimed: first.VN() + " – " + b.day.VN(),
			Say: "Khoảng thời gian ngược: " + first.VN() + " ở sau " + b.day.VN() + "."})
	}
}

// weekdays compares a date with the day of the week beside it.
func (t *text) weekdays(s sentence, k, from int, out *findings) {
	m := s.marks[k]
	first := max(from, m.at-24)
	name, begin := "", m.at
	if f := weekday.FindStringSubmatchIndex(t.words(first, m.at)); f != nil {
		w := t.words(first, m.at)
		name = w[f[2]:f[3]]
		begin = first
		if i := strings.LastIndex(t.folded[first:m.at], viet.Fold(name)); i >= 0 {
			begin = first + i
		}
	} else if k > 0 && s.marks[k-1].kind == other && m.at-s.marks[k-1].at < 12 { // "thứ 7, ngày 7/2/2026": the 7 is a mark
		o := s.marks[k-1]
		if n := t.written(o); len(n) == 1 && n >= "2" && n <= "7" && strings.HasSuffix(strings.ToLower(t.words(max(s.from, o.at-5), o.at)), "thứ ") &&
			strings.Trim(t.folded[o.at+1:m.at], " ,(ngay") == "" {
			name, begin = "thứ "+n, max(s.from, o.at-4)
		}
	}
	if name == "" {
		end := min(s.to, m.at+20)
		if f := weekdayIn.FindStringSubmatch(t.words(m.at+1, end)); f != nil {
			name = f[1]
		}
	}
	if name == "" {
		return
	}
	if _, err := viet.ParseDate(name + ", ngày " + m.day.VN()); err != nil {
		out.add(begin, m.at+1, Finding{Rule: "weekday", Severity: Conflict, Claimed: strings.ToLower(name), Recomputed: viet.Weekday(m.day.Weekday()), Say: fault.Text(err)})
	}
}

// within looks at the dates in lists under a heading that names a period.
func (t *text) within(out *findings) {
	for i := 0; i < len(t.lines); i++ {
		if !t.announces(i) {
			continue
		}
		l := t.lines[i]
		var p day.Period
		for _, m := range t.marksIn(l.from, l.to) {
			if m.kind == period || m.kind == year {
				p = m.period
			}
		}
		if !known(p) {
			continue
		}
		for _, item := range t.itemsAfter(i) {
			for _, m := range t.marksIn(item.from, item.to) {
				if m.kind == date && m.day != 0 && !p.Has(m.day) {
					out.add(m.at, m.at+1, Finding{Rule: "period", Severity: Conflict, Claimed: m.day.VN(), Recomputed: p.VN(),
						Say: "Ngày " + m.day.VN() + " nằm ngoài " + p.VN() + " đã ghi ở trên."})
				}
			}
		}
	}
}
