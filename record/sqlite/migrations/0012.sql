-- The events of a version in one row, which takes half the room and a third of
-- the time to read: see digestOf. An index; the program fills it, and the terms
-- of pairs with it.
DROP TABLE event_data;
CREATE TABLE digest (
  version INTEGER PRIMARY KEY,
  first   INTEGER NOT NULL,           -- event.n of its first event; the others follow
  data    BLOB NOT NULL               -- see digestOf, packed
);
