package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// Apply returns the reading as its readers should see it: rejected facts left
// out, corrected ones as they should be, missed ones added. A judgement means
// the fact of the same kind and type that stands on the same words; where no
// fact does, the one whose words lie within them, or around them: readers
// differ in where a fact's words end. So it outlives new readers and new
// versions of the story. What a person said is so stays a fact where no reader
// finds it, as long as the words are there. The later judgement goes before
// the earlier. The reading given is not changed.
func Apply(r *fact.Reading, js []Judgement) *fact.Reading {
	return apply(r, js).out
}

// AddedID returns the id, in every reading, of the fact that the judgement of
// that ID adds.
func AddedID(judgement string) string { return "h" + judgement }

// Footing is what a judgement rests on in a reading.
type Footing string

// The footings.
const (
	OnFact    Footing = "fact"  // the reader has the fact
	OnWords   Footing = "words" // the words are there, and the reader has no such fact in them
	OnNothing Footing = ""      // the words are gone
)

// Footings returns what each judgement that stands rests on in a reading, by
// its ID.
func Footings(r *fact.Reading, js []Judgement) map[string]Footing {
	return apply(r, js).on
}

func apply(r *fact.Reading, js []Judgement) *corrector {
	if js = standing(js); len(js) == 0 {
		return &corrector{r: r, out: r}
	}
	out := *r
	c := &corrector{r: r, out: &out, js: js, on: map[string]Footing{}}
	out.Entities = slices.Clone(r.Entities)
	out.Events = applyTo(c, r.Events, c.events())
	out.Quotes = applyTo(c, r.Quotes, c.quotes())
	out.Figures = applyTo(c, r.Figures, c.figures())
	out.Pledges = applyTo(c, r.Pledges, c.pledges())
	c.untie()
	return c
}

// untie takes away what refers to facts that were left out.
func (c *corrector) untie() {
	ids := map[string]bool{}
	for i := range c.out.Events {
		ids[c.out.Events[i].ID] = true
	}
	for i := range c.out.Figures {
		ids[c.out.Figures[i].ID] = true
	}
	for i := range c.out.Pledges {
		if p := &c.out.Pledges[i]; p.Event != nil && !ids[*p.Event] {
			p.Event = nil
		}
	}
	for i := range c.out.Figures {
		f := &c.out.Figures[i]
		f.DerivedFrom = slices.DeleteFunc(slices.Clone(f.DerivedFrom), func(id string) bool { return !ids[id] })
	}
	c.out.Story.Retold = slices.DeleteFunc(slices.Clone(c.out.Story.Retold), func(x fact.Retelling) bool { return !ids[x.Event] })
}

// corrector puts judgements into a reading.
type corrector struct {
	r, out *fact.Reading
	js     []Judgement
	on     map[string]Footing
	gone   []fact.Span // the words from which facts were read that are left out
}

// shape is how facts of one kind are taken apart and put together.
type shape[T any] struct {
	kind  FactKind
	key   func(*T) (typ string, ev fact.Evidence)
	apply func(f *T, c *Claim, whole bool) // fills in what the claim sets
	sure  func(*T)                         // a person says that it is so
	sign  func(f *T, by string)            // a person says what it is
	make  func(id string, ev fact.Evidence, confidence fact.Confidence) T
}

// judgedFact is a fact as judgements leave it.
type judgedFact[T any] struct {
	fact T
	gone bool
}

// place is where a fact stands, and what its type was and is.
type place struct {
	read, said string
	start, end int
}

// applyTo applies the judgements, in their order, on one list of facts.
func applyTo[T any](c *corrector, list []T, s shape[T]) []T {
	all := make([]judgedFact[T], len(list))
	places := make([]place, len(list))
	for i := range list {
		typ, ev := s.key(&list[i])
		places[i] = place{typ, typ, ev.Start, ev.End}
		all[i].fact = list[i]
	}
	for i := range c.js {
		j := &c.js[i]
		if j.Kind != s.kind {
			continue
		}
		found, start := c.meant(j, places)
		c.on[j.ID] = OnNothing
		switch {
		case len(found) > 0:
			c.on[j.ID] = OnFact
		case start >= 0:
			c.on[j.ID] = OnWords
			if j.Action != Reject && j.Claim != nil {
				ev := c.evidence(j, start)
				all = append(all, judgedFact[T]{fact: s.make(AddedID(j.ID), ev, fact.High)})
				places = append(places, place{j.Type, j.Type, ev.Start, ev.End})
				s.say(&all[len(all)-1], &places[len(places)-1], j, true)
			}
		}
		for _, k := range found {
			s.say(&all[k], &places[k], j, j.Action == Add)
		}
	}
	out := make([]T, 0, len(all))
	for i := range all {
		switch {
		case !all[i].gone:
			out = append(out, all[i].fact)
		case i < len(list):
			c.gone = append(c.gone, fact.Span{Start: places[i].start, End: places[i].end})
		}
	}
	return out
}

// say has a judgement say of a fact what it says; whole: all its slots count.
func (s *shape[T]) say(f *judgedFact[T], at *place, j *Judgement, whole bool) {
	f.gone = j.Action == Reject
	if f.gone {
		return
	}
	if j.Claim != nil && (whole || j.Action == Correct) {
		s.apply(&f.fact, j.Claim, whole)
		s.sign(&f.fact, byWord(j))
		at.said, _ = s.key(&f.fact)
	}
	s.sure(&f.fact)
}

// byWord returns what the evidence of a fact says of who says so.
func byWord(j *Judgement) string {
	if j.At.IsZero() {
		return fact.ByPerson(j.By, calendar.Day{})
	}
	return fact.ByPerson(j.By, ofTime(j.At))
}

// meant returns which of the places a judgement means, and where its words
// begin in this text, -1 where they are gone.
func (c *corrector) meant(j *Judgement, all []place) (found []int, start int) {
	start = c.find(j)
	if start < 0 {
		return nil, start
	}
	near, most := -1, 0
	for i, p := range all {
		if j.Type != p.read && j.Type != p.said {
			continue
		}
		end := start + len(j.Words)
		switch {
		case within(c.r.Story.Text, p.start, p.end) == j.Words:
			found = append(found, i)
		case p.start >= start && p.end <= end || p.start <= start && p.end >= end:
			if n := min(p.end, end) - max(p.start, start); n > most {
				near, most = i, n
			}
		}
	}
	if len(found) > 1 && c.own(j) { // the same words stand here twice: the ones that were looked at
		exact := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return all[i].start != start })
		if len(exact) > 0 {
			return exact, start
		}
	}
	if len(found) == 0 && near >= 0 {
		found = []int{near}
	}
	return found, start
}

// own reports whether a judgement was made of this very text, and says where.
func (c *corrector) own(j *Judgement) bool { return j.Claim != nil && j.ContentID == c.r.Story.ID }

// find returns where the words of a judgement begin in the text: of several
// places the nearest to where they were; -1 for none.
func (c *corrector) find(j *Judgement) int {
	if j.Words == "" {
		return -1
	}
	want := 0
	if j.Claim != nil {
		want = j.Claim.At
	}
	best := -1
	for from := 0; ; {
		i := strings.Index(c.r.Story.Text[from:], j.Words)
		if i < 0 {
			return best
		}
		i += from
		if best < 0 || abs(i-want) < abs(best-want) {
			best = i
		}
		from = i + 1
	}
}

func abs(n int) int { return max(n, -n) }

// evidence returns the words of a judgement as evidence, as far as they stand
// in one sentence.
func (c *corrector) evidence(j *Judgement, start int) fact.Evidence {
	ev := fact.Evidence{Start: start, End: start + len(j.Words), By: byWord(j)}
	for i, s := range c.r.Story.Sentences {
		if s.Start <= start && start < s.End {
			ev.Sentence, ev.End = i, min(ev.End, s.End)
		}
	}
	return ev
}

// party returns who is meant, as this reading has them: the entity of that
// name, the words where they stand, else the country alone. near is where the
// fact stands.
func (c *corrector) party(w Who, near int) fact.Party {
	p := fact.Party{Code: cmp.Or(w.Code, "UNK")}
	i := c.entity(w)
	if i < 0 {
		if at := c.nearest(w.Name, near); at >= 0 {
			p.Span = &fact.Span{Start: at, End: at + len(w.Name)}
			if w.Kind != "" {
				p.Entity = fact.Ptr(c.introduce(w, *p.Span))
			}
		}
		return p
	}
	n := &c.out.Entities[i]
	p.Entity, p.Sectors = &n.ID, n.Sectors
	if w.Code == "" && n.Country != nil && *n.Country != "" {
		p.Code = *n.Country
	}
	far := -1
	for _, m := range n.Mentions {
		if d := abs(m.Start - near); far < 0 || d < far {
			far, p.Span = d, &fact.Span{Start: m.Start, End: m.End}
		}
	}
	return p
}

// entity returns which entity of the reading is meant, -1 for none.
func (c *corrector) entity(w Who) int { return Find(c.out, w) }

// nearest returns where words stand, as near as possible to a place; -1 for
// none.
func (c *corrector) nearest(words string, near int) int {
	return c.find(&Judgement{Words: words, Claim: &Claim{At: near}})
}

// introduce adds an entity that a person names and the reader does not know,
// and returns its id.
func (c *corrector) introduce(w Who, at fact.Span) string {
	n := fact.Entity{ID: "h" + string(w.Kind) + w.Name, Kind: w.Kind, Name: w.Name, Mentions: []fact.Mention{{Start: at.Start, End: at.End, Kind: fact.Name}}}
	if fact.OfState(w.Code) {
		n.Country = &w.Code
	}
	c.out.Entities = append(c.out.Entities, n)
	return n.ID
}
