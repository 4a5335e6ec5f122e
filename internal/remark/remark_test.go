package remark_test

import (
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/remark"
	"phongtrao/internal/schema"
	"phongtrao/internal/testkit"
)

// house has a federation, a union below it, a neighbour, and people at each.
func house(t *testing.T) *testkit.House {
	t.Helper()
	h := testkit.New(t, schema.Lines...)
	h.Write(func(tx *db.Tx) error {
		if _, err := org.FoundAll(tx, []org.Unit{
			{ID: "hp", Name: "LĐLĐ TP Hải Phòng", Kind: "federation"},
			{ID: "an", Name: "Công đoàn phường An Dương", Kind: "commune", Parent: "hp"},
			{ID: "lc", Name: "LĐLĐ tỉnh Lai Châu", Kind: "federation"},
		}, org.Decision{Number: "1/QĐ-TLĐ", Date: day.Must("2025-07-01"), Issuer: "TLĐ", Effective: day.Must("2025-07-01")}); err != nil {
			return err
		}
		for _, p := range []people.Person{{ID: "ha", Name: "Trần Thu Hà", Unit: "hp"}, {ID: "an", Name: "Nguyễn Văn An", Title: "Chủ tịch", Unit: "an"},
			{ID: "an2", Name: "Lê Thị An", Unit: "an"}, {ID: "lc", Name: "Lò Văn Páo", Unit: "lc"}} {
			if _, err := people.Add(tx, p); err != nil {
				return err
			}
		}
		return nil
	})
	h.Grant("ha", access.FederationOfficer, "hp")
	h.Grant("an", access.UnitOfficer, "an")
	h.Grant("an2", access.SiteLead, "an")
	h.Grant("lc", access.FederationOfficer, "lc")
	return h
}

var bags = remark.OfFigure(ledger.Question{Indicator: "blood.bags", Period: day.Year(2026), At: "an", By: ledger.ByUnit})

func write(h *testkit.House, text string) (id string) {
	h.T.Helper()
	h.Do(remark.Writing, string(bags), func(tx *db.Tx) (err error) {
		id, err = remark.Write(tx, bags, text)
		return err
	})
	return id
}

func on(h *testkit.House) (all []remark.Remark) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		all, err = remark.On(v, bags)
		return err
	})
	return all
}

func unread(h *testkit.House, person string) (n int) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) {
		n, err = remark.Unread(v, person)
		return err
	})
	return n
}

func TestTalk(t *testing.T) {
	h := house(t)
	id := write(h.As("ha"), "Đợt 3 thiếu biên bản, @nguyen van an xem giúp. Thư về a@b.vn nhé, cảm ơn @Lê Thị An!")
	all := on(h)
	if len(all) != 1 || all[0].Body != "Đợt 3 thiếu biên bản, @{an} xem giúp. Thư về a@b.vn nhé, cảm ơn @{an2}!" || !all[0].Open() || all[0].By != "ha" {
		t.Fatalf("kept %+v", all)
	}
	if unread(h, "an") != 1 || unread(h, "an2") != 1 || unread(h, "ha") != 0 {
		t.Error("not everybody named has it before them")
	}
	h.As("an").Do(remark.Reading, "an", func(tx *db.Tx) error { return remark.Read(tx, id) })
	if unread(h, "an") != 0 || unread(h, "an2") != 1 {
		t.Error("reading is each one's own")
	}
	h.As("an").Do(remark.Settling, id, func(tx *db.Tx) error { return remark.Settle(tx, id) })
	if r := on(h)[0]; r.Open() || r.SettledBy != "an" {
		t.Errorf("settled: %+v", r)
	}
}

// What is withdrawn leaves a trace without its words, and nobody withdraws another's.
func TestWithdraw(t *testing.T) {
	h := house(t)
	id := write(h.As("ha"), "@Lê Thị An gửi lại ảnh")
	err := h.As("an").Try(remark.Withdrawing, id, func(tx *db.Tx) error { return remark.Withdraw(tx, id) })
	if fault.KindOf(err) != fault.Conflict {
		t.Errorf("another's was withdrawn: %v", err)
	}
	h.As("ha").Do(remark.Withdrawing, id, func(tx *db.Tx) error { return remark.Withdraw(tx, id) })
	if r := on(h)[0]; r.Withdrawn == 0 || r.Body != "" {
		t.Errorf("withdrawn: %+v", r)
	}
	if unread(h, "an2") != 0 {
		t.Error("a withdrawn remark still calls")
	}
	if err := h.As("ha").Try(remark.Settling, id, func(tx *db.Tx) error { return remark.Settle(tx, id) }); fault.KindOf(err) != fault.Conflict {
		t.Errorf("what was withdrawn was settled: %v", err)
	}
}

func TestWhoIsMeant(t *testing.T) {
	h := house(t)
	for text, want := range map[string]string{
		"@An xem":                             "Có nhiều người",
		"@Lò Văn Páo xem":                     "Không có ai",
		"@Bình":                               "Không có ai",
		"@{an} xem":                           "sau dấu @",
		"  ":                                  "Hãy viết",
		strings.Repeat("a", remark.BodyMax+1): "không quá",
	} {
		err := h.As("ha").Try(remark.Writing, string(bags), func(tx *db.Tx) error {
			_, err := remark.Write(tx, bags, text)
			return err
		})
		if err == nil || !strings.Contains(fault.Text(err), want) {
			t.Errorf("%.20q: %v, want %q", text, err, want)
		}
	}
	write(h.As("ha"), "@Văn An và @ha xem, còn @ thì không")
	if r := on(h)[0]; !slices.Equal(r.Mentions, []string{"an", "ha"}) {
		t.Errorf("named %v", r.Mentions)
	}
	if err := h.As("lc").Try(remark.Writing, string(bags), func(tx *db.Tx) error {
		_, err := remark.Write(tx, bags, "xin chào")
		return err
	}); fault.KindOf(err) != fault.Denied {
		t.Errorf("a stranger spoke: %v", err)
	}
}

// Somebody forgotten is gone from what was said, and the words stay.
func TestForgotten(t *testing.T) {
	h := house(t)
	write(h.As("ha"), "@Nguyễn Văn An xem giúp")
	h.Write(func(tx *db.Tx) error { return people.Forget(tx, "an", "theo yêu cầu") })
	r := on(h)[0]
	if strings.Contains(r.Body, "Nguyễn") || !slices.Equal(remark.Parts(r.Body), []string{"", "an", " xem giúp"}) {
		t.Errorf("body %q", r.Body)
	}
	h.See(func(v *db.View) error {
		who, err := remark.Mentionable(v, bags)
		for _, p := range who {
			if p.ID == "an" {
				t.Error("somebody forgotten is offered")
			}
		}
		return err
	})
}

// Two ways to divide one figure are one subject.
func TestSubject(t *testing.T) {
	q := ledger.Question{Indicator: "blood.bags", Period: day.Year(2026), At: "an"}
	by := q
	by.By, by.Known = ledger.ByActivity, 7
	if remark.OfFigure(q) != remark.OfFigure(by) {
		t.Error("a figure divided otherwise is another subject")
	}
	if _, ok := remark.OfActivity("a").Question(); ok {
		t.Error("an activity is a figure")
	}
}

func FuzzParts(f *testing.F) {
	f.Add("a @{b} c")
	f.Add("@{}")
	f.Fuzz(func(t *testing.T, s string) {
		if parts := remark.Parts(s); len(parts)%2 != 1 {
			t.Errorf("%q: %q", s, parts)
		}
	})
}
