package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/house"
	"phongtrao/internal/ledger"
	"phongtrao/internal/schema"
)

type copyCmd struct {
	Src  string `arg:"" help:"Cơ sở dữ liệu nguồn: tệp, hoặc postgres://…"`
	Dst  string `arg:"" help:"Cơ sở dữ liệu đích, còn trống."`
	JSON bool   `name:"json" help:"In một giá trị JSON."`
}

// side is what one of the two databases holds: equal sides are equal databases.
type side struct {
	Entries int64             `json:"entries"`
	Sealed  int64             `json:"sealed"`
	Roots   map[string]string `json:"roots"`
	OK      bool              `json:"ok"`
}

func (c copyCmd) Run(e *env) error {
	src, err := db.Open(e.ctx, c.Src, db.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := db.Open(e.ctx, c.Dst, db.Options{})
	if err != nil {
		return err
	}
	defer dst.Close()
	if err := dst.Migrate(e.ctx, schema.Lines...); err != nil {
		return err
	}
	fmt.Fprintln(e.err, "Đang chép…")
	rows, err := db.Copy(e.ctx, src, dst)
	if err != nil {
		return err
	}
	from, err := look(e, src)
	if err != nil {
		return err
	}
	to, err := look(e, dst)
	if err != nil {
		return err
	}
	same := from.OK && to.OK && from.Entries == to.Entries && from.Sealed == to.Sealed && maps.Equal(from.Roots, to.Roots)
	if c.JSON {
		err := json.NewEncoder(e.out).Encode(struct {
			Same bool             `json:"same"`
			Rows map[string]int64 `json:"rows"`
			Src  side             `json:"src"`
			Dst  side             `json:"dst"`
		}{same, rows, from, to})
		if err != nil {
			return err
		}
	} else {
		fmt.Fprintf(e.out, "%-12s %14s %14s\n", "", "nguồn", "đích")
		fmt.Fprintf(e.out, "%-12s %14d %14d\n", "bút toán", from.Entries, to.Entries)
		fmt.Fprintf(e.out, "%-12s %14d %14d\n", "niêm phong", from.Sealed, to.Sealed)
		for _, log := range slices.Sorted(maps.Keys(from.Roots)) {
			fmt.Fprintf(e.out, "gốc %-8s %s\n%12s %s\n", log, from.Roots[log], "", to.Roots[log])
		}
	}
	if !same {
		return fault.Conflictf("Hai bên không khớp nhau; không dùng bản đích.")
	}
	return nil
}

// look verifies one database and says what it holds.
func look(e *env, d *db.DB) (s side, err error) {
	h, err := house.On(e.ctx, d, house.Options{Reading: true, NoSeal: true})
	if err != nil {
		return s, err
	}
	err = h.DB.See(e.ctx, func(v *db.View) error {
		r, err := ledger.Verify(v)
		if err != nil {
			return err
		}
		s = side{Entries: r.Entries, Sealed: r.Sealed, OK: r.OK(), Roots: map[string]string{}}
		points, err := ledger.Checkpoints(v)
		for _, p := range points {
			s.Roots[strconv.FormatInt(p.Year, 10)] = p.Root
		}
		return err
	})
	return s, err
}
