package campaigns

import (
	"errors"
	"strconv"
	"strings"

	"phongtrao/internal/base/db"
	"phongtrao/internal/base/fault"
	"phongtrao/internal/base/ui"
	"phongtrao/internal/campaign"
	"phongtrao/internal/people"
	"phongtrao/internal/web/door"
)

// version reads which version the person saw when the form was drawn.
func version(a *door.Ask) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(a.Form().Get("version"), ".", ""))
	return n
}

// refused answers an act of one button that was refused: back to the page, with the sentence and the name of who was first.
func refused(a *door.Ask, err error, to string) (ui.Outcome, error) {
	if k := fault.KindOf(err); k != fault.Invalid && k != fault.Conflict {
		return ui.Outcome{}, err
	}
	text := fault.Text(err)
	stale := (*campaign.Stale)(nil)
	if errors.As(err, &stale) {
		reading := a.See(func(v *db.View) error {
			who, err := people.Names(v, []string{stale.By})
			if err == nil && who[stale.By] != "" {
				text = stale.Text(who[stale.By])
			}
			return err
		})
		if reading != nil {
			return ui.Outcome{}, reading
		}
	}
	return ui.Outcome{To: to, Flash: &ui.Flash{Tone: ui.Bad, Text: text}}, nil
}
