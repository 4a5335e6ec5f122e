package gate_test

import (
	"testing"
	"time"

	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/roster"
)

func words(r gate.Receipt) (all []rule.Word) {
	for _, a := range r.Answers {
		all = append(all, a.Word)
	}
	return all
}

func TestReceive(t *testing.T) {
	p := build(t, roster.Settings{WalkIns: true}, 30)
	a, b := p.enrol(0), p.enrol(1)
	p.Clock.Advance(10 * time.Minute)
	first := a.scan(0, 5*time.Minute)
	r := a.send(first)
	if r.Through != 1 || len(r.Answers) != 1 || r.Answers[0].Word != rule.Welcome || !r.Answers[0].Counts {
		t.Fatalf("%+v", r)
	}
	if n := p.runners("", ""); n != 1 {
		t.Errorf("%d runners", n)
	}
	// At another site, later: again. Earlier: it takes the place.
	late := b.scan(0, 6*time.Minute)
	if r := b.send(late); r.Answers[0].Word != rule.Again || r.Answers[0].Counts || r.Answers[0].First == nil || r.Answers[0].First.Door != "Cửa A" || r.Answers[0].First.Site != "KCN Tràng Duệ" {
		t.Fatalf("%+v %+v", r, r.Answers[0].First)
	}
	early := b.scan(0, 4*time.Minute)
	if r := b.send(early); r.Answers[0].Word != rule.Away || !r.Answers[0].Counts || r.Through != 2 {
		t.Fatalf("%+v", r)
	}
	if n, m := p.runners(p.sites[0], ""), p.runners(p.sites[1], ""); n != 0 || m != 1 {
		t.Errorf("%d and %d runners", n, m)
	}
	if r := a.send(first); r.Answers[0].Word != rule.Again || r.Answers[0].First.Door != "Cửa B" {
		t.Fatalf("%+v", r)
	}
	tot := p.totals()
	if tot["0"] != (gate.Tally{Again: 1}) || tot["1"] != (gate.Tally{Scanned: 1, Again: 1}) {
		t.Errorf("%+v", tot)
	}
}
