package page

import (
	"cmp"
	"iter"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/record"
)

// LedgerView says what of a ledger is shown.
type LedgerView struct {
	State       string // overdue, soon, open, kept, missed, withdrawn or slipped; "": all
	Country     string
	AsOf, Today calendar.Day
	Doubtful    bool
	Skip        int
}

// LedgerStates returns the filters of a ledger, in their order.
func LedgerStates() []string {
	return []string{"overdue", "soon", "open", "kept", "missed", "withdrawn", "slipped"} // Grammar: the filters, as addresses have them
}

// Ledger is the page of what was promised.
type Ledger struct {
	AsOf, Country, State string
	AsOfText             string
	Tallies              []Tally
	Parts                []Section
	Shown                string
	Older, Newer, Count  string
	CSV, JSON            string
	All, Invented, Past  bool
	Axis                 *Chart // over all rows
	Key                  []Chip
}

// perLedger is how many promises a page shows.
const perLedger = 50

func (v LedgerView) at(state, country string) string {
	a := AgendaView{AsOf: v.AsOf, Today: v.Today, Country: country, Doubtful: v.Doubtful}
	q := a.query()
	if state != "" {
		q = join(q, "state="+state)
	}
	return "/ledger" + prefixed(q)
}

// LedgerOf sets a ledger: what is late first, all on one line of time.
func LedgerOf(l *ledger.Ledger, v LedgerView, labels Labels) Ledger {
	s := setter{l: labels}
	p := Ledger{AsOf: v.AsOf.String(), AsOfText: DayText(v.AsOf), Country: v.Country, State: v.State, All: v.Doubtful, Past: v.AsOf != v.Today}
	p.Tallies = s.ledgerTallies(l, v)
	all := v.sorted(l.Promises)
	p.Shown = plural(len(all), "promise")
	p.Count = pageCount(v.Skip, perLedger, len(all))
	here := v.at(v.State, v.Country)
	if v.Skip > 0 {
		p.Newer = here + sep(here) + "skip=" + itoa(max(0, v.Skip-perLedger))
	}
	if v.Skip+perLedger < len(all) {
		p.Older = here + sep(here) + "skip=" + itoa(v.Skip+perLedger)
	}
	some := all[min(v.Skip, len(all)):min(v.Skip+perLedger, len(all))]
	first, last := horizon(some, v.AsOf)
	for i := range some {
		x := &some[i]
		group := standing(x, v.AsOf)
		if n := len(p.Parts); n == 0 || p.Parts[n-1].ID != group {
			p.Parts = append(p.Parts, Section{ID: group, Title: ledgerName(group), Late: group == "overdue" || group == "missed"})
		}
		r := s.promise(x, v.AsOf)
		r.Drift = drift(x, v.AsOf, first, last)
		at := &p.Parts[len(p.Parts)-1]
		at.Rows = append(at.Rows, r)
	}
	p.Axis = timeAxis(first, last, v.AsOf)
	query := here[len("/ledger"):]
	p.CSV, p.JSON = "/ledger.csv"+query, "/ledger.json"+query
	p.Key = []Chip{{"happened", "promised"}, {"due", "day set"}, {"overdue", "day passed"}, {"kept", "kept"}}
	p.Invented = s.invented
	return p
}

// timeAxis draws the years or months over the drifts; nil where there are none.
func timeAxis(first, last, today calendar.Day) *Chart {
	if first.IsZero() {
		return nil
	}
	c := &Chart{Width: 430, Height: 16}
	a := axis{first, last, onDrift(0), onDrift(100)}
	a.years(c, 0, 0)
	c.Lines = []Stroke{{X1: a.at(today), Y1: 2, X2: a.at(today), Y2: 16, Class: "today"}}
	return c
}

// horizon returns the days between which promises and their deadlines lie, at
// most some months before and after today: what lies beyond stands at the edge.
func horizon(all []dossier.Promise, today calendar.Day) (first, last calendar.Day) {
	const furthest = 400
	for i := range all {
		x := &all[i]
		made, ok := madeOn(x)
		if !ok || x.Due.IsZero() {
			continue
		}
		if first.IsZero() || made.Before(first) {
			first = made
		}
		last = latest(last, x.Due.Last())
	}
	if first.IsZero() {
		return first, last
	}
	if edge := today.AddDays(furthest); edge.Before(last) {
		last = edge
	}
	return latest(first, today.AddDays(-furthest)), latest(last, today)
}

// standing returns the heading under which a promise stands.
func standing(x *dossier.Promise, today calendar.Day) string {
	if ledger.Soon(x, today, soon) {
		return "soon"
	}
	return x.State
}

func ledgerName(group string) string {
	switch group {
	case "soon":
		return "Due soon"
	case "slipped":
		return "Put off"
	}
	return upperFirst(group)
}

// shows reports whether a filter lets a promise through.
func shows(state string, x *dossier.Promise, today calendar.Day) bool {
	switch state {
	case "":
		return true
	case "soon":
		return ledger.Soon(x, today, soon)
	case "slipped":
		return len(x.Slipped) > 0
	}
	return x.State == state
}

// sorted returns the promises that a view shows: what is overdue first, then
// what is due soon, open, missed, kept and withdrawn.
func (v LedgerView) sorted(all []dossier.Promise) []dossier.Promise {
	rank := func(x *dossier.Promise) int {
		switch standing(x, v.AsOf) {
		case "overdue":
			return 0
		case "soon":
			return 1
		case "open":
			return 2
		case "missed":
			return 3
		case "kept":
			return 4
		}
		return 5
	}
	var out []dossier.Promise
	for i := range all {
		if shows(v.State, &all[i], v.AsOf) {
			out = append(out, all[i])
		}
	}
	slices.SortStableFunc(out, func(a, b dossier.Promise) int { return rank(&a) - rank(&b) })
	return out
}

// Promises returns what of a ledger a view shows, in its order.
func (v LedgerView) Promises(l *ledger.Ledger) []dossier.Promise { return v.sorted(l.Promises) }

// ledgerTallies counts what a ledger could be narrowed down to.
func (s *setter) ledgerTallies(l *ledger.Ledger, v LedgerView) []Tally {
	counts, byCountry := map[string]int{}, map[string]int{}
	for i := range l.Promises {
		x := &l.Promises[i]
		for _, state := range LedgerStates() {
			if shows(state, x, v.AsOf) {
				counts[state]++
			}
		}
		for code := range countries(x.Parties) {
			byCountry[code]++
		}
	}
	all := Tally{Title: "Ledger", Rows: []Filter{{Label: "Everything", URL: v.at("", v.Country), N: len(l.Promises), Counted: true, On: v.State == ""}}}
	for _, state := range LedgerStates() {
		all.Rows = append(all.Rows, Filter{Label: ledgerName(state), URL: v.at(state, v.Country), N: counts[state], Counted: true, On: v.State == state, Late: (state == "overdue" || state == "missed") && counts[state] > 0})
	}
	where := s.byCountry(byCountry, v.Country, len(l.Promises), func(country string) string { return v.at(v.State, country) })
	return append([]Tally{all}, where...)
}

// byCountry returns the countries that a list of n could be narrowed down to, or
// the one that it is; none where it has none. At returns the address of the
// list of a country, of all for "".
func (s *setter) byCountry(counts map[string]int, chosen string, n int, at func(country string) string) []Tally {
	out := Tally{Title: "Countries"}
	if chosen != "" {
		out.Rows = []Filter{{Label: "All countries", URL: at("")}, {Label: s.l.Country(chosen), URL: at(chosen), N: n, Counted: true, On: true}}
		return []Tally{out}
	}
	for _, c := range ranked(counts) {
		f := Filter{Label: s.l.Country(c.Value), URL: at(c.Value), N: c.N, Counted: true}
		if len(out.Rows) < 8 {
			out.Rows = append(out.Rows, f)
		} else {
			out.More = append(out.More, f)
		}
	}
	if len(out.Rows) == 0 {
		return nil
	}
	return []Tally{out}
}

// countries returns the codes of the countries among parties, each once.
func countries(ps []dossier.Party) iter.Seq[string] {
	return func(yield func(string) bool) {
		var seen []string
		for _, p := range ps {
			if len(p.Code) != 3 || !fact.OfState(p.Code) || slices.Contains(seen, p.Code) {
				continue
			}
			if seen = append(seen, p.Code); !yield(p.Code) {
				return
			}
		}
	}
}

// ranked returns counts, most first, then by value.
func ranked(counts map[string]int) []record.Count {
	var out []record.Count
	for v, n := range counts {
		out = append(out, record.Count{Value: v, N: n})
	}
	slices.SortFunc(out, func(a, b record.Count) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Value, b.Value)) })
	return out
}
