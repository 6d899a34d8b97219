package stories

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/eval/chain"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
)

// Score is how readings of labelled stories compare with the labels.
type Score struct {
	Stories int
	Events  Events
	Keys    Keys
	Chains  chain.Score
	Misses  []string // what is not right, for people
}

// Keys counts key facts: right, wrong in one slot, wrong in more, not there.
type Keys struct{ Right, OneSlot, Wrong, Missing int }

// All returns how many key facts there are.
func (k Keys) All() int { return k.Right + k.OneSlot + k.Wrong + k.Missing }

// Run reads the stories of one set with l, that many at a time, and compares
// the readings with the settled labels. data is the folder of the development
// data.
func Run(ctx context.Context, l *line.Line, data, set string, jobs int) (*Score, error) {
	labels, err := Gold()
	if set == Held {
		labels, err = HeldOut()
	}
	if err != nil {
		return nil, err
	}
	labels = slices.DeleteFunc(labels, func(l Label) bool { return l.Set != set })
	texts, err := sources(data, labels)
	if err != nil {
		return nil, err
	}
	type outcome struct {
		reading *fact.Reading
		err     error
	}
	score, i := &Score{}, 0
	err = line.Ordered(ctx, jobs, slices.Values(labels), func(ctx context.Context, x Label) outcome {
		s := texts[x.Story]
		r, err := l.Process(ctx, l.Layout(s.text, s.day))
		return outcome{r, err}
	}, func(o outcome) error {
		if o.err != nil {
			return o.err
		}
		err := score.add(&labels[i], texts[labels[i].Story], o.reading)
		i++
		return err
	})
	return score, err
}

func (s *Score) add(l *Label, src *source, r *fact.Reading) error {
	starts := src.starts(r.Story.Text)
	s.Stories++
	gold, read := src.labelled(l, starts), readEvents(r)
	for _, m := range s.Events.add(gold, read) {
		s.Misses = append(s.Misses, l.Story+" "+m.describe(r.Story.Text, gold, read))
	}
	chain.Add(&s.Chains, src.chains(l, starts), readChains(r))
	for _, k := range l.Key {
		if err := s.key(l.Story, k, src, starts, r); err != nil {
			return fmt.Errorf("%s: %w", l.Story, err)
		}
	}
	return nil
}

// key judges one key fact by the fact of its kind that fits best: one that
// fits wholly wherever it stands, else the nearest miss at the key's words.
func (s *Score) key(story string, k Key, src *source, starts []int, r *fact.Reading) error {
	at, ok := src.span(starts, k.At)
	if !ok {
		s.Keys.Missing++
		return nil
	}
	best := -1
	var wrong []string
	for _, f := range eval.FactsOf(r, k.Want.Kind()) {
		failing, err := k.Want.Failing(r, f.Index)
		if err != nil {
			return err
		}
		if len(failing) == 0 {
			s.Keys.Right++
			return nil
		}
		if at.overlaps(span{f.Start, f.End}) && (best < 0 || len(failing) < best) {
			best, wrong = len(failing), failing
		}
	}
	switch {
	case best < 0:
		s.Keys.Missing++
		s.miss(story, "missing", nil, k)
	case best == 1:
		s.Keys.OneSlot++
		s.miss(story, "one slot", wrong, k)
	default:
		s.Keys.Wrong++
		s.miss(story, "wrong", wrong, k)
	}
	return nil
}

func (s *Score) miss(story, how string, slots []string, k Key) {
	s.Misses = append(s.Misses, fmt.Sprintf("%-8s %v %s line %d: %s", how, slots, story, k.At[0], k.Want))
}

// chains returns the labelled chains as spans of the reading's text.
func (s *source) chains(l *Label, starts []int) [][]span {
	var out [][]span
	for _, c := range l.Chains {
		var spans []span
		for _, p := range c {
			if x, ok := s.span(starts, p); ok {
				spans = append(spans, x)
			}
		}
		out = append(out, spans)
	}
	return out
}

func readChains(r *fact.Reading) [][]span {
	var out [][]span
	for i := range r.Entities {
		var spans []span
		for _, m := range r.Entities[i].Mentions {
			spans = append(spans, span{m.Start, m.End})
		}
		out = append(out, spans)
	}
	return out
}

// Agreement compares labels with those that somebody else gave the same
// stories, as if the others were read: events, chains and key facts. Doubtful
// events of the first count neither way; stories that only one of them has are
// passed over.
func Agreement(labels, others []Label) *Score {
	by := map[string]*Label{}
	for i := range others {
		by[others[i].Story] = &others[i]
	}
	out := &Score{}
	for i := range labels {
		a, b := &labels[i], by[labels[i].Story]
		if b == nil {
			continue
		}
		out.Stories++
		out.Events.add(placed(a), placed(b))
		chain.Add(&out.Chains, a.Chains, b.Chains)
		out.agreeOnKeys(a.Key, b.Key)
	}
	return out
}

// agreeOnKeys counts the first labeller's key facts that the second has too:
// of the same kind at the same words, Right where the type agrees as well.
func (s *Score) agreeOnKeys(a, b []Key) {
	for _, k := range a {
		at := slices.IndexFunc(b, func(x Key) bool { return x.Want.Kind() == k.Want.Kind() && k.At.flat().overlaps(x.At.flat()) })
		switch {
		case at < 0:
			s.Keys.Missing++
		case eval.SameWords(k.Want["type"], b[at].Want["type"]) && eval.SameWords(k.Want["status"], b[at].Want["status"]):
			s.Keys.Right++
		default:
			s.Keys.OneSlot++
		}
	}
}

// flat orders places of one source along one line.
func (p Place) flat() span { return span{p[0]<<20 + p[1], p[0]<<20 + p[2]} }

// placed returns the label's events by their places alone.
func placed(l *Label) []told {
	var out []told
	for _, e := range l.Events {
		x := told{at: e.At.flat(), kind: e.Type, status: e.Status, mutual: e.Mutual, doubtful: e.Doubtful, actors: codes(e.Actors), recipients: codes(e.Recipients)}
		if e.By != nil {
			x.by = e.By.Code
		}
		out = append(out, x)
	}
	return out
}

// Write prints the score for people.
func (s *Score) Write(w io.Writer) error {
	e, k := s.Events, s.Keys
	if _, err := fmt.Fprintf(w, "%d stories\nkey facts: right %.3f, one slot wrong %.3f, wrong %.3f, missing %.3f (of %d)\nevents: %d labelled, %d read\n",
		s.Stories, share(k.Right, k.All()), share(k.OneSlot, k.All()), share(k.Wrong, k.All()), share(k.Missing, k.All()), k.All(), e.Gold, e.Read); err != nil {
		return err
	}
	for _, x := range []struct {
		name  string
		right int
	}{
		{"found", e.Found},
		{"type", e.Type},
		{"status", e.Status},
		{"no false party", e.Clean},
		{"nothing false", e.Sound},
		{"both parties", e.Parties},
		{"type, status, both parties", e.All},
	} {
		p, r, f := e.F1(x.right)
		if _, err := fmt.Fprintf(w, "  %-27s precision %.3f  recall %.3f  F1 %.3f\n", x.name, p, r, f); err != nil {
			return err
		}
	}
	c := s.Chains
	_, err := fmt.Fprintf(w, "coreference: MUC %.3f, B3 %.3f, CEAF %.3f, CoNLL %.3f\n", c.MUC.F1(), c.B3.F1(), c.CEAF.F1(), c.CoNLL())
	return err
}
