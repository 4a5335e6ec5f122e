package report

import (
	"fmt"
	"unicode/utf8"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
)

// Claim is a number that was printed or said (số đã công bố).
type Claim struct {
	ID              string
	Campaign        string // "" where it is about no campaign in particular
	Unit            string // it and all below
	Indicator       string
	Period          day.Period
	ledger.Quantity         // what the words mean: "hơn 22 nghìn" is at least 22.000
	Printed         string  // the words: "hơn 22 nghìn"
	Percent         Percent // a percentage printed beside it, zero for none
	Incomplete      bool    // it says of itself that it is: "báo cáo nhanh, chưa đầy đủ"
	Source          string  // where it stands
	Day             day.Day // when it was published
	Note            string
	At              day.Instant
	By              string
}

// Filter chooses claims. What is empty does not choose.
type Filter struct {
	Units     []string
	Indicator string
	Campaign  string
	Period    day.Period // those that share a day with it
}

// Publish keeps a claim and returns its key. Where no quantity is given it is read from the words; words with two meanings
// are refused with a question.
func Publish(tx *db.Tx, c Claim) (string, error) {
	c.Printed, c.Source, c.Note = viet.Clean(c.Printed), viet.Clean(c.Source), viet.CleanLines(c.Note)
	if _, err := indicator.Get(&tx.View, c.Indicator); err != nil {
		return "", fault.In("indicator", "%s", fault.Text(err))
	}
	h, err := org.HistoryOf(&tx.View)
	if err != nil {
		return "", err
	}
	_, known := h.Index(c.Unit)
	switch {
	case !known:
		return "", fault.In("unit", "Không tìm thấy đơn vị. Hãy chọn lại trong danh sách.")
	case c.Printed == "":
		return "", fault.In("printed", "Hãy ghi lại nguyên văn con số đã công bố.")
	case c.Source == "":
		return "", fault.In("source", "Hãy ghi con số này in ở đâu, ví dụ báo cáo hay bài viết nào.")
	case c.Period.Days() == 0:
		return "", fault.In("period", "Hãy ghi con số này của thời gian nào.")
	case c.Day == 0:
		return "", fault.In("day", "Hãy ghi ngày công bố.")
	case utf8.RuneCountInString(c.Printed) > NoteMax || utf8.RuneCountInString(c.Source) > NoteMax || utf8.RuneCountInString(c.Note) > ExplanationMax:
		return "", fault.In("printed", "Nội dung dài quá mức cho phép. Hãy rút gọn.")
	case c.Percent.Whole < 0 || c.Percent.Part < 0:
		return "", fault.In("percent", "Phần và tổng của tỷ lệ không thể âm.")
	}
	if c.Quantity.IsZero() {
		n, _, err := viet.ReadCount(c.Printed)
		if err != nil {
			return "", fault.In("printed", "%s", fault.Text(err))
		}
		c.Quantity = Quantity(n)
	}
	if c.Lo < 0 || !c.Open && c.Hi < c.Lo {
		return "", fault.In("printed", "Mức dưới lớn hơn mức trên. Hãy xem lại con số.")
	}
	c.ID = tx.ID()
	return c.ID, insertClaim(tx, c)
}

// Retract takes back a claim that was entered by mistake. What was published stays published: enter that as it was.
func Retract(tx *db.Tx, id, reason string) error {
	if _, err := ClaimByID(&tx.View, id); err != nil {
		return err
	}
	if reason = viet.Clean(reason); reason == "" {
		return fault.In("reason", "Hãy ghi lý do bỏ số này.")
	}
	return insertClaimEnd(tx, id, reason)
}

// Beside is a claim with the figure that it is about.
type Beside struct {
	Claim
	Figure ledger.Quantity
	Agrees bool // some number is possible under both
	Text   string
	Check  Arithmetic // of its percentage; its Text is "" where none was printed
}

// Compare puts claims beside the figures of the same indicator, unit, period and campaign, as they stood.
func Compare(v *db.View, all []Claim) ([]Beside, error) {
	out := make([]Beside, len(all))
	for i, c := range all {
		f, err := ledger.RollUp(v, ledger.Question{Indicator: c.Indicator, Period: c.Period, Campaign: c.Campaign, At: c.Unit})
		if err != nil {
			return nil, err
		}
		out[i] = c.Against(f.Quantity)
	}
	return out, nil
}

// Against puts a claim beside a figure: both values, whether they can both be true, and by how much they miss.
func (c Claim) Against(figure ledger.Quantity) Beside {
	b := Beside{Claim: c, Figure: figure, Agrees: figure.Agrees(c.Quantity)}
	b.Text = fmt.Sprintf("Công bố “%s”, số liệu trong sổ là %s: ", c.Printed, figure)
	switch {
	case b.Agrees && figure.Exact() && c.Exact():
		b.Text += "khớp."
	case b.Agrees:
		b.Text += "không mâu thuẫn."
	case c.Open || c.Lo > figure.Hi:
		b.Text += "số công bố cao hơn ít nhất " + viet.FormatInt(c.Lo-figure.Hi) + "."
		if figure.Exact() && c.Exact() {
			b.Text = fmt.Sprintf("Công bố “%s”, số liệu trong sổ là %s: số công bố cao hơn %s.", c.Printed, figure, viet.FormatInt(c.Lo-figure.Hi))
		}
	default:
		b.Text += "số công bố thấp hơn ít nhất " + viet.FormatInt(figure.Lo-c.Hi) + "."
		if figure.Exact() && c.Exact() {
			b.Text = fmt.Sprintf("Công bố “%s”, số liệu trong sổ là %s: số công bố thấp hơn %s.", c.Printed, figure, viet.FormatInt(figure.Lo-c.Hi))
		}
	}
	if !b.Agrees && c.Incomplete {
		b.Text += " Số công bố tự ghi là chưa đầy đủ."
	}
	if c.Percent.Whole > 0 {
		b.Check = c.Percent.Check()
	}
	return b
}
