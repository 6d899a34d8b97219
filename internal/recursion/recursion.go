// Package recursion holds the list of functions that may call each other in a
// circle while a story is read. A stack that overflows cannot be recovered: it
// ends the program, and the story that did it is still on record. So the test
// beside it builds the static call graph of the reader and fails on a circle
// that is not in the list, and on a bound whose test is gone. What it does not
// see: calls by reflection, and what other modules call.
package recursion

// circle is functions that may call each other, with what bounds them and the
// test that comes up against the bound.
type circle struct {
	functions []string // sorted
	bound     string
	test      string // folder of its package and name
}

// allowed are the circles that have a bound of their own.
var allowed = [...]circle{
	{
		[]string{"internal/fault.Error.Error"},
		"an error holds what caused it and no more; none is made of a story's words",
		"internal/fault.TestErrorText",
	},
	{
		[]string{
			"read/date.parser.countedTurn", "read/date.parser.definite", "read/date.parser.firstFew", "read/date.parser.labelledYear",
			"read/date.parser.lastFew", "read/date.parser.moment", "read/date.parser.momentAt", "read/date.parser.nthOf",
			"read/date.parser.ofWhole", "read/date.parser.offsetForm", "read/date.parser.offsetFrom", "read/date.parser.ordinal",
			"read/date.parser.part", "read/date.parser.partOf", "read/date.parser.period", "read/date.parser.restOf",
			"read/date.parser.run", "read/date.parser.startingAt", "read/date.parser.turn",
		},
		"maxNesting in moment",
		"read/date.TestNesting",
	},
	{
		[]string{
			"grammar/clause.Clauses.fromOutside", "grammar/clause.Clauses.ofNoun", "grammar/clause.Clauses.owner",
			"grammar/clause.Clauses.shared", "grammar/clause.Clauses.within",
		},
		"maxBorrowing in fromOutside and owner",
		"grammar/clause.TestBorrowingEnds",
	},
	{
		[]string{"read/event.reader.below"},
		"its depth, which grows less",
		"read/event.TestDepthOfArguments",
	},
	{
		[]string{"read/event.reader.dateBelow"},
		"a noun asks a participle, which asks nothing in turn",
		"read/event.TestDepthOfDates",
	},
	{
		[]string{"read/event.reader.placeIn"},
		"its depth, which grows less",
		"read/event.TestDepthOfPlaces",
	},
	{
		[]string{
			"read/figure.parser.inDigits", "read/figure.parser.inWords", "read/figure.parser.number", "read/figure.parser.numberAt", "read/figure.parser.outOf",
			"read/figure.parser.scaled",
		},
		"maxNesting in number",
		"read/figure.TestNesting",
	},
}
