-- Under which campaign, linked to which central activity; never changed.
CREATE TABLE activity_activity (
	id       TEXT NOT NULL PRIMARY KEY,
	campaign TEXT NOT NULL,
	parent   TEXT NOT NULL
);
CREATE INDEX activity_activity_campaign ON activity_activity (campaign);
CREATE INDEX activity_activity_parent ON activity_activity (parent);

-- What, where, when, and how far it has come; append-only, the last version holds.
CREATE TABLE activity_version (
	activity        TEXT   NOT NULL,
	version         BIGINT NOT NULL,
	name            TEXT   NOT NULL,
	held_on         TEXT   NOT NULL,
	place           TEXT   NOT NULL,
	unit            TEXT   NOT NULL,
	state           TEXT   NOT NULL,
	change          TEXT   NOT NULL,
	notice          TEXT   NOT NULL,
	notice_date     TEXT   NOT NULL,
	notice_dispatch TEXT   NOT NULL,
	reason          TEXT   NOT NULL,
	partners        BIGINT NOT NULL,
	made_by         TEXT   NOT NULL,
	made_at         BIGINT NOT NULL,
	PRIMARY KEY (activity, version)
);

-- Who takes part in the work: the set that the column partners of a version names.
CREATE TABLE activity_partner (
	activity TEXT   NOT NULL,
	version  BIGINT NOT NULL,
	line     BIGINT NOT NULL,
	role     TEXT   NOT NULL,
	name     TEXT   NOT NULL,
	unit     TEXT   NOT NULL,
	place    TEXT   NOT NULL,
	PRIMARY KEY (activity, version, line)
);
