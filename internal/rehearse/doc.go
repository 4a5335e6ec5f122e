// Package rehearse plays a day at the gates, from a seed.
//
// It invents a crowd, phones at doors, a network that fails: batches that are lost, doubled, held back for hours, sent in any order; clocks
// that are hours off and jump; phones that crash while they write, whose storage is full; a site that carries everything by hand and backwards.
// All of it follows from one number, so a day that went wrong can be played again. What the server must have is recounted from
// the phones' own journals, by a plain count that shares no code with the server: nothing may be lost, nothing counted twice.
package rehearse

import "phongtrao/internal/base/fault"

// Plan says how large the day is, and how bad its weather.
type Plan struct {
	Seed    uint64
	Sites   int     // 1–100
	People  int     // who hold a ticket, over all sites
	Gates   int     // phones, over all sites; at least one at each
	Offline float64 // which part of the day a phone is without a network, 0–1
	Skew    int64   // how far clocks are off and jump, at most, in milliseconds
	Crash   float64 // how likely a phone dies while it writes a record, 0–1
}

// Usual is the run of 1 February 2026: twelve parks, 22,000 people.
var Usual = Plan{Seed: 1, Sites: 12, People: 22_000, Gates: 60, Offline: 0.3, Skew: 2 * 3600_000, Crash: 0.01}

// Check refuses a plan that cannot be played.
func (p Plan) Check() error {
	switch {
	case p.Sites < 1 || p.Sites > 100:
		return fault.In("sites", "Số điểm phải từ 1 đến 100.")
	case p.People < 1 || p.People > 200_000:
		return fault.In("people", "Số người phải từ 1 đến 200.000.")
	case p.Gates < p.Sites || p.Gates > 5000:
		return fault.In("gates", "Mỗi điểm cần ít nhất một máy; tổng số máy từ %d đến 5.000.", p.Sites)
	case p.Offline < 0 || p.Offline > 1:
		return fault.In("offline", "Phần thời gian mất mạng phải từ 0 đến 1.")
	case p.Crash < 0 || p.Crash > 0.5:
		return fault.In("crash", "Khả năng máy tắt giữa chừng phải từ 0 đến 0,5.")
	case p.Skew < 0 || p.Skew > 24*3600_000:
		return fault.In("skew", "Đồng hồ lệch nhiều nhất 24 giờ.")
	}
	return nil
}
