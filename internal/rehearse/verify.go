package rehearse

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Ledgered is what the server says at the end of the day.
type Ledgered struct {
	Records int64              `json:"records"` // on its disk, those it could not read among them
	Total   map[string]int64   `json:"total"`   // counted, by service
	Sites   []map[string]int64 `json:"sites"`   // the same, in the order of the staged sites
	Units   map[string]int64   `json:"units"`   // who came, by union
	Again   int64              `json:"again"`
	Blocks  int64              `json:"blocks"` // people counted in blocks
	Twice   int64              `json:"twice"`  // subjects that more than one record counts for the same service
}

// Outcome is a day that was played.
type Outcome struct {
	Plan
	Made     int64            `json:"made"`     // records on the phones' disks
	Received int64            `json:"received"` // of them on the server's
	Lost     int64            `json:"lost"`     // must be 0
	Counted  map[string]int64 `json:"counted"`  // by service
	Twice    int64            `json:"twice"`    // must be 0
	Again    int64            `json:"again"`
	Wrong    []string         `json:"wrong,omitempty"` // where the server's count is not that of the journal
	Weather  Weather          `json:"weather"`
	Sync     Latency          `json:"sync"`    // from the phone's disk to the server's, in the day's time
	Verdict  Latency          `json:"verdict"` // of the rule on the phone's model, in real time
	Wall     Latency          `json:"wall"`    // from the server's disk to the wall, in real time
}

// Weather is what went wrong.
type Weather struct {
	Batches    int `json:"batches"` // that arrived, repeats among them
	Lost       int `json:"lost"`
	AnswerLost int `json:"answer_lost"`
	Doubled    int `json:"doubled"`
	HeldBack   int `json:"held_back"`
	Crashes    int `json:"crashes"`
	FullDisks  int `json:"full_disks"`
	Jumps      int `json:"clock_jumps"`
	ByHand     int `json:"by_hand"` // batches carried on sticks, backwards
}

// Latency is in milliseconds.
type Latency struct {
	Median float64 `json:"p50"`
	P99    float64 `json:"p99"`
}

// Good reports whether nothing was lost, nothing counted twice, and every count is that of the journal.
func (o Outcome) Good() bool { return o.Lost == 0 && o.Twice == 0 && len(o.Wrong) == 0 }

// judge compares what the server says with the journal.
func (w *world) judge(s Ledgered) Outcome {
	want := w.journal.recount(w.staged.Phones, len(w.staged.Sites))
	o := Outcome{Plan: w.plan, Made: int64(len(w.journal.list)), Received: s.Records, Lost: int64(len(w.journal.list)) - s.Records, Counted: s.Total,
		Twice: s.Twice, Again: s.Again}
	o.Weather = Weather{Batches: w.tally.Sent, Lost: w.tally.Lost, AnswerLost: w.tally.AnswerLost, Doubled: w.tally.Doubled, HeldBack: w.tally.HeldBack,
		Crashes: w.tally.Crashes, FullDisks: w.tally.FullDisks, Jumps: w.tally.Jumps, ByHand: len(w.carried)}
	o.Sync, o.Verdict = latency(w.tally.syncs, 1), latency(w.tally.verdicts, 1e6)
	for _, p := range w.phones {
		if n := p.waiting(); n > 0 {
			o.Wrong = append(o.Wrong, fmt.Sprintf("máy %d còn giữ %d lượt", p.n+1, n))
		}
	}
	o.differ("cả ngày", s.Total, want.Total)
	for i := range want.Sites {
		if i < len(s.Sites) {
			o.differ(fmt.Sprintf("điểm %d", i+1), s.Sites[i], want.Sites[i])
		}
	}
	o.differ("theo đơn vị", s.Units, want.Units)
	if s.Again < want.Again { // the server may name more: who was sent away because somebody was first
		o.Wrong = append(o.Wrong, fmt.Sprintf("lặp: máy chủ %d, nhật ký ít nhất %d", s.Again, want.Again))
	}
	if s.Blocks != want.Blocks {
		o.Wrong = append(o.Wrong, fmt.Sprintf("kiểm đếm: máy chủ %d, nhật ký %d", s.Blocks, want.Blocks))
	}
	return o
}

func (o *Outcome) differ(where string, got, want map[string]int64) {
	all := maps.Clone(want)
	maps.Copy(all, got)
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if got[k] != want[k] {
			o.Wrong = append(o.Wrong, fmt.Sprintf("%s, %s: máy chủ %d, nhật ký %d", where, k, got[k], want[k]))
		}
	}
}

func latency(all []int64, per float64) Latency {
	if len(all) == 0 {
		return Latency{}
	}
	slices.Sort(all)
	at := func(p float64) float64 { return float64(all[int(p*float64(len(all)-1))]) / per }
	return Latency{at(0.5), at(0.99)}
}

// Table is the outcome as lines of text.
func (o Outcome) Table() string {
	var b strings.Builder
	line := func(what string, v any) { fmt.Fprintf(&b, "%-42s %12v\n", what, v) }
	line("điểm · người có vé · máy soát", fmt.Sprintf("%d · %d · %d", o.Sites, o.People, o.Gates))
	line("lượt ghi trên máy", o.Made)
	line("lượt máy chủ đã nhận", o.Received)
	line("mất (phải là 0)", o.Lost)
	for _, k := range slices.Sorted(maps.Keys(o.Counted)) {
		line("được tính: "+k, o.Counted[k])
	}
	line("tính hai lần (phải là 0)", o.Twice)
	line("lặp, giữ lại mà không tính", o.Again)
	x := o.Weather
	line("gói tới · lạc · lạc trả lời · gửi đôi · tới muộn", fmt.Sprintf("%d · %d · %d · %d · %d", x.Batches, x.Lost, x.AnswerLost, x.Doubled, x.HeldBack))
	line("máy tắt · hết bộ nhớ · đồng hồ nhảy · gói mang tay", fmt.Sprintf("%d · %d · %d · %d", x.Crashes, x.FullDisks, x.Jumps, x.ByHand))
	line("quyết định trên máy, p50 · p99 (ms)", fmt.Sprintf("%.4f · %.4f", o.Verdict.Median, o.Verdict.P99))
	line("từ máy tới máy chủ, p50 · p99 (giây của ngày)", fmt.Sprintf("%.1f · %.1f", o.Sync.Median/1000, o.Sync.P99/1000))
	if o.Wall != (Latency{}) {
		line("từ máy chủ tới bảng, p50 · p99 (ms)", fmt.Sprintf("%.2f · %.2f", o.Wall.Median, o.Wall.P99))
	}
	for _, s := range o.Wrong {
		line("SAI", s)
	}
	return b.String()
}
