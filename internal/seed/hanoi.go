package seed

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// hanoi2023 tells of the launch of Workers' Month 2023 in Nam Từ Liêm, a district that is no more: ten gifts.
func (s *story) hanoi2023() {
	const district = "hn-ntl"
	s.on("2023-04-24")
	s.as("diep")
	c := ""
	s.do(campaign.Creating, district, func(tx *db.Tx) (err error) {
		c, err = campaign.Create(tx, campaign.Campaign{ID: "thang-cong-nhan-2023", Kind: "workersmonth", Owner: district, Period: day.Month(2023, 5),
			Words: campaign.Words{Name: "Tháng Công nhân và Tháng hành động về ATVSLĐ năm 2023", Accent: "dat",
				Summary: "Chủ đề Tháng Công nhân: Kết nối công nhân, xây dựng tổ chức. Phát động tại quận Nam Từ Liêm ngày 9/5/2023."}})
		return err
	})
	id := s.held(c, activity.Plan{Name: "Lễ phát động", Day: day.Of(2023, 5, 9), Place: districtPlace, Unit: district}, "")
	s.enter(at(id, district, ledger.Imported, report.Paper{Number: "Tin đã đăng ngày 9/5/2023"}).of("workersmonth.events", 1, "").
		of("welfare.gifts", 10, "Công nhân, lao động bị tai nạn lao động hoặc có hoàn cảnh khó khăn").of("welfare.recipients", 10, ""))
}
