// Package exports hands out any table as a file.
//
// Each table is a page's list without its pages: .xlsx or .csv, written row by row while it is read, so that its size does not matter.
// Its leave is that of the page, its rows those that the page would show: no more than what stands at or below a grant of the one who
// asks.
package exports

import (
	"net/http"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// table is one list that can be saved.
type table struct {
	key, title string
	guard      door.Guard
	columns    []sheet.Column
	rows       func(x *export) error
}

// tables are all that can be saved.
func tables() []table {
	return []table{entries, figures, units, campaigns, targets, activities, submissions, dispatches, acts, persons}
}

// Streams are the addresses of all tables in both formats.
func Streams() []door.Stream {
	var all []door.Stream
	for _, t := range tables() {
		for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
			all = append(all, door.Stream{Route: "GET " + door.TableAddress(t.key, f), Title: "Tải về: " + t.title, Guard: t.guard,
				Send: func(a *door.Ask, w http.ResponseWriter) error { return send(a, w, t, f) }})
		}
	}
	return all
}

// export is one table that is being written.
type export struct {
	*door.Ask
	sight         *sight.Sight
	units, places *lineage.History
	w             *sheet.Writer
	begin         func() error // called before the first row: what is wrong before it becomes a page
}

func send(a *door.Ask, w http.ResponseWriter, t table, f sheet.Format) error {
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return err
	}
	// A table may take longer than an answer usually does.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{})
	x := &export{Ask: a, sight: s}
	if x.units, err = org.HistoryOf(a.V); err != nil {
		return err
	}
	if x.places, err = place.HistoryOf(a.V); err != nil {
		return err
	}
	x.begin = func() error {
		if x.w != nil {
			return nil
		}
		door.Saved(w, f.ContentType(), t.key+"-"+a.Today().String()+"."+string(f))
		x.w, err = sheet.NewWriter(w, f, t.title, t.columns)
		return err
	}
	if err := t.rows(x); err != nil {
		return err
	}
	if err := x.begin(); err != nil {
		return err
	}
	return x.w.Close()
}

// row writes one row.
func (x *export) row(cells ...any) error {
	if err := x.begin(); err != nil {
		return err
	}
	return x.w.Row(cells...)
}

// period reads from and to of the address.
func (x *export) period() (p day.Period, err error) {
	if p.From, err = x.Day("from", day.All.From); err != nil {
		return p, err
	}
	p.To, err = x.Day("to", day.All.To)
	return p, err
}

// unit and site name what was read before the rows: while those are read nothing else can be asked.
func (x *export) unit(id string, on day.Day) string { return nameIn(x.units, id, on) }

func (x *export) site(id string, on day.Day) string { return nameIn(x.places, id, on) }

func nameIn(h *lineage.History, id string, on day.Day) string {
	i, ok := h.Index(id)
	if !ok {
		return id
	}
	return h.Name(i, day.AsOf{Day: on})
}

// seen tells of every unit, by its index, whether it may be looked at and stands at or below another today; "" holds everything.
func (x *export) seen(top string) ([]bool, error) {
	tree := x.sight.Now()
	out := make([]bool, x.units.Len())
	above, ok := x.units.Index(top)
	for i := range out {
		i := int32(i)
		if !x.sight.Sees(i) {
			continue
		}
		switch {
		case top == "":
			out[i] = true
		case !ok || !tree.Has(above):
			out[i] = x.units.ID(i) == top
		case tree.Has(i):
			out[i] = tree.Within(above, i)
		default:
			at := tree.Locate(i).At
			out[i] = at >= 0 && tree.Within(above, at)
		}
	}
	return out, nil
}
