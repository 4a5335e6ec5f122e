package campaign

import (
	"cmp"
	"slices"
	"strings"

	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Batch is what was written to targets in one go and can be taken back in one go.
type Batch struct {
	ID     string
	Target string // the target that was shared, or that was given another number
	Change Change
	What   string // how the numbers came about, "" for by hand
	Kept   int64  // what was meant to stay in reserve from then on, KeepAsIs where nothing was said
	Undoes string // the batch that it took back, "" for none
	Undone string // the batch that took it back, "" while none did
	Lines  int    // how many targets got another number
	MadeBy string
	MadeAt day.Instant

	lines []line
}

// line is a target that went from one version to another; was is 0 where it was begun.
type line struct {
	target      string
	was, became int
}

// Shared reports whether a batch changed what stands below its target, and not that target itself.
func (b Batch) Shared() bool { return b.Change == BySharing || b.Change == ByAnswering }

// keepBatch writes a batch down and returns its id.
func keepBatch(tx *db.Tx, b Batch) (string, error) {
	b.ID = tx.ID()
	return b.ID, insertBatch(tx, b)
}

// Kept is how much of a target's reserve is meant to stay there, as far as the reserve goes; what is beyond it is still open.
func Kept(v *db.View, t Target) (int64, error) {
	kept, err := selectKept(v, t.ID)
	return min(kept, t.Reserve), err
}

// Undo takes a batch back: every target of it gets the number that it had, as a new version, and one that the batch began is left
// with 0. What units answered in the meantime does not stand in the way; another number does.
func Undo(tx *db.Tx, batch string) (string, error) {
	if err := lockTargets(tx); err != nil {
		return "", err
	}
	b, err := BatchByID(&tx.View, batch)
	if err != nil {
		return "", err
	}
	if b.Undone != "" {
		return "", fault.Conflictf("Lần ghi này đã được hoàn tác rồi. Hãy tải lại trang để xem số đang giao.")
	}
	was, became, now, err := selectLines(&tx.View, batch)
	if err != nil {
		return "", err
	}
	reason := Because{Reason: "Hoàn tác: " + cmp.Or(b.What, b.Change.Label())}
	var versions []Target
	var lines []line
	var changed []string
	gain := map[string]int64{} // by parent
	for id, t := range now {
		before := Target{State: Given}
		if w, had := was[id]; had {
			before = w
		}
		if t.Quantity != became[id].Quantity {
			changed = append(changed, called(&tx.View, t.Unit, t.Period.To)+" ("+number(t.Quantity)+")")
			continue
		}
		if err := room(t, before.Quantity); err != nil {
			return "", fault.Invalidf("Chưa hoàn tác được, %s: %s", called(&tx.View, t.Unit, t.Period.To), fault.Text(err))
		}
		if t.Parent != "" {
			gain[t.Parent] += before.Quantity - t.Quantity
		}
		t.Reserve += before.Quantity - t.Quantity
		t.Quantity, t.State = before.Quantity, before.State
		t = t.following(ByUndoing, reason)
		lines = append(lines, line{t.ID, t.Version - 1, t.Version})
		versions = append(versions, t)
	}
	slices.Sort(changed)
	if len(changed) > 0 {
		return "", fault.Conflictf("Chưa hoàn tác được, vì sau đó đã đổi số ở: %s. Hãy sửa từng đơn vị.", few(changed, 5))
	}
	if len(gain) == 0 && b.Change == BySharing {
		gain[b.Target] = 0 // only what was meant to be kept
	}
	for id, more := range gain {
		parent, err := TargetByID(&tx.View, id)
		if err != nil {
			return "", err
		}
		if err := take(parent, more); err != nil {
			return "", err
		}
		parent.Reserve -= more
		versions = append(versions, parent.following(ByUndoing, reason))
	}
	if err := insertVersions(tx, versions); err != nil {
		return "", err
	}
	act.Note(tx, "Hoàn tác: "+itoa(len(lines))+" chỉ tiêu trở lại số trước.")
	kept := int64(KeepAsIs)
	if b.Kept >= 0 {
		if kept, err = selectKeptBefore(&tx.View, b); err != nil {
			return "", err
		}
	}
	return keepBatch(tx, Batch{Target: b.Target, Change: b.Change, What: b.What, Kept: kept, Undoes: b.ID, lines: lines})
}

// few joins the first of some names, and counts the rest.
func few(names []string, most int) string {
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " và " + itoa(len(names)-most) + " đơn vị khác"
}
