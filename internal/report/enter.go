package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
)

// Enter posts the figures of a paper at once and returns the key of the slip with the numbers of its entries. The paper says
// on what they rest: signed figures name its date and who signed, counted ones both who counted, imported ones the list.
// Where the same kind of evidence already says something of the same thing, it is a fault of kind Conflict unless s.Adds.
func Enter(tx *db.Tx, s Slip) (string, []int64, error) {
	if err := paper(&s); err != nil {
		return "", nil, err
	}
	a := activity.Activity{Campaign: s.Campaign, Plan: activity.Plan{Day: s.Day, Place: s.Place}}
	if s.Activity == "" && s.Campaign != "" {
		if err := reach(&tx.View, a, s.Unit); err != nil {
			return "", nil, err
		}
	}
	if s.Activity != "" {
		var err error
		if a, err = takesPlace(&tx.View, s.Activity); err != nil {
			return "", nil, err
		}
		if s.Day != 0 && s.Day != a.Day || s.Place != "" && s.Place != a.Place {
			return "", nil, fault.In("day", "Số liệu của một hoạt động ghi theo ngày và địa điểm của hoạt động (%s). Hãy bỏ trống ngày và địa điểm.", a.Day.VN())
		}
		if err := reach(&tx.View, a, s.Unit); err != nil {
			return "", nil, err
		}
		s.Campaign, s.Day, s.Place = a.Campaign, a.Day, a.Place
	}
	if s.Day > tx.At.Day() {
		return "", nil, fault.In("day", "Ngày %s chưa tới, chưa có số liệu để nhập.", s.Day.VN())
	}
	if err := checkLines(&tx.View, s.Lines); err != nil {
		return "", nil, err
	}
	s.ID = tx.ID()
	postings := make([]ledger.Posting, len(s.Lines))
	for i, l := range s.Lines {
		p := posting(a, s.Unit, l, s.Evidence)
		p.Source = s.source(i + 1)
		postings[i] = p
	}
	if !s.Adds {
		if err := tx.Lock("report cells " + s.Unit + " " + s.Activity); err != nil {
			return "", nil, err
		}
		if err := said(&tx.View, postings); err != nil {
			return "", nil, err
		}
	}
	entries, err := ledger.Post(tx, postings...)
	if err != nil {
		return "", nil, err
	}
	if err := insertSlip(tx, s); err != nil {
		return "", nil, err
	}
	return s.ID, entries, insertPosted(tx, s.ID, 0, entries)
}

// said refuses figures that the same kind of evidence has told already: they would count twice.
func said(v *db.View, postings []ledger.Posting) error {
	for _, p := range postings {
		all, err := ledger.EntriesOf(v, p.Cell())
		if err != nil {
			return err
		}
		gone := map[int64]bool{}
		for _, e := range all {
			gone[e.Reverses] = true
		}
		all = slices.DeleteFunc(all, func(e ledger.Entry) bool { return e.Evidence != p.Evidence || e.Reverses != 0 || gone[e.Seq] })
		if len(all) > 0 {
			e := all[len(all)-1]
			return fault.Conflictf("Đã có số %s (%s) ghi lúc %s cho chỉ số này của hoạt động. Nếu số mới thay số cũ, hãy huỷ phiếu cũ trước; nếu là số thêm vào, hãy chọn “ghi bổ sung”.",
				ledger.SumOf(all), p.Evidence.Label(), e.At.VN())
		}
	}
	return nil
}

// Void takes a slip back: its entries are reversed with a reason. Correct a figure by taking back and entering anew.
func Void(tx *db.Tx, slip, reason string) error {
	if err := tx.Lock("report " + slip); err != nil {
		return err
	}
	s, err := SlipByID(&tx.View, slip)
	if err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do huỷ phiếu.")
	}
	if s.Voided != "" {
		return fault.Conflictf("Phiếu này đã được huỷ với lý do “%s”.", s.Voided)
	}
	entries, err := lastPosted(&tx.View, slip)
	if err != nil {
		return err
	}
	for _, seq := range entries {
		if _, gone, err := ledger.ReversalOf(&tx.View, seq); err != nil {
			return err
		} else if gone {
			continue
		}
		if _, err := ledger.Reverse(tx, seq, reason); err != nil {
			return err
		}
	}
	return insertSlipEnd(tx, slip, reason)
}

// paper cleans what a slip rests on and refuses what proves nothing.
func paper(s *Slip) error {
	p := &s.Paper
	p.Number, p.Signers, s.Explanation = viet.Clean(p.Number), viet.Clean(p.Signers), viet.CleanLines(s.Explanation)
	switch {
	case s.Evidence == ledger.Declared:
		return fault.In("evidence", "Số do đơn vị tự khai phải gửi lên và được cấp trên tiếp nhận, không nhập thẳng được.")
	case s.Evidence == ledger.Scanned:
		return fault.In("evidence", "Số quét vé do máy ghi, không nhập tay được.")
	case !s.Evidence.Known():
		return fault.In("evidence", "Hãy chọn số liệu có ký xác nhận, kiểm đếm hay nhập từ danh sách cũ.")
	case s.Evidence == ledger.Signed && p.Date == 0:
		return fault.In("date", "Hãy ghi ngày của biên bản có ký xác nhận.")
	case s.Evidence == ledger.Signed && p.Signers == "":
		return fault.In("signers", "Hãy ghi những người đã ký biên bản.")
	case s.Evidence == ledger.Counted && len(people(p.Signers)) < 2:
		return fault.In("signers", "Kiểm đếm phải có hai người. Hãy ghi tên cả hai, cách nhau bằng dấu chấm phẩy.")
	case s.Evidence == ledger.Imported && p.Number == "":
		return fault.In("number", "Hãy ghi tên hoặc số của danh sách được nhập.")
	case utf8.RuneCountInString(p.Number) > NoteMax || utf8.RuneCountInString(p.Signers) > NoteMax || utf8.RuneCountInString(s.Explanation) > ExplanationMax:
		return fault.In("explanation", "Nội dung dài quá mức cho phép. Hãy rút gọn.")
	case s.Activity == "" && s.Day == 0:
		return fault.In("day", "Hãy ghi ngày của số liệu.")
	}
	return nil
}

// people parts the names of those who signed or counted.
func people(signers string) (names []string) {
	for _, n := range strings.FieldsFunc(strings.ReplaceAll(signers, " và ", ";"), func(r rune) bool { return r == ';' || r == ',' }) {
		if n = viet.Fold(n); n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}
