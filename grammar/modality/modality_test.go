package modality_test

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/modality"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// capitals takes what begins with a capital for a name.
type capitals struct{ d *text.Document }

func (n capitals) Day(int) bool     { return false }
func (n capitals) Name(i int) bool  { return n.d.Tokens[i].Pos == text.PROPN }
func (n capitals) Party(i int) bool { return n.Name(i) }

func of(t *testing.T, d *text.Document) *modality.Modalities {
	t.Helper()
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	return modality.New(clause.New(phrase.New(w, d, tree.New(d)), capitals{d}))
}

// neighbours are sentences of our own: a predicate, and how far the text stands
// behind it.
const neighbours = `
Kenya withdrew its troops.	withdrew	happened
Kenya has withdrawn its troops.	withdrawn	happened
Kenya is withdrawing its troops.	withdrawing	ongoing
Kenya will withdraw its troops.	withdraw	planned
Kenya is to withdraw its troops.	withdraw	planned
Kenya may withdraw its troops.	withdraw	possible
Kenya should withdraw its troops.	withdraw	sought
Kenya did not withdraw its troops.	withdraw	not_happened
Kenya would have withdrawn its troops.	withdrawn	not_happened
Kenya plans to withdraw its troops.	withdraw	planned
Kenya refused to withdraw its troops.	withdraw	not_happened
Kenya urged Oman to withdraw its troops.	withdraw	sought
Kenya denied that it had withdrawn its troops.	withdrawn	denied
Kenya said that it had withdrawn its troops.	withdrawn	happened
Kenya said that it might withdraw its troops.	withdraw	possible
If Kenya withdraws its troops, the talks will begin.	withdraws	possible
Kenya allegedly withdrew its troops.	withdrew	possible
Once Kenya withdraws its troops, the talks will begin.	withdraws	planned
Kenya called off the withdrawal.	withdrawal	cancelled
Kenya put off the withdrawal.	withdrawal	postponed
The planned withdrawal worries Oman.	withdrawal	planned
Kenya failed to withdraw its troops.	withdraw	not_happened
The government almost collapsed.	collapsed	not_happened
Kenya has yet to withdraw its troops.	withdraw	not_happened
Kenya and Oman have yet to withdraw their troops.	withdraw	not_happened
Oman is yet to withdraw its troops.	withdraw	not_happened
Had Kenya withdrawn its troops, the talks would have begun.	withdrawn	not_happened
Were Kenya to withdraw its troops, the talks would begin.	withdraw	possible
Had the talks not failed, Kenya would have withdrawn its troops.	failed	happened
Kenya held off withdrawing its troops.	withdrawing	not_happened
Instead of withdrawing its troops, Kenya sent more.	withdrawing	not_happened
Kenya sent more troops rather than withdrawing them.	withdrawing	not_happened
Kenya stopped short of withdrawing its troops.	withdrawing	not_happened
Kenya neither withdrew its troops nor sent more.	withdrew	not_happened
Kenya neither withdrew its troops nor sent more.	sent	not_happened
Should Kenya withdraw its troops, the talks will begin.	withdraw	possible
It is not true that Kenya withdrew its troops.	withdrew	not_happened
There is no evidence that Kenya withdrew its troops.	withdrew	possible
Did Kenya withdraw its troops?	withdraw	possible
Withdraw your troops at once.	Withdraw	sought
It is not known whether Kenya has withdrawn its troops.	withdrawn	possible
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
		m := of(t, d)
		for i := range d.Tokens {
			if d.Form(i) != f[1] {
				continue
			}
			x := m.Status(modality.Query{Predicate: i, Carrier: i, Nominal: d.Tokens[i].Pos == text.NOUN, Asserted: func(int) bool { return true }})
			if got := x.Status.String(); got != f[2] {
				t.Errorf("%s\n\t%s: have %s, want %s", f[0], f[1], got, f[2])
			}
		}
	}
}

// headlines are heads of our own: a predicate, and how far the head stands
// behind it.
const headlines = `
Pope to meet king	meet	planned
Armenian minister to visit Latvia	visit	planned
Peru to free 40 rebels	free	planned
Envoys to be sent to Oslo	sent	planned
Kenya not to send troops	send	not_happened
Serbia, Kosovo to resume talks	resume	planned
Kenya sends troops to free hostages	sends	happened
Talks with rebels put off	Talks	postponed
Premier expected in Oslo on Monday	expected	planned
`

// TestHeadlines demands of each predicate what its line says.
func TestHeadlines(t *testing.T) {
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimSpace(headlines)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		d := text.NewSplitter().Document(f[0], []text.Paragraph{{Span: text.Span{End: uint32(len(f[0]))}, Kind: text.Headline}})
		if err := p.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		m := of(t, d)
		for i := range d.Tokens {
			if d.Form(i) != f[1] {
				continue
			}
			x := m.Status(modality.Query{Predicate: i, Carrier: i, Nominal: d.Tokens[i].Pos == text.NOUN, Asserted: func(int) bool { return true }})
			if got := x.Status.String(); got != f[2] {
				t.Errorf("%s\n\t%s: have %s, want %s", f[0], f[1], got, f[2])
			}
		}
	}
}
