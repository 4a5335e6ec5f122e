package station

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"

	"phongtrao/internal/gate"
)

// uploadHead is what everybody may read of an upload.
type uploadHead struct {
	Version int      `json:"version"`
	Station string   `json:"station"`         // "" while the house above has not named it
	Claim   *claimed `json:"claim,omitempty"` // by which a station that never had a network is enrolled
}

// claimed shows that a station was given a code, without saying the code.
type claimed struct {
	Invite    string `json:"invite"`    // hash of the code
	PublicKey string `json:"publicKey"` // hex
	IssuerKey string `json:"issuerKey"`
	App       string `json:"app"`
	Proof     string `json:"proof"` // hex of an HMAC with what the code alone gives
}

func (c claimed) mac(proof string) string {
	key, _ := hex.DecodeString(proof)
	m := hmac.New(sha256.New, key)
	m.Write([]byte(gate.StationDomain + c.Invite + " " + c.PublicKey + " " + c.IssuerKey))
	return hex.EncodeToString(m.Sum(nil))
}

// Upload is what a station brings: who its phones are, and what they sent. Names of walk-ins are in it, so it is sealed to the house.
type Upload struct {
	Version   int        `json:"version"`
	Made      int64      `json:"made"`             // the station's clock, milliseconds
	Offset    *int64     `json:"offset,omitempty"` // to add to it, as last measured against the house
	Last      int64      `json:"last"`             // the highest number of an envelope
	Waiting   int64      `json:"waiting"`          // records not yet answered for
	App       string     `json:"app"`
	Doors     []Door     `json:"doors"`
	Devices   []Device   `json:"devices"`
	Envelopes []Envelope `json:"envelopes"`
}

// Door is a door of the site as the station knows it.
type Door struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	What   string `json:"what"`
	MadeBy string `json:"madeBy"`
	MadeAt int64  `json:"madeAt"`
	Closed int64  `json:"closed,omitempty"`
}

// Device is a phone for which the station vouches. Instants are microseconds, as they are kept.
type Device struct {
	ID         string `json:"id"`
	Door       string `json:"door"`
	Activity   string `json:"activity"`
	Name       string `json:"name"`
	PublicKey  string `json:"publicKey"` // base64
	EnrolledBy string `json:"enrolledBy"`
	EnrolledAt int64  `json:"enrolledAt"`
	Until      int64  `json:"until"`
	Revoked    int64  `json:"revoked,omitempty"`
	RevokedWhy string `json:"revokedWhy,omitempty"`
}

// Envelope is a batch as a phone signed it.
type Envelope struct {
	N         int64  `json:"n"` // 1, 2, 3, …: the station's own count
	Device    string `json:"device"`
	Body      []byte `json:"body"`
	Signature []byte `json:"signature"`
	Records   int64  `json:"records"`
	Received  int64  `json:"received"` // the station's clock, milliseconds
}

// sum is by what an envelope is known again.
func (e Envelope) sum() string {
	h := sha256.New()
	io.WriteString(h, e.Device+"\x00")
	h.Write(e.Signature)
	h.Write(e.Body)
	return hex.EncodeToString(h.Sum(nil))
}

// Signed reports whether the phone signed what is in the envelope. The key is base64, as phones send it.
func (e Envelope) Signed(key string) bool {
	pub, err := base64.StdEncoding.DecodeString(key)
	return err == nil && len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, append([]byte(gate.BatchDomain), e.Body...), e.Signature)
}

// Answers are what a station is told of an upload.
type Answers struct {
	Station string   `json:"station"`
	Now     int64    `json:"now"` // the house's clock, milliseconds
	Answers []Answer `json:"answers"`
	Text    string   `json:"text"` // for people
}

// Answer is that for one envelope: it was taken in, or is known already, or is refused for a reason.
type Answer struct {
	N       int64  `json:"n"`
	Sum     string `json:"sum"`
	Known   bool   `json:"known,omitempty"` // taken in before
	Refused string `json:"refused,omitempty"`
	Rewound bool   `json:"rewound,omitempty"` // the number was used for something else
	Last    int64  `json:"last,omitempty"`    // where it was: the highest number that the house knows
}

func writeUpload(u Upload, head uploadHead, open []byte, key ed25519.PrivateKey) ([]byte, error) {
	u.Version, head.Version = Protocol, Protocol
	text, err := pack(func(w io.Writer) error { return json.NewEncoder(w).Encode(u) })
	if err != nil {
		return nil, err
	}
	sealed, err := sealTo(open, uploadMagic, text)
	if err != nil {
		return nil, err
	}
	return frame(uploadMagic, head, sealed, key)
}
