-- Figures, quotes, offices and what stories say in short, of all countries: the
-- newest of a kind, without looking through the others.
CREATE INDEX detail_kind ON detail (kind, at);
