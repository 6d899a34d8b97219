-- Readings that are being made, and those that were begun by a program that
-- ended before they were finished: see record.Attempts.
CREATE TABLE attempt (
  content TEXT NOT NULL,
  reader  TEXT NOT NULL,
  owner   TEXT NOT NULL,              -- the mark of the program that makes it; empty: lost
  begun   INTEGER NOT NULL,           -- microseconds since 1970
  alone   INTEGER NOT NULL DEFAULT 0, -- how often it was begun alone
  cause   TEXT NOT NULL DEFAULT '',   -- what the program said as it ended
  PRIMARY KEY (content, reader)
) WITHOUT ROWID;
