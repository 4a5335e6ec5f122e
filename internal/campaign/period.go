package campaign

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/viet"
)

// PeriodWarning says what is wrong with comparing the result of one period with the target of another, "" where they are
// the same. A half-year report that gives "% kế hoạch" mostly means the plan of the year: the number is true, and yet it is
// not the half-year's.
func PeriodWarning(result, target day.Period) string {
	r, t := result.VN(), target.VN()
	switch {
	case result == target:
		return ""
	case !result.Overlaps(target):
		return "Kết quả " + r + " và chỉ tiêu " + t + " không có ngày nào chung, nên không so sánh được. Hãy chọn chỉ tiêu đúng kỳ."
	case target.Has(result.From) && target.Has(result.To):
		return "Kết quả " + r + " đang so với chỉ tiêu " + t + ": tỷ lệ này là phần đã đạt của chỉ tiêu " + t + ", không phải tỷ lệ hoàn thành của " + r + "."
	case result.Has(target.From) && result.Has(target.To):
		return "Kết quả " + r + " gồm cả những ngày ngoài kỳ của chỉ tiêu " + t + ", nên tỷ lệ cao hơn thực tế của kỳ đó. Hãy lấy kết quả đúng kỳ."
	}
	return "Kết quả " + r + " và chỉ tiêu " + t + " chỉ trùng nhau một phần thời gian, nên tỷ lệ không có nghĩa. Hãy lấy kết quả đúng kỳ của chỉ tiêu."
}

// Finding is something worth a look: not an error, and never silent.
type Finding struct {
	Rule string // a word for the rule: "period", "before-document", "edition", …
	Text string // the sentence, in Vietnamese
}

// Series is a programme that comes back every year with a number: Hành trình đỏ lần thứ IX was 2021's.
type Series struct {
	Name string
	Zero int // the year before the first edition
}

// Edition gives the number of a year's edition, zero or less where there was none yet.
func (s Series) Edition(year int) int { return year - s.Zero }

// Check compares a printed edition with its year.
func (s Series) Check(edition, year int) []Finding {
	want := s.Edition(year)
	if want == edition {
		return nil
	}
	text := s.Name + " lần thứ " + viet.Roman(edition) + " là của năm " + itoa(s.Zero+edition) + ", không phải năm " + itoa(year)
	if want > 0 {
		text += " (năm " + itoa(year) + " là lần thứ " + viet.Roman(want) + ")"
	}
	return []Finding{{"edition", strings.TrimSpace(text) + "."}}
}
