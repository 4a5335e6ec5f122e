package gateapp_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/web/gateapp"
)

// guest is somebody on the list of the site.
type guest struct {
	serial uint32
	name   string
	unit   int
	site   int
	shows  string
	code   string
	gone   bool // the ticket was taken back
}

// site answers a phone as the server does, as far as a phone can see, and remembers what it heard. What the real server makes of
// batches is tested where it is made.
type site struct {
	t    *testing.T
	http *httptest.Server
	key  ed25519.PrivateKey
	salt []byte
	off  time.Duration // the server's clock beside the phone's

	mu      sync.Mutex
	revoked bool
	old     bool
	heard   []string // what was asked for
	scans   map[int64]gate.Scan
	blocks  map[int64]gate.Block
}

const (
	eventNumber = 7
	packName    = "v1"
)

var guests = []guest{
	{serial: 1, name: "Nguyễn Thị Hồng Nhung", shows: "Áo cỡ M", code: ticket.Code(1001)},
	{serial: 2, name: "Lê Minh Tuấn", unit: 1, code: ticket.Code(1002)},
	{serial: 3, name: "Phạm Văn Dũng", code: ticket.Code(1003)},
	{serial: 4, name: "Đỗ Thị Lan", site: 1, code: ticket.Code(1004)},
	{serial: 5, name: "Trần Văn Bình", unit: 1, gone: true, code: ticket.Code(1005)},
	{serial: 6, name: "Hoà Thị Thuý", code: ticket.Code(1006)},
}

func newSite(t *testing.T) *site {
	s := &site{t: t, key: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{3}, 32)), salt: bytes.Repeat([]byte{9}, 32), scans: map[int64]gate.Scan{}, blocks: map[int64]gate.Block{}}
	mux := http.NewServeMux()
	mux.Handle("GET "+gateapp.Prefix, gateapp.Handler())
	mux.HandleFunc("GET /api/v1/gate/time", func(w http.ResponseWriter, _ *http.Request) { s.say(w, map[string]int64{"now": s.now()}) })
	mux.HandleFunc("POST /api/v1/gate/enrol", s.enrol)
	mux.HandleFunc("GET /api/v1/gate/pack", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"`+packName+`"`)
		_, _ = w.Write(s.pack())
	})
	mux.HandleFunc("POST /api/v1/gate/batch", s.batch)
	mux.HandleFunc("GET /api/v1/gate/news", func(w http.ResponseWriter, _ *http.Request) { s.say(w, gate.News{}) })
	mux.HandleFunc("GET /api/v1/gate/search", func(w http.ResponseWriter, _ *http.Request) {
		s.say(w, map[string]any{"rows": []map[string]any{{"serial": 6, "name": guests[5].name, "unit": "CĐCS May Đồi Chè", "code": guests[5].code}}})
	})
	s.http = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.heard = append(s.heard, r.URL.Path)
		s.mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.http.Close)
	return s
}

func (s *site) now() int64 { return time.Now().Add(s.off).UnixMilli() }

func (s *site) say(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.t.Error(err)
	}
}

func (s *site) fault(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(map[string]any{"title": "Không được", "detail": detail, "status": status}); err != nil {
		s.t.Error(err)
	}
}

func (s *site) enrol(w http.ResponseWriter, r *http.Request) {
	var e gate.Enrolment
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil || e.Code != "CUAA-1234" {
		s.fault(w, http.StatusConflict, "Mã này đã dùng cho một máy khác. Xin trưởng điểm một mã mới.")
		return
	}
	s.say(w, gate.Enrolled{Device: "d1", Token: "t1", Door: "Cổng A2", Name: "Hùng", Until: s.now() + 8*3600_000, Now: s.now()})
}

func (s *site) batch(w http.ResponseWriter, r *http.Request) {
	var b gate.Batch
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
		s.fault(w, http.StatusUnprocessableEntity, "Không đọc được.")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.old:
		s.fault(w, http.StatusUpgradeRequired, "Bản đang chạy đã cũ. Hãy nạp lại trang.")
		return
	case s.revoked:
		s.fault(w, http.StatusForbidden, "Trưởng điểm đã cho máy này ngừng soát vé.")
		return
	}
	answers := []gate.Answer{}
	for _, c := range b.Scans {
		s.scans[c.Seq] = c
		answers = append(answers, gate.Answer{Seq: c.Seq, Word: c.Said, Counts: c.Admitted})
	}
	for _, c := range b.Blocks {
		s.blocks[c.Seq] = c
		answers = append(answers, gate.Answer{Seq: c.Seq, Word: rule.Welcome, Counts: true})
	}
	s.say(w, gate.Receipt{Protocol: gate.Protocol, Now: s.now(), Answers: answers})
}

// forget begins to listen anew.
func (s *site) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heard = nil
}

// silent fails the test where anything was heard. Chromium itself looks whether the service worker is new, past the airplane mode of its
// tools; that request carries nothing.
func (s *site) silent() {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, path := range s.heard {
		if path != gateapp.Prefix+"sw.js" {
			s.t.Errorf("in airplane mode the server heard %s", path)
		}
	}
}

// total counts who came in, by the records that arrived.
func (s *site) total(what string) (n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	undone := map[int64]bool{}
	for _, c := range s.scans {
		undone[c.Undoes] = true
	}
	for _, c := range s.scans {
		if c.What == what && c.Admitted && c.Said != rule.Again && c.Undoes == 0 && !undone[c.Seq] {
			n += max(1, c.People)
		}
	}
	return n
}

func (s *site) scan(find func(gate.Scan) bool) (gate.Scan, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.scans {
		if find(c) {
			return c, true
		}
	}
	return gate.Scan{}, false
}

func (s *site) block() (gate.Block, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.blocks {
		return b, true
	}
	return gate.Block{}, false
}

// ticket is the address in the code of a ticket; unlisted ones have numbers beyond the list.
func (s *site) ticket(serial uint32) string {
	return ticket.Sign(s.key, ticket.Head{Key: 1, Event: eventNumber, Serial: serial}).Address("https://run.example")
}

// forged is a ticket that somebody else signed.
func (s *site) forged(serial uint32) string {
	return ticket.Sign(ed25519.NewKeyFromSeed(bytes.Repeat([]byte{4}, 32)), ticket.Head{Key: 1, Event: eventNumber, Serial: serial}).Address("https://run.example")
}

func (s *site) pack() []byte {
	now := time.UnixMilli(s.now())
	h := gate.PackHeader{
		Protocol: gate.Protocol, Version: packName, Event: eventNumber, Name: "Giải chạy Vì sức khoẻ công nhân", Day: now.Format("2006-01-02"), Expires: s.now() + 12*3600_000, Made: s.now(),
		Salt: base64.StdEncoding.EncodeToString(s.salt), Keys: map[string]string{"1": base64.StdEncoding.EncodeToString(s.key.Public().(ed25519.PublicKey))},
		Door: gate.PackDoor{ID: "a2", Name: "Cổng A2", What: "came"}, Sites: []gate.PackSite{{ID: "s1", Name: "KCN Đồi Chè"}, {ID: "s2", Name: "KCN Sông Trăng"}},
		Units:    []gate.PackUnit{{ID: "u1", Name: "CĐCS May Đồi Chè", Search: viet.Fold("CĐCS May Đồi Chè")}, {ID: "u2", Name: "CĐCS Giày Sông Trăng", Search: viet.Fold("CĐCS Giày Sông Trăng")}},
		Services: []gate.PackService{{Key: "came", Label: "Vào cổng"}, {Key: "shirt", Label: "Nhận áo", After: true}, {Key: "meal", Label: "Suất ăn", After: true}},
		WalkIns:  true,
	}
	head, err := json.Marshal(h)
	if err != nil {
		s.t.Fatal(err)
	}
	b := []byte(gate.PackMagic)
	b = binary.BigEndian.AppendUint32(b, uint32(len(head)))
	b = append(b, head...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(guests)))
	for _, g := range guests {
		flags := byte(0)
		if g.gone {
			flags = 1
		}
		b = binary.BigEndian.AppendUint32(b, g.serial)
		b = append(b, byte(g.site), 255, 0, flags)
		b = binary.BigEndian.AppendUint16(b, uint16(g.unit))
		mac := hmac.New(sha256.New, s.salt)
		mac.Write([]byte("code:" + g.code))
		b = append(b, mac.Sum(nil)[:8]...)
		name, err := pbkdf2.Key(sha256.New, viet.Fold(g.name), append([]byte("name:"), s.salt...), gate.NameRounds, 8)
		if err != nil {
			s.t.Fatal(err)
		}
		b = append(b, name...)
		sealed := s.seal(g)
		b = binary.BigEndian.AppendUint16(b, uint16(len(sealed)))
		b = append(b, sealed...)
	}
	return b
}

func (s *site) seal(g guest) []byte {
	key := ticket.Sign(s.key, ticket.Head{Key: 1, Event: eventNumber, Serial: g.serial}).RowKey(append(bytes.Clone(s.salt), packName...))
	block, err := aes.NewCipher(key)
	if err != nil {
		s.t.Fatal(err)
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		s.t.Fatal(err)
	}
	return box.Seal(nil, make([]byte, box.NonceSize()), []byte(strings.Join([]string{g.name, g.shows}, "\u001f")), nil)
}
