// Package ledger lists pledges: who promised what to whom, by when, how it
// stands as of a day, and where it slipped. What goes in is what the record
// answers, what comes out is a value that is the same to the byte for the same
// record and day.
package ledger

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// Ledger is what was promised, as of a day.
type Ledger struct {
	AsOf     calendar.Day      `json:"as_of"`
	Promises []dossier.Promise `json:"promises"` // what is overdue, as SortOverdue has it, then those due first before the others
}

// Options say what a ledger holds.
type Options struct {
	AsOf     calendar.Day // what had come in by the end of that day, and the clock; required
	State    string       // one of States; empty: all
	Slipped  bool         // only those put off from one deadline to another
	Country  string       // only with a part of this country
	Soon     int          // above 0: only open ones due within so many days
	Doubtful bool         // also what rests on doubtful reports
}

// States returns the states of a promise, as Options takes them.
func States() []string { return []string{"open", "overdue", "kept", "missed", "withdrawn"} }

// longest is how many days before the day asked for what was promised may have
// been held, to count as kept.
const longest = 400

// eventsOfAll is how many of the newest events say how promises of all countries
// stand: there are too many to look at all of them. Of one country all are
// looked at.
const eventsOfAll = 2000

// Of makes the ledger. It fails with Invalid for a state that is none.
func Of(ctx context.Context, store dossier.Record, l *link.Linker, o Options) (*Ledger, error) {
	if o.State != "" && !slices.Contains(States(), o.State) {
		return nil, &fault.Error{Op: "ledger", Kind: fault.Invalid, ID: o.State, Err: errors.New("this is no state of a promise: it is one of " + strings.Join(States(), ", "))}
	}
	all, err := dossier.GatherPromises(ctx, store, l, record.PledgeFilter{Party: o.Country, Newest: o.Country == ""}, o.AsOf, o.Doubtful)
	if err != nil {
		return nil, err
	}
	if len(all) > 0 {
		f := record.EventFilter{Party: o.Country, Since: o.AsOf.AddDays(-longest)}
		if o.Country == "" {
			f.Limit = eventsOfAll
		}
		happenings, stories, err := dossier.Gather(ctx, store, l, f, o.AsOf, o.Doubtful)
		if err != nil {
			return nil, err
		}
		l.Settle(all, happenings, l.Outcomes(happenings, stories, o.AsOf), stories, o.AsOf)
	}
	out := &Ledger{AsOf: o.AsOf}
	var late, rest []dossier.Promise
	for _, p := range all {
		if p.Unheard() || o.State != "" && p.State != o.State || o.Slipped && !p.Slipped() || o.Soon > 0 && !soon(p, o) {
			continue
		}
		x := dossier.PromiseOf(p)
		if p.State == "overdue" {
			late = append(late, x)
		} else {
			rest = append(rest, x)
		}
	}
	dossier.SortOverdue(late)
	out.Promises = append(late, rest...)
	return out, nil
}

// Facts returns the pledges from which the promises were read, as STORY.PLEDGE.
func (l *Ledger) Facts() map[string]bool {
	out := map[string]bool{}
	for i := range l.Promises {
		for _, c := range l.Promises[i].Reports {
			out[c.Story+"."+c.Fact] = true
		}
	}
	return out
}

// Soon reports whether a promise is open and due within so many days.
func Soon(p *dossier.Promise, today calendar.Day, days int) bool {
	return p.State == "open" && ahead(p.Due, today, days)
}

// soon reports whether an open promise is due within the days asked for.
func soon(p *link.Promise, o Options) bool {
	_, due := p.Due()
	return p.State == "open" && ahead(due, o.AsOf, o.Soon)
}

// ahead reports whether a day is today or one of so many after it. What was put
// off without a new day is open, though its day has passed.
func ahead(due, today calendar.Day, days int) bool {
	n := 0
	if !due.IsZero() {
		n = due.Last().Sub(today)
	}
	return !due.IsZero() && n >= 0 && n <= days
}
