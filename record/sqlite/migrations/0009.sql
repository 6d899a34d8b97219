-- What versions are called: see record.Names. An index over the versions, which
-- can be made anew; the program fills it.
CREATE TABLE name (
  key     TEXT NOT NULL,
  version INTEGER NOT NULL,           -- version.n
  PRIMARY KEY (key, version)
) WITHOUT ROWID;
CREATE INDEX name_version ON name (version);
