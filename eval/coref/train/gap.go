package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/eval/coref"
	"github.com/datelinewire/dateline/read"
	reader "github.com/datelinewire/dateline/read/coref"
	"github.com/datelinewire/dateline/text"
)

// gap adds GAP's pronouns as examples of their own: of the mentions before one
// only those of the two names count, since of the others nobody has said
// whom they mean.
func (l *learner) gap(file string, names coref.Reader, blank *reader.Reader) error {
	qs, err := coref.Questions(file, "train")
	if err != nil {
		return err
	}
	for i := range qs {
		w, err := names(context.Background(), qs[i].Text)
		if err != nil {
			return err
		}
		l.ask(&qs[i], blank.Survey(context.Background(), w))
	}
	return nil
}

func (l *learner) ask(q *coref.Question, s *reader.Scene) {
	who, a, b := q.Bytes()
	isA, isB := mentionsOf(s, a), mentionsOf(s, b)
	var near []int32
	for i := range s.Mentions {
		near = s.Candidates(near[:0], i)
		if _, head := s.Spans(i); head != who {
			continue
		}
		e := example{from: len(l.features), first: len(l.pairs)}
		l.features = s.Fresh(l.features, i)
		e.fresh = len(l.features)
		for _, j := range near {
			if !isA[j] && !isB[j] {
				continue
			}
			l.features = s.Pair(l.features, i, int(j))
			same := isA[j] && q.IsA || isB[j] && q.IsB
			e.known = e.known || same
			l.pairs = append(l.pairs, pair{len(l.features), same})
		}
		l.end(e)
	}
}

// mentionsOf says of each mention whether its head stands in a name, or it is
// the same name elsewhere.
func mentionsOf(s *reader.Scene, name text.Span) []bool {
	out := make([]bool, len(s.Mentions))
	entity := int32(-1)
	for i := range s.Mentions {
		if _, head := s.Spans(i); name.Contains(head) {
			out[i] = true
			entity = max(entity, s.Mentions[i].Entity)
		}
	}
	for i := range s.Mentions {
		out[i] = out[i] || entity >= 0 && s.Mentions[i].Entity == entity && s.Mentions[i].Named()
	}
	return out
}

// quiz is GAP's development part, read as far as names.
type quiz struct {
	questions []coref.Question
	works     []*read.Work
}

func newQuiz(file string, names coref.Reader) (*quiz, error) {
	qs, err := coref.Questions(file, "dev")
	if err != nil {
		return nil, err
	}
	q := &quiz{questions: qs}
	for i := range qs {
		w, err := names(context.Background(), qs[i].Text)
		if err != nil {
			return nil, err
		}
		q.works = append(q.works, w)
	}
	return q, nil
}

func (q *quiz) score(r *reader.Reader) string {
	var g coref.Gap
	for i, w := range q.works {
		w.Chains = r.Chains(context.Background(), w)
		g.Add(&q.questions[i], w)
	}
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", g.Pair.Precision(), g.Pair.Recall(), g.Pair.F1())
}
