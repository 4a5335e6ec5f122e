package tickets

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/run"
	"phongtrao/internal/roster"
)

// What an officer writes as lines comes back as it was, and what was there before keeps its key, whatever its place.
func TestWords(t *testing.T) {
	s := kind.Gate(run.Kind{})
	if d := cmp.Diff(s.Services, readServices(writeServices(s.Services), s.Services)); d != "" {
		t.Error(d)
	}
	if got, err := readChoices(writeChoices(s.Choices), s.Choices); err != nil || !cmp.Equal(s.Choices, got) {
		t.Error(err, cmp.Diff(s.Choices, got))
	}
	services := readServices("Vào cổng (sau khi vào)\nPhát quà\nVề đích (SAU KHI VÀO)\nphát  quà", s.Services)
	want := []roster.Service{{Key: "came", Label: "Vào cổng"}, {Key: "phat_qua", Label: "Phát quà"}, {Key: "finishers", Label: "Về đích", After: true}, {Key: "phat_qua2", Label: "phát quà"}}
	if d := cmp.Diff(want, services); d != "" {
		t.Error(d)
	}
	before := []roster.Slot{{Key: "1", Label: "Đợt 1", From: 360, Until: 420}, {Key: "2", Label: "Đợt 2"}}
	for _, text := range []string{"Đợt 2 | 7:00 – 8:30\nĐợt sớm: 5h30 đến 6h\nĐợt 1 | 6 giờ - 7 giờ", "Đợt 2 | 7:00-8:30\r\n\nĐợt sớm 5:30–6:00\nđợt 1 6g tới 7g"} {
		slots, err := readSlots(text, before)
		if err != nil || len(slots) != 3 || slots[0].Key != "2" || slots[0].From != 420 || slots[0].Until != 510 || slots[1].Key != "3" || slots[1].Label != "Đợt sớm" || slots[1].From != 330 || slots[2].Key != "1" || slots[2].Until != 420 {
			t.Errorf("%+v, %v", slots, err)
		}
		if again, err := readSlots(writeSlots(slots), slots); err != nil || !cmp.Equal(again, slots) {
			t.Errorf("%+v, %v", again, err)
		}
	}
	for _, bad := range []string{"Đợt 1 | 25:00 – 26:00", "6:00 – 7:00"} {
		if _, err := readSlots(bad, nil); err == nil {
			t.Errorf("%q is a wave", bad)
		}
	}
	for _, bad := range []string{"Cỡ áo", ": S, M", "Cỡ áo:"} {
		if _, err := readChoices(bad, nil); err == nil {
			t.Errorf("%q is a question", bad)
		}
	}
	if got := initials("KCN Tràng Duệ"); got != "TD" {
		t.Errorf("initials %q", got)
	}
}

// Any lines at all are read without harm, and services always begin with coming in.
func FuzzWords(f *testing.F) {
	f.Add("Vào cổng\nNhận áo (sau khi vào)", "Đợt 1 | 6:00 – 7:00", "Cỡ áo: S, M (hiện ở cổng)")
	f.Add("(", "99:99–1:1", ":,;")
	f.Fuzz(func(t *testing.T, services, slots, choices string) {
		got := readServices(services, nil)
		seen := map[string]bool{}
		for i, s := range got {
			if seen[s.Key] || s.Key == "" || i == 0 && s.Key != roster.Came {
				t.Fatalf("%q: %+v", services, got)
			}
			seen[s.Key] = true
		}
		if all, err := readSlots(slots, nil); err == nil {
			for _, s := range all {
				if s.Key == "" || strings.TrimSpace(s.Label) == "" {
					t.Fatalf("%q: %+v", slots, all)
				}
			}
		}
		if all, err := readChoices(choices, nil); err == nil {
			for _, c := range all {
				if c.Key == "" || len(c.Options) == 0 {
					t.Fatalf("%q: %+v", choices, all)
				}
			}
		}
	})
}
