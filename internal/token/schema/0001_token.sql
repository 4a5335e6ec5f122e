-- A program's key: what it may do, and for how long. The key itself is nowhere kept, only its hash.
CREATE TABLE token_program (
	id TEXT NOT NULL PRIMARY KEY, -- a person's key: acts of the program are logged under it
	name TEXT NOT NULL,
	unit TEXT NOT NULL,
	verbs TEXT NOT NULL, -- names, parted by blanks
	giver TEXT NOT NULL,
	given_at BIGINT NOT NULL,
	until_day TEXT NOT NULL,
	hash TEXT NOT NULL UNIQUE,
	hint TEXT NOT NULL -- the last characters, to tell keys apart
);

CREATE TABLE token_end (
	program TEXT NOT NULL PRIMARY KEY,
	ended_at BIGINT NOT NULL,
	ended_by TEXT NOT NULL,
	reason TEXT NOT NULL
);

-- When a key was used last, to within an hour.
CREATE TABLE token_use (
	program TEXT NOT NULL PRIMARY KEY,
	used_at BIGINT NOT NULL
);

-- What was answered to a write that carried a sender's key: a repetition gets the same answer.
CREATE TABLE token_reply (
	program TEXT NOT NULL,
	key TEXT NOT NULL,
	digest TEXT NOT NULL, -- of what was sent
	body TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (program, key)
);
