// Package hook tells other programs what happened.
//
// An act of certain kinds leaves an event in its own transaction, so an event is there exactly when the act is. Events are numbered
// without gaps; a program pulls them after a number, or is sent each of them in order, signed, again and again until it says that it
// has it, with longer pauses, and in the end set aside. Somebody can have a receiver told again from any number. It keeps true that a
// program hears of nothing that its key may not read on the day it is told. Events name keys and numbers of entries, never persons.
package hook

import (
	"embed"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/report"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "hook", Files: files}

// Topic is what an event is about.
type Topic string

const (
	FigurePosted       Topic = "figure.posted"
	FigureReversed     Topic = "figure.reversed"
	SubmissionSent     Topic = "submission.sent"
	SubmissionAccepted Topic = "submission.accepted"
	SubmissionReturned Topic = "submission.returned"
	EditionClosed      Topic = "edition.closed"
	UnitChanged        Topic = "unit.changed"
	DispatchRegistered Topic = "dispatch.registered"
)

// Topics are all topics, in the order of a form.
var Topics = []Topic{FigurePosted, FigureReversed, SubmissionSent, SubmissionAccepted, SubmissionReturned, EditionClosed, UnitChanged, DispatchRegistered}

// Label returns the Vietnamese name.
func (t Topic) Label() string {
	return map[Topic]string{FigurePosted: "Số liệu được ghi", FigureReversed: "Bút toán bị đảo", SubmissionSent: "Đơn vị gửi số liệu", SubmissionAccepted: "Số liệu được tiếp nhận",
		SubmissionReturned: "Số liệu bị trả lại", EditionClosed: "Báo cáo được chốt", UnitChanged: "Tổ chức thay đổi", DispatchRegistered: "Văn bản vào sổ"}[t]
}

// Verb is what a program must be allowed to read at an event's unit, to hear of it.
func (t Topic) Verb() act.Verb {
	switch t {
	case UnitChanged:
		return org.Seeing
	case DispatchRegistered:
		return dispatch.Seeing
	case FigurePosted, FigureReversed:
		return passport.Seeing
	}
	return report.Seeing
}

// about is the object of that verb.
func (t Topic) about(unit string) string {
	if t == FigurePosted || t == FigureReversed {
		return passport.Object(ledger.Question{Indicator: "any", Period: day.All, At: unit})
	}
	return unit
}

// Event is one thing that happened.
type Event struct {
	Seq     int64
	Topic   Topic
	Unit    string  // whom it concerns
	Object  string  // what the act was about
	Act     string  // the key of the act in the log
	Entries []int64 // of figures: numbers of the entries, at most EntriesMax
	At      day.Instant
}

// EntriesMax is how many entries an event names; of an act that posts more, the others are found by their act.
const EntriesMax = 500

// topics are the acts that are told, by their verbs. Figures are told by what was posted, whatever the act.
var topics = func() map[string]Topic {
	all := map[string]Topic{report.Submitting.Name: SubmissionSent, report.Accepting.Name: SubmissionAccepted, report.Returning.Name: SubmissionReturned,
		edition.Freezing.Name: EditionClosed, dispatch.Registering.Name: DispatchRegistered}
	for _, v := range org.Verbs {
		if v.Name != org.Seeing.Name && v.Name != org.Declaring.Name {
			all[v.Name] = UnitChanged
		}
	}
	return all
}()

// lockName is what acts that are told of queue for on PostgreSQL, from their end to their commit: so numbers follow commits.
const lockName = "hook"

// Observe leaves the events of an act in its transaction; it is given to the desk. What the program does by itself (seeds,
// indicators of a new build) is told to nobody.
func Observe(tx *db.Tx, r act.Record) error {
	if r.Person == act.Program {
		return nil
	}
	var events []Event
	add := func(t Topic, unit string, entries []int64) {
		events = append(events, Event{Topic: t, Unit: unit, Object: r.Object, Act: r.ID, Entries: entries, At: r.At})
	}
	if t, ok := topics[r.Verb]; ok {
		add(t, r.Scope, nil)
	}
	posted := map[Topic]map[string][]int64{FigurePosted: {}, FigureReversed: {}}
	for _, e := range ledger.PostedIn(&tx.View) {
		t := FigurePosted
		if e.Reverses != 0 {
			t = FigureReversed
		}
		if n := posted[t][e.Unit]; len(n) < EntriesMax {
			posted[t][e.Unit] = append(n, e.Seq)
		}
	}
	for _, t := range []Topic{FigureReversed, FigurePosted} {
		for _, unit := range keys(posted[t]) {
			add(t, unit, posted[t][unit])
		}
	}
	if len(events) == 0 {
		return nil
	}
	if err := tx.Lock(lockName); err != nil {
		return err
	}
	last, err := Head(&tx.View)
	if err != nil {
		return err
	}
	for i := range events {
		events[i].Seq = last + 1 + int64(i)
		if err := insertEvent(tx, events[i]); err != nil {
			return err
		}
	}
	nudge := nudgeOf(tx.DB())
	tx.AfterCommit(func() {
		select {
		case nudge <- struct{}{}:
		default:
		}
	})
	return nil
}

func keys(m map[string][]int64) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Hears reports whether somebody may hear of an event today.
func Hears(desk *act.Desk, v *db.View, who act.Who, e Event) bool {
	ok, err := desk.May(v, who, e.Topic.Verb(), e.Topic.about(e.Unit))
	return err == nil && ok
}

type nudgeKey struct{}

// nudgeOf wakes the courier of this server.
func nudgeOf(d *db.DB) chan struct{} {
	return d.Keep(nudgeKey{}, func() any { return make(chan struct{}, 1) }).(chan struct{})
}

func numbers(all []int64) string {
	words := make([]string, len(all))
	for i, n := range all {
		words[i] = strconv.FormatInt(n, 10)
	}
	return strings.Join(words, " ")
}
