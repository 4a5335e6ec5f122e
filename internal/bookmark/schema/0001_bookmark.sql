-- Addresses that somebody keeps under a name of their own. What is dropped is gone: nothing rests on it.
CREATE TABLE bookmark_bookmark (
	id TEXT NOT NULL PRIMARY KEY,
	person TEXT NOT NULL,
	name TEXT NOT NULL,
	address TEXT NOT NULL, -- of this site: '/figures?at=…'
	place BIGINT NOT NULL, -- the order in which they stand
	recorded BIGINT NOT NULL
);

CREATE INDEX bookmark_bookmark_person ON bookmark_bookmark (person);
