package live

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/base32"
	"encoding/hex"
	"strconv"
	"strings"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's table: of screens alone, for the numbers of the day are kept nowhere.
var Schema = db.Line{Name: "live", Files: files}

var shows = []access.Role{access.FederationOfficer, access.UnitOfficer, access.SiteLead}

var (
	// Showing opens a screen without sign-in (Show); its object is an activity of the event.
	Showing = act.Verb{Name: "live.show", Label: "Mở màn hình trực tiếp không cần đăng nhập", Roles: shows, Over: activity.Over}
	// Hiding takes a screen's key back (Hide).
	Hiding = act.Verb{Name: "live.hide", Label: "Thu hồi màn hình trực tiếp", Roles: shows, Over: activity.Over}
)

// Verbs are all verbs of this package.
var Verbs = []act.Verb{Showing, Hiding}

const (
	screenLabelMax = 60
	screensMax     = 50 // that hold at once, of one event
)

// Screen is a projector or a television that shows the wall with a key in its address.
type Screen struct {
	ID      string
	Event   string // the central activity
	Label   string // where it stands
	MadeBy  string
	MadeAt  day.Instant
	Until   day.Instant // the end of the day after the event's
	Revoked day.Instant // 0 while it may

	secret []byte
}

// Holds reports whether the screen may show the wall at an instant.
func (s Screen) Holds(at day.Instant) bool { return s.Revoked == 0 && at < s.Until }

// Key is what stands in the screen's address. It says nothing by itself and is made again from what is kept, so that an officer can read the
// address once more.
func (s Screen) Key() string {
	m := hmac.New(sha256.New, s.secret)
	m.Write([]byte("WALL/V1\x00" + s.ID + "\x00" + s.Event + "\x00" + strconv.FormatInt(int64(s.Until), 10)))
	return s.ID + "." + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(m.Sum(nil)[:20]))
}

// Show lets a screen show the wall of an event until the end of the day after it.
func Show(tx *db.Tx, id, label string) (Screen, error) {
	central, err := activity.Sites(&tx.View, id)
	if err != nil {
		return Screen{}, err
	}
	a := central[0]
	s := Screen{ID: tx.ID(), Event: a.ID, Label: viet.Clean(label), MadeBy: tx.Actor, MadeAt: tx.At, Until: a.Day.Add(2).Start(), secret: make([]byte, 32)}
	all, err := Screens(&tx.View, a.ID)
	if err != nil {
		return s, err
	}
	held := 0
	for _, o := range all {
		if o.Holds(tx.At) {
			held++
		}
	}
	switch {
	case s.Label == "":
		return s, fault.In("label", "Hãy ghi màn hình đặt ở đâu, ví dụ “Sân khấu chính”.")
	case len([]rune(s.Label)) > screenLabelMax:
		return s, fault.In("label", "Tên màn hình dài nhất %d ký tự. Hãy viết ngắn lại.", screenLabelMax)
	case tx.At >= s.Until:
		return s, fault.Invalidf("“%s” đã diễn ra ngày %s, không mở màn hình không đăng nhập được nữa. Hãy đăng nhập để xem.", a.Name, a.Day.VN())
	case held >= screensMax:
		return s, fault.Invalidf("Đã có %d màn hình đang mở. Hãy thu hồi những màn hình không dùng nữa.", held)
	}
	rand.Read(s.secret) // never fails
	act.Note(tx, "Màn hình “"+s.Label+"”")
	_, err = tx.Exec(`INSERT INTO live_screen (id, event, label, secret, made_by, made_at, until_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
		s.ID, s.Event, s.Label, hex.EncodeToString(s.secret), s.MadeBy, s.MadeAt, s.Until)
	return s, err
}

// Hide takes a screen's key back; walls that are open with it go dark within a minute.
func Hide(tx *db.Tx, id, screen string) error {
	central, err := Central(&tx.View, id)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE live_screen SET revoked_at = ? WHERE id = ? AND event = ? AND revoked_at = 0`, tx.At, screen, central)
	if err == nil && n == 0 {
		err = fault.NotFoundf("Màn hình này không còn, hoặc đã thu hồi. Hãy tải lại trang.")
	}
	return err
}

const screenColumns = `id, event, label, secret, made_by, made_at, until_at, revoked_at FROM live_screen`

func scanScreen(r db.Scanner) (s Screen, err error) {
	var secret string
	if err = r.Scan(&s.ID, &s.Event, &s.Label, &secret, &s.MadeBy, &s.MadeAt, &s.Until, &s.Revoked); err != nil {
		return s, err
	}
	s.secret, err = hex.DecodeString(secret)
	return s, err
}

// Screens returns the screens of an event, the newest first.
func Screens(v *db.View, central string) ([]Screen, error) {
	return db.All(v, scanScreen, `SELECT `+screenColumns+` WHERE event = ? ORDER BY id DESC`, central)
}

// Admit finds the screen whose key was shown for an event. A key that is wrong, of another event, taken back or too old is a fault of kind
// Denied, in the same words: nothing is told to those who try.
func Admit(v *db.View, central, key string) (Screen, error) {
	no := fault.New(fault.Denied, "Đường dẫn màn hình này không dùng được nữa. Hãy xin ban tổ chức đường dẫn mới.")
	id, _, ok := strings.Cut(key, ".")
	if !ok || len(key) > 200 {
		return Screen{}, no
	}
	s, found, err := db.One(v, scanScreen, `SELECT `+screenColumns+` WHERE id = ?`, id)
	if err != nil {
		return s, err
	}
	if !found || s.Event != central || !s.Holds(v.At) || !hmac.Equal([]byte(s.Key()), []byte(key)) {
		return Screen{}, no
	}
	return s, nil
}
