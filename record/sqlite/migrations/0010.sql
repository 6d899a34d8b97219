-- What people did with the record as a whole: see record.Acts. None of it could
-- be made of anything else, so each row bears a checksum.
CREATE TABLE act (
  n      INTEGER PRIMARY KEY,
  kind   TEXT NOT NULL,
  author TEXT NOT NULL,
  at     INTEGER NOT NULL,            -- microseconds since 1970
  data   BLOB NOT NULL,               -- JSON, packed
  sum    INTEGER NOT NULL
);
CREATE INDEX act_kind ON act (kind, n);
