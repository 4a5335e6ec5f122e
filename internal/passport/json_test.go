package passport

import (
	"encoding/json"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

// TestJSON holds the public contract: the figure of Hưng Yên's parks as the contract prints it, then one without an upper bound.
func TestJSON(t *testing.T) {
	target := campaign.Target{Quantity: 1200, Version: 1, Period: day.Year(2024), Source: campaign.Assigned}
	percent, err := campaign.Percent(1265, 1265, false, target, "", campaign.Tenth)
	if err != nil {
		t.Fatal(err)
	}
	hungYen := Passport{
		Question: ledger.Question{Indicator: "blood.bags"},
		Figure: ledger.Figure{Measure: indicator.Bags, Quantity: ledger.Exactly(1265), ByEvidence: map[ledger.Evidence]int64{ledger.Signed: 1265}, Entries: 5,
			Parts: []ledger.Part{{Key: "u1", Name: "KCN Thăng Long II", Quantity: ledger.Exactly(560)}}},
		Progress: []Progress{{Target: target, Document: "03/KH-BCĐHMKCN", Percentage: percent}},
	}
	run := Passport{
		Question: ledger.Question{Indicator: "run.runners"},
		Figure: ledger.Figure{Measure: indicator.People, Quantity: ledger.AtLeast(22000), Entries: 1, ByEvidence: map[ledger.Evidence]int64{ledger.Declared: 22000},
			Gone: []ledger.Part{{Key: "u9", Name: "Quận Nam Từ Liêm", Quantity: ledger.Exactly(10)}}},
		Pending: []Pending{{report.Waiting{Unit: "u2", Quantity: ledger.AtLeast(900)}, "CĐ KCN Lai Vu"}},
	}
	for _, c := range []struct {
		p    Passport
		want string
	}{
		{hungYen, `{"indicator":"blood.bags","measure":"bags","lo":1265,"hi":1265,"evidence":{"signed":1265},"parts":[{"key":"u1","name":"KCN Thăng Long II","lo":560,"hi":560}],"unallocated":[],"pending":[],"entries":5,"target":{"value":1200,"percent":105.4,"document":"03/KH-BCĐHMKCN"}}`},
		{run, `{"indicator":"run.runners","measure":"people","lo":22000,"hi":null,"evidence":{"declared":22000},"parts":[],"unallocated":[],"gone":[{"key":"u9","name":"Quận Nam Từ Liêm","lo":10,"hi":10}],"pending":[{"key":"u2","name":"CĐ KCN Lai Vu","lo":900,"hi":null}],"entries":1,"target":null}`},
	} {
		got, err := json.Marshal(c.p)
		if err != nil || string(got) != c.want {
			t.Errorf("got  %s (%v)\nwant %s", got, err, c.want)
		}
	}
}
