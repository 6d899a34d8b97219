package clause_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// nobody knows of no word more than the tree says, except that what begins
// with a capital is a name.
type nobody struct{ d *text.Document }

func (n nobody) Day(i int) bool   { return n.d.Tokens[i].Lemma == "Friday" }
func (n nobody) Name(i int) bool  { return n.d.Tokens[i].Pos == text.PROPN }
func (n nobody) Party(i int) bool { return n.Name(i) && !n.Day(i) }

func clauses(t *testing.T, d *text.Document) *clause.Clauses {
	t.Helper()
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	return clause.New(phrase.New(w, d, tree.New(d)), nobody{d})
}

// neighbours are sentences of our own: a predicate, and what it governs as
// lemma(subject, object, indirect object), with not before it where it is
// negated.
const neighbours = `
Kenya invited Oman.	invited	invite(Kenya, Oman, -)
Oman was invited by Kenya.	invited	invite(Kenya, Oman, -)
Oman was invited on Friday.	invited	invite(-, Oman, -)
Kenya gave Oman two ships.	gave	give(Kenya, ships, Oman)
Kenya did not invite Oman.	invite	not invite(Kenya, Oman, -)
Nobody was invited.	invited	not invite(-, Nobody, -)
Neither Kenya nor Oman signed the treaty.	signed	not sign(Kenya, treaty, -)
Kenya promised Oman to withdraw.	withdraw	withdraw(Kenya, -, -)
Kenya persuaded Oman to withdraw.	withdraw	withdraw(Oman, -, -)
Kenya called on Oman to withdraw.	withdraw	withdraw(Oman, -, -)
Kenya accused Oman of sending troops.	sending	send(Oman, troops, -)
Kenya seems to hesitate.	hesitate	hesitate(Kenya, -, -)
The envoy whom Kenya sent has left.	sent	send(Kenya, envoy, -)
The envoy who met rebels in Mombasa has left.	met	meet(envoy, rebels, -)
Troops sent by Kenya have left.	sent	send(Kenya, Troops, -)
Kenya called off the talks.	called	call_off(Kenya, talks, -)
Kenya signed the treaty and left.	left	leave(Kenya, -, -)
The ship was seized and burned.	burned	burn(-, ship, -)
Kenya's plan to arm rebels failed.	arm	arm(Kenya, rebels, -)
Before visiting Oman the minister met reporters.	visiting	visit(minister, Oman, -)
`

// TestNeighbours demands of each predicate what its line says.
func TestNeighbours(t *testing.T) {
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimSpace(neighbours)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		d := text.NewSplitter().Document(f[0], nil)
		if err := p.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		r := clauses(t, d)
		found := false
		for i := range d.Tokens {
			if d.Form(i) != f[1] {
				continue
			}
			found = true
			if got := said(d, r.Of(i)); got != f[2] {
				t.Errorf("%s\n\thave %s, want %s", f[0], got, f[2])
			}
		}
		if !found {
			t.Errorf("%s: there is no %s", f[0], f[1])
		}
	}
}

// said writes a clause out.
func said(d *text.Document, c clause.Clause) string {
	form := func(i int) string {
		if i < 0 {
			return "-"
		}
		return d.Form(i)
	}
	not := ""
	if c.Negated {
		not = "not "
	}
	return fmt.Sprintf("%s%s(%s, %s, %s)", not, c.Lemma, form(c.Subject), form(c.Object), form(c.Indirect))
}

// TestBorrowingEnds: each verb takes its subject from the one before, over so
// many verbs and no more, and over some at least.
func TestBorrowingEnds(t *testing.T) {
	far := 0
	for n := 1; n < 20; n++ {
		d := &text.Document{Text: "Oman " + strings.Repeat("saw ", n)}
		d.Tokens = append(d.Tokens, text.Token{End: 4, Head: 1, Dep: text.DepNsubj, Pos: text.PROPN, Lemma: "Oman"})
		for k := range n {
			at := uint32(5 + 4*k)
			d.Tokens = append(d.Tokens, text.Token{Start: at, End: at + 3, Head: int32(k), Dep: text.DepConj, Pos: text.VERB, Tag: text.TagVBD, Lemma: "see"})
		}
		d.Tokens[1].Head, d.Tokens[1].Dep = -1, text.DepRoot
		if clauses(t, d).Of(n).Subject == 0 {
			far = n
		}
	}
	if far < 3 || far > 10 {
		t.Errorf("a subject is borrowed over %d verbs", far)
	}
}
