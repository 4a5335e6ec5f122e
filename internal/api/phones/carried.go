package phones

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
)

// carriedMax bounds a file: more than 20,000 records.
const carriedMax = 8 << 20

// file is the queue of a phone that found no network, carried by somebody: its batches as it would have sent them, each signed by it.
type file struct {
	Gate    int    `json:"gate"` // the form of the file, 1
	Device  string `json:"device"`
	Batches []struct {
		Body      string `json:"body"`
		Signature string `json:"signature"`
	} `json:"batches"`
}

// Carried is what came of a file.
type Carried struct {
	Name    string         `json:"name"`    // of the phone whose records they are
	Records int            `json:"records"` // on the disk now, whether they were before or not
	Refused []gate.Refusal `json:"refused,omitempty"`
}

var errFile = fault.Invalidf("Tệp này không phải tệp hàng chờ của một máy soát vé, hoặc đã bị cắt. Hãy lưu lại tệp từ máy ấy.")

// carried takes in another phone's file. Whoever carries it is believed in nothing: the signatures say whose the records are, all of them
// before the first is taken in.
func (s *server) carried(w http.ResponseWriter, r *http.Request, _ gate.Device) error {
	var f file
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, carriedMax)).Decode(&f); err != nil || f.Gate != 1 {
		return errFile
	}
	var dev gate.Device
	if err := s.house.DB.See(r.Context(), func(v *db.View) (err error) { dev, err = gate.DeviceOf(v, f.Device); return err }); err != nil {
		return err
	}
	key, err := base64.StdEncoding.DecodeString(dev.PublicKey)
	if err != nil {
		return err
	}
	for _, b := range f.Batches {
		signature, err := base64.StdEncoding.DecodeString(b.Signature)
		if err != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, append([]byte(gate.BatchDomain), b.Body...), signature) {
			return fault.Invalidf("Chữ ký trong tệp không phải của máy “%s”; không có gì được nhận. Hãy lưu lại tệp từ máy ấy.", dev.Name)
		}
	}
	done := Carried{Name: dev.Name}
	for _, signed := range f.Batches {
		b, unread, err := gate.ReadBatch([]byte(signed.Body))
		if err != nil {
			return err
		}
		ownClock(&b)
		if s.keep != nil {
			if err := s.keep(r.Context(), []byte(signed.Body), signed.Signature); err != nil {
				return err
			}
		}
		receipt, err := s.house.Gate.Receive(r.Context(), dev, &b, unread...)
		if err != nil {
			return err
		}
		done.Records += len(b.Scans) + len(b.Blocks)
		done.Refused = append(done.Refused, receipt.Refused...)
	}
	answer(w, done)
	return nil
}

// ownClock believes the clock of a phone that never measured it: when a file was made says nothing about when it arrives.
func ownClock(b *gate.Batch) {
	none := int64(0)
	for i := range b.Scans {
		if b.Scans[i].Offset == nil {
			b.Scans[i].Offset = &none
		}
	}
	for i := range b.Blocks {
		if b.Blocks[i].Offset == nil {
			b.Blocks[i].Offset = &none
		}
	}
}
