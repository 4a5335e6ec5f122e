-- Files that were sent to be taken in, and under which unit. Rows of all these tables are only added.
CREATE TABLE intake_list (
	id TEXT NOT NULL PRIMARY KEY,
	unit TEXT NOT NULL,
	name TEXT NOT NULL, -- of the file
	file TEXT NOT NULL, -- its hash
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

-- What was answered about a list: the newest row holds.
CREATE TABLE intake_answer (
	id TEXT NOT NULL PRIMARY KEY,
	list TEXT NOT NULL,
	answers TEXT NOT NULL, -- JSON
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX intake_answer_list ON intake_answer (list, recorded);

-- That a list was taken in, by which change of the organisation; and that it was taken back ('undone').
CREATE TABLE intake_end (
	id TEXT NOT NULL PRIMARY KEY,
	list TEXT NOT NULL,
	what TEXT NOT NULL, -- 'taken', 'undone'
	change_id TEXT NOT NULL,
	taken BIGINT NOT NULL,
	have BIGINT NOT NULL,
	refused BIGINT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX intake_end_list ON intake_end (list, recorded);
