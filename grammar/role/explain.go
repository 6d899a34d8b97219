package role

import (
	_ "embed" // what arguments are called
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/datelinewire/dateline/grammar/role/roleset"
)

//go:embed words.tsv
var wordsFile string

// Glossary says what arguments are called. It is made by Words, and does not
// change.
type Glossary struct {
	byTag   map[uint32]string // functions of numbered roles, as roleset.Tag has them
	byLabel map[string]string // modifiers
}

// Words returns what arguments are called in explanations.
func Words() *Glossary {
	g := &Glossary{map[uint32]string{}, map[string]string{}}
	for line := range strings.Lines(wordsFile) {
		name, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		g.byLabel[name] = words
		g.byTag[roleset.Tag(name)] = words
	}
	return g
}

// Of returns what an argument with the label is to a predicate of that sense:
// "doer", "to whom or where", "when".
func (g *Glossary) Of(s *roleset.Roleset, l Label) string {
	if l.Core() {
		for _, r := range s.Roles {
			if l == Arg0+Label(r.Number) && g.byTag[r.Tag] != "" {
				return g.byTag[r.Tag]
			}
		}
		return l.String()
	}
	name := l.String()
	if rest, ok := strings.CutPrefix(name, "R-"); ok {
		return "again by its pronoun, " + g.orSame(rest)
	}
	if rest, ok := strings.CutPrefix(name, "C-"); ok {
		return "continued, " + g.orSame(rest)
	}
	return g.orSame(name)
}

func (g *Glossary) orSame(name string) string {
	if w := g.byLabel[name]; w != "" {
		return w
	}
	return name
}

// Explain returns the predicate at token i in a line for people, with its
// sense, its arguments and how likely each is, in percent; "" where token i is
// no predicate.
func (a *Answers) Explain(g *Glossary, i int) string {
	p := a.Of(i)
	if p == nil {
		return ""
	}
	var parts []string
	for _, x := range p.Args {
		f := a.filler(p.Token, x)
		part := fmt.Sprintf("%s %q (%s, %d %%)", g.Of(p.Sense, x.Label), a.phrase(x.Token), x.Label, x.P)
		if f.Way != Direct {
			part += " by " + f.Way.String()
		}
		parts = append(parts, part)
	}
	for _, f := range a.Doers(i) {
		if f.Label == None {
			parts = append(parts, fmt.Sprintf("doer %q by the tree alone (%s)", a.phrase(f.Token), f.Way))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no arguments"}
	}
	return fmt.Sprintf("%s (%d %%): %s", p.Sense.Name, p.P, strings.Join(parts, "; "))
}

// longest is how many characters of an argument's words are shown.
const longest = 60

// phrase returns the words that token i governs, in one line.
func (a *Answers) phrase(i int32) string {
	first, last := i, i
	s := a.d.Sentences[a.d.Tokens[i].Sentence]
	for k := s.First; k < s.Last; k++ {
		if a.under(k, i) {
			first, last = min(first, k), max(last, k)
		}
	}
	out := strings.Join(strings.Fields(a.d.Slice(a.d.SpanOf(int(first), int(last)+1))), " ")
	if utf8.RuneCountInString(out) > longest {
		out = string([]rune(out)[:longest]) + "…"
	}
	return out
}
