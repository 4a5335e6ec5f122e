// Package run is the kind of campaign in which many people run or walk together (chạy tập thể).
//
// Runners are counted at each site, for each unit: the site is the place of the entry, the firm or union its unit.
// It is the smallest kind: copy it to begin another.
package run

import (
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
)

// Keys of the indicators. They never change.
const (
	Registered = "run.registered"
	Runners    = "run.runners"
	Finishers  = "run.finishers"
)

// Kind is the mass run.
type Kind struct{}

// Key is "run".
func (Kind) Key() string { return "run" }

// Name is what the union calls it.
func (Kind) Name() string { return "Chạy tập thể" }

// Indicators are the three steps of a run.
func (Kind) Indicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Key: Registered, Name: "Số người đăng ký", Measure: indicator.People, Of: "người",
			Definition: "Số người đã ghi tên chạy tại điểm này, tính đến lúc xuất phát. Mỗi người tính một lần, ở một điểm. Số áo, số bib đã phát không phải là số đăng ký."},
		{Key: Runners, Name: "Số người tham gia chạy", Measure: indicator.People, Of: "người",
			Definition: "Số người rời vạch xuất phát, kể cả người chưa đăng ký trước. Không tính khán giả, ban tổ chức và tình nguyện viên không chạy."},
		{Key: Finishers, Name: "Số người về đích", Measure: indicator.People, Of: "người",
			Definition: "Số người chạy hoặc đi bộ qua vạch đích trước giờ đóng đường chạy. Không tính người bỏ cuộc và người lên xe về đích."},
	}
}

// Lead is the number of runners.
func (Kind) Lead() string { return Runners }

// Funnel leads from registration to the finish.
func (Kind) Funnel() []kind.Stage {
	return []kind.Stage{
		{Indicator: Registered, Label: "Đăng ký"},
		{Indicator: Runners, Label: "Tham gia chạy"},
		{Indicator: Finishers, Label: "Về đích"},
	}
}

// Check holds registered ≥ runners ≥ finishers.
func (k Kind) Check(v kind.Values) []kind.Finding {
	r := kind.NewReview(k, v)
	r.AtMost(kind.Doubt, "run.runners", Runners, Registered, "Có thể có người chạy mà chưa đăng ký; nếu vậy ghi rõ bao nhiêu người")
	r.AtMost(kind.Wrong, "run.finishers", Finishers, Runners, "Ai về đích thì phải đã xuất phát")
	return r.Findings()
}

// Count takes those who came to a run for its runners.
func (Kind) Count(what string) string {
	if what == "came" {
		return Runners
	}
	return "run." + what
}

// Hints are the words by which letters and news speak of runs.
func (Kind) Hints() []string {
	return []string{"giải chạy", "chạy đồng hành", "đi bộ", "Những bước chân khỏe đẹp", "Ngày chạy Olympic"}
}
