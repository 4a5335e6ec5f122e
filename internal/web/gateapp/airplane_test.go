package gateapp_test

import (
	"crypto/ed25519"
	"encoding/json"
	"strings"
	"testing"

	"phongtrao/internal/base/ticket"
	"phongtrao/internal/browser"
	"phongtrao/internal/gate"
)

// noted is a verdict as the bare page noted it.
type noted struct {
	Text, Word, Name, Door string
	Tags                   []string
	Ms                     float64
}

// TestAirplane is a phone's day: enrolled and loaded with a network, then without one, page and service worker cut off: the program opens,
// the camera reads, the verdicts are right, every record is kept over a reload; the server has seen nothing; when the network is back, all
// is there once, though a receipt broke off in the middle.
func TestAirplane(t *testing.T) {
	e := newEvent(25_000)
	hoa, hoaCode := e.ticket(41, "Nguyễn Thị Hoà", "Áo cỡ M")
	lan, lanCode := e.ticket(42, "Trần Thị Lan", "Áo cỡ S")
	late, _ := e.ticket(30_000, "", "")
	forged := hoa
	forged.Serial = 43
	_, thief, _ := ed25519.GenerateKey(nil)
	other := ticket.Sign(e.key, ticket.Head{Key: 1, Event: 8, Serial: 41})
	stolen := ticket.Sign(thief, ticket.Head{Key: 1, Event: 7, Serial: 44})
	address := func(t ticket.Ticket) string { return t.Address("https://gate.example") }
	const card = "031199001234||NGUYỄN THỊ MẪU|05031999|Nữ|Tổ 1, Phường Mẫu, Hải Phòng|15042021"

	pack := e.pack(t)
	if len(pack) > 3_000_000 {
		t.Errorf("a list of 25,000 has %d bytes", len(pack))
	}
	s := newServer(t, pack)
	b := browser.StartFilming(t, browser.Film(t, address(hoa), address(forged), address(late), card))
	p := b.Open(t, browser.Phone, s.url+"/gate/#MOI-1")
	p.Wait("the core", `globalThis.gate`)
	if got := browser.Eval[string](p, `gate.core.enrol("x").catch((e) => e.message)`); got != "Mã mời này đã dùng." {
		t.Errorf("a code that is none: %q", got)
	}
	browser.Eval[bool](p, `gate.core.enrol("MOI-1").then(() => gate.core.loadList()).then(() => true)`)
	if rows := browser.Eval[int](p, `gate.core.state().list?.rows ?? 0`); rows != 25_000 {
		t.Errorf("the list has %d rows", rows)
	}
	p.Wait("the service worker", `navigator.serviceWorker.controller`)
	p.Wait("a first batch", `gate.core.state().online && gate.core.state().offset !== null`)

	p.Offline(true)
	browser.Eval[bool](p, `gate.core.sendNow().then(() => true)`) // what was on its way has arrived, and another try has failed
	s.look(func() { s.cut = true })
	p.Go(s.url + "/gate/")
	p.Wait("the core without a network", `globalThis.gate && gate.core.state().list`)
	browser.Eval[bool](p, `gate.film().then(() => true)`)
	p.Wait("all codes of the film, and the first once more", `gate.seen.filter((s) => s.text === "`+address(hoa)+`").length > 1 && new Set(gate.seen.map((s) => s.text)).size === 4`)
	browser.Eval[bool](p, `gate.camera.stop(), true`)

	first := map[string]noted{}
	for _, n := range browser.Eval[[]noted](p, `gate.seen`) {
		if was, ok := first[n.Text]; !ok {
			first[n.Text] = n
		} else if (was.Word == "welcome" || was.Word == "unlisted" || was.Word == "walked_in") && (n.Word != "again" || n.Door != "Cổng A") {
			t.Errorf("a second time: %+v", n)
		}
	}
	for text, want := range map[string]string{address(hoa): "welcome", address(forged): "forged", address(late): "unlisted", card: "walked_in"} {
		if got := first[text].Word; got != want {
			t.Errorf("%.60s: %s, want %s", text, got, want)
		}
	}
	if n := first[address(hoa)]; n.Name != "Nguyễn Thị Hoà" || strings.Join(n.Tags, ",") != "Áo cỡ M" {
		t.Errorf("the ticket opens its row as %+v", n)
	}

	word := func(call string) string {
		t.Helper()
		return browser.Eval[string](p, call+`.then((s) => s.word)`)
	}
	for text, want := range map[string]string{stolen.Text(): "forged", other.Text(): "other_event", "https://zalo.me/g/abc": "garbage", "": "garbage"} {
		if got := word(`gate.core.seen("` + text + `")`); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if got := word(`gate.core.code("` + strings.ToLower(hoaCode) + `")`); got != "again" {
		t.Errorf("the short code of who came: %s", got)
	}
	if got := browser.Eval[[]int](p, `gate.core.findWhole("nguyen THI hòa").then((r) => r.map((x) => x.serial))`); len(got) != 1 || got[0] != 41 {
		t.Errorf("found by name: %v", got)
	}
	if got := word(`gate.core.code("` + lanCode + `")`); got != "welcome" {
		t.Errorf("another short code: %s", got)
	}
	browser.Eval[bool](p, `gate.core.undo(gate.core.state().last.seq, "").then(() => true)`)
	if got := word(`gate.core.seen("` + lan.Text() + `").then((s) => gate.core.give(s, "shirt"))`); got != "welcome" {
		t.Errorf("a shirt for who came in after an undoing: %s", got)
	}
	if got := word(`gate.core.seen("` + hoa.Text() + `").then((s) => gate.core.decide(s, true, "Ra ngoài quay lại"))`); got != "again" {
		t.Errorf("who comes back: %s", got)
	}
	browser.Eval[bool](p, `gate.core.block({ unit: "u0", label: "CĐCS Dệt", people: 42, counters: ["Lan", "Hùng"], what: "came" }).then(() => true)`)
	made := browser.Eval[int](p, `gate.core.records(1).then((r) => r[0].seq)`)

	p.Go(s.url + "/gate/")
	p.Wait("the core after a second reload", `globalThis.gate && gate.core.state().list`)
	if got := browser.Eval[int](p, `gate.core.state().waiting`); got != made {
		t.Errorf("%d records wait after a reload, want %d", got, made)
	}
	if got := word(`gate.core.seen("` + lan.Text() + `")`); got != "again" {
		t.Errorf("who came before the reload: %s", got)
	}
	if got := browser.Eval[string](p, `gate.core.endShift().then(() => "", (e) => e.message)`); !strings.HasPrefix(got, "Còn ") {
		t.Errorf("a shift ends with records that wait: %q", got)
	}
	file := browser.Eval[string](p, `gate.core.exportFile().then((b) => b.text())`)
	made++
	s.look(func() {
		// A new page's first requests can come before the browser has cut it off; they find a dead line. What is asked for every second does not.
		if len(s.arrived) > 3 || len(s.records) > 0 {
			t.Errorf("without a network there arrived %d records, and %v", len(s.records), s.arrived)
		}
		s.cut, s.breakOff = false, 1
	})

	p.Offline(false)
	browser.Eval[bool](p, `gate.core.sendNow().then(() => gate.core.sendNow()).then(() => true)`)
	p.Wait("nothing to wait", `gate.core.state().waiting === 0`)
	s.look(func() {
		for _, o := range s.other {
			t.Error(o)
		}
		if len(s.records) != made {
			t.Errorf("%d records arrived, want %d", len(s.records), made)
		}
		if s.twice == 0 {
			t.Error("the batch whose receipt broke off was not sent again")
		}
		for seq, text := range s.records {
			if strings.Contains(text, "031199001234") || strings.Contains(text, "Phường Mẫu") {
				t.Errorf("record %d holds what stands on a card: %s", seq, text)
			}
		}
		if s.beat.Pack != "v1" || s.beat.App == "" {
			t.Errorf("the phone says of itself %+v", s.beat)
		}
		carried(t, file, s.key, len(s.records))
	})
	browser.Eval[bool](p, `gate.core.endShift().then(() => true)`)
	p.Wait("a phone that knows nothing", `globalThis.gate && gate.core.state().stage === "enrol" && gate.core.state().list === null`)
}

// carried reads the file of a queue as somebody does who carries it for the phone.
func carried(t *testing.T, file string, key ed25519.PublicKey, records int) {
	t.Helper()
	var f struct {
		Device  string
		Batches []struct {
			Body      string
			Signature []byte
		}
	}
	if err := json.Unmarshal([]byte(file), &f); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, b := range f.Batches {
		if !ed25519.Verify(key, append([]byte(gate.BatchDomain), b.Body...), b.Signature) {
			t.Error("a batch of the file is not signed")
		}
		var batch gate.Batch
		if err := json.Unmarshal([]byte(b.Body), &batch); err != nil {
			t.Fatal(err)
		}
		n += len(batch.Scans) + len(batch.Blocks)
	}
	if f.Device != "d1" || n != records {
		t.Errorf("the file of %q holds %d records, want %d", f.Device, n, records)
	}
}
