// Package dateline is a self-hosted news wire that reads. This file says in a
// page what the system is. What is exported here is Notice, what the program
// owes to others, and Source, what its readings are made by.
//
// Four nouns:
//
//   - A Story is what an agency sends: section, headline, deck, dateline,
//     byline, body. It has versions: corrected, updated, killed. Package news.
//   - A Fact is what a story says: an event, a quote, a figure, a pledge, an
//     office held. It has its sentence, its words, and the rule that read it.
//     Package fact.
//   - The Record is all that came in and was read; nothing in it is ever
//     overwritten. Package record.
//   - The Desk is where a person sees it. Package desk.
//
// A story walks through the house in this order:
//
//	bytes --intake--> news.Story --text--> *text.Document --syntax--> the
//	same Document, tagged and treed --read--> *fact.Reading --record-->
//	stored --desk--> a page
//
// Package text finds sentences and tokens by byte offsets into a text that
// never changes; package syntax, with its own trained weights, gives each
// token a tag, a lemma and a place in a tree; the passes below package read
// find names and what else means the same, dates, figures, quotes, events and
// pledges, one after the other; package line strings all of this together, many stories at once.
//
// Three promises hold all through. Every fact points at its words. What is
// not certain is left out, and `dateline explain` says why. The same reader
// reads the same story to the same bytes, on any number of cores, without a
// network.
//
// Package text, syntax and read can be imported by other programs: they need
// nothing but the standard library. README.md has an example of each.
package dateline
