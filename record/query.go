package record

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ontology"
)

// Query is a question to Search. All its parts must hold.
type Query struct {
	Any    [][]Term       // of each group, one term must be in the story
	Not    []Term         // none of these
	Where  map[Key]string // properties of the story
	Naming []string       // entity keys: the story names one of these
	Facts  EventFilter    // an event of the story fits
	Asks   bool           // whether Facts says anything
	Pledge PledgeFilter   // a pledge of the story fits
	Vows   bool           // whether Pledge says anything
	Now    time.Time      // hides what is under embargo then; zero: shows all
	After  int64          // only stories whose latest version came in after that mark: see Store.After
	ByTime bool           // newest first, where words are asked for too; else those that fit best
	Since  calendar.Day   // of the event where Asks, else of the story
	Until  calendar.Day
	Fold   bool // one story for all copies
	Cursor string
	Limit  int
}

// Term is a word, or several as a phrase; Prefix finds all words that begin
// with the last one.
type Term struct {
	Words  []string
	Prefix bool
}

// fields holds name and meaning; never changed.
var fields = [...][2]string{
	{"actor", "who acts: a country's name or code (Russia, RUS) or IGO, NGO …"},
	{"recipient", "whom it is done to"},
	{"party", "either of them"},
	{"pair", "both sides: Russia-Tajikistan, RUS-TJK"},
	{"type", "an event's type: talks, visit, CONSULT"},
	{"status", "happened, planned, put off …"},
	{"topic", "what it is about: military, economic …"},
	{"pledge", "the state of a promise: open, overdue, kept, missed, withdrawn; any"},
	{"promises", "who promises: a country"},
	{"person", "a person by name: \"Sergei Lavrov\""},
	{"organisation", "an organisation by name"},
	{"office", "whoever holds it: \"foreign minister of Russia\""},
	{"entity", "either by its key: person/Q58217, person/sergei petrov@RUS"},
	{"source", "who sent the story"},
	{"country", "a country that the story is about"},
	{"section", "the story's section"},
	{"language", "ISO 639-1: en"},
	{"trouble", "what went wrong: intake, or a pass"},
	{"since", "from that day, month or year on"},
	{"until", "up to and with that day, month or year"},
}

// Fields returns the fields that ParseQuery knows, each with what it takes.
func Fields() [][2]string { return slices.Clone(fields[:]) }

// Asked is a field of a query with its value.
type Asked struct{ Field, Value string }

// ParseQuery reads what a user types: words, "a phrase", word*, -word, OR,
// and field:value or field:"two words"; see Fields. It fails with Invalid,
// saying what to change.
func ParseQuery(s string) (Query, error) {
	return ParseQueryBy(s, func(a Asked) ([]Asked, error) { return []Asked{a}, nil })
}

// ParseQueryBy reads what a user types as ParseQuery does, with codes put for
// what people call things: means returns what a field asks for, in codes.
func ParseQueryBy(s string, means func(Asked) ([]Asked, error)) (Query, error) {
	p := queryParser{q: Query{Where: map[Key]string{}}, means: means}
	if len(s) > 2000 {
		return Query{}, p.bad("%s", "it is longer than 2000 characters: shorten it")
	}
	for _, tok := range splitQuery(s) {
		if err := p.token(tok); err != nil {
			return Query{}, err
		}
	}
	q := p.q
	if len(q.Any) == 0 && len(q.Not) > 0 && !q.Asks && !q.Vows && len(q.Where) == 0 && len(q.Naming) == 0 {
		return Query{}, p.bad("%s", "it only says what not to find: add a word to look for")
	}
	return q, nil
}

// Empty reports whether the query asks for nothing.
func (q *Query) Empty() bool {
	return len(q.Any) == 0 && len(q.Not) == 0 && len(q.Where) == 0 && len(q.Naming) == 0 && !q.Asks && !q.Vows && q.Since.IsZero() && q.Until.IsZero()
}

type queryParser struct {
	q     Query
	or    bool // the word before was OR
	means func(Asked) ([]Asked, error)
}

func (p *queryParser) bad(format string, a ...any) error {
	return &fault.Error{Op: "search", Kind: fault.Invalid, Err: fmt.Errorf(format, a...)}
}

// splitQuery splits at white space outside double quotes. A quote that is
// never closed ends with the query.
func splitQuery(s string) []string {
	var out []string
	start, quoted := -1, false
	for i, r := range s {
		switch r {
		case '"', '“', '”':
			quoted = !quoted
		}
		if unicode.IsSpace(r) && !quoted {
			if start >= 0 {
				out = append(out, s[start:i])
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return out
}

func (p *queryParser) token(tok string) error {
	if tok == "OR" {
		p.or = len(p.q.Any) > 0
		return nil
	}
	if name, value, ok := strings.Cut(tok, ":"); ok && isField(name) && value != "" && !strings.HasPrefix(value, "/") {
		all, err := p.means(Asked{strings.ToLower(name), strings.Trim(value, `"“”`)})
		for _, a := range all {
			if err == nil {
				err = p.field(a.Field, a.Value)
			}
		}
		return err
	}
	not := len(tok) > 1 && tok[0] == '-'
	term := TermOf(strings.TrimPrefix(tok, "-"))
	switch {
	case len(term.Words) == 0:
	case not:
		p.q.Not = append(p.q.Not, term)
	case p.or:
		last := len(p.q.Any) - 1
		p.q.Any[last] = append(p.q.Any[last], term)
	default:
		p.q.Any = append(p.q.Any, []Term{term})
	}
	p.or = false
	return nil
}

// isField reports whether the part before a colon is meant as a field: letters
// only.
func isField(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// TermOf returns the words of s: runs of letters and digits, as the full-text
// index has them.
func TermOf(s string) Term {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
	return Term{Words: words, Prefix: len(words) > 0 && strings.HasSuffix(strings.Trim(s, `"“”`), "*")}
}

func (p *queryParser) field(name, value string) error {
	f := &p.q.Facts
	asks := true
	switch name {
	case "actor":
		f.Actor = strings.ToUpper(value)
	case "recipient", "target":
		f.Recipient = strings.ToUpper(value)
	case "party":
		f.Party = strings.ToUpper(value)
	case "pair":
		a, b, ok := strings.Cut(strings.ToUpper(value), "-")
		if !ok || a == "" || b == "" {
			return p.bad("pair:%s is not a pair: write pair:RUS-TJK", value)
		}
		f.Party, f.Other = a, b
	case "type":
		if t, ok := ontology.Parse(strings.ToUpper(value)); ok {
			f.Type = t.String()
		} else {
			f.Mode = strings.ToLower(value)
		}
	case "mode":
		f.Mode = strings.ToLower(value)
	case "status":
		f.Status = fact.Status(strings.ToLower(value))
		if !slices.Contains(statuses[:], f.Status) {
			return p.bad("status:%s is none of %v", value, statuses)
		}
	case "topic":
		f.Topic = strings.ToLower(value)
	default:
		asks = false
	}
	p.q.Asks = p.q.Asks || asks
	switch {
	case asks:
		return nil
	case name == "pledge" || name == "promises":
		return p.pledge(name, value)
	}
	return p.storyField(name, value)
}

// pledge asks for pledges: by their state, which goes by the day in
// Pledge.AsOf, or by who promises.
func (p *queryParser) pledge(name, value string) error {
	f := &p.q.Pledge
	p.q.Vows = true
	if name == "promises" {
		f.By = strings.ToUpper(value)
		return nil
	}
	if value = strings.ToLower(value); value == "any" {
		return nil
	}
	if !slices.Contains(pledgeStates[:], value) {
		return p.bad("pledge:%s is none of %s, any", value, strings.Join(pledgeStates[:], ", "))
	}
	f.State = value
	return nil
}

// pledgeStates are the states of pledges. Never changed.
var pledgeStates = [...]string{"open", "overdue", "kept", "missed", "withdrawn"} // Grammar: codes, as the schema has them

// PledgeStates returns the states of pledges.
func PledgeStates() []string { return slices.Clone(pledgeStates[:]) }

// Statuses returns the states of events.
func Statuses() []fact.Status { return slices.Clone(statuses[:]) }

func (p *queryParser) storyField(name, value string) error {
	switch name {
	case "source", "country", "section", "language", "entity", "trouble", "person", "organisation":
		if name == "person" || name == "organisation" { // by a key, put for the name
			p.q.Naming = append(p.q.Naming, value)
			return nil
		}
		p.q.Where[Key(name)] = value
		return nil
	case "since", "from", "until", "to":
		d, err := calendar.Parse(value)
		if err != nil {
			return p.bad("%s:%s: %v", name, value, err)
		}
		if name == "since" || name == "from" {
			p.q.Since = d.First()
		} else {
			p.q.Until = d.Last()
		}
		return nil
	}
	var known []string
	for _, f := range fields {
		known = append(known, f[0])
	}
	return p.bad("there is no field %q: the fields are %s; to look for the words themselves, put them in quotes", name, strings.Join(known, ", "))
}

var statuses = [...]fact.Status{
	fact.Happened, fact.Ongoing, fact.Planned, fact.Possible, fact.Sought,
	fact.Cancelled, fact.Postponed, fact.Denied, fact.NotHappened,
}

// ErrClosed is what a closed store answers.
var ErrClosed = errors.New("the store is closed")

// Keys returns all keys of stories.
func Keys() []Key {
	return []Key{ByEntity, ByTrouble, ByMode, ByTopic, ByType, ByStatus, BySection, ByCountry, BySource, ByLanguage}
}

// FactsOf returns the filter of the events that a query asks for.
func FactsOf(q *Query) EventFilter {
	f := q.Facts
	f.Since, f.Until, f.Background = q.Since, q.Until, true
	return f
}

// SortCounts sorts counts, the most frequent first, those alike by value.
func SortCounts(all []Count) {
	slices.SortFunc(all, func(a, b Count) int {
		return cmp.Or(b.N-a.N, strings.Compare(strings.ToLower(a.Value), strings.ToLower(b.Value)))
	})
}
