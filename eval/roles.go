package eval

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/role/propbank"
	"github.com/datelinewire/dateline/grammar/role/roleset"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// Precision returns the share of what was found that is right, in percent.
func (c Count) Precision() float64 { return percent(c.Right, c.Found) }

// Recall returns the share of what there is that was found, in percent.
func (c Count) Recall() float64 { return percent(c.Right, c.Gold) }

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

func plus(a, b Count) Count {
	return Count{Found: a.Found + b.Found, Gold: a.Gold + b.Gold, Right: a.Right + b.Right}
}

// Roles are the scores of predicates and arguments. An argument is right when
// its predicate, its head word and its label are.
type Roles struct {
	Predicates Count            // found, in whatever sense
	Senses     Count            // found with the right sense
	ByLabel    map[string]Count // arguments
	ByClass    map[string]Count // arguments by the predicate's part of speech: verb, noun, adjective, other
}

// Sum returns the scores of the labels that pass.
func (r *Roles) Sum(pass func(label string) bool) Count {
	var sum Count
	for l, c := range r.ByLabel {
		if l != "ALL" && pass(l) {
			sum = plus(sum, c)
		}
	}
	return sum
}

// All returns the scores of all labels together.
func (r *Roles) All() Count { return r.Sum(func(string) bool { return true }) }

// Core returns the scores of the numbered roles.
func (r *Roles) Core() Count {
	return r.Sum(func(l string) bool { p, ok := role.ParseLabel(l); return ok && p.Core() })
}

// Given says what a scoring takes from the treebank and the annotation.
type Given struct {
	Trees      bool // tags, lemmas and trees, and not the words alone
	Predicates bool // which words are predicates, and their senses
}

// ScoreRoles compares what r finds in the sentences of a treebank with the
// annotation of the same sentences.
func ScoreRoles(p line.Parser, r *role.Reader, trees, roles string, given Given) (*Roles, error) {
	sents, gold, err := propbank.Treebank(trees, roles)
	if err != nil {
		return nil, err
	}
	right := propbank.Trees(sents)
	d := conllu.Document(sents)
	parse(p, d)
	if given.Trees {
		right.Seconds = d.Seconds
		d = right
	}
	var found *role.Roles
	if given.Predicates {
		found = r.Fill(d, goldPredicates(d, gold, r.Inventory()))
	} else {
		found = r.Read(d)
	}
	out := &Roles{ByLabel: map[string]Count{}, ByClass: map[string]Count{}}
	out.compare(right, gold, found)
	return out, nil
}

func goldPredicates(d *text.Document, gold []propbank.Sentence, inv *roleset.Inventory) []role.Predicate {
	var all []role.Predicate
	for k, s := range gold {
		for _, p := range s.Predicates {
			sense := inv.Get(p.Sense)
			all = append(all, role.Predicate{Token: d.Sentences[k].First + int32(p.Word) - 1, Sense: sense, P: 100})
		}
	}
	slices.SortStableFunc(all, func(a, b role.Predicate) int { return int(a.Token - b.Token) })
	return all
}

// mark is an argument: tokens of its predicate and of its head, and the label.
type mark struct {
	predicate, head int32
	label           string
}

func (r *Roles) compare(d *text.Document, gold []propbank.Sentence, found *role.Roles) {
	want, senses := map[mark]bool{}, map[int32]string{}
	for k, s := range gold {
		first := d.Sentences[k].First - 1
		for _, p := range s.Predicates {
			senses[first+int32(p.Word)] = p.Sense
			for _, a := range p.Args {
				m := mark{first + int32(p.Word), first + int32(a.Head), a.Label}
				want[m] = true
				r.note(d, m, Count{Gold: 1})
			}
		}
	}
	r.Predicates.Gold, r.Senses.Gold = len(senses), len(senses)
	for _, p := range found.Predicates {
		c := Count{Found: 1}
		sense, ok := senses[p.Token]
		if ok {
			c.Right = 1
		}
		r.Predicates = plus(r.Predicates, c)
		if c.Right = 0; ok && sense == p.Sense.Name {
			c.Right = 1
		}
		r.Senses = plus(r.Senses, c)
		for _, a := range p.Args {
			m := mark{p.Token, a.Token, a.Label.String()}
			c := Count{Found: 1}
			if want[m] {
				c.Right = 1
			}
			r.note(d, m, c)
		}
	}
}

// note adds to the counts of the argument's label and of its predicate's part
// of speech, which is the treebank's.
func (r *Roles) note(d *text.Document, m mark, c Count) {
	add(r.ByLabel, m.label, c)
	class := "other"
	switch d.Tokens[m.predicate].Pos {
	case text.VERB, text.AUX:
		class = "verb"
	case text.NOUN, text.PROPN:
		class = "noun"
	case text.ADJ:
		class = "adjective"
	}
	add(r.ByClass, class, c)
}

// WriteTable prints the scores; with labels, those of each label too.
func (r *Roles) WriteTable(out io.Writer, labels bool) error {
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tgold\tfound\tright\tprecision\trecall\tF1\t")
	line := func(name string, c Count) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.1f\t%.1f\t%.1f\t\n", name, c.Gold, c.Found, c.Right, c.Precision(), c.Recall(), c.F1())
	}
	line("predicates", r.Predicates)
	line("senses", r.Senses)
	line("arguments", r.All())
	line("numbered", r.Core())
	line("ARG0", r.ByLabel["ARG0"])
	for _, class := range [...]string{"verb", "noun", "adjective", "other"} {
		line("of "+class, r.ByClass[class])
	}
	if labels {
		var names []string
		for l := range r.ByLabel {
			names = append(names, l)
		}
		slices.SortFunc(names, func(a, b string) int { return r.ByLabel[b].Gold - r.ByLabel[a].Gold })
		for _, l := range names {
			line(l, r.ByLabel[l])
		}
	}
	return w.Flush()
}
