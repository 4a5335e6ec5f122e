package gates

import (
	"phongtrao/internal/base/form"
	"phongtrao/internal/roster"
)

// event is what is given at the gates of a site.
type event struct {
	number    int64
	open      bool // tickets were opened
	rehearsal bool
	services  []form.Choice
}

// event reads the site's event; before one is opened, gates count those who come in.
func (s *site) event() (event, error) {
	e, open, err := roster.EventOf(s.a.V, s.act.ID)
	out := event{number: e.Number, open: open, rehearsal: open && e.Rehearsal}
	for _, x := range e.Services {
		out.services = append(out.services, form.Choice{Value: x.Key, Label: x.Label})
	}
	if len(out.services) == 0 {
		out.services = []form.Choice{{Value: roster.Came, Label: "Vào cổng"}}
	}
	return out, err
}

// services are what phones at a door may begin with.
func (s *site) services() ([]form.Choice, error) {
	e, err := s.event()
	return e.services, err
}
