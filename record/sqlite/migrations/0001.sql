-- Stories and their versions. A version's text and data are never changed.
CREATE TABLE story (
  n       INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  head    INTEGER NOT NULL,           -- version.n of the latest version
  number  INTEGER NOT NULL,           -- its number
  at      INTEGER NOT NULL,           -- microseconds since 1970: Item.At
  kind    TEXT NOT NULL,
  until   INTEGER NOT NULL,           -- end of the embargo, 0: none
  cluster INTEGER NOT NULL,           -- story.n of the first of its copies
  item    TEXT NOT NULL,              -- the list entry, JSON
  sign    BLOB                        -- MinHash of the latest text
);
CREATE INDEX story_at ON story (at DESC, n DESC);
CREATE INDEX story_head ON story (head);
CREATE INDEX story_cluster ON story (cluster);

CREATE TABLE version (
  n        INTEGER PRIMARY KEY,       -- also the mark of After
  story    INTEGER NOT NULL REFERENCES story (n) DEFERRABLE INITIALLY DEFERRED,
  number   INTEGER NOT NULL,
  content  TEXT NOT NULL,             -- news.Story.ID
  identity TEXT NOT NULL,
  kind     TEXT NOT NULL,
  received INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  ended    INTEGER NOT NULL DEFAULT 0, -- when the next version was received
  url      TEXT NOT NULL,
  headline TEXT NOT NULL,
  deck     TEXT NOT NULL,
  body     TEXT NOT NULL,             -- news.Story.Text
  data     TEXT NOT NULL,             -- the rest of the story, JSON
  change   TEXT NOT NULL,             -- news.Version, JSON
  UNIQUE (story, number),
  UNIQUE (story, identity)
);
CREATE INDEX version_content ON version (content);
CREATE INDEX version_url ON version (url) WHERE url <> '';

-- What each reader read in each content; the last stored one is in force.
CREATE TABLE reading (
  n       INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  reader  TEXT NOT NULL,
  sum     INTEGER NOT NULL,           -- xxh3 of data
  data    BLOB NOT NULL,              -- JSON without the text
  UNIQUE (content, reader, sum)
);

CREATE TABLE judgement (
  n     INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES story (n),
  at    INTEGER NOT NULL,
  data  TEXT NOT NULL
);
CREATE INDEX judgement_story ON judgement (story);

-- From here on: indexes over the above, which can be made anew.
CREATE TABLE story_key (
  key   TEXT NOT NULL,
  value TEXT NOT NULL COLLATE NOCASE,
  at    INTEGER NOT NULL,
  story INTEGER NOT NULL,
  PRIMARY KEY (key, value, at, story)
) WITHOUT ROWID;
CREATE INDEX story_key_story ON story_key (story);

CREATE TABLE band (
  hash  INTEGER NOT NULL,
  story INTEGER NOT NULL,
  PRIMARY KEY (hash, story)
) WITHOUT ROWID;

CREATE TABLE event (
  n          INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL REFERENCES version (n),
  story      INTEGER NOT NULL,
  at         INTEGER NOT NULL,        -- of the version
  ended      INTEGER NOT NULL,        -- as in version
  type       TEXT NOT NULL,
  mode       TEXT NOT NULL,
  status     TEXT NOT NULL,
  background INTEGER NOT NULL,
  first      INTEGER NOT NULL,        -- YYYYMMDD
  last       INTEGER NOT NULL,
  data       TEXT NOT NULL            -- record.EventRow, JSON
);
CREATE INDEX event_story ON event (story);
CREATE INDEX event_version ON event (version);
CREATE INDEX event_at ON event (at DESC, n DESC);
CREATE INDEX event_first ON event (first, n);
CREATE INDEX event_type ON event (type, at DESC);
CREATE INDEX event_mode ON event (mode, at DESC);

-- Parties (role actor, recipient, and party for both), topics and entities of
-- events.
CREATE TABLE event_key (
  role  TEXT NOT NULL,
  value TEXT NOT NULL COLLATE NOCASE,
  at    INTEGER NOT NULL,             -- of the event
  event INTEGER NOT NULL,
  PRIMARY KEY (role, value, at, event)
) WITHOUT ROWID;
CREATE INDEX event_key_event ON event_key (event);

CREATE TABLE pledge (
  n        INTEGER PRIMARY KEY,
  version  INTEGER NOT NULL REFERENCES version (n),
  story    INTEGER NOT NULL,
  ended    INTEGER NOT NULL,
  asserted TEXT NOT NULL,
  due      INTEGER NOT NULL,          -- YYYYMMDD of the last day, 99991231: none
  data     TEXT NOT NULL              -- record.PledgeRow, JSON
);
CREATE INDEX pledge_story ON pledge (story);
CREATE INDEX pledge_version ON pledge (version);
CREATE INDEX pledge_due ON pledge (due, n);

CREATE TABLE pledge_key (
  role   TEXT NOT NULL,
  value  TEXT NOT NULL COLLATE NOCASE,
  pledge INTEGER NOT NULL,
  PRIMARY KEY (role, value, pledge)
) WITHOUT ROWID;
CREATE INDEX pledge_key_pledge ON pledge_key (pledge);

-- Full text of the latest versions; rowid is version.n. The words themselves
-- stay in version, which snippets are cut from.
CREATE VIRTUAL TABLE words USING fts5 (
  headline, deck, body,
  content = 'version', content_rowid = 'n',
  tokenize = 'porter unicode61 remove_diacritics 2'
);
