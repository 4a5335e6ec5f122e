package ui

import "fmt"

// sampleSideTree is a tree for a narrow column: a name and a bar.
func sampleSideTree(i int) TreeTable {
	t := TreeTable{ID: "side", Label: "Đạt theo đơn vị", Columns: []Column{{Label: "Đạt", Num: true}}, Empty: &Empty{Icon: "network", Title: "Chưa có đơn vị nào"}}
	names := [][]string{nil, {"KCN Hồ Sen", "Điện tử Sao Mai", "Dệt kim Hồ Sen", "KCN Sông Trăng", "KCN Đồi Chè"}, {longUnit, longUnit, longWord, "KCN A", "KCN B"}}[i]
	for j, n := range names {
		r := TreeRow{ID: fmt.Sprint("side", j), Level: 1, Name: n, Href: "/units/x", Kids: 3, Load: "/units/x/rows", Here: "?open=x", Cells: []Cell{{Body: Bar{Got: int64(150 - 20*j), Target: 100, Mini: true}}}}
		if j == 1 || j == 2 {
			r.Level, r.Kids = 2, 0
		}
		r.Open = j == 0
		t.Rows = append(t.Rows, r)
	}
	return t
}

func tableSamples() []Exhibit {
	const here = "/figures/x"
	n := func(v int64) Figure { return Figure{Quantity: Exactly(v), Href: here} }
	drive := func(i int, date, place string, target int64, v ...int64) Drive {
		d := Drive{Name: fmt.Sprintf("Đợt %d", i), Href: "/activities/x", Date: date, Place: place, Target: target}
		for _, x := range v {
			d.Figures = append(d.Figures, n(x))
		}
		return d
	}
	total := drive(0, "", "", 1200, 1572, 1401, 1265)
	total.Name = "Cộng"
	columns := []string{"Đăng ký", "Đến", "Đơn vị máu"}
	worst := Drive{Name: longLine, Href: "/x", Date: "01/01/2024 – 31/12/2026", Place: longUnit, State: &Chip{Label: "Hoãn theo Thông báo 14/TB-LĐLĐ", Tone: Warn}, Target: 999_999_999_999,
		Figures: []Figure{{Quantity: AtLeast(22000), Href: here, Provisional: "tạm tính"}, {Quantity: Exactly(0)}, {Quantity: Exactly(999_999_999_999), Href: here}}}

	heads := []Column{{Label: "Máu", Num: true}, {Label: "Chỉ tiêu", Num: true}, {Label: "Đạt"}}
	row := func(id string, level int, name, note string, kids int, open bool, got, target int64) TreeRow {
		return TreeRow{ID: id, Level: level, Name: name, Note: note, Href: "/units/" + id, Kids: kids, Open: open, Load: "/units/" + id + "/rows", Here: "?open=" + id,
			Cells: []Cell{{Body: n(got)}, {Text: Int(target)}, {Body: Bar{Got: got, Target: target, Mini: true}}}}
	}
	tree := []TreeRow{
		row("hs", 1, "KCN Hồ Sen", "", 2, true, 560, 500), row("sm", 2, "Điện tử Sao Mai", "", 0, false, 320, 250), row("dk", 2, "Dệt kim Hồ Sen", "", 0, false, 240, 250),
		row("st", 1, "KCN Sông Trăng", "", 9, false, 263, 250), row("bd", 1, "KCN Bến Đá", "", 6, false, 180, 150), row("dc", 1, "KCN Đồi Chè", "", 5, false, 119, 150)}
	var deep []TreeRow
	for i := range 8 {
		deep = append(deep, row(fmt.Sprint("deep", i), i+1, longUnit, "giải thể 01/07/2025, số liệu đứng ở cấp trên", 1200, i < 7, 999_999_999_999, 1))
	}
	deep = append(deep, TreeRow{ID: "rest", Level: 1, Name: "Không phân bổ được", Note: "chia tách không kèm tỷ lệ", Named: true, Cells: []Cell{{Body: Figure{Quantity: AtLeast(41), Href: here}}}})

	plain := []Column{{Label: "Chỉ số", Wide: true}, {Label: "Đơn vị tính"}, {Label: "Số liệu", Num: true}}
	share := func(field, name, value string) ShareRow {
		return ShareRow{Name: name, Href: "/units/x", Field: field, Value: value, Before: []Cell{{Body: n(120)}}, After: []Cell{{Text: "chờ xác nhận"}}}
	}
	shares := Shares{ID: "shares", Label: "Phần chia", Action: "/x", Balance: Balance{Whole: 1200, Given: 900, Kept: 100, Of: "đơn vị máu", Keep: &Field{Name: "keep", Label: "Dự phòng giữ lại", Value: "100"}},
		Typed: Column{Label: "Chỉ tiêu"}, Before: []Column{{Label: "Năm trước", Num: true}}, After: []Column{{Label: "Trả lời"}},
		Rows: []ShareRow{share("u-1", "CĐCS TOTO", "500"), share("u-2", "CĐCS Sews-Components", "400")}, Fields: []Field{{Name: "reason", Label: "Lý do"}}, Then: &Link{Label: "Ghi và sang trang sau", Href: "/x?after=2"}}
	none, crowded := shares, shares
	none.ID, none.Label, none.Rows, none.Balance = "none", "Phần chia, trống", nil, Balance{Whole: 10, Of: "người"}
	crowded.ID, crowded.Label, crowded.Balance.Given, crowded.Balance.Whole = "crowded", "Phần chia, xấu nhất", 1_999_999_999_999, 999_999_999_999
	crowded.Rows = []ShareRow{{Name: longUnit, Note: longLine, Sub: []Link{{"Chia tiếp", "/x"}}, Field: "u-3", Value: "một nghìn", Problem: "Không đọc được “một nghìn”. Hãy ghi con số.", Changed: true, Tone: Warn},
		{Name: longUnit, Value: "999.999.999.999", Was: "đang giao 1"}}

	return []Exhibit{
		{Name: "Shares", Says: "Một số lớn chia cho nhiều nơi: gõ từng ô, phần đã chia và còn mở tính ngay khi gõ.", Samples: samples(none, shares, crowded)},
		{Name: "Table", Says: "Hàng và cột; trên điện thoại cuộn trong khung, cột đầu đứng yên.", Samples: samples(
			Table{Label: "Bảng trống", Columns: plain, Empty: &Empty{Title: "Chưa có chỉ số nào"}},
			Table{Label: "Chỉ số hiến máu", Columns: plain, Rows: []Row{
				{Cells: []Cell{{Text: "Đăng ký", Href: "/i/1"}, {Text: "người"}, {Body: n(1572)}}},
				{Tone: Warn, Cells: []Cell{{Text: "Đến điểm", Sub: "thiếu 2 đơn vị"}, {Text: "người"}, {Body: n(1401)}}}},
				Foot: &Row{Cells: []Cell{{Text: "Cộng"}, {}, {Text: "–"}}}},
			Group{Table{Label: "Bảng xấu nhất", Columns: append(plain, Column{Label: "Ghi chú"}, Column{Label: "Người ghi"}), Rows: []Row{
				{Tone: Bad, Cells: []Cell{{Text: longUnit, Sub: longLine, Href: "/x"}, {Text: longWord}, {Body: Figure{Quantity: Exactly(999_999_999_999), Of: "đồng", Href: here}}, {Text: "không"}, {Text: "Nguyễn Huỳnh Thượng Nghiễm"}}}},
				More: &More{Href: "/more", Left: 2619, Of: "chỉ số"}},
				Table{Label: "Bảng thẻ", Cards: true, Columns: plain, Rows: []Row{{Cells: []Cell{{Text: longUnit}, {Text: "đồng"}, {Body: n(999_999_999_999)}}}}}})},
		{Name: "DriveTable", Says: "Các đợt của một phong trào, mỗi đợt so với chỉ tiêu.", Samples: samples(
			DriveTable{Label: "Các đợt, trống", Columns: columns, Empty: &Empty{Icon: "droplet", Title: "Chưa có đợt nào", Next: &Button{Label: "Thêm đợt", Href: "/new"}}},
			DriveTable{Label: "Năm đợt hiến máu", Place: "Điểm hiến máu", Columns: columns, Total: &total, Drives: []Drive{
				drive(1, "02/03", "Nhà văn hoá KCN Sông Trăng", 250, 321, 289, 263), drive(2, "05/04", "Công ty May Đồi Chè", 150, 156, 134, 119),
				drive(3, "10/05", "Quảng trường KCN Hồ Sen", 500, 688, 617, 560), drive(4, "07/06", "Công ty Điện tử Cầu Gỗ", 150, 181, 160, 143), drive(5, "28/06", "Trung tâm Văn hoá Bến Đá", 150, 226, 201, 180)}},
			DriveTable{Label: "Các đợt, xấu nhất", Columns: columns, Drives: []Drive{worst, {Name: "Đợt không số"}}, Total: &Drive{Figures: []Figure{{}, {}, {Quantity: AtLeast(1), Href: here}}}})},
		{Name: "TreeTable", Says: "Đơn vị dưới đơn vị; mở tới đâu tải tới đó.", Samples: samples(
			TreeTable{ID: "tree-empty", Label: "Cây trống", Empty: &Empty{Icon: "network", Title: "Chưa có đơn vị nào dưới đây"}},
			TreeTable{ID: "tree-typical", Label: "Theo đơn vị", Columns: heads, Rows: tree},
			TreeTable{ID: "tree-worst", Label: "Cây sâu", Columns: heads, Rows: deep, More: &More{Href: "/units/x/rows?after=200", Left: 2619}})},
		{Name: "Pager", Says: "Trang trước, trang sau.", Samples: samples(Pager{}, Pager{Label: "Trang của bảng", Prev: "?p=1", Next: "?p=3", Text: "51–100 trong 2.819"}, Pager{Next: "?p=2", Text: "1–50 trong 999.999.999.999"})},
	}
}
