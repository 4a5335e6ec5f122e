-- What is known of each node: from a day on, these attributes are so. Rows are only added; '' says nothing.
CREATE TABLE org_fact (
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

-- Which node follows which. seq is of one count with org_fact.
CREATE TABLE org_succession (
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
CREATE TABLE org_change (
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

CREATE INDEX org_change_decision ON org_change (number, issuer);

-- Lines, kinds of units with their levels: data, so that a new Charter is a row and not a release.
CREATE TABLE org_line (
	key TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	place_in_list BIGINT NOT NULL
);

CREATE TABLE org_kind (
	key TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	short TEXT NOT NULL,
	line TEXT NOT NULL, -- the line on which units of this kind stand first
	level BIGINT NOT NULL -- 1 is the highest; 0 for kinds beside the levels
);

INSERT INTO org_line (key, name, place_in_list) VALUES
	('union', 'Hệ thống công đoàn', 1),
	('club', 'Câu lạc bộ, cụm', 2),
	('committee', 'Ban chỉ đạo, ban tổ chức', 3);

INSERT INTO org_kind (key, name, short, line, level) VALUES
	('confederation', 'Tổng Liên đoàn', 'TLĐ', 'union', 1),
	('federation', 'Liên đoàn Lao động tỉnh, thành phố', 'LĐLĐ', 'union', 2),
	('central_sector', 'Công đoàn ngành trung ương', 'CĐN TW', 'union', 2),
	('corporation', 'Công đoàn tổng công ty trực thuộc Tổng Liên đoàn', 'CĐTCT', 'union', 2),
	('district', 'Liên đoàn Lao động huyện, quận, thị xã', 'LĐLĐ huyện', 'union', 3),
	('local_sector', 'Công đoàn ngành địa phương', 'CĐN', 'union', 3),
	('civil_servants', 'Công đoàn Viên chức tỉnh', 'CĐVC', 'union', 3),
	('parks', 'Công đoàn các khu công nghiệp, khu kinh tế', 'CĐ KCN', 'union', 3),
	('commune', 'Công đoàn xã, phường, đặc khu', 'CĐ xã', 'union', 3),
	('base', 'Công đoàn cơ sở', 'CĐCS', 'union', 4),
	('occupational', 'Nghiệp đoàn cơ sở', 'NĐCS', 'union', 4),
	('member_base', 'Công đoàn cơ sở thành viên', 'CĐCSTV', 'union', 5),
	('section', 'Công đoàn bộ phận', 'CĐBP', 'union', 5),
	('group', 'Tổ công đoàn', 'TCĐ', 'union', 6),
	('club', 'Câu lạc bộ Chủ tịch, Phó Chủ tịch công đoàn cơ sở', 'CLB', 'club', 0),
	('cluster', 'Cụm, khối thi đua', 'Cụm', 'club', 0),
	('committee', 'Ban chỉ đạo, ban tổ chức', 'BCĐ', 'committee', 0);

-- Where a unit is: from a day on it has, or has no longer, this role at a place. Rows are only added.
CREATE TABLE org_place (
	id TEXT NOT NULL PRIMARY KEY,
	unit TEXT NOT NULL,
	place TEXT NOT NULL,
	role TEXT NOT NULL, -- 'seat', 'area', 'site'
	since TEXT NOT NULL,
	there BIGINT NOT NULL, -- 1 from since on it is so, 0 no longer
	number TEXT NOT NULL, -- of the decision
	dated TEXT NOT NULL,
	issuer TEXT NOT NULL,
	note TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX org_place_unit ON org_place (unit);

CREATE INDEX org_place_place ON org_place (place);

-- Other spellings of a unit's name, with where they were met.
CREATE TABLE org_alias (
	seq BIGINT NOT NULL PRIMARY KEY,
	unit TEXT NOT NULL,
	alias TEXT NOT NULL,
	source TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	UNIQUE (unit, alias)
);

-- Under whom the children of a unit come to stand when it ends beneath another one and names no successor.
CREATE TABLE org_holding (
	id TEXT NOT NULL PRIMARY KEY,
	above TEXT NOT NULL,
	holding TEXT NOT NULL,
	since TEXT NOT NULL,
	number TEXT NOT NULL,
	dated TEXT NOT NULL,
	issuer TEXT NOT NULL,
	note TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL
);

CREATE INDEX org_holding_above ON org_holding (above);
