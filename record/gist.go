package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
)

// Gist is what a story says in short: the first sentences of its body, the
// days that they name, and the names in them and in the headline. By it stories
// are linked whose events were not read, or were read otherwise.
type Gist struct {
	Sentences []fact.Span `json:"s"`           // as bytes of the story's text
	Days      []GistDay   `json:"d,omitempty"` // in the order of the text
	Names     []string    `json:"n,omitempty"` // in lower case, sorted, each once; no countries, no days
	Types     []string    `json:"t,omitempty"` // of the events in the whole story, sorted, each once
	Told      []string    `json:"o,omitempty"` // each sentence as one of its own, "" for what makes none
	Countries []string    `json:"c,omitempty"` // codes of those in it, and of the one that it is filed from; sorted, each once
}

// GistDay is a day that a sentence names.
type GistDay struct {
	Sentence int `json:"s"` // in Gist.Sentences
	calendar.Interval
}

// gistLength is how many sentences of a story are its gist. What news there is
// of a plan stands in the first few.
const gistLength = 6

// gist adds what the story says in short to the index.
func (x *indexer) gist(r *fact.Reading) {
	g := &Gist{}
	for i := range r.Events {
		g.Types = append(g.Types, r.Events[i].Type)
	}
	slices.Sort(g.Types)
	g.Types = slices.Compact(g.Types)
	for _, s := range r.Story.Sentences {
		if len(g.Sentences) < gistLength && inBody(r, s) {
			g.Sentences = append(g.Sentences, s)
		}
	}
	if len(g.Sentences) == 0 {
		return
	}
	for i := range r.Dates {
		d := &r.Dates[i]
		n := slices.IndexFunc(g.Sentences, func(s fact.Span) bool { return s.Start <= d.Start && d.End <= s.End })
		if n >= 0 && d.Value != nil && d.Kind != "duration" && d.Kind != "set" {
			g.Days = append(g.Days, GistDay{n, *d.Value})
		}
	}
	for _, s := range g.Sentences {
		words := ""
		if news.IsRead(x.entry.Story.Language) && !x.doubted(s) {
			words = told(r, s)
		}
		g.Told = append(g.Told, words)
	}
	g.Names = x.gistNames(r, g.Sentences)
	all := fact.Span{Start: g.Sentences[0].Start, End: g.Sentences[len(g.Sentences)-1].End}
	x.detail(Detail{Kind: GistFact, Gist: g}, nil, all, all)
	row := &x.out.Details[len(x.out.Details)-1]
	if d := r.Story.Dateline; d != nil && d.Country != nil && fact.OfState(*d.Country) && !slices.Contains(row.Countries, strings.ToUpper(*d.Country)) {
		row.Countries = append(row.Countries, strings.ToUpper(*d.Country))
		slices.Sort(row.Countries)
	}
	g.Countries = row.Countries
}

// doubted reports whether a person said of something that was read in a sentence
// that it is wrong, so that the sentence is not told for it.
func (x *indexer) doubted(s fact.Span) bool {
	return slices.ContainsFunc(x.gone, func(g fact.Span) bool { return g.Start >= s.Start && g.End <= s.End })
}

// inBody reports whether a sentence stands in the body of the story and is more
// than its dateline.
func inBody(r *fact.Reading, s fact.Span) bool {
	if d := r.Story.Dateline; d != nil && d.Span != nil && d.Span.Start <= s.Start && s.End < d.Span.End+len(" — ") {
		return false
	}
	for _, p := range r.Story.Paragraphs {
		if p.Start <= s.Start && s.Start < p.End {
			return p.Kind == "body"
		}
	}
	return false
}

// gistNames returns the words with a capital letter in the headline and the
// sentences and those of the place in the dateline, but for those that begin one and are not known for a name, and
// those of countries and days.
func (x *indexer) gistNames(r *fact.Reading, sentences []fact.Span) []string {
	named, passed := map[int]bool{}, map[int]bool{} // by the byte at which a word begins
	for i := range r.Entities {
		n := &r.Entities[i]
		for _, m := range n.Mentions {
			for at := range eachWord(r.Story.Text, m.Start, m.End) {
				passed[at] = passed[at] || n.Kind == fact.Country
				named[at] = named[at] || m.Kind == fact.Name
			}
		}
	}
	for i := range r.Dates {
		for at := range eachWord(r.Story.Text, r.Dates[i].Start, r.Dates[i].End) {
			passed[at] = true
		}
	}
	var out []string
	spans := sentences
	if len(r.Story.Sentences) > 0 && r.Story.Sentences[0].Start < sentences[0].Start {
		spans = append([]fact.Span{r.Story.Sentences[0]}, sentences...)
	}
	for _, s := range spans {
		first := true
		for at, w := range eachWord(r.Story.Text, s.Start, s.End) {
			if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) && !passed[at] && (named[at] || !first) && len(w) > 2 {
				out = append(out, strings.ToLower(w))
			}
			first = false
		}
	}
	if d := r.Story.Dateline; d != nil && d.Place != nil {
		out = append(out, strings.Fields(strings.ToLower(*d.Place))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// eachWord yields the words of text[start:end] by where they begin.
func eachWord(text string, start, end int) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		s, begin := within(text, start, end), -1
		for i, c := range s + " " {
			switch letter := unicode.IsLetter(c) || unicode.IsDigit(c); {
			case letter && begin < 0:
				begin = i
			case !letter && begin >= 0:
				if !yield(start+begin, s[begin:i]) {
					return
				}
				begin = -1
			}
		}
	}
}
