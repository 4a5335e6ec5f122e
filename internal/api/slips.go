package api

import (
	"net/http"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// Slip is figures entered from a paper that somebody signed, counted or kept.
type Slip struct {
	ID          string    `json:"id"`
	Unit        string    `json:"unit"`
	Activity    string    `json:"activity"`
	Campaign    string    `json:"campaign"`
	Place       string    `json:"place"`
	Day         string    `json:"day"`
	Evidence    string    `json:"evidence"`
	Paper       string    `json:"paper" doc:"Số hoặc tên giấy tờ"`
	PaperDate   string    `json:"paper_date"`
	Lines       []Line    `json:"lines"`
	Explanation string    `json:"explanation"`
	Voided      string    `json:"voided" doc:"Lý do huỷ, trống khi còn hiệu lực"`
	At          time.Time `json:"at"`
}

type newSlip struct {
	Sent
	Body struct {
		Unit        string `json:"unit" maxLength:"200" example:"hy-toto" doc:"Đơn vị được tính"`
		Activity    string `json:"activity,omitempty" maxLength:"200" example:"01JAVAC0000000000000000000" doc:"Hoạt động; trống thì phải có day"`
		Campaign    string `json:"campaign,omitempty" maxLength:"200" doc:"Phong trào, khi không có hoạt động"`
		Place       string `json:"place,omitempty" maxLength:"200" doc:"Địa điểm, khi không có hoạt động"`
		Day         string `json:"day,omitempty" format:"date" doc:"Ngày của số liệu, khi không có hoạt động"`
		Evidence    string `json:"evidence" enum:"signed,counted,imported" example:"signed" doc:"Số liệu có ký xác nhận, kiểm đếm hay nhập từ danh sách cũ"`
		Paper       string `json:"paper,omitempty" maxLength:"1000" example:"Biên bản 12/BB" doc:"Số hoặc tên giấy tờ"`
		PaperDate   string `json:"paper_date,omitempty" format:"date" example:"2024-06-30" doc:"Ngày của giấy tờ"`
		Signers     string `json:"signers,omitempty" maxLength:"1000" example:"Bệnh viện; Công đoàn các khu công nghiệp" doc:"Ai ký hoặc đếm, cách nhau bằng dấu chấm phẩy; không vào sổ số liệu"`
		Lines       []Line `json:"lines" minItems:"1" maxItems:"200"`
		Explanation string `json:"explanation,omitempty" maxLength:"10000" doc:"Giải trình"`
		Adds        bool   `json:"adds,omitempty" example:"false" doc:"true: số thêm vào số đã có của cùng loại bằng chứng"`
	}
}

func (s *server) slips() {
	const tag = "Báo cáo"
	read(s, Operation{ID: "get-slip", Path: "/slips/{id}", Summary: "Một phiếu số liệu", Tag: tag, Verb: report.Seeing},
		func(_ *call, in *One) (string, error) { return in.ID, nil },
		func(c *call, in *One) (Slip, error) {
			p, err := report.SlipByID(c.v, in.ID)
			return slipOf(p), err
		})
	change(s, Operation{ID: "enter-slip", Path: "/slips", Summary: "Nhập số liệu từ giấy tờ: thành bút toán ngay", Tag: tag, Verb: report.Entering}, http.StatusCreated,
		func(_ *call, in *newSlip) string {
			if in.Body.Activity != "" {
				return in.Body.Activity
			}
			return in.Body.Unit
		},
		func(_ *call, tx *db.Tx, in *newSlip) (Posted, error) {
			b := in.Body
			kind, err := ledger.EvidenceByKey(b.Evidence)
			if err != nil {
				return Posted{}, err
			}
			p := report.Slip{Unit: b.Unit, Activity: b.Activity, Campaign: b.Campaign, Place: b.Place, Evidence: kind, Lines: linesOf(b.Lines),
				Paper: report.Paper{Number: b.Paper, Signers: b.Signers}, Explanation: b.Explanation, Adds: b.Adds}
			if p.Day, err = dayOf("day", b.Day, 0); err != nil {
				return Posted{}, err
			}
			if p.Paper.Date, err = dayOf("paper_date", b.PaperDate, 0); err != nil {
				return Posted{}, err
			}
			id, entries, err := report.Enter(tx, p)
			return Posted{id, append([]int64{}, entries...)}, err
		})
}

func slipOf(p report.Slip) Slip {
	return Slip{ID: p.ID, Unit: p.Unit, Activity: p.Activity, Campaign: p.Campaign, Place: p.Place, Day: p.Day.String(), Evidence: p.Evidence.Key(), Paper: p.Paper.Number,
		PaperDate: p.Paper.Date.String(), Lines: linesTo(p.Lines), Explanation: p.Explanation, Voided: p.Voided, At: p.At.Time()}
}
