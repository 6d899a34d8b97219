package judge

import (
	"math"
	"slices"

	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/syntax/transformer"
	"github.com/datelinewire/dateline/syntax/vector"
	"github.com/datelinewire/dateline/text"
)

// scratch is the room that one goroutine needs.
type scratch struct {
	encoder   transformer.Scratch
	forms     [][]string
	vectors   []int16
	token     []int16 // tokenColumns a token
	trigger   []int16 // edge a token
	argument  []int16
	ofWord    []int16
	ofEvent   []int16
	projected []int16 // edge*roles for one trigger
	features  []uint16
}

const roleColumns = 32

// score fills in all that is computed for each of the tokens by itself.
func (s *scratch) score(j *Judge, tokens int) {
	w := j.model.Width
	room := vector.Padded(tokens) + 8
	s.vectors = append(s.vectors[:0], j.model.Encode(&s.encoder, s.forms)...)
	s.vectors = slices.Grow(s.vectors, room*w-len(s.vectors))[:room*w]
	for _, x := range []struct {
		to   *[]int16
		by   *vector.Weights
		gate bool
	}{{&s.token, j.token, false}, {&s.trigger, j.trigger, true}, {&s.argument, j.argument, true}, {&s.ofWord, nil, false}, {&s.ofEvent, nil, false}} {
		n := roleColumns
		if x.by != nil {
			n = x.by.N
		}
		*x.to = slices.Grow((*x.to)[:0], room*n)[:room*n]
		if x.by != nil {
			x.by.Apply(*x.to, n, s.vectors, w, tokens, math.MinInt16)
		}
		if x.gate {
			j.model.Gate((*x.to)[:tokens*n])
		}
	}
	j.ofWord.Apply(s.ofWord, roleColumns, s.argument, edge, tokens, math.MinInt16)
	j.ofEvent.Apply(s.ofEvent, roleColumns, s.trigger, edge, tokens, math.MinInt16)
	s.projected = slices.Grow(s.projected[:0], 16*edge*int(roles))[:16*edge*int(roles)]
}

// sentence decides over the tokens of one sentence, the first of which is
// token at of the batch.
func (j *Judge) sentence(s *scratch, sen *text.Sentence, ev *Evidence, at int, margins []int32) []Event {
	var out []Event
	n := min(int(sen.Last-sen.First), transformer.Longest)
	if ev != nil {
		j.weigh(s, ev, int(sen.First), at, n)
	}
	for i := range n {
		_, margins[int(sen.First)+i] = j.kind(s.token[(at+i)*tokenColumns:])
	}
	for i := 0; i < n; {
		kind, margin := j.kind(s.token[(at+i)*tokenColumns:])
		if kind == 0 {
			i++
			continue
		}
		e := Event{First: sen.First + int32(i), Type: ontology.Type(kind - 1).String(), Margin: margin}
		last := i + 1
		for ; last < n; last++ {
			k, m := j.kind(s.token[(at+last)*tokenColumns:])
			if k != kind {
				break
			}
			e.Margin = max(e.Margin, m)
		}
		e.Last = sen.First + int32(last)
		j.settle(&e, s.token[(at+i)*tokenColumns:])
		j.arguments(s, &e, ev, kind, at, i, n)
		out = append(out, e)
		i = last
	}
	return out
}

// weigh adds what the features of n tokens speak for to their scores; first is
// the first of them in the document, at in the batch.
func (j *Judge) weigh(s *scratch, ev *Evidence, first, at, n int) {
	for i := range n {
		s.features = ev.Word(s.features[:0], first+i)
		row := s.token[(at+i)*tokenColumns : (at+i+1)*tokenColumns]
		for _, f := range s.features {
			for k, x := range &j.words[f] {
				row[k] = int16(max(math.MinInt16, min(math.MaxInt16, int32(row[k])+x)))
			}
		}
	}
}

// kind returns the best type of a token, 0 for none, and its margin.
func (j *Judge) kind(row []int16) (int, int32) {
	best := 1
	for k := 2; k < typeColumns; k++ {
		if row[k] > row[best] {
			best = k
		}
	}
	margin := int32(row[best]) - int32(row[0])
	if margin <= j.bias.Event {
		return 0, margin
	}
	return best, margin
}

// settle sets the status and what else is said of the event as a whole.
func (j *Judge) settle(e *Event, row []int16) {
	best, next := 0, int16(math.MinInt16)
	for k := 1; k < len(statuses); k++ {
		x := row[statusColumn+k]
		switch {
		case x > row[statusColumn+best]:
			best, next = k, row[statusColumn+best]
		case x > next:
			next = x
		}
	}
	e.Status = statuses[best]
	e.StatusOver = int32(row[statusColumn+best]) - int32(next)
	e.Mutual, e.Background, e.Pledge = row[flagColumn] > 0, row[flagColumn+1] > 0, row[flagColumn+2] > 0
}

// arguments finds the arguments of the event whose trigger begins at token i
// of the sentence, among its n tokens.
func (j *Judge) arguments(s *scratch, e *Event, ev *Evidence, kind, at, i, n int) {
	j.pair.Apply(s.projected, edge*int(roles), s.trigger[(at+i)*edge:], edge, 1, math.MinInt16)
	own := s.ofEvent[(at+i)*roleColumns:]
	for t := range n {
		word := s.argument[(at+t)*edge : (at+t+1)*edge]
		of := s.ofWord[(at+t)*roleColumns:]
		d := j.distance[max(-reach, min(reach, t-i))+reach]
		s.features = s.features[:0]
		if ev != nil {
			s.features = ev.Pair(s.features, int(e.First), int(e.First)-i+t)
		}
		for _, f := range s.features {
			for r := range d {
				d[r] += j.pairs[f][r] + j.typed[kind*typedPairs+int(f)%typedPairs][r]
			}
		}
		var best Role
		var top, none int32
		for r := None; r < roles; r++ {
			x := dot(s.projected[int(r)*edge:(int(r)+1)*edge], word) + int32(own[r]) + int32(of[r]) + d[r]
			if r == None {
				top, none = x+j.bias.Argument, x
			} else if x > top {
				best, top = r, x
			}
			if r == Doer || r == Affected {
				if m := x - none; m > -Near {
					e.Parties = append(e.Parties, Argument{Token: e.First - int32(i) + int32(t), Role: r, Margin: m})
				}
			}
		}
		if best != None {
			e.Arguments = append(e.Arguments, Argument{Token: e.First - int32(i) + int32(t), Role: best, Margin: top - none})
		}
	}
}

// dot returns the product of two vectors at transformer.Bits.
func dot(a, b []int16) int32 {
	sum := int64(0)
	for i, x := range a {
		sum += int64(int32(x) * int32(b[i]))
	}
	return int32(sum >> transformer.Bits)
}
