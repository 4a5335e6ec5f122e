-- What is counted. A changed wording is a further version; measure and stock never change.
CREATE TABLE indicator_definition (
	key TEXT NOT NULL,
	version BIGINT NOT NULL,
	name TEXT NOT NULL,
	definition TEXT NOT NULL,
	measure TEXT NOT NULL,
	stock BIGINT NOT NULL,
	kind TEXT NOT NULL,
	unit_word TEXT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (key, version)
);
