// Package daybook keeps what the lead of a site notes down on its day.
//
// That is incidents, each open until somebody says how it was dealt with, and pictures, each with what those who are seen on it agreed to.
// Nobody is recognised on a picture, and an incident names nobody: names are kept by people alone. Nothing is taken away; a picture that somebody
// does not want is hidden, with a reason.
package daybook

import (
	"phongtrao/internal/base/day"
)

// Incident is something that happened at a site.
type Incident struct {
	ID       string
	Activity string
	Kind     Kind
	Text     string // what, without names
	Spot     string // where at the site: "cổng A2"
	At       day.Instant
	MadeBy   string
	MadeAt   day.Instant

	Settled    day.Instant // when it was dealt with, 0 while it is open
	SettledHow string
	SettledBy  string
}

// Open reports whether it waits to be dealt with.
func (i Incident) Open() bool { return i.Settled == 0 }

// Kind is what sort of thing happened.
type Kind string

const (
	Medical Kind = "medical"
	Queue   Kind = "queue"
	Device  Kind = "device"
	Weather Kind = "weather"
	Other   Kind = "other"
)

// Kinds are all kinds, the most pressing first.
var Kinds = []Kind{Medical, Queue, Device, Weather, Other}

// Label names the kind in Vietnamese.
func (k Kind) Label() string {
	return map[Kind]string{Medical: "Y tế", Queue: "Ùn tắc", Device: "Máy, mạng", Weather: "Thời tiết", Other: "Việc khác"}[k]
}

// Photo is a picture of a site.
type Photo struct {
	ID       string
	Activity string
	Hash     string // in the store of files
	Media    string
	Text     string // what it shows
	Consent  Consent
	MadeBy   string
	MadeAt   day.Instant

	Hidden string // why it is shown no more, "" while it is
}

// Consent is what those who are seen on a picture agreed to.
type Consent string

const (
	NotAsked Consent = "none"
	Crowd    Consent = "crowd"
	Given    Consent = "given"
)

// Consents are all, the most careful first.
var Consents = []Consent{NotAsked, Crowd, Given}

// Label says it in Vietnamese.
func (c Consent) Label() string {
	return map[Consent]string{NotAsked: "Chưa hỏi ý kiến: chỉ xem nội bộ", Crowd: "Chỉ thấy đám đông, không nhận ra ai", Given: "Người trong ảnh đã đồng ý cho đăng"}[c]
}
