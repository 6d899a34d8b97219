// Package say puts facts into words for people: one maker of phrases for the
// terminal, the pages and what is sent out. What goes in is an event and the
// names of those in it, what comes out is a sentence from the ontology's
// phrases; no words of a story are used, and nothing is told that the slots do
// not hold.
package say

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
)

// Act returns who does what to whom, by the event's status: Oman will visit
// Belarus; Oman did not sign. An unnamed doer is somebody.
func Act(e *fact.Event, who, whom []string) string {
	t, ok := ontology.Parse(e.Type)
	mode := ""
	if e.Mode != nil {
		mode = *e.Mode
	}
	doer, other := List(who), List(whom)
	if doer == "" {
		doer = "somebody"
	}
	if !ok {
		return strings.TrimSpace(doer + ": " + strings.ToLower(e.Type) + " " + other)
	}
	past, planned := pick(t.Past(mode), other), pick(t.Planned(mode), other)
	if done, ahead, ok := byPredicate(e, other); ok {
		past, planned = done, ahead
	}
	bare := strings.TrimPrefix(planned, "will ")
	switch e.Status {
	case fact.Planned:
		return doer + " " + planned
	case fact.Possible:
		return doer + " may " + bare
	case fact.Sought:
		return doer + " is to " + bare + ", it is asked"
	case fact.Cancelled:
		return doer + " will not " + bare + " (called off)"
	case fact.Postponed:
		return doer + " will " + bare + " later (put off)"
	case fact.Denied:
		return doer + " " + past + ": denied"
	case fact.NotHappened:
		return doer + " did not " + bare
	case fact.Ongoing:
		return doer + " " + past + ", and it goes on"
	}
	return doer + " " + past
}

//go:embed acts.tsv
var acts string

// byPredicate returns how an event without a mode is told by its predicate,
// done and planned, and reports whether the table has that.
func byPredicate(e *fact.Event, other string) (past, planned string, ok bool) {
	if e.Mode != nil || e.Predicate == nil {
		return "", "", false
	}
	key := e.Type + "\t" + e.Predicate.Lemma + "\t"
	for line := range strings.Lines(acts) {
		if rest, found := strings.CutPrefix(strings.TrimRight(line, "\n"), key); found {
			if f := strings.Split(rest, "\t"); len(f) == 4 {
				return pick(ontology.Phrase{Alone: f[0], With: f[1]}, other), pick(ontology.Phrase{Alone: f[2], With: f[3]}, other), true
			}
		}
	}
	return "", "", false
}

// pick returns the phrase for one with another or, where there is none, alone.
func pick(p ontology.Phrase, other string) string {
	if other == "" {
		return p.Alone
	}
	return p.With + " " + other
}

// List returns names as they are told in a row: "A, B and C"; "" for none.
func List(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}

// Day returns a day as people write it, as precise as it is: 6 May 2014, May
// 2014, 2014; "" for none.
func Day(d calendar.Day) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return d.String()
	case d.DayOfMonth == 0:
		return d.Time().Format("January 2006")
	}
	return d.Time().Format("2 January 2006")
}

// Days returns an interval: a day, from one to another, by or from a day; ""
// where neither end is known.
func Days(from, to calendar.Day) string {
	switch {
	case from == to:
		return Day(from)
	case from.IsZero():
		return "by " + Day(to)
	case to.IsZero():
		return "from " + Day(from)
	}
	return Day(from) + " to " + Day(to)
}

// Names are what an event's slots are called.
type Names struct {
	Who, Whom []string
	Place     string
	When      string // as Days or a page writes it
	By        string // who says so; "" is the story itself
}

// Event returns what is told of an event: the sentence that the reader made of
// its words where there is one, else one by its slots. What a person corrected
// is told by its slots: the words are no longer what it says.
func Event(e *fact.Event, who, whom []string) string {
	if Told(e) {
		return e.Summary
	}
	return Capital(Act(e, who, whom))
}

// Told reports whether an event is told in the words of its story.
func Told(e *fact.Event) bool {
	_, _, judged := e.Evidence.Person()
	return e.Summary != "" && !judged
}

// Line returns an event in one line: the sentence, with the place, the day and
// who says so where the sentence does not name them.
func Line(e *fact.Event, n Names) string {
	s := Event(e, n.Who, n.Whom)
	if n.Place != "" && !Told(e) && !slices.Contains(n.Whom, n.Place) {
		s += ", in " + n.Place
	}
	if first, _, _ := strings.Cut(n.When, " "); first != "" && !slices.Contains(strings.Fields(s), first) {
		s += ", " + n.When
	}
	if n.By != "" && !(e.Type == "STATE" && slices.Contains(n.Who, n.By)) {
		s = SaysWho(s, n.By)
	}
	return s
}

// SaysWho adds to a sentence who says so, where it does not name them.
func SaysWho(s, by string) string {
	if by == "" || names(s, by) {
		return s
	}
	return s + ", " + Says(by)
}

// Says returns who says so: says Oman, say officials; "" for nobody.
func Says(by string) string {
	switch {
	case by == "":
		return ""
	case several(by):
		return "say " + by
	}
	return "says " + by
}

// several reports whether a name is that of several, by its noun: Tajik officials,
// but not a spokesman for the rebels, nor the United Nations.
func several(by string) bool {
	for _, p := range [...]string{" of ", " for ", " in ", " at "} { // Grammar: what stands behind a noun and belongs to it
		by, _, _ = strings.Cut(by, p)
	}
	noun := by[strings.LastIndexByte(by, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(noun)
	return unicode.IsLower(first) && strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss")
}

// names reports whether a sentence names somebody, by the last word of his name.
func names(s, name string) bool {
	return strings.Contains(s, name[strings.LastIndexByte(name, ' ')+1:])
}

// Auxiliary returns the verb that tells of an act of that status before its
// infinitive: will, may, should, did not; "" where no verb does.
func Auxiliary(s fact.Status) string {
	switch s {
	case fact.Planned:
		return "will"
	case fact.Possible:
		return "may"
	case fact.Sought:
		return "should"
	case fact.NotHappened:
		return "did not"
	}
	return ""
}

// Capital returns s with a capital at its head.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || unicode.IsUpper(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Possessive returns a name as an owner: Oman's, the Netherlands'.
func Possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}
