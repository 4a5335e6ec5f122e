package lint

import (
	"regexp"

	"math/big"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

var (
	fromTo   = regexp.MustCompile(`\b(tang|giam|nang|rut) ?[a-z ]{0,40}\btu[a-z ]{0,12}$`)
	upTo     = words("len|xuong|den|con")
	grew     = regexp.MustCompile(`\b(tang|vuot|giam|cao hon|thap hon|nhieu hon|it hon)( them| den| toi| hon| gan| khoang| manh)* ?\(?$`)
	compared = regexp.MustCompile(`\b(so voi|hon|ke hoach|chi tieu|muc tieu)\b[a-zYTDKO ]*\(?[a-z:, ]*$`)
	earlier  = words("so voi|nam truoc|nam ngoai|cung ky|nam Y|ky truoc")
	times    = regexp.MustCompile(`\bgap( hon| gan| khoang| toi| den)* ?$`)
	doubled  = regexp.MustCompile(`\bgap (doi|ba|bon|nam|muoi)\b[a-zYTDKO (]*$`)
)

// changes looks at growth: "tăng 13,8% so với 926", "giảm từ 120 xuống còn 80 (33,3%)", "vượt 5%", "gấp 2 lần", "tăng 65 so với".
func changes(t *text, out *findings) {
	for _, s := range t.sentences {
		for k, p := range s.nums {
			if k == 0 {
				continue
			}
			pre := s.gap(k)
			if len(pre) > 200 || len(out.all) >= most {
				continue
			}
			switch {
			case p.kind == percent && p.wrong == "":
				grown(t, out, s, k)
			case (p.kind == amount || p.kind == fraction) && times.MatchString(pre) && firstFolded(s.gap(k+1)) == "lan":
				multiplied(t, out, s, k)
			case p.kind == amount && s.nums[k-1].kind == amount:
				if word := grew.FindStringSubmatch(pre); word != nil && k+1 < len(s.nums) && s.nums[k+1].kind == amount && compared.MatchString(s.gap(k+1)) {
					difference(t, out, s, k, word[1])
				}
				if f := doubled.FindStringSubmatch(pre); f != nil {
					n := map[string]int64{"doi": 2, "ba": 3, "bon": 4, "nam": 5, "muoi": 10}[f[1]]
					fold := mark{kind: amount, at: p.at, said: viet.Exact, n: viet.Number{Lo: n, Hi: n}}
					compareTimes(t, out, s.nums[k-1], p, fold, p)
				}
			}
		}
	}
}

func firstFolded(s string) string {
	if n := nounIn(s); n != "" {
		return firstWord(n)
	}
	return ""
}

// grown looks at a percentage of growth.
func grown(t *text, out *findings, s sentence, k int) {
	p, pre, post := s.nums[k], s.gap(k), s.gap(k+1)
	b := s.nums[k-1]
	word := grew.FindStringSubmatch(tail(pre, 60))
	if b.kind == percent && word != nil && word[1] == "vuot" && len(pre) < 40 && b.wrong == "" { // "đạt 105%, vượt 5%"
		over := new(big.Rat).Sub(b.dec.Rat(), big.NewRat(100, 1))
		if over.Cmp(p.dec.Rat()) != 0 && p.said == viet.Exact && b.said == viet.Exact {
			out.add(b.at, p.at+1, Finding{Rule: "change", Severity: Conflict, Claimed: p.dec.String() + "%", Recomputed: decimalOf(over, max(b.dec.Places, p.dec.Places)) + "%",
				Say: "Đạt " + b.dec.String() + "% thì vượt " + decimalOf(over, max(b.dec.Places, p.dec.Places)) + "%, không phải " + p.dec.String() + "%."})
		}
		return
	}
	if b.kind != amount || len(pre) > 80 {
		return
	}
	if k >= 2 && s.nums[k-2].kind == amount {
		a, g, lead := s.nums[k-2], s.gap(k-1), s.gap(k-2)
		if f := fromTo.FindStringSubmatch(lead); f != nil && upTo.in(g) != "" && len(g) < 60 { // "giảm từ a xuống còn b (p)"
			out.growth(t, b, a, p, a.at, p.at+1, f[1] == "giam" || f[1] == "rut")
			return
		}
		if word != nil && earlier.in(g) != "" && sameNoun(a, b) { // "1.054, so với 926 thì tăng p"
			out.growth(t, a, b, p, a.at, p.at+1, falls(word[1]))
			return
		}
		if word != nil && word[1] == "vuot" && planned.closing(g, 60, across+":(") != "" {
			out.growth(t, a, b, p, a.at, p.at+1, false)
			return
		}
	}
	if k+1 >= len(s.nums) || s.nums[k+1].kind != amount || !compared.MatchString(post) {
		return
	}
	old := s.nums[k+1]
	if word != nil && sameNoun(b, old) { // "a tăng p so với b"
		if grew.MatchString(s.gap(k - 1)) { // the first number is itself the growth: "tăng 128 (13,8%) so với 926"
			out.share(s, b, old, of(t, b, old, p))
			return
		}
		out.growth(t, b, old, p, b.at, old.at+1, falls(word[1]))
	} else if pre == " (" || pre == " , " || pre == "(" {
		if grew.MatchString(s.gap(k-1)) && sameNoun(b, old) {
			sh := of(t, b, old, p)
			if found := sh.against(); found.Rule != "" {
				out.add(b.at, old.at+1, found)
			}
		}
	}
}

func falls(word string) bool { return word == "giam" || word == "thap hon" || word == "it hon" }

// growth compares two amounts with the printed growth from the old one to the new one.
func (f *findings) growth(t *text, now, old, p mark, from, to int, falling bool) {
	a, b := quantity(now), quantity(old)
	if !b.Exact() || b.Lo <= 0 || a.Lo > reckoned || b.Lo > reckoned {
		return
	}
	part := ledger.Quantity{Lo: a.Lo - b.Lo, Hi: a.Hi - b.Lo, Open: a.Open}
	how := "(" + plainly(now) + " − " + plainly(old) + ")/" + plainly(old)
	if falling {
		if a.Open {
			return
		}
		part = ledger.Quantity{Lo: b.Lo - a.Hi, Hi: b.Lo - a.Lo}
		how = "(" + plainly(old) + " − " + plainly(now) + ")/" + plainly(old)
	}
	if part.Exact() && part.Lo < 0 {
		word := "tăng"
		if falling {
			word = "giảm"
		}
		f.add(from, to, Finding{Rule: "change", Severity: Conflict, Claimed: word + " " + p.dec.String() + "%", Recomputed: plainly(old) + " → " + plainly(now),
			Say: "Từ " + plainly(old) + " đến " + plainly(now) + " không phải là " + word + "."})
		return
	}
	if part.Lo < 0 {
		return
	}
	found := share{part, b, p.dec, p.said, how}.against()
	if found.Rule == "percent" {
		found.Rule = "change"
	}
	if found.Rule != "" {
		f.add(from, to, found)
	}
}

// difference looks at "a, tăng d so với b".
func difference(t *text, out *findings, s sentence, k int, word string) {
	a, d, b := s.nums[k-1], s.nums[k], s.nums[k+1]
	if !sameNoun(a, b) || !quantity(a).Exact() || !quantity(b).Exact() || a.scaled != b.scaled || len(s.gap(k)) > 60 || grew.MatchString(s.gap(k-1)) {
		return
	}
	want := a.n.Lo - b.n.Lo
	if falls(word) {
		want = -want
	}
	if want >= 0 && d.agrees(ledger.Exactly(want)) != differs {
		return
	}
	out.add(a.at, b.at+1, Finding{Rule: "change", Severity: Conflict, Claimed: plainly(d), Recomputed: viet.FormatInt(abs(want)),
		Say: "Giữa " + plainly(a) + " và " + plainly(b) + " chênh " + viet.FormatInt(abs(want)) + ", văn bản ghi " + plainly(d) + "."})
}

// multiplied looks at "a, gấp 2 lần so với b".
func multiplied(t *text, out *findings, s sentence, k int) {
	if k+1 >= len(s.nums) || s.nums[k+1].kind != amount || s.nums[k-1].kind != amount || len(s.gap(k+1)) > 60 {
		return
	}
	fold := s.nums[k]
	if fold.kind == amount {
		fold.dec = viet.Decimal{Units: fold.bare()}
	}
	compareTimes(t, out, s.nums[k-1], s.nums[k+1], fold, s.nums[k+1])
}

// compareTimes compares how many times one amount is another with the printed number of times.
func compareTimes(t *text, out *findings, a, b, fold mark, last mark) {
	if !sameNoun(a, b) || !quantity(a).Exact() || !quantity(b).Exact() || b.n.Lo <= 0 {
		return
	}
	printed := fold.dec
	if fold.kind == amount {
		printed = viet.Decimal{Units: fold.bare()}
	}
	is := big.NewRat(a.n.Lo, b.n.Lo)
	p := printed.Rat()
	step := new(big.Rat).SetFrac(big.NewInt(1), pow10(printed.Places))
	ok := new(big.Rat).Abs(new(big.Rat).Sub(is, p)).Cmp(step) < 0
	switch fold.said {
	case viet.AtLeast:
		ok = is.Cmp(p) >= 0
	case viet.AtMost:
		ok = is.Cmp(p) <= 0
	case viet.About:
		ok = new(big.Rat).Abs(new(big.Rat).Sub(is, p)).Cmp(new(big.Rat).Quo(p, big.NewRat(5, 1))) <= 0
	default:
		if printed.Places == 0 && ok { // "gấp 2 lần" of 2,9 times hides too much
			ok = new(big.Rat).Abs(new(big.Rat).Sub(is, p)).Cmp(big.NewRat(1, 2)) < 0
		}
	}
	if ok {
		return
	}
	places := max(1, printed.Places)
	out.add(a.at, last.at+1, Finding{Rule: "change", Severity: Conflict, Claimed: "gấp " + printed.String() + " lần", Recomputed: "gấp " + decimalOf(is, places) + " lần",
		Say: plainly(a) + "/" + plainly(b) + " = " + decimalOf(is, places) + " lần, không phải " + printed.String() + " lần."})
}
