package record

import (
	"fmt"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
)

// CheckJudgement returns what is wrong with a judgement, or nil.
func CheckJudgement(j *Judgement) error {
	bad := func(format string, a ...any) error {
		return &fault.Error{Op: "judge fact", Kind: fault.Invalid, ID: j.FactID, Err: fmt.Errorf(format, a...)}
	}
	switch j.Kind {
	case EventFact, QuoteFact, FigureFact, PledgeFact:
	default:
		return bad("kind %q is none of event, quote, figure, pledge", j.Kind)
	}
	if j.By == "" {
		return bad("it does not say who judges: fill in By")
	}
	switch j.Action {
	case Accept, Reject:
		if j.Words == "" {
			return bad("it does not say which words the fact was read from: fill in Words")
		}
	case Withdraw:
		if j.Undoes == "" {
			return bad("it does not say which judgement it takes back: fill in Undoes")
		}
	case Correct, Add:
		if j.Words == "" {
			return bad("it does not say which words of the story the fact stands on: fill in Words")
		}
		if j.Claim == nil {
			return bad("it does not say what the fact is: fill in Claim")
		}
	default:
		return bad("action %q is none of accept, reject, correct, add, withdraw", j.Action)
	}
	return nil
}

// Undone returns by whom judgements were taken back, by their IDs.
func Undone(js []Judgement) map[string]string {
	out := map[string]string{}
	for i := range js {
		if js[i].Action == Withdraw {
			out[js[i].Undoes] = js[i].By
		}
	}
	return out
}

// standing returns the judgements that nobody has taken back.
func standing(js []Judgement) []Judgement {
	undone := Undone(js)
	if len(undone) == 0 {
		return js
	}
	var out []Judgement
	for _, j := range js {
		if _, gone := undone[j.ID]; !gone && j.Action != Withdraw {
			out = append(out, j)
		}
	}
	return out
}

// NameFact fills in what fact a judgement is about, which is the reading's of
// that FactID: its kind, type and words, and what is said of it where the
// judgement does not have that. It reports whether there is one.
func NameFact(j *Judgement, r *fact.Reading) bool {
	c, kind, ev, ok := ClaimOf(r, j.FactID)
	if !ok {
		return false
	}
	j.Kind, j.Type, j.Words = kind, c.Type, within(r.Story.Text, ev.Start, ev.End)
	if j.Claim == nil {
		j.Claim = &c
	}
	return true
}
