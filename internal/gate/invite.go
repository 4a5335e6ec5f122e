package gate

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// InviteTime is how long a code is good at most; it ends with the shift.
const InviteTime = 24 * time.Hour

// ShiftMax is how far ahead a shift may end: who is invited weeks before brings a phone that nobody watches.
const ShiftMax = 72 * time.Hour

// Invited is a code as it is kept: by its hash.
type Invited struct {
	Door   string
	Label  string // who holds the phone
	MadeBy string
	MadeAt day.Instant
	Until  day.Instant // the code is good until
	Shift  day.Instant // the phone is good until
	Used   day.Instant // 0 while it was not
	Device string
}

// Invite makes a code by which one phone is enrolled at a door, once, and returns it. It is shown now and never again. The phone is good
// until the end of the shift.
func Invite(tx *db.Tx, activityID, door, label string, shift day.Instant) (code string, err error) {
	d, err := at(&tx.View, activityID, door)
	if err != nil {
		return "", err
	}
	if err := d.open(); err != nil {
		return "", err
	}
	label = viet.Clean(label)
	switch {
	case label == "" || len(label) > nameMax:
		return "", fault.In("label", "Hãy ghi máy này ai cầm, ví dụ “Máy 1, anh Tuấn”, không quá %d ký tự.", nameMax)
	case shift <= tx.At:
		return "", fault.In("shift", "Ca trực phải kết thúc sau lúc này.")
	case shift > day.InstantOf(tx.At.Time().Add(ShiftMax)):
		return "", fault.In("shift", "Ca trực kết thúc muộn nhất sau ba ngày. Hãy mời lại khi gần ngày.")
	}
	code = rand.Text()
	i := Invited{Door: door, Label: label, MadeBy: tx.Actor, MadeAt: tx.At, Until: min(shift, day.InstantOf(tx.At.Time().Add(InviteTime))), Shift: shift}
	return code, insertInvite(tx, hashOf(code), i)
}

// Enrol enrols the phone that shows a code. The act's object is the site; CodeOf says which. A code that was used is a fault of
// kind Conflict.
func Enrol(tx *db.Tx, e Enrolment) (Enrolled, error) {
	if e.Protocol < ProtocolOldest {
		return Enrolled{}, ErrOld
	}
	key, err := base64.StdEncoding.DecodeString(e.PublicKey)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return Enrolled{}, fault.Invalidf("Khóa của điện thoại không đọc được. Hãy tải lại trang rồi quét lại mã.")
	}
	hash := hashOf(e.Code)
	i, err := inviteOf(&tx.View, hash)
	if err != nil {
		return Enrolled{}, err
	}
	d, err := DoorOf(&tx.View, i.Door)
	if err != nil {
		return Enrolled{}, err
	}
	switch {
	case i.Used != 0:
		return Enrolled{}, used(d, i)
	case i.Until <= tx.At:
		return Enrolled{}, fault.Invalidf("Mã mời này hết hạn lúc %s. Hãy xin mã mới ở người phụ trách điểm.", i.Until.VN())
	}
	if err := d.open(); err != nil {
		return Enrolled{}, err
	}
	event, err := eventOf(&tx.View, d.Activity)
	if err != nil {
		return Enrolled{}, err
	}
	token := "gt_" + rand.Text() + rand.Text()
	dev := Device{ID: tx.ID(), Door: d.ID, Activity: d.Activity, Event: event.Number, Name: i.Label, PublicKey: e.PublicKey, EnrolledBy: i.MadeBy, EnrolledAt: tx.At, Until: i.Shift}
	// Two phones may show one code at the same moment: the row decides.
	n, err := tx.Exec(`UPDATE gate_invite SET used_at = ?, device = ? WHERE hash = ? AND used_at = 0`, tx.At, dev.ID, hash)
	if err != nil {
		return Enrolled{}, err
	}
	if n != 1 {
		if i, err = inviteOf(&tx.View, hash); err != nil {
			return Enrolled{}, err
		}
		return Enrolled{}, used(d, i)
	}
	if err := insertDevice(tx, dev, hashOf(token)); err != nil {
		return Enrolled{}, err
	}
	return Enrolled{Device: dev.ID, Token: token, Door: d.Name, Name: dev.Name, Until: millis(dev.Until), Now: millis(tx.At)}, nil
}

// CodeOf returns the door for which a code was made.
func CodeOf(v *db.View, code string) (Door, error) {
	i, err := inviteOf(v, hashOf(code))
	if err != nil {
		return Door{}, err
	}
	return DoorOf(v, i.Door)
}

// replayed is the sentence that the log keeps of a code that was shown again.
func replayed(v *db.View, code string) (string, error) {
	i, err := inviteOf(v, hashOf(code))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("Mã của máy “%s”, dùng lúc %s, lại được gửi đến.", i.Label, i.Used.VN()), nil
}

func used(d Door, i Invited) error {
	return fault.Conflictf("Mã mời này đã dùng lúc %s cho máy “%s” ở cổng “%s”. Mỗi mã chỉ dùng cho một máy; hãy xin mã mới.", i.Used.VN(), i.Label, d.Name)
}

// ErrOld is the answer to a phone whose program is older than this server speaks to.
var ErrOld = fault.Invalidf("Trang trên điện thoại này quá cũ. Hãy tải lại trang khi có mạng; những gì đã quét vẫn còn trong máy.")

// hashOf is how codes and tokens are kept.
func hashOf(secret string) string {
	h := sha256.Sum256([]byte(strings.Join(strings.Fields(secret), ""))) // a code is shown, and typed, in groups
	return hex.EncodeToString(h[:])
}

// millis are milliseconds since 1970, as they travel; instantOf is the other way.
func millis(i day.Instant) int64     { return int64(i) / 1000 }
func instantOf(ms int64) day.Instant { return day.Instant(ms * 1000) }

// EnrolPhone enrols the phone that shows a code, as an act of its own. A code that was used is refused, and the log says so.
func EnrolPhone(ctx context.Context, desk *act.Desk, d *db.DB, e Enrolment) (done Enrolled, err error) {
	var door Door
	if err := d.See(ctx, func(v *db.View) (err error) { door, err = CodeOf(v, e.Code); return err }); err != nil {
		return done, err
	}
	err = desk.Do(ctx, act.System("điện thoại đưa mã mời"), Enrolling, door.Activity, func(tx *db.Tx) (err error) {
		if done, err = Enrol(tx, e); err == nil {
			act.Note(tx, "Máy “"+done.Name+"”, "+door.Name+".")
		}
		return err
	})
	if fault.KindOf(err) != fault.Conflict {
		return done, err
	}
	if logged := desk.Do(ctx, act.System("mã mời gửi lại"), RefusingCode, door.Activity, func(tx *db.Tx) error {
		text, err := replayed(&tx.View, e.Code)
		act.Note(tx, text)
		return err
	}); logged != nil {
		return done, errors.Join(err, logged)
	}
	return done, err
}
