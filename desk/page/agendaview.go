package page

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// AgendaView says how an agenda is laid out, and what of it is shown.
type AgendaView struct {
	Kind     string       // month, week or list
	First    calendar.Day // of the month, the week or the list
	Last     calendar.Day
	State    string // one of agendaStates; "": all
	Country  string // code; "": all
	AsOf     calendar.Day
	Today    calendar.Day
	Doubtful bool
	Skip     int // rows of the list
}

// title names a view, and leads to the one before and after it.
func (v *AgendaView) title() (title string, before, after Door) {
	switch v.Kind {
	case "week":
		title = "Week of " + DayText(v.First)
		return title, Door{Text: "Week before", Address: v.at("week", v.First.AddDays(-7))}, Door{Text: "Week after", Address: v.at("week", v.First.AddDays(7))}
	case "list":
		title = "From " + DayText(v.First)
		if !v.Last.IsZero() {
			title += " to " + DayText(v.Last)
		}
		return title, Door{}, Door{}
	}
	m := monthOf(v.First.String())
	return monthName(m), Door{Text: monthDay(m - 1).First().Time().Format("January"), Address: v.at("month", monthDay(m-1))}, Door{Text: monthDay(m + 1).First().Time().Format("January"), Address: v.at("month", monthDay(m+1))}
}

// weekOf returns the Monday of the week that a view shows first: that of today
// where it shows today.
func (v *AgendaView) weekOf() calendar.Day {
	day := v.First
	if !v.Today.Before(v.First) && (v.Last.IsZero() || !v.Last.Before(v.Today)) {
		day = v.Today
	}
	return Monday(day)
}

// Monday returns the first day of a day's week.
func Monday(d calendar.Day) calendar.Day { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// query returns the fields of addresses that stay whatever is shown.
func (v *AgendaView) query() string {
	var q []string
	if v.AsOf != v.Today {
		q = append(q, "asof="+v.AsOf.String())
	}
	if v.Country != "" {
		q = append(q, "country="+v.Country)
	}
	if v.Doubtful {
		q = append(q, "all=on")
	}
	return strings.Join(q, "&")
}

// spanned is the query with the days that are shown.
func (v *AgendaView) spanned() string {
	q := join(v.query(), "from="+v.First.String())
	if !v.Last.IsZero() {
		q += "&to=" + v.Last.String()
	}
	return q
}

// at returns the address of a view from a day on; the zero day leaves it out.
func (v *AgendaView) at(kind string, day calendar.Day) string {
	q := v.query()
	if kind != "month" {
		q = join(q, "view="+kind)
	}
	if v.State != "" {
		q = join(q, "state="+v.State)
	}
	if !day.IsZero() {
		if kind == "month" {
			q = join(q, "from="+monthCode(monthOf(day.First().String())))
		} else {
			q = join(q, "from="+day.First().String())
		}
	}
	return "/agenda" + prefixed(q)
}

// agendaStates are the filters of an agenda with what they are called.
func agendaStates() []Filter {
	return []Filter{{URL: "planned", Label: "Planned"}, {URL: "held", Label: "Held"}, {URL: "unconfirmed", Label: "Unconfirmed"}, {URL: "put-off", Label: "Put off"}, {URL: "called-off", Label: "Called off"}}
}

// AgendaState reports whether there is a filter of that name.
func AgendaState(name string) bool {
	for _, f := range agendaStates() {
		if f.URL == name {
			return true
		}
	}
	return name == ""
}

func stateOf(x *dossier.Line) string {
	switch x.State {
	case link.Held:
		return "held"
	case link.Unconfirmed:
		return "unconfirmed"
	case link.Postponed, link.Moved:
		return "put-off"
	case link.Cancelled:
		return "called-off"
	}
	return "planned"
}

// once returns the items without those that were announced for a day that is not
// shown and are told again for one that is.
func (v *AgendaView) once(all []dossier.Line) []dossier.Line {
	again := map[string]bool{}
	for i := range all {
		if x := &all[i]; v.has(x.From) {
			again[x.ID] = true
			again[x.Follows] = true
		}
	}
	delete(again, "")
	return slices.DeleteFunc(slices.Clone(all), func(x dossier.Line) bool {
		return !v.has(x.From) && x.From.Whole() && again[x.Follows]
	})
}

// shown returns the items that a view's filter lets through.
func (v *AgendaView) shown(all []dossier.Line) []dossier.Line {
	return slices.DeleteFunc(slices.Clone(all), func(x dossier.Line) bool { return v.State != "" && stateOf(&x) != v.State })
}

// has reports whether a view shows a day.
func (v *AgendaView) has(d calendar.Day) bool {
	return d.Whole() && !d.Before(v.First) && !v.Last.Before(d)
}

// dayOf returns the day under which an item stands: its own, or the one to which
// it was moved where only that is shown; not whole where neither is certain.
func (v *AgendaView) dayOf(x *dossier.Line) calendar.Day {
	if x.From.Whole() && !v.has(x.From) && v.has(x.NewFrom) {
		return x.NewFrom
	}
	return x.From
}

// certain puts items by their days, and what has no certain day behind them.
func (v *AgendaView) certain(items []dossier.Line) []dossier.Line {
	number := func(x *dossier.Line) int64 {
		if d := v.dayOf(x); d.Whole() {
			return record.DayNumber(d)
		}
		return math.MaxInt64
	}
	out := slices.Clone(items)
	slices.SortStableFunc(out, func(a, b dossier.Line) int { return cmp.Compare(number(&a), number(&b)) })
	return out
}
