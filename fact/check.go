package fact

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
)

// Problem is a breach of the invariants of a reading.
type Problem struct {
	Kind    string // story, entity, date, event, quote, figure, pledge or retold
	Index   int    // in the slice of that kind
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s %d: %s", p.Kind, p.Index, p.Message) }

// Check holds a reading to its invariants: spans lie in the text, on rune
// boundaries; every fact's evidence lies inside one sentence; ids are unique
// and what refers to one finds it; enumerations hold what the schema lists.
// It costs a walk over the facts and one map of ids.
func (r *Reading) Check() []Problem {
	c := checker{r: r}
	c.story()
	c.ids()
	for i := range r.Entities {
		c.at("entity", i)
		c.entity(&r.Entities[i])
	}
	for i := range r.Dates {
		c.at("date", i)
		c.date(&r.Dates[i])
	}
	for i := range r.Events {
		c.at("event", i)
		c.event(&r.Events[i])
	}
	for i := range r.Quotes {
		c.at("quote", i)
		c.quote(&r.Quotes[i])
	}
	for i := range r.Figures {
		c.at("figure", i)
		c.figure(&r.Figures[i])
	}
	for i := range r.Pledges {
		c.at("pledge", i)
		c.pledge(&r.Pledges[i])
	}
	for i := range r.Story.Retold {
		c.at("retold", i)
		c.refer("event", r.Story.Retold[i].Event)
		c.evidence(r.Story.Retold[i].Evidence)
	}
	return c.found
}

// Prune removes what breaks the invariants and what refers to it, and gives
// the problems found. A sound reading is left as it is.
func (r *Reading) Prune() []Problem {
	var all []Problem
	for {
		found := r.Check()
		all = append(all, found...)
		removed := false
		broken := make(map[place]bool, len(found))
		for _, p := range found {
			broken[place{p.Kind, p.Index}] = true
		}
		bad := func(kind string) func(int) bool {
			return func(i int) bool { return broken[place{kind, i}] }
		}
		if len(found) > 0 {
			removed = remove(&r.Entities, bad("entity")) || removed
			removed = remove(&r.Dates, bad("date")) || removed
			removed = remove(&r.Events, bad("event")) || removed
			removed = remove(&r.Quotes, bad("quote")) || removed
			removed = remove(&r.Figures, bad("figure")) || removed
			removed = remove(&r.Pledges, bad("pledge")) || removed
			removed = remove(&r.Story.Retold, bad("retold")) || removed
		}
		if !removed {
			return all
		}
	}
}

// place is where a problem is: an index in the slice of a kind.
type place struct {
	kind  string
	index int
}

func remove[T any](at *[]T, bad func(int) bool) bool {
	kept := (*at)[:0]
	for i, v := range *at {
		if !bad(i) {
			kept = append(kept, v)
		}
	}
	removed := len(kept) < len(*at)
	*at = kept
	return removed
}

type checker struct {
	r     *Reading
	known map[string]string // id -> kind
	kind  string
	index int
	found []Problem
}

func (c *checker) at(kind string, i int) { c.kind, c.index = kind, i }

func (c *checker) fail(format string, args ...any) {
	c.found = append(c.found, Problem{c.kind, c.index, fmt.Sprintf(format, args...)})
}

func (c *checker) story() {
	s := &c.r.Story
	c.at("story", 0)
	last := 0
	for i, x := range s.Sentences {
		c.span("sentence", x)
		if x.Start < last {
			c.fail("sentence %d starts at %d, before the end of the one before it", i, x.Start)
		}
		last = x.End
	}
	for _, p := range s.Paragraphs {
		c.span("paragraph", p.Span)
	}
	if d := s.Dateline; d != nil {
		if d.Span != nil {
			c.span("dateline", *d.Span)
		}
		for _, e := range d.DateEvidence {
			c.span("date evidence", e)
		}
	}
}

// ids collects the ids and finds those that are used twice.
func (c *checker) ids() {
	r := c.r
	c.known = make(map[string]string, len(r.Entities)+len(r.Events)+len(r.Quotes)+len(r.Figures)+len(r.Pledges))
	add := func(kind string, i int, id string) {
		if _, twice := c.known[id]; twice || id == "" {
			c.at(kind, i)
			c.fail("id %q is empty or used twice", id)
		}
		c.known[id] = kind
	}
	for i := range r.Entities {
		add("entity", i, r.Entities[i].ID)
	}
	for i := range r.Events {
		add("event", i, r.Events[i].ID)
	}
	for i := range r.Quotes {
		add("quote", i, r.Quotes[i].ID)
	}
	for i := range r.Figures {
		add("figure", i, r.Figures[i].ID)
	}
	for i := range r.Pledges {
		add("pledge", i, r.Pledges[i].ID)
	}
}

func (c *checker) span(what string, s Span) {
	t := c.r.Story.Text
	switch {
	case s.Start < 0 || s.End > len(t) || s.Start >= s.End:
		c.fail("%s span %d-%d lies outside the text of %d bytes or is empty", what, s.Start, s.End, len(t))
	case !utf8.RuneStart(t[s.Start]) || s.End < len(t) && !utf8.RuneStart(t[s.End]):
		c.fail("%s span %d-%d splits a rune", what, s.Start, s.End)
	}
}

func (c *checker) optional(what string, s *Span) {
	if s != nil {
		c.span(what, *s)
	}
}

func (c *checker) evidence(e Evidence) {
	c.span("evidence", Span{e.Start, e.End})
	if e.By == "" {
		c.fail("evidence names no rule")
	}
	if e.Sentence < 0 || e.Sentence >= len(c.r.Story.Sentences) {
		c.fail("evidence is in sentence %d of %d", e.Sentence, len(c.r.Story.Sentences))
		return
	}
	s := c.r.Story.Sentences[e.Sentence]
	if e.Start < s.Start || e.End > s.End {
		c.fail("evidence %d-%d lies outside its sentence %d-%d", e.Start, e.End, s.Start, s.End)
	}
	if t := e.Trigger; t != nil && (t.Start < s.Start || t.End > s.End || t.Start >= t.End) {
		c.fail("trigger %d-%d lies outside its sentence %d-%d", t.Start, t.End, s.Start, s.End)
	}
}

func (c *checker) refer(kind, id string) {
	if c.known[id] != kind {
		c.fail("refers to %s %q, which is not there", kind, id)
	}
}

func (c *checker) reference(kind string, id *string) {
	if id != nil {
		c.refer(kind, *id)
	}
}

func (c *checker) interval(v *calendar.Interval) {
	if v == nil {
		return
	}
	if !v.From.IsZero() && !v.To.IsZero() && v.To.Last().Before(v.From.First()) {
		c.fail("interval ends on %s, before it starts on %s", v.To, v.From)
	}
	if !slices.Contains(grains, v.Grain) {
		c.fail("grain %q is none of the schema's", v.Grain)
	}
}

func (c *checker) parties(ps []Party) {
	for _, p := range ps {
		if p.Code == "" {
			c.fail("a party has no code")
		}
		c.reference("entity", p.Entity)
		c.optional("party", p.Span)
	}
}

func one[T ~string](c *checker, what string, v T, of []T) {
	if !slices.Contains(of, v) {
		c.fail("%s %q is none of the schema's", what, v)
	}
}
