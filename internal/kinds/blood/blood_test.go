package blood_test

import (
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/kind"
	"phongtrao/internal/kinds/blood"
	"phongtrao/internal/ledger"
)

// q makes an exact quantity; at least makes one that is open.
var (
	q       = ledger.Exactly
	atLeast = ledger.AtLeast
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		values kind.Values
		want   []string // level and rule
		say    string   // a part of the first sentence
	}{
		{"a drive that fits", kind.Values{blood.Registered: q(400), blood.Came: q(330), blood.Screened: q(320), blood.Accepted: q(265), blood.Deferred: q(55),
			blood.Bags: q(263), blood.Bags250: q(20), blood.Bags350: q(243), blood.Bags450: q(0)}, nil, ""},
		{"more came than registered", kind.Values{blood.Registered: q(100), blood.Came: q(120)},
			[]string{"doubt blood.came"}, "Số người đến hiến máu (120) nhiều hơn số người đăng ký (100), thừa 20."},
		{"of those who came, at least so many", kind.Values{blood.Registered: q(100), blood.Came: atLeast(120)},
			[]string{"doubt blood.came"}, "(từ 120 trở lên) nhiều hơn số người đăng ký (100). Có thể"},
		{"an open registration takes any number", kind.Values{blood.Registered: atLeast(100), blood.Came: q(120)}, nil, ""},
		{"an interval that may fit", kind.Values{blood.Registered: ledger.Between(90, 130), blood.Came: q(120)}, nil, ""},
		{"more screened than came", kind.Values{blood.Came: q(10), blood.Screened: q(11)}, []string{"wrong blood.screened"}, ""},
		{"conclusions are too few", kind.Values{blood.Screened: q(100), blood.Accepted: q(80), blood.Deferred: q(15)},
			[]string{"wrong blood.conclusions"}, "Số người đủ điều kiện (80) + số người trì hoãn (15) = 95 phải bằng số người được khám tuyển (100), thiếu 5."},
		{"conclusions are too many", kind.Values{blood.Screened: q(100), blood.Accepted: q(80), blood.Deferred: q(25)},
			[]string{"wrong blood.conclusions"}, "thừa 5"},
		{"one conclusion is not told", kind.Values{blood.Screened: q(100), blood.Accepted: q(80)}, nil, ""},
		{"one conclusion is alone too many", kind.Values{blood.Screened: q(100), blood.Accepted: q(180)},
			[]string{"wrong blood.conclusions"}, "Số người đủ điều kiện (180) không được vượt số người được khám tuyển (100), thừa 80."},
		{"more bags than accepted", kind.Values{blood.Accepted: q(80), blood.Bags: q(81), blood.Ml: q(81 * 350)}, []string{"wrong blood.bags_accepted"}, ""},
		{"bags by volume do not add up", kind.Values{blood.Bags: q(100), blood.Bags250: q(10), blood.Bags350: q(80), blood.Bags450: q(5)},
			[]string{"wrong blood.volumes"}, "= 95 phải bằng số đơn vị máu (100), thiếu 5."},
		{"the others are zero when some make up the bags", kind.Values{blood.Bags: q(100), blood.Bags350: q(100)}, nil, ""},
		{"a volume is missing", kind.Values{blood.Bags: q(100), blood.Bags350: q(90)},
			[]string{"note blood.volumes_missing"}, "Chưa ghi số túi 250 ml, 450 ml"},
		{"volumes not known", kind.Values{blood.Bags: q(1265)},
			[]string{"note blood.volumes_unknown"}, "Có 1.265 đơn vị máu, dung tích không rõ"},
		{"millilitres do not fit the volumes", kind.Values{blood.Bags250: q(1), blood.Bags350: q(1), blood.Bags450: q(1), blood.Ml: q(1000)},
			[]string{"wrong blood.ml"}, "(1.000 ml) không bằng tổng tính theo cỡ túi (1.050 ml)"},
		{"millilitres fit the bags (Thủ Dầu Một 2017)", kind.Values{blood.Bags: q(193), blood.Ml: q(67_550)}, nil, ""},
		{"millilitres too much for the bags", kind.Values{blood.Bags: q(193), blood.Ml: q(90_000)}, []string{"wrong blood.ml"}, "mỗi túi chỉ từ 250 đến 450 ml"},
		{"CK-06", kind.Values{blood.Bags: q(1265), blood.Ml: q(1265 * 350), blood.Attended: atLeast(1500)},
			[]string{"note blood.yield"}, "không quá 84,3%"},
		{"more bags than attended", kind.Values{blood.Bags: q(1265), blood.Ml: q(1265 * 350), blood.Attended: q(1200)},
			[]string{"wrong blood.bags_attended"}, "Số đơn vị máu (1.265) nhiều hơn số người tham dự (1.200), thừa 65."},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := kind.Check(blood.Kind{}, c.values)
			var got []string
			for _, f := range found {
				got = append(got, string(f.Level)+" "+f.Rule)
			}
			if !slices.Equal(got, c.want) {
				t.Fatalf("found %v, want %v\n%+v", got, c.want, found)
			}
			if len(found) > 0 && !strings.Contains(found[0].Text, c.say) {
				t.Errorf("said %q, want %q in it", found[0].Text, c.say)
			}
		})
	}
}

func TestDerive(t *testing.T) {
	got := kind.Derive(blood.Kind{}, kind.Values{blood.Bags250: q(10), blood.Bags350: atLeast(100), blood.Bags450: q(2)})
	if got[blood.Bags] != atLeast(112) || got[blood.Ml] != atLeast(2_500+35_000+900) {
		t.Errorf("got %v", got)
	}
	if got := kind.Derive(blood.Kind{}, kind.Values{blood.Bags: q(193), blood.Bags350: q(193)}); got[blood.Ml] != q(67_550) {
		t.Errorf("193 bags of 350: %v", got)
	}
	if got := kind.Derive(blood.Kind{}, kind.Values{blood.Bags: q(263)}); len(got) != 1 {
		t.Errorf("nothing follows from bags alone: %v", got)
	}
}

func TestNextDay(t *testing.T) {
	if got := blood.WholeBlood.Next(day.Of(2024, 4, 9)); got != day.Of(2024, 7, 2) {
		t.Errorf("after 9/4/2024 comes %s, want 2/7/2024", got.VN())
	}
	words := blood.WholeBlood.Words(day.Of(2024, 4, 9))
	if !strings.Contains(words, "02/07/2024") || !strings.Contains(words, "Thông tư 26/2013/TT-BYT") {
		t.Error(words)
	}
	own := blood.Interval{Days: 21, Source: "quy định của Viện Huyết học – Truyền máu Trung ương"}
	if got := own.Next(day.Of(2024, 4, 9)); got != day.Of(2024, 4, 30) {
		t.Errorf("a hospital's own interval: %s", got.VN())
	}
}

// TestTooSoon is CK-11: drives 2 to 5 of Hưng Yên's 2024 lie within 84 days of drive 1.
func TestTooSoon(t *testing.T) {
	drives := []day.Day{day.Of(2024, 4, 9), day.Of(2024, 4, 11), day.Of(2024, 4, 24), day.Of(2024, 5, 23), day.Of(2024, 5, 27)}
	for n, d := range drives[1:] {
		clashes := blood.WholeBlood.TooSoon([]blood.Donation{{Donor: "k1", Day: d, Drive: "đợt sau"}, {Donor: "k1", Day: drives[0], Drive: "đợt 1"}})
		if len(clashes) != 1 || clashes[0].Next != day.Of(2024, 7, 2) {
			t.Fatalf("drive %d: %+v", n+2, clashes)
		}
		if text := clashes[0].Text(); !strings.HasPrefix(text, "Một người hiến máu hai lần quá gần: ngày 09/04/2024 (đợt 1) rồi ngày "+d.VN()) {
			t.Error(text)
		}
	}
	fine := []blood.Donation{{Donor: "k1", Day: drives[0]}, {Donor: "k2", Day: drives[1]}, {Donor: "", Day: drives[0]}, {Donor: "", Day: drives[1]},
		{Donor: "k1", Day: day.Of(2024, 7, 2)}}
	if clashes := blood.WholeBlood.TooSoon(fine); len(clashes) != 0 {
		t.Errorf("on the 84th day, other donors, unknown donors: %+v", clashes)
	}
	same := []blood.Donation{{Donor: "k", Day: drives[0]}, {Donor: "k", Day: drives[0]}, {Donor: "k", Day: drives[0]}}
	if clashes := blood.WholeBlood.TooSoon(same); len(clashes) != 2 {
		t.Errorf("three times on one day is two too many: %+v", clashes)
	}
}
