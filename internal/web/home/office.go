package home

import (
	"fmt"
	"slices"
	"strings"

	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/edition"
	"phongtrao/internal/indicator"
	"phongtrao/internal/org"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// editionsMax is how many of one's own closed reports, the latest first, are compared with the ledger of now.
const editionsMax = 6

// changesMax is how many coming changes of the organisation are looked through, and how many are said.
const (
	changesMax = 40
	changesSay = 3
)

// divided is what waits in the targets that the person gave on: objections and proposals, a target that was shared with nobody,
// units that have not answered.
func divided(a *door.Ask, s *sight.Sight, shown []*running) (out []ui.TodoItem, err error) {
	var tops []campaign.Target
	for _, r := range shown {
		if r.Period.To < a.Today() {
			continue
		}
		f := campaign.Filter{Campaign: r.ID, Source: campaign.Assigned, Top: true}
		if r.at != "" {
			f = campaign.Filter{Campaign: r.ID, Source: campaign.Assigned, Unit: r.at}
		}
		all, err := campaign.Targets(a.V, f)
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			if t.Quantity > 0 && a.May(campaign.Sharing, t.ID) {
				tops = append(tops, t)
			}
		}
	}
	ids := make([]string, len(tops))
	for i, t := range tops {
		ids[i] = t.ID
	}
	stand, err := campaign.Standings(a.V, ids...)
	if err != nil {
		return nil, err
	}
	for _, t := range tops {
		i, err := indicator.Get(a.V, t.Indicator)
		if err != nil {
			return nil, err
		}
		what := ui.Int(t.Quantity) + " " + i.Label() + ", " + t.Period.VN()
		to := func(show string) string {
			return door.Address("/campaigns/"+t.Campaign+"/targets", "of", t.ID, "show", show)
		}
		st := stand[t.ID]
		if n := max(st.Disputed, st.Asked); n > 0 {
			out = append(out, ui.TodoItem{Tone: ui.Warn, Title: fmt.Sprintf("%d đơn vị đề nghị xem lại chỉ tiêu", n), Note: "Chỉ tiêu " + what, Href: to("disputed")})
		}
		switch kids, err := below(a, t.Unit); {
		case err != nil:
			return nil, err
		case st.Shares == 0 && kids > 0:
			out = append(out, ui.TodoItem{Tone: ui.Warn, Title: "Chỉ tiêu " + what + " chưa chia cho đơn vị nào", Note: fmt.Sprintf("%d đơn vị trực thuộc", kids), Href: to("")})
		}
		if st.Silent > 0 {
			out = append(out, ui.TodoItem{Tone: ui.Info, Title: fmt.Sprintf("%d đơn vị chưa xác nhận chỉ tiêu", st.Silent), Note: "Chỉ tiêu " + what + " · có lời nhắc soạn sẵn", Href: "/targets/" + t.ID + "/reminder"})
		}
	}
	return out, nil
}

// below counts the units directly below one today.
func below(a *door.Ask, unit org.UnitID) (int, error) {
	tree, err := org.TreeOn(a.V, org.UnionLine, org.Today(a.V))
	if err != nil {
		return 0, err
	}
	i, known := tree.History().Index(unit)
	if !known || !tree.Has(i) {
		return 0, nil
	}
	return len(tree.Children(i)), nil
}

// corrected are the person's own closed reports that quote a figure which is another one now.
func corrected(a *door.Ask, s *sight.Sight, _ []*running) (out []ui.TodoItem, err error) {
	all, err := edition.All(a.V)
	if err != nil {
		return nil, err
	}
	looked := 0
	for _, e := range all {
		if e.Closed == nil || len(e.Recall) > 0 || looked == editionsMax || !s.Has(e.Unit) || !a.May(edition.TakingBack, e.ID) {
			continue
		}
		looked++
		changed, err := edition.Affected(a.V, e)
		if err != nil {
			return nil, err
		}
		if len(changed) > 0 {
			out = append(out, ui.TodoItem{Tone: ui.Bad, Title: fmt.Sprintf("Báo cáo “%s” có %d số đã đổi sau khi chốt", e.Title, len(changed)), Note: "Chốt lúc " + e.Closed.At.VN() + " · xem và đính chính", Href: "/editions/" + e.ID})
		}
	}
	return out, nil
}

// reorganised are the changes of the organisation that are decided and still to come.
func reorganised(a *door.Ask, s *sight.Sight, _ []*running) (out []ui.TodoItem, err error) {
	all, err := org.Coming(a.V, changesMax)
	for _, c := range all {
		if len(out) == changesSay {
			break
		}
		if !slices.ContainsFunc(strings.Fields(c.Subject), s.Has) { // what happens elsewhere is on the page of all changes
			continue
		}
		out = append(out, ui.TodoItem{Tone: ui.Info, Title: "Từ " + c.Effective.VN() + ": " + org.ChangeLabel(c.Kind), Note: "Theo " + c.Number, Href: "/units/changes"})
	}
	return out, err
}
