package ledger

import (
	"phongtrao/internal/act"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
)

// lockName is what acts that add to the ledger queue for on PostgreSQL, from their first entry to their commit: so numbers have no gap and
// follow the order of commits. SQLite has one writer anyway.
const lockName = "ledger"

// PostMax is how many postings one call may enter.
const PostMax = 100_000

// Post enters postings and returns their numbers. All are entered or none; what is wrong with the first bad one is said. A unit and a place must
// live on the day of the posting.
func Post(tx *db.Tx, postings ...Posting) ([]int64, error) {
	if len(postings) > PostMax {
		return nil, fault.Invalidf("Một lần chỉ ghi được tối đa %s dòng số liệu. Hãy chia làm nhiều lần.", viet.FormatInt(PostMax))
	}
	if len(postings) == 0 {
		return nil, nil
	}
	check, err := checker(&tx.View)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, len(postings))
	for i := range postings {
		p := &entries[i].Posting
		*p = postings[i]
		p.Source, p.Note = viet.Clean(p.Source), viet.Clean(p.Note)
		if err := check.posting(p); err != nil {
			return nil, err
		}
	}
	if err := bookOf(tx.DB()).room(entries); err != nil {
		return nil, err
	}
	return enter(tx, entries)
}

// enter numbers entries and writes them.
func enter(tx *db.Tx, entries []Entry) ([]int64, error) {
	if err := tx.Lock(lockName); err != nil {
		return nil, err
	}
	last, at, err := lastEntry(&tx.View)
	if err != nil {
		return nil, err
	}
	at = max(at, tx.At)
	this, seqs := act.ID(&tx.View), make([]int64, len(entries))
	for i := range entries {
		e := &entries[i]
		seqs[i] = last + 1 + int64(i)
		e.Seq, e.At, e.By, e.Act = seqs[i], at, tx.Actor, this
	}
	if err := insertEntries(tx, entries); err != nil {
		return nil, err
	}
	list := postedIn(&tx.View)
	*list = append(*list, entries...)
	b := bookOf(tx.DB())
	tx.AfterCommit(func() { b.offer(entries) })
	return seqs, nil
}

type postedKey struct{}

func postedIn(v *db.View) *[]Entry {
	return v.Memo(postedKey{}, func() any { return new([]Entry) }).(*[]Entry)
}

// PostedIn returns what was entered in the act that is being written, for whoever tells of it.
func PostedIn(v *db.View) []Entry { return *postedIn(v) }

// checking is what postings are checked against.
type checking struct {
	units, places *lineage.History
	indicators    map[string]bool
	v             *db.View
}

func checker(v *db.View) (*checking, error) {
	c := &checking{v: v, indicators: map[string]bool{}}
	var err error
	if c.units, err = unitsOf(v); err != nil {
		return nil, err
	}
	if c.places, err = placesOf(v); err != nil {
		return nil, err
	}
	list, err := indicator.All(v)
	for _, i := range list {
		c.indicators[i.Key] = true
	}
	return c, err
}

func (c *checking) posting(p *Posting) error {
	switch {
	case !c.indicators[p.Indicator]:
		return fault.In("indicator", "Không có chỉ số “%s”. Hãy chọn một chỉ số trong danh mục.", p.Indicator)
	case !p.Evidence.Known():
		return fault.In("evidence", "Chưa ghi rõ loại bằng chứng. Hãy chọn: ký xác nhận, quét vé, kiểm đếm, đơn vị khai hoặc nhập từ danh sách cũ.")
	case p.Source == "":
		return fault.In("source", "Chưa ghi nguồn của số liệu. Hãy ghi số liệu lấy từ đâu, ví dụ biên bản hoặc báo cáo nào.")
	case p.Day < day.Of(1900, 1, 1) || p.Day > day.Of(2200, 1, 1):
		return fault.In("day", "Chưa ghi ngày diễn ra, hoặc ngày không hợp lý (%s). Hãy ghi ngày dạng 09/04/2024.", p.Day.VN())
	case p.Unit == "":
		return fault.In("unit", "Chưa ghi số liệu thuộc đơn vị nào.")
	}
	if err := p.Quantity.check(); err != nil {
		return err
	}
	if err := lives(c.units, "unit", "Đơn vị", p.Unit, p.Day); err != nil {
		return err
	}
	if p.Place != "" {
		return lives(c.places, "place", "Địa điểm", p.Place, p.Day)
	}
	return nil
}

// lives refuses what is not known, or did not live on the day.
func lives(h *lineage.History, field, what, id string, d day.Day) error {
	i, ok := h.Index(id)
	if !ok {
		return fault.In(field, "%s “%s” không có trong danh sách. Hãy chọn lại.", what, id)
	}
	asOf := day.AsOf{Day: d}
	if h.Alive(i, asOf) {
		return nil
	}
	born, ended := h.Life(i, 0)
	name := h.Name(i, day.AsOf{Day: max(born, min(d, ended-1))})
	switch {
	case d < born:
		return fault.In(field, "%s “%s” mới có từ ngày %s, chưa có vào ngày %s. Hãy chọn đơn vị khác hoặc sửa ngày.", what, name, born.VN(), d.VN())
	case ended < day.Forever:
		return fault.In(field, "%s “%s” chỉ có từ ngày %s đến ngày %s, không còn vào ngày %s. Hãy chọn nơi kế thừa hoặc sửa ngày.", what, name, born.VN(), (ended - 1).VN(), d.VN())
	}
	return fault.In(field, "%s “%s” không có vào ngày %s. Hãy chọn nơi khác hoặc sửa ngày.", what, name, d.VN())
}

// Reverse cancels an entry exactly, for a reason, and returns the number of the reversing entry. An entry is reversed once; a reversal cannot be
// reversed: what was right after all is entered anew.
func Reverse(tx *db.Tx, seq int64, reason string) (int64, error) {
	if reason = viet.Clean(reason); reason == "" {
		return 0, fault.In("reason", "Hãy ghi lý do đảo bút toán số %d.", seq)
	}
	if err := tx.Lock(lockName); err != nil {
		return 0, err
	}
	e, err := EntryOf(&tx.View, seq)
	if err != nil {
		return 0, err
	}
	if e.Reverses != 0 {
		return 0, fault.Conflictf("Bút toán số %d là bút toán đảo (của số %d), không đảo lại được. Hãy ghi lại số liệu đúng.", seq, e.Reverses)
	}
	if r, done, err := ReversalOf(&tx.View, seq); err != nil {
		return 0, err
	} else if done {
		return 0, fault.Conflictf("Bút toán số %d đã được đảo bởi bút toán số %d với lý do “%s”.", seq, r.By, r.Reason)
	}
	e.Reverses, e.Note, e.Device = seq, reason, act.Device(&tx.View)
	seqs, err := enter(tx, []Entry{e})
	if err != nil {
		return 0, err
	}
	return seqs[0], insertReversal(tx, Reversal{seq, seqs[0], reason})
}
