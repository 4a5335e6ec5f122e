package gates

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/closing"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// sharesMax is how many units a form asks about one by one.
const sharesMax = 80

// writing writes a minute: what is known stands above, what the two believe is asked.
var writing = deed{
	path: "/activities/{id}/closing/new", title: "Lập biên bản chốt điểm",
	help:  "Biên bản ghi số quét, số đếm cạnh nhau và số mà hai người cùng xác nhận. Kiểm tra các số ở trên, chọn số chốt, ghi lý do nếu chênh lệch.",
	guard: door.Guard{Verb: closing.Writing},
	open:  openMinute,
	act: func(tx *db.Tx, s *site, q *sheet) error {
		f, _ := q.made.(closing.Facts)
		d := closing.Draft{Activity: s.act.ID, Number: q.answers.Text("number"), Seen: q.sent.Get("seen"), Note: q.answers.Text("note"), Replaces: q.sent.Get("replaces"), Reason: q.answers.Text("reason")}
		for i, t := range f.Things {
			n, _ := q.answers.Number(named("signed", i))
			e, err := ledger.EvidenceByKey(q.answers.Text(named("evidence", i)))
			if err != nil {
				return err
			}
			st := closing.Stated{What: t.What, Evidence: e, Signed: n.Lo, Why: closing.Why(q.answers.Text(named("why", i)))}
			if q.sent.Get("shares") != "" {
				st.Shares = []closing.Share{}
				for k, u := range t.Units {
					if n, ok := q.answers.Number(shareField(i, k)); ok {
						st.Shares = append(st.Shares, closing.Share{Unit: u.Unit, People: n.Lo})
					}
				}
			}
			d.Lines = append(d.Lines, st)
		}
		_, err := closing.Write(tx, s.k, d)
		return err
	},
	done: func(s *site, q *sheet) ui.Outcome {
		return said(s.path("/closing"), "Đã lập và ký biên bản. Cần người thứ hai ký xác nhận.")
	},
}

// named is the name of a question about the i-th thing; that about the first is what the noun calls it in its faults.
func named(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(i)
}

func shareField(thing, unit int) string {
	return "share-" + strconv.Itoa(thing) + "-" + strconv.Itoa(unit)
}

func openMinute(s *site, sent url.Values) (*sheet, error) {
	f, err := closing.Know(s.a.V, s.k, s.act.ID)
	if err != nil {
		return nil, err
	}
	all, err := closing.Of(s.a.V, s.act.ID)
	if err != nil {
		return nil, err
	}
	holds, _ := closing.Standing(all)
	q := s.sheet("Lập biên bản chốt điểm", "Lập và ký biên bản", "/closing")
	q.made = f
	q.values = map[string]string{"number": "0" + strconv.Itoa(len(all)+1) + "/BB-CĐ"}
	if len(all) > 8 {
		q.values["number"] = strconv.Itoa(len(all)+1) + "/BB-CĐ"
	}
	q.hidden = []string{"seen", f.Sum(), "shares", sent.Get("shares")}
	if q.Above, err = s.known(f); err != nil {
		return nil, err
	}
	if holds != nil {
		q.hidden = append(q.hidden, "replaces", holds.ID)
		q.Lead = "Biên bản này thay cho biên bản " + holds.Number + " đã có hai người ký. Khi người thứ hai ký, số cũ được đảo và số mới được ghi."
		q.form.Fields = append(q.form.Fields, form.Field{Name: "reason", Label: "Lý do thay biên bản " + holds.Number, Kind: form.LongText, Required: true, Limit: 500})
	}
	q.form.Fields = append(q.form.Fields, form.Field{Name: "number", Label: "Số biên bản", Kind: form.Text, Required: true, Limit: 60})
	for i, t := range f.Things {
		if err := s.askThing(q, i, t, len(f.Things) > 1, sent.Get("shares") != ""); err != nil {
			return nil, err
		}
	}
	q.form.Fields = append(q.form.Fields, form.Field{Name: "note", Label: "Ghi chú", Help: "Giải thích thêm nếu cần. Không ghi tên người.", Kind: form.LongText, Limit: 1000})
	return q, nil
}

// askThing asks what is signed of one thing.
func (s *site) askThing(q *sheet, i int, t closing.Thing, several, shares bool) error {
	about := ""
	if several {
		ind, err := indicator.Get(s.a.V, t.Indicator)
		if err != nil {
			return err
		}
		about = ", " + lower(ind.Name)
	}
	best := ledger.Scanned
	if t.Scanned == 0 && t.Counted > 0 {
		best = ledger.Counted
	}
	whys := []form.Choice{}
	for _, w := range closing.Whys {
		whys = append(whys, form.Choice{Value: string(w), Label: w.Label()})
	}
	q.form.Fields = append(q.form.Fields,
		form.Field{Name: named("evidence", i), Label: "Chốt theo" + about, Kind: form.OneOf, Required: true, Choices: []form.Choice{
			{Value: ledger.Scanned.Key(), Label: "Số quét, cùng các đơn vị chỉ đếm: " + viet.FormatInt(t.Total(ledger.Scanned))},
			{Value: ledger.Counted.Key(), Label: "Số đếm, cùng các đơn vị chỉ quét: " + viet.FormatInt(t.Total(ledger.Counted))}}},
		form.Field{Name: named("signed", i), Label: "Số chốt" + about, Kind: form.Count, Required: true, Of: "người", Help: "Số mà hai người cùng xác nhận."},
		form.Field{Name: named("why", i), Label: "Lý do chênh lệch" + about, Kind: form.OneOf, Choices: whys, Help: "Cần khi số quét, số đếm, số chốt không bằng nhau."})
	q.values[named("evidence", i)], q.values[named("signed", i)] = best.Key(), viet.FormatInt(t.Total(best))
	if !shares {
		return nil
	}
	names, err := s.names(t)
	if err != nil {
		return err
	}
	for k, h := range closing.Propose(t.Total(best), s.act.Unit, t.By(best)) {
		if k >= sharesMax || k >= len(t.Units) || h.Unit == s.act.Unit {
			continue
		}
		q.form.Fields = append(q.form.Fields, form.Field{Name: shareField(i, k), Label: names[h.Unit], Kind: form.Count, Required: true, Of: "người"})
		q.values[shareField(i, k)] = viet.FormatInt(h.People)
	}
	return nil
}

// names are the names of a thing's units, and of the host.
func (s *site) names(t closing.Thing) (map[string]string, error) {
	ids := []string{s.act.Unit}
	for _, u := range t.Units {
		ids = append(ids, u.Unit)
	}
	return org.Names(s.a.V, ids, day.AsOf{Day: s.act.Day})
}

// known draws what is known before a minute is written.
func (s *site) known(f closing.Facts) (ui.Component, error) {
	var all ui.Group
	if f.Missing > 0 {
		all = append(all, ui.Notice{Tone: ui.Warn, Title: "Còn máy chưa gửi hết", Text: viet.FormatInt(f.Phones) + " máy còn giữ " + viet.FormatInt(f.Missing) + " lượt chưa về. Nên chờ máy có mạng rồi hãy chốt; số về sau sẽ cần biên bản thay thế.",
			Link: &ui.Link{Label: "Xem máy nào", Href: s.path("/ready")}})
	}
	figures, err := s.figures(f)
	if err != nil {
		return nil, err
	}
	return append(all, figures, ui.KeyValue{Pairs: gateFacts(f.Refused, f.Again, f.Missing)}, sharesLink(s.path("/closing/new?shares=1"))), nil
}

// gateFacts are what stays at the gates.
func gateFacts(refused, again, missing int64) []ui.Pair {
	return []ui.Pair{{Key: "Không cho vào", Text: viet.FormatInt(refused) + " lượt"}, {Key: "Đến lần thứ hai", Text: viet.FormatInt(again) + " lượt"}, {Key: "Máy còn giữ, chưa gửi", Text: viet.FormatInt(missing) + " lượt"}}
}

// figures draws scanned and counted of each thing beside each other.
func (s *site) figures(f closing.Facts) (ui.Component, error) {
	t := ui.Table{Label: "Số quét và số đếm của điểm", Columns: []ui.Column{{Label: "Nội dung", Wide: true}, {Label: "Quét vé", Num: true}, {Label: "Kiểm đếm", Num: true}, {Label: "Lệch", Num: true}}}
	for _, x := range f.Things {
		ind, err := indicator.Get(s.a.V, x.Indicator)
		if err != nil {
			return nil, err
		}
		r := ui.Row{Cells: []ui.Cell{{Text: ind.Name}, {Body: s.figure(x.Indicator, x.Scanned)}, {Body: s.figure(x.Indicator, x.Counted)}, {Text: signed(x.Counted - x.Scanned)}}}
		if x.Crowd > 0 {
			r.Cells[2].Sub = "có " + viet.FormatInt(x.Crowd) + " đếm cả làn"
		}
		if x.Counted > 0 && x.Counted != x.Scanned {
			r.Tone = ui.Warn
		}
		if x.Counted == 0 {
			r.Cells[2], r.Cells[3] = ui.Cell{Text: "không đếm"}, ui.Cell{Text: "–"}
		}
		t.Rows = append(t.Rows, r)
	}
	return t, nil
}

// figure draws a number with the way to where it is shown with its evidence.
func (s *site) figure(indicatorKey string, n int64) ui.Figure {
	return ui.Figure{Quantity: ui.Exactly(n), Href: proof(ledger.Question{Indicator: indicatorKey, Period: day.All, Campaign: s.act.Campaign, Activity: s.act.ID})}
}

// signed writes a difference with its sign.
func signed(n int64) string {
	if n > 0 {
		return "+" + ui.Int(n)
	}
	return ui.Int(n)
}

// lower writes the first letter small; words here begin with plain letters or with Đ.
func lower(s string) string {
	r := []rune(s)
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// person returns a name, or words where there is none.
func person(names map[string]string, id string) string {
	return cmp.Or(names[id], "người đã xóa thông tin")
}
