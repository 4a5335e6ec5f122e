package people

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"phongtrao/internal/base/day"
)

// However an attacker times the attempts, and from however many addresses, one login is tried at most twelve times in any hour.
func TestTriesInAnHour(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		slow := &throttle{tries: map[string]tries{}}
		now := day.Instant(1 << 50)
		var tried []day.Instant
		for i := range rapid.IntRange(1, 300).Draw(r, "attempts") {
			now += micros(time.Duration(rapid.IntRange(0, 400).Draw(r, "seconds")) * time.Second)
			if slow.begin(now, "an", fmt.Sprint(i)) == 0 {
				tried = append(tried, now)
			}
			for len(tried) > 0 && tried[0] <= now-micros(time.Hour) {
				tried = tried[1:]
			}
			if len(tried) > 12 {
				r.Fatalf("%d attempts within an hour", len(tried))
			}
		}
	})
}

func TestThrottleByAddress(t *testing.T) {
	slow := &throttle{tries: map[string]tries{}}
	now := day.Instant(1 << 50)
	for i := range addressTries {
		if slow.begin(now, fmt.Sprint(i), "office") != 0 {
			t.Fatalf("attempt %d must wait", i)
		}
	}
	if slow.begin(now, "another", "office") == 0 || slow.begin(now, "another", "home") != 0 {
		t.Error("the address is not what is slowed down")
	}
	slow.right("0", "office") // the one that was right frees the others
	if slow.begin(now, "yet another", "office") != 0 {
		t.Error("the office is still waiting")
	}
}

func TestThrottleIsBounded(t *testing.T) {
	slow := &throttle{tries: map[string]tries{}}
	now := day.Instant(1 << 50)
	for range loginTries {
		slow.begin(now, "an", "x")
	}
	for i := range throttleMax {
		slow.begin(now, fmt.Sprint("someone", i), fmt.Sprint("somewhere", i))
	}
	if len(slow.tries) > throttleMax+1 || slow.begin(now, "an", "y") == 0 {
		t.Errorf("%d remembered, and who must wait was forgotten", len(slow.tries))
	}
}
