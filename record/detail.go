package record

import (
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/fact"
)

// Detail is a figure, a quote, an office or the gist with the story it was read
// in. One of Figure, Quote, Office and Gist is set, as Kind says.
type Detail struct {
	StoryID, ContentID string
	Headline, Source   string
	At                 time.Time // of the story
	Kind               FactKind  // FigureFact, QuoteFact, OfficeFact or GistFact
	Figure             *fact.Figure
	Quote              *fact.Quote
	Office             *fact.Office
	Gist               *Gist
	Who                []string // whose figure it is, who speaks, who holds the office: names
	Keys               []string // their EntityKeys, "" for what has none
	Words              string   // of a figure the sentence, of a quote what was said, of a gist all of its sentences
	Start, End         int      // of the words, as bytes of the story's text
	Live               bool     // false: its version was corrected, updated or killed since
}

// DetailFilter says which details are asked for.
type DetailFilter struct {
	Kind         FactKind // required
	Entity       string   // EntityKey: whose it is, or who is named in the same sentence
	Party, Other string   // codes of countries, likewise
	AsOf         time.Time
	Since, Until time.Time // of the story: not before, and before
	Oldest       bool      // those of the oldest stories first
	Fold         bool      // not from copies
	Cursor       string
	Limit        int // 1 to 1000; 0: 50
}

// DetailPage is a part of a list of details.
type DetailPage struct {
	Details []Detail
	Next    string
}

// IndexedDetail is a detail with all that it is found by.
type IndexedDetail struct {
	Detail
	Entities  []string // EntityKeys, sorted, each once
	Countries []string // codes, sorted, each once
}

// details adds figures, quotes, offices and the gist to the index. What a title says of
// somebody is kept where the story's own words say it: see held.
func (x *indexer) details(r *fact.Reading) {
	for i := range r.Figures {
		f := &r.Figures[i]
		s := x.sentence(f.Evidence)
		x.detail(Detail{Kind: FigureFact, Figure: f}, f.Of, s, s)
	}
	for i := range r.Quotes {
		q := &r.Quotes[i]
		if len(q.Content) == 0 || q.Denies(r.Story.Text) {
			continue // what somebody denies is not what he says
		}
		said := fact.Span{Start: q.Content[0].Start, End: q.Content[len(q.Content)-1].End}
		around := x.sentence(q.Evidence)
		around.Start, around.End = min(around.Start, said.Start), max(around.End, said.End)
		var who []string
		for _, id := range [...]*string{q.Speaker, q.Addressee} {
			if id != nil {
				who = append(who, *id)
			}
		}
		d := Detail{Kind: QuoteFact, Quote: q}
		x.detail(d, who[:min(len(who), 1)], said, around, who...)
		if row := &x.out.Details[len(x.out.Details)-1]; len(row.Who) > 0 {
			row.Who[0] = x.speakers.Apart(who[0])
		}
	}
	for i := range r.Entities {
		n := &r.Entities[i]
		for k := range n.Offices {
			o := &n.Offices[k]
			if n.Kind != fact.Person || n.Anonymous || o.Since != nil || o.Evidence == nil || o.Basis == "world" {
				continue
			}
			words := fact.Span{Start: o.Evidence.Start, End: o.Evidence.End}
			x.detail(Detail{Kind: OfficeFact, Office: o}, []string{n.ID}, words, words)
		}
	}
	x.gist(r)
}

// detail adds one that belongs to the entities who; it is found by them, by
// those named around it, and by further ones.
func (x *indexer) detail(d Detail, who []string, words, around fact.Span, further ...string) {
	d.StoryID, d.ContentID, d.Headline, d.Source = x.item.StoryID, x.item.ContentID, x.item.Headline, x.item.Source
	d.At, d.Live = x.item.At, true
	d.Start, d.End, d.Words = words.Start, words.End, within(x.r.Story.Text, words.Start, words.End)
	row := IndexedDetail{Detail: d}
	for _, id := range who {
		row.Who = append(row.Who, x.name(id))
		key := ""
		if n := x.names[id]; n != nil {
			key = EntityKey(n)
		}
		row.Keys = append(row.Keys, key)
		row.about(x.names[id])
	}
	for _, id := range further {
		row.about(x.names[id])
	}
	for i := range x.r.Entities {
		n := &x.r.Entities[i]
		if slices.ContainsFunc(n.Mentions, func(m fact.Mention) bool { return m.Start >= around.Start && m.End <= around.End }) {
			row.about(n)
		}
	}
	if o := d.Office; o != nil && o.Of != nil && len(*o.Of) == 3 && fact.OfState(*o.Of) {
		row.Countries = append(row.Countries, *o.Of)
	}
	slices.Sort(row.Entities)
	slices.Sort(row.Countries)
	row.Entities, row.Countries = slices.Compact(row.Entities), slices.Compact(row.Countries)
	x.out.Details = append(x.out.Details, row)
}

// about lets a detail be found by an entity, which may be nil.
func (d *IndexedDetail) about(n *fact.Entity) {
	if n == nil {
		return
	}
	if k := EntityKey(n); k != "" && !n.Anonymous {
		d.Entities = append(d.Entities, k)
	}
	if n.Country != nil && fact.OfState(*n.Country) {
		d.Countries = append(d.Countries, strings.ToUpper(*n.Country))
	}
}

// sentence returns the sentence of an evidence, or its own words where that is
// not known.
func (x *indexer) sentence(e fact.Evidence) fact.Span {
	if all := x.r.Story.Sentences; e.Sentence >= 0 && e.Sentence < len(all) && all[e.Sentence].End > all[e.Sentence].Start {
		return all[e.Sentence]
	}
	return fact.Span{Start: e.Start, End: e.End}
}
