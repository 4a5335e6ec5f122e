package dispatch_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/testkit"
)

// laichau is a house with the province of letter 610/LĐLĐ: districts, sectors, the civil servants' union, and two
// grassroots unions of central bodies directly below the federation.
func laichau(t *testing.T) *testkit.House {
	t.Helper()
	h := testkit.New(t, access.Schema, act.Schema, org.Schema, dispatch.Schema)
	h.Write(func(tx *db.Tx) error {
		_, err := org.FoundAll(tx, []org.Unit{
			{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Kind: "confederation"},
			{ID: "lc", Name: "Liên đoàn Lao động tỉnh Lai Châu", Kind: "federation", Parent: "tld"},
			{ID: "tamduong", Name: "Liên đoàn Lao động huyện Tam Đường", Kind: "district", Parent: "lc"},
			{ID: "thanhpho", Name: "Liên đoàn Lao động thành phố Lai Châu", Kind: "district", Parent: "lc"},
			{ID: "giaoduc", Name: "Công đoàn ngành Giáo dục", Kind: "local_sector", Parent: "lc"},
			{ID: "vienchuc", Name: "Công đoàn Viên chức tỉnh", Kind: "civil_servants", Parent: "lc"},
			{ID: "khobac", Name: "Công đoàn cơ sở Kho bạc", Kind: "base", Parent: "lc"},
			{ID: "dienluc", Name: "Công đoàn cơ sở Điện lực", Kind: "base", Parent: "lc"},
			{ID: "truong", Name: "Công đoàn cơ sở Trường số 1", Kind: "base", Parent: "tamduong"},
		}, org.Decision{Number: "1/QĐ-TLĐ", Date: day.Must("2004-01-01"), Issuer: "Tổng Liên đoàn", Effective: day.Must("2004-01-01")})
		return err
	})
	return h
}

// reformed ends what ended in 2025: districts, sectors, the civil servants' union; the central bases leave too.
func reformed(t *testing.T, h *testkit.House) {
	t.Helper()
	h.Write(func(tx *db.Tx) error {
		by := func(n string) org.Decision {
			return org.Decision{Number: n, Date: day.Must("2025-06-20"), Issuer: "LĐLĐ tỉnh Lai Châu", Effective: day.Must("2025-07-01")}
		}
		for unit, n := range map[string]string{"thanhpho": "2/QĐ-LĐLĐ", "giaoduc": "3/QĐ-LĐLĐ", "vienchuc": "4/QĐ-LĐLĐ", "khobac": "5/QĐ-LĐLĐ", "dienluc": "6/QĐ-LĐLĐ"} {
			if err := org.Dissolve(tx, unit, org.Ending{}, by(n)); err != nil {
				return err
			}
		}
		return org.Dissolve(tx, "tamduong", org.Ending{Successor: "lc"}, by("7/QĐ-LĐLĐ"))
	})
}

func plan204() dispatch.Dispatch {
	return dispatch.Dispatch{
		Direction: dispatch.In, Number: "Số: 204 /KH-BCĐ", Date: day.Must("2020-10-02"), Issuer: "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh", Place: "Lai Châu",
		Subject: "Tuyên truyền, vận động hiến máu Hành trình đỏ lần thứ IX và Giọt hồng Sông Đà lần thứ IV năm 2021", Owner: "lc",
	}
}

func letter610() dispatch.Dispatch {
	return dispatch.Dispatch{
		Direction: dispatch.Out, Number: "610/LĐLĐ", Date: day.Must("2021-01-18"), Issuer: "Liên đoàn Lao động tỉnh Lai Châu", IssuerUnit: "lc", ParentBody: "Tổng Liên đoàn Lao động Việt Nam",
		Place: "Lai Châu", Subject: "V/v tuyên truyền Hành trình đỏ lần thứ IX", Signer: "Người Ký Mẫu", SignerTitle: "TM. BAN THƯỜNG VỤ PHÓ CHỦ TỊCH", Owner: "lc",
		Recipients: []dispatch.Recipient{
			{Text: "LĐLĐ các huyện, thành phố", Kinds: []string{"district"}},
			{Text: "Công đoàn ngành, Công đoàn Viên chức tỉnh", Kinds: []string{"local_sector", "civil_servants"}},
			{Text: "CĐCS Trung ương đóng trên địa bàn tỉnh", Kinds: []string{"base"}, Direct: true},
		},
		Copies: dispatch.To("Như kính gửi", "BCĐ vận động HMTN tỉnh (B/c)", "Lưu: VP, CSPL&QHLĐ"),
		Cites:  []dispatch.Cite{{Number: "204/KH-BCD", Date: day.Must("2020-10-02"), Issuer: "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh"}},
	}
}

func register(t *testing.T, h *testkit.House, d dispatch.Dispatch) (id string) {
	t.Helper()
	h.Do(dispatch.Registering, d.Owner, func(tx *db.Tx) (err error) {
		id, err = dispatch.Register(tx, d)
		return err
	})
	return id
}

func TestRegisteredAndReadBack(t *testing.T) {
	h := laichau(t)
	plan := register(t, h, plan204())
	id := register(t, h, letter610())
	h.See(func(v *db.View) error {
		d, err := dispatch.Get(v, id)
		if err != nil {
			return err
		}
		want := letter610()
		want.ID, want.Version, want.Kind, want.Registered, want.RegisteredBy = id, 1, dispatch.Letter, d.Registered, act.Program
		if diff := cmp.Diff(want, d); diff != "" {
			t.Error(diff)
		}
		if p, err := dispatch.Get(v, plan); err != nil || p.Number != "204/KH-BCĐ" || p.Kind != dispatch.Plan || p.Title() != "kế hoạch 204/KH-BCĐ ngày 02/10/2020" {
			t.Errorf("%+v, %v", p, err)
		}
		for text, want := range map[string]int{"610": 1, "ldld": 1, "hanh trinh do": 2, "hành trình ĐỎ": 2, "ke hoach ban chi dao": 1, "khong co": 0, "anh": 0} {
			if got, err := dispatch.List(v, dispatch.Filter{Text: text}); err != nil || len(got) != want {
				t.Errorf("a search for %q finds %d, want %d (%v)", text, len(got), want, err)
			}
		}
		for _, c := range []struct {
			f    dispatch.Filter
			want int
		}{
			{dispatch.Filter{}, 2}, {dispatch.Filter{Direction: dispatch.In}, 1}, {dispatch.Filter{Kind: dispatch.Letter}, 1}, {dispatch.Filter{Owners: []string{"lc", "tld"}}, 2},
			{dispatch.Filter{Owners: []string{"tld"}}, 0}, {dispatch.Filter{Period: day.Year(2021)}, 1}, {dispatch.Filter{Limit: 1}, 1},
		} {
			if got, err := dispatch.List(v, c.f); err != nil || len(got) != c.want {
				t.Errorf("%+v lists %d, want %d (%v)", c.f, len(got), c.want, err)
			}
		}
		return nil
	})
}

func TestRefusedWithASentence(t *testing.T) {
	h := laichau(t)
	register(t, h, letter610())
	for _, c := range []struct {
		name   string
		change func(*dispatch.Dispatch)
		kind   fault.Kind
		field  string
		says   string
	}{
		{"no number", func(d *dispatch.Dispatch) { d.Number = "" }, fault.Invalid, "number", "Chưa ghi số"},
		{"a number nobody writes", func(d *dispatch.Dispatch) { d.Number = "610" }, fault.Invalid, "number", "không phải số văn bản"},
		{"a kind the number does not say", func(d *dispatch.Dispatch) { d.Number = "91/2025/QH15" }, fault.Invalid, "kind", "Hãy chọn loại"},
		{"an unknown kind", func(d *dispatch.Dispatch) { d.Kind = "XX" }, fault.Invalid, "kind", "Hãy chọn loại"},
		{"no date", func(d *dispatch.Dispatch) { d.Date = 0 }, fault.Invalid, "date", "Chưa ghi ngày"},
		{"no issuer", func(d *dispatch.Dispatch) { d.Issuer = " " }, fault.Invalid, "issuer", "cơ quan ban hành"},
		{"no subject", func(d *dispatch.Dispatch) { d.Subject = "" }, fault.Invalid, "subject", "trích yếu"},
		{"a subject without end", func(d *dispatch.Dispatch) { d.Subject = strings.Repeat("ă", dispatch.SubjectMax+1) }, fault.Invalid, "subject", "1.000 ký tự"},
		{"no owner", func(d *dispatch.Dispatch) { d.Owner = "" }, fault.Invalid, "owner", "vào sổ"},
		{"an unknown owner", func(d *dispatch.Dispatch) { d.Owner = "nobody" }, fault.Invalid, "owner", "Không tìm thấy đơn vị"},
		{"an unknown recipient", func(d *dispatch.Dispatch) { d.Recipients[0] = dispatch.Recipient{Text: "x", Unit: "nobody"} }, fault.Invalid, "recipients", "Không tìm thấy đơn vị"},
		{"an issuer not yet founded", func(d *dispatch.Dispatch) { d.Date = day.Must("2003-05-05") }, fault.Invalid, "issuer", "thành lập ngày 01/01/2004"},
		{"no direction", func(d *dispatch.Dispatch) { d.Direction = "" }, fault.Invalid, "direction", "đến hay"},
		{"a file without a name", func(d *dispatch.Dispatch) { d.File = strings.Repeat("a", 64) }, fault.Invalid, "file", "tên"},
		{"a file not kept", func(d *dispatch.Dispatch) { d.File, d.FileName = "abc", "a.pdf" }, fault.Invalid, "file", "lưu"},
		{"an empty line", func(d *dispatch.Dispatch) { d.Copies = dispatch.To("a", " ") }, fault.Invalid, "recipients", "thứ 2"},
		{"a class and a unit in one", func(d *dispatch.Dispatch) { d.Recipients[0].Unit = "lc" }, fault.Invalid, "recipients", "Hãy chọn một"},
		{"a bad basis", func(d *dispatch.Dispatch) { d.Cites = []dispatch.Cite{{Number: "xyz"}} }, fault.Invalid, "cites", "Căn cứ thứ 1"},
		{"itself as basis", func(d *dispatch.Dispatch) { d.Cites = []dispatch.Cite{{Number: "0610/LDLD", Date: d.Date}} }, fault.Invalid, "cites", "chính nó"},
		{"twice", func(*dispatch.Dispatch) {}, fault.Conflict, "", "Công văn 610/LĐLĐ ngày 18/01/2021 của Liên đoàn Lao động tỉnh Lai Châu đã có trong sổ"},
		{"twice in another writing", func(d *dispatch.Dispatch) {
			d.Number, d.IssuerUnit, d.Issuer = "số 0610 / ldld", "", "LIEN DOAN LAO DONG tinh Lai Châu"
		}, fault.Conflict, "", "đã có trong sổ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := letter610()
			c.change(&d)
			err := h.Try(dispatch.Registering, "lc", func(tx *db.Tx) error {
				_, err := dispatch.Register(tx, d)
				return err
			})
			if err == nil || fault.KindOf(err) != c.kind || fault.Field(err) != c.field || !strings.Contains(fault.Text(err), c.says) {
				t.Errorf("%v (field %q)", err, fault.Field(err))
			}
		})
	}
	h.See(func(v *db.View) error {
		all, err := dispatch.List(v, dispatch.Filter{})
		if len(all) != 1 {
			t.Errorf("%d documents stand in the register, want 1", len(all))
		}
		return err
	})
}

func TestSameNumberOfTwoIssuersOrDaysIsTwoDocuments(t *testing.T) {
	h := laichau(t)
	register(t, h, letter610())
	other := letter610()
	other.Issuer, other.IssuerUnit, other.Direction = "Liên đoàn Lao động tỉnh Điện Biên", "", dispatch.In
	register(t, h, other)
	later := letter610()
	later.Date = day.Must("2023-01-18")
	h.See(func(v *db.View) error {
		found, err := dispatch.Check(v, later)
		if !has(found, dispatch.Warning, "number", "18/01/2021") {
			t.Errorf("%+v", found)
		}
		return err
	})
	register(t, h, later)
}

func TestACorrectionIsAFurtherVersion(t *testing.T) {
	h := laichau(t)
	id := register(t, h, letter610())
	fixed := letter610()
	fixed.Subject = "V/v tuyên truyền Hành trình đỏ lần thứ IX năm 2021"
	try := func(seen int64, d dispatch.Dispatch, reason string) error {
		return h.Try(dispatch.Correcting, id, func(tx *db.Tx) error { return dispatch.Correct(tx, id, seen, d, reason) })
	}
	if err := try(1, fixed, " "); fault.Field(err) != "reason" {
		t.Error(err)
	}
	if err := try(1, letter610(), "không có gì"); !strings.Contains(fault.Text(err), "Không có gì khác") {
		t.Error(err)
	}
	if err := try(1, fixed, "thiếu năm"); err != nil {
		t.Fatal(err)
	}
	mine := letter610()
	mine.Subject = "V/v hiến máu"
	if err := try(1, mine, "viết lại"); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Text(err), "trích yếu: “V/v tuyên truyền Hành trình đỏ lần thứ IX” thành “V/v tuyên truyền Hành trình đỏ lần thứ IX năm 2021” (bản của bạn: “V/v hiến máu”)") {
		t.Error(err)
	}
	h.See(func(v *db.View) error {
		all, err := dispatch.Versions(v, id)
		if err != nil || len(all) != 2 || all[0].Subject != letter610().Subject || all[1].Subject != fixed.Subject || all[1].Reason != "thiếu năm" || len(all[1].Recipients) != 3 {
			t.Errorf("%+v, %v", all, err)
		}
		list, err := dispatch.List(v, dispatch.Filter{})
		if len(list) != 1 || list[0].Version != 2 {
			t.Errorf("%+v", list)
		}
		return err
	})
	if err := h.Try(dispatch.Correcting, "none", func(tx *db.Tx) error { return dispatch.Correct(tx, "none", 1, mine, "x") }); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

func TestACorrectedNumberIsFreeAgain(t *testing.T) {
	h := laichau(t)
	wrong := letter610()
	wrong.Number = "611/LĐLĐ"
	id := register(t, h, wrong)
	h.Do(dispatch.Correcting, id, func(tx *db.Tx) error { return dispatch.Correct(tx, id, 1, letter610(), "gõ nhầm số") })
	register(t, h, wrong)
	again := wrong
	again.Subject = "khác"
	err := h.Try(dispatch.Correcting, id, func(tx *db.Tx) error { return dispatch.Correct(tx, id, 2, again, "đổi lại") })
	if fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
}

func has(found []dispatch.Finding, level dispatch.Level, check, says string) bool {
	for _, f := range found {
		if f.Level == level && f.Check == check && strings.Contains(f.Text, says) {
			return true
		}
	}
	return false
}

// TestFindings holds CK-09, CK-10 and their neighbours to the sentences of the sources.
func TestFindings(t *testing.T) {
	h := laichau(t)
	register(t, h, plan204())
	yearly := dispatch.Counting{IssuerUnit: "lc", Scope: dispatch.ByYear, Kind: dispatch.Letter}
	for _, c := range []struct {
		name   string
		change func(*dispatch.Dispatch)
		count  *dispatch.Counting
		level  dispatch.Level // "" = nothing of this check
		check  string
		says   string
	}{
		{"CK-09: the basis is older", func(*dispatch.Dispatch) {}, nil, "", "CK-09", ""},
		{"CK-09: the basis is younger", func(d *dispatch.Dispatch) {
			d.Cites[0] = dispatch.Cite{Number: "205/KH-BCĐ", Date: day.Must("2021-02-10")}
		}, nil, dispatch.Error, "CK-09", "ra sau văn bản này"},
		{"CK-09: without a day, and registered", func(d *dispatch.Dispatch) { d.Cites[0].Date = 0 }, nil, dispatch.Warning, "CK-09", "trong sổ là ngày 02/10/2020"},
		{"CK-09: without a day, and unknown", func(d *dispatch.Dispatch) { d.Cites[0] = dispatch.Cite{Number: "1/KH-X"} }, nil, dispatch.Info, "CK-09", "chưa ghi ngày"},
		{"CK-09: another day than registered", func(d *dispatch.Dispatch) { d.Cites[0].Date = day.Must("2020-10-12") }, nil, dispatch.Warning, "CK-09", "trong sổ là ngày 02/10/2020"},
		{"CK-10: 610 by 18 January, nobody has said how they count", func(*dispatch.Dispatch) {}, nil, dispatch.Info, "CK-10", "33 văn bản mỗi ngày"},
		{"CK-10: a plausible number", func(d *dispatch.Dispatch) { d.Number = "61/LĐLĐ" }, nil, "", "CK-10", ""},
		{"CK-10: a law numbers by its own year", func(d *dispatch.Dispatch) { d.Number, d.Kind = "1995/2021/QĐ-BYT", "" }, nil, "", "CK-10", ""},
		{"CK-10: counted by year", func(*dispatch.Dispatch) {}, &yearly, dispatch.Warning, "CK-10", "đánh số theo năm"},
		{"CK-10: counted by a term that began in time", func(*dispatch.Dispatch) {}, &dispatch.Counting{IssuerUnit: "lc", Scope: dispatch.ByTerm, Kind: dispatch.Letter, Since: day.Must("2018-02-01")}, "", "CK-10", ""},
		{"CK-10: counted by a term that began last week", func(*dispatch.Dispatch) {}, &dispatch.Counting{IssuerUnit: "lc", Scope: dispatch.ByTerm, Kind: dispatch.Letter, Since: day.Must("2021-01-11")}, dispatch.Warning, "CK-10", "76 văn bản mỗi ngày"},
		{"CK-10: before counting began", func(*dispatch.Dispatch) {}, &dispatch.Counting{IssuerUnit: "lc", Scope: dispatch.ByCommittee, Kind: dispatch.Letter, Since: day.Must("2021-03-01")}, dispatch.Warning, "CK-10", "trước ngày bắt đầu"},
		{"CK-13: a Sunday", func(d *dispatch.Dispatch) { d.Date = day.Must("2021-01-17") }, nil, dispatch.Info, "CK-13", "Chủ nhật"},
		{"CK-13: a Monday", func(*dispatch.Dispatch) {}, nil, "", "CK-13", ""},
		{"in the future", func(d *dispatch.Dispatch) { d.Date = day.Must("2031-01-17") }, nil, dispatch.Warning, "date", "sau hôm nay"},
		{"CK-14: nobody on that day", func(d *dispatch.Dispatch) { d.Recipients[0].Kinds = []string{"commune"} }, nil, dispatch.Warning, "CK-14", "không có đơn vị nào"},
		{"CK-14: somebody on that day", func(*dispatch.Dispatch) {}, nil, "", "CK-14", ""},
		{"the symbol says another kind", func(d *dispatch.Dispatch) { d.Kind = dispatch.Notice }, nil, dispatch.Warning, "kind", "công văn"},
		{"the symbol has two meanings", func(d *dispatch.Dispatch) { d.Number = "12/CĐ-TLĐ" }, nil, dispatch.Info, "kind", "công điện"},
		{"the year of the number", func(d *dispatch.Dispatch) { d.Number, d.Kind = "30/2020/NĐ-CP", "" }, nil, dispatch.Warning, "kind", "năm 2020"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.count != nil {
				h.Clock.Advance(1)
				h.Do(dispatch.Scoping, "lc", func(tx *db.Tx) error { return dispatch.SetCounting(tx, *c.count) })
			} else {
				h.Do(dispatch.Scoping, "lc", func(tx *db.Tx) error {
					return dispatch.SetCounting(tx, dispatch.Counting{IssuerUnit: "lc", Scope: dispatch.ByTerm, Kind: dispatch.Letter})
				})
			}
			d := letter610()
			d.Kind = dispatch.Letter
			c.change(&d)
			h.See(func(v *db.View) error {
				found, err := dispatch.Check(v, d)
				if c.level != "" && !has(found, c.level, c.check, c.says) {
					t.Errorf("want %s %s with %q, got %+v", c.level, c.check, c.says, found)
				}
				for _, f := range found {
					if c.level == "" && f.Check == c.check {
						t.Errorf("want nothing of %s, got %+v", c.check, f)
					}
				}
				return err
			})
		})
	}
}

func TestCountingIsByTermWhereNobodyHasSaid(t *testing.T) {
	h := laichau(t)
	h.Do(dispatch.Scoping, "lc", func(tx *db.Tx) error {
		return dispatch.SetCounting(tx, dispatch.Counting{Issuer: "UBND tỉnh", Scope: dispatch.ByYear})
	})
	h.See(func(v *db.View) error {
		if c, told, err := dispatch.CountingOf(v, "lc", "LĐLĐ", dispatch.Plan); err != nil || told || c.Scope != dispatch.ByTerm {
			t.Error(c, told, err)
		}
		if c, told, err := dispatch.CountingOf(v, "", "ubnd tinh", dispatch.Plan); err != nil || !told || c.Scope != dispatch.ByYear {
			t.Error(c, told, err)
		}
		return nil
	})
	for _, c := range []dispatch.Counting{{Scope: dispatch.ByYear}, {Issuer: "A"}, {Issuer: "A", Scope: dispatch.ByYear, Kind: "XX"}} {
		if err := h.Try(dispatch.Scoping, "lc", func(tx *db.Tx) error { return dispatch.SetCounting(tx, c) }); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestAddresseesOfLetter610 is CK-14: on 18/01/2021 all three classes are valid, on today's map all three are gone.
func TestAddresseesOfLetter610(t *testing.T) {
	h := laichau(t)
	id := register(t, h, letter610())
	look := func() (to []dispatch.Addressed) {
		h.See(func(v *db.View) error {
			d, err := dispatch.Get(v, id)
			if err != nil {
				return err
			}
			to, err = dispatch.Addressees(v, d, org.Today(v))
			return err
		})
		return to
	}
	var names [][]string
	for i, a := range look() {
		if i < 3 && a.Validity != dispatch.Valid || i >= 3 && a.Validity != dispatch.Words {
			t.Errorf("%s: %s", a.Recipient.Text, a.Validity)
		}
		var units []string
		for _, u := range a.Units {
			units = append(units, u.Name)
		}
		names = append(names, units)
	}
	want := [][]string{
		{"Liên đoàn Lao động huyện Tam Đường", "Liên đoàn Lao động thành phố Lai Châu"},
		{"Công đoàn ngành Giáo dục", "Công đoàn Viên chức tỉnh"},
		{"Công đoàn cơ sở Điện lực", "Công đoàn cơ sở Kho bạc"}, // not the school below a district
		nil, nil, nil,
	}
	if d := cmp.Diff(want, names); d != "" {
		t.Error(d)
	}
	reformed(t, h)
	to := look()
	for i, a := range to[:3] {
		if a.Validity != dispatch.Gone || len(a.Units) != len(want[i]) || !strings.Contains(a.Text, "2 đơn vị vào ngày 18/01/2021") || !strings.Contains(a.Text, "không còn đơn vị nào") {
			t.Errorf("%s: %s, %s", a.Recipient.Text, a.Validity, a.Text)
		}
	}
	if s := to[0].Units[0]; s.Unit != "tamduong" || s.Why != lineage.Successor || s.AtName != "Liên đoàn Lao động tỉnh Lai Châu" {
		t.Errorf("%+v", s)
	}
	if s := to[0].Units[1]; s.Why != lineage.Gone {
		t.Errorf("%+v", s)
	}
	if got := to[2].Now; len(got) != 1 || got[0] != "truong" { // the same words mean another one today: the school came up
		t.Errorf("%q", got)
	}
}

func TestAddresseesByName(t *testing.T) {
	h := laichau(t)
	d := letter610()
	d.Recipients = []dispatch.Recipient{{Text: "Công đoàn ngành Giáo dục", Unit: "giaoduc"}, {Text: "LĐLĐ các huyện; CĐCS", Kinds: []string{"district", "base"}}}
	reformed(t, h)
	h.See(func(v *db.View) error {
		to, err := dispatch.Addressees(v, d, org.Today(v))
		if err != nil || to[0].Validity != dispatch.Gone || to[1].Validity != dispatch.Changed || !strings.Contains(to[1].Text, "còn 1") {
			t.Errorf("%+v, %v", to, err)
		}
		return nil
	})
}

func TestBasisChain(t *testing.T) {
	h := laichau(t)
	letter := register(t, h, letter610())
	show := func(id string) (lines []string) {
		h.See(func(v *db.View) error {
			chain, err := dispatch.Basis(v, id)
			for _, l := range chain {
				known := "?"
				if l.Found.ID != "" {
					known = l.Found.Number
				}
				lines = append(lines, strings.Repeat(">", l.Depth)+" "+l.Number+" = "+known)
			}
			return err
		})
		return lines
	}
	if d := cmp.Diff([]string{"> 204/KH-BCD = ?"}, show(letter)); d != "" {
		t.Error(d)
	}
	p := plan204()
	p.Cites = []dispatch.Cite{{Number: "66-QĐ/TW", Date: day.Must("2017-02-06")}}
	plan := register(t, h, p) // registered later than what cites it, and found all the same
	if d := cmp.Diff([]string{"> 204/KH-BCD = 204/KH-BCĐ", ">> 66-QĐ/TW = ?"}, show(letter)); d != "" {
		t.Error(d)
	}
	h.See(func(v *db.View) error {
		by, err := dispatch.Citing(v, plan)
		if err != nil || len(by) != 1 || by[0].ID != letter {
			t.Errorf("%+v, %v", by, err)
		}
		return nil
	})
	other := plan204()
	other.Issuer, other.Date = "Ban Chỉ đạo phòng chống thiên tai", day.Must("2019-01-02")
	register(t, h, other)
	if d := cmp.Diff([]string{"> 204/KH-BCD = 204/KH-BCĐ", ">> 66-QĐ/TW = ?"}, show(letter)); d != "" {
		t.Error(d)
	}
}

func TestBasisThatGoesRound(t *testing.T) {
	h := laichau(t)
	a, b := letter610(), plan204()
	a.Cites = []dispatch.Cite{{Number: b.Number, Date: b.Date}}
	b.Cites = []dispatch.Cite{{Number: a.Number, Date: a.Date}}
	id := register(t, h, a)
	register(t, h, b)
	h.See(func(v *db.View) error {
		chain, err := dispatch.Basis(v, id)
		if err != nil || len(chain) != 1 {
			t.Errorf("%+v, %v", chain, err)
		}
		return nil
	})
}

func TestGaps(t *testing.T) {
	h := laichau(t)
	for _, n := range []string{"608", "610", "610b", "613"} {
		d := letter610()
		d.Number = n + "/LĐLĐ"
		register(t, h, d)
	}
	h.See(func(v *db.View) error {
		got, err := dispatch.Gaps(v, "lc", "", dispatch.Letter, day.Year(2021))
		if d := cmp.Diff([]int64{609, 611, 612}, got); d != "" || err != nil {
			t.Error(d, err)
		}
		return nil
	})
}

func TestParseCite(t *testing.T) {
	for s, want := range map[string]dispatch.Cite{
		"Căn cứ Kế hoạch số 204/KH-BCĐ ngày 02/10/2020 của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Lai Châu về tuyên truyền;": {Number: "204/KH-BCĐ", Date: day.Must("2020-10-02"), Issuer: "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Lai Châu"},
		"Thực hiện Kế hoạch số 03/KH-BCĐHMKCN, ngày 05 tháng 3 năm 2024 của Ban Chỉ đạo":                                             {Number: "03/KH-BCĐHMKCN", Date: day.Must("2024-03-05"), Issuer: "Ban Chỉ đạo"},
		"Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;":                                               {Number: "30/2020/NĐ-CP", Date: day.Must("2020-03-05"), Issuer: "Chính phủ"},
		"66-QĐ/TW":                 {Number: "66-QĐ/TW"},
		"610/LĐLĐ ngày 18/01/2021": {Number: "610/LĐLĐ", Date: day.Must("2021-01-18")},
	} {
		got, err := dispatch.ParseCite(s)
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%q: %s%v", s, d, err)
		}
	}
	for _, s := range []string{"", "Căn cứ tình hình thực tế", "204/KH-BCĐ ngày 31/02/2020"} {
		if c, err := dispatch.ParseCite(s); err == nil {
			t.Errorf("%q is read %+v", s, c)
		}
	}
}

// TestWhoMay: officers of the owner and of what stands above it; nobody from beside or below.
func TestWhoMay(t *testing.T) {
	h := laichau(t)
	id := register(t, h, letter610())
	for _, c := range []struct {
		person string
		role   access.Role
		unit   string
		verb   act.Verb
		object string
		may    bool
	}{
		{"a", access.FederationOfficer, "lc", dispatch.Registering, "lc", true},
		{"b", access.UnitOfficer, "tamduong", dispatch.Registering, "tamduong", true},
		{"b", access.UnitOfficer, "", dispatch.Registering, "lc", false},
		{"b", access.UnitOfficer, "", dispatch.Correcting, id, false},
		{"b", access.UnitOfficer, "", dispatch.Seeing, id, false},
		{"c", access.FederationOfficer, "tld", dispatch.Correcting, id, true},
		{"d", access.Inspector, "lc", dispatch.Seeing, id, true},
		{"d", access.Inspector, "", dispatch.Seeing, "lc", true},
		{"d", access.Inspector, "", dispatch.Registering, "lc", false},
		{"a", access.FederationOfficer, "", dispatch.Seeing, "nothing", false},
	} {
		as := h.As(c.person)
		if c.unit != "" {
			as = h.Grant(c.person, c.role, c.unit)
		}
		var may bool
		h.See(func(v *db.View) (err error) {
			may, err = h.Desk.May(v, as.Who, c.verb, c.object)
			return err
		})
		if c.verb.Name != dispatch.Seeing.Name { // what writes is asked again by the act
			err := h.Desk.Do(context.Background(), as.Who, c.verb, c.object, func(*db.Tx) error { return nil })
			may = may && err == nil
		}
		if may != c.may {
			t.Errorf("%s, %s of %s, %s over %s: %v, want %v", c.person, c.role, c.unit, c.verb.Name, c.object, may, c.may)
		}
	}
}
