package station

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Protocol is the version of what travels between a station and the house above.
//
//	1  the first
const Protocol = 1

// Above is the house above, as it deals with stations: its desk, its keys, its way to take in what phones sent.
type Above struct {
	DB   *db.DB
	Desk *act.Desk
	// Deliver takes in a batch of a phone behind a station, by the same rules as one that a phone sends itself.
	Deliver Deliver
}

// Enrolment is what a station sends with its code. Keys are base64.
type Enrolment struct {
	Protocol  int    `json:"protocol"`
	Code      string `json:"code"`
	PublicKey string `json:"publicKey"`
	IssuerKey string `json:"issuerKey"` // PKIX
	App       string `json:"app"`
}

// Enrolled answers an enrolment; the bundle says the rest.
type Enrolled struct {
	Station  string `json:"station"`
	Token    string `json:"token"`
	HouseKey string `json:"houseKey"` // hex; bundles are signed with it
}

var errCode = fault.New(fault.Denied, "Mã mời trạm không đúng hoặc đã hết hạn. Hãy xin cán bộ tạo mã mới ở trang “Trạm tại điểm”.")

// Enrol enrols a station by its code, once.
func (a Above) Enrol(ctx context.Context, e Enrolment) (Enrolled, error) {
	if e.Protocol != Protocol {
		return Enrolled{}, errVersion(e.Protocol)
	}
	key, err1 := base64.StdEncoding.DecodeString(e.PublicKey)
	s := secretOf(e.Code)
	switch {
	case !s.ok():
		return Enrolled{}, errCode
	case err1 != nil || len(key) != ed25519.PublicKeySize || !isECDSA(e.IssuerKey):
		return Enrolled{}, fault.Invalidf("Khóa của trạm không đọc được. Hãy dùng cùng một bản Phong Trào ở trạm và ở máy chủ.")
	}
	k, err := a.keys(ctx)
	if err != nil {
		return Enrolled{}, err
	}
	out := Enrolled{Token: rand.Text() + rand.Text(), HouseKey: hex.EncodeToString(k.sign.Public().(ed25519.PublicKey))}
	err = a.Desk.Do(ctx, act.System("trạm ghi danh bằng mã mời"), enrolling, "", func(tx *db.Tx) error {
		i, found, err := inviteOf(&tx.View, s.name())
		if err != nil {
			return err
		}
		out.Station, err = enrol(tx, i, found, key, e.IssuerKey, hashOf(out.Token), e.App, ByNet)
		return err
	})
	return out, err
}

func enrol(tx *db.Tx, i Invite, found bool, key []byte, issuer, token, app string, via Via) (string, error) {
	switch {
	case !found || i.Until <= tx.At && i.Used == 0:
		return "", errCode
	case i.Used != 0:
		return "", fault.Conflictf("Mã mời này đã được một trạm dùng lúc %s. Mỗi mã chỉ dùng cho một máy; hãy xin mã mới.", i.Used.VN())
	}
	s := Station{ID: tx.ID(), Activity: i.Activity, Name: i.Name, Key: key, EnrolledBy: i.MadeBy, Until: i.Shift, issuerKey: issuer}
	act.Note(tx, "Trạm “"+i.Name+"”.")
	if err := useInvite(tx, i.hash, s.ID); err != nil {
		return "", err
	}
	if err := insertStation(tx, s, token); err != nil {
		return "", err
	}
	return s.ID, putBeat(tx, s.ID, Beat{Via: via, App: viet.Clean(app)})
}

// Recognise returns the station of a token.
func Recognise(v *db.View, token string) (Station, error) {
	s, found, err := db.One(v, scan, stations+"WHERE s.token_hash = ?", hashOf(token))
	switch {
	case err != nil:
		return s, err
	case token == "" || !found:
		return s, fault.New(fault.Unsigned, "Máy chủ không nhận ra trạm này. Hãy ghi danh lại bằng một mã mời mới.")
	}
	return s, s.refusal(v.At)
}

// refusal says why a station may bring nothing more.
func (s Station) refusal(now day.Instant) error {
	switch {
	case s.Revoked != 0:
		return fault.New(fault.Denied, "Trạm “%s” đã bị thu hồi lúc %s (%s). Số liệu gửi sau lúc đó không được nhận.", s.Name, s.Revoked.VN(), s.RevokedWhy)
	case now >= s.Until:
		return fault.New(fault.Denied, "Trạm “%s” hết hạn lúc %s. Hãy xin cán bộ mời lại trạm.", s.Name, s.Until.VN())
	}
	return nil
}

func errVersion(n int) error {
	return fault.New(fault.Invalid, "Trạm và máy chủ nói hai phiên bản khác nhau (%d và %d). Hãy dùng cùng một bản Phong Trào.", n, Protocol)
}

func isECDSA(text string) bool {
	_, err := issuerKey(text)
	return err == nil
}

func issuerKey(text string) (*ecdsa.PublicKey, error) {
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, errFrame
	}
	k, err := x509.ParsePKIXPublicKey(der)
	if pub, ok := k.(*ecdsa.PublicKey); ok && err == nil {
		return pub, nil
	}
	return nil, errFrame
}

func hashOf(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// keys are those of the house above.
type keys struct {
	sign    ed25519.PrivateKey
	open    []byte // of X25519
	rootKey *ecdsa.PrivateKey
	root    []byte
}

func (k keys) openPublic() (string, error) {
	p, err := suiteKEM.NewPrivateKey(k.open)
	if err != nil {
		return "", err
	}
	return hex.EncodeToString(p.PublicKey().Bytes()), nil
}

// keys reads the house's keys, and makes them at the first station.
func (a Above) keys(ctx context.Context) (k keys, err error) {
	var found bool
	if err := a.DB.See(ctx, func(v *db.View) error { k, found, err = authorityOf(v); return err }); err != nil || found {
		return k, err
	}
	err = a.Desk.Do(ctx, act.System("khóa của máy chủ cho các trạm"), founding, "", func(tx *db.Tx) error {
		if k, found, err = authorityOf(&tx.View); err != nil || found {
			return err
		}
		return beginKeys(tx, &k)
	})
	return k, err
}

func beginKeys(tx *db.Tx, k *keys) error {
	_, sign, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	open, err := suiteKEM.GenerateKey()
	if err != nil {
		return err
	}
	if k.open, err = open.Bytes(); err != nil {
		return err
	}
	k.sign = sign
	if k.rootKey, k.root, err = newRoot(tx.At.Time()); err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(k.rootKey)
	if err != nil {
		return err
	}
	b64 := base64.StdEncoding.EncodeToString
	_, err = tx.Exec("INSERT INTO station_authority (id, seed, open_key, root_key, root, made_at) VALUES ('house', ?, ?, ?, ?, ?)",
		hex.EncodeToString(k.sign.Seed()), hex.EncodeToString(k.open), b64(der), b64(k.root), tx.At)
	return err
}

func authorityOf(v *db.View) (k keys, found bool, err error) {
	var seed, open, key, root string
	_, found, err = db.One(v, func(s db.Scanner) (struct{}, error) { return struct{}{}, s.Scan(&seed, &open, &key, &root) },
		"SELECT seed, open_key, root_key, root FROM station_authority WHERE id = 'house'")
	if err != nil || !found {
		return k, found, err
	}
	b, err := hex.DecodeString(seed)
	if err != nil || len(b) != ed25519.SeedSize {
		return k, true, fault.New(fault.Internal, "station: the house's seed cannot be read")
	}
	k.sign = ed25519.NewKeyFromSeed(b)
	if k.open, err = hex.DecodeString(open); err != nil {
		return k, true, err
	}
	if k.rootKey, err = signerOf(key); err != nil {
		return k, true, err
	}
	k.root, err = base64.StdEncoding.DecodeString(root)
	return k, true, err
}

func signerOf(text string) (*ecdsa.PrivateKey, error) {
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	k, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, err
	}
	key, ok := k.(*ecdsa.PrivateKey)
	if !ok {
		return nil, fault.New(fault.Internal, "station: a key of another kind")
	}
	return key, nil
}

// Root returns the certificate that phones are told to trust, nil while this house has no stations.
func Root(v *db.View) ([]byte, error) {
	k, _, err := authorityOf(v)
	return k.root, err
}
