package figures

import (
	"fmt"
	"slices"
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/place"
)

const (
	// listMax is how many entries a figure may have for its page to read them; above that a reader opens a unit or an activity.
	listMax = 5000
	// rowsMax is how many of them stand on the page at once.
	rowsMax = 200
)

// entryList is what the figure is a sum of.
type entryList struct {
	ui.Entries
	Pager   ui.Pager
	TooMany string // why they are not listed
	Lead    string
}

func entryAddress(seq int64) string { return "/entries/" + strconv.FormatInt(seq, 10) }

func passportEntries(v *db.View, q ledger.Question) ([]ledger.Entry, error) {
	return passport.Entries(v, q)
}

// entries reads what the figure is a sum of, and draws a page of it.
func (s *asking) entries(m *show) error {
	if n := s.p.Figure.Entries; n > listMax {
		m.Entries.TooMany = "Số liệu này gồm " + viet.FormatInt(int64(n)) + " bút toán. Hãy mở một phần ở bảng trên để đọc từng bút toán."
		return nil
	}
	var err error
	if s.list, err = passport.Entries(s.v, s.q); err != nil {
		return err
	}
	s.known = true
	m.Invented = inventedText(s.list)
	first, err := s.first()
	if err != nil {
		return err
	}
	shown := s.list[min(first, len(s.list)):min(first+rowsMax, len(s.list))]
	m.Entries.Entries = ui.Entries{Label: "Các bút toán của số liệu", Total: ui.Quantity(s.p.Figure.Quantity), Of: s.of}
	if m.Entries.Items, err = s.rows(shown); err != nil {
		return err
	}
	m.Entries.Lead = "Số liệu là tổng của những dòng này. Bấm vào nguồn để mở từng bút toán cùng bằng chứng niêm phong."
	if len(s.list) > rowsMax {
		m.Entries.Lead = "Dòng Cộng là tổng của cả " + viet.FormatInt(int64(len(s.list))) + " bút toán. Bấm vào nguồn để mở từng bút toán."
		m.Entries.Pager = ui.Pager{Label: "Bút toán", Text: fmt.Sprintf("%s–%s trong %s", viet.FormatInt(int64(first+1)), viet.FormatInt(int64(first+len(shown))), viet.FormatInt(int64(len(s.list))))}
		if first > 0 {
			m.Entries.Pager.Prev = s.pageFrom(max(0, first-rowsMax))
		}
		if first+rowsMax < len(s.list) {
			m.Entries.Pager.Next = s.pageFrom(first + rowsMax)
		}
	}
	return nil
}

// first reads from which entry on they are shown.
func (s *asking) first() (int, error) {
	typed := s.a.Query("entries")
	if typed == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 {
		return 0, fault.In("entries", "Không đọc được “%s”: chỗ bắt đầu của danh sách bút toán phải là số. Hãy mở lại từ đầu danh sách.", typed)
	}
	return min(n, max(0, len(s.list)-1)), nil
}

func (s *asking) pageFrom(first int) string {
	if first == 0 {
		return address(s.q) + entriesHere
	}
	return address(s.q) + "&entries=" + strconv.Itoa(first) + entriesHere
}

// rows draws entries with the names of what they are about.
func (s *asking) rows(list []ledger.Entry) ([]ui.Entry, error) {
	places, err := place.HistoryOf(s.v)
	if err != nil {
		return nil, err
	}
	var persons []string
	reversed := map[int64]bool{}
	for _, e := range s.list {
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
			Source: e.Source, Href: entryAddress(e.Seq), By: names[e.By], At: e.At.VN(), Device: e.Device, Reverses: e.Reverses, Reversed: reversed[e.Seq], Note: e.Note, Via: s.via(e)}
		if s.units.opens(e.Unit) {
			out[i].UnitHref = s.units.page(e.Unit, e.Day)
		}
		if p, ok := places.Index(e.Place); ok {
			out[i].Place = places.Name(p, asOf)
		}
	}
	return out, nil
}

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
