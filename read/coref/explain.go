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
func points(score int32) string { return fmt.Sprintf("by %.1f", float64(score)/Scale) }

// reasons are how many are told of an antecedent.
const reasons = 3

// explain notes what each pronoun and noun was taken to mean, and the features
// that spoke most for it.
func (r *Reader) explain(s *Scene, w *read.Work, links []link) {
	if !w.Explain {
		return
	}
	for i, l := range links {
		m := &s.Mentions[i]
		if l.to < 0 {
			if m.form == pronominal && m.pro.open {
				w.Note(passName, int(m.First), int(m.Last), "no antecedent")
			}
			continue
		}
		a := &s.Mentions[l.to]
		w.Note(passName, int(m.First), int(m.Last), "means the same as %q, %s: %s", s.words(a), points(l.margin), strings.Join(r.why(s, i, int(l.to)), ", "))
	}
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
