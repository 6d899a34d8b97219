package stories

import (
	"context"
	"encoding/json"
	"io"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/rank"
)

// Telling returns which facts of some stories matter most, in that order, as a
// reader of the texts alone named them: the places of their words.
func Telling() ([]Label, error) { return load("telling.jsonl") }

// Ranked writes what the ranks of facts are fitted to, an Outcome a line: each
// fact that can have a rank, with its signs, and whether it is one of those
// that matter most.
func Ranked(ctx context.Context, l *line.Line, data string, out io.Writer) error {
	e := json.NewEncoder(out)
	return eachTelling(ctx, l, data, false, func(x *Label, w *read.Work, wanted []span) error {
		for _, f := range rank.Facts(w) {
			if f.Aside {
				continue
			}
			if err := e.Encode(Outcome{x.Story, f.Signs, hits(f.Words, wanted) >= 0}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Order is how well the order of facts agrees with a reader's.
type Order struct {
	Stories int
	First   int // stories whose first fact is one of the reader's
	Shown   int // facts among the first three of a story
	Right   int // of them, the reader's
	Wanted  int // the reader's first three, as far as a fact was read there
}

// Rank measures the ranks of the facts of those stories of Telling that were
// kept from fitting.
func Rank(ctx context.Context, l *line.Line, data string) (Order, error) {
	var o Order
	err := eachTelling(ctx, l, data, true, func(_ *Label, w *read.Work, wanted []span) error {
		o.add(rank.Facts(w), wanted)
		return nil
	})
	return o, err
}

func (o *Order) add(facts []rank.Fact, wanted []span) {
	o.Stories++
	first := [3]int{-1, -1, -1}
	read := map[int]bool{}
	for _, f := range facts {
		at := hits(f.Words, wanted)
		if at >= 0 && at < len(first) {
			read[at] = true
		}
		if r := f.Rank(); r > 0 && r <= len(first) {
			first[r-1] = at
			o.Shown++
			if at >= 0 {
				o.Right++
			}
		}
	}
	o.Wanted += len(read)
	if first[0] >= 0 {
		o.First++
	}
}

// hits returns which of the wanted places the words of a fact overlap, -1 for
// none.
func hits(words fact.Span, wanted []span) int {
	for i, w := range wanted {
		if w.overlaps(span{words.Start, words.End}) {
			return i
		}
	}
	return -1
}

// eachTelling reads the stories of Telling in their order: every fifth, which is
// kept from fitting, or the others.
func eachTelling(ctx context.Context, l *line.Line, data string, kept bool, do func(*Label, *read.Work, []span) error) error {
	labels, err := Telling()
	if err != nil {
		return err
	}
	var some []Label
	for i := range labels {
		if kept == (i%5 == 4) {
			some = append(some, labels[i])
		}
	}
	return each(ctx, l, data, some, false, func(x *Label, src *source, w *read.Work) error {
		return do(x, w, src.places(w.Doc.Text, x.Key))
	})
}

// places returns where the words of keys stand in the text of a reading.
func (s *source) places(text string, keys []Key) []span {
	var out []span
	starts := s.starts(text)
	for _, k := range keys {
		if x, ok := s.span(starts, k.At); ok {
			out = append(out, x)
		}
	}
	return out
}
