-- Numbers of events, details and pledges are never given twice, so that what was
-- read from one of them may be kept in memory: see recent.Cache. The figures, quotes
-- and offices of a version stand in one row, as its events do. Indexes; the
-- program fills them.
DELETE FROM event_key;
DELETE FROM digest;
DELETE FROM detail_key;
DELETE FROM pledge_key;
DROP TABLE event;
DROP TABLE detail;
DROP TABLE pledge;

-- type, mode and status are terms.
CREATE TABLE event (
  n          INTEGER PRIMARY KEY AUTOINCREMENT,
  version    INTEGER NOT NULL,
  story      INTEGER NOT NULL,
  at         INTEGER NOT NULL,        -- seconds since 1970, of the version
  ended      INTEGER NOT NULL,        -- as in version
  type       INTEGER NOT NULL,
  mode       INTEGER NOT NULL,
  status     INTEGER NOT NULL,
  background INTEGER NOT NULL,
  first      INTEGER NOT NULL,        -- YYYYMMDD
  last       INTEGER NOT NULL,
  reader     INTEGER NOT NULL,
  keys       BLOB                     -- its terms in event_key, as varints
);
CREATE INDEX event_version ON event (version);
CREATE INDEX event_at ON event (at, n);
CREATE INDEX event_first ON event (first, n);

CREATE TABLE detail (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  story   INTEGER NOT NULL,
  at      INTEGER NOT NULL,           -- seconds since 1970, of the version
  ended   INTEGER NOT NULL,           -- as in version
  keys    BLOB                        -- its terms in detail_key, as varints
);
CREATE INDEX detail_version ON detail (version);

-- What is shown of the details of a version.
CREATE TABLE inset (
  version INTEGER PRIMARY KEY,
  first   INTEGER NOT NULL,           -- detail.n of its first detail; the others follow
  data    BLOB NOT NULL               -- a list of record.Detail without what the version has, JSON, packed
);

CREATE TABLE pledge (
  n        INTEGER PRIMARY KEY AUTOINCREMENT,
  version  INTEGER NOT NULL,
  story    INTEGER NOT NULL,
  at       INTEGER NOT NULL,          -- seconds since 1970, of the version
  ended    INTEGER NOT NULL,
  asserted TEXT NOT NULL,
  due      INTEGER NOT NULL,          -- YYYYMMDD of the last day, 99991231: none
  data     BLOB NOT NULL              -- record.PledgeRow, JSON, packed
);
CREATE INDEX pledge_version ON pledge (version);
CREATE INDEX pledge_due ON pledge (due, n);
CREATE INDEX pledge_at ON pledge (at);
