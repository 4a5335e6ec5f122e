package passport

import (
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

// ProvenMax is how many entries can be proven at once. A figure of more is proven part by part.
const ProvenMax = 2000

// Proven shows that the entries of a figure stand in the sealed log. Each proof is checked with ledger.CheckProof, without a database.
type Proven struct {
	Entries    []ledger.Entry     // all of them, in the order of their numbers
	Proofs     []ledger.Proof     // of those that are sealed, in the same order
	Waiting    int                // those at the end that are not sealed yet; they will be within seconds
	Checkpoint *ledger.Checkpoint // the last one of all, nil before anything was sealed
}

// Prove answers a question with the entries and their proofs.
func Prove(v *db.View, q ledger.Question) (Proven, error) {
	var p Proven
	f, err := ledger.RollUp(v, undivided(q))
	if err != nil {
		return p, err
	}
	if f.Entries > ProvenMax {
		return p, fault.Invalidf("Số liệu này gồm %s bút toán; mỗi lần chỉ lập được bằng chứng cho %s. Hãy mở từng đơn vị hoặc từng hoạt động.",
			viet.FormatInt(int64(f.Entries)), viet.FormatInt(ProvenMax))
	}
	if p.Entries, err = Entries(v, q); err != nil {
		return p, err
	}
	checkpoints, err := ledger.Checkpoints(v)
	if err != nil {
		return p, err
	}
	sealed := int64(0)
	if n := len(checkpoints); n > 0 {
		p.Checkpoint, sealed = &checkpoints[n-1], checkpoints[n-1].Through
	}
	var seqs []int64
	for _, e := range p.Entries {
		if e.Seq > sealed {
			p.Waiting++
			continue
		}
		seqs = append(seqs, e.Seq)
	}
	if len(seqs) > 0 {
		p.Proofs, err = ledger.ProofsOf(v, seqs)
	}
	return p, err
}
