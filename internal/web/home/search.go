package home

import (
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/campaign"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/org"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/web/door"
	"phongtrao/internal/web/sight"
)

// Search looks for one wording in everything that the person may open.
var Search = door.Page[search]{
	Route: "GET /search", Title: "Tìm", Help: "Tìm đơn vị, phong trào, văn bản, người dùng và địa bàn; gõ không dấu, viết tắt hay tên cũ đều được. Ở trang nào cũng có thể nhấn Ctrl K để tìm nhanh.", Guard: door.Guard{Verb: org.Seeing, Object: door.Home},
	Load: loadSearch, View: func(m search) ui.Component { return searchView(m) },
	Head: func(m search) ui.Head {
		if m.Query == "" {
			return ui.Head{Title: "Tìm"}
		}
		return ui.Head{Title: "Tìm “" + m.Query + "”"}
	},
	Part:    map[string]func(search) ui.Component{"quick-hits": func(m search) ui.Component { return quickHits(m) }},
	Samples: searchSamples,
}

// search is what the page shows.
type search struct {
	Query  string
	Groups []found
}

// found are the hits of one kind.
type found struct {
	Title string
	Hits  []ui.Hit
	More  string // the list with all of them, "" where all are shown
}

// How many hits of a kind are shown, on the page and while one types.
const (
	foundMax = 12
	quickMax = 4
)

func loadSearch(a *door.Ask) (search, error) {
	m := search{Query: a.Query("q")}
	if viet.Fold(m.Query) == "" {
		return m, nil
	}
	s, err := sight.Of(a.V, a.Who.Person)
	if err != nil {
		return m, err
	}
	for _, look := range []func(*door.Ask, *sight.Sight, string) (found, error){unitsFound, campaignsFound, dispatchesFound, peopleFound, placesFound} {
		f, err := look(a, s, m.Query)
		if err != nil {
			return m, err
		}
		if len(f.Hits) > 0 {
			m.Groups = append(m.Groups, f)
		}
	}
	return m, nil
}

// cut keeps the hits that are shown, and leads to the rest.
func (f found) cut(more string) found {
	if len(f.Hits) > foundMax {
		f.Hits, f.More = f.Hits[:foundMax], more
	}
	return f
}

func unitsFound(a *door.Ask, s *sight.Sight, q string) (found, error) {
	hits, err := sight.Hits(a.V, s, q, a.Today(), foundMax+1)
	return found{Title: "Đơn vị", Hits: hits}.cut(door.Address("/units", "q", q)), err
}

func campaignsFound(a *door.Ask, _ *sight.Sight, q string) (found, error) {
	f := found{Title: "Phong trào"}
	all, err := campaign.List(a.V)
	if err != nil {
		return f, err
	}
	query := viet.NewQuery(q)
	for _, c := range all {
		if query.Score(viet.NewEntry(c.Name)) == 0 {
			continue
		}
		at, err := a.Scope(c.Owner)
		if err != nil {
			return f, err
		}
		if at == "" {
			continue
		}
		kind := "Phong trào"
		if k, err := a.House.Kinds.Get(c.Kind); err == nil {
			kind = k.Name()
		}
		f.Hits = append(f.Hits, ui.Hit{Title: c.Name, Note: c.Period.VN(), Kind: kind, Href: "/campaigns/" + c.ID, Ended: c.Period.To < a.Today()})
	}
	return f.cut("/campaigns"), nil
}

func dispatchesFound(a *door.Ask, s *sight.Sight, q string) (found, error) {
	f := found{Title: "Văn bản"}
	all, err := dispatch.List(a.V, dispatch.Filter{Text: q})
	for _, d := range all {
		if s.Has(d.Owner) {
			f.Hits = append(f.Hits, ui.Hit{Title: d.Number + " ngày " + d.Date.VN(), Note: d.Subject, Kind: d.Kind.Name(), Href: "/dispatches/" + d.ID})
		}
	}
	return f.cut(door.Address("/dispatches", "q", q)), err
}

func peopleFound(a *door.Ask, s *sight.Sight, q string) (found, error) {
	f := found{Title: "Người dùng"}
	if !a.May(people.Seeing, a.Home()) {
		return f, nil
	}
	all, err := people.Find(a.V, q, 10*foundMax)
	for _, p := range all {
		if p.Forgotten == 0 && s.Has(p.Unit) {
			f.Hits = append(f.Hits, ui.Hit{Title: p.Name, Note: sight.Called(a.V, p.Unit, org.Today(a.V)), Kind: "Người dùng", Href: "/people/" + p.ID})
		}
	}
	return f.cut(door.Address("/people", "q", q)), err
}

func placesFound(a *door.Ask, _ *sight.Sight, q string) (found, error) {
	f := found{Title: "Địa bàn"}
	all, err := place.Search(a.V, q, org.Today(a.V), foundMax+1)
	if err != nil {
		return f, err
	}
	kinds, err := place.Kinds(a.V)
	names := map[string]string{}
	for _, k := range kinds {
		names[k.Key] = k.Name
	}
	for _, p := range all {
		h := ui.Hit{Title: p.Name, Kind: names[p.Kind], Href: "/places/" + p.ID, Ended: p.Ended <= a.Today()}
		if h.Ended {
			h.Note = "kết thúc " + p.Ended.VN()
			h.Href = door.Address(h.Href, "on", (p.Ended - 1).String())
		}
		f.Hits = append(f.Hits, h)
	}
	return f.cut(door.Address("/units", "line", "place", "q", q)), err
}

func (m search) form() ui.Form {
	return ui.Form{ID: "search", Action: "/search", Get: true, Submit: "Tìm", Fields: []ui.Field{
		{Name: "q", Label: "Nội dung tìm", Value: m.Query, Required: true, Help: "Tên đơn vị, phong trào, số văn bản, tên cũ; không dấu cũng được.", Focus: m.Query == ""}}}
}

const longest = "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Sản xuất, Thương mại và Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Thượng Nghiễm Khu công nghiệp Tràng Duệ mở rộng"

var searchSamples = ui.Samples[search]{
	"empty": {Query: "abc"},
	"typical": {Query: "hai phong", Groups: []found{
		{Title: "Đơn vị", Hits: []ui.Hit{{Title: "Liên đoàn Lao động thành phố Hải Phòng", Note: "trực thuộc Tổng Liên đoàn Lao động Việt Nam", Kind: "Liên đoàn Lao động tỉnh, thành phố", Href: "/units/hp"}, {Title: "Liên đoàn Lao động tỉnh Hải Dương", Note: "kết thúc 01/07/2025, nay là Liên đoàn Lao động thành phố Hải Phòng", Kind: "Liên đoàn Lao động tỉnh, thành phố", Href: "/units/hd", Ended: true}}, More: "/units?q=hai+phong"},
		{Title: "Phong trào", Hits: []ui.Hit{{Title: "Giải chạy đoàn viên Hải Phòng 2026", Note: "từ 01/02/2026 đến 01/02/2026", Kind: "Chạy tập thể", Href: "/campaigns/r", Ended: true}}}}},
	"worst": {Query: longest, Groups: []found{{Title: "Đơn vị", Hits: []ui.Hit{{Title: longest, Note: longest, Kind: "Công đoàn tổng công ty trực thuộc Tổng Liên đoàn", Href: "/units/x", Ended: true}}, More: "/units"}}},
}
