-- Digests have the ranks of events: the program makes all of them anew.
SELECT 1;
