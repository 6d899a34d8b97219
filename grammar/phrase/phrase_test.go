package phrase_test

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// neighbours are sentences of our own: a word, a question and its answer.
const neighbours = `
Half of its troops left.	Half	core troops
Dozens of thousands of tonnes of rice arrived.	Dozens	core rice
The ministers of Togo met.	ministers	core ministers
Rebels moved out of the town.	town	preposition out out_of
Talks with President Anna Berg failed.	Anna	preposition with with
The talks ended.	talks	preposition
No talks took place.	talks	negated
Nobody was hurt.	Nobody	negated
Neither side gave way.	side	negated
The talks ended.	talks	definite
Their talks ended.	talks	definite
Talks ended.	Talks	preposition
Farmers, miners and teachers signed the letter.	Farmers	members Farmers miners teachers
The ministers and their aides left.	ministers	members ministers aides
`

// TestNeighbours asks of each word what its line says.
func TestNeighbours(t *testing.T) {
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimSpace(neighbours)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		d := text.NewSplitter().Document(f[0], nil)
		if err := p.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		r := phrase.New(w, d, tree.New(d))
		question, want, _ := strings.Cut(f[2], " ")
		for i := range d.Tokens {
			if d.Form(i) != f[1] {
				continue
			}
			if got := answer(r, i, question); got != want {
				t.Errorf("%s\n\tthe %s of %s: have %q, want %q", f[0], question, f[1], got, want)
			}
		}
	}
}

func answer(r *phrase.Phrases, i int, question string) string {
	switch question {
	case "core":
		return r.Doc.Form(r.Core(i))
	case "preposition":
		first, full := r.Preposition(i)
		return strings.TrimSpace(first + " " + full)
	case "negated":
		if r.Negated(i) && !r.Definite(i) {
			return ""
		}
	case "definite":
		if r.Definite(i) && !r.Negated(i) {
			return ""
		}
	case "members":
		var all []string
		for _, k := range r.Members(i, func(int) bool { return false }) {
			all = append(all, r.Doc.Form(k))
		}
		return strings.Join(all, " ")
	}
	return "no"
}
