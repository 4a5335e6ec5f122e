-- A clock of codes (TOTP) in a person's telephone. Until confirmed_at it was only begun and is not asked for.
CREATE TABLE people_clock (
	person TEXT NOT NULL PRIMARY KEY,
	secret TEXT NOT NULL, -- base 32
	begun_at BIGINT NOT NULL,
	confirmed_at BIGINT NOT NULL, -- 0 for not yet
	last_step BIGINT NOT NULL -- the newest half minute whose code was used; no code is taken twice
);

-- Codes on paper for the day the telephone is lost, each good once.
CREATE TABLE people_spare (
	hash TEXT NOT NULL PRIMARY KEY,
	person TEXT NOT NULL,
	used_at BIGINT NOT NULL -- 0 for not yet
);
CREATE INDEX people_spare_person ON people_spare (person);

CREATE TABLE people_passkey (
	id TEXT NOT NULL PRIMARY KEY, -- the credential's, base 64
	person TEXT NOT NULL,
	name TEXT NOT NULL, -- of the device, as its owner calls it
	site TEXT NOT NULL, -- the host that it was made for
	data TEXT NOT NULL, -- public key and counters, JSON
	added_at BIGINT NOT NULL,
	used_at BIGINT NOT NULL -- 0 for never
);
CREATE INDEX people_passkey_person ON people_passkey (person);

-- The key under which the program seals what it hands out between two steps of signing in. One row.
CREATE TABLE people_seal (
	id TEXT NOT NULL PRIMARY KEY,
	secret TEXT NOT NULL,
	made_at BIGINT NOT NULL
);
