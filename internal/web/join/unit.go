package join

import (
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// Limits of looking for a unit.
const (
	unitsLooked  = 60 // names that fit
	unitsOffered = 8  // of them, those that take part
	unitWord     = 2  // letters from which on names are suggested
)

// taking returns the units that take part in an activity and whose name fits, the best first; one alone where it was named exactly.
func taking(v *db.View, a activity.Activity, typed string) ([]org.UnitID, error) {
	hits, err := org.Search(v, typed, day.AsOf{Day: v.At.Day()}, unitsLooked)
	if err != nil {
		return nil, err
	}
	var out []org.UnitID
	exact := false
	for _, h := range hits {
		if h.Score < 100 && exact && len(out) == 1 || len(out) == unitsOffered {
			break
		}
		if !h.Alive {
			continue
		}
		ok, err := activity.TakesPart(v, a, h.Unit)
		if err != nil {
			return nil, err
		}
		if ok {
			exact = exact || h.Score == 100
			out = append(out, h.Unit)
		}
	}
	return out, nil
}

// called names units, each with the one above it, so that two of one name can be told apart.
func called(v *db.View, units []org.UnitID) (map[org.UnitID]string, error) {
	today := day.AsOf{Day: v.At.Day()}
	h, err := org.HistoryOf(v)
	if err != nil {
		return nil, err
	}
	out := map[org.UnitID]string{}
	for _, u := range units {
		i, ok := h.Index(u)
		if !ok {
			continue
		}
		out[u] = h.Name(i, today)
		for _, line := range h.Lines() {
			if p, ok := h.Parent(i, line, today); ok {
				out[u] += " (" + strings.TrimSpace(h.Name(p, today)) + ")"
				break
			}
		}
	}
	return out, nil
}

// pick is the question for one's unit, and what came of it.
type pick struct {
	unit   org.UnitID
	fields []ui.Field
	wrong  []form.Problem
}

// pickUnit reads which unit was typed or chosen. Where what was typed fits several, they are offered; where it fits none, the host of
// the site is: whoever works where there is no union yet is welcome all the same.
func (o *opened) pickUnit(sent url.Values) (pick, error) {
	typed, other := viet.Clean(sent.Get("unit")), viet.Clean(sent.Get("unit_other"))
	if other != "" {
		typed = other
	}
	text := ui.Field{Name: "unit", Label: "Công ty hoặc công đoàn của bạn", Help: "Gõ tên công ty, không dấu cũng được.", Kind: ui.SuggestField, Required: true,
		Suggest: "/join/" + url.PathEscape(o.site.ID) + "/units", Value: typed}
	p := pick{fields: []ui.Field{text}}
	if typed == "" {
		p.wrong = []form.Problem{{Field: "unit", Text: "Hãy ghi công ty hoặc công đoàn của bạn."}}
		return p, nil
	}
	if len(typed) > form.TextMax {
		p.wrong = []form.Problem{{Field: "unit", Text: "Tên công ty dài quá. Hãy ghi ngắn lại."}}
		return p, nil
	}
	if ok, err := activity.TakesPart(o.v, o.site, typed); err == nil && ok { // chosen
		p.unit = typed
		names, err := called(o.v, []org.UnitID{typed})
		if err != nil {
			return p, err
		}
		p.fields = []ui.Field{{Name: "unit", Label: text.Label, Kind: ui.ChoiceField, Required: true, Value: typed, Choices: []ui.Choice{{Value: typed, Label: names[typed]}}}, otherUnit()}
		return p, nil
	} else if err != nil && fault.KindOf(err) == fault.Internal {
		return p, err
	}
	units, err := taking(o.v, o.site, typed)
	if err != nil {
		return p, err
	}
	if len(units) == 1 {
		p.unit = units[0]
		names, err := called(o.v, units)
		if err != nil {
			return p, err
		}
		p.fields = []ui.Field{{Name: "unit", Label: text.Label, Kind: ui.ChoiceField, Required: true, Value: units[0], Choices: []ui.Choice{{Value: units[0], Label: names[units[0]]}}}, otherUnit()}
		return p, nil
	}
	one := ui.Field{Name: "unit", Label: text.Label, Kind: ui.ChoiceField, Required: true}
	names, err := called(o.v, append(slices.Clone(units), o.site.Unit))
	if err != nil {
		return p, err
	}
	for _, u := range units {
		one.Choices = append(one.Choices, ui.Choice{Value: u, Label: names[u]})
	}
	if !slices.Contains(units, o.site.Unit) {
		one.Choices = append(one.Choices, ui.Choice{Value: o.site.Unit, Label: "Công ty tôi không có trong danh sách", Help: "Tính vào " + names[o.site.Unit] + "."})
	}
	p.fields = []ui.Field{one, otherUnit()}
	if len(units) == 0 {
		p.wrong = []form.Problem{{Field: "unit", Text: "Không tìm thấy “" + typed + "”. Hãy gõ tên khác, hoặc chọn “Công ty tôi không có trong danh sách”."}}
	} else {
		p.wrong = []form.Problem{{Field: "unit", Text: "Có nhiều nơi khớp với “" + typed + "”. Hãy chọn đúng nơi của bạn."}}
	}
	return p, nil
}

func otherUnit() ui.Field {
	return ui.Field{Name: "unit_other", Label: "Tên khác", Help: "Nếu không phải nơi trên, gõ tên khác ở đây."}
}

// suggestUnits answers with options while one types.
func (d desk) suggestUnits(w http.ResponseWriter, r *http.Request) error {
	typed := viet.Clean(r.URL.Query().Get("unit"))
	if len(typed) > form.TextMax {
		typed = ""
	}
	var names []string
	err := d.house.DB.See(r.Context(), func(v *db.View) error {
		o, err := open(v, r.PathValue("activity"))
		if err != nil || len([]rune(typed)) < unitWord {
			return err
		}
		units, err := taking(v, o.site, typed)
		if err != nil {
			return err
		}
		by, err := org.Names(v, units, day.AsOf{Day: v.At.Day()})
		for _, u := range units {
			names = append(names, by[u])
		}
		return err
	})
	if err != nil {
		return err
	}
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Cache-Control", "private, max-age=60")
	for _, n := range slices.Compact(names) {
		if _, err := w.Write([]byte(`<option value="` + html.EscapeString(n) + `"></option>`)); err != nil {
			return nil // the reader has gone
		}
	}
	return nil
}
