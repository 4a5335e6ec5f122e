package activity

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
)

// thereOn refuses a unit or place that is not known, or not there on a day, and says from when to when it was.
func thereOn(h *lineage.History, field, what, id string, d day.Day) error {
	i, known := h.Index(id)
	if !known {
		return fault.In(field, "Hãy chọn %s có trong hệ thống.", what)
	}
	if h.Alive(i, day.AsOf{Day: d}) {
		return nil
	}
	name := h.Name(i, day.AsOf{Day: d})
	born, ended := h.Life(i, 0)
	switch {
	case born == 0: // its founding was taken back
	case d < born:
		return fault.In(field, "%s chưa có vào ngày %s (có từ %s). Hãy chọn %s khác, hoặc sửa ngày.", name, d.VN(), born.VN(), what)
	case d >= ended:
		return fault.In(field, "%s không còn vào ngày %s (đến hết %s). Hãy chọn %s kế thừa, hoặc sửa ngày.", name, d.VN(), ended.Add(-1).VN(), what)
	}
	return fault.In(field, "%s không hoạt động vào ngày %s. Hãy chọn %s khác, hoặc sửa ngày.", name, d.VN(), what)
}
