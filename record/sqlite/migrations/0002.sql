-- The events' JSON moves to a table of its own, so that looking for events
-- walks narrow rows: at 100,000 stories a search for facts took 0.6 s before.
CREATE TABLE event_data (
  n    INTEGER PRIMARY KEY,           -- event.n
  data TEXT NOT NULL                  -- record.EventRow, JSON
);
INSERT INTO event_data SELECT n, data FROM event;
ALTER TABLE event DROP COLUMN data;
