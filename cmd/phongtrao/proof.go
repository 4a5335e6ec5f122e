package main

import (
	"encoding/json"
	"fmt"
	"os"

	"phongtrao/internal/ledger"
)

type proofCmd struct {
	File    string   `arg:"" type:"existingfile" help:"Tệp bằng chứng tải từ trang bút toán (.json)."`
	Trusted []string `placeholder:"KHOÁ" help:"Khoá công khai đã ghi lại trước đó; không có thì tin khoá trong tệp."`
}

// Run checks a proof of inclusion without any database.
func (c proofCmd) Run(e *env) error {
	text, err := os.ReadFile(c.File)
	if err != nil {
		return usage{err}
	}
	var p ledger.Proof
	if err := json.Unmarshal(text, &p); err != nil {
		return usage{fmt.Errorf("không đọc được tệp bằng chứng: %w", err)}
	}
	if err := ledger.CheckProof(p, c.Trusted...); err != nil {
		fmt.Fprintf(e.out, "KHÔNG KHỚP: %v\n", err)
		return errNo
	}
	fmt.Fprintf(e.out, "Khớp: bút toán nằm ở vị trí %d trong nhật ký niêm phong %d bút toán.\n%s\n%s", p.Index, p.Size, p.Entry, p.Checkpoint)
	return nil
}
