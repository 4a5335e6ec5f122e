package activity

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// Made reports whether figures were made at an activity, so that its day is fixed. The activity does not know the ledger:
// whoever moves a day brings this (roster.Made).
type Made func(v *db.View, activity string) (bool, error)

// Create plans an activity under a campaign, as a draft, and returns its id.
func Create(tx *db.Tx, campaignID string, p Plan) (string, error) {
	if _, err := campaign.Get(&tx.View, campaignID); err != nil {
		return "", err
	}
	p, err := p.checked(&tx.View)
	if err != nil {
		return "", err
	}
	return begin(tx, Activity{Campaign: campaignID, Plan: p, State: Draft})
}

func begin(tx *db.Tx, a Activity) (string, error) {
	a.ID, a.Version, a.Change, a.partners = tx.ID(), 1, ByPlanning, 1
	if err := insert(tx, a); err != nil {
		return "", err
	}
	if err := insertVersion(tx, a); err != nil {
		return "", err
	}
	return a.ID, insertPartners(tx, a)
}

// Edit changes an activity's plan. Version is the one that the person saw: where another was made since, it is a fault of
// kind Conflict that holds a *campaign.Stale.
//
// Once it was announced, another day or place needs a notice or a reason; another day needs that no figure was made, which
// made tells. A linked site has its central one's day and moves with it.
func Edit(tx *db.Tx, id string, version int, p Plan, b Because, made Made) error {
	a, err := hold(tx, id)
	if err != nil {
		return err
	}
	if a.Version != version {
		return stale(tx, a, version, p)
	}
	if p, err = p.checked(&tx.View); err != nil {
		return err
	}
	b = b.cleaned()
	moved := p.Day != a.Day
	switch {
	case a.State == Cancelled || a.State == ClosedSigned:
		return fault.Invalidf("Hoạt động %s nên không sửa được nữa.", a.State.Label())
	case a.Parent != "" && moved:
		return fault.In("day", "Điểm cầu diễn ra cùng ngày với điểm cầu trung tâm. Hãy đổi ngày ở điểm cầu trung tâm.")
	case a.State != Draft && a.State != Agreed && p.Place == "":
		return fault.In("place", "Hoạt động đã thông báo thì phải có địa điểm. Hãy chọn địa điểm.")
	case a.State != Draft && a.State != Agreed && (moved || p.Place != a.Place) && b.Notice.Number == "" && b.Reason == "":
		return fault.In("reason", "Hoạt động đã thông báo cho các đơn vị. Hãy ghi số thông báo mới, hoặc lý do đổi ngày, địa điểm.")
	case !moved && a.same(p):
		return nil
	}
	if moved {
		return a.move(tx, p, b, made)
	}
	return a.write(tx, p, ByEditing, b)
}

// hold returns an activity that, with all it is linked to, no other act changes until this one ends.
func hold(tx *db.Tx, id string) (Activity, error) {
	a, err := Get(&tx.View, id)
	if err != nil {
		return a, err
	}
	if err := tx.Lock("activity/" + cmp.Or(a.Parent, a.ID)); err != nil {
		return a, err
	}
	return Get(&tx.View, id)
}

// move writes another day for an activity, with all linked to it that share its day. Those that were cancelled, or took place
// on a day of their own while the central one was postponed, stay where they are.
func (a Activity) move(tx *db.Tx, p Plan, b Because, made Made) error {
	sites, err := linked(&tx.View, a.ID)
	if err != nil {
		return err
	}
	for _, s := range sites {
		if s.State == Cancelled || s.Day != a.Day {
			continue
		}
		plan := s.Plan
		plan.Day = p.Day
		if err := s.moveTo(tx, plan, b, made); err != nil {
			return err
		}
	}
	return a.moveTo(tx, p, b, made)
}

func (a Activity) moveTo(tx *db.Tx, p Plan, b Because, made Made) error {
	if err := free(&tx.View, a, made); err != nil {
		return err
	}
	if _, err := p.checked(&tx.View); err != nil {
		return err
	}
	return a.write(tx, p, ByMoving, b)
}

// free refuses to move an activity at which figures were made, or that was signed.
func free(v *db.View, a Activity, made Made) error {
	if a.State == ClosedSigned {
		return fault.In("day", "“%s” đã chốt, có ký xác nhận, nên không đổi ngày được.", a.Name)
	}
	if made == nil {
		return fmt.Errorf("activity: %s is moved without asking whether figures were made at it", a.ID)
	}
	fixed, err := made(v, a.ID)
	if err == nil && fixed {
		err = fault.In("day", "Đã có số liệu ghi cho “%s” ngày %s, nên không đổi ngày được. Hãy huỷ các bút toán đó trước (kèm lý do), hoặc lập hoạt động mới.", a.Name, a.Day.VN())
	}
	return err
}

// write writes the following version with another plan.
func (a Activity) write(tx *db.Tx, p Plan, c Change, b Because) error {
	newPartners := !slices.Equal(a.Partners, p.Partners)
	a.Version++
	a.Plan, a.Change, a.Because = p, c, b
	if newPartners {
		a.partners = a.Version
	}
	if err := insertVersion(tx, a); err != nil || !newPartners {
		return err
	}
	return insertPartners(tx, a)
}

func (a Activity) same(p Plan) bool {
	return a.Name == p.Name && a.Day == p.Day && a.Place == p.Place && a.Unit == p.Unit && slices.Equal(a.Partners, p.Partners)
}

// checked cleans a plan, and refuses one without a name or a day, or whose host, place or partner is not there on that day.
func (p Plan) checked(v *db.View) (Plan, error) {
	p.Name = viet.Clean(p.Name)
	switch {
	case p.Name == "":
		return p, fault.In("name", "Hãy đặt tên cho hoạt động.")
	case p.Day <= 0:
		return p, fault.In("day", "Hãy chọn ngày diễn ra.")
	}
	units, err := org.HistoryOf(v)
	if err != nil {
		return p, err
	}
	places, err := place.HistoryOf(v)
	if err != nil {
		return p, err
	}
	if err := thereOn(units, "unit", "đơn vị chủ trì", p.Unit, p.Day); err != nil {
		return p, err
	}
	if p.Place != "" {
		if err := thereOn(places, "place", "địa điểm", p.Place, p.Day); err != nil {
			return p, err
		}
	}
	p.Partners = slices.Clone(p.Partners)
	for i, w := range p.Partners {
		w.Name = viet.Clean(w.Name)
		if w.Role.Label() == "" {
			return p, fault.In("partners", "Dòng %d: hãy chọn việc mà bên phối hợp đảm nhận.", i+1)
		}
		if w.Name == "" && w.Unit == "" && w.Place == "" {
			return p, fault.In("partners", "Dòng %d: hãy ghi tên bên phối hợp.", i+1)
		}
		if w.Unit != "" {
			if err := thereOn(units, "partners", "đơn vị phối hợp", w.Unit, p.Day); err != nil {
				return p, err
			}
		}
		p.Partners[i] = w
	}
	return p, nil
}

// stale tells somebody who edits that another was first: of the fields that both changed, both values.
func stale(tx *db.Tx, a Activity, version int, yours Plan) error {
	all, err := Versions(&tx.View, a.ID)
	if err != nil {
		return err
	}
	if version < 1 || version > len(all) {
		return fault.NotFoundf("Hoạt động này không có bản %d. Hãy tải lại trang.", version)
	}
	seen := all[version-1]
	s := campaign.Stale{What: "Hoạt động “" + seen.Name + "”", Was: "bản " + strconv.Itoa(version), Theirs: "bản " + strconv.Itoa(a.Version),
		Yours: yours.Name + ", ngày " + yours.Day.VN(), Seen: version, Latest: a.Version, By: a.MadeBy, At: a.MadeAt}
	switch {
	case seen.Day != a.Day:
		s.What, s.Was, s.Theirs, s.Yours = "Ngày của hoạt động", seen.Day.VN(), a.Day.VN(), yours.Day.VN()
	case seen.Name != a.Name:
		s.What, s.Was, s.Theirs, s.Yours = "Tên hoạt động", "“"+seen.Name+"”", "“"+a.Name+"”", "“"+yours.Name+"”"
	case seen.State != a.State:
		s.What, s.Was, s.Theirs = "Trạng thái hoạt động", "“"+seen.State.Label()+"”", "“"+a.State.Label()+"”"
	}
	return s.Fault()
}

func (b Because) cleaned() Because {
	b.Notice.Number, b.Reason = viet.Clean(b.Notice.Number), viet.Clean(b.Reason)
	return b
}
