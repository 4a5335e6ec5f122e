// Package people keeps persons with their ways of signing in.
//
// It alone holds names; all others hold a person's key. It keeps the least: a name, a title, a home unit. It keeps true that a person can be
// forgotten without breaking anything that was ever counted or logged: the key stays, the name goes. What somebody may do is said by access.
package people

import (
	"embed"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "people", Files: files}

// Person is somebody who acts in the program.
type Person struct {
	ID        string
	Name      string // "Nguyễn Thị An"; empty once forgotten
	Title     string // "Chủ tịch CĐCS"
	Unit      string // the home unit, which says who may see and change the person
	AddedAt   day.Instant
	Forgotten day.Instant // 0 for not forgotten
}

const (
	forgottenName = "(đã xóa thông tin)"
	programName   = "Chương trình"
	nameMax       = 100 // characters
)

// Add adds a person and returns the key. A key given beforehand, as seeds do, is kept.
func Add(tx *db.Tx, p Person) (string, error) {
	p, err := clean(p)
	if err != nil {
		return "", err
	}
	if p.ID == "" {
		p.ID = tx.ID()
	}
	p.AddedAt = tx.At
	return p.ID, insertPerson(tx, p)
}

// Change corrects a person's name, title or home unit.
func Change(tx *db.Tx, p Person) error {
	p, err := clean(p)
	if err != nil {
		return err
	}
	if _, err := living(&tx.View, p.ID); err != nil {
		return err
	}
	return updatePerson(tx, p)
}

func clean(p Person) (Person, error) {
	p.Name, p.Title = viet.Clean(p.Name), viet.Clean(p.Title)
	switch {
	case p.Name == "":
		return p, fault.In("name", "Hãy ghi họ và tên.")
	case len([]rune(p.Name)) > nameMax || len([]rune(p.Title)) > nameMax:
		return p, fault.In("name", "Họ tên và chức vụ dài không quá %d ký tự. Hãy viết ngắn lại.", nameMax)
	case p.Unit == "":
		return p, fault.In("unit", "Hãy chọn đơn vị công tác.")
	}
	return p, nil
}

// Get returns a person, forgotten or not.
func Get(v *db.View, id string) (Person, error) {
	p, found, err := selectPerson(v, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy người này. Có thể đường dẫn đã cũ, hãy tìm lại theo tên.")
	}
	return p, err
}

func living(v *db.View, id string) (Person, error) {
	p, err := Get(v, id)
	if err == nil && p.Forgotten != 0 {
		err = fault.Conflictf("Thông tin của người này đã được xóa ngày %s nên không sửa được nữa.", p.Forgotten.Day().VN())
	}
	return p, err
}

// Names returns the names to show for keys: the person's, or words for one who was forgotten and for the program itself.
// A key that is nobody's is left out.
func Names(v *db.View, ids []string) (map[string]string, error) {
	names := make(map[string]string, len(ids))
	for _, id := range ids {
		if id == act.Program {
			names[id] = programName
		}
	}
	return names, selectNames(v, ids, func(id, name string) {
		if name == "" {
			name = forgottenName
		}
		names[id] = name
	})
}

// Find returns the persons whose name has all words of q, in any spelling, in the order of names; all for an empty q.
func Find(v *db.View, q string, limit int) ([]Person, error) {
	found, err := searchPersons(v, viet.Fold(q))
	viet.SortBy(found, func(p Person) string { return p.Name })
	return found[:min(len(found), limit)], err
}

// Forget blanks a person: the name and title go, the account and all sessions too, and every grant ends today. The key stays in
// the log and wherever else it stands, so that totals and proofs are as they were.
func Forget(tx *db.Tx, id, reason string) error {
	if reason == "" {
		return fault.In("reason", "Hãy ghi lý do xóa thông tin, ví dụ theo yêu cầu của người ấy.")
	}
	if _, err := living(&tx.View, id); err != nil {
		return err
	}
	grants, err := access.Of(&tx.View, id)
	if err != nil {
		return err
	}
	for _, g := range grants {
		if g.Ended == 0 && g.Until >= tx.At.Day() {
			if err := access.End(tx, g.ID, tx.At.Day(), "Xóa thông tin cá nhân"); err != nil {
				return err
			}
		}
	}
	if err := SignOutEverywhere(tx, id, ""); err != nil {
		return err
	}
	if err := StopSecond(tx, id); err != nil {
		return err
	}
	if err := dropEmail(tx, id); err != nil {
		return err
	}
	if err := deleteAccount(tx, id); err != nil {
		return err
	}
	return blankPerson(tx, id)
}
