package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
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
	Words  string // its words in the story, for quotes and pledges
	When   string
	Where  string
	Who    string // who asserts it; "" is the story itself
	Unsure string // "medium" or "low" when the reader is not sure
	Rule   string // the pass and rule that read it
	Codes  string // in the codebooks of others
	Sure   string // the confidence in words
	More   []Line // further rows: offices, mentions
	Faded  bool   // background: history told in passing
	Judge  bool   // a person may say whether it is right
	Story  string // the story's id, for Judge
}

// Line is a row of a card.
type Line struct {
	Name, Text string
	Link       string // where the text leads; "" nowhere
}

// Group is a heading with its cards.
type Group struct {
	ID, Title string
	Cards     []Card
	Folded    bool // shown closed: background, dates
}

// Facts turns a reading into the groups of the story page, in the order in
// which a desk officer wants them, and the marks that tie them to the words.
// Pledges are overdue by the day given.
func Facts(r *fact.Reading, today calendar.Day, l Labels) ([]Group, []Mark) {
	if r == nil {
		return nil, nil
	}
	b := &builder{r: r, today: today, country: l.Country, entity: map[string]*fact.Entity{}}
	for i := range r.Entities {
		b.entity[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Events {
		b.event(&r.Events[i])
	}
	for i := range r.Quotes {
		b.quote(&r.Quotes[i])
	}
	for i := range r.Pledges {
		b.pledge(&r.Pledges[i])
	}
	for i := range r.Figures {
		b.figure(&r.Figures[i])
	}
	for i := range r.Entities {
		b.person(&r.Entities[i])
	}
	for i := range r.Dates {
		b.date(i, &r.Dates[i])
	}
	var out []Group
	for _, g := range [...]Group{
		{ID: "overdue", Title: "Overdue or missed"},
		{ID: "planned", Title: "Planned and sought"},
		{ID: "happened", Title: "What happened"},
		{ID: "not", Title: "Denied, called off"},
		{ID: "says", Title: "Who says"},
		{ID: "pledges", Title: "Pledges"},
		{ID: "figures", Title: "Figures"},
		{ID: "people", Title: "People and offices"},
		{ID: "others", Title: "Countries, organisations, places", Folded: true},
		{ID: "background", Title: "Background", Folded: true},
		{ID: "dates", Title: "Dates", Folded: true},
	} {
		for _, c := range b.cards {
			if c.group == g.ID {
				g.Cards = append(g.Cards, c.Card)
			}
		}
		if len(g.Cards) > 0 {
			out = append(out, g)
		}
	}
	return out, b.marks
}

type grouped struct {
	group string
	Card
}

type builder struct {
	r       *fact.Reading
	today   calendar.Day
	country func(code string) string
	entity  map[string]*fact.Entity
	cards   []grouped
	marks   []Mark
}

func (b *builder) add(group string, c Card) { b.cards = append(b.cards, grouped{group, c}) }

func (b *builder) mark(id string, rank int, e fact.Evidence, key fact.Span) {
	if e.Trigger != nil && key == (fact.Span{}) {
		key = *e.Trigger
	}
	if key == (fact.Span{}) {
		key = fact.Span{Start: e.Start, End: e.End}
	}
	b.marks = append(b.marks, Mark{ID: id, Span: fact.Span{Start: e.Start, End: e.End}, Key: b.short(key), Rank: rank})
}

// mostKey is how many bytes of a fact's words become a link.
const mostKey = 24

// short cuts long key words to the first of them: a page full of underlined
// clauses cannot be read.
func (b *builder) short(key fact.Span) fact.Span {
	if key.End-key.Start > mostKey {
		if i := strings.IndexByte(b.words(key), ' '); i > 0 {
			key.End = key.Start + i
		}
	}
	return key
}

// words gives a slice of the story's text, or "" for a bad span.
func (b *builder) words(s fact.Span) string {
	if !inside(b.r.Story.Text, s) {
		return ""
	}
	return b.r.Story.Text[s.Start:s.End]
}

// name gives the name of the entity with that id, or "".
func (b *builder) name(id *string) string {
	if id == nil {
		return ""
	}
	if e := b.entity[*id]; e != nil {
		return e.Name
	}
	return ""
}

// parties gives the names of actors, joined: Russia and Tajikistan.
func (b *builder) parties(ps []fact.Party) string {
	var names []string
	for _, p := range ps {
		n := b.name(p.Entity)
		if n == "" {
			n = b.country(p.Code)
		}
		if n != "" && n != "UNK" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return list(names)
}

func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// quoted tells whether a statement is shown as the quotation that it makes:
// one saying is one card.
func (b *builder) quoted(e *fact.Event) bool {
	if e.Type != "STATE" || len(e.Actors) != 1 || e.Actors[0].Entity == nil {
		return false
	}
	return slices.ContainsFunc(b.r.Quotes, func(q fact.Quote) bool {
		return q.Speaker != nil && *q.Speaker == *e.Actors[0].Entity &&
			q.Evidence.Start < e.Evidence.End && e.Evidence.Start < q.Evidence.End
	})
}

func (b *builder) event(e *fact.Event) {
	if b.quoted(e) {
		return
	}
	c := Card{
		ID: e.ID, Chip: StatusChip(e.Status), Title: b.eventTitle(e),
		Words: b.words(fact.Span{Start: e.Evidence.Start, End: e.Evidence.End}),
		When:  IntervalText(e.Time), Where: b.name(e.Place), Who: b.name(e.AssertedBy),
		Rule: e.Evidence.By, Codes: codes(e), Faded: e.Background,
	}
	c.sure(e.Confidence)
	group := "happened"
	switch e.Status {
	case fact.Planned, fact.Possible, fact.Sought, fact.Postponed:
		group = "planned"
	case fact.Cancelled, fact.Denied, fact.NotHappened:
		group = "not"
	}
	switch {
	case e.Background:
		group = "background"
	case e.Type == "STATE":
		group = "says"
	}
	b.add(group, c)
	b.mark(e.ID, 0, e.Evidence, fact.Span{})
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
	c.Sure = string(v)
	if v == fact.Medium || v == fact.Low {
		c.Unsure = string(v)
	}
}

func (b *builder) quote(q *fact.Quote) {
	var said []string
	for _, s := range q.Content {
		if w := strings.TrimSpace(b.words(s)); w != "" {
			said = append(said, strings.Trim(w, ",“”\""))
		}
	}
	who := b.name(q.Speaker)
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
	c := Card{ID: q.ID, Title: upperFirst(who), Words: words, When: IntervalText(q.Time), Where: b.name(q.Place), Rule: q.Evidence.By}
	if q.Denies(b.r.Story.Text) {
		c.Title += " denied"
	}
	if to := b.name(q.Addressee); to != "" {
		c.More = append(c.More, Line{Name: "to", Text: to})
	}
	c.Codes = q.Kind + " quotation"
	c.sure(q.Confidence)
	b.add("says", c)
	var key fact.Span
	if q.Cue != nil {
		key = *q.Cue
	}
	b.mark(q.ID, 0, q.Evidence, key)
	for _, s := range q.Content {
		b.marks = append(b.marks, Mark{ID: q.ID, Span: s, Key: b.short(s)})
	}
}

func (b *builder) pledge(p *fact.Pledge) {
	state := record.StateAt(p, b.today)
	c := Card{ID: p.ID, Chip: PledgeChip(state), Title: b.parties(p.By), Words: b.words(p.What)}
	if to := b.parties(p.To); to != "" {
		c.Title += " to " + to
	}
	if c.Title == "" {
		c.Title = "Promised"
	}
	c.Title = upperFirst(c.Title)
	if p.Due != nil {
		due := *p.Due
		if due.To.IsZero() {
			c.When = "due " + IntervalText(p.Due)
		} else {
			c.When = "due by " + DayText(due.To)
		}
	}
	c.More = append(c.More, Line{Name: "the text says", Text: p.Asserted})
	if state != p.Asserted {
		c.More = append(c.More, Line{Name: "the clock says", Text: state + " on " + DayText(b.today)})
	}
	if p.Made != nil {
		c.More = append(c.More, Line{Name: "made", Text: IntervalText(p.Made)})
	}
	if p.Event != nil {
		for i := range b.r.Events {
			if e := &b.r.Events[i]; e.ID == *p.Event {
				c.More = append(c.More, Line{Name: "of", Text: b.eventTitle(e)})
			}
		}
	}
	c.sure(p.Confidence)
	for i, e := range p.Evidence {
		if i == 0 {
			c.Rule = e.By
		}
		b.mark(p.ID, 0, e, p.What)
	}
	group := "pledges"
	if state == "overdue" || state == "missed" {
		group = "overdue"
	}
	b.add(group, c)
}

func (b *builder) figure(f *fact.Figure) {
	c := Card{ID: f.ID, Title: AmountText(f), When: IntervalText(f.Period), Rule: f.Evidence.By}
	if f.Measure != nil {
		c.Words = *f.Measure
	}
	var of []string
	for _, id := range f.Of {
		if n := b.name(&id); n != "" {
			of = append(of, n)
		}
	}
	c.Where = list(of)
	if len(f.DerivedFrom) > 0 {
		c.Chip = Chip{"derived", "worked out"}
		c.Codes = "from " + strings.Join(f.DerivedFrom, ", ")
	}
	c.sure(f.Confidence)
	b.add("figures", c)
	b.mark(f.ID, 0, f.Evidence, fact.Span{})
}

func (b *builder) person(e *fact.Entity) {
	c := Card{ID: e.ID, Title: upperFirst(e.Name), Codes: string(e.Kind)}
	if e.Country != nil {
		c.Where = b.country(*e.Country)
		c.Codes += " · " + *e.Country
	}
	if len(e.Sectors) > 0 {
		c.Codes += " · " + strings.Join(e.Sectors, " ")
	}
	var titles []string
	for _, o := range e.Offices {
		t := o.Title
		if o.Of != nil && *o.Of != "" {
			t += ", " + b.country(*o.Of)
		}
		if !o.To.IsZero() {
			t += " (until " + DayText(o.To) + ")"
		}
		switch {
		case o.Since != nil:
			since := strings.TrimSuffix(DayText(o.Since.Day)+": "+o.Since.Headline, ": ")
			if l := (Line{"known since", since, "/story/" + o.Since.Story}); !slices.Contains(c.More, l) {
				c.More = append(c.More, l)
			}
		case o.Basis == "world":
			c.More = append(c.More, Line{Name: "known", Text: t + ", not from this story"})
		}
		titles = append(titles, t)
		if o.Evidence != nil {
			c.Rule = o.Evidence.By
		}
	}
	c.Words = strings.Join(titles, "; ")
	if e.Anonymous {
		c.Words = strings.TrimPrefix(c.Words+"; not named in the story", "; ")
	}
	group := "others"
	if e.Kind == fact.Person {
		group = "people"
		if len(e.Mentions) > 1 {
			c.When = plural(len(e.Mentions), "mention")
		}
	}
	if len(e.Links) > 0 {
		c.More = append(c.More, links(e.Links)...)
	}
	b.add(group, c)
	for _, m := range e.Mentions {
		s := fact.Span{Start: m.Start, End: m.End}
		b.marks = append(b.marks, Mark{ID: e.ID, Span: s, Key: s, Rank: 2})
	}
}

func links(m map[string]string) []Line {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare)
	var out []Line
	for _, k := range keys {
		out = append(out, Line{Name: k, Text: m[k]})
	}
	return out
}

func (b *builder) date(i int, d *fact.Date) {
	id := "d" + strconv.Itoa(i+1)
	s := fact.Span{Start: d.Start, End: d.End}
	c := Card{ID: id, Title: b.words(s), Rule: d.By, Codes: d.Kind}
	switch {
	case d.Value != nil:
		c.Words = IntervalText(d.Value)
	case d.Duration != nil:
		c.Words = *d.Duration
	case d.Repeat != nil:
		c.Words = *d.Repeat
	}
	b.add("dates", c)
	b.marks = append(b.marks, Mark{ID: id, Span: s, Key: s, Rank: 1})
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}
