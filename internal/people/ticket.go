package people

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// ticketLife is how long one may take between two steps of signing in.
const ticketLife = 5 * time.Minute

// ticket is what a device holds between two steps of signing in. It is sealed by the program and kept by the device alone, so that
// any server of the house can go on with it.
type ticket struct {
	Step   string          `json:"s"` // "second", "passkey", "add"
	Person string          `json:"p,omitempty"`
	Until  day.Instant     `json:"u"`
	Data   json.RawMessage `json:"d,omitempty"`
}

// seal writes a ticket as a word.
func (e *Entrance) seal(ctx context.Context, t ticket) (string, error) {
	key, err := e.key(ctx)
	if err != nil {
		return "", err
	}
	t.Until = e.db.Now() + micros(ticketLife)
	text, err := json.Marshal(t)
	if err != nil {
		return "", err
	}
	b64 := base64.RawURLEncoding
	return b64.EncodeToString(text) + "." + b64.EncodeToString(signed(key, text)), nil
}

// unseal reads a ticket of one step. One that is too old, altered or of another step is a fault of kind Unsigned.
func (e *Entrance) unseal(ctx context.Context, step, word string) (t ticket, err error) {
	key, err := e.key(ctx)
	if err != nil {
		return t, err
	}
	first, second, _ := strings.Cut(word, ".")
	text, err1 := base64.RawURLEncoding.DecodeString(first)
	sum, err2 := base64.RawURLEncoding.DecodeString(second)
	if err1 != nil || err2 != nil || !hmac.Equal(sum, signed(key, text)) || json.Unmarshal(text, &t) != nil || t.Step != step || t.Until < e.db.Now() {
		return ticket{}, fault.New(fault.Unsigned, "Bước đăng nhập này đã quá %d phút hoặc không còn giá trị. Hãy đăng nhập lại từ đầu.", int(ticketLife.Minutes()))
	}
	return t, nil
}

func signed(key, text []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write(text)
	return m.Sum(nil)
}

// preparing is the program's own act.
var preparing = act.Verb{Name: "people.prepare", Label: "Tạo khóa niêm phong đăng nhập"}

type sealKey struct{}

type sealed struct {
	mu  sync.Mutex
	key []byte
}

// key returns the key of this house, made when it is first needed.
func (e *Entrance) key(ctx context.Context) ([]byte, error) {
	k := e.db.Keep(sealKey{}, func() any { return &sealed{} }).(*sealed)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.key != nil {
		return k.key, nil
	}
	var text string
	err := e.db.See(ctx, func(v *db.View) (err error) {
		text, err = selectSeal(v)
		return err
	})
	if err == nil && text == "" {
		err = e.desk.Do(ctx, act.System("khóa niêm phong đăng nhập"), preparing, "", func(tx *db.Tx) (err error) {
			if err = insertSeal(tx, rand.Text()+rand.Text()); err == nil {
				text, err = selectSeal(&tx.View) // another server may have been first
			}
			return err
		})
	}
	if err == nil {
		k.key = []byte(text)
	}
	return k.key, err
}
