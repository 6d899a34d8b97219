package record

import (
	"encoding/json"
	"errors"
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
		var err error
		switch j.Kind {
		case EventFact:
			err = json.Unmarshal(j.Data, new(fact.Event))
		case QuoteFact:
			err = json.Unmarshal(j.Data, new(fact.Quote))
		case FigureFact:
			err = json.Unmarshal(j.Data, new(fact.Figure))
		case PledgeFact:
			err = json.Unmarshal(j.Data, new(fact.Pledge))
		}
		if err != nil {
			return bad("its data is no %s: %v", j.Kind, err)
		}
	default:
		return bad("action %q is none of accept, reject, correct, add, withdraw", j.Action)
	}
	return nil
}

// Apply returns the reading as its readers should see it: rejected facts left
// out, corrected ones replaced, missed ones added. A judgement counts for a
// fact of the same kind and type read from the same words, so it outlives new
// readers and new versions of the story; what was corrected or added in
// another version of the text is left out, since its spans point elsewhere.
// The later judgement wins. The reading given is not changed.
func Apply(r *fact.Reading, js []Judgement) *fact.Reading {
	if js = standing(js); len(js) == 0 {
		return r
	}
	out := *r
	out.Events = applyTo(r, js, EventFact, r.Events,
		func(e *fact.Event) (string, string) { return e.Type, wordsOf(r, e.Evidence) },
		func(e *fact.Event, by string) { e.Evidence.By = by })
	out.Quotes = applyTo(r, js, QuoteFact, r.Quotes,
		func(q *fact.Quote) (string, string) { return "", wordsOf(r, q.Evidence) },
		func(q *fact.Quote, by string) { q.Evidence.By = by })
	out.Figures = applyTo(r, js, FigureFact, r.Figures,
		func(f *fact.Figure) (string, string) { return "", wordsOf(r, f.Evidence) },
		func(f *fact.Figure, by string) { f.Evidence.By = by })
	out.Pledges = applyTo(r, js, PledgeFact, r.Pledges,
		func(p *fact.Pledge) (string, string) { return "", wordsOf(r, p.Evidence...) },
		func(p *fact.Pledge, by string) {
			for i := range p.Evidence {
				p.Evidence[i].By = by
			}
		})
	return &out
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

func wordsOf(r *fact.Reading, ev ...fact.Evidence) string {
	if len(ev) == 0 {
		return ""
	}
	return within(r.Story.Text, ev[0].Start, ev[0].End)
}

// applyTo applies the judgements on one list of facts. key gives a fact's
// type and words, sign writes who asserted it into its evidence.
func applyTo[T any](r *fact.Reading, js []Judgement, kind FactKind, list []T, key func(*T) (string, string), sign func(*T, string)) []T {
	out := make([]T, 0, len(list))
	for i := range list {
		typ, words := key(&list[i])
		j := verdict(js, kind, typ, words, r.Story.ID)
		switch {
		case j == nil || j.Action == Accept:
			out = append(out, list[i])
		case j.Action == Correct:
			if v, err := decode[T](j); err == nil {
				sign(&v, "human:"+j.By)
				out = append(out, v)
			}
		}
	}
	for i := range js {
		j := &js[i]
		if j.Kind != kind || j.Action != Add || j.ContentID != r.Story.ID {
			continue
		}
		if v, err := decode[T](j); err == nil {
			sign(&v, "human:"+j.By)
			out = append(out, v)
		}
	}
	return out
}

// verdict returns the last judgement that counts for a fact.
func verdict(js []Judgement, kind FactKind, typ, words, contentID string) *Judgement {
	for i := len(js) - 1; i >= 0; i-- {
		j := &js[i]
		if j.Kind != kind || j.Action == Add || j.Words != words || j.Type != typ {
			continue
		}
		if j.Action == Correct && j.ContentID != contentID {
			continue
		}
		return j
	}
	return nil
}

func decode[T any](j *Judgement) (T, error) {
	var v T
	if len(j.Data) == 0 {
		return v, errors.New("no data")
	}
	err := json.Unmarshal(j.Data, &v)
	return v, err
}

// NameFact fills in what fact a judgement is about, which is the reading's of
// that FactID: its kind, type and words. It reports whether there is one.
func NameFact(j *Judgement, r *fact.Reading) bool {
	at := func(kind FactKind, typ string, e fact.Evidence) bool {
		j.Kind, j.Type = kind, typ
		if e.Start >= 0 && e.Start <= e.End && e.End <= len(r.Story.Text) {
			j.Words = r.Story.Text[e.Start:e.End]
		}
		return true
	}
	for i := range r.Events {
		if e := &r.Events[i]; e.ID == j.FactID {
			return at(EventFact, e.Type, e.Evidence)
		}
	}
	for i := range r.Quotes {
		if q := &r.Quotes[i]; q.ID == j.FactID {
			return at(QuoteFact, "", q.Evidence)
		}
	}
	for i := range r.Figures {
		if f := &r.Figures[i]; f.ID == j.FactID {
			return at(FigureFact, "", f.Evidence)
		}
	}
	for i := range r.Pledges {
		if p := &r.Pledges[i]; p.ID == j.FactID && len(p.Evidence) > 0 {
			return at(PledgeFact, "", p.Evidence[0])
		}
	}
	return false
}
