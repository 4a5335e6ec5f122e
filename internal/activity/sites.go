package activity

import (
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/campaign"
	"phongtrao/internal/place"
)

// Link plans sites and links them to an activity, which thereby becomes their central one; it returns their ids. Each has a
// place of its own; all have the central one's day (0 in a plan is that), campaign and state.
func Link(tx *db.Tx, central string, plans []Plan) ([]string, error) {
	c, err := hold(tx, central)
	if err != nil {
		return nil, err
	}
	switch {
	case c.Parent != "":
		return nil, fault.Invalidf("“%s” là một điểm cầu, không nối điểm khác vào được. Hãy nối vào điểm cầu trung tâm.", c.Name)
	case !c.State.Planned():
		return nil, fault.Invalidf("Hoạt động %s nên không thêm điểm cầu được.", c.State.Label())
	case c.Place == "":
		return nil, fault.In("place", "Hãy chọn địa điểm của điểm cầu trung tâm trước.")
	case len(plans) == 0:
		return nil, fault.Invalidf("Hãy ghi ít nhất một điểm cầu.")
	}
	sites, err := linked(&tx.View, central)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{c.Place: true}
	for _, s := range sites {
		taken[s.Place] = taken[s.Place] || s.State != Cancelled
	}
	var ids []string
	for _, p := range plans {
		if p.Day == 0 {
			p.Day = c.Day
		}
		if p, err = p.checked(&tx.View); err != nil {
			return nil, err
		}
		switch {
		case p.Day != c.Day:
			return nil, fault.In("day", "Điểm cầu “%s” ghi ngày %s, khác ngày của điểm cầu trung tâm (%s). Các điểm cầu diễn ra cùng ngày.", p.Name, p.Day.VN(), c.Day.VN())
		case p.Place == "":
			return nil, fault.In("place", "Hãy chọn địa điểm của điểm cầu “%s”.", p.Name)
		case taken[p.Place]:
			return nil, fault.In("place", "Địa điểm của “%s” đã có trong các điểm cầu. Mỗi điểm cầu ở một địa điểm riêng.", p.Name)
		}
		taken[p.Place] = true
		id, err := begin(tx, Activity{Campaign: c.Campaign, Parent: central, Plan: p, State: c.State})
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Sites returns the central site, first, and all that are linked to it, asked for by any of them. An activity without
// links is its own only site.
func Sites(v *db.View, id string) ([]Activity, error) {
	a, err := Get(v, id)
	if err != nil {
		return nil, err
	}
	if a.Parent != "" {
		if a, err = Get(v, a.Parent); err != nil {
			return nil, err
		}
	}
	rest, err := linked(v, a.ID)
	return append([]Activity{a}, rest...), err
}

// CheckSites says how many sites there are, and what is wrong with them: linked is how many linked sites a document states,
// below 0 where it states none. Cancelled sites do not count.
func CheckSites(v *db.View, sites []Activity, stated int) (string, []campaign.Finding, error) {
	places, err := place.HistoryOf(v)
	if err != nil {
		return "", nil, err
	}
	n := 0
	at := map[string]int{}
	var twice []string
	for _, s := range sites {
		if s.State == Cancelled {
			continue
		}
		if s.Parent != "" {
			n++
		}
		if at[s.Place]++; at[s.Place] == 2 {
			name := s.Name
			if i, ok := places.Index(s.Place); ok {
				name = places.Name(i, day.AsOf{Day: s.Day})
			}
			twice = append(twice, name)
		}
	}
	text := fmt.Sprintf("1 điểm cầu trung tâm + %d điểm cầu = %d điểm", n, n+1)
	var found []campaign.Finding
	if len(twice) > 0 {
		slices.Sort(twice)
		found = append(found, campaign.Finding{Rule: "sites-distinct", Text: "Có địa điểm được ghi nhiều lần: " + strings.Join(twice, ", ") + "."})
	} else {
		text += ", không trùng địa điểm"
	}
	if stated >= 0 && stated != n {
		found = append(found, campaign.Finding{Rule: "sites-count", Text: fmt.Sprintf("Văn bản ghi %d điểm cầu, danh sách có %d.", stated, n)})
	}
	return text + ".", found, nil
}
