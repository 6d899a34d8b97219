package storetest

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// spanOf returns where words stand in a text.
func (x *suite) spanOf(text, words string) fact.Span {
	x.Helper()
	at := strings.Index(text, words)
	if at < 0 {
		x.Fatalf("%q is not in the text", words)
	}
	return fact.Span{Start: at, End: at + len(words)}
}

// detailed stores a story of that day with a figure of Tajikistan, what the
// Russian minister says of it, and his office.
func (x *suite) detailed(day int, headline string) record.Receipt {
	x.Helper()
	rec := x.put(story(day, "A", headline, headline+": Tajikistan grew 9 tonnes. Minister Ilka Brenn of Russia said it grew well."))[0]
	r := x.reading(rec.ContentID, "v1")
	text := r.Story.Text
	span := func(words string) fact.Span { return x.spanOf(text, words) }
	mention := func(words string) []fact.Mention {
		s := span(words)
		return []fact.Mention{{Start: s.Start, End: s.End, Kind: fact.Name}}
	}
	first, second := span(headline+": Tajikistan grew 9 tonnes."), span("Minister Ilka Brenn of Russia said it grew well.")
	r.Story.Sentences = []fact.Span{first, second}
	r.Entities[0].Mentions, r.Entities[1].Mentions = mention("Russia"), mention("Tajikistan")
	title := span("Minister")
	r.Entities = append(r.Entities, fact.Entity{
		ID: "p1", Kind: fact.Person, Name: "Ilka Brenn", Country: fact.Ptr("RUS"), Mentions: mention("Ilka Brenn"),
		Offices: []fact.Office{{Title: "minister", Of: fact.Ptr("RUS"), Basis: "text", Evidence: &fact.Evidence{Sentence: 1, Start: title.Start, End: second.End}}},
	})
	nine, said := span("9 tonnes"), span("it grew well")
	r.Figures = []fact.Figure{{ID: "f1", Value: 9, Unit: fact.Ptr("tonnes"), Of: []string{"n2"}, Evidence: fact.Evidence{Start: nine.Start, End: nine.End}}}
	r.Quotes = []fact.Quote{{ID: "q1", Kind: "indirect", Speaker: fact.Ptr("p1"), Content: []fact.Span{said}, Evidence: fact.Evidence{Sentence: 1, Start: second.Start, End: second.End}}}
	what := fact.Evidence{Start: said.Start, End: said.End}
	r.Pledges = []fact.Pledge{{ID: "g1", By: []fact.Party{{Code: "RUS", Entity: fact.Ptr("p1")}}, What: said, Asserted: "open", State: "open", Evidence: []fact.Evidence{what}}}
	x.ok(x.s.PutReading(x.ctx, r))
	return rec
}

func (x *suite) details(f record.DetailFilter) []string {
	x.Helper()
	p, err := x.s.Details(x.ctx, f)
	x.ok(err)
	out := []string{}
	for _, d := range p.Details {
		out = append(out, d.Headline+"/"+d.Words)
	}
	return out
}

func details(x *suite) {
	x.detailed(2, "One")
	const brenn = "person/ilka bren@RUS"
	whole, err := x.s.List(x.ctx, record.Filter{Whole: true})
	x.ok(err)
	for _, it := range whole.Items {
		if len(it.Pledges) != 1 || len(it.Figures) != 1 || it.Figures[0].Words != it.Headline+": Tajikistan grew 9 tonnes." {
			x.Fatalf("whole: %s has %d promises and the figures %+v", it.Headline, len(it.Pledges), it.Figures)
		}
	}
	figure, quote, office := record.DetailFilter{Kind: record.FigureFact}, record.DetailFilter{Kind: record.QuoteFact}, record.DetailFilter{Kind: record.OfficeFact}
	with := func(f record.DetailFilter, change func(*record.DetailFilter)) record.DetailFilter {
		change(&f)
		return f
	}
	for _, c := range []struct {
		name, want string
		f          record.DetailFilter
	}{
		{"figures", "[One/One: Tajikistan grew 9 tonnes.]", figure},
		{"of a country", "[One/One: Tajikistan grew 9 tonnes.]", with(figure, func(f *record.DetailFilter) { f.Party = "tjk" })},
		{"of another", "[]", with(figure, func(f *record.DetailFilter) { f.Party = "RUS" })},
		{"of an entity", "[One/One: Tajikistan grew 9 tonnes.]", with(figure, func(f *record.DetailFilter) { f.Entity = "country/tajikistan" })},
		{"quotes of a person", "[One/it grew well]", with(quote, func(f *record.DetailFilter) { f.Entity = brenn })},
		{"quotes of a pair", "[]", with(quote, func(f *record.DetailFilter) { f.Party, f.Other = "RUS", "TJK" })},
		{"offices", "[One/Minister Ilka Brenn of Russia said it grew well.]", with(office, func(f *record.DetailFilter) { f.Party, f.Entity = "RUS", brenn })},
	} {
		x.equal(c.name, x.details(c.f), c.want)
	}
	p, err := x.s.Pledges(x.ctx, record.PledgeFilter{Entity: brenn})
	x.ok(err)
	x.equal("pledges of a person", len(p.Pledges), 1)
	p, err = x.s.Pledges(x.ctx, record.PledgeFilter{Party: "RUS", Other: "TJK"})
	x.ok(err)
	x.equal("pledges of a pair", len(p.Pledges), 0)
	for day := 3; day < 6; day++ {
		x.detailed(day, fmt.Sprintf("Number %d of the sowing that nobody else has told of yet, in words of its own %s", day, strings.Repeat("x", day)))
	}
	figure.Limit = 1
	var seen []string
	for range 9 {
		p, err := x.s.Details(x.ctx, figure)
		x.ok(err)
		for _, d := range p.Details {
			seen = append(seen, d.Headline[:3])
		}
		if figure.Cursor = p.Next; p.Next == "" {
			break
		}
	}
	x.equal("pages", seen, "[Num Num Num One]")
	detailsByDay(x, figure)
}

// detailsByDay asks for those of some days, and for the oldest first.
func detailsByDay(x *suite, f record.DetailFilter) {
	x.Helper()
	days := func(f record.DetailFilter) (out []int) {
		for range 9 {
			p, err := x.s.Details(x.ctx, f)
			x.ok(err)
			for _, d := range p.Details {
				out = append(out, d.At.Day())
			}
			if f.Cursor = p.Next; p.Next == "" {
				break
			}
		}
		return out
	}
	f.Cursor = ""
	f.Oldest, f.Party = true, "TJK"
	x.equal("the oldest first", days(f), "[2 3 4 5]")
	f.Oldest = false
	x.equal("the newest first", days(f), "[5 4 3 2]")
	f.Since, f.Until = noon(3), noon(5)
	x.equal("from a day on, and before one", days(f), "[4 3]")
	f.Oldest = true
	x.equal("both", days(f), "[3 4]")
}

// detailsOfKilled looks at what is left of a story that was withdrawn, and at
// what was known before.
func detailsOfKilled(x *suite) {
	rec := x.detailed(2, "One")
	k := story(6, "A", "One", "One: it was not so.")
	k.Version = news.Version{StoryID: rec.StoryID, Kind: news.Kill, Note: "wrong", Received: noon(6)}
	x.put(k)
	f := record.DetailFilter{Kind: record.FigureFact, Party: "TJK"}
	x.equal("now", x.details(f), "[]")
	f.AsOf = noon(4)
	x.equal("then", x.details(f), "[One/One: Tajikistan grew 9 tonnes.]")
	f.AsOf = noon(1)
	x.equal("before", x.details(f), "[]")
	for day, want := range map[int]int{1: 0, 4: 1, 7: 0} {
		p, err := x.s.Pledges(x.ctx, record.PledgeFilter{Known: noon(day)})
		x.ok(err)
		x.equal("pledges then", len(p.Pledges), want)
	}
}
