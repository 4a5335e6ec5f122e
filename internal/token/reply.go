package token

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// KeyMax is how long a sender's key may be, in characters.
const KeyMax = 200

// Sending is a write that may arrive twice.
type Sending struct {
	Program string
	Key     string // the sender's, "" where it cannot be repeated
	Digest  string // of what was sent
}

// NewSending takes a sender's key, and what was sent under it.
func NewSending(program, key string, sent ...[]byte) (Sending, error) {
	if utf8.RuneCountInString(key) > KeyMax {
		return Sending{}, fault.In("Idempotency-Key", "Mã gửi dài quá %d ký tự. Hãy dùng mã ngắn hơn, ví dụ một UUID.", KeyMax)
	}
	h := sha256.New()
	for _, s := range sent {
		h.Write(s)
		h.Write([]byte{0})
	}
	return Sending{program, key, hex.EncodeToString(h.Sum(nil))}, nil
}

// Once returns the key for act.Desk.Once: the same key with the same content is done once, "" for none.
func (s Sending) Once() string {
	if s.Key == "" {
		return ""
	}
	return "program " + s.Program + " " + s.Digest + " " + s.Key
}

// Keep keeps what is answered, in the act that is answered for. A sender's key that came with other content before is a fault of
// kind Conflict.
func (s Sending) Keep(tx *db.Tx, body string) error {
	if s.Key == "" {
		return nil
	}
	n, err := tx.Exec(`INSERT INTO token_reply (program, key, digest, body, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (program, key) DO NOTHING`,
		s.Program, s.Key, s.Digest, body, tx.At)
	if err == nil && n == 0 {
		err = fault.Conflictf("Mã gửi (Idempotency-Key) này đã dùng cho một nội dung khác, nên lần gửi này chưa được ghi. Hãy gửi với mã mới.")
	}
	return err
}

// Fresh refuses a sender's key that came with other content before; asked before the work, so that its refusal is not hidden by another.
func (s Sending) Fresh(tx *db.Tx) error {
	_, err := s.Answered(&tx.View)
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	return err
}

// Answered returns what was answered to the same sending before.
func (s Sending) Answered(v *db.View) (body string, err error) {
	var digest string
	if err := v.Row(`SELECT digest, body FROM token_reply WHERE program = ? AND key = ?`, s.Program, s.Key).Scan(&digest, &body); err != nil {
		return "", err
	}
	if digest != s.Digest {
		return "", fault.Conflictf("Mã gửi (Idempotency-Key) này đã dùng cho một nội dung khác, nên lần gửi này chưa được ghi. Hãy gửi với mã mới.")
	}
	return body, nil
}
