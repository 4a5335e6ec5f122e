package seed

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/task"
)

// laiChau2021 tells of letter 610/LĐLĐ: its basis, whom it went to, what it asks, the campaign that came of it.
func (s *story) laiChau2021() {
	province := federation("12")
	s.on("2020-10-05")
	s.as("seo")
	s.do(dispatch.Registering, province, func(tx *db.Tx) error {
		_, err := dispatch.Register(tx, dispatch.Dispatch{Direction: dispatch.In, Number: "204/KH-BCĐ", Date: day.Of(2020, 10, 2), Owner: province,
			Issuer:  "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Lai Châu",
			Subject: "Tổ chức Hành trình đỏ lần thứ IX năm 2021 và Giọt hồng Sông Đà lần thứ IV tỉnh Lai Châu"})
		return err
	})
	s.on("2021-01-18")
	letter := ""
	s.do(dispatch.Registering, province, func(tx *db.Tx) (err error) {
		letter, err = dispatch.Register(tx, dispatch.Dispatch{Direction: dispatch.Out, Number: "610/LĐLĐ", Date: day.Of(2021, 1, 18), Owner: province,
			Issuer: "Liên đoàn Lao động tỉnh Lai Châu", IssuerUnit: province, ParentBody: "Tổng Liên đoàn Lao động Việt Nam", Place: "Lai Châu",
			Subject:     "Tuyên truyền thực hiện Hành trình đỏ lần thứ IX năm 2021, Giọt hồng Sông Đà lần thứ IV tỉnh Lai Châu",
			SignerTitle: "TM. BAN THƯỜNG VỤ, PHÓ CHỦ TỊCH",
			Recipients: []dispatch.Recipient{
				{Text: "LĐLĐ các huyện, thành phố", Kinds: []string{"district"}},
				{Text: "Công đoàn ngành, Công đoàn Viên chức tỉnh", Kinds: []string{"local_sector", "civil_servants"}},
				{Text: "CĐCS Trung ương đóng trên địa bàn tỉnh", Kinds: []string{org.Grassroots}, Direct: true},
			},
			Copies: dispatch.To("Tổng Liên đoàn LĐVN (B/c)", "BCĐ vận động HMTN tỉnh (B/c)", "Hội Chữ thập đỏ tỉnh", "Lưu: VP, CSPL&QHLĐ"),
			Cites:  []dispatch.Cite{{Number: "204/KH-BCĐ", Date: day.Of(2020, 10, 2), Issuer: "Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Lai Châu"}}})
		return err
	})
	s.do(campaign.Creating, province, func(tx *db.Tx) error {
		_, err := campaign.Create(tx, campaign.Campaign{ID: "laichau-2021", Kind: "blood", Owner: province, Period: day.Year(2021), Dispatch: letter,
			Words: campaign.Words{Name: "Giọt hồng Sông Đà lần thứ IV", Accent: "son",
				Summary: "Hưởng ứng Hành trình đỏ lần thứ IX năm 2021 tại Lai Châu. Nguồn chưa nêu kết quả từng đợt."}})
		return err
	})
	for _, t := range []task.Task{
		{Cause: "mục 1", Title: "Quán triệt kế hoạch 204/KH-BCĐ, tuyên truyền đến đoàn viên, người lao động", Due: day.Of(2021, 2, 26)},
		{Cause: "mục 2", Title: "Chỉ đạo công đoàn cơ sở vận động hiến máu, hoàn thành và vượt chỉ tiêu của Ban Chỉ đạo tỉnh", Due: day.Of(2021, 12, 31)},
		{Cause: "mục 3", Title: "Phối hợp với Hội Chữ thập đỏ, cơ sở y tế; bảo đảm an toàn, phòng chống dịch", Due: day.Of(2021, 12, 31)},
		{Cause: "báo cáo", Title: "Báo cáo kết quả về LĐLĐ tỉnh qua Ban Chính sách pháp luật và Quan hệ lao động", Recurrence: task.AfterEach},
	} {
		s.do(task.Giving, province, func(tx *db.Tx) error {
			t.Giver, t.Cause = province, "dispatch/"+letter+" "+t.Cause
			_, err := task.Give(tx, t, "lc-tp", "lc-tamduong", "lc-phongtho", "lc-sinho", "lc-namnhun", "lc-muongte", "lc-tanuyen", "lc-thanuyen",
				"lc-giaoduc", "lc-vc", "lc-tw1", "lc-tw2")
			return err
		})
	}
}
