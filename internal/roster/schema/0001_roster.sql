-- How many did what, and how that is known; append-only. One that is named in replaces no longer holds.
CREATE TABLE roster_headcount (
	id        TEXT   NOT NULL PRIMARY KEY,
	activity  TEXT   NOT NULL,
	unit      TEXT   NOT NULL,
	what      TEXT   NOT NULL,
	block     TEXT   NOT NULL,
	lo        BIGINT NOT NULL,
	hi        BIGINT NOT NULL,
	hi_open   BIGINT NOT NULL,
	evidence  TEXT   NOT NULL,
	counter_a TEXT   NOT NULL,
	counter_b TEXT   NOT NULL,
	source    TEXT   NOT NULL,
	replaces  TEXT   NOT NULL,
	note      TEXT   NOT NULL,
	made_by   TEXT   NOT NULL,
	made_at   BIGINT NOT NULL
);
CREATE INDEX roster_headcount_activity ON roster_headcount (activity);
CREATE UNIQUE INDEX roster_headcount_replaces ON roster_headcount (replaces) WHERE replaces <> '';
