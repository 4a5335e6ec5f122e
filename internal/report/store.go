package report

import (
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

// subject returns what a submission, a slip or a claim is about; both empty for anything else.
func subject(v *db.View, id string) (unit, activity string, err error) {
	type about struct{ unit, activity string }
	a, _, err := db.One(v, func(s db.Scanner) (a about, err error) {
		err = s.Scan(&a.unit, &a.activity)
		return a, err
	}, `SELECT unit, '' FROM report_submission WHERE id = ? UNION ALL SELECT unit, activity FROM report_slip WHERE id = ? UNION ALL SELECT unit, '' FROM report_claim WHERE id = ?`, id, id, id)
	return a.unit, a.activity, err
}

// latest reads versions of submissions with what was decided about them.
const latest = `SELECT s.id, v.version, s.unit, s.activity, v.explanation, v.recorded, v.recorded_by,
	COALESCE(d.state, 'submitted'), COALESCE(d.reason, ''), COALESCE(d.recorded, 0), COALESCE(d.recorded_by, '')
FROM report_submission s JOIN report_version v ON v.submission = s.id LEFT JOIN report_decision d ON d.submission = v.submission AND d.version = v.version`

const last = ` v.version = (SELECT max(l.version) FROM report_version l WHERE l.submission = s.id)`

func scanSubmission(r db.Scanner) (s Submission, err error) {
	err = r.Scan(&s.ID, &s.Version, &s.Unit, &s.Activity, &s.Explanation, &s.At, &s.By, &s.State, &s.Reason, &s.DecidedAt, &s.DecidedBy)
	return s, err
}

// Get returns the last version of a submission; a fault of kind NotFound where there is none.
func Get(v *db.View, id string) (Submission, error) {
	s, ok, err := db.One(v, scanSubmission, latest+` WHERE s.id = ? AND`+last, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Không tìm thấy báo cáo này.")
	}
	if err != nil {
		return Submission{}, err
	}
	return withLines(v, s)
}

// Versions returns every version of a submission, the first one first.
func Versions(v *db.View, id string) ([]Submission, error) {
	return whole(v, latest+` WHERE s.id = ? ORDER BY v.version`, id)
}

// OfActivity returns the last version of what each unit declared of an activity, in the order of sending.
func OfActivity(v *db.View, activity string) ([]Submission, error) {
	return whole(v, latest+` WHERE s.activity = ? AND`+last+` ORDER BY v.recorded, s.id`, activity)
}

// OfUnit returns the last version of all that a unit declared, the newest first.
func OfUnit(v *db.View, unit string) ([]Submission, error) {
	return whole(v, latest+` WHERE s.unit = ? AND`+last+` ORDER BY v.recorded DESC, s.id`, unit)
}

// waiting returns the lines that wait, in the order in which they were sent, chosen by activity and indicators.
func waiting(v *db.View, activity string, indicators []string) ([]Waiting, error) {
	sql, args := `SELECT w.submission, w.version, l.line, w.unit, w.activity, l.indicator, l.lo, l.hi, l.open, v.recorded, v.recorded_by,
	(SELECT count(*) FROM report_posted p WHERE p.owner = w.submission)
FROM report_waiting w JOIN report_version v ON v.submission = w.submission AND v.version = w.version JOIN report_line l ON l.submission = w.submission AND l.version = w.version
WHERE 1 = 1`, []any{}
	if activity != "" {
		sql, args = sql+` AND w.activity = ?`, append(args, activity)
	}
	if len(indicators) > 0 {
		sql += ` AND l.indicator IN (?` + strings.Repeat(`, ?`, len(indicators)-1) + `)`
		for _, i := range indicators {
			args = append(args, i)
		}
	}
	return db.All(v, func(s db.Scanner) (w Waiting, err error) {
		var open, posted int64
		err = s.Scan(&w.Submission, &w.Version, &w.Line, &w.Unit, &w.Activity, &w.Indicator, &w.Lo, &w.Hi, &open, &w.At, &w.By, &posted)
		w.Open, w.Amends = open == 1, posted > 0
		return w, err
	}, sql+` ORDER BY v.recorded, w.submission, l.line`, args...)
}

func whole(v *db.View, sql string, args ...any) ([]Submission, error) {
	all, err := db.All(v, scanSubmission, sql, args...)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i], err = withLines(v, all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func scanLine(s db.Scanner) (l Line, err error) {
	var open int64
	err = s.Scan(&l.Indicator, &l.Lo, &l.Hi, &open, &l.Note)
	l.Open = open == 1
	return l, err
}

func withLines(v *db.View, s Submission) (Submission, error) {
	lines, err := db.All(v, scanLine, `SELECT indicator, lo, hi, open, note FROM report_line WHERE submission = ? AND version = ? ORDER BY line`, s.ID, s.Version)
	s.Lines = lines
	return s, err
}

// submissionOf returns the key of what a unit declared of an activity, "" where it declared nothing.
func submissionOf(v *db.View, unit, activity string) (string, error) {
	id, _, err := db.One(v, func(s db.Scanner) (id string, err error) { return id, s.Scan(&id) },
		`SELECT id FROM report_submission WHERE unit = ? AND activity = ?`, unit, activity)
	return id, err
}

func insertSubmission(tx *db.Tx, s Submission) error {
	return tx.Insert("report_submission", []string{"id", "unit", "activity"}, [][]any{{s.ID, s.Unit, s.Activity}})
}

func insertVersion(tx *db.Tx, s Submission) error {
	err := tx.Insert("report_version", []string{"submission", "version", "explanation", "recorded", "recorded_by"}, [][]any{{s.ID, s.Version, s.Explanation, int64(tx.At), tx.Actor}})
	if err != nil {
		return err
	}
	if _, err := tx.Exec(`INSERT INTO report_waiting (submission, version, unit, activity) VALUES (?, ?, ?, ?) ON CONFLICT (submission) DO UPDATE SET version = excluded.version`,
		s.ID, s.Version, s.Unit, s.Activity); err != nil {
		return err
	}
	return insertLines(tx, s.ID, s.Version, s.Lines)
}

func insertLines(tx *db.Tx, owner string, version int64, lines []Line) error {
	rows := make([][]any, len(lines))
	for i, l := range lines {
		rows[i] = []any{owner, version, i + 1, l.Indicator, l.Lo, l.Hi, l.Open, l.Note}
	}
	return tx.Insert("report_line", []string{"submission", "version", "line", "indicator", "lo", "hi", "open", "note"}, rows)
}

func insertDecision(tx *db.Tx, s Submission, state State, reason string) error {
	if _, err := tx.Exec(`DELETE FROM report_waiting WHERE submission = ?`, s.ID); err != nil {
		return err
	}
	return tx.Insert("report_decision", []string{"submission", "version", "state", "reason", "recorded", "recorded_by"},
		[][]any{{s.ID, s.Version, string(state), reason, int64(tx.At), tx.Actor}})
}

func insertPosted(tx *db.Tx, owner string, version int64, entries []int64) error {
	rows := make([][]any, len(entries))
	for i, e := range entries {
		rows[i] = []any{owner, version, i + 1, e}
	}
	return tx.Insert("report_posted", []string{"owner", "version", "line", "entry"}, rows)
}

// lastPosted returns the entries of the last version of a submission or slip that was posted, in the order of its lines.
func lastPosted(v *db.View, owner string) ([]int64, error) {
	return db.All(v, func(s db.Scanner) (n int64, err error) { return n, s.Scan(&n) },
		`SELECT entry FROM report_posted WHERE owner = ? AND version = (SELECT max(version) FROM report_posted WHERE owner = ?) ORDER BY line`, owner, owner)
}

const slips = `SELECT s.id, s.unit, s.campaign, s.activity, s.place, s.day, s.evidence, s.number, s.dated, s.signers, s.explanation, s.adds, s.recorded, s.recorded_by, COALESCE(e.reason, '')
FROM report_slip s LEFT JOIN report_slip_end e ON e.slip = s.id`

func scanSlip(r db.Scanner) (s Slip, err error) {
	var evidence string
	var adds int64
	if err = r.Scan(&s.ID, &s.Unit, &s.Campaign, &s.Activity, &s.Place, &s.Day, &evidence, &s.Paper.Number, &s.Paper.Date, &s.Paper.Signers, &s.Explanation, &adds, &s.At, &s.By, &s.Voided); err != nil {
		return s, err
	}
	s.Adds = adds == 1
	s.Evidence, err = ledger.EvidenceByKey(evidence)
	return s, err
}

// SlipByID returns a slip; a fault of kind NotFound where there is none.
func SlipByID(v *db.View, id string) (Slip, error) {
	s, ok, err := db.One(v, scanSlip, slips+` WHERE s.id = ?`, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Không tìm thấy phiếu này.")
	}
	if err != nil {
		return Slip{}, err
	}
	s.Lines, err = db.All(v, scanLine, `SELECT indicator, lo, hi, open, note FROM report_line WHERE submission = ? ORDER BY line`, id)
	return s, err
}

// SlipsOf returns the slips of an activity, those taken back too, in the order of entering.
func SlipsOf(v *db.View, activity string) ([]Slip, error) {
	all, err := db.All(v, scanSlip, slips+` WHERE s.activity = ? ORDER BY s.recorded, s.id`, activity)
	for i := range all {
		if all[i], err = SlipByID(v, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, err
}

func insertSlip(tx *db.Tx, s Slip) error {
	err := tx.Insert("report_slip", []string{"id", "unit", "campaign", "activity", "place", "day", "evidence", "number", "dated", "signers", "explanation", "adds", "recorded", "recorded_by"},
		[][]any{{s.ID, s.Unit, s.Campaign, s.Activity, s.Place, s.Day, s.Evidence.Key(), s.Paper.Number, s.Paper.Date, s.Paper.Signers, s.Explanation, s.Adds, int64(tx.At), tx.Actor}})
	if err != nil {
		return err
	}
	return insertLines(tx, s.ID, 0, s.Lines)
}

func insertSlipEnd(tx *db.Tx, slip, reason string) error {
	return tx.Insert("report_slip_end", []string{"slip", "reason", "recorded", "recorded_by"}, [][]any{{slip, reason, int64(tx.At), tx.Actor}})
}

const claims = `SELECT c.id, c.campaign, c.unit, c.indicator, c.since, c.until_day, c.lo, c.hi, c.open, c.printed, c.part, c.whole, c.percent, c.places, c.incomplete, c.source, c.day, c.note, c.recorded, c.recorded_by
FROM report_claim c WHERE NOT EXISTS (SELECT 1 FROM report_claim_end e WHERE e.claim = c.id)`

func scanClaim(s db.Scanner) (c Claim, err error) {
	var open, incomplete int64
	err = s.Scan(&c.ID, &c.Campaign, &c.Unit, &c.Indicator, &c.Period.From, &c.Period.To, &c.Lo, &c.Hi, &open, &c.Printed, &c.Percent.Part, &c.Percent.Whole, &c.Percent.Printed.Units,
		&c.Percent.Printed.Places, &incomplete, &c.Source, &c.Day, &c.Note, &c.At, &c.By)
	c.Open, c.Incomplete = open == 1, incomplete == 1
	return c, err
}

// ClaimByID returns a claim that was not taken back; a fault of kind NotFound where there is none.
func ClaimByID(v *db.View, id string) (Claim, error) {
	c, ok, err := db.One(v, scanClaim, claims+` AND c.id = ?`, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Không tìm thấy số đã công bố này.")
	}
	return c, err
}

// Claims returns what was published, by the day of publishing; see Filter.
func Claims(v *db.View, f Filter) ([]Claim, error) {
	sql, args := claims, []any{}
	add := func(s string, a ...any) { sql, args = sql+` AND `+s, append(args, a...) }
	if len(f.Units) > 0 {
		units := make([]any, len(f.Units))
		for i, u := range f.Units {
			units[i] = u
		}
		add(`c.unit IN (?`+strings.Repeat(`, ?`, len(units)-1)+`)`, units...)
	}
	if f.Indicator != "" {
		add(`c.indicator = ?`, f.Indicator)
	}
	if f.Campaign != "" {
		add(`c.campaign = ?`, f.Campaign)
	}
	if f.Period != (day.Period{}) {
		add(`c.since <= ?`, f.Period.To)
		add(`c.until_day >= ?`, f.Period.From)
	}
	return db.All(v, scanClaim, sql+` ORDER BY c.day, c.id`, args...)
}

func insertClaim(tx *db.Tx, c Claim) error {
	return tx.Insert("report_claim", []string{"id", "campaign", "unit", "indicator", "since", "until_day", "lo", "hi", "open", "printed", "part", "whole", "percent", "places", "incomplete", "source", "day", "note",
		"recorded", "recorded_by"}, [][]any{{c.ID, c.Campaign, c.Unit, c.Indicator, c.Period.From, c.Period.To, c.Lo, c.Hi, c.Open, c.Printed, c.Percent.Part, c.Percent.Whole, c.Percent.Printed.Units,
		c.Percent.Printed.Places, c.Incomplete, c.Source, c.Day, c.Note, int64(tx.At), tx.Actor}})
}

func insertClaimEnd(tx *db.Tx, claim, reason string) error {
	return tx.Insert("report_claim_end", []string{"claim", "reason", "recorded", "recorded_by"}, [][]any{{claim, reason, int64(tx.At), tx.Actor}})
}

// Sent reports whether a unit declared anything of an activity.
func Sent(v *db.View, unit, activity string) (bool, error) {
	id, err := submissionOf(v, unit, activity)
	return id != "", err
}

// Lately returns the submissions whose last version stands in a state, the latest decision first; at most limit.
func Lately(v *db.View, s State, limit int) ([]Submission, error) {
	return db.All(v, scanSubmission, latest+` WHERE d.state = ? AND`+last+` ORDER BY d.recorded DESC, s.id LIMIT ?`, string(s), limit)
}
