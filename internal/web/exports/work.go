package exports

import (
	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/sheet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/report"
	"phongtrao/internal/web/door"
)

var units = table{
	key: "units", title: "Tổ chức", guard: door.Guard{Verb: org.Seeing, Object: door.AtOrHome("under")},
	columns: []sheet.Column{{Title: "Cấp", Width: 6}, {Title: "Tên", Width: 60}, {Title: "Tên ngắn", Width: 24}, {Title: "Mã", Width: 24}, {Title: "Mã chính thức", Width: 16}, {Title: "Loại", Width: 26},
		{Title: "Cấp trên trực tiếp", Width: 50}, {Title: "Mã cấp trên", Width: 24}, {Title: "Thành lập", Width: 12}, {Title: "Không còn từ", Width: 12}, {Title: "Số đơn vị trực thuộc", Width: 12}},
	rows: func(x *export) error {
		on, err := x.Day("on", x.Today())
		if err != nil {
			return err
		}
		line := x.Query("line")
		if line == "" {
			line = org.UnionLine
		}
		kinds, err := org.Kinds(x.V)
		if err != nil {
			return err
		}
		called := map[string]string{}
		for _, k := range kinds {
			called[k.Key] = k.Name
		}
		asOf := day.AsOf{Day: on}
		tree := x.units.Tree(line, asOf)
		sees, err := x.seen(x.Query("under"))
		if err != nil {
			return err
		}
		for p := range int32(tree.Len()) {
			i := tree.At(p)
			if !sees[i] {
				continue
			}
			var above, aboveID string
			if parent, ok := tree.Parent(i); ok {
				above, aboveID = x.units.Name(parent, asOf), x.units.ID(parent)
			}
			born, ended := x.units.Life(i, 0)
			if err := x.row(tree.Depth(i)+1, x.units.Name(i, asOf), x.units.Short(i, asOf), x.units.ID(i), x.units.Code(i, asOf), called[x.units.Kind(i, asOf)], above, aboveID, born, ended, len(tree.Children(i))); err != nil {
				return err
			}
		}
		return nil
	},
}

// shown reports whether a campaign may be looked at: by those above who leads it, and by those whom it leads.
func (x *export) shown(c campaign.Campaign) bool {
	at, err := x.Scope(c.Owner)
	return err == nil && at != ""
}

var campaigns = table{
	key: "campaigns", title: "Phong trào", guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	columns: []sheet.Column{{Title: "Tên", Width: 60}, {Title: "Mã", Width: 24}, {Title: "Loại hình", Width: 24}, {Title: "Chủ trì", Width: 50}, {Title: "Từ ngày", Width: 12}, {Title: "Đến ngày", Width: 12}, {Title: "Giới thiệu", Width: 60}},
	rows: func(x *export) error {
		all, err := campaign.List(x.V)
		if err != nil {
			return err
		}
		for _, c := range all {
			if only := x.Query("kind"); only != "" && only != c.Kind || !x.shown(c) {
				continue
			}
			kind := c.Kind
			if k, err := x.House.Kinds.Get(c.Kind); err == nil {
				kind = k.Name()
			}
			if err := x.row(c.Name, c.ID, kind, x.unit(c.Owner, c.Period.From), c.Period.From, c.Period.To, c.Summary); err != nil {
				return err
			}
		}
		return nil
	},
}

var targets = table{
	key: "targets", title: "Chỉ tiêu", guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	columns: []sheet.Column{{Title: "Phong trào", Width: 50}, {Title: "Đơn vị", Width: 50}, {Title: "Mã đơn vị", Width: 24}, {Title: "Chỉ số", Width: 20}, {Title: "Từ ngày", Width: 12}, {Title: "Đến ngày", Width: 12},
		{Title: "Chỉ tiêu", Width: 14}, {Title: "Chưa chia", Width: 14}, {Title: "Nguồn", Width: 14}, {Title: "Trả lời", Width: 16}, {Title: "Văn bản", Width: 44}},
	rows: func(x *export) error {
		all, err := campaign.List(x.V)
		if err != nil {
			return err
		}
		for _, c := range all {
			if only := x.Query("campaign"); only != "" && only != c.ID || !x.shown(c) {
				continue
			}
			list, err := campaign.Targets(x.V, campaign.Filter{Campaign: c.ID})
			if err != nil {
				return err
			}
			for _, t := range list {
				if !x.sight.Has(t.Unit) {
					continue
				}
				cite, err := campaign.Cite(x.V, t)
				if err != nil {
					return err
				}
				if err := x.row(c.Name, x.unit(t.Unit, x.Today()), t.Unit, t.Indicator, t.Period.From, t.Period.To, t.Quantity, t.Reserve, t.Source.Label(), t.State.Label(), cite); err != nil {
					return err
				}
			}
		}
		return nil
	},
}

// held are the activities of a period of which the host, or what it leads for the one who asks, may be looked at.
func (x *export) held() ([]activity.Activity, map[string]campaign.Campaign, error) {
	p, err := x.period()
	if err != nil {
		return nil, nil, err
	}
	all, err := activity.Between(x.V, p)
	if err != nil {
		return nil, nil, err
	}
	list, err := campaign.List(x.V)
	if err != nil {
		return nil, nil, err
	}
	known := map[string]campaign.Campaign{}
	for _, c := range list {
		known[c.ID] = c
	}
	var out []activity.Activity
	for _, a := range all {
		if only := x.Query("campaign"); (only == "" || only == a.Campaign) && (x.sight.Has(a.Unit) || x.sight.Has(known[a.Campaign].Owner)) {
			out = append(out, a)
		}
	}
	return out, known, nil
}

var activities = table{
	key: "activities", title: "Hoạt động", guard: door.Guard{Verb: campaign.Seeing, Object: door.Home},
	columns: []sheet.Column{{Title: "Ngày", Width: 12}, {Title: "Tên", Width: 60}, {Title: "Mã", Width: 24}, {Title: "Phong trào", Width: 50}, {Title: "Đơn vị tổ chức", Width: 50}, {Title: "Địa điểm", Width: 30}, {Title: "Tình trạng", Width: 24}},
	rows: func(x *export) error {
		all, known, err := x.held()
		if err != nil {
			return err
		}
		for _, a := range all {
			if err := x.row(a.Day, a.Name, a.ID, known[a.Campaign].Name, x.unit(a.Unit, a.Day), x.site(a.Place, a.Day), a.State.Label()); err != nil {
				return err
			}
		}
		return nil
	},
}

var submissions = table{
	key: "submissions", title: "Số liệu đơn vị gửi lên", guard: door.Guard{Verb: report.Seeing, Object: door.Home},
	columns: []sheet.Column{{Title: "Gửi lúc", Width: 19}, {Title: "Đơn vị", Width: 50}, {Title: "Mã đơn vị", Width: 24}, {Title: "Hoạt động", Width: 50}, {Title: "Ngày", Width: 12}, {Title: "Chỉ số", Width: 20},
		{Title: "Ít nhất", Width: 14}, {Title: "Nhiều nhất", Width: 14}, {Title: "Bản", Width: 6}, {Title: "Tình trạng", Width: 18}, {Title: "Lý do", Width: 40}, {Title: "Giải trình", Width: 40}},
	rows: func(x *export) error {
		all, _, err := x.held()
		if err != nil {
			return err
		}
		for _, a := range all {
			sent, err := report.OfActivity(x.V, a.ID)
			if err != nil {
				return err
			}
			for _, s := range sent {
				if !x.sight.Has(s.Unit) {
					continue
				}
				for _, l := range s.Lines {
					var most any
					if hi, bounded := l.Top(); bounded {
						most = hi
					}
					if err := x.row(s.At, x.unit(s.Unit, a.Day), s.Unit, a.Name, a.Day, l.Indicator, l.Lo, most, s.Version, s.State.Label(), s.Reason, s.Explanation); err != nil {
						return err
					}
				}
			}
		}
		return nil
	},
}

var dispatches = table{
	key: "dispatches", title: "Sổ văn bản", guard: door.Guard{Verb: dispatch.Seeing, Object: door.Home},
	columns: []sheet.Column{{Title: "Đến/đi", Width: 14}, {Title: "Số, ký hiệu", Width: 24}, {Title: "Ngày", Width: 12}, {Title: "Loại", Width: 18}, {Title: "Cơ quan ban hành", Width: 50}, {Title: "Trích yếu", Width: 70},
		{Title: "Đơn vị vào sổ", Width: 44}, {Title: "Vào sổ lúc", Width: 19}, {Title: "Bản", Width: 6}},
	rows: func(x *export) error {
		p, err := x.period()
		if err != nil {
			return err
		}
		all, err := dispatch.List(x.V, dispatch.Filter{Period: p, Text: x.Query("q"), Direction: dispatch.Direction(x.Query("direction")), Kind: dispatch.Kind(x.Query("kind")), All: true})
		if err != nil {
			return err
		}
		for _, d := range all {
			if !x.sight.Has(d.Owner) {
				continue
			}
			if err := x.row(d.Direction.Label(), d.Number, d.Date, d.Kind.Name(), d.Issuer, d.Subject, x.unit(d.Owner, x.Today()), d.Registered, d.Version); err != nil {
				return err
			}
		}
		return nil
	},
}
