package passport

import (
	"encoding/json"

	"phongtrao/internal/ledger"
)

// figureJSON is the public shape of a figure (docs: the public contract). Hi is null where nothing bounds it from above.
type figureJSON struct {
	Indicator   string           `json:"indicator"`
	Measure     string           `json:"measure"`
	Lo          int64            `json:"lo"`
	Hi          *int64           `json:"hi"`
	Evidence    map[string]int64 `json:"evidence"`
	Parts       []partJSON       `json:"parts"`
	Unallocated []partJSON       `json:"unallocated"`
	Gone        []partJSON       `json:"gone,omitempty"`
	Pending     []pendingJSON    `json:"pending"`
	Entries     int              `json:"entries"`
	Target      *targetJSON      `json:"target"`
}

type partJSON struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	Lo   int64  `json:"lo"`
	Hi   *int64 `json:"hi"`
}

type pendingJSON struct {
	Key  string `json:"key"` // the unit
	Name string `json:"name"`
	Lo   int64  `json:"lo"`
	Hi   *int64 `json:"hi"`
}

type targetJSON struct {
	Value    int64        `json:"value"`
	Percent  *json.Number `json:"percent"` // of the lower bound; null for a target of none
	Document string       `json:"document"`
}

// MarshalJSON writes the figure as `figure --json` promises it.
func (p Passport) MarshalJSON() ([]byte, error) {
	f := p.Figure
	out := figureJSON{
		Indicator: p.Question.Indicator, Measure: string(f.Measure), Lo: f.Lo, Hi: top(f.Quantity), Entries: f.Entries,
		Evidence: map[string]int64{}, Parts: parts(f.Parts), Unallocated: parts(f.Unallocated), Pending: []pendingJSON{},
	}
	if len(f.Gone) > 0 {
		out.Gone = parts(f.Gone)
	}
	for e, n := range f.ByEvidence {
		out.Evidence[e.Key()] = n
	}
	for _, w := range p.Pending {
		out.Pending = append(out.Pending, pendingJSON{Key: w.Unit, Name: w.Name, Lo: w.Quantity.Lo, Hi: top(w.Quantity)})
	}
	if len(p.Progress) > 0 {
		c := p.Progress[0]
		out.Target = &targetJSON{Value: c.Target.Quantity, Document: c.Document}
		if c.Target.Quantity > 0 {
			n := json.Number(c.Percentage.Plain())
			out.Target.Percent = &n
		}
	}
	return json.Marshal(out)
}

func parts(list []ledger.Part) []partJSON {
	out := make([]partJSON, len(list))
	for i, p := range list {
		out[i] = partJSON{Key: p.Key, Name: p.Name, Lo: p.Lo, Hi: top(p.Quantity)}
	}
	return out
}

// top is the upper bound, nil where there is none.
func top(q ledger.Quantity) *int64 {
	if hi, bounded := q.Top(); bounded {
		return &hi
	}
	return nil
}
