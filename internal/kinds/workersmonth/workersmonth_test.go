package workersmonth_test

import (
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/workersmonth"
	"phongtrao/internal/ledger"
)

// TestLaunch is CK-12: the launch of 9/5/2023 lies inside the month, eight days after its start.
func TestLaunch(t *testing.T) {
	f := workersmonth.Launch(day.Of(2023, 5, 9), workersmonth.Month(2023))
	if f.Level != kind.Note || f.NeedsExplanation || f.Text != "Lễ phát động ngày 09/05/2023 nằm trong tháng 5/2023, sau ngày đầu 8 ngày." {
		t.Errorf("%+v", f)
	}
	if f := workersmonth.Launch(day.Of(2023, 5, 1), workersmonth.Month(2023)); !strings.HasSuffix(f.Text, "đúng ngày đầu.") {
		t.Errorf("%+v", f)
	}
	for _, out := range []day.Day{day.Of(2023, 4, 30), day.Of(2023, 6, 1)} {
		if f := workersmonth.Launch(out, workersmonth.Month(2023)); f.Level != kind.Doubt || !f.NeedsExplanation || !strings.Contains(f.Text, "nằm ngoài tháng 5/2023") {
			t.Errorf("%s: %+v", out, f)
		}
	}
}

func TestCheck(t *testing.T) {
	q := ledger.Exactly
	for _, c := range []struct {
		name   string
		values kind.Values
		want   []string
	}{
		{"fits", kind.Values{workersmonth.Events: q(12), workersmonth.Dialogues: q(3), workersmonth.Petitions: q(30), workersmonth.PetitionsResolved: q(20), workersmonth.PetitionsForwarded: q(10)}, nil},
		{"more answered than raised", kind.Values{workersmonth.Petitions: q(30), workersmonth.PetitionsResolved: q(31)}, []string{"workersmonth.resolved"}},
		{"answered while sent on", kind.Values{workersmonth.Petitions: q(30), workersmonth.PetitionsResolved: q(20), workersmonth.PetitionsForwarded: q(11)}, []string{"workersmonth.petitions"}},
		{"more dialogues than events", kind.Values{workersmonth.Events: q(1), workersmonth.Dialogues: q(2)}, []string{"workersmonth.dialogues"}},
	} {
		var got []string
		for _, f := range kind.Check(workersmonth.Kind{}, c.values) {
			got = append(got, f.Rule)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
	}
}
