package house

import (
	"slices"

	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/bookmark"
	"phongtrao/internal/campaign"
	"phongtrao/internal/closing"
	"phongtrao/internal/daybook"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/gate"
	"phongtrao/internal/hook"
	"phongtrao/internal/intake"
	"phongtrao/internal/live"
	"phongtrao/internal/notice"
	"phongtrao/internal/org"
	"phongtrao/internal/passport"
	"phongtrao/internal/people"
	"phongtrao/internal/place"
	"phongtrao/internal/remark"
	"phongtrao/internal/report"
	"phongtrao/internal/roster"
	"phongtrao/internal/station"
	"phongtrao/internal/task"
	"phongtrao/internal/token"
)

// Verbs are all acts that the nouns know: what the table of leave is made of, and what the log can be asked for.
func Verbs() []act.Verb {
	return slices.Concat(org.Verbs, place.Verbs, people.Verbs, dispatch.Verbs, campaign.Verbs, task.Verbs, activity.Verbs, roster.Verbs, gate.Verbs, report.Verbs, notice.Verbs, passport.Verbs, edition.Verbs,
		token.Verbs, intake.Verbs, remark.Verbs, bookmark.Verbs, hook.Verbs, closing.Verbs, daybook.Verbs, station.Verbs, live.Verbs)
}
