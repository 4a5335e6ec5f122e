package people

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// A session ends 30 days after sign-in, and after 7 days in which it was not used. That it is used is written down once a day.
const (
	sessionLife = 30 * 24 * time.Hour
	sessionIdle = 7 * 24 * time.Hour
	sessionMark = 24 * time.Hour

	// cacheFresh is how long another server may still take a session that was ended on this one. On the same server it ends at once.
	cacheFresh = 30 * time.Second
	cacheMax   = 50_000
)

// Session is one device on which somebody is signed in.
type Session struct {
	ID     string
	Person string
	Device string // what it calls itself: "Chrome, Windows"
	Began  day.Instant
	Seen   day.Instant // to within a day
	Until  day.Instant // when it ends in any case
}

// Who returns the one who acts in the session.
func (s Session) Who() act.Who { return act.Who{Person: s.Person, Session: s.ID, Device: s.Device} }

func (s Session) holds(now day.Instant) bool {
	return now < s.Until && now < s.Seen+micros(sessionIdle)
}

// Entrance is where people sign in, and are recognised afterwards. Doors are given one.
type Entrance struct {
	db   *db.DB
	desk *act.Desk
}

// NewEntrance returns the entrance to a house.
func NewEntrance(d *db.DB, desk *act.Desk) *Entrance { return &Entrance{d, desk} }

// SignIn begins a session and returns its token, which is kept nowhere else: give it to the device and forget it. from is the address of the
// caller. Where the person asked for a second step, the fault holds a *Second and no session begins yet. A wrong password and an unknown login are the same fault and take the same time; too many wrong ones are a fault of kind Denied
// that says how long to wait.
func (e *Entrance) SignIn(ctx context.Context, login, password, device, from string) (token string, s Session, err error) {
	login = cleanLogin(login)
	person, secret, err := e.prove(ctx, login, password, from)
	if err != nil {
		return "", s, err
	}
	if err := e.more(ctx, person); err != nil {
		return "", s, err
	}
	return e.begin(ctx, person, device, func(tx *db.Tx) error {
		if _, now, _, err := selectAccount(&tx.View, login); err != nil || now != secret.text {
			return cmp.Or(err, fault.Conflictf("Mật khẩu vừa được đổi. Hãy đăng nhập lại bằng mật khẩu mới."))
		}
		return nil
	})
}

// prove returns whose login and password these are.
func (e *Entrance) prove(ctx context.Context, login, password, from string) (person string, secret Secret, err error) {
	slow := throttleOf(e.db)
	if wait := slow.begin(e.db.Now(), login, from); wait > 0 {
		return "", secret, fault.New(fault.Denied, "Đã nhập sai nhiều lần. Hãy đợi %d phút rồi thử lại; nếu quên mật khẩu, hãy nhờ người quản trị đặt lại.", int(wait.Minutes())+1)
	}
	err = e.db.See(ctx, func(v *db.View) (err error) {
		person, secret.text, _, err = selectAccount(v, login)
		return err
	})
	if err != nil {
		return "", secret, err
	}
	right, err := secret.is(ctx, password)
	switch {
	case err != nil:
		return "", secret, err
	case !right:
		return "", secret, fault.In("password", "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.")
	}
	slow.right(login, from)
	return person, secret, nil
}

// Proves returns nil where a password is the person's own; else what SignIn would say. It begins no session.
func (e *Entrance) Proves(ctx context.Context, person, password, from string) error {
	var login string
	if err := e.db.See(ctx, func(v *db.View) (err error) { login, err = LoginOf(v, person); return err }); err != nil {
		return err
	}
	_, _, err := e.prove(ctx, login, password, from)
	return err
}

// more returns a *Second in a fault where a person's password is not enough.
func (e *Entrance) more(ctx context.Context, person string) error {
	var c Clock
	var keys []Passkey
	err := e.db.See(ctx, func(v *db.View) (err error) {
		if c, err = ClockOf(v, person); err == nil {
			keys, err = Passkeys(v, person)
		}
		return err
	})
	if err != nil || !c.On() {
		return err
	}
	second := &Second{Passkeys: len(keys) > 0}
	if second.Ticket, err = e.seal(ctx, ticket{Step: "second", Person: person}); err != nil {
		return err
	}
	return &fault.Fault{Kind: fault.Unsigned, Text: second.Error(), Err: second}
}

// begin begins a session of a person in the act that checks, for the last time, that it may.
func (e *Entrance) begin(ctx context.Context, person, device string, check func(tx *db.Tx) error) (token string, s Session, err error) {
	raw := make([]byte, 32)
	rand.Read(raw) // never fails
	token = base64.RawURLEncoding.EncodeToString(raw)
	device = shorten(viet.Clean(device), 80)
	err = e.desk.Do(ctx, act.Who{Person: person, Device: device}, SigningIn, person, func(tx *db.Tx) error {
		if err := check(tx); err != nil {
			return err
		}
		if err := deleteEnded(tx, person, tx.At, tx.At-micros(sessionIdle)); err != nil {
			return err
		}
		s = Session{ID: tx.ID(), Person: person, Device: device, Began: tx.At, Seen: tx.At, Until: tx.At + micros(sessionLife)}
		return insertSession(tx, s, hashOf(token))
	})
	if err != nil {
		return "", Session{}, err
	}
	return token, s, nil
}

// Recognise returns the session of a token, or a fault of kind Unsigned. It costs no query while the session was looked up a moment ago.
func (e *Entrance) Recognise(ctx context.Context, token string) (Session, error) {
	hash, now := hashOf(token), e.db.Now()
	c := cacheOf(e.db)
	s, found, turn := c.get(hash, now)
	if !found {
		err := e.db.See(ctx, func(v *db.View) (err error) {
			s, found, err = selectSession(v, hash)
			return err
		})
		if err != nil {
			return s, err
		}
		if found {
			c.put(hash, s, now, turn)
		}
	}
	if !found || !s.holds(now) {
		return Session{}, fault.New(fault.Unsigned, "Bạn chưa đăng nhập, hoặc phiên làm việc đã hết hạn. Hãy đăng nhập rồi làm lại.")
	}
	if now-s.Seen > micros(sessionMark) {
		// Where it cannot be written, the session is as good as before: it only may end earlier.
		if e.desk.Do(ctx, s.Who(), Staying, s.Person, func(tx *db.Tx) error { return markSession(tx, s.ID, tx.At) }) == nil {
			c.drop(func(o Session) bool { return o.ID == s.ID })
		}
	}
	return s, nil
}

// SignOut ends one session of a person. One that is over already is no fault.
func SignOut(tx *db.Tx, person, session string) error {
	return endSessions(tx, person, func(s Session) bool { return s.ID == session })
}

// SignOutEverywhere ends all sessions of a person but one; "" for all.
func SignOutEverywhere(tx *db.Tx, person, but string) error {
	return endSessions(tx, person, func(s Session) bool { return s.ID != but })
}

func endSessions(tx *db.Tx, person string, which func(Session) bool) error {
	all, err := selectSessions(&tx.View, person)
	if err != nil {
		return err
	}
	for _, s := range all {
		if which(s) {
			if err := deleteSession(tx, s.ID); err != nil {
				return err
			}
		}
	}
	tx.AfterCommit(func() {
		cacheOf(tx.DB()).drop(func(s Session) bool { return s.Person == person && which(s) })
	})
	return nil
}

// Sessions returns where a person is signed in, the latest first.
func Sessions(v *db.View, person string) ([]Session, error) {
	all, err := selectSessions(v, person)
	var now []Session
	for _, s := range all {
		if s.holds(v.At) {
			now = append(now, s)
		}
	}
	return now, err
}

func hashOf(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// cache remembers sessions looked up lately.
type cache struct {
	mu       sync.RWMutex
	turn     int // counts what was dropped, so that nothing read before is put back after
	sessions map[string]cached
}

type cached struct {
	Session
	read day.Instant
}

type cacheKey struct{}

func cacheOf(d *db.DB) *cache {
	return d.Keep(cacheKey{}, func() any { return &cache{sessions: map[string]cached{}} }).(*cache)
}

func (c *cache) get(hash string, now day.Instant) (s Session, found bool, turn int) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	k, ok := c.sessions[hash]
	return k.Session, ok && now-k.read < micros(cacheFresh), c.turn
}

func (c *cache) put(hash string, s Session, now day.Instant, turn int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.turn != turn {
		return
	}
	if len(c.sessions) >= cacheMax {
		clear(c.sessions)
	}
	c.sessions[hash] = cached{s, now}
}

func (c *cache) drop(which func(Session) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn++
	for h, k := range c.sessions {
		if which(k.Session) {
			delete(c.sessions, h)
		}
	}
}
