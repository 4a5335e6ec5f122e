-- A door of a site: a lane with its phones, and what is given there.
CREATE TABLE gate_door (
	id        TEXT   NOT NULL PRIMARY KEY,
	activity  TEXT   NOT NULL, -- the site
	name      TEXT   NOT NULL,
	what      TEXT   NOT NULL, -- the service that its phones start with
	made_by   TEXT   NOT NULL,
	made_at   BIGINT NOT NULL,
	closed_at BIGINT NOT NULL
);
CREATE INDEX gate_door_activity ON gate_door (activity);

-- A code by which one phone is enrolled, once.
CREATE TABLE gate_invite (
	hash     TEXT   NOT NULL PRIMARY KEY,
	door     TEXT   NOT NULL,
	label    TEXT   NOT NULL, -- who holds the phone, as the site lead calls them
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL,
	until_at BIGINT NOT NULL, -- the code is good until
	shift_at BIGINT NOT NULL, -- the phone is good until
	used_at  BIGINT NOT NULL,
	device   TEXT   NOT NULL
);

-- A phone at a door. The key pair was made on it.
CREATE TABLE gate_device (
	id          TEXT   NOT NULL PRIMARY KEY,
	door        TEXT   NOT NULL,
	activity    TEXT   NOT NULL, -- the door's site
	event       BIGINT NOT NULL, -- whose tickets it reads, a number of roster
	name        TEXT   NOT NULL,
	public_key  TEXT   NOT NULL, -- base64 of Ed25519
	token_hash  TEXT   NOT NULL, -- hex of SHA-256; '' for a phone behind a station
	station     TEXT   NOT NULL, -- the station that vouches for it, '' for none
	enrolled_by TEXT   NOT NULL,
	enrolled_at BIGINT NOT NULL,
	until_at    BIGINT NOT NULL,
	revoked_at  BIGINT NOT NULL, -- 0 while it may
	revoked_why TEXT   NOT NULL
);
CREATE INDEX gate_device_activity ON gate_device (activity);
CREATE INDEX gate_device_token ON gate_device (token_hash);

-- How a phone was when it was last heard of; overwritten.
CREATE TABLE gate_beat (
	device    TEXT   NOT NULL PRIMARY KEY,
	seen_at   BIGINT NOT NULL,
	made      BIGINT NOT NULL, -- the highest number that the phone has given
	battery   BIGINT NOT NULL, -- percent, -1 unknown
	storage   BIGINT NOT NULL, -- percent of its quota, -1 unknown
	pack      TEXT   NOT NULL, -- the version of its list
	pack_at   BIGINT NOT NULL,
	offset_ms BIGINT NOT NULL, -- its clock beside ours, to be added
	app       TEXT   NOT NULL
);

-- What phones saw, in the order of arrival, kept as sent. What stands behind act is this house's own reading, which may change when
-- an earlier scan arrives later.
CREATE TABLE gate_scan (
	n           BIGINT NOT NULL PRIMARY KEY, -- order of arrival: 1, 2, 3, … without gaps
	event       BIGINT NOT NULL,
	activity    TEXT   NOT NULL,
	door        TEXT   NOT NULL,
	device      TEXT   NOT NULL,
	seq         BIGINT NOT NULL, -- the phone's own number
	at          BIGINT NOT NULL, -- the true time, as well as it is known
	clock       BIGINT NOT NULL, -- the phone's clock, milliseconds
	believed    BIGINT NOT NULL, -- the true time as the phone believed it, milliseconds; 0 where it never measured its clock
	what        TEXT   NOT NULL,
	how         TEXT   NOT NULL,
	subject     TEXT   NOT NULL,
	serial      BIGINT NOT NULL,
	unit        TEXT   NOT NULL,
	person      TEXT   NOT NULL, -- a walk-in who is named: a participant in people
	people      BIGINT NOT NULL,
	said        TEXT   NOT NULL, -- the phone's verdict
	admitted    BIGINT NOT NULL,
	reason      TEXT   NOT NULL,
	undoes      BIGINT NOT NULL, -- number of the scan that it takes back, 0 for none
	sum         TEXT   NOT NULL, -- hash of what was sent, to know it again
	received_at BIGINT NOT NULL,
	act         TEXT   NOT NULL,
	alone       TEXT   NOT NULL, -- what the verdict would be if nobody else had come with the same ticket
	may         BIGINT NOT NULL, -- 1 where somebody would then be counted by it
	word        TEXT   NOT NULL, -- the verdict
	counts      BIGINT NOT NULL, -- 1 where somebody is counted by it
	undone_by   BIGINT NOT NULL  -- n of the record that took it back, 0 for none; of an undoing that waits for its scan, -1
);
CREATE UNIQUE INDEX gate_scan_device ON gate_scan (device, seq);
CREATE INDEX gate_scan_event ON gate_scan (event, n);
CREATE INDEX gate_scan_undone ON gate_scan (event, undone_by) WHERE undone_by > 0;
-- Those who wait behind the first, and undoings whose scan has not come: both are few.
CREATE INDEX gate_scan_behind ON gate_scan (event, subject, what) WHERE may = 1 AND counts = 0;
CREATE INDEX gate_scan_waiting ON gate_scan (device, undoes) WHERE undone_by = -1;

-- A crowd counted in a block, by two people, beside what was scanned.
CREATE TABLE gate_block (
	device      TEXT   NOT NULL,
	seq         BIGINT NOT NULL,
	event       BIGINT NOT NULL,
	activity    TEXT   NOT NULL,
	door        TEXT   NOT NULL,
	what        TEXT   NOT NULL,
	unit        TEXT   NOT NULL, -- whose banner, '' for the whole lane: such a count is never a figure by itself
	label       TEXT   NOT NULL, -- what the banner says
	people      BIGINT NOT NULL,
	counter_a   TEXT   NOT NULL, -- names as written on the phone are kept by people; here their keys
	counter_b   TEXT   NOT NULL,
	at          BIGINT NOT NULL,
	clock       BIGINT NOT NULL,
	believed    BIGINT NOT NULL,
	headcount   TEXT   NOT NULL, -- in roster, '' where it is none
	sum         TEXT   NOT NULL,
	undone_by   BIGINT NOT NULL, -- number of the record that took it back, 0 for none
	received_at BIGINT NOT NULL,
	act         TEXT   NOT NULL,
	PRIMARY KEY (device, seq)
);
CREATE INDEX gate_block_activity ON gate_block (activity);

-- What arrived and could not be read: kept, named, counted nowhere.
CREATE TABLE gate_bad (
	device      TEXT   NOT NULL,
	seq         BIGINT NOT NULL,
	why         TEXT   NOT NULL, -- what is wrong with it
	raw         TEXT   NOT NULL,
	sum         TEXT   NOT NULL,
	received_at BIGINT NOT NULL,
	PRIMARY KEY (device, seq)
);

-- The sealed rows of an event's list as a house above made them: for a station, which has no names and cannot sign.
CREATE TABLE gate_pack (
	event   BIGINT NOT NULL PRIMARY KEY,
	version TEXT   NOT NULL,
	tables  TEXT   NOT NULL, -- JSON of what rows point into
	sealed  TEXT   NOT NULL, -- base64 of the rows
	made_at BIGINT NOT NULL
);
