package coref

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/read"
)

// passName names the pass in notes.
const passName = "coref"

// words returns a phrase as the text has it, in one line.
func (s *Scene) words(m *Mention) string {
	return strings.Join(strings.Fields(s.doc.Slice(s.doc.SpanOf(int(m.First), int(m.Last)))), " ")
}

// points writes a score for people.
func points(score int32) string { return fmt.Sprintf("ahead by %.1f", float64(score)/Scale) }

const (
	reasons = 3 // how many are told of an antecedent
	rivals  = 4 // how many candidates are
)

// teller returns what notes each decision, nil where nobody asks.
func (r *Reader) teller(s *Scene, w *read.Work) func(*decision) {
	if !w.Explain {
		return nil
	}
	return func(d *decision) {
		m := &s.Mentions[d.at]
		note := func(format string, args ...any) {
			w.Note(passName, int(m.First), int(m.Last), format, args...)
		}
		switch {
		case d.link.to >= 0:
			note("means the same as %s, %s: %s", s.named(w, d.link.to, m), points(d.link.margin), strings.Join(r.why(s, d.at, int(d.link.to)), ", "))
		case m.form == pronominal && m.pro.open:
			note("no antecedent")
		case m.form != definite && m.form != pointed && m.form != owned:
			return
		default:
			note("means something new")
		}
		if len(d.options) > 0 {
			note("weighed against meaning something new: %s", s.weighed(w, d))
		}
	}
}

// named returns a mention in its words: a pronoun with whom it was taken for
// before, and all with their sentence where that is another than that of m.
func (s *Scene) named(w *read.Work, at int32, m *Mention) string {
	a := &s.Mentions[at]
	out := fmt.Sprintf("%q", s.words(a))
	if a.form == pronominal && a.Entity >= 0 {
		out += " (" + w.Reading.Entities[a.Entity].Name + ")"
	}
	if a.Sentence != m.Sentence {
		out += fmt.Sprintf(" in sentence %d", a.Sentence)
	}
	return out
}

// weighed lists the candidates of a decision, the best first and the chosen
// one always, each with its points above meaning something new.
func (s *Scene) weighed(w *read.Work, d *decision) string {
	m := &s.Mentions[d.at]
	fresh := d.fresh
	if fresh == never { // a reflexive means nothing new: what is told is its score
		fresh = 0
	}
	var out []string
	for n, o := range d.options {
		taken := o.at == d.link.to
		if n >= rivals && !taken {
			continue
		}
		line := fmt.Sprintf("%s %+.1f", s.named(w, o.at, m), float64(o.score-fresh)/Scale)
		switch {
		case taken:
			line += " (taken)"
		case !d.fits(o):
			line += " (of another sex or name)"
		}
		out = append(out, line)
	}
	return strings.Join(out, ", ")
}

// why names the kinds of feature that spoke most for an antecedent.
func (r *Reader) why(s *Scene, i, j int) []string {
	f := hasher{trace: true}
	s.pair(&f, i, j)
	var sums [templates]int32
	for k, h := range f.to {
		sums[f.names[k]] += r.model.score([]uint32{h})
	}
	order := make([]template, 0, templates)
	for t := template(1); t < templates; t++ {
		if sums[t] > 0 {
			order = append(order, t)
		}
	}
	slices.SortStableFunc(order, func(a, b template) int { return cmp.Compare(sums[b], sums[a]) })
	var out []string
	for _, t := range order[:min(len(order), reasons)] {
		out = append(out, fmt.Sprintf("%s +%.1f", templateNames[t], float64(sums[t])/Scale))
	}
	return out
}
