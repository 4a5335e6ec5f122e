package campaigns

import (
	"net/http"

	book "phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// exporting hands out a target with all that was shared out of it, of all levels below, as a table: units under units as a plan prints them.
var exporting = door.Stream{
	Route: "GET /targets/{id}/shares/{format}", Title: "Tải bảng chia chỉ tiêu", Guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	Send: func(a *door.Ask, w http.ResponseWriter) error {
		format, err := book.ParseFormat(a.Path("format"))
		if err != nil {
			return err
		}
		t, err := campaign.TargetByID(a.V, a.Path("id"))
		if err != nil {
			return err
		}
		d, _, err := cascadeAt(a, t.Campaign, t.ID)
		if err != nil {
			return err
		}
		rows, err := d.table()
		if err != nil {
			return err
		}
		door.Saved(w, format.ContentType(), "chi-tieu-"+viet.Fold(d.names[t.Unit])+"."+string(format))
		out, err := book.NewWriter(w, format, "Chỉ tiêu", []book.Column{{Title: "Cấp", Width: 6}, {Title: "Đơn vị", Width: 60}, {Title: "Năm trước", Width: 12}, {Title: "Đoàn viên", Width: 12}, {Title: "Chỉ tiêu", Width: 12},
			{Title: "Dự phòng", Width: 12}, {Title: "Đơn vị trả lời", Width: 18}, {Title: "Kết quả", Width: 12}, {Title: "Kết quả ghi", Width: 20}, {Title: "Văn bản", Width: 30}, {Title: "Bản", Width: 6}})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := out.Row(r...); err != nil {
				return err
			}
		}
		return out.Close()
	},
}

// exported is a target on its level.
type exported struct {
	level int64
	t     campaign.Target
}

// table are the rows of the table: the target, then what stands below it, each before what was shared out of it.
func (d *cascade) table() ([][]any, error) {
	all, err := campaign.Targets(d.v, campaign.Filter{Campaign: d.c.ID, Indicator: d.t.Indicator, Period: d.t.Period, Source: campaign.Assigned})
	if err != nil {
		return nil, err
	}
	below := map[string][]campaign.Target{}
	units := []org.UnitID{d.t.Unit}
	for _, t := range all {
		if t.Parent != "" && t.Quantity > 0 {
			below[t.Parent] = append(below[t.Parent], t)
		}
		units = append(units, t.Unit)
	}
	called, err := names(d.v, units, d.on)
	if err != nil {
		return nil, err
	}
	var list []exported
	var walk func(t campaign.Target, level int64)
	walk = func(t campaign.Target, level int64) {
		list = append(list, exported{level, t})
		kids := below[t.ID]
		viet.SortBy(kids, func(k campaign.Target) string { return called[k.Unit] })
		for _, k := range kids {
			walk(k, level+1)
		}
	}
	walk(d.t, 1)
	units = units[:0]
	for _, e := range list {
		units = append(units, e.t.Unit)
	}
	f, err := d.facts(units)
	if err != nil {
		return nil, err
	}
	papers := map[[2]string]string{}
	var rows [][]any
	for _, e := range list {
		key := [2]string{e.t.Dispatch, e.t.Item}
		if _, known := papers[key]; !known {
			if papers[key], err = campaign.Cite(d.v, e.t); err != nil {
				return nil, err
			}
		}
		row := []any{e.level, called[e.t.Unit], nil, nil, e.t.Quantity, e.t.Reserve, e.t.State.Label(), nil, nil, papers[key], int64(e.t.Version)}
		for i, total := range map[int]ledger.Total{2: f.before[e.t.Unit], 3: f.members[e.t.Unit], 7: f.got[e.t.Unit]} {
			if total.Entries > 0 && total.Exact() { // what is "at least" stands in words beside; what is not known is no 0
				row[i] = total.Lo
			}
		}
		if got := f.got[e.t.Unit]; got.Entries > 0 {
			row[8] = got.Quantity.String()
		}
		rows = append(rows, row)
	}
	return rows, nil
}
