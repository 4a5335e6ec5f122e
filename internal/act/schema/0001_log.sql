-- One row for each act that was committed. The key sorts as time does; scope is the first unit of the object's chain.
CREATE TABLE act_log (
	id TEXT NOT NULL PRIMARY KEY,
	at BIGINT NOT NULL,
	person TEXT NOT NULL,
	device TEXT NOT NULL,
	verb TEXT NOT NULL,
	object TEXT NOT NULL,
	scope TEXT NOT NULL,
	key TEXT NOT NULL,
	note TEXT NOT NULL
);
CREATE INDEX act_log_object ON act_log (object, id);

-- Keys made by senders, each with the act that was done under it.
CREATE TABLE act_key (
	key TEXT NOT NULL PRIMARY KEY,
	verb TEXT NOT NULL,
	object TEXT NOT NULL,
	act TEXT NOT NULL
);
