-- The entries. Their number is the only index: a second one makes writing ten times slower.
CREATE TABLE ledger_entry (
	seq BIGINT NOT NULL PRIMARY KEY,
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

-- One row for each entry that was reversed: an entry is reversed at most once.
CREATE TABLE ledger_reversal (
	entry BIGINT NOT NULL PRIMARY KEY,
	reversal BIGINT NOT NULL,
	reason TEXT NOT NULL
);

-- Recorded decisions about which evidence of a cell is published. The latest of a cell holds; evidence 0 goes back to the rule.
CREATE TABLE ledger_choice (
	seq BIGINT NOT NULL PRIMARY KEY,
	campaign TEXT NOT NULL,
	activity TEXT NOT NULL,
	unit TEXT NOT NULL,
	place TEXT NOT NULL,
	indicator TEXT NOT NULL,
	day TEXT NOT NULL,
	evidence BIGINT NOT NULL,
	reason TEXT NOT NULL,
	at BIGINT NOT NULL,
	by_person TEXT NOT NULL,
	act TEXT NOT NULL
);
