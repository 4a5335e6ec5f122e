package campaign

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"phongtrao/internal/base/fault"
)

func TestSplit(t *testing.T) {
	even, err := SplitEvenly(500, 3)
	if err != nil || !slices.Equal(even, []int64{167, 167, 166}) {
		t.Errorf("500 among three: %v (%v)", even, err)
	}
	// members of four unions: 120, 30, 30, 20
	by, err := SplitByWeights(101, []int64{120, 30, 30, 20})
	if err != nil || !slices.Equal(by, []int64{61, 15, 15, 10}) {
		t.Errorf("101 by members: %v (%v)", by, err)
	}
	for _, bad := range []func() ([]int64, error){
		func() ([]int64, error) { return SplitEvenly(5, 0) },
		func() ([]int64, error) { return SplitByWeights(5, []int64{0, 0}) },
		func() ([]int64, error) { return SplitByWeights(5, []int64{1, -1}) },
		func() ([]int64, error) { return SplitByWeights(-5, []int64{1}) },
	} {
		if got, err := bad(); fault.KindOf(err) != fault.Invalid {
			t.Errorf("want a refusal, got %v (%v)", got, err)
		}
	}
}

// TestSplitAddsUp: whatever the weights, the parts add up, none is a whole step from its due, and more weight never gets less.
func TestSplitAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(0, most).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1e12), 1, 40).Draw(t, "weights")
		parts, err := SplitByWeights(total, weights)
		if err != nil {
			if slices.Max(weights) == 0 {
				return
			}
			t.Fatal(err)
		}
		var sum int64
		for i, p := range parts {
			sum += p
			for j, q := range parts {
				if weights[i] > weights[j] && p < q {
					t.Fatalf("weight %d gets %d, weight %d gets %d", weights[i], p, weights[j], q)
				}
			}
		}
		if sum != total {
			t.Fatalf("%v add up to %d, want %d", parts, sum, total)
		}
		even, _ := SplitEvenly(total, len(weights))
		if slices.Max(even)-slices.Min(even) > 1 {
			t.Fatalf("uneven: %v", even)
		}
	})
}
