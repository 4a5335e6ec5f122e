// Package rule decides who may come in.
//
// The rule is one pure function, written twice: here, where the server decides on what phones saw, and in the gate's own program
// (internal/web/gateapp/src/rule.ts), which decides with no network. testdata/verdicts.json holds both to the same answers (decision 7).
package rule

// How says by what somebody was known at a gate.
type How string

const (
	ByTicket How = "ticket" // the ticket's code was scanned
	ByCode   How = "code"   // the ticket's short code was typed
	ByName   How = "name"   // the name was found in the list
	ByPaper  How = "paper"  // entered afterwards from a printed sheet
	ByCard   How = "card"   // a walk-in with a citizen card
	ByPerson How = "person" // a walk-in who said a name and a company
	ByPlus   How = "plus"   // one more, nobody asked who
)

// Hows are all ways of being known.
var Hows = []How{ByTicket, ByCode, ByName, ByPaper, ByCard, ByPerson, ByPlus}

// WalkIn reports whether nobody signed up beforehand.
func (h How) WalkIn() bool { return h == ByCard || h == ByPerson || h == ByPlus }

// Window says where a moment lies beside the time for which a ticket is good.
type Window int

const (
	Early  Window = -1
	Within Window = 0
	Late   Window = 1
)

// Facts are what is known about somebody at a gate when the rule is asked. They are made from the pack on the phone, and from the
// database on the server.
type Facts struct {
	How      How    `json:"how"`
	Garbage  bool   `json:"garbage,omitempty"`  // what was read is no ticket, code or card at all
	Forged   bool   `json:"forged,omitempty"`   // it looks like a ticket, and its signature does not hold
	Elsewhen bool   `json:"elsewhen,omitempty"` // a true ticket of another event
	Revoked  bool   `json:"revoked,omitempty"`  // the ticket was taken back
	Listed   bool   `json:"listed,omitempty"`   // the list knows the ticket; walk-ins never are
	Unlisted bool   `json:"unlisted,omitempty"` // tickets that the list does not know yet are let in without asking at this event
	Window   Window `json:"window,omitempty"`   // the moment beside the ticket's wave
	Away     bool   `json:"away,omitempty"`     // the ticket is for another site of the same event
	Used     bool   `json:"used,omitempty"`     // what is given here was given before for this ticket or card
	After    bool   `json:"after,omitempty"`    // what is given here is given only to those who came in
	Inside   bool   `json:"inside,omitempty"`   // the ticket or card came in before
	Walks    bool   `json:"walks,omitempty"`    // walk-ins are welcome at this event
	Expired  bool   `json:"expired,omitempty"`  // the pack's day is over
}

// Word is what the verdict says.
type Word string

const (
	Welcome    Word = "welcome"
	WalkedIn   Word = "walked_in"   // welcome without a ticket
	Expired    Word = "expired"     // the list's day is over: nothing can be decided with it
	Garbage    Word = "garbage"     // not a code of ours
	Forged     Word = "forged"      // not issued by us
	OtherEvent Word = "other_event" // true, of another event
	Revoked    Word = "revoked"
	Again      Word = "again" // given before
	TooEarly   Word = "early" // its wave has not begun
	TooLate    Word = "late"  // its wave is over
	Away       Word = "away"  // for another site
	Unlisted   Word = "unlisted"
	NotInside  Word = "not_inside" // did not come in before
	NoWalkIns  Word = "no_walk_ins"
)

// Words are all words, in the order in which the rule looks for a reason.
var Words = []Word{Expired, Garbage, Forged, OtherEvent, Revoked, Again, NoWalkIns, NotInside, TooEarly, TooLate, Away, Unlisted, WalkedIn, Welcome}

// Colour is what the whole screen shows.
type Colour string

const (
	Green  Colour = "green"  // come in
	Yellow Colour = "yellow" // the volunteer decides
	Red    Colour = "red"    // no
)

// Verdict is the answer.
type Verdict struct {
	Word   Word   `json:"word"`
	Colour Colour `json:"colour"`
}

// Decide answers for one person at one gate. The first reason that there is speaks: what makes a ticket worthless before what makes it
// doubtful. Nothing that merely looks odd is red: a volunteer with a queue decides, and the note stays.
func Decide(f Facts) Verdict {
	switch {
	case f.Expired:
		return Verdict{Expired, Red}
	case f.Garbage:
		return Verdict{Garbage, Red}
	case f.Forged:
		return Verdict{Forged, Red}
	case f.Elsewhen:
		return Verdict{OtherEvent, Red}
	case f.Revoked:
		return Verdict{Revoked, Red}
	case f.Used:
		return Verdict{Again, Red}
	case f.How.WalkIn() && !f.Walks:
		return Verdict{NoWalkIns, Red}
	case f.After && !f.Inside && f.How != ByPlus:
		return Verdict{NotInside, Yellow}
	case f.How.WalkIn():
		return Verdict{WalkedIn, Green}
	case f.Window == Early:
		return Verdict{TooEarly, Yellow}
	case f.Window == Late:
		return Verdict{TooLate, Yellow}
	case f.Away:
		return Verdict{Away, Yellow}
	case !f.Listed && !f.Unlisted:
		return Verdict{Unlisted, Yellow}
	}
	return Verdict{Welcome, Green}
}

// Counts reports whether somebody was let in and is counted: the rule said yes, or left it to the volunteer who did.
func (v Verdict) Counts(admitted bool) bool {
	return admitted && v.Colour != Red
}
