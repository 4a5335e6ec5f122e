package gate

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Device is a phone at a door.
type Device struct {
	ID         string
	Door       string
	Activity   string // the door's site
	Event      int64  // whose tickets it reads
	Name       string // who holds it, as the site lead says
	PublicKey  string // base64
	Station    string // the station that vouches for it, "" for none
	EnrolledBy string
	EnrolledAt day.Instant
	Until      day.Instant // the end of its shift
	Revoked    day.Instant // 0 while it may
	RevokedWhy string
}

// Ended returns when the phone's leave ended, 0 while it holds: what has a later true time is not taken in.
func (d Device) Ended(now day.Instant) day.Instant {
	end := d.Until
	if d.Revoked != 0 {
		end = min(end, d.Revoked)
	}
	if end > now {
		return 0
	}
	return end
}

// Standing is a phone as it was last heard of.
type Standing struct {
	Device
	Seen    day.Instant // 0 for never
	Made    int64       // the highest number that it has given
	Battery int64       // percent, -1 unknown
	Storage int64       // percent of its quota, -1 unknown
	Pack    string      // the version of its list
	PackAt  day.Instant // when it loaded it, 0 for never
	Offset  int64       // its clock beside ours, milliseconds to be added
	App     string
}

// RevokeDevice takes a phone out of use, for a reason. What it recorded before stands, and is still taken in if it arrives.
func RevokeDevice(tx *db.Tx, activityID, device, reason string) error {
	d, err := DeviceOf(&tx.View, device)
	switch {
	case err != nil:
		return err
	case d.Activity != activityID:
		return noDevice()
	case d.Revoked != 0:
		return fault.Conflictf("Máy “%s” đã thu hồi lúc %s: %s", d.Name, d.Revoked.VN(), d.RevokedWhy)
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi vì sao thu hồi, ví dụ “mất máy”.")
	}
	if _, err = tx.Exec(`UPDATE gate_device SET revoked_at = ?, revoked_why = ? WHERE id = ?`, tx.At, reason, device); err != nil {
		return err
	}
	known := knownOf(tx.DB())
	tx.AfterCommit(func() { known.forget(device) })
	return nil
}

func noDevice() error {
	return fault.NotFoundf("Không tìm thấy máy này ở điểm. Có thể trang đã cũ, hãy tải lại.")
}
