package link

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
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

// Compare says whether two reports tell of the same event, and why. It is
// symmetric.
func (l *Linker) Compare(a, b *Report) Match {
	c := comparison{a: a, b: b, explain: true}
	if !c.run() {
		return Match{Reasons: c.why}
	}
	return Match{math.Round(100/(1+math.Exp(-float64(l.sum(c.signs))/1000))) / 100, c.why}
}

// same reports what Compare does, without saying why.
func (l *Linker) same(a, b *Report) bool {
	c := comparison{a: a, b: b}
	return c.run() && l.sum(c.signs) >= 0
}

// Signs returns what speaks for and against two reports being of one event, by
// which the weights are fitted; none where they cannot be.
func Signs(a, b *Report) []string {
	c := comparison{a: a, b: b}
	if !c.run() {
		return nil
	}
	return c.signs
}

// Report is an event as one story tells it, made ready for comparing.
type Report struct {
	*record.EventRow
	kind        ontology.Type
	stage       stage
	sides       [2]side
	words, head []uint64
	first, last int    // its days, counted; last is not before first
	print       uint64 // of all that it says, for memo; 0: not made yet
}

// NewReport makes a row ready for comparing. It keeps the row, unless what has
// happened is dated after the story that tells of it: then the day belongs to
// something else in the sentence, and the story's day stands for it.
func NewReport(r *record.EventRow) *Report {
	first := r.From
	if first.IsZero() {
		first = r.To
	}
	if day := calendar.Of(r.At); r.Dated && stageOf(r.Event.Status) == told && !first.IsZero() && first.First().Sub(day) > 1 {
		row := *r
		row.From, row.To, row.Dated = day, day, false
		r = &row
	}
	k, _ := ontology.Parse(r.Event.Type)
	out := &Report{
		EventRow: r, kind: k, stage: stageOf(r.Event.Status), sides: sidesOf(r),
		words: stems(r.Words), head: stems(r.Headline),
	}
	out.first, out.last = out.bounds()
	return out
}

// stage is how far an event has come: reports of one event are compared within
// a stage, and what became of it between stages.
type stage uint8

const (
	told   stage = iota // it has happened, or goes on
	ahead               // it is planned, wanted, possible
	off                 // it was called off or put off
	untrue              // it is denied, or did not happen
)

func stageOf(s fact.Status) stage {
	switch s {
	case fact.Planned, fact.Possible, fact.Sought:
		return ahead
	case fact.Cancelled, fact.Postponed:
		return off
	case fact.Denied, fact.NotHappened:
		return untrue
	}
	return told
}

func said(s fact.Status) string { return strings.ReplaceAll(string(s), "_", " ") }

// comparison collects signs, and what to say of them where it is to explain.
// Each of its parts reports whether the two can still be one event.
type comparison struct {
	a, b    *Report
	explain bool
	signs   []string
	why     []string
}

func (c *comparison) run() bool {
	if c.a.stage != c.b.stage {
		c.because("one is %s, the other %s", said(c.a.Event.Status), said(c.b.Event.Status))
		return false
	}
	return c.types() && c.parties() && c.times() && c.places() && c.texts()
}

func (c *comparison) sign(s string) { c.signs = append(c.signs, s) }

func (c *comparison) because(format string, args ...any) {
	if c.explain {
		c.why = append(c.why, fmt.Sprintf(format, args...))
	}
}

func (c *comparison) types() bool {
	a, b, ka, kb := &c.a.Event, &c.b.Event, c.a.kind, c.b.kind
	switch {
	case a.Type != b.Type && c.a.StoryID == c.b.StoryID:
		c.because("one story tells them apart")
		return false
	case a.Type == b.Type:
		c.sign("same type")
		c.because("both %s", strings.ToLower(ka.Label()))
	case a.Type == "STATE" || b.Type == "STATE" || ka.Cooperative() != kb.Cooperative():
		c.because("one is of the kind %s, the other %s", ka.Label(), kb.Label())
		return false
	case ka.Quad() == kb.Quad():
		c.sign("types of one class")
	default:
		c.sign("types of like class")
	}
	switch {
	case a.Mode == nil || b.Mode == nil:
	case *a.Mode == *b.Mode:
		c.sign("same mode")
		c.because("both a %s", ka.Noun(*a.Mode))
	default:
		c.sign("other mode")
		c.because("one a %s, the other a %s", ka.Noun(*a.Mode), kb.Noun(*b.Mode))
	}
	return true
}

// side is one side of an event: who is known of it, by key and by code.
type side struct{ keys, codes, names []string }

func sideOf(keys, names []string, parties []fact.Party) side {
	var s side
	for i, p := range parties {
		if p.Code != "" && p.Code != "UNK" {
			s.codes = append(s.codes, p.Code)
		}
		if i < len(keys) && keys[i] != "" {
			s.keys = append(s.keys, keys[i])
		}
		if i < len(names) {
			s.names = append(s.names, names[i])
		}
	}
	return s
}

func sidesOf(r *record.EventRow) [2]side {
	return [2]side{sideOf(r.ActorKeys, r.Actors, r.Event.Actors), sideOf(r.RecipientKeys, r.Recipients, r.Event.Recipients)}
}

func (s side) with(o side) side {
	return side{slices.Concat(s.keys, o.keys), slices.Concat(s.codes, o.codes), slices.Concat(s.names, o.names)}
}

// parties compares who is in it. Where both sides do it to each other it does
// not matter which is called the doer.
func (c *comparison) parties() bool {
	a, b := &c.a.sides, &c.b.sides
	if c.a.kind.Mutual() && c.b.kind.Mutual() {
		return c.party("parties", a[0].with(a[1]), b[0].with(b[1]))
	}
	return c.party("doers", a[0], b[0]) && c.party("affected", a[1], b[1])
}

// wording is the share of words in common above which two reports may be of one
// event although their parties are of other countries: one of them is read
// wrongly. Of fewer than fewWords stems nothing is said.
const (
	wording  = 0.6
	fewWords = 5
)

func (c *comparison) party(what string, a, b side) bool {
	keys, codes := shared(a.keys, b.keys), shared(a.codes, b.codes)
	switch {
	case len(a.codes)+len(a.keys) == 0 || len(b.codes)+len(b.keys) == 0:
		c.sign(what + " unknown")
	case len(keys) > 0:
		c.sign(what + " the same")
		c.because("%s the same: %s", what, strings.Join(common(a, b), ", "))
	case len(codes) > 0:
		c.sign(what + " of one country")
		c.because("%s of the same country: %s", what, strings.Join(codes, ", "))
	case len(a.codes) > 0 && len(b.codes) > 0:
		c.sign(what + " of other countries")
		c.because("other %s: %s; %s", what, strings.Join(a.names, ", "), strings.Join(b.names, ", "))
		if min(len(c.a.words), len(c.b.words)) < fewWords || overlap(c.a.words, c.b.words) < wording {
			return false
		}
	default:
		c.sign(what + " other")
	}
	if n := len(codes); n > 1 {
		c.sign(fmt.Sprintf("%s share %d countries", what, min(n, 3)))
	}
	if otherPerson(a, b) {
		c.sign(what + " other persons")
	}
	if out := len(without(a.codes, b.codes)) + len(without(b.codes, a.codes)); out > 0 && len(codes) > 0 {
		c.sign(fmt.Sprintf("%s, %d countries not shared", what, min(out, 3)))
	}
	return true
}

// common returns the names of the parties whose keys both sides have.
func common(a, b side) []string {
	var out []string
	for i, k := range a.keys {
		if slices.Contains(b.keys, k) && i < len(a.names) && !slices.Contains(out, a.names[i]) {
			out = append(out, a.names[i])
		}
	}
	return out
}

func shared(a, b []string) []string {
	var out []string
	for _, x := range a {
		if slices.Contains(b, x) && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	slices.Sort(out)
	return out
}

func without(a, b []string) []string {
	var out []string
	for _, x := range a {
		if !slices.Contains(b, x) && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// furthest is how many days apart the stories of one event may be, and its
// days by them where one does not say when it was.
const furthest = 45

func (c *comparison) times() bool {
	apart := daysApart(c.a.From, c.a.To, c.b.From, c.b.To)
	filed := int(distance(c.a.At.Unix()/86400, c.b.At.Unix()/86400))
	exact := c.a.Dated && c.b.Dated
	if exact && apart > 3 || apart > furthest || filed > 4*furthest {
		c.because("%d days apart", max(apart, 1))
		return false
	}
	switch {
	case exact && apart == 0 && oneDay(c.a.EventRow) && oneDay(c.b.EventRow):
		c.sign("same day")
		c.because("both on %s", c.a.From)
	case exact:
		c.sign(fmt.Sprintf("stated %d days apart", apart))
		c.because("%d days apart", apart)
	default:
		c.sign("days apart " + scale(apart))
		c.because("told %d days apart", filed)
	}
	c.sign("filed apart " + scale(filed))
	return true
}

func oneDay(r *record.EventRow) bool { return r.From.Whole() && r.From == r.To }

// scale names a number of days in steps that grow.
func scale(days int) string {
	for _, n := range [...]int{0, 1, 2, 4, 8, 16, 32} {
		if days <= n {
			return fmt.Sprint(n)
		}
	}
	return "more"
}

// daysApart returns how many days lie between two intervals, 0 where they
// touch; an open end is taken for its other one.
func daysApart(a, z, b, y calendar.Day) int {
	if a.IsZero() {
		a = z
	}
	if z.IsZero() {
		z = a
	}
	if b.IsZero() {
		b = y
	}
	if y.IsZero() {
		y = b
	}
	if a.IsZero() || b.IsZero() {
		return 0
	}
	return max(0, b.First().Sub(z.Last()), a.First().Sub(y.Last()))
}

func distance(a, b int64) int64 { return max(a-b, b-a) }

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

// texts compares the words of the two, and those of the head lines over them.
func (c *comparison) texts() bool {
	c.sign("words " + fifths(overlap(c.a.words, c.b.words)))
	c.sign("head lines " + fifths(overlap(c.a.head, c.b.head)))
	if c.a.StoryID == c.b.StoryID {
		c.sign("one story")
		c.because("told in one story")
	}
	return true
}

// fifths names a share in steps of a fifth.
func fifths(x float64) string { return fmt.Sprint(int(x * 5)) }
