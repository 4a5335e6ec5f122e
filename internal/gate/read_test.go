package gate_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

func sample() gate.Batch {
	offset := int64(-7_200_000)
	return gate.Batch{Protocol: 1, Device: "d1", Sent: 5, Made: 4, Cursor: 9, Beat: gate.Beat{Battery: 80, Storage: -1, Pack: "v1", PackAt: 3, Offset: -7, App: "a\"b"},
		Scans: []gate.Scan{
			{Seq: 1, At: 1_800_000_000_000, Offset: &offset, What: "came", How: rule.ByTicket, Ticket: "04A0", Said: rule.Welcome, Admitted: true},
			{Seq: 2, At: -5, What: "came", How: rule.ByCard, Card: &gate.Card{Hash: "ab", Last: "1234", Name: "Nguyễn \u2028 Ấn", Year: 1990}, Reason: "đi\tcùng\n"},
			{Seq: 3, What: "came", How: rule.ByPerson, Person: &gate.Person{Name: "Lê 𝒜"}, Unit: "u", People: 2},
			{Seq: 5, Undoes: 1},
		},
		Blocks: []gate.Block{{Seq: 4, At: 7, What: "came", Unit: "u", Label: "x", People: 42, Counters: [2]string{"A", "B"}}}}
}

func TestReadBatch(t *testing.T) {
	want := sample()
	body, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, unread, err := gate.ReadBatch(body)
	if err != nil || len(unread) != 0 || !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v %v %v", got, unread, err)
	}
	// Cut off anywhere it is no batch.
	for i := range body {
		if _, _, err := gate.ReadBatch(body[:i]); err == nil {
			t.Fatalf("%q is read", body[:i])
		}
	}
	for _, c := range []struct {
		name, body string
		seq        int64 // of the unread
	}{
		{"text for a number", `{"scans":[{"seq":1},{"seq":7,"at":"soon"},{"seq":2}]}`, 7},
		{"a part of a number", `{"scans":[{"seq":1},{"at":1.5,"seq":8},{"seq":2}]}`, 8},
		{"no object", `{"scans":[{"seq":1},"x",{"seq":2}]}`, -1},
		{"too large a number", `{"scans":[{"seq":1},{"seq":99999999999999999999},{"seq":2}]}`, -1},
		{"three counters", `{"scans":[{"seq":1},{"seq":2}],"blocks":[{"seq":3,"counters":["a","b","c"]}]}`, 3},
		{"an unknown key", `{"new":{"a":[1,null,true,"x"]},"scans":[{"seq":1,"later":[]},{"seq":2}]}`, 0},
	} {
		b, unread, err := gate.ReadBatch([]byte(c.body))
		if err != nil || len(b.Scans) != 2 || b.Scans[1].Seq != 2 || len(unread) != min(1, int(max(c.seq, -c.seq))) {
			t.Errorf("%s: %+v %v %v", c.name, b, unread, err)
			continue
		}
		if c.seq > 0 && unread[0].Seq != c.seq || c.seq < 0 && unread[0].Seq >= 0 {
			t.Errorf("%s: %+v", c.name, unread[0])
		}
	}
	for _, body := range []string{`[]`, `{"scans":[{"seq":1}`, `{"protocol":"1"}`, `{} {}`, `{"a":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`, "{\"device\":\"\xff\"}", `{"scans":[{"seq":01}]}`} {
		if _, _, err := gate.ReadBatch([]byte(body)); err == nil {
			t.Errorf("%s is read", body)
		}
	}
}

// Whatever is read is read again alike after it was written by the library, and what the library cannot read is not read.
func FuzzReadBatch(f *testing.F) {
	body, _ := json.Marshal(sample())
	f.Add(body)
	f.Add([]byte(`{"scans":[{"seq":1},{"seq":"x"}],"blocks":null,"beat":{}}`))
	f.Add([]byte(`{"device":"\ud83d\ude00\u00e1\/"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		b, unread, err := gate.ReadBatch(body)
		if err != nil {
			return
		}
		if !json.Valid(body) {
			t.Fatalf("%q is no JSON", body)
		}
		again, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		c, rest, err := gate.ReadBatch(again)
		if err != nil || len(rest) != 0 || !reflect.DeepEqual(b, c) {
			t.Errorf("%q: %+v, then %+v, %v", body, b, c, err)
		}
		for _, u := range unread {
			if !json.Valid(u.Raw) {
				t.Errorf("%q", u.Raw)
			}
		}
	})
}
