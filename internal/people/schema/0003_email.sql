-- Where somebody is written to. It goes with the name when the person is forgotten.
CREATE TABLE people_email (
	person TEXT NOT NULL PRIMARY KEY,
	email TEXT NOT NULL
);
