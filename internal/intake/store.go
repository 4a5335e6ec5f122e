package intake

import (
	"encoding/json"
	"fmt"

	"phongtrao/internal/base/db"
)

func insertList(tx *db.Tx, l List) error {
	_, err := tx.Exec(`INSERT INTO intake_list (id, unit, name, file, recorded, recorded_by) VALUES (?, ?, ?, ?, ?, ?)`,
		l.ID, l.Unit, l.Name, l.File, tx.At, tx.Actor)
	return err
}

func insertAnswer(tx *db.Tx, list, answers string) error {
	_, err := tx.Exec(`INSERT INTO intake_answer (id, list, answers, recorded, recorded_by) VALUES (?, ?, ?, ?, ?)`, tx.ID(), list, answers, tx.At, tx.Actor)
	return err
}

func insertEnd(tx *db.Tx, list, what string, e End) error {
	_, err := tx.Exec(`INSERT INTO intake_end (id, list, what, change_id, taken, have, refused, recorded, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		tx.ID(), list, what, e.Change, e.Taken, e.Have, e.Refused, tx.At, tx.Actor)
	return err
}

func scanList(s db.Scanner) (l List, err error) {
	err = s.Scan(&l.ID, &l.Unit, &l.Name, &l.File, &l.At, &l.By)
	return
}

const listColumns = `SELECT id, unit, name, file, recorded, recorded_by FROM intake_list `

func selectLists(v *db.View) ([]List, error) {
	all, err := db.All(v, scanList, listColumns+`ORDER BY recorded DESC, id DESC`)
	if err != nil {
		return nil, err
	}
	ends, err := db.All(v, scanEnd, endColumns+`ORDER BY recorded, id`)
	if err != nil {
		return nil, err
	}
	byList := map[string]*End{}
	for _, e := range ends {
		e.follow(byList)
	}
	for k := range all {
		all[k].End = byList[all[k].ID]
	}
	return all, nil
}

// endRow is one row of intake_end.
type endRow struct {
	End
	list, what string
}

func scanEnd(s db.Scanner) (e endRow, err error) {
	err = s.Scan(&e.list, &e.what, &e.Change, &e.Taken, &e.Have, &e.Refused, &e.At, &e.By)
	return
}

const endColumns = `SELECT list, what, change_id, taken, have, refused, recorded, recorded_by FROM intake_end `

// follow puts a row on what is known of its list, in order of recording.
func (e endRow) follow(known map[string]*End) {
	if e.what == "taken" {
		known[e.list] = &e.End
	} else if was := known[e.list]; was != nil {
		was.Undone, was.UndoneBy = e.At, e.By
	}
}

func listOf(v *db.View, id string) (List, bool, error) {
	l, found, err := db.One(v, scanList, listColumns+`WHERE id = ?`, id)
	if err != nil || !found {
		return l, found, err
	}
	text, answered, err := db.One(v, db.Text, `SELECT answers FROM intake_answer WHERE list = ? ORDER BY recorded DESC, id DESC LIMIT 1`, id)
	if err != nil {
		return l, false, err
	}
	if answered {
		if err := json.Unmarshal([]byte(text), &l.Answers); err != nil {
			return l, false, fmt.Errorf("intake: answers of %s: %w", id, err)
		}
	}
	ends, err := db.All(v, scanEnd, endColumns+`WHERE list = ? ORDER BY recorded, id`, id)
	known := map[string]*End{}
	for _, e := range ends {
		e.follow(known)
	}
	l.End = known[id]
	return l, true, err
}
