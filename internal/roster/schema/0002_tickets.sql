-- A central activity for whose sites tickets are made. The number stands in every ticket.
CREATE TABLE roster_event (
	number    BIGINT NOT NULL PRIMARY KEY,
	activity  TEXT   NOT NULL UNIQUE,
	settings  TEXT   NOT NULL, -- JSON of roster.Settings
	salt      TEXT   NOT NULL, -- hex; of the sealed rows and tags of this event's packs
	opened_by TEXT   NOT NULL,
	opened_at BIGINT NOT NULL
);

-- Keys with which tickets are signed; the newest that is not retired signs.
CREATE TABLE roster_key (
	id         BIGINT NOT NULL PRIMARY KEY,
	seed       TEXT   NOT NULL, -- hex; '' where only the public half is here: at a station
	public_key TEXT   NOT NULL, -- hex
	made_at    BIGINT NOT NULL,
	retired_at BIGINT NOT NULL
);

-- How many places there are at a site, for a unit, in a wave; '' is all units, or all waves.
CREATE TABLE roster_quota (
	activity TEXT   NOT NULL,
	unit     TEXT   NOT NULL,
	slot     TEXT   NOT NULL,
	places   BIGINT NOT NULL,
	PRIMARY KEY (activity, unit, slot)
);

-- How many of those places are taken; kept in the act that takes or frees one.
CREATE TABLE roster_taken (
	activity TEXT   NOT NULL,
	unit     TEXT   NOT NULL,
	slot     TEXT   NOT NULL,
	n        BIGINT NOT NULL,
	PRIMARY KEY (activity, unit, slot)
);

-- Somebody signed up, or a place of a group without a name yet.
CREATE TABLE roster_registration (
	id         TEXT   NOT NULL PRIMARY KEY,
	event      BIGINT NOT NULL,
	activity   TEXT   NOT NULL, -- the site
	unit       TEXT   NOT NULL,
	person     TEXT   NOT NULL, -- a participant in people, '' while nobody is named
	party      TEXT   NOT NULL, -- the group it came with, '' for none
	slot       TEXT   NOT NULL,
	choices    TEXT   NOT NULL, -- JSON of the answers: size of the shirt, meal
	state      TEXT   NOT NULL, -- confirmed, waiting, cancelled
	queued     BIGINT NOT NULL, -- its turn among those who wait, 0 for none
	source     TEXT   NOT NULL, -- self, list, group
	link       TEXT   NOT NULL, -- hash of the worker's own link
	made_by    TEXT   NOT NULL,
	made_at    BIGINT NOT NULL,
	changed_at BIGINT NOT NULL
);
CREATE INDEX roster_registration_event ON roster_registration (event);
CREATE INDEX roster_registration_site ON roster_registration (activity, unit);
CREATE INDEX roster_registration_link ON roster_registration (link);
CREATE INDEX roster_registration_person ON roster_registration (person);
CREATE INDEX roster_registration_queue ON roster_registration (activity, unit, slot, queued) WHERE queued > 0;

-- How far an event has counted: serials, turns of those who wait, changes, numbers of bibs.
CREATE TABLE roster_counter (
	event BIGINT NOT NULL,
	name  TEXT   NOT NULL,
	n     BIGINT NOT NULL, -- the last that was given
	PRIMARY KEY (event, name)
);

-- A confirmed place has a ticket.
CREATE TABLE roster_ticket (
	event        BIGINT NOT NULL,
	serial       BIGINT NOT NULL,
	registration TEXT   NOT NULL,
	activity     TEXT   NOT NULL, -- the site
	unit         TEXT   NOT NULL,
	slot         TEXT   NOT NULL,
	class        BIGINT NOT NULL,
	key_id       BIGINT NOT NULL, -- which key signs it; a ticket is signed anew each time it is shown, always alike
	code         TEXT   NOT NULL, -- the short code
	bib          TEXT   NOT NULL, -- readable: prefix of the site, number, check digit
	name_tag     TEXT   NOT NULL, -- hex; by which a gate finds the whole name without holding it
	issued_at    BIGINT NOT NULL,
	revoked_at   BIGINT NOT NULL, -- 0 while it is good
	revoked_why  TEXT   NOT NULL,
	change       BIGINT NOT NULL, -- grows with every ticket that is made, changed or taken back in the event
	PRIMARY KEY (event, serial)
);
CREATE UNIQUE INDEX roster_ticket_code ON roster_ticket (event, code);
CREATE INDEX roster_ticket_bib ON roster_ticket (event, bib);
CREATE INDEX roster_ticket_change ON roster_ticket (event, change);
CREATE INDEX roster_ticket_registration ON roster_ticket (registration);

-- Somebody came, or was given something: at most once for each ticket or card and each thing.
CREATE TABLE roster_attendance (
	event    BIGINT NOT NULL,
	subject  TEXT   NOT NULL, -- 't' and the serial, 'c' and the card's hash, 's' and the scan's key
	what     TEXT   NOT NULL,
	activity TEXT   NOT NULL, -- the site where
	unit     TEXT   NOT NULL, -- whose
	people   BIGINT NOT NULL,
	device   TEXT   NOT NULL, -- the scan that admits: device and its number
	seq      BIGINT NOT NULL,
	at       BIGINT NOT NULL, -- the true time
	entry    BIGINT NOT NULL, -- in the ledger, 0 where it is no figure
	PRIMARY KEY (event, subject, what)
);
