-- What is kept is packed (package pack), each row of it bears a checksum, and
-- what can be worked out is worked out: list entries, signatures, identities.
-- The functions pack_json, pack_row, pack_prose, unpack and checksum are the program's
-- own: see functions.go. The indexes are filled by the program: see rebuild.
DROP TABLE words;
DROP TABLE story_key;
DROP TABLE band;
DROP TABLE event_key;
DROP TABLE event_data;
DROP TABLE event;
DROP TABLE pledge_key;
DROP TABLE pledge;
DROP TABLE office_key;
DROP TABLE office;
ALTER TABLE story RENAME TO old_story;
ALTER TABLE version RENAME TO old_version;
ALTER TABLE reading RENAME TO old_reading;
ALTER TABLE judgement RENAME TO old_judgement;

-- The columns before sum are what the checksum is of; those after it follow
-- from the versions.
CREATE TABLE story (
  n       INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  cluster INTEGER NOT NULL,           -- story.n of the first of its copies
  sum     INTEGER NOT NULL,
  head    INTEGER NOT NULL DEFAULT 0, -- version.n of the latest version
  number  INTEGER NOT NULL DEFAULT 0, -- its number
  at      INTEGER NOT NULL DEFAULT 0, -- seconds since 1970: Item.At
  kind    TEXT NOT NULL DEFAULT '',
  until   INTEGER NOT NULL DEFAULT 0, -- end of the embargo in microseconds since 1970, 0: none
  keys    BLOB                        -- its terms in story_key, as varints
);

-- A version's columns before sum are never changed.
CREATE TABLE version (
  n        INTEGER PRIMARY KEY,       -- also the mark of After
  story    INTEGER NOT NULL REFERENCES story (n) DEFERRABLE INITIALLY DEFERRED,
  number   INTEGER NOT NULL,
  content  TEXT NOT NULL,             -- news.Story.ID
  kind     TEXT NOT NULL,
  received INTEGER NOT NULL,          -- microseconds since 1970
  source   TEXT NOT NULL,
  url      TEXT NOT NULL,
  headline TEXT NOT NULL,
  deck     TEXT NOT NULL,
  body     BLOB NOT NULL,             -- news.Story.Text, packed
  parts    BLOB NOT NULL,             -- news.Story.Parts, JSON, packed
  data     BLOB NOT NULL,             -- record.Entry without the above, but for the first part of the body, JSON, packed
  sum      INTEGER NOT NULL,
  ended    INTEGER NOT NULL DEFAULT 0, -- when the next version was received
  day      INTEGER NOT NULL DEFAULT 0, -- YYYYMMDD of Story.Day, 0: none
  UNIQUE (story, number)
);

CREATE TABLE reader (
  n        INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  sum      INTEGER NOT NULL,
  followed INTEGER NOT NULL DEFAULT 0 -- above 0: unread is kept for it, and since when
);

-- What each reader read in each content; the last stored one is in force.
CREATE TABLE reading (
  n       INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,           -- the first one with that content
  reader  INTEGER NOT NULL,
  data    BLOB NOT NULL,              -- JSON without the text, packed
  sum     INTEGER NOT NULL
);

CREATE TABLE judgement (
  n     INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES story (n) DEFERRABLE INITIALLY DEFERRED,
  at    INTEGER NOT NULL,
  data  TEXT NOT NULL,
  sum   INTEGER NOT NULL
);

INSERT INTO story (n, id, cluster, sum) SELECT n, id, cluster, checksum(n, id, cluster) FROM old_story;
INSERT INTO version (n, story, number, content, kind, received, source, url, headline, deck, body, parts, data, sum)
  SELECT n, story, number, content, kind, received, ifnull(json_extract(data, '$.Source'), ''), url, headline, deck, pack_prose(body),
    pack_row(ifnull(data->'$.Parts', 'null')),
    pack_row('{"Story":' || json_set(data, '$.ID', '', '$.Source', '', '$.URL', '', '$.Headline', '', '$.Deck', '', '$.Parts',
      json((SELECT json_group_array(json(part)) FROM (SELECT value AS part FROM json_each(data, '$.Parts') WHERE value->>'$.Kind' = 0 LIMIT 1)))) ||
      ',"Version":' || json_set(change, '$.N', 0, '$.Kind', '') || '}'), 0 FROM old_version;
UPDATE version SET sum = checksum(n, story, number, content, kind, received, source, url, headline, deck, body, parts, data);
INSERT INTO reader (name, sum) SELECT reader, 0 FROM old_reading GROUP BY reader ORDER BY min(n);
UPDATE reader SET sum = checksum(n, name);
INSERT INTO reading (n, version, reader, data, sum)
  SELECT o.n, v.n, r.n, pack_json(o.data), 0 FROM old_reading o JOIN reader r ON r.name = o.reader
  JOIN old_version v ON v.n = (SELECT min(n) FROM old_version WHERE content = o.content);
UPDATE reading SET sum = checksum(n, version, reader, data);
INSERT INTO judgement SELECT n, story, at, data, checksum(n, story, at, data) FROM old_judgement;
DROP TABLE old_judgement;
DROP TABLE old_reading;
DROP TABLE old_version;
DROP TABLE old_story;

CREATE INDEX version_content ON version (content);
CREATE INDEX version_url ON version (url) WHERE url <> '';
CREATE INDEX reading_version ON reading (version, reader);
CREATE INDEX judgement_story ON judgement (story);

-- How many transactions were committed; a file beside the store keeps the
-- same number, so that a damaged or lost -wal file does not go unnoticed.
CREATE TABLE tally (
  commits INTEGER NOT NULL
);
INSERT INTO tally VALUES (0);

-- What went wrong and could not be mended: versions set aside and commits lost.
CREATE TABLE aside (
  n        INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,          -- when, microseconds since 1970
  story    TEXT NOT NULL,             -- its id; empty where it is of no story
  headline TEXT NOT NULL,
  why      TEXT NOT NULL,
  data     TEXT NOT NULL              -- what was left of it, JSON
);

-- From here on: indexes over the above, which can be made anew. They go up,
-- in the order in which rows come, so that pages are full; lists walk them
-- backwards.
CREATE INDEX story_at ON story (at, n);
CREATE INDEX story_head ON story (head);
CREATE INDEX story_cluster ON story (cluster);

-- Values of properties and events, each once, whatever its case. They bear a
-- checksum, for which of two spellings came is not known afterwards.
CREATE TABLE term (
  n     INTEGER PRIMARY KEY,
  kind  TEXT NOT NULL,
  value TEXT NOT NULL COLLATE NOCASE,
  sum   INTEGER NOT NULL,
  UNIQUE (kind, value)
);

CREATE TABLE story_key (
  term  INTEGER NOT NULL,
  at    INTEGER NOT NULL,             -- of the story
  story INTEGER NOT NULL,
  PRIMARY KEY (term, at, story)
) WITHOUT ROWID;

CREATE TABLE band (
  hash  INTEGER NOT NULL,
  story INTEGER NOT NULL,
  PRIMARY KEY (hash, story)
) WITHOUT ROWID;

-- What each reader that is followed has not read, in the order of days.
CREATE TABLE unread (
  reader  INTEGER NOT NULL,
  day     INTEGER NOT NULL,           -- of the version
  version INTEGER NOT NULL,
  PRIMARY KEY (reader, day, version)
) WITHOUT ROWID;

-- type, mode and status are terms.
CREATE TABLE event (
  n          INTEGER PRIMARY KEY,
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

-- What lists show of an event, apart from event so that looking for events
-- walks narrow rows.
CREATE TABLE event_data (
  n    INTEGER PRIMARY KEY,           -- event.n
  data BLOB NOT NULL                  -- record.EventRow without what is in event and version, JSON, packed
);

-- Parties (role actor, recipient, and party for both), topics, entities,
-- types and modes of events.
CREATE TABLE event_key (
  term  INTEGER NOT NULL,
  at    INTEGER NOT NULL,             -- of the event
  event INTEGER NOT NULL,
  PRIMARY KEY (term, at, event)
) WITHOUT ROWID;

CREATE TABLE pledge (
  n        INTEGER PRIMARY KEY,
  version  INTEGER NOT NULL,
  story    INTEGER NOT NULL,
  ended    INTEGER NOT NULL,
  asserted TEXT NOT NULL,
  due      INTEGER NOT NULL,          -- YYYYMMDD of the last day, 99991231: none
  data     BLOB NOT NULL              -- record.PledgeRow, JSON, packed
);
CREATE INDEX pledge_version ON pledge (version);
CREATE INDEX pledge_due ON pledge (due, n);

CREATE TABLE pledge_key (
  role   TEXT NOT NULL,
  value  TEXT NOT NULL COLLATE NOCASE,
  pledge INTEGER NOT NULL,
  PRIMARY KEY (role, value, pledge)
) WITHOUT ROWID;
CREATE INDEX pledge_key_pledge ON pledge_key (pledge);

-- Offices that stories' words give to people, by the folded name and by its
-- last word.
CREATE TABLE office (
  n       INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  day     INTEGER NOT NULL,           -- YYYYMMDD, of the story
  data    BLOB NOT NULL               -- record.Held, JSON, packed
);
CREATE INDEX office_version ON office (version);

CREATE TABLE office_key (
  name   TEXT NOT NULL,
  day    INTEGER NOT NULL,            -- of the office
  office INTEGER NOT NULL,
  PRIMARY KEY (name, day, office)
) WITHOUT ROWID;

-- Full text of the latest versions; rowid is version.n. The words themselves
-- stay in version, which snippets are cut from.
CREATE VIEW latest AS
  SELECT v.n AS n, v.headline AS headline, v.deck AS deck, unpack(v.body) AS body
  FROM version v JOIN story s ON s.n = v.story AND s.head = v.n;
CREATE VIRTUAL TABLE words USING fts5 (
  headline, deck, body,
  content = 'latest', content_rowid = 'n',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
