package campaigns

import (
	"fmt"
	"net/url"
	"slices"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
)

// sharesMax is how many units one table of shares holds.
const sharesMax = 200

// shared is what a table of shares is about.
type shared struct {
	t     campaign.Target
	units []org.UnitID
}

// sharing divides a target among the units below.
var sharing = inquiry{
	path: "/targets/{id}/share", title: "Chia chỉ tiêu", guard: door.Guard{Verb: campaign.Sharing},
	open: openShare,
	act: func(tx *db.Tx, a *door.Ask, s *sheet) error {
		about := s.about.(shared)
		var shares []campaign.ShareOf
		for _, u := range about.units {
			n, said := s.answers.Number("u-" + u)
			if said {
				shares = append(shares, campaign.ShareOf{Unit: u, Quantity: n.Lo})
			}
		}
		reserve, _ := s.answers.Number("reserve")
		_, err := campaign.Share(tx, about.t.ID, version(a), shares, reserve.Lo, because(s.answers))
		return err
	},
	done: func(s *sheet) ui.Outcome {
		return saidDone("/targets/"+s.about.(shared).t.ID, "Đã chia chỉ tiêu. Các đơn vị sẽ thấy phần của mình và trả lời.")
	},
}

func openShare(a *door.Ask, sent url.Values) (*sheet, error) {
	p, t, err := targetAt(a, a.Path("id"))
	if err != nil {
		return nil, err
	}
	i := p.of[t.Indicator]
	s := &sheet{Title: "Chia " + ui.Int(t.Quantity) + " " + i.Label(), Lead: "Tổng các phần cộng dự phòng phải đúng bằng " + ui.Int(t.Quantity) + ". Đơn vị nào không giao thì để trống; đơn vị đã có mà thôi giao thì ghi 0.",
		Crumbs: append(p.look.below(), ui.Link{Label: "Chỉ tiêu", Href: "/campaigns/" + p.c.ID + "/targets"}, ui.Link{Label: p.names[t.Unit], Href: "/targets/" + t.ID}),
		Accent: p.accent(), submit: "Chia chỉ tiêu", cancel: "/targets/" + t.ID, wide: true, hidden: []string{"version", fmt.Sprint(t.Version)}}
	units, err := p.shareable(t)
	if err != nil {
		return nil, err
	}
	s.about = shared{t, units}
	asOf := day.AsOf{Day: min(t.Period.To, p.today)}
	called, err := org.Names(a.V, units, asOf)
	if err != nil {
		return nil, err
	}
	s.values = map[string]string{"reserve": viet.FormatInt(t.Reserve)}
	before := map[org.UnitID]int64{}
	for _, k := range p.below[t.ID] {
		before[k.Unit] = k.Quantity
		s.values["u-"+k.Unit] = viet.FormatInt(k.Quantity)
	}
	suggestion(s, a.Query("fill"), t, units)
	for _, u := range units {
		f := form.Field{Name: "u-" + u, Label: called[u], Kind: form.Count, Of: i.Label()}
		if n, had := before[u]; had {
			f.Help = "Đang giao " + viet.FormatInt(n) + "."
		}
		s.form.Fields = append(s.form.Fields, f)
	}
	s.form.Fields = append(s.form.Fields, form.Field{Name: "reserve", Label: "Dự phòng giữ lại", Kind: form.Count, Of: i.Label(), Required: true})
	papers, err := paperChoices(a, t.Unit)
	if err != nil {
		return nil, err
	}
	s.form.Fields = append(s.form.Fields, grounds(papers, "Lý do", false)...)
	if len(units) == 0 {
		s.Above = ui.Notice{Tone: ui.Warn, Title: "Không có đơn vị trực thuộc vào ngày " + asOf.Day.VN(), Text: "Chỉ tiêu này giữ nguyên ở " + p.names[t.Unit] + "."}
	}
	s.Beside = ui.Inside(ui.Card{Title: "Gợi ý", Quiet: true, Lead: "Chỉ điền sẵn, chưa ghi gì."}, ui.Group{
		ui.Button{Label: "Chia đều", Icon: "split", Href: "/targets/" + t.ID + "/share?fill=even"}, ui.Text(" "), ui.Button{Label: "Bỏ gợi ý", Href: "/targets/" + t.ID + "/share"}})
	return s, nil
}

// suggestion fills the table in, without writing anything.
func suggestion(s *sheet, how string, t campaign.Target, units []org.UnitID) {
	if how != "even" || len(units) == 0 {
		return
	}
	parts, err := campaign.SplitEvenly(t.Quantity, len(units))
	if err != nil {
		return
	}
	for n, u := range units {
		s.values["u-"+u] = viet.FormatInt(parts[n])
	}
	s.values["reserve"] = "0"
}

// shareable are the units among which a target may be shared: those that have a part, and those directly below.
func (p *promises) shareable(t campaign.Target) ([]org.UnitID, error) {
	var out []org.UnitID
	for _, k := range p.below[t.ID] {
		out = append(out, k.Unit)
	}
	tree, err := org.TreeOn(p.v, org.UnionLine, day.AsOf{Day: min(t.Period.To, p.today)})
	if err != nil {
		return nil, err
	}
	h := tree.History()
	if i, ok := h.Index(t.Unit); ok && tree.Has(i) {
		kids := slices.Clone(tree.Children(i))
		viet.SortBy(kids, func(k int32) string { return h.Name(k, tree.AsOf()) })
		for _, k := range kids {
			if len(out) < sharesMax && !slices.Contains(out, h.ID(k)) {
				out = append(out, h.ID(k))
			}
		}
	}
	return out, nil
}
