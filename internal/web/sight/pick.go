package sight

import (
	"net/url"
	"strings"

	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/form"
	"phongtrao/internal/base/viet"
	"phongtrao/internal/org"
)

// choices are how many units are offered where what was typed fits several.
const choices = 12

// Pick asks for a unit by its name, in any spelling, without scripts: what was typed becomes a choice of the units it fits.
// It asks with two fields, Name and Name+"_other", so that a name typed anew replaces a choice.
type Pick struct {
	Name, Label, Help string
	Required          bool
	AsOf              day.AsOf
	Allow             func(unit org.UnitID) bool // nil allows all

	fields  []form.Field
	Unit    org.UnitID     // what was chosen, "" for none
	Problem []form.Problem // why nothing could be chosen
}

// Read finds the unit that was typed or chosen.
func (p *Pick) Read(v *db.View, sent url.Values) error {
	typed, other := viet.Clean(sent.Get(p.Name)), viet.Clean(sent.Get(p.Name+"_other"))
	if other != "" {
		typed = other
		sent.Set(p.Name, other)
		sent.Del(p.Name + "_other")
	}
	text := form.Field{Name: p.Name, Label: p.Label, Help: p.Help, Kind: form.Text, Required: p.Required}
	if text.Help == "" {
		text.Help = "Gõ tên đơn vị, không dấu cũng được."
	}
	p.fields = []form.Field{text}
	if typed == "" {
		return nil
	}
	h, err := org.HistoryOf(v)
	if err != nil {
		return err
	}
	offered := []org.UnitID{typed}
	if i, ok := h.Index(typed); ok && h.Alive(i, p.AsOf) && p.allows(typed) {
		p.Unit = typed
	} else {
		hits, err := org.Search(v, typed, p.AsOf, searched)
		if err != nil {
			return err
		}
		offered = offered[:0]
		exact := false
		for _, hit := range hits {
			if hit.Score < 100 && len(offered) == 1 && exact { // the name itself was typed
				break
			}
			exact = exact || hit.Score == 100
			if hit.Alive && p.allows(hit.Unit) && len(offered) < choices {
				offered = append(offered, hit.Unit)
			}
		}
		switch {
		case len(offered) == 0:
			p.Problem = []form.Problem{{Field: p.Name, Text: "Không có đơn vị nào tên “" + typed + "” hoạt động vào ngày " + p.AsOf.Day.VN() + " trong phạm vi của bạn. Hãy gõ tên khác, ngắn hơn."}}
			return nil
		case len(offered) == 1:
			p.Unit = offered[0]
			sent.Set(p.Name, p.Unit)
		default:
			p.Problem = []form.Problem{{Field: p.Name, Text: "Có " + viet.FormatInt(int64(len(offered))) + " đơn vị khớp với “" + typed + "”. Hãy chọn đúng đơn vị."}}
		}
	}
	one := text
	one.Kind, one.Help = form.OneOf, ""
	for _, id := range offered {
		one.Choices = append(one.Choices, form.Choice{Value: id, Label: Called(v, id, p.AsOf)})
	}
	p.fields = []form.Field{one, {Name: p.Name + "_other", Label: "Đơn vị khác", Help: "Nếu không phải các đơn vị trên, gõ tên khác ở đây.", Kind: form.Text}}
	return nil
}

func (p *Pick) allows(unit org.UnitID) bool { return p.Allow == nil || p.Allow(unit) }

// Fields returns the questions to ask.
func (p *Pick) Fields() []form.Field { return p.fields }

// Problems drops from the problems of a form what Read has said better, and adds what it found.
func (p *Pick) Problems(found []form.Problem) []form.Problem {
	if len(p.Problem) == 0 {
		return found
	}
	out := append([]form.Problem{}, p.Problem...)
	for _, f := range found {
		if f.Field != p.Name {
			out = append(out, f)
		}
	}
	return out
}

// Called returns a unit's name with that of the unit above it, so that two of one name can be told apart.
func Called(v *db.View, unit org.UnitID, asOf day.AsOf) string {
	h, err := org.HistoryOf(v)
	if err != nil {
		return unit
	}
	i, ok := h.Index(unit)
	if !ok {
		return unit
	}
	name := h.Name(i, asOf)
	for _, line := range h.Lines() {
		if p, ok := h.Parent(i, line, asOf); ok {
			return name + " (" + strings.TrimSpace(h.Name(p, asOf)) + ")"
		}
	}
	return name
}
