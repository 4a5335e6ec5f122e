package ui

import (
	"context"
	"io"
	"net/url"

	"phongtrao/internal/base/day"
)

// Timeline draws a unit's life: what happened to it, by which decision, and when that was written down.
type Timeline struct {
	Events []Event
	Empty  *Empty
}

// Event is a change with its decision.
type Event struct {
	Day      day.Day // from this day on
	Kind     string  // "found", "rename", "retype", "move", "merge", "absorb", "split", "dissolve", "suspend", "resume", "correct": picks the drawing
	Title    string  // "Hợp nhất vào Công đoàn phường Từ Liêm"
	Text     string
	Decision string // "Quyết định 151/QĐ-LĐLĐ ngày 28/06/2025"
	Href     string // of the decision, or ""
	Recorded string // "ghi nhận 08:00 ngày 02/07/2025"; shown where it differs from the day
	Units    []Link // the other units touched
	Future   bool   // not in force yet
}

// DayPicker chooses the day whose map is shown. It is a plain form: it works without JavaScript. Its buttons send the day
// as 2025-06-30, its field as it is typed, 30/06/2025: read it with viet.ParseDate.
type DayPicker struct {
	Action string     // the page's path
	Name   string     // the query's name; "" is "on"
	Keep   url.Values // what else stands in the page's query
	Value  day.Day    // 0: as it stood on the day of each entry
	Today  day.Day
	AsIs   bool // offer "như khi ấy" (0) too
}

// Render draws t.
func (t Timeline) Render(ctx context.Context, w io.Writer) error { return timeline(t).Render(ctx, w) }

// Render draws p.
func (p DayPicker) Render(ctx context.Context, w io.Writer) error { return dayPicker(p).Render(ctx, w) }

// The eve and the day of the reorganisation of 2025: provinces became 34, districts ended.
var (
	reformEve = day.Of(2025, 6, 30)
	reform    = day.Of(2025, 7, 1)
)

type quick struct {
	label   string
	href    string
	current bool
}

func (p DayPicker) quick() []quick {
	days := []struct {
		label string
		day   day.Day
	}{{"Hôm nay", p.Today}, {"30/06/2025", reformEve}, {"01/07/2025", reform}}
	if p.AsIs {
		days = append([]struct {
			label string
			day   day.Day
		}{{"Như khi ấy", 0}}, days...)
	}
	var all []quick
	for _, d := range days {
		all = append(all, quick{d.label, p.address(d.day), d.day == p.Value})
	}
	return all
}

func (p DayPicker) address(d day.Day) string {
	q := url.Values{}
	for k, v := range p.Keep {
		q[k] = v
	}
	q.Set(or(p.Name, "on"), d.String())
	return p.Action + "?" + q.Encode()
}

// sentence says which map is shown.
func (p DayPicker) sentence() string {
	switch p.Value {
	case 0:
		return "Mỗi số liệu theo tổ chức của ngày phát sinh"
	case p.Today:
		return "Bản đồ hôm nay, ngày " + p.Value.VN()
	}
	return "Bản đồ ngày " + p.Value.VN()
}

// drawing is the icon of an event's kind.
func (e Event) drawing() string {
	switch e.Kind {
	case "found":
		return "sprout"
	case "rename":
		return "tag"
	case "retype":
		return "building-2"
	case "move":
		return "move"
	case "merge", "absorb":
		return "merge"
	case "split":
		return "split"
	case "dissolve":
		return "circle-stop"
	case "suspend":
		return "pause"
	case "resume":
		return "play"
	case "correct":
		return "pencil"
	}
	return "circle-dashed"
}
