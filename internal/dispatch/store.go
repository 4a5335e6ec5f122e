package dispatch

import (
	"math"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// columns are read by scan in this order.
const columns = `id, version, direction, number, kind, dated, issuer, issuer_unit, parent_body, issued_at, subject, signer, signer_title, owner, file, file_name, note, reason, recorded, recorded_by`

// current is the last version of each document.
const current = `FROM dispatch_version d WHERE version = (SELECT max(version) FROM dispatch_version l WHERE l.id = d.id)`

func scan(s db.Scanner) (d Dispatch, err error) {
	err = s.Scan(&d.ID, &d.Version, &d.Direction, &d.Number, &d.Kind, &d.Date, &d.Issuer, &d.IssuerUnit, &d.ParentBody, &d.Place, &d.Subject, &d.Signer, &d.SignerTitle,
		&d.Owner, &d.File, &d.FileName, &d.Note, &d.Reason, &d.Registered, &d.RegisteredBy)
	return d, err
}

func insert(tx *db.Tx, n Number, d Dispatch) error {
	search := viet.Fold(strings.Join([]string{d.Number, d.Kind.Name(), d.Issuer, d.Subject, d.Signer}, " "))
	err := tx.Insert("dispatch_version", []string{"id", "version", "direction", "number", "number_key", "seq", "kind", "dated", "issuer", "issuer_unit", "parent_body", "issued_at", "subject",
		"signer", "signer_title", "owner", "file", "file_name", "note", "search", "reason", "recorded", "recorded_by"},
		[][]any{{d.ID, d.Version, string(d.Direction), d.Number, n.Key(), n.Seq, string(d.Kind), d.Date, d.Issuer, d.IssuerUnit, d.ParentBody, d.Place, d.Subject,
			d.Signer, d.SignerTitle, d.Owner, d.File, d.FileName, d.Note, search, d.Reason, int64(d.Registered), d.RegisteredBy}})
	if err != nil {
		return err
	}
	var to, cites [][]any
	for copied, list := range [][]Recipient{d.Recipients, d.Copies} {
		for i, r := range list {
			to = append(to, []any{d.ID, d.Version, copied, i, r.Text, strings.Join(r.Kinds, " "), r.Direct, r.Unit})
		}
	}
	if len(to) > 0 {
		if err := tx.Insert("dispatch_recipient", []string{"dispatch", "version", "copy", "position", "wording", "kinds", "direct", "unit"}, to); err != nil {
			return err
		}
	}
	for i, c := range d.Cites {
		cited, err := ParseNumber(c.Number)
		if err != nil {
			return err
		}
		cites = append(cites, []any{d.ID, d.Version, i, c.Number, cited.Key(), c.Date, c.Issuer})
	}
	if len(cites) == 0 {
		return nil
	}
	return tx.Insert("dispatch_cite", []string{"dispatch", "version", "position", "number", "number_key", "dated", "issuer"}, cites)
}

// Get returns a document as it stands now; a fault of kind NotFound where there is none.
func Get(v *db.View, id string) (Dispatch, error) {
	d, ok, err := db.One(v, scan, `SELECT `+columns+` `+current+` AND id = ?`, id)
	if err == nil && !ok {
		err = fault.NotFoundf("Không tìm thấy văn bản này trong sổ.")
	}
	if err != nil {
		return Dispatch{}, err
	}
	return whole(v, d)
}

// Versions returns every version of a document, the first one first.
func Versions(v *db.View, id string) ([]Dispatch, error) {
	all, err := db.All(v, scan, `SELECT `+columns+` FROM dispatch_version WHERE id = ? ORDER BY version`, id)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i], err = whole(v, all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func version(v *db.View, id string, number int64) (Dispatch, error) {
	d, ok, err := db.One(v, scan, `SELECT `+columns+` FROM dispatch_version WHERE id = ? AND version = ?`, id, number)
	if err == nil && !ok {
		err = fault.NotFoundf("Không có bản thứ %d của văn bản này.", number)
	}
	if err != nil {
		return Dispatch{}, err
	}
	return whole(v, d)
}

// whole adds to a version those it goes to and those it rests on.
func whole(v *db.View, d Dispatch) (Dispatch, error) {
	type line struct {
		copied bool
		Recipient
	}
	to, err := db.All(v, func(s db.Scanner) (l line, err error) {
		var copied, direct int64
		var kinds string
		err = s.Scan(&copied, &l.Text, &kinds, &direct, &l.Unit)
		l.copied, l.Direct = copied == 1, direct == 1
		if kinds != "" {
			l.Kinds = strings.Split(kinds, " ")
		}
		return l, err
	}, `SELECT copy, wording, kinds, direct, unit FROM dispatch_recipient WHERE dispatch = ? AND version = ? ORDER BY copy, position`, d.ID, d.Version)
	if err != nil {
		return d, err
	}
	for _, l := range to {
		if l.copied {
			d.Copies = append(d.Copies, l.Recipient)
		} else {
			d.Recipients = append(d.Recipients, l.Recipient)
		}
	}
	cites, err := db.All(v, func(s db.Scanner) (c Cite, err error) {
		err = s.Scan(&c.Number, &c.Date, &c.Issuer)
		return c, err
	}, `SELECT number, dated, issuer FROM dispatch_cite WHERE dispatch = ? AND version = ? ORDER BY position`, d.ID, d.Version)
	if len(cites) > 0 {
		d.Cites = cites
	}
	return d, err
}

// numbered returns the documents that bear a number now, without those they go to; a day of 0 is any.
func numbered(v *db.View, key string, on day.Day) ([]Dispatch, error) {
	return db.All(v, scan, `SELECT `+columns+` `+current+` AND number_key = ? AND (? = '' OR dated = ?) ORDER BY dated, id`, key, on, on)
}

// Filter chooses documents of the register. What is empty does not choose.
type Filter struct {
	Owners    []string // the units in whose registers they stand
	Direction Direction
	Kind      Kind
	Period    day.Period // of the date
	Text      string     // words of number, kind, issuer, subject or signer, in any spelling
	Limit     int        // 0 is ListMax
	All       bool       // without a limit: for a table of the whole register
}

// ListMax bounds one list.
const ListMax = 1000

// List returns documents as they stand now, the newest first, without those they go to and rest on.
func List(v *db.View, f Filter) ([]Dispatch, error) {
	text, args := `SELECT `+columns+` `+current, []any{}
	add := func(sql string, a ...any) { text, args = text+` AND `+sql, append(args, a...) }
	if len(f.Owners) > 0 {
		var owners []any
		for _, o := range f.Owners {
			owners = append(owners, o)
		}
		add(`owner IN (?`+strings.Repeat(`, ?`, len(owners)-1)+`)`, owners...)
	}
	if f.Direction != "" {
		add(`direction = ?`, string(f.Direction))
	}
	if f.Kind != "" {
		add(`kind = ?`, string(f.Kind))
	}
	if f.Period != (day.Period{}) {
		add(`dated >= ?`, f.Period.From)
		add(`dated <= ?`, f.Period.To)
	}
	for _, word := range strings.Fields(viet.Fold(f.Text)) {
		add(`' ' || search LIKE ?`, `% `+word+`%`) // a folded word holds letters and digits alone
	}
	limit := f.Limit
	if limit <= 0 || limit > ListMax {
		limit = ListMax
	}
	if f.All {
		limit = math.MaxInt32
	}
	return db.All(v, scan, text+` ORDER BY dated DESC, recorded DESC, id DESC LIMIT ?`, append(args, limit)...)
}

// citing returns the documents that now rest on a number, without those they go to.
func citing(v *db.View, key string) ([]Dispatch, error) {
	return db.All(v, scan, `SELECT `+columns+` `+current+` AND EXISTS (SELECT 1 FROM dispatch_cite c WHERE c.dispatch = d.id AND c.version = d.version AND c.number_key = ?) ORDER BY dated, id`, key)
}

func insertScope(tx *db.Tx, s Counting) error {
	return tx.Insert("dispatch_scope", []string{"id", "issuer_key", "kind", "scope", "since", "recorded", "recorded_by"},
		[][]any{{tx.ID(), issuerKey(s.IssuerUnit, s.Issuer), string(s.Kind), string(s.Scope), s.Since, int64(tx.At), tx.Actor}})
}

// scopes returns what is set for an issuer, by its unit or by its name, the last one first.
func scopes(v *db.View, unit, name string) ([]Counting, error) {
	return db.All(v, func(s db.Scanner) (c Counting, err error) {
		err = s.Scan(&c.Kind, &c.Scope, &c.Since)
		return c, err
	}, `SELECT kind, scope, since FROM dispatch_scope WHERE issuer_key IN (?, ?) ORDER BY recorded DESC, id DESC`, issuerKey(unit, ""), viet.Fold(name))
}

// seqs returns the running numbers that an issuer has given to documents of a kind from one day to another, in order.
func seqs(v *db.View, unit, name string, kind Kind, p day.Period) ([]int64, error) {
	all, err := db.All(v, func(s db.Scanner) (d struct {
		seq          int64
		unit, issuer string
	}, err error) {
		err = s.Scan(&d.seq, &d.unit, &d.issuer)
		return d, err
	}, `SELECT seq, issuer_unit, issuer `+current+` AND kind = ? AND dated >= ? AND dated <= ? ORDER BY seq`, string(kind), p.From, p.To)
	var out []int64
	for _, d := range all {
		if sameIssuer(d.unit, d.issuer, unit, name) && (len(out) == 0 || out[len(out)-1] != d.seq) {
			out = append(out, d.seq)
		}
	}
	return out, err
}
