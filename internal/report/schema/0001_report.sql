-- What was published, beside the ledger and never in it.
CREATE TABLE report_claim (
	id TEXT NOT NULL PRIMARY KEY,
	campaign TEXT NOT NULL,
	unit TEXT NOT NULL,
	indicator TEXT NOT NULL,
	since TEXT NOT NULL,
	until_day TEXT NOT NULL,
	lo BIGINT NOT NULL,
	hi BIGINT NOT NULL,
	open BIGINT NOT NULL,
	printed TEXT NOT NULL, -- as it was printed: 'hơn 22 nghìn'
	part BIGINT NOT NULL, -- of a printed percentage: part and whole as they were printed, whole 0 where there is none
	whole BIGINT NOT NULL,
	percent BIGINT NOT NULL, -- 902 with one place is 90,2 %
	places BIGINT NOT NULL,
	incomplete BIGINT NOT NULL, -- 1 for 'báo cáo nhanh, chưa đầy đủ'
	source TEXT NOT NULL,
	day TEXT NOT NULL, -- when it was published
	note TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX report_claim_indicator ON report_claim (indicator);

-- A claim that was entered by mistake.
CREATE TABLE report_claim_end (
	claim TEXT NOT NULL PRIMARY KEY,
	reason TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

-- What one unit declares of one activity. One row for each pair, so that nobody reports twice.
CREATE TABLE report_submission (
	id TEXT NOT NULL PRIMARY KEY,
	unit TEXT NOT NULL,
	activity TEXT NOT NULL,
	UNIQUE (unit, activity)
);

CREATE TABLE report_version (
	submission TEXT NOT NULL,
	version BIGINT NOT NULL,
	explanation TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (submission, version)
);

CREATE TABLE report_line (
	submission TEXT NOT NULL,
	version BIGINT NOT NULL,
	line BIGINT NOT NULL,
	indicator TEXT NOT NULL,
	lo BIGINT NOT NULL,
	hi BIGINT NOT NULL,
	open BIGINT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (submission, version, line)
);

-- What waits for a decision now. It says nothing that the tables around it do not: it spares reading all that was ever decided.
CREATE TABLE report_waiting (
	submission TEXT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	unit TEXT NOT NULL,
	activity TEXT NOT NULL
);

CREATE INDEX report_waiting_activity ON report_waiting (activity);

-- What was decided about a version: once, whoever comes first.
CREATE TABLE report_decision (
	submission TEXT NOT NULL,
	version BIGINT NOT NULL,
	state TEXT NOT NULL, -- 'accepted', 'returned', 'withdrawn'
	reason TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (submission, version)
);

-- Figures entered directly from a paper.
CREATE TABLE report_slip (
	id TEXT NOT NULL PRIMARY KEY,
	unit TEXT NOT NULL,
	campaign TEXT NOT NULL, -- of figures without an activity
	activity TEXT NOT NULL,
	place TEXT NOT NULL,
	day TEXT NOT NULL,
	evidence TEXT NOT NULL,
	number TEXT NOT NULL,
	dated TEXT NOT NULL,
	signers TEXT NOT NULL, -- the only place where those who signed are named
	explanation TEXT NOT NULL,
	adds BIGINT NOT NULL, -- 1 where it adds to what the same kind of evidence says already
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX report_slip_activity ON report_slip (activity);

CREATE TABLE report_slip_end (
	slip TEXT NOT NULL PRIMARY KEY,
	reason TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

-- Which entries of the ledger came of which line: owner is a submission or a slip (version 0).
CREATE TABLE report_posted (
	owner TEXT NOT NULL,
	version BIGINT NOT NULL,
	line BIGINT NOT NULL,
	entry BIGINT NOT NULL,
	PRIMARY KEY (owner, version, line)
);
