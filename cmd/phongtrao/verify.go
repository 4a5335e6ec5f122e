package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
)

type verifyCmd struct {
	database
	Note []string `placeholder:"TỆP" help:"Điểm chốt đã ra khỏi hệ thống (in trên lý lịch số liệu), để phát hiện nhật ký bị tua lại; nêu được nhiều lần."`
	JSON bool     `name:"json" help:"In một giá trị JSON."`
}

// verified is the answer of verify.
type verified struct {
	OK          bool             `json:"ok"`
	Entries     int64            `json:"entries"`
	Reversed    int64            `json:"reversed"`
	Cells       int              `json:"cells"`
	Sealed      int64            `json:"sealed"`
	Logs        int              `json:"logs"`
	Checkpoints int              `json:"checkpoints"`
	Failures    []ledger.Failure `json:"failures"`
}

func (c verifyCmd) Run(e *env) error {
	var notes []string
	for _, name := range c.Note {
		text, err := os.ReadFile(name)
		if err != nil {
			return usage{err}
		}
		notes = append(notes, string(text))
	}
	h, err := c.open(e, true)
	if err != nil {
		return err
	}
	defer h.Close()
	var r *ledger.Report
	if err := h.DB.See(e.ctx, func(v *db.View) (err error) {
		r, err = ledger.Verify(v, notes...)
		return err
	}); err != nil {
		return err
	}
	if c.JSON {
		failures := r.Failures
		if failures == nil {
			failures = []ledger.Failure{}
		}
		if err := json.NewEncoder(e.out).Encode(verified{r.OK(), r.Entries, r.Reversed, r.Cells, r.Sealed, r.Logs, r.Checkpoints, failures}); err != nil {
			return err
		}
	} else {
		printReport(e.out, r)
	}
	if !r.OK() {
		return errNo
	}
	return nil
}

func printReport(w io.Writer, r *ledger.Report) {
	fmt.Fprintf(w, "Bút toán: %d, trong đó %d đã điều chỉnh\nÔ số liệu đã đếm lại: %d\nĐã niêm phong: %d bút toán trong %d nhật ký, %d điểm chốt\n",
		r.Entries, r.Reversed, r.Cells, r.Sealed, r.Logs, r.Checkpoints)
	for _, f := range r.Failures {
		fmt.Fprintf(w, "SAI: %s: %s\n", f.What, f.Text)
	}
	if r.OK() {
		fmt.Fprintln(w, "Mọi tổng, mọi niêm phong đều khớp.")
	}
}
