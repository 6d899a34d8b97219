package link

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
)

// Match is whether two reports tell of the same event: its probability, and
// what speaks for it and against.
type Match struct {
	P       float64
	Reasons []string
}

// Same reports whether it is more likely than not.
func (m Match) Same() bool { return m.P >= 0.5 }

// Compare returns whether two reports tell of the same event, and why. It is
// symmetric.
func (l *Linker) Compare(a, b *Report) Match {
	c := comparison{l: l, a: a, b: b, explain: true}
	if twice(a, b) {
		return Match{1, []string{"one story tells of it twice, for the same day"}}
	}
	if !c.run() {
		return Match{Reasons: c.why}
	}
	return Match{l.scale.P(c.signs), c.why}
}

// same reports what Compare does, without saying why.
func (l *Linker) same(a, b *Report) bool {
	if twice(a, b) {
		return true
	}
	c := comparison{l: l, a: a, b: b, swift: true, sum: l.scale.Weights[always], left: l.scale.all}
	return c.run() && c.sum >= 0
}

// twice reports whether one story tells of one visit twice, in its headline and in
// its text: by the same to the same, on one stated day.
func twice(a, b *Report) bool {
	x, y := &a.Event, &b.Event
	return a.StoryID == b.StoryID && x.Type == y.Type && x.Mode != nil && y.Mode != nil && *x.Mode == *y.Mode && a.stage == b.stage &&
		a.Dated && b.Dated && oneDay(a.EventRow) && oneDay(b.EventRow) && a.From == b.From &&
		len(shared(a.sides[0].codes, b.sides[0].codes)) > 0 && len(shared(a.sides[1].codes, b.sides[1].codes)) > 0 && !otherPerson(a.sides[0], b.sides[0]) && !otherPerson(a.sides[1], b.sides[1])
}

// Signs returns what speaks for and against two reports being of one event, by
// which the weights are fitted; none where they cannot be.
func (l *Linker) Signs(a, b *Report) []string {
	c := comparison{l: l, a: a, b: b}
	if !c.run() {
		return nil
	}
	return c.signs
}

// comparison collects signs, and what to say of them where it is to explain.
// Each of its parts reports whether the two can still be one event. What is
// not known of one of them speaks neither for nor against.
type comparison struct {
	l       *Linker
	a, b    *Report
	explain bool
	signs   []string
	why     []string

	swift     bool // only the sum is wanted: it ends where that is settled
	sum, left int  // of what speaks for it and against; how much can still speak for it
}

func (c *comparison) run() bool {
	if c.a.stage != c.b.stage && !c.a.unread() && !c.b.unread() {
		c.because("one is %s, the other %s", said(c.a.Event.Status), said(c.b.Event.Status))
		return false
	}
	return c.anything() && c.types() && c.parties() && c.times() && c.places() && !c.hopeless() && c.texts()
}

func (c *comparison) because(format string, args ...any) {
	if c.explain {
		c.why = append(c.why, fmt.Sprintf(format, args...))
	}
}

// anything reports whether the two have anything in common by which one finds
// the other in the record: see keys.
func (c *comparison) anything() bool {
	if c.a.StoryID == c.b.StoryID || anyOf(c.l.keys(c.a), c.l.keys(c.b)) {
		return true
	}
	c.because("nobody is in both, and no country and no rare name in both stories")
	return false
}

// lower is a type of event as it stands in the midst of a sentence.
type lower struct{ ontology.Type }

func (l lower) String() string { return strings.ToLower(l.Label()) }

func (c *comparison) types() bool {
	a, b, ka, kb := &c.a.Event, &c.b.Event, c.a.kind, c.b.kind
	switch {
	case c.a.unread() || c.b.unread():
		return true
	case a.Type != b.Type && c.a.StoryID == c.b.StoryID:
		c.because("one story tells them apart")
		return false
	case a.Type == b.Type:
		c.sign("same type")
		c.because("both %s", lower{ka})
	case c.a.tellsOf(b.Type) || c.b.tellsOf(a.Type):
		c.because("one story tells of %s beside %s", lower{kb}, lower{ka})
		return false
	case ka.Cooperative() != kb.Cooperative():
		c.because("one is of the kind %s, the other %s", ka.Label(), kb.Label())
		return false
	default:
		c.sign("other type")
		c.because("one is of the kind %s, the other %s", ka.Label(), kb.Label())
	}
	switch {
	case a.Mode == nil || b.Mode == nil:
	case *a.Mode == *b.Mode:
		c.sign("same mode")
		if c.explain {
			c.because("both a %s", ka.Noun(*a.Mode))
		}
	default:
		c.sign("other mode")
		if c.explain {
			c.because("one a %s, the other a %s", ka.Noun(*a.Mode), kb.Noun(*b.Mode))
		}
	}
	return true
}

// parties compares who is in it: all of one report with all of the other, for
// who of them is called the doer depends on the telling.
func (c *comparison) parties() bool {
	a, b := c.a.whole, c.b.whole
	both, onlyA := split(a.codes, b.codes)
	switch {
	case len(a.codes)+len(a.keys) == 0 || len(b.codes)+len(b.keys) == 0:
	case anyOf(a.keys, b.keys):
		c.sign("an actor in common")
		if c.explain {
			c.because("the same parties: %s", strings.Join(common(a, b), ", "))
		}
	case both > 0:
		if c.explain {
			c.because("parties of the same country: %s", strings.Join(shared(a.codes, b.codes), ", "))
		}
	case len(a.codes) > 0 && len(b.codes) > 0:
		c.sign("no country in common")
		if c.explain {
			c.because("other parties: %s; %s", strings.Join(a.names, ", "), strings.Join(b.names, ", "))
		}
	default:
		c.sign("no party in common")
	}
	c.upTo("countries in common", both, 1, 2)
	if both > 0 {
		_, onlyB := split(b.codes, a.codes)
		c.upTo("countries of one only", onlyA+onlyB, 1, 2, 3)
	}
	if otherPerson(a, b) {
		c.sign("other persons")
		c.because("other persons")
	}
	return true
}

// stated is how many days the stated days of one event lie apart at most.
const stated = 3

// furthest is how many days apart the stories of one event may be, and its
// days by them where one does not say when it was.
const furthest = 45

func (c *comparison) times() bool {
	apart, exact := c.apart()
	filed := int(distance(c.a.At.Unix()/86400, c.b.At.Unix()/86400))
	if exact && apart > stated || apart > furthest || filed > 4*furthest {
		c.because("%d days apart", max(apart, 1))
		return false
	}
	switch {
	case exact && apart == 0 && oneDay(c.a.EventRow) && oneDay(c.b.EventRow):
		c.sign("same day")
		c.because("both on %s", c.a.From)
	case exact:
		c.because("%d days apart", apart)
		c.upTo("stated days apart", apart, 1, 2)
	default:
		c.because("told %d days apart", filed)
	}
	c.upTo(daysSign, apart, 1, 2, 5, 10)
	c.upTo("filed days apart", filed, 1, 3, 7, 15, 31)
	return true
}

// apart returns how many days lie between the two, and whether both tell when
// it was. Where one does not, its sentence may: the nearest day in it counts.
func (c *comparison) apart() (days int, exact bool) {
	days = math.MaxInt
	for _, a := range c.a.times() {
		for _, b := range c.b.times() {
			days = min(days, daysApart(a.From, a.To, b.From, b.To))
		}
	}
	return days, c.a.Dated && c.b.Dated
}

func (c *comparison) places() bool {
	switch {
	case c.a.Place == "" || c.b.Place == "":
	case strings.EqualFold(c.a.Place, c.b.Place):
		c.sign("same place")
		c.because("both in %s", c.a.Place)
	default:
		c.sign("other place")
		c.because("one in %s, the other in %s", c.a.Place, c.b.Place)
	}
	return true
}

// texts compares what the stories say beside the event: rare words and names
// that both have. What one story tells twice is compared by its own words.
func (c *comparison) texts() bool {
	if c.a.StoryID == c.b.StoryID {
		c.sign("one story")
		c.because("told in one story")
		c.alike(c.l.scored(c.a.words), c.l.scored(c.b.words))
		return true
	}
	a, b := c.l.telling(c.a), c.l.telling(c.b)
	both, _ := split(a.countries, b.countries)
	c.upTo("countries in both stories", both, 1, 2)
	if slices.ContainsFunc(a.days, func(d calendar.Interval) bool {
		return slices.ContainsFunc(b.days, func(o calendar.Interval) bool { return d.From == o.From && d.To == o.To })
	}) {
		c.sign("a day in common")
	}
	if c.judged("a day in common"); c.hopeless() {
		return false
	}
	if c.weighs("words of the event in common") {
		c.upTo("words of the event in common", int(100*c.l.likeness(c.l.scored(c.a.words), c.l.scored(c.b.words))), 10, 25, 50)
	}
	names := c.names(a, b)
	if c.hopeless() {
		return false
	}
	if c.alike(a.words, b.words) >= 20 {
		c.because("stories alike in their words")
	}
	if names > 0 {
		c.because("names in both stories: %d", names)
	}
	return true
}

// names adds what rare names in both stories count for, and returns how many they
// are.
func (c *comparison) names(a, b *telling) int {
	names := inBoth(a.rare, b.rare)
	c.upTo(namesSign, c.l.rarity(names), 3, 6, 10, 15)
	if len(names) == 0 && a.named && b.named {
		c.sign("no name in common")
	}
	return len(names)
}

// alike adds what the likeness of two texts counts for, and returns it in
// hundredths.
func (c *comparison) alike(a, b scored) int {
	like := int(100 * c.l.likeness(a, b))
	c.upTo("words in common", like, 3, 6, 10, 15, 20, 30, 40, 60)
	return like
}

func oneDay(r *record.EventRow) bool { return r.From.Whole() && r.From == r.To }
