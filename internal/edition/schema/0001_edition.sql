-- A report: of a campaign, by a unit, about a period; never changed.
CREATE TABLE edition_edition (
	id TEXT NOT NULL PRIMARY KEY,
	campaign TEXT NOT NULL,
	unit TEXT NOT NULL,
	since TEXT NOT NULL,
	until_day TEXT NOT NULL,
	provisional BIGINT NOT NULL, -- 1 for a quick report
	replaces TEXT NOT NULL, -- the edition in whose place this one was made, '' for none
	made_at BIGINT NOT NULL,
	made_by TEXT NOT NULL
);

CREATE INDEX edition_edition_unit ON edition_edition (unit);

-- What officers write of it; the last version holds.
CREATE TABLE edition_words (
	edition TEXT NOT NULL,
	version BIGINT NOT NULL,
	number TEXT NOT NULL,
	dated TEXT NOT NULL, -- '' for the day on which it is printed
	place TEXT NOT NULL,
	authority TEXT NOT NULL,
	title TEXT NOT NULL,
	signer TEXT NOT NULL,
	receivers TEXT NOT NULL, -- nơi nhận, one a line
	introduction TEXT NOT NULL,
	assessment TEXT NOT NULL,
	proposals TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	made_by TEXT NOT NULL,
	PRIMARY KEY (edition, version)
);

-- Closed, once: the document as it was printed, and the point of the sealed log at which its figures stand.
CREATE TABLE edition_close (
	edition TEXT NOT NULL PRIMARY KEY,
	words BIGINT NOT NULL,
	document TEXT NOT NULL,
	hash TEXT NOT NULL, -- SHA-256 of the document
	known BIGINT NOT NULL,
	through BIGINT NOT NULL, -- the last entry in it
	log_year BIGINT NOT NULL,
	log_size BIGINT NOT NULL,
	log_root TEXT NOT NULL,
	conflicts TEXT NOT NULL, -- what did not fit, one a line
	reason TEXT NOT NULL, -- why it was closed all the same
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

-- What a closed report quotes: a figure as its part '', and its parts where the question divides it.
CREATE TABLE edition_quote (
	edition TEXT NOT NULL,
	line BIGINT NOT NULL,
	code TEXT NOT NULL,
	question TEXT NOT NULL,
	what TEXT NOT NULL,
	part TEXT NOT NULL,
	name TEXT NOT NULL,
	lo BIGINT NOT NULL,
	hi BIGINT NOT NULL,
	open BIGINT NOT NULL,
	PRIMARY KEY (edition, line)
);

-- To whom a closed report was sent, and what they said of it.
CREATE TABLE edition_sent (
	edition TEXT NOT NULL,
	unit TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (edition, unit)
);

CREATE INDEX edition_sent_unit ON edition_sent (unit);

CREATE TABLE edition_answer (
	edition TEXT NOT NULL,
	unit TEXT NOT NULL,
	answer TEXT NOT NULL, -- 'accepted', 'returned'
	reason TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (edition, unit)
);

-- A closed report that was taken back or put right before those who have it.
CREATE TABLE edition_recall (
	id TEXT NOT NULL PRIMARY KEY,
	edition TEXT NOT NULL,
	kind TEXT NOT NULL, -- 'correct', 'withdraw'
	reason TEXT NOT NULL,
	changes TEXT NOT NULL, -- old and new of each figure that changed, one a line
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX edition_recall_edition ON edition_recall (edition);

CREATE TABLE edition_acknowledgement (
	recall TEXT NOT NULL,
	unit TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (recall, unit)
);
