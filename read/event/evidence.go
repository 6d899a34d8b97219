package event

import (
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/judge"
)

// Evidence is what the judge is told of a story beside its words, and the
// countries from which its parties may be. It is what the judge is taught by.
type Evidence struct {
	*judge.Evidence
	r *reader
}

// Evidence returns the evidence about a story that has been read.
func (l *Lexicon) Evidence(w *read.Work, roles *role.Reader) *Evidence {
	r := l.reader(w)
	r.roles = w.Roles(roles)
	return &Evidence{judge.NewEvidence(w, r.roles), r}
}

// Homes returns the countries from which an argument may be, where no pass
// knows its own; nil where one does.
func (e *Evidence) Homes(of *judge.Event, a judge.Argument) []Home {
	for _, p := range e.r.parties(int(a.Token)) {
		if countryKnown(p) {
			return nil
		}
	}
	return e.r.homes(e.r.question(of, a))
}
