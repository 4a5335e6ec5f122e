-- Work given to one unit. Nothing here is changed; what came later is a row beside it.
CREATE TABLE task_task (
	id TEXT NOT NULL PRIMARY KEY,
	giver TEXT NOT NULL, -- the unit by whose authority it is given
	unit TEXT NOT NULL,
	title TEXT NOT NULL,
	detail TEXT NOT NULL,
	cause TEXT NOT NULL, -- a word: 'dispatch/06g… item 2'
	recurrence TEXT NOT NULL, -- '', 'after_each', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly'
	wording TEXT NOT NULL, -- how the document says it: 'kết thúc mỗi đợt'
	until_day TEXT NOT NULL, -- the last day on which it falls due again, '' for no end
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX task_task_unit ON task_task (unit);

CREATE INDEX task_task_cause ON task_task (cause);

-- When a task, or each time of it that does not follow from the calendar, is due. The last row for a time holds.
CREATE TABLE task_due (
	id TEXT NOT NULL PRIMARY KEY,
	task TEXT NOT NULL,
	occasion TEXT NOT NULL, -- '' for the first or only time, else a word: 'activity/06g…'
	due TEXT NOT NULL, -- '' for none
	reason TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX task_due_task ON task_due (task);

-- What was done: each time once.
CREATE TABLE task_done (
	task TEXT NOT NULL,
	occasion TEXT NOT NULL, -- '' for the only time, a day for one of the calendar, else the word of the occasion
	note TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (task, occasion)
);

-- What was taken back.
CREATE TABLE task_end (
	task TEXT NOT NULL PRIMARY KEY,
	reason TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);
