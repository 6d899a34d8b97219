-- Insets are coded as digests are: the program writes all of them anew.
SELECT 1;
