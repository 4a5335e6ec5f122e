package station

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
)

const (
	sendMax   = 400                // envelopes in one upload over a network
	sendBytes = 2 << 20            // of what phones sent, in one upload over a network: what is cut off is soon sent again
	keepTime  = 30 * time.Second   // for one act of keeping
	kept      = 7 * 24 * time.Hour // what phones sent stays so long after the house above has it
)

// Keep keeps what a phone sent, before it is read: with a receipt for the phone it must also be sure to travel. What is not signed by a phone
// of this station is refused. Batches without records are not kept.
func (b Box) Keep(ctx context.Context, body []byte, signature string) error {
	var batch struct {
		Device        string
		Scans, Blocks []json.RawMessage // one that cannot be read does not keep the others out
	}
	if err := json.Unmarshal(body, &batch); err != nil {
		return fault.Invalidf("Gói quét không đọc được. Hãy tải lại trang trên điện thoại; những gì đã quét vẫn còn trong máy.")
	}
	e := Envelope{Device: batch.Device, Body: body, Records: int64(len(batch.Scans) + len(batch.Blocks))}
	var err error
	if e.Signature, err = base64.StdEncoding.DecodeString(signature); err != nil || signature == "" {
		return unsigned()
	}
	if err := b.known(ctx, e); err != nil || e.Records == 0 {
		return err
	}
	return b.basket().put(e)
}

// keep writes envelopes that wait, all by one act.
func (b Box) keep(all []Envelope) error {
	ctx, cancel := context.WithTimeout(context.Background(), keepTime)
	defer cancel()
	return b.do(ctx, keeping, func(tx *db.Tx) error {
		n, err := nextNumber(&tx.View)
		if err != nil {
			return err
		}
		rows := make([][]any, len(all))
		for i, e := range all {
			rows[i] = []any{n + int64(i), e.Device, string(e.Body), base64.StdEncoding.EncodeToString(e.Signature), e.sum(), e.Records, tx.At, 0, ""}
		}
		return tx.Merge("station_envelope", []string{"n", "device", "body", "signature", "sum", "records", "received_at", "answered_at", "refused"}, []string{"sum"}, true, rows)
	})
}

// nextNumber is that of the next envelope.
func nextNumber(v *db.View) (int64, error) {
	var last, floor int64
	if err := v.Row("SELECT COALESCE(max(n), 0) FROM station_envelope").Scan(&last); err != nil {
		return 0, err
	}
	if err := v.Row("SELECT COALESCE(max(floor), 0) FROM station_self").Scan(&floor); err != nil {
		return 0, err
	}
	return max(last, floor) + 1, nil
}

func unsigned() error {
	return fault.New(fault.Denied, "Gói quét không có chữ ký của điện thoại nên trạm không nhận. Hãy tải lại trang trên điện thoại rồi ghi danh lại ở trạm.")
}

// known refuses what no phone of this station signed.
func (b Box) known(ctx context.Context, e Envelope) error {
	keys := b.DB.Keep(phonesKey{}, func() any { return &phones{byID: map[string]string{}} }).(*phones)
	key, ok := keys.get(e.Device)
	if !ok {
		err := b.DB.See(ctx, func(v *db.View) error {
			d, err := gate.DeviceOf(v, e.Device)
			key = d.PublicKey
			return err
		})
		if err != nil {
			return err
		}
		keys.put(e.Device, key)
	}
	if !e.Signed(key) {
		return unsigned()
	}
	return nil
}

// Waiting is what has not reached the house above yet.
type Waiting struct {
	Envelopes, Records int64
	Refused            int64 // records that the house above refused
	Oldest             day.Instant
}

// WaitingOf counts what waits.
func WaitingOf(v *db.View) (w Waiting, err error) {
	err = v.Row("SELECT count(*), COALESCE(sum(records), 0), COALESCE(min(received_at), 0) FROM station_envelope WHERE answered_at = 0").Scan(&w.Envelopes, &w.Records, &w.Oldest)
	if err == nil {
		err = v.Row("SELECT COALESCE(sum(records), 0) FROM station_envelope WHERE refused <> ''").Scan(&w.Refused)
	}
	return w, err
}

// Pending writes an upload of what waits: all of it for a file, a part for a network. The count is that of its envelopes.
func (b Box) Pending(ctx context.Context, via Via) (data []byte, n int, err error) {
	err = b.DB.See(ctx, func(v *db.View) error {
		s, found, err := SelfOf(v)
		if err != nil {
			return err
		}
		if !found || s.houseOpen == "" {
			return fault.Invalidf("Trạm chưa có gói dữ liệu của máy chủ nên chưa có gì để gửi.")
		}
		u, err := b.upload(v, s, via)
		if err != nil {
			return err
		}
		head := uploadHead{Station: s.Station}
		if s.Token == "" {
			if head.Claim, err = b.claim(s); err != nil {
				return err
			}
		}
		open, err := hex.DecodeString(s.houseOpen)
		if err != nil {
			return err
		}
		n = len(u.Envelopes)
		data, err = writeUpload(u, head, open, s.seed)
		return err
	})
	return data, n, err
}

func (b Box) claim(s Self) (*claimed, error) {
	issuer, err := s.issuerPublic()
	if err != nil {
		return nil, err
	}
	name, proof, _ := strings.Cut(s.proof, " ")
	c := claimed{Invite: name, PublicKey: hex.EncodeToString(s.seed.Public().(ed25519.PublicKey)), IssuerKey: issuer, App: b.App}
	c.Proof = c.mac(proof)
	return &c, nil
}

func (b Box) upload(v *db.View, s Self, via Via) (u Upload, err error) {
	w, err := WaitingOf(v)
	if err != nil {
		return u, err
	}
	u = Upload{Made: v.At.Time().UnixMilli(), Waiting: w.Records, App: b.App}
	if s.Measured != 0 {
		u.Offset = &s.Offset
	}
	if err := v.Row("SELECT COALESCE(max(n), 0) FROM station_envelope").Scan(&u.Last); err != nil {
		return u, err
	}
	doors, err := gate.Doors(v, s.Site)
	if err != nil {
		return u, err
	}
	for _, d := range doors {
		u.Doors = append(u.Doors, Door{ID: d.ID, Name: d.Name, What: d.What, MadeBy: d.MadeBy, MadeAt: int64(d.MadeAt), Closed: int64(d.Closed)})
	}
	phones, err := gate.Devices(v, s.Site)
	if err != nil {
		return u, err
	}
	for _, d := range phones {
		u.Devices = append(u.Devices, Device{ID: d.ID, Door: d.Door, Activity: d.Activity, Name: d.Name, PublicKey: d.PublicKey, EnrolledBy: d.EnrolledBy,
			EnrolledAt: int64(d.EnrolledAt), Until: int64(d.Until), Revoked: int64(d.Revoked), RevokedWhy: d.RevokedWhy})
	}
	rows, err := v.Query("SELECT n, device, body, signature, records, received_at FROM station_envelope WHERE answered_at = 0 ORDER BY n")
	if err != nil {
		return u, err
	}
	defer rows.Close()
	bytes := 0
	for rows.Next() {
		var e Envelope
		var body, signature string
		var at day.Instant
		if err := rows.Scan(&e.N, &e.Device, &body, &signature, &e.Records, &at); err != nil {
			return u, err
		}
		e.Body, e.Received = []byte(body), at.Time().UnixMilli()
		if e.Signature, err = base64.StdEncoding.DecodeString(signature); err != nil {
			return u, err
		}
		if bytes += len(body); via == ByNet && len(u.Envelopes) > 0 && (bytes > sendBytes || len(u.Envelopes) >= sendMax) {
			break
		}
		u.Envelopes = append(u.Envelopes, e)
	}
	return u, rows.Err()
}

// Answered keeps what the house above said to an upload, and how its clock stands beside ours. What it refused because the number had
// been used, by a copy of this file that went on elsewhere, gets a new number and travels again.
func (b Box) Answered(ctx context.Context, a Answers, offset int64) error {
	return b.do(ctx, keeping, func(tx *db.Tx) error {
		for _, x := range a.Answers {
			if x.Rewound {
				if err := renumber(tx, x); err != nil {
					return err
				}
				continue
			}
			if _, err := tx.Exec("UPDATE station_envelope SET answered_at = ?, refused = ? WHERE n = ? AND sum = ? AND answered_at = 0", tx.At, x.Refused, x.N, x.Sum); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE station_self SET station = ?, sent_at = ?, offset_ms = ?, measured_at = ? WHERE id = 'self'", a.Station, tx.At, offset, tx.At)
		return err
	})
}

func renumber(tx *db.Tx, x Answer) error {
	if _, err := tx.Exec("UPDATE station_self SET floor = ? WHERE id = 'self' AND floor < ?", x.Last, x.Last); err != nil {
		return err
	}
	n, err := nextNumber(&tx.View)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE station_envelope SET n = ? WHERE n = ? AND sum = ?", n, x.N, x.Sum)
	return err
}

// Wrote writes down that a file was made for the house above.
func (b Box) Wrote(ctx context.Context) error {
	return b.do(ctx, keeping, func(tx *db.Tx) error {
		_, err := tx.Exec("UPDATE station_self SET file_at = ? WHERE id = 'self'", tx.At)
		return err
	})
}

// Tidy takes away what phones sent, where the house above has had it for some time: names of walk-ins are in it.
func (b Box) Tidy(ctx context.Context) error {
	return b.do(ctx, keeping, func(tx *db.Tx) error {
		_, err := tx.Exec("UPDATE station_envelope SET body = '' WHERE body <> '' AND answered_at > 0 AND refused = '' AND answered_at < ?", tx.At-instant(kept))
		return err
	})
}
