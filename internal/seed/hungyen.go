package seed

import (
	"fmt"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
)

const hyParks org.UnitID = "hy-kcn"

// Who takes the blood and signs for the bags, in turn.
var bloodCentres = []string{"Viện Huyết học - Truyền máu Trung ương", "Bệnh viện Hữu nghị Việt Đức"}

// plan registers the year's plan of the parks' blood committee and opens the campaign that it causes.
func (s *story) plan(year int, number, dated, subject, name, summary string, target int64) (campaignID string) {
	d := ""
	if number != "" {
		s.do(dispatch.Registering, hyParks, func(tx *db.Tx) (err error) {
			d, err = dispatch.Register(tx, dispatch.Dispatch{Direction: dispatch.In, Number: number, Date: day.Must(dated), Owner: hyParks,
				Issuer: "Ban Chỉ đạo vận động hiến máu tình nguyện các khu công nghiệp tỉnh Hưng Yên", IssuerUnit: "hy-bcd",
				ParentBody: "Tỉnh Hưng Yên", Place: "Hưng Yên", Subject: subject})
			return err
		})
	}
	s.do(campaign.Creating, hyParks, func(tx *db.Tx) (err error) {
		campaignID, err = campaign.Create(tx, campaign.Campaign{ID: fmt.Sprintf("hienmau-hungyen-%d", year), Kind: "blood", Owner: hyParks, Period: day.Year(year), Dispatch: d,
			Words: campaign.Words{Name: name, Summary: summary, Accent: "son"}})
		return err
	})
	if target > 0 {
		s.do(campaign.Assigning, campaignID, func(tx *db.Tx) error {
			_, err := campaign.Assign(tx, campaign.Assignment{Campaign: campaignID, Unit: hyParks, Indicator: "blood.bags", Period: day.Year(year), Quantity: target,
				Because: campaign.Because{Reason: "Chỉ tiêu UBND tỉnh giao, theo tỷ lệ đã công bố"}})
			return err
		})
	}
	return campaignID
}

// held plans an activity, holds it and closes it, with the papers that a drive leaves.
func (s *story) held(campaignID string, p activity.Plan, notice string) (id string) {
	s.do(activity.Planning, campaignID, func(tx *db.Tx) (err error) {
		id, err = activity.Create(tx, campaignID, p)
		return err
	})
	from := activity.Draft
	step := func(to activity.State, b activity.Because) {
		s.do(activity.VerbTo(to), id, func(tx *db.Tx) error {
			return activity.Advance(tx, id, activity.Step{From: from, To: to, Because: b, Made: neverMade})
		})
		from = to
	}
	step(activity.Agreed, activity.Because{})
	step(activity.Announced, activity.Because{Notice: activity.Notice{Number: notice}, Reason: "Đã thông báo đến các doanh nghiệp"})
	step(activity.Open, activity.Because{})
	s.on(p.Day.String())
	step(activity.Running, activity.Because{})
	step(activity.ClosedProvisional, activity.Because{})
	return id
}

// neverMade stands in where the day of an activity does not move.
func neverMade(*db.View, string) (bool, error) { return false, nil }

// signed closes an activity with its signed record.
func (s *story) signed(id, record string, on day.Day) {
	s.do(activity.Signing, id, func(tx *db.Tx) error {
		return activity.Advance(tx, id, activity.Step{From: activity.ClosedProvisional, To: activity.ClosedSigned,
			Because: activity.Because{Notice: activity.Notice{Number: record, Date: on}}})
	})
}

// hungYen2020 tells of the parks' blood days as they were published, year by year.
func (s *story) hungYen2020() {
	s.on("2020-12-31")
	s.as("bao")
	y2020 := s.plan(2020, "", "", "", "Hiến máu tình nguyện các KCN Hưng Yên năm 2020", "5 đợt, 1.119 đơn vị máu; chi tiết 4 đợt đầu chưa có nguồn.", 610)
	const news2020 = "Tin đã đăng của Ban Quản lý các KCN tỉnh, năm 2020"
	s.enter(told(y2020, hyParks, "2020-12-31", news2020).of("blood.bags", 1004, "Bốn đợt đầu; ngày ghi là ngày chốt năm"))
	s.enter(told(y2020, "hy-sews", "2020-12-31", news2020).of("blood.bags", 115, "Đợt 5; ngày ghi là ngày chốt năm"))
	s.claim(y2020, hyParks, "blood.bags", day.Year(2020), 1119, 610, 183, "1.119 đơn vị máu, đạt 183% kế hoạch", "Tin của Ban Quản lý các KCN tỉnh Hưng Yên, năm 2020")

}

func (s *story) hungYen2022() {
	s.on("2022-05-25")
	s.as("bao")
	y2022 := s.plan(2022, "", "", "", "Hiến máu tình nguyện các KCN Hưng Yên năm 2022", "Sau 3 đợt đầu năm.", 1220)
	const news2022 = "Tin đã đăng của Ban Quản lý các KCN tỉnh ngày 25/5/2022"
	s.enter(told(y2022, hyParks, "2022-05-25", news2022).of("blood.bags", 527, "Hai đợt đầu; ngày ghi là ngày đăng tin"))
	s.enter(told(y2022, "hy-toto", "2022-05-25", news2022).of("blood.bags", 139, "Đợt 3"))
	s.claim(y2022, hyParks, "blood.bags", day.Year(2022), 666, 1220, 54, "666 đơn vị máu, đạt 54% kế hoạch", "Tin của Ban Quản lý các KCN tỉnh Hưng Yên ngày 25/5/2022")

}

func (s *story) hungYen2023() {
	s.on("2023-06-30")
	s.as("bao")
	y2023 := s.plan(2023, "", "", "", "Hiến máu tình nguyện các KCN Hưng Yên năm 2023", "Sau 3 đợt; nguồn không nêu chỉ tiêu.", 0)
	const news2023 = "Tin đã đăng của Ban Quản lý các KCN tỉnh, năm 2023"
	s.enter(told(y2023, hyParks, "2023-06-30", news2023).of("blood.bags", 770, "Hai đợt đầu; ngày ghi là ngày chốt nửa năm"))
	s.enter(told(y2023, "hy-sews", "2023-06-30", news2023).of("blood.bags", 123, "Đợt 3"))
}

// hungYen2024 tells of the eight drives of 2024. The bags of the first five are those that were published drive by drive; the steps
// before them are invented and say so. Drive 6 was postponed, drive 7 is known as a plan alone.
func (s *story) hungYen2024() {
	s.on("2024-03-05")
	c := s.plan(2024, "03/KH-BCĐHMKCN", "2024-03-05", "Tuyên truyền, vận động và tổ chức hiến máu tình nguyện trong các khu công nghiệp tỉnh năm 2024",
		"Hiến máu tình nguyện các KCN Hưng Yên năm 2024", "Hưởng ứng Ngày toàn dân hiến máu tình nguyện 07/4. Số đơn vị máu từng đợt theo tin đã công bố; các bước trước đó là "+Illustrative+".", 1200)
	for i, d := range []struct {
		on, place, host, unit           string
		registered, came, accepted, bag int64
	}{
		{"2024-04-09", "P13", hyParks, hyParks, 342, 301, 270, 263},
		{"2024-04-11", "P14", "hy-toto", "hy-toto", 160, 139, 124, 119},
		{"2024-04-24", "P14", hyParks, hyParks, 705, 628, 573, 560},
		{"2024-05-23", "P14", "hy-sews", "hy-sews", 190, 166, 148, 143},
		{"2024-05-27", "P14", "hy-mektec", "hy-mektec", 231, 207, 186, 180},
	} {
		on := day.Must(d.on)
		s.on(on.Add(-10).String())
		s.as("bao")
		id := s.held(c, activity.Plan{Name: fmt.Sprintf("Đợt %d", i+1), Day: on, Place: d.place, Unit: d.host,
			Partners: []activity.Partner{{Role: activity.CollectsBlood, Name: bloodCentres[i%2]}}}, "")
		s.enter(at(id, d.unit, ledger.Counted, report.Paper{Number: "Sổ đón tiếp, " + Illustrative, Date: on, Signers: "Nguyễn Văn Đếm; Trần Thị Kiểm"}).
			of("blood.registered", d.registered, Illustrative).of("blood.came", d.came, Illustrative).of("blood.screened", d.came, Illustrative).
			of("blood.accepted", d.accepted, Illustrative).of("blood.deferred", d.came-d.accepted, Illustrative))
		s.on(on.Add(1).String())
		s.enter(at(id, d.unit, ledger.Signed, report.Paper{Number: fmt.Sprintf("Biên bản giao nhận máu đợt %d", i+1), Date: on, Signers: "đại diện hai bên"}).
			of("blood.bags", d.bag, ""))
		s.signed(id, fmt.Sprintf("Biên bản đợt %d", i+1), on)
	}

	s.on("2024-05-27")
	postponed := ""
	s.do(activity.Planning, c, func(tx *db.Tx) (err error) {
		postponed, err = activity.Create(tx, c, activity.Plan{Name: "Đợt 6, Công ty Regina Miracle", Day: day.Of(2024, 6, 6), Place: "P14", Unit: hyParks})
		return err
	})
	now := activity.Draft
	for _, step := range []struct {
		on, number, reason string
		to                 activity.State
	}{
		{"2024-05-27", "", "", activity.Agreed},
		{"2024-05-27", "13/TB-BCĐHMKCN", "", activity.Announced},
		{"2024-06-03", "14/TB-BCĐHMKCN", "Hoãn theo thông báo", activity.Postponed},
	} {
		s.on(step.on)
		s.do(activity.VerbTo(step.to), postponed, func(tx *db.Tx) error {
			b := activity.Because{Reason: step.reason}
			if step.number != "" {
				b.Notice = activity.Notice{Number: step.number, Date: day.Must(step.on)}
			}
			return activity.Advance(tx, postponed, activity.Step{From: now, To: step.to, Because: b, Made: neverMade})
		})
		now = step.to
	}

	s.on("2024-07-02")
	s.enter(told(c, hyParks, "2024-06-30", "Tin 6 tháng đầu năm 2024 của Ban Quản lý các KCN tỉnh").
		atLeast("blood.attended", 1500, "“Trên 1.500 người tham dự”, gồm cả lãnh đạo và tình nguyện viên; ngày ghi là ngày chốt kỳ"))
	s.claim(c, hyParks, "blood.bags", day.Half(2024, 1), 1265, 1200, 105, "1.265 đơn vị máu, đạt 105% kế hoạch UBND tỉnh giao", "Tin 6 tháng đầu năm 2024 của Ban Quản lý các KCN tỉnh Hưng Yên")
	s.halfYear2024(c)

	s.on("2024-07-10")
	s.do(activity.Planning, c, func(tx *db.Tx) error {
		_, err := activity.Create(tx, c, activity.Plan{Name: "Đợt 7, Công ty Canon (dự kiến)", Day: day.Of(2024, 7, 24), Place: "P13", Unit: "hy-canon"})
		return err
	})
	s.on("2024-08-18")
	id := s.held(c, activity.Plan{Name: "Đợt 8", Day: day.Of(2024, 8, 28), Place: "P14", Unit: hyParks,
		Partners: []activity.Partner{{Role: activity.CollectsBlood, Name: bloodCentres[0]}}}, "")
	s.enter(at(id, hyParks, ledger.Imported, report.Paper{Number: "Tin ngày 28/8/2024 của Ban Quản lý các KCN tỉnh"}).
		of("blood.bags", 683, "").atLeast("blood.registered", 900, "Hơn 900 người đăng ký từ 60 doanh nghiệp"))
	// What the chair of one grassroots union finds waiting: a report that was asked for and has not come.
	s.on("2024-08-29")
	s.do(report.Calling, id, func(tx *db.Tx) error {
		_, err := report.Call(tx, id, day.Of(2024, 9, 6), "hy-toto")
		return err
	})
	s.on("2024-09-03")
	s.drafted(edition.About{Campaign: c, Unit: hyParks, Period: day.Period{From: day.Of(2024, 1, 1), To: day.Of(2024, 8, 31)}, Provisional: true},
		edition.Words{Introduction: "Báo cáo nhanh 8 tháng, sau đợt 8. Số đăng ký của đợt 8 mới biết ở mức tối thiểu."})
}
