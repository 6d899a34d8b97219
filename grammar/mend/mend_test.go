package mend_test

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/text"
)

// neighbours are sentences of our own: a word, and the word that is to govern
// it in the trees that the passes read, with its relation.
const neighbours = `
Militants have shot and killed a judge in Lagos.	shot < ROOT root
Police say gunmen have shot and killed a judge.	gunmen < shot nsubj
Officials in Chad say rebels have shot and killed eight villagers.	rebels < shot nsubj
Officials in Chad say rebels have shot and killed eight villagers.	killed < shot conj
He has a shot and scored twice.	shot < has obj
Ministers on Friday approved the budget.	Friday < approved obl
Norway on Tuesday promised help.	Tuesday < promised obl
The company's gross output increased by a third.	output < increased nsubj
Organisers said in a statement that the course has a new fence.	has < said ccomp
The two leaders noted in a joint statement that trade had grown.	grown < noted ccomp
Togo said it would not wait and recalled its envoy.	recalled < said conj
Peru warned that it could not wait and threatened to leave.	threatened < warned conj
Chile ruled out sending troops.	sending < ruled xcomp
Tanzanian police say a bomb at a market in Arusha has killed four people.	bomb < killed nsubj
Kenya could declare a curfew in the Lamu region as well, an aide to the premier said.	aide < said nsubj
`

// TestNeighbours demands that each word is governed as its line says.
func TestNeighbours(t *testing.T) {
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimSpace(neighbours)) {
		s, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		d := text.NewSplitter().Document(s, nil)
		if err := p.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		word, _, _ := strings.Cut(want, " ")
		for i := range d.Tokens {
			if d.Form(i) != word {
				continue
			}
			x, above := d.Tokens[i], "ROOT"
			if x.Head >= 0 {
				above = d.Form(int(x.Head))
			}
			if got := word + " < " + above + " " + x.Dep.String(); got != want {
				t.Errorf("%s\n\thave %s, want %s", s, got, want)
			}
		}
	}
}
