-- What printed codes stand for. Rows are only added.
CREATE TABLE passport_code (
	code     TEXT   NOT NULL PRIMARY KEY,
	question TEXT   NOT NULL, -- the words of an address
	made_at  BIGINT NOT NULL,
	made_by  TEXT   NOT NULL
);
