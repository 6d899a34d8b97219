package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// Chip is a status as a small label with a sign before it.
type Chip struct {
	Class string // of the sign: happened, planned, overdue, ...
	Label string
}

// Card is one fact beside the text.
type Card struct {
	ID     string
	Chip   Chip   // empty when the fact has no status
	Title  string // the fact in one line
	Ends   string // its last words, by which a browser finds them in the story; "" where ID says where they are
	Words  string // its words in the story, for quotes and pledges
	When   string
	Where  string
	Who    string   // who asserts it; "" is the story itself
	Says   string   // the same as it stands under the fact: say officials
	Unsure string   // the doubt in words, where there is much
	Desk   string   // who at the desk says so instead, and when
	Rule   string   // the pass and rule that read it
	Codes  string   // in the codebooks of others
	Sure   string   // the confidence in words
	More   []Line   // further rows: offices, mentions
	Faded  bool     // background: history told in passing
	Judge  *Judging // how a person says whether it is right; nil: nobody is asked
}

// Judging is what a person's answer to a fact has to name.
type Judging struct{ Story, Read, Fact string }

// Line is a row of a card.
type Line struct {
	Name, Text string
	Link       string // where the text leads; "" nowhere
}

// Group is a heading with its cards.
type Group struct {
	ID, Title     string
	Cards         []Card
	Folded        bool   // shown closed: background, dates
	Total         int    // of its facts, also those on other pages
	From, To      int    // the numbers of the first card and the last
	Rest          int    // how many come after
	Before, After string // addresses of the cards before and after; empty where there are none
	All           string // address of all groups, where only this one is shown
}

// Facts turns a reading into the groups of the story page, in the order in
// which a desk officer wants them, and the marks that tie them to the words:
// those that the view shows, and how many there are. Pledges are overdue by
// the day given; id is the story's.
func Facts(r *fact.Reading, today calendar.Day, l Labels, id string, v View) ([]Group, []Mark) {
	if r == nil {
		return nil, nil
	}
	b := newBuilder(r, today, l)
	if v.Fact != "" || v.Group != "" {
		b.view, b.look = View{Group: "none"}, v.Fact
		b.all()
		v = b.found(v)
		b.count, b.look = map[string]int{}, ""
	}
	b.view = v
	b.all()
	var out []Group
	for _, g := range [...]Group{
		{ID: "planned", Title: "Next"},
		{ID: "overdue", Title: "Overdue or missed"},
		{ID: "pledges", Title: "Promises"},
		{ID: "not", Title: "Put off, called off, denied"},
		{ID: "happened", Title: "What happened"},
		{ID: "asked", Title: "Asked for, or possible"},
		{ID: "figures", Title: "Figures"},
		{ID: "says", Title: "Said"},
		{ID: "people", Title: "People and offices"},
		{ID: "counts", Title: "Other numbers", Folded: true},
		{ID: "others", Title: "Countries, organisations, places", Folded: true},
		{ID: "background", Title: "Background", Folded: true},
		{ID: "doubtful", Title: "Doubtful: more likely wrong than right", Folded: true},
		{ID: "dates", Title: "Dates", Folded: true},
	} {
		if g.Total = b.count[g.ID]; g.Total > 0 {
			g.Cards = b.cards[g.ID]
			out = append(out, v.window(g, id))
		}
	}
	return out, b.marks
}

type builder struct {
	r        *fact.Reading
	today    calendar.Day
	country  func(code string) string
	entity   map[string]*fact.Entity
	speakers *record.Speakers
	events   map[string]*fact.Event
	quotes   map[string][]reach // by their speaker
	view     View
	count    map[string]int    // of the facts of each group
	cards    map[string][]Card // by their group, as far as the view shows them
	marks    []Mark
	look     string // a fact that is looked for
	at       View   // where it is
}

func newBuilder(r *fact.Reading, today calendar.Day, l Labels) *builder {
	b := &builder{
		r: r, today: today, country: l.Country, entity: map[string]*fact.Entity{}, speakers: record.NewSpeakers(r), events: map[string]*fact.Event{},
		quotes: map[string][]reach{}, cards: map[string][]Card{}, count: map[string]int{},
	}
	for i := range r.Entities {
		b.entity[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Events {
		b.events[r.Events[i].ID] = &r.Events[i]
	}
	for i := range r.Quotes {
		if q := &r.Quotes[i]; q.Speaker != nil {
			b.quotes[*q.Speaker] = append(b.quotes[*q.Speaker], reach{q.Evidence.Start, q.Evidence.End})
		}
	}
	for _, all := range b.quotes {
		slices.SortFunc(all, func(a, b reach) int { return cmp.Compare(a.start, b.start) })
		for i := 1; i < len(all); i++ {
			all[i].end = max(all[i].end, all[i-1].end)
		}
	}
	return b
}

func (b *builder) all() {
	for i := range b.r.Events {
		b.event(&b.r.Events[i])
	}
	for i := range b.r.Quotes {
		b.quote(&b.r.Quotes[i])
	}
	for i := range b.r.Pledges {
		b.pledge(&b.r.Pledges[i])
	}
	for i := range b.r.Figures {
		b.figure(&b.r.Figures[i])
	}
	for i := range b.r.Entities {
		b.entityCard(&b.r.Entities[i])
	}
	for i := range b.r.Dates {
		b.date(i, &b.r.Dates[i])
	}
}

// wants counts a fact in its group and reports whether the view shows it: only
// then it is worth a card.
func (b *builder) wants(group, id string) bool {
	i := b.count[group]
	b.count[group]++
	if id == b.look {
		b.at = View{Group: group, From: i + 1}
	}
	from, to := b.view.span(group)
	return from <= i && i < to
}

// reach is where a quotation starts, and how far it and those before it go.
type reach struct{ start, end int }

func (b *builder) add(group string, c Card) {
	if c.Desk = say.ByDesk(&fact.Evidence{By: c.Rule}, c.ID); c.Desk != "" {
		c.Rule, c.Who = "", ""
	}
	c.Says = say.Says(c.Who)
	c.Title, c.Words = clip(c.Title, mostWords), clip(c.Words, mostWords)
	b.cards[group] = append(b.cards[group], c)
}

func (b *builder) mark(id string, c Chip, e fact.Evidence) {
	b.marks = append(b.marks, Mark{ID: id, Span: fact.Span{Start: e.Start, End: e.End}, Chip: c})
}

// words returns a slice of the story's text, or "" for a bad span.
func (b *builder) words(s fact.Span) string {
	if !inside(b.r.Story.Text, s) {
		return ""
	}
	return b.r.Story.Text[s.Start:s.End]
}

// name returns the name of the entity with that id, or "".
func (b *builder) name(id *string) string {
	if id == nil {
		return ""
	}
	if e := b.entity[*id]; e != nil {
		return e.Name
	}
	return ""
}

// speaker returns what the one who says so is called, or "".
func (b *builder) speaker(id *string) string {
	if id == nil || b.entity[*id] == nil {
		return ""
	}
	return b.speakers.Called(*id)
}

// parties returns the names of actors, joined: Russia and Tajikistan.
func (b *builder) parties(ps []fact.Party) string {
	var names []string
	for _, p := range ps {
		n := b.name(p.Entity)
		if n == "" {
			n = p.Called(b.r.Story.Text, b.country(p.Code))
		}
		if n != "" && n != "UNK" {
			names = append(names, n)
		}
	}
	return list(names)
}

// list joins names, each once, and says how many it leaves out where there
// are more than a line holds.
func list(names []string) string {
	seen := make(map[string]bool, len(names))
	names = slices.DeleteFunc(names, func(n string) bool {
		was := seen[n]
		seen[n] = true
		return was
	})
	if more := len(names) - mostNames; more > 0 {
		names = append(names[:mostNames], strconv.Itoa(more)+" more")
	}
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// quoted reports whether a statement is shown as the quotation that it makes:
// one saying is one card.
func (b *builder) quoted(e *fact.Event) bool {
	if e.Type != "STATE" || len(e.Actors) != 1 || e.Actors[0].Entity == nil {
		return false
	}
	all := b.quotes[*e.Actors[0].Entity]
	i, _ := slices.BinarySearchFunc(all, e.Evidence.End, func(q reach, end int) int { return cmp.Compare(q.start, end) })
	return i > 0 && all[i-1].end > e.Evidence.Start
}

// groupOf returns the group in which an event is shown.
func groupOf(e *fact.Event) string {
	switch {
	case e.Confidence == fact.Low: // more likely wrong than right
		return "doubtful"
	case e.Background:
		return "background"
	case e.Type == "STATE":
		return "says"
	}
	switch e.Status {
	case fact.Planned:
		return "planned"
	case fact.Possible, fact.Sought:
		return "asked"
	case fact.Postponed, fact.Cancelled, fact.Denied, fact.NotHappened:
		return "not"
	}
	return "happened"
}

func (b *builder) event(e *fact.Event) {
	group := groupOf(e)
	if b.quoted(e) || !b.wants(group, e.ID) {
		return
	}
	c := Card{
		ID: e.ID, Chip: StatusChip(e.Status), Title: b.eventTitle(e), When: EventTime(e), Who: b.speaker(e.AssertedBy),
		Rule: e.Evidence.By, Codes: codes(e), Faded: e.Background,
	}
	if !say.Told(e) {
		c.Words, c.Where = b.words(fact.Span{Start: e.Evidence.Start, End: e.Evidence.End}), b.name(e.Place)
	}
	if e.Type == "STATE" {
		c.Chip, c.Who = Chip{"said", "said"}, ""
	}
	c.sure(e.Confidence)
	b.add(group, c)
	b.mark(e.ID, c.Chip, e.Evidence)
}

func (b *builder) eventTitle(e *fact.Event) string {
	return phrase(e, b.parties(e.Actors), b.parties(e.Recipients))
}

func codes(e *fact.Event) string {
	parts := []string{e.Type}
	if e.Mode != nil && *e.Mode != "" {
		parts[0] += " " + *e.Mode
	}
	if e.Codes.Plover != "" && e.Codes.Plover != e.Type {
		parts = append(parts, "PLOVER "+e.Codes.Plover)
	}
	if e.Codes.Cameo != "" {
		parts = append(parts, "CAMEO "+e.Codes.Cameo)
	}
	if len(e.Contexts) > 0 {
		parts = append(parts, strings.ReplaceAll(strings.Join(e.Contexts, ", "), "_", " "))
	}
	return strings.Join(parts, " · ")
}

func (c *Card) sure(v fact.Confidence) {
	switch v {
	case fact.High:
		c.Sure = "sure"
	case fact.Medium:
		c.Sure = "fairly sure"
	case fact.Low:
		c.Sure, c.Unsure = "doubtful", "more likely wrong than right"
	}
}

func (b *builder) quote(q *fact.Quote) {
	if !b.wants("says", q.ID) {
		return
	}
	var said []string
	for _, s := range q.Content {
		if w := strings.TrimSpace(b.words(s)); w != "" {
			said = append(said, strings.Trim(w, ",“”\""))
		}
	}
	who := b.speaker(q.Speaker)
	if who == "" && q.SpeakerSpan != nil {
		who = b.words(*q.SpeakerSpan)
	}
	if who == "" {
		who = "Not named"
	}
	words := strings.Join(said, " … ")
	if q.Kind != "indirect" {
		words = "“" + words + "”"
	}
	c := Card{ID: q.ID, Chip: Chip{"said", "said"}, Title: upperFirst(who) + ": " + words, When: IntervalText(q.Time), Where: b.name(q.Place), Rule: q.Evidence.By}
	if q.Denies(b.r.Story.Text) {
		c.Chip, c.Title = Chip{"denied", "denied"}, upperFirst(who)+" denied that "+words
	}
	if to := b.name(q.Addressee); to != "" {
		c.More = append(c.More, Line{Name: "to", Text: to})
	}
	c.Codes = q.Kind + " quotation"
	c.sure(q.Confidence)
	b.add("says", c)
	b.mark(q.ID, Chip{"said", "said"}, q.Evidence)
	for _, s := range q.Content {
		b.marks = append(b.marks, Mark{ID: q.ID, Span: s})
	}
}
