package gateapp_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/browser"
	"phongtrao/internal/gate"
)

// TestTrouble: a full disk loses nothing and says so, a batch that the server will not read is halved until the one is named, a phone that was
// taken out of use or is too old says what to do and goes on keeping what it has; what was given elsewhere is known here; at midnight the
// list is gone.
func TestTrouble(t *testing.T) {
	e := newEvent(20)
	hoa, _ := e.ticket(1, "Nguyễn Thị Hoà", "")
	lan, lanCode := e.ticket(2, "Trần Thị Lan", "")
	e.header.Used = []gate.Used{{Subject: "t3", What: "came", At: time.Now().UnixMilli() - 60_000, Door: "Cổng Z"}}
	was, _ := e.ticket(3, "Lê Mẫu", "")
	s := newServer(t, e.pack(t))
	p := browser.Start(t).Open(t, browser.Phone, s.url+"/gate/")
	p.Wait("the core", `globalThis.gate`)
	browser.Eval[bool](p, `gate.core.enrol("MOI-1").then(() => gate.core.loadList()).then(() => true)`)
	do := func(script string) string {
		t.Helper()
		return browser.Eval[string](p, `(async () => { `+script+` })()`)
	}
	if got := do(`const s = await gate.core.seen("` + was.Text() + `"); return s.word + " " + s.first.door`); got != "again Cổng Z" {
		t.Errorf("given elsewhere before the list was made: %s", got)
	}

	// A full disk: the record is in memory, is sent, and the volunteer is told.
	got := do(`globalThis.put = IDBObjectStore.prototype.put;
		IDBObjectStore.prototype.put = function (v, k) { if (this.name === "records") { this.transaction.abort(); throw new DOMException("", "QuotaExceededError"); } return put.call(this, v, k); };
		const s = await gate.core.seen("` + hoa.Text() + `"); return s.word + " " + gate.core.state().problem.slice(0, 14)`)
	if got != "welcome Bộ nhớ máy đầy" {
		t.Errorf("a full disk: %q", got)
	}
	p.Wait("the record to arrive all the same", `gate.core.state().waiting === 0`)
	do(`IDBObjectStore.prototype.put = put; await gate.core.plus(3, ""); return ""`)
	if got := do(`return gate.core.state().problem`); got != "" {
		t.Errorf("there is room again: %q", got)
	}

	// The server reads no batch that holds number 6: five others arrive, the sixth is named.
	p.Wait("all sent", `gate.core.state().waiting === 0`)
	s.look(func() { s.unreadable = 6 })
	do(`for (let i = 0; i < 5; i++) await gate.core.plus(1, "u0"); await gate.core.sendNow(); await gate.core.sendNow(); return ""`)
	p.Wait("the rest sent", `gate.core.state().waiting === 0`)
	if got := do(`return JSON.stringify((await gate.core.records(100)).filter((r) => r.state === "refused").map((r) => [r.seq, r.why]))`); got != `[[6,"Không đọc được."]]` {
		t.Errorf("refused: %s", got)
	}
	s.look(func() { s.unreadable = 0 })

	// News: given elsewhere, and freed again.
	s.look(func() {
		s.news = gate.News{Cursor: 9, Used: []gate.Used{{Subject: "t2", What: "came", At: time.Now().UnixMilli(), Door: "Cổng B"}}}
	})
	if got := do(`await gate.core.sendNow(); const s = await gate.core.seen("` + lan.Text() + `"); return s.word + " " + s.first?.door`); got != "again Cổng B" {
		t.Errorf("given elsewhere: %s", got)
	}
	s.look(func() { s.news = gate.News{Cursor: 10, Freed: []gate.Used{{Subject: "t2", What: "came"}}} })
	if got := do(`await gate.core.sendNow(); await gate.core.sendNow(); const s = await gate.core.code("` + lanCode + `"); return s.word`); got != "welcome" {
		t.Errorf("freed elsewhere: %s", got)
	}

	// Too old, then taken out of use.
	p.Wait("all sent", `gate.core.state().waiting === 0`)
	s.look(func() { s.status = 426 })
	if got := do(`await gate.core.plus(1, ""); await gate.core.sendNow(); return gate.core.state().stage + gate.core.state().waiting`); got != "old1" {
		t.Errorf("too old: %s", got)
	}
	s.look(func() { s.status = 403 })
	if got := do(`await gate.core.sendNow(); const s = gate.core.state(); return s.stage + s.waiting + s.problem`); got != "revoked1Máy này đã thôi dùng." {
		t.Errorf("taken out of use: %s", got)
	}
	s.look(func() { s.status = 0; s.news = gate.News{Cursor: 10, Revoked: true} })
	if got := do(`await gate.core.sendNow(); const s = gate.core.state(); return s.stage + s.waiting`); got != "revoked0" {
		t.Errorf("taken out of use, and heard all the same: %s", got)
	}
	s.look(func() {
		for _, o := range s.other {
			t.Error(o)
		}
		var scan gate.Scan
		if err := json.Unmarshal([]byte(s.records[3]), &scan); err != nil || scan.People != 3 || scan.How != "plus" || scan.Offset == nil {
			t.Errorf("record 3 is %s (%v)", s.records[3], err)
		}
	})

	// Midnight.
	p.Wait("the list", `gate.core.state().list`)
	if got := do(`const now = Date.now; Date.now = () => now() + 7 * 3600_000; const s = await gate.core.seen("` + hoa.Text() + `"); Date.now = now; return s.word + gate.core.state().list`); got != "expirednull" {
		t.Errorf("after midnight: %s", got)
	}
	if got := do(`return new Promise((done) => { const o = indexedDB.open("gate"); o.onsuccess = () => { const r = o.result.transaction("list").objectStore("list").count(); r.onsuccess = () => { o.result.close(); done(String(r.result)); }; }; })`); got != "0" {
		t.Errorf("%s lists are kept after midnight", got)
	}
}

// TestOldBrowser: where the browser has no Ed25519, a library looks at signatures, and makes the phone's key.
func TestOldBrowser(t *testing.T) {
	e := newEvent(20)
	hoa, _ := e.ticket(1, "Nguyễn Thị Hoà", "")
	s := newServer(t, e.pack(t))
	s.old = true
	p := browser.Start(t).Open(t, browser.Phone, s.url+"/gate/")
	p.Wait("the core", `globalThis.gate`)
	if got := browser.Eval[bool](p, `crypto.subtle.generateKey("Ed25519", false, ["sign"]).then(() => true, () => false)`); got {
		t.Fatal("this browser is not old")
	}
	browser.Eval[bool](p, `gate.core.enrol("MOI-1").then(() => gate.core.loadList()).then(() => true)`)
	for text, want := range map[string]string{hoa.Text(): "welcome", strings.Replace(hoa.Text(), hoa.Text()[40:44], "0000", 1): "forged"} {
		if got := browser.Eval[string](p, `gate.core.seen("`+text+`").then((s) => s.word)`); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	p.Wait("all sent", `gate.core.state().waiting === 0`)
	s.look(func() {
		for _, o := range s.other {
			t.Error(o)
		}
		if len(s.records) != 2 {
			t.Errorf("%d records", len(s.records))
		}
	})
}

// TestSecondTab: a second tab of the same phone says so and waits; when the first is closed, it goes on by itself.
func TestSecondTab(t *testing.T) {
	s := newSite(t)
	b := browser.Start(t)
	first := b.Open(t, browser.Phone, s.http.URL+"/gate/")
	first.Wait("the first tab", `document.querySelector("#enrol-code")`)
	second := b.Open(t, browser.Phone, s.http.URL+"/gate/")
	second.Wait("what the second tab says", `document.querySelector("h1")?.innerText === "Đang mở ở thẻ khác"`)
	second.Shoot("second-tab")
	first.Go("about:blank")
	second.Wait("the second tab at work", `document.querySelector("#enrol-code")`)
}
