package roster

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

const attendances = "SELECT event, subject, what, activity, unit, people, device, seq, at, entry FROM roster_attendance "

func scanAttendance(s db.Scanner) (a Attendance, err error) {
	err = s.Scan(&a.Event, &a.Subject, &a.What, &a.Activity, &a.Unit, &a.People, &a.Device, &a.Seq, &a.At, &a.Entry)
	return a, err
}

// Attendances returns what some subjects of an event were given of one service, by subject; who was not given it is left out.
func Attendances(v *db.View, event int64, subjects []string, what string) (map[string]Attendance, error) {
	found := make(map[string]Attendance, len(subjects))
	return found, inHundreds(subjects, func(marks string, args []any) error {
		part, err := db.All(v, scanAttendance, attendances+"WHERE event = ? AND what = ? AND subject IN ("+marks+")", append([]any{event, what}, args...)...)
		for _, a := range part {
			found[a.Subject] = a
		}
		return err
	})
}

// AttendancesOf returns all that was given at an event, or at one site of it where one is named.
func AttendancesOf(v *db.View, event int64, site string) ([]Attendance, error) {
	if site == "" {
		return db.All(v, scanAttendance, attendances+"WHERE event = ?", event)
	}
	return db.All(v, scanAttendance, attendances+"WHERE event = ? AND activity = ?", event, site)
}

// Attend writes down who came or was given something. That it was not before is the caller's knowledge (Attendances), and the table's.
func Attend(tx *db.Tx, all []Attendance) error {
	rows := make([][]any, len(all))
	for i, a := range all {
		rows[i] = []any{a.Event, a.Subject, a.What, a.Activity, a.Unit, a.People, a.Device, a.Seq, a.At, a.Entry}
	}
	return tx.Insert("roster_attendance", []string{"event", "subject", "what", "activity", "unit", "people", "device", "seq", "at", "entry"}, rows)
}

// Amend lets another scan admit, whose true time is earlier, or names another entry of the ledger.
func Amend(tx *db.Tx, a Attendance) error {
	n, err := tx.Exec("UPDATE roster_attendance SET activity = ?, unit = ?, people = ?, device = ?, seq = ?, at = ?, entry = ? WHERE event = ? AND subject = ? AND what = ?",
		a.Activity, a.Unit, a.People, a.Device, a.Seq, a.At, a.Entry, a.Event, a.Subject, a.What)
	return needs(n, err)
}

// Free takes back what was given: it may be given again.
func Free(tx *db.Tx, event int64, subject, what string) error {
	n, err := tx.Exec("DELETE FROM roster_attendance WHERE event = ? AND subject = ? AND what = ?", event, subject, what)
	return needs(n, err)
}

func needs(rows int64, err error) error {
	if err == nil && rows == 0 {
		err = fault.NotFoundf("Không có lượt vào nào như vậy. Có thể đã được hoàn tác trước đó.")
	}
	return err
}
