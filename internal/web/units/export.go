package units

import (
	"net/http"
	"strings"

	"phongtrao/internal/base/blob"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// exported are the columns of a line of the organisation as a table.
var exported = []sheet.Column{{Title: "Cấp", Width: 6}, {Title: "Mã đơn vị", Width: 28}, {Title: "Mã tổ chức"}, {Title: "Tên", Width: 60}, {Title: "Tên viết tắt", Width: 24}, {Title: "Loại", Width: 30},
	{Title: "Mã cấp trên", Width: 28}, {Title: "Cấp trên", Width: 50}, {Title: "Thành lập"}, {Title: "Kết thúc"}, {Title: "Tình trạng", Width: 14}, {Title: "Quyết định gần nhất", Width: 50},
	{Title: "Đoàn viên"}, {Title: "Bằng chứng", Width: 20}}

// Export answers GET /units/export.xlsx and .csv: a line of the organisation on a day, row by row, of the units that the person may
// look at; with under, of one unit and all below it; with units, of those that were chosen.
func Export(site *door.Site, format sheet.Format) http.Handler {
	h := site.House
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := asker(site, r)
		if err != nil {
			site.Refuse(w, r, err)
			return
		}
		started := false
		err = h.DB.See(r.Context(), func(v *db.View) error {
			v.Actor = who.Person
			e, err := exporting(v, h.Files, who.Person, r)
			if err != nil {
				return err
			}
			for _, root := range e.roots {
				if err := h.Desk.Leave(v, who, org.Seeing, e.h.ID(root), false); err != nil {
					return err
				}
			}
			head := w.Header()
			head.Set("Content-Type", format.ContentType())
			head.Set("Content-Disposition", `attachment; filename="to-chuc-`+e.asOf.Day.String()+"."+string(format)+`"`)
			head.Set("X-Content-Type-Options", "nosniff")
			head.Set("Cache-Control", "private, no-store")
			started = true
			out, err := sheet.NewWriter(w, format, "Tổ chức", exported)
			if err != nil {
				return err
			}
			if err := e.write(out); err != nil {
				return err
			}
			return out.Close()
		})
		if err != nil && !started {
			site.Refuse(w, r, err)
		} else if err != nil {
			panic(http.ErrAbortHandler) // half a table must not look like a whole one
		}
	})
}

// export is a line of the organisation that is being written.
type export struct {
	h         *lineage.History
	tree      *lineage.Tree
	asOf      day.AsOf
	sight     *sight.Sight
	roots     []int32
	only      map[org.UnitID]bool // units that were chosen, nil for all
	kinds     map[string]string
	decisions map[string]string // by id of a change
	members   map[string]ledger.Total
}

func exporting(v *db.View, files blob.Store, person string, r *http.Request) (*export, error) {
	q := r.URL.Query()
	e := &export{asOf: org.Today(v), kinds: map[string]string{}, decisions: map[string]string{}}
	if s := viet.Clean(q.Get("on")); s != "" {
		d, err := viet.ParseDate(s)
		if err != nil {
			return nil, fault.In("on", "Không đọc được ngày “%s”. Hãy ghi một ngày có trong lịch, dạng 30/06/2025.", s)
		}
		e.asOf.Day = d
	}
	lines, err := org.Lines(v)
	if err != nil {
		return nil, err
	}
	line := q.Get("line")
	if line == "" {
		line = org.UnionLine
	}
	if !known(lines, line) {
		return nil, fault.NotFoundf("Không có tuyến tổ chức “%s”. Hãy chọn một tuyến trong danh sách.", line)
	}
	if e.tree, err = org.TreeOn(v, line, e.asOf); err != nil {
		return nil, err
	}
	e.h = e.tree.History()
	if e.sight, err = sight.Of(v, person); err != nil {
		return nil, err
	}
	if under := q.Get("under"); under != "" {
		i, ok := e.h.Index(under)
		if !ok || !e.sight.Sees(i) {
			return nil, fault.New(fault.Denied, "Bạn chưa được giao quyền xem đơn vị này. Hãy chọn đơn vị khác.")
		}
		if e.tree.Has(i) {
			e.roots = []int32{i}
		}
	} else {
		e.roots = e.sight.Roots(e.tree)
	}
	if len(e.sight.Grants()) == 0 {
		return nil, fault.New(fault.Denied, "Bạn chưa được giao quyền xem tổ chức. Hãy đề nghị người quản trị cấp quyền.")
	}
	if list := q.Get("units"); list != "" {
		units, err := readUnits(files, list)
		if err != nil {
			return nil, err
		}
		e.only = make(map[org.UnitID]bool, len(units))
		for _, u := range units {
			e.only[u] = true
		}
	}
	kinds, err := org.Kinds(v)
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		e.kinds[k.Key] = k.Name
	}
	if err := e.count(v, line); err != nil {
		return nil, err
	}
	return e, e.decide(v)
}

// count reads the members of all units at once.
func (e *export) count(v *db.View, line string) error {
	var ids []string
	for _, root := range e.roots {
		for i := range e.tree.Under(root) {
			ids = append(ids, e.h.ID(i))
		}
	}
	if line == org.UnionLine {
		line = ""
	}
	var err error
	e.members, err = ledger.Totals(v, ledger.Question{Indicator: membersKey, Period: day.Period{From: e.asOf.Day, To: e.asOf.Day}, On: e.asOf.Day, Line: line}, ids)
	if fault.KindOf(err) == fault.NotFound { // nobody has declared that members are counted
		return nil
	}
	return err
}

// decide reads the decisions that the units' latest changes of that day rest on.
func (e *export) decide(v *db.View) error {
	var ids []string
	seen := map[string]bool{}
	for _, root := range e.roots {
		for i := range e.tree.Under(root) {
			if id := e.h.Latest(i, e.asOf); id != "" && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	for start := 0; start < len(ids); start += batch {
		found, err := org.ChangesByID(v, ids[start:min(len(ids), start+batch)])
		if err != nil {
			return err
		}
		for _, c := range found {
			e.decisions[c.ID] = decision(c.Decision)
		}
	}
	return nil
}

// write writes the rows, each unit before those below it.
func (e *export) write(out *sheet.Writer) error {
	for _, root := range e.roots {
		for i := range e.tree.Under(root) {
			if !e.sight.Sees(i) || e.only != nil && !e.only[e.h.ID(i)] {
				continue
			}
			id, above, aboveName := e.h.ID(i), "", ""
			if p, ok := e.tree.Parent(i); ok {
				above, aboveName = e.h.ID(p), e.h.Name(p, e.asOf)
			}
			born, ended := e.h.Life(i, 0)
			var end any
			if ended < day.Forever {
				end = ended
			}
			state := "Đang hoạt động"
			if e.h.State(i, e.asOf) == lineage.Suspended {
				state = "Tạm ngừng"
			}
			var members any
			var how []string
			if t := e.members[id]; t.Entries > 0 {
				members = t.Lo
				if !t.Exact() {
					members = t.Quantity.String()
				}
				for _, k := range ledger.Kinds {
					if t.ByEvidence[k] != 0 {
						how = append(how, k.Label())
					}
				}
			}
			if err := out.Row(int64(e.tree.Depth(i)+1), id, e.h.Code(i, e.asOf), e.h.Name(i, e.asOf), e.h.Short(i, e.asOf), e.kinds[e.h.Kind(i, e.asOf)], above, aboveName,
				born, end, state, e.decisions[e.h.Latest(i, e.asOf)], members, strings.Join(how, ", ")); err != nil {
				return err
			}
		}
	}
	return nil
}
