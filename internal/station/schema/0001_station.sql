-- What a house is to its stations: the keys with which bundles are signed, to which uploads are sealed, by which certificates are issued. One row.
CREATE TABLE station_authority (
	id        TEXT   NOT NULL PRIMARY KEY,
	seed      TEXT   NOT NULL, -- hex; of Ed25519, signs bundles
	open_key  TEXT   NOT NULL, -- hex; of X25519, opens uploads
	root_key  TEXT   NOT NULL, -- base64 of PKCS #8
	root      TEXT   NOT NULL, -- base64 of the certificate that phones trust
	made_at   BIGINT NOT NULL
);

-- A code by which one station is enrolled for a site, once.
CREATE TABLE station_invite (
	hash     TEXT   NOT NULL PRIMARY KEY,
	proof    TEXT   NOT NULL, -- hex; by which a station that never had a network shows that it was given the code
	activity TEXT   NOT NULL, -- the site
	name     TEXT   NOT NULL, -- as people call the machine
	made_by  TEXT   NOT NULL,
	made_at  BIGINT NOT NULL,
	until_at BIGINT NOT NULL, -- the code is good until
	shift_at BIGINT NOT NULL, -- the station is good until
	used_at  BIGINT NOT NULL,
	station  TEXT   NOT NULL
);
CREATE INDEX station_invite_activity ON station_invite (activity);

-- A station at a site. Its key pairs were made on it.
CREATE TABLE station_station (
	id          TEXT   NOT NULL PRIMARY KEY,
	activity    TEXT   NOT NULL,
	name        TEXT   NOT NULL,
	public_key  TEXT   NOT NULL, -- hex of Ed25519
	issuer_key  TEXT   NOT NULL, -- base64 of the public key for which certificates are issued
	token_hash  TEXT   NOT NULL,
	enrolled_by TEXT   NOT NULL,
	enrolled_at BIGINT NOT NULL,
	until_at    BIGINT NOT NULL,
	revoked_at  BIGINT NOT NULL, -- 0 while it may
	revoked_why TEXT   NOT NULL
);
CREATE INDEX station_station_activity ON station_station (activity);
CREATE INDEX station_station_token ON station_station (token_hash);

-- How a station was when it was last heard of; overwritten.
CREATE TABLE station_beat (
	station TEXT   NOT NULL PRIMARY KEY,
	seen_at BIGINT NOT NULL,
	via     TEXT   NOT NULL, -- net, file
	made    BIGINT NOT NULL, -- the highest number that it has given
	waiting BIGINT NOT NULL, -- records that it had not yet sent
	app     TEXT   NOT NULL
);

-- Envelopes of stations that were taken in.
CREATE TABLE station_taken (
	station  TEXT   NOT NULL,
	n        BIGINT NOT NULL, -- the station's number
	sum      TEXT   NOT NULL, -- hash of what was carried, to know it again
	device   TEXT   NOT NULL,
	records  BIGINT NOT NULL,
	via      TEXT   NOT NULL,
	taken_at BIGINT NOT NULL,
	PRIMARY KEY (station, n)
);

-- What stations brought that was refused.
CREATE TABLE station_trouble (
	station  TEXT   NOT NULL,
	n        BIGINT NOT NULL, -- of the envelope, 0 for a whole upload
	sum      TEXT   NOT NULL,
	device   TEXT   NOT NULL,
	text     TEXT   NOT NULL,
	via      TEXT   NOT NULL,
	found_at BIGINT NOT NULL,
	PRIMARY KEY (station, n, sum)
);

-- At a station: what it is. One row.
CREATE TABLE station_self (
	id          TEXT   NOT NULL PRIMARY KEY,
	station     TEXT   NOT NULL, -- '' until upstream has named it
	activity    TEXT   NOT NULL,
	event       BIGINT NOT NULL,
	name        TEXT   NOT NULL, -- of the machine
	site        TEXT   NOT NULL, -- name of the site
	upstream    TEXT   NOT NULL, -- its address, '' for none
	token       TEXT   NOT NULL,
	proof       TEXT   NOT NULL, -- hash of the code and what proves it, where it was enrolled by a file
	seed        TEXT   NOT NULL, -- hex; of Ed25519
	issuer_key  TEXT   NOT NULL, -- base64 of PKCS #8
	issuer      TEXT   NOT NULL, -- base64 of the certificate
	root        TEXT   NOT NULL, -- base64 of the certificate that phones trust
	house_key   TEXT   NOT NULL, -- hex; signs bundles
	house_open  TEXT   NOT NULL, -- hex; uploads are sealed to it
	until_at    BIGINT NOT NULL,
	bundle      TEXT   NOT NULL, -- the version of the last bundle
	bundle_at   BIGINT NOT NULL,
	sent_at     BIGINT NOT NULL, -- when upstream last said that it has what was sent, 0 for never
	file_at     BIGINT NOT NULL, -- when a file was last written for upstream
	offset_ms   BIGINT NOT NULL, -- upstream's clock beside ours, to be added
	measured_at BIGINT NOT NULL, -- when that was measured, 0 for never
	bundle_made BIGINT NOT NULL, -- the house's clock when the bundle was made, milliseconds
	floor       BIGINT NOT NULL  -- numbers of envelopes up to this were given, though perhaps not by this copy of the file
);

-- At a station: what phones sent, byte for byte, with their signatures, in the order of arrival.
CREATE TABLE station_envelope (
	n           BIGINT NOT NULL PRIMARY KEY,
	device      TEXT   NOT NULL,
	body        TEXT   NOT NULL, -- the batch as the phone signed it; '' once upstream has it and some time has passed
	signature   TEXT   NOT NULL, -- base64
	sum         TEXT   NOT NULL,
	records     BIGINT NOT NULL,
	received_at BIGINT NOT NULL,
	answered_at BIGINT NOT NULL, -- when upstream said that it has it, or refused it; 0 for not yet
	refused     TEXT   NOT NULL  -- why, '' where it was taken
);
CREATE UNIQUE INDEX station_envelope_sum ON station_envelope (sum);
CREATE INDEX station_envelope_open ON station_envelope (answered_at, n);
