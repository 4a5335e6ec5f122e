// Package schema lists the history of every package's tables, in the order in which they are made.
//
// Each noun keeps its own numbered files beside its code (decision 2); this list is all that is common. A kind with tables of
// its own adds its line behind those of the nouns.
package schema

import (
	"phongtrao/internal/access"
	"phongtrao/internal/act"
	"phongtrao/internal/activity"
	"phongtrao/internal/base/db"
	"phongtrao/internal/base/jobs"
	"phongtrao/internal/bookmark"
	"phongtrao/internal/campaign"
	"phongtrao/internal/closing"
	"phongtrao/internal/daybook"
	"phongtrao/internal/dispatch"
	"phongtrao/internal/edition"
	"phongtrao/internal/gate"
	"phongtrao/internal/hook"
	"phongtrao/internal/indicator"
	"phongtrao/internal/intake"
	"phongtrao/internal/ledger"
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

// Lines are the tables of a whole house.
var Lines = []db.Line{
	act.Schema, access.Schema, people.Schema, jobs.Schema,
	org.Schema, place.Schema,
	indicator.Schema, ledger.Schema,
	dispatch.Schema, campaign.Schema, task.Schema, activity.Schema, roster.Schema, gate.Schema, station.Schema, live.Schema,
	closing.Schema, daybook.Schema,
	intake.Schema,
	report.Schema, notice.Schema, passport.Schema, edition.Schema,
	token.Schema, hook.Schema,
	remark.Schema, bookmark.Schema,
}
