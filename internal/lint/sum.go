package lint

import (
	"regexp"
	"strings"

	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

var (
	plus      = regexp.MustCompile(`^[a-z ]*(\+|\b(cong|cong voi|cong them|them)) ?(them )?(hon |gan |khoang |tren )?$`)
	makes     = regexp.MustCompile(`(=|\b(thanh|la|bang|duoc|tong cong|tong la|tong so)) ?(la |duoc |du |dung )?(hon |gan |khoang |tren )?$`)
	consists  = regexp.MustCompile(`\b(gom|bao gom|cu the la|chia ra|trong do co|lan luot la)\b ?:? ?(co |lan luot la )?$|\b(gom|bao gom|cu the|trong do|lan luot)\b ?:? ?(la |co )?$`)
	totalling = words("tong|tong cong|tong so|cong lai|tat ca la|ca thay")
)

// apart reports whether a total is taken apart behind such words.
func apart(gap string) bool {
	return parting.in(gap) != "" && consists.MatchString(gap)
}

var parting = words("gom|bao gom|cu the|chia ra|trong do|lan luot|lan luot la")

func changed(gap string) bool { return changing.in(gap) != "" }
func partial(gap string) bool { return indexWord(gap, "trong do") >= 0 }

// addition is a printed total with its printed parts.
type addition struct {
	parts []mark
	total mark
	open  bool // there may be more parts than are named
}

// longest bounds the parts of a sum in one sentence, so that no text takes long.
const longest = 100

// sums looks at sums within a sentence: "a + b = t", "a, b và c, tổng cộng t", "t, gồm a, b và c", "t, trong đó a và b".
func sums(t *text, out *findings) {
	for _, s := range t.sentences {
		tried := 0 // up to here a row of numbers has led to no total
		for k := 0; k < len(s.nums) && len(out.all) < most; k++ {
			if s.nums[k].kind != amount {
				continue
			}
			if to, sum := addedUp(s, k); sum != nil {
				out.addition(t, *sum)
				k = to
				continue
			}
			if to, sum := takenApart(s, k); sum != nil {
				out.addition(t, *sum)
				k = to - 1
				continue
			}
			if k < tried {
				continue
			}
			to, sum := runningTotal(s, k)
			if tried = to; sum != nil {
				out.addition(t, *sum)
				k = to
			}
		}
	}
}

// addedUp reads "a + b + c = t" and "a cộng b thành t".
func addedUp(s sentence, k int) (int, *addition) {
	if k+2 >= len(s.nums) || len(s.gap(k+1)) > 80 || strings.IndexByte(s.gap(k+1), '+') < 0 && indexWord(s.gap(k+1), "cong") < 0 && indexWord(s.gap(k+1), "them") < 0 {
		return 0, nil
	}
	parts := []mark{s.nums[k]}
	i := k + 1
	for ; i < len(s.nums) && len(parts) < longest && s.nums[i].kind == amount && plus.MatchString(s.gap(i)); i++ {
		parts = append(parts, s.nums[i])
	}
	if len(parts) < 2 || i >= len(s.nums) || s.nums[i].kind != amount || len(s.gap(i)) > 60 || !makes.MatchString(s.gap(i)) || changed(s.gap(i)) {
		return 0, nil
	}
	if strings.Contains(s.t.folded[s.nums[k].at:s.nums[i].at], "*") {
		return 0, nil
	}
	return i, &addition{parts: parts, total: s.nums[i]}
}

// takenApart reads "1.265 đơn vị máu, gồm 263 đơn vị máu tại A và 1.002 đơn vị máu tại B".
func takenApart(s sentence, k int) (int, *addition) {
	total := s.nums[k]
	if k+1 >= len(s.nums) || len(s.gap(k+1)) > 90 || !apart(s.gap(k+1)) || changed(s.gap(k+1)) {
		return 0, nil
	}
	open := partial(s.gap(k + 1))
	var parts []mark
	i := k + 1
	last := false
	for ; i < len(s.nums) && len(parts) < longest && s.nums[i].kind == amount && !last; i++ {
		gap := s.gap(i)
		if i > k+1 && !joins(gap) {
			break
		}
		if i > k+1 && strings.Contains(" "+gap, " va ") && len(parts) > 0 {
			last = true
		}
		parts = append(parts, s.nums[i])
	}
	if len(parts) < 2 || !last && !open {
		return 0, nil
	}
	for _, p := range parts {
		if !partOf(p, total, parts) {
			return 0, nil
		}
	}
	// What follows must not qualify the last part to something else: "và 11 điểm cầu, mỗi điểm 200 người" is fine.
	if i < len(s.nums) && s.nums[i].kind == amount && last && joins(s.gap(i)) && sameNoun(s.nums[i], total) {
		return 0, nil
	}
	return i, &addition{parts: parts, total: total, open: open}
}

// joins reports whether the words between two numbers only go on with the list.
func joins(gap string) bool {
	if len(gap) > 80 || strings.ContainsAny(gap, ":=*/%") || changed(gap) || partial(gap) || strings.Contains(gap, " moi ") || strings.Contains(gap, " tri gia ") || strings.Contains(gap, " so voi ") {
		return false
	}
	return strings.Contains(gap, ",") || strings.Contains(" "+gap, " va ")
}

// partOf reports whether an amount may be a part of a total: it counts the same thing in the same words, or all parts are
// kinds of people.
func partOf(p, total mark, parts []mark) bool {
	if money(p) != money(total) && p.noun != "" && total.noun != "" || p.scaled != total.scaled && !money(p) && !money(total) {
		return false
	}
	h := head(total.noun)
	switch {
	case p.noun == "" && h != "":
		for _, q := range parts { // "263, 119 và 180 đơn vị máu"
			if q.noun != "" && head(q.noun) != h {
				return false
			}
		}
		return true
	case h == "":
		return true
	case h == head(p.noun):
		return true
	}
	return people[strings.Fields(h)[0]] && people[strings.Fields(p.noun)[0]] && len(parts) > 1 && strings.Fields(h)[0] != "cong" && distinct(parts)
}

// distinct reports whether no two parts are called alike.
func distinct(parts []mark) bool {
	seen := map[string]bool{}
	for _, p := range parts {
		if seen[p.noun] {
			return false
		}
		seen[p.noun] = true
	}
	return true
}

// runningTotal reads "263, 119, 560, 143 và 180, tổng cộng 1.265".
func runningTotal(s sentence, k int) (int, *addition) {
	parts := []mark{s.nums[k]}
	i, and := k+1, false
	for ; i < len(s.nums) && len(parts) < longest && s.nums[i].kind == amount && joins(s.gap(i)) && totalling.closing(s.gap(i), 40, ":") == ""; i++ {
		and = and || strings.Contains(" "+s.gap(i), " va ")
		parts = append(parts, s.nums[i])
	}
	if len(parts) < 2 || !and || i >= len(s.nums) || s.nums[i].kind != amount || totalling.closing(s.gap(i), 40, ":") == "" || changed(s.gap(i)) || len(s.gap(i)) > 60 {
		return i, nil
	}
	if strings.Contains(s.gap(i), ".") || apart(tail(s.gap(k), 90)) {
		return i, nil
	}
	total := s.nums[i]
	for _, p := range parts {
		if !sameNoun(p, total) || money(p) != money(total) {
			return i, nil
		}
	}
	return i, &addition{parts: parts, total: total}
}

// addition keeps what is wrong with a sum.
func (f *findings) addition(t *text, a addition) {
	sum := ledger.Quantity{}
	terms := make([]string, len(a.parts))
	from, to := a.total.at, a.total.at+1
	rough, same := false, true
	for i, p := range a.parts {
		sum = sum.Add(quantity(p))
		terms[i] = plainly(p)
		rough = rough || p.step > 1
		same = same && p.step == a.parts[0].step
		from, to = min(from, p.at), max(to, p.at+1)
	}
	if len(terms) > 12 {
		terms = append(terms[:11:11], "…")
	}
	how := strings.Join(terms, " + ")
	found := Finding{Rule: "sum", Claimed: t.written(a.total), Recomputed: sum.String()}
	total := quantity(a.total)
	bare := ledger.Exactly(a.total.bare())
	switch {
	case a.open && (!sum.Exact() || !total.Exact()):
		if low, high := sum.Lo, total; !high.Open && low > high.Hi {
			found.Severity, found.Say = Conflict, "Các phần cộng lại ("+how+") đã là "+sum.String()+", nhiều hơn "+plainly(a.total)+"."
			f.add(from, to, found)
		}
	case a.open:
		if sum.Lo > total.Lo && !rough {
			found.Severity, found.Say = Conflict, how+" = "+sum.String()+", nhiều hơn tổng đã ghi là "+plainly(a.total)+"."
			f.add(from, to, found)
		}
	case !sum.Exact() && total.Exact() && sum.Agrees(bare) && (sum.Lo == bare.Lo || !sum.Open && sum.Hi == bare.Lo):
		found.Rule, found.Severity = "vague", Conflict
		found.Say = "Có số hạng chỉ biết ước chừng nên tổng là " + sum.String() + "; không thể ghi đúng " + plainly(a.total) + "."
		f.add(from, to, found)
	case a.total.agrees(sum) == agrees:
	case a.total.agrees(sum) == rounds || rough && sum.Exact() && abs(sum.Lo-bare.Lo) < widest(a.parts):
		found.Severity, found.Say = Info, how+" = "+sum.String()+"; văn bản ghi tròn là "+t.written(a.total)+"."
		f.add(from, to, found)
	default:
		found.Severity = Conflict
		found.Say = how + " = " + sum.String() + ", văn bản ghi " + plainly(a.total)
		if sum.Exact() && total.Exact() {
			if d := total.Lo - sum.Lo; d < 0 {
				found.Say += " (thiếu " + viet.FormatInt(-d) + ")"
			} else {
				found.Say += " (thừa " + viet.FormatInt(d) + ")"
			}
		}
		found.Say += "."
		f.add(from, to, found)
	}
}

// widest is by how much rounded parts may miss their rounded total.
func widest(parts []mark) int64 {
	var all int64
	for _, p := range parts {
		if p.step > 1 {
			all += p.step/2 + 1
		}
	}
	return all
}
