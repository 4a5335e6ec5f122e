package roster

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"fmt"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ticket"
)

// keyMax is the highest number of a key that a ticket can hold.
const keyMax = 255

// key is a pair by which tickets are signed; the private half is nil where only the public one is kept, as at a station.
type key struct {
	id      int64
	private ed25519.PrivateKey
	public  ed25519.PublicKey
	retired bool
}

// Keys returns the public keys of all tickets by their numbers, those that no longer sign among them.
func Keys(v *db.View) (map[uint8]ed25519.PublicKey, error) {
	all, err := keysOf(v)
	m := make(map[uint8]ed25519.PublicKey, len(all))
	for _, k := range all {
		m[uint8(k.id)] = k.public
	}
	return m, err
}

// Sign makes the signed ticket: the same each time, since Ed25519 is and a ticket keeps the number of its key.
func Sign(v *db.View, t Ticket) (ticket.Ticket, error) {
	type memo struct{}
	type made struct {
		keys map[int64]key
		err  error
	}
	m := v.Memo(memo{}, func() any {
		all, err := keysOf(v)
		keys := make(map[int64]key, len(all))
		for _, k := range all {
			keys[k.id] = k
		}
		return made{keys, err}
	}).(made)
	if m.err != nil {
		return ticket.Ticket{}, m.err
	}
	k, ok := m.keys[t.Key]
	if !ok || k.private == nil {
		return ticket.Ticket{}, fault.Invalidf("Nút tại điểm không giữ khóa ký nên không in được vé. Hãy in vé từ máy chủ.")
	}
	return ticket.Sign(k.private, ticket.Head{Key: uint8(t.Key), Event: uint16(t.Event), Serial: uint32(t.Serial), Class: uint8(t.Class)}), nil
}

// TurnKey makes a new key, which signs from now on. Tickets that were signed before stay true.
func TurnKey(tx *db.Tx) error {
	if err := tx.Lock("roster/keys"); err != nil {
		return err
	}
	all, err := keysOf(&tx.View)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE roster_key SET retired_at = ? WHERE retired_at = 0", tx.At); err != nil {
		return err
	}
	return makeKey(tx, all)
}

// needKey makes the first key.
func needKey(tx *db.Tx) error {
	if err := tx.Lock("roster/keys"); err != nil {
		return err
	}
	all, err := keysOf(&tx.View)
	if err != nil {
		return err
	}
	for _, k := range all {
		if !k.retired {
			return nil
		}
	}
	return makeKey(tx, all)
}

func makeKey(tx *db.Tx, before []key) error {
	id := int64(1)
	for _, k := range before {
		id = max(id, k.id+1)
	}
	if id > keyMax {
		return fault.Invalidf("Đã dùng hết %d số khóa ký vé, không đổi khóa thêm được.", keyMax)
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO roster_key (id, seed, public_key, made_at, retired_at) VALUES (?, ?, ?, ?, 0)",
		id, hex.EncodeToString(private.Seed()), hex.EncodeToString(public), tx.At)
	return err
}

// signing returns the number of the key that signs now.
func signing(v *db.View) (int64, error) {
	id, found, err := db.One(v, db.Number, "SELECT id FROM roster_key WHERE retired_at = 0 AND seed <> '' ORDER BY id DESC LIMIT 1")
	if err == nil && !found {
		err = fault.Invalidf("Nút tại điểm không giữ khóa ký nên không phát vé mới được. Hãy đăng ký ở máy chủ.")
	}
	return id, err
}

func keysOf(v *db.View) ([]key, error) {
	return db.All(v, func(s db.Scanner) (k key, err error) {
		var seed, public string
		var retired int64
		if err = s.Scan(&k.id, &seed, &public, &retired); err != nil {
			return k, err
		}
		k.retired = retired != 0
		b, err := hex.DecodeString(public)
		if err != nil || len(b) != ed25519.PublicKeySize || k.id < 1 || k.id > keyMax {
			return k, fmt.Errorf("roster: key %d cannot be read", k.id)
		}
		k.public = b
		if b, err = hex.DecodeString(seed); err == nil && len(b) == ed25519.SeedSize {
			k.private = ed25519.NewKeyFromSeed(b)
		}
		return k, err
	}, "SELECT id, seed, public_key, retired_at FROM roster_key ORDER BY id")
}
