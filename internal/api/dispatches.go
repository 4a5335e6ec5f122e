package api

import (
	"net/http"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/task"
)

// Dispatch is a document in a register.
type Dispatch struct {
	ID          string      `json:"id"`
	Version     int64       `json:"version"`
	Direction   string      `json:"direction" enum:"in,out" doc:"in: văn bản đến, out: văn bản đi"`
	Number      string      `json:"number" example:"03/KH-BCĐHMKCN"`
	Kind        string      `json:"kind" example:"KH"`
	Date        string      `json:"date"`
	Issuer      string      `json:"issuer"`
	IssuerUnit  string      `json:"issuer_unit"`
	Place       string      `json:"place"`
	Subject     string      `json:"subject"`
	SignerTitle string      `json:"signer_title"`
	Recipients  []Recipient `json:"recipients"`
	Copies      []Recipient `json:"copies"`
	Cites       []Cite      `json:"cites"`
	Owner       string      `json:"owner" doc:"Đơn vị vào sổ"`
	FileName    string      `json:"file_name"`
	Registered  time.Time   `json:"registered"`
}

// Recipient is one line of those a document goes to.
type Recipient struct {
	Text string `json:"text" minLength:"1" maxLength:"300" example:"Công đoàn các khu công nghiệp" doc:"Như viết trên văn bản"`
	Unit string `json:"unit,omitempty" maxLength:"200" example:"hy-kcn" doc:"Đơn vị, nếu là một đơn vị trong hệ thống"`
}

// Cite names a document that another rests on.
type Cite struct {
	Number string `json:"number" minLength:"1" maxLength:"100" example:"204/KH-BCĐ"`
	Date   string `json:"date,omitempty" format:"date" example:"2020-10-02"`
	Issuer string `json:"issuer,omitempty" maxLength:"300" example:"Ban Chỉ đạo quốc gia"`
}

// Task is work given to a unit, one time that it is due.
type Task struct {
	ID       string     `json:"id"`
	Unit     string     `json:"unit"`
	Giver    string     `json:"giver"`
	Title    string     `json:"title"`
	Detail   string     `json:"detail"`
	Cause    string     `json:"cause" doc:"Văn bản và mục"`
	Occasion string     `json:"occasion" doc:"Lần nào, với việc lặp lại"`
	By       string     `json:"by" doc:"Hạn cuối"`
	Late     int        `json:"late" doc:"Quá hạn bao nhiêu ngày, 0 hoặc âm khi còn hạn"`
	Done     *time.Time `json:"done" nullable:"true" doc:"Xong lúc nào, null khi chưa"`
}

type dispatchList struct {
	OfUnit
	Page
	Span
	Direction string `query:"direction" enum:"in,out" example:"in" doc:"Văn bản đến hay đi"`
	Q         string `query:"q" maxLength:"200" doc:"Chữ trong số, trích yếu, cơ quan, người ký"`
}

type newDispatch struct {
	Sent
	Body struct {
		Owner       string      `json:"owner" maxLength:"200" example:"hy-kcn" doc:"Đơn vị vào sổ"`
		Direction   string      `json:"direction" enum:"in,out" example:"in"`
		Number      string      `json:"number" minLength:"1" maxLength:"100" example:"610/LĐLĐ" doc:"Số, ký hiệu"`
		Kind        string      `json:"kind,omitempty" maxLength:"20" example:"CV" doc:"Loại; trống thì đọc từ số"`
		Date        string      `json:"date" format:"date" example:"2024-01-18"`
		Issuer      string      `json:"issuer" minLength:"1" maxLength:"300" example:"Liên đoàn Lao động tỉnh Hưng Yên" doc:"Cơ quan ban hành"`
		IssuerUnit  string      `json:"issuer_unit,omitempty" maxLength:"200" doc:"Đơn vị ban hành, nếu trong hệ thống"`
		ParentBody  string      `json:"parent_body,omitempty" maxLength:"300" doc:"Cơ quan chủ quản"`
		Place       string      `json:"place,omitempty" maxLength:"300" example:"Hưng Yên" doc:"Địa danh"`
		Subject     string      `json:"subject" minLength:"1" maxLength:"1000" example:"V/v tổ chức ngày hội hiến máu" doc:"Trích yếu"`
		Signer      string      `json:"signer,omitempty" maxLength:"300" doc:"Người ký"`
		SignerTitle string      `json:"signer_title,omitempty" maxLength:"300" example:"Phó Chủ tịch" doc:"Chức vụ người ký"`
		Recipients  []Recipient `json:"recipients,omitempty" maxItems:"200"`
		Copies      []Recipient `json:"copies,omitempty" maxItems:"200"`
		Cites       []Cite      `json:"cites,omitempty" maxItems:"100"`
		Note        string      `json:"note,omitempty" maxLength:"5000" doc:"Ghi chú"`
	}
}

func (s *server) dispatches() {
	const tag = "Văn bản, việc"
	read(s, Operation{ID: "list-dispatches", Path: "/dispatches", Summary: "Sổ văn bản của một đơn vị", Tag: tag, Verb: dispatch.Seeing},
		func(c *call, in *dispatchList) (string, error) { return in.about(c), nil },
		func(c *call, in *dispatchList) (List[Dispatch], error) {
			p, err := in.period()
			if err != nil {
				return List[Dispatch]{}, err
			}
			all, err := dispatch.List(c.v, dispatch.Filter{Owners: []string{in.about(c)}, Direction: dispatch.Direction(in.Direction), Period: p, Text: in.Q})
			if err != nil {
				return List[Dispatch]{}, err
			}
			var out []Dispatch
			for _, d := range all {
				out = append(out, dispatchOf(d))
			}
			return cut(in.Page, out, func(d Dispatch) string { return d.ID })
		})
	read(s, Operation{ID: "get-dispatch", Path: "/dispatches/{id}", Summary: "Một văn bản", Tag: tag, Verb: dispatch.Seeing},
		func(_ *call, in *One) (string, error) { return in.ID, nil },
		func(c *call, in *One) (Dispatch, error) {
			d, err := dispatch.Get(c.v, in.ID)
			return dispatchOf(d), err
		})
	change(s, Operation{ID: "register-dispatch", Path: "/dispatches", Summary: "Đăng ký một văn bản vào sổ", Tag: tag, Verb: dispatch.Registering}, http.StatusCreated,
		func(_ *call, in *newDispatch) string { return in.Body.Owner }, register)
}

func register(_ *call, tx *db.Tx, in *newDispatch) (Dispatch, error) {
	b := in.Body
	d := dispatch.Dispatch{Owner: b.Owner, Direction: dispatch.Direction(b.Direction), Number: b.Number, Kind: dispatch.Kind(b.Kind), Issuer: b.Issuer, IssuerUnit: b.IssuerUnit,
		ParentBody: b.ParentBody, Place: b.Place, Subject: b.Subject, Signer: b.Signer, SignerTitle: b.SignerTitle, Note: b.Note,
		Recipients: recipients(b.Recipients), Copies: recipients(b.Copies)}
	var err error
	if d.Date, err = dayOf("date", b.Date, 0); err != nil {
		return Dispatch{}, err
	}
	for _, c := range b.Cites {
		cite := dispatch.Cite{Number: c.Number, Issuer: c.Issuer}
		if cite.Date, err = dayOf("cites", c.Date, 0); err != nil {
			return Dispatch{}, err
		}
		d.Cites = append(d.Cites, cite)
	}
	id, err := dispatch.Register(tx, d)
	if err != nil {
		return Dispatch{}, err
	}
	d, err = dispatch.Get(&tx.View, id)
	return dispatchOf(d), err
}

func recipients(all []Recipient) []dispatch.Recipient {
	var out []dispatch.Recipient
	for _, r := range all {
		out = append(out, dispatch.Recipient{Text: r.Text, Unit: r.Unit})
	}
	return out
}

func dispatchOf(d dispatch.Dispatch) Dispatch {
	out := Dispatch{ID: d.ID, Version: d.Version, Direction: string(d.Direction), Number: d.Number, Kind: string(d.Kind), Date: d.Date.String(), Issuer: d.Issuer,
		IssuerUnit: d.IssuerUnit, Place: d.Place, Subject: d.Subject, SignerTitle: d.SignerTitle, Owner: d.Owner, FileName: d.FileName, Registered: d.Registered.Time(),
		Recipients: []Recipient{}, Copies: []Recipient{}, Cites: []Cite{}}
	for _, r := range d.Recipients {
		out.Recipients = append(out.Recipients, Recipient{r.Text, r.Unit})
	}
	for _, r := range d.Copies {
		out.Copies = append(out.Copies, Recipient{r.Text, r.Unit})
	}
	for _, c := range d.Cites {
		out.Cites = append(out.Cites, Cite{c.Number, c.Date.String(), c.Issuer})
	}
	return out
}

type taskList struct {
	OfUnit
	Page
	By string `query:"by" format:"date" example:"2026-12-31" doc:"Đến hạn muộn nhất vào ngày này; trống là 30 ngày tới"`
}

// soon is how many days ahead tasks are told where nothing is asked.
const soon = 30

func (s *server) tasks() {
	read(s, Operation{ID: "list-tasks", Path: "/tasks", Summary: "Việc giao cho một đơn vị và các đơn vị bên dưới, chưa xong và đến hạn", Tag: "Văn bản, việc", Verb: task.Seeing},
		func(c *call, in *taskList) (string, error) { return in.about(c), nil },
		func(c *call, in *taskList) (List[Task], error) {
			by, err := dayOf("by", in.By, c.v.At.Day().Add(soon))
			if err != nil {
				return List[Task]{}, err
			}
			units, err := unitsUnder(c, in.about(c))
			if err != nil {
				return List[Task]{}, err
			}
			all, err := task.DueBy(c.v, by, units...)
			if err != nil {
				return List[Task]{}, err
			}
			var out []Task
			for _, d := range all {
				out = append(out, Task{ID: d.ID, Unit: d.Unit, Giver: d.Giver, Title: d.Title, Detail: d.Detail, Cause: d.Cause, Occasion: d.Occasion, By: d.By.String(), Late: d.Late, Done: at(d.Done)})
			}
			return cut(in.Page, out, func(t Task) string { return t.ID + " " + t.Occasion })
		})
}
