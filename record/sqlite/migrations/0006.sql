-- Sources that are followed: see record.Sources. Nothing in these tables could
-- be made of anything else, so each row bears a checksum.
CREATE TABLE source (
  n       INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL UNIQUE,
  data    BLOB NOT NULL,              -- record.SourceSettings, JSON, packed
  sum     INTEGER NOT NULL
);

-- How each source stands; apart, for it changes with every poll.
CREATE TABLE source_state (
  n    INTEGER PRIMARY KEY,           -- source.n
  data BLOB NOT NULL,                 -- record.SourceState, JSON, packed
  sum  INTEGER NOT NULL
);

-- Items that were taken from each source.
CREATE TABLE source_item (
  n       INTEGER PRIMARY KEY,
  source  INTEGER NOT NULL,           -- source.n
  key     TEXT NOT NULL,              -- record.ItemKey
  story   TEXT NOT NULL,              -- its id; empty: none was made of it
  content TEXT NOT NULL,
  open    INTEGER NOT NULL,
  day     INTEGER NOT NULL,           -- when it was last seen, in days since 1970
  sum     INTEGER NOT NULL,
  UNIQUE (source, key)
);

-- What following each source came to, its newest lines.
CREATE TABLE source_log (
  n      INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,            -- source.n
  at     INTEGER NOT NULL,            -- microseconds since 1970
  failed INTEGER NOT NULL,
  text   TEXT NOT NULL,
  kept   BLOB NOT NULL,               -- bytes of what failed, packed; empty: none
  size   INTEGER NOT NULL,            -- of kept, unpacked
  sum    INTEGER NOT NULL
);
CREATE INDEX source_log_source ON source_log (source, n);
