package report_test

import (
	"testing"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
	"phongtrao/internal/report"
)

func (h *house) undo(id string, version int64) error {
	return h.Try(report.Undoing, id, func(tx *db.Tx) error { return report.Undo(tx, id, version) })
}

func (h *house) bags(t *testing.T, want int64) {
	t.Helper()
	if f := h.figure(bags); f.Quantity != ledger.Exactly(want) {
		t.Errorf("%s bags, want %d", f.Quantity, want)
	}
}

// TestUndo: an acceptance is taken back by further entries; the figures wait again, and can be accepted again.
func TestUndo(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 10))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(h.accept(id, 1))
	h.bags(t, 10)
	must(h.undo(id, 1))
	h.bags(t, 0)
	if w := h.pending(report.Ask{}); len(w) != 1 || w[0].Version != 2 {
		t.Error(w)
	}
	if err := h.undo(id, 2); fault.KindOf(err) != fault.Conflict {
		t.Error("what waits was undone", err)
	}
	must(h.accept(id, 2))
	h.bags(t, 10)

	// Where it took the place of an earlier one, that one counts again.
	h.Do(report.Submitting, id, func(tx *db.Tx) error {
		return report.Resubmit(tx, id, 2, []report.Line{line(bags, 12)}, "đếm lại")
	})
	must(h.accept(id, 3))
	h.bags(t, 12)
	must(h.undo(id, 3))
	h.bags(t, 10)
	if w := h.pending(report.Ask{}); len(w) != 1 || w[0].Version != 5 || w[0].Quantity != ledger.Exactly(12) || !w[0].Amends {
		t.Error(w)
	}
	must(h.accept(id, 5))
	h.bags(t, 12)

	h.Clock.Advance(report.UndoTime + time.Second)
	if err := h.undo(id, 5); fault.KindOf(err) != fault.Conflict {
		t.Error("undone too late", err)
	}
}

// TestFiles: a file is kept once for a submission, with the version it came with; too many or unknown kinds are refused.
func TestFiles(t *testing.T) {
	h := build(t)
	id := h.submit("toto", line(bags, 10))
	photo := report.File{Hash: "aa", Name: "biên bản.jpg", Media: "image/jpeg", Size: 10}
	for range 2 {
		h.Do(report.Submitting, id, func(tx *db.Tx) error { return report.Attach(tx, id, photo, photo) })
	}
	h.See(func(v *db.View) error {
		files, err := report.FilesOf(v, id)
		if len(files) != 1 || files[0].Version != 1 || !files[0].Picture() {
			t.Error(files)
		}
		return err
	})
	for _, bad := range []report.File{{Hash: "b", Name: "a.exe", Media: "application/octet-stream", Size: 1}, {Hash: "b", Name: "", Media: "image/png", Size: 1}, {Hash: "b", Name: "a.png", Media: "image/png", Size: report.FileMax + 1}} {
		if err := h.Try(report.Submitting, id, func(tx *db.Tx) error { return report.Attach(tx, id, bad) }); fault.Field(err) != "files" {
			t.Error(bad, err)
		}
	}
}
