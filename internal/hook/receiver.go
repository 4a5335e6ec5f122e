package hook

import (
	"crypto/rand"
	"net/netip"
	"net/url"
	"slices"

	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
	"phongtrao/internal/token"
)

var givers = []access.Role{access.Administrator, access.FederationOfficer, access.UnitOfficer}

var (
	// Adding is asked over the program that is to be told.
	Adding = act.Verb{Name: "hook.add", Label: "Đặt nơi nhận tin của chương trình", Roles: givers, Over: over}
	// Ending and Replaying are asked over the receiver.
	Ending    = act.Verb{Name: "hook.end", Label: "Bỏ nơi nhận tin của chương trình", Roles: givers, Over: over}
	Replaying = act.Verb{Name: "hook.replay", Label: "Gửi lại tin cho chương trình", Roles: givers, Over: over}
)

// Verbs are all acts on receivers.
var Verbs = []act.Verb{Adding, Ending, Replaying}

// over returns the chain over the unit of a receiver's program, or of a program.
func over(v *db.View, object string) ([]string, error) {
	program := object
	if r, found, err := db.One(v, scanReceiver, receivers+"WHERE r.id = ?", object); err != nil {
		return nil, err
	} else if found {
		program = r.Program
	}
	p, err := token.Get(v, program)
	if err != nil {
		return nil, err
	}
	return org.Over(v, p.Unit)
}

// Receiver is an address at which a program is told.
type Receiver struct {
	ID, Program, URL string
	Topics           []Topic
	Made             day.Instant
	MadeBy           string

	Told     int64 // number of the last event that needs no more telling
	Attempts int64 // at the next one, so far
	Next     day.Instant
	Ended    day.Instant

	secret string
}

// Limits of receivers.
const (
	PerProgram = 5
	URLMax     = 500
)

// Add has a program told at an address, from the next event on, and returns the secret that signatures are made with: show it and forget it.
// private allows addresses inside this network, and without TLS.
func Add(tx *db.Tx, r Receiver, private bool) (id, secret string, err error) {
	p, err := token.Get(&tx.View, r.Program)
	if err != nil {
		return "", "", err
	}
	if !p.Holds(tx.At.Day()) {
		return "", "", fault.Conflictf("Khóa của chương trình không còn hiệu lực nên không gửi tin cho nó được. Hãy cấp khóa mới.")
	}
	if !slices.Contains(p.Verbs, token.Hearing.Name) {
		return "", "", fault.Invalidf("Khóa này không được cấp cho việc “%s”. Hãy cấp khóa có việc ấy.", token.Hearing.Label)
	}
	if err := checkAddress(r.URL, private); err != nil {
		return "", "", err
	}
	if len(r.Topics) == 0 {
		return "", "", fault.In("topics", "Hãy chọn ít nhất một loại tin.")
	}
	for _, t := range r.Topics {
		if !slices.Contains(Topics, t) {
			return "", "", fault.In("topics", "Không có loại tin “%s”. Hãy chọn trong danh sách.", t)
		}
	}
	others, err := Of(&tx.View, r.Program)
	if err != nil {
		return "", "", err
	}
	if n := len(slices.DeleteFunc(others, func(o Receiver) bool { return o.Ended != 0 })); n >= PerProgram {
		return "", "", fault.Invalidf("Chương trình này đã có %d nơi nhận tin. Hãy bỏ nơi không dùng nữa.", n)
	}
	r.ID, r.secret, r.Made, r.MadeBy = tx.ID(), "whs_"+rand.Text(), tx.At, tx.Actor
	if r.Told, err = Head(&tx.View); err != nil {
		return "", "", err
	}
	return r.ID, r.secret, insertReceiver(tx, r)
}

func checkAddress(address string, private bool) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || len(address) > URLMax:
		return fault.In("url", "Địa chỉ “%s” không đúng. Hãy ghi địa chỉ đầy đủ, ví dụ https://may-chu.vn/nhan-tin.", address)
	case u.Scheme != "https" && !(private && u.Scheme == "http"):
		return fault.In("url", "Hãy dùng địa chỉ https://, để tin không bị đọc trên đường.")
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !private && !public(ip) {
		return fault.In("url", "Địa chỉ %s nằm trong mạng nội bộ nên không gửi tin đến được. Hãy dùng địa chỉ công khai.", ip)
	}
	return nil
}

// End stops telling a receiver; a reason is required.
func End(tx *db.Tx, id, reason string) error {
	r, err := Get(&tx.View, id)
	switch {
	case err != nil:
		return err
	case r.Ended != 0:
		return fault.Conflictf("Nơi nhận tin này đã được bỏ lúc %s.", r.Ended.VN())
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do.")
	}
	return insertEnd(tx, id, reason)
}

// Replay has a receiver told again, from an event on.
func Replay(tx *db.Tx, id string, from int64) error {
	r, err := Get(&tx.View, id)
	if err != nil {
		return err
	}
	if r.Ended != 0 {
		return fault.Conflictf("Nơi nhận tin này đã được bỏ lúc %s. Hãy đặt nơi nhận mới.", r.Ended.VN())
	}
	head, err := Head(&tx.View)
	if err != nil {
		return err
	}
	if from < 1 || from > head+1 {
		return fault.In("from", "Chỉ gửi lại được từ tin số 1 đến tin số %d. Hãy ghi số trong khoảng ấy.", head)
	}
	nudge := nudgeOf(tx.DB())
	tx.AfterCommit(func() {
		select {
		case nudge <- struct{}{}:
		default:
		}
	})
	return moveCursor(tx, id, from-1)
}
