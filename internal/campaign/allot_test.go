package campaign_test

import (
	"testing"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
)

// allot gives parts of a target, at its version now.
func (h *house) allot(t campaign.Target, keep int64, why string, parts ...campaign.ShareOf) (batch string, err error) {
	err = h.Try(campaign.Sharing, t.ID, func(tx *db.Tx) error {
		now, err := campaign.TargetByID(&tx.View, t.ID)
		if err == nil {
			batch, err = campaign.Allot(tx, t.ID, now.Version, campaign.Allotment{Parts: parts, Keep: keep, What: "nhập tay", Because: campaign.Because{Reason: why}})
		}
		return err
	})
	return batch, err
}

func (h *house) undo(batch string) error {
	return h.Try(campaign.Undoing, batch, func(tx *db.Tx) error {
		_, err := campaign.Undo(tx, batch)
		return err
	})
}

func (h *house) kept(t campaign.Target) (n int64) {
	h.See(func(v *db.View) (err error) {
		n, err = campaign.Kept(v, h.target(t.ID))
		return err
	})
	return n
}

// TestAllot: some units get a number, the others keep theirs; what is left is the reserve, part of it meant to stay.
func TestAllot(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 500)
	part := func(unit string, n int64) campaign.ShareOf { return campaign.ShareOf{Unit: unit, Quantity: n} }

	first, err := h.allot(top, 50, "", part(h.north, 300))
	if err != nil {
		t.Fatal(err)
	}
	if now := h.target(top.ID); now.Reserve != 200 || now.Version != 2 || h.kept(top) != 50 {
		t.Errorf("the parent: %+v, kept %d", now, h.kept(top))
	}
	if _, err := h.allot(top, campaign.KeepAsIs, "", part(h.south, 100)); err != nil {
		t.Fatal(err)
	}
	if now := h.target(top.ID); now.Reserve != 100 || h.kept(top) != 50 {
		t.Errorf("the others keep theirs: %+v, kept %d", now, h.kept(top))
	}
	for _, wrong := range []struct {
		keep  int64
		parts []campaign.ShareOf
		text  string
	}{
		{-1, []campaign.ShareOf{part(h.north, 401)}, "Tổng các phần là 501, vượt chỉ tiêu 500 là 1. Hãy giảm bớt ở một số đơn vị, hoặc điều chỉnh chỉ tiêu của cấp trên trước."},
		{101, []campaign.ShareOf{part(h.north, 300)}, "Đã chia 400, chỉ còn lại 100 nên không giữ được dự phòng 101. Hãy giảm dự phòng, hoặc giảm phần chia."},
		{-1, []campaign.ShareOf{part(h.north, -1)}, "CĐ các KCN phía Bắc: chỉ tiêu phải từ 0 đến 1.000.000.000.000.000, không phải -1."},
		{-1, []campaign.ShareOf{part(h.north, 1), part(h.north, 2)}, "CĐ các KCN phía Bắc được ghi hai lần. Hãy bỏ một dòng."},
		{-1, []campaign.ShareOf{part(h.north, 300)}, "Chưa có số nào thay đổi so với bảng đang giao. Hãy sửa ít nhất một ô rồi ghi lại."},
		{50, nil, "Chưa có số nào thay đổi so với bảng đang giao. Hãy sửa ít nhất một ô rồi ghi lại."},
		{-1, []campaign.ShareOf{part("nobody", 5)}, "Hãy chọn một đơn vị có trong hệ thống."},
		{-1, []campaign.ShareOf{part(h.head, 5)}, "LĐLĐ tỉnh đã giữ chỉ tiêu này ở cấp trên. Phần giữ lại hãy ghi vào dự phòng."},
	} {
		_, err := h.allot(top, wrong.keep, "", wrong.parts...)
		refused(t, err, fault.Invalid, wrong.text)
	}

	// Taken back: the first batch, though another came after it.
	if err := h.undo(first); err != nil {
		t.Fatal(err)
	}
	if now := h.target(top.ID); now.Reserve != 400 || h.kept(top) != 0 {
		t.Errorf("taken back: %+v, kept %d", now, h.kept(top))
	}
	refused(t, h.undo(first), fault.Conflict, "Lần ghi này đã được hoàn tác rồi. Hãy tải lại trang để xem số đang giao.")
	h.balanced()
}

// TestUndo: an answer of the unit does not stand in the way of taking a number back, another number does.
func TestUndo(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 500)
	kids := h.share(top, 100, campaign.ShareOf{Unit: h.north, Quantity: 250}, campaign.ShareOf{Unit: h.south, Quantity: 150})
	h.Do(campaign.AcceptingTarget, kids[0].ID, func(tx *db.Tx) error { return campaign.Accept(tx, kids[0].ID, 1) })
	_, err := h.allot(top, campaign.KeepAsIs, "", campaign.ShareOf{Unit: h.north, Quantity: 300})
	refused(t, err, fault.Invalid, "CĐ các KCN phía Bắc đã nhận chỉ tiêu 250. Hãy ghi lý do, hoặc dẫn văn bản, khi đổi thành 300.")
	batch, err := h.allot(top, campaign.KeepAsIs, "tuyển thêm", campaign.ShareOf{Unit: h.north, Quantity: 300}, campaign.ShareOf{Unit: h.south, Quantity: 160})
	if err != nil {
		t.Fatal(err)
	}
	h.Do(campaign.Disputing, kids[0].ID, func(tx *db.Tx) error { return campaign.Dispute(tx, kids[0].ID, 3, "nhiều quá") })
	if err := h.undo(batch); err != nil {
		t.Fatal(err)
	}
	if now := h.target(kids[0].ID); now.Quantity != 250 || now.State != campaign.Accepted || now.Change != campaign.ByUndoing || now.Version != 5 {
		t.Errorf("it is what it was: %+v", now)
	}
	var batches []campaign.Batch
	h.See(func(v *db.View) (err error) { batches, err = campaign.Batches(v, top.ID, 9); return err })
	if len(batches) != 3 || batches[0].Undoes != batch || batches[1].Undone != batches[0].ID || batches[1].Lines != 2 {
		t.Errorf("batches: %+v", batches)
	}
	if err := h.undo(batches[0].ID); err != nil { // taking back is taken back as well
		t.Fatal(err)
	}
	if now := h.target(kids[0].ID); now.Quantity != 300 || now.State != campaign.Disputed {
		t.Errorf("and again: %+v", now)
	}
	h.Do(campaign.Revising, kids[1].ID, func(tx *db.Tx) error {
		return campaign.Revise(tx, kids[1].ID, h.target(kids[1].ID).Version, 170, campaign.Because{Reason: "x"})
	})
	h.See(func(v *db.View) (err error) { batches, err = campaign.Batches(v, top.ID, 9); return err })
	refused(t, h.undo(batches[0].ID), fault.Conflict, "Chưa hoàn tác được, vì sau đó đã đổi số ở: CĐ các KCN phía Nam (170). Hãy sửa từng đơn vị.")
	h.balanced()
}

// TestAnswerAll: several proposals are answered in one act, all or none, and one act takes it back.
func TestAnswerAll(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 500)
	kids := h.share(top, 30, campaign.ShareOf{Unit: h.north, Quantity: 270}, campaign.ShareOf{Unit: h.south, Quantity: 200})
	propose := func(kid campaign.Target, n int64) (s campaign.Seen) {
		h.Do(campaign.Proposing, kid.ID, func(tx *db.Tx) (err error) {
			s = campaign.Seen{Version: h.target(kid.ID).Version}
			s.Proposal, err = campaign.Propose(tx, kid.ID, s.Version, n, "đơn hàng")
			return err
		})
		return s
	}
	agree := func(parent string, all ...campaign.Seen) (batch string, err error) {
		err = h.Try(campaign.Answering, parent, func(tx *db.Tx) (err error) {
			batch, err = campaign.AgreeAll(tx, parent, all, campaign.Because{})
			return err
		})
		return batch, err
	}
	a, b := propose(kids[0], 290), propose(kids[1], 220)
	_, err := agree(top.ID, a, b)
	refused(t, err, fault.Invalid, "Dự phòng của cấp trên chỉ còn 10, thiếu 10. Hãy điều chỉnh chỉ tiêu của cấp trên, hoặc giảm của đơn vị khác trước.")
	if h.target(kids[0].ID).Quantity != 270 {
		t.Error("all or none")
	}
	b = propose(kids[1], 210)
	_, err = agree(kids[0].ID, a)
	refused(t, err, fault.NotFound, "")
	_, err = agree(top.ID)
	refused(t, err, fault.Invalid, "Chưa chọn đề nghị nào. Hãy đánh dấu các đề nghị muốn trả lời.")
	batch, err := agree(top.ID, a, b)
	if err != nil {
		t.Fatal(err)
	}
	if now := h.target(top.ID); now.Reserve != 0 || h.target(kids[0].ID).State != campaign.Accepted {
		t.Errorf("agreed: %+v", now)
	}
	if err := h.undo(batch); err != nil {
		t.Fatal(err)
	}
	if h.target(kids[0].ID).Quantity != 270 || h.target(kids[1].ID).Quantity != 200 {
		t.Error("taken back")
	}
	c := propose(kids[0], 100)
	h.Do(campaign.Disputing, kids[0].ID, func(tx *db.Tx) error {
		return campaign.Dispute(tx, kids[0].ID, h.target(kids[0].ID).Version, "ít người")
	})
	h.Do(campaign.Answering, top.ID, func(tx *db.Tx) error { return campaign.DeclineAll(tx, top.ID, []campaign.Seen{c}, "theo kế hoạch") })
	if now := h.target(kids[0].ID); now.State != campaign.Given || now.Change != campaign.ByUpholding || now.Reason != "theo kế hoạch" {
		t.Errorf("declined: the unit answers again: %+v", now)
	}
	uphold := func(why string) error {
		return h.Try(campaign.Revising, kids[1].ID, func(tx *db.Tx) error { return campaign.Uphold(tx, kids[1].ID, h.target(kids[1].ID).Version, why) })
	}
	refused(t, uphold("vì thế"), fault.Invalid, "Chỉ tiêu này không có đề nghị xem lại nào đang chờ: đơn vị chờ xác nhận.")
	refused(t, uphold(" "), fault.Invalid, "Hãy ghi lý do giữ nguyên để đơn vị biết.")
	h.balanced()
}
