// Package roster keeps who and how many took part in an activity.
//
// Today it holds headcounts: numbers that two people counted, or that a unit declares with its source. They are only ever
// added; a later one takes an earlier one's place by naming it, and both stay. Their day is the activity's.
//
// Tickets (somebody signed up) and attendances (somebody came) join them with the gate: a ticket is attended at most once
// for a session, and what phones scanned will stand beside what was counted and declared, for the same activity, unit and
// word. A headcount is not a figure yet: the campaign's kind turns it into entries of the ledger.
package roster
