package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/roster"
	"phongtrao/internal/testkit"
)

// house is a federation of three firms with one drive, announced for 6 June 2027; the clock stands on 20 May.
type house struct {
	*testkit.House
	head  string
	firms []string
	other string // a firm of another federation
	drive string

	country string
}

func build(t testing.TB) *house {
	h := &house{House: testkit.New(t, access.Schema, act.Schema, people.Schema, org.Schema, place.Schema, indicator.Schema, ledger.Schema, dispatch.Schema,
		campaign.Schema, activity.Schema, roster.Schema)}
	h.Clock.SetDay("2027-05-20")
	h.Write(func(tx *db.Tx) error {
		if err := indicator.Declare(tx, []indicator.Indicator{{Key: "blood.came", Name: "Số người đến", Definition: "Người đến điểm hiến máu.", Measure: "people", Kind: "blood"}}); err != nil {
			return err
		}
		by := func(number string) org.Decision {
			return org.Decision{Number: number, Issuer: "LĐLĐ", Date: day.Of(2010, 1, 1), Effective: day.Of(2010, 1, 1)}
		}
		var err error
		if h.head, err = org.Found(tx, org.Unit{Name: "LĐLĐ tỉnh", Kind: "federation"}, by("1/QĐ")); err != nil {
			return err
		}
		for i, name := range []string{"CĐCS Công ty A", "CĐCS Công ty B", "CĐCS Công ty C"} {
			firm, err := org.Found(tx, org.Unit{Name: name, Kind: "base", Parent: h.head}, by(string(rune('2'+i))+"/QĐ"))
			if err != nil {
				return err
			}
			h.firms = append(h.firms, firm)
		}
		if h.other, err = org.Found(tx, org.Unit{Name: "CĐCS Công ty ở tỉnh khác", Kind: "base"}, by("9/QĐ")); err != nil {
			return err
		}
		if h.country, err = place.Found(tx, place.Place{Name: "Việt Nam", Kind: "country"}, by("10/QĐ")); err != nil {
			return err
		}
		park, err := place.Found(tx, place.Place{Name: "KCN Thăng Long II", Kind: "park", Parent: h.country}, by("11/QĐ"))
		if err != nil {
			return err
		}
		c, err := campaign.Create(tx, campaign.Campaign{Kind: "blood", Owner: h.head, Period: day.Year(2027), Words: campaign.Words{Name: "Hiến máu năm 2027"}})
		if err != nil {
			return err
		}
		if h.drive, err = activity.Create(tx, c, activity.Plan{Name: "Ngày hội hiến máu", Day: day.Of(2027, 6, 6), Place: park, Unit: h.head}); err != nil {
			return err
		}
		return activity.Advance(tx, h.drive, activity.Step{From: activity.Draft, To: activity.Announced})
	})
	return h
}

func (h *house) step(from, to activity.State) {
	h.T.Helper()
	b := activity.Because{Notice: activity.Notice{Number: "05/BB"}, Reason: "thử"}
	h.Do(activity.VerbTo(to), h.drive, func(tx *db.Tx) error {
		return activity.Advance(tx, h.drive, activity.Step{From: from, To: to, Because: b})
	})
}

func (h *house) record(c roster.Headcount) (id string, err error) {
	c.Activity = h.drive
	err = h.Try(roster.Counting, h.drive, func(tx *db.Tx) (err error) {
		id, err = roster.Record(tx, c)
		return err
	})
	return id, err
}

func (h *house) must(c roster.Headcount) string {
	h.T.Helper()
	id, err := h.record(c)
	if err != nil {
		h.T.Fatal(err)
	}
	return id
}

func (h *house) declared(firm int, what string, q ledger.Quantity) roster.Headcount {
	return roster.Headcount{Unit: h.firms[firm], What: what, Quantity: q, Evidence: ledger.Declared, Source: "danh sách gửi ngày 25/5"}
}

func (h *house) counted(firm int, what string, q ledger.Quantity) roster.Headcount {
	return roster.Headcount{Unit: h.firms[firm], What: what, Quantity: q, Evidence: ledger.Counted, Counters: [2]string{"an", "binh"}}
}

func (h *house) sums() (s roster.Sums) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		s, err = roster.SumsOf(v, h.drive)
		return err
	})
	return s
}

func refused(t testing.TB, err error, kind fault.Kind, text string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind || text != "" && fault.Text(err) != text {
		t.Errorf("got %v (kind %d)\nwant %q (kind %d)", err, fault.KindOf(err), text, kind)
	}
}

func TestRefused(t *testing.T) {
	h := build(t)
	q := ledger.Exactly(120)
	for _, c := range []struct {
		change func(*roster.Headcount)
		text   string
	}{
		{func(c *roster.Headcount) { c.What = "Đã đến" }, "Hãy chọn số này đếm việc gì (đăng ký, đến, …)."},
		{func(c *roster.Headcount) { c.Quantity = ledger.Between(9, 5) }, "Số người phải từ 0 đến 1.000.000.000.000.000, mức dưới không lớn hơn mức trên."},
		{func(c *roster.Headcount) { c.Source = "  " }, "Hãy ghi nguồn của số đơn vị khai: danh sách, công văn hay tin nhắn nào, ngày nào."},
		{func(c *roster.Headcount) { c.Counters[0] = "an" }, "Số do đơn vị khai thì không có người đếm. Nếu đã đếm, hãy chọn “kiểm đếm”."},
		{func(c *roster.Headcount) { c.Evidence = ledger.Signed }, "Ở đây chỉ ghi số “kiểm đếm” hoặc “đơn vị khai”."},
		{func(c *roster.Headcount) { c.Unit = h.other }, "CĐCS Công ty ở tỉnh khác không thuộc phong trào có “Ngày hội hiến máu”, nên không ghi số ở đây được."},
		{func(c *roster.Headcount) { c.Unit = "nobody" }, "Hãy chọn đơn vị có trong hệ thống."},
		{func(c *roster.Headcount) { c.Evidence = ledger.Counted }, "Số đếm cần hai người đếm. Hãy ghi cả hai."},
		{func(c *roster.Headcount) { c.Evidence, c.Counters[1] = ledger.Counted, "an" },
			"Mới có một người đếm. Hãy ghi thêm người thứ hai, hoặc ghi là số “đơn vị khai” kèm nguồn."},
		{func(c *roster.Headcount) {
			c.Evidence, c.Counters = ledger.Counted, [2]string{"Nguyễn Văn Hoà", " nguyễn văn hòa "}
		},
			"Hai người đếm phải khác nhau. Hãy ghi người thứ hai."},
		{func(c *roster.Headcount) { c.Evidence, c.Counters = ledger.Counted, [2]string{"an", "binh"} },
			"“Ngày hội hiến máu” đến 06/06/2027 mới diễn ra, chưa đếm được. Số đăng ký hãy ghi là số “đơn vị khai”."},
	} {
		bad := h.declared(0, "registered", q)
		c.change(&bad)
		_, err := h.record(bad)
		refused(t, err, fault.Invalid, c.text)
	}
	bad := h.declared(0, "registered", q)
	bad.Replaces = "none"
	_, err := h.record(bad)
	refused(t, err, fault.NotFound, "")
}

// TestReplacing: a later headcount takes the earlier one's place by naming it; nothing is added up by mistake; both stay.
func TestReplacing(t *testing.T) {
	h := build(t)
	first := h.must(h.declared(0, "registered", ledger.Exactly(120)))
	_, err := h.record(h.declared(0, "registered", ledger.Exactly(130)))
	refused(t, err, fault.Conflict, "Đã có số 120 (đơn vị khai) ghi lúc 08:00 ngày 20/05/2027 cho đơn vị này. Nếu ghi lại, hãy thay số cũ; nếu đếm một phần khác, hãy ghi tên khối.")
	other := h.declared(1, "registered", ledger.Exactly(1))
	other.Replaces = first
	_, err = h.record(other)
	refused(t, err, fault.Invalid, "Số được thay phải cùng đơn vị, cùng nội dung, cùng khối và cùng cách biết. Hãy chọn lại.")
	h.Clock.Advance(time.Hour)
	later := h.declared(0, "registered", ledger.Exactly(130))
	later.Replaces = first
	h.must(later)
	later.Quantity = ledger.Exactly(140)
	_, err = h.record(later)
	refused(t, err, fault.Conflict, "Số 120 đã được thay lúc 09:00 ngày 20/05/2027; số đang có là 130. Số của bạn là 140, chưa được ghi. Hãy xem lại rồi thay số mới nhất.")
	if got := h.sums().Total["registered"]; got != ledger.Exactly(130) {
		t.Errorf("registered: %s", got)
	}
	h.See(func(v *db.View) error {
		all, err := roster.At(v, h.drive)
		if len(all) != 2 || all[0].Holds() || !all[1].Holds() || all[0].ReplacedBy != all[1].ID || all[0].Quantity != ledger.Exactly(120) {
			t.Errorf("%+v", all)
		}
		got, err2 := roster.Get(v, first)
		if err2 != nil || got.Source != "danh sách gửi ngày 25/5" {
			t.Errorf("%+v (%v)", got, err2)
		}
		return err
	})
}

func TestSums(t *testing.T) {
	h := build(t)
	h.must(h.declared(0, "registered", ledger.Exactly(120)))
	h.must(h.declared(1, "registered", ledger.AtLeast(200)))
	h.Clock.SetDay("2027-06-06")
	h.step(activity.Announced, activity.Running)
	gateA, gateB := h.counted(0, "came", ledger.Exactly(60)), h.counted(0, "came", ledger.Exactly(45))
	gateA.Block, gateB.Block = "cổng A", "cổng B"
	h.must(gateA)
	h.must(gateB)
	gateA.Block = "Cổng  a"
	_, err := h.record(gateA)
	refused(t, err, fault.Conflict, "")
	h.must(h.declared(0, "came", ledger.Exactly(118)))
	h.must(h.declared(1, "came", ledger.Between(180, 220)))
	s := h.sums()
	want := map[string]ledger.Quantity{"registered": ledger.AtLeast(320), "came": ledger.Between(285, 325)}
	if diff := cmp.Diff(want, s.Total); diff != "" {
		t.Error(diff)
	}
	of := map[ledger.Evidence]ledger.Quantity{ledger.Counted: ledger.Exactly(105), ledger.Declared: ledger.Between(180, 220)}
	if diff := cmp.Diff(of, s.Of["came"]); diff != "" {
		t.Error(diff)
	}
	if len(s.Lines) != 4 || s.Lines[0].What != "came" || s.Lines[0].Quantity() != ledger.Exactly(105) || s.Lines[0].ByEvidence[ledger.Declared] != ledger.Exactly(118) {
		t.Errorf("%+v", s.Lines)
	}
	h.step(activity.Running, activity.ClosedProvisional)
	h.must(h.declared(2, "came", ledger.Exactly(5))) // late, and still welcome
	h.step(activity.ClosedProvisional, activity.ClosedSigned)
	_, err = h.record(h.declared(2, "registered", ledger.Exactly(5)))
	refused(t, err, fault.Invalid, "“Ngày hội hiến máu” đã chốt, có ký xác nhận. Muốn sửa số đã chốt, hãy đảo bút toán kèm lý do.")
}

// TestMade: registrations move with the day; a count on the spot or an entry fixes it, until it is reversed.
func TestMade(t *testing.T) {
	h := build(t)
	made := func() (yes bool) {
		t.Helper()
		h.See(func(v *db.View) (err error) {
			yes, err = roster.Made(v, h.drive)
			return err
		})
		return yes
	}
	move := func(to day.Day) error {
		return h.Try(activity.Editing, h.drive, func(tx *db.Tx) error {
			a, err := activity.Get(&tx.View, h.drive)
			if err != nil {
				return err
			}
			a.Day = to
			return activity.Edit(tx, h.drive, a.Version, a.Plan, activity.Because{Reason: "nhầm ngày"}, roster.Made)
		})
	}
	h.must(h.declared(0, "registered", ledger.Exactly(120)))
	if made() {
		t.Error("a registration is taken for a figure")
	}
	if err := move(day.Of(2027, 5, 19)); err != nil {
		t.Fatal(err)
	}
	var seq []int64
	h.Write(func(tx *db.Tx) (err error) {
		seq, err = ledger.Post(tx, ledger.Posting{Activity: h.drive, Unit: h.firms[0], Indicator: "blood.came", Quantity: ledger.Exactly(100),
			Evidence: ledger.Declared, Day: day.Of(2027, 5, 19), Source: "submission 1 line 1"})
		return err
	})
	if !made() {
		t.Error("an entry is not seen")
	}
	refused(t, move(day.Of(2027, 5, 18)), fault.Invalid, "")
	h.Write(func(tx *db.Tx) error {
		_, err := ledger.Reverse(tx, seq[0], "nhầm ngày")
		return err
	})
	if made() {
		t.Error("a reversed entry still fixes the day")
	}
	if err := move(day.Of(2027, 5, 18)); err != nil {
		t.Error(err)
	}
	h.must(h.counted(0, "came", ledger.Exactly(90)))
	if !made() {
		t.Error("a count on the spot is not seen")
	}
}

func TestWhoMay(t *testing.T) {
	h := build(t)
	a := h.Grant("a", access.UnitOfficer, h.firms[0])
	keep := func(firm int) func(tx *db.Tx) error {
		return func(tx *db.Tx) error {
			c := h.declared(firm, "registered", ledger.Exactly(10))
			c.Activity = h.drive
			_, err := roster.Record(tx, c)
			return err
		}
	}
	a.Do(roster.Declaring, h.firms[0], keep(0))
	refused(t, a.Try(roster.Declaring, h.firms[1], keep(1)), fault.Denied, "")
	refused(t, a.Try(roster.Counting, h.drive, keep(0)), fault.Denied, "")
	site := h.Grant("site", access.SiteLead, h.head)
	site.Do(roster.Counting, h.drive, keep(1))
}

// TestSumsOfAnyReplacements: whatever is recorded and replaced in any order, a sum is the sum of the numbers that hold.
func TestSumsOfAnyReplacements(t *testing.T) {
	h := build(t)
	type cell struct {
		unit, block string
	}
	ids, holds := map[cell]string{}, map[cell]int64{}
	rapid.Check(t, func(rt *rapid.T) {
		firm := rapid.IntRange(0, 2).Draw(rt, "firm")
		c := h.declared(firm, "registered", ledger.Exactly(rapid.Int64Range(0, 500).Draw(rt, "n")))
		c.Block = rapid.SampledFrom([]string{"", "ca sáng", "ca chiều"}).Draw(rt, "block")
		k := cell{c.Unit, c.Block}
		c.Replaces = ids[k]
		if rapid.IntRange(0, 3).Draw(rt, "forgets") == 0 {
			c.Replaces = ""
		}
		id, err := h.record(c)
		if (err == nil) != (c.Replaces == ids[k]) {
			rt.Fatalf("replacing %q where %q holds: %v", c.Replaces, ids[k], err)
		}
		if err == nil {
			ids[k], holds[k] = id, c.Lo
		}
		var want int64
		for _, n := range holds {
			want += n
		}
		if got := h.sums().Total["registered"]; got != ledger.Exactly(want) {
			rt.Fatalf("the sum is %s, want %d", got, want)
		}
	})
}
