package ticket_test

import (
	"bytes"
	"crypto/ed25519"
	"strings"
	"testing"

	"phongtrao/internal/base/ticket"
)

var key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))

func TestThereAndBack(t *testing.T) {
	for _, h := range []ticket.Head{{1, 1, 1, 0}, {255, 65535, 1<<32 - 1, 255}, {1, 7, 22_000, 3}} {
		made := ticket.Sign(key, h)
		text := made.Text()
		if len(text) != ticket.TextSize {
			t.Fatalf("%d characters", len(text))
		}
		for _, form := range []string{text, strings.ToLower(text), made.Address("https://gate.example/"), " " + text + "\n"} {
			got, err := ticket.Parse(form)
			if err != nil || got != made || !got.Verify(key.Public().(ed25519.PublicKey)) {
				t.Errorf("%q: %+v, %v", form, got, err)
			}
		}
		made.Serial++
		if made.Verify(key.Public().(ed25519.PublicKey)) {
			t.Error("another serial passes under the same signature")
		}
	}
}

func TestNoTicket(t *testing.T) {
	for _, s := range []string{"", "T", "https://example.com", strings.Repeat("0", ticket.TextSize), strings.Repeat("U", ticket.TextSize),
		"031199001234||NGUYỄN THỊ MẪU|05031999|Nữ|Hải Phòng|15042021"} {
		if got, err := ticket.Parse(s); err == nil {
			t.Errorf("%q is taken for %+v", s, got)
		}
	}
}

// One wrong character, or two neighbours changed about, is always noticed.
func TestCode(t *testing.T) {
	code := ticket.Code(0x2_1234_5678)
	plain := strings.ReplaceAll(code, "-", "")
	if got, ok := ticket.ReadCode(strings.ToLower(plain)); !ok || got != code {
		t.Fatalf("%q, %v", got, ok)
	}
	for i := range plain {
		for _, c := range "0123456789ABCDEFGHJKMNPQRSTVWXYZ" {
			if byte(c) == plain[i] {
				continue
			}
			if got, ok := ticket.ReadCode(plain[:i] + string(c) + plain[i+1:]); ok {
				t.Errorf("%q passes for %q", got, code)
			}
		}
		if i > 0 && plain[i] != plain[i-1] {
			if got, ok := ticket.ReadCode(plain[:i-1] + string(plain[i]) + string(plain[i-1]) + plain[i+1:]); ok {
				t.Errorf("%q passes for %q", got, code)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(ticket.Sign(key, ticket.Head{Key: 1, Event: 2, Serial: 3}).Text())
	f.Add("HTTPS://X/T/00")
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := ticket.Parse(s); err == nil {
			if again, err := ticket.Parse(got.Text()); err != nil || again != got {
				t.Errorf("%q: %+v, then %+v, %v", s, got, again, err)
			}
		}
		if code, ok := ticket.ReadCode(s); ok {
			if again, ok := ticket.ReadCode(code); !ok || again != code {
				t.Errorf("%q: %q, then %q", s, code, again)
			}
		}
	})
}
