package main

import (
	"encoding/json"
	"fmt"

	"phongtrao/internal/seed"
)

type seedCmd struct {
	Demo    seedDemoCmd    `cmd:"" help:"Bốn phong trào có thật, với tổ chức trước và sau 01/07/2025."`
	Country seedCountryCmd `cmd:"" help:"Một nước tưởng tượng, để đo tốc độ."`
}

type seedDemoCmd struct {
	database
	JSON bool `name:"json" help:"In một giá trị JSON."`
}

func (c seedDemoCmd) Run(e *env) error {
	made, err := seed.Demo(e.ctx, c.DB)
	return printMade(e, made, c.JSON, err)
}

type seedCountryCmd struct {
	database
	Units   int    `default:"120000" help:"Số tổ chức."`
	Entries int    `default:"1000000" help:"Số bút toán."`
	Seed    uint64 `default:"1" help:"Cùng một số cho cùng một dữ liệu."`
	JSON    bool   `name:"json" help:"In một giá trị JSON."`
}

func (c seedCountryCmd) Run(e *env) error {
	fmt.Fprintln(e.err, "Đang đổ dữ liệu, có thể mất một vài phút…")
	made, err := seed.SeedCountry(e.ctx, c.DB, seed.Country{Units: c.Units, Entries: c.Entries, Seed: c.Seed})
	return printMade(e, made, c.JSON, err)
}

func printMade(e *env, made seed.Made, asJSON bool, err error) error {
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(e.out).Encode(made)
	}
	fmt.Fprintf(e.out, "Đã ghi %d tổ chức, %d bút toán.\n", made.Units, made.Entries)
	return nil
}
