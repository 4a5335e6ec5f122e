package gates

import (
	"strconv"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/gate"
)

// Limits at which a phone asks for a hand.
const (
	quietAfter  = day.Instant(10 * 60 * 1_000_000) // without a word from it
	listOldFor  = day.Instant(60 * 60 * 1_000_000) // since it loaded its list
	batteryLow  = 30                               // percent
	batteryBare = 15
	storageHigh = 80        // percent of its quota
	clockOff    = 2 * 60000 // milliseconds; what is measured is put right, this is only worth knowing
)

// ill is something about a phone, and what to do about it.
type ill struct {
	Tone ui.Tone
	Text string // "pin 12%"
	Do   string // "Cắm sạc dự phòng."
}

// newest is what the phones of an event have at best: the list that was loaded last, the program that most run.
type newest struct {
	pack string
	app  string
}

func newestOf(phones []gate.Standing) newest {
	var n newest
	var at day.Instant
	apps := map[string]int{}
	for _, p := range phones {
		if p.PackAt > at {
			at, n.pack = p.PackAt, p.Pack
		}
		if p.App != "" {
			apps[p.App]++
		}
	}
	for app, count := range apps {
		if c := apps[n.app]; count > c || count == c && app > n.app {
			n.app = app
		}
	}
	return n
}

// ills are what is wrong with a phone, the gravest first; none means that it is ready.
func ills(p gate.Standing, missing int64, best newest, now day.Instant) []ill {
	if p.Seen == 0 {
		return []ill{{ui.Bad, "chưa thấy", "Mở trang cổng trên máy khi có mạng để nhận danh sách."}}
	}
	var bad, warn []ill
	add := func(when bool, t ui.Tone, text, do string) {
		switch {
		case !when:
		case t == ui.Bad:
			bad = append(bad, ill{t, text, do})
		default:
			warn = append(warn, ill{t, text, do})
		}
	}
	add(p.Pack == "", ui.Bad, "chưa có danh sách", "Để máy ở nơi có mạng đến khi trang báo đã tải danh sách.")
	add(p.Battery >= 0 && p.Battery <= batteryBare, ui.Bad, "pin "+percentOf(p.Battery), "Cắm sạc ngay, hoặc thay máy khác.")
	add(p.Storage >= 95, ui.Bad, "bộ nhớ đầy "+percentOf(p.Storage), "Để máy gửi hết số đã quét, rồi xóa bớt dữ liệu khác.")
	add(now-p.Seen > quietAfter, ui.Warn, "im "+minutes(now-p.Seen), "Máy có thể mất mạng; vẫn quét được. Đưa ra nơi có sóng để gửi.")
	add(missing > 0, ui.Warn, viet.FormatInt(missing)+" lượt chưa gửi", "Giữ máy mở, có mạng, đến khi gửi hết; đừng xóa trình duyệt.")
	add(p.Battery > batteryBare && p.Battery <= batteryLow, ui.Warn, "pin "+percentOf(p.Battery), "Chuẩn bị sạc dự phòng.")
	add(p.Storage >= storageHigh && p.Storage < 95, ui.Warn, "bộ nhớ "+percentOf(p.Storage), "Để máy gửi hết số đã quét.")
	add(p.Pack != "" && best.pack != "" && p.Pack != best.pack && now-p.PackAt > listOldFor, ui.Warn, "danh sách cũ "+minutes(now-p.PackAt), "Mở trang cổng khi có mạng để tải danh sách mới.")
	add(p.App != "" && p.App != best.app, ui.Warn, "chương trình bản "+p.App, "Tải lại trang cổng khi có mạng.")
	add(max(p.Offset, -p.Offset) > clockOff, ui.Info, "đồng hồ lệch "+minutes(day.Instant(max(p.Offset, -p.Offset)*1000)), "Giờ quét đã được bù. Nên bật giờ tự động trên máy.")
	return append(bad, warn...)
}

func percentOf(n int64) string { return strconv.FormatInt(n, 10) + "%" }

// minutes says a length of time in whole minutes, or hours.
func minutes(d day.Instant) string {
	m := int64(d) / 60_000_000
	switch {
	case m < 1:
		return "dưới 1 phút"
	case m < 120:
		return viet.FormatInt(m) + " phút"
	case m < 48*60:
		return viet.FormatInt(m/60) + " giờ"
	}
	return viet.FormatInt(m/60/24) + " ngày"
}
