package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"phongtrao/internal/bench"
)

type benchCmd struct {
	Name    string `arg:"" optional:"" help:"Chỉ đo một việc: ${measures}."`
	Units   int    `default:"120000" help:"Số tổ chức của nước tưởng tượng."`
	Entries int    `default:"1000000" help:"Số bút toán."`
	Folder  string `placeholder:"THƯ MỤC" help:"Giữ dữ liệu đo ở đây để lần sau khỏi tạo lại."`
	JSON    bool   `name:"json" help:"In một giá trị JSON."`
}

func (c benchCmd) Run(e *env) error {
	results, err := bench.Run(e.ctx, bench.Options{Only: c.Name, Units: c.Units, Entries: c.Entries, Folder: c.Folder, Progress: e.err})
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(e.out).Encode(results)
	}
	table := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, r := range results {
		ratio := ""
		if r.Bare != 0 {
			ratio = fmt.Sprintf("%.3g × %s (%.4g %s)", r.Ratio(), r.Limit, r.Bare, r.Unit)
		}
		fmt.Fprintf(table, "%s\t%.4g %s\t%s\t%s\n", r.Name, r.Value, r.Unit, ratio, r.Note)
	}
	return table.Flush()
}

// measureNames are shown in the help.
func measureNames() string { return strings.Join(bench.Names(), ", ") }
