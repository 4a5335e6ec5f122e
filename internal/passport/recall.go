package passport

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/ledger"
)

// Claim is a number that somebody published, beside what the ledger says.
type Claim struct{}

// Pending is what a unit sent and nobody has accepted yet. It is in no total.
type Pending struct {
	Submission string
	Unit, Name string
	Activity   string
	Quantity   ledger.Quantity
	At         day.Instant
}

func (p *Passport) recall(*db.View) error { return nil }
