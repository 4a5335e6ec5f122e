// Package id makes keys that sort by the time they were made.
//
// A key is 20 characters of Crockford's base 32 in lower case: 9 for the millisecond, 11 of chance.
// Keys are made by us and never by a database, so that both engines hold the same ones.
package id

import (
	"crypto/rand"
	"encoding/binary"
	"io"
	"sync"
	"time"
)

const digits = "0123456789abcdefghjkmnpqrstvwxyz"

// Len is the length of a key in characters.
const Len = 20

// Source makes keys. Its zero value is not usable; call NewSource.
type Source struct {
	mu     sync.Mutex
	chance io.Reader
	last   uint64 // the last millisecond used
	low    uint64 // chance of the last key, counted up within a millisecond so that order holds
}

// NewSource returns a source that draws from chance; nil means the system's.
// A test or a seed passes a fixed stream and gets the same keys at every run.
func NewSource(chance io.Reader) *Source {
	if chance == nil {
		chance = rand.Reader
	}
	return &Source{chance: chance}
}

// New returns a key for the instant t. Keys of one source are strictly increasing.
func (s *Source) New(t time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	ms := uint64(t.UnixMilli())
	if ms <= s.last {
		ms = s.last
		s.low++
	} else {
		var b [8]byte
		if _, err := io.ReadFull(s.chance, b[:]); err != nil {
			panic("id: no chance to be had: " + err.Error())
		}
		s.last, s.low = ms, binary.BigEndian.Uint64(b[:])>>10 // 54 bits; 11 digits hold 55, so counting up cannot overflow soon
	}
	var out [Len]byte
	for i, v := 8, ms; i >= 0; i, v = i-1, v>>5 {
		out[i] = digits[v&31]
	}
	for i, v := Len-1, s.low; i >= 9; i, v = i-1, v>>5 {
		out[i] = digits[v&31]
	}
	return string(out[:])
}
