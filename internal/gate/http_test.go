package gate_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/act"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/people"
	"phongtrao/internal/roster"
	"phongtrao/internal/web"
)

// ask asks the whole program, as a phone does.
func ask(t *testing.T, h http.Handler, method, path, token string, body any, header ...string) (int, []byte, http.Header) {
	t.Helper()
	var send io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		send = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		send = bytes.NewReader(text)
	}
	r := httptest.NewRequest(method, path, send)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, w.Body.Bytes(), w.Header()
}

// A phone is enrolled, loads its list, opens a row with a ticket, sends, hears what was given elsewhere, looks for a name. A code shown
// twice is refused and stands in the log.
func TestOverHTTP(t *testing.T) {
	p := build(t, roster.Settings{WalkIns: true, Choices: []roster.Choice{{Key: "shirt", Label: "Cỡ áo", Options: []string{"S", "M"}, Show: true}}}, 12)
	h := web.Handler(p.house, web.Options{})
	code := p.invite(0)
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	e := gate.Enrolment{Protocol: 1, Code: code, PublicKey: base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey)), App: "t"}
	status, body, _ := ask(t, h, "POST", "/api/v1/gate/enrol", "", e)
	var done gate.Enrolled
	if json.Unmarshal(body, &done) != nil || status != 200 || done.Door != "Cổng A" || done.Token == "" {
		t.Fatalf("%d %s", status, body)
	}
	if status, body, head := ask(t, h, "POST", "/api/v1/gate/enrol", "", e); status != 409 || !strings.Contains(string(body), "Máy 0") || head.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %s", status, body)
	}
	p.See(func(v *db.View) error {
		all, err := act.Log(v, act.Filter{Verb: gate.RefusingCode.Name})
		if len(all) != 1 || !strings.Contains(all[0].Note, "lại được gửi đến") || all[0].Object != p.sites[0] {
			t.Errorf("%+v", all)
		}
		return err
	})
	status, pack, head := ask(t, h, "GET", "/api/v1/gate/pack", done.Token, nil)
	if status != 200 {
		t.Fatalf("%d %s", status, pack)
	}
	if status, body, _ := ask(t, h, "GET", "/api/v1/gate/pack", done.Token, nil, "If-None-Match", head.Get("ETag")); status != 304 || len(body) != 0 {
		t.Errorf("%d", status)
	}
	header, rows := unpack(t, pack)
	if len(rows) != 12 || header.Door.Name != "Cổng A" || header.Services[0].Key != roster.Came || len(header.Sites) != 3 || len(header.Units) != 3 || !header.WalkIns {
		t.Fatalf("%+v, %d rows", header, len(rows))
	}
	salt, err := base64.StdEncoding.DecodeString(header.Salt)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range p.texts {
		tk, err := ticket.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		row := rows[tk.Serial]
		name, err := open(tk.RowKey(append(salt, header.Version...)), row.sealed)
		if err != nil || !strings.HasPrefix(name, "Nguyễn Văn Số ") || row.unit != uint16(i%3) {
			t.Errorf("%d: %q %v %+v", i, name, err, row)
		}
		if other, err := ticket.Parse(p.texts[(i+1)%12]); err != nil {
			t.Error(err)
		} else if _, err := open(other.RowKey(append(salt, header.Version...)), row.sealed); err == nil {
			t.Error("another ticket opens the row")
		}
	}
	if bytes.Contains(pack, []byte("Nguyễn")) {
		t.Error("the list names somebody")
	}

	at := p.Clock.Now().UnixMilli()
	b := gate.Batch{Protocol: 1, Device: done.Device, Sent: at, Made: 1, Beat: gate.Beat{Battery: 50, Storage: 3, Pack: header.Version},
		Scans: []gate.Scan{{Seq: 1, At: at, What: roster.Came, How: rule.ByTicket, Ticket: p.texts[0], Said: rule.Welcome, Admitted: true}}}
	status, body, _ = ask(t, h, "POST", "/api/v1/gate/batch", done.Token, b)
	var got gate.Receipt
	if err := json.Unmarshal(body, &got); err != nil || status != 200 || got.Through != 1 || !got.Answers[0].Counts || got.News.Changed || got.News.Revoked {
		t.Fatalf("%d %s %v", status, body, err)
	}
	other := p.enrol(1)
	status, body, _ = ask(t, h, "GET", "/api/v1/gate/news?since=0", other.token, nil)
	var news gate.News
	if err := json.Unmarshal(body, &news); err != nil || status != 200 || len(news.Used) != 1 || news.Used[0].Subject != roster.SubjectTicket(p.tickets[0].Serial) || news.Used[0].Door != "Cổng A" {
		t.Fatalf("%d %s", status, body)
	}
	if r := other.send(); len(r.News.Used) != 1 || r.News.Cursor != 1 {
		t.Errorf("%+v", r)
	}
	status, body, _ = ask(t, h, "GET", "/api/v1/gate/search?q="+url.QueryEscape("so 12"), done.Token, nil)
	if status != 200 || !strings.Contains(string(body), `"name":"Nguyễn Văn Số 12"`) || strings.Contains(string(body), "Số 11") {
		t.Errorf("%d %s", status, body)
	}
	if status, body, _ := ask(t, h, "GET", "/api/v1/gate/search?q=n", done.Token, nil); status != 422 {
		t.Errorf("%d %s", status, body)
	}
	last := 0
	for range 25 {
		last, _, _ = ask(t, h, "GET", "/api/v1/gate/search?q=nguyen", done.Token, nil)
	}
	if last != 503 {
		t.Errorf("a phone may look for names without end: %d", last)
	}

	// What is no batch, or too old, or of nobody.
	text, _ := json.Marshal(b)
	for name, c := range map[string]struct {
		token, body string
		want        int
	}{
		"cut off":        {done.Token, string(text[:len(text)/2]), 422},
		"not JSON":       {done.Token, "x", 422},
		"too old":        {done.Token, strings.Replace(string(text), `"protocol":1`, `"protocol":-1`, 1), 426},
		"another's":      {other.token, string(text), 422},
		"no token":       {"", string(text), 401},
		"a wrong token":  {"gt_x", string(text), 401},
		"much too large": {done.Token, `{"device":"` + strings.Repeat("x", gate.BodyMax) + `"}`, 422},
		"too many":       {done.Token, `{"protocol":1,"device":"` + done.Device + `","scans":[` + strings.Repeat(`{"seq":1},`, gate.BatchMax) + `{"seq":2}]}`, 422},
	} {
		if status, body, _ := ask(t, h, "POST", "/api/v1/gate/batch", c.token, c.body); status != c.want {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
}

// A phone's token opens no page and no operation; an officer's session and a program's key open nothing of the phones'.
func TestTokensApart(t *testing.T) {
	p := build(t, roster.Settings{}, 0)
	h := web.Handler(p.house, web.Options{})
	f := p.enrol(0)
	for _, path := range []string{"/", "/campaigns", "/log", "/api/v1/units"} {
		if status, body, _ := ask(t, h, "GET", path, f.token, nil); status == 200 {
			t.Errorf("%s: %d %.200s", path, status, body)
		}
	}
	secret, err := people.NewSecret(t.Context(), "chau", "a long enough secret")
	if err != nil {
		t.Fatal(err)
	}
	p.Write(func(tx *db.Tx) error {
		id, err := people.Add(tx, people.Person{Name: "Châu", Unit: p.head})
		if err != nil {
			return err
		}
		return people.SetPassword(tx, id, "chau", secret, "")
	})
	session, _, err := p.house.Entrance.SignIn(t.Context(), "chau", "a long enough secret", "test", "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	for _, route := range []string{"GET pack", "GET news", "GET search", "POST batch"} {
		method, path, _ := strings.Cut(route, " ")
		for name, header := range map[string][]string{"cookie": {"Cookie", "phongtrao=" + session}, "bearer": {"Authorization", "Bearer " + session}} {
			if status, body, _ := ask(t, h, method, "/api/v1/gate/"+path, "", nil, header...); status != 401 {
				t.Errorf("%s with a session as %s: %d %s", route, name, status, body)
			}
		}
	}
	// Taken out of use: at once, though what it recorded before is still taken in.
	s := f.batch()
	p.Clock.Advance(time.Minute)
	p.Do(gate.RevokingDevice, p.sites[0], func(tx *db.Tx) error { return gate.RevokeDevice(tx, p.sites[0], f.dev.ID, "mất máy") })
	for _, path := range []string{"pack", "news?since=0", "search?q=nguyen"} {
		if status, body, _ := ask(t, h, "GET", "/api/v1/gate/"+path, f.token, nil); status != 403 || !strings.Contains(string(body), "thu hồi") {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if status, body, _ := ask(t, h, "POST", "/api/v1/gate/batch", f.token, s); status != 403 {
		t.Errorf("%d %s", status, body)
	}
}

type packRow struct {
	site, slot, flags byte
	unit              uint16
	sealed            []byte
}

// unpack reads a pack by the words of packformat.go.
func unpack(t *testing.T, b []byte) (h gate.PackHeader, rows map[uint32]packRow) {
	t.Helper()
	rest, ok := bytes.CutPrefix(b, []byte(gate.PackMagic))
	if !ok {
		t.Fatal("no pack")
	}
	n := binary.BigEndian.Uint32(rest)
	if err := json.Unmarshal(rest[4:4+n], &h); err != nil {
		t.Fatal(err)
	}
	rest = rest[4+n:]
	count := binary.BigEndian.Uint32(rest)
	rest = rest[4:]
	rows = map[uint32]packRow{}
	for range count {
		size := int(binary.BigEndian.Uint16(rest[26:]))
		rows[binary.BigEndian.Uint32(rest)] = packRow{rest[4], rest[5], rest[7], binary.BigEndian.Uint16(rest[8:]), rest[28 : 28+size]}
		rest = rest[28+size:]
	}
	if len(rest) != 0 {
		t.Fatalf("%d bytes behind the rows", len(rest))
	}
	return h, rows
}

func open(key, sealed []byte) (string, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		return "", err
	}
	text, err := box.Open(nil, make([]byte, 12), sealed, nil)
	return string(text), err
}
