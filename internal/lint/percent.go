package lint

import (
	"regexp"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

var (
	changing   = words("tang|giam|vuot|cao hon|thap hon|nhieu hon|it hon")
	reaching   = regexp.MustCompile(`(\b(dat|bang|chiem|hoan thanh|tuong duong|tuong ung|ty le|ti le|tuc)\b|\(|=|: ?$|, ?$)`)
	ofWhole    = regexp.MustCompile(`^ ?(so voi|cua|tren|trong|tong|ke hoach|chi tieu|muc tieu)\b[a-zYTDKO ]*\(?[a-z: ]*$`)
	overWhole  = regexp.MustCompile(`\b(tren|trong|so voi|/)( tong)?( so)?( ke hoach| chi tieu| muc tieu)?[a-z ]*$|/ ?$`)
	amongIt    = words("trong do|trong so do|thi co|da co|da|co")
	among      = words("trong so|trong tong so")
	planned    = words("ke hoach|chi tieu|muc tieu|giao")
	realised   = words("thuc hien|dat|thu duoc|ket qua|tiep nhan|van dong|hoan thanh|da")
	otherThing = regexp.MustCompile(`^ ?(trong so|so nay|trong do)`)
)

// percents looks at every percentage that says what it is of: "2.610/2.819 người (90,2%)", "1.265 đơn vị, đạt 105% kế hoạch
// (1.200)", "trong số 2.819 người có 2.610 người (92,6%)", "chỉ tiêu 1.200, thực hiện 1.265, đạt 105%".
func percents(t *text, out *findings) {
	for _, s := range t.sentences {
		var whole *mark // that the last share of the sentence was of
		for k, p := range s.nums {
			if p.kind != percent || k == 0 || p.wrong != "" || len(out.all) >= most {
				continue
			}
			pre, post := s.gap(k), s.gap(k+1)
			if len(pre) > 80 || changing.in(tail(pre, 40)) != "" || otherThing.MatchString(post) {
				continue
			}
			b := s.nums[k-1]
			switch {
			case b.kind == ratio:
				out.share(s, b, p, share{part: ledger.Exactly(b.n.Lo), whole: ledger.Exactly(b.whole.Lo), how: t.written(b)})
				continue
			case b.kind != amount || !reaching.MatchString(pre):
				continue
			}
			if k+1 < len(s.nums) && s.nums[k+1].kind == amount && ofWhole.MatchString(post) && (sameNoun(b, s.nums[k+1]) || planned.closing(post, 60, across+":(") != "") {
				after := s.nums[k+1]
				after.at = max(after.at, p.at)
				out.share(s, b, after, of(t, b, bareIf(strings.HasSuffix(strings.TrimSpace(post), "tren"), after), p))
				continue
			}
			if k < 2 || s.nums[k-2].kind != amount {
				if whole != nil && strings.HasSuffix(pre, "(") {
					out.further(s, b, p, of(t, b, *whole, p))
				}
				continue
			}
			a, g, lead := s.nums[k-2], s.gap(k-1), s.gap(k-2)
			switch {
			case len(g) > 90:
			case strings.Contains(g, "trong do") && amongIt.in(g) != "":
				w := a
				whole = &w
				out.share(s, a, p, of(t, b, a, p))
			case overWhole.MatchString(g) && b.bare() >= 0:
				b = bareIf(strings.HasSuffix(strings.TrimSpace(g), "tren"), b)
				out.share(s, a, p, of(t, a, b, p))
			case planned.closing(lead, 60, across+":(") != "" && realised.in(g) != "" && sameNoun(a, b):
				out.share(s, a, p, of(t, b, a, p))
			case among.endsWith(unqualified(lead)) != "" && amongIt.in(g) != "":
				w := a
				whole = &w
				out.share(s, a, p, of(t, b, a, p))
			case whole != nil && strings.HasSuffix(pre, "("):
				out.further(s, b, p, of(t, b, *whole, p))
			}
		}
	}
}

// tail is the end of a text.
func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// bareIf takes an amount as the number alone where the word before it meant something else: "666 trên 1.220".
func bareIf(is bool, m mark) mark {
	if is && m.said == viet.AtLeast {
		m.n = viet.Number{Lo: m.n.Lo, Hi: m.n.Lo, Qualifier: viet.Exact}
	}
	return m
}

func of(t *text, part, whole, p mark) share {
	return share{quantity(part), quantity(whole), p.dec, p.said, plainly(part) + "/" + plainly(whole)}
}

// plainly writes an amount as a number.
func plainly(m mark) string { return quantity(m).String() }

// share keeps what is wrong with a percentage, quoting from one mark to the other.
func (f *findings) share(_ sentence, from, to mark, s share) {
	if to.kind == percent {
		s.printed, s.said = to.dec, to.said
	}
	if found := s.against(); found.Rule != "" {
		f.add(from.at, to.at+1, found)
	}
}

// further is a share in a row of shares, of what the first was of; it may as well be of another, so that it only asks.
func (f *findings) further(s sentence, from, to mark, sh share) {
	sh.printed, sh.said = to.dec, to.said
	found := sh.against()
	if found.Severity != Conflict {
		return
	}
	for _, m := range s.nums[:min(len(s.nums), 12)] { // or a share of something else in the sentence
		if m.kind == amount && m.at < to.at && m.n.Lo > 0 {
			try := sh
			try.whole = quantity(m)
			if got := try.against(); got.Severity != Conflict && m.at != from.at {
				return
			}
		}
	}
	found.Severity = Doubt
	f.add(from.at, to.at+1, found)
}
