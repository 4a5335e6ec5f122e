package gates

import (
	"slices"
	"strings"
	"testing"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/gate"
)

func TestAdvise(t *testing.T) {
	const now = day.Instant(1_000 * 60_000_000)
	at := func(minutesAgo int64) day.Instant { return now - day.Instant(minutesAgo*60_000_000) }
	l := func(name string, phones, lately int64) lane { return lane{name, phones, lately, lately + 100, at(0)} }
	for _, c := range []struct {
		name  string
		lanes []lane
		want  []string
	}{
		{"nobody", nil, nil},
		{"one door has none to compare with", []lane{l("A1", 1, 5)}, nil},
		{"even", []lane{l("A1", 1, 80), l("A2", 1, 75), l("A3", 1, 82)}, nil},
		{"slow, and A4 can spare a phone", []lane{l("A1", 2, 80), l("A2", 1, 45), l("A3", 1, 85), l("A4", 3, 82)}, []string{"A2 chậm: 9 người/phút so với 16; chuyển một máy từ A4."}},
		{"slow, and none can", []lane{l("A1", 1, 80), l("A2", 1, 20), l("A3", 1, 80)}, []string{"A2 chậm: 4 người/phút so với 16; mời thêm một máy."}},
		{"at the line of 60%", []lane{l("A1", 1, 50), l("A2", 1, 30), l("A3", 1, 50)}, nil},
		{"too few come to say", []lane{l("A1", 1, 25), l("A2", 1, 0), l("A3", 1, 25)}, nil},
		{"silent", []lane{l("A1", 1, 80), {"A2", 1, 0, 50, at(4)}, l("A3", 1, 80)}, []string{"A2 không quét ai 4 phút, trong khi cổng khác 16 người/phút: kiểm tra máy ở cổng này."}},
		{"a door without a phone is no lane", []lane{l("A1", 1, 80), l("A2", 0, 0), l("A3", 1, 80)}, nil},
		{"nobody ever came", []lane{l("A1", 2, 80), {"A2", 1, 0, 0, 0}, l("A3", 1, 80)}, []string{"A2 chậm: 0 người/phút so với 16; chuyển một máy từ A1."}},
	} {
		if got := advise(c.lanes, now); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestIlls(t *testing.T) {
	const now = day.Instant(1_000 * 60_000_000)
	ok := gate.Standing{Seen: now - 1, Battery: 80, Storage: 10, Pack: "v2", PackAt: now - 1, App: "1.2"}
	best := newest{pack: "v2", app: "1.2"}
	with := func(change func(p *gate.Standing)) gate.Standing { p := ok; change(&p); return p }
	for _, c := range []struct {
		name    string
		phone   gate.Standing
		missing int64
		want    string
		tone    ui.Tone
	}{
		{"ready", ok, 0, "", ui.Plain},
		{"never heard of", gate.Standing{}, 0, "chưa thấy", ui.Bad},
		{"no list", with(func(p *gate.Standing) { p.Pack = "" }), 0, "chưa có danh sách", ui.Bad},
		{"an old list", with(func(p *gate.Standing) { p.Pack, p.PackAt = "v1", now-listOldFor-1 }), 0, "danh sách cũ 60 phút", ui.Warn},
		{"another list, just loaded", with(func(p *gate.Standing) { p.Pack = "v1" }), 0, "", ui.Plain},
		{"battery", with(func(p *gate.Standing) { p.Battery = 12 }), 0, "pin 12%", ui.Bad},
		{"battery soon", with(func(p *gate.Standing) { p.Battery = 30 }), 0, "pin 30%", ui.Warn},
		{"battery unknown", with(func(p *gate.Standing) { p.Battery = -1 }), 0, "", ui.Plain},
		{"storage", with(func(p *gate.Standing) { p.Storage = 80 }), 0, "bộ nhớ 80%", ui.Warn},
		{"silent", with(func(p *gate.Standing) { p.Seen = now - quietAfter - 1 }), 0, "im 10 phút", ui.Warn},
		{"holds records", ok, 7, "7 lượt chưa gửi", ui.Warn},
		{"clock", with(func(p *gate.Standing) { p.Offset = -7_200_000 }), 0, "đồng hồ lệch 2 giờ", ui.Info},
		{"old program", with(func(p *gate.Standing) { p.App = "1.1" }), 0, "chương trình bản 1.1", ui.Warn},
		{"the gravest first", with(func(p *gate.Standing) { p.Offset, p.Battery = 7_200_000, 3 }), 0, "pin 3%|đồng hồ lệch 2 giờ", ui.Bad},
	} {
		var got []string
		tone := ui.Plain
		for i, x := range ills(c.phone, c.missing, best, now) {
			if got = append(got, x.Text); i == 0 {
				tone = x.Tone
			}
			if x.Do == "" {
				t.Errorf("%s: nothing to do about it", c.name)
			}
		}
		if strings.Join(got, "|") != c.want || tone != c.tone {
			t.Errorf("%s: %q %q, want %q %q", c.name, got, tone, c.want, c.tone)
		}
	}
}
