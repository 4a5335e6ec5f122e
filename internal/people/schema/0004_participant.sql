-- Somebody who signed up for an activity or walked in. They go when their time is over; what was counted stays.
CREATE TABLE people_participant (
	id       TEXT   NOT NULL PRIMARY KEY,
	name     TEXT   NOT NULL,
	search   TEXT   NOT NULL, -- the name folded, for finding
	phone    TEXT   NOT NULL, -- '' where not given
	year     BIGINT NOT NULL, -- of birth, 0 where not given
	id_hash  TEXT   NOT NULL, -- keyed hash of the citizen number, '' where none
	id_last  TEXT   NOT NULL, -- its last digits
	unit     TEXT   NOT NULL,
	purpose  TEXT   NOT NULL, -- the event that it was collected for
	until_at BIGINT NOT NULL, -- when it is to be forgotten
	added_at BIGINT NOT NULL
);
CREATE INDEX people_participant_phone ON people_participant (purpose, phone);
CREATE INDEX people_participant_id_hash ON people_participant (purpose, id_hash);
CREATE INDEX people_participant_until ON people_participant (until_at);
