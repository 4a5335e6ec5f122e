-- What is known of each node: from a day on, these attributes are so. Rows are only added; '' says nothing.
CREATE TABLE place_fact (
	seq BIGINT NOT NULL PRIMARY KEY,
	node TEXT NOT NULL,
	since TEXT NOT NULL,
	line TEXT NOT NULL,
	parent TEXT NOT NULL, -- a node, '-' for the head of the line, '~' for not on the line
	state TEXT NOT NULL,
	name TEXT NOT NULL,
	short TEXT NOT NULL,
	kind TEXT NOT NULL,
	code TEXT NOT NULL,
	change_id TEXT NOT NULL,
	recorded BIGINT NOT NULL
);

-- Which node follows which. seq is of one count with place_fact.
CREATE TABLE place_succession (
	seq BIGINT NOT NULL PRIMARY KEY,
	change_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	from_node TEXT NOT NULL,
	to_node TEXT NOT NULL,
	since TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	shares TEXT NOT NULL -- JSON: indicator to parts per million, or ''
);

-- The decisions by which it came to be so.
CREATE TABLE place_change (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	number TEXT NOT NULL,
	dated TEXT NOT NULL,
	issuer TEXT NOT NULL,
	effective TEXT NOT NULL,
	note TEXT NOT NULL,
	file TEXT NOT NULL, -- hash of the scanned paper
	corrects TEXT NOT NULL, -- of a withdrawal: the change that it takes back
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX place_change_decision ON place_change (number, issuer);

CREATE TABLE place_kind (
	key TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	level BIGINT NOT NULL -- 1 is the highest
);

INSERT INTO place_kind (key, name, level) VALUES
	('country', 'Quốc gia', 0),
	('province', 'Tỉnh', 1),
	('city', 'Thành phố trực thuộc trung ương', 1),
	('district', 'Huyện, quận, thị xã, thành phố thuộc tỉnh', 2),
	('commune', 'Xã', 3),
	('ward', 'Phường', 3),
	('township', 'Thị trấn', 3),
	('special_zone', 'Đặc khu', 3),
	('park', 'Khu công nghiệp, khu kinh tế', 4),
	('site', 'Địa điểm', 5);

-- Other spellings of a place's name, with where they were met.
CREATE TABLE place_alias (
	seq BIGINT NOT NULL PRIMARY KEY,
	place TEXT NOT NULL,
	alias TEXT NOT NULL,
	source TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	UNIQUE (place, alias)
);
