package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"text/tabwriter"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/passport"
)

// database is the flag that most commands share.
type database struct {
	DB string `name:"db" env:"PHONGTRAO_DB" required:"" placeholder:"DB" help:"Tệp cơ sở dữ liệu, hoặc địa chỉ postgres://…"`
}

// open opens the house; programs that only read leave everything as it is.
func (d database) open(e *env, reading bool) (*house.House, error) {
	return house.Open(e.ctx, d.DB, house.Options{Reading: reading, NoSeal: true, DB: db.Options{ReadOnly: reading}})
}

type figureCmd struct {
	database
	Indicator string `required:"" placeholder:"KEY" help:"Mã chỉ số, ví dụ blood.bags."`
	From      string `placeholder:"NGÀY" help:"Từ ngày, dạng 2024-01-01."`
	To        string `placeholder:"NGÀY" help:"Đến hết ngày."`
	On        string `placeholder:"NGÀY" help:"Trên bản đồ tổ chức của ngày này; bỏ trống là mỗi số theo tổ chức của ngày phát sinh."`
	Line      string `placeholder:"TUYẾN" help:"Tuyến tổng hợp: union, club, committee, place."`
	At        string `placeholder:"MÃ" help:"Đơn vị hoặc địa điểm."`
	By        string `placeholder:"CÁCH" help:"Chia theo: unit, place, activity, evidence."`
	Campaign  string `placeholder:"MÃ" help:"Chỉ trong phong trào này."`
	Known     string `placeholder:"LÚC" help:"Theo những gì đã biết đến lúc này, dạng 2025-06-30T17:00:00+07:00."`
	JSON      bool   `name:"json" help:"In một giá trị JSON."`
}

func (c figureCmd) Run(e *env) error {
	words := url.Values{}
	for name, value := range map[string]string{"indicator": c.Indicator, "from": c.From, "to": c.To, "on": c.On, "line": c.Line,
		"at": c.At, "by": c.By, "campaign": c.Campaign, "known": c.Known} {
		if value != "" {
			words.Set(name, value)
		}
	}
	q, err := passport.ParseQuery(words)
	if err != nil {
		return usage{err}
	}
	h, err := c.open(e, true)
	if err != nil {
		return err
	}
	defer h.Close()
	var p passport.Passport
	if err := h.DB.See(e.ctx, func(v *db.View) (err error) {
		p, err = passport.Of(v, h.Kinds, q)
		return err
	}); err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(e.out).Encode(p)
	}
	fmt.Fprintf(e.out, "%s: %s %s\n%s\n", p.Title(), p.Figure.Quantity, p.Indicator.Label(), p.Map.Text)
	for _, s := range p.Mix {
		fmt.Fprintf(e.out, "  %s\n", s.VN())
	}
	for _, t := range p.Progress {
		fmt.Fprintf(e.out, "  %s\n", t.Percentage.Text)
		if t.Warning != "" {
			fmt.Fprintf(e.out, "  Lưu ý: %s\n", t.Warning)
		}
	}
	table := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', tabwriter.AlignRight)
	for _, part := range p.Figure.Parts {
		fmt.Fprintf(table, "%s\t  %s\n", part.Quantity, part.Name)
	}
	for _, part := range p.Figure.Unallocated {
		fmt.Fprintf(table, "%s\t  %s: không phân bổ được\n", part.Quantity, part.Name)
	}
	for _, part := range p.Figure.Gone {
		fmt.Fprintf(table, "%s\t  %s: không còn tổ chức kế thừa, không nằm trong tổng\n", part.Quantity, part.Name)
	}
	return table.Flush()
}

// usage marks an error of the command line.
type usage struct{ error }

func (u usage) Unwrap() error { return u.error }

// Error returns the fault's own sentence, or what else was wrong.
func (u usage) Error() string {
	if fault.KindOf(u.error) == fault.Internal {
		return u.error.Error()
	}
	return fault.Text(u.error)
}
