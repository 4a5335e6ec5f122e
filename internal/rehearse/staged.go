package rehearse

// Staged is a day made ready: what the phones and the crowd need to begin. It travels as JSON where the server is elsewhere.
type Staged struct {
	Event   int64        `json:"event"`
	Central string       `json:"central"` // the central activity
	Sites   []StagedSite `json:"sites"`
	Tickets []Held       `json:"tickets"`
	Phones  []Enrolled   `json:"phones"`
	Foreign string       `json:"foreign"` // a true ticket of another event, "" for none
}

// StagedSite is a site with the unions whose people come to it; the first is the host.
type StagedSite struct {
	Activity string   `json:"activity"`
	Units    []string `json:"units"`
}

// Held is a ticket in somebody's hand.
type Held struct {
	Text    string `json:"text"`
	Serial  int64  `json:"serial"`
	Site    int    `json:"site"`
	Unit    string `json:"unit"`
	Revoked bool   `json:"revoked,omitempty"`
}

// Enrolled is a phone at a door of a site.
type Enrolled struct {
	Device string `json:"device"`
	Token  string `json:"token"`
	Site   int    `json:"site"`
}

// came and finished are the two services of a rehearsed run.
const (
	came     = "came"
	finished = "finishers"
)
