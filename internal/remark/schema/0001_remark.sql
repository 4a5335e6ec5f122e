-- What somebody said of a figure or an activity. Nothing here is changed; what came later is a row beside it. Names of
-- persons stand in no text: '@{key}' does, and people holds the name.
CREATE TABLE remark_remark (
	id TEXT NOT NULL PRIMARY KEY,
	subject TEXT NOT NULL, -- 'figure?indicator=…', 'activity/06g…'
	body TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX remark_remark_subject ON remark_remark (subject);

-- Who is named in a remark.
CREATE TABLE remark_mention (
	remark TEXT NOT NULL,
	person TEXT NOT NULL,
	PRIMARY KEY (remark, person)
);

CREATE INDEX remark_mention_person ON remark_mention (person);

-- That somebody has read where they are named.
CREATE TABLE remark_read (
	remark TEXT NOT NULL,
	person TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	PRIMARY KEY (remark, person)
);

-- That a remark is settled, or was withdrawn by whoever made it.
CREATE TABLE remark_end (
	remark TEXT NOT NULL,
	ending TEXT NOT NULL, -- 'settled', 'withdrawn'
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (remark, ending)
);
