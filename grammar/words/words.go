// Package words holds what the grammar must know of words beside their tags:
// which govern a clause, and what they do to the status of what they govern.
// What goes in is the vocabulary of lang/en; what comes out is a Words, which
// does not change and may be used by many goroutines at once:
//
//	w, err := words.Load()
//	w.Says("claim")    // true: its subject is the one who asserts the clause
//	w.Governs("plan")  // true: what is planned may be a clause
//
// It knows lemmas, in small letters, and nothing of the text they stand in.
package words

import (
	"fmt"
	"strings"
	"sync"

	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
)

// Operator is what a word does to what it governs in one slot.
type Operator struct {
	Slot            string // obj, subj, comp (a clause), or a preposition
	Status, Negated status.Status
	// OfSubject and OfObject say whose act the complement is; where both hold,
	// it is that of the object if there is one.
	OfSubject, OfObject bool
	Says                bool // the subject is the one who asserts the complement
	Vows                bool // and who promises to do it
}

// Words is the vocabulary of the grammar.
type Words struct {
	Sets
	operators map[string][]Operator
	cues      map[string]status.Status
	auxiliary map[string]string
	joined    *lang.Set
}

// Sets are closed classes, by what the grammar does with them. The head of
// lang/en/clause.tsv says what each holds.
type Sets struct {
	Addressee, Almost, AsClause, Awaited, Condition, Definite, Distance, GovernedClause, Hearsay, Instead, Lasting, Locative, NegatingAdverb,
	Nobody, OwnerPreposition, Particle, Phase, Quantity, QuestionWord, Relative, SplitParticle, TopicClause *lang.Set
}

func setsOf(ask *lang.Request) Sets {
	return Sets{
		Addressee: ask.Set("addressee"), Almost: ask.Set("almost"), AsClause: ask.Set("as-clause"), Awaited: ask.Set("awaited"), Condition: ask.Set("condition"),
		Definite: ask.Set("definite"), Distance: ask.Set("distance"), GovernedClause: ask.Set("governed-clause"),
		Hearsay: ask.Set("hearsay"), Instead: ask.Set("instead"),
		Lasting: ask.Set("lasting"), Locative: ask.Set("locative"), NegatingAdverb: ask.Set("negating-adverb"),
		Nobody: ask.Set("nobody"), OwnerPreposition: ask.Set("owner-preposition"), Particle: ask.Set("particle"),
		Phase: ask.Set("phase"), Quantity: ask.Set("quantity"), QuestionWord: ask.Set("question-word"),
		Relative: ask.Set("relative"), SplitParticle: ask.Set("split-particle"), TopicClause: ask.Set("topic-clause"),
	}
}

// loaded is made once: the files are part of the program and do not change.
var loaded = sync.OnceValues(load)

// Load returns the vocabulary of English, the same each time. The error is a
// fault.Error that names a row which cannot be read.
func Load() (*Words, error) { return loaded() }

func load() (*Words, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	w := &Words{
		Sets: setsOf(ask), operators: map[string][]Operator{}, cues: map[string]status.Status{},
		auxiliary: ask.Values("auxiliary-form"), joined: ask.Set("phrasal-verb"),
	}
	for _, row := range ask.Rows("operator") {
		o, err := operator(row)
		if err != nil {
			return nil, err
		}
		w.operators[row.Word] = append(w.operators[row.Word], o)
	}
	for word, name := range ask.Values("status-cue") {
		s, ok := status.Parse(name)
		if !ok {
			return nil, &fault.Error{Op: "read vocabulary", ID: word, Err: fmt.Errorf("no status is called %q", name)}
		}
		w.cues[word] = s
	}
	return w, ask.Err()
}

// operator reads a row: slot, status, status where the word is negated, whose
// act it is, whether the subject asserts or promises it.
func operator(row lang.Row) (Operator, error) {
	v := row.Values
	if len(v) != 5 {
		return Operator{}, &fault.Error{Op: "read vocabulary", ID: row.Word, Err: fmt.Errorf("an operator has 5 values, not %d", len(v))}
	}
	s, ok := status.Parse(v[1])
	n, also := status.Parse(v[2])
	if !ok || !also {
		return Operator{}, &fault.Error{Op: "read vocabulary", ID: row.Word, Err: fmt.Errorf("no status is called %q or %q", v[1], v[2])}
	}
	return Operator{
		Slot: v[0], Status: s, Negated: n, Says: v[4] == "says", Vows: v[4] == "vows",
		OfSubject: strings.Contains(v[3], "s"), OfObject: strings.Contains(v[3], "o"),
	}, nil
}

// Operators returns what a word does to what it governs, slot by slot; none
// where it does nothing.
func (w *Words) Operators(lemma string) []Operator { return w.operators[lemma] }

// Governs reports whether a word takes a clause as its complement.
func (w *Words) Governs(lemma string) bool {
	for _, o := range w.operators[lemma] {
		if o.Slot == "comp" {
			return true
		}
	}
	return false
}

// Says reports whether a verb puts its complement into its subject's mouth.
func (w *Words) Says(lemma string) bool {
	for _, o := range w.operators[lemma] {
		if o.Says && o.Slot == "comp" && o.Status != status.Denied {
			return true
		}
	}
	return false
}

// Cue returns the status that a modifier gives the noun of an event: that of
// the planned in a planned visit. It is Keep where the modifier gives none.
func (w *Words) Cue(form string) status.Status { return w.cues[form] }

// Joined reports whether a verb and a particle, noun or adjective, joined by
// underscores, are one verb: call_off.
func (w *Words) Joined(lemma string) bool { return w.joined.Has(lemma) }

// Auxiliary returns what the form of an auxiliary says: will, would, may,
// should, have or be; "" where it is none.
func (w *Words) Auxiliary(form string) string { return w.auxiliary[form] }
