-- Offices that stories' words give to people, by the folded name and by its
-- last word. It fills as readings are stored: what an older program read is
-- in it once the queue has read it again.
CREATE TABLE office (
  n       INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES version (n),
  day     INTEGER NOT NULL,           -- YYYYMMDD, of the story
  data    TEXT NOT NULL               -- record.Held, JSON
);
CREATE INDEX office_version ON office (version);

CREATE TABLE office_key (
  name   TEXT NOT NULL,
  day    INTEGER NOT NULL,            -- of the office
  office INTEGER NOT NULL,
  PRIMARY KEY (name, day, office)
) WITHOUT ROWID;
CREATE INDEX office_key_office ON office_key (office);
