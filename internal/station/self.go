package station

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
)

// Self is what a station knows of itself.
type Self struct {
	Station  string // "" while the house above has not named it
	Site     string // the activity; "" before the first bundle
	SiteName string
	Event    int64
	Name     string // of the machine
	Upstream string
	Token    string
	Root     []byte
	Until    day.Instant
	Bundle   string // the version of the last one
	BundleAt day.Instant
	Sent     day.Instant // when upstream last answered an upload, 0 for never
	File     day.Instant // when a file was last written for upstream
	Offset   int64       // upstream's clock beside ours, milliseconds to be added
	Measured day.Instant // 0 for never

	proof     string
	seed      ed25519.PrivateKey
	issuer    []byte
	issuerKey *ecdsa.PrivateKey
	houseKey  string
	houseOpen string

	bundleMade int64 // the house's clock, milliseconds
	floor      int64 // numbers up to this were given, though perhaps not by this copy of the file
}

// Box is a station's own database, with what it must do to it.
type Box struct {
	DB   *db.DB
	Desk *act.Desk
	App  string // the program's version
}

func (b Box) do(ctx context.Context, verb act.Verb, work func(tx *db.Tx) error) error {
	return b.Desk.Do(ctx, act.System("trạm tại điểm"), verb, "", work)
}

// SelfOf returns what the station is; false where the database is not a station's.
func SelfOf(v *db.View) (s Self, found bool, err error) {
	var seed, key, issuer, root string
	_, found, err = db.One(v, func(r db.Scanner) (struct{}, error) {
		return struct{}{}, r.Scan(&s.Station, &s.Site, &s.Event, &s.Name, &s.SiteName, &s.Upstream, &s.Token, &s.proof, &seed, &key, &issuer, &root, &s.houseKey, &s.houseOpen,
			&s.Until, &s.Bundle, &s.BundleAt, &s.Sent, &s.File, &s.Offset, &s.Measured, &s.bundleMade, &s.floor)
	}, `SELECT station, activity, event, name, site, upstream, token, proof, seed, issuer_key, issuer, root, house_key, house_open,
		until_at, bundle, bundle_at, sent_at, file_at, offset_ms, measured_at, bundle_made, floor FROM station_self WHERE id = 'self'`)
	if err != nil || !found {
		return s, found, err
	}
	raw, err := hex.DecodeString(seed)
	if err != nil || len(raw) != ed25519.SeedSize {
		return s, true, fault.New(fault.Internal, "station: the station's seed cannot be read")
	}
	s.seed = ed25519.NewKeyFromSeed(raw)
	if s.issuerKey, err = signerOf(key); err != nil {
		return s, true, err
	}
	if s.issuer, err = base64.StdEncoding.DecodeString(issuer); err != nil {
		return s, true, err
	}
	s.Root, err = base64.StdEncoding.DecodeString(root)
	return s, true, err
}

// Self returns what the station is.
func (b Box) Self(ctx context.Context) (s Self, found bool, err error) {
	err = b.DB.See(ctx, func(v *db.View) error { s, found, err = SelfOf(v); return err })
	return s, found, err
}

// Issuer makes the station's certificates; false before the first bundle.
func (s Self) Issuer(now func() time.Time) (*Issuer, bool, error) {
	if len(s.issuer) == 0 {
		return nil, false, nil
	}
	i, err := NewIssuer(s.issuer, s.issuerKey, now)
	return i, err == nil, err
}

// Begin makes the station's keys, before it shows its code: so that a power cut in between loses nothing.
func (b Box) Begin(ctx context.Context, upstream string) (Self, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return Self{}, err
	}
	s, found, err := b.Self(ctx)
	if err != nil || found && (s.Upstream == upstream || upstream == "") {
		return s, err
	}
	if found {
		err := b.do(ctx, keeping, func(tx *db.Tx) error {
			_, err := tx.Exec("UPDATE station_self SET upstream = ? WHERE id = 'self'", upstream)
			return err
		})
		s.Upstream = upstream
		return s, err
	}
	if err := b.do(ctx, filling, func(tx *db.Tx) error { return insertSelf(tx, upstream, "", key) }); err != nil {
		return Self{}, err
	}
	s, _, err = b.Self(ctx)
	return s, err
}

func insertSelf(tx *db.Tx, upstream, proof string, key *ecdsa.PrivateKey) error {
	_, seed, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO station_self (id, station, activity, event, name, site, upstream, token, proof, seed, issuer_key, issuer, root, house_key, house_open, until_at, bundle, bundle_at, sent_at, file_at, offset_ms, measured_at, bundle_made, floor)
		VALUES ('self', '', '', 0, '', '', ?, '', ?, ?, ?, '', '', '', '', 0, '', 0, 0, 0, 0, 0, 0, 0)`, upstream, proof, hex.EncodeToString(seed.Seed()), base64.StdEncoding.EncodeToString(der))
	return err
}

// Enrolment is what the station shows with its code.
func (b Box) Enrolment(s Self, code string) (Enrolment, error) {
	issuer, err := s.issuerPublic()
	return Enrolment{Protocol: Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(s.seed.Public().(ed25519.PublicKey)), IssuerKey: issuer, App: b.App}, err
}

func (s Self) issuerPublic() (string, error) {
	der, err := x509.MarshalPKIXPublicKey(s.issuerKey.Public())
	return base64.StdEncoding.EncodeToString(der), err
}

// Named keeps what the house above answered to an enrolment.
func (b Box) Named(ctx context.Context, e Enrolled) error {
	return b.do(ctx, filling, func(tx *db.Tx) error {
		_, err := tx.Exec("UPDATE station_self SET station = ?, token = ?, house_key = ? WHERE id = 'self'", e.Station, e.Token, e.HouseKey)
		return err
	})
}

// Fill takes in a bundle, of a network or of a file; a file needs the code. All of it or nothing.
func (b Box) Fill(ctx context.Context, data []byte, code string) (m Manifest, err error) {
	var head bundleHead
	body, err := parts(bundleMagic, data, &head)
	if err != nil {
		return m, err
	}
	if head.Version != Protocol {
		return m, errVersion(head.Version)
	}
	house, err := hex.DecodeString(head.House)
	if err != nil || !signed(data, house) {
		return m, errMaker
	}
	sec := secretOf(code)
	if head.Sealed == underACode {
		if body, err = openUnder(sec, body); err != nil || !sec.ok() {
			return m, fault.New(fault.Denied, "Mã không mở được gói dữ liệu này. Hãy nhập đúng mã mời đã dùng khi xuất gói: --code XXXXXX-….")
		}
	}
	s, found, err := b.Self(ctx)
	if err != nil {
		return m, err
	}
	switch {
	case found && s.houseKey != "" && s.houseKey != head.House, head.Sealed == "" && s.houseKey == "":
		return m, errMaker
	}
	if !found {
		if err := b.empty(ctx); err != nil {
			return m, err
		}
	}
	err = readBundle(body, func(got Manifest, rows *json.Decoder) error {
		m = got
		return b.do(ctx, filling, func(tx *db.Tx) error { return b.fill(tx, s, found, head, got, sec, rows) })
	})
	return m, err
}

// empty refuses to make a station of a house that has a life of its own.
func (b Box) empty(ctx context.Context) error {
	return b.DB.See(ctx, func(v *db.View) error {
		all, err := campaign.List(v)
		if err == nil && len(all) > 0 {
			err = fault.Conflictf("Tệp số liệu này đang là của một máy chủ, không thể thành trạm. Hãy chọn một tệp mới cho trạm.")
		}
		return err
	})
}

func (b Box) fill(tx *db.Tx, s Self, found bool, head bundleHead, m Manifest, sec secret, rows *json.Decoder) error {
	history, err := db.History(&tx.View)
	switch {
	case err != nil:
		return err
	case m.House != head.House:
		return errMaker
	case history != m.History:
		return fault.Conflictf("Trạm và máy chủ chạy hai bản Phong Trào khác nhau nên gói dữ liệu không dùng được. Hãy chép chương trình của máy chủ sang trạm.")
	case s.Site != "" && s.Site != m.Site:
		return fault.Conflictf("Trạm này là của điểm “%s”, gói dữ liệu là của điểm “%s”. Mỗi điểm dùng một tệp số liệu riêng.", s.SiteName, m.SiteName)
	case m.Made < s.bundleMade:
		return fault.Conflictf("Gói dữ liệu này (%s) cũ hơn gói mà trạm đang dùng (%s); dữ liệu đang có được giữ nguyên.", milli(m.Made).VN(), milli(s.bundleMade).VN())
	}
	if !found {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return err
		}
		if err := insertSelf(tx, "", sec.name()+" "+sec.proof(), key); err != nil {
			return err
		}
	}
	if m.IssuerKey != "" && s.Site == "" {
		if _, err := signerOf(m.IssuerKey); err != nil {
			return errFrame
		}
		if _, err := tx.Exec("UPDATE station_self SET issuer_key = ? WHERE id = 'self'", m.IssuerKey); err != nil {
			return err
		}
	}
	if err := settle(tx, rows); err != nil {
		return err
	}
	if err := heard(tx, m.Through, m.ThroughSum); err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE station_self SET station = CASE WHEN ? = '' THEN station ELSE ? END, activity = ?, event = ?, name = ?, site = ?, issuer = ?, root = ?, house_key = ?, house_open = ?, until_at = ?, bundle = ?, bundle_at = ?, bundle_made = ? WHERE id = 'self'`,
		m.Station, m.Station, m.Site, m.Event, m.Name, m.SiteName, m.Issuer, m.Root, m.House, m.HouseOpen, m.Until, m.Rows, tx.At, m.Made)
	return err
}

func milli(ms int64) day.Instant { return day.Instant(ms * 1000) }

// heard writes down that envelopes up to a number are answered for, if they are those that this station has: of a copy taken back to an
// earlier state, some may not be.
func heard(tx *db.Tx, through int64, sum string) error {
	if through == 0 {
		return nil
	}
	mine, _, err := db.One(&tx.View, db.Text, "SELECT sum FROM station_envelope WHERE n = ?", through)
	if err != nil {
		return err
	}
	if mine == sum {
		if _, err := tx.Exec("UPDATE station_envelope SET answered_at = ? WHERE n <= ? AND answered_at = 0", tx.At, through); err != nil {
			return err
		}
	}
	_, err = tx.Exec("UPDATE station_self SET floor = ? WHERE id = 'self' AND floor < ?", through, through)
	return err
}
