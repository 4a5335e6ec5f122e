package indicator

import "phongtrao/internal/base/fault"

// Measure is what an indicator counts in. Two measures never add to each other: ten people are not ten turns.
type Measure string

// The measures that are known. A new one is a line here, with the word that the screen shows.
const (
	People      Measure = "people"      // persons, each once
	Turns       Measure = "turns"       // participations: one person may make several
	Bags        Measure = "bags"        // bags of blood, whatever their volume
	Millilitres Measure = "ml"          // millilitres
	Gifts       Measure = "gifts"       // gifts handed over
	Dong        Measure = "dong"        // đồng, whole
	Events      Measure = "events"      // things that took place
	Dialogues   Measure = "dialogues"   // dialogues held
	Inspections Measure = "inspections" // inspections made
	Petitions   Measure = "petitions"   // requests of workers
	Initiatives Measure = "initiatives" // initiatives
	Units       Measure = "units"       // union bodies
	Houses      Measure = "houses"      // houses built or mended
	Meals       Measure = "meals"       // meals served
	Tickets     Measure = "tickets"     // tickets given out
	Metres      Measure = "metres"      // metres run or walked
	Sites       Measure = "sites"       // linked sites
)

var labels = map[Measure]string{
	People: "người", Turns: "lượt", Bags: "đơn vị máu", Millilitres: "ml", Gifts: "suất quà", Dong: "đồng", Events: "hoạt động",
	Dialogues: "cuộc đối thoại", Inspections: "cuộc kiểm tra", Petitions: "kiến nghị", Initiatives: "sáng kiến", Units: "đơn vị",
	Houses: "nhà", Meals: "suất ăn", Tickets: "vé", Metres: "mét", Sites: "điểm cầu",
}

// Label returns the Vietnamese word for one of the measure, the key itself where there is none.
func (m Measure) Label() string {
	if l, ok := labels[m]; ok {
		return l
	}
	return string(m)
}

// Known reports whether the measure exists.
func (m Measure) Known() bool { _, ok := labels[m]; return ok }

// Same returns the measure that all have, and refuses to mix two.
func Same(measures ...Measure) (Measure, error) {
	var one Measure
	for _, m := range measures {
		switch {
		case one == "":
			one = m
		case one != m:
			return "", fault.Invalidf("Không cộng được %s với %s vì khác đơn vị tính. Hãy xem từng chỉ số riêng.", one.Label(), m.Label())
		}
	}
	return one, nil
}
