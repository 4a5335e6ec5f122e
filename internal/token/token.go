// Package token lets programs in.
//
// A key (khóa truy cập) is given by a person to a program, for a unit with all below it, for some verbs, until a day. It is shown
// once; what is kept is its hash. It keeps true that a program never reaches further than the one who gave the key does today:
// when a grant of the giver ends, what rested on it ends with it (act.Key). A program is a person among people, without an
// account: its acts stand in the log and beside figures under the name that it was given.
package token

import (
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "token", Files: files}

// Limits of a key.
const (
	NameMax   = 80              // characters of a program's name
	DaysMax   = 366             // a key is renewed once a year
	PerUnit   = 50              // keys that hold at one unit
	useMarked = 1 * time.Hour   // how exactly it is kept when a key was used
	prefix    = "pt_"           // by which a key is recognised where it should not be
	secretLen = 32              // bytes
	title     = "Chương trình"  // of the person under whom acts are logged
	deviceAs  = "khóa truy cập" // what the log says where it names a person's browser
)

// Program is a program with its key.
type Program struct {
	ID    string // the key of the person under whom its acts are logged
	Name  string
	Unit  org.UnitID
	Verbs []string
	Giver string
	Given day.Instant
	Until day.Day // the last day
	Hint  string  // the last characters of the key

	Used day.Instant // to within an hour, 0 for never

	Ended   day.Instant // 0 while nobody took it back
	EndedBy string
	Reason  string
}

// Holds reports whether the key opens anything on a day.
func (p Program) Holds(today day.Day) bool { return p.Ended == 0 && today <= p.Until }

// Who returns the one who acts with the key.
func (p Program) Who() act.Who {
	return act.Who{Person: p.ID, Session: p.ID, Device: deviceAs, Key: &act.Key{Giver: p.Giver, Unit: p.Unit, Verbs: p.Verbs}}
}

// Give gives a program a key for a unit, for verbs that the giver holds there today, and returns the program's key among people with
// the secret, which is kept nowhere: show it and forget it. The giver is whoever acts.
func Give(tx *db.Tx, p Program) (id, secret string, err error) {
	p.Name, p.Giver, p.Given = viet.Clean(p.Name), tx.Actor, tx.At
	if err := check(&tx.View, p); err != nil {
		return "", "", err
	}
	raw := make([]byte, secretLen)
	rand.Read(raw) // never fails
	secret = prefix + base64.RawURLEncoding.EncodeToString(raw)
	if p.ID, err = people.Add(tx, people.Person{Name: p.Name, Title: title, Unit: p.Unit}); err != nil {
		return "", "", err
	}
	p.Hint = secret[len(secret)-4:]
	return p.ID, secret, insert(tx, p, hashOf(secret))
}

func check(v *db.View, p Program) error {
	today := v.At.Day()
	switch {
	case p.Name == "":
		return fault.In("name", "Hãy ghi tên chương trình sẽ dùng khóa, ví dụ “Phần mềm nhân sự Công ty A”.")
	case utf8.RuneCountInString(p.Name) > NameMax:
		return fault.In("name", "Tên chương trình dài không quá %d ký tự. Hãy viết ngắn lại.", NameMax)
	case p.Until < today:
		return fault.In("until", "Hãy chọn ngày hết hạn, từ hôm nay trở đi.")
	case p.Until > today.Add(DaysMax):
		return fault.In("until", "Khóa có hạn dài nhất một năm, đến %s. Hãy chọn ngày sớm hơn.", today.Add(DaysMax).VN())
	case len(p.Verbs) == 0:
		return fault.In("verbs", "Hãy chọn ít nhất một việc mà chương trình được làm.")
	}
	chain, err := org.Over(v, p.Unit)
	if err != nil {
		return err
	}
	grants, err := access.Of(v, p.Giver)
	if err != nil {
		return err
	}
	for _, name := range p.Verbs {
		i := slices.IndexFunc(Offered, func(o act.Verb) bool { return o.Name == name })
		if i < 0 {
			return fault.In("verbs", "Không giao được việc “%s” cho chương trình. Hãy chọn trong danh sách.", name)
		}
		if !access.Allowed(grants, Offered[i].Roles, chain, today) {
			return fault.In("verbs", "Bạn chưa được giao quyền “%s” ở đơn vị này nên không giao lại cho chương trình được. Hãy bỏ việc ấy, hoặc nhờ người có quyền cấp khóa.", Offered[i].Label)
		}
	}
	others, err := Of(v, p.Unit)
	if err != nil {
		return err
	}
	if n := len(slices.DeleteFunc(others, func(o Program) bool { return !o.Holds(today) })); n >= PerUnit {
		return fault.Invalidf("Đơn vị này đã có %d khóa còn hiệu lực. Hãy thu hồi khóa không dùng nữa trước khi cấp thêm.", n)
	}
	return nil
}

// End takes a key back at once; a reason is required.
func End(tx *db.Tx, id, reason string) error {
	p, err := Get(&tx.View, id)
	switch {
	case err != nil:
		return err
	case p.Ended != 0:
		return fault.Conflictf("Khóa này đã được thu hồi lúc %s.", p.Ended.VN())
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do thu hồi khóa.")
	}
	return insertEnd(tx, id, reason)
}

// Recognise returns the program of a key, or a fault of kind Unsigned.
func Recognise(v *db.View, secret string) (Program, error) {
	p, found := Program{}, false
	if strings.HasPrefix(secret, prefix) {
		var err error
		if p, found, err = selectHash(v, hashOf(secret)); err != nil {
			return p, err
		}
	}
	switch {
	case !found:
		return p, fault.New(fault.Unsigned, "Khóa truy cập không đúng. Hãy gửi khóa trong đầu mục Authorization: Bearer pt_….")
	case p.Ended != 0:
		return p, fault.New(fault.Unsigned, "Khóa truy cập này đã bị thu hồi. Hãy xin cấp khóa mới.")
	case !p.Holds(v.At.Day()):
		return p, fault.New(fault.Unsigned, "Khóa truy cập này đã hết hạn ngày %s. Hãy xin cấp khóa mới.", p.Until.VN())
	}
	return p, nil
}

// Stale reports whether it should be written down that the key is in use: once an hour is enough.
func (p Program) Stale(now day.Instant) bool {
	return now-p.Used > day.Instant(useMarked.Microseconds())
}

func hashOf(secret string) string {
	h := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(h[:])
}
