package station

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
)

// bundleHead is what everybody may read of a bundle.
type bundleHead struct {
	Version int    `json:"version"`
	House   string `json:"house"`  // hex of the key that signed it
	Sealed  string `json:"sealed"` // "" over a network, "code" in a file
}

const underACode = "code"

// Manifest stands before the rows of a bundle.
type Manifest struct {
	Version    int    `json:"version"`
	History    string `json:"history"` // of the tables: both must be the same program
	Rows       string `json:"rows"`    // hash of all that follows: the bundle's version
	Made       int64  `json:"made"`    // the house's clock, milliseconds
	Station    string `json:"station"` // "" in a file for a station that the house does not know yet
	Name       string `json:"name"`    // of the machine
	Site       string `json:"site"`
	SiteName   string `json:"siteName"`
	Event      int64  `json:"event"`
	Until      int64  `json:"until"` // the station is good until, microseconds
	House      string `json:"house"` // hex of the key that signs bundles
	HouseOpen  string `json:"houseOpen"`
	Root       string `json:"root"`
	Issuer     string `json:"issuer"`
	IssuerKey  string `json:"issuerKey,omitempty"` // in a file under a code alone
	Through    int64  `json:"through"`             // envelopes up to this number are answered for
	ThroughSum string `json:"throughSum"`          // hash of the last of them
}

// Bundle makes the bundle of a station. Where the station has the same one already, none is made and its version returned.
func (a Above) Bundle(ctx context.Context, s Station, have string) (data []byte, version string, err error) {
	k, err := a.keys(ctx)
	if err != nil {
		return nil, "", err
	}
	pub, err := issuerKey(s.issuerKey)
	if err != nil {
		return nil, "", err
	}
	m := Manifest{Station: s.ID, Name: s.Name, Site: s.Activity, Until: int64(s.Until)}
	text, err := a.text(ctx, k, &m, pub, have)
	if err != nil || m.Rows == have {
		return nil, m.Rows, err
	}
	data, err = frame(bundleMagic, bundleHead{Version: Protocol, House: m.House}, text, k.sign)
	return data, m.Rows, err
}

// BundleFile makes the bundle of a station that never has a network: sealed under the code by which the station was invited, which is also
// how the station knows that it comes from this house.
func (a Above) BundleFile(ctx context.Context, code string) ([]byte, error) {
	sec := secretOf(code)
	k, err := a.keys(ctx)
	if err != nil {
		return nil, err
	}
	var i Invite
	m := Manifest{}
	err = a.DB.See(ctx, func(v *db.View) error {
		var found bool
		if i, found, err = inviteOf(v, sec.name()); err != nil {
			return err
		}
		if !sec.ok() || !found || v.At >= i.Shift || i.Used == 0 && v.At >= i.Until {
			return errCode
		}
		if i.Station == "" {
			return nil
		}
		s, err := Get(v, i.Station)
		if err != nil {
			return err
		}
		if err := s.refusal(v.At); err != nil {
			return err
		}
		m.Station, m.IssuerKey = s.ID, s.issuerKey
		return nil
	})
	if err != nil {
		return nil, err
	}
	m.Name, m.Site, m.Until = i.Name, i.Activity, int64(i.Shift)
	var pub *ecdsa.PublicKey
	if m.Station != "" {
		if pub, err = issuerKey(m.IssuerKey); err != nil {
			return nil, err
		}
		m.IssuerKey = ""
	} else {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, err
		}
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return nil, err
		}
		m.IssuerKey, pub = base64.StdEncoding.EncodeToString(der), &key.PublicKey
	}
	text, err := a.text(ctx, k, &m, pub, "")
	if err != nil {
		return nil, err
	}
	head := bundleHead{Version: Protocol, House: m.House, Sealed: underACode}
	return frame(bundleMagic, head, sealUnder(sec, text), k.sign)
}

// text writes manifest and rows.
func (a Above) text(ctx context.Context, k keys, m *Manifest, pub *ecdsa.PublicKey, have string) ([]byte, error) {
	m.Version, m.Root = Protocol, base64.StdEncoding.EncodeToString(k.root)
	m.House = hex.EncodeToString(k.sign.Public().(ed25519.PublicKey))
	var err error
	if m.HouseOpen, err = k.openPublic(); err != nil {
		return nil, err
	}
	return pack(func(w io.Writer) error {
		return a.DB.See(ctx, func(v *db.View) error {
			site, err := activity.Get(v, m.Site)
			if err != nil {
				return err
			}
			m.SiteName, m.Made = site.Name, v.At.Time().UnixMilli()
			if m.History, err = db.History(v); err != nil {
				return err
			}
			if m.Station != "" {
				if m.Through, m.ThroughSum, err = through(v, m.Station); err != nil {
					return err
				}
			}
			event, err := eventOf(v, m.Site)
			if err != nil {
				return err
			}
			m.Event = event.Number
			s, err := scopeOf(v, site, event)
			if err != nil {
				return err
			}
			der, err := issue(k.root, k.rootKey, pub, m.Name, v.At.Time(), day.Instant(m.Until).Time())
			if err != nil {
				return err
			}
			m.Issuer = base64.StdEncoding.EncodeToString(der)
			sum := sha256.New()
			rows, err := pour(v, s, sum)
			if err != nil {
				return err
			}
			m.Rows = hex.EncodeToString(sum.Sum(nil))
			if m.Rows == have {
				return nil
			}
			sealed, err := gate.RowsOf(v, event.Number)
			if err != nil {
				return err
			}
			to := json.NewEncoder(w)
			if err := errors.Join(to.Encode(m), to.Encode(heading{Sealed: &sealed})); err != nil {
				return err
			}
			_, err = w.Write(rows)
			return err
		})
	})
}

// readBundle opens what is in a bundle whose maker is known.
func readBundle(body []byte, each func(m Manifest, rows *json.Decoder) error) error {
	return unpack(body, func(r io.Reader) error {
		d := json.NewDecoder(r)
		d.UseNumber()
		var m Manifest
		if err := d.Decode(&m); err != nil {
			return errFrame
		}
		if m.Version != Protocol {
			return errVersion(m.Version)
		}
		return each(m, d)
	})
}

var errMaker = fault.New(fault.Denied, "Gói dữ liệu này không do máy chủ của trạm ký, hoặc đã bị sửa. Trạm giữ nguyên dữ liệu đang có; hãy xuất lại gói từ đúng máy chủ.")
