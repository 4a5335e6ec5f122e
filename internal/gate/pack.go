package gate

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
)

// Rows are the sealed rows of an event's pack, the same for all its phones, with the tables that they point into. They open only with the
// tickets, so a station can hold them without a name and without the key that signs.
type Rows struct {
	Event   int64
	Version string
	Sites   []PackSite
	Units   []PackUnit
	Slots   []PackSlot
	Count   int
	Bytes   []byte // the rows alone
}

// noneByte and noneShort stand for no wave, no union.
const (
	noneByte  = 255
	noneShort = 65535
	siteMax   = 256
)

// versionOf names the state of an event's list: it changes with every ticket and with the settings.
func versionOf(e roster.Event, change int64) string { return fmt.Sprintf("%d-%d", e.Number, change) }

// RowsOf makes the rows of an event's pack from its tickets, those taken back among them. A house that cannot sign has what it was given
// (KeepRows).
func RowsOf(v *db.View, number int64) (Rows, error) { return rowsOf(v, number, nil) }

func rowsOf(v *db.View, number int64, seals *signatures) (Rows, error) {
	e, err := roster.EventByNumber(v, number)
	if err != nil {
		return Rows{}, err
	}
	change, err := roster.Changed(v, number)
	if err != nil {
		return Rows{}, err
	}
	r := Rows{Event: number, Version: versionOf(e, change)}
	sites, err := activity.Sites(v, e.Activity)
	if err != nil {
		return r, err
	}
	d := sites[0].Day
	siteAt := map[string]uint8{}
	for i, s := range sites {
		if i == siteMax-1 {
			break
		}
		siteAt[s.ID] = uint8(i)
		r.Sites = append(r.Sites, PackSite{s.ID, s.Name})
	}
	slotAt := map[string]uint8{}
	for i, s := range e.Slots {
		from, until := e.Window(s.Key, d)
		slotAt[s.Key] = uint8(i)
		r.Slots = append(r.Slots, PackSlot{s.Label, millis(from), millis(until)})
	}
	tickets, err := roster.TicketsOf(v, number, roster.TicketFilter{})
	if err != nil {
		return r, err
	}
	texts, err := shown(v, e, tickets)
	if err != nil {
		return r, err
	}
	units, err := org.HistoryOf(v)
	if err != nil {
		return r, err
	}
	unitAt := map[string]uint16{}
	plain := make([]row, len(tickets))
	for i, t := range tickets {
		p := &plain[i]
		p.ticket, p.text = t, texts[t.Registration]
		p.unit, p.slot, p.site = noneShort, noneByte, siteAt[t.Activity]
		if s, ok := slotAt[t.Slot]; ok && t.Slot != "" {
			p.slot = s
		}
		if t.Unit != "" {
			at, known := unitAt[t.Unit]
			if n, found := units.Index(t.Unit); !known && found && len(r.Units) < noneShort {
				at, known = uint16(len(r.Units)), true
				unitAt[t.Unit] = at
				name := units.Name(n, day.AsOf{Day: d})
				r.Units = append(r.Units, PackUnit{t.Unit, name, viet.Fold(name)})
			}
			if known {
				p.unit = at
			}
		}
		if p.signed, err = seals.sign(v, t); err != nil {
			return r, err
		}
	}
	r.Count = len(plain)
	r.Bytes = seal(plain, e.Salt, r.Version, seals)
	return r, nil
}

// row is one row before it is sealed.
type row struct {
	ticket     roster.Ticket
	signed     ticket.Ticket
	site, slot uint8
	unit       uint16
	text       string
}

// seal writes rows, on all processors.
func seal(rows []row, salt []byte, version string, seals *signatures) []byte {
	workers := min(runtime.GOMAXPROCS(0), max(1, len(rows)/500))
	parts := make([][]byte, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			from, to := len(rows)*w/workers, len(rows)*(w+1)/workers
			out := make([]byte, 0, (to-from)*96)
			key := append(append([]byte(nil), salt...), version...)
			mac := hmac.New(sha256.New, salt)
			var nonce [12]byte
			for _, r := range rows[from:to] {
				out = r.write(out, key, nonce[:], func(text string) []byte {
					mac.Reset()
					mac.Write([]byte(text))
					return mac.Sum(nil)
				})
				if seals != nil {
					seals.keep(r.signed)
				}
			}
			parts[w] = out
		})
	}
	wg.Wait()
	return bytes.Join(parts, nil)
}

func (r row) write(out, salt, nonce []byte, tag func(string) []byte) []byte {
	var flags byte
	if r.ticket.Revoked != 0 {
		flags |= 1
	}
	out = binary.BigEndian.AppendUint32(out, uint32(r.ticket.Serial))
	out = append(out, r.site, r.slot, uint8(r.ticket.Class), flags)
	out = binary.BigEndian.AppendUint16(out, r.unit)
	out = append(out, tag("code:" + r.ticket.Code)[:8]...)
	var name [8]byte
	copy(name[:], r.ticket.NameTag)
	out = append(out, name[:]...)
	block, err := aes.NewCipher(r.signed.RowKey(salt))
	if err != nil {
		panic(err) // the length is right
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	out = binary.BigEndian.AppendUint16(out, uint16(len(r.text)+box.Overhead()))
	return box.Seal(out, nonce, []byte(r.text), nil)
}

// shown are the texts of rows, by registration: the name, then what the gate shows of the choices.
func shown(v *db.View, e roster.Event, tickets []roster.Ticket) (map[string]string, error) {
	all, err := roster.Registrations{Event: e.Number}.Find(v)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(all))
	for _, r := range all {
		if r.Person != "" {
			ids = append(ids, r.Person)
		}
	}
	named, err := people.Participants(v, ids)
	if err != nil {
		return nil, err
	}
	texts := make(map[string]string, len(all))
	for _, r := range all {
		var words []string
		for _, c := range e.Choices {
			if c.Show && r.Choices[c.Key] != "" {
				words = append(words, c.Label+": "+r.Choices[c.Key])
			}
		}
		text := named[r.Person].Name + "\u001f" + strings.Join(words, ", ")
		if len(text) > 2000 {
			text = strings.ToValidUTF8(text[:2000], "")
		}
		texts[r.ID] = text
	}
	return texts, nil
}

// KeepRows keeps the rows that a house above made, in place of those of before: for a station.
func KeepRows(tx *db.Tx, r Rows) error {
	tables, err := json.Marshal(Rows{Event: r.Event, Version: r.Version, Sites: r.Sites, Units: r.Units, Slots: r.Slots, Count: r.Count})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO gate_pack (event, version, tables, sealed, made_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (event) DO UPDATE SET version = excluded.version, tables = excluded.tables, sealed = excluded.sealed, made_at = excluded.made_at`,
		r.Event, r.Version, string(tables), base64.StdEncoding.EncodeToString(r.Bytes), tx.At)
	return err
}

// keptRows returns what was kept for an event, and false where nothing was.
func keptRows(v *db.View, event int64) (r Rows, found bool, err error) {
	return db.One(v, func(s db.Scanner) (r Rows, err error) {
		var tables, rows string
		if err = s.Scan(&tables, &rows); err != nil {
			return r, err
		}
		if err = json.Unmarshal([]byte(tables), &r); err != nil {
			return r, err
		}
		r.Bytes, err = base64.StdEncoding.DecodeString(rows)
		return r, err
	}, `SELECT tables, sealed FROM gate_pack WHERE event = ?`, event)
}

// rows returns the rows of an event's pack as they are now, made once for each version.
func (r *Receiver) rows(ctx context.Context, e *event) (Rows, error) {
	r.packing.Lock()
	defer r.packing.Unlock()
	known := r.packs[e.Number]
	err := r.db.See(ctx, func(v *db.View) error {
		version, err := packVersion(v, e.Event)
		if err != nil || version == known.Version {
			return err
		}
		kept, found, err := keptRows(v, e.Number)
		if err != nil || found {
			known = kept
			return err
		}
		known, err = rowsOf(v, e.Number, e.seals)
		return err
	})
	if err == nil {
		r.packs[e.Number] = known
	}
	return known, err
}

// packVersion is that of the pack that is given out now.
func packVersion(v *db.View, e roster.Event) (string, error) {
	kept, found, err := db.One(v, db.Text, `SELECT version FROM gate_pack WHERE event = ?`, e.Number)
	if err != nil || found {
		return kept, err
	}
	change, err := roster.Changed(v, e.Number)
	return versionOf(e, change), err
}

// Pack returns the pack of a phone and its version.
func (r *Receiver) Pack(ctx context.Context, dev Device) (pack []byte, version string, err error) {
	e, err := r.event(ctx, dev.Event)
	if err != nil {
		return nil, "", err
	}
	rows, err := r.rows(ctx, e)
	if err != nil {
		return nil, "", err
	}
	h := PackHeader{Protocol: Protocol, Version: rows.Version, Event: e.Number, Day: e.day.String(), Expires: millis(e.expires()), Salt: base64.StdEncoding.EncodeToString(e.Salt),
		Keys: map[string]string{}, Sites: rows.Sites, Units: rows.Units, Slots: rows.Slots, Unlisted: e.Unlisted, WalkIns: e.WalkIns, Rehearse: e.Rehearsal, Used: []Used{}}
	for n, k := range e.keys {
		h.Keys[fmt.Sprint(n)] = base64.StdEncoding.EncodeToString(k)
	}
	for _, s := range e.Services {
		h.Services = append(h.Services, PackService{s.Key, s.Label, s.After})
	}
	for i, s := range rows.Sites {
		if s.ID == dev.Activity {
			h.Site = i
		}
	}
	err = r.db.See(ctx, func(v *db.View) error {
		door, err := DoorOf(v, dev.Door)
		if err != nil {
			return err
		}
		h.Made, h.Door = millis(v.At), PackDoor{door.ID, door.Name, door.What}
		h.Name = e.sites[e.Activity].Name
		if h.Cursor, err = Head(v); err != nil {
			return err
		}
		given, _, err := newsAfter(v, e, 0, h.Cursor, 0)
		for _, x := range given {
			if !x.freed {
				h.Used = append(h.Used, x.Used)
			}
		}
		return err
	})
	if err != nil {
		return nil, "", err
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, "", err
	}
	pack = make([]byte, 0, len(PackMagic)+8+len(head)+len(rows.Bytes))
	pack = append(pack, PackMagic...)
	pack = binary.BigEndian.AppendUint32(pack, uint32(len(head)))
	pack = append(pack, head...)
	pack = binary.BigEndian.AppendUint32(pack, uint32(rows.Count))
	return append(pack, rows.Bytes...), rows.Version, nil
}

// Version returns the version of the pack that a phone would be given now.
func (r *Receiver) Version(ctx context.Context, dev Device) (string, error) {
	e, err := r.event(ctx, dev.Event)
	if err != nil {
		return "", err
	}
	return e.version, nil
}

// News returns what a phone does not know yet.
func (r *Receiver) News(ctx context.Context, dev Device, since int64, pack string) (News, error) {
	e, err := r.event(ctx, dev.Event)
	if err != nil {
		return News{}, err
	}
	var n News
	err = r.db.See(ctx, func(v *db.View) error {
		head, err := Head(v)
		if err != nil {
			return err
		}
		items, upto, err := newsAfter(v, e, max(0, since), head, newsMax)
		n = newsOf(items, since, upto, dev.ID)
		return err
	})
	n.Changed = pack != "" && pack != e.version
	n.Revoked = dev.Ended(r.db.Now()) != 0
	return n, err
}

// Row is somebody who was found by a part of a name.
type Row struct {
	Serial int64  `json:"serial"`
	Name   string `json:"name"`
	Unit   string `json:"unit"`
	Code   string `json:"code"`
}

// Limits of searching.
const (
	FoundMax = 20
	partMin  = 2 // letters of a part of a name
)

// Find finds tickets of a phone's event by a part of the holder's name.
func Find(v *db.View, dev Device, q string) ([]Row, error) {
	if len(strings.ReplaceAll(viet.Fold(q), " ", "")) < partMin {
		return nil, fault.In("q", "Hãy gõ ít nhất %d chữ cái của tên.", partMin)
	}
	e, err := roster.EventByNumber(v, dev.Event)
	if err != nil {
		return nil, err
	}
	found, err := people.FindParticipants(v, e.Purpose(), q, FoundMax)
	if err != nil {
		return nil, err
	}
	persons := make([]string, len(found))
	for i, p := range found {
		persons[i] = p.ID
	}
	signed, err := roster.ByPersons(v, persons)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(signed))
	for _, r := range signed {
		ids = append(ids, r.ID)
	}
	tickets, err := roster.TicketsByRegistration(v, ids)
	if err != nil {
		return nil, err
	}
	units, err := org.HistoryOf(v)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, p := range found {
		t, ok := tickets[signed[p.ID].ID]
		if !ok || t.Event != dev.Event {
			continue
		}
		name := ""
		if i, known := units.Index(t.Unit); known {
			name = units.Name(i, org.Today(v))
		}
		rows = append(rows, Row{t.Serial, p.Name, name, t.Code})
	}
	return rows, nil
}
