-- What other programs are told of, numbered without gaps in the order of commits: a row stands in the transaction of the act it tells.
CREATE TABLE hook_event (
	seq BIGINT NOT NULL PRIMARY KEY,
	topic TEXT NOT NULL,
	unit TEXT NOT NULL,
	object TEXT NOT NULL,
	act TEXT NOT NULL,
	entries TEXT NOT NULL, -- numbers of ledger entries, parted by blanks
	at BIGINT NOT NULL
);

-- Where a program is told.
CREATE TABLE hook_receiver (
	id TEXT NOT NULL PRIMARY KEY,
	program TEXT NOT NULL,
	url TEXT NOT NULL,
	secret TEXT NOT NULL, -- what is sent is signed with it, so it is kept as it is
	topics TEXT NOT NULL, -- parted by blanks
	made_at BIGINT NOT NULL,
	made_by TEXT NOT NULL
);
CREATE INDEX hook_receiver_program ON hook_receiver (program);

CREATE TABLE hook_end (
	receiver TEXT NOT NULL PRIMARY KEY,
	ended_at BIGINT NOT NULL,
	ended_by TEXT NOT NULL,
	reason TEXT NOT NULL
);

-- How far a receiver has been told. It moves on, and back when somebody has it told again.
CREATE TABLE hook_cursor (
	receiver TEXT NOT NULL PRIMARY KEY,
	told BIGINT NOT NULL,      -- number of the last event that needs no more telling
	attempts BIGINT NOT NULL,  -- at the next one, so far
	next_at BIGINT NOT NULL,   -- not before this instant
	busy_until BIGINT NOT NULL -- a server is at it until then
);

-- Every attempt.
CREATE TABLE hook_try (
	id TEXT NOT NULL PRIMARY KEY,
	receiver TEXT NOT NULL,
	event BIGINT NOT NULL,
	attempt BIGINT NOT NULL,
	at BIGINT NOT NULL,
	status BIGINT NOT NULL, -- of HTTP, 0 where nothing answered
	error TEXT NOT NULL,
	outcome TEXT NOT NULL   -- told, again, dead
);
CREATE INDEX hook_try_receiver ON hook_try (receiver, id);
