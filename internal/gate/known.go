package gate

import (
	"context"
	"sync"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// KnownTime is how long a phone that was looked up is taken to be as it was: within it another server's revoking is felt. On the same
// server it is felt at once.
const KnownTime = 3 * time.Second

// knownMax bounds what is remembered; beyond it, all is looked up anew.
const knownMax = 20_000

// known remembers phones by the hash of their token.
type known struct {
	mu      sync.RWMutex
	byToken map[string]knownDevice
}

type knownDevice struct {
	Device
	at day.Instant // when it was looked up
}

type knownKey struct{}

func knownOf(d *db.DB) *known {
	return d.Keep(knownKey{}, func() any { return &known{byToken: map[string]knownDevice{}} }).(*known)
}

func (k *known) get(hash string, now day.Instant) (Device, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	d, ok := k.byToken[hash]
	if !ok || now-d.at > day.Instant(KnownTime.Microseconds()) {
		return Device{}, false
	}
	return d.Device, true
}

func (k *known) put(hash string, d Device, at day.Instant) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.byToken) >= knownMax {
		clear(k.byToken)
	}
	k.byToken[hash] = knownDevice{d, at}
}

func (k *known) forget(device string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for hash, d := range k.byToken {
		if d.ID == device {
			delete(k.byToken, hash)
		}
	}
}

// unknownToken answers whoever shows no token, or none of ours.
func unknownToken() error {
	return fault.New(fault.Unsigned, "Máy này chưa được ghi danh ở cổng. Hãy quét mã mời của người phụ trách điểm.")
}

// DeviceByToken returns the phone that shows a token; its leave may have ended (Device.Ended). A token that is not ours is a fault of
// kind Unsigned.
func DeviceByToken(ctx context.Context, d *db.DB, token string) (Device, error) {
	hash := hashOf(token)
	k := knownOf(d)
	if dev, ok := k.get(hash, d.Now()); ok {
		return dev, nil
	}
	var dev Device
	err := d.See(ctx, func(v *db.View) error {
		var found bool
		var err error
		if dev, found, err = deviceByToken(v, hash); err == nil && !found {
			err = unknownToken()
		}
		if err == nil {
			k.put(hash, dev, v.At)
		}
		return err
	})
	return dev, err
}
