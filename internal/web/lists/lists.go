// Package lists takes lists of units in by pages.
//
// A file is sent; then what its columns are, how its letters are written and which units its parents are is shown and confirmed; then
// what becomes of each row; then it is taken in, in the background, and may be taken back. Each step is kept, so that whoever was
// interrupted goes on where they stood, from any machine.
package lists

import (
	"encoding/json"
	"sync"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/intake"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// Screens are the pages of the section.
func Screens() []ui.Screen[*door.Ask] { return []ui.Screen[*door.Ask]{New, Show, Past} }

// Actions are the acts of the section.
func Actions() []door.Action { return []door.Action{send, columns, parents, take, undo} }

// Streams lists what is handed out in place of pages.
func Streams() []door.Stream { return []door.Stream{template, refused} }

const (
	newPath  = "/units/import"
	pastPath = "/units/imports"
	onePath  = "/imports"
)

func address(id string) string { return onePath + "/" + id }

// The steps of a list, as they stand in addresses.
const (
	stepColumns = "columns"
	stepParents = "parents"
	stepPreview = "preview"
)

var stepNames = []string{"Chọn tệp", "Cột và chữ", "Cấp trên", "Xem trước và ghi"}

// shelf keeps what was made last of a few things that each step looks at again.
type shelf[T any] struct {
	mu   sync.Mutex
	kept []T
}

const keptMax = 4

func (s *shelf[T]) find(is func(T) bool) (T, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.kept {
		if is(k) {
			return k, true
		}
	}
	var none T
	return none, false
}

func (s *shelf[T]) put(x T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append([]T{x}, s.kept[:min(keptMax-1, len(s.kept))]...)
}

type readTable struct {
	file  string
	sheet int
	names []string
	table *sheet.Table
}

type tablesKey struct{}

// tableOf reads a sheet of a file that was sent.
func tableOf(h *house.House, l intake.List) (names []string, t *sheet.Table, err error) {
	kept := h.DB.Keep(tablesKey{}, func() any { return &shelf[readTable]{} }).(*shelf[readTable])
	if k, ok := kept.find(func(k readTable) bool { return k.file == l.File && k.sheet == l.Answers.Sheet }); ok {
		return k.names, k.table, nil
	}
	f, err := h.Files.Open(l.File)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	book, err := sheet.Open(f, info.Size())
	if err != nil {
		return nil, nil, err
	}
	if t, err = book.Table(l.Answers.Sheet); err != nil {
		return book.Sheets(), nil, err
	}
	kept.put(readTable{l.File, l.Answers.Sheet, book.Sheets(), t})
	return book.Sheets(), t, nil
}

// madePlan is a plan with all that it depends on: the list with its answers, what is known of the organisation; aliases may come within a minute.
type madePlan struct {
	list, answers string
	head          int64
	minute        int64
	plan          *intake.Plan
}

type plansKey struct{}

// planOf makes the plan of a list for looking at it. It is shared and never changed; an act makes its own.
func planOf(v *db.View, l intake.List, t *sheet.Table) (*intake.Plan, error) {
	kept := v.DB().Keep(plansKey{}, func() any { return &shelf[madePlan]{} }).(*shelf[madePlan])
	h, err := org.HistoryOf(v)
	if err != nil {
		return nil, err
	}
	answers, err := json.Marshal(l.Answers)
	if err != nil {
		return nil, err
	}
	now := madePlan{list: l.ID, answers: string(answers), head: h.Head(), minute: int64(v.At) / 60e6}
	if k, ok := kept.find(func(k madePlan) bool { k.plan = nil; return k == now }); ok {
		return k.plan, nil
	}
	if now.plan, err = intake.Make(v, t, l.Answers); err != nil {
		return nil, err
	}
	kept.put(now)
	return now.plan, nil
}
