-- A screen that may show the wall without anybody being signed in at it.
CREATE TABLE live_screen (
	id         TEXT   NOT NULL PRIMARY KEY,
	event      TEXT   NOT NULL, -- the central activity
	label      TEXT   NOT NULL, -- where it stands
	secret     TEXT   NOT NULL, -- hex; what its key is made with
	made_by    TEXT   NOT NULL,
	made_at    BIGINT NOT NULL,
	until_at   BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL -- 0 while it may
);
CREATE INDEX live_screen_event ON live_screen (event);
