package gateapp_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"modernc.org/quickjs"

	"phongtrao/internal/base/idcard"
	"phongtrao/internal/base/ticket"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

// browserParts are what a browser has and the engine of these tests has not.
const browserParts = `
globalThis.TextEncoder = class { encode(s) { const b = unescape(encodeURIComponent(s)); return Uint8Array.from(b, (c) => c.charCodeAt(0)); } };
globalThis.TextDecoder = class { decode(b) { return decodeURIComponent(escape(String.fromCharCode(...new Uint8Array(b.buffer ?? b, b.byteOffset ?? 0, b.byteLength)))); } };`

// twins are those parts of the program of which Go has a second one. Each takes and gives JSON.
const twins = `
import { counts, decide } from "./rule";
import { checkCode, parseTicket, readCode } from "./core/ticket";
import { fold } from "./core/fold";
import { readCard } from "./core/card";
import { Pack } from "./core/pack";
import { best, Clock, measured } from "./core/clock";
const hex = (b) => Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
export const verdict = (f) => decide(f);
export const counted = (f) => counts(decide(f), true);
export const ticket = (s) => { const t = parseTicket(s); return t ? { key: t.key, event: t.event, serial: t.serial, class: t.class, text: t.text, signed: hex(t.signed), signature: hex(t.signature) } : null; };
export const code = (s) => readCode(s);
export const check = (s) => checkCode(s);
export const folded = (s) => fold(s);
export const card = (s) => { const r = readCard(s); return { kind: r.kind, number: "", name: "", birth: "", sex: "", warnings: [], ...r.card }; };
export const pack = (b) => {
	try {
		const p = new Pack(Uint8Array.from(b.match(/../g) ?? [], (x) => parseInt(x, 16)).buffer);
		const row = (r) => r && { ...r, sealed: hex(r.sealed), unitName: p.unit(r) };
		return { header: p.header, rows: p.rows, find: [1, 2, 3, 4].map((n) => row(p.find(n)) ?? null), code: row(p.findCode(0x0102030405060708n)) ?? null, names: p.findName(0x1112131415161718n).map(row) };
	} catch (e) { return { error: String(e.message) }; }
};
export const clocks = (looks) => best(looks.map(([a, b, c]) => measured(a, b, c)));
export const turned = ([offset, ...walls]) => { let i = 0; const c = new Clock(offset, () => walls[i++]); return walls.map(() => c.true()); };
`

// engine runs the program's own parts, bundled as for a browser, without one.
type engine struct {
	t  testing.TB
	vm *quickjs.VM
}

func newEngine(t testing.TB) engine {
	t.Helper()
	src, err := filepath.Abs("src")
	if err != nil {
		t.Fatal(err)
	}
	r := api.Build(api.BuildOptions{Stdin: &api.StdinOptions{Contents: twins, ResolveDir: src, Loader: api.LoaderTS}, Bundle: true, Format: api.FormatIIFE, GlobalName: "twin",
		Target: api.ES2022, Charset: api.CharsetUTF8, TsconfigRaw: "{}"})
	if len(r.Errors) > 0 {
		t.Fatal(api.FormatMessages(r.Errors, api.FormatMessagesOptions{}))
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := vm.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, text := range []string{browserParts, string(r.OutputFiles[0].Contents), `globalThis.ask = (name, json) => JSON.stringify(twin[name](JSON.parse(json)));`} {
		if _, err := vm.Eval(text, quickjs.EvalGlobal); err != nil {
			t.Fatal(err)
		}
	}
	return engine{t, vm}
}

// ask calls one twin.
func ask[T any](e engine, name string, in any) (out T) {
	e.t.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		e.t.Fatal(err)
	}
	said, err := e.vm.Call("ask", name, string(raw))
	if err != nil {
		e.t.Fatalf("%s(%s): %v", name, raw, err)
	}
	if err := json.Unmarshal([]byte(said.(string)), &out); err != nil {
		e.t.Fatalf("%s(%s) = %v: %v", name, raw, said, err)
	}
	return out
}

// TestVerdictsOnThePhone holds the phones' rule to the table that holds the server's.
func TestVerdictsOnThePhone(t *testing.T) {
	e := newEngine(t)
	raw, err := os.ReadFile("../../gate/rule/testdata/verdicts.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name  string          `json:"name"`
		Facts json.RawMessage `json:"facts"`
		rule.Verdict
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 300 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, c := range cases {
		if got := ask[rule.Verdict](e, "verdict", c.Facts); got != c.Verdict {
			t.Errorf("%s %s: %+v, want %+v", c.Name, c.Facts, got, c.Verdict)
		}
		if got := ask[bool](e, "counted", c.Facts); got != c.Verdict.Counts(true) {
			t.Errorf("%s %s: counts %v", c.Name, c.Facts, got)
		}
	}
}

// seenTicket is a ticket as the phone read it.
type seenTicket struct {
	Key, Class              uint8
	Event                   uint16
	Serial                  uint32
	Text, Signed, Signature string
}

// TestTicketsOnThePhone: both readers take the same texts, and refuse the same.
func TestTicketsOnThePhone(t *testing.T) {
	e := newEngine(t)
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))
	texts := []string{"", "T", "/T/", "https://example.com", strings.Repeat("0", ticket.TextSize), strings.Repeat("U", ticket.TextSize), "031199001234||NGUYỄN THỊ MẪU|05031999|Nữ|Hải Phòng|15042021"}
	for _, h := range []ticket.Head{{Key: 1, Event: 1, Serial: 1}, {Key: 255, Event: 65535, Serial: 1<<32 - 1, Class: 255}, {Key: 1, Event: 7, Serial: 22_000, Class: 3}} {
		made := ticket.Sign(key, h)
		text := made.Text()
		texts = append(texts, text, strings.ToLower(text), made.Address("https://gate.example/"), " "+text+"\n", text[1:], text+"0", text[:115]+"1",
			strings.NewReplacer("0", "O", "1", "l").Replace(text), "https://gate.example/t/"+text, "x /T/ /T/"+text)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		b := []byte(texts[7+rnd.IntN(len(texts)-7)])
		b[rnd.IntN(len(b))] = " 0OIL1Uz/-|\n"[rnd.IntN(12)]
		texts = append(texts, string(b))
	}
	read := 0
	for _, s := range texts {
		want, err := ticket.Parse(s)
		got := ask[*seenTicket](e, "ticket", s)
		if (err == nil) != (got != nil) {
			t.Errorf("%q: the phone says %v, the server %v", s, got, err)
			continue
		}
		if got == nil {
			continue
		}
		read++
		sig, _ := hex.DecodeString(got.Signature)
		signed, _ := hex.DecodeString(got.Signed)
		if (ticket.Head{Key: got.Key, Event: got.Event, Serial: got.Serial, Class: got.Class}) != want.Head || !bytes.Equal(sig, want.Signature[:]) {
			t.Errorf("%q: %+v, want %+v", s, got, want)
		}
		if again, err := ticket.Parse(got.Text); err != nil || again != want {
			t.Errorf("%q: sent on it is %q", s, got.Text)
		}
		if want.Verify(key.Public().(ed25519.PublicKey)) && !ed25519.Verify(key.Public().(ed25519.PublicKey), signed, sig) {
			t.Errorf("%q: the phone looks at other bytes than were signed", s)
		}
	}
	if read < 50 {
		t.Errorf("only %d texts are tickets", read)
	}
}

// TestCodesOnThePhone: short codes, whole and half typed.
func TestCodesOnThePhone(t *testing.T) {
	e := newEngine(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	good := 0
	for range 400 {
		s := ticket.Code(rnd.Uint64())
		switch rnd.IntN(6) {
		case 0:
			s = strings.ToLower(strings.ReplaceAll(s, "-", ""))
		case 1:
			s = strings.NewReplacer("0", "o", "1", "I").Replace(s)
		case 2:
			b := []byte(s)
			b[rnd.IntN(len(b))] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-U "[rnd.IntN(35)]
			s = string(b)
		case 3:
			s = s[:rnd.IntN(len(s))]
		}
		want, ok := ticket.ReadCode(s)
		if ok {
			good++
		}
		if got := ask[string](e, "code", s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
		if got := ask[string](e, "check", s); (got == "good") != ok || (got == "short") != (len(strings.NewReplacer("-", "", " ", "").Replace(s)) < ticket.CodeSize && !strings.Contains(s, "U")) {
			t.Errorf("%q: %s", s, got)
		}
	}
	if good < 200 {
		t.Errorf("only %d codes are good", good)
	}
}

// TestNamesOnThePhone: a name typed in any spelling has the same key on both sides.
func TestNamesOnThePhone(t *testing.T) {
	e := newEngine(t)
	var names []string
	for _, family := range []string{"Nguyễn", "TRẦN", "Lê", "Phạm", "Hoàng", "Đặng", "Đỗ", "Vũ", "Giàng", "Lò"} {
		for _, rest := range []string{"Thị Hoà", "thị  hòa", "Văn Khoẻ", "Ngọc Khỏe", "Quốc Ưng", "A Lử", "Thuý-Vy", "Thúy Vy", "Đức Ơn", "Xuân Lễ", "ÁNH"} {
			names = append(names, family+" "+rest, norm.NFD.String(family+" "+rest))
		}
	}
	names = append(names, "", " ", "Ðỗ Ðức", "ðỗ", "Trần\u00a0Văn\u200bA", "Lê\u200dB", "O'Brien, Jr.", "ﬁ", "½ x", "Ⅳ", "İSTANBUL", "ŁÓDŹ", "Søren", "日本", "a\u0000b", "x\ty\nz", "…a…b…", "１２３", "H\u0323oa\u0300", "©®", "ΑΣΑΣ", "ß")
	for r := rune(1); r < 0x2100; r += 2 {
		if r < 0x600 || r >= 0x1E00 { // what every version of Unicode knows
			names = append(names, "a"+string(r)+"b")
		}
	}
	for _, n := range names {
		if got, want := ask[string](e, "folded", n), viet.Fold(n); got != want {
			t.Errorf("%q (%x): %q, want %q", n, []rune(n), got, want)
		}
	}
}

// TestCardsOnThePhone holds the phones' reader of cards to the table that holds the server's.
func TestCardsOnThePhone(t *testing.T) {
	e := newEngine(t)
	raw, err := os.ReadFile("../../base/idcard/testdata/cards.json")
	if err != nil {
		t.Fatal(err)
	}
	type seen struct {
		Note, Text               string
		Kind                     idcard.Kind
		Number, Name, Birth, Sex string
		Warnings                 []idcard.Warning
	}
	var lines []seen
	if err := json.Unmarshal(raw, &lines); err != nil {
		t.Fatal(err)
	}
	if len(lines) < 40 {
		t.Fatalf("only %d cases", len(lines))
	}
	for _, l := range lines {
		got := ask[seen](e, "card", l.Text)
		got.Note, got.Text = l.Note, l.Text
		if d := cmp.Diff(l, got); d != "" {
			t.Errorf("%s: %q\n%s", l.Note, l.Text, d)
		}
	}
}

// TestPackOnThePhone reads a pack written by hand after the description of the format, and no part of it alone.
func TestPackOnThePhone(t *testing.T) {
	e := newEngine(t)
	header := gate.PackHeader{Protocol: 1, Version: "v", Event: 7, Name: "Chạy", Units: []gate.PackUnit{{ID: "a", Name: "CĐ A"}, {ID: "b", Name: "CĐ B"}}}
	whole := writePack(t, header, []packRow{
		{serial: 1, slot: 255, unit: 1, code: 0x0102030405060708, name: 0x1112131415161718, sealed: []byte{1, 2, 3}},
		{serial: 2, site: 3, slot: 2, class: 4, flags: 1, unit: 65535, name: 0x1112131415161718},
		{serial: 4, sealed: bytes.Repeat([]byte{9}, 300)},
	})
	type row struct {
		Serial, Site, Slot, Class, Unit int
		Revoked                         bool
		Sealed, UnitName                string
	}
	type seen struct {
		Error  string
		Header struct {
			Event int
			Name  string
		}
		Rows  int
		Find  []*row
		Code  *row
		Names []row
	}
	got := ask[seen](e, "pack", hex.EncodeToString(whole))
	one, two := row{Serial: 1, Slot: 255, Unit: 1, Sealed: "010203", UnitName: "CĐ B"}, row{Serial: 2, Site: 3, Slot: 2, Class: 4, Revoked: true, Unit: 65535}
	want := seen{Rows: 3, Find: []*row{&one, &two, nil, {Serial: 4, Sealed: strings.Repeat("09", 300), UnitName: "CĐ A"}}, Code: &one, Names: []row{one, two}}
	want.Header.Event, want.Header.Name = 7, "Chạy"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for n := range len(whole) {
		if n%31 != 0 && n < len(whole)-12 {
			continue
		}
		if got := ask[seen](e, "pack", hex.EncodeToString(whole[:n])); got.Error == "" {
			t.Errorf("%d of %d bytes pass for a pack", n, len(whole))
		}
	}
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 60 { // whatever is in it, the reader says so or reads it: it neither hangs nor reads beside it
		b := bytes.Clone(whole)
		for range 1 + rnd.IntN(4) {
			b[rnd.IntN(len(b))] = byte(rnd.Uint32())
		}
		ask[seen](e, "pack", hex.EncodeToString(b))
	}
}

// TestClockOnThePhone: half of the way there and back, the quickest of several looks; a clock that is set back takes the difference with it.
func TestClockOnThePhone(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct {
		looks [][3]int64
		want  any
	}{
		{[][3]int64{{1000, 7_201_050, 1100}}, 7_200_000.0},
		{[][3]int64{{1000, 9000, 4000}, {5000, 5210, 5020}}, 200.0},
		{[][3]int64{{1000, 500, 7000}}, nil},
		{nil, nil},
	} {
		looks := c.looks
		if looks == nil {
			looks = [][3]int64{}
		}
		if got := ask[any](e, "clocks", looks); got != c.want {
			t.Errorf("%v: %v, want %v", c.looks, got, c.want)
		}
	}
	if got := ask[[]int64](e, "turned", []int64{50, 10_000_000, 10_060_000, 2_860_000, 2_920_000}); !cmp.Equal(got, []int64{10_000_050, 10_060_050, 10_060_050, 10_120_050}) {
		t.Errorf("a clock set back by two hours: %v", got)
	}
}

type packRow struct {
	serial            uint32
	site, slot, class uint8
	flags             uint8
	unit              uint16
	code, name        uint64
	sealed            []byte
}

// writePack writes a pack after internal/gate/packformat.go.
func writePack(t testing.TB, h gate.PackHeader, rows []packRow) []byte {
	t.Helper()
	if h.Salt == "" {
		h.Salt = base64.StdEncoding.EncodeToString([]byte("salt"))
	}
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	b := binary.BigEndian.AppendUint32([]byte(gate.PackMagic), uint32(len(text)))
	b = binary.BigEndian.AppendUint32(append(b, text...), uint32(len(rows)))
	for _, r := range rows {
		b = append(binary.BigEndian.AppendUint32(b, r.serial), r.site, r.slot, r.class, r.flags)
		b = binary.BigEndian.AppendUint16(b, r.unit)
		b = binary.BigEndian.AppendUint64(b, r.code)
		b = binary.BigEndian.AppendUint64(b, r.name)
		b = append(binary.BigEndian.AppendUint16(b, uint16(len(r.sealed))), r.sealed...)
	}
	return b
}
