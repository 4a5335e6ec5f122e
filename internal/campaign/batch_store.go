package campaign

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

func insertBatch(tx *db.Tx, b Batch) error {
	if err := tx.Insert("campaign_batch", []string{"id", "target", "change", "what", "kept", "undoes", "made_by", "made_at"},
		[][]any{{b.ID, b.Target, b.Change, b.What, b.Kept, b.Undoes, tx.Actor, tx.At}}); err != nil {
		return err
	}
	rows := make([][]any, len(b.lines))
	for i, l := range b.lines {
		rows[i] = []any{b.ID, l.target, l.was, l.became}
	}
	return tx.Insert("campaign_batch_line", []string{"batch", "target", "was", "became"}, rows)
}

const batchColumns = `b.id, b.target, b.change, b.what, b.kept, b.undoes, COALESCE((SELECT MAX(u.id) FROM campaign_batch u WHERE u.undoes = b.id), ''),
	(SELECT COUNT(*) FROM campaign_batch_line l WHERE l.batch = b.id), b.made_by, b.made_at FROM campaign_batch b`

func scanBatch(s db.Scanner) (b Batch, err error) {
	err = s.Scan(&b.ID, &b.Target, &b.Change, &b.What, &b.Kept, &b.Undoes, &b.Undone, &b.Lines, &b.MadeBy, &b.MadeAt)
	return b, err
}

// BatchByID returns a batch.
func BatchByID(v *db.View, id string) (Batch, error) {
	b, found, err := db.One(v, scanBatch, `SELECT `+batchColumns+` WHERE b.id = ?`, id)
	if err == nil && !found {
		err = fault.NotFoundf("Không tìm thấy lần ghi này. Có thể trang đã cũ, hãy tải lại.")
	}
	return b, err
}

// Batches returns the latest batches of a target, the last one first.
func Batches(v *db.View, target string, limit int) ([]Batch, error) {
	return db.All(v, scanBatch, `SELECT `+batchColumns+` WHERE b.target = ? ORDER BY b.id DESC LIMIT ?`, target, limit)
}

func scanNumber(s db.Scanner) (n int64, err error) {
	err = s.Scan(&n)
	return n, err
}

// selectKept returns what was last meant to stay in a target's reserve, 0 where nothing was said.
func selectKept(v *db.View, target string) (int64, error) {
	n, _, err := db.One(v, scanNumber, `SELECT kept FROM campaign_batch WHERE target = ? AND kept >= 0 ORDER BY id DESC LIMIT 1`, target)
	return n, err
}

// selectKeptBefore returns what was meant to stay before a batch.
func selectKeptBefore(v *db.View, b Batch) (int64, error) {
	n, _, err := db.One(v, scanNumber, `SELECT kept FROM campaign_batch WHERE target = ? AND kept >= 0 AND id < ? ORDER BY id DESC LIMIT 1`, b.Target, b.ID)
	return n, err
}

// selectLines returns a batch's targets by id: as they were before it, as it left them, as they are now.
func selectLines(v *db.View, batch string) (was, became, now map[string]Target, err error) {
	read := func(which string) map[string]Target {
		if err != nil {
			return nil
		}
		var all []Target
		all, err = db.All(v, scanTarget, `SELECT `+targetColumns+` JOIN campaign_batch_line l ON l.target = t.id WHERE l.batch = ? AND w.version = `+which, batch)
		out := make(map[string]Target, len(all))
		for _, t := range all {
			out[t.ID] = t
		}
		return out
	}
	was, became = read(`l.was`), read(`l.became`)
	now = read(`(SELECT MAX(x.version) FROM campaign_target_version x WHERE x.target = t.id)`)
	return was, became, now, err
}

// insertTargets writes what many targets are; their first versions are written apart.
func insertTargets(tx *db.Tx, all []Target) error {
	rows := make([][]any, len(all))
	for i, t := range all {
		rows[i] = []any{t.ID, t.Campaign, t.Unit, t.Indicator, t.Period.From, t.Period.To, t.Source, t.Parent}
	}
	return tx.Insert("campaign_target", []string{"id", "campaign", "unit", "indicator", "period_from", "period_to", "source", "parent"}, rows)
}

// insertVersions writes versions of many targets.
func insertVersions(tx *db.Tx, all []Target) error {
	rows := make([][]any, len(all))
	for i, t := range all {
		rows[i] = []any{t.ID, t.Version, t.Quantity, t.Reserve, t.State, t.Change, t.Dispatch, t.Item, t.Reason, tx.Actor, tx.At}
	}
	return tx.Insert("campaign_target_version", []string{"target", "version", "quantity", "reserve", "state", "change", "dispatch", "item", "reason", "made_by", "made_at"}, rows)
}
