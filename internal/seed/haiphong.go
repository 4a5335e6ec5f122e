package seed

import (
	"strconv"
	"strings"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// haiPhong2026 tells of the run at twelve parks on 1 February 2026: more than 22.000 people in all, as published; how many at which
// park was never published, so the parts are invented, each a lower bound, and say so.
func (s *story) haiPhong2026() {
	hp := merged("31")
	s.on("2026-01-12")
	s.as("chau")
	on := day.Of(2026, 2, 1)
	c := ""
	s.do(campaign.Creating, hp, func(tx *db.Tx) (err error) {
		c, err = campaign.Create(tx, campaign.Campaign{ID: "chay-haiphong-2026", Kind: "run", Owner: hp, Period: day.Month(2026, 2),
			Words: campaign.Words{Name: "Những bước chân khỏe đẹp", Accent: "luc",
				Summary: "Giải chạy tập thể tại 12 điểm cầu khu công nghiệp. Công bố: hơn 22 nghìn người; số từng điểm là " + Illustrative + "."}})
		return err
	})
	var sites [][]string
	for _, r := range rows(parksCSV) {
		if r[4] != "0" {
			sites = append(sites, r)
		}
	}
	central, linked := "", []string(nil)
	s.do(activity.Planning, c, func(tx *db.Tx) (err error) {
		central, err = activity.Create(tx, c, activity.Plan{Name: "Điểm cầu trung tâm " + sites[0][1], Day: on, Place: sites[0][0], Unit: hp})
		return err
	})
	s.do(activity.Linking, central, func(tx *db.Tx) (err error) {
		var plans []activity.Plan
		for _, r := range sites[1:] {
			plans = append(plans, activity.Plan{Name: "Điểm cầu " + r[1], Place: r[0], Unit: hp})
		}
		linked, err = activity.Link(tx, central, plans)
		return err
	})
	from := activity.Draft
	for _, to := range []activity.State{activity.Agreed, activity.Announced, activity.Open} {
		s.do(activity.VerbTo(to), central, func(tx *db.Tx) error {
			return activity.Advance(tx, central, activity.Step{From: from, To: to, Because: activity.Because{Reason: "Theo kế hoạch giải chạy"}, Made: neverMade})
		})
		from = to
	}
	if s.err != nil {
		return
	}
	s.on("2026-02-01")
	ids := append([]string{central}, linked...)
	for i, r := range sites {
		s.do(activity.Starting, ids[i], func(tx *db.Tx) error {
			return activity.Advance(tx, ids[i], activity.Step{From: activity.Open, To: activity.Running})
		})
		total, err := strconv.ParseInt(r[4], 10, 64)
		if err != nil {
			s.err = err
			return
		}
		units := strings.Split(r[5], "|")
		shares, err := campaign.SplitEvenly(total, len(units))
		if err != nil {
			s.err = err
			return
		}
		for k, u := range units {
			s.enter(at(ids[i], u, ledger.Counted, report.Paper{Number: "Phiếu đếm của điểm cầu, " + Illustrative, Date: on, Signers: "Nguyễn Văn Đếm; Trần Thị Kiểm"}).
				atLeast("run.runners", shares[k], Illustrative))
		}
		s.do(activity.Closing, ids[i], func(tx *db.Tx) error {
			return activity.Advance(tx, ids[i], activity.Step{From: activity.Running, To: activity.ClosedProvisional})
		})
	}
	s.publish(report.Claim{Campaign: c, Unit: hp, Indicator: "run.runners", Period: day.Period{From: on, To: on}, Quantity: ledger.AtLeast(22000),
		Printed: "hơn 22 nghìn người", Source: "Tin đã đăng ngày 01/02/2026"})
}

// members tells how many members the new federation had, as published.
func (s *story) members() {
	s.on("2026-01-15")
	s.as("chau")
	const news = "Tin tổng kết năm 2025 của Công đoàn Hải Phòng"
	s.enter(told("", merged("31"), "2025-07-01", news).of("member.members", 595458, "Giữa năm 2025"))
	s.enter(told("", merged("31"), "2025-12-31", news).of("member.members", 619015, "Cuối năm 2025"))
}
