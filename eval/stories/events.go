package stories

import (
	"fmt"
	"slices"
	"sort"

	"github.com/datelinewire/dateline/fact"
)

// Events counts events: labelled, read, and of those that were found how many
// are right in more and more of their slots.
type Events struct {
	Gold, Read int
	Found      int // the trigger
	Type       int // and the type
	Status     int // and the status
	Clean      int // and no party that the label has not
	Sound      int // and it is asserted by whom the label says
	Parties    int // type, and the countries of both sides
	All        int // type, status and both sides
}

// F1 returns precision, recall and their mean of a count of right ones.
func (e Events) F1(right int) (precision, recall, f1 float64) {
	p, r := share(right, e.Read), share(right, e.Gold)
	if p+r == 0 {
		return p, r, 0
	}
	return p, r, 2 * p * r / (p + r)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// told is an event as it is compared, of a label and of a reading alike.
type told struct {
	at                 span
	kind, status       string
	actors, recipients []string // codes, UNK left out
	by                 string   // code of who asserts it, "" for the story, UNK where it has none
	mutual, doubtful   bool
}

// String returns what is compared, for people.
func (e *told) String() string {
	return fmt.Sprintf("%s %s %v > %v by %q", e.kind, e.status, e.actors, e.recipients, e.by)
}

func (s *source) labelled(l *Label, starts []int) []told {
	var out []told
	for _, e := range l.Events {
		at, ok := s.span(starts, e.At)
		if !ok {
			continue
		}
		x := told{at: at, kind: e.Type, status: e.Status, mutual: e.Mutual, doubtful: e.Doubtful, actors: codes(e.Actors), recipients: codes(e.Recipients)}
		if e.By != nil {
			x.by = e.By.Code
		}
		out = append(out, x)
	}
	return out
}

func codes(ps []Party) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Code)
	}
	return set(out)
}

// set sorts codes and leaves out doubles and what is not known.
func set(codes []string) []string {
	out := slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return c == "UNK" })
	slices.Sort(out)
	return slices.Compact(out)
}

func readEvents(r *fact.Reading) []told {
	byID := map[string]*fact.Entity{}
	for i := range r.Entities {
		byID[r.Entities[i].ID] = &r.Entities[i]
	}
	var out []told
	for i := range r.Events {
		e := &r.Events[i]
		x := told{at: span{e.Evidence.Start, e.Evidence.End}, kind: e.Type, status: string(e.Status)}
		if t := e.Evidence.Trigger; t != nil {
			x.at = span{t.Start, t.End}
		}
		x.actors, x.recipients = readCodes(e.Actors), readCodes(e.Recipients)
		if e.AssertedBy != nil {
			x.by = "UNK"
			if s := byID[*e.AssertedBy]; s != nil && s.Country != nil {
				x.by = *s.Country
			}
		}
		out = append(out, x)
	}
	return append(out, retold(r, out)...)
}

// retold returns the events that a reading found told again, once more for
// each place where they are.
func retold(r *fact.Reading, events []told) []told {
	at := map[string]int{}
	for i := range r.Events {
		at[r.Events[i].ID] = i
	}
	var out []told
	for _, x := range r.Story.Retold {
		e := events[at[x.Event]]
		e.at = span{x.Evidence.Start, x.Evidence.End}
		if t := x.Evidence.Trigger; t != nil {
			e.at = span{t.Start, t.End}
		}
		out = append(out, e)
	}
	return out
}

func readCodes(ps []fact.Party) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Code)
	}
	return set(out)
}

// match is a pair of events whose triggers overlap, and what is right in it.
type match struct {
	gold, read                          int
	kind, status, clean, sound, parties bool
}

func compare(g, r *told) match {
	m := match{kind: g.kind == r.kind, status: g.status == r.status}
	mutual := g.mutual || r.mutual
	bothG, bothR := set(append(slices.Clone(g.actors), g.recipients...)), set(append(slices.Clone(r.actors), r.recipients...))
	m.parties = slices.Equal(g.actors, r.actors) && slices.Equal(g.recipients, r.recipients) || mutual && slices.Equal(bothG, bothR)
	m.clean = within(r.actors, g.actors) && within(r.recipients, g.recipients) || mutual && within(bothR, bothG)
	m.sound = (g.by == "") == (r.by == "") && (g.by == r.by || r.by == "UNK" || g.by == "UNK")
	return m
}

func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(x string) bool { return !slices.Contains(b, x) })
}

// add pairs labelled and read events one to one, the best first, and counts;
// it returns the pairs that are not right in every slot, and what has no
// partner with -1 for it.
func (c *Events) add(gold, read []told) (wrong []match) {
	usedG, usedR := make([]bool, len(gold)), make([]bool, len(read))
	for i := range gold {
		c.Gold += count(!gold[i].doubtful)
	}
	c.Read += len(read)
	for _, m := range pair(gold, read) {
		usedG[m.gold], usedR[m.read] = true, true
		if gold[m.gold].doubtful {
			c.Read--
			continue
		}
		c.right(m)
		if !m.kind || !m.status || !m.parties || !m.sound {
			wrong = append(wrong, m)
		}
	}
	for i, used := range usedG {
		if !used && !gold[i].doubtful {
			wrong = append(wrong, match{gold: i, read: -1})
		}
	}
	for j, used := range usedR {
		if !used {
			wrong = append(wrong, match{gold: -1, read: j})
		}
	}
	return wrong
}

// pair returns the pairs of labelled and read events whose triggers overlap,
// one to one, the best first.
func pair(gold, read []told) []match {
	var all, out []match
	for i := range gold {
		for j := range read {
			if gold[i].at.overlaps(read[j].at) {
				m := compare(&gold[i], &read[j])
				m.gold, m.read = i, j
				all = append(all, m)
			}
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].points() > all[b].points() })
	usedG, usedR := make([]bool, len(gold)), make([]bool, len(read))
	for _, m := range all {
		if !usedG[m.gold] && !usedR[m.read] {
			usedG[m.gold], usedR[m.read] = true, true
			out = append(out, m)
		}
	}
	return out
}

// describe says for people what is not right in a pair.
func (m match) describe(words string, gold, read []told) string {
	at := func(e *told) string { return fmt.Sprintf("%q", words[e.at.start:e.at.end]) }
	switch {
	case m.read < 0:
		return "missing event " + at(&gold[m.gold]) + ": " + gold[m.gold].String()
	case m.gold < 0:
		return "false event " + at(&read[m.read]) + ": " + read[m.read].String()
	}
	return "event " + at(&read[m.read]) + ": " + gold[m.gold].String() + ", read as " + read[m.read].String()
}

func (m match) points() int { return count(m.kind) + count(m.status) + count(m.parties) }

func (c *Events) right(m match) {
	c.Found++
	c.Type += count(m.kind)
	c.Status += count(m.kind && m.status)
	c.Clean += count(m.kind && m.status && m.clean)
	c.Sound += count(m.kind && m.status && m.clean && m.sound)
	c.Parties += count(m.kind && m.parties)
	c.All += count(m.kind && m.status && m.parties)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
