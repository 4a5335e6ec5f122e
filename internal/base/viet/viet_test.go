package viet_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"phongtrao/internal/base/viet"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"610/LĐLĐ", "610/LĐLĐ"},
		{"  Hải   Phòng ", "Hải Phòng"},
		{"Hải\u00a0Phòng", "Hải Phòng"},
		{"Hải\u200bPhòng\ufeff", "Hải Phòng"},
		{"Hải\r\nPhòng\tmới", "Hải Phòng mới"},
		{norm.NFD.String("Liên đoàn Lao động tỉnh Lai Châu"), "Liên đoàn Lao động tỉnh Lai Châu"},
		{"e\u0323\u0302", "ệ"},
		{"e\u0302\u0323", "ệ"},
		{"LÐLÐ, ðoàn viên", "LĐLĐ, đoàn viên"},
		{"khoẻ và khỏe, hoà và hòa", "khoẻ và khỏe, hoà và hòa"}, // the spelling is the writer's
		{"Cẩm Điền – Lương Điền", "Cẩm Điền – Lương Điền"},
		{"a\u00adb\u2066c\x00d\x7fe", "abcde"},
		{"C\xffng", "C\uFFFDng"},
	} {
		if got := viet.Clean(c.in); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCleanLines(t *testing.T) {
	if got, want := viet.CleanLines("  một \r\n\r\n\r\n hai\t ba \n\n"), "một\n\nhai ba"; got != want {
		t.Errorf("CleanLines = %q, want %q", got, want)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", " a  b", "ho\u0300a\u200b", "Ðð\xff", "e\u0323\u0302", strings.Repeat("e\u0323", 3) + strings.Repeat("\u0302", 40)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := viet.Clean(s)
		if viet.Clean(c) != c {
			t.Fatalf("Clean is not settled: %q → %q → %q", s, c, viet.Clean(c))
		}
		if !utf8.ValidString(c) || !norm.NFC.IsNormalString(c) {
			t.Fatalf("Clean(%q) = %q is not NFC", s, c)
		}
		if k := viet.Fold(c); viet.Fold(k) != k || viet.Fold(norm.NFD.String(c)) != k {
			t.Fatalf("Fold is not settled on %q: %q", s, k)
		}
		if l := viet.CleanLines(s); viet.CleanLines(l) != l {
			t.Fatalf("CleanLines is not settled: %q → %q → %q", s, l, viet.CleanLines(l))
		}
	})
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Liên đoàn Lao động TP. Hải Phòng", "lien doan lao dong tp hai phong"},
		{norm.NFD.String("Nguyễn Văn Tuấn"), "nguyen van tuan"},
		{"NGUYỄN VĂN TUẤN", "nguyen van tuan"},
		{"LĐLĐ", "ldld"}, {"LÐLÐ", "ldld"},
		{"khoẻ", "khoe"}, {"khỏe", "khoe"}, {"thuý", "thuy"}, {"quý", "quy"},
		{"Sews-Components", "sews components"},
		{"CSPL&QHLĐ", "cspl qhld"},
		{" – (Nhật Bản) – ", "nhat ban"},
		{"Trung Ương", "trung uong"},
		{"１２ m²", "12 m2"},
		{"", ""},
	} {
		if got := viet.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSpell(t *testing.T) {
	same := [][]string{
		{"hoà", "hòa", "HÒA", norm.NFD.String("hoà"), norm.NFD.String("hòa")},
		{"khoẻ", "khỏe"}, {"thuý", "thúy"}, {"Hoà Bình", "hòa bình"}, {"quý", "qúy"}, {"già", "gìa"},
	}
	for _, group := range same {
		for _, s := range group[1:] {
			if viet.Spell(s) != viet.Spell(group[0]) {
				t.Errorf("%q and %q should be one spelling: %q, %q", group[0], s, viet.Spell(group[0]), viet.Spell(s))
			}
		}
	}
	seen := map[string]string{}
	for _, s := range []string{"hoa", "hòa", "hóa", "hỏa", "họa", "hõa", "ma", "mă", "mâ", "đa", "da", "mơ", "mô", "mo"} {
		if was, ok := seen[viet.Spell(s)]; ok {
			t.Errorf("%q and %q are two words", was, s)
		}
		seen[viet.Spell(s)] = s
	}
}

func TestSort(t *testing.T) {
	want := []string{"An Dương", "Ăn", "Ân Thi", "da", "dạ", "Đại An", "Điện Biên", "Đợt 2", "Đợt 10", "Hải Phòng", "ma", "mà", "mả", "mã", "má", "mạ"}
	got := slices.Clone(want)
	slices.Reverse(got)
	viet.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("Sort = %q\nwant   %q", got, want)
	}
	for i := range want[1:] {
		if viet.Compare(want[i], want[i+1]) >= 0 || viet.SortKey(want[i]) >= viet.SortKey(want[i+1]) {
			t.Errorf("%q should stand before %q", want[i], want[i+1])
		}
	}
}

func TestSortPersons(t *testing.T) {
	want := []string{"Lê Thị An", "Nguyễn Văn An", "Trần An", "Nguyễn Văn Ánh", "Bùi Thị Ân", "Đỗ Bình", "Giàng A Dế", "Lê Đức"}
	got := slices.Clone(want)
	slices.Reverse(got)
	viet.SortPersons(got, func(s string) string { return s })
	if !slices.Equal(got, want) {
		t.Errorf("SortPersons = %q\nwant          %q", got, want)
	}
}

func TestFormatInt(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 9: "9", 999: "999", 1000: "1.000", 1265: "1.265", -1265: "-1.265", -100: "-100", 5785600000000: "5.785.600.000.000", -9223372036854775808: "-9.223.372.036.854.775.808"} {
		if got := viet.FormatInt(n); got != want {
			t.Errorf("FormatInt(%d) = %q, want %q", n, got, want)
		}
	}
}
