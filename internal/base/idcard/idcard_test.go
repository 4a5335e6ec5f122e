package idcard_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/base/idcard"
)

// line is a case that the phones' own reader answers too.
type line struct {
	Note     string           `json:"note"`
	Text     string           `json:"text"`
	Kind     idcard.Kind      `json:"kind"`
	Number   string           `json:"number"`
	Name     string           `json:"name"`
	Birth    string           `json:"birth"`
	Sex      string           `json:"sex"`
	Warnings []idcard.Warning `json:"warnings"`
}

func read(t testing.TB) (lines []line) {
	raw, err := os.ReadFile("testdata/cards.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &lines); err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestCards(t *testing.T) {
	lines := read(t)
	if len(lines) < 40 {
		t.Fatalf("only %d cases", len(lines))
	}
	for _, l := range lines {
		kind, c := idcard.Read(l.Text)
		got := line{l.Note, l.Text, kind, c.Number, c.Name, c.Birth, c.Sex, append([]idcard.Warning{}, c.Warnings...)}
		if d := cmp.Diff(l, got); d != "" {
			t.Errorf("%s: %q\n%s", l.Note, l.Text, d)
		}
	}
}

// Nothing but the seven fields' number, name, day and sex is ever taken: no address, no parents, no old number.
func TestTakesLittle(t *testing.T) {
	kind, c := idcard.Read("031199001234|123456789|Nguyễn Thị Mẫu|05031999|Nữ|Ngõ Bí Mật|15042021|031199007777|Cha Bí Mật|Mẹ Bí Mật|x")
	raw, err := json.Marshal(c)
	if kind != idcard.IsCard || err != nil {
		t.Fatal(kind, err)
	}
	for _, secret := range []string{"Bí Mật", "123456789", "7777", "15042021"} {
		if strings.Contains(string(raw), secret) {
			t.Errorf("%s holds %q", raw, secret)
		}
	}
	if c.Last() != "1234" || c.Year() != 1999 {
		t.Error(c.Last(), c.Year())
	}
}

func FuzzRead(f *testing.F) {
	for _, l := range read(f) {
		f.Add(l.Text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		kind, c := idcard.Read(s)
		if kind != idcard.IsCard {
			if c.Number+c.Name+c.Birth+c.Sex != "" || c.Warnings != nil {
				t.Errorf("%q: a %s with %+v", s, kind, c)
			}
			return
		}
		if len(c.Number) != 12 || c.Name == "" || !utf8.ValidString(c.Name) || len(c.Last()) != 4 {
			t.Errorf("%q: %+v", s, c)
		}
		if again, d := idcard.Read(c.Number + "||" + c.Name + "|" + day(c.Birth) + "|" + c.Sex + "|x|01012021"); again != idcard.IsCard || d.Name != c.Name || d.Birth != c.Birth || d.Sex != c.Sex {
			t.Errorf("%q: %+v, then %s %+v", s, c, again, d)
		}
	})
}

func day(birth string) string {
	if birth == "" {
		return ""
	}
	return birth[8:] + birth[5:7] + birth[:4]
}
