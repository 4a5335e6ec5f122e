package wall

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/live"
)

// frame is all that moves on a wall, by the slots of the page: the page is drawn with it, and the script puts the next one into the same
// places. So no word and no length is worked out twice.
type frame struct {
	Layout string            `json:"v"` // of what does not move; where it differs, the page is loaded anew
	Now    int64             `json:"now"`
	Text   map[string]string `json:"t"`
	Attr   map[string]string `json:"a"` // "slot attribute"
	Class  map[string]string `json:"c"`
}

// json is the frame as it travels.
func (f frame) json() []byte {
	b, err := json.Marshal(f)
	if err != nil {
		panic(err) // strings alone: cannot fail
	}
	return b
}

// reach is how far beyond its line a lane is drawn: at least to 108 in 100, so that there is room to cross it.
func reach(n *live.Numbers) float64 {
	most := 1.08
	for _, l := range n.Lanes {
		if l.Expected > 0 {
			most = max(most, float64(l.Came)/float64(l.Expected)+.02)
		}
	}
	return min(most, 1.6)
}

// frameOf makes the frame of a moment.
func frameOf(n *live.Numbers) frame {
	f := frame{Layout: layout(n), Now: int64(n.At) / 1000, Text: map[string]string{}, Attr: map[string]string{}, Class: map[string]string{}}
	f.head(n)
	f.sum(n)
	most := reach(n)
	f.Attr["line x"] = percent(1 / most)
	for i, l := range n.Lanes {
		f.lane(n, "l"+strconv.Itoa(i), l, most)
	}
	for i := range lines {
		k := "k" + strconv.Itoa(i)
		f.Text[k+"t"], f.Text[k+"x"], f.Class[k] = "", "", "line"
		if i < len(n.Ticker) {
			l := n.Ticker[i]
			f.Text[k+"t"], f.Text[k+"x"], f.Class[k] = l.At.Time().Format("15:04"), l.Text, "line "+string(l.Kind)
		}
	}
	f.Text["say"] = spoken(n)
	return f
}

// lines is how many lines of the ticker have a place on the wall.
const lines = 8

// layout names what the page was drawn with.
func layout(n *live.Numbers) string {
	h := fnv.New64a()
	fmt.Fprint(h, n.Phase, n.Name, n.Rehearsal, n.Day, n.Target > 0, n.Ends, n.Came, n.DoneLabel)
	for _, s := range n.Sites {
		fmt.Fprint(h, s.Activity, s.Name, s.Expected, s.Closed)
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

func (f frame) head(n *live.Numbers) {
	f.Text["clock"] = n.At.Time().Format("15:04")
	switch {
	case n.Phase != live.During:
		f.Text["net"] = ""
	case n.Phones == 0:
		f.Text["net"] = "Chưa có máy soát vé nào vào ca"
	default:
		f.Text["net"] = fmt.Sprintf("%d / %d điểm đang nối mạng", n.Online, n.Phones)
	}
	f.Class["dot"] = "dot"
	if n.Online < n.Phones {
		f.Class["dot"] = "dot some"
	}
}

func (f frame) sum(n *live.Numbers) {
	total := shown(n)
	f.Text["total"] = ui.Int(total)
	f.Class["main"] = "main"
	if total >= 1_000_000 {
		f.Class["main"] = "main long"
	}
	f.Text["done"] = ui.Int(n.Done)
	f.Text["rate"] = ui.Int(n.LastMinute)
	f.Text["beside"] = beside(n)
	f.Attr["spark d"], f.Attr["area d"] = course(n.Spark)
	if n.Target > 0 {
		f.Text["pct"] = viet.Percent(total, n.Target, 1, viet.Truncate).String()
		f.Text["left"], f.Text["leftn"], f.Text["left2"] = toGo(n, total)
		part := float64(total) / float64(n.Target)
		whole := max(1, part)
		f.Attr["bar width"] = percent(min(1, part) / whole)
		f.Attr["over x"], f.Attr["over width"] = percent(1/whole), percent(max(0, part-1)/whole)
		f.Class["goal"] = "goalbox"
		if part >= 1 {
			f.Class["goal"] = "goalbox hit"
		}
	}
}

// shown is the number that the wall shows: who came, before the day who signed up, and after it what is published.
func shown(n *live.Numbers) int64 {
	switch {
	case n.Phase == live.Before:
		return n.Registered
	case n.Phase == live.After && n.Published != nil && n.Published.Lo > 0:
		return n.Published.Lo
	}
	return n.Total
}

func toGo(n *live.Numbers, total int64) (before, number, after string) {
	switch {
	case n.Phase == live.Before && total < n.Target:
		return "Còn ", ui.Int(n.Target - total), " chỗ theo chỉ tiêu"
	case total < n.Target:
		return "Còn ", ui.Int(n.Target - total), " " + n.Of + " nữa là đạt chỉ tiêu"
	case total == n.Target:
		return "Vừa ", "đạt đúng", " chỉ tiêu"
	}
	return "Vượt chỉ tiêu ", ui.Int(total - n.Target), " " + n.Of
}

// beside says what else is known of the same crowd; it is never added.
func beside(n *live.Numbers) string {
	var parts []string
	if n.Phase != live.During {
		return ""
	}
	if n.WalkIns > 0 {
		parts = append(parts, "vãng lai "+ui.Int(n.WalkIns))
	}
	if n.Counted > 0 {
		parts = append(parts, "kiểm đếm "+ui.Int(n.Counted))
	}
	if n.Pending > 0 {
		parts = append(parts, "còn "+ui.Int(n.Pending)+" lượt chưa về")
	}
	return strings.Join(parts, " · ")
}

func (f frame) lane(n *live.Numbers, k string, l live.Lane, most float64) {
	value := l.Came
	switch {
	case n.Phase == live.Before:
		value = l.Registered
	case n.Phase == live.After && l.Figure != nil:
		value = l.Figure.Lo
	}
	f.Text[k+"n"] = ui.Int(value)
	f.Text[k+"u"] = pulse(n, l)
	f.Text[k+"w"] = words(n, l)
	f.Text[k+"b"] = ""
	if l.Counted > 0 && n.Phase == live.During {
		f.Text[k+"b"] = "quét " + ui.Int(l.Came) + " · kiểm đếm " + ui.Int(l.Counted)
	}
	class := "lane"
	full := float64(l.Expected)
	if l.Expected == 0 {
		full = float64(max(1, largest(n))) * 1.08
	}
	part := float64(value) / full
	if l.Expected > 0 {
		f.Text[k+"p"] = strconv.Itoa(int(value*100/l.Expected)) + "%"
		if value >= l.Expected {
			class += " hit"
		}
	} else {
		f.Text[k+"p"] = ""
		class += " open"
	}
	if n.Phase == live.During {
		switch l.State {
		case live.Offline:
			class += " off"
		case live.Silent, live.NoPhones:
			class += " quiet"
		}
		if l.Reached != 0 && n.At-l.Reached < fresh {
			class += " new"
		}
	}
	w := min(part/most, 1)
	if w < .05 {
		class += " low"
	}
	f.Class[k] = class
	f.Attr[k+"e width"] = percent(w)
	f.Attr[k+"h width"] = percent(w)
	f.Attr[k+"d width"] = percent(min(float64(l.Done)/full/most, w))
	f.Attr[k+"m x"] = percent(w)
	f.Attr[k+"g aria-label"] = sentence(n, l, value)
}

// fresh is for how long a lane that came to its line is marked.
const fresh = 60_000_000

func largest(n *live.Numbers) (m int64) {
	for _, l := range n.Lanes {
		m = max(m, l.Came, l.Registered)
	}
	return m
}

// pulse is how many came to a site within the last minute.
func pulse(n *live.Numbers, l live.Lane) string {
	switch {
	case n.Phase == live.After && l.Figure != nil:
		return l.Evidence.Label()
	case n.Phase != live.During:
		return ""
	case l.State == live.Offline || l.LastMinute == 0:
		return "–"
	}
	return "+" + ui.Int(l.LastMinute)
}

// words say in a lane what a bar cannot.
func words(n *live.Numbers, l live.Lane) string {
	if n.Phase != live.During {
		return ""
	}
	switch {
	case l.Closed:
		return "đã chốt"
	case l.State == live.Offline:
		s := "mất mạng " + ago(time.Duration(n.At-l.Heard)*time.Microsecond)
		if l.Until != 0 {
			s += ", số liệu tới " + l.Until.Time().Format("15:04")
		}
		return s
	case l.Pending > 0:
		return "còn " + ui.Int(l.Pending) + " lượt chưa về"
	case l.State == live.Silent:
		return "máy soát vé chưa báo về"
	case l.State == live.NoPhones && l.Came == 0:
		return "chưa có máy soát vé vào ca"
	}
	return ""
}

// ago says how long something is ago: "6 phút", "2 giờ 05 phút".
func ago(d time.Duration) string {
	m := int(d / time.Minute)
	switch {
	case m < 1:
		return "dưới 1 phút"
	case m < 60:
		return strconv.Itoa(m) + " phút"
	}
	return fmt.Sprintf("%d giờ %02d phút", m/60, m%60)
}

// sentence says a lane in words, for those who do not see it.
func sentence(n *live.Numbers, l live.Lane, value int64) string {
	var b strings.Builder
	verb := "vào"
	switch n.Phase {
	case live.Before:
		verb = "đăng ký"
	case live.After:
		verb = "được công bố"
	}
	fmt.Fprintf(&b, "%s: %s %s %s", l.Name, ui.Int(value), n.Of, verb)
	if l.Expected > 0 {
		fmt.Fprintf(&b, " trên %s, đạt %d%%", ui.Int(l.Expected), value*100/l.Expected)
	}
	if n.Ends != "" && n.Phase != live.Before {
		fmt.Fprintf(&b, "; %s %s", ui.Int(l.Done), strings.ToLower(n.DoneLabel))
	}
	if w := words(n, l); w != "" {
		b.WriteString("; " + w)
	}
	return b.String()
}

// spoken is what a reader is told from time to time.
func spoken(n *live.Numbers) string {
	s := ui.Int(shown(n)) + " " + n.Of
	if n.Target > 0 {
		a, b, c := toGo(n, shown(n))
		s += ". " + a + b + c
	}
	if n.Phase == live.During && n.Online < n.Phones {
		s += fmt.Sprintf(". %d điểm đang mất mạng", n.Phones-n.Online)
	}
	return s + "."
}

// course draws the rates: a line, and the area under it.
func course(points [live.Points]int64) (line, area string) {
	most := int64(1)
	for _, p := range points {
		most = max(most, p)
	}
	var b strings.Builder
	for i, p := range points {
		if i > 0 {
			b.WriteString("L")
		}
		fmt.Fprintf(&b, "%d %.1f", i*260/(len(points)-1), 57-float64(p)*52/float64(most))
	}
	return "M" + b.String(), "M0 60L" + b.String() + "L260 60Z"
}

func percent(part float64) string {
	return strconv.FormatFloat(part*100, 'f', 2, 64) + "%"
}
