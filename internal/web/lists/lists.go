// Package lists takes lists of units in by pages.
//
// A file is sent; then what its columns are, how its letters are written and which units its parents are is shown and confirmed; then
// what becomes of each row; then it is taken in, in the background, and may be taken back. Each step is kept, so that whoever was
// interrupted goes on where they stood, from any machine.
package lists

import (
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/house"
	"phongtrao/internal/intake"
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

// tables keeps the tables read last: each step looks at the same one again.
type tables struct {
	kept chan []readTable
}

type readTable struct {
	file  string
	sheet int
	names []string
	table *sheet.Table
}

const tablesKept = 4

type tablesKey struct{}

// tableOf reads a sheet of a file that was sent.
func tableOf(h *house.House, l intake.List) (names []string, t *sheet.Table, err error) {
	shelf := h.DB.Keep(tablesKey{}, func() any {
		s := &tables{kept: make(chan []readTable, 1)}
		s.kept <- nil
		return s
	}).(*tables)
	kept := <-shelf.kept
	shelf.kept <- kept
	for _, k := range kept {
		if k.file == l.File && k.sheet == l.Answers.Sheet {
			return k.names, k.table, nil
		}
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
	now := append([]readTable{{l.File, l.Answers.Sheet, book.Sheets(), t}}, <-shelf.kept...)
	shelf.kept <- now[:min(tablesKept, len(now))]
	return book.Sheets(), t, nil
}
