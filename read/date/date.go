// Package date reads the expressions of time in a story and resolves them
// against the day by which it is read. In go a parsed (or merely tokenised)
// Document and the day; out come points, intervals, durations and sets with
// their spans: last September read on 23 April 2012 is 2011-09.
//
// Words are looked up in the vocabulary (lang/en), turned into atoms, and
// parsed by a hand-written grammar, one file per construct. An expression
// behind by, before, until, since or after is given twice: by itself, and with
// its preposition as the open interval that it names.
//
// Limits: lunar and fiscal calendars, times of day as values (an Interval
// holds days), and dates of events that the text does not date.
package date

import (
	"cmp"
	"context"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// Options change how expressions are read.
type Options struct {
	// Assistant reads as calendar assistants do and news does not: offsets of
	// months and years are exact days (two months ago, on 17 October, is 17
	// August), the story's day stands in for any missing point of reference,
	// a few means three, and bare numbers such as 11/20 are dates. It exists
	// for comparison with assistants' test suites.
	Assistant bool
}

// New returns the pass that finds dates.
func New(o Options) (read.Pass, error) {
	v, err := newVocabulary()
	if err != nil {
		return read.Pass{}, err
	}
	return read.Pass{
		Name:  "date",
		Doc:   "expressions of time and the days they mean",
		Needs: text.Tokens,
		Uses:  text.Tags | text.Tree,
		Gives: text.Dates,
		Run: func(ctx context.Context, w *read.Work) error {
			p := parser{v: v, o: o, w: w, d: w.Doc, today: w.Today}
			p.story(ctx)
			return ctx.Err()
		},
	}, nil
}

// parser reads one story. It belongs to one goroutine.
type parser struct {
	v     *vocabulary
	o     Options
	w     *read.Work
	d     *text.Document
	today calendar.Day
	a     []atom

	none atom // stands before the first atom and after the last; never written to

	// order is that of days in figures, as the story writes them.
	order order

	// anchor is the day or period spoken of last: what the same day and two
	// weeks later refer to.
	anchor calendar.Interval
	// dir is the direction of the expression that begins at atom dirAt-1.
	dir   direction
	dirAt int
	// nesting is in how many periods the parser stands: see maxNesting.
	nesting int
}

func (p *parser) story(ctx context.Context) {
	p.a = make([]atom, 0, 64)
	p.order = monthFirst
	if !p.o.Assistant {
		p.order = orderIn(p.d.Text)
	}
	para := 0
	for si := range read.Each(ctx, len(p.d.Sentences)) {
		s := &p.d.Sentences[si]
		for ; para <= int(s.Paragraph) && para < len(p.d.Paragraphs); para++ {
			if g := &p.d.Paragraphs[para]; para < int(s.Paragraph) || s.Start >= g.Start+g.Lead {
				p.dateline(para)
			}
		}
		p.a = p.v.lexSentence(p.d, si, p.a[:0])
		p.sentence()
	}
	for ; para < len(p.d.Paragraphs); para++ {
		p.dateline(para)
	}
	p.d.Has |= text.Dates
}

// dateline reads the part of a paragraph that stands before its sentences.
func (p *parser) dateline(i int) {
	g := &p.d.Paragraphs[i]
	if g.Lead == 0 {
		return
	}
	p.a = p.v.lex(p.a[:0], p.d.Text[g.Start:g.Start+g.Lead], g.Start, -1, true)
	p.sentence()
}

func (p *parser) sentence() {
	for i := 0; i < len(p.a); {
		if p.a[i].mask&starters == 0 {
			i++
			continue
		}
		p.dirAt = 0
		if j := p.expression(i); j > i {
			i = j
		} else {
			i++
		}
	}
}

// found is an expression that has been read, before it is added.
type found struct {
	kind     string
	value    calendar.Interval
	unknown  bool // there is no value: nothing says which day is meant
	duration string
	repeat   string
	rule     string
}

// add records the expression made of atoms i to j-1.
func (p *parser) add(i, j int, f found) {
	dt := fact.Date{Kind: f.kind, By: "date/" + f.rule}
	if f.value != (calendar.Interval{}) && !f.unknown && dated(f.value) {
		dt.Value = fact.Ptr(f.value)
	}
	if f.duration != "" {
		dt.Duration = fact.Ptr(f.duration)
	}
	if f.repeat != "" {
		dt.Repeat = fact.Ptr(f.repeat)
	}
	if p.a[i].tok < 0 {
		dt.Start, dt.End = int(p.a[i].start), int(p.a[j-1].end)
		p.w.Reading.Dates = append(p.w.Reading.Dates, dt)
		return
	}
	p.w.AddDate(dt, int(p.a[i].tok), int(p.a[j-1].tok)+1)
	if p.w.Explain {
		p.w.Note("date", int(p.a[i].tok), int(p.a[j-1].tok)+1, "%s: %s", f.rule, cmp.Or(f.value.String(), "no day known"))
	}
}

// addMoment records a moment and remembers it as the anchor.
func (p *parser) addMoment(i, j int, m moment) {
	v, ok := p.resolve(m, i)
	kind := "interval"
	if v.Grain == calendar.OfDay && v.From == v.To || m.clock != "" {
		kind = "point"
	}
	if ok {
		if !m.timeless {
			p.anchor = v
		}
		if m.clock != "" && v.Grain == calendar.OfDay {
			v.Grain = m.clock
		}
	}
	p.add(i, j, found{kind: kind, value: v, unknown: !ok, rule: m.rule})
}

// at returns atom i, or an empty one past the end.
func (p *parser) at(i int) *atom {
	if i < 0 || i >= len(p.a) {
		return &p.none
	}
	return &p.a[i]
}

// word reports whether atom i is that word of the vocabulary.
func (p *parser) word(i int, w string) bool { return p.at(i).word == w }

// raw returns the text of atom i.
func (p *parser) raw(i int) string {
	a := p.at(i)
	return p.d.Text[a.start:a.end]
}

// ch reports whether atom i is that character.
func (p *parser) ch(i int, c rune) bool { a := p.at(i); return a.is(cPunct) && a.ch == c }

// skip returns i+1 where atom i is that character, else i.
func (p *parser) skip(i int, c rune) int {
	if p.ch(i, c) {
		return i + 1
	}
	return i
}
