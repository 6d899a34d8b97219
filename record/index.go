package record

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/say"
)

// KeyValue is a property of a story by which it is listed.
type KeyValue struct {
	Key   Key
	Value string
}

// Index is what a store looks stories and facts up by. It is made anew from
// the latest version, its reading and the judgements whenever one of them
// changes, so both stores answer alike.
type Index struct {
	Keys    []KeyValue // sorted, each once
	Events  []EventRow
	Pledges []PledgeRow
	Details []IndexedDetail
	Held    []Held
}

// IndexOf makes the index of a version; r may be nil: not read yet.
func IndexOf(e *Entry, r *fact.Reading, js []Judgement) Index {
	x := indexer{entry: e, item: ItemOf(e)}
	x.key(BySource, e.Story.Source)
	x.key(BySection, e.Story.Section)
	x.key(ByLanguage, e.Story.Language)
	if len(e.Story.Trouble) > 0 {
		x.key(ByTrouble, "intake")
	}
	if r != nil {
		c := apply(r, js)
		x.gone = c.gone
		x.reading(c.out)
	}
	slices.SortFunc(x.out.Keys, func(a, b KeyValue) int {
		if c := strings.Compare(string(a.Key), string(b.Key)); c != 0 {
			return c
		}
		return strings.Compare(a.Value, b.Value)
	})
	x.out.Keys = slices.Compact(x.out.Keys)
	return x.out
}

type indexer struct {
	entry    *Entry
	item     Item
	r        *fact.Reading
	gone     []fact.Span // the words of facts that a person judged wrong
	names    map[string]*fact.Entity
	speakers *Speakers
	out      Index
}

func (x *indexer) key(k Key, v string) {
	if v = strings.TrimSpace(v); v != "" {
		x.out.Keys = append(x.out.Keys, KeyValue{k, v})
	}
}

func (x *indexer) reading(r *fact.Reading) {
	x.r, x.names, x.speakers = r, make(map[string]*fact.Entity, len(r.Entities)), NewSpeakers(r)
	if d := r.Story.Dateline; d != nil && d.Country != nil {
		x.key(ByCountry, *d.Country)
	}
	for i := range r.Entities {
		n := &r.Entities[i]
		x.names[n.ID] = n
		if k := EntityKey(n); k != "" {
			x.key(ByEntity, k)
		}
		x.held(n)
		if n.Kind == fact.Country && n.Country != nil {
			x.key(ByCountry, *n.Country)
		}
	}
	for _, t := range r.Trouble {
		x.key(ByTrouble, t.Pass)
	}
	if x.entry.Version.Kind == news.Kill {
		return // what a killed story said is no longer on record as said
	}
	for i := range r.Events {
		x.event(&r.Events[i])
	}
	for i := range r.Pledges {
		x.pledge(&r.Pledges[i])
	}
	x.details(r)
}

func (x *indexer) event(ev *fact.Event) {
	row := EventRow{
		StoryID: x.item.StoryID, ContentID: x.item.ContentID, Headline: x.item.Headline, Source: x.item.Source,
		At: x.item.At, Reader: x.r.Reader, Event: *ev,
		Actors: x.parties(ev.Actors), Recipients: x.parties(ev.Recipients),
		ActorKeys: keysOf(x.r, ev.Actors), RecipientKeys: keysOf(x.r, ev.Recipients),
		Words: x.words(ev.Evidence), Live: true, From: x.day(), To: x.day(),
	}
	if ev.Time != nil {
		row.From, row.To = ev.Time.From, ev.Time.To
		row.Dated = ev.TimeBasis == nil || *ev.TimeBasis == "stated"
	}
	if ev.Place != nil {
		row.Place = x.name(*ev.Place)
		if n := x.names[*ev.Place]; n != nil {
			row.PlaceKey = EntityKey(n)
		}
	}
	if ev.AssertedBy != nil {
		row.Asserter = x.speakers.Called(*ev.AssertedBy)
	}
	x.out.Events = append(x.out.Events, row)
	x.key(ByType, ev.Type)
	x.key(ByStatus, string(ev.Status))
	if ev.Mode != nil {
		x.key(ByMode, *ev.Mode)
	}
	for _, c := range ev.Contexts {
		x.key(ByTopic, c)
	}
}

func (x *indexer) pledge(p *fact.Pledge) {
	row := PledgeRow{
		StoryID: x.item.StoryID, ContentID: x.item.ContentID, Headline: x.item.Headline, Source: x.item.Source,
		At: x.item.At, Reader: x.r.Reader, Pledge: *p,
		By: x.parties(p.By), To: x.parties(p.To), What: within(x.r.Story.Text, p.What.Start, p.What.End), Live: true,
	}
	row.Told = Told(x.r, p)
	x.out.Pledges = append(x.out.Pledges, row)
}

// Told returns a promise of a reading as a sentence: see say.Promise.
func Told(r *fact.Reading, p *fact.Pledge) string {
	out := say.Pledge{What: within(r.Story.Text, p.What.Start, p.What.End)}
	speakers := NewSpeakers(r)
	for _, by := range p.By {
		name := by.Called(r.Story.Text, by.Code)
		if by.Entity != nil {
			name = speakers.Apart(*by.Entity)
		}
		out.By = append(out.By, name)
	}
	if len(p.Evidence) > 0 && p.Evidence[0].Trigger != nil {
		out.Made = within(r.Story.Text, p.Evidence[0].Trigger.Start, p.What.Start)
	}
	if i := slices.IndexFunc(r.Events, func(e fact.Event) bool { return p.Event != nil && e.ID == *p.Event }); i >= 0 {
		out.Told = r.Events[i].Summary
	}
	return say.Promise(out)
}

// day returns the day that stands for an event without a time.
func (x *indexer) day() calendar.Day {
	if d := x.item.Day; d.Whole() {
		return d
	}
	return ofTime(x.item.At)
}

// parties returns the parties' names and adds their countries to the keys.
func (x *indexer) parties(ps []fact.Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.Called(x.r.Story.Text, p.Code)
		if p.Entity != nil {
			out[i] = x.name(*p.Entity)
		}
		if len(p.Code) == 3 && fact.OfState(p.Code) {
			x.key(ByCountry, p.Code)
		}
	}
	return out
}

func (x *indexer) name(id string) string {
	if n := x.names[id]; n != nil {
		return n.Name
	}
	return id
}

func (x *indexer) words(ev fact.Evidence) string {
	return within(x.r.Story.Text, ev.Start, ev.End)
}

// within returns s[a:b], or "" where that does not lie in s.
func within(s string, a, b int) string {
	if a < 0 || b < a || b > len(s) {
		return ""
	}
	return s[a:b]
}

// StateAt returns a pledge's state by the clock: what the text asserts, and
// overdue where it is open and the last day due has passed. The zero day
// leaves the clock out.
func StateAt(p *fact.Pledge, day calendar.Day) string {
	if p.Asserted == "open" && p.Due != nil && !p.Due.To.IsZero() && !day.IsZero() && p.Due.To.Last().Before(day.First()) {
		return "overdue"
	}
	return p.Asserted
}

// Hidden reports whether a version is under embargo then; the zero time hides
// nothing.
func Hidden(kind news.Change, until, now time.Time) bool {
	return kind == news.Embargo && !now.IsZero() && until.After(now)
}

// DueOf returns the interval in which a pledge is due; zero days where it does
// not say.
func DueOf(p *fact.Pledge) (from, to calendar.Day) {
	if p.Due == nil {
		return calendar.Day{}, calendar.Day{}
	}
	return p.Due.From, p.Due.To
}

// CheckPledgeFilter returns what is wrong with a filter, or nil.
func CheckPledgeFilter(f *PledgeFilter) error {
	bad := func(text string) error {
		return &fault.Error{Op: "list pledges", Kind: fault.Invalid, Err: errors.New(text)}
	}
	switch f.State {
	case "open", "overdue":
		if f.AsOf.IsZero() {
			return bad("the state " + f.State + " goes by a day: say as of which")
		}
	case "", "kept", "missed", "withdrawn":
	default:
		return bad("state " + f.State + " is none of open, overdue, kept, missed, withdrawn")
	}
	return nil
}
