-- Who was asked to report on an activity, by when. The last row for a pair holds; due '' is that nobody asks any more.
CREATE TABLE report_call (
	id TEXT NOT NULL PRIMARY KEY,
	activity TEXT NOT NULL,
	unit TEXT NOT NULL,
	due TEXT NOT NULL,
	reason TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX report_call_activity ON report_call (activity, unit);

CREATE INDEX report_call_unit ON report_call (unit);

-- Pictures and papers that were sent with a version. The file is kept under its hash, the place where a picture was taken is not.
CREATE TABLE report_evidence (
	id TEXT NOT NULL PRIMARY KEY,
	submission TEXT NOT NULL,
	version BIGINT NOT NULL,
	hash TEXT NOT NULL,
	name TEXT NOT NULL,
	media TEXT NOT NULL, -- 'image/jpeg', 'image/png', 'application/pdf'
	size BIGINT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX report_evidence_submission ON report_evidence (submission);

CREATE INDEX report_evidence_hash ON report_evidence (hash);

-- What a unit has typed and not sent. It is no figure and no version: the next draft takes its place, and sending takes it away.
CREATE TABLE report_draft (
	unit TEXT NOT NULL,
	activity TEXT NOT NULL,
	typed TEXT NOT NULL, -- names and values as they were typed, as a form sends them
	files TEXT NOT NULL, -- files that were given with it, as JSON
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (unit, activity)
);
