// Package workersmonth is the kind of campaign that fills the month of May (Tháng Công nhân).
//
// The action month on safety at work (Tháng hành động về an toàn, vệ sinh lao động) runs in the same days and is reported with it.
package workersmonth

import (
	"phongtrao/internal/indicator"
	"phongtrao/internal/kind"
)

// Keys of the indicators. They never change.
const (
	Events             = "workersmonth.events"
	Turns              = "workersmonth.turns"
	Dialogues          = "workersmonth.dialogues"
	Petitions          = "workersmonth.petitions"
	PetitionsResolved  = "workersmonth.petitions_resolved"
	PetitionsForwarded = "workersmonth.petitions_forwarded"
	Inspections        = "workersmonth.inspections"
	Trainees           = "workersmonth.trainees"
	Initiatives        = "workersmonth.initiatives"
	NewMembers         = "workersmonth.new_members"
)

// Kind is the workers' month.
type Kind struct{}

// Key is "workersmonth".
func (Kind) Key() string { return "workersmonth" }

// Name is what the union calls it.
func (Kind) Name() string { return "Tháng Công nhân" }

// Indicators are what units report upward in June.
func (Kind) Indicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Key: Events, Name: "Số hoạt động", Measure: indicator.Events, Of: "hoạt động",
			Definition: "Số buổi, cuộc do đơn vị đứng ra tổ chức trong Tháng Công nhân: phát động, đối thoại, diễn đàn, hội thi, văn nghệ, thể thao, thăm hỏi. Mỗi buổi do một đơn vị chủ trì báo cáo; đơn vị phối hợp và cấp trên không tính lại."},
		{Key: Turns, Name: "Số lượt người tham gia", Measure: indicator.Turns, Of: "lượt người",
			Definition: "Tổng số người có mặt ở từng hoạt động cộng lại; một người dự ba hoạt động là ba lượt. Đây không phải số người, không cộng với số người."},
		{Key: Dialogues, Name: "Số cuộc đối thoại", Measure: indicator.Dialogues, Of: "cuộc",
			Definition: "Số cuộc đối thoại giữa người sử dụng lao động hoặc cấp ủy, chính quyền với người lao động có biên bản, tổ chức trong tháng. Không tính họp giao ban và hội nghị người lao động thường kỳ."},
		{Key: Petitions, Name: "Số kiến nghị", Measure: indicator.Petitions, Of: "kiến nghị",
			Definition: "Số kiến nghị của người lao động được ghi vào biên bản hoặc sổ tiếp nhận trong tháng. Nhiều người nêu cùng một việc tại một đơn vị tính là một kiến nghị."},
		{Key: PetitionsResolved, Name: "Số kiến nghị đã giải quyết", Measure: indicator.Petitions, Of: "kiến nghị",
			Definition: "Trong số kiến nghị, số đã có trả lời hoặc kết quả giải quyết bằng văn bản, kể cả trả lời ngay tại cuộc đối thoại có ghi biên bản. Lời hứa sẽ xem xét không tính."},
		{Key: PetitionsForwarded, Name: "Số kiến nghị chuyển cấp trên", Measure: indicator.Petitions, Of: "kiến nghị",
			Definition: "Trong số kiến nghị, số vượt thẩm quyền đã chuyển bằng văn bản lên cấp trên hoặc cơ quan khác và chưa có kết quả."},
		{Key: Inspections, Name: "Số cuộc kiểm tra, giám sát", Measure: indicator.Inspections, Of: "cuộc",
			Definition: "Số cuộc kiểm tra, giám sát về pháp luật lao động, an toàn, vệ sinh lao động do công đoàn chủ trì hoặc tham gia, có biên bản. Cuộc phối hợp do cơ quan chủ trì báo cáo một lần."},
		{Key: Trainees, Name: "Số người được tập huấn", Measure: indicator.People, Of: "người",
			Definition: "Số người dự hết một lớp tập huấn, huấn luyện về an toàn, vệ sinh lao động hoặc pháp luật lao động trong tháng. Một người dự nhiều lớp tính một lần trong một đơn vị."},
		{Key: Initiatives, Name: "Số sáng kiến", Measure: indicator.Initiatives, Of: "sáng kiến",
			Definition: "Số sáng kiến, cải tiến kỹ thuật được người sử dụng lao động hoặc hội đồng sáng kiến công nhận trong tháng. Sáng kiến nộp ở nhiều cấp chỉ tính một lần, tại cơ sở."},
		{Key: NewMembers, Name: "Số đoàn viên kết nạp mới", Measure: indicator.People, Of: "đoàn viên",
			Definition: "Số người lao động có quyết định kết nạp vào công đoàn trong tháng. Không tính đoàn viên chuyển sinh hoạt từ đơn vị khác đến."},
	}
}

// Lead is the number of events.
func (Kind) Lead() string { return Events }

// Check holds dialogues among events, and petitions answered or sent on among those raised.
func (k Kind) Check(v kind.Values) []kind.Finding {
	r := kind.NewReview(k, v)
	r.AtMost(kind.Wrong, "workersmonth.resolved", PetitionsResolved, Petitions, "Kiến nghị đã giải quyết phải nằm trong số đã tiếp nhận; kiến nghị tồn từ kỳ trước ghi ở kỳ trước")
	r.AtMost(kind.Wrong, "workersmonth.forwarded", PetitionsForwarded, Petitions, "Kiến nghị chuyển cấp trên phải nằm trong số đã tiếp nhận")
	if p, ok := v[Petitions]; ok {
		resolved, forwarded := v[PetitionsResolved], v[PetitionsForwarded]
		both := resolved.Add(forwarded)
		if !p.Open && resolved.Lo <= p.Hi && forwarded.Lo <= p.Hi && both.Lo > p.Hi {
			r.Add(kind.Wrong, "workersmonth.petitions", "Số kiến nghị đã giải quyết ("+resolved.String()+") cộng số chuyển cấp trên ("+forwarded.String()+
				") nhiều hơn số kiến nghị ("+p.String()+"). Một kiến nghị chỉ ghi ở một nơi.", Petitions, PetitionsResolved, PetitionsForwarded)
		}
	}
	r.AtMost(kind.Doubt, "workersmonth.dialogues", Dialogues, Events, "Cuộc đối thoại cũng là một hoạt động, nên thường không nhiều hơn")
	return r.Findings()
}

// Hints are the words by which letters and news speak of the month.
func (Kind) Hints() []string {
	return []string{"an toàn, vệ sinh lao động", "ATVSLĐ", "Đối thoại tháng 5", "Cảm ơn người lao động"}
}
