-- What was promised inside an act and is done after its commit. A row is kept for a while after its end, so that the same promise is
-- not made twice.
CREATE TABLE jobs_job (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL, -- which work it is: 'mail'
	key TEXT NOT NULL, -- of the promise: one kind is promised once under one key; the job's own id where nothing better was given
	body TEXT NOT NULL, -- what the work needs to know; without names of persons where an identifier will do
	state TEXT NOT NULL, -- 'ready', 'running', 'done', 'dead'
	due BIGINT NOT NULL, -- the instant from which it may be taken: when ready that of the next attempt, when running the end of the lease
	attempts BIGINT NOT NULL, -- how often it was taken
	lease TEXT NOT NULL, -- who holds it while it runs
	error TEXT NOT NULL, -- of the last attempt that failed
	made BIGINT NOT NULL,
	ended BIGINT NOT NULL, -- 0 while it is not
	UNIQUE (kind, key)
);

CREATE INDEX jobs_job_due ON jobs_job (state, due);
