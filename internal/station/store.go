package station

import (
	"encoding/hex"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/roster"
)

const stations = `SELECT s.id, s.activity, s.name, s.public_key, s.issuer_key, s.enrolled_by, s.enrolled_at, s.until_at, s.revoked_at, s.revoked_why,
	COALESCE(b.seen_at, 0), COALESCE(b.via, ''), COALESCE(b.made, 0), COALESCE(b.waiting, 0), COALESCE(b.app, ''),
	(SELECT count(*) FROM station_taken t WHERE t.station = s.id), (SELECT count(*) FROM station_trouble t WHERE t.station = s.id)
	FROM station_station s LEFT JOIN station_beat b ON b.station = s.id `

func scan(r db.Scanner) (s Station, err error) {
	var key string
	if err = r.Scan(&s.ID, &s.Activity, &s.Name, &key, &s.issuerKey, &s.EnrolledBy, &s.Enrolled, &s.Until, &s.Revoked, &s.RevokedWhy,
		&s.Beat.Seen, &s.Beat.Via, &s.Beat.Made, &s.Beat.Waiting, &s.Beat.App, &s.Taken, &s.Troubles); err != nil {
		return s, err
	}
	s.Key, err = hex.DecodeString(key)
	return s, err
}

// Get returns a station.
func Get(v *db.View, id string) (Station, error) {
	s, found, err := db.One(v, scan, stations+"WHERE s.id = ?", id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy trạm này. Có thể trạm được ghi danh ở máy chủ khác.")
	}
	return s, err
}

// Of returns the stations of a site, newest first.
func Of(v *db.View, site string) ([]Station, error) {
	return db.All(v, scan, stations+"WHERE s.activity = ? ORDER BY s.id DESC", site)
}

// Open returns the invitations of a site that were not used and still hold, newest first.
func Open(v *db.View, site string) ([]Invite, error) {
	return db.All(v, scanInvite, invitesText+"WHERE activity = ? AND used_at = 0 AND until_at > ? ORDER BY made_at DESC", site, v.At)
}

// Troubles returns what the stations of a site brought that was refused, newest first.
func Troubles(v *db.View, site string) ([]Trouble, error) {
	return db.All(v, func(r db.Scanner) (t Trouble, err error) {
		err = r.Scan(&t.Station, &t.N, &t.Device, &t.Text, &t.Via, &t.Found)
		return
	}, `SELECT t.station, t.n, t.device, t.text, t.via, t.found_at FROM station_trouble t JOIN station_station s ON s.id = t.station
		WHERE s.activity = ? ORDER BY t.found_at DESC, t.n DESC LIMIT 200`, site)
}

const invitesText = "SELECT hash, proof, activity, name, made_by, made_at, until_at, shift_at, used_at, station FROM station_invite "

func scanInvite(r db.Scanner) (i Invite, err error) {
	err = r.Scan(&i.hash, &i.proof, &i.Activity, &i.Name, &i.MadeBy, &i.MadeAt, &i.Until, &i.Shift, &i.Used, &i.Station)
	return
}

func inviteOf(v *db.View, hash string) (Invite, bool, error) {
	return db.One(v, scanInvite, invitesText+"WHERE hash = ?", hash)
}

func insertInvite(tx *db.Tx, i Invite) error {
	_, err := tx.Exec(`INSERT INTO station_invite (hash, proof, activity, name, made_by, made_at, until_at, shift_at, used_at, station) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '')`,
		i.hash, i.proof, i.Activity, i.Name, tx.Actor, tx.At, i.Until, i.Shift)
	return err
}

func useInvite(tx *db.Tx, hash, station string) error {
	_, err := tx.Exec("UPDATE station_invite SET used_at = ?, station = ? WHERE hash = ?", tx.At, station, hash)
	return err
}

func insertStation(tx *db.Tx, s Station, token string) error {
	_, err := tx.Exec(`INSERT INTO station_station (id, activity, name, public_key, issuer_key, token_hash, enrolled_by, enrolled_at, until_at, revoked_at, revoked_why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')`,
		s.ID, s.Activity, s.Name, hex.EncodeToString(s.Key), s.issuerKey, token, s.EnrolledBy, tx.At, s.Until)
	return err
}

func revoke(tx *db.Tx, id, why string) error {
	_, err := tx.Exec("UPDATE station_station SET revoked_at = ?, revoked_why = ? WHERE id = ?", tx.At, why, id)
	return err
}

func putBeat(tx *db.Tx, station string, b Beat) error {
	_, err := tx.Exec(`INSERT INTO station_beat (station, seen_at, via, made, waiting, app) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (station) DO UPDATE SET seen_at = excluded.seen_at, via = excluded.via, made = excluded.made, waiting = excluded.waiting, app = excluded.app`,
		station, tx.At, b.Via, b.Made, b.Waiting, b.App)
	return err
}

func putTaken(tx *db.Tx, station string, e Envelope, via Via) error {
	_, err := tx.Exec("INSERT INTO station_taken (station, n, sum, device, records, via, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (station, n) DO NOTHING",
		station, e.N, e.sum(), e.Device, e.Records, via, tx.At)
	return err
}

func putTrouble(tx *db.Tx, t Trouble, sum string) error {
	_, err := tx.Exec("INSERT INTO station_trouble (station, n, sum, device, text, via, found_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (station, n, sum) DO NOTHING",
		t.Station, t.N, sum, t.Device, t.Text, t.Via, tx.At)
	return err
}

// takenSum returns the hash of the envelope that was taken under a number, "" for none.
func takenSum(v *db.View, station string, n int64) (string, error) {
	sum, _, err := db.One(v, db.Text, "SELECT sum FROM station_taken WHERE station = ? AND n = ?", station, n)
	return sum, err
}

// refusedBefore returns why the same envelope was refused before.
func refusedBefore(v *db.View, station string, n int64, sum string) (string, bool, error) {
	return db.One(v, db.Text, "SELECT text FROM station_trouble WHERE station = ? AND n = ? AND sum = ?", station, n, sum)
}

// through returns up to where every envelope of a station is answered for, with the hash of the last.
func through(v *db.View, station string) (last int64, sum string, err error) {
	type answered struct {
		n   int64
		sum string
	}
	all, err := db.All(v, func(r db.Scanner) (x answered, err error) { err = r.Scan(&x.n, &x.sum); return },
		"SELECT n, sum FROM station_taken WHERE station = ? UNION ALL SELECT n, sum FROM station_trouble WHERE station = ? AND n > 0 ORDER BY 1", station, station)
	for _, x := range all {
		if x.n > last+1 {
			break
		}
		if x.n == last+1 {
			last, sum = x.n, x.sum
		}
	}
	return last, sum, err
}

// eventOf returns the event that a site belongs to.
func eventOf(v *db.View, site string) (roster.Event, error) {
	e, found, err := roster.EventOf(v, site)
	if err == nil && !found {
		err = fault.Invalidf("Hoạt động này chưa mở vé nên trạm chưa có gì để mang theo. Hãy mở vé trước, rồi mời trạm.")
	}
	return e, err
}

// wholeTroubles counts the uploads of a station that were refused whole.
func wholeTroubles(v *db.View, station string) (int64, error) {
	n, _, err := db.One(v, db.Number, "SELECT count(*) FROM station_trouble WHERE station = ? AND n = 0", station)
	return n, err
}

// highest returns the highest number of an envelope that a station brought.
func highest(v *db.View, station string) (int64, error) {
	n, _, err := db.One(v, db.Number, "SELECT COALESCE(max(n), 0) FROM station_taken WHERE station = ?", station)
	return n, err
}
