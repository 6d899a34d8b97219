-- What is announced for some days, whatever else there is on them. The program
-- fills it, as any index.
CREATE INDEX event_status ON event (status, first, n);
