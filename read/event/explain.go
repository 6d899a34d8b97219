package event

import (
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/internal/signs"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/syntax/transformer"
)

// explainRoles notes each predicate of the story with its sense and arguments.
func (r *reader) explainRoles() {
	if !r.w.Explain {
		return
	}
	words := role.Words()
	for i := range r.d.Tokens {
		if said := r.roles.Explain(words, i); said != "" {
			r.w.Note("role", i, i+1, "%s", said)
		}
	}
}

// logOdds returns a margin of the judgement in units of log odds: at 0 it is
// undecided, at 3 it is wrong one time in twenty by its own reckoning.
func logOdds(margin int32) float64 { return float64(margin) / (1 << transformer.Bits) }

// explainJudged notes what the judgement says of a draft, and how sure it is.
func (r *reader) explainJudged(d *draft) {
	if !r.w.Explain {
		return
	}
	e := d.judged
	parts := []string{fmt.Sprintf("judged %s (ahead of no event by %.1f) and %s (of the next status by %.1f)", e.Type, logOdds(e.Margin), e.Status, logOdds(e.StatusOver))}
	for _, a := range e.Arguments {
		parts = append(parts, fmt.Sprintf("%s %q by %.1f", a.Role, r.d.Form(int(a.Token)), logOdds(a.Margin)))
	}
	if !d.proposed {
		parts = append(parts, "no frame proposed it")
	}
	r.note(d.trigger, "%s", strings.Join(parts, "; "))
}

// noteSide notes what was weighed of a code on one side that is not plainly none.
func (r *reader) noteSide(d *draft, role judge.Role, code string, sum int, signs []string) {
	if sum < -2000 {
		return
	}
	parts := []string{fmt.Sprintf("%s %s by %+.1f", role, code, float64(sum)/1000)}
	for _, s := range heaviest(signs, r.lex.sides) {
		parts = append(parts, fmt.Sprintf("%s %+.1f", s, float64(r.lex.sides[s])/1000))
	}
	r.note(d.trigger, "%s", strings.Join(parts, "; "))
}

// heaviest returns the six signs that weigh most.
func heaviest(some []string, by signs.Weights) []string {
	weight := func(s string) int { return max(by[s], -by[s]) }
	heavy := slices.Clone(some)
	slices.SortStableFunc(heavy, func(a, b string) int { return weight(b) - weight(a) })
	return heavy[:min(6, len(heavy))]
}

// noteSigns notes the confidence of an event with what weighed most in it.
func (r *reader) noteSigns(d *draft, e *fact.Event, signs []string) {
	if !r.w.Explain {
		return
	}
	if r.w.Signs == nil {
		r.w.Signs, r.w.Candidates = map[string][]string{}, map[string][]read.Candidate{}
	}
	r.w.Signs[e.ID] = signs
	r.w.Candidates[e.ID] = d.candidates
	parts := []string{fmt.Sprintf("right in every slot with probability %.2f (%s)", *e.P, e.Confidence)}
	for _, s := range heaviest(signs, r.lex.signs) {
		parts = append(parts, fmt.Sprintf("%s %+.1f", s, float64(r.lex.signs[s])/1000))
	}
	r.note(d.trigger, "%s", strings.Join(parts, "; "))
}
