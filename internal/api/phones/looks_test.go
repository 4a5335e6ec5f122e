package phones

import "testing"

// A phone has some looks at once and one more every few seconds; another phone has its own.
func TestLooks(t *testing.T) {
	l := looks{left: map[string]look{}}
	for i := range looksAtOnce {
		if wait := l.take("a", 1000); wait != 0 {
			t.Fatalf("look %d waits %d s", i, wait)
		}
	}
	if wait := l.take("a", 1000); wait < 1 || wait > lookSeconds+1 {
		t.Errorf("waits %d s", wait)
	}
	if wait := l.take("b", 1000); wait != 0 {
		t.Errorf("another phone waits %d s", wait)
	}
	later := int64(1000 + lookSeconds*1_000_000)
	if wait := l.take("a", later); wait != 0 {
		t.Errorf("later it waits %d s", wait)
	}
	if wait := l.take("a", later); wait == 0 {
		t.Error("two for one")
	}
}
