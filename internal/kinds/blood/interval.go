package blood

import (
	"cmp"
	"fmt"
	"slices"

	"phongtrao/internal/base/day"
)

// Interval is how long a donor must wait after giving before giving again, with the rule that says so. A hospital may
// ask for longer; then its own Interval is used.
type Interval struct {
	Days   int
	Source string // the rule, as it is cited to the donor
}

// WholeBlood is the interval between two donations of whole blood or of red cells by apheresis: twelve weeks, for both
// sexes (Thông tư 26/2013/TT-BYT).
var WholeBlood = Interval{Days: 84, Source: "Thông tư 26/2013/TT-BYT"}

// Plasma is the interval between two donations of plasma or platelets by apheresis: two weeks (Thông tư 26/2013/TT-BYT).
var Plasma = Interval{Days: 14, Source: "Thông tư 26/2013/TT-BYT"}

// Next returns the first day on which somebody who gave on that day may give again. It informs; the doctor decides.
func (i Interval) Next(gave day.Day) day.Day { return gave.Add(i.Days) }

// Words tells a donor the next day: "Có thể hiến lại từ ngày 02/07/2024 (sau 84 ngày, theo Thông tư 26/2013/TT-BYT)."
func (i Interval) Words(gave day.Day) string {
	return fmt.Sprintf("Có thể hiến lại từ ngày %s (sau %d ngày, theo %s). Bác sĩ khám tuyển là người quyết định.", i.Next(gave).VN(), i.Days, i.Source)
}

// Donation is one giving by somebody known only by a key that leads to nobody.
type Donation struct {
	Donor string  // an anonymous key
	Day   day.Day // the drive's day
	Drive string  // what the sentence calls the drive; "" leaves it out
}

// Clash is two donations by one donor that lie too close.
type Clash struct {
	Donor         string
	First, Second Donation
	Next          day.Day // the first day on which the second could have been
}

// Text says what does not fit.
func (c Clash) Text() string {
	return fmt.Sprintf("Một người hiến máu hai lần quá gần: %s rồi %s, cách %d ngày; sớm nhất được hiến lại là ngày %s. Kiểm tra xem có phải ghi trùng không.",
		c.First.words(), c.Second.words(), int(c.Second.Day-c.First.Day), c.Next.VN())
}

func (d Donation) words() string {
	if d.Drive == "" {
		return "ngày " + d.Day.VN()
	}
	return "ngày " + d.Day.VN() + " (" + d.Drive + ")"
}

// TooSoon returns every donation that came before its donor's interval had passed, by donor and day. Each is
// measured from the donor's donation before it, whether that one was itself too soon or not. Donations without a key are
// of nobody known and are never compared.
func (i Interval) TooSoon(donations []Donation) []Clash {
	sorted := slices.Clone(donations)
	slices.SortStableFunc(sorted, func(a, b Donation) int {
		return cmp.Or(cmp.Compare(a.Donor, b.Donor), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Drive, b.Drive))
	})
	var found []Clash
	for n := 1; n < len(sorted); n++ {
		before, d := sorted[n-1], sorted[n]
		if d.Donor == "" || d.Donor != before.Donor {
			continue
		}
		if next := i.Next(before.Day); d.Day < next {
			found = append(found, Clash{Donor: d.Donor, First: before, Second: d, Next: next})
		}
	}
	return found
}
