package gate_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"phongtrao/internal/api/phones"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
	"phongtrao/internal/roster"
	"phongtrao/internal/web"
)

// The queue of a phone that found no network is carried by another as a file: it counts once, whoever brings it and however often; a word
// changed in it, and nothing of it is taken in.
func TestCarried(t *testing.T) {
	p := build(t, roster.Settings{WalkIns: true}, 3)
	h := web.Handler(p.house, web.Options{})
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	_, body, _ := ask(t, h, "POST", "/api/v1/gate/enrol", "", gate.Enrolment{Protocol: 1, Code: p.invite(0), App: "t",
		PublicKey: base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))})
	var lost gate.Enrolled
	if err := json.Unmarshal(body, &lost); err != nil {
		t.Fatal(err)
	}
	carrier := p.enrol(1)

	at := p.Clock.Now().UnixMilli()
	batch := gate.Batch{Protocol: 1, Device: lost.Device, Sent: at, Made: 2, Scans: []gate.Scan{
		{Seq: 1, At: at, What: roster.Came, How: rule.ByTicket, Ticket: p.texts[0], Said: rule.Welcome, Admitted: true},
		{Seq: 2, At: at, What: roster.Came, How: rule.ByPlus, People: 4, Said: rule.WalkedIn, Admitted: true}}}
	text, err := json.Marshal(batch)
	if err != nil {
		t.Fatal(err)
	}
	type signed struct {
		Body      string `json:"body"`
		Signature string `json:"signature"`
	}
	file := func(body string) map[string]any {
		signature := ed25519.Sign(key, append([]byte(gate.BatchDomain), text...))
		return map[string]any{"gate": 1, "device": lost.Device, "batches": []signed{{body, base64.StdEncoding.EncodeToString(signature)}}}
	}
	for _, c := range []struct {
		name, token string
		body        any
		status      int
	}{
		{"without a token", "", file(string(text)), 401},
		{"more people than were signed", carrier.token, file(strings.Replace(string(text), `"people":4`, `"people":40`, 1)), 422},
		{"another phone's name on it", carrier.token, map[string]any{"gate": 1, "device": carrier.dev.ID, "batches": file(string(text))["batches"]}, 422},
		{"no such phone", carrier.token, map[string]any{"gate": 1, "device": "x"}, 404},
		{"no such file", carrier.token, "{", 422},
	} {
		if status, body, _ := ask(t, h, "POST", "/api/v1/gate/carried", c.token, c.body); status != c.status {
			t.Errorf("%s: %d %s, want %d", c.name, status, body, c.status)
		}
	}
	if n := p.runners("", ""); n != 0 {
		t.Fatalf("%d people came by files that are not believed", n)
	}
	for range 2 {
		status, body, _ := ask(t, h, "POST", "/api/v1/gate/carried", carrier.token, file(string(text)))
		var done phones.Carried
		if err := json.Unmarshal(body, &done); err != nil || status != 200 || done.Records != 2 || len(done.Refused) != 0 || done.Name == "" {
			t.Errorf("%d %s", status, body)
		}
	}
	batch.Cursor = 1
	if status, body, _ := ask(t, h, "POST", "/api/v1/gate/batch", lost.Token, batch); status != 200 || !strings.Contains(string(body), `"through":2`) || strings.Contains(string(body), `"refused":[{`) {
		t.Errorf("the phone itself, later: %d %s", status, body)
	}
	if n := p.runners("", ""); n != 5 {
		t.Errorf("%d people came, want 5", n)
	}
}
