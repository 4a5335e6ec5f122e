package people

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// A code of six digits changes every half minute (RFC 6238). One before and one after are taken too, for clocks that differ.
const (
	codeStep = 30 * time.Second
	codeSkew = 1

	spareCount = 10
	spareLen   = 10 // letters
)

// Second is what SignIn says when the password was right and more is asked for: a code of the person's telephone or paper, given to
// SecondCode with the ticket, or a passkey.
type Second struct {
	Ticket   string
	Passkeys bool // the person has a passkey, too
}

// Error says what is still to do.
func (*Second) Error() string { return "Hãy nhập mã xác thực để hoàn tất đăng nhập." }

// Clock is a person's clock of codes.
type Clock struct {
	Secret    string // base 32, to type where no picture can be taken
	Confirmed day.Instant
	Spares    int // codes on paper that are left
	lastStep  int64
}

// On reports whether codes are asked for.
func (c Clock) On() bool { return c.Confirmed != 0 }

// Address is what a telephone reads from the picture: otpauth://totp/….
func (c Clock) Address(login string) string {
	q := url.Values{"secret": {c.Secret}, "issuer": {"Phong Trào"}, "period": {"30"}, "digits": {"6"}, "algorithm": {"SHA1"}}
	return "otpauth://totp/" + url.PathEscape("Phong Trào:"+login) + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// BeginClock gives a person a new secret, which is not asked for until ConfirmClock. One that is in use stays until it is stopped.
func BeginClock(tx *db.Tx, person string) error {
	c, err := ClockOf(&tx.View, person)
	switch {
	case err != nil:
		return err
	case c.On():
		return fault.Conflictf("Xác thực hai bước đang bật. Muốn đổi điện thoại, hãy tắt rồi bật lại.")
	}
	raw := make([]byte, 20)
	rand.Read(raw) // never fails
	return replaceClock(tx, person, base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw))
}

// ConfirmClock turns codes on, once the telephone has shown that it has the secret; the codes on paper are good from then on.
func ConfirmClock(tx *db.Tx, person, code string) error {
	c, err := ClockOf(&tx.View, person)
	switch {
	case err != nil:
		return err
	case c.Secret == "":
		return fault.Conflictf("Chưa có mã QR nào để xác nhận. Hãy bắt đầu lại.")
	case c.On():
		return fault.Conflictf("Xác thực hai bước đã bật từ trước.")
	}
	step, ok := c.step(code, tx.At)
	if !ok {
		return fault.In("code", "Mã chưa đúng. Hãy nhập 6 chữ số đang hiện trên điện thoại; nếu vẫn sai, kiểm tra giờ của điện thoại.")
	}
	if err := confirmClock(tx, person, step); err != nil {
		return err
	}
	var hashes []string
	for _, s := range c.SpareCodes() {
		hashes = append(hashes, hashOf(person+" "+bare(s)))
	}
	return replaceSpares(tx, person, hashes)
}

// SpareCodes are the codes on paper that belong to the secret: "k3mq9-x2p7t". They are shown together with it, while it waits to be confirmed.
func (c Clock) SpareCodes() []string {
	codes := make([]string, spareCount)
	for i := range codes {
		word := strings.ToLower(base32.StdEncoding.EncodeToString(signed([]byte(c.Secret), []byte{'s', 'p', 'a', 'r', 'e', byte(i)}))[:spareLen])
		codes[i] = word[:spareLen/2] + "-" + word[spareLen/2:]
	}
	return codes
}

// bare is a code as it was typed, without what people put in between.
func bare(code string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(code))
}

// StopClock turns codes off and forgets the secret with the codes on paper.
func StopClock(tx *db.Tx, person string) error {
	if err := deleteClock(tx, person); err != nil {
		return err
	}
	return replaceSpares(tx, person, nil)
}

// StopSecond takes every second step from a person: codes and passkeys. An administrator does so for who has lost the telephone.
func StopSecond(tx *db.Tx, person string) error {
	if err := StopClock(tx, person); err != nil {
		return err
	}
	return deletePasskeys(tx, person)
}

// step returns the half minute whose code this is, if it is a code that was not used before.
func (c Clock) step(code string, now day.Instant) (int64, bool) {
	code = bare(code)
	found, right := int64(0), 0
	for skew := -codeSkew; skew <= codeSkew; skew++ {
		at := now.Time().Add(time.Duration(skew) * codeStep)
		want, err := totp.GenerateCodeCustom(c.Secret, at, totp.ValidateOpts{Period: 30, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if step := at.Unix() / int64(codeStep/time.Second); err == nil && step > c.lastStep && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found, right = step, 1
		}
	}
	return found, right == 1
}

// SecondCode ends a sign-in that SignIn began: with a code from the telephone, or one of those on paper, which is then worth nothing.
// Wrong codes are slowed down as wrong passwords are.
func (e *Entrance) SecondCode(ctx context.Context, word, code, device, from string) (string, Session, error) {
	t, err := e.unseal(ctx, "second", word)
	if err != nil {
		return "", Session{}, err
	}
	slow, who := throttleOf(e.db), "second "+t.Person
	if wait := slow.begin(e.db.Now(), who, from); wait > 0 {
		return "", Session{}, fault.New(fault.Denied, "Đã nhập sai mã nhiều lần. Hãy đợi %d phút rồi thử lại.", int(wait.Minutes())+1)
	}
	given, s, err := e.begin(ctx, t.Person, device, func(tx *db.Tx) error {
		c, err := ClockOf(&tx.View, t.Person)
		if err != nil {
			return err
		}
		if step, ok := c.step(code, tx.At); ok && c.On() {
			return useStep(tx, t.Person, step)
		}
		if used, err := useSpare(tx, hashOf(t.Person+" "+bare(code))); err != nil || used {
			return err
		}
		return fault.In("code", "Mã không đúng hoặc đã dùng rồi. Hãy nhập mã 6 chữ số đang hiện trên điện thoại, hoặc một mã dự phòng chưa dùng.")
	})
	if err == nil {
		slow.right(who, from)
	}
	return given, s, err
}
