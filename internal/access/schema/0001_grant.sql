-- A grant is never changed; its end, where it comes before until_day, is a row of its own.
CREATE TABLE access_grant (
	id TEXT NOT NULL PRIMARY KEY,
	person TEXT NOT NULL,
	role TEXT NOT NULL,
	unit TEXT NOT NULL,
	from_day TEXT NOT NULL,
	until_day TEXT NOT NULL,
	given_by TEXT NOT NULL,
	given_at BIGINT NOT NULL
);
CREATE INDEX access_grant_person ON access_grant (person);
CREATE INDEX access_grant_unit ON access_grant (unit);

CREATE TABLE access_end (
	grant_id TEXT NOT NULL PRIMARY KEY,
	on_day TEXT NOT NULL,
	reason TEXT NOT NULL,
	ended_by TEXT NOT NULL,
	ended_at BIGINT NOT NULL
);
