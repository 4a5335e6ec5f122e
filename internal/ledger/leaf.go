package ledger

import (
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"phongtrao/internal/base/day"
)

// A leaf is what the Merkle log keeps of an entry: everything that a figure rests on, in one fixed text. It holds no personal data: who entered it,
// on which device, and the note are left out, so that a person can be forgotten while every proof still holds. (A hash of them would not do: names and
// telephone numbers are few enough to be tried one after another.) The act that is named tells the log of acts who it was. A source is a
// reference, "report 7 line 3", and by rule without names.

// leafText returns the leaf of an entry.
func leafText(e *Entry) []byte { return appendLeaf(nil, e) }

func appendLeaf(b []byte, e *Entry) []byte {
	text := func(name, s string) {
		b = append(b, name...)
		b = strconv.AppendQuote(b, s)
		b = append(b, '\n')
	}
	number := func(name string, n int64) {
		b = append(b, name...)
		b = strconv.AppendInt(b, n, 10)
		b = append(b, '\n')
	}
	b = append(b, "phongtrao entry 1\n"...)
	number("seq ", e.Seq)
	number("at ", int64(e.At))
	text("day ", e.Day.String())
	text("campaign ", e.Campaign)
	text("activity ", e.Activity)
	text("unit ", e.Unit)
	text("place ", e.Place)
	text("indicator ", e.Indicator)
	number("lo ", e.Lo)
	if e.Open {
		b = append(b, "hi none\n"...)
	} else {
		number("hi ", e.Hi)
	}
	text("evidence ", e.Evidence.Key())
	text("source ", e.Source)
	text("act ", e.Act)
	number("reverses ", e.Reverses)
	return b
}

// yearOf returns the year whose log an entry belongs to: that of its recording in Vietnam.
func yearOf(at day.Instant) int64 { return int64(at.Time().Year()) }

func leafHash(e *Entry, buf *[]byte) tlog.Hash {
	*buf = appendLeaf((*buf)[:0], e)
	return tlog.RecordHash(*buf)
}
