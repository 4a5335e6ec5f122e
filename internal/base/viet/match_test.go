package viet_test

import (
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"

	"phongtrao/internal/base/viet"
)

func TestMatch(t *testing.T) {
	const hp = "Liên đoàn Lao động TP Hải Phòng"
	for _, c := range []struct {
		query, candidate string
		from, to         viet.Score
	}{
		{hp, hp, viet.SameWord, viet.SameWord},
		{norm.NFD.String(hp), hp, viet.SameWord, viet.SameWord},
		{"lien doan lao dong tp hai phong", hp, viet.SameLetters, viet.SameLetters},
		{"BCD", "BCĐ", viet.SameLetters, viet.SameLetters}, // CK-15
		{"Trung Ương", "Trung ương", viet.SameWord, viet.SameWord},
		{"Hoà Bình", "Hòa Bình", viet.SameWord, viet.SameWord},
		{"lien doan", hp, viet.Begins, viet.SameLetters},
		{"lien doan hai phong", hp, viet.InOrder, viet.Begins},
		{"hai phong", hp, viet.InOrder, viet.Begins},
		{"ldld hai phong", hp, viet.InOrder, viet.Begins},
		{"LĐLĐ TP Hải Phòng", hp, viet.InOrder, viet.Begins},
		{"ldld tphp", "LĐLĐ TP Hải Phòng", 0, 0}, // an abbreviation that jumps over an abbreviation is nobody's
		{"liên đoàn lao động thành phố Hải Phòng", hp, viet.InOrder, viet.Begins},
		{"khu công nghiệp vsip", "KCN VSIP", viet.InOrder, viet.Begins},
		{"nta", "Nguyễn Thị An", viet.InOrder, viet.Begins},
		{"nguyen van tuan", "Nguyễn Văn Tuấn", viet.SameLetters, viet.SameLetters},
		{"tuan nguyen", "Nguyễn Văn Tuấn", viet.Anywhere, viet.InOrder},
		{"Sews-Componets", "Công ty TNHH Sews-Components Việt Nam", viet.Suggestion, viet.Anywhere}, // CK-15
		{"Công ty TNHH Sews-Componets Việt Nam", "Công ty TNHH Sews-Components Việt Nam", viet.Suggestion, viet.Anywhere},
		{"lai chua", "Lai Châu", viet.Suggestion, viet.Anywhere},
		{"Lí Thường Kiệt", "Lý Thường Kiệt", viet.Suggestion, viet.Anywhere},
		{"xam son", "Sầm Sơn", viet.Suggestion, viet.Anywhere},
		{"Hưng Yên", hp, 0, 0},
		{"", hp, 0, 0}, {"x", "", 0, 0},
	} {
		got := viet.Match(c.query, c.candidate)
		if got < c.from || got >= c.to && c.from != c.to || c.from == c.to && got != c.from {
			t.Errorf("Match(%q, %q) = %d, want from %d below %d", c.query, c.candidate, got, c.from, c.to)
		}
		if got.Sure() != (c.from >= viet.Anywhere) {
			t.Errorf("Match(%q, %q) sure = %v", c.query, c.candidate, got.Sure())
		}
	}
}

func TestExactMarksRankFirst(t *testing.T) {
	for query, want := range map[string][]string{
		"hưng": {"Hưng Yên", "Hùng Vương"},
		"Hùng": {"Hùng Vương", "Nguyễn Văn Hùng", "Nguyễn Văn Hưng"},
		"hoà":  {"Hòa", "Hoa", "Hòa Bình"},
	} {
		q := viet.NewQuery(query)
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortStableFunc(got, func(a, b string) int { return int(q.Score(viet.NewEntry(b)) - q.Score(viet.NewEntry(a))) })
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	q, e := viet.NewQuery("lien doan hai phong"), viet.NewEntry("Liên đoàn Lao động TP Hải Phòng")
	for b.Loop() {
		q.Score(e)
	}
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		viet.Fold("Công đoàn cơ sở Công ty TNHH Sews-Components Việt Nam")
	}
}
