package ui

import "phongtrao/internal/base/day"

func figureSamples() []Exhibit {
	const here = "/figures/x"
	signed := []Evidence{{Kind: "signed", Label: "đã ký", Quantity: 1265}}
	mixed := []Evidence{
		{Kind: "signed", Label: "bệnh viện ký", Quantity: 823, Href: here}, {Kind: "scanned", Label: "quét vé", Quantity: 204},
		{Kind: "counted", Label: "đếm tại chỗ", Quantity: 143}, {Kind: "declared", Label: "đơn vị báo", Quantity: 94}, {Kind: "imported", Label: "nhập từ tệp", Quantity: 1}}
	money := Quantity{Lo: 999_999_999_999, Hi: 999_999_999_999}

	bags := Figure{Label: "Đơn vị máu tiếp nhận", Quantity: Exactly(1265), Of: "đơn vị máu", Href: here, Evidence: signed, Age: "tính đến 14:05 ngày 02/11/2026"}
	drives := []Segment{{"Đợt 1", Exactly(263), here}, {"Đợt 2", Exactly(119), here}, {"Đợt 3", Exactly(560), here}, {"Đợt 4", Exactly(143), here}, {"Đợt 5", Exactly(180), here}}
	funnel := []FunnelStep{{Label: "Đăng ký", Quantity: Exactly(1572), Href: here}, {Label: "Đến điểm", Quantity: Exactly(1401), Href: here, Share: "89%"},
		{Label: "Đủ điều kiện", Quantity: Exactly(1298), Href: here, Share: "93%"}, {Label: "Hiến máu", Quantity: Exactly(1265), Href: here, Share: "97%"}, {Label: "Lần đầu hiến", Quantity: Exactly(412), Href: here, Share: "33%"}}
	worstFunnel := []FunnelStep{{Label: "Đăng ký tham gia qua công đoàn cơ sở", Quantity: AtLeast(22000), Href: here},
		{Label: "Đến điểm", Quantity: Exactly(23401), Href: here, Share: ">100%", Problem: "Đến nhiều hơn đăng ký 1.401 người: ghi rõ vì sao."},
		{Label: "Kinh phí", Quantity: money, Href: here}, {Label: "Không rõ", Quantity: Quantity{0, 10000, false}}}
	var many []Segment
	for i := range 24 {
		many = append(many, Segment{Label: longUnit, Quantity: Quantity{Lo: int64(i*i*37 + 1), Open: i%5 == 0}, Href: here})
	}

	typicalChart := StepChart{Of: "đơn vị máu", Target: 1200, Points: []StepPoint{
		{"Đợt 1", day.Of(2026, 3, 2), 263, 250}, {"Đợt 2", day.Of(2026, 4, 5), 382, 400}, {"Đợt 3", day.Of(2026, 5, 10), 942, 900},
		{"Đợt 4", day.Of(2026, 6, 7), 1085, 1050}, {"Đợt 5", day.Of(2026, 6, 28), 1265, 1200}}}
	worstChart := StepChart{Of: "đồng", Target: 999_999_999_999}
	for i := range 30 {
		worstChart.Points = append(worstChart.Points, StepPoint{longUnit, day.Of(2024, 1, 2+i*i/3), int64(i+1) * 30_123_456_789, int64(i+1) * 33_000_000_000})
	}

	return []Exhibit{
		{Name: "Figure", Says: "Một con số mở được tới bằng chứng. Không có đường dẫn tới lý lịch thì không có số.", Samples: samples(
			Figure{Quantity: Exactly(0), Of: "người"}, bags,
			Group{Figure{Label: "Tiền hỗ trợ", Quantity: money, Of: "đồng", Href: here, Size: Display, Provisional: "chờ 2.819 đơn vị", Evidence: mixed, Age: "cách đây 3 phút"},
				Figure{Label: longUnit, Quantity: AtLeast(22000), Of: "người", Href: here, Size: Tile, Provisional: "tạm tính", Evidence: mixed},
				Figure{Quantity: Quantity{0, 10000, false}, Of: "suất quà", Href: here, Evidence: signed}})},
		{Name: "Tiles", Says: "Các con số cạnh nhau.", Samples: samples(Tiles{},
			Tiles{[]Figure{bags, {Label: "Người tham dự", Quantity: AtLeast(1500), Of: "người", Href: here}, {Label: "Đạt chỉ tiêu", Quantity: Exactly(1200), Href: here}}},
			Tiles{[]Figure{{Label: longUnit, Quantity: money, Of: "đồng", Href: here, Provisional: "chờ 2 đơn vị"}, {Label: "Không nguồn", Quantity: Exactly(3)}, {Quantity: Quantity{180, 220, false}, Href: here}}})},
		{Name: "EvidenceMix", Says: "Số liệu được biết bằng những cách nào.", Samples: samples(EvidenceMix{},
			EvidenceMix{Of: "đơn vị máu", Parts: mixed[:3]},
			EvidenceMix{Of: "đồng", Parts: append([]Evidence{{Kind: "declared", Label: longUnit, Quantity: 999_999_999_999, AtLeast: true, Href: here}}, mixed...)})},
		{Name: "Hero", Says: "Câu trả lời của trang: phần trăm, một câu, một thanh.", Samples: samples(
			Hero{Title: "Kết quả: chưa có", Percent: "0", Got: Figure{Quantity: Exactly(0), Of: "đơn vị máu", Href: here}, Target: 1200, Note: "Chưa có đợt nào được duyệt"},
			Hero{Title: "Kết quả thường gặp", Percent: "105", Got: bags0(bags), Target: 1200, Note: "Vượt chỉ tiêu 65 đơn vị", NoteTone: Good, Segments: drives, Funnel: funnel,
				Fine: "Chỉ tiêu bản 2 của 03/KH-BCĐHMKCN, cả năm 2024, cắt phần lẻ", FineHref: here},
			Group{Hero{Title: "Kết quả không có chỉ tiêu", Got: Figure{Quantity: AtLeast(22000), Of: "người", Href: here, Provisional: "tạm tính", Evidence: mixed}, Funnel: worstFunnel},
				Hero{Title: "Kết quả rất nhiều phần", Percent: "1.234,5", Got: Figure{Quantity: money, Of: "đồng", Href: here}, Target: 1000, Note: longLine, NoteTone: Warn, Fine: longUnit, Segments: many}})},
		{Name: "Funnel", Says: "Các bước nối nhau, bước sau không lớn hơn bước trước.", Samples: samples(Funnel{}, Funnel{funnel}, Funnel{worstFunnel})},
		{Name: "StepChart", Says: "Luỹ kế từng bậc, so với kế hoạch và chỉ tiêu.", Samples: samples(StepChart{}, typicalChart, worstChart)},
		{Name: "Bar", Says: "Thanh nhỏ so với chỉ tiêu.", Samples: samples(Bar{}, Group{Bar{Got: 263, Target: 250}, Bar{Got: 119, Target: 150}, Bar{Got: 3, Target: 4, Mini: true}},
			Group{Bar{Got: 999_999_999_999, Target: 1}, Bar{Got: 0, Target: 0}, Bar{Got: -5, Target: 10}})},
	}
}

func bags0(f Figure) Figure { return Figure{Quantity: f.Quantity, Of: f.Of, Href: f.Href} }
