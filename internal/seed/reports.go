package seed

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/edition"
	"phongtrao/internal/ledger"
)

// address is where the demo's papers say that their figures are opened.
const address = "http://127.0.0.1:8080"

// halfYear2024 closes the parks' report of the first half of 2024, sends it to the federation, which takes it in.
func (s *story) halfYear2024(campaignID string) {
	s.on("2024-07-05")
	about := edition.About{Campaign: campaignID, Unit: hyParks, Period: day.Half(2024, 1)}
	id := s.drafted(about, edition.Words{Number: "15/BC-CĐKCN", Date: day.Of(2024, 7, 5),
		Introduction: "Hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4, Công đoàn các KCN tỉnh đã phối hợp với các doanh nghiệp và cơ sở tiếp nhận máu tổ chức các đợt hiến máu tại khu công nghiệp. Số đơn vị máu theo tin đã công bố; các bước trước đó (đăng ký, đến khám, khám tuyển) là " + Illustrative + ".",
		Assessment:   "Năm đợt hiến máu diễn ra an toàn, tiếp nhận 1.265 đơn vị máu, đạt 105,4% chỉ tiêu năm 2024 (1.200 đơn vị máu).",
		Proposals:    "Đề nghị các doanh nghiệp bố trí ca làm việc để người lao động tham gia đợt 7.\nĐề nghị cơ sở tiếp nhận máu ghi thể tích từng túi trong biên bản giao nhận."})
	if s.err == nil {
		s.err = ledger.Seal(s.ctx, s.h.DB)
	}
	var ready edition.Frozen
	s.see(func(v *db.View) (err error) {
		ready, err = edition.Prepare(v, s.h.Kinds, id, address, nil)
		return err
	})
	s.do(edition.Freezing, id, func(tx *db.Tx) error { return edition.Close(tx, id, ready, "") })
	above := federation("33")
	s.do(edition.Sending, id, func(tx *db.Tx) error { return edition.Send(tx, id, above) })
	s.on("2024-07-08")
	s.do(edition.Accepting, edition.Received(id, above), func(tx *db.Tx) error { return edition.Accept(tx, id, above) })
}

// drafted begins a report.
func (s *story) drafted(a edition.About, w edition.Words) (id string) {
	s.do(edition.Writing, a.Unit, func(tx *db.Tx) (err error) {
		id, err = edition.Begin(tx, s.h.Kinds, a, w)
		return err
	})
	return id
}
