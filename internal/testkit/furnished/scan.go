package furnished

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/api/phones"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/house"
	"phongtrao/internal/roster"
	"phongtrao/internal/station/box"
)

// Scan enrols one more phone at a station's site and has it count on so many people, one by one, until it has its receipt.
func Scan(ctx context.Context, dsn, site string, n int) error {
	h, err := house.Open(ctx, dsn, house.Options{NoSeal: true})
	if err != nil {
		return err
	}
	defer h.Close()
	pub, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	var phone gate.Enrolled
	err = h.Desk.Do(ctx, act.System("thử"), gate.Inviting, site, func(tx *db.Tx) error {
		door, err := gate.OpenDoor(tx, site, fmt.Sprint("Cổng ", tx.ID()), roster.Came)
		if err != nil {
			return err
		}
		code, err := gate.Invite(tx, site, door, "Máy thử", tx.At+day.Instant((24*time.Hour).Microseconds()))
		if err != nil {
			return err
		}
		phone, err = gate.Enrol(tx, gate.Enrolment{Protocol: gate.Protocol, Code: code, PublicKey: base64.StdEncoding.EncodeToString(pub)})
		return err
	})
	if err != nil {
		return err
	}
	b := gate.Batch{Protocol: gate.Protocol, Device: phone.Device, Sent: phone.Now, Made: int64(n)}
	for i := range n {
		b.Scans = append(b.Scans, gate.Scan{Seq: int64(i + 1), At: phone.Now, What: roster.Came, How: rule.ByPlus, Said: rule.WalkedIn, Admitted: true})
	}
	body, err := json.Marshal(b)
	if err != nil {
		return err
	}
	r := httptest.NewRequest("POST", phones.Root+"batch", bytes.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+phone.Token)
	r.Header.Set("Signature", base64.StdEncoding.EncodeToString(ed25519.Sign(key, append([]byte(gate.BatchDomain), body...))))
	w := httptest.NewRecorder()
	phones.Handler(h, phones.Options{Keep: box.New(h, "test", nil).Keep}).ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		return fmt.Errorf("the box answers %d: %s", w.Code, w.Body)
	}
	return nil
}
