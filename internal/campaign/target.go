package campaign

import "phongtrao/internal/base/day"

// Source says who set a target.
type Source string

const (
	// Assigned is a target given from above (giao).
	Assigned Source = "assigned"
	// SelfSet is a target that a unit sets itself (đăng ký phấn đấu), beside the assigned one.
	SelfSet Source = "self"
)

// Label names the source in Vietnamese.
func (s Source) Label() string {
	return map[Source]string{Assigned: "được giao", SelfSet: "tự đăng ký"}[s]
}

// State says what the unit holds of its target.
type State string

const (
	// Given is a number that the unit has not answered yet.
	Given State = "given"
	// Accepted is a number that the unit took on, or set itself.
	Accepted State = "accepted"
	// Disputed is a number that the unit objects to, with a reason. It still counts until it is revised.
	Disputed State = "disputed"
)

// Label names the state in Vietnamese.
func (s State) Label() string {
	return map[State]string{Given: "chờ xác nhận", Accepted: "đã nhận", Disputed: "đề nghị xem lại"}[s]
}

// Change says what made a version of a target.
type Change string

const (
	ByAssigning   Change = "assign"
	BySharing     Change = "share"    // it was shared down, or made by sharing
	ByRevising    Change = "revise"   // its own number was changed
	ByAnswering   Change = "answer"   // the unit accepted or disputed
	ByBelow       Change = "below"    // a child was revised, and the reserve gave or took
	ByProposal    Change = "proposal" // a proposal from below was agreed to
	BySelfSetting Change = "self"     // the unit set it itself
	ByUpholding   Change = "uphold"   // the unit objected, and the number stays
	ByUndoing     Change = "undo"     // a batch was taken back
)

// Label names the change in Vietnamese.
func (c Change) Label() string {
	return map[Change]string{ByAssigning: "giao chỉ tiêu", BySharing: "chia chỉ tiêu", ByRevising: "điều chỉnh", ByAnswering: "đơn vị trả lời",
		ByBelow: "dự phòng thay đổi theo đơn vị dưới", ByProposal: "đồng ý đề nghị", BySelfSetting: "tự đăng ký", ByUpholding: "giữ nguyên chỉ tiêu", ByUndoing: "hoàn tác"}[c]
}

// Target is one version of a promise: so much of an indicator, for a unit, in a period.
type Target struct {
	ID        string
	Campaign  string
	Unit      string
	Indicator string
	Period    day.Period
	Source    Source
	Parent    string // the target it is a share of, "" at the top and for a self-set one

	Version  int   // from 1
	Quantity int64 // in the indicator's measure
	// Reserve is what is not shared below: Quantity − Σ children. Of a target that nobody shared it is the whole of it.
	Reserve int64
	State   State
	Change  Change
	Because
	MadeBy string // the person who made this version
	MadeAt day.Instant
}

// Because says on what grounds: which item of which registered dispatch, and why in words.
type Because struct {
	Dispatch string // id of the dispatch, "" to keep what the target cites already
	Item     string // "mục II.1"
	Reason   string
}

// ShareOf is one unit's part when a target is shared down.
type ShareOf struct {
	Unit     string
	Quantity int64
}

// Proposal is a number that a unit asks for in place of the one it has. It changes nothing until those above agree.
type Proposal struct {
	ID       string
	Target   string
	Version  int // of the target, as the unit saw it
	Quantity int64
	Reason   string
	MadeBy   string
	MadeAt   day.Instant

	Answer Answer
	Why    string // the reason of the answer
	// AnsweredBy and AnsweredAt are empty while it waits.
	AnsweredBy string
	AnsweredAt day.Instant
}

// Answer is what became of a proposal.
type Answer string

const (
	Waiting  Answer = ""
	Agreed   Answer = "agreed"
	Declined Answer = "declined"
	Replaced Answer = "replaced" // the unit made another one before this was answered
)

// Label names the answer in Vietnamese.
func (a Answer) Label() string {
	return map[Answer]string{Waiting: "chờ trả lời", Agreed: "đã đồng ý", Declined: "không đồng ý", Replaced: "đã thay bằng đề nghị mới"}[a]
}
