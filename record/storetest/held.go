package storetest

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
)

// holder makes a person with one office.
func holder(name, country, title, basis string) fact.Entity {
	return fact.Entity{
		ID: "p1", Kind: fact.Person, Name: name, Country: &country,
		Offices: []fact.Office{{Title: title, Of: &country, Basis: basis}},
	}
}

func (x *suite) known(name string, day int) []string {
	x.Helper()
	hs, err := x.s.Known(x.ctx, name, calendar.Date(2012, 4, day))
	x.ok(err)
	out := []string{}
	for _, h := range hs {
		out = append(out, h.Name+"/"+h.Office.Title+"/"+*h.Office.Of+"/"+h.Headline)
	}
	return out
}

// tell stores a story of that day with a reading that has these people.
func (x *suite) tell(day int, headline string, people ...fact.Entity) string {
	x.Helper()
	id := x.put(story(day, "A", headline, headline+": the minister spoke of the harvest."))[0].ContentID
	r := x.reading(id, "v1")
	r.Entities = append(r.Entities, people...)
	x.ok(x.s.PutReading(x.ctx, r))
	return id
}

func known(x *suite) {
	first := x.tell(2, "One", holder("Još Vandel", "SVN", "minister", "text"))
	x.tell(4, "Two", holder("Mara Vandel", "HRV", "mayor", "both"))
	x.equal("by name", x.known("JOS VANDEL", 9), "[Još Vandel/minister/SVN/One]")
	x.equal("by last word", x.known("Vandel", 9), "[Mara Vandel/mayor/HRV/Two Još Vandel/minister/SVN/One]")
	x.equal("earlier days only", x.known("Vandel", 4), "[Još Vandel/minister/SVN/One]")
	x.equal("same day", x.known("Jos Vandel", 2), "[]")
	x.equal("first name", x.known("Mara", 9), "[]")
	x.equal("part of a word", x.known("andel", 9), "[]")
	x.equal("no name", x.known(" ", 9), "[]")

	x.tell(3, "Three", holder("Ilka Brenn", "SVN", "minister", "world"))
	x.tell(3, "Four", holder("Ilka Brenn", "SVN", "minister", "memory"))
	x.equal("not the story's own words", x.known("Brenn", 9), "[]")

	again := x.reading(first, "v2")
	again.Entities = append(again.Entities, holder("Još Vandel", "SVN", "envoy", "text"))
	x.ok(x.s.PutReading(x.ctx, again))
	x.equal("read again", x.known("Jos Vandel", 9), "[Još Vandel/envoy/SVN/One]")
	knownVersions(x, first)
}

// knownVersions changes and withdraws the story that Vandel is known from.
func knownVersions(x *suite, first string) {
	e := story(5, "A", "One", "It was another who spoke.")
	e.Version.StoryID = first
	second := x.put(e)[0].ContentID
	x.equal("changed, not read", x.known("Jos Vandel", 9), "[]")
	old := x.reading(first, "v3")
	old.Entities = append(old.Entities, holder("Još Vandel", "SVN", "minister", "text"))
	x.ok(x.s.PutReading(x.ctx, old))
	x.equal("an old version read", x.known("Jos Vandel", 9), "[]")
	r := x.reading(second, "v1")
	r.Entities = append(r.Entities, holder("Još Vandel", "SVN", "minister", "text"))
	x.ok(x.s.PutReading(x.ctx, r))
	x.equal("the new one read", len(x.known("Jos Vandel", 9)), 1)
	k := story(6, "A", "One", "It was another who spoke.")
	k.Version.StoryID, k.Version.Kind, k.Version.Note = first, news.Kill, "wrong"
	x.put(k)
	x.equal("withdrawn", x.known("Jos Vandel", 9), "[]")
}
