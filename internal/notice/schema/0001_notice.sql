-- Who was reminded of what, by which way. A unit is reminded of one thing once a day.
CREATE TABLE notice_reminder (
	id TEXT NOT NULL PRIMARY KEY,
	unit TEXT NOT NULL,
	activity TEXT NOT NULL,
	channel TEXT NOT NULL, -- 'zalo': a text that somebody copied; 'mail'
	day TEXT NOT NULL,
	recorded BIGINT NOT NULL,
	recorded_by TEXT NOT NULL,
	UNIQUE (unit, activity, channel, day)
);

CREATE INDEX notice_reminder_activity ON notice_reminder (activity);
