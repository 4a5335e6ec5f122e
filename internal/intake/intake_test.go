package intake_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/oldfont"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/intake"
	"phongtrao/internal/org"
	"phongtrao/internal/testkit"
)

func on(d string) org.Decision {
	return org.Decision{Number: d[:4] + "/QĐ-TLĐ", Date: day.Must(d), Issuer: "TLĐ", Effective: day.Must(d)}
}

// union has a federation with two communes and their bases; one commune's name is that of another federation's commune.
func union(tb testing.TB) *testkit.House {
	k := testkit.New(tb, act.Schema, access.Schema, org.Schema, intake.Schema)
	k.Write(func(tx *db.Tx) error {
		if _, err := org.FoundAll(tx, []org.Unit{
			{ID: "tld", Name: "Tổng Liên đoàn Lao động Việt Nam", Kind: "confederation"},
			{ID: "hp", Name: "Liên đoàn Lao động thành phố Hải Phòng", Short: "LĐLĐ TP Hải Phòng", Kind: "federation", Parent: "tld"},
			{ID: "hy", Name: "Liên đoàn Lao động tỉnh Hưng Yên", Kind: "federation", Parent: "tld"},
			{ID: "q", Name: "Liên đoàn Lao động quận Hồng Bàng", Kind: "district", Parent: "hp"},
			{ID: "a", Name: "Công đoàn cơ sở Công ty TNHH Toto", Kind: "base", Parent: "q", Code: "0007"},
		}, on("2010-01-01")); err != nil {
			return err
		}
		if _, err := org.FoundAll(tx, []org.Unit{
			{ID: "ad", Name: "Công đoàn phường An Dương", Kind: "commune", Parent: "hp"},
			{ID: "hb", Name: "Công đoàn phường Hồng Bàng", Kind: "commune", Parent: "hp"},
			{ID: "tl1", Name: "Công đoàn xã Tân Lập", Kind: "commune", Parent: "hp"}, {ID: "tl2", Name: "Công đoàn xã Tân Lập", Kind: "commune", Parent: "hp"},
			{ID: "ad2", Name: "Công đoàn phường An Đông", Kind: "commune", Parent: "hy"},
		}, on("2025-07-01")); err != nil {
			return err
		}
		return org.Dissolve(tx, "q", org.Ending{Successor: "hb"}, on("2025-07-01"))
	})
	return k
}

// csv makes a table out of lines.
func csv(tb testing.TB, lines ...string) *sheet.Table {
	tb.Helper()
	b := []byte(strings.Join(lines, "\n") + "\n")
	book, err := sheet.Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		tb.Fatal(err)
	}
	t, err := book.Table(0)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func plan(tb testing.TB, k *testkit.House, a intake.Answers, t *sheet.Table) *intake.Plan {
	tb.Helper()
	var p *intake.Plan
	k.See(func(v *db.View) (err error) {
		p, err = intake.Make(v, t, a)
		return err
	})
	return p
}

// says puts what becomes of each row into a line.
func says(p *intake.Plan) (out []string) {
	for _, r := range p.Rows {
		unit, listed := p.Place(r)
		s := fmt.Sprintf("%d %s %s", r.Number, r.State, r.Name)
		switch {
		case r.State == intake.Refused:
			s += ": " + r.Why()
		case listed != "":
			s += " < [" + listed + "]"
		default:
			s += " < " + unit
		}
		if r.State == intake.Taken {
			s += " " + r.Kind + " " + r.From.String()
		}
		if len(r.Notes) > 0 {
			s += " (" + strings.Join(r.Notes, " ") + ")"
		}
		out = append(out, s)
	}
	return out
}

func compare(t *testing.T, p *intake.Plan, want ...string) {
	t.Helper()
	got := says(p)
	for i := range max(len(got), len(want)) {
		g, w := "(nothing)", "(nothing)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if !strings.HasPrefix(g, w) || w == "" {
			t.Errorf("row %d:\n got %s\nwant %s", i, g, w)
		}
	}
}

var under = intake.Answers{Under: "hp", Number: "12/QĐ-LĐLĐ", Date: day.Must("2026-10-01"), Issuer: "LĐLĐ TP Hải Phòng", Effective: day.Must("2026-10-15")}

// One list with everything that goes wrong in lists: each row says what becomes of it, and why.
func TestPlan(t *testing.T) {
	k := union(t)
	p := plan(t, k, under, csv(t,
		";;;;",
		"LIÊN ĐOÀN LAO ĐỘNG;;;;",
		"DANH SÁCH CÔNG ĐOÀN CƠ SỞ;;;;",
		"STT;Tên CĐCS;Trực thuộc;Mã số;Ngày thành lập",
		"1;2;3;4;5",
		"1;CÔNG ĐOÀN CÔNG TY TNHH ABC;CĐ phường An Dương;001;01/07/2026",
		"2;CĐCS Công ty Xyz;cong doan phuong an duong;002;",
		"3;CĐCS Công ty TNHH Toto;Công đoàn phường Hồng Bàng;0007;",
		"4;CĐCS Trường Mầm non Hoa Sen;Công đoàn xã Tân Lập;;",
		"5;CĐCS Nhà máy Đèn;LĐLĐ quận Hồng Bàng;;",
		"6;CĐCS Công ty Bút;Công đoàn phường An Dươg;;",
		"7;CĐCS Công ty Mực;Công đoàn phường An Đông;;",
		"8;CĐCS Công ty Vở;Công đoàn phường Không Có;;",
		"9;;Công đoàn phường An Dương;;",
		"10;CĐCS Công ty ABC Hai;Công đoàn phường An Dương;001;31/02/2026",
		"11;Công đoàn cơ sở Công ty Xyz;CĐ phường An Dương;;",
		"12;Công đoàn xã Mới;;;",
		"13;CĐCS Công ty Gốm;Công đoàn xã Mới;#REF!;46000",
		"14;CĐCS C?ng ty M?t;Công đoàn phường An Dương;;28/02/1900",
		"15;CĐCS Công ty Cổ;Công đoàn phường An Dương;;05/05/1998",
		"16;CĐCS Công ty Toto Hai;Công đoàn phường An Dương;0007;2015",
		"17;CĐCS Công ty Mình;CĐCS Công ty Mình;;",
		"18;CĐCS Vòng Một;CĐCS Vòng Hai;;",
		"19;CĐCS Vòng Hai;CĐCS Vòng Một;;",
		"20;CĐCS Dưới Vòng;CĐCS Vòng Một;;",
		"Tổng cộng;;;;",
		";NGƯỜI LẬP BIỂU;;;",
	))
	compare(t, p,
		"6 taken Công đoàn Công ty TNHH ABC < ad base 2026-07-01",
		"7 taken CĐCS Công ty Xyz < ad base 2026-10-15",
		"8 existing CĐCS Công ty TNHH Toto < hb (Đã có, bỏ qua.)",
		"9 refused CĐCS Trường Mầm non Hoa Sen: Trực thuộc: Có 2 đơn vị cùng tên “Công đoàn xã Tân Lập”. Hãy chọn đúng đơn vị.",
		"10 refused CĐCS Nhà máy Đèn: Trực thuộc: Chưa chắc “LĐLĐ quận Hồng Bàng” là đơn vị nào; gần nhất là “Công đoàn phường Hồng Bàng”.",
		"11 refused CĐCS Công ty Bút: Trực thuộc: Chưa chắc “Công đoàn phường An Dươg” là đơn vị nào; gần nhất là “Công đoàn phường An Dương”.",
		"12 refused CĐCS Công ty Mực: Trực thuộc: “Công đoàn phường An Đông” nằm ngoài phạm vi Liên đoàn Lao động thành phố Hải Phòng.",
		"13 refused CĐCS Công ty Vở: Trực thuộc: Không có đơn vị cấp trên nào tên “Công đoàn phường Không Có”.",
		"14 refused : Tên CĐCS: Thiếu tên đơn vị.",
		"15 refused CĐCS Công ty ABC Hai: Ngày thành lập: Không có ngày 31/02/2026",
		"16 refused Công đoàn cơ sở Công ty Xyz: Tên CĐCS: Trùng với dòng 7",
		"17 taken Công đoàn xã Mới < hp commune 2026-10-15",
		"18 refused CĐCS Công ty Gốm: Mã số: Công thức trong ô bị lỗi (#REF!).",
		"19 refused CĐCS C?ng ty M?t: Tên CĐCS: Chữ trong ô bị mất dấu không khôi phục được (“CĐCS C?ng ty M?t”). Hãy xin bản gốc",
		"20 taken CĐCS Công ty Cổ < ad base 2025-07-01 (Thành lập 05/05/1998, trước khi có Công đoàn phường An Dương (01/07/2025): ghi vào cây tổ chức từ 01/07/2025.)",
		"21 refused CĐCS Công ty Toto Hai: Ngày thành lập: Chỉ có năm 2015, thiếu ngày và tháng.",
		"22 refused CĐCS Công ty Mình: Trực thuộc: Đơn vị không thể là cấp trên của chính mình.",
		"23 refused CĐCS Vòng Một: Trực thuộc: Các dòng làm cấp trên của nhau thành vòng kín.",
		"24 refused CĐCS Vòng Hai: Trực thuộc: Các dòng làm cấp trên của nhau thành vòng kín.",
		"25 refused CĐCS Dưới Vòng: Trực thuộc: Đơn vị cấp trên ở dòng 23 chưa nhận được.",
	)
	if p.Head != 5 || p.Skipped != 2 || p.Rows[0].Was() != "CÔNG ĐOÀN CÔNG TY TNHH ABC" {
		t.Errorf("head %d, skipped %d, was %q", p.Head, p.Skipped, p.Rows[0].Was())
	}
	if w := p.Rows[13].Why(); !strings.Contains(w, "1929") == strings.Contains(w, "1900") {
		t.Error(w)
	}
	// Answered, the same rows are taken.
	a := under
	a.Parents = map[string]org.UnitID{}
	for _, above := range p.Parents {
		if above.Asks() && len(above.Choices) > 0 {
			a.Parents[above.Key] = above.Choices[0].Unit
		}
	}
	if len(a.Parents) != 3 {
		t.Fatalf("asked: %+v", p.Parents)
	}
	again := plan(t, k, a, csv(t, "Tên;Cấp trên", "CĐCS Trường Mầm non Hoa Sen;Công đoàn xã Tân Lập", "CĐCS Nhà máy Đèn;LĐLĐ quận Hồng Bàng", "CĐCS Công ty Bút;Công đoàn phường An Dươg"))
	compare(t, again, "2 taken CĐCS Trường Mầm non Hoa Sen < tl", "3 taken CĐCS Nhà máy Đèn < hb", "4 taken CĐCS Công ty Bút < ad")
	for _, above := range again.Parents {
		if !above.Chosen {
			t.Errorf("not told that it was chosen: %+v", above)
		}
	}
	a.Parents[again.Parents[0].Key] = intake.Out
	compare(t, plan(t, k, a, csv(t, "Tên;Cấp trên", "CĐCS Trường Mầm non Hoa Sen;Công đoàn xã Tân Lập")), "2 refused CĐCS Trường Mầm non Hoa Sen: Cấp trên: Bạn đã chọn không nhận")
}

// Headings are found under any spelling, in old fonts, in two rows, below other rows; what is not known is left out.
func TestHeadings(t *testing.T) {
	k := union(t)
	for name, c := range map[string]struct {
		table *sheet.Table
		want  string
	}{
		"usual":      {csv(t, "STT;Tên đơn vị;Đơn vị cấp trên;Loại hình;Mã;Tên viết tắt;Ngày thành lập;Số quyết định;Địa chỉ;Số đoàn viên;Số lao động", "1;A B C;;;;;;;;;"), "ordinal name parent kind code short founded paper address members workers"},
		"capitals":   {csv(t, "TT,TÊN CĐCS,TRỰC THUỘC (*),GHI CHÚ", "1,A B,,"), "ordinal name parent "},
		"no marks":   {csv(t, "ten don vi;cong doan cap tren truc tiep co so;ma", "A B;;"), "name parent code"},
		"old font":   {csv(t, "Tªn ®¬n vÞ;Trùc thuéc;M· sè", "C«ng ®oµn A;;"), "name parent code"},
		"VNI":        {csv(t, "Teân ñôn vò;Tröïc thuoäc", "A B;"), "name parent"},
		"loosely":    {csv(t, "Tên đơn vị theo quyết định;Trực thuộc công đoàn nào", "A B;"), "name parent"},
		"twice":      {csv(t, "Tên đơn vị;Tên;Ghi chú", "A B;;"), "name  "},
		"not known":  {csv(t, "Ho ten;Tên đơn vị;Lương", "x;A B;3"), " name "},
		"two rows":   {grouped(), "ordinal name code parent"},
		"quite late": {csv(t, append(slices.Repeat([]string{"x;y"}, 30), "Tên đơn vị;Mã", "A B;1")...), "name code"},
	} {
		p := plan(t, k, under, c.table)
		var got []string
		for _, col := range p.Columns {
			got = append(got, string(col.Field))
		}
		if s := strings.Join(got, " "); s != c.want || len(p.Rows) != 1 {
			t.Errorf("%s: %q, want %q, %d rows", name, s, c.want, len(p.Rows))
		}
	}
	a := under
	a.Columns = map[int]intake.Field{0: intake.NotTaken, 1: intake.Name}
	if p := plan(t, k, a, csv(t, "Tên;Nơi", "x;Công đoàn B")); p.Rows[0].Name != "Công đoàn B" {
		t.Errorf("chosen columns: %+v", p.Rows)
	}
}

// grouped has a heading of two rows with merged cells, as offices like them.
func grouped() *sheet.Table {
	c := func(texts ...string) (out []sheet.Cell) {
		for _, s := range texts {
			k := sheet.Words
			if s == "" {
				k = sheet.Empty
			}
			out = append(out, sheet.Cell{Text: s, Kind: k})
		}
		return out
	}
	return &sheet.Table{Name: "Phụ lục", Rows: []sheet.Row{{Number: 3, Cells: c("TT", "Công đoàn cơ sở", "", "Cấp trên")}, {Number: 4, Cells: c("", "Tên", "Mã", "")},
		{Number: 5, Cells: c("(1)", "(2)", "(3)", "(4)")}, {Number: 6, Cells: c("1", "CĐCS A", "001", "")}},
		Merged: []sheet.Area{{Top: 3, Bottom: 4}, {Top: 3, Bottom: 3, Left: 1, Right: 2}, {Top: 3, Bottom: 4, Left: 3, Right: 3}}}
}

// Old fonts are told, with a sample before and after; somebody may say otherwise.
func TestEncodings(t *testing.T) {
	k := union(t)
	table := csv(t, "Tên;Cấp trên", "C«ng ®oµn C«ng ty §Ìn;Công đoàn phường An Dương", "C«ng ®oµn C«ng ty Bót;Công đoàn phường An Dương", "Công đoàn Công ty Mực Việt;")
	p := plan(t, k, under, table)
	columns, _ := p.Unsure()
	if len(columns) != 1 || columns[0].Field != intake.Name || columns[0].Encoding != oldfont.TCVN3 || columns[0].Finding.After != "Công đoàn Công ty Đèn" || len(columns[0].Finding.Other) != 1 {
		t.Fatalf("%+v", columns)
	}
	compare(t, p, "2 taken Công đoàn Công ty Đèn < ad", "3 taken Công đoàn Công ty Bút < ad", "4 taken Công đoàn Công ty Mực Việt < hp")
	a := under
	a.Encodings = map[int]oldfont.Encoding{0: oldfont.TCVN3}
	if columns, _ := plan(t, k, a, table).Unsure(); len(columns) != 0 {
		t.Errorf("confirmed, asked again: %+v", columns)
	}
	a.Encodings[0] = oldfont.Unicode
	compare(t, plan(t, k, a, table), "2 taken C«ng ®oµn C«ng ty §Ìn < ad", "3 taken C«ng", "4 taken Công đoàn Công ty Mực Việt")
}

func TestRefusedTables(t *testing.T) {
	k := union(t)
	for name, c := range map[string]struct {
		table *sheet.Table
		a     intake.Answers
		want  string
	}{
		"no heading": {csv(t, "a;b", "c;d"), under, "dòng tiêu đề"},
		"no rows":    {csv(t, "Tên đơn vị;Mã"), under, "không có dòng nào"},
		"nothing":    {&sheet.Table{}, under, "không có gì"},
		"no name":    {csv(t, "Tên đơn vị;Mã", "a;b"), intake.Answers{Under: "hp", Columns: map[int]intake.Field{0: intake.NotTaken}}, "tên đơn vị"},
		"nowhere":    {csv(t, "Tên đơn vị;Mã", "a;b"), intake.Answers{Under: "none"}, "đang hoạt động"},
		"ended":      {csv(t, "Tên đơn vị;Mã", "a;b"), intake.Answers{Under: "q"}, "nay là Công đoàn phường Hồng Bàng (mã hb)"},
	} {
		k.See(func(v *db.View) error {
			if _, err := intake.Make(v, c.table, c.a); fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Text(err), c.want) {
				t.Errorf("%s: %v", name, err)
			}
			return nil
		})
	}
}

func listed(t *testing.T, k *testkit.House, a intake.Answers) (id string) {
	t.Helper()
	k.Do(intake.Keeping, "hp", func(tx *db.Tx) (err error) {
		id, err = intake.Keep(tx, intake.List{Unit: "hp", Name: "danh-sach.xlsx", File: strings.Repeat("a", 64)})
		return err
	})
	k.Do(intake.Answering, id, func(tx *db.Tx) error { return intake.Answer(tx, id, a) })
	return id
}

func names(k *testkit.House, d string) map[string]string {
	out := map[string]string{}
	k.See(func(v *db.View) error {
		tree, err := org.TreeOn(v, org.UnionLine, day.AsOf{Day: day.Must(d)})
		if err != nil {
			return err
		}
		h := tree.History()
		for p := range int32(tree.Len()) {
			i := tree.At(p)
			if up, ok := tree.Parent(i); ok {
				out[h.Name(i, tree.AsOf())] = h.Name(up, tree.AsOf())
			}
		}
		return nil
	})
	return out
}

// A list is taken in as one act, once, with parents in any order; taken back as one, after which it may be taken in again.
func TestTakeAndUndo(t *testing.T) {
	k := union(t)
	before := names(k, "2026-11-02")
	id := listed(t, k, under)
	table := csv(t, "Tên;Cấp trên;Ngày thành lập", "CĐCS Một;Công đoàn xã Mới;01/03/2026", "Công đoàn xã Mới;;01/02/2026", "CĐCS Hai;Công đoàn xã Mới;")
	p := plan(t, k, under, table)
	take := func() error {
		return k.Try(intake.Taking, id, func(tx *db.Tx) error { return intake.Take(tx, id, p, nil) })
	}
	if err := take(); err != nil {
		t.Fatal(err)
	}
	after := names(k, "2026-11-02")
	if len(after) != len(before)+3 || after["CĐCS Một"] != "Công đoàn xã Mới" || after["Công đoàn xã Mới"] != "Liên đoàn Lao động thành phố Hải Phòng" {
		t.Errorf("%v", after)
	}
	if early := names(k, "2026-02-15"); early["Công đoàn xã Mới"] == "" || early["CĐCS Một"] != "" {
		t.Errorf("in February: %v", early)
	}
	if err := take(); fault.KindOf(err) != fault.Conflict {
		t.Errorf("twice: %v", err)
	}
	// The same file sent again has nothing to take.
	for _, s := range says(plan(t, k, under, table)) {
		if !strings.Contains(s, "existing") {
			t.Error(s)
		}
	}
	undo := func() error { return k.Try(intake.Undoing, id, func(tx *db.Tx) error { return intake.Undo(tx, id) }) }
	if err := undo(); err != nil {
		t.Fatal(err)
	}
	if now := names(k, "2026-11-02"); !maps.Equal(now, before) {
		t.Errorf("after the undo: %v, want %v", now, before)
	}
	if err := undo(); fault.KindOf(err) != fault.Conflict {
		t.Errorf("undone twice: %v", err)
	}
	k.See(func(v *db.View) error {
		all, err := intake.Of(v, "tld", 10)
		if len(all) != 1 || all[0].End == nil || all[0].End.Taken != 3 || all[0].End.Undone == 0 {
			t.Errorf("%+v", all)
		}
		if all, _ := intake.Of(v, "hy", 10); len(all) != 0 {
			t.Errorf("another federation sees %v", all)
		}
		return err
	})
	p = plan(t, k, under, table)
	if err := take(); err != nil {
		t.Errorf("once more after the undo: %v", err)
	}
}

// What was recorded later and needs the units keeps the list from being taken back, and says so.
func TestUndoTooLate(t *testing.T) {
	k := union(t)
	id := listed(t, k, under)
	p := plan(t, k, under, csv(t, "Tên;Cấp trên", "Công đoàn xã Mới;"))
	k.Do(intake.Taking, id, func(tx *db.Tx) error { return intake.Take(tx, id, p, nil) })
	k.Write(func(tx *db.Tx) error {
		hits, err := org.Search(&tx.View, "Công đoàn xã Mới", org.Today(&tx.View), 1)
		if err != nil {
			return err
		}
		_, err = org.Found(tx, org.Unit{Name: "CĐCS Về Sau", Kind: "base", Parent: hits[0].Unit}, on("2026-10-20"))
		return err
	})
	err := k.Try(intake.Undoing, id, func(tx *db.Tx) error { return intake.Undo(tx, id) })
	if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Text(err), "đã có việc khác dựa vào") || !strings.Contains(fault.Text(err), "CĐCS Về Sau") {
		t.Error(err)
	}
}

// Nobody takes a list in elsewhere, or without a decision, or with nothing in it.
func TestLeave(t *testing.T) {
	k := union(t)
	id := listed(t, k, under)
	p := plan(t, k, under, csv(t, "Tên", "CĐCS A B"))
	for name, role := range map[string]struct {
		role access.Role
		unit string
		may  bool
	}{"officer": {access.FederationOfficer, "hp", true}, "elsewhere": {access.FederationOfficer, "hy", false}, "a chair": {access.UnitOfficer, "hp", false}, "inspector": {access.Inspector, "tld", false}} {
		err := k.Grant(name, role.role, role.unit).Try(intake.Answering, id, func(tx *db.Tx) error { return intake.Answer(tx, id, under) })
		if (err == nil) != role.may {
			t.Errorf("%s: %v", name, err)
		}
	}
	for field, a := range map[string]intake.Answers{"number": {Date: 1, Effective: 1}, "date": {Number: "1", Effective: 1}, "effective": {Number: "1", Date: 1}} {
		id := listed(t, k, a)
		if err := k.Try(intake.Taking, id, func(tx *db.Tx) error { return intake.Take(tx, id, p, nil) }); fault.Field(err) != field {
			t.Errorf("without %s: %v", field, err)
		}
	}
	nothing := plan(t, k, under, csv(t, "Tên;Mã;Cấp trên", "x;;Không đâu cả"))
	if err := k.Try(intake.Taking, id, func(tx *db.Tx) error { return intake.Take(tx, id, nothing, nil) }); !strings.Contains(fmt.Sprint(err), "Không có dòng nào để nhập") {
		t.Error(err)
	}
	if _, err := func() (l intake.List, err error) {
		k.See(func(v *db.View) error { l, err = intake.Get(v, "none"); return nil })
		return
	}(); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

// The file of errors holds the rows as they came, readable, with the reason; mended, it is a list again.
func TestErrorFile(t *testing.T) {
	k := union(t)
	p := plan(t, k, under, csv(t, "Tên;Mã;Cấp trên", "C«ng ®oµn C«ng ty §Ìn;001;Không Đâu", "CĐCS Được;002;"))
	var b bytes.Buffer
	if err := p.Errors(&b, sheet.XLSX); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	tab, err := book.Table(0)
	if err != nil || len(tab.Rows) != 2 || tab.Rows[1].Cell(0).Text != "Công đoàn Công ty Đèn" || tab.Rows[1].Cell(1).Text != "001" || !strings.Contains(tab.Rows[1].Cell(3).Text, "Dòng 2: Cấp trên:") {
		t.Errorf("%+v %v", tab, err)
	}
	b.Reset()
	if err := intake.Template(&b); err != nil {
		t.Fatal(err)
	}
	if book, err = sheet.Open(bytes.NewReader(b.Bytes()), int64(b.Len())); err != nil {
		t.Fatal(err)
	}
	tab, err = book.Table(0)
	if err != nil {
		t.Fatal(err)
	}
	if p := plan(t, k, under, tab); p.Count(intake.Taken) != 2 || len(p.Columns) != 7 {
		t.Errorf("the template: %v", says(p))
	}
}
