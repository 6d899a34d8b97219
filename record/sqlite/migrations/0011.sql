-- Figures, quotes and offices, to be found by whom and what they are about. An
-- index, which can be made anew; the program fills it, and the pledges' keys
-- of entities with it.
CREATE TABLE detail (
  n       INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  story   INTEGER NOT NULL,
  at      INTEGER NOT NULL,           -- seconds since 1970, of the version
  ended   INTEGER NOT NULL,           -- as in version
  keys    BLOB,                       -- its terms in detail_key, as varints
  data    BLOB NOT NULL               -- record.Detail without what the version has, JSON, packed
);
CREATE INDEX detail_version ON detail (version);

-- Terms of the kinds figure, quote and office, each with entity or country
-- behind a stroke: figure/entity.
CREATE TABLE detail_key (
  term   INTEGER NOT NULL,
  at     INTEGER NOT NULL,            -- of the detail
  detail INTEGER NOT NULL,
  PRIMARY KEY (term, at, detail)
) WITHOUT ROWID;

-- Pledges as the record stood at a time, as with events.
ALTER TABLE pledge ADD COLUMN at INTEGER NOT NULL DEFAULT 0; -- seconds since 1970, of the version
