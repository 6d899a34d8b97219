package clause_test

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/text"
)

// reports are sentences of our own: a predicate, and the phrases in whose mouth
// it is put, from the inside, with what they make of it.
const reports = `
Kenya said that the rebels had left.	left	Kenya
The rebels have left, the minister said.	left	minister
According to Kenya, the rebels left.	left	Kenya
Kenya denied that the rebels had left.	left	Kenya:denied
Kenya called on the rebels to leave and to disarm.	disarm	Kenya:sought
Kenya called for talks about the border.	talks	Kenya:sought
The ministry demanded the release of the men whom rebels held.	held	
The ministry demanded the release of the men whom rebels held.	release	ministry:sought
Kenya rejected Oman's demand for talks.	talks	Oman:sought
Kenya promised to withdraw its troops.	withdraw	Kenya:planned
Kenya plans to withdraw its troops.	withdraw	
The rebels left on Friday.	left	
The minister said that Oman claims that rebels left.	left	Oman
`

// TestReporters demands of each predicate what its line says.
func TestReporters(t *testing.T) {
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimPrefix(reports, "\n")) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		d := text.NewSplitter().Document(f[0], nil)
		if err := p.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		r := clauses(t, d)
		for i := range d.Tokens {
			if d.Form(i) != f[1] {
				continue
			}
			var all []string
			for who, as := range r.Reporters(i) {
				x := d.Form(who)
				if as != status.Keep {
					x += ":" + as.String()
				}
				all = append(all, x)
			}
			if got := strings.Join(all, " "); got != f[2] {
				t.Errorf("%s\n\t%s: have %q, want %q", f[0], f[1], got, f[2])
			}
		}
	}
}
