package ledger_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/ledger"
)

func (h *federation) seal() {
	h.T.Helper()
	if err := ledger.Seal(context.Background(), h.DB); err != nil {
		h.T.Fatal(err)
	}
}

func (h *federation) verify(notes ...string) (r *ledger.Report) {
	h.T.Helper()
	h.See(func(v *db.View) (err error) { r, err = ledger.Verify(v, notes...); return err })
	return r
}

// sealed is a house with entries of two years in sealed logs: 1 to 8 of 2026, 9 and 10 of 2027.
func sealed(t *testing.T) *federation {
	h := house(t)
	h.Clock.SetDay("2026-12-30")
	for i := range 4 {
		h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(int64(10+i)), ledger.Declared), bags("hd1", "", "2024-04-09", ledger.Exactly(int64(20+i)), ledger.Counted))
		h.seal()
	}
	h.Clock.SetDay("2027-01-02")
	h.Write(func(tx *db.Tx) error {
		if _, err := ledger.Reverse(tx, 2, "nhập nhầm"); err != nil {
			return err
		}
		if err := ledger.Choose(tx, bags("hp1", "", "2024-04-09", ledger.Quantity{}, 0).Cell(), ledger.Declared, "như báo cáo"); err != nil {
			return err
		}
		_, err := ledger.Post(tx, bags("hp2", "", "2024-04-09", ledger.AtLeast(7), ledger.Declared))
		return err
	})
	h.seal()
	return h
}

func TestSealAndProve(t *testing.T) {
	h := sealed(t)
	r := h.verify()
	if !r.OK() || r.Entries != 10 || r.Sealed != 10 || r.Logs != 2 || r.Checkpoints != 5 || r.Reversed != 1 {
		t.Fatalf("verify: %+v", r)
	}
	h.See(func(v *db.View) error {
		for seq := int64(1); seq <= 10; seq++ {
			p, err := ledger.ProofOf(v, seq)
			if err != nil {
				return err
			}
			if err := ledger.CheckProof(p, p.Verifier); err != nil {
				t.Errorf("proof of %d: %v", seq, err)
			}
			for _, personal := range []string{"nhập nhầm", "như báo cáo"} {
				if strings.Contains(p.Entry, personal) {
					t.Errorf("the leaf of %d holds %q", seq, personal)
				}
			}
			raw, err := json.Marshal(p)
			if err != nil {
				return err
			}
			var q ledger.Proof
			if err := json.Unmarshal(raw, &q); err != nil || ledger.CheckProof(q) != nil {
				t.Errorf("proof of %d through JSON: %v", seq, err)
			}
			q.Entry = strings.Replace(q.Entry, "\nlo ", "\nlo 9", 1)
			refused(t, ledger.CheckProof(q), fault.Invalid, "sửa")
			q = p
			q.Checkpoint = strings.Replace(q.Checkpoint, "through ", "through 1", 1)
			refused(t, ledger.CheckProof(q), fault.Invalid, "Chữ ký")
			refused(t, ledger.CheckProof(p, "other"), fault.Invalid, "tin cậy")
		}
		return nil
	})
	h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(1), ledger.Declared))
	h.See(func(v *db.View) error {
		_, err := ledger.ProofOf(v, 11)
		refused(t, err, fault.Unavailable, "chưa được niêm phong")
		return nil
	})
}

// free removes the triggers, as one would who tampers.
func (h *federation) free(tx *db.Tx) {
	for _, table := range []string{"ledger_entry", "ledger_choice", "ledger_reversal"} {
		drop := []string{"DROP TRIGGER " + table + "_guard ON " + table}
		if h.DB.Engine() == db.SQLite {
			drop = []string{"DROP TRIGGER " + table + "_update", "DROP TRIGGER " + table + "_delete"}
		}
		for _, sql := range drop {
			if _, err := tx.Exec(sql); err != nil {
				h.T.Fatal(err)
			}
		}
	}
}

func TestTampering(t *testing.T) {
	for _, c := range []struct {
		name string
		sql  []string
		what string // which failure must be there
		says string
	}{
		{"content", []string{"UPDATE ledger_entry SET lo = 99, hi = 99 WHERE seq = 3"}, "entry 3", "đã bị sửa"},
		{"unit", []string{"UPDATE ledger_entry SET unit = 'hp2' WHERE seq = 8"}, "entry 8", "đã bị sửa"},
		{"source", []string{"UPDATE ledger_entry SET source = 'khác' WHERE seq = 1"}, "entry 1", "đã bị sửa"},
		{"dropped", []string{"DELETE FROM ledger_entry WHERE seq = 5"}, "entry 5", "đã bị bỏ"},
		{"dropped and closed up", []string{"DELETE FROM ledger_entry WHERE seq = 4", "UPDATE ledger_entry SET seq = -seq WHERE seq > 4", "UPDATE ledger_entry SET seq = -seq - 1 WHERE seq < 0"}, "entry 4", "đổi chỗ"},
		{"reordered", []string{"UPDATE ledger_entry SET seq = -5 WHERE seq = 5", "UPDATE ledger_entry SET seq = 5 WHERE seq = 6", "UPDATE ledger_entry SET seq = 6 WHERE seq = -5"}, "entry 5", "đổi chỗ"},
		{"rewound", []string{"DELETE FROM ledger_entry WHERE seq > 9"}, "log 2027", "cắt lùi"},
		{"rewound with its leaves", []string{"DELETE FROM ledger_entry WHERE seq > 8", "DELETE FROM ledger_leaf WHERE year = 2027"}, "checkpoint 5", "cắt lùi"},
		{"leaf and entry", []string{"UPDATE ledger_entry SET lo = 99, hi = 99 WHERE seq = 3", "DELETE FROM ledger_leaf WHERE year = 2026"}, "checkpoint 4", "không còn như khi niêm phong"},
		{"checkpoint's row", []string{"UPDATE ledger_checkpoint SET size = 3 WHERE number = 2"}, "checkpoint 2", "không khớp"},
		{"checkpoint's note", []string{"UPDATE ledger_checkpoint SET note = replace(note, 'through 4', 'through 3') WHERE number = 2"}, "checkpoint 2", "chữ ký"},
		{"checkpoint dropped", []string{"DELETE FROM ledger_checkpoint WHERE number = 2"}, "checkpoint 3", "có điểm bị bỏ"},
		{"reversal's row", []string{"DELETE FROM ledger_reversal"}, "entry 9", "danh sách đảo"},
		{"choice", []string{"UPDATE ledger_choice SET evidence = 1"}, "checkpoint 5", "chọn nguồn"},
		{"choice dropped", []string{"DELETE FROM ledger_choice"}, "checkpoint 5", "chọn nguồn"},
		{"an entry before its time", []string{"UPDATE ledger_entry SET at = at - 1000000000000 WHERE seq = 7"}, "entry 7", "trước bút toán"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := sealed(t)
			h.Write(func(tx *db.Tx) error {
				h.free(tx)
				for _, sql := range c.sql {
					if _, err := tx.Exec(sql); err != nil {
						return err
					}
				}
				return nil
			})
			r := h.verify()
			found := false
			for _, f := range r.Failures {
				found = found || f.What == c.what && strings.Contains(f.Text, c.says)
			}
			if !found {
				t.Errorf("want %s: %s, got %v", c.what, c.says, r.Failures)
			}
		})
	}
}

// Who can write to the database can also sign anew; a checkpoint that left the house tells.
func TestRewoundAndSignedAnew(t *testing.T) {
	h := sealed(t)
	var kept []ledger.Checkpoint
	h.See(func(v *db.View) (err error) { kept, err = ledger.Checkpoints(v); return err })
	if len(kept) != 2 || kept[0].Size != 8 || kept[1].Size != 2 {
		t.Fatalf("checkpoints %+v", kept)
	}
	h.Write(func(tx *db.Tx) error {
		h.free(tx)
		for _, sql := range []string{"DELETE FROM ledger_entry WHERE seq > 6", "DELETE FROM ledger_reversal", "DELETE FROM ledger_choice", "DELETE FROM ledger_leaf", "DELETE FROM ledger_log", "DELETE FROM ledger_checkpoint"} {
			if _, err := tx.Exec(sql); err != nil {
				return err
			}
		}
		return nil
	})
	h.seal()
	r := h.verify(kept[0].Note)
	found := false
	for _, f := range r.Failures {
		found = found || f.What == "note 1" && strings.Contains(f.Text, "cắt lùi")
	}
	if !found {
		t.Errorf("not found: %v", r.Failures)
	}
}

func TestFollow(t *testing.T) {
	h := house(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- ledger.Follow(ctx, h.DB) }()
	h.post(bags("hp1", "", "2024-04-09", ledger.Exactly(1), ledger.Declared))
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if r := h.verify(); r.Sealed == 1 && r.OK() {
			break
		} else if time.Now().After(deadline) {
			t.Fatalf("not sealed: %+v", r)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
