package gateapp_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/web/gateapp"
)

// bare stands in place of the screens: it notes every verdict, lets in whom the phone asks about, and gives the core to the test.
const bare = `
import { start } from "./core/start";
import { verify } from "./core/crypt";
const seen = [];
const { core, camera } = await start();
const look = async (text, ms) => {
	const began = performance.now();
	let s = await core.seen(text);
	ms += performance.now() - began;
	seen.push({ text, word: s.word, name: s.name, tags: s.tags, ms, at: performance.now(), door: s.first?.door ?? "" });
	if (s.colour === "yellow") await core.decide(s, true, "Có trong danh sách giấy");
};
const film = async () => {
	const video = document.createElement("video");
	document.body.append(video);
	await camera.start(video, look);
};
globalThis.gate = { core, camera, seen, look, film, verify, ready: performance.now() };
`

// oldBrowser takes from a browser what those of 2024 have not.
const oldBrowser = `
for (const name of ["importKey", "generateKey"]) {
	const real = SubtleCrypto.prototype[name];
	SubtleCrypto.prototype[name] = function (...of) { return of.some((x) => x === "Ed25519") ? Promise.reject(new DOMException("", "NotSupportedError")) : real.apply(this, of); };
}
`

// server is what a phone asks, in memory.
type server struct {
	t   testing.TB
	url string

	mu         sync.Mutex
	old        bool     // browsers of 2024
	cut        bool     // nothing may arrive
	arrived    []string // what did while it was cut
	key        ed25519.PublicKey
	codes      map[string]bool
	pack       []byte
	records    map[int64]string // by number: what arrived, as text
	twice      int              // records that arrived more than once
	other      []string         // what must not happen
	beat       gate.Beat
	status     int   // answers batches with this, if it is not 0
	unreadable int64 // a batch with this number is not read at all
	breakOff   int   // the next batches are taken, and their receipts cut off
	news       gate.News
}

func newServer(t testing.TB, pack []byte) *server {
	s := &server{t: t, pack: pack, codes: map[string]bool{"MOI-1": true}, records: map[int64]string{}}
	script := bundle(t, bare)
	program := gateapp.Handler()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /gate/", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/gate/app.") && strings.HasSuffix(r.URL.Path, ".js") {
			w.Header().Set("Content-Type", "text/javascript")
			if s.old {
				_, _ = io.WriteString(w, oldBrowser)
			}
			_, _ = w.Write(script)
			return
		}
		program.ServeHTTP(w, r)
	})
	mux.HandleFunc("GET /api/v1/gate/time", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"now":%d}`, time.Now().UnixMilli())
	})
	mux.HandleFunc("POST /api/v1/gate/enrol", s.enrol)
	mux.HandleFunc("GET /api/v1/gate/pack", s.list)
	mux.HandleFunc("POST /api/v1/gate/batch", s.batch)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		cut := s.cut && r.URL.Path != "/gate/sw.js" // the browser itself, past what a test can cut off, looks whether the service worker is the newest
		if cut {
			s.arrived = append(s.arrived, r.Method+" "+r.URL.Path)
		}
		s.mu.Unlock()
		if cut {
			panic(http.ErrAbortHandler) // the line is dead from this side too
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	s.url = web.URL
	return s
}

func (s *server) fault(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"title":"x","detail":%q,"status":%d}`, detail, status)
}

func (s *server) enrol(w http.ResponseWriter, r *http.Request) {
	var e gate.Enrolment
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil {
		s.fault(w, 422, err.Error())
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.codes[e.Code] {
		s.fault(w, 409, "Mã mời này đã dùng.")
		return
	}
	delete(s.codes, e.Code)
	s.key, _ = base64.StdEncoding.DecodeString(e.PublicKey)
	s.write(w, gate.Enrolled{Device: "d1", Token: "tok", Door: "Cổng A", Name: "Máy 1", Until: time.Now().Add(time.Hour).UnixMilli(), Now: time.Now().UnixMilli()})
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer tok" {
		s.fault(w, 401, "Không rõ máy này.")
		return
	}
	w.Header().Set("ETag", `"v1"`)
	if r.Header.Get("If-None-Match") == `"v1"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(s.pack)
}

func (s *server) batch(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the phone went away
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.status != 0 {
		s.fault(w, s.status, "Máy này đã thôi dùng.")
		return
	}
	sig, _ := base64.StdEncoding.DecodeString(r.Header.Get("Signature"))
	if len(s.key) != ed25519.PublicKeySize || !ed25519.Verify(s.key, append([]byte(gate.BatchDomain), body...), sig) {
		s.other = append(s.other, "a batch is not signed by the phone")
	}
	var b gate.Batch
	if err := json.Unmarshal(body, &b); err != nil {
		s.other = append(s.other, err.Error())
		return
	}
	s.beat = b.Beat
	if len(b.Scans)+len(b.Blocks) > 200 {
		s.other = append(s.other, "a batch of more than 200")
	}
	for _, x := range b.Scans {
		if x.Seq == s.unreadable {
			s.fault(w, 422, "Không đọc được.")
			return
		}
	}
	receipt := gate.Receipt{Protocol: 1, Now: time.Now().UnixMilli(), News: s.news}
	keep := func(seq int64, v any) {
		text, _ := json.Marshal(v)
		if was, ok := s.records[seq]; ok {
			s.twice++
			if was != string(text) {
				s.other = append(s.other, fmt.Sprintf("number %d has two contents: %s and %s", seq, was, text))
			}
		}
		s.records[seq] = string(text)
		receipt.Answers = append(receipt.Answers, gate.Answer{Seq: seq, Counts: true})
	}
	for _, x := range b.Scans {
		keep(x.Seq, x)
	}
	for _, x := range b.Blocks {
		keep(x.Seq, x)
	}
	for s.records[receipt.Through+1] != "" {
		receipt.Through++
	}
	if s.breakOff > 0 && len(receipt.Answers) > 0 {
		s.breakOff--
		w.Header().Set("Content-Length", "9999")
		_, _ = w.Write([]byte(`{"protocol":1,"thro`)) // the line breaks in the middle of the receipt
		return
	}
	s.write(w, receipt)
}

func (s *server) write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.other = append(s.other, err.Error())
	}
}

// look returns what the server has.
func (s *server) look(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// bundle builds a script that stands in src, as tools/bundle builds the program.
func bundle(t testing.TB, text string) []byte {
	t.Helper()
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	worker := ""
	for _, address := range kept(t) {
		if regexp.MustCompile(`^/gate/worker\.[0-9a-f]+\.js$`).MatchString(address) {
			worker = address
		}
	}
	alias := map[string]string{"idb": "idb/index.js", "@noble/ed25519": "noble-ed25519/index.js"}
	for name, file := range alias {
		alias[name] = filepath.Join(root, "third", file)
	}
	r := api.Build(api.BuildOptions{Stdin: &api.StdinOptions{Contents: text, ResolveDir: filepath.Join(root, "src"), Loader: api.LoaderTS}, Bundle: true, Format: api.FormatESModule,
		Target: api.ES2022, Charset: api.CharsetUTF8, TsconfigRaw: "{}", Define: map[string]string{"WORKER": fmt.Sprintf("%q", worker)}, Alias: alias})
	if len(r.Errors) > 0 {
		t.Fatal(api.FormatMessages(r.Errors, api.FormatMessagesOptions{}))
	}
	return r.OutputFiles[0].Contents
}

// event is an invented event with a list for the phone's test.
type event struct {
	header gate.PackHeader
	rows   map[uint32]packRow
	key    ed25519.PrivateKey
	salt   []byte
}

func newEvent(rows int) *event {
	key := ed25519.NewKeyFromSeed([]byte("an invented key for these tests."))
	e := &event{key: key, salt: []byte("salt of the event"), rows: map[uint32]packRow{}}
	now := time.Now()
	e.header = gate.PackHeader{
		Protocol: 1, Version: "v1", Event: 7, Name: "Những bước chân khoẻ đẹp", Day: now.Format(time.DateOnly), Expires: now.Add(6 * time.Hour).UnixMilli(), Made: now.UnixMilli(),
		Salt: base64.StdEncoding.EncodeToString(e.salt), Keys: map[string]string{"1": base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))},
		Door: gate.PackDoor{ID: "a", Name: "Cổng A", What: "came"}, Sites: []gate.PackSite{{ID: "s0", Name: "KCN Vĩnh Sơn"}, {ID: "s1", Name: "KCN Hồ Sen"}},
		Units: []gate.PackUnit{{ID: "u0", Name: "CĐCS Dệt", Search: "cdcs det"}}, Slots: []gate.PackSlot{},
		Services: []gate.PackService{{Key: "came", Label: "Vào cổng"}, {Key: "shirt", Label: "Nhận áo", After: true}}, WalkIns: true, Used: []gate.Used{},
	}
	rnd := rand.New(rand.NewPCG(8, 9))
	for i := range rows {
		sealed := make([]byte, 44)
		for j := range sealed {
			sealed[j] = byte(rnd.Uint32())
		}
		e.rows[uint32(i+1)] = packRow{serial: uint32(i + 1), slot: 255, code: rnd.Uint64(), name: rnd.Uint64(), sealed: sealed}
	}
	return e
}

// ticket makes a true ticket; with a name it stands in the list, sealed.
func (e *event) ticket(serial uint32, name, show string) (ticket.Ticket, string) {
	t := ticket.Sign(e.key, ticket.Head{Key: 1, Event: 7, Serial: serial})
	code := ticket.Code(uint64(serial) * 7919)
	if name == "" {
		delete(e.rows, serial)
		return t, code
	}
	mac := hmac.New(sha256.New, e.salt)
	mac.Write([]byte("code:" + code))
	tag, err := pbkdf2.Key(sha256.New, viet.Fold(name), append([]byte("name:"), e.salt...), gate.NameRounds, 8)
	if err != nil {
		panic(err)
	}
	block, err := aes.NewCipher(t.RowKey(append(slices.Clone(e.salt), e.header.Version...)))
	if err != nil {
		panic(err)
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	e.rows[serial] = packRow{serial: serial, slot: 255, code: binary.BigEndian.Uint64(mac.Sum(nil)), name: binary.BigEndian.Uint64(tag),
		sealed: seal.Seal(nil, make([]byte, 12), []byte(name+"\x1f"+show), nil)}
	return t, code
}

func (e *event) pack(t testing.TB) []byte {
	rows := make([]packRow, 0, len(e.rows))
	for _, serial := range slices.Sorted(maps.Keys(e.rows)) {
		rows = append(rows, e.rows[serial])
	}
	return writePack(t, e.header, rows)
}
