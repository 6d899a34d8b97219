// Package figure reads the quantities that a story states: sums of money,
// shares, counts and measures, with what is counted, how sure the words are,
// what is measured, whose it is and for which period. In goes a Document with
// its names and dates; out come figures. Dates, ordinals, ages and the numbers
// in names (Flight 370, Resolution 1973) are no quantities.
//
// Limits: vague amounts (thousands of people) are left out, and a currency
// that neither its name nor a country of the story settles (francs, pesos)
// stays a plain noun.
package figure

import (
	"context"
	"math"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// Options change how figures are read.
type Options struct {
	// Lowercase is for text that has lost its capitals, as that of some test
	// suites: hk $ 10 is then money of Hong Kong.
	Lowercase bool
	// World says whose the currencies are that several countries call by one
	// name; without it such a name stays a plain noun.
	World *world.World
}

// New returns the pass that finds figures.
func New(o Options) (read.Pass, error) {
	v, err := newVocabulary()
	if err != nil {
		return read.Pass{}, err
	}
	v.shareOut(o.World)
	return read.Pass{
		Name:  "figure",
		Doc:   "quantities with unit, measure, owner and period",
		Needs: text.Tokens | text.Dates,
		Uses:  text.Tags | text.Tree | text.Names,
		Gives: text.Figures,
		Run: func(ctx context.Context, w *read.Work) error {
			p := parser{v: v, o: o, w: w, d: w.Doc}
			p.story(ctx)
			return ctx.Err()
		},
	}, nil
}

// parser reads one story.
type parser struct {
	v *vocabulary
	o Options
	w *read.Work
	d *text.Document
	a []atom
	s int // the sentence

	date int // the first date that may stand in the sentence

	home    []string // see homes
	homely  bool     // home is set
	nesting int      // in how many numbers the parser stands: see maxNesting

	none atom // stands before the first atom and after the last; never written to
	// what of each figure of this reading, for the checks at the end
	found []finding
}

// finding is what the pass remembers of a figure that it added.
type finding struct {
	index   int
	level   bool // a verb says that the measure stood at the figure
	span    text.Span
	measure string
}

func (p *parser) story(ctx context.Context) {
	p.a = make([]atom, 0, 64)
	for si := range read.Each(ctx, len(p.d.Sentences)) {
		any := false
		p.s = si
		if p.a, any = p.v.lex(p.d, si, p.a[:0]); any {
			p.sentence()
		}
	}
	p.derive()
	p.disagree()
	p.d.Has |= text.Figures
}

func (p *parser) sentence() {
	for i := 0; i < len(p.a); {
		if p.a[i].mask&(cDigits|cCard|cScale|cPart|cArticle) == 0 {
			i++
			continue
		}
		if j := p.figure(i); j > i {
			i = j
		} else {
			i++
		}
	}
}

// at returns atom i, or an empty one past the ends.
func (p *parser) at(i int) *atom {
	if i < 0 || i >= len(p.a) {
		return &p.none
	}
	return &p.a[i]
}

func (p *parser) raw(i int) string {
	a := p.at(i)
	return p.d.Text[a.start:a.end]
}

// lower returns the text of atom i in lower case.
func (p *parser) lower(i int) string { return lower(p.raw(i)) }

func (p *parser) ch(i int, c rune) bool { a := p.at(i); return a.is(cPunct) && a.ch == c }

// draft is a figure while it is being read, in terms of atoms.
type draft struct {
	first, end int // with sign, unit and qualifier
	number     int // where the number begins
	value      float64
	upper      float64
	ranged     bool
	unit       unit
	qualifier  string
	q          quantity
	signed     bool
	per        string // what a rate is counted by: hour, barrel
}

// figure reads the quantity whose number begins at atom i, records it, and
// gives the atom after it; 0 where there is none.
func (p *parser) figure(i int) int {
	q, ok := p.number(i)
	if !ok {
		return 0
	}
	d := draft{first: i, number: i, end: q.end, value: q.value, q: q}
	if p.minus(i - 1) {
		d.first, d.value = i-1, -d.value
	}
	code, from := p.signFrom(d.first - 1)
	if code != "" {
		d.signed, d.first = true, from
		d.unit = unit{name: code, factor: 1, first: q.end, end: q.end}
		p.glued(&d)
	}
	if p.a[i].is(cArticle) && !d.q.words {
		return 0
	}
	p.upTo(&d)
	if !d.signed {
		d.unit = p.unitAt(d.q.end)
	} else if u := p.currency(d.q.end); u.end > 0 && u.name == d.unit.name {
		d.unit.end = u.end
	}
	if s := p.at(d.unit.end); d.unit.end > 0 && !d.signed && d.q.plain && !d.ranged && s.is(cScale) && s.n >= 1e6 && !d.unit.noun {
		d.value *= s.n // 75 USD million
		d.unit.end++
	}
	d.end = max(d.q.end, d.unit.end)
	p.change(&d)
	p.inherit(&d)
	if reason := p.refuse(&d); reason != "" {
		if p.w.Explain {
			p.w.Note("figure", int(p.a[i].tok), int(p.a[d.q.end-1].tok)+1, "no figure: %s", reason)
		}
		return d.q.end
	}
	if d.unit.factor != 0 && d.unit.factor != 1 {
		d.value, d.upper = round(d.value*d.unit.factor), round(d.upper*d.unit.factor)
	}
	d.value, d.upper = round(d.value), round(d.upper)
	if w, end := p.rate(&d); end > 0 {
		d.per, d.end = w, end
	}
	p.qualify(&d)
	p.add(&d)
	return d.end
}

// change reads the small change behind a sum: three dollars and fifty cents.
func (p *parser) change(d *draft) {
	if d.unit.end == 0 || d.unit.noun || len(d.unit.name) != 3 || d.unit.factor != 1 || d.ranged {
		return
	}
	k := d.end
	if p.lower(k) == "and" {
		k++
	}
	if q, ok := p.number(k); ok && q.value < 100 {
		if u := p.currency(q.end); u.end > 0 && u.factor == 0.01 && u.name == d.unit.name {
			d.value, d.end, d.q.end = round(d.value+q.value/100), u.end, q.end
		}
	}
}

// inherit gives a bare number the unit of the sum or share named before it: 8
// million euros a year, not 14 million; 16 percent where Slaka had asked for 20.
func (p *parser) inherit(d *draft) {
	if d.unit.name == "" && d.q.plain && p.lower(d.q.end) == "to" && (p.lower(d.number-1) == "from" || p.changing(d.number)) { // from 41 to 33 days, by 14 to 312 points
		if r, ok := p.number(d.q.end + 1); ok && r.plain {
			if u := p.unitAt(r.end); u.end > 0 && u.factor == 1 {
				d.unit = unit{name: u.name, factor: 1, first: d.q.end, end: d.q.end, time: u.time}
				return
			}
		}
	}
	n := len(p.w.Reading.Figures)
	if n == 0 || d.unit.name != "" || d.signed || d.q.share || d.q.words {
		return
	}
	f := &p.w.Reading.Figures[n-1]
	if f.Unit == nil || len(f.DerivedFrom) > 0 || f.Evidence.Sentence < p.s-1 {
		return
	}
	next := p.at(d.q.end)
	bare := next.end == 0 || next.is(cPunct) && next.ch != '-' && next.ch != '\'' && next.ch != '%' && next.ch != '$' || p.v.en.closer.Has(p.lower(d.q.end)) && p.lower(d.q.end) != "of" || p.w.DateAt(int(next.tok)) != nil
	if !bare || p.subjectOf(d) {
		return
	}
	switch {
	case f.Evidence.Sentence == p.s && d.q.plain && p.compared(d.number-1) && d.value > f.Value/20 && d.value < f.Value*20:
		if len(*f.Unit) != 3 && *f.Unit != "percent" {
			d.unit = unit{name: *f.Unit, factor: 1, first: d.q.end, end: d.q.end}
			return // against 2,900 in the year before
		}
		if *f.Unit != "percent" && d.value < 1000 {
			return
		}
	case len(*f.Unit) == 3 && strings.ToUpper(*f.Unit) == *f.Unit && d.q.scale >= 1e6 && f.Value >= 1e5:
	case *f.Unit == "percent" && f.Evidence.Sentence == p.s && d.q.plain && d.value < 100 && f.Value <= 100 && p.asksOrOffers(d.number-1):
	default:
		return
	}
	d.unit = unit{name: *f.Unit, factor: 1, first: d.q.end, end: d.q.end}
}

// compared reports whether the word at atom i compares what follows with what
// went before: 4,200 containers, against 2,900.
func (p *parser) compared(i int) bool {
	if p.v.qualifiers[p.lower(i)] != "" {
		i--
	}
	switch p.lower(i) {
	case "against", "versus":
		return true
	case "from":
		return p.lower(i-1) == "up" || p.lower(i-1) == "down"
	case "with", "to":
		return p.lower(i-1) == "compared"
	}
	return false
}

// subjectOf reports whether the number stands for those who do something: three
// million fled.
func (p *parser) subjectOf(d *draft) bool {
	if !p.d.Has.Has(text.Tree) {
		return p.lower(d.q.end) == "fled" || p.lower(d.q.end) == "died"
	}
	switch p.d.At(int(p.at(d.q.end - 1).tok)).Dep {
	case text.DepNsubj, text.DepNsubjPass, text.DepNsubjOuter:
		return true
	}
	switch p.d.Tokens[p.at(d.number).tok].Dep {
	case text.DepNsubj, text.DepNsubjPass, text.DepNsubjOuter:
		return true
	}
	return false
}

// asksOrOffers reports whether the word at atom i, or the one before it, is one
// behind which a bare number can be a share.
func (p *parser) asksOrOffers(i int) bool {
	for k := i; k > i-3; k-- {
		if p.v.en.askOrOffer.Has(p.lower(k)) {
			return true
		}
	}
	return false
}

// minus reports whether the word or sign at atom i makes the number behind it
// negative.
func (p *parser) minus(i int) bool {
	switch p.lower(i) {
	case "minus", "negative":
		return true
	}
	return p.ch(i, '-') && p.at(i).space && !p.at(i+1).space
}

// round takes away what binary fractions add.
func round(x float64) float64 {
	if math.Abs(x) < 1000 {
		if y := math.Round(x*1e6) / 1e6; math.Abs(x-y) < 1e-12 {
			return y
		}
		return x
	}
	return math.Round(x*100) / 100
}

// glued reads the short scale behind a sum of money: $5m, £3bn.
func (p *parser) glued(d *draft) {
	if d.q.plain {
		if s := p.at(d.q.end); s.is(cGlue) && (!p.v.en.shortScale.Has(p.lower(d.q.end)) || !s.space) {
			d.q.value, d.q.scale, d.q.plain = d.q.value*s.n, s.n, false
			d.value = d.q.value
			d.q.end++
			d.unit.end = d.q.end
		}
	}
}

// upTo reads the second number of a range: 14 to 16 percent, $5-$7 million,
// between 200 and 300.
func (p *parser) upTo(d *draft) {
	j := d.q.end
	between := p.lower(d.first-1) == "between"
	dash := p.ch(j, '-')
	w := p.lower(j)
	switch {
	case w == "to", dash, w == "and" && between, w == "or" && d.q.plain:
	default:
		// 14 percent to 16 percent
		if u := p.percent(j); u.end > 0 && (p.lower(u.end) == "to" || p.lower(u.end) == "and" && between) && p.lower(d.first-1) != "from" {
			j = u.end
			break
		}
		return
	}
	if p.lower(d.first-1) == "from" && !dash {
		return // a change, not a range
	}
	if _, from := p.signFrom(j + 1); !d.signed && (from != j+1 || p.at(j+1).is(cPunct)) {
		return // 8 percent to $13 billion
	}
	k := j + 1
	for p.at(k).is(cPunct) && p.v.signs[p.lower(k)] != "" || p.at(k).capital && p.sign(k+1) != "" && p.ch(k+1, '$') {
		k++
	}
	if !p.at(k).is(cDigits | cCard) {
		return
	}
	r, ok := p.number(k)
	if !ok || r.single {
		return
	}
	if d.signed && r.plain {
		if s := p.at(r.end); s.is(cGlue) && !s.space {
			r.value, r.scale, r.plain, r.end = r.value*s.n, s.n, false, r.end+1
		}
	}
	if p.percent(d.q.end).end > 0 && p.percent(r.end).end == 0 {
		return
	}
	low := d.value
	switch {
	case d.q.scale == 1 && r.scale > 1 && low < 1000 && !d.q.share:
		low *= r.scale
	case dash && p.at(k).grouped && r.plain && low >= 1 && low < 1000 && r.value/1000 > low && r.value < 1e6:
		low *= 1000 // 3-4,000
	case w == "to" && r.value > 3*low && p.changing(d.number):
		return // rose by 14 to 312: by how much, and to what
	}
	if r.value <= low || p.lower(j) == "or" && r.value != low+1 {
		return
	}
	d.value, d.upper, d.ranged = low, r.value, true
	d.q.end, d.q.scale, d.q.plain = r.end, r.scale, d.q.plain && r.plain
	if between {
		d.first--
	}
}

// changing reports whether the number at atom i says by how much something
// changes, as the verb that governs it has it: fell 12, cut it by 5,000.
func (p *parser) changing(i int) bool {
	if !p.d.Has.Has(text.Tree) {
		return false
	}
	k := p.clause(p.at(i).tok)
	t := &p.d.Tokens[k]
	return t.Pos == text.VERB && p.v.en.changeVerb.Has(t.Lemma)
}

// qualify reads the words that qualify the number: more than, some, up to, or
// more.
func (p *parser) qualify(d *draft) {
	d.qualifier = "exact"
	for n := 4; n > 0; n-- {
		i := d.first - n
		if i < 0 {
			continue
		}
		if q := p.v.qualifiers[p.joined(i, d.first)]; q != "" {
			if n == 1 && p.a[i].tok >= 0 && p.lower(i) == "over" && d.unit.time {
				continue
			}
			if n == 1 && (q == "under" || q == "over") && (p.lower(i-1) == "from" || p.lower(i-1) == "in") {
				continue // from under eight metres of mud
			}
			d.qualifier, d.first = q, i
			break
		}
	}
	if p.lower(d.end) == "or" && d.qualifier == "exact" {
		switch p.lower(d.end + 1) {
		case "more":
			d.qualifier, d.end = "at_least", d.end+2
		case "so":
			d.qualifier, d.end = "about", d.end+2
		case "less", "fewer":
			d.qualifier, d.end = "at_most", d.end+2
		}
	}
}

// joined returns atoms i to j-1 in lower case with single spaces; "" where
// punctuation is among them.
func (p *parser) joined(i, j int) string {
	var buf [48]byte
	b := buf[:0]
	for k := i; k < j; k++ {
		if p.a[k].is(cPunct | cDigits) {
			return ""
		}
		if k > i {
			b = append(b, ' ')
		}
		b = append(b, p.lower(k)...)
	}
	return string(b)
}

// add records a draft.
func (p *parser) add(d *draft) {
	first, last := int(p.a[d.first].tok), int(p.a[d.end-1].tok)+1
	f := fact.Figure{
		Value: d.value, Qualifier: d.qualifier, Confidence: p.confidence(d),
		Evidence: p.w.Evidence(first, last, int(p.a[d.number].tok), "figure/"+p.rule(d)),
	}
	if d.ranged {
		f.Upper = fact.Ptr(d.upper)
	}
	if d.unit.name != "" && !(d.q.share && d.unit.noun) { // two thirds of the members are no number of members
		f.Unit = fact.Ptr(d.unit.name)
	}
	m := p.measure(d)
	if d.per != "" {
		if d.unit.noun {
			f.Unit = fact.Ptr(d.unit.name + " per " + d.per)
		} else if m.text == "" {
			m.text = "per " + d.per
		} else {
			m.text += " per " + d.per
		}
	}
	if m.text != "" {
		f.Measure = fact.Ptr(m.text)
	}
	f.Of = p.owners(d, m)
	f.Period = p.period(d)
	p.w.AddFigure(f, int(p.a[d.number].tok), int(p.a[d.q.end-1].tok)+1)
	p.found = append(p.found, finding{index: len(p.w.Reading.Figures) - 1, level: m.level, span: m.span, measure: m.text})
}

func (p *parser) rule(d *draft) string {
	switch {
	case d.unit.time:
		return "length"
	case d.unit.noun:
		return "count"
	case d.unit.name == "percent" || d.unit.name == "percentage points" || d.unit.name == "basis points":
		return "share"
	case d.unit.name != "":
		return "money"
	}
	return "number"
}

// confidence is high for what digits and units make plain, low for small
// definite numbers in words (the two men), which say little.
func (p *parser) confidence(d *draft) fact.Confidence {
	switch {
	case !d.unit.noun && d.unit.name != "":
		return fact.High
	case d.unit.name == "":
		return fact.Medium
	case d.q.words && d.value <= 10 && p.lower(d.first-1) == "the":
		return fact.Low
	}
	return fact.High
}
