package station

import (
	"bytes"
	"compress/gzip"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/hpke"
	"encoding/binary"
	"encoding/json"
	"io"

	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
)

// What travels between a station and the house above, over a network or in a file, is a frame:
//
//	magic      8 bytes
//	u32        length of the head
//	head       JSON
//	body       gzip, sealed or not as the head says
//	signature  64 bytes, Ed25519 over gate.StationDomain and everything before
const (
	bundleMagic = "PTBNDL1\n"
	uploadMagic = "PTUPLD1\n"
)

const (
	headMax = 64 << 10
	bodyMax = 256 << 20 // unpacked
)

var errFrame = fault.New(fault.Invalid, "Tệp này không phải tệp của trạm, hoặc bị cắt dở. Hãy chép lại từ nơi đã xuất ra.")

// frame writes a frame.
func frame(magic string, head any, body []byte, key ed25519.PrivateKey) ([]byte, error) {
	h, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	out := append([]byte(magic), binary.BigEndian.AppendUint32(nil, uint32(len(h)))...)
	out = append(append(out, h...), body...)
	return append(out, ed25519.Sign(key, append([]byte(gate.StationDomain), out...))...), nil
}

// parts reads a frame; nothing of it is believed yet.
func parts(magic string, data []byte, head any) (body []byte, err error) {
	if len(data) < len(magic)+4+ed25519.SignatureSize || string(data[:len(magic)]) != magic {
		return nil, errFrame
	}
	rest := data[len(magic) : len(data)-ed25519.SignatureSize]
	n := binary.BigEndian.Uint32(rest)
	if n > headMax || int(n) > len(rest)-4 {
		return nil, errFrame
	}
	if err := json.Unmarshal(rest[4:4+n], head); err != nil {
		return nil, errFrame
	}
	return rest[4+n:], nil
}

// signed reports whether a frame was signed by the owner of a key.
func signed(data []byte, key ed25519.PublicKey) bool {
	if len(data) < ed25519.SignatureSize || len(key) != ed25519.PublicKeySize {
		return false
	}
	cut := len(data) - ed25519.SignatureSize
	return ed25519.Verify(key, append([]byte(gate.StationDomain), data[:cut]...), data[cut:])
}

// IsBundle and IsUpload tell what a file is.
func IsBundle(data []byte) bool { return bytes.HasPrefix(data, []byte(bundleMagic)) }
func IsUpload(data []byte) bool { return bytes.HasPrefix(data, []byte(uploadMagic)) }

func pack(write func(w io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := write(z); err != nil {
		return nil, err
	}
	err := z.Close()
	return b.Bytes(), err
}

func unpack(data []byte, read func(r io.Reader) error) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return errFrame
	}
	limited := &io.LimitedReader{R: z, N: bodyMax}
	if err := read(limited); err != nil {
		return err
	}
	if limited.N <= 0 {
		return errFrame
	}
	return nil
}

// sealUnder hides a text under a code that is said by voice or carried on paper; each time with chance of its own.
func sealUnder(s secret, text []byte) []byte { return underCode(s).Seal(nil, nil, text, nil) }

func openUnder(s secret, sealed []byte) ([]byte, error) {
	return underCode(s).Open(nil, nil, sealed, nil)
}

func underCode(s secret) cipher.AEAD {
	block, err := aes.NewCipher(s.key("file"))
	if err != nil {
		panic(err) // the length is right
	}
	g, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return g
}

var (
	suiteKEM  = hpke.DHKEM(ecdh.X25519())
	suiteKDF  = hpke.HKDFSHA256()
	suiteAEAD = hpke.AES256GCM()
)

// sealTo hides a text so that only the owner of a key reads it.
func sealTo(public []byte, info string, text []byte) ([]byte, error) {
	k, err := suiteKEM.NewPublicKey(public)
	if err != nil {
		return nil, err
	}
	return hpke.Seal(k, suiteKDF, suiteAEAD, []byte(info), text)
}

func openWith(private []byte, info string, sealed []byte) ([]byte, error) {
	k, err := suiteKEM.NewPrivateKey(private)
	if err != nil {
		return nil, err
	}
	return hpke.Open(k, suiteKDF, suiteAEAD, []byte(info), sealed)
}
