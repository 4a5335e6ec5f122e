package notice

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/jobs"
	"phongtrao/internal/base/mail"
	"phongtrao/internal/people"
	"phongtrao/internal/report"
)

// MailKind names the jobs that send letters.
const MailKind = "mail"

// letter is what a promise to write says: to a person by key, for the address stays with people.
type letter struct {
	Person  string `json:"person"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

// Write promises letters to those who report for units that were not reminded by mail today. It returns how many letters will leave and
// how many units have nobody with an address.
func Write(tx *db.Tx, w Words, owed []report.Expected) (letters, without int, err error) {
	fresh, err := Record(tx, Mail, owed)
	if err != nil {
		return 0, 0, err
	}
	of := map[string][]report.Expected{}
	var units []string
	for _, e := range fresh {
		if of[e.Unit] == nil {
			units = append(units, e.Unit)
		}
		of[e.Unit] = append(of[e.Unit], e)
	}
	for _, u := range units {
		who, err := reporters(&tx.View, u)
		if err != nil {
			return letters, without, err
		}
		if len(who) == 0 {
			without++
		}
		for _, person := range who {
			body, err := json.Marshal(letter{person, "Nhắc gửi báo cáo", w.Unit(u, of[u], tx.At.Day())})
			if err != nil {
				return letters, without, err
			}
			if _, _, err := jobs.Put(tx, jobs.Job{Kind: MailKind, Body: string(body)}); err != nil {
				return letters, without, err
			}
			letters++
		}
	}
	return letters, without, nil
}

// reporters are those who report for a unit and can be written to.
func reporters(v *db.View, unit string) ([]string, error) {
	grants, err := access.On(v, unit)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, g := range grants {
		if !g.Holds(v.At.Day()) || g.Role != access.UnitOfficer || slices.Contains(out, g.Person) {
			continue
		}
		email, err := people.EmailOf(v, g.Person)
		if err != nil {
			return nil, err
		}
		if email != "" {
			out = append(out, g.Person)
		}
	}
	return out, nil
}

// Mailing is the work of sending letters through a server.
func Mailing(s mail.Server) jobs.Kind {
	return jobs.Kind{Name: MailKind, Do: func(ctx context.Context, d *db.DB, j jobs.Job) error {
		var l letter
		if err := json.Unmarshal([]byte(j.Body), &l); err != nil {
			return jobs.Hopeless(err)
		}
		email := ""
		if err := d.See(ctx, func(v *db.View) (err error) {
			email, err = people.EmailOf(v, l.Person)
			return err
		}); err != nil {
			return err
		}
		if email == "" { // it was taken away meanwhile
			return jobs.Hopeless(errors.New("người nhận không còn địa chỉ thư"))
		}
		err := s.Send(ctx, mail.Letter{To: email, Subject: l.Subject, Text: l.Text, Key: j.ID})
		if refused := (*mail.Refused)(nil); errors.As(err, &refused) {
			return jobs.Hopeless(err)
		}
		return err
	}}
}
