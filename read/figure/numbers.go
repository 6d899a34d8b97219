package figure

import "github.com/datelinewire/dateline/text"

// Number is a number as the text writes it, be it a quantity or part of a
// name.
type Number struct {
	text.Span
	Value float64
}

// Numbers returns every number of a text, in digits or words. It is what the
// pass sees before it asks whether a number is a quantity.
func Numbers(d *text.Document) ([]Number, error) {
	v, err := newVocabulary()
	if err != nil {
		return nil, err
	}
	p := parser{v: v, d: d}
	var out []Number
	for si := range d.Sentences {
		p.a, _ = v.lex(d, si, p.a[:0])
		for i := 0; i < len(p.a); {
			q, ok := p.number(i)
			if !ok || q.single && p.pronominal(i) {
				i++
				continue
			}
			n := Number{text.Span{Start: p.a[i].start, End: p.a[q.end-1].end}, q.value}
			if s := p.at(q.end); q.plain && s.is(cGlue) { // 10k, 2 mil
				n.Value, n.End = n.Value*s.n, s.end
				q.end++
			}
			if p.minus(i - 1) {
				n.Value, n.Start = -n.Value, p.a[i-1].start
			}
			out = append(out, n)
			i = q.end
		}
	}
	return out, nil
}

// pronominal reports whether the one at atom i is no number: the one, which one.
func (p *parser) pronominal(i int) bool {
	return p.v.en.beforeOne.Has(p.lower(i - 1))
}
