package rehearse

import (
	"slices"

	"phongtrao/internal/gate"
	"phongtrao/internal/gate/rule"
)

// phone is a gate's phone as its program behaves: it decides alone, writes before it answers, forgets only on a receipt.
type phone struct {
	n    int // which one
	site int
	who  Enrolled

	skew   int64 // its clock is so far from the true time
	offset int64 // what to add to its clock, as last measured
	online bool
	down   int64 // it is dead until then
	full   int64 // its storage is full until then

	made   int64 // the last number given
	kept   []record
	used   map[string]int64 // subject and service → since when, of its own records and the news
	cursor int64
}

// record is one thing on the phone's disk.
type record struct {
	scan  gate.Scan
	block *gate.Block
	sent  bool // a receipt has come
}

func (r record) seq() int64 {
	if r.block != nil {
		return r.block.Seq
	}
	return r.scan.Seq
}

// clock is what the phone takes for the time.
func (p *phone) clock(now int64) int64 { return now + p.skew }

// believes is what the phone takes for the true time.
func (p *phone) believes(now int64) int64 { return p.clock(now) + p.offset }

// sees asks the rule with what the phone knows.
func (p *phone) sees(f rule.Facts, subject, what string) rule.Verdict {
	_, f.Used = p.used[subject+" "+what]
	_, f.Inside = p.used[subject+" "+came]
	return rule.Decide(f)
}

// waiting are the records without a receipt.
func (p *phone) waiting() int {
	n := 0
	for _, r := range p.kept {
		if !r.sent {
			n++
		}
	}
	return n
}

// receipt forgets what is on the server's disk, and takes in the news.
func (p *phone) receipt(r gate.Receipt) {
	on := map[int64]bool{}
	for _, a := range r.Answers {
		on[a.Seq] = true
	}
	for _, x := range r.Refused {
		on[x.Seq] = true
	}
	for i := range p.kept {
		if s := p.kept[i].seq(); on[s] || s <= r.Through {
			p.kept[i].sent = true
		}
	}
	p.kept = slices.DeleteFunc(p.kept, func(r record) bool { return r.sent })
	if r.News.Cursor < p.cursor { // an old answer that was held back
		return
	}
	p.cursor = r.News.Cursor
	for _, u := range r.News.Freed {
		delete(p.used, u.Subject+" "+u.What)
	}
	for _, u := range r.News.Used {
		p.used[u.Subject+" "+u.What] = u.At
	}
}
