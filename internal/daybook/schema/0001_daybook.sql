-- Something happened at a site; append-only.
CREATE TABLE daybook_incident (
	id       TEXT   NOT NULL PRIMARY KEY,
	activity TEXT   NOT NULL, -- the site
	kind     TEXT   NOT NULL,
	text     TEXT   NOT NULL, -- what, without names of persons
	spot     TEXT   NOT NULL, -- where at the site
	at       BIGINT NOT NULL, -- when it happened
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL
);
CREATE INDEX daybook_incident_activity ON daybook_incident (activity);

-- It was dealt with.
CREATE TABLE daybook_settled (
	incident TEXT   NOT NULL PRIMARY KEY,
	text     TEXT   NOT NULL, -- how
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL
);

-- A picture of a site, under its hash in the store of files.
CREATE TABLE daybook_photo (
	id       TEXT   NOT NULL PRIMARY KEY,
	activity TEXT   NOT NULL,
	hash     TEXT   NOT NULL,
	media    TEXT   NOT NULL,
	text     TEXT   NOT NULL, -- what it shows
	consent  TEXT   NOT NULL, -- none, crowd, given
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL
);
CREATE INDEX daybook_photo_activity ON daybook_photo (activity);

-- It is shown no more.
CREATE TABLE daybook_hidden (
	photo   TEXT   NOT NULL PRIMARY KEY,
	reason  TEXT   NOT NULL,
	made_by TEXT   NOT NULL,
	made_at BIGINT NOT NULL
);
