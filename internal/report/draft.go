package report

import (
	"encoding/json"
	"net/url"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Draft is what somebody of a unit typed about an activity and did not send.
type Draft struct {
	Unit     string
	Activity string
	Typed    url.Values
	Files    []File // given with it; they are kept, and go with what is sent
	At       day.Instant
	By       string
}

// draftMax is how many bytes of typing are kept.
const draftMax = 64 << 10

// Keep puts a draft in place of the one before.
func Keep(tx *db.Tx, d Draft) error {
	if _, err := takesPart(&tx.View, d.Activity, d.Unit); err != nil {
		return err
	}
	typed := d.Typed.Encode()
	if len(typed) > draftMax {
		return fault.In("explanation", "Phần đã gõ dài quá nên không giữ làm nháp được. Hãy rút ngắn lời giải trình.")
	}
	if len(d.Files) > FilesMax {
		return fault.In("files", "Mỗi báo cáo kèm tối đa %d tệp. Hãy bớt lại.", FilesMax)
	}
	for i := range d.Files {
		f, err := checkFile(d.Files[i])
		if err != nil {
			return err
		}
		d.Files[i] = f
	}
	files, err := json.Marshal(d.Files)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO report_draft (unit, activity, typed, files, recorded, recorded_by) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (unit, activity) DO UPDATE SET typed = excluded.typed, files = excluded.files, recorded = excluded.recorded, recorded_by = excluded.recorded_by`,
		d.Unit, d.Activity, typed, string(files), int64(tx.At), tx.Actor)
	return err
}

// Drop takes a draft away.
func Drop(tx *db.Tx, unit, activity string) error {
	_, err := tx.Exec(`DELETE FROM report_draft WHERE unit = ? AND activity = ?`, unit, activity)
	return err
}

func scanDraft(s db.Scanner) (d Draft, err error) {
	var typed, files string
	if err = s.Scan(&d.Unit, &d.Activity, &typed, &files, &d.At, &d.By); err != nil {
		return d, err
	}
	if d.Typed, err = url.ParseQuery(typed); err != nil {
		return d, err
	}
	return d, json.Unmarshal([]byte(files), &d.Files)
}

const drafts = `SELECT unit, activity, typed, files, recorded, recorded_by FROM report_draft`

// DraftOf returns what a unit typed about an activity, and false where there is nothing.
func DraftOf(v *db.View, unit, activity string) (Draft, bool, error) {
	return db.One(v, scanDraft, drafts+` WHERE unit = ? AND activity = ?`, unit, activity)
}

// DraftsOf returns all that a unit typed and did not send.
func DraftsOf(v *db.View, unit string) ([]Draft, error) {
	return db.All(v, scanDraft, drafts+` WHERE unit = ? ORDER BY recorded DESC`, unit)
}
