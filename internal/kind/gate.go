package kind

import "phongtrao/internal/roster"

// Gater is a kind that says what its gates give and what is asked at sign-up. Without it people are let in and nothing is asked.
// The words of services are those that Count turns into indicators.
type Gater interface{ Gate() roster.Settings }

// Gate returns with what an event of the kind is opened where nobody says otherwise.
func Gate(k Kind) roster.Settings {
	s := roster.Settings{Unlisted: true, WalkIns: true}
	if g, ok := k.(Gater); ok {
		s = g.Gate()
	}
	if len(s.Services) == 0 {
		s.Services = []roster.Service{{Key: roster.Came, Label: "Vào cổng"}}
	}
	return s
}
