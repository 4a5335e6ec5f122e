-- Documents in and out. A correction is a further version; the earlier ones stay.
CREATE TABLE dispatch_version (
	id TEXT NOT NULL,
	version BIGINT NOT NULL,
	direction TEXT NOT NULL, -- 'in' or 'out'
	number TEXT NOT NULL,
	number_key TEXT NOT NULL, -- the same for two writings of one number
	seq BIGINT NOT NULL, -- the running number within it
	kind TEXT NOT NULL,
	dated TEXT NOT NULL,
	issuer TEXT NOT NULL,
	issuer_unit TEXT NOT NULL,
	parent_body TEXT NOT NULL,
	issued_at TEXT NOT NULL,
	subject TEXT NOT NULL,
	signer TEXT NOT NULL,
	signer_title TEXT NOT NULL,
	owner TEXT NOT NULL, -- the unit in whose register it stands
	file TEXT NOT NULL, -- hash of the file as it was received
	file_name TEXT NOT NULL,
	note TEXT NOT NULL,
	search TEXT NOT NULL, -- folded: number, issuer, subject, signer
	reason TEXT NOT NULL, -- of a correction
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	PRIMARY KEY (id, version)
);

CREATE INDEX dispatch_version_number ON dispatch_version (number_key, dated);

CREATE INDEX dispatch_version_owner ON dispatch_version (owner, dated);

-- To whom it goes, as it was written and as it is meant.
CREATE TABLE dispatch_recipient (
	dispatch TEXT NOT NULL,
	version BIGINT NOT NULL,
	copy BIGINT NOT NULL, -- 0 addressed to, 1 a copy (nơi nhận)
	position BIGINT NOT NULL,
	wording TEXT NOT NULL,
	kinds TEXT NOT NULL, -- kinds of units, parted by spaces
	direct BIGINT NOT NULL, -- 1 only those directly below the issuer
	unit TEXT NOT NULL, -- one unit that is meant by name
	PRIMARY KEY (dispatch, version, copy, position)
);

-- On what it rests. What is cited may be registered or not, and may be registered later: the link is found when it is asked for.
CREATE TABLE dispatch_cite (
	dispatch TEXT NOT NULL,
	version BIGINT NOT NULL,
	position BIGINT NOT NULL,
	number TEXT NOT NULL,
	number_key TEXT NOT NULL,
	dated TEXT NOT NULL,
	issuer TEXT NOT NULL,
	PRIMARY KEY (dispatch, version, position)
);

CREATE INDEX dispatch_cite_number ON dispatch_cite (number_key);

-- How an issuer counts its documents. The last row for an issuer and a kind holds; kind '' is for all others.
CREATE TABLE dispatch_scope (
	id TEXT NOT NULL PRIMARY KEY,
	issuer_key TEXT NOT NULL,
	kind TEXT NOT NULL,
	scope TEXT NOT NULL, -- 'year', 'term', 'congress', 'committee'
	since TEXT NOT NULL, -- the day on which counting began anew, '' for not known
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX dispatch_scope_issuer ON dispatch_scope (issuer_key);
