package gate

import (
	"math"
	"slices"
	"sort"
	"sync"

	"phongtrao/internal/base/db"
	"phongtrao/internal/roster"
)

// newsItem is something that was given at a door, or may be given again.
type newsItem struct {
	Used
	n      int64
	device string
	freed  bool
}

// board is the news of an event in memory: the latest, without a gap from one number on.
type board struct {
	mu    sync.RWMutex
	after int64 // all above it is here
	upto  int64
	items []newsItem
	holes bool // another server took something in meanwhile
}

// Limits of news.
const (
	boardMax = 60_000 // items kept in memory
	newsMax  = 1000   // items in one answer; the rest follows with the next
)

func (r *Receiver) board(event int64) *board {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.boards[event]
	if b == nil {
		b = &board{upto: -1, after: -1}
		r.boards[event] = b
	}
	return b
}

// append adds what one act took in. Numbers are shared by all events, so a gap is not always news: it is looked up.
func (b *board) append(after, to int64, items []newsItem) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.upto != after {
		b.holes = true
		return
	}
	b.items = append(b.items, items...)
	b.upto = to
	if len(b.items) > boardMax {
		cut := len(b.items) - boardMax/2
		b.after = b.items[cut-1].n
		b.items = append([]newsItem(nil), b.items[cut:]...)
	}
}

func (b *board) behind() bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.holes
}

// load reads what is missing up to a number.
func (b *board) load(v *db.View, e *event, to int64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	from := b.upto
	if from < 0 {
		last, err := Head(v)
		if err != nil {
			return err
		}
		from = max(0, min(last, to)-boardMax/4) // what is older is asked for when a phone needs it
		b.after = from
	}
	items, _, err := newsAfter(v, e, from, math.MaxInt64, 0)
	if err != nil {
		return err
	}
	b.items = append(b.items, items...)
	b.upto, b.holes = max(from, to), false
	if n := len(items); n > 0 {
		b.upto = max(b.upto, items[n-1].n)
	}
	return nil
}

// since returns what a phone does not know yet, of other doors, and false where it has been away for longer than is remembered here.
func (b *board) since(cursor int64, device string) (News, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if cursor < b.after {
		return News{}, false
	}
	return newsOf(b.items, cursor, b.upto, device), true
}

// newsOf makes the answer: of what happened twice to one thing, the last.
func newsOf(items []newsItem, cursor, upto int64, device string) News {
	i := sort.Search(len(items), func(i int) bool { return items[i].n > cursor })
	part := items[i:]
	news := News{Cursor: max(cursor, upto)}
	if len(part) > newsMax {
		part = part[:newsMax]
		news.Cursor = part[len(part)-1].n
	}
	freed := slices.ContainsFunc(part, func(x newsItem) bool { return x.freed })
	last := map[given]int{}
	if freed {
		for i, x := range part {
			last[given{x.Subject, x.What}] = i
		}
	}
	for i, x := range part {
		switch {
		case freed && last[given{x.Subject, x.What}] != i:
		case x.freed:
			news.Freed = append(news.Freed, x.Used)
		case x.device != device:
			news.Used = append(news.Used, x.Used)
		}
	}
	return news
}

// newsAfter reads news from the records, at most so many of what was given (0 is all), and up to which record they reach.
func newsAfter(v *db.View, e *event, after, upto int64, most int) ([]newsItem, int64, error) {
	scan := func(s db.Scanner) (x newsItem, err error) {
		var door string
		var at int64
		err = s.Scan(&x.n, &x.device, &x.Subject, &x.What, &at, &door)
		x.At, x.Door = at/1000, e.doors[door]
		return x, err
	}
	limit := int64(math.MaxInt64)
	if most > 0 {
		limit = int64(most)
	}
	items, err := db.All(v, scan, `SELECT n, device, subject, what, at, door FROM gate_scan WHERE event = ? AND n > ? AND counts = 1 AND how NOT IN ('person', 'plus') ORDER BY n LIMIT ?`, e.Number, after, limit)
	if err != nil {
		return nil, upto, err
	}
	if int64(len(items)) == limit {
		upto = items[len(items)-1].n
	}
	freed, err := db.All(v, scan, `SELECT undone_by, device, subject, what, at, door FROM gate_scan WHERE event = ? AND undone_by > ? AND undone_by > 0 AND undone_by <= ? AND how NOT IN ('person', 'plus')`, e.Number, after, upto)
	if err != nil || len(freed) == 0 {
		return items, upto, err
	}
	subjects := map[string][]string{}
	for _, x := range freed {
		subjects[x.What] = append(subjects[x.What], x.Subject)
	}
	for what, list := range subjects { // what another scan was given is not free
		still, err := roster.Attendances(v, e.Number, list, what)
		if err != nil {
			return nil, upto, err
		}
		freed = slices.DeleteFunc(freed, func(x newsItem) bool { _, there := still[x.Subject]; return there && x.What == what })
	}
	for i := range freed {
		freed[i].freed = true
	}
	items = append(items, freed...)
	slices.SortStableFunc(items, func(a, b newsItem) int { return int(a.n - b.n) })
	return items, upto, err
}
