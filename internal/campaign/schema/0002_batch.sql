-- What was written in one go, so that it can be taken back in one go. Kept is how much of what is not shared is meant to stay
-- in reserve from then on, -1 where the batch says nothing of it.
CREATE TABLE campaign_batch (
	id      TEXT   NOT NULL PRIMARY KEY,
	target  TEXT   NOT NULL,
	change  TEXT   NOT NULL,
	what    TEXT   NOT NULL,
	kept    BIGINT NOT NULL,
	undoes  TEXT   NOT NULL,
	made_by TEXT   NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE INDEX campaign_batch_target ON campaign_batch (target);
CREATE INDEX campaign_batch_undoes ON campaign_batch (undoes);

-- Which target went from which version to which; was is 0 where the batch began it.
CREATE TABLE campaign_batch_line (
	batch  TEXT   NOT NULL,
	target TEXT   NOT NULL,
	was    BIGINT NOT NULL,
	became BIGINT NOT NULL,
	PRIMARY KEY (batch, target)
);
