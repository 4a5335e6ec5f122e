package intake

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// Above is a parent that the list names: one for all rows that name it so.
type Above struct {
	Key      string // by which it is answered
	Text     string // as the list has it
	Rows     int
	Unit     org.UnitID // taken or chosen, "" for none
	Name     string     // of the unit
	Listed   int        // or the row of this list, as the spreadsheet counts; 0 for none
	Chosen   bool       // by somebody, not by its name
	Out      bool       // its rows are taken out
	Why      string     // why it is not sure, in a sentence
	Choices  []Choice   // the likeliest first
	Searched bool

	place int // of the row, -1
}

// Choice is a unit that may be meant.
type Choice struct {
	Unit org.UnitID
	Name string
	Note string // where it stands, what it was called
	Sure bool   // its name is the same but for case and marks
}

// Asks reports whether somebody must choose.
func (a Above) Asks() bool { return a.Unit == "" && a.Listed == 0 && !a.Out }

// Limits of what is suggested.
const (
	choicesMax  = 6
	searchesMax = 150 // names that are looked for letter by letter; a list with more unknown parents than that is another list
)

// index finds units by their names, for one plan.
type index struct {
	tree    *lineage.Tree
	h       *lineage.History
	asOf    day.AsOf
	under   int32
	byWords map[string][]int32
	byCode  map[string]int32
	kinds   map[string]string // by words
	below   map[int32]map[string]int32
}

// key is by which two names are the same unit's: "CĐCS Công ty A", "Công đoàn Công ty A", "CÔNG ĐOÀN CƠ SỞ CÔNG TY A".
func key(name string) string {
	return strings.TrimSpace(strings.Replace(org.Words(name), " cong doan co so ", " cong doan ", 1))
}

func indexOf(v *db.View, p *Plan, a Answers) (*index, error) {
	ix := &index{asOf: day.AsOf{Day: max(p.On, v.At.Day())}, byWords: map[string][]int32{}, byCode: map[string]int32{}, kinds: map[string]string{}, below: map[int32]map[string]int32{}}
	var err error
	if ix.tree, err = org.TreeOn(v, org.UnionLine, ix.asOf); err != nil {
		return nil, err
	}
	ix.h = ix.tree.History()
	if roots := ix.tree.Roots(); p.Under == "" && len(roots) == 1 {
		p.Under = ix.h.ID(roots[0])
	}
	i, ok := ix.h.Index(p.Under)
	if loc := ix.tree.Locate; ok && !ix.tree.Has(i) && loc(i).At >= 0 {
		now := loc(i).At
		return nil, fault.In("parent", "%s không còn hoạt động vào ngày %s, nay là %s (mã %s). Hãy chọn đơn vị ấy làm cấp trên của danh sách.",
			ix.h.Name(i, ix.asOf), ix.asOf.Day.VN(), ix.h.Name(now, ix.asOf), ix.h.ID(now))
	}
	if !ok || !ix.tree.Has(i) {
		return nil, fault.In("parent", "Chưa rõ danh sách thuộc đơn vị nào. Hãy chọn đơn vị đang hoạt động làm cấp trên của danh sách.")
	}
	ix.under, p.UnderName = i, ix.h.Name(i, ix.asOf)
	kinds, err := org.Kinds(v)
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		if k.Line == org.UnionLine {
			ix.kinds[strings.TrimSpace(org.Words(k.Name))], ix.kinds[strings.TrimSpace(org.Words(k.Short))] = k.Key, k.Key
		}
	}
	for words, k := range map[string]string{"cong doan co so": org.Grassroots, "nghiep doan": "occupational", "cong doan xa phuong": "commune", "cong doan xa": "commune",
		"cong doan phuong": "commune", "cong doan dac khu": "commune", "co so": org.Grassroots, "cong doan khu cong nghiep": "parks"} {
		ix.kinds[words] = k
	}
	spellings, err := org.Spellings(v)
	if err != nil {
		return nil, err
	}
	for _, s := range spellings {
		if i, ok := ix.h.Index(s.Unit); ok && ix.tree.Has(i) {
			if w := wordsKey(s.Words); !slices.Contains(ix.byWords[w], i) {
				ix.byWords[w] = append(ix.byWords[w], i)
			}
		}
	}
	for i := range ix.tree.Under(firstOf(ix.tree.Roots(), ix.under)) {
		if c := ix.h.Code(i, ix.asOf); c != "" {
			ix.byCode[c] = i
		}
	}
	return ix, nil
}

func firstOf(all []int32, otherwise int32) int32 {
	if len(all) == 1 {
		return all[0]
	}
	return otherwise
}

// wordsKey is key for words that are made already.
func wordsKey(words string) string {
	return strings.TrimSpace(strings.Replace(words, " cong doan co so ", " cong doan ", 1))
}

// children returns the units directly below one, by the key of their names.
func (ix *index) children(i int32) map[string]int32 {
	m, ok := ix.below[i]
	if !ok {
		m = map[string]int32{}
		for _, c := range ix.tree.Children(i) {
			m[key(ix.h.Name(c, ix.asOf))] = c
		}
		ix.below[i] = m
	}
	return m
}

// parents finds for each parent that the list names the unit that is meant.
func (ix *index) parents(v *db.View, p *Plan, a Answers) error {
	at := map[string]int{}
	rows := map[string][]int{} // keys of the list's own names
	for i, r := range p.Rows {
		rows[r.key] = append(rows[r.key], i)
	}
	searched := 0
	for i := range p.Rows {
		r := &p.Rows[i]
		if r.Above == "" {
			r.parent = p.Under
			continue
		}
		k := key(r.Above)
		n, known := at[k]
		if !known {
			n = len(p.Parents)
			at[k] = n
			above := Above{Key: k, Text: r.Above, place: -1}
			if err := ix.find(v, p, a, &above, rows[k], &searched); err != nil {
				return err
			}
			p.Parents = append(p.Parents, above)
		}
		above := &p.Parents[n]
		above.Rows++
		switch {
		case above.Out:
			r.refuse(p.title(Parent), "Bạn đã chọn không nhận các dòng có cấp trên “"+above.Text+"”.")
		case above.place == i:
			r.refuse(p.title(Parent), "Đơn vị không thể là cấp trên của chính mình. Hãy ghi tên đơn vị cấp trên.")
		case above.place >= 0:
			r.within = above.place
		case above.Unit != "":
			r.parent = above.Unit
		default:
			r.asked = true
			r.refuse(p.title(Parent), above.Why)
		}
	}
	return nil
}

// find looks for one parent: what was chosen, a name that is the same, a code, a row of the list, and else what is like it.
func (ix *index) find(v *db.View, p *Plan, a Answers, above *Above, rows []int, searched *int) error {
	exact := slices.Clone(ix.byWords[above.Key])
	if i, ok := ix.byCode[above.Text]; ok && len(exact) == 0 {
		exact = append(exact, i)
	}
	within := slices.DeleteFunc(slices.Clone(exact), func(i int32) bool { return !ix.tree.Within(ix.under, i) })
	for _, i := range within {
		above.Choices = append(above.Choices, ix.choice(i, above.Text, true))
	}
	switch chosen := a.Parents[above.Key]; {
	case chosen == Out:
		above.Out = true
		return nil
	case chosen != "":
		i, ok := ix.h.Index(chosen)
		if !ok || !ix.tree.Has(i) || !ix.tree.Within(ix.under, i) {
			above.Why = "Cấp trên đã chọn cho “" + above.Text + "” không còn hoạt động hoặc ngoài phạm vi. Hãy chọn lại."
			break
		}
		above.Unit, above.Name, above.Chosen = chosen, ix.h.Name(i, ix.asOf), true
	case len(within) == 1:
		above.Unit, above.Name = above.Choices[0].Unit, above.Choices[0].Name
	case len(within) > 1:
		above.Why = "Có " + viet.FormatInt(int64(len(within))) + " đơn vị cùng tên “" + above.Text + "”. Hãy chọn đúng đơn vị."
	case len(rows) == 1:
		above.place, above.Listed, above.Name = rows[0], p.Rows[rows[0]].Number, p.Rows[rows[0]].Name
	case len(rows) > 1:
		above.Why = "Danh sách có " + viet.FormatInt(int64(len(rows))) + " dòng cùng tên “" + above.Text + "” nên không rõ dòng nào là cấp trên. Hãy ghi tên phân biệt."
	case len(exact) > 0:
		above.Why = "“" + above.Text + "” nằm ngoài phạm vi " + p.UnderName + ". Hãy chọn cấp trên khác, hoặc nhập danh sách ở đơn vị cao hơn."
	}
	if above.Unit != "" && !above.Chosen || above.Listed > 0 {
		return nil
	}
	if *searched++; *searched <= searchesMax {
		if err := ix.suggest(v, above); err != nil {
			return err
		}
	}
	if above.Why == "" && above.Unit == "" {
		above.Why = "Không có đơn vị cấp trên nào tên “" + above.Text + "”. Hãy kiểm tra lại tên, hoặc đưa đơn vị ấy vào danh sách."
		if len(above.Choices) > 0 {
			above.Why = "Chưa chắc “" + above.Text + "” là đơn vị nào; gần nhất là “" + above.Choices[0].Name + "”. Hãy chọn đơn vị cấp trên."
		}
	}
	return nil
}

// suggest adds units whose names are like the one that was written, and the successors of those that are no more.
func (ix *index) suggest(v *db.View, above *Above) error {
	above.Searched = true
	hits, err := org.Search(v, above.Text, ix.asOf, 4*choicesMax)
	if err != nil {
		return err
	}
	for _, hit := range hits {
		i, ok := ix.h.Index(hit.Unit)
		if !ok || len(above.Choices) >= choicesMax {
			continue
		}
		c := ix.choice(i, above.Text, false)
		if !ix.tree.Has(i) {
			loc := ix.tree.Locate(i)
			if loc.Why != lineage.Successor {
				continue
			}
			was := ix.h.Name(i, ix.asOf)
			c = ix.choice(loc.At, above.Text, false)
			c.Note = "kế thừa " + was
			i = loc.At
		}
		if ix.tree.Within(ix.under, i) && !slices.ContainsFunc(above.Choices, func(o Choice) bool { return o.Unit == c.Unit }) {
			above.Choices = append(above.Choices, c)
		}
	}
	if len(hits) == 0 {
		for _, i := range ix.near(above.Key) {
			if len(above.Choices) < choicesMax && ix.tree.Within(ix.under, i) {
				above.Choices = append(above.Choices, ix.choice(i, above.Text, false))
			}
		}
	}
	return nil
}

// near finds units whose names have the same words but for a slip in one or two of them.
func (ix *index) near(key string) (out []int32) {
	words := strings.Fields(key)
	slips := map[int32]int{}
	for name, units := range ix.byWords {
		if strings.Count(name, " ")+1 != len(words) {
			continue
		}
		n, k := 0, 0
		for w := range strings.FieldsSeq(name) {
			if w != words[k] {
				if n++; n > 2 || !oneApart(w, words[k]) {
					n = len(words)
					break
				}
			}
			k++
		}
		if n < len(words)-1 && n <= 2 {
			for _, i := range units {
				slips[i] = n
				out = append(out, i)
			}
		}
	}
	slices.SortFunc(out, func(a, b int32) int { return cmp.Or(slips[a]-slips[b], int(a-b)) })
	return slices.Compact(out)
}

// oneApart reports whether two words of three letters or more differ in one letter.
func oneApart(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 || len(b) < 2 || len(a) < 3 {
		return false
	}
	k := 0
	for k < len(b) && a[k] == b[k] {
		k++
	}
	if len(a) == len(b) {
		return k == len(b) || a[k+1:] == b[k+1:]
	}
	return a[k+1:] == b[k:]
}

func (ix *index) choice(i int32, text string, sure bool) Choice {
	c := Choice{Unit: ix.h.ID(i), Name: ix.h.Name(i, ix.asOf), Sure: sure}
	if up, ok := ix.tree.Parent(i); ok {
		c.Note = "thuộc " + ix.h.Name(up, ix.asOf)
	}
	if viet.Fold(c.Name) != viet.Fold(text) && sure {
		c.Note = strings.TrimPrefix(c.Note+"; có tên gọi “"+text+"”", "; ")
	}
	return c
}
