package ledger

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
)

// Proof shows that an entry stands in a sealed log. It is checked by CheckProof without a database, or by anyone with a
// Merkle-tree library (RFC 6962) and an Ed25519 one (golang.org/x/mod/sumdb/note).
type Proof struct {
	Entry      string   `json:"entry"`      // the leaf: what the log keeps of the entry
	Index      int64    `json:"index"`      // its place in the log of its year, from 0 on
	Size       int64    `json:"size"`       // how many leaves the checkpoint speaks of
	Hashes     []string `json:"hashes"`     // the way from the leaf to the root
	Checkpoint string   `json:"checkpoint"` // the signed note
	Verifier   string   `json:"verifier"`   // the key that the note's signature is checked with
}

// ProofOf returns the proof of an entry. One that is not sealed yet is a fault of kind Unavailable.
func ProofOf(v *db.View, seq int64) (Proof, error) {
	list, err := ProofsOf(v, []int64{seq})
	if err != nil {
		return Proof{}, err
	}
	return list[0], nil
}

// ProofsOf returns the proofs of several entries, in their order.
func ProofsOf(v *db.View, seqs []int64) ([]Proof, error) {
	entries, err := entriesBySeq(v, seqs)
	if err != nil {
		return nil, err
	}
	keys, err := keysOf(v)
	if err != nil {
		return nil, err
	}
	type log struct {
		*leaves
		first int64
		last  checkpoint
	}
	logs := map[int64]log{}
	var out []Proof
	for _, seq := range seqs {
		e, ok := entries[seq]
		if !ok {
			return nil, fault.NotFoundf("Không có bút toán số %d.", seq)
		}
		year := yearOf(e.At)
		l, ok := logs[year]
		if !ok {
			if l.leaves, err = leavesOf(v, year); err != nil {
				return nil, err
			}
			if l.first, err = firstOf(v, year); err != nil {
				return nil, err
			}
			if l.last, _, err = checkpointOf(v, year); err != nil {
				return nil, err
			}
			logs[year] = l
		}
		if l.first == 0 || seq > l.last.through {
			return nil, fault.New(fault.Unavailable, "Bút toán số %d chưa được niêm phong. Hãy thử lại sau vài giây.", seq)
		}
		way, err := tlog.ProveRecord(l.last.size, seq-l.first, l.leaves)
		if err != nil {
			return nil, fmt.Errorf("ledger: proof of entry %d: %w", seq, err)
		}
		p := Proof{Entry: string(leafText(&e)), Index: seq - l.first, Size: l.last.size, Checkpoint: l.last.note, Verifier: verifierOf(keys, l.last.note)}
		for _, h := range way {
			p.Hashes = append(p.Hashes, h.String())
		}
		out = append(out, p)
	}
	return out, nil
}

// verifierOf returns the key that signed a note, "" where none of ours did.
func verifierOf(keys []signingKey, signed string) string {
	for _, k := range slices.Backward(keys) {
		if _, err := openNote(signed, k.verifier); err == nil {
			return k.verifier
		}
	}
	return ""
}

// openNote returns the text of a note that one of the keys signed.
func openNote(signed string, verifiers ...string) (string, error) {
	var list []note.Verifier
	for _, k := range verifiers {
		v, err := note.NewVerifier(k)
		if err != nil {
			return "", err
		}
		list = append(list, v)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(list...))
	if err != nil {
		return "", err
	}
	return n.Text, nil
}

// CheckProof checks a proof without a database: that the checkpoint is signed by the proof's key, and by one of the trusted keys where any are
// given, and that its root covers the entry. It says what is wrong.
func CheckProof(p Proof, trusted ...string) error {
	if len(trusted) > 0 && !slices.Contains(trusted, p.Verifier) {
		return fault.Invalidf("Khóa %s không nằm trong số khóa được tin cậy.", p.Verifier)
	}
	text, err := openNote(p.Checkpoint, p.Verifier)
	if err != nil {
		return fault.New(fault.Invalid, "Chữ ký của điểm niêm phong không đúng: %w", err)
	}
	s, err := readStatement(text)
	if err != nil {
		return fault.New(fault.Invalid, "Điểm niêm phong không đọc được: %w", err)
	}
	if s.size != p.Size {
		return fault.Invalidf("Minh chứng nói %d bút toán, điểm niêm phong nói %d.", p.Size, s.size)
	}
	way := make(tlog.RecordProof, len(p.Hashes))
	for i, h := range p.Hashes {
		if way[i], err = tlog.ParseHash(h); err != nil {
			return fault.New(fault.Invalid, "Minh chứng có mã băm hỏng: %w", err)
		}
	}
	if err := tlog.CheckRecord(way, s.size, s.root, p.Index, tlog.RecordHash([]byte(p.Entry))); err != nil {
		return fault.New(fault.Invalid, "Bút toán không nằm trong nhật ký niêm phong, hoặc đã bị sửa: %w", err)
	}
	if !strings.HasPrefix(p.Entry, "phongtrao entry 1\n") {
		return fault.Invalidf("Nội dung trong minh chứng không phải là một bút toán.")
	}
	return nil
}

// Checkpoint is the last signed statement about a year's log, as printed on passports.
type Checkpoint struct {
	Year, Size, Through int64
	Root                string
	Note                string
}

// Checkpoints returns the last checkpoint of every year, the earliest first.
func Checkpoints(v *db.View) ([]Checkpoint, error) {
	years, err := logYears(v)
	if err != nil {
		return nil, err
	}
	var out []Checkpoint
	for _, year := range years { // of the many that were signed, one a year is read
		c, ok, err := checkpointOf(v, year)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		root := ""
		if lines := strings.Split(c.note, "\n"); len(lines) > 2 {
			root = lines[2]
		}
		out = append(out, Checkpoint{c.year, c.size, c.through, root, c.note})
	}
	return out, nil
}
