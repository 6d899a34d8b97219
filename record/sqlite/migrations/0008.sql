-- Plans: see record.Plans. Nothing in this table could be made of anything
-- else, so each row bears a checksum.
CREATE TABLE plan (
  n        INTEGER PRIMARY KEY,
  source   TEXT NOT NULL,
  uid      TEXT NOT NULL,             -- record.PlanKey
  version  INTEGER NOT NULL,          -- from 1, in the order in which they came in
  standing INTEGER NOT NULL,          -- 1: the version that holds
  begins   INTEGER NOT NULL,          -- seconds since 1970
  ends     INTEGER NOT NULL,          -- record.PlanEnd
  received INTEGER NOT NULL,          -- microseconds since 1970
  data     BLOB NOT NULL,             -- news.Plan, JSON, packed
  sum      INTEGER NOT NULL,
  UNIQUE (source, uid, version)
);
CREATE INDEX plan_begins ON plan (begins, n) WHERE standing=1;
