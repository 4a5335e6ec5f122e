package campaigns

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// columns of a division before and after the number that is typed.
func shareColumns() (before, after []ui.Column) {
	return []ui.Column{{Label: "Năm trước", Num: true}, {Label: "Đoàn viên", Num: true}},
		[]ui.Column{{Label: "Đơn vị trả lời"}, {Label: "Kết quả", Num: true}, {Label: "Đạt"}}
}

// facts are what is known of some units beside their parts.
type facts struct{ got, before, members map[org.UnitID]ledger.Total }

func (d *cascade) facts(units []org.UnitID) (f facts, err error) {
	if f.got, err = d.known(d.ask, units); err != nil {
		return f, err
	}
	if f.before, err = d.known(d.lastYear, units); err != nil {
		return f, err
	}
	if _, err := indicator.Get(d.v, membersKey); err != nil {
		return f, nil // a house without that indicator knows no members
	}
	f.members, err = d.known(d.members, units)
	return f, err
}

// figureCell is what is known, or a dash: nothing received is never a 0.
func figureCell(q ledger.Question, t ledger.Total) ui.Cell {
	if t.Entries == 0 {
		return ui.Cell{Text: "–"}
	}
	return ui.Cell{Body: figure(q, t.Quantity, "")}
}

// rows draws a page of the division: with fields for who may divide it.
func (d *cascade) rows(m *targets, page []org.UnitID, at looked, again *retyped) error {
	f, err := d.facts(page)
	if err != nil {
		return err
	}
	if len(d.units) == 0 {
		m.None = &ui.Empty{Icon: "split", Title: "Không có đơn vị trực thuộc vào ngày " + d.on.VN(), Text: "Cả " + ui.Int(d.t.Quantity) + " là phần của " + d.names[d.t.Unit] + "."}
		if again != nil {
			for _, p := range again.elsewhere(ui.Shares{}) {
				m.Notices = append(m.Notices, ui.Notice{Tone: ui.Bad, Title: "Chưa ghi được", Text: p.Text})
			}
		}
		return nil
	}
	g := ui.Shares{ID: "shares", Label: "Phần chia cho các đơn vị", Balance: d.balance(), Action: "/campaigns/" + d.c.ID + "/targets", Typed: ui.Column{Label: "Chỉ tiêu", Num: true}, Submit: "Ghi phần chia",
		Note: "Đơn vị nào không giao thì để trống. Enter và mũi tên chuyển ô, Ctrl Enter ghi; dán cả cột từ bảng tính vào ô đầu cũng được."}
	g.Before, g.After = shareColumns()
	was := make([]string, 0, len(page))
	here := int64(0)
	for _, u := range page {
		k, has := d.kids[u]
		r := ui.ShareRow{Name: d.names[u], Href: "/units/" + u, Field: campaign.FieldOf(u), Before: []ui.Cell{figureCell(d.lastYear(u), f.before[u]), figureCell(d.members(u), f.members[u])}, After: []ui.Cell{{}, {}, {}}}
		if has {
			here += k.Quantity
			was = append(was, u+":"+strconv.FormatInt(k.Quantity, 10))
			d.given(&r, k, f.got[u])
		} else {
			r.After[1] = figureCell(d.ask(u), f.got[u])
		}
		r.Was = r.Value
		if again != nil {
			if text, sent := again.values[r.Field]; sent {
				r.Value, r.Problem = text, again.problems[r.Field]
			}
		}
		r.Changed = r.Value != r.Was
		g.Rows = append(g.Rows, r)
	}
	if !d.gives {
		d.list(m, g)
		return nil
	}
	g.Balance.Elsewhere = g.Balance.Given - here
	g.Balance.Keep = &ui.Field{Name: "keep", Label: "Dự phòng giữ lại", Value: viet.FormatInt(d.kept)}
	grounds, err := d.grounds(again)
	if err != nil {
		return err
	}
	g.Fields = grounds
	g.Hidden = door.Token("of", d.t.ID, "was", strings.Join(was, ","), "show", at.show, "q", at.text, "after", strconv.Itoa(at.after), "kept", strconv.FormatInt(d.kept, 10))
	if again != nil {
		g.Balance.Keep.Value, g.Balance.Keep.Problem = again.values["keep"], again.problems["keep"]
		d.reckon(&g)
		g.Wrong = again.elsewhere(g)
	}
	m.Grid = &g
	return nil
}

// elsewhere are the problems of what is not on the page: of the whole, and of units that are not among its rows.
func (s *retyped) elsewhere(g ui.Shares) (out []ui.Problem) {
	shown := map[string]bool{"keep": true}
	for _, r := range g.Rows {
		shown[r.Field] = true
	}
	for _, f := range g.Fields {
		shown[f.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(s.problems)) {
		if !shown[name] {
			out = append(out, ui.Problem{Text: s.problems[name]})
		}
	}
	return out
}

// given fills in what a unit that has a part holds of it.
func (d *cascade) given(r *ui.ShareRow, k campaign.Target, got ledger.Total) {
	r.Href = "/targets/" + k.ID
	if k.Quantity > 0 {
		r.Value = viet.FormatInt(k.Quantity)
	}
	r.After[1] = figureCell(d.ask(k.Unit), got)
	if k.Quantity == 0 {
		r.After[0] = ui.Cell{Text: "thôi giao"}
		return
	}
	r.After[0] = ui.Cell{Body: answerChip(k)}
	if p, asks := d.asks[k.ID]; asks {
		r.Tone, r.After[0].Sub = ui.Warn, "đề nghị "+ui.Int(p.Quantity)
	} else if k.State == campaign.Disputed {
		r.Tone = ui.Warn
	}
	r.After[2] = ui.Cell{Body: ui.Bar{Mini: true, Got: got.Lo, Target: k.Quantity, Text: short(got.Quantity, k.Quantity)}}
	if n := d.below[k.Unit]; n > 0 {
		label := fmt.Sprintf("Chia tiếp cho %d đơn vị", n)
		if shared := k.Quantity - k.Reserve; shared > 0 {
			label = "Đã chia xuống " + ui.Int(shared)
		}
		r.Sub = append(r.Sub, ui.Link{Label: label, Href: dividing(k)})
	}
}

// reckon adds up again what was typed, as the page does while one types.
func (d *cascade) reckon(g *ui.Shares) {
	g.Balance.Given = g.Balance.Elsewhere
	for _, r := range g.Rows {
		if n, err := viet.ParseCount(r.Value); err == nil {
			g.Balance.Given += n.Lo
		}
	}
	if n, err := viet.ParseCount(g.Balance.Keep.Value); err == nil {
		g.Balance.Kept = n.Lo
	}
}

// grounds are asked for once below the rows.
func (d *cascade) grounds(again *retyped) ([]ui.Field, error) {
	papers, err := paperChoices(d.a, d.t.Unit, d.c.Owner)
	if err != nil {
		return nil, err
	}
	ask := form.Form{Fields: grounds(papers, "Lý do, khi đổi số của đơn vị đã nhận", false)}
	for i := range ask.Fields {
		if ask.Fields[i].Name == "dispatch" {
			ask.Fields[i].Label, ask.Fields[i].Help = "Văn bản", "Để trống là theo văn bản của chỉ tiêu cấp trên."
			ask.Fields[i].Choices = slices.Clone(papers)
		}
	}
	values := map[string]string{}
	var problems []form.Problem
	if again != nil {
		for _, f := range ask.Fields {
			values[f.Name] = again.values[f.Name]
			if p := again.problems[f.Name]; p != "" {
				problems = append(problems, form.Problem{Field: f.Name, Text: p})
			}
		}
	}
	return ui.Form{}.Ask(ask, form.Fill(values), problems).Fields, nil
}

// list is the division for those who only look at it.
func (d *cascade) list(m *targets, g ui.Shares) {
	b := g.Balance
	m.Balance = &b
	t := ui.Table{Label: g.Label, Cards: true, Columns: append(append([]ui.Column{{Label: "Đơn vị", Wide: true}}, g.Before...), append([]ui.Column{{Label: "Chỉ tiêu", Num: true}}, g.After...)...)}
	for _, r := range g.Rows {
		number := ui.Cell{Text: "–"}
		if r.Value != "" {
			number = ui.Cell{Text: r.Value, Strong: true}
		}
		cells := append([]ui.Cell{{Text: r.Name, Href: r.Href}}, r.Before...)
		t.Rows = append(t.Rows, ui.Row{Tone: r.Tone, Cells: append(append(cells, number), r.After...)})
	}
	m.List = &t
}
