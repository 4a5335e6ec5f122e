package roster

import (
	"regexp"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

var word = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Record keeps a headcount and returns its id. A counted one has two counters, who are not the same; a declared one has a
// source. Where one of the same unit, word, block and evidence holds already, it must be named in Replaces: numbers are
// never added up by mistake. Where another took the named one's place first, it is a fault of kind Conflict with both values.
func Record(tx *db.Tx, h Headcount) (string, error) {
	h.Block, h.Source, h.Note = viet.Clean(h.Block), viet.Clean(h.Source), viet.Clean(h.Note)
	h.Counters = [2]string{viet.Clean(h.Counters[0]), viet.Clean(h.Counters[1])}
	if err := h.check(); err != nil {
		return "", err
	}
	if err := tx.Lock("roster/" + h.Activity); err != nil {
		return "", err
	}
	a, err := activity.Get(&tx.View, h.Activity)
	if err != nil {
		return "", err
	}
	if err := takes(a, h, tx.At.Day()); err != nil {
		return "", err
	}
	if err := credited(&tx.View, a, h.Unit); err != nil {
		return "", err
	}
	all, err := At(&tx.View, h.Activity)
	if err != nil {
		return "", err
	}
	if err := h.place(all); err != nil {
		return "", err
	}
	h.ID = tx.ID()
	return h.ID, insert(tx, h)
}

// check refuses what no headcount can be, whatever it is about.
func (h Headcount) check() error {
	if !word.MatchString(h.What) {
		return fault.In("what", "Hãy chọn số này đếm việc gì (đăng ký, đến, …).")
	}
	if h.Lo < 0 || h.Hi < 0 || !h.Open && h.Lo > h.Hi || h.Open && h.Hi != 0 || h.Lo > ledger.Limit || h.Hi > ledger.Limit {
		return fault.In("quantity", "Số người phải từ 0 đến %s, mức dưới không lớn hơn mức trên.", viet.FormatInt(ledger.Limit))
	}
	switch h.Evidence {
	case ledger.Counted:
		return h.checkCounters()
	case ledger.Declared:
		if h.Source == "" {
			return fault.In("source", "Hãy ghi nguồn của số đơn vị khai: danh sách, công văn hay tin nhắn nào, ngày nào.")
		}
		if h.Counters != [2]string{} {
			return fault.In("counters", "Số do đơn vị khai thì không có người đếm. Nếu đã đếm, hãy chọn “%s”.", ledger.Counted.Label())
		}
		return nil
	}
	return fault.In("evidence", "Ở đây chỉ ghi số “%s” hoặc “%s”.", ledger.Counted.Label(), ledger.Declared.Label())
}

func (h Headcount) checkCounters() error {
	a, b := viet.Fold(h.Counters[0]), viet.Fold(h.Counters[1])
	switch {
	case a == "" && b == "":
		return fault.In("counters", "Số đếm cần hai người đếm. Hãy ghi cả hai.")
	case a == "" || b == "":
		return fault.In("counters", "Mới có một người đếm. Hãy ghi thêm người thứ hai, hoặc ghi là số “%s” kèm nguồn.", ledger.Declared.Label())
	case a == b:
		return fault.In("counters", "Hai người đếm phải khác nhau. Hãy ghi người thứ hai.")
	}
	return nil
}

// takes refuses a headcount for an activity that has none to give, or not yet, or no more.
func takes(a activity.Activity, h Headcount, today day.Day) error {
	switch {
	case a.State == activity.Cancelled:
		return fault.Invalidf("“%s” đã huỷ nên không ghi số được.", a.Name)
	case a.State == activity.ClosedSigned:
		return fault.Invalidf("“%s” đã chốt, có ký xác nhận. Muốn sửa số đã chốt, hãy đảo bút toán kèm lý do.", a.Name)
	case h.Evidence == ledger.Counted && today < a.Day:
		return fault.Invalidf("“%s” đến %s mới diễn ra, chưa đếm được. Số đăng ký hãy ghi là số “%s”.", a.Name, a.Day.VN(), ledger.Declared.Label())
	}
	return nil
}

// credited refuses a unit that was not there on the activity's day, or that has no part in it.
func credited(v *db.View, a activity.Activity, unit string) error {
	units, err := org.HistoryOf(v)
	if err != nil {
		return err
	}
	i, known := units.Index(unit)
	if !known {
		return fault.In("unit", "Hãy chọn đơn vị có trong hệ thống.")
	}
	asOf := day.AsOf{Day: a.Day}
	if !units.Alive(i, asOf) {
		return fault.In("unit", "%s không hoạt động vào ngày %s. Hãy chọn đơn vị của ngày đó.", units.Name(i, asOf), a.Day.VN())
	}
	if ok, err := activity.TakesPart(v, a, unit); err != nil || ok {
		return err
	}
	return fault.In("unit", "%s không thuộc phong trào có “%s”, nên không ghi số ở đây được.", units.Name(i, asOf), a.Name)
}

// place refuses a headcount that stands beside one it should replace, or replaces what it cannot.
func (h Headcount) place(all []Headcount) error {
	for _, e := range all {
		switch {
		case e.ID == h.Replaces && !e.same(h):
			return fault.In("replaces", "Số được thay phải cùng đơn vị, cùng nội dung, cùng khối và cùng cách biết. Hãy chọn lại.")
		case e.ID == h.Replaces && !e.Holds():
			return fault.Conflictf("Số %s đã được thay lúc %s; số đang có là %s. Số của bạn là %s, chưa được ghi. Hãy xem lại rồi thay số mới nhất.",
				e.Quantity, latest(all, e).MadeAt.VN(), latest(all, e).Quantity, h.Quantity)
		case e.ID == h.Replaces:
			return nil
		}
	}
	if h.Replaces != "" {
		return fault.NotFoundf("Không tìm thấy số được thay trong hoạt động này. Hãy tải lại trang.")
	}
	for _, e := range all {
		if e.Holds() && e.same(h) {
			return fault.Conflictf("Đã có số %s (%s) ghi lúc %s cho đơn vị này. Nếu ghi lại, hãy thay số cũ; nếu đếm một phần khác, hãy ghi tên khối.",
				e.Quantity, e.Evidence.Label(), e.MadeAt.VN())
		}
	}
	return nil
}

func (h Headcount) same(o Headcount) bool {
	return h.Unit == o.Unit && h.What == o.What && h.Evidence == o.Evidence && viet.Fold(h.Block) == viet.Fold(o.Block)
}

// latest follows replacements to the headcount that holds.
func latest(all []Headcount, h Headcount) Headcount {
	for !h.Holds() {
		found := false
		for _, e := range all {
			if e.ID == h.ReplacedBy {
				h, found = e, true
				break
			}
		}
		if !found {
			break
		}
	}
	return h
}
