package figure

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// measured is what a figure is of, in the story's words.
type measured struct {
	text  string
	span  text.Span
	level bool
}

// measure finds what is measured: the subject of a verb of level (trade
// reached), the noun before of or worth (a loan of), what follows of (20
// percent of output), or the counted noun itself.
func (p *parser) measure(d *draft) measured {
	m := p.measureOf(d)
	if m.text == "" || d.unit.noun && d.unit.end < d.unit.first {
		return m
	}
	return p.clean(d, m)
}

// clean cuts a measure down to its noun phrase: nothing up to a finite verb and
// no small words at its ends. One without a noun is none.
func (p *parser) clean(d *draft, m measured) measured {
	if !p.d.Has.Has(text.Tags) {
		return m
	}
	i, j := -1, -1
	for k := range p.a {
		if p.a[k].start >= m.span.Start && p.a[k].end <= m.span.End {
			if i < 0 {
				i = k
			}
			j = k + 1
		}
	}
	if i < 0 {
		return m
	}
	for k := i; k < j; k++ {
		if w := p.lower(k); k > i && p.v.en.clauseTime.Has(w) {
			return measured{} // left the country when she was 16
		} else if p.v.en.gapOpener.Has(w) {
			break // the gap between what they sell and buy
		}
		if d.unit.name == "" && !d.unit.noun && p.at(k).is(cDigits|cCard) {
			return measured{} // at least 24 were killed and 35 wounded
		}
		if t := &p.d.Tokens[p.at(k).tok]; t.Tag == text.TagVBG && t.Pos == text.VERB && k > i && p.lower(k-1) != "of" && t.Dep != text.DepAmod && t.Dep != text.DepCompound {
			j = k // of the population living there
			break
		}
		if !p.finite(k) {
			continue
		}
		if d.unit.noun {
			j = k // years of service earns
			break
		}
		i = k + 1 // she expected trade
	}
	for i < j && p.small(i) {
		i++
	}
	for j > i && p.small(j-1) {
		j--
	}
	for k := i; k < j; k++ {
		if t := p.d.Tokens[p.at(k).tok].Pos; t == text.NOUN || t == text.PROPN {
			return p.span(i, j, m.level)
		}
	}
	if d.unit.noun {
		return m
	}
	return measured{}
}

// finite reports whether atom i is a finite verb or belongs to one.
func (p *parser) finite(i int) bool {
	t := &p.d.Tokens[p.at(i).tok]
	switch t.Tag {
	case text.TagVBD, text.TagVBZ, text.TagVBP, text.TagMD:
		return t.Pos == text.VERB || t.Pos == text.AUX
	}
	return false
}

// small reports whether atom i is a word at which no measure begins or ends.
func (p *parser) small(i int) bool {
	if p.v.en.measureEdge.Has(p.lower(i)) {
		return true
	}
	return p.d.Tokens[p.at(i).tok].Pos == text.ADV
}

// measureOf returns the measure as the words around the number have it.
func (p *parser) measureOf(d *draft) measured {
	if d.unit.noun {
		return p.countedPhrase(d)
	}
	partitive := d.unit.name == "" && p.lower(d.end) == "of"
	if m, ok := p.before(d); ok && !partitive {
		return m
	}
	if p.lower(d.end) == "of" {
		if j := p.phraseEnd(d.end + 1); j > d.end+1 && (!partitive || p.nounEnd(d.end+1, j) == j) {
			return p.span(d.end+1, j, false)
		}
	}
	if m, ok := p.subject(d); ok {
		return m
	}
	// a 40 billion dollar debt
	if j := p.nounEnd(d.end, p.phraseEnd(d.end)); j > d.end && !p.at(d.end).is(cPunct) {
		return p.span(d.end, j, false)
	}
	return measured{}
}

func (p *parser) span(i, j int, level bool) measured {
	for j > i && p.at(j-1).is(cPunct) {
		j--
	}
	if j <= i {
		return measured{}
	}
	s := text.Span{Start: p.a[i].start, End: p.a[j-1].end}
	return measured{text: p.d.Slice(s), span: s, level: level}
}

// countedPhrase returns the counted noun with what stands around it: barrels of
// oil.
func (p *parser) countedPhrase(d *draft) measured {
	i := d.unit.first
	if d.unit.end < i { // of the 15 seats
		return measured{text: d.unit.name}
	}
	for p.at(i).is(cPunct) {
		i++
	}
	j := d.unit.end
	if p.lower(j) == "of" {
		if k := p.phraseEnd(j + 1); k > j+1 {
			j = k
		}
	}
	return p.span(i, j, false)
}

// phraseEnd returns the atom after the noun phrase that begins at atom i.
func (p *parser) phraseEnd(i int) int {
	j := i
	for j < i+6 {
		a := p.at(j)
		w := p.lower(j)
		if a.end == 0 || a.is(cPunct) && a.ch != '\'' && a.ch != '-' || a.is(cDigits) {
			break
		}
		if p.v.en.closer.Has(w) && !(j == i && (w == "the" || p.v.en.possessive.Has(w))) {
			break
		}
		if p.w.DateAt(int(a.tok)) != nil || j > i && p.verb(j) {
			break
		}
		j++
	}
	return j
}

// nounEnd returns the end of the noun phrase within atoms i to j-1: a participle
// or an adverb behind the number names no measure (11 worldwide, six due to).
func (p *parser) nounEnd(i, j int) int {
	if !p.d.Has.Has(text.Tags) {
		return j
	}
	for k := i; k < j; k++ {
		if t := &p.d.Tokens[p.at(k).tok]; t.Pos == text.ADV || t.Pos == text.VERB && k > i || t.Pos == text.VERB && k+1 == j {
			j = k
		}
	}
	for j > i {
		if t := p.d.At(int(p.at(j - 1).tok)).Pos; t == text.NOUN || t == text.PROPN {
			break
		}
		j--
	}
	return j
}

// before reads a loan of, a population of some, loans worth, emissions by.
func (p *parser) before(d *draft) (measured, bool) {
	i := d.first - 1
	if !p.v.en.ofWorth.Has(p.lower(i)) {
		return measured{}, false
	}
	if p.lower(i) == "at" && (!strings.HasSuffix(p.lower(i-1), "ed") || p.v.en.level.Has(p.lower(i-1))) {
		// stood at, valued at
		return measured{}, false
	}
	if p.lower(i) == "by" && (p.verb(i-1) || p.participle(i-1) || p.v.en.level.Has(p.lower(i-1))) {
		return measured{}, false
	}
	j := i
	for j > 0 && j > i-4 {
		a, w := p.at(j-1), p.lower(j-1)
		if a.is(cPunct|cDigits) || p.v.en.closer.Has(w) || p.w.DateAt(int(a.tok)) != nil || p.verb(j-1) {
			break
		}
		j--
	}
	if j == i {
		return measured{}, false
	}
	m := p.span(j, i, false)
	if m.text == "total" {
		return measured{}, false
	}
	return m, true
}

// subject finds the verb of level before the figure and gives what stands
// before it in the clause.
func (p *parser) subject(d *draft) (measured, bool) {
	v := -1
	for i, n := d.first-1, 0; i > 0 && n < 12; i, n = i-1, n+1 {
		if p.ch(i, ';') || p.ch(i, '"') || p.ch(i, '”') {
			break
		}
		if w := p.lower(i); d.unit.name == "" && (w == "and" || w == "but") && p.ch(i-1, ',') {
			break // thousands were killed, and some 900 driven out
		}
		if p.v.en.level.Has(p.lower(i)) {
			if p.copula(i) && n > 2 && p.verbWithin(i+1, d.first) {
				break // the children were missing when they paid $5
			}
			v = i
			break
		}
	}
	if v <= 0 {
		return measured{}, false
	}
	for v > 1 && p.auxiliary(v-1) {
		v--
	}
	i := v
	for i > 0 {
		a, w := p.at(i-1), p.lower(i-1)
		if a.is(cPunct) && a.ch != '\'' && a.ch != '-' || p.v.en.clauseBreak.Has(w) {
			break
		}
		if w == "and" && !p.between(i-1) {
			break
		}
		i--
	}
	// In the first half of 2011 output grew: what comes after the date.
	if p.v.en.timeOpener.Has(p.lower(i)) {
		for k := v - 1; k > i; k-- {
			if p.w.DateAt(int(p.a[k].tok)) != nil {
				i = k + 1
				break
			}
		}
	}
	for i < v && p.v.en.phraseOpener.Has(p.lower(i)) {
		i++
	}
	if i == v || v-i > 14 || d.unit.name == "" && d.q.words {
		return measured{}, false
	}
	m := p.span(i, v, true)
	if p.actor(m.span) || v-i == 1 && p.d.Has.Has(text.Tags) && p.d.Tokens[p.at(i).tok].Pos == text.PRON {
		return measured{}, false // Japan spent: who, not what
	}
	return m, true
}

// copula reports whether atom i is a form of be.
func (p *parser) copula(i int) bool {
	return p.v.en.beForm.Has(p.lower(i))
}

// verbWithin reports whether a verb is among atoms i to j-1.
func (p *parser) verbWithin(i, j int) bool {
	for ; i < j; i++ {
		if p.participle(i) {
			return true
		}
	}
	return false
}

// actor reports whether a span is nothing but the name of somebody.
func (p *parser) actor(s text.Span) bool {
	for k, end := p.w.MentionsBeginning(text.Span{Start: p.d.Sentences[p.s].Start, End: s.Start + 1}); k < end; k++ {
		if x := &p.w.Mentions[k]; p.d.SpanOf(int(x.First), int(x.Last)).Contains(s) {
			return true
		}
	}
	return false
}

func (p *parser) auxiliary(i int) bool {
	return p.v.en.auxiliaryOrAdverb.Has(p.lower(i))
}

// between reports whether the and at atom i closes between X and Y, or joins two
// names.
func (p *parser) between(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if p.lower(k) == "between" {
			return true
		}
		if p.at(k).is(cPunct) {
			break
		}
	}
	return false
}

// verb reports whether atom i is a verb, as far as the tags tell.
func (p *parser) verb(i int) bool {
	if !p.d.Has.Has(text.Tags) {
		return false
	}
	t := &p.d.Tokens[p.at(i).tok]
	return (t.Pos == text.VERB || t.Pos == text.AUX) && t.Tag != text.TagVBN && t.Tag != text.TagVBG
}

// participle reports whether atom i is a participle.
func (p *parser) participle(i int) bool {
	return p.d.Has.Has(text.Tags) && p.at(i).end > 0 && p.d.Tokens[p.at(i).tok].Pos == text.VERB
}

// period returns the month, quarter, year or span of days that the figure is
// for: the nearest in its sentence, rather behind it than before.
func (p *parser) period(d *draft) *calendar.Interval {
	if d.unit.time {
		return nil // a length of time is its own period
	}
	var best *calendar.Interval
	dist := 1 << 30
	s := p.d.Sentences[p.s]
	at := int(p.a[d.end-1].end)
	for ; p.date < len(p.w.Reading.Dates) && p.w.Reading.Dates[p.date].End <= int(s.Start); p.date++ {
	}
	for i := p.date; i < len(p.w.Reading.Dates); i++ {
		dt := &p.w.Reading.Dates[i]
		if dt.Start >= int(s.End) {
			break
		}
		if dt.Start < int(s.Start) || dt.End > int(s.End) || dt.Value == nil {
			continue
		}
		switch v := dt.Value; {
		case v.Grain == calendar.OfDay && v.From == v.To, v.Grain == calendar.Open, v.Grain == calendar.Hour, v.Grain == calendar.Minute, v.From.IsZero(), v.To.IsZero():
			continue
		}
		n := dt.Start - at
		if n < 0 {
			n = 2*(int(p.a[d.first].start)-dt.End) + 20
		}
		if n >= 0 && n < dist && n < 120 && !p.bounded(dt) && p.sameClause(d, dt) {
			best, dist = dt.Value, n
		}
	}
	if best == nil {
		return nil
	}
	return fact.Ptr(*best)
}

// sameClause reports whether a date stands in the figure's clause or in one
// above it: four quit, joining six who left in May says nothing of the four.
func (p *parser) sameClause(d *draft, dt *fact.Date) bool {
	if !p.d.Has.Has(text.Tree) {
		return true
	}
	s := &p.d.Sentences[p.s]
	for i := int(s.First); i < int(s.Last); i++ {
		if int(p.d.Tokens[i].Start) < dt.Start {
			continue
		}
		return p.above(p.clause(int32(i)), d)
	}
	return true
}

// above reports whether v heads the figure's clause or one above it.
func (p *parser) above(v int32, d *draft) bool {
	for k, n := p.clause(p.at(d.number).tok), 0; n < 8; n++ {
		if k == v {
			return true
		}
		if k < 0 || p.d.Tokens[k].Head < 0 {
			return false
		}
		k = p.clause(p.d.Tokens[k].Head)
	}
	return false
}

// clause returns the verb whose clause token i stands in, else the root.
func (p *parser) clause(i int32) int32 {
	for n := 0; n < 20 && p.d.Tokens[i].Head >= 0 && (p.d.Tokens[i].Pos != text.VERB || p.d.Tokens[i].Dep == text.DepAmod); n++ {
		i = p.d.Tokens[i].Head
	}
	return i
}

// bounded reports whether the date stands in an open interval, such as by the
// end of 2012.
func (p *parser) bounded(d *fact.Date) bool {
	for i := p.date; i < len(p.w.Reading.Dates); i++ {
		o := &p.w.Reading.Dates[i]
		if o.Start >= d.End {
			break
		}
		if o != d && o.Start <= d.Start && d.End <= o.End && o.Value != nil && o.Value.Grain == calendar.Open {
			return true
		}
	}
	return false
}

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}
