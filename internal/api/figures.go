package api

import (
	"encoding/json"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
)

// Figure is a figure in the shape of `phongtrao figure --json`.
type Figure struct {
	Indicator   string           `json:"indicator" example:"blood.bags"`
	Measure     string           `json:"measure" example:"bags"`
	Lo          int64            `json:"lo" example:"1265"`
	Hi          *int64           `json:"hi" nullable:"true" doc:"null khi không có gì chặn trên"`
	Evidence    map[string]int64 `json:"evidence" doc:"Bao nhiêu của lo theo loại bằng chứng được công bố"`
	Parts       []FigurePart     `json:"parts" doc:"Chia theo by"`
	Unallocated []FigurePart     `json:"unallocated" doc:"Phần không phân bổ được cho phần nào, có trong tổng"`
	Gone        []FigurePart     `json:"gone,omitempty" doc:"Phần không có trong tổng của bản đồ này"`
	Pending     []FigurePart     `json:"pending" doc:"Đơn vị đã gửi, chưa ai tiếp nhận; không có trong tổng"`
	Entries     int              `json:"entries" doc:"Số bút toán đứng sau tổng"`
	Target      *FigureTarget    `json:"target" doc:"Chỉ tiêu để so; null khi không có"`
}

// FigurePart is a part of a figure.
type FigurePart struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	Lo   int64  `json:"lo"`
	Hi   *int64 `json:"hi" nullable:"true"`
}

// FigureTarget is a promise beside a figure.
type FigureTarget struct {
	Value    int64    `json:"value" example:"1200"`
	Percent  *float64 `json:"percent" nullable:"true" example:"105.4"`
	Document string   `json:"document" example:"03/KH-BCĐHMKCN"`
}

// Schema describes a promise that may be missing: the library knows null of simple types alone.
func (FigureTarget) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: "object", Nullable: true, Properties: map[string]*huma.Schema{
		"value":    {Type: "integer", Format: "int64", Examples: []any{1200}},
		"percent":  {Type: "number", Nullable: true, Examples: []any{105.4}, Description: "Phần trăm của cận dưới"},
		"document": {Type: "string", Examples: []any{"03/KH-BCĐHMKCN"}},
	}, Required: []string{"document", "percent", "value"}, AdditionalProperties: false}
	s.PrecomputeMessages()
	return s
}

// Passport is a figure with what it rests on.
type Passport struct {
	Figure     Figure          `json:"figure"`
	Title      string          `json:"title" example:"Số đơn vị máu, 6 tháng đầu năm 2024"`
	Definition string          `json:"definition"`
	Code       string          `json:"code" doc:"Mã đã in cạnh số này, trống nếu chưa in"`
	Mix        []PassportShare `json:"mix" doc:"Số này gồm những loại bằng chứng nào"`
	Claims     []PassportClaim `json:"claims" doc:"Số đã công bố, đứng cạnh số này"`
	At         time.Time       `json:"at" doc:"Thời điểm tính"`
}

// PassportShare is how much of a figure is of one kind of evidence.
type PassportShare struct {
	Evidence string `json:"evidence" enum:"signed,scanned,counted,declared,imported"`
	Lo       int64  `json:"lo"`
}

// PassportClaim is what somebody published of a figure.
type PassportClaim struct {
	Amount
	Printed string `json:"printed" example:"hơn 22 nghìn" doc:"Nguyên văn"`
	Source  string `json:"source" doc:"Công bố ở đâu"`
	Agrees  bool   `json:"agrees" doc:"Khớp với số tổng hợp"`
}

// Asked is a figure's question, in the words of the command line.
type Asked struct {
	Indicator string `query:"indicator" required:"true" maxLength:"100" example:"blood.bags" doc:"Chỉ số"`
	Span
	Line     string `query:"line" example:"union" doc:"Tuyến để tổng hợp: union, place…"`
	On       string `query:"on" format:"date" example:"2024-06-30" doc:"Theo bản đồ của ngày này; trống là như lúc diễn ra"`
	Known    string `query:"known" format:"date-time" doc:"Theo những gì đã biết lúc ấy"`
	Campaign string `query:"campaign" maxLength:"200" doc:"Chỉ của phong trào này"`
	Activity string `query:"activity" maxLength:"200" doc:"Chỉ của hoạt động này"`
	At       string `query:"at" maxLength:"200" example:"hy-kcn" doc:"Đơn vị (hoặc địa bàn, nếu line=place) và mọi thứ bên dưới; trống là đơn vị của khóa"`
}

func (q Asked) question(c *call) (ledger.Question, error) {
	out := ledger.Question{Indicator: q.Indicator, Line: q.Line, Campaign: q.Campaign, Activity: q.Activity, At: q.At}
	var err error
	if out.Period, err = q.period(); err != nil {
		return out, err
	}
	if out.On, err = dayOf("on", q.On, 0); err != nil {
		return out, err
	}
	if q.Known != "" {
		t, err := time.Parse(time.RFC3339, q.Known)
		if err != nil {
			return out, fault.In("known", "Thời điểm “%s” không đúng. Hãy viết như 2026-07-28T08:00:00+07:00.", q.Known)
		}
		out.Known = day.InstantOf(t)
	}
	if out.At == "" && out.Line != ledger.PlaceLine && out.Activity == "" && out.Campaign == "" {
		out.At = c.program.Unit
	}
	return out, nil
}

func (q Asked) about(c *call) (string, error) {
	asks, err := q.question(c)
	return passport.Object(asks), err
}

type figureAsked struct {
	Asked
	By string `query:"by" enum:"unit,place,activity,campaign,evidence" example:"unit" doc:"Chia theo gì"`
}

func (s *server) figures() {
	const tag = "Số liệu"
	about := func(c *call, in *figureAsked) (string, error) { return in.about(c) }
	of := func(c *call, in *figureAsked) (passport.Passport, error) {
		q, err := in.question(c)
		if err != nil {
			return passport.Passport{}, err
		}
		q.By = in.By
		return passport.Of(c.v, c.house.Kinds, q)
	}
	read(s, Operation{ID: "get-figure", Path: "/figures", Summary: "Một số tổng hợp, như lệnh figure --json", Tag: tag, Verb: passport.Seeing}, about,
		func(c *call, in *figureAsked) (Figure, error) {
			p, err := of(c, in)
			if err != nil {
				return Figure{}, err
			}
			return figureOf(p)
		})
	read(s, Operation{ID: "get-passport", Path: "/passports", Summary: "Lý lịch của một số liệu", Tag: tag, Verb: passport.Seeing}, about,
		func(c *call, in *figureAsked) (Passport, error) {
			p, err := of(c, in)
			if err != nil {
				return Passport{}, err
			}
			return passportOf(p)
		})
	read(s, Operation{ID: "get-printed", Path: "/passports/{code}", Summary: "Lý lịch của số liệu có mã đã in", Tag: tag, Verb: passport.Seeing},
		func(c *call, in *printed) (string, error) {
			k, err := passport.ByCode(c.v, in.Code)
			return passport.Object(k.Question), err
		},
		func(c *call, in *printed) (Passport, error) {
			k, err := passport.ByCode(c.v, in.Code)
			if err != nil {
				return Passport{}, err
			}
			p, err := passport.Of(c.v, c.house.Kinds, k.Question)
			if err != nil {
				return Passport{}, err
			}
			return passportOf(p)
		})
}

type printed struct {
	Code string `path:"code" maxLength:"40" example:"ABCD-EFGH" doc:"Mã in cạnh số liệu"`
}

// figureOf takes the shape that `figure --json` promises, so that there is one.
func figureOf(p passport.Passport) (f Figure, err error) {
	text, err := json.Marshal(p)
	if err != nil {
		return f, err
	}
	return f, json.Unmarshal(text, &f)
}

func passportOf(p passport.Passport) (Passport, error) {
	f, err := figureOf(p)
	out := Passport{Figure: f, Title: p.Title(), Definition: p.Indicator.Definition, Code: p.Code, Mix: []PassportShare{}, Claims: []PassportClaim{}, At: p.At.Time()}
	for _, m := range p.Mix {
		out.Mix = append(out.Mix, PassportShare{m.Evidence.Key(), m.Amount})
	}
	for _, c := range p.Claims {
		out.Claims = append(out.Claims, PassportClaim{amount(c.Quantity), c.Printed, c.Source, c.Agrees})
	}
	return out, err
}
