-- What a campaign is; never changed.
CREATE TABLE campaign_campaign (
	id          TEXT NOT NULL PRIMARY KEY,
	kind        TEXT NOT NULL,
	owner       TEXT NOT NULL,
	period_from TEXT NOT NULL,
	period_to   TEXT NOT NULL,
	dispatch    TEXT NOT NULL
);
CREATE INDEX campaign_campaign_owner ON campaign_campaign (owner);

-- How it is described; the last version holds.
CREATE TABLE campaign_words (
	campaign TEXT   NOT NULL,
	version  BIGINT NOT NULL,
	name     TEXT   NOT NULL,
	summary  TEXT   NOT NULL,
	lead_key TEXT   NOT NULL,
	accent   TEXT   NOT NULL,
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL,
	PRIMARY KEY (campaign, version)
);

-- Whose promise, of what, for when; never changed.
CREATE TABLE campaign_target (
	id          TEXT NOT NULL PRIMARY KEY,
	campaign    TEXT NOT NULL,
	unit        TEXT NOT NULL,
	indicator   TEXT NOT NULL,
	period_from TEXT NOT NULL,
	period_to   TEXT NOT NULL,
	source      TEXT NOT NULL,
	parent      TEXT NOT NULL,
	UNIQUE (campaign, unit, indicator, period_from, period_to, source)
);
CREATE INDEX campaign_target_parent ON campaign_target (parent);
CREATE INDEX campaign_target_unit ON campaign_target (unit);

-- How much; append-only, the last version holds. Every act on a child writes a version of its parent as well, so two acts
-- that would unbalance it meet in this key.
CREATE TABLE campaign_target_version (
	target   TEXT   NOT NULL,
	version  BIGINT NOT NULL,
	quantity BIGINT NOT NULL CHECK (quantity >= 0),
	reserve  BIGINT NOT NULL CHECK (reserve >= 0 AND reserve <= quantity),
	state    TEXT   NOT NULL,
	change   TEXT   NOT NULL,
	dispatch TEXT   NOT NULL,
	item     TEXT   NOT NULL,
	reason   TEXT   NOT NULL,
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL,
	PRIMARY KEY (target, version)
);

-- What a unit asks for instead, and what it was told.
CREATE TABLE campaign_proposal (
	id       TEXT   NOT NULL PRIMARY KEY,
	target   TEXT   NOT NULL,
	version  BIGINT NOT NULL,
	quantity BIGINT NOT NULL,
	reason   TEXT   NOT NULL,
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL
);
CREATE INDEX campaign_proposal_target ON campaign_proposal (target);

CREATE TABLE campaign_answer (
	proposal TEXT   NOT NULL PRIMARY KEY,
	answer   TEXT   NOT NULL,
	reason   TEXT   NOT NULL,
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL
);
