package line

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// begin returns a reading that holds the story and no facts yet.
func begin(reader string, s *news.Story) *fact.Reading {
	r := fact.New(reader)
	r.Story = fact.Story{
		ID: s.ID, Source: some(s.Source), URL: some(s.URL),
		Section: some(s.Section), Headline: some(s.Headline), Deck: some(s.Deck), Byline: some(s.Byline),
		Language: s.Language, Text: s.Text, Dateline: dateline(s.Dateline),
	}
	if r.Story.Language == "" {
		r.Story.Language = "en"
	}
	for _, m := range s.Trouble {
		r.Trouble = append(r.Trouble, fact.Trouble{Pass: "intake", Message: m})
	}
	return r
}

// describe tells the reading where the story's sentences and paragraphs lie.
func describe(s *fact.Story, d *text.Document) {
	s.Sentences = make([]fact.Span, len(d.Sentences))
	for i := range d.Sentences {
		s.Sentences[i] = fact.SpanOf(d.Sentences[i].Span)
	}
	s.Paragraphs = make([]fact.Paragraph, len(d.Paragraphs))
	for i := range d.Paragraphs {
		s.Paragraphs[i] = fact.Paragraph{Span: fact.SpanOf(d.Paragraphs[i].Span), Kind: d.Paragraphs[i].Kind.String()}
	}
}

func dateline(d *news.Dateline) *fact.Dateline {
	if d == nil {
		return nil
	}
	out := &fact.Dateline{Place: some(d.Place), Date: d.Date, DateBasis: some(string(d.Basis)), Agency: some(d.Agency)}
	if d.Len() > 0 {
		span := fact.SpanOf(d.Span)
		out.Span = &span
	}
	for _, e := range d.Evidence {
		out.DateEvidence = append(out.DateEvidence, fact.SpanOf(e))
	}
	return out
}

// some returns nil for what is not there.
func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// lengths are the numbers of facts at one moment.
type lengths struct{ entities, dates, events, quotes, figures, pledges, retold int }

func mark(r *fact.Reading) lengths {
	return lengths{len(r.Entities), len(r.Dates), len(r.Events), len(r.Quotes), len(r.Figures), len(r.Pledges), len(r.Story.Retold)}
}

// restore takes back what was added since. Changes to facts that were there
// before stay; fact.Prune catches those that no longer hold.
func (n lengths) restore(w *read.Work) {
	r := w.Reading
	if n.entities < len(r.Entities) {
		kept := w.Mentions[:0]
		for _, m := range w.Mentions {
			if int(m.Entity) < n.entities {
				kept = append(kept, m)
			}
		}
		w.SetMentions(kept)
	}
	r.Entities = cut(r.Entities, n.entities)
	r.Dates = cut(r.Dates, n.dates)
	r.Events = cut(r.Events, n.events)
	r.Quotes = cut(r.Quotes, n.quotes)
	r.Figures = cut(r.Figures, n.figures)
	r.Pledges = cut(r.Pledges, n.pledges)
	r.Story.Retold = cut(r.Story.Retold, n.retold)
}

func cut[T any](s []T, n int) []T { return s[:min(n, len(s))] }
