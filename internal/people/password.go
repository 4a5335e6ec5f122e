package people

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"phongtrao/internal/base/fault"
)

// Passwords are kept as argon2id with 19 MiB, two passes and one lane, the parameters written into the text, so that they can be
// raised one day without asking anybody for a new password. At most two are computed at once: each takes a core and its memory.
const (
	memory  = 19 * 1024 // KiB
	passes  = 2
	lanes   = 1
	saltLen = 16
	hashLen = 32

	passwordMin = 10  // characters
	passwordMax = 200 // characters
)

var hashing = make(chan struct{}, 2)

// Secret is a password as it is kept.
type Secret struct{ text string }

// NewSecret checks a new password and makes what is kept of it. It takes a while by intention, so call it before the act that keeps it, not inside.
func NewSecret(ctx context.Context, login, password string) (Secret, error) {
	password = norm.NFC.String(password) // a telephone and a computer may type one letter in two ways
	switch n := utf8.RuneCountInString(password); {
	case n < passwordMin:
		return Secret{}, fault.In("password", "Mật khẩu cần ít nhất %d ký tự. Một câu ngắn dễ nhớ là tốt nhất.", passwordMin)
	case n > passwordMax:
		return Secret{}, fault.In("password", "Mật khẩu dài không quá %d ký tự.", passwordMax)
	case easy(login, password):
		return Secret{}, fault.In("password", "Mật khẩu này quá dễ đoán. Hãy chọn một câu mà chỉ mình biết.")
	}
	salt := make([]byte, saltLen)
	rand.Read(salt) // never fails
	hash, err := hash(ctx, password, salt, passes, memory, lanes, hashLen)
	if err != nil {
		return Secret{}, err
	}
	b64 := base64.RawStdEncoding.EncodeToString
	return Secret{fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, lanes, b64(salt), b64(hash))}, nil
}

// easy reports whether a password is what everybody tries first.
func easy(login, password string) bool {
	p := strings.ToLower(password)
	if login != "" && strings.Contains(p, strings.ToLower(login)) && utf8.RuneCountInString(password) < utf8.RuneCountInString(login)+6 {
		return true
	}
	different := map[rune]bool{}
	for _, r := range p {
		different[r] = true
	}
	if len(different) < 5 {
		return true
	}
	for _, known := range []string{"1234567890", "0123456789", "0987654321", "9876543210", "qwertyuiop", "matkhau", "password", "congdoan", "phongtrao", "liendoan", "anhyeuem", "abcdefghij"} {
		if rest, found := strings.CutPrefix(p, known); found && utf8.RuneCountInString(rest) < 5 {
			return true
		}
	}
	return false
}

// is reports whether a password is the one that is kept. The zero Secret is nobody's and takes as long as any.
func (s Secret) is(ctx context.Context, password string) (bool, error) {
	password = norm.NFC.String(password)
	if utf8.RuneCountInString(password) > passwordMax {
		password = "" // nobody has such a long one, and nobody is made to compute it
	}
	t, m, p, salt, want := uint32(passes), uint32(memory), uint8(lanes), make([]byte, saltLen), make([]byte, hashLen)
	if s.text != "" {
		var version int
		parts := strings.Split(s.text, "$")
		if len(parts) != 6 || parts[1] != "argon2id" {
			return false, fmt.Errorf("people: a secret of an unknown kind")
		}
		if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &m, &t, &p); err != nil || version != argon2.Version {
			return false, fmt.Errorf("people: a secret with unknown parameters")
		}
		var errSalt, errHash error
		salt, errSalt = base64.RawStdEncoding.DecodeString(parts[4])
		want, errHash = base64.RawStdEncoding.DecodeString(parts[5])
		if errSalt != nil || errHash != nil || len(want) == 0 {
			return false, fmt.Errorf("people: a secret that cannot be read")
		}
	}
	got, err := hash(ctx, password, salt, t, m, p, uint32(len(want)))
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1 && s.text != "" && password != "", err
}

func hash(ctx context.Context, password string, salt []byte, t, m uint32, p uint8, n uint32) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, t, m, p, n), nil
}
