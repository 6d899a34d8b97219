// Package sure says how sure a reading is of its quotes, figures and pledges: the
// probability that no slot of one says anything false, and the confidence cut
// from it. In goes a reading that has them; they come out weighed. Events
// are weighed where they are read, by what their judge makes of them.
//
// What speaks for a fact and against it are signs (signs.go), with weights
// fitted to what readers of the texts said of facts that were read
// (data/*.tsv).
package sure

import (
	"context"
	"embed"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/signs"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

//go:embed data/*.tsv
var data embed.FS

// Kind is a kind of facts that is weighed here.
type Kind string

// The kinds.
const (
	Quote  Kind = "quote"
	Figure Kind = "figure"
	Pledge Kind = "pledge"
)

// Kinds returns all kinds.
func Kinds() []Kind { return []Kind{Quote, Figure, Pledge} }

// New returns the pass that weighs quotes, figures and pledges.
func New() (read.Pass, error) {
	weights := map[Kind]signs.Weights{}
	for _, k := range Kinds() {
		var err error
		if weights[k], err = signs.Load(data, "data/"+string(k)+".tsv"); err != nil {
			return read.Pass{}, err
		}
	}
	return read.Pass{
		Name: "sure", Doc: "how sure the reading is of its quotes, figures and pledges",
		Needs: text.Tokens | text.Quotes | text.Figures | text.Pledges, Uses: text.Tags | text.Tree | text.Names,
		Gives: text.Quotes | text.Figures | text.Pledges,
		Run: func(ctx context.Context, w *read.Work) error {
			for _, f := range Facts(w) {
				p := weights[f.Kind].P(f.Signs)
				*f.p, *f.confidence = fact.Ptr(p), cut(p)
			}
			return ctx.Err()
		},
	}, nil
}

// The probabilities from which on a fact is of high and of medium confidence.
// They are higher than those of events, of which fewer are right.
const high, medium = 0.90, 0.60

func cut(p float64) fact.Confidence {
	switch {
	case p >= high:
		return fact.High
	case p >= medium:
		return fact.Medium
	}
	return fact.Low
}

// Fact is a fact with what speaks for and against its being right.
type Fact struct {
	Kind       Kind
	ID         string
	At         fact.Evidence
	Signs      []string
	p          **float64
	confidence *fact.Confidence
}

// Facts returns the quotes, figures and pledges of a reading, with their signs.
func Facts(w *read.Work) []Fact {
	var out []Fact
	r := w.Reading
	for i := range r.Quotes {
		q := &r.Quotes[i]
		out = append(out, Fact{Quote, q.ID, q.Evidence, quoteSigns(w, q), &q.P, &q.Confidence})
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		out = append(out, Fact{Figure, f.ID, f.Evidence, figureSigns(w, f), &f.P, &f.Confidence})
	}
	for i := range r.Pledges {
		if p := &r.Pledges[i]; len(p.Evidence) > 0 {
			out = append(out, Fact{Pledge, p.ID, p.Evidence[0], pledgeSigns(w, p), &p.P, &p.Confidence})
		}
	}
	return out
}
