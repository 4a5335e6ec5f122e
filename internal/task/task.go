// Package task keeps work that was given to units.
//
// A task (việc được giao) has a cause, a word that names the document and item it comes from, and a day by which it is due
// or a rule by which it falls due again. It keeps true that a task is done once for each time, that only a unit above gives
// work to one below, and that nothing is edited: a moved deadline is a row beside the old one. Reminders are read from here
// and not stored: a moved deadline moves them by itself. Who is told, and how, is left to others.
package task

import (
	"embed"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "task", Files: files}

// Recurrence says when a task falls due again.
type Recurrence string

const (
	Once       Recurrence = ""
	AfterEach  Recurrence = "after_each" // kết thúc mỗi đợt: each time is made with Arise
	Weekly     Recurrence = "weekly"
	Monthly    Recurrence = "monthly"
	Quarterly  Recurrence = "quarterly"
	HalfYearly Recurrence = "half_yearly"
	Yearly     Recurrence = "yearly"
)

var recurrences = []struct {
	key   Recurrence
	label string
	hints []string // folded words of documents
}{
	{AfterEach, "kết thúc mỗi đợt", []string{"moi dot", "tung dot", "sau dot", "moi hoat dong", "sau moi", "ket thuc dot"}},
	{Weekly, "hằng tuần", []string{"hang tuan", "moi tuan"}},
	{Monthly, "hằng tháng", []string{"hang thang", "moi thang"}},
	{Quarterly, "hằng quý", []string{"hang quy", "moi quy"}},
	{HalfYearly, "sáu tháng một lần", []string{"sau thang mot lan", "6 thang mot lan", "06 thang mot lan", "moi 6 thang", "6 thang va ca nam"}},
	{Yearly, "hằng năm", []string{"hang nam", "moi nam"}},
}

// Label returns the Vietnamese words.
func (r Recurrence) Label() string {
	for _, c := range recurrences {
		if c.key == r {
			return c.label
		}
	}
	return "một lần"
}

// ParseRecurrence finds the rule in the words of a document: "báo cáo kết quả khi kết thúc mỗi đợt". It is Once, and false,
// where the words say nothing of it.
func ParseRecurrence(words string) (Recurrence, bool) {
	fold := " " + viet.Fold(words) + " "
	for _, c := range recurrences {
		for _, h := range c.hints {
			if contains(fold, h) {
				return c.key, true
			}
		}
	}
	return Once, false
}

// step returns the n-th day of a rule of the calendar that began on a first day. The end of a month stays the end.
func (r Recurrence) step(first day.Day, n int) day.Day {
	months := map[Recurrence]int{Monthly: 1, Quarterly: 3, HalfYearly: 6, Yearly: 12}[r]
	if months == 0 {
		return first.Add(7 * n)
	}
	y, m, d := first.Date()
	month := day.Month(y, m+time.Month(months*n))
	_, _, last := month.To.Date()
	return month.From.Add(min(d, last) - 1)
}

// calendar reports whether the rule follows from the calendar alone.
func (r Recurrence) calendar() bool { return r != Once && r != AfterEach }

// State is how a task stands.
type State string

const (
	Open      State = "open"
	Finished  State = "done"
	Withdrawn State = "withdrawn"
)

// Label returns the Vietnamese name.
func (s State) Label() string {
	return map[State]string{Open: "đang làm", Finished: "đã xong", Withdrawn: "đã rút"}[s]
}

// Task is work given to one unit.
type Task struct {
	ID         string
	Giver      string // the unit by whose authority it is given
	Unit       string // the unit that is to do it
	Title      string
	Detail     string
	Cause      string  // "dispatch/ID item 2"
	Due        day.Day // the day by which it is due for the first or only time, 0 for none
	Recurrence Recurrence
	Wording    string // how the document says it
	Until      day.Day
	State      State // told, not given; a task that falls due again is open until it is withdrawn or its Until has passed
	Given      day.Instant
	GivenBy    string
}

// Due is one time that a task is due.
type Due struct {
	Task
	Occasion string  // "" for the only time, the day for one of the calendar, else the word of the occasion
	By       day.Day // the last day
	Late     int     // days past it, 0 or less while there is time
	Done     day.Instant
	DoneBy   string
	Note     string
}
