package main

import (
	"context"
	"fmt"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/house"
	"phongtrao/internal/station"
	"phongtrao/internal/testkit/furnished"
)

// park puts a run of tomorrow into a house: park DB. It sets CODE to an invitation for a station at its first site, and SITE.
func park(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	h, err := house.Open(ctx, ts.MkAbs(args[0]), house.Options{NoSeal: true})
	ts.Check(err)
	defer h.Close()
	p, err := furnished.RunIn(ctx, h, day.InstantOf(time.Now()).Day().Add(1), 30)
	ts.Check(err)
	ts.Check(h.Desk.Do(ctx, act.System("thử"), station.Inviting, p.Sites[0], func(tx *db.Tx) error {
		code, err := station.Make(tx, p.Sites[0], "Máy thử")
		ts.Setenv("CODE", code)
		return err
	}))
	ts.Setenv("SITE", p.Sites[0])
}

// phonesAt enrols a phone at a box and has it scan: phones DB COUNT. The phone has receipts for all.
func phonesAt(ts *testscript.TestScript, _ bool, args []string) {
	n := 0
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	ts.Check(furnished.Scan(context.Background(), ts.MkAbs(args[0]), ts.Getenv("SITE"), n))
}

// counted wants so many people counted at a house: counted DB COUNT.
func counted(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	h, err := house.Open(ctx, ts.MkAbs(args[0]), house.Options{NoSeal: true})
	ts.Check(err)
	defer h.Close()
	var people int64
	ts.Check(h.DB.See(ctx, func(v *db.View) error {
		all, err := gate.Totals(v, 1)
		for _, t := range all {
			people += t.Scanned
		}
		return err
	}))
	if fmt.Sprint(people) != args[1] {
		ts.Fatalf("%d people are counted, want %s", people, args[1])
	}
}
