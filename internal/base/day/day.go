// Package day keeps civil time as Vietnam counts it: days, instants, periods.
//
// Vietnam's zone is +07:00 without summer time. The current day is always given: nothing here asks the clock.
package day

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"time"
)

// Zone is Vietnam's time zone, fixed at +07:00.
var Zone = time.FixedZone("ICT", 7*60*60)

// Day is a civil day: the number of days since 1 January of the year 1, which is day 1. The zero Day is no day at all.
type Day int32

// Forever is the last day there is: it stands for "without an end".
var Forever = Of(9999, 12, 31)

var epoch = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)

// Of returns the day of a date. It normalises as time.Date does.
func Of(year int, month time.Month, d int) Day {
	return Day(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix()/86400 - epoch.Unix()/86400 + 1)
}

// At returns the day it is in Vietnam at the instant t.
func At(t time.Time) Day {
	y, m, d := t.In(Zone).Date()
	return Of(y, m, d)
}

// Parse reads a day in the form 2006-01-02, and refuses a date that does not exist.
func Parse(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("day: %q is not a date of the form 2026-07-28", s)
	}
	return Of(t.Date()), nil
}

// Must is Parse for days written in code.
func Must(s string) Day {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Time returns midnight UTC of the day.
func (d Day) Time() time.Time { return epoch.AddDate(0, 0, int(d)-1) }

// Start returns the instant at which the day begins in Vietnam.
func (d Day) Start() Instant {
	y, m, dd := d.Time().Date()
	return InstantOf(time.Date(y, m, dd, 0, 0, 0, 0, Zone))
}

// Date returns year, month and day of the month.
func (d Day) Date() (int, time.Month, int) { return d.Time().Date() }

// Year returns the year.
func (d Day) Year() int { return d.Time().Year() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Add returns the day n days later.
func (d Day) Add(n int) Day { return d + Day(n) }

// String returns the day as 2006-01-02, and "" for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// VN returns the day as 02/01/2006, the way it is written on Vietnamese paper, and "" for no day.
func (d Day) VN() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("02/01/2006")
}

// Value stores a day as text that sorts as time does; no day is the empty text.
func (d Day) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads what Value stored.
func (d *Day) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("day: cannot read a %T", src)
	}
	if s == "" {
		*d = 0
		return nil
	}
	v, err := Parse(s)
	*d = v
	return err
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(b []byte) error { return d.Scan(string(b)) }

// Instant is a point in time: microseconds since 1970, UTC. The zero Instant is none.
type Instant int64

// InstantOf returns the instant of t.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMicro()) }

// Time returns the instant in Vietnam's zone.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).In(Zone) }

// Day returns the day it is in Vietnam.
func (i Instant) Day() Day { return At(i.Time()) }

// VN returns the instant as "15:04 ngày 02/01/2006" in Vietnam's time, and "" for none.
func (i Instant) VN() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format("15:04 ngày 02/01/2006")
}

// AsOf is a question put to the past: how things stood on a day, by what was known at an instant.
// Known of zero means all that is known now.
type AsOf struct {
	Day   Day
	Known Instant
}

// Knows reports whether something recorded at r was known.
func (a AsOf) Knows(r Instant) bool { return a.Known == 0 || r <= a.Known }

// Period is the days from From to To, both included.
type Period struct{ From, To Day }

// Length names a length of period; a half-year and a year are different promises.
type Length string

const (
	LengthDay     Length = "day"
	LengthMonth   Length = "month"
	LengthQuarter Length = "quarter"
	LengthHalf    Length = "half"
	LengthYear    Length = "year"
	LengthOther   Length = "other"
)

// All is the period of all days.
var All = Period{1, Forever}

// Year returns a whole year.
func Year(y int) Period { return Period{Of(y, 1, 1), Of(y, 12, 31)} }

// Half returns the first (1) or second (2) half of a year.
func Half(y, n int) Period { return months(y, (n-1)*6+1, 6) }

// Quarter returns quarter n, 1 to 4, of a year.
func Quarter(y, n int) Period { return months(y, (n-1)*3+1, 3) }

// Month returns a month.
func Month(y int, m time.Month) Period { return months(y, int(m), 1) }

func months(y, m, n int) Period {
	return Period{Of(y, time.Month(m), 1), Of(y, time.Month(m+n), 1) - 1}
}

// Has reports whether d lies in the period.
func (p Period) Has(d Day) bool { return p.From <= d && d <= p.To }

// Overlaps reports whether the two share a day.
func (p Period) Overlaps(q Period) bool { return p.From <= q.To && q.From <= p.To }

// Days returns the number of days, 0 for a period that ends before it begins.
func (p Period) Days() int { return max(0, int(p.To-p.From)+1) }

// Length returns which kind of period it is.
func (p Period) Length() Length {
	y, m, _ := p.From.Date()
	switch p {
	case Period{p.From, p.From}:
		return LengthDay
	case Month(y, m):
		return LengthMonth
	case Quarter(y, (int(m)-1)/3+1):
		return LengthQuarter
	case Half(y, (int(m)-1)/6+1):
		return LengthHalf
	case Year(y):
		return LengthYear
	}
	return LengthOther
}

// VN names the period as a Vietnamese officer would: "năm 2024", "6 tháng đầu năm 2024", "quý I/2026", "tháng 5/2023",
// and else "từ 01/05/2023 đến 31/05/2023".
func (p Period) VN() string {
	y, m, _ := p.From.Date()
	switch p.Length() {
	case LengthYear:
		return fmt.Sprintf("năm %d", y)
	case LengthHalf:
		return fmt.Sprintf("6 tháng %s năm %d", [2]string{"đầu", "cuối"}[(int(m)-1)/6], y)
	case LengthQuarter:
		return fmt.Sprintf("quý %s/%d", [4]string{"I", "II", "III", "IV"}[(int(m)-1)/3], y)
	case LengthMonth:
		return fmt.Sprintf("tháng %d/%d", m, y)
	case LengthDay:
		return "ngày " + p.From.VN()
	}
	if p == All {
		return "mọi thời gian"
	}
	return "từ " + p.From.VN() + " đến " + p.To.VN()
}

// String returns "2024-01-01..2024-06-30".
func (p Period) String() string { return p.From.String() + ".." + p.To.String() }

// Compare orders periods by their first day, then by their last.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(p.To, q.To))
}
