// Package keep stores a lineage in the tables of its owner.
//
// The owner has three tables under its own prefix: <prefix>_fact, <prefix>_succession, <prefix>_change; rows are only
// ever added. The history they tell is kept in memory beside the database, brought up to what each view sees. Readers
// share it and never wait for a change that is being written.
package keep

import (
	"cmp"
	"encoding/json"
	"slices"
	"sync"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
)

// Book is the lineage of one owner.
type Book struct {
	Prefix string // of its tables
	Main   string // the line on which no living node's child is left without a parent
	Exist  string // the verb for being there, for sentences: "hoạt động", "tồn tại"
}

// historiesKept bounds how many states of a book are kept, for views that look at a snapshot a little older than the newest.
const historiesKept = 8

// shelf keeps the newest histories of a book, the newest first.
type shelf struct {
	mu      sync.Mutex
	kept    []*lineage.History
	loading sync.Mutex
}

type shelfKey struct{ prefix string }
type memoKey struct{ prefix string }

// memo is what one view knows: the history at its head.
type memo struct{ history *lineage.History }

func (b *Book) shelf(v *db.View) *shelf {
	return v.DB().Keep(shelfKey{b.Prefix}, func() any { return &shelf{} }).(*shelf)
}

// at returns the kept history of a head, and the newest kept one before it.
func (s *shelf) at(head int64) (exact, base *lineage.History) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range s.kept {
		if h.Head() == head {
			return h, h
		}
		if h.Head() < head && base == nil {
			base = h
		}
	}
	return nil, base
}

// put keeps a history that is committed.
func (s *shelf) put(h *lineage.History) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.ContainsFunc(s.kept, func(k *lineage.History) bool { return k.Head() == h.Head() }) {
		return
	}
	s.kept = append(s.kept, h)
	slices.SortFunc(s.kept, func(a, b *lineage.History) int { return cmp.Compare(b.Head(), a.Head()) })
	if len(s.kept) > historiesKept {
		s.kept = slices.Delete(s.kept, historiesKept, len(s.kept))
	}
	for _, past := range s.kept[1:] {
		past.Release()
	}
}

// History returns all that the view sees of the lineage. In an act it includes what the act has written.
func (b *Book) History(v *db.View) (*lineage.History, error) {
	m := v.Memo(memoKey{b.Prefix}, func() any { return &memo{} }).(*memo)
	if m.history == nil {
		h, err := b.load(v, nil)
		if err != nil {
			return nil, err
		}
		m.history = h
	}
	return m.history, nil
}

// load brings a history up to what the view sees, from the one given or from the shelf.
func (b *Book) load(v *db.View, from *lineage.History) (*lineage.History, error) {
	head, err := b.head(v)
	if err != nil {
		return nil, err
	}
	if from != nil && from.Head() == head {
		return from, nil
	}
	s := b.shelf(v)
	if exact, _ := s.at(head); exact != nil {
		return exact, nil
	}
	if !v.InTx() { // one goroutine reads what all others then share
		s.loading.Lock()
		defer s.loading.Unlock()
	}
	exact, base := s.at(head)
	if exact != nil {
		return exact, nil
	}
	if base == nil {
		base = lineage.New(nil, nil)
	}
	facts, successions, err := b.read(v, base.Head(), head)
	if err != nil {
		return nil, err
	}
	h := base.With(facts, successions)
	if !v.InTx() {
		s.put(h)
	}
	return h, nil
}

// Change writes one change: work drafts it, and what it drafted is stored under the decision, all or nothing.
// Subject names what the change is about: a second change of the same kind and subject by the same decision is a fault
// of kind Conflict. It returns the id of the change.
func (b *Book) Change(tx *db.Tx, kind lineage.ChangeKind, subject string, by lineage.Decision, work func(d *lineage.Draft) error) (string, error) {
	return b.change(tx, lineage.Change{Kind: kind, Subject: subject, Decision: by}, work)
}

// Withdraw writes that a change should never have been recorded.
func (b *Book) Withdraw(tx *db.Tx, change string, by lineage.Decision) (string, error) {
	if err := b.Withdrawable(&tx.View, change); err != nil {
		return "", err
	}
	return b.change(tx, lineage.Change{Kind: lineage.ChangeWithdraw, Subject: change, Decision: by, Corrects: change},
		func(d *lineage.Draft) error { return d.Withdraw(change) })
}

// Withdrawable refuses what cannot be withdrawn whatever the tree: a change that is not there, and a withdrawal.
func (b *Book) Withdrawable(v *db.View, change string) error {
	c, found, err := b.ChangeByID(v, change)
	switch {
	case err != nil:
		return err
	case !found:
		return fault.NotFoundf("Không có thay đổi nào mang mã %s để hủy ghi nhận. Hãy chọn lại trong dòng thời gian.", change)
	case c.Kind == lineage.ChangeWithdraw:
		return fault.Invalidf("Việc hủy ghi nhận không tự hủy được. Nếu quyết định vẫn đúng, hãy ghi lại quyết định đó.")
	}
	return nil
}

func (b *Book) change(tx *db.Tx, c lineage.Change, work func(d *lineage.Draft) error) (string, error) {
	if err := tx.Lock(b.Lock()); err != nil {
		return "", err
	}
	m := tx.Memo(memoKey{b.Prefix}, func() any { return &memo{} }).(*memo)
	h, err := b.load(&tx.View, m.history)
	if err != nil {
		return "", err
	}
	if err := b.once(&tx.View, c); err != nil {
		return "", err
	}
	c.ID, c.By, c.Recorded = tx.ID(), tx.Actor, max(tx.At, h.Recorded())
	d := b.draft(h, c.ID, c.Recorded)
	if err := work(d); err != nil {
		return "", err
	}
	facts, successions, after, err := d.Done()
	if err != nil {
		return "", err
	}
	if err := b.write(tx, c, facts, successions); err != nil {
		return "", err
	}
	m.history = after
	s := b.shelf(&tx.View)
	tx.AfterCommit(func() { s.put(after) })
	return c.ID, nil
}

// Draft returns a draft of a change that is never stored, to see what it would do.
func (b *Book) Draft(v *db.View) (*lineage.Draft, error) {
	h, err := b.History(v)
	if err != nil {
		return nil, err
	}
	return b.draft(h, "", v.At), nil
}

func (b *Book) draft(h *lineage.History, change string, at day.Instant) *lineage.Draft {
	d := h.Draft(change, at)
	d.Main, d.Exist = b.Main, cmp.Or(b.Exist, d.Exist)
	return d
}

// Lock is the name under which changes of the book follow one another; a verb may take it beforehand.
func (b *Book) Lock() string { return b.Prefix + ".lineage" }

// once refuses a second recording of a change by the same decision.
func (b *Book) once(v *db.View, c lineage.Change) error {
	if c.Number == "" {
		return nil
	}
	old, found, err := b.same(v, c)
	if err != nil || !found {
		return err
	}
	return fault.Conflictf("Quyết định %s ngày %s của %s đã được ghi cho việc này lúc %s. Hãy mở dòng thời gian để xem; không cần ghi lại.",
		c.Number, c.Date.VN(), cmp.Or(c.Issuer, "cơ quan ban hành"), old.Recorded.VN())
}

func shares(m map[string]int64) (string, error) {
	if len(m) == 0 {
		return "", nil
	}
	b, err := json.Marshal(m)
	return string(b), err
}

// days reads days quickly: many facts share one.
type days map[string]day.Day

func (m days) parse(s string) (day.Day, error) {
	if d, ok := m[s]; ok {
		return d, nil
	}
	var d day.Day
	if err := d.Scan(s); err != nil {
		return 0, err
	}
	m[s] = d
	return d, nil
}
