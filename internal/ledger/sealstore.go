package ledger

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"

	"golang.org/x/mod/sumdb/tlog"
)

// The tables of sealing; store.go has those of the entries.

// checkpoint is a signed statement about the log of a year.
type checkpoint struct {
	number, year, size, through, choices int64
	chain                                string // hash over the choices, in base64
	at                                   day.Instant
	note                                 string
}

func scanCheckpoint(s db.Scanner) (c checkpoint, err error) {
	err = s.Scan(&c.number, &c.year, &c.size, &c.through, &c.choices, &c.chain, (*int64)(&c.at), &c.note)
	return c, err
}

const selectCheckpoint = "SELECT number, year, size, through, choices, chain, at, note FROM ledger_checkpoint "

func lastCheckpoint(v *db.View) (checkpoint, error) {
	c, _, err := db.One(v, scanCheckpoint, selectCheckpoint+"ORDER BY number DESC LIMIT 1")
	return c, err
}

// checkpointOf returns the last checkpoint of a year.
func checkpointOf(v *db.View, year int64) (checkpoint, bool, error) {
	return db.One(v, scanCheckpoint, selectCheckpoint+"WHERE year = ? ORDER BY number DESC LIMIT 1", year)
}

func allCheckpoints(v *db.View) ([]checkpoint, error) {
	return db.All(v, scanCheckpoint, selectCheckpoint+"ORDER BY number")
}

func insertCheckpoint(tx *db.Tx, c checkpoint) error {
	_, err := tx.Exec("INSERT INTO ledger_checkpoint (number, year, size, through, choices, chain, at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		c.number, c.year, c.size, c.through, c.choices, c.chain, int64(c.at), c.note)
	return err
}

// firstOf returns the number of the entry that is leaf 0 of a year's log, 0 where there is no such log.
func firstOf(v *db.View, year int64) (int64, error) {
	n, _, err := db.One(v, db.Number, "SELECT first FROM ledger_log WHERE year = ?", year)
	return n, err
}

// logYears returns the years that have a log, the earliest first.
func logYears(v *db.View) ([]int64, error) {
	return db.All(v, db.Number, "SELECT year FROM ledger_log ORDER BY year")
}

func insertLog(tx *db.Tx, year, first int64) error {
	_, err := tx.Exec("INSERT INTO ledger_log (year, first) VALUES (?, ?)", year, first)
	return err
}

// leavesOf reads the log of a year: roots of full blocks, and the leaves behind them.
func leavesOf(v *db.View, year int64) (*leaves, error) {
	l := &leaves{v: v, year: year}
	roots, err := db.All(v, db.Text, "SELECT root FROM ledger_leaf WHERE year = ? AND root <> '' ORDER BY block", year)
	if err != nil {
		return nil, err
	}
	for _, r := range roots {
		h, err := tlog.ParseHash(r)
		if err != nil {
			return nil, err
		}
		l.roots = append(l.roots, h)
	}
	body, ok, err := db.One(v, db.Text, "SELECT body FROM ledger_leaf WHERE year = ? AND block = ?", year, int64(len(roots)))
	if err != nil || !ok {
		return l, err
	}
	l.tail, err = unpackHashes(body)
	return l, err
}

func leafBlock(v *db.View, year, block int64) (body string, err error) {
	err = v.Row("SELECT body FROM ledger_leaf WHERE year = ? AND block = ?", year, block).Scan(&body)
	return body, err
}

func upsertLeaves(tx *db.Tx, year, block int64, root, body string) error {
	_, err := tx.Exec(`INSERT INTO ledger_leaf (year, block, root, body) VALUES (?, ?, ?, ?)
		ON CONFLICT (year, block) DO UPDATE SET root = excluded.root, body = excluded.body`, year, block, root, body)
	return err
}

// signingKey is a key pair for checkpoints, as texts.
type signingKey struct {
	number           int64
	verifier, signer string
}

func scanKey(s db.Scanner) (k signingKey, err error) {
	err = s.Scan(&k.number, &k.verifier, &k.signer)
	return k, err
}

func keysOf(v *db.View) ([]signingKey, error) {
	return db.All(v, scanKey, "SELECT number, verifier, signer FROM ledger_key ORDER BY number")
}

func insertKey(tx *db.Tx, k signingKey) error {
	_, err := tx.Exec("INSERT INTO ledger_key (number, verifier, signer, at) VALUES (?, ?, ?, ?)", k.number, k.verifier, k.signer, tx.At)
	return err
}

// entriesWhole reads the entries after one number up to another, in order, with all their columns.
func entriesWhole(v *db.View, after, upto int64, each func(*Entry) error) error {
	rows, err := v.Query(selectEntry+"WHERE seq > ? AND seq <= ? ORDER BY seq", after, upto)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return err
		}
		if err := each(&e); err != nil {
			return err
		}
	}
	return rows.Err()
}

// pack is a block of packed entries.
type pack struct {
	block, version int64
	last           string // leaf hash of its last entry, in base64
	body           string
}

func packsAfter(v *db.View, block int64) (*db.Rows, error) {
	return v.Query("SELECT block, version, last, body FROM ledger_pack WHERE block > ? ORDER BY block", block)
}

func scanPack(s db.Scanner) (p pack, err error) {
	err = s.Scan(&p.block, &p.version, &p.last, &p.body)
	return p, err
}

// lastPack returns the last block, without its body.
func lastPack(v *db.View) (p pack, ok bool, err error) {
	return db.One(v, scanPack, "SELECT block, version, last, '' FROM ledger_pack ORDER BY block DESC LIMIT 1")
}

func insertPack(tx *db.Tx, p pack) error {
	_, err := tx.Exec("INSERT INTO ledger_pack (block, version, last, body) VALUES (?, ?, ?, ?)", p.block, p.version, p.last, p.body)
	return err
}

// deletePacks throws all packed blocks away; they are made again.
func deletePacks(tx *db.Tx) error {
	_, err := tx.Exec("DELETE FROM ledger_pack")
	return err
}
