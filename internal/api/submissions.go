package api

import (
	"net/http"
	"strconv"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/report"
)

// Line is one figure of a submission or a slip.
type Line struct {
	Indicator string `json:"indicator" maxLength:"100" example:"blood.came" doc:"Chỉ số"`
	Amount
	Note string `json:"note,omitempty" maxLength:"1000" example:"Gồm cả ca đêm" doc:"Giải thích, không ghi tên người"`
}

// Submission is what a unit declares of an activity; it is in no figure until the level above accepts it.
type Submission struct {
	ID          string    `json:"id"`
	Version     int64     `json:"version"`
	Unit        string    `json:"unit"`
	Activity    string    `json:"activity"`
	State       string    `json:"state" enum:"submitted,accepted,returned,withdrawn"`
	Lines       []Line    `json:"lines"`
	Explanation string    `json:"explanation"`
	Reason      string    `json:"reason" doc:"Lý do trả lại hoặc rút"`
	At          time.Time `json:"at"`
}

// Waiting is one line that was sent and that nobody has decided about.
type Waiting struct {
	Submission string `json:"submission"`
	Version    int64  `json:"version"`
	Line       int    `json:"line"`
	Unit       string `json:"unit"`
	Activity   string `json:"activity"`
	Day        string `json:"day"`
	Indicator  string `json:"indicator"`
	Amount
	At     time.Time `json:"at"`
	Amends bool      `json:"amends" doc:"Thay cho bản đã được tiếp nhận"`
}

// Posted says which entries a decision or a slip made.
type Posted struct {
	ID      string  `json:"id" doc:"Mã báo cáo hoặc phiếu"`
	Entries []int64 `json:"entries" doc:"Số thứ tự các bút toán vừa ghi"`
}

type newSubmission struct {
	Sent
	Body struct {
		Unit        string `json:"unit" maxLength:"200" example:"hy-toto" doc:"Đơn vị báo cáo"`
		Activity    string `json:"activity" maxLength:"200" example:"01JAVAC0000000000000000000" doc:"Hoạt động"`
		Lines       []Line `json:"lines" minItems:"1" maxItems:"200"`
		Explanation string `json:"explanation,omitempty" maxLength:"10000" example:"Số theo danh sách điểm danh" doc:"Giải trình"`
	}
}

type again struct {
	One
	Sent
	Body struct {
		Version     int64  `json:"version" minimum:"1" example:"1" doc:"Bản đã thấy; nếu nay đã có bản khác thì bị từ chối"`
		Lines       []Line `json:"lines" minItems:"1" maxItems:"200"`
		Explanation string `json:"explanation,omitempty" maxLength:"10000" example:"Bổ sung ca chiều" doc:"Giải trình"`
	}
}

type accepting struct {
	One
	Sent
	Body struct {
		Version int64 `json:"version" minimum:"1" example:"1" doc:"Bản đã thấy"`
	}
}

type returning struct {
	One
	Sent
	Body struct {
		Version int64  `json:"version" minimum:"1" example:"1" doc:"Bản đã thấy"`
		Reason  string `json:"reason" minLength:"1" maxLength:"1000" example:"Số đến lớn hơn số đăng ký" doc:"Lý do trả lại, đơn vị sẽ đọc"`
	}
}

type listOfUnit struct {
	OfUnit
	Page
}

func (s *server) submissions() {
	const tag = "Báo cáo"
	itself := func(_ *call, in *One) (string, error) { return in.ID, nil }
	read(s, Operation{ID: "list-submissions", Path: "/submissions", Summary: "Số liệu một đơn vị đã gửi lên", Tag: tag, Verb: report.Seeing},
		func(c *call, in *listOfUnit) (string, error) { return in.about(c), nil },
		func(c *call, in *listOfUnit) (List[Submission], error) {
			all, err := report.OfUnit(c.v, in.about(c))
			if err != nil {
				return List[Submission]{}, err
			}
			var out []Submission
			for _, r := range all {
				out = append(out, submissionOf(r))
			}
			return cut(in.Page, out, func(r Submission) string { return r.ID })
		})
	read(s, Operation{ID: "list-inbox", Path: "/inbox", Summary: "Những gì đã gửi lên và chờ tiếp nhận, của một đơn vị và các đơn vị bên dưới", Tag: tag, Verb: report.Seeing},
		func(c *call, in *listOfUnit) (string, error) { return in.about(c), nil }, listInbox)
	read(s, Operation{ID: "get-submission", Path: "/submissions/{id}", Summary: "Một lần gửi số liệu, bản mới nhất", Tag: tag, Verb: report.Seeing}, itself,
		func(c *call, in *One) (Submission, error) {
			r, err := report.Get(c.v, in.ID)
			return submissionOf(r), err
		})
	change(s, Operation{ID: "submit", Path: "/submissions", Summary: "Gửi số liệu của một đơn vị về một hoạt động", Tag: tag, Verb: report.Submitting}, http.StatusCreated,
		func(_ *call, in *newSubmission) string { return in.Body.Unit },
		func(_ *call, tx *db.Tx, in *newSubmission) (Submission, error) {
			id, err := report.Submit(tx, report.Submission{Unit: in.Body.Unit, Activity: in.Body.Activity, Lines: linesOf(in.Body.Lines), Explanation: in.Body.Explanation})
			return reread(tx, id, err)
		})
	change(s, Operation{ID: "resubmit", Path: "/submissions/{id}/versions", Summary: "Gửi lại số liệu: một bản mới thay bản trước", Tag: tag, Verb: report.Submitting}, http.StatusCreated,
		func(_ *call, in *again) string { return in.ID },
		func(_ *call, tx *db.Tx, in *again) (Submission, error) {
			return reread(tx, in.ID, report.Resubmit(tx, in.ID, in.Body.Version, linesOf(in.Body.Lines), in.Body.Explanation))
		})
	change(s, Operation{ID: "accept", Path: "/submissions/{id}/accept", Summary: "Tiếp nhận: số liệu thành bút toán", Tag: tag, Verb: report.Accepting}, http.StatusOK,
		func(_ *call, in *accepting) string { return in.ID },
		func(_ *call, tx *db.Tx, in *accepting) (Posted, error) {
			entries, err := report.Accept(tx, in.ID, in.Body.Version)
			return Posted{in.ID, append([]int64{}, entries...)}, err
		})
	change(s, Operation{ID: "return", Path: "/submissions/{id}/return", Summary: "Trả lại kèm lý do", Tag: tag, Verb: report.Returning}, http.StatusOK,
		func(_ *call, in *returning) string { return in.ID },
		func(_ *call, tx *db.Tx, in *returning) (Submission, error) {
			return reread(tx, in.ID, report.Return(tx, in.ID, in.Body.Version, in.Body.Reason))
		})
}

func listInbox(c *call, in *listOfUnit) (List[Waiting], error) {
	all, err := report.Pending(c.v, report.Ask{At: in.about(c)})
	if err != nil {
		return List[Waiting]{}, err
	}
	cutting, err := cut(in.Page, all, lineKey)
	out := List[Waiting]{Items: []Waiting{}, Next: cutting.Next}
	for _, w := range cutting.Items {
		out.Items = append(out.Items, Waiting{Submission: w.Submission, Version: w.Version, Line: w.Line, Unit: w.Unit, Activity: w.Activity, Day: w.Day.String(),
			Indicator: w.Indicator, Amount: amount(w.Quantity), At: w.At.Time(), Amends: w.Amends})
	}
	return out, err
}

func lineKey(w report.Waiting) string { return w.Submission + "." + strconv.Itoa(w.Line) }

func reread(tx *db.Tx, id string, err error) (Submission, error) {
	if err != nil {
		return Submission{}, err
	}
	r, err := report.Get(&tx.View, id)
	return submissionOf(r), err
}

func submissionOf(r report.Submission) Submission {
	return Submission{ID: r.ID, Version: r.Version, Unit: r.Unit, Activity: r.Activity, State: string(r.State), Lines: linesTo(r.Lines),
		Explanation: r.Explanation, Reason: r.Reason, At: r.At.Time()}
}

func linesOf(all []Line) []report.Line {
	out := make([]report.Line, len(all))
	for i, l := range all {
		out[i] = report.Line{Indicator: l.Indicator, Quantity: l.quantity(), Note: l.Note}
	}
	return out
}

func linesTo(all []report.Line) []Line {
	out := make([]Line, len(all))
	for i, l := range all {
		out[i] = Line{Indicator: l.Indicator, Amount: amount(l.Quantity), Note: l.Note}
	}
	return out
}
