// Package dossier puts together what is on record about a pair of countries, a
// country, a person, an organisation or a topic, as of any day: what comes
// next, what is overdue, what was agreed, who went where, and how it went month
// by month. What goes in is what the record answers, what comes out is a value
// that is the same to the byte for the same record and day; every line has its
// reports.
package dossier

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// Dossier is all that is on record about a subject, as of a day.
type Dossier struct {
	Subject    Subject      `json:"subject"`
	AsOf       calendar.Day `json:"as_of"`
	Stories    int          `json:"stories"`
	Sources    int          `json:"sources"`
	Happenings int          `json:"happenings"`
	First      calendar.Day `json:"first,omitzero"` // on which the oldest story came
	Next       []Line       `json:"next"`           // plans whose day is to come, soonest first
	Changed    []Line       `json:"changed"`        // plans put off, moved, called off, and those of which nothing was heard
	Overdue    []Promise    `json:"overdue"`        // pledges whose day has passed
	Pledges    []Promise    `json:"pledges"`        // all others
	Agreements []Line       `json:"agreements"`     // agreed or signed, newest first
	Visits     []Line       `json:"visits"`         // made, newest first
	Ways       []Way        `json:"ways,omitempty"` // of a pair: visits by direction, announced ones too
	Numbers    []Number     `json:"numbers"`
	Figures    []Series     `json:"figures"`  // those with most points first
	Quotes     []Speaker    `json:"quotes"`   // those who say most first
	Offices    []Tenure     `json:"offices"`  // by country, title and time
	Timeline   []Line       `json:"timeline"` // all that happened, newest first
	Months     []Month      `json:"months"`   // oldest first
	name       func(code string) string
	New        []Line       `json:"new,omitempty"`         // told since, or otherwise become of since
	NewPledges []Promise    `json:"new_pledges,omitempty"` // made since, or otherwise standing since
	Since      calendar.Day `json:"since,omitzero"`        // what is New came after that day
}

// Line is one happening as a dossier tells it.
type Line struct {
	ID      string       `json:"id"`
	From    calendar.Day `json:"from,omitzero"`
	To      calendar.Day `json:"to,omitzero"`
	Dated   bool         `json:"dated"` // whether a story gives the day; else it is that of the story
	Text    string       `json:"text"`
	Type    string       `json:"type"`
	Mode    string       `json:"mode,omitempty"`
	Status  fact.Status  `json:"status"`
	Place   string       `json:"place,omitempty"`
	Parties []Party      `json:"parties,omitempty"` // who is in it, the place among them, as Text names them
	Says    string       `json:"says,omitempty"`    // who says so, where it is not the story itself
	Desk    string       `json:"desk,omitempty"`    // who at the desk says so instead, and when: see say.ByDesk
	Doubt   bool         `json:"doubt,omitempty"`
	Sources int          `json:"sources"`
	Reports []Cite       `json:"reports"`
	State   link.State   `json:"state,omitempty"` // of a plan
	Became  string       `json:"became,omitempty"`
	Because []Cite       `json:"because,omitempty"`
	// Of a plan: to when it was moved, which happening says so, and how often it
	// came to stand otherwise since it was announced.
	NewFrom calendar.Day `json:"new_from,omitzero"`
	NewTo   calendar.Day `json:"new_to,omitzero"`
	Follows string       `json:"follows,omitempty"`
	Steps   int          `json:"steps,omitempty"`
	Best    int          `json:"-"` // which of Reports says what Text does
	Retold  bool         `json:"-"` // all that is told of it stands before what its stories are about
}

// Promise is one pledge as a dossier tells it.
type Promise struct {
	ID      string         `json:"id"`
	By      []string       `json:"by"`
	To      []string       `json:"to,omitempty"`
	What    string         `json:"what"`
	Text    string         `json:"text"`           // the promise as a sentence: see say.Promise
	Desk    string         `json:"desk,omitempty"` // who at the desk says so, and when
	Due     calendar.Day   `json:"due,omitzero"`   // its last day
	State   string         `json:"state"`
	Slipped []calendar.Day `json:"slipped,omitempty"` // earlier deadlines, oldest first
	Sources int            `json:"sources"`
	Reports []Cite         `json:"reports"`
	Why     string         `json:"why,omitempty"` // where the state follows from what became of the event that was promised
	Because []Cite         `json:"because,omitempty"`
	Parties []Party        `json:"parties,omitempty"`
	Acts    []string       `json:"-"` // the events that are promised, as STORY.EVENT
}

// Party is somebody who has a part in a line, or the place of it.
type Party struct {
	Name string `json:"name"`
	Key  string `json:"key,omitempty"`  // record.EntityKey
	Code string `json:"code,omitempty"` // of its country, or of what else it acts for
}

// Cite is where something stands: a story, and its words.
type Cite struct {
	Story    string `json:"story"`
	Fact     string `json:"fact,omitempty"` // id in the story's reading
	Headline string `json:"headline"`
	Source   string `json:"source"`
	Day      string `json:"day"` // on which the story came, YYYY-MM-DD
	Words    string `json:"words"`
	Copies   int    `json:"copies,omitempty"` // other stories with the same words
}

// Month counts what happened in a month.
type Month struct {
	Month       string `json:"month"` // YYYY-MM
	Cooperation int    `json:"cooperation"`
	Conflict    int    `json:"conflict"`
}

// Options say how a dossier is made.
type Options struct {
	AsOf     calendar.Day // what had come in by the end of that day; required
	Since    calendar.Day // zero: nothing is marked as new
	Doubtful bool         // also what rests on a single doubtful report
	// Country names a country by its code; nil shows the code.
	Country func(code string) string
}

func (o *Options) name(code string) string {
	if o.Country != nil {
		if name := o.Country(code); name != "" {
			return name
		}
	}
	return code
}

// Of makes the dossier of a subject.
func Of(ctx context.Context, store Record, l *link.Linker, s Subject, o Options) (*Dossier, error) {
	events, pledges := s.filters()
	var happenings []*link.Happening
	var stories []*link.Story
	var promises []*link.Promise
	var found details
	asks := []func() error{func() (err error) {
		happenings, stories, err = Gather(ctx, store, l, events, o.AsOf, o.Doubtful)
		return err
	}}
	if s.Topic == "" { // pledges, figures, quotes and offices have none
		asks = append(asks, func() (err error) {
			promises, err = GatherPromises(ctx, store, l, pledges, o.AsOf, o.Doubtful)
			return err
		}, func() (err error) {
			found, err = gatherDetails(ctx, store, &s, &o)
			return err
		})
	}
	if err := together(asks...); err != nil {
		return nil, err
	}
	s.rename(happenings)
	d := &Dossier{Subject: s, AsOf: o.AsOf, Since: o.Since, Happenings: len(happenings), Ways: s.ways(), name: o.name}
	d.count(happenings, promises)
	outcomes := l.Outcomes(happenings, stories, o.AsOf)
	l.Settle(promises, happenings, outcomes, stories, o.AsOf)
	before := earlier(l, happenings, stories, o.Since)
	for _, h := range happenings {
		d.add(h, outcomes, before)
	}
	for _, p := range promises {
		d.promise(p)
	}
	d.Figures, d.Quotes, d.Offices = seriesOf(found[record.FigureFact], o.Doubtful), d.speakers(found[record.QuoteFact], o.Doubtful), d.tenures(found[record.OfficeFact])
	newestFirst := func(a, b Line) int {
		return cmp.Or(cmp.Compare(record.DayNumber(b.From), record.DayNumber(a.From)), cmp.Compare(a.ID, b.ID))
	}
	for _, list := range []*[]Line{&d.Changed, &d.Agreements, &d.Visits, &d.Timeline, &d.New} {
		slices.SortFunc(*list, newestFirst)
	}
	for i := range d.Ways {
		slices.SortFunc(d.Ways[i].Visits, newestFirst)
	}
	SortOverdue(d.Overdue)
	d.numbers(o.name)
	slices.SortFunc(d.Months, func(a, b Month) int { return cmp.Compare(a.Month, b.Month) })
	return d, nil
}

// count notes how much the dossier rests on, and since when.
func (d *Dossier) count(happenings []*link.Happening, promises []*link.Promise) {
	stories, sources := map[string]bool{}, map[string]bool{}
	one := func(story, source string, at time.Time) {
		stories[story], sources[source] = true, true
		if day := calendar.Of(at); d.First.IsZero() || day.Before(d.First) {
			d.First = day
		}
	}
	for _, h := range happenings {
		for _, r := range h.Reports {
			one(r.StoryID, r.Source, r.At)
		}
	}
	for _, p := range promises {
		for _, r := range p.Reports {
			one(r.StoryID, r.Source, r.At)
		}
	}
	d.Stories, d.Sources = len(stories), len(sources)
}

// add puts a happening under the headings where it belongs.
func (d *Dossier) add(h *link.Happening, outcomes map[*link.Happening]link.Outcome, before map[string]link.State) {
	x := LineOf(h, d.name)
	if o, ok := outcomes[h]; ok {
		x.Outcome(o)
		switch o.State {
		case link.Ahead:
			d.Next = append(d.Next, x)
		case link.Postponed, link.Moved, link.Cancelled, link.Unconfirmed:
			d.Changed = append(d.Changed, x)
		}
	} else if s := x.Status; s == fact.Happened || s == fact.Ongoing {
		d.happened(h, x)
	}
	d.visit(h, x)
	was, told := before[h.ID]
	if !d.Since.IsZero() && (!told || was != x.State) {
		d.New = append(d.New, x)
	}
}

func (d *Dossier) happened(h *link.Happening, x Line) {
	d.Timeline = append(d.Timeline, x)
	switch {
	case x.Mode == "visit":
		d.Visits = append(d.Visits, x)
	case agreed(h):
		d.Agreements = append(d.Agreements, x)
	}
	t, ok := ontology.Parse(x.Type)
	if !ok || t.Quad() == 0 || x.From.IsZero() {
		return
	}
	month := x.From.First().String()[:len("2006-01")]
	i := slices.IndexFunc(d.Months, func(m Month) bool { return m.Month == month })
	if i < 0 {
		i = len(d.Months)
		d.Months = append(d.Months, Month{Month: month})
	}
	if t.Cooperative() {
		d.Months[i].Cooperation++
	} else {
		d.Months[i].Conflict++
	}
}

// SortOverdue puts promises whose day passed last first: what has been overdue for
// years is news to nobody.
func SortOverdue(all []Promise) {
	slices.SortStableFunc(all, func(a, b Promise) int { return cmp.Compare(record.DayNumber(b.Due), record.DayNumber(a.Due)) })
}

func (d *Dossier) promise(p *link.Promise) {
	if p.Unheard() {
		return // it is among the plans of which nothing was heard
	}
	x := PromiseOf(p)
	if !d.Since.IsZero() && p.ChangedSince(d.Since) {
		d.NewPledges = append(d.NewPledges, x)
	}
	if x.State == "overdue" {
		d.Overdue = append(d.Overdue, x)
		return
	}
	d.Pledges = append(d.Pledges, x)
}

// LineOf returns a happening as a dossier tells it.
func LineOf(h *link.Happening, name func(code string) string) Line {
	b := h.Best
	x := Line{
		ID: h.ID, From: b.From, To: b.To, Dated: b.Dated, Text: textOf(b, name), Type: b.Event.Type,
		Status: b.Event.Status, Place: b.Place, Says: b.Asserter, Sources: h.Sources(), Doubt: b.Event.Confidence == fact.Low,
	}
	if x.Desk = say.ByDesk(&b.Event.Evidence, b.Event.ID); x.Desk != "" {
		x.Says = ""
	}
	if b.Event.Mode != nil {
		x.Mode = *b.Event.Mode
	}
	x.Reports, x.Best = cites(h), max(0, slices.Index(h.Reports, b))
	actors, recipients := called(b.Actors, b.Event.Actors, name), called(b.Recipients, b.Event.Recipients, name)
	x.Parties = append(parties(actors, b.ActorKeys, b.Event.Actors), parties(recipients, b.RecipientKeys, b.Event.Recipients)...)
	if b.Place != "" {
		x.Parties = append(x.Parties, Party{Name: b.Place, Key: b.PlaceKey})
	}
	x.Retold = !slices.ContainsFunc(h.Reports, func(r *link.Report) bool { return !retold(r) })
	return x
}

// textOf returns what a report tells, without the days that its line says: by its
// words where nobody is known who does it.
func textOf(r *link.Report, name func(code string) string) string {
	if words := strings.Fields(r.Words); !say.Told(&r.Event) && len(r.Actors) == 0 && len(words) >= fewest {
		return say.Capital(strings.Join(words, " "))
	}
	text := say.Event(&r.Event, called(r.Actors, r.Event.Actors, name), called(r.Recipients, r.Event.Recipients, name))
	if !r.Dated {
		return text
	}
	return say.Undated(text)
}

// retold reports whether a report tells what was before its story: in the
// background, or in the past perfect of no stated day.
func retold(r *link.Report) bool {
	return r.Event.Background || !r.Dated && r.Event.Status == fact.Happened && strings.Contains(r.Event.Summary+" ", " had ")
}

// fewest is how many words tell something by themselves: talks on the shipyard.
const fewest = 4

// parties returns a side of a line; keys may be nil.
func parties(names, keys []string, ps []fact.Party) []Party {
	var out []Party
	for i, p := range ps {
		x := Party{Code: p.Code}
		if i < len(names) {
			x.Name = names[i]
		}
		if i < len(keys) {
			x.Key = keys[i]
		}
		out = append(out, x)
	}
	return out
}

// called returns the names of parties; one that the story names by its country
// alone is called by the country's name.
func called(names []string, parties []fact.Party, name func(code string) string) []string {
	out := slices.Clone(names)
	for i := range out {
		if i < len(parties) && parties[i].Entity == nil && name != nil && parties[i].Code != "UNK" {
			out[i] = cmp.Or(name(parties[i].Code), out[i])
		}
	}
	return out
}

func cites(h *link.Happening) []Cite {
	var out []Cite
	for _, r := range h.Reports {
		out = append(out, Cite{r.StoryID, r.Event.ID, r.Headline, r.Source, calendar.Of(r.At).String(), r.Words, r.Copies})
	}
	return out
}

// Outcome adds what became of a plan.
func (x *Line) Outcome(o link.Outcome) {
	x.State, x.Became = o.State, say.List(o.Why)
	x.Steps = o.Steps
	if o.Because != nil {
		x.Because, x.Follows, x.NewFrom, x.NewTo = cites(o.Because), o.Because.ID, o.From, o.To
	}
}

// PromiseOf returns a promise as a dossier tells it.
func PromiseOf(p *link.Promise) Promise {
	_, due := p.Due()
	x := Promise{ID: p.ID, By: p.Last.By, To: p.Last.To, What: p.Last.What, Text: p.Last.Told, Due: due, State: p.State, Sources: p.Sources()}
	if x.Text == "" {
		x.Text = say.Promise(say.Pledge{By: x.By, What: x.What})
	}
	if !due.IsZero() {
		x.Text = say.Undated(x.Text)
	}
	if all := p.Last.Pledge.Evidence; len(all) > 0 {
		x.Desk = say.ByDesk(&all[0], p.Last.Pledge.ID)
	}
	for _, d := range p.Dues[:max(0, len(p.Dues)-1)] {
		x.Slipped = append(x.Slipped, d.To)
	}
	for _, r := range p.Reports {
		if r.Pledge.Event != nil {
			x.Acts = append(x.Acts, r.StoryID+"."+*r.Pledge.Event)
		}
		x.Reports = append(x.Reports, Cite{Story: r.StoryID, Fact: r.Pledge.ID, Headline: r.Headline, Source: r.Source, Day: calendar.Of(r.At).String(), Words: r.What})
	}
	x.Parties = append(parties(x.By, nil, p.Last.Pledge.By), parties(x.To, nil, p.Last.Pledge.To)...)
	if p.Because != nil {
		x.Why, x.Because = p.Why, cites(p.Because)
	}
	return x
}
