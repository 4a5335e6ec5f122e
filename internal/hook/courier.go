package hook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/jobs"
	"phongtrao/internal/token"
)

// How long a receiver is waited for, and how often it is tried: over about a day.
const (
	Attempts  = 14
	answerMax = 10 * time.Second
	lease     = time.Minute
	lookEach  = 2 * time.Second
	portion   = 100 // events looked at in one turn
	errorMax  = 300
)

// Heads of what is sent.
const (
	SignatureHead = "Phongtrao-Signature" // t=seconds,v1=HMAC-SHA256 of "seconds.body" in hex
	SequenceHead  = "Phongtrao-Sequence"
	TopicHead     = "Phongtrao-Topic"
)

// Courier tells receivers, from one server.
type Courier struct {
	DB      *db.DB
	Desk    *act.Desk
	Private bool // addresses inside this network are told too

	client *http.Client
}

// Run tells receivers until the context ends.
func (c *Courier) Run(ctx context.Context) {
	nudge := nudgeOf(c.DB)
	for ctx.Err() == nil {
		more, err := c.Round(ctx)
		if err != nil && ctx.Err() == nil {
			slog.Warn("telling other programs", "err", err)
		}
		if more && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-nudge:
		case <-time.After(lookEach):
		}
	}
}

// Round tells every receiver that is due of its next event, and reports whether any was told something.
func (c *Courier) Round(ctx context.Context) (more bool, err error) {
	var list []Receiver
	if err := c.DB.See(ctx, func(v *db.View) (err error) {
		list, err = due(v, v.At)
		return err
	}); err != nil {
		return false, err
	}
	for _, r := range list {
		moved, err := c.turn(ctx, r.ID)
		if err != nil {
			return false, err
		}
		more = more || moved
	}
	return more, nil
}

// turn tells one receiver of one event.
func (c *Courier) turn(ctx context.Context, id string) (moved bool, err error) {
	taken := false
	if err := c.update(ctx, func(tx *db.Tx) (err error) {
		taken, err = take(tx, id, tx.At+day.Instant(lease.Microseconds()))
		return err
	}); err != nil || !taken {
		return false, err
	}
	var r Receiver
	var next *Event
	told := int64(0)
	if err := c.DB.See(ctx, func(v *db.View) (err error) {
		if r, err = Get(v, id); err != nil {
			return err
		}
		told, next, err = c.next(v, r)
		return err
	}); err != nil {
		return false, err
	}
	if next == nil {
		return told > r.Told, c.update(ctx, func(tx *db.Tx) error { return give(tx, r, told, 0, 0) })
	}
	try := c.send(ctx, r, *next)
	attempts, again := r.Attempts+1, day.Instant(0)
	try.Attempt = attempts
	switch {
	case try.Outcome == Told:
		told, attempts = next.Seq, 0
	case attempts >= Attempts:
		try.Outcome, told, attempts = Dead, next.Seq, 0
	default:
		again = c.DB.Now() + day.Instant(jobs.Pause(attempts).Microseconds())
	}
	return again == 0, c.update(ctx, func(tx *db.Tx) error {
		try.At = tx.At
		if err := insertTry(tx, r.ID, try); err != nil {
			return err
		}
		return give(tx, r, told, attempts, again)
	})
}

// next finds the next event that a receiver is to hear of, and up to where there is none.
func (c *Courier) next(v *db.View, r Receiver) (told int64, next *Event, err error) {
	told = r.Told
	p, err := token.Get(v, r.Program)
	if err != nil || r.Ended != 0 || !p.Holds(v.At.Day()) {
		return told, nil, err
	}
	list, err := After(v, told, portion)
	for _, e := range list {
		if slices.Contains(r.Topics, e.Topic) && Hears(c.Desk, v, p.Who(), e) {
			return told, &e, err
		}
		told = e.Seq
	}
	return told, nil, err
}

func (c *Courier) update(ctx context.Context, work func(tx *db.Tx) error) error {
	return c.DB.Update(ctx, db.Ordered{Actor: act.Program}, work)
}

// Wire is an event as it is sent, and as it is pulled.
type Wire struct {
	Seq     int64     `json:"seq" example:"17" doc:"Số thứ tự, liền nhau"`
	Topic   string    `json:"topic" example:"figure.posted"`
	At      time.Time `json:"at"`
	Unit    string    `json:"unit" doc:"Đơn vị liên quan"`
	Object  string    `json:"object" doc:"Việc được làm trên gì: báo cáo, văn bản, đơn vị"`
	Act     string    `json:"act" doc:"Mã trong nhật ký thao tác"`
	Entries []int64   `json:"entries" doc:"Số thứ tự các bút toán, với tin về số liệu"`
}

// WireOf puts an event on the wire.
func WireOf(e Event) Wire {
	return Wire{e.Seq, string(e.Topic), e.At.Time(), e.Unit, e.Object, e.Act, append([]int64{}, e.Entries...)}
}

// send sends one event.
func (c *Courier) send(ctx context.Context, r Receiver, e Event) Try {
	t := Try{Event: e.Seq, Outcome: Again}
	body, err := json.Marshal(WireOf(e))
	if err != nil {
		t.Error = err.Error()
		return t
	}
	ctx, cancel := context.WithTimeout(ctx, answerMax)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.URL, bytes.NewReader(body))
	if err != nil {
		t.Error = short(err)
		return t
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "PhongTrao")
	req.Header.Set(SequenceHead, strconv.FormatInt(e.Seq, 10))
	req.Header.Set(TopicHead, string(e.Topic))
	req.Header.Set(SignatureHead, Sign(r.secret, c.DB.Now().Time(), body))
	answer, err := c.http().Do(req)
	if err != nil {
		t.Error = short(err)
		return t
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 4<<10))
	t.Status = int64(answer.StatusCode)
	if answer.StatusCode/100 == 2 {
		t.Outcome = Told
	} else {
		t.Error = answer.Status
	}
	return t
}

func short(err error) string {
	text := err.Error()
	if e, ok := errors.AsType[*net.OpError](err); ok && e.Err != nil {
		text = e.Err.Error()
	}
	if r := []rune(text); len(r) > errorMax {
		text = string(r[:errorMax])
	}
	return text
}

// http is a client that follows no other address than the one it was given, and reaches into no private network: asked after the name was
// resolved, when the connection is made.
func (c *Courier) http() *http.Client {
	if c.client == nil {
		dialer := &net.Dialer{Timeout: answerMax, Control: func(_, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				return err
			}
			if !c.Private && !public(at.Addr()) {
				return fmt.Errorf("%s nằm trong mạng nội bộ", at.Addr())
			}
			return nil
		}}
		c.client = &http.Client{Timeout: answerMax, Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: answerMax, MaxIdleConns: 20, IdleConnTimeout: time.Minute},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	return c.client
}

// public reports whether an address is one of the open network.
func public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	return !slices.ContainsFunc(reserved, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// reserved are networks that are neither private by name nor open: shared addresses, tests, translation to the old protocol.
var reserved = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32")}

// Sign is the signature of a body at a time.
func Sign(secret string, at time.Time, body []byte) string {
	seconds := strconv.FormatInt(at.Unix(), 10)
	return "t=" + seconds + ",v1=" + hex.EncodeToString(mac(secret, seconds, body))
}

func mac(secret, seconds string, body []byte) []byte {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte(seconds + "."))
	m.Write(body)
	return m.Sum(nil)
}

// Verify is what a receiver does: whether a body was signed with the secret, no longer ago than it allows.
func Verify(secret, signature string, body []byte, now time.Time, age time.Duration) bool {
	t, v, ok := strings.Cut(signature, ",")
	seconds, ok1 := strings.CutPrefix(t, "t=")
	sum, ok2 := strings.CutPrefix(v, "v1=")
	n, err := strconv.ParseInt(seconds, 10, 64)
	got, err2 := hex.DecodeString(sum)
	if !ok || !ok1 || !ok2 || err != nil || err2 != nil {
		return false
	}
	return now.Sub(time.Unix(n, 0)).Abs() <= age && hmac.Equal(got, mac(secret, seconds, body))
}
