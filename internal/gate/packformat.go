package gate

import "phongtrao/internal/roster"

// The pack is the list that a phone works with. It reveals nobody: the name in a row opens only with the ticket in front of the phone.
// All numbers are big-endian.
//
//	"PTPACK1\n"   8 bytes
//	u32           length of the header
//	header        JSON of PackHeader
//	u32           number of rows
//	rows          each:
//	  u32  serial
//	  u8   site      index into the header's sites
//	  u8   slot      index into the header's slots, 255 for none
//	  u8   class
//	  u8   flags     bit 0: taken back
//	  u16  unit      index into the header's units, 65535 for none
//	  8    code tag  the first 8 bytes of HMAC-SHA256(salt, "code:" + "4K7N-2Q9X")
//	  8    name tag  the first 8 bytes of PBKDF2-HMAC-SHA256(the folded whole name, "name:" + salt, NameRounds); zero where nobody is named
//	  u16  length of what is sealed
//	  …    sealed    AES-256-GCM, nonce of 12 zero bytes, key ticket.RowKey(salt ‖ pack version); plain text: name, U+001F, what the gate shows of the choices
//
// A row key is used for one text only: another version of the pack has other keys. Who holds the pack and a true ticket reads one row.

// PackMagic begins every pack.
const PackMagic = "PTPACK1\n"

// NameRounds makes trying many names against a stolen pack slow.
const NameRounds = roster.NameRounds

// PackHeader is what a pack says beside its rows. Nobody is named in it but the phone's door and sites, unions, services.
type PackHeader struct {
	Protocol int               `json:"protocol"`
	Version  string            `json:"version"` // changes with every change of the list
	Event    int64             `json:"event"`
	Name     string            `json:"name"`
	Day      string            `json:"day"`     // "2026-02-01"
	Expires  int64             `json:"expires"` // midnight after the day, milliseconds: the phone then forgets the list
	Made     int64             `json:"made"`
	Salt     string            `json:"salt"` // base64
	Keys     map[string]string `json:"keys"` // key number → base64 public key
	Site     int               `json:"site"` // index of the phone's own site
	Door     PackDoor          `json:"door"`
	Sites    []PackSite        `json:"sites"`
	Units    []PackUnit        `json:"units"`
	Slots    []PackSlot        `json:"slots"`
	Services []PackService     `json:"services"`
	Unlisted bool              `json:"unlisted"`
	WalkIns  bool              `json:"walkIns"`
	Rehearse bool              `json:"rehearsal"`
	Cursor   int64             `json:"cursor"` // the news that are in it already
	Used     []Used            `json:"used"`   // what was given before the pack was made
}

// PackDoor is the phone's own door.
type PackDoor struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	What string `json:"what"` // the service to begin with
}

// PackSite is a site of the event.
type PackSite struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// PackUnit is a union that takes part.
type PackUnit struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Search string `json:"search"` // folded
}

// PackSlot is a wave, in milliseconds of true time.
type PackSlot struct {
	Label string `json:"label"`
	From  int64  `json:"from"`
	Until int64  `json:"until"`
}

// PackService is one thing that is given.
type PackService struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	After bool   `json:"after"`
}
