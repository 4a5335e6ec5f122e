-- The Merkle logs, one for each year of recording. first is the number of the entry that is leaf 0.
CREATE TABLE ledger_log (
	year BIGINT NOT NULL PRIMARY KEY,
	first BIGINT NOT NULL
);

-- Hashes of leaves, 1,024 to a block, in base64 one behind another. root is the hash over a full block, '' for the last one that still grows.
CREATE TABLE ledger_leaf (
	year BIGINT NOT NULL,
	block BIGINT NOT NULL,
	root TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (year, block)
);

-- Signed checkpoints: so many leaves with such a root. through is the last entry sealed; choices and chain tell of the recorded choices.
CREATE TABLE ledger_checkpoint (
	number BIGINT NOT NULL PRIMARY KEY,
	year BIGINT NOT NULL,
	size BIGINT NOT NULL,
	through BIGINT NOT NULL,
	choices BIGINT NOT NULL,
	chain TEXT NOT NULL,
	at BIGINT NOT NULL,
	note TEXT NOT NULL
);

-- The keys that checkpoints are signed with; the last one signs.
CREATE TABLE ledger_key (
	number BIGINT NOT NULL PRIMARY KEY,
	verifier TEXT NOT NULL,
	signer TEXT NOT NULL,
	at BIGINT NOT NULL
);

-- Entries packed for a quick start, 4,096 to a block. They hold nothing that the entries do not say, and may be thrown away.
CREATE TABLE ledger_pack (
	block BIGINT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	last TEXT NOT NULL,
	body TEXT NOT NULL
);
