package roster

import (
	"phongtrao/internal/base/day"
)

// Event is what tickets are made for: a central activity with all the sites that are linked to it, or one activity alone.
// Its number stands in every ticket.
type Event struct {
	Number   int64  // 1–65535
	Activity string // the central activity
	Salt     []byte // of the sealed rows and the tags of its packs
	Settings
}

// Settings are what an event was opened with; they are edited until its day.
type Settings struct {
	Opens, Closes day.Instant `json:",omitzero"` // sign-up by oneself, 0 = not; both in an instant
	Services      []Service   // what a gate gives, in the order of its buttons; the first is coming in
	Slots         []Slot      // waves; none is one wave all day
	Choices       []Choice    // what is asked at sign-up beside the name
	Unlisted      bool        // true tickets that a phone's list does not know yet are let in without asking
	WalkIns       bool        // whoever comes without a ticket is welcome
	Rehearsal     bool        // a rehearsal: everything is as on the day, and no figure is made
	Sites         []Site      // what is particular to a site
}

// Service is one thing that is given at a gate, once for each ticket: coming in, a shirt, a meal, the finish.
type Service struct {
	Key   string // "came", "finishers", "shirt"; a word that the kind of campaign may count (kind.Count)
	Label string // "Vào cổng"
	After bool   // only for those who came in
}

// Came is the key of coming in: the first service of every event.
const Came = "came"

// Slot is a wave: from when to when its tickets are welcome.
type Slot struct {
	Key         string // "1"
	Label       string // "Đợt 1: 6 giờ"
	From, Until int    // minutes of the day; Until 0 is the end of the day
}

// Choice is a question at sign-up with fixed answers.
type Choice struct {
	Key     string   // "shirt"
	Label   string   // "Cỡ áo"
	Options []string // "S", "M", "L"
	Show    bool     // the gate shows the answer
}

// Site is what is particular to a site of an event.
type Site struct {
	Activity string
	Prefix   string // of its bibs: "VS"
	Expected int64  // how many are expected (the line on the wall), 0 for none
}

// State of a registration.
type State string

const (
	Confirmed State = "confirmed"
	Waiting   State = "waiting"
	Cancelled State = "cancelled"
)

// Registration is somebody who signed up, or a place of a group that has no name yet.
type Registration struct {
	ID       string
	Event    int64
	Activity string // the site
	Unit     string // whose
	Person   string // a participant kept by people, "" while nobody is named
	Party    string // the group it came with, "" for none
	Slot     string
	Choices  map[string]string
	State    State
	Queued   int64  // its turn among those who wait, 0 for none
	Source   string // BySelf, ByList, ByGroup
	MadeBy   string
	MadeAt   day.Instant
	Changed  day.Instant

	Link string // only in what Register returns: what the worker's own link holds, of which the hash alone is kept
}

// How a registration came.
const (
	BySelf  = "self"
	ByList  = "list"
	ByGroup = "group"
)

// Ticket is the ticket of a confirmed registration. What is signed is base/ticket's; who holds it is people's.
type Ticket struct {
	Event        int64
	Serial       int64
	Registration string
	Activity     string // the site
	Unit         string
	Slot         string
	Class        int
	Key          int64  // which key signs it
	Code         string // the short code, "4K7N-2Q9X"
	Bib          string // "VS-0042-7": prefix of the site, number, check digit
	NameTag      []byte // 8 bytes by which a gate finds the whole name; nil while nobody is named
	Issued       day.Instant
	Revoked      day.Instant // 0 while it is good
	RevokedWhy   string
	Change       int64 // grows with every ticket that is made, changed or taken back in the event
}

// Attendance is somebody who came, or was given something: at most once for each subject and each service of an event.
type Attendance struct {
	Event    int64
	Subject  string // SubjectTicket, SubjectCard, SubjectScan
	What     string // the service's key
	Activity string // the site where
	Unit     string // whose
	People   int64
	Device   string // the scan that admits
	Seq      int64
	At       day.Instant // the true time
	Entry    int64       // in the ledger, 0 where it is no figure
}
