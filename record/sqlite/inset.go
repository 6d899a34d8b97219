package sqlite

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// An inset holds the figures, quotes and offices of one version and what it says
// in short, without what the version has: their words are cut from its text. It
// is coded as a digest is, for dossiers take thousands of them too.

// detail codes a detail.
func (c *coder) detail(d *record.Detail) {
	code(c, &d.Kind)
	optional(c, &d.Figure, c.figure)
	optional(c, &d.Quote, c.quote)
	optional(c, &d.Office, c.office)
	optional(c, &d.Gist, c.gist)
	c.texts(&d.Who)
	c.texts(&d.Keys)
	s := fact.Span{Start: d.Start, End: d.End}
	c.span(&s)
	d.Start, d.End = s.Start, s.End
}

func (c *coder) figure(f *fact.Figure) {
	c.text(&f.ID)
	c.decimal(&f.Value)
	optional(c, &f.Upper, c.decimal)
	c.maybe(&f.Unit)
	c.text(&f.Qualifier)
	c.maybe(&f.Measure)
	c.texts(&f.Of)
	optional(c, &f.Period, c.interval)
	c.texts(&f.DerivedFrom)
	c.surely(&f.Confidence, &f.P, &f.Rank)
	c.evidence(&f.Evidence)
}

func (c *coder) quote(q *fact.Quote) {
	c.text(&q.ID)
	c.text(&q.Kind)
	c.maybe(&q.Speaker)
	optional(c, &q.SpeakerSpan, c.span)
	c.flag(&q.Anonymous)
	optional(c, &q.Cue, c.span)
	many(c, &q.Content, c.span)
	c.maybe(&q.Addressee)
	c.maybe(&q.Place)
	optional(c, &q.Time, c.interval)
	c.surely(&q.Confidence, &q.P, &q.Rank)
	c.evidence(&q.Evidence)
}

func (c *coder) office(o *fact.Office) {
	c.text(&o.Title)
	c.maybe(&o.Of)
	c.text(&o.Basis)
	c.day(&o.From)
	c.day(&o.To)
	optional(c, &o.Evidence, c.evidence)
	optional(c, &o.Since, func(s *fact.Since) {
		c.text(&s.Story)
		c.text(&s.Headline)
		c.day(&s.Day)
	})
}

func (c *coder) gist(g *record.Gist) {
	many(c, &g.Sentences, c.span)
	many(c, &g.Days, func(d *record.GistDay) {
		c.number(&d.Sentence)
		c.interval(&d.Interval)
	})
	c.texts(&g.Names)
	c.texts(&g.Types)
	c.texts(&g.Countries)
	c.texts(&g.Told)
}

// surely codes how sure a fact is.
func (c *coder) surely(of *fact.Confidence, p **float64, rank **int) {
	code(c, of)
	optional(c, p, c.decimal)
	optional(c, rank, c.number)
}

// insetOf returns the inset of a version's details.
func insetOf(all []record.IndexedDetail) []byte {
	rows := make([]record.Detail, len(all))
	for i := range all {
		rows[i] = all[i].Detail
		if g := rows[i].Gist; g != nil {
			rows[i].Gist = toldBy(g, rows[i].Words, rows[i].Start, func(words, plain string) string {
				if words == plain && plain != "" {
					return asWritten
				}
				return words
			})
		}
	}
	return coded(rows, (*coder).detail)
}

// asWritten stands in an inset for a sentence that is told as the story has it.
const asWritten = "="

// toldBy returns a gist with other words for what it tells: by are given those of
// each sentence and its words in text, which begins at byte first of the story's.
func toldBy(g *record.Gist, text string, first int, by func(words, plain string) string) *record.Gist {
	if len(g.Told) == 0 {
		return g
	}
	out := *g
	out.Told = make([]string, len(g.Told))
	for i, words := range g.Told {
		plain := ""
		if i < len(g.Sentences) {
			if s := g.Sentences[i]; s.Start >= first && s.Start <= s.End && s.End-first <= len(text) {
				plain = record.PlainSentence(text[s.Start-first : s.End-first])
			}
		}
		out.Told[i] = by(words, plain)
	}
	return &out
}

// insetRows reads the details of an inset; text is the version's, and like has
// what they have in common.
func insetRows(inset []byte, text string, like record.Detail) ([]record.Detail, error) {
	rows, err := decoded(inset, like, (*coder).detail)
	for i := range rows {
		if d := &rows[i]; d.Start >= 0 && d.Start <= d.End && d.End <= len(text) {
			d.Words = text[d.Start:d.End]
			if d.Gist != nil {
				d.Gist = toldBy(d.Gist, text, 0, func(words, plain string) string {
					if words == asWritten {
						return plain
					}
					return words
				})
			}
		}
	}
	return rows, err
}
