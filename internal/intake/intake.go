// Package intake takes lists in.
//
// A list comes as somebody made it: columns in any order and under any heading, names in capitals, old fonts, parents by name. Make
// turns a table into a Plan, which says of each row whether it is taken, is there already, or why it cannot be; whatever has two
// meanings is asked. Commit writes a plan as one act by one decision, Undo takes it back as one. It keeps true that nothing is
// converted or guessed without being shown first, and that a list is written once.
package intake

import (
	"embed"
	"encoding/json"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/oldfont"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "intake", Files: files}

// The acts over lists. A list belongs to the unit under which its units are to stand.
var (
	Keeping   = verb("intake.keep", "Gửi danh sách đơn vị", org.Over)
	Answering = verb("intake.answer", "Trả lời về danh sách đơn vị", overList)
	Taking    = verb("intake.take", "Nhập danh sách đơn vị", overList)
	Undoing   = verb("intake.undo", "Hủy nhập danh sách đơn vị", overList)
	Seeing    = verb("intake.see", "Xem danh sách đơn vị đã gửi", overList)
	Listing   = verb("intake.list", "Xem các lần nhập danh sách", org.Over)
)

// Verbs are all acts over lists.
var Verbs = []act.Verb{Keeping, Answering, Taking, Undoing, Seeing, Listing}

func verb(name, label string, over func(*db.View, string) ([]string, error)) act.Verb {
	v := act.Verb{Name: name, Label: label, Roles: []access.Role{access.Administrator, access.FederationOfficer}, Over: over}
	if name == "intake.take" || name == "intake.undo" {
		v.Locks = func(string) []string { return org.Founding.Locks("") }
	}
	return v
}

func overList(v *db.View, id string) ([]string, error) {
	l, found, err := listOf(v, id)
	if err != nil || !found {
		return nil, err
	}
	return org.Over(v, l.Unit)
}

// List is a file that was sent to be taken in.
type List struct {
	ID   string
	Unit org.UnitID // under which its units are to stand
	Name string     // of the file
	File string     // its hash
	At   day.Instant
	By   string // a person's key

	Answers Answers // given last
	End     *End    // nil while it is not taken
}

// End is that a list was taken in.
type End struct {
	Change               string // of the organisation
	Taken, Have, Refused int64
	At                   day.Instant
	By                   string
	Undone               day.Instant // 0 for not
	UndoneBy             string
}

// Keep keeps a file that was sent and returns the key of its list.
func Keep(tx *db.Tx, l List) (string, error) {
	if l.Name = viet.Clean(l.Name); l.Name == "" {
		return "", fault.In("file", "Chưa chọn tệp danh sách. Hãy chọn tệp .xlsx hoặc .csv.")
	}
	l.ID = tx.ID()
	return l.ID, insertList(tx, l)
}

// Answer keeps what somebody answered about a list, in place of what was answered before.
func Answer(tx *db.Tx, id string, a Answers) error {
	l, err := Get(&tx.View, id)
	if err != nil {
		return err
	}
	if l.End != nil && l.End.Undone == 0 {
		return taken(l)
	}
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return insertAnswer(tx, id, string(text))
}

func taken(l List) error {
	return fault.Conflictf("Danh sách “%s” đã được nhập lúc %s. Muốn nhập lại, hãy hủy lần nhập ấy trước.", l.Name, l.End.At.VN())
}

// Get returns a list with its answers; a fault of kind NotFound where there is none.
func Get(v *db.View, id string) (List, error) {
	l, found, err := listOf(v, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không có danh sách này. Hãy mở trang các lần nhập danh sách để chọn lại.")
	}
	return l, err
}

// Of returns the lists of a unit and of those below it, the newest first.
func Of(v *db.View, unit org.UnitID, limit int) ([]List, error) {
	all, err := selectLists(v)
	if err != nil {
		return nil, err
	}
	var out []List
	for _, l := range all {
		in, err := org.Within(v, unit, l.Unit)
		if err != nil {
			return nil, err
		}
		if in && len(out) < limit {
			out = append(out, l)
		}
	}
	return out, nil
}

// Answers are what was answered about a list; the zero value leaves everything to what the file says by itself.
type Answers struct {
	Sheet     int                      `json:"sheet,omitempty"`     // which sheet, from 0
	Columns   map[int]Field            `json:"columns,omitempty"`   // by the place of the column
	Encodings map[int]oldfont.Encoding `json:"encodings,omitempty"` // by the place of the column
	KeepCase  bool                     `json:"keep_case,omitempty"` // leave names in capitals
	Kind      string                   `json:"kind,omitempty"`      // of rows that do not tell; "" is the grassroots union
	Under     org.UnitID               `json:"under,omitempty"`     // parent of rows that name none; nothing outside it is touched
	Parents   map[string]org.UnitID    `json:"parents,omitempty"`   // by the words of the name; "-" takes the rows out
	Number    string                   `json:"number,omitempty"`
	Date      day.Day                  `json:"date,omitempty"`
	Issuer    string                   `json:"issuer,omitempty"`
	Effective day.Day                  `json:"effective,omitempty"`
	Note      string                   `json:"note,omitempty"`
}

// Out as an answer for a parent takes its rows out of the list.
const Out = "-"

// Decision is the paper behind the list.
func (a Answers) Decision() org.Decision {
	return org.Decision{Number: a.Number, Date: a.Date, Issuer: a.Issuer, Effective: a.Effective, Note: a.Note}
}
