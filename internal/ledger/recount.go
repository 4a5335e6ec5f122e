package ledger

import "phongtrao/internal/base/db"

// Recount returns the lower bound of an indicator over everything in a period, by SQL over the entries alone and by the rule of
// evidence without recorded choices. Over a million entries it takes most of a second: it is what the Book is measured and
// compared with, and serves no page.
func Recount(v *db.View, q Question) (lo int64, err error) {
	err = v.Row(`
		WITH kinds AS (
			SELECT campaign, activity, unit, place, day, evidence, sum(CASE WHEN reverses = 0 THEN lo ELSE -lo END) AS lo,
				sum(CASE WHEN reverses = 0 THEN 1 ELSE -1 END) AS live
			FROM ledger_entry WHERE indicator = ? AND day BETWEEN ? AND ?
			GROUP BY campaign, activity, unit, place, day, evidence
		), best AS (
			SELECT campaign, activity, unit, place, day, min(evidence) AS evidence FROM kinds WHERE live > 0
			GROUP BY campaign, activity, unit, place, day
		)
		SELECT CAST(coalesce(sum(k.lo), 0) AS BIGINT) FROM kinds k JOIN best b
		ON k.campaign = b.campaign AND k.activity = b.activity AND k.unit = b.unit AND k.place = b.place AND k.day = b.day AND k.evidence = b.evidence`,
		q.Indicator, q.Period.From, q.Period.To).Scan(&lo)
	return lo, err
}
