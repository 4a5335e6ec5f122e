package gate

import (
	"embed"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of this package's tables.
var Schema = db.Line{Name: "gate", Files: files}

const doorColumns = `id, activity, name, what, made_by, made_at, closed_at FROM gate_door`

func scanDoor(s db.Scanner) (d Door, err error) {
	err = s.Scan(&d.ID, &d.Activity, &d.Name, &d.What, &d.MadeBy, &d.MadeAt, &d.Closed)
	return d, err
}

// DoorOf returns a door.
func DoorOf(v *db.View, id string) (Door, error) {
	d, found, err := db.One(v, scanDoor, `SELECT `+doorColumns+` WHERE id = ?`, id)
	if err == nil && !found {
		err = noDoor()
	}
	return d, err
}

// Doors returns the doors of a site in the order in which they were opened, closed ones among them.
func Doors(v *db.View, activity string) ([]Door, error) {
	return db.All(v, scanDoor, `SELECT `+doorColumns+` WHERE activity = ? ORDER BY id`, activity)
}

func insertDoor(tx *db.Tx, d Door) error {
	_, err := tx.Exec(`INSERT INTO gate_door (id, activity, name, what, made_by, made_at, closed_at) VALUES (?, ?, ?, ?, ?, ?, 0)`,
		d.ID, d.Activity, d.Name, d.What, d.MadeBy, d.MadeAt)
	return err
}

const inviteColumns = `door, label, made_by, made_at, until_at, shift_at, used_at, device FROM gate_invite`

func scanInvite(s db.Scanner) (i Invited, err error) {
	err = s.Scan(&i.Door, &i.Label, &i.MadeBy, &i.MadeAt, &i.Until, &i.Shift, &i.Used, &i.Device)
	return i, err
}

func inviteOf(v *db.View, hash string) (Invited, error) {
	i, found, err := db.One(v, scanInvite, `SELECT `+inviteColumns+` WHERE hash = ?`, hash)
	if err == nil && !found {
		err = fault.Invalidf("Mã mời không đúng. Hãy quét lại mã trên màn hình của người phụ trách điểm.")
	}
	return i, err
}

// Invites returns the codes that were made for a site's doors and not used, those whose time is over among them.
func Invites(v *db.View, activity string) ([]Invited, error) {
	return db.All(v, scanInvite, `SELECT `+inviteColumns+` WHERE used_at = 0 AND door IN (SELECT id FROM gate_door WHERE activity = ?) ORDER BY made_at`, activity)
}

func insertInvite(tx *db.Tx, hash string, i Invited) error {
	_, err := tx.Exec(`INSERT INTO gate_invite (hash, door, label, made_by, made_at, until_at, shift_at, used_at, device) VALUES (?, ?, ?, ?, ?, ?, ?, 0, '')`,
		hash, i.Door, i.Label, i.MadeBy, i.MadeAt, i.Until, i.Shift)
	return err
}

const deviceColumns = `d.id, d.door, d.activity, d.event, d.name, d.public_key, d.station, d.enrolled_by, d.enrolled_at, d.until_at, d.revoked_at, d.revoked_why`

func (d *Device) columns() []any {
	return []any{&d.ID, &d.Door, &d.Activity, &d.Event, &d.Name, &d.PublicKey, &d.Station, &d.EnrolledBy, &d.EnrolledAt, &d.Until, &d.Revoked, &d.RevokedWhy}
}

func scanDevice(s db.Scanner) (d Device, err error) { err = s.Scan(d.columns()...); return d, err }

// DeviceOf returns a phone.
func DeviceOf(v *db.View, id string) (Device, error) {
	d, found, err := db.One(v, scanDevice, `SELECT `+deviceColumns+` FROM gate_device d WHERE d.id = ?`, id)
	if err == nil && !found {
		err = noDevice()
	}
	return d, err
}

func deviceByToken(v *db.View, hash string) (Device, bool, error) {
	return db.One(v, scanDevice, `SELECT `+deviceColumns+` FROM gate_device d WHERE d.token_hash = ?`, hash)
}

// Devices returns the phones of a site with what was last heard of them, in the order in which they were enrolled.
func Devices(v *db.View, activity string) ([]Standing, error) {
	return db.All(v, func(s db.Scanner) (d Standing, err error) {
		err = s.Scan(append(d.columns(), &d.Seen, &d.Made, &d.Battery, &d.Storage, &d.Pack, &d.PackAt, &d.Offset, &d.App)...)
		return d, err
	}, `SELECT `+deviceColumns+`, COALESCE(b.seen_at, 0), COALESCE(b.made, 0), COALESCE(b.battery, -1), COALESCE(b.storage, -1), COALESCE(b.pack, ''), COALESCE(b.pack_at, 0),
		COALESCE(b.offset_ms, 0), COALESCE(b.app, '')
		FROM gate_device d LEFT JOIN gate_beat b ON b.device = d.id WHERE d.activity = ? ORDER BY d.id`, activity)
}

func insertDevice(tx *db.Tx, d Device, tokenHash string) error {
	_, err := tx.Exec(`INSERT INTO gate_device (id, door, activity, event, name, public_key, token_hash, station, enrolled_by, enrolled_at, until_at, revoked_at, revoked_why)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')`,
		d.ID, d.Door, d.Activity, d.Event, d.Name, d.PublicKey, tokenHash, d.Station, d.EnrolledBy, d.EnrolledAt, d.Until)
	return err
}
