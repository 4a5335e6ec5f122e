package api

import (
	"phongtrao/internal/base/day"
	"phongtrao/internal/indicator"
	"phongtrao/internal/ledger"
	"phongtrao/internal/passport"
	"phongtrao/internal/place"
)

// Place is a part of the map of the state.
type Place struct {
	ID     string `json:"id" example:"P01"`
	Name   string `json:"name" example:"Thành phố Hà Nội"`
	Kind   string `json:"kind" example:"province"`
	Code   string `json:"code"`
	Parent string `json:"parent"`
	State  string `json:"state"`
	Born   string `json:"born"`
	Ended  string `json:"ended"`
}

// Indicator is one thing that is counted.
type Indicator struct {
	Key        string `json:"key" example:"blood.bags"`
	Name       string `json:"name" example:"Số đơn vị máu tiếp nhận"`
	Definition string `json:"definition"`
	Measure    string `json:"measure" example:"bags"`
	Stock      bool   `json:"stock" doc:"true: một mức tại một ngày, không cộng theo thời gian"`
	Kind       string `json:"kind" example:"blood"`
	Word       string `json:"word" example:"đơn vị máu"`
}

type placeList struct {
	On
	Page
	Under string `query:"under" maxLength:"200" example:"VN" default:"VN" doc:"Địa bàn chứa; VN là cả nước"`
	Q     string `query:"q" maxLength:"200" doc:"Tìm theo tên"`
}

type placeOn struct {
	ID string `path:"id" maxLength:"200" example:"P01" doc:"Mã địa bàn"`
	On
}

func (s *server) ground() {
	const tag = "Địa bàn, chỉ số"
	read(s, Operation{ID: "list-places", Path: "/places", Summary: "Địa bàn, địa điểm nằm trong một địa bàn vào một ngày", Tag: tag, Verb: place.Seeing},
		func(c *call, _ *placeList) (string, error) { return c.program.Unit, nil }, listPlaces)
	read(s, Operation{ID: "get-place", Path: "/places/{id}", Summary: "Một địa bàn, địa điểm vào một ngày", Tag: tag, Verb: place.Seeing},
		func(c *call, _ *placeOn) (string, error) { return c.program.Unit, nil },
		func(c *call, in *placeOn) (Place, error) {
			on, err := in.day(c.v.At.Day())
			if err != nil {
				return Place{}, err
			}
			p, found, err := place.Get(c.v, in.ID, day.AsOf{Day: on})
			if err == nil && !found {
				err = notFound("địa bàn này")
			}
			return placeOf(p), err
		})
	read(s, Operation{ID: "list-indicators", Path: "/indicators", Summary: "Mọi chỉ số được đếm", Tag: tag, Verb: passport.Seeing},
		func(c *call, _ *struct{}) (string, error) {
			return passport.Object(ledger.Question{Indicator: "any", At: c.program.Unit, Period: day.All}), nil
		},
		func(c *call, _ *struct{}) (List[Indicator], error) {
			all, err := indicator.All(c.v)
			out := List[Indicator]{Items: []Indicator{}}
			for _, i := range all {
				out.Items = append(out.Items, Indicator{i.Key, i.Name, i.Definition, string(i.Measure), i.Stock, i.Kind, i.Label()})
			}
			return out, err
		})
}

func listPlaces(c *call, in *placeList) (List[Place], error) {
	none := List[Place]{}
	on, err := in.day(c.v.At.Day())
	if err != nil {
		return none, err
	}
	asOf := day.AsOf{Day: on}
	var all []string
	if in.Q != "" {
		hits, err := place.Search(c.v, in.Q, asOf, ItemsMax)
		if err != nil {
			return none, err
		}
		for _, p := range hits {
			all = append(all, p.ID)
		}
	} else {
		tree, err := place.TreeOn(c.v, place.Territory, asOf)
		if err != nil {
			return none, err
		}
		h := tree.History()
		top, ok := h.Index(in.Under)
		if !ok || !tree.Has(top) {
			return none, notFound("địa bàn này")
		}
		for _, i := range tree.Children(top) {
			all = append(all, h.ID(i))
		}
	}
	cutting, err := cut(in.Page, all, func(id string) string { return id })
	if err != nil {
		return none, err
	}
	out := List[Place]{Items: []Place{}, Next: cutting.Next}
	for _, id := range cutting.Items {
		p, _, err := place.Get(c.v, id, asOf)
		if err != nil {
			return none, err
		}
		out.Items = append(out.Items, placeOf(p))
	}
	return out, nil
}

func placeOf(p place.Place) Place {
	return Place{ID: p.ID, Name: p.Name, Kind: p.Kind, Code: p.Code, Parent: p.Parent, State: string(p.State), Born: p.Born.String(), Ended: until(p.Ended)}
}
