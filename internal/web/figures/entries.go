package figures

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
)

const (
	// listMax is how many entries a figure may have for its page to read all of them: for the difference between maps, and for
	// what is illustrative. Above that they are read by the page.
	listMax = 5000
	// rowsMax is how many of them stand on the page at once.
	rowsMax = 200
)

// entryList is what the figure is a sum of.
type entryList struct {
	ui.Entries
	Pager ui.Pager
	Lead  string
	Save  []ui.Button // all of them as a table
}

func entryAddress(seq int64) string { return "/entries/" + strconv.FormatInt(seq, 10) }

// entries reads what the figure is a sum of, and draws a page of it.
func (s *asking) entries(m *show) error {
	m.Entries.Entries = ui.Entries{Label: "Các bút toán của số liệu", Total: ui.Quantity(s.p.Figure.Quantity), Of: s.of}
	if s.p.Figure.Entries > 0 {
		var pairs []string
		for name, values := range passport.Query(s.q) {
			pairs = append(pairs, name, values[0])
		}
		m.Entries.Save = door.Save("entries", pairs...)
	}
	if s.p.Figure.Entries > listMax {
		return s.someEntries(m)
	}
	var err error
	if s.list, err = passport.Entries(s.v, s.q); err != nil {
		return err
	}
	s.known = true
	m.Invented = inventedText(s.list)
	first, err := s.number("entries")
	if err != nil {
		return err
	}
	first = min(first, max(0, len(s.list)-1))
	shown := s.list[first:min(first+rowsMax, len(s.list))]
	if m.Entries.Items, err = s.rows(shown, s.list); err != nil {
		return err
	}
	m.Entries.Lead = "Số liệu là tổng của những dòng này. Bấm vào nguồn để mở từng bút toán cùng bằng chứng niêm phong."
	if len(s.list) > rowsMax {
		m.Entries.Lead = totalLead(len(s.list))
		m.Entries.Pager = ui.Pager{Label: "Bút toán", Text: fmt.Sprintf("%s–%s trong %s", viet.FormatInt(int64(first+1)), viet.FormatInt(int64(first+len(shown))), viet.FormatInt(int64(len(s.list))))}
		if first > 0 {
			m.Entries.Pager.Prev = s.pageFrom("entries", max(0, first-rowsMax))
		}
		if first+rowsMax < len(s.list) {
			m.Entries.Pager.Next = s.pageFrom("entries", first+rowsMax)
		}
	}
	return nil
}

func totalLead(n int) string {
	return "Dòng Cộng là tổng của cả " + viet.FormatInt(int64(n)) + " bút toán. Bấm vào nguồn để mở từng bút toán."
}

// someEntries draws a page of a list too long to be read whole, after the entry whose number the address gives.
func (s *asking) someEntries(m *show) error {
	after, err := s.number("after")
	if err != nil {
		return err
	}
	list, all, err := ledger.ProvePage(s.v, s.q, int64(after), rowsMax)
	if err != nil {
		return err
	}
	if m.Entries.Items, err = s.rows(list, list); err != nil {
		return err
	}
	m.Entries.Lead = totalLead(all)
	m.Entries.Pager = ui.Pager{Label: "Bút toán", Text: viet.FormatInt(int64(len(list))) + " trong " + viet.FormatInt(int64(all))}
	if after > 0 {
		m.Entries.Pager.Prev = s.pageFrom("after", 0)
	}
	if len(list) == rowsMax {
		m.Entries.Pager.Next = s.pageFrom("after", int(list[len(list)-1].Seq))
	}
	return nil
}

// number reads where in the list the page begins.
func (s *asking) number(name string) (int, error) {
	typed := s.a.Query(name)
	if typed == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 {
		return 0, fault.In(name, "Không đọc được “%s”: chỗ bắt đầu của danh sách bút toán phải là số. Hãy mở lại từ đầu danh sách.", typed)
	}
	return n, nil
}

func (s *asking) pageFrom(name string, n int) string {
	if n == 0 {
		return address(s.q) + entriesHere
	}
	return address(s.q) + "&" + name + "=" + strconv.Itoa(n) + entriesHere
}

// rows draws entries with the names of what they are about; those around them say which of them were taken back.
func (s *asking) rows(list, around []ledger.Entry) ([]ui.Entry, error) {
	places, err := place.HistoryOf(s.v)
	if err != nil {
		return nil, err
	}
	var persons []string
	reversed := map[int64]bool{}
	for _, e := range around {
		if e.Reverses != 0 {
			reversed[e.Reverses] = true
		}
	}
	for _, e := range list {
		persons = append(persons, e.By)
	}
	slices.Sort(persons)
	names, err := s.names(slices.Compact(persons))
	if err != nil {
		return nil, err
	}
	out := make([]ui.Entry, len(list))
	for i, e := range list {
		asOf := day.AsOf{Day: e.Day, Known: s.q.Known}
		out[i] = ui.Entry{Seq: e.Seq, Day: e.Day.VN(), Unit: s.units.name(e.Unit, asOf), Quantity: ui.Quantity(e.Quantity), Evidence: ui.Evidence{Kind: e.Evidence.Key(), Label: e.Evidence.Label()},
			Source: slip.ReplaceAllString(e.Source, ""), Href: entryAddress(e.Seq), By: names[e.By], At: e.At.VN(), Device: e.Device, Reverses: e.Reverses, Reversed: reversed[e.Seq], Note: e.Note, Via: s.via(e)}
		if s.units.opens(e.Unit) {
			out[i].UnitHref = s.units.page(e.Unit, e.Day)
		}
		if p, ok := places.Index(e.Place); ok {
			out[i].Place = places.Name(p, asOf)
		}
	}
	return out, nil
}

// slip is where a source names the slip and its line: it stands on the entry's own page.
var slip = regexp.MustCompile(` \(phiếu [^()]*\)$`)

// via says how an entry came to stand where the map puts it, "" where its unit stands there itself.
func (s *asking) via(e ledger.Entry) string {
	if s.q.On == 0 {
		return ""
	}
	i, ok := s.g.h.Index(s.nodeOf(e))
	if !ok {
		return ""
	}
	if s.g.h.Tree(s.g.line, s.asOf()).LocateOn(i, e.Day).Why == lineage.Here {
		return ""
	}
	return s.g.where(s.nodeOf(e), e.Day, day.AsOf{Day: s.q.On, Known: s.q.Known})
}

// inventedText says how much of a figure was made up for show.
func inventedText(list []ledger.Entry) string {
	n := 0
	for _, e := range list {
		if invented(e) {
			n++
		}
	}
	switch {
	case n == 0:
		return ""
	case n == len(list):
		return illustrative
	}
	return fmt.Sprintf("%s trong %s bút toán là %s", viet.FormatInt(int64(n)), viet.FormatInt(int64(len(list))), illustrative)
}
