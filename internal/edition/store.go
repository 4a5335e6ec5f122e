package edition

import (
	"net/url"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
)

const columns = `e.id, e.campaign, e.unit, e.since, e.until_day, e.provisional, e.replaces, e.made_at, e.made_by,
	w.version, w.number, w.dated, w.place, w.authority, w.title, w.signer, w.receivers, w.introduction, w.assessment, w.proposals, w.made_at, w.made_by,
	COALESCE(c.hash, ''), COALESCE(c.known, 0), COALESCE(c.through, 0), COALESCE(c.log_year, 0), COALESCE(c.log_size, 0), COALESCE(c.log_root, ''),
	COALESCE(c.conflicts, ''), COALESCE(c.reason, ''), COALESCE(c.recorded, 0), COALESCE(c.recorded_by, '')
	FROM edition_edition e JOIN edition_words w ON w.edition = e.id LEFT JOIN edition_close c ON c.edition = e.id
	WHERE w.version = (SELECT MAX(x.version) FROM edition_words x WHERE x.edition = e.id)`

func scan(s db.Scanner) (e Edition, err error) {
	var provisional int64
	var to, conflicts string
	var c Closing
	err = s.Scan(&e.ID, &e.Campaign, &e.Unit, &e.Period.From, &e.Period.To, &provisional, &e.Replaces, &e.MadeAt, &e.MadeBy,
		&e.Version, &e.Number, &e.Date, &e.Place, &e.Authority, &e.Title, &e.Signer, &to, &e.Introduction, &e.Assessment, &e.Proposals, &e.EditedAt, &e.EditedBy,
		&c.Hash, &c.Known, &c.Through, &c.Year, &c.Size, &c.Root, &conflicts, &c.Reason, &c.At, &c.By)
	e.Provisional, e.To, c.Conflicts = provisional == 1, lines(to), lines(conflicts)
	if c.Hash != "" {
		e.Closed = &c
	}
	return e, err
}

// Get returns an edition; a fault of kind NotFound where there is none.
func Get(v *db.View, id string) (Edition, error) {
	e, ok, err := db.One(v, scan, `SELECT `+columns+` AND e.id = ?`, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Không tìm thấy báo cáo này. Có thể đường dẫn đã cũ; hãy tìm trong danh sách báo cáo.")
	}
	if err != nil {
		return Edition{}, err
	}
	whole := []Edition{e}
	err = fill(v, whole, ` WHERE edition = ?`, id)
	return whole[0], err
}

// All returns every edition, the newest first, without those who may not be known to whoever asks: doors leave them out.
func All(v *db.View) ([]Edition, error) {
	list, err := db.All(v, scan, `SELECT `+columns+` ORDER BY e.id DESC`)
	if err != nil {
		return nil, err
	}
	return list, fill(v, list, "")
}

// fill adds to editions to whom they were sent, what those said, what was recalled, and says how each stands.
func fill(v *db.View, list []Edition, where string, args ...any) error {
	at := make(map[string]*Edition, len(list))
	for i := range list {
		at[list[i].ID] = &list[i]
	}
	type sent struct {
		edition string
		Receipt
	}
	received, err := db.All(v, func(s db.Scanner) (r sent, err error) {
		err = s.Scan(&r.edition, &r.Unit, &r.At, &r.By, &r.Answer, &r.Reason, &r.Since, &r.Who)
		return r, err
	}, `SELECT s.edition, s.unit, s.recorded, s.recorded_by, COALESCE(a.answer, ''), COALESCE(a.reason, ''), COALESCE(a.recorded, 0), COALESCE(a.recorded_by, '')
		FROM edition_sent s LEFT JOIN edition_answer a ON a.edition = s.edition AND a.unit = s.unit`+on("s.", where)+` ORDER BY s.recorded, s.unit`, args...)
	if err != nil {
		return err
	}
	for _, r := range received {
		if e := at[r.edition]; e != nil {
			e.Sent = append(e.Sent, r.Receipt)
		}
	}
	if err := fillRecalls(v, at, where, args...); err != nil {
		return err
	}
	for i := range list {
		list[i].State = list[i].stands()
	}
	return nil
}

func fillRecalls(v *db.View, at map[string]*Edition, where string, args ...any) error {
	type row struct {
		edition, unit string
		Recalling
		known day.Instant
	}
	rows, err := db.All(v, func(s db.Scanner) (r row, err error) {
		var changes string
		err = s.Scan(&r.ID, &r.edition, &r.Kind, &r.Reason, &changes, &r.At, &r.By, &r.unit, &r.known)
		r.Changes = lines(changes)
		return r, err
	}, `SELECT r.id, r.edition, r.kind, r.reason, r.changes, r.recorded, r.recorded_by, COALESCE(k.unit, ''), COALESCE(k.recorded, 0)
		FROM edition_recall r LEFT JOIN edition_acknowledgement k ON k.recall = r.id`+on("r.", where)+` ORDER BY r.id, k.unit`, args...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		e := at[r.edition]
		if e == nil {
			continue
		}
		if n := len(e.Recall); n == 0 || e.Recall[n-1].ID != r.ID {
			r.Known = map[org.UnitID]day.Instant{}
			e.Recall = append(e.Recall, r.Recalling)
		}
		if r.unit != "" {
			e.Recall[len(e.Recall)-1].Known[r.unit] = r.known
		}
	}
	return nil
}

// on puts the table's letter before the column of a condition.
func on(letter, where string) string {
	if where == "" {
		return ""
	}
	return " WHERE " + letter + "edition = ?"
}

// stands says how far an edition has come: the gravest word about it counts.
func (e Edition) stands() State {
	if e.Closed == nil {
		return Draft
	}
	if len(e.Recall) > 0 {
		return Recalled
	}
	state := Settled
	for _, r := range e.Sent {
		switch r.Answer {
		case Returned:
			return Returned
		case Accepted:
			state = Accepted
		default:
			if state == Settled {
				state = Delivered
			}
		}
	}
	return state
}

// Versions returns how often the words of an edition were written, by whom and when, the first first.
func Versions(v *db.View, id string) ([]Edition, error) {
	return db.All(v, func(s db.Scanner) (e Edition, err error) {
		err = s.Scan(&e.Version, &e.EditedAt, &e.EditedBy)
		return e, err
	}, `SELECT version, made_at, made_by FROM edition_words WHERE edition = ? ORDER BY version`, id)
}

// wordsAt returns one version of an edition's words, empty ones for a version that was never there.
func wordsAt(v *db.View, id string, version int) (Words, error) {
	w, _, err := db.One(v, func(s db.Scanner) (w Words, err error) {
		var to string
		err = s.Scan(&w.Number, &w.Date, &w.Place, &w.Authority, &w.Title, &w.Signer, &to, &w.Introduction, &w.Assessment, &w.Proposals)
		w.To = lines(to)
		return w, err
	}, `SELECT number, dated, place, authority, title, signer, receivers, introduction, assessment, proposals FROM edition_words WHERE edition = ? AND version = ?`, id, version)
	return w, err
}

func unitOf(v *db.View, id string) (string, error) {
	unit, _, err := db.One(v, func(s db.Scanner) (u string, err error) { return u, s.Scan(&u) }, `SELECT unit FROM edition_edition WHERE id = ?`, id)
	return unit, err
}

func receivers(v *db.View, id string) ([]string, error) {
	return db.All(v, func(s db.Scanner) (u string, err error) { return u, s.Scan(&u) }, `SELECT unit FROM edition_sent WHERE edition = ? ORDER BY unit`, id)
}

func selectDocument(v *db.View, id string) (document, hash string, err error) {
	type kept struct{ document, hash string }
	k, ok, err := db.One(v, func(s db.Scanner) (k kept, err error) {
		err = s.Scan(&k.document, &k.hash)
		return k, err
	}, `SELECT document, hash FROM edition_close WHERE edition = ?`, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Báo cáo này chưa chốt, chưa có bản in cố định. Hãy xem bản thảo.")
	}
	return k.document, k.hash, err
}

// Quotes returns what a closed edition quotes, in the order of its first use; nothing for a draft.
func Quotes(v *db.View, id string) ([]Quote, error) {
	list, err := db.All(v, func(s db.Scanner) (q Quote, err error) {
		var open int64
		var words string
		if err = s.Scan(&q.Code, &words, &q.What, &q.Part, &q.Name, &q.Lo, &q.Hi, &open); err != nil {
			return q, err
		}
		q.Open = open == 1
		query, err := url.ParseQuery(words)
		if err == nil {
			q.Question, err = passport.ParseQuery(query)
		}
		return q, err
	}, `SELECT code, question, what, part, name, lo, hi, open FROM edition_quote WHERE edition = ? ORDER BY line`, id)
	return list, err
}

func insertEdition(tx *db.Tx, id string, a About) error {
	return tx.Insert("edition_edition", []string{"id", "campaign", "unit", "since", "until_day", "provisional", "replaces", "made_at", "made_by"},
		[][]any{{id, a.Campaign, a.Unit, a.Period.From, a.Period.To, a.Provisional, a.Replaces, int64(tx.At), tx.Actor}})
}

func insertWords(tx *db.Tx, id string, version int, w Words) error {
	return tx.Insert("edition_words", []string{"edition", "version", "number", "dated", "place", "authority", "title", "signer", "receivers", "introduction", "assessment", "proposals", "made_at", "made_by"},
		[][]any{{id, int64(version), w.Number, w.Date, w.Place, w.Authority, w.Title, w.Signer, joined(w.To), w.Introduction, w.Assessment, w.Proposals, int64(tx.At), tx.Actor}})
}

func insertClose(tx *db.Tx, id string, version int, document string, c Closing) error {
	return tx.Insert("edition_close", []string{"edition", "words", "document", "hash", "known", "through", "log_year", "log_size", "log_root", "conflicts", "reason", "recorded", "recorded_by"},
		[][]any{{id, int64(version), document, c.Hash, int64(c.Known), c.Through, c.Year, c.Size, c.Root, joined(c.Conflicts), c.Reason, int64(tx.At), tx.Actor}})
}

func insertQuotes(tx *db.Tx, id string, all []Quote) error {
	rows := make([][]any, len(all))
	for i, q := range all {
		rows[i] = []any{id, int64(i + 1), q.Code, passport.Query(q.Question).Encode(), q.What, q.Part, q.Name, q.Lo, q.Hi, q.Open}
	}
	return tx.Insert("edition_quote", []string{"edition", "line", "code", "question", "what", "part", "name", "lo", "hi", "open"}, rows)
}

func insertSent(tx *db.Tx, id, unit string) error {
	return tx.Insert("edition_sent", []string{"edition", "unit", "recorded", "recorded_by"}, [][]any{{id, unit, int64(tx.At), tx.Actor}})
}

func insertAnswer(tx *db.Tx, id, unit string, a State, reason string) error {
	return tx.Insert("edition_answer", []string{"edition", "unit", "answer", "reason", "recorded", "recorded_by"}, [][]any{{id, unit, string(a), reason, int64(tx.At), tx.Actor}})
}

func insertRecall(tx *db.Tx, r Recalling, edition string) error {
	return tx.Insert("edition_recall", []string{"id", "edition", "kind", "reason", "changes", "recorded", "recorded_by"},
		[][]any{{r.ID, edition, string(r.Kind), r.Reason, joined(r.Changes), int64(tx.At), tx.Actor}})
}

func insertAcknowledgement(tx *db.Tx, recall, unit string) error {
	return tx.Insert("edition_acknowledgement", []string{"recall", "unit", "recorded", "recorded_by"}, [][]any{{recall, unit, int64(tx.At), tx.Actor}})
}
