-- What stories say in short has each sentence as one of its own: the program
-- makes all of it anew.
SELECT 1;
