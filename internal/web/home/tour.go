package home

import (
	"strconv"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/web/door"
)

// The eve of the reorganisation, where the tour looks at the organisation first.
const eve = "2025-06-30"

// tour leads in five steps from a campaign to the proof of its figure, through the organisation, to entering figures. It
// begins with the five blood days of 2024 where the person may see them, else with the latest campaign that has figures.
func tour(a *door.Ask, all []*running) (*ui.Tour, error) {
	star, period, f, err := starOf(a, all)
	if err != nil || star == nil {
		return nil, err
	}
	q := star.question()
	q.Period = period
	number := f.Quantity.String()
	t := &ui.Tour{Title: "Tham quan trong năm bước", Lead: "Từ một phong trào đến bằng chứng của con số, qua tổ chức trước và sau sắp xếp, đến nhập một đợt."}
	at := "/campaigns/" + star.ID
	if period != star.Period {
		at = door.Address(at, "from", period.From.String(), "to", period.To.String())
	}
	t.Steps = append(t.Steps, ui.TourStep{Title: "Một phong trào", Text: star.Name + ", " + period.VN() + ": kết quả so với chỉ tiêu, từng đợt, từng đơn vị.", Href: at},
		ui.TourStep{Title: "Con số " + number + " từ đâu ra", Text: "Bấm vào số nào cũng mở lý lịch của nó: định nghĩa, kỳ, bản đồ, bằng chứng, chỗ còn thiếu.", Href: proof(q)})
	entries, err := ledger.Prove(a.V, q)
	if err != nil {
		return nil, err
	}
	if len(entries) > 0 {
		t.Steps = append(t.Steps, ui.TourStep{Title: "Bằng chứng của con số", Text: "Từng bút toán: ai ghi, lúc nào, theo giấy tờ nào; đã niêm phong, tự kiểm tra được.", Href: "/entries/" + strconv.FormatInt(entries[0].Seq, 10)})
	}
	t.Steps = append(t.Steps, ui.TourStep{Title: "Tổ chức ngày 30/06 và 01/07/2025", Text: "Xem ngày 30/06/2025, rồi bấm 01/07/2025: 63 tỉnh thành 34, cấp huyện kết thúc, số liệu cũ vẫn giữ.", Href: "/units?on=" + eve})
	last, err := entering(a, star, all)
	if err != nil {
		return nil, err
	}
	t.Steps = append(t.Steps, last)
	wall, err := wallToday(a, all)
	if wall != "" {
		t.Title = "Tham quan trong sáu bước"
		t.Steps = append(t.Steps, ui.TourStep{Title: "Ngày hội đang diễn ra", Text: "12 điểm cầu, 60 máy soát vé, chạy nhanh trong khoảng mười phút: màn hình trực tiếp ghi rõ số liệu mới tới đâu.", Href: wall})
	}
	return t, err
}

// wallToday is the wall of an event that takes place today and that the person may see, "" for none.
func wallToday(a *door.Ask, all []*running) (string, error) {
	for _, r := range all {
		if !r.Period.Has(a.Today()) || r.Period.Days() > 7 {
			continue
		}
		some, err := activity.Of(a.V, r.ID)
		if err != nil {
			return "", err
		}
		for _, x := range some {
			if x.Parent != "" || x.Day != a.Today() || !a.May(activity.Seeing, x.ID) {
				continue
			}
			if _, opened, err := roster.EventOf(a.V, x.ID); err != nil || opened {
				return "/wall/" + x.ID, err
			}
		}
	}
	return "", nil
}

// starOf chooses where the tour begins.
func starOf(a *door.Ask, all []*running) (*running, day.Period, ledger.Figure, error) {
	half := day.Half(2024, 1)
	for _, r := range all {
		if r.Dispatch == "" || !r.Period.Has(half.From) || !r.Period.Has(half.To) {
			continue
		}
		q := r.question()
		q.Period = half
		if f, err := ledger.RollUp(a.V, q); err != nil || f.Entries > 0 {
			return r, half, f, err
		}
	}
	for _, r := range all {
		if f, err := ledger.RollUp(a.V, r.question()); err != nil || f.Entries > 0 {
			return r, r.Period, f, err
		}
	}
	return nil, day.Period{}, ledger.Figure{}, nil
}

// entering is the last step: where this person enters or accepts figures, else where they see how it is done.
func entering(a *door.Ask, star *running, all []*running) (ui.TourStep, error) {
	step := ui.TourStep{Title: "Một đợt và số liệu của nó", Text: "Các loại bằng chứng đứng cạnh nhau: ký xác nhận, kiểm đếm, đơn vị khai."}
	for _, r := range append([]*running{star}, all...) {
		some, err := activity.Of(a.V, r.ID)
		if err != nil {
			return step, err
		}
		for n := len(some) - 1; n >= 0; n-- {
			x := some[n]
			if x.Day > a.Today() || !x.State.Held() {
				continue
			}
			if step.Href == "" {
				step.Href = "/activities/" + x.ID
			}
			switch {
			case a.May(report.Entering, x.ID):
				step.Title, step.Href = "Nhập số của một đợt", "/activities/"+x.ID+"/figures"
				step.Text = x.Name + ": ghi số từ biên bản; số đơn vị gửi lên thì tiếp nhận hoặc trả lại ở mục Tiếp nhận."
				return step, nil
			case a.May(report.Submitting, a.Home()):
				step.Title, step.Href = "Báo số của đơn vị", door.Address("/asked/"+x.ID, "unit", a.Home())
				step.Text = x.Name + ": khai số, xem phần kiểm tra báo gì, gửi cấp trên tiếp nhận."
				return step, nil
			}
		}
	}
	if step.Href == "" {
		step.Href = "/campaigns/" + star.ID
	}
	return step, nil
}
