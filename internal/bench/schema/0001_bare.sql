-- A table of the ledger's shape, for measuring what the engine alone can do.
CREATE TABLE bench_row (
	seq BIGINT PRIMARY KEY,
	campaign TEXT NOT NULL,
	activity TEXT NOT NULL,
	unit TEXT NOT NULL,
	place TEXT NOT NULL,
	indicator TEXT NOT NULL,
	lo BIGINT NOT NULL,
	hi BIGINT NOT NULL,
	open BIGINT NOT NULL,
	evidence BIGINT NOT NULL,
	day TEXT NOT NULL,
	at BIGINT NOT NULL,
	by_person TEXT NOT NULL,
	act TEXT NOT NULL,
	source TEXT NOT NULL,
	device TEXT NOT NULL,
	note TEXT NOT NULL,
	reverses BIGINT NOT NULL
);
