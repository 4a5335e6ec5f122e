-- A minute by which a site is closed; append-only. The last one of an activity is the one that waits for signatures or holds.
CREATE TABLE closing_minute (
	id       TEXT   NOT NULL PRIMARY KEY,
	activity TEXT   NOT NULL,
	n        BIGINT NOT NULL, -- 1, 2, … within the activity
	number   TEXT   NOT NULL, -- as the paper bears it
	refused  BIGINT NOT NULL, -- not let in
	again    BIGINT NOT NULL, -- came a second time
	missing  BIGINT NOT NULL, -- records that phones had made and not sent when it was written
	phones   BIGINT NOT NULL, -- how many phones those were
	seen     TEXT   NOT NULL, -- sum of the facts that it rests on
	note     TEXT   NOT NULL,
	replaces TEXT   NOT NULL, -- the signed minute whose place it takes, '' for none
	reason   TEXT   NOT NULL, -- why it takes its place
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL
);
CREATE UNIQUE INDEX closing_minute_n ON closing_minute (activity, n);

-- What a minute states of one thing that was given: coming in, the finish.
CREATE TABLE closing_line (
	minute    TEXT   NOT NULL,
	what      TEXT   NOT NULL,
	indicator TEXT   NOT NULL,
	scanned   BIGINT NOT NULL,
	counted   BIGINT NOT NULL, -- of units and of whole lanes
	crowd     BIGINT NOT NULL, -- of counted, those of whole lanes
	evidence  TEXT   NOT NULL, -- the kind that those who sign believe
	signed    BIGINT NOT NULL,
	why       TEXT   NOT NULL, -- key of the fixed words for a difference, '' where there is none
	PRIMARY KEY (minute, what)
);

-- How a signed number is divided.
CREATE TABLE closing_share (
	minute TEXT   NOT NULL,
	what   TEXT   NOT NULL,
	unit   TEXT   NOT NULL,
	people BIGINT NOT NULL,
	PRIMARY KEY (minute, what, unit)
);

-- Who signed; two different persons make a minute hold.
CREATE TABLE closing_signature (
	minute TEXT   NOT NULL,
	person TEXT   NOT NULL,
	place  BIGINT NOT NULL, -- 1 who wrote it, 2 who confirmed it
	how    TEXT   NOT NULL, -- in a session of their own, or with their password on the other's telephone
	at     BIGINT NOT NULL,
	PRIMARY KEY (minute, person)
);
CREATE UNIQUE INDEX closing_signature_place ON closing_signature (minute, place);

-- The entries of the ledger that a minute made when it was signed.
CREATE TABLE closing_entry (
	minute TEXT   NOT NULL,
	entry  BIGINT NOT NULL,
	PRIMARY KEY (minute, entry)
);
