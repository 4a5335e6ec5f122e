package lint

import (
	"slices"
	"strings"
)

var (
	overall = words("tong|tong cong|tong so|toan tinh|toan thanh pho|ca dot|ca nam|ket qua")
	aside   = words("ke hoach|chi tieu|muc tieu|phan dau|dang ky|so voi|nam truoc|cung ky|trong do|du kien|moi|con lai|them|tang|giam|den nam|nam Y")
)

// twice finds one total stated with two numbers: "tổng số 1.265 đơn vị máu" and further down "tổng cộng 1.256 đơn vị máu".
func twice(t *text, out *findings) {
	type said struct {
		m        mark
		total    bool
		year     string
		sentence int
	}
	first := map[string][]said{}
	for i, s := range t.sentences {
		if t.bulletAt(s.from, s.to) {
			continue // an item speaks of a part
		}
		for k, m := range s.nums {
			pre := s.gap(k)
			words := strings.Fields(m.noun)
			if m.kind != amount || len(words) < 2 || m.n.Lo < 100 && !m.n.Open || aside.closing(pre, 30, across) != "" {
				continue
			}
			total := overall.closing(pre, 70, across+",") != ""
			// Without the word for a total, only a long and equal noun tells that the same thing is meant.
			key := strings.Join(words[:min(3, len(words))], " ")
			if len(words) >= 2 && words[0] == "dong" {
				continue
			}
			now := said{m, total, years(s), i}
			for _, was := range first[key] {
				if was.sentence == i || was.year != now.year && was.year != "" && now.year != "" || quantity(was.m).Agrees(quantity(m)) {
					continue
				}
				slip := sameDigits(t.written(was.m), t.written(m))
				switch {
				case was.total && now.total:
				case slip && quantity(was.m).Exact() && m.n.Lo >= 1000:
				default:
					continue
				}
				level := Doubt
				if slip || was.total && now.total && was.year == now.year && key3(was.m) == key3(m) {
					level = Conflict
				}
				out.add(m.at, min(m.at+1+len(m.noun)+1, s.to), Finding{Rule: "twice", Severity: level, Claimed: plainly(m), Recomputed: plainly(was.m),
					Say: "Ở trên ghi “" + t.written(was.m) + "”, ở đây ghi “" + t.written(m) + "” cho cùng một nội dung."})
				break
			}
			if len(first[key]) < 8 {
				first[key] = append(first[key], now)
			}
		}
	}
}

// key3 is the noun as far as it is compared.
func key3(m mark) string {
	words := strings.Fields(m.noun)
	return strings.Join(words[:min(4, len(words))], " ")
}

// years names the years and periods a sentence speaks of.
func years(s sentence) string {
	var all []string
	for _, m := range s.marks {
		if m.kind == year || m.kind == period {
			all = append(all, s.t.written(m))
		}
	}
	slices.Sort(all)
	return strings.Join(all, ";")
}

// sameDigits reports whether two numbers differ only in the order of their digits: 1.265 and 1.256.
func sameDigits(a, b string) bool {
	sorted := func(s string) string {
		d := []byte(strings.NewReplacer(".", "", " ", "").Replace(s))
		slices.Sort(d)
		return string(d)
	}
	return a != b && len(a) >= 4 && sorted(a) == sorted(b)
}
