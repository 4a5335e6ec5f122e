package passport

import (
	"unicode"
	"unicode/utf8"

	"phongtrao/internal/activity"
	"phongtrao/internal/base/day"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/lineage"
	"phongtrao/internal/campaign"
	"phongtrao/internal/ledger"
	"phongtrao/internal/org"
	"phongtrao/internal/place"
)

// Map says on which map a figure stands.
type Map struct {
	Line string   // the key of the line, ledger.PlaceLine for places
	On   day.AsOf // the map of that day; Day 0 = each part on the map of its own day
	At   string   // the name of the unit or place that it is of, "" for everything
	Text string   // a sentence for the reader
}

// place words the map, and gives the parts the names that only others than the ledger know.
func (p *Passport) place(v *db.View) error {
	q := p.Question
	p.Map = Map{Line: q.Line, On: day.AsOf{Day: q.On, Known: q.Known}}
	if p.Map.Line == "" {
		p.Map.Line = org.UnionLine
	}
	h, err := history(v, q.Line)
	if err != nil {
		return err
	}
	p.Map.At = nameOf(h, q.At, p.named(v))
	if p.Map.Text, err = p.words(v); err != nil {
		return err
	}
	return p.nameParts(v)
}

// history returns the past of the nodes of a line: places, or units.
func history(v *db.View, line string) (*lineage.History, error) {
	if line == ledger.PlaceLine {
		return place.HistoryOf(v)
	}
	return org.HistoryOf(v)
}

// lineKey is what lineage calls a line of the ledger.
func lineKey(line string) string {
	if line == ledger.PlaceLine {
		return place.Territory
	}
	return line
}

// named is the question by which units and places are named: on the day of the map; as things stood, on the period's last
// day that has come.
func (p *Passport) named(v *db.View) day.AsOf {
	on := p.Question.On
	if on == 0 {
		on = min(p.Question.Period.To, v.At.Day())
	}
	return day.AsOf{Day: on, Known: p.Question.Known}
}

// nameOf names a node, "" for none.
func nameOf(h *lineage.History, id string, asOf day.AsOf) string {
	if i, ok := h.Index(id); ok {
		return h.Name(i, asOf)
	}
	return ""
}

// words says on which map the figure stands.
func (p *Passport) words(v *db.View) (string, error) {
	q := p.Question
	line, node := "địa điểm", "địa điểm"
	if p.Map.Line != ledger.PlaceLine {
		lines, err := org.Lines(v)
		if err != nil {
			return "", err
		}
		line, node = p.Map.Line, "đơn vị"
		for _, l := range lines {
			if l.Key == p.Map.Line {
				r, n := utf8.DecodeRuneInString(l.Name)
				line = string(unicode.ToLower(r)) + l.Name[n:]
			}
		}
	}
	text := "Theo " + line
	switch q.On {
	case 0:
		text += ", mỗi số đứng ở " + node + " của ngày ghi nhận"
	case v.At.Day():
		text += ", trên bản đồ hôm nay, ngày " + q.On.VN()
	default:
		text += ", trên bản đồ ngày " + q.On.VN()
	}
	if q.Known != 0 {
		text += ", theo những gì đã biết lúc " + q.Known.VN()
	}
	return text + ".", nil
}

// nameParts names parts that are activities, campaigns or kinds of evidence.
func (p *Passport) nameParts(v *db.View) error {
	names := map[string]string{}
	switch p.Question.By {
	case ledger.ByActivity:
		held, err := activity.Between(v, p.Question.Period)
		if err != nil {
			return err
		}
		for _, a := range held {
			names[a.ID] = a.Name
		}
	case ledger.ByCampaign:
		all, err := campaign.List(v)
		if err != nil {
			return err
		}
		for _, c := range all {
			names[c.ID] = c.Name
		}
	case ledger.ByEvidence:
		for _, e := range ledger.Kinds {
			names[e.Key()] = e.Label()
		}
	}
	for i := range p.Figure.Parts {
		if part := &p.Figure.Parts[i]; part.Name == "" {
			part.Name = names[part.Key]
		}
	}
	return nil
}
