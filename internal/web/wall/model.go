package wall

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/live"
	"phongtrao/internal/passport"
)

// model is what the page is drawn with.
type model struct {
	N      *live.Numbers
	F      frame
	Stage  bool
	Stream string            // where the next frames come from
	Proof  string            // where the total's passport is, "" for who may not see it
	Proofs map[string]string // the same by site
}

func newModel(n *live.Numbers) model { return model{N: n, F: frameOf(n)} }

// proven adds the ways to the passports, for who is signed in.
func (m *model) proven() {
	if m.N.Indicator == "" || m.N.Phase == live.Before {
		return
	}
	q := ledger.Question{Indicator: m.N.Indicator, Period: day.Period{From: m.N.Day, To: m.N.Day}, Campaign: m.N.Campaign}
	m.Proof, m.Proofs = "/figures?"+passport.Query(q).Encode(), map[string]string{}
	for _, s := range m.N.Sites {
		q.Activity = s.Activity
		m.Proofs[s.Activity] = "/figures?" + passport.Query(q).Encode()
	}
}

// crowd is the class for how many lanes there are.
func (m model) crowd() string {
	switch n := len(m.N.Lanes); {
	case n <= 4:
		return "few"
	case n <= 14:
		return "usual"
	case n <= 24:
		return "many"
	}
	return "crowded"
}

// kicker stands over the title.
func (m model) kicker() string {
	parts := []string{m.N.Host}
	if n := len(m.N.Lanes); n > 1 {
		parts = append(parts, strconv.Itoa(n)+" điểm cầu")
	}
	if m.N.Begins > 0 {
		parts = append(parts, fmt.Sprintf("bắt đầu %02d:%02d", m.N.Begins/60, m.N.Begins%60))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func (m model) day() string {
	return upper(viet.Weekday(m.N.Day.Weekday())) + ", " + m.N.Day.VN()
}

// label is what the large number counts.
func (m model) label() string {
	switch m.N.Phase {
	case live.Before:
		return upper(m.N.Of) + " đã đăng ký"
	case live.After:
		if m.N.Published != nil && m.N.Published.Lo > 0 {
			return "Kết quả được công bố"
		}
		return "Kết quả quét vé, chưa công bố"
	}
	return upper(m.N.Of) + " đã " + lower(m.N.Came)
}

func (m model) goal() string {
	if m.N.Promised {
		return "Chỉ tiêu " + ui.Int(m.N.Target)
	}
	return "Dự kiến " + ui.Int(m.N.Target)
}

// starts is when the day begins: with its first wave, else at midnight.
func (m model) starts() day.Instant {
	return m.N.Day.Start() + day.Instant(time.Duration(m.N.Begins)*time.Minute/time.Microsecond)
}

func (m model) start() string {
	if m.N.Phase != live.Before {
		return ""
	}
	return strconv.FormatInt(int64(m.starts())/1000, 10)
}

func (m model) countdown() string {
	d := time.Duration(max(0, m.starts()-m.N.At)) * time.Microsecond
	h := int(d / time.Hour)
	clock := fmt.Sprintf("%02d:%02d", h%24, int(d/time.Minute)%60)
	if h >= 24 {
		return strconv.Itoa(h/24) + " ngày " + clock
	}
	return clock
}

// stamp is when the numbers were made.
func (m model) stamp() string { return m.N.At.Time().Format("15:04:05") }

// chosen is one kind of evidence of the published figure.
type chosen struct{ Number, Label string }

func (m model) evidence() (all []chosen) {
	if m.N.Published == nil {
		return []chosen{{"–", "chưa công bố"}}
	}
	for _, e := range ledger.Kinds {
		if n := m.N.Published.ByEvidence[e]; n > 0 {
			all = append(all, chosen{ui.Int(n), e.Label()})
		}
	}
	if all == nil {
		all = []chosen{{"–", "chưa công bố"}}
	}
	return all
}

func lower(s string) string { return first(s, unicode.ToLower) }
func upper(s string) string { return first(s, unicode.ToUpper) }

func first(s string, to func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(to(r)) + s[n:]
}

// long reports whether a name needs smaller letters to fit its column.
func long(name string) bool { return utf8.RuneCountInString(name) > 15 }
