package units

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// slot is a list of units that a change asks for: those that merge, those that move, the children of a part of a split.
type slot struct {
	name, label string
	under       org.UnitID // where choosing begins
	only        bool       // those directly below under alone
	least       int
	allow       func(i int32) bool // nil allows all
	units       []org.UnitID       // those chosen
}

// Limits of choosing.
const (
	chosenMax   = 20_000
	offeredMax  = 300 // rows of one page
	addressMax  = 30  // longer lists are kept as a file under their hash, so that an address stays short
	listedNames = 12
)

// slot asks for a list of units.
func (q *asking) slot(s slot) (*slot, error) {
	var err error
	if s.units, err = readUnits(q.a.House.Files, q.sent.Get(s.name)); err != nil {
		return nil, err
	}
	q.slots = append(q.slots, &s)
	return &s, nil
}

// chosen returns the units of a list.
func (q *asking) chosen(name string) []org.UnitID {
	for _, s := range q.slots {
		if s.name == name {
			return s.units
		}
	}
	return nil
}

// problems says what is wrong with a list.
func (s *slot) problems(q *asking) []form.Problem {
	if len(s.units) < s.least {
		return []form.Problem{{Text: "Chưa chọn đủ cho mục “" + s.label + "”: cần ít nhất " + strconv.Itoa(s.least) + " đơn vị. Hãy bấm “Chọn đơn vị”."}}
	}
	for _, u := range s.units {
		i, ok := q.h.Index(u)
		switch {
		case !ok || !q.may(u):
			return []form.Problem{{Text: "Mục “" + s.label + "” có đơn vị ngoài phạm vi của bạn (" + q.name(u) + "). Hãy chọn lại."}}
		case !q.h.Alive(i, q.asOf()):
			return []form.Problem{{Text: q.h.Name(i, q.asOf()) + " không hoạt động vào ngày " + q.on.VN() + ". Hãy bỏ đơn vị này khỏi mục “" + s.label + "”, hoặc chọn ngày khác."}}
		}
	}
	return nil
}

// listed is the list as the first step shows it.
func (s *slot) listed(q *asking) listed {
	l := listed{Slot: s.name, Label: s.label, N: len(s.units), Export: door.Address("/units/export.xlsx", "on", q.on.String(), "units", q.sent.Get(s.name))}
	for _, u := range s.units[:min(len(s.units), listedNames)] {
		l.Names = append(l.Names, q.name(u))
	}
	return l
}

// readUnits reads a list of units as it stands in an address: ids, or the name of the file that holds them.
func readUnits(files blob.Store, s string) ([]org.UnitID, error) {
	if hash, ok := strings.CutPrefix(s, "@"); ok {
		lost := fault.Invalidf("Danh sách đơn vị đã chọn không còn. Hãy chọn lại.")
		if !blob.Valid(hash) {
			return nil, lost
		}
		f, err := files.Open(hash)
		if fault.KindOf(err) == fault.NotFound {
			return nil, lost
		} else if err != nil {
			return nil, err
		}
		defer f.Close()
		b, err := io.ReadAll(io.LimitReader(f, chosenMax*40))
		if err != nil {
			return nil, err
		}
		s = string(b)
	}
	all := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '\n' })
	if len(all) > chosenMax {
		all = all[:chosenMax]
	}
	return all, nil
}

// writeUnits is the way back.
func writeUnits(a *door.Ask, units []org.UnitID) (string, error) {
	if len(units) <= addressMax {
		return strings.Join(units, ","), nil
	}
	hash, err := a.House.Files.Put(strings.NewReader(strings.Join(units, "\n")), door.FileMax)
	return "@" + hash, err
}

// choosing is the page on which units are ticked.
type choosing struct {
	Action  string
	Hidden  map[string]string
	Label   string
	Under   string
	Up      *ui.Button
	Find    string
	Rows    []ticked
	From    int // of the first row
	All     int // rows that fit
	Chosen  int
	Enough  bool
	Earlier bool
	Later   bool
}

// ticked is a unit that may be ticked.
type ticked struct {
	ID, Name, Note string
	On             bool
	Kids           int
}

// offered are the units that a page of choosing is about, all of them: those below one, or those of them that fit some words.
func (q *asking) offered(s *slot, under org.UnitID, find string) ([]int32, int32, error) {
	t := q.h.Tree(org.UnionLine, q.asOf())
	top, ok := q.h.Index(cmp.Or(under, s.under))
	if !ok || !t.Has(top) {
		return nil, top, fault.NotFoundf("Không có đơn vị này vào ngày %s. Hãy chọn ngày khác.", q.on.VN())
	}
	var out []int32
	if find == "" {
		out = t.Children(top)
	} else {
		hits, err := org.Search(q.v, find, q.asOf(), chosenMax)
		if err != nil {
			return nil, top, err
		}
		for _, hit := range hits {
			if i, ok := q.h.Index(hit.Unit); ok && i != top && t.Within(top, i) {
				out = append(out, i)
			}
		}
	}
	out = slices.DeleteFunc(out, func(i int32) bool {
		if up, _ := t.Parent(i); s.only && up != top {
			return true
		}
		return !q.sight.Sees(i) || s.allow != nil && !s.allow(i)
	})
	if find == "" {
		viet.SortBy(out, func(i int32) string { return q.h.Name(i, q.asOf()) })
	}
	return out, top, nil
}

// choosing draws the page on which units are ticked.
func (q *asking) choosing(s *slot) (*choosing, error) {
	under, find := q.sent.Get("under"), viet.Clean(q.sent.Get("find"))
	all, top, err := q.offered(s, under, find)
	if err != nil {
		return nil, err
	}
	after, _ := strconv.Atoi(q.sent.Get("after"))
	after = max(0, min(after, len(all)-1))
	page := all[min(after, len(all)):]
	c := &choosing{Action: q.here() + "/choose", Hidden: q.kept(), Label: s.label, Under: q.h.Name(top, q.asOf()), Find: find, From: after, All: len(all),
		Chosen: len(s.units), Enough: len(s.units) >= s.least, Earlier: after > 0, Later: len(page) > offeredMax}
	page = page[:min(len(page), offeredMax)]
	for k, v := range map[string]string{"slot": s.name, "under": q.h.ID(top), "was": find, "after": strconv.Itoa(after)} {
		c.Hidden[k] = v
	}
	t := q.h.Tree(org.UnionLine, q.asOf())
	if up, ok := t.Parent(top); ok && !s.only && q.sight.Sees(up) {
		c.Up = &ui.Button{Label: "Lên " + q.h.Name(up, q.asOf()), Icon: "chevron-left", Name: "go", Value: "under:" + q.h.ID(up)}
	}
	on := make(map[org.UnitID]bool, len(s.units))
	for _, u := range s.units {
		on[u] = true
	}
	for _, i := range page {
		r := ticked{ID: q.h.ID(i), Name: q.h.Name(i, q.asOf()), Note: q.kinds[q.h.Kind(i, q.asOf())].Short, On: on[q.h.ID(i)]}
		if !s.only {
			r.Kids = len(t.Children(i))
		}
		if up, ok := t.Parent(i); ok && find != "" {
			r.Note = joined(r.Note, q.h.Name(up, q.asOf()))
		}
		c.Rows = append(c.Rows, r)
	}
	return c, nil
}

// choose takes the ticks of a page, and leads on.
func (c change) choose() door.Action {
	return door.Action{
		Route: "POST /units/{id}/" + c.key + "/choose", Title: c.title + ": chọn đơn vị", Guard: door.Guard{Verb: c.verb},
		Do: func(a *door.Ask) (ui.Outcome, error) {
			sent := a.Form()
			var to string
			err := a.See(func(*db.View) error {
				q, err := c.read(a, sent)
				if err != nil {
					return err
				}
				at := slices.IndexFunc(q.slots, func(s *slot) bool { return s.name == sent.Get("slot") })
				if at < 0 {
					return fault.NotFoundf("Không có danh sách này. Hãy mở lại trang của đơn vị.")
				}
				to, err = q.tick(q.slots[at])
				return err
			})
			return ui.Outcome{To: to}, err
		},
	}
}

// tick puts the ticks of a page into the list, and returns the address that the button leads to.
func (q *asking) tick(s *slot) (string, error) {
	under, was, go_ := q.sent.Get("under"), q.sent.Get("was"), q.sent.Get("go")
	all, _, err := q.offered(s, under, was)
	if err != nil {
		return "", err
	}
	after, _ := strconv.Atoi(q.sent.Get("after"))
	after = max(0, min(after, len(all)))
	page := all[after:min(len(all), after+offeredMax)]
	on := map[org.UnitID]bool{}
	for _, u := range q.sent["on"] {
		on[u] = true
	}
	switch go_ {
	case "all":
		page = all
		for _, i := range all {
			on[q.h.ID(i)] = true
		}
	case "none":
		page, on = all, map[org.UnitID]bool{}
	}
	shown := make(map[org.UnitID]bool, len(page))
	for _, i := range page {
		shown[q.h.ID(i)] = true
	}
	units := slices.DeleteFunc(slices.Clone(s.units), func(u org.UnitID) bool { return shown[u] && !on[u] })
	had := make(map[org.UnitID]bool, len(units))
	for _, u := range units {
		had[u] = true
	}
	for _, i := range page {
		if u := q.h.ID(i); on[u] && !had[u] {
			units = append(units, u)
		}
	}
	if len(units) > chosenMax {
		return "", fault.Invalidf("Chỉ chọn được %s đơn vị một lần. Hãy chia thành nhiều lần.", viet.FormatInt(chosenMax))
	}
	list, err := writeUnits(q.a, units)
	if err != nil {
		return "", err
	}
	q.sent.Set(s.name, list)
	if list == "" {
		q.sent.Del(s.name)
	}
	if go_ == "done" {
		return q.back(stepWhat), nil
	}
	find := viet.Clean(q.sent.Get("find"))
	switch below, ok := strings.CutPrefix(go_, "under:"); {
	case ok:
		under, find, after = below, "", 0
	case find != was:
		after = 0
	case go_ == "later":
		after += offeredMax
	case go_ == "earlier":
		after = max(0, after-offeredMax)
	}
	pairs := []string{"choose", s.name, "under", under, "find", find}
	if after > 0 {
		pairs = append(pairs, "after", strconv.Itoa(after))
	}
	for name, v := range q.kept() {
		pairs = append(pairs, name, v)
	}
	return door.Address(q.here(), pairs...), nil
}
