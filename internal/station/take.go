package station

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/gate"
)

// UploadMax is how large an upload may be over a network; a file may be larger.
const UploadMax = 16 << 20

// troublesMax is how many whole uploads that were refused are kept of a station.
const troublesMax = 100

// clockSlack is by how much a station's clock may differ before its times are moved: less is the network's own delay.
const clockSlack = 2000 // milliseconds

// Delivery is a batch that somebody carried for a phone.
type Delivery struct {
	Device string
	Body   []byte // as the phone signed it; the signature holds
	At     int64  // when the carrier received it, milliseconds of true time as well as it is known
	Shift  int64  // to be added to all times in it: the carrier's clock beside ours
}

// Deliver takes in a delivery as if the phone had sent it itself.
type Deliver func(ctx context.Context, d Delivery) (gate.Receipt, error)

// Take takes in an upload. What is wrong with the whole is an error; what is wrong with one envelope is in its answer, kept and listed, and
// the others are taken in.
func (a Above) Take(ctx context.Context, data []byte, via Via) (out Answers, err error) {
	var head uploadHead
	sealed, err := parts(uploadMagic, data, &head)
	if err != nil {
		return out, err
	}
	if head.Version != Protocol {
		return out, errVersion(head.Version)
	}
	k, err := a.keys(ctx)
	if err != nil {
		return out, err
	}
	s, err := a.bearer(ctx, head, data, via)
	if err != nil {
		return out, err
	}
	sum := sha256.Sum256(data)
	whole := func(err error) (Answers, error) {
		return out, a.trouble(ctx, Trouble{Station: s.ID, Text: fault.Text(err), Via: via}, hex.EncodeToString(sum[:]), err)
	}
	if !signed(data, s.Key) {
		return whole(fault.New(fault.Denied, "Gói gửi về mang tên trạm “%s” nhưng chữ ký không phải của trạm ấy; không có gì được nhận.", s.Name))
	}
	if err := s.refusal(a.DB.Now()); err != nil {
		return whole(err)
	}
	text, err := openWith(k.open, uploadMagic, sealed)
	if err != nil {
		return whole(fault.Invalidf("Gói gửi về được niêm phong cho máy chủ khác, nên không mở được. Hãy nhập tệp này ở đúng máy chủ đã mời trạm."))
	}
	var u Upload
	if err := unpack(text, func(r io.Reader) error {
		if json.NewDecoder(r).Decode(&u) != nil || u.Version != Protocol {
			return errFrame
		}
		return nil
	}); err != nil {
		return whole(err)
	}
	return a.take(ctx, s, u, via)
}

// bearer returns the station that an upload names, enrolling it where it shows that it was given a code.
func (a Above) bearer(ctx context.Context, head uploadHead, data []byte, via Via) (s Station, err error) {
	if head.Claim == nil {
		err = a.DB.See(ctx, func(v *db.View) error { s, err = Get(v, head.Station); return err })
		return s, err
	}
	c := *head.Claim
	key, err := hex.DecodeString(c.PublicKey)
	if err != nil || !isECDSA(c.IssuerKey) || !signed(data, key) {
		return s, errFrame
	}
	err = a.Desk.Do(ctx, act.System("trạm ghi danh bằng tệp"), enrolling, "", func(tx *db.Tx) error {
		i, found, err := inviteOf(&tx.View, c.Invite)
		if err != nil {
			return err
		}
		if !found || !same(c.mac(i.proof), c.Proof) {
			return errCode
		}
		id := i.Station
		if i.Used == 0 {
			i.Until = i.Shift // the file was made while the code held; how long it travelled does not matter
			if id, err = enrol(tx, i, found, key, c.IssuerKey, "", c.App, via); err != nil {
				return err
			}
		}
		if s, err = Get(&tx.View, id); err == nil && !bytes.Equal(s.Key, key) {
			_, err = enrol(tx, i, found, key, c.IssuerKey, "", c.App, via) // says that the code was used
		}
		return err
	})
	return s, err
}

// trouble lists what was refused as a whole, and returns why.
func (a Above) trouble(ctx context.Context, t Trouble, sum string, why error) error {
	err := a.Desk.Do(ctx, act.System("từ chối gói của trạm"), taking, t.Station, func(tx *db.Tx) error {
		if n, err := wholeTroubles(&tx.View, t.Station); t.N == 0 && (err != nil || n >= troublesMax) {
			return err // whoever can reach the house can send rubbish in a station's name: enough is kept to see it
		}
		act.Note(tx, t.Text)
		return putTrouble(tx, t, sum)
	})
	if err != nil {
		return err
	}
	return why
}

func (a Above) take(ctx context.Context, s Station, u Upload, via Via) (out Answers, err error) {
	now := a.DB.Now().Time().UnixMilli()
	shift := int64(0)
	switch {
	case via == ByNet:
		shift = now - u.Made
	case u.Offset != nil:
		shift = *u.Offset
	}
	if shift > -clockSlack && shift < clockSlack {
		shift = 0
	}
	out = Answers{Station: s.ID, Now: now}
	phones, err := a.vouched(ctx, s, u, via)
	if err != nil {
		return out, err
	}
	taken, refused := 0, 0
	for _, e := range u.Envelopes {
		ans := Answer{N: e.N, Sum: e.sum()}
		if err := a.one(ctx, s, e, phones, shift, via, &ans); err != nil {
			return out, err // the disk, the database: the station sends all again
		}
		switch {
		case ans.Refused != "":
			refused++
		case !ans.Known:
			taken++
		}
		out.Answers = append(out.Answers, ans)
	}
	out.Text = fmt.Sprintf("Nhận %d gói mới, %d gói đã có từ trước, từ chối %d gói.", taken, len(u.Envelopes)-taken-refused, refused)
	err = a.Desk.Do(ctx, act.System("nhận từ trạm “"+s.Name+"”"), taking, s.ID, func(tx *db.Tx) error {
		act.Note(tx, out.Text)
		return putBeat(tx, s.ID, Beat{Via: via, Made: max(u.Last, s.Beat.Made), Waiting: max(u.Waiting-int64(taken), 0), App: u.App})
	})
	return out, err
}

// one takes in one envelope, or says in its answer why not.
func (a Above) one(ctx context.Context, s Station, e Envelope, phones map[string]phone, shift int64, via Via, ans *Answer) error {
	refuse := func(text string, args ...any) error {
		ans.Refused = fmt.Sprintf(text, args...)
		return a.trouble(ctx, Trouble{Station: s.ID, N: e.N, Device: e.Device, Text: ans.Refused, Via: via}, ans.Sum, nil)
	}
	var known string
	var again bool
	err := a.DB.See(ctx, func(v *db.View) (err error) {
		if known, err = takenSum(v, s.ID, e.N); err != nil || known == "" || known == ans.Sum {
			if err == nil && known == "" {
				ans.Refused, again, err = refusedBefore(v, s.ID, e.N, ans.Sum)
			}
			return err
		}
		ans.Rewound = true
		ans.Last, err = highest(v, s.ID)
		return err
	})
	switch {
	case err != nil:
		return err
	case known == ans.Sum:
		ans.Known = true
		return nil
	case again:
		return nil
	case ans.Rewound:
		return refuse("Gói số %d của trạm đã nhận trước đây với nội dung khác; gói này không được nhận. Trạm đã bị lùi về một bản sao cũ, hoặc số bị dùng lại.", e.N)
	case e.N <= 0:
		return refuse("Gói mang số %d, không phải số của trạm.", e.N)
	}
	p, ok := phones[e.Device]
	switch {
	case !ok:
		return refuse("Gói số %d là của một máy mà trạm không khai, hoặc của máy thuộc điểm khác.", e.N)
	case p.refused != "":
		return refuse("Gói số %d: %s", e.N, p.refused)
	case !e.Signed(p.key):
		return refuse("Gói số %d mang tên máy “%s” nhưng chữ ký không phải của máy ấy.", e.N, p.name)
	}
	receipt, err := a.Deliver(ctx, Delivery{Device: e.Device, Body: e.Body, At: min(e.Received+shift, a.DB.Now().Time().UnixMilli()), Shift: shift})
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Denied, fault.NotFound, fault.Conflict, fault.Unsigned:
		if err != nil {
			return refuse("Gói số %d của máy “%s”: %s", e.N, p.name, fault.Text(err))
		}
	}
	if err != nil {
		return err
	}
	return a.Desk.Do(ctx, act.System("nhận từ trạm “"+s.Name+"”"), taking, s.ID, func(tx *db.Tx) error {
		for _, r := range receipt.Refused { // the batch is in; what it names is kept by the gate, and listed here beside the station
			t := Trouble{Station: s.ID, N: e.N, Device: e.Device, Text: fmt.Sprintf("Gói số %d, lượt số %d của máy “%s”: %s", e.N, r.Seq, p.name, r.Text), Via: via}
			if err := putTrouble(tx, t, fmt.Sprintf("%s/%d", ans.Sum, r.Seq)); err != nil {
				return err
			}
		}
		return putTaken(tx, s.ID, e, via)
	})
}

// phone is what is known of a phone behind the station.
type phone struct{ key, name, refused string }

// vouched takes in the doors and phones that the station names, within its own site and its own time, and returns all phones that it may
// speak for.
func (a Above) vouched(ctx context.Context, s Station, u Upload, via Via) (map[string]phone, error) {
	phones := map[string]phone{}
	err := a.Desk.Do(ctx, act.System("máy và cổng ở trạm “"+s.Name+"”"), taking, s.ID, func(tx *db.Tx) error {
		for _, d := range u.Doors {
			door := gate.Door{ID: d.ID, Activity: s.Activity, Name: d.Name, What: d.What, MadeBy: d.MadeBy, MadeAt: day.Instant(d.MadeAt), Closed: day.Instant(d.Closed)}
			if err := gate.VouchDoor(tx, door); err != nil && fault.KindOf(err) == fault.Internal {
				return err
			}
		}
		for _, d := range u.Devices {
			p := phone{key: d.PublicKey, name: d.Name}
			dev := gate.Device{ID: d.ID, Door: d.Door, Activity: d.Activity, Name: d.Name, PublicKey: d.PublicKey, Station: s.ID, EnrolledBy: d.EnrolledBy,
				EnrolledAt: day.Instant(d.EnrolledAt), Until: min(day.Instant(d.Until), s.Until), Revoked: day.Instant(d.Revoked), RevokedWhy: d.RevokedWhy}
			if d.Activity != s.Activity {
				p.refused = fmt.Sprintf("máy “%s” thuộc điểm khác, trạm này không được gửi thay.", d.Name)
			} else if err := gate.Vouch(tx, dev); err != nil {
				if fault.KindOf(err) == fault.Internal || fault.KindOf(err) == fault.Unavailable {
					return err
				}
				p.refused = fault.Text(err)
			}
			phones[d.ID] = p
		}
		return nil
	})
	return phones, err
}
