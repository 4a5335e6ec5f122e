-- The only tables with names. Others hold a person's key.
CREATE TABLE people_person (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	search TEXT NOT NULL, -- the name folded, for finding
	title TEXT NOT NULL,
	unit TEXT NOT NULL,
	added_at BIGINT NOT NULL,
	forgotten_at BIGINT NOT NULL -- 0 for not forgotten
);

CREATE TABLE people_account (
	login TEXT NOT NULL PRIMARY KEY,
	person TEXT NOT NULL UNIQUE,
	secret TEXT NOT NULL, -- argon2id with its parameters
	set_at BIGINT NOT NULL
);

CREATE TABLE people_session (
	id TEXT NOT NULL PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE, -- of the token, which is nowhere kept
	person TEXT NOT NULL,
	device TEXT NOT NULL,
	began_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	until_at BIGINT NOT NULL
);
CREATE INDEX people_session_person ON people_session (person);
