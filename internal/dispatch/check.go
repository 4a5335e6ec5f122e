package dispatch

import (
	"fmt"
	"slices"
	"time"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
)

// Level says how much a finding weighs.
type Level string

const (
	Info    Level = "info"
	Warning Level = "warning"
	Error   Level = "error"
)

// Finding is what a check found. The document stays as it is: a person decides.
type Finding struct {
	Level Level
	Check string // the number of the check in domain.md, "CK-09", or a word
	Text  string
}

// Check looks at a document, registered or not yet, and returns what it found, the gravest first.
func Check(v *db.View, d Dispatch) ([]Finding, error) {
	n, err := ParseNumber(d.Number)
	if err != nil {
		return nil, err
	}
	if d.Kind == "" {
		d.Kind = n.Kind
	}
	var all []Finding
	for _, check := range []func(*db.View, Dispatch, Number) ([]Finding, error){kindAgrees, datePlausible, numberPlausible, citedBefore, addressedToSomebody, twins} {
		found, err := check(v, d, n)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	weight := map[Level]int{Error: 0, Warning: 1, Info: 2}
	slices.SortStableFunc(all, func(a, b Finding) int { return weight[a.Level] - weight[b.Level] })
	return all, nil
}

func kindAgrees(_ *db.View, d Dispatch, n Number) (all []Finding, _ error) {
	if n.Doubt != "" {
		all = append(all, Finding{Info, "kind", n.Doubt})
	} else if n.Kind != "" && d.Kind != "" && d.Kind != n.Kind {
		all = append(all, Finding{Warning, "kind", fmt.Sprintf("Ký hiệu %s là của %s, nhưng văn bản được vào sổ là %s.", d.Number, n.Kind.Name(), d.Kind.Name())})
	}
	if n.Year != 0 && d.Date != 0 && n.Year != d.Date.Year() {
		all = append(all, Finding{Warning, "kind", fmt.Sprintf("Số %s ghi năm %d, ngày ban hành lại là %s.", d.Number, n.Year, d.Date.VN())})
	}
	return all, nil
}

func datePlausible(v *db.View, d Dispatch, _ Number) (all []Finding, _ error) {
	switch today := v.At.Day(); {
	case d.Date == 0:
	case d.Date > today:
		all = append(all, Finding{Warning, "date", fmt.Sprintf("Ngày văn bản %s ở sau hôm nay (%s). Hãy xem lại ngày.", d.Date.VN(), today.VN())})
	case d.Date.Weekday() == time.Sunday:
		all = append(all, Finding{Info, "CK-13", fmt.Sprintf("Ngày %s là Chủ nhật; văn bản hành chính ít khi ban hành vào Chủ nhật.", d.Date.VN())})
	}
	return all, nil
}

// citedBefore is CK-09: what is cited is older than what cites it.
func citedBefore(v *db.View, d Dispatch, _ Number) (all []Finding, _ error) {
	for _, c := range d.Cites {
		found, doubt, err := find(v, c)
		if err != nil {
			return nil, err
		}
		if doubt != "" {
			all = append(all, Finding{Warning, "CK-09", doubt})
		}
		on := c.Date
		if on == 0 {
			on = found.Date
		}
		switch {
		case on == 0:
			all = append(all, Finding{Info, "CK-09", fmt.Sprintf("Căn cứ %s chưa ghi ngày nên chưa so được với ngày của văn bản này.", c.Number)})
		case on > d.Date:
			all = append(all, Finding{Error, "CK-09", fmt.Sprintf("Căn cứ %s ngày %s ra sau văn bản này (%s). Hãy xem lại một trong hai ngày.", c.Number, on.VN(), d.Date.VN())})
		}
	}
	return all, nil
}

// addressedToSomebody is the half of CK-14 that belongs to the day of the document; see Addressees for the other.
func addressedToSomebody(v *db.View, d Dispatch, _ Number) (all []Finding, _ error) {
	if d.Date == 0 {
		return nil, nil
	}
	to, err := Addressees(v, d, day.AsOf{Day: v.At.Day()})
	for _, a := range to {
		if a.Validity == Nobody {
			all = append(all, Finding{Warning, "CK-14", a.Text + " Hãy xem lại nơi nhận hoặc ngày."})
		}
	}
	return all, err
}

// twins finds the same number of the same issuer on another day: one of the two dates may be wrong.
func twins(v *db.View, d Dispatch, n Number) (all []Finding, _ error) {
	near, err := numbered(v, n.Key(), 0)
	for _, t := range near {
		if t.ID != d.ID && t.Date != d.Date && t.Kind == d.Kind && sameIssuer(t.IssuerUnit, t.Issuer, d.IssuerUnit, d.Issuer) {
			all = append(all, Finding{Warning, "number", fmt.Sprintf("Trong sổ đã có %s của cùng cơ quan. Nếu không phải hai văn bản, hãy đính chính bản đã có.", t.Title())})
		}
	}
	return all, err
}

// Scope is the span within which an issuer's numbers run from 01 (phạm vi đánh số).
type Scope string

const (
	ByYear      Scope = "year"      // Nghị định 30/2020/NĐ-CP
	ByTerm      Scope = "term"      // the term of a committee: Hướng dẫn 36-HD/VPTW
	ByCongress  Scope = "congress"  // one congress
	ByCommittee Scope = "committee" // the life of a campaign's committee
)

var scopeLabels = map[Scope]string{ByYear: "năm", ByTerm: "nhiệm kỳ", ByCongress: "kỳ đại hội", ByCommittee: "thời gian hoạt động của ban chỉ đạo"}

// Label returns the Vietnamese name.
func (s Scope) Label() string { return scopeLabels[s] }

// Counting says how an issuer counts its documents of a kind.
type Counting struct {
	IssuerUnit string // the issuer as a unit, or
	Issuer     string // by name
	Kind       Kind   // "" for all kinds that have no counting of their own
	Scope      Scope
	Since      day.Day // when counting began anew, 0 where it is not known
}

// SetCounting records how an issuer counts. The last record holds; the earlier ones stay.
func SetCounting(tx *db.Tx, c Counting) error {
	c.Issuer = viet.Clean(c.Issuer)
	switch {
	case c.IssuerUnit == "" && c.Issuer == "":
		return fault.In("issuer", "Chưa ghi cơ quan ban hành.")
	case c.Scope.Label() == "":
		return fault.In("scope", "Hãy chọn đánh số theo năm, nhiệm kỳ, kỳ đại hội hay ban chỉ đạo.")
	case c.Kind != "" && !c.Kind.Known():
		return fault.In("kind", "Không có loại văn bản “%s”. Hãy chọn trong danh sách.", string(c.Kind))
	}
	return insertScope(tx, c)
}

// CountingOf returns how an issuer counts documents of a kind, and false where nobody has said so; it is then by term.
func CountingOf(v *db.View, issuerUnit, issuer string, kind Kind) (Counting, bool, error) {
	all, err := scopes(v, issuerUnit, issuer)
	if err != nil {
		return Counting{}, false, err
	}
	for _, k := range []Kind{kind, ""} {
		for _, c := range all {
			if c.Kind == k {
				c.IssuerUnit, c.Issuer = issuerUnit, issuer
				return c, true, nil
			}
		}
	}
	return Counting{IssuerUnit: issuerUnit, Issuer: issuer, Scope: ByTerm}, false, nil
}

// PerDay is how many documents of one kind an issuer may be thought to send out in a day.
const PerDay = 10

// numberPlausible is CK-10: whether a number can have been reached by its date.
func numberPlausible(v *db.View, d Dispatch, n Number) (all []Finding, _ error) {
	if d.Date == 0 || n.Pattern == Normative {
		return nil, nil
	}
	c, told, err := CountingOf(v, d.IssuerUnit, d.Issuer, d.Kind)
	if err != nil {
		return nil, err
	}
	if told && c.Since != 0 && d.Date < c.Since {
		return []Finding{{Warning, "CK-10", fmt.Sprintf("Ngày %s ở trước ngày bắt đầu đánh số (%s).", d.Date.VN(), c.Since.VN())}}, nil
	}
	from := day.Year(d.Date.Year()).From
	if c.Scope != ByYear && c.Since != 0 {
		from = c.Since
	}
	days := int(d.Date-from) + 1
	if n.Seq <= days*PerDay {
		return nil, nil
	}
	rate := viet.FormatInt(int64(n.Seq / days))
	switch {
	case c.Scope == ByYear:
		return []Finding{{Warning, "CK-10", fmt.Sprintf("Số %d vào ngày %s khó có thể đúng: đánh số theo năm thì từ đầu năm phải ban hành %s văn bản mỗi ngày. Hãy xem lại số, ngày hoặc phạm vi đánh số.", n.Seq, d.Date.VN(), rate)}}, nil
	case c.Since != 0:
		return []Finding{{Warning, "CK-10", fmt.Sprintf("Số %d vào ngày %s khó có thể đúng: từ ngày %s phải ban hành %s văn bản mỗi ngày.", n.Seq, d.Date.VN(), c.Since.VN(), rate)}}, nil
	}
	return []Finding{{Info, "CK-10", fmt.Sprintf("Số %d vào ngày %s không hợp với cách đánh số theo năm (%s văn bản mỗi ngày), nhưng bình thường nếu đánh số theo %s.", n.Seq, d.Date.VN(), rate, c.Scope.Label())}}, nil
}

// Gaps returns the running numbers that are missing between the first and the last one in the register, for an issuer and a
// kind, in the span within which numbers run. At most GapsMax are returned.
func Gaps(v *db.View, issuerUnit, issuer string, kind Kind, within day.Period) ([]int64, error) {
	have, err := seqs(v, issuerUnit, issuer, kind, within)
	if err != nil {
		return nil, err
	}
	var gaps []int64
	for i := 1; i < len(have); i++ {
		for n := have[i-1] + 1; n < have[i] && len(gaps) < GapsMax; n++ {
			gaps = append(gaps, n)
		}
	}
	return gaps, nil
}

// GapsMax bounds what Gaps returns.
const GapsMax = 1000

// Numbered returns the documents of the register that bear a number, however it is written.
func Numbered(v *db.View, number string) ([]Dispatch, error) {
	n, err := ParseNumber(number)
	if err != nil {
		return nil, err
	}
	return numbered(v, n.Key(), 0)
}
