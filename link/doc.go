// Package link says what belongs together across stories: which reports tell
// of the same event, what became of a plan, which stories are of one line.
// What goes in is what the record answers, rows of events; what comes out are
// happenings with their reports, each decision with its reasons.
//
// Everything here is a pure function of the rows that are given. A decision
// between two reports rests on these two alone, and a group is whatever hangs
// together by such decisions, so that it makes no difference in which order
// stories came in; as of an earlier day the same functions are given fewer
// rows.
//
// What it does not do: find the rows (record), or decide what is shown
// (dossier, agenda, ledger).
package link
