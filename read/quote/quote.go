// Package quote reads who says what: words in quotation marks, clauses told
// after a verb of saying, and mixtures of both. In goes a parsed Document with
// names and dates; out come quotes with speaker, cue, addressee, place and
// time. The content of a quote leaves out the quotation marks around it.
//
// Words in quotation marks that nobody is said to have used (titles, words
// held at a distance) are no quotes. Limits: dialogue without cues, and
// quotations set with dashes.
package quote

import (
	"context"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// New returns the pass that finds quotes.
func New() (read.Pass, error) {
	l, err := en.Load()
	if err != nil {
		return read.Pass{}, err
	}
	ask := l.Ask()
	cues, words := readCues(ask), newEnglish(ask)
	if err := ask.Err(); err != nil {
		return read.Pass{}, err
	}
	return read.Pass{
		Name:  "quote",
		Doc:   "who says what, in quotation marks or in a clause",
		Needs: text.Tags | text.Tree | text.Names | text.Dates,
		Gives: text.Quotes,
		Run: func(ctx context.Context, w *read.Work) error {
			r := reader{w: w, d: w.Doc, cues: cues, en: words, begun: -1, lastNamed: lastNamed{entity: -1}}
			r.story(ctx)
			return ctx.Err()
		},
	}, nil
}

// reader reads one story.
type reader struct {
	w    *read.Work
	d    *text.Document
	t    *tree.Tree
	cues map[string]cue
	en   *english

	segments []segment
	inside   []int32 // per token: index in segments plus one
	spoken   []bool  // per cue token: it has served a quote
	last     *source // who spoke last
	lastAt   int     // the sentence in which that quote ended
	begun    int     // the sentence in which the quotation begins whose speaker is looked for, or -1
	whole    bool    // it is whole sentences

	next      int            // index in segments of the first that ends in this sentence or later
	bearers   map[string]int // index in Reading.Entities of the first person with a word in its name
	nameOf    []bool         // see hasName
	lastNamed lastNamed      // see definite
}

// source is who speaks, and how that is told.
type source struct {
	verb      int // the cue, or -1
	subject   int // the token that heads the speaker's phrase, or -1
	first     int // tokens of the telling: verb and speaker
	end       int
	entity    int // index in Reading.Entities, or -1
	anonymous bool
	span      *fact.Span
	addressee *string
	place     *string
	time      *calendar.Interval
	class     string
	sure      bool
}

func (r *reader) story(ctx context.Context) {
	n := len(r.d.Tokens)
	r.inside, r.spoken = make([]int32, n), make([]bool, n)
	r.mark()
	hasCue := false
	for i := range r.d.Tokens {
		if r.d.Tokens[i].Pos == text.VERB {
			if _, ok := r.cue(i); ok || r.d.Tokens[i].Lemma == "accord" {
				hasCue = true
				break
			}
		}
	}
	if hasCue || len(r.segments) > 0 {
		r.t = r.w.Tree()
		for si := range read.Each(ctx, len(r.d.Sentences)) {
			if k := r.kind(si); k != text.Boilerplate && k != text.Note {
				r.sentence(si)
			}
		}
	}
	r.d.Has |= text.Quotes
}

func (r *reader) kind(si int) text.Kind {
	return r.d.Paragraphs[r.d.Sentences[si].Paragraph].Kind
}

// sentence reads what is said in sentence si: first the clauses, which may
// take quoted words in, then the quotations that end in it.
func (r *reader) sentence(si int) {
	r.clauses(si)
	for ; r.next < len(r.segments); r.next++ {
		g := &r.segments[r.next]
		if n := int(r.d.At(g.end - 1).Sentence); n > si {
			break
		} else if n == si && !g.done {
			r.direct(r.next)
		}
	}
}

// add records a quote whose content is made of spans of tokens.
func (r *reader) add(kind string, content [][2]int, s *source, by string) {
	q := fact.Quote{Kind: kind, Confidence: fact.High}
	for _, c := range content {
		if c[1] > c[0] {
			q.Content = append(q.Content, fact.SpanOf(r.d.SpanOf(c[0], c[1])))
		}
	}
	if len(q.Content) == 0 {
		return
	}
	if s.entity >= 0 {
		q.Speaker = fact.Ptr(r.w.Reading.Entities[s.entity].ID)
	}
	q.SpeakerSpan, q.Anonymous = s.span, s.anonymous
	q.Addressee, q.Place, q.Time = s.addressee, s.place, s.time
	if s.verb >= 0 {
		q.Cue = fact.Ptr(fact.SpanOf(r.d.SpanOf(s.verb, s.verb+1)))
		r.spoken[s.verb] = true
	}
	if !s.sure || s.entity < 0 {
		q.Confidence = fact.Medium
	}
	q.Evidence = r.evidence(content, s, by)
	r.w.AddQuote(q, content)
	r.last, r.lastAt = s, int(r.d.At(content[len(content)-1][1]-1).Sentence)
}

// evidence is the part of the quote that stands in the sentence of its cue,
// with the cue and the speaker.
func (r *reader) evidence(content [][2]int, s *source, by string) fact.Evidence {
	lead := content[0][0]
	if s.verb >= 0 {
		lead = s.verb
	}
	sent := r.d.Tokens[lead].Sentence
	first, end := lead, lead+1
	grow := func(a, b int) {
		for i := a; i < b; i++ {
			if r.d.Tokens[i].Sentence == sent {
				first, end = min(first, i), max(end, i+1)
			}
		}
	}
	for _, c := range content {
		grow(c[0], c[1])
	}
	if s.verb >= 0 {
		grow(s.first, s.end)
	}
	return r.w.Evidence(first, end, s.verb, "quote/"+by)
}
