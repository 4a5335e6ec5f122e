// Package live keeps the numbers of the day in memory.
//
// A Board follows what the gate takes in and says for each event how many came, how many at which site, how fast, and how old each
// site's word is. All of it is made from the database and may be thrown away: several servers over one database show the same.
// It keeps true that a number that falls says why, and that a site of which nothing was heard is never drawn as if it were quiet.
package live

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/ledger"
	"phongtrao/internal/roster"
)

// Facts are what stands about an event before anybody comes. They are edited rarely; the Board reads them again by itself.
type Facts struct {
	Event        string // the central activity
	Number       int64  // of the event, as in its tickets
	Name         string
	Host         string // the union body that invites
	Campaign     string
	CampaignName string
	Indicator    string // as which those who came are counted, "" where they are no figure
	Of           string // what is counted, in the singular: "người"
	Day          day.Day
	Begins       int    // minutes of the day of the first wave, 0 where none is known
	Target       int64  // for all sites, 0 for none
	Promised     bool   // the target is the campaign's; else it is the sum of what the sites expect
	Rehearsal    bool   // everything is as on the day, and no figure is made
	Came         string // what coming in is called: "Vào cổng"
	Ends         string // the service that ends it, "" where none does: "finishers"
	DoneLabel    string // what that is called: "Về đích"
	Services     []roster.Service
	Sites        []Site
	Closed       bool // every site was closed

	order string         // of the sites
	index map[string]int // of a site's lane
}

// Site is a site of an event, in the order in which its lane stands.
type Site struct {
	Activity string
	Name     string
	Expected int64 // 0 for unknown
	Closed   bool
}

// Phase says where the day stands.
type Phase string

const (
	Before Phase = "before" // the day has not come
	During Phase = "during"
	After  Phase = "after" // the day is over, or every site is closed
)

// Numbers are the event at one moment. They are never changed once made, and shared by all who look.
type Numbers struct {
	*Facts
	Rev   int64 // grows with every change
	At    day.Instant
	Phase Phase

	Total, WalkIns, Done int64 // who came, how many of them without a ticket, who went through to the end
	Registered           int64
	Counted              int64 // beside: in blocks and by head-counts
	Again                int64 // shown once more, let in once
	Refused              int64
	Undone               int64
	Pending              int64 // what phones have recorded and not yet sent, as far as they said
	LastMinute           int64
	Spark                [Points]int64 // rates a minute, the last one now
	Online, Phones       int           // sites that are heard of; sites at which phones are on shift
	Lanes                []Lane
	Ticker               []Line // the newest first
	Published            *Published
}

// Points is how many points the course of arrivals has.
const Points = 30

// Lane is a site at one moment.
type Lane struct {
	Site
	Came, WalkIns, Done    int64
	Given                  map[string]int64 // by service
	Registered             int64
	Counted                int64
	Again, Refused, Undone int64
	LastMinute             int64
	Pending                int64
	State                  Net
	Heard                  day.Instant // of any of its phones, 0 for never
	Until                  day.Instant // the latest true time of what it sent, 0 for none
	Phones                 int         // on shift
	Reached                day.Instant // when it had as many as are expected, 0 for not yet
	Evidence               ledger.Evidence
	Figure                 *ledger.Quantity // what is published of the site, once it is closed
}

// Net says how well a site is heard.
type Net string

const (
	NoPhones Net = "none"   // no phone is on shift
	Silent   Net = "silent" // phones are on shift, and none was heard of yet
	Online   Net = "online"
	Offline  Net = "offline" // nothing was heard for Hush
)

// Line is something that happened, in a sentence.
type Line struct {
	At   day.Instant
	Text string
	Kind Kind
}

// Kind is the mood of a line.
type Kind string

const (
	Mile Kind = "mile" // a round number
	Goal Kind = "goal" // a target
	Link Kind = "link" // a network lost or found
	Fall Kind = "fall" // a number fell, with its reason
)

// Published is what the ledger says once the day is over.
type Published struct {
	ledger.Quantity
	ByEvidence map[ledger.Evidence]int64
}
