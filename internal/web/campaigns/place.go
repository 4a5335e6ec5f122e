package campaigns

import (
	"net/url"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/place"
)

// placePick asks for a place by its name, in any spelling: what was typed becomes a choice of the places it fits.
type placePick struct {
	Name, Label string
	AsOf        day.AsOf

	fields  []form.Field
	place   string
	problem []form.Problem
}

// placesMax is how many places are offered where what was typed fits several.
const placesMax = 12

func (p *placePick) read(v *db.View, sent url.Values) error {
	typed := viet.Clean(sent.Get(p.Name))
	if other := viet.Clean(sent.Get(p.Name + "_other")); other != "" {
		typed = other
		sent.Set(p.Name, other)
		sent.Del(p.Name + "_other")
	}
	text := form.Field{Name: p.Name, Label: p.Label, Kind: form.Text, Help: "Gõ tên khu công nghiệp, phường, xã hoặc điểm; không dấu cũng được."}
	p.fields = []form.Field{text}
	if typed == "" {
		return nil
	}
	var found []place.Place
	if one, ok, err := place.Get(v, typed, p.AsOf); err != nil {
		return err
	} else if ok {
		found = []place.Place{one}
	} else if found, err = place.Search(v, typed, p.AsOf, 4*placesMax); err != nil {
		return err
	}
	living := found[:0:0]
	for _, f := range found {
		if f.Born <= p.AsOf.Day && p.AsOf.Day < f.Ended && len(living) < placesMax {
			living = append(living, f)
		}
	}
	switch len(living) {
	case 0:
		p.problem = []form.Problem{{Field: p.Name, Text: "Không có địa điểm nào tên “" + typed + "” vào ngày " + p.AsOf.Day.VN() + ". Hãy gõ tên khác, ngắn hơn."}}
		return nil
	case 1:
		p.place = living[0].ID
		sent.Set(p.Name, p.place)
	default:
		p.problem = []form.Problem{{Field: p.Name, Text: "Có " + ui.Int(int64(len(living))) + " địa điểm khớp với “" + typed + "”. Hãy chọn đúng địa điểm."}}
	}
	one := text
	one.Kind, one.Help = form.OneOf, ""
	for _, f := range living {
		above, _, err := place.Get(v, f.Parent, p.AsOf)
		if err != nil {
			return err
		}
		label := f.Name
		if above.Name != "" {
			label += " (" + above.Name + ")"
		}
		one.Choices = append(one.Choices, form.Choice{Value: f.ID, Label: label})
	}
	p.fields = []form.Field{one, {Name: p.Name + "_other", Label: "Địa điểm khác", Help: "Nếu không phải địa điểm trên, gõ tên khác ở đây.", Kind: form.Text}}
	return nil
}
