// Package judge decides by learning which words of a sentence carry an event:
// of which type and status, who does it, whom it affects, who says so, where
// and when. What goes in is a text.Document with its sentences and tokens;
// what comes out are Events, each pointing at tokens. It knows nothing of who
// the words mean: names, countries and days are the business of other passes.
//
// A small pretrained transformer turns the tokens of a sentence into vectors;
// scorers over them were fitted together with it on lines of news labelled by
// reading (see CARD.md and docs/judge.md). Everything is in integers.
//
// Limits: each sentence by itself; of its first transformer.Longest tokens.
package judge

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"sync"

	"github.com/datelinewire/dateline/syntax/transformer"
	"github.com/datelinewire/dateline/syntax/vector"
	"github.com/datelinewire/dateline/text"
)

//go:embed weights.bin
var embedded string

// Role is what an argument is to its event.
type Role uint8

// The roles.
const (
	None     Role = iota
	Doer          // who does it; both sides where they do it to each other
	Affected      // whom it is done to, or for, or with
	Asserter      // in whose mouth the story puts it
	Place
	Time
	roles
)

var roleNames = [roles]string{"none", "doer", "affected", "asserter", "place", "time"}

// String returns the role in a word.
func (r Role) String() string { return roleNames[r] }

// Argument is a token that heads an argument.
type Argument struct {
	Token int32
	Role  Role
	// Margin is by how much the role's score is above that of no argument,
	// at transformer.Bits.
	Margin int32
}

// Event is a predicate that is told, promised, asked for, denied.
type Event struct {
	First, Last int32  // the trigger: Document.Tokens[First:Last]
	Type        string // of the ontology
	Status      string
	// Margin is by how much the score of the type is above that of no event,
	// at transformer.Bits.
	Margin     int32
	StatusOver int32 // by how much the status is above the next best
	Mutual     bool
	Background bool // told as of an earlier time
	Pledge     bool // the doer says that it will do it itself
	Arguments  []Argument
	// Parties are the words that may be a doer or one affected, by each of the
	// two roles, those short of being an argument by less than Near among them.
	Parties []Argument
}

// Near is by how much, at transformer.Bits, the score of no argument may lie
// above that of a party for it to be told at all.
const Near = 4000

// statuses are in the order of the weights' columns.
var statuses = [...]string{"happened", "ongoing", "planned", "possible", "sought", "cancelled", "postponed", "denied", "not_happened"}

const (
	// typeColumns are no event, and the types of the ontology that the weights
	// were taught, in its order: a type that is added later is unknown to them.
	typeColumns  = 18
	statusColumn = typeColumns
	flagColumn   = statusColumn + len(statuses)
	tokenColumns = 32
	edge         = 160 // numbers by which triggers and arguments are compared
	reach        = 12  // tokens beyond which distance counts no more
)

// Judge holds the weights. It is safe for use by many goroutines at once.
type Judge struct {
	model    *transformer.Model
	token    *vector.Weights // scores of types, statuses and flags
	trigger  *vector.Weights
	argument *vector.Weights
	pair     *vector.Weights // a trigger's numbers to those of each role
	ofWord   *vector.Weights // roles by the word alone
	ofEvent  *vector.Weights // roles by the trigger alone
	distance [2*reach + 1][roles]int32
	words    [][tokenColumns]int32 // what a feature of a word adds to the scores of token
	pairs    [][roles]int32        // what a feature of a pair adds to those of the roles
	typed    [][roles]int32        // the same for each type by itself
	bias     Bias
	pool     sync.Pool
}

// Bias moves the decisions: an event needs a margin of Event over none, an
// argument one of Argument, both at transformer.Bits.
type Bias struct{ Event, Argument int32 }

// Load returns the judge that the program carries.
func Load() (*Judge, error) {
	return New(embedded, Bias{Event: shippedEvent, Argument: shippedArgument})
}

// The thresholds that read best on the development part of the
// labelled lines and on unseen probes: docs/judge.md.
const shippedEvent, shippedArgument = 700, 0

// New lays a weight file out for reading. file must not change afterwards.
func New(file string, bias Bias) (*Judge, error) {
	f, err := transformer.Parse(file)
	if err != nil {
		return nil, err
	}
	j := &Judge{bias: bias}
	j.pool.New = func() any { return &scratch{} }
	if j.model, err = transformer.New(f); err != nil {
		return nil, err
	}
	for _, x := range []struct {
		name string
		to   **vector.Weights
	}{
		{"head.token", &j.token},
		{"head.trigger", &j.trigger},
		{"head.argument", &j.argument},
		{"head.pair", &j.pair},
		{"head.ofword", &j.ofWord},
		{"head.ofevent", &j.ofEvent},
	} {
		if *x.to, err = f.Product(x.name, weightBits, nil); err != nil {
			return nil, err
		}
	}
	d, err := f.Tensor("head.distance")
	if err != nil {
		return nil, err
	}
	for i := range j.distance {
		for r := range j.distance[i] {
			j.distance[i][r] = fixed(d.At(i, r))
		}
	}
	return j, j.weighEvidence(f)
}

// weighEvidence reads the weights of features.
func (j *Judge) weighEvidence(f *transformer.File) error {
	j.words = make([][tokenColumns]int32, wordFeatures)
	j.pairs = make([][roles]int32, pairFeatures)
	j.typed = make([][roles]int32, typedPairs*typeColumns)
	if err := fill(f, "head.wordfeatures", len(j.words), func(i int) []int32 { return j.words[i][:] }); err != nil {
		return err
	}
	if err := fill(f, "head.pairfeatures", len(j.pairs), func(i int) []int32 { return j.pairs[i][:] }); err != nil {
		return err
	}
	return fill(f, "head.typedfeatures", len(j.typed), func(i int) []int32 { return j.typed[i][:] })
}

// fill copies a tensor of the file, which must have so many rows.
func fill(f *transformer.File, name string, rows int, row func(i int) []int32) error {
	t, err := f.Tensor(name)
	if err != nil {
		return err
	}
	if t.Rows != rows {
		return fmt.Errorf("judge: %q has %d rows, not %d", name, t.Rows, rows)
	}
	for i := range rows {
		to := row(i)
		for k := range min(len(to), t.Cols) {
			to[k] = fixed(t.At(i, k))
		}
	}
	return nil
}

func fixed(x float64) int32 { return int32(math.Round(x * (1 << transformer.Bits))) }

const weightBits = 11

// Judgement is what was decided of a document.
type Judgement struct {
	Events [][]Event // of each sentence, in the order of their triggers
	// Margins says of each token by how much the score of its best type is
	// above that of no event, at transformer.Bits.
	Margins []int32
}

// Judge decides over all sentences of d, about which ev is known, nil for nothing. The error is
// the context's.
func (j *Judge) Judge(ctx context.Context, d *text.Document, ev *Evidence) (*Judgement, error) {
	out := &Judgement{Events: make([][]Event, len(d.Sentences)), Margins: make([]int32, len(d.Tokens))}
	for i := range out.Margins {
		out.Margins[i] = math.MinInt32 // beyond what is encoded
	}
	s := j.pool.Get().(*scratch)
	defer j.pool.Put(s)
	for from := 0; from < len(d.Sentences); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		to, tokens := from, 0
		for to < len(d.Sentences) && (to == from || tokens < 4*transformer.Batch) {
			tokens += int(d.Sentences[to].Last - d.Sentences[to].First)
			to++
		}
		j.batch(s, d, ev, out, from, to)
		from = to
	}
	return out, nil
}

// batch judges the sentences from to to-1.
func (j *Judge) batch(s *scratch, d *text.Document, ev *Evidence, out *Judgement, from, to int) {
	s.forms = s.forms[:0]
	total := 0
	for i := from; i < to; i++ {
		sen := &d.Sentences[i]
		var forms []string
		for t := sen.First; t < sen.Last; t++ {
			// As the text has them: the weights were learned before case was restored.
			forms = append(forms, d.Slice(d.SpanOf(int(t), int(t)+1)))
		}
		s.forms = append(s.forms, forms)
		total += len(forms)
	}
	s.score(j, total)
	at := 0
	for i := from; i < to; i++ {
		out.Events[i] = j.sentence(s, &d.Sentences[i], ev, at, out.Margins)
		at += len(s.forms[i-from])
	}
}
