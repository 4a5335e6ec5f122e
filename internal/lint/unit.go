package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/kind"
	"phongtrao/internal/org"
)

// heads are the words with which the name of a body begins; what follows must tell which one.
var heads = []string{"Công ty", "Công đoàn", "Liên đoàn Lao động", "Liên đoàn lao động", "LĐLĐ", "CĐCS", "Xí nghiệp", "Nhà máy"}

// within are the small words that may stand inside such a name.
var inside = wordSet("tỉnh thành phố huyện thị xã quận phường các khu công nghiệp kinh tế cơ sở ngành viên chức giáo dục và")

// named is a body named in a text.
type named struct {
	from, to int // in composed
	words    string
}

// namedIn finds the names of bodies, each wording once.
func (t *text) namedIn() (all []named) {
	seen := map[string]bool{}
	for _, head := range heads {
		for at := 0; len(all) < lookups; {
			i := strings.Index(t.composed[at:], head+" ")
			if i < 0 {
				break
			}
			from := at + i
			at = from + len(head)
			to := t.nameEnd(at)
			words := t.composed[from:to]
			if to > at && !seen[words] && len(strings.Fields(words)) > len(strings.Fields(head)) {
				seen[words] = true
				all = append(all, named{from, to, words})
			}
		}
	}
	return all
}

// nameEnd finds where a name ends that goes on behind a place: with its last word in capitals.
func (t *text) nameEnd(at int) int {
	end, i := at, at
	for words := 0; words < 14 && i < len(t.composed) && t.composed[i] == ' '; words++ {
		j := i + 1
		open := j < len(t.composed) && t.composed[j] == '('
		if open {
			j++
		}
		k := j
		for k < len(t.composed) {
			r, size := utf8.DecodeRuneInString(t.composed[k:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(r == '&' || r == '-' || r == '.') || r == '.' && (k+1 >= len(t.composed) || t.composed[k+1] == ' ' && k-j > 3) {
				break
			}
			k += size
		}
		word := t.composed[j:k]
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case word == "-": // "TOTO Việt Nam - Chi nhánh Hưng Yên"
		case word == "":
			return end
		case unicode.IsUpper(first):
			end = k
			if open && k < len(t.composed) && t.composed[k] == ')' {
				k++
				end = k
			}
		case word == "ương":
			end = k
		case !inside[word]:
			return end
		}
		i = k
	}
	return end
}

// onDay is the day whose map a text speaks of.
func (t *text) onDay(v *db.View) day.AsOf {
	switch {
	case t.date != 0:
		return day.AsOf{Day: t.date}
	case known(t.period) && t.period.To < v.At.Day():
		return day.AsOf{Day: t.period.To}
	case t.year != 0 && t.year < v.At.Day().Year():
		return day.AsOf{Day: day.Year(t.year).To}
	}
	return org.Today(v)
}

// units looks up the bodies that a text names as of its day: a slip of the finger, one that was no more or not yet, one
// called by the name of another time.
func units(v *db.View, _ kind.Set, t *text, out *findings) error {
	h, err := org.HistoryOf(v)
	if err != nil {
		return err
	}
	asOf := t.onDay(v)
	for _, n := range t.namedIn() {
		hits, err := org.Search(v, n.words, asOf, 5)
		if err != nil {
			return err
		}
		found := judge(h, n.words, hits, asOf)
		if found.Rule == "unit" && known(t.period) && t.period.To < asOf.Day { // it may be called as it was in the period reported on
			then := day.AsOf{Day: t.period.To}
			if hits, err = org.Search(v, n.words, then, 5); err != nil {
				return err
			}
			if judge(h, n.words, hits, then).Rule == "" {
				continue
			}
		}
		if found.Rule != "" {
			found.From, found.To, found.Text = t.source.back(n.from), t.source.back(n.to), n.words
			if len(out.all) < most {
				out.all = append(out.all, found)
			}
		}
	}
	return nil
}

func judge(h *lineage.History, words string, hits []org.Hit, asOf day.AsOf) (f Finding) {
	if len(hits) == 0 {
		return f
	}
	best := hits[0]
	for _, hit := range hits {
		if hit.Score == 100 && hit.Alive {
			best = hit
			break
		}
		if hit.Score > best.Score && !best.Alive {
			best = hit
		}
	}
	f.Severity, f.Claimed, f.Recomputed = Doubt, words, best.Name
	i, _ := h.Index(string(best.Unit))
	switch {
	case best.Score == 30: // one letter amiss
		name := best.Name
		if best.As != "" {
			name = best.As
		}
		if !slip(words, name) {
			return Finding{}
		}
		f.Rule, f.Recomputed = "spelling", name
		f.Say = "Không có tổ chức nào tên “" + words + "”. Có phải ý là “" + name + "”?"
	case best.Score < 100:
		return Finding{}
	case !best.Alive && h.Ended(i) <= asOf.Day:
		f.Rule = "unit"
		f.Say = "Ngày " + asOf.Day.VN() + ", “" + words + "” đã kết thúc hoạt động (từ " + h.Ended(i).VN() + ")."
	case !best.Alive && h.Born(i) > asOf.Day:
		f.Rule = "unit"
		f.Say = "Ngày " + asOf.Day.VN() + ", “" + words + "” chưa thành lập (thành lập " + h.Born(i).VN() + ")."
	case best.Alive && best.As != "" && otherTime(h, i, best.As, asOf):
		f.Rule = "unit"
		f.Say = "Ngày " + asOf.Day.VN() + ", tổ chức này tên là “" + best.Name + "”, không phải “" + words + "”."
	default:
		return Finding{}
	}
	return f
}

// otherTime reports whether a spelling is what a unit was called in full at another time.
func otherTime(h *lineage.History, i int32, spelling string, asOf day.AsOf) bool {
	for _, e := range h.Timeline(i) {
		name := h.Name(i, day.AsOf{Day: e.On})
		if viet.Fold(name) == viet.Fold(spelling) && viet.Fold(name) != viet.Fold(h.Name(i, asOf)) {
			return true
		}
	}
	return false
}

// slip reports whether a name is another one with one word misspelt: a part of a longer name is not.
func slip(typed, name string) bool {
	a, b := strings.Fields(viet.Fold(typed)), strings.Fields(viet.Fold(name))
	have := map[string]int{}
	for _, w := range b {
		have[w]++
	}
	amiss := 0
	for _, w := range a {
		if have[w] == 0 {
			amiss++
		}
		have[w]--
	}
	return amiss == 1 && len(a) >= 4 && 5*len(a) >= 3*len(b)
}
