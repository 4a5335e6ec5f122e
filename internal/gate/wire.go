// Package gate takes in what phones saw at doors.
//
// A site has doors; at a door there are phones (devices), enrolled once by a code, each with a key pair made on it and numbers of its own for
// all that it records. A phone decides alone, with the pack that it was given, and sends what it saw as often as it likes, in any order;
// here every record is kept as sent, decided again by the same rule, counted once. What arrives late with an earlier true time admits
// in place of what was taken first; the other stays, with the word "again". Records that cannot be read are kept and named. What
// travels is said in this file and in docs/guides/gate-protocol.md.
package gate

import (
	"phongtrao/internal/gate/rule"
)

// Protocol is the version of what travels between a gate's phone and the server.
//
//	1  the first
//
// The server speaks to phones two versions back (ProtocolOldest), and tells older ones in a sentence to load the page anew.
const (
	Protocol       = 1
	ProtocolOldest = 1
)

// Limits.
const (
	BatchMax = 500     // records in one batch
	BodyMax  = 1 << 20 // bytes of one batch
)

// Domain stands before a batch's bytes where a phone signs them, and before a station's.
const (
	BatchDomain   = "GATE-BATCH/V1\x00"
	StationDomain = "GATE-STATION/V1\x00"
)

// Scan is what a phone saw of one person, or of several where it just counted on. A phone numbers its scans, blocks and undoings with one
// sequence from 1 on, without gaps: so it can be said what has not arrived.
type Scan struct {
	Seq    int64  `json:"seq"`
	At     int64  `json:"at"`               // the phone's clock, milliseconds since 1970
	Offset *int64 `json:"offset,omitempty"` // milliseconds to add for the true time, as last measured; absent: never measured

	What   string   `json:"what"` // the service's key
	How    rule.How `json:"how"`
	Ticket string   `json:"ticket,omitempty"` // as read, its text of 116 characters: ByTicket
	Serial int64    `json:"serial,omitempty"` // found in the pack: ByCode, ByName, ByPaper
	Card   *Card    `json:"card,omitempty"`   // ByCard
	Person *Person  `json:"person,omitempty"` // ByPerson
	Unit   string   `json:"unit,omitempty"`   // whose, for walk-ins; "" is the site's host
	People int64    `json:"people,omitempty"` // ByPlus: how many, 1 if not given

	Said     rule.Word `json:"said"`             // the phone's verdict
	Admitted bool      `json:"admitted"`         // let in, or given what is given
	Reason   string    `json:"reason,omitempty"` // why not, or why all the same: a few words
	Undoes   int64     `json:"undoes,omitempty"` // number of this phone's scan that is taken back; then only Seq, At, Offset and Reason count
}

// Card is what leaves the phone of a citizen card: never the number, the address or a picture.
type Card struct {
	Hash string `json:"hash"` // hex of HMAC-SHA256 over the number, keyed with the event's salt
	Last string `json:"last"` // its last four digits
	Name string `json:"name"`
	Year int    `json:"year"` // of birth, 0 unknown
}

// Person is a walk-in who said a name.
type Person struct {
	Name string `json:"name"`
	Year int    `json:"year,omitempty"`
}

// Block is a crowd that two people counted at a door, by a company's banner.
type Block struct {
	Seq      int64     `json:"seq"`
	At       int64     `json:"at"`
	Offset   *int64    `json:"offset,omitempty"`
	What     string    `json:"what"`
	Unit     string    `json:"unit,omitempty"` // whose banner; "" is the whole lane, which is never a figure by itself
	Label    string    `json:"label,omitempty"`
	People   int64     `json:"people"`
	Counters [2]string `json:"counters"`
	Undoes   int64     `json:"undoes,omitempty"`
}

// Batch is what a phone sends at once. Its bytes are signed by the phone (header "Signature", base64 of Ed25519 over BatchDomain and the
// body), which the server needs only where somebody else carries it.
type Batch struct {
	Protocol int     `json:"protocol"`
	Device   string  `json:"device"`
	Sent     int64   `json:"sent"` // the phone's clock
	Made     int64   `json:"made"` // the highest number given so far
	Scans    []Scan  `json:"scans,omitempty"`
	Blocks   []Block `json:"blocks,omitempty"`
	Beat     Beat    `json:"beat"`
	Cursor   int64   `json:"cursor"` // up to where the phone knows the news
}

// Beat is how the phone is.
type Beat struct {
	Battery int    `json:"battery"` // percent, -1 unknown
	Storage int    `json:"storage"` // percent of its quota, -1 unknown
	Pack    string `json:"pack"`    // the version of its list, "" for none
	PackAt  int64  `json:"packAt"`  // when it was loaded, true time
	Offset  int64  `json:"offset"`
	App     string `json:"app"`
}

// Receipt answers a batch. What it names is on the disk: the phone may forget it.
type Receipt struct {
	Protocol int       `json:"protocol"`
	Now      int64     `json:"now"`     // the server's clock, milliseconds
	Through  int64     `json:"through"` // every record of the phone up to this number is on the disk
	Answers  []Answer  `json:"answers"` // one for each record of the batch
	Refused  []Refusal `json:"refused,omitempty"`
	News     News      `json:"news"`
}

// Answer is the server's reading of one record.
type Answer struct {
	Seq    int64     `json:"seq"`
	Word   rule.Word `json:"word"`
	Counts bool      `json:"counts"`
	First  *First    `json:"first,omitempty"` // for "again": who was first
}

// First says where and when something was given before.
type First struct {
	At   int64  `json:"at"` // true time
	Door string `json:"door"`
	Site string `json:"site,omitempty"` // where it is another
}

// Refusal names a record that cannot be counted, in a sentence for people. It is kept all the same.
type Refusal struct {
	Seq  int64  `json:"seq"`
	Text string `json:"text"`
}

// News is what happened elsewhere since a cursor: what phones add to their pack.
type News struct {
	Cursor  int64  `json:"cursor"`
	Used    []Used `json:"used,omitempty"`
	Freed   []Used `json:"freed,omitempty"` // taken back: may be given again
	Changed bool   `json:"changed"`         // tickets were made, changed or taken back: load the pack anew
	Revoked bool   `json:"revoked"`         // this phone was taken out of use
}

// Used is something that was given at another door.
type Used struct {
	Subject string `json:"subject"`
	What    string `json:"what"`
	At      int64  `json:"at"`
	Door    string `json:"door"`
}

// Enrolment is what a phone sends with its code.
type Enrolment struct {
	Protocol  int    `json:"protocol"`
	Code      string `json:"code"`
	PublicKey string `json:"publicKey"` // base64 of the 32 bytes of Ed25519
	App       string `json:"app"`
}

// Enrolled answers an enrolment.
type Enrolled struct {
	Device string `json:"device"`
	Token  string `json:"token"` // for the header "Authorization: Bearer …"; the server keeps only its hash
	Door   string `json:"door"`
	Name   string `json:"name"`  // of the phone
	Until  int64  `json:"until"` // the end of the shift
	Now    int64  `json:"now"`
}
