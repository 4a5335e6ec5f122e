package campaign_test

import (
	"errors"
	"testing"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/testkit"
)

func TestSharingKeepsTheBalance(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 500)
	if top.Reserve != 500 || top.State != campaign.Given || top.Dispatch != h.plan || top.Item != "mục II.1" {
		t.Fatalf("a fresh target: %+v", top)
	}
	try := func(version int, reserve int64, shares ...campaign.ShareOf) error {
		return h.Try(campaign.Sharing, top.ID, func(tx *db.Tx) error {
			_, err := campaign.Share(tx, top.ID, version, shares, reserve, campaign.Because{})
			return err
		})
	}
	refused(t, try(1, 20, campaign.ShareOf{Unit: h.north, Quantity: 300}, campaign.ShareOf{Unit: h.south, Quantity: 160}), fault.Invalid, "Chỉ tiêu chia xuống mới được 480, còn thiếu 20.")
	refused(t, try(1, 20, campaign.ShareOf{Unit: h.north, Quantity: 300}, campaign.ShareOf{Unit: h.south, Quantity: 200}), fault.Invalid, "Chỉ tiêu chia xuống đã là 520, vượt 20.")
	refused(t, try(1, 500), fault.Invalid, "Hãy chọn ít nhất một đơn vị để chia chỉ tiêu.")
	refused(t, try(1, 0, campaign.ShareOf{Unit: h.north, Quantity: 300}, campaign.ShareOf{Unit: h.north, Quantity: 200}), fault.Invalid, "CĐ các KCN phía Bắc được ghi hai lần trong bảng chia. Hãy bỏ một dòng.")
	refused(t, try(1, 0, campaign.ShareOf{Unit: h.head, Quantity: 500}), fault.Invalid, "LĐLĐ tỉnh đã giữ chỉ tiêu này ở cấp trên. Phần giữ lại hãy ghi vào dự phòng.")
	refused(t, try(1, 500, campaign.ShareOf{Unit: h.north, Quantity: 0}), fault.Invalid, "CĐ các KCN phía Bắc được chia 0. Hãy bỏ dòng này, hoặc ghi số lớn hơn 0.")
	refused(t, try(1, 0, campaign.ShareOf{Unit: "nobody", Quantity: 500}), fault.Invalid, "Hãy chọn một đơn vị có trong hệ thống.")

	parts := h.share(top, 20, campaign.ShareOf{Unit: h.north, Quantity: 300}, campaign.ShareOf{Unit: h.south, Quantity: 180})
	if now := h.target(top.ID); now.Reserve != 20 || now.Version != 2 || now.Quantity != 500 {
		t.Errorf("the parent: %+v", now)
	}
	if parts[0].Parent != top.ID || parts[0].Dispatch != h.plan || parts[0].Period != top.Period || parts[0].Reserve != 300 {
		t.Errorf("a share: %+v", parts[0])
	}
	// The table again, with one unit fewer: it must be said that it gets nothing.
	refused(t, try(2, 200, campaign.ShareOf{Unit: h.north, Quantity: 300}), fault.Invalid,
		"Bảng chia chưa nêu đơn vị đã có chỉ tiêu: CĐ các KCN phía Nam (180). Hãy nêu đủ; đơn vị nào thôi giao thì ghi 0.")
	again := h.share(top, 0, campaign.ShareOf{Unit: h.north, Quantity: 500}, campaign.ShareOf{Unit: h.south, Quantity: 0})
	if again[0].ID != parts[0].ID || again[0].Version != 2 || again[1].Quantity != 0 {
		t.Errorf("shared again: %+v", again)
	}
	// Below: the firms of the north. What they were given bounds what the north may lose.
	north := func(tx *db.Tx) error {
		_, err := campaign.Share(tx, again[0].ID, again[0].Version, []campaign.ShareOf{{Unit: h.firms[2], Quantity: 500}}, 0, campaign.Because{})
		return err
	}
	refused(t, h.Try(campaign.Sharing, again[0].ID, north), fault.Invalid,
		"CĐCS Công ty C không trực thuộc CĐ các KCN phía Bắc, nên không giao chỉ tiêu ở đây được. Hãy chọn đơn vị trực thuộc.")
	h.share(again[0], 50, campaign.ShareOf{Unit: h.firms[0], Quantity: 250}, campaign.ShareOf{Unit: h.firms[1], Quantity: 200})
	refused(t, try(3, 100, campaign.ShareOf{Unit: h.north, Quantity: 400}, campaign.ShareOf{Unit: h.south, Quantity: 0}), fault.Invalid,
		"CĐ các KCN phía Bắc: Các đơn vị dưới đã được chia 450, nên không thể hạ chỉ tiêu xuống 400. Hãy giảm chỉ tiêu của đơn vị dưới ít nhất 50 trước.")
	h.balanced()
}

func TestRevising(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 500)
	parts := h.share(top, 20, campaign.ShareOf{Unit: h.north, Quantity: 300}, campaign.ShareOf{Unit: h.south, Quantity: 180})
	revise := func(id string, version int, to int64, why string) error {
		return h.Try(campaign.Revising, id, func(tx *db.Tx) error {
			return campaign.Revise(tx, id, version, to, campaign.Because{Reason: why})
		})
	}
	refused(t, revise(parts[0].ID, 1, 330, "tuyển thêm"), fault.Invalid,
		"Dự phòng của cấp trên chỉ còn 20, thiếu 10. Hãy điều chỉnh chỉ tiêu của cấp trên, hoặc giảm của đơn vị khác trước.")
	refused(t, revise(parts[0].ID, 1, 310, " "), fault.Invalid, "Hãy ghi lý do điều chỉnh chỉ tiêu.")
	refused(t, revise(parts[0].ID, 1, 300, "x"), fault.Invalid, "Chỉ tiêu đã là 300. Hãy nhập số khác, hoặc thôi điều chỉnh.")
	refused(t, revise(parts[0].ID, 1, -1, "x"), fault.Invalid, "Chỉ tiêu phải từ 0 đến 1.000.000.000.000.000, không phải -1.")
	if err := revise(parts[0].ID, 1, 315, "tuyển thêm"); err != nil {
		t.Fatal(err)
	}
	if now := h.target(top.ID); now.Reserve != 5 || now.Quantity != 500 || now.Change != campaign.ByBelow || now.Version != 3 {
		t.Errorf("the parent gives from its reserve: %+v", now)
	}
	if err := revise(parts[1].ID, 1, 100, "cắt giảm đơn hàng"); err != nil {
		t.Fatal(err)
	}
	if now := h.target(top.ID); now.Reserve != 85 {
		t.Errorf("what a child loses goes back: %+v", now)
	}
	refused(t, revise(top.ID, 4, 400, "UBND tỉnh giảm"), fault.Invalid,
		"LĐLĐ tỉnh: Các đơn vị dưới đã được chia 415, nên không thể hạ chỉ tiêu xuống 400. Hãy giảm chỉ tiêu của đơn vị dưới ít nhất 15 trước.")
	if err := revise(top.ID, 4, 450, "UBND tỉnh giảm"); err != nil {
		t.Fatal(err)
	}
	if now := h.target(top.ID); now.Quantity != 450 || now.Reserve != 35 || now.State != campaign.Given || now.Reason != "UBND tỉnh giảm" {
		t.Errorf("the top revised: %+v", now)
	}
	h.balanced()
}

// TestTwoRevise: the second is told, with both values and who.
func TestTwoRevise(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 1200)
	h.Clock.Advance(2 * time.Hour)
	revise := func(to int64) error {
		return h.Try(campaign.Revising, top.ID, func(tx *db.Tx) error {
			return campaign.Revise(tx, top.ID, 1, to, campaign.Because{Reason: "x"})
		})
	}
	if err := revise(1250); err != nil {
		t.Fatal(err)
	}
	err := revise(1300)
	refused(t, err, fault.Conflict, "Chỉ tiêu của LĐLĐ tỉnh đã được program sửa từ 1.200 thành 1.250 lúc 10:00 ngày 02/11/2026 (bản 2), sau bản 1 mà bạn đang xem. "+
		"Nội dung bạn định ghi (1.300) chưa được ghi. Hãy xem lại rồi sửa tiếp trên bản mới.")
	s, ok := errors.AsType[*campaign.Stale](err)
	if !ok || s.Yours != "1.300" || s.Theirs != "1.250" {
		t.Fatalf("no *Stale in %v", err)
	}
	if got, want := s.Text("Trần Thị Bình"), "Chỉ tiêu của LĐLĐ tỉnh đã được Trần Thị Bình sửa từ 1.200 thành 1.250"; got[:len(want)] != want {
		t.Errorf("with a name: %q", got)
	}
	h.See(func(v *db.View) error {
		all, err := campaign.History(v, top.ID)
		if len(all) != 2 || all[0].Quantity != 1200 || all[1].Reason != "x" || all[1].MadeBy != "program" || all[1].MadeAt == 0 || all[1].Dispatch != h.plan {
			t.Errorf("history: %+v", all)
		}
		// What was known before the revision prints again as it was.
		then, err2 := campaign.Targets(v, campaign.Filter{Campaign: h.campaign, Known: all[1].MadeAt - 1})
		if len(then) != 1 || then[0].Quantity != 1200 {
			t.Errorf("as was known then: %+v", then)
		}
		before, err3 := campaign.Targets(v, campaign.Filter{Campaign: h.campaign, Known: all[0].MadeAt - 1})
		if len(before) != 0 {
			t.Errorf("before there was any: %+v", before)
		}
		return errors.Join(err, err2, err3)
	})
}

// TestSelfSetStandsBeside: Hà Nội was assigned 60.000 initiatives and set itself 130.000.
func TestSelfSetStandsBeside(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 60000)
	parts := h.share(top, 0, campaign.ShareOf{Unit: h.north, Quantity: 60000})
	var self string
	h.Do(campaign.Pledging, h.head, func(tx *db.Tx) (err error) {
		self, err = campaign.Pledge(tx, campaign.Assignment{Campaign: h.campaign, Unit: h.head, Indicator: "blood.bags", Period: day.Year(2024), Quantity: 130000})
		return err
	})
	own := h.target(self)
	if own.State != campaign.Accepted || own.Source != campaign.SelfSet || h.target(top.ID).Version != 2 {
		t.Errorf("a pledge: %+v", own)
	}
	for target, want := range map[campaign.Target]string{
		h.target(top.ID): "217,6% chỉ tiêu 60.000 (bản 2, năm 2024, KH 03/KH-BCĐHMKCN, mục II.1; làm tròn 0,1)",
		own:              "100,4% chỉ tiêu tự đăng ký 130.000 (bản 1, năm 2024; làm tròn 0,1)",
	} {
		h.See(func(v *db.View) error {
			document, err := campaign.Cite(v, target)
			if err != nil {
				return err
			}
			p, err := campaign.Percent(130569, 130569, false, target, document, campaign.Tenth)
			if p.Text != want {
				t.Errorf("got %q\nwant %q", p.Text, want)
			}
			return err
		})
	}
	refused(t, h.Try(campaign.Sharing, self, func(tx *db.Tx) error {
		_, err := campaign.Share(tx, self, 1, []campaign.ShareOf{{Unit: h.north, Quantity: 130000}}, 0, campaign.Because{})
		return err
	}), fault.Invalid, "Chỉ tiêu tự đăng ký không chia xuống được; chỉ chia chỉ tiêu được giao.")
	refused(t, h.Try(campaign.AcceptingTarget, self, func(tx *db.Tx) error { return campaign.Accept(tx, self, 1) }), fault.Invalid, "")
	h.Do(campaign.Revising, self, func(tx *db.Tx) error {
		return campaign.Revise(tx, self, 1, 131000, campaign.Because{Reason: "phấn đấu thêm"})
	})
	if now := h.target(self); now.State != campaign.Accepted || now.Quantity != 131000 || h.target(parts[0].ID).Version != 1 {
		t.Errorf("a pledge revised: %+v", now)
	}
}

func TestAssignRefuses(t *testing.T) {
	h := build(t)
	h.assign(h.north, 100)
	good := campaign.Assignment{Campaign: h.campaign, Unit: h.south, Indicator: "blood.bags", Period: day.Year(2024), Quantity: 100}
	for what, c := range map[string]struct {
		change func(*campaign.Assignment)
		kind   fault.Kind
		text   string
	}{
		"twice": {func(a *campaign.Assignment) { a.Unit = h.north }, fault.Conflict,
			"CĐ các KCN phía Bắc đã có chỉ tiêu được giao 100 cho năm 2024 (bản 1). Hãy điều chỉnh chỉ tiêu đó thay vì giao lần nữa."},
		"nothing":            {func(a *campaign.Assignment) { a.Quantity = 0 }, fault.Invalid, "Hãy nhập chỉ tiêu lớn hơn 0."},
		"unknown indicator":  {func(a *campaign.Assignment) { a.Indicator = "blood.tears" }, fault.NotFound, ""},
		"unknown campaign":   {func(a *campaign.Assignment) { a.Campaign = "none" }, fault.NotFound, ""},
		"unknown document":   {func(a *campaign.Assignment) { a.Dispatch = "none" }, fault.NotFound, ""},
		"outside the period": {func(a *campaign.Assignment) { a.Period = day.Year(2025) }, fault.Invalid, "Chỉ tiêu năm 2025 nằm ngoài thời gian của phong trào (năm 2024). Hãy chọn kỳ có ngày thuộc phong trào."},
	} {
		a := good
		c.change(&a)
		refused(t, h.Try(campaign.Assigning, h.campaign, func(tx *db.Tx) error {
			_, err := campaign.Assign(tx, a)
			return err
		}), c.kind, c.text)
		_ = what
	}
	// Without any document there must be a reason, and it is said.
	h.Do(campaign.Creating, h.head, func(tx *db.Tx) (err error) {
		good.Campaign, err = campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: h.head, Period: day.Year(2024), Words: campaign.Words{Name: "Không văn bản"}})
		return err
	})
	assign := func(tx *db.Tx) error {
		id, err := campaign.Assign(tx, good)
		if err != nil {
			return err
		}
		old, err := campaign.TargetByID(&tx.View, id)
		if err != nil {
			return err
		}
		if cited, err := campaign.Cite(&tx.View, old); err != nil || cited != "chưa dẫn văn bản" {
			t.Errorf("cites %q (%v)", cited, err)
		}
		return nil
	}
	refused(t, h.Try(campaign.Assigning, good.Campaign, assign), fault.Invalid,
		"Chỉ tiêu giao phải dẫn văn bản. Hãy chọn văn bản đã đăng ký; nếu không còn văn bản, hãy ghi rõ căn cứ ở phần lý do.")
	good.Reason = "theo tin đã đăng năm 2020"
	h.Do(campaign.Assigning, good.Campaign, assign)
	// A half-year is another promise than the year.
	good.Campaign = h.campaign
	good.Unit, good.Period = h.north, day.Half(2024, 1)
	h.Do(campaign.Assigning, h.campaign, func(tx *db.Tx) error {
		_, err := campaign.Assign(tx, good)
		return err
	})
}

func TestAnswers(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 500)
	part := h.share(top, 20, campaign.ShareOf{Unit: h.north, Quantity: 480})[0]
	try := func(f func(tx *db.Tx) error) error { return h.Try(campaign.AcceptingTarget, part.ID, f) }
	refused(t, try(func(tx *db.Tx) error { return campaign.Dispute(tx, part.ID, 1, "") }), fault.Invalid, "Hãy ghi lý do đề nghị xem lại chỉ tiêu.")
	if err := try(func(tx *db.Tx) error { return campaign.Dispute(tx, part.ID, 1, "ca đêm không hiến được") }); err != nil {
		t.Fatal(err)
	}
	if now := h.target(part.ID); now.State != campaign.Disputed || now.Reason != "ca đêm không hiến được" || now.Quantity != 480 {
		t.Errorf("disputed: %+v", now)
	}
	refused(t, try(func(tx *db.Tx) error { return campaign.Accept(tx, part.ID, 1) }), fault.Conflict, "")
	if err := try(func(tx *db.Tx) error { return campaign.Accept(tx, part.ID, 2) }); err != nil {
		t.Fatal(err)
	}
	refused(t, try(func(tx *db.Tx) error { return campaign.Accept(tx, part.ID, 3) }), fault.Invalid, "Chỉ tiêu này đang ở trạng thái “đã nhận” rồi.")
}

func TestProposals(t *testing.T) {
	h := build(t)
	top := h.assign(h.head, 500)
	part := h.share(top, 20, campaign.ShareOf{Unit: h.north, Quantity: 480})[0]
	propose := func(to int64) (id string) {
		t.Helper()
		h.Do(campaign.Proposing, part.ID, func(tx *db.Tx) (err error) {
			id, err = campaign.Propose(tx, part.ID, h.target(part.ID).Version, to, "thêm hai doanh nghiệp")
			return err
		})
		return id
	}
	first, second := propose(510), propose(495)
	answer := func(f func(tx *db.Tx) error) error { return h.Try(campaign.Revising, part.ID, f) }
	err := answer(func(tx *db.Tx) error { return campaign.Agree(tx, first, 1, campaign.Because{}) })
	refused(t, err, fault.Conflict, "Đề nghị 510 của CĐ các KCN phía Bắc đã được trả lời lúc 08:00 ngày 02/11/2026: đã thay bằng đề nghị mới.")
	if err := answer(func(tx *db.Tx) error { return campaign.Agree(tx, second, 1, campaign.Because{}) }); err != nil {
		t.Fatal(err)
	}
	if now := h.target(part.ID); now.Quantity != 495 || now.State != campaign.Accepted || now.Change != campaign.ByProposal || now.Reason != "Đồng ý đề nghị của đơn vị: thêm hai doanh nghiệp" {
		t.Errorf("agreed: %+v", now)
	}
	if now := h.target(top.ID); now.Reserve != 5 {
		t.Errorf("the reserve gave: %+v", now)
	}
	third := propose(600)
	refused(t, answer(func(tx *db.Tx) error { return campaign.Agree(tx, third, 2, campaign.Because{}) }), fault.Invalid,
		"Dự phòng của cấp trên chỉ còn 5, thiếu 100. Hãy điều chỉnh chỉ tiêu của cấp trên, hoặc giảm của đơn vị khác trước.")
	refused(t, answer(func(tx *db.Tx) error { return campaign.Decline(tx, third, "") }), fault.Invalid, "Hãy ghi lý do không đồng ý để đơn vị biết.")
	if err := answer(func(tx *db.Tx) error { return campaign.Decline(tx, third, "vượt kế hoạch của bệnh viện") }); err != nil {
		t.Fatal(err)
	}
	h.See(func(v *db.View) error {
		all, err := campaign.Proposals(v, part.ID)
		var got []campaign.Answer
		for _, p := range all {
			got = append(got, p.Answer)
		}
		if len(got) != 3 || got[0] != campaign.Replaced || got[1] != campaign.Agreed || got[2] != campaign.Declined || all[2].Why != "vượt kế hoạch của bệnh viện" {
			t.Errorf("proposals: %+v", all)
		}
		return err
	})
	h.balanced()
}

// balanced wants quantity = Σ children + reserve at every target of the campaign.
func (h *house) balanced() {
	h.T.Helper()
	if bad := h.unbalanced(); bad != "" {
		h.T.Error(bad)
	}
}

// TestCopied: the tables can be copied one after the other in the order of their names, as `phongtrao copy` does.
func TestCopied(t *testing.T) {
	h := build(t)
	part := h.share(h.assign(h.head, 500), 20, campaign.ShareOf{Unit: h.north, Quantity: 480})[0]
	h.Do(campaign.Proposing, part.ID, func(tx *db.Tx) error {
		first, err := campaign.Propose(tx, part.ID, 1, 490, "thêm hai doanh nghiệp")
		if err != nil {
			return err
		}
		return campaign.Decline(tx, first, "vượt kế hoạch")
	})
	other := testkit.New(t, lines...)
	if _, err := db.Copy(t.Context(), h.DB, other.DB); err != nil {
		t.Fatal(err)
	}
	there := &house{House: other}
	if got := there.target(part.ID); got != part {
		t.Errorf("copied: %+v, want %+v", got, part)
	}
}
