// Package station lets a park without internet keep a house of its own.
//
// A station (trạm, the point in a box) is the same program with its own database at a site. An officer invites it by a code; it is filled
// from a bundle: what the gates need to know, with nobody's name in it. It keeps what its phones send as envelopes, byte for byte with
// their signatures, and carries them to the house above over a network or in a file. The house believes a station only in who carried what:
// it verifies each phone's own signature and decides again. So it keeps true that a station cannot invent a scan, count one twice, or speak
// for another site, and that what cannot be taken in is named. Decision 17 says why.
package station

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
)

//go:embed schema/*.sql
var files embed.FS

// Schema is the history of the package's tables.
var Schema = db.Line{Name: "station", Files: files}

// Limits.
const (
	NameMax    = 60                  // characters of a station's name
	CodeHolds  = 14 * 24 * time.Hour // a code is good for so long: the machine is made ready days before
	Afterwards = 3 * 24 * time.Hour  // a station is good for so long after its site's day: files travel slowly
	codeBytes  = 15                  // of chance in a code: 24 characters
	tokenBytes = 32
)

// Station is a machine at a site, as the house above knows it.
type Station struct {
	ID         string
	Activity   string // the site
	Name       string
	Key        ed25519.PublicKey
	EnrolledBy string
	Enrolled   day.Instant
	Until      day.Instant
	Revoked    day.Instant // 0 while it may
	RevokedWhy string

	Beat     Beat
	Taken    int64 // envelopes
	Troubles int64

	issuerKey string
}

// Beat is how a station was when it was last heard of.
type Beat struct {
	Seen    day.Instant // 0 for never
	Via     Via
	Made    int64 // envelopes made so far
	Waiting int64 // records not yet sent, as the station saw it
	App     string
}

// Via says how something came.
type Via string

const (
	ByNet  Via = "net"
	ByFile Via = "file"
)

// Invite is a code that was not used yet, or the one a station was enrolled by.
type Invite struct {
	Activity string
	Name     string
	MadeBy   string
	MadeAt   day.Instant
	Until    day.Instant // the code is good until
	Shift    day.Instant // the station is good until
	Used     day.Instant
	Station  string

	hash, proof string
}

// Trouble is something that a station brought and that was refused.
type Trouble struct {
	Station string
	N       int64 // of the envelope, 0 for a whole upload
	Device  string
	Text    string
	Via     Via
	Found   day.Instant
}

var (
	invites = []access.Role{access.FederationOfficer, access.UnitOfficer}
	looks   = []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer, access.SiteLead, access.Inspector}
)

var (
	// Inviting makes a code for a station; its object is the site.
	Inviting = act.Verb{Name: "station.invite", Label: "Mời trạm tại điểm", Roles: invites, Over: activity.Over}
	// Revoking takes a station out of use; its object is the site.
	Revoking = act.Verb{Name: "station.revoke", Label: "Thu hồi trạm tại điểm", Roles: invites, Over: activity.Over, Locks: func(id string) []string { return []string{"stations of " + id} }}
	// Seeing reads the stations of a site.
	Seeing = act.Verb{Name: "station.see", Label: "Xem trạm tại điểm", Roles: looks, Over: activity.Over}

	// What the program does when a station calls: the code, the token or the signature is the leave.
	enrolling = act.Verb{Name: "station.enrol", Label: "Ghi danh trạm"}
	taking    = act.Verb{Name: "station.take", Label: "Nhận số liệu từ trạm", Locks: func(id string) []string { return []string{"station " + id} }}
	founding  = act.Verb{Name: "station.found", Label: "Tạo khóa của máy chủ cho các trạm", Locks: func(string) []string { return []string{"station_authority"} }}
	filling   = act.Verb{Name: "station.fill", Label: "Nhận dữ liệu của điểm"}
	keeping   = act.Verb{Name: "station.keep", Label: "Giữ lượt chờ gửi"}
)

// Verbs are what people may do.
var Verbs = []act.Verb{Inviting, Revoking, Seeing}

// Make invites a station for a site and returns the code, which is kept nowhere: show it and forget it.
func Make(tx *db.Tx, site, name string) (code string, err error) {
	a, err := activity.Get(&tx.View, site)
	if err != nil {
		return "", err
	}
	name = viet.Clean(name)
	switch {
	case name == "":
		return "", fault.In("name", "Hãy đặt tên cho trạm, ví dụ “Máy tính xách tay ở cổng chính”.")
	case utf8.RuneCountInString(name) > NameMax:
		return "", fault.In("name", "Tên trạm dài không quá %d ký tự. Hãy viết ngắn lại.", NameMax)
	}
	if _, err := eventOf(&tx.View, site); err != nil {
		return "", err
	}
	shift := a.Day.Add(1).Start() + instant(Afterwards)
	if shift <= tx.At {
		return "", fault.Invalidf("Ngày diễn ra (%s) đã qua, không mời thêm trạm được nữa.", a.Day.VN())
	}
	raw := make([]byte, codeBytes)
	rand.Read(raw) // never fails
	code = spaced(ticket.Encode(raw))
	s := secretOf(code)
	return code, insertInvite(tx, Invite{Activity: site, Name: name, Until: min(tx.At+instant(CodeHolds), shift), Shift: shift, hash: s.name(), proof: s.proof()})
}

func instant(d time.Duration) day.Instant { return day.Instant(d.Microseconds()) }

// spaced writes a code in groups, as people read it aloud.
func spaced(code string) string {
	var parts []string
	for len(code) > 6 {
		parts, code = append(parts, code[:6]), code[6:]
	}
	return strings.Join(append(parts, code), "-")
}

// secret is a code as it was typed, without what people put in between. Three things are made of it that do not tell each other.
type secret string

func secretOf(code string) secret {
	b, _ := ticket.Decode(strings.NewReplacer("-", "", " ", "").Replace(strings.TrimSpace(code)))
	return secret(b)
}

func (s secret) key(what string) []byte {
	k, err := hkdf.Key(sha256.New, []byte(s), nil, "phongtrao station "+what, 32)
	if err != nil {
		panic(err) // the length is right
	}
	return k
}

func (s secret) ok() bool      { return len(s) == codeBytes }
func (s secret) name() string  { return hex.EncodeToString(s.key("name")) }
func (s secret) proof() string { return hex.EncodeToString(s.key("proof")) }

// Holds reports whether the station may still bring something.
func (s Station) Holds(now day.Instant) bool { return s.Revoked == 0 && now < s.Until }

// Revoke takes a station of a site out of use; a reason is required. What was taken in stays.
func Revoke(tx *db.Tx, site, id, why string) error {
	s, err := Get(&tx.View, id)
	switch {
	case err != nil:
		return err
	case s.Activity != site:
		return fault.NotFoundf("Không tìm thấy trạm này ở điểm. Có thể trang đã cũ, hãy tải lại.")
	case s.Revoked != 0:
		return fault.Conflictf("Trạm này đã được thu hồi lúc %s.", s.Revoked.VN())
	}
	if why = viet.Clean(why); why == "" {
		return fault.In("reason", "Hãy ghi lý do thu hồi trạm.")
	}
	return revoke(tx, id, why)
}
