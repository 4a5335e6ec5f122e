// Package ticket writes signed tickets as short text.
//
// A ticket is 72 bytes: a head of 8 and an Ed25519 signature of 64 over "TICKET/V1\0" and the head, so that a signature can mean nothing
// else. Whoever has the public key can tell a true ticket from an invented one with no database and no network. As text it is Crockford's
// base 32 in an upper-case address, which a QR code of 41 × 41 modules holds (level M) and which any phone's camera opens.
// A ticket names nobody.
package ticket

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"phongtrao/internal/base/fault"
)

// Sizes in bytes, and of the text in characters.
const (
	HeadSize = 8
	Size     = HeadSize + ed25519.SignatureSize
	TextSize = 116
)

// Path is what stands before the text in an address: "HTTPS://HOST/T/…".
const Path = "/T/"

// domain keeps signatures of tickets apart from all others.
const domain = "TICKET/V1\x00"

// Head is what a ticket says.
type Head struct {
	Key    uint8  // which public key it was signed with, 1–255
	Event  uint16 // the event's number
	Serial uint32 // the ticket's number within the event, from 1 on
	Class  uint8  // 0 for an ordinary one
}

// Ticket is a head with its signature; it is true only if Verify says so.
type Ticket struct {
	Head
	Signature [ed25519.SignatureSize]byte
}

func (h Head) bytes() (b [HeadSize]byte) {
	b[0] = h.Key
	binary.BigEndian.PutUint16(b[1:], h.Event)
	binary.BigEndian.PutUint32(b[3:], h.Serial)
	b[7] = h.Class
	return b
}

// Sign makes a true ticket. Ed25519 always gives the same signature for the same head, so nothing secret need be kept for each ticket.
func Sign(key ed25519.PrivateKey, h Head) Ticket {
	b := h.bytes()
	t := Ticket{Head: h}
	copy(t.Signature[:], ed25519.Sign(key, append([]byte(domain), b[:]...)))
	return t
}

// Verify reports whether the ticket was signed by the owner of the key.
func (t Ticket) Verify(key ed25519.PublicKey) bool {
	b := t.bytes()
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, append([]byte(domain), b[:]...), t.Signature[:])
}

// Text is the ticket in 116 characters.
func (t Ticket) Text() string {
	b := t.bytes()
	return Encode(append(b[:], t.Signature[:]...))
}

// Address is the ticket as an upper-case address at a host: "HTTPS://GATE.EXAMPLE/T/…".
func (t Ticket) Address(base string) string {
	return strings.ToUpper(strings.TrimRight(base, "/")) + Path + t.Text()
}

// Parse reads a ticket from its text or from an address that ends in it. It says nothing about the signature. What is no ticket is a
// fault of kind Invalid.
func Parse(s string) (t Ticket, err error) {
	if i := strings.LastIndex(strings.ToUpper(s), Path); i >= 0 {
		s = s[i+len(Path):]
	}
	b, ok := Decode(strings.TrimSpace(s))
	if !ok || len(b) != Size {
		return t, fault.Invalidf("Mã này không phải mã vé.")
	}
	t.Head = Head{b[0], binary.BigEndian.Uint16(b[1:]), binary.BigEndian.Uint32(b[3:]), b[7]}
	copy(t.Signature[:], b[HeadSize:])
	if t.Key == 0 {
		return t, fault.Invalidf("Mã này không phải mã vé.")
	}
	return t, nil
}

// RowKey is the key that opens this ticket's row of a gate's list: 32 bytes that can be made only with the ticket in hand.
func (t Ticket) RowKey(salt []byte) []byte {
	k, err := hkdf.Key(sha256.New, t.Signature[:], salt, "gate row", 32)
	if err != nil {
		panic(err) // the length is right
	}
	return k
}
