package org

import (
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
)

// Change is one line of a unit's timeline: a decision, when it holds from, and what it says of the unit.
type Change struct {
	lineage.Change
	On         day.Day  // the day from which it holds for this unit
	Says       []string // what it says, in Vietnamese, one sentence each
	Overridden bool     // a later record for the same day says otherwise
}

// Changes returns a unit's timeline: by the day from which each change holds, then by recording. A change that holds for
// the unit from several days (a late decision whose effects come in steps) has a line for each.
func Changes(v *db.View, unit UnitID) ([]Change, error) {
	h, err := HistoryOf(v)
	if err != nil {
		return nil, err
	}
	i, ok := h.Index(unit)
	if !ok {
		return nil, fault.NotFoundf("Không có đơn vị mang mã %s. Hãy chọn lại trong danh sách.", unit)
	}
	lines, kinds, err := labels(v)
	if err != nil {
		return nil, err
	}
	events := h.Timeline(i)
	var ids []string
	for _, e := range events {
		ids = append(ids, e.Change)
	}
	slices.Sort(ids)
	found, err := book.Changes(v, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	byID := make(map[string]lineage.Change, len(found))
	for _, c := range found {
		byID[c.ID] = c
	}
	t := teller{h: h, self: i, lines: lines, kinds: kinds}
	var out []Change
	for _, e := range events {
		n := len(out) - 1
		if n < 0 || out[n].ID != e.Change || out[n].On != e.On {
			out, n = append(out, Change{Change: byID[e.Change], On: e.On, Overridden: true}), n+1
		}
		for _, s := range t.says(e, byID[e.Change].Kind) {
			if !slices.Contains(out[n].Says, s) {
				out[n].Says = append(out[n].Says, s)
			}
		}
		out[n].Overridden = out[n].Overridden && e.Overridden
	}
	return out, nil
}

// ChangeByID returns one change; a fault of kind NotFound where there is none.
func ChangeByID(v *db.View, id string) (Change, error) {
	c, found, err := book.ChangeByID(v, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không có thay đổi tổ chức mang mã %s.", id)
	}
	return Change{Change: c, On: c.Effective}, err
}

// ChangesByID returns changes by their ids, in order of recording: the decisions that a proof cites.
func ChangesByID(v *db.View, ids []string) ([]lineage.Change, error) { return book.Changes(v, ids) }

// LatestChanges returns the changes recorded last, the newest first.
func LatestChanges(v *db.View, limit int) ([]lineage.Change, error) { return book.Latest(v, limit) }

func labels(v *db.View) (lines, kinds map[string]string, err error) {
	lines, kinds = map[string]string{}, map[string]string{}
	ls, err := selectLines(v)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range ls {
		lines[l.Key] = l.Name
	}
	ks, err := selectKinds(v)
	for _, k := range ks {
		kinds[k.Key] = k.Name
	}
	return lines, kinds, err
}

// ChangeLabel names a kind of change for the screen.
func ChangeLabel(k lineage.ChangeKind) string { return changeLabels[k] }

var changeLabels = map[lineage.ChangeKind]string{
	lineage.ChangeFound: "Thành lập", lineage.ChangeRename: "Đổi tên", lineage.ChangeRetype: "Đổi loại hình", lineage.ChangeRecode: "Đổi mã",
	lineage.ChangeMove: "Chuyển", lineage.ChangeJoin: "Gia nhập", lineage.ChangeLeave: "Rút khỏi", lineage.ChangeConsolidate: "Hợp nhất",
	lineage.ChangeAbsorb: "Sáp nhập", lineage.ChangeSplit: "Chia, tách", lineage.ChangeDissolve: "Giải thể", lineage.ChangeSuspend: "Tạm ngừng",
	lineage.ChangeResume: "Khôi phục", lineage.ChangeCorrect: "Đính chính", lineage.ChangeWithdraw: "Hủy ghi nhận",
}

// teller puts events into sentences.
type teller struct {
	h            *lineage.History
	self         int32
	lines, kinds map[string]string
}

func (t teller) says(e lineage.Event, kind lineage.ChangeKind) []string {
	if e.Withdrawn != "" {
		return []string{"Những gì ghi nhận từ ngày này theo một quyết định ghi nhầm không còn giá trị"}
	}
	if e.Succession != nil {
		return t.succession(*e.Succession)
	}
	var says []string
	f := e.Fact
	switch {
	case f.State == lineage.Void:
		says = append(says, "Chưa có theo ghi nhận này")
	case f.State == lineage.Ended:
		says = append(says, "Kết thúc hoạt động")
	case f.State == lineage.Suspended:
		says = append(says, "Tạm ngừng hoạt động")
	case f.State == lineage.Alive && kind == lineage.ChangeResume:
		says = append(says, "Hoạt động trở lại")
	case f.State == lineage.Alive:
		says = append(says, "Bắt đầu hoạt động")
	}
	if f.Name != "" {
		says = append(says, "Tên: "+f.Name)
	}
	if f.Short != "" {
		says = append(says, "Tên viết tắt: "+f.Short)
	}
	if f.Kind != "" {
		says = append(says, "Loại: "+t.kinds[f.Kind])
	}
	if f.Code != "" {
		says = append(says, "Mã: "+f.Code)
	}
	line := ""
	if f.Line != UnionLine && f.Line != "" {
		line = " (" + strings.ToLower(t.lines[f.Line]) + ")"
	}
	switch f.Parent {
	case "":
	case lineage.Top:
		says = append(says, "Đứng đầu tuyến"+line)
	case lineage.Off:
		says = append(says, "Không còn thuộc tuyến"+line)
	default:
		says = append(says, "Trực thuộc "+t.name(f.Parent, e.On)+line)
	}
	return says
}

func (t teller) succession(s lineage.Succession) []string {
	gave := s.From == t.h.ID(t.self)
	other := t.name(s.From, s.On-1)
	if gave {
		other = t.name(s.To, s.On)
	}
	text := map[lineage.SuccessionKind][2]string{
		lineage.Consolidated: {"Hợp nhất từ %s", "Hợp nhất thành %s"},
		lineage.Absorbed:     {"Nhận sáp nhập %s", "Sáp nhập vào %s"},
		lineage.Divided:      {"Được chia, tách từ %s", "Chia, tách thành %s"},
		lineage.Dissolved:    {"Kế thừa %s", "Giải thể, %s kế thừa"},
		lineage.Held:         {"Tạm quản lý các đơn vị trực thuộc của %s", "Các đơn vị trực thuộc do %s tạm quản lý"},
	}[s.Kind]
	if gave {
		return []string{fmt.Sprintf(text[1], other)}
	}
	return []string{fmt.Sprintf(text[0], other)}
}

func (t teller) name(id UnitID, on day.Day) string {
	i, ok := t.h.Index(id)
	if !ok {
		return id
	}
	return t.h.Name(i, day.AsOf{Day: on})
}
