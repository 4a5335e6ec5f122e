package gate

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// VouchDoor takes in a door as a station at its site knows it. A door that is known stays as it is, but that it may be closed.
func VouchDoor(tx *db.Tx, d Door) error {
	known, err := DoorOf(&tx.View, d.ID)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		if d.ID == "" || d.Name == "" || len(d.Name) > nameMax || d.What == "" || len(d.What) > nameMax {
			return fault.Invalidf("Trạm khai một cổng không đọc được.")
		}
		if err := insertDoor(tx, d); err != nil {
			return err
		}
	case err != nil:
		return err
	case known.Activity != d.Activity:
		return fault.New(fault.Denied, "cổng “%s” thuộc điểm khác.", known.Name)
	case known.Closed != 0:
		return nil
	}
	if d.Closed == 0 {
		return nil
	}
	_, err = tx.Exec(`UPDATE gate_door SET closed_at = ? WHERE id = ? AND closed_at = 0`, d.Closed, d.ID)
	return err
}

// Vouch takes in a phone for which a station vouches: it was enrolled there, at a door of the station's own site, and has no token here.
// What is known of it stays; it may have been taken out of use since.
func Vouch(tx *db.Tx, d Device) error {
	known, err := DeviceOf(&tx.View, d.ID)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		door, err := DoorOf(&tx.View, d.Door)
		if err != nil || door.Activity != d.Activity {
			return fault.New(fault.Denied, "máy “%s” đứng ở một cổng không phải của điểm này.", d.Name)
		}
		if d.ID == "" || d.Name == "" || len(d.Name) > 2*nameMax {
			return fault.Invalidf("trạm khai một máy không đọc được.")
		}
		e, err := eventOf(&tx.View, d.Activity)
		if err != nil {
			return err
		}
		d.Event = e.Number
		return insertDevice(tx, d, "")
	case err != nil:
		return err
	case known.Station != d.Station:
		return fault.New(fault.Denied, "máy “%s” không ghi danh ở trạm này.", known.Name)
	case known.PublicKey != d.PublicKey || known.Activity != d.Activity:
		return fault.New(fault.Denied, "máy “%s” đã có ở đây với khóa khác.", known.Name)
	case known.Revoked != 0 || d.Revoked == 0:
		return nil
	}
	_, err = tx.Exec(`UPDATE gate_device SET revoked_at = ?, revoked_why = ? WHERE id = ?`, d.Revoked, d.RevokedWhy, d.ID)
	return err
}
