package page

import (
	"strconv"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Story is the page of one version of a story.
type Story struct {
	Meta
	Story    *news.Story
	Headline string
	Head     []Seg // the headline's words, tied to facts
	Deck     []Seg
	Blocks   []Block // the body
	Groups   []Group
	Counts   []Line // the numbers over the facts
	Reader   string // empty: not read yet
	Trouble  []string
	Old      bool // not the newest version
	Others   []Other
}

// Other is another story that carries the same text.
type Other struct {
	ID, Source string
	When       time.Time
}

// Whole is what a story page is made from.
type Whole struct {
	Entry    record.Entry
	Reading  *fact.Reading // nil: not read yet
	Versions int
	Copies   []record.Item
	Today    calendar.Day // the clock for what is overdue
}

// StoryOf sets a story and its facts.
func StoryOf(w Whole, l Labels) Story {
	s, v := &w.Entry.Story, &w.Entry.Version
	groups, marks := Facts(w.Reading, w.Today, l)
	p := Story{Story: s, Headline: HeadlineOf(s), Groups: groups, Old: v.N < w.Versions, Trouble: s.Trouble, Meta: metaOf(&w.Entry, w.Versions, l)}
	if !p.Old && p.Life != Killed {
		judgeable(p.Groups, v.StoryID)
	}
	for _, b := range Blocks(s, marks) {
		switch b.Kind {
		case "headline":
			p.Head = append(p.Head, b.Segs...)
		case "deck":
			p.Deck = append(p.Deck, b.Segs...)
		case "section":
		default:
			p.Blocks = append(p.Blocks, b)
		}
	}
	if r := w.Reading; r != nil {
		p.Reader = r.Reader
		p.Trouble = nil // a reading repeats the intake's
		for _, t := range r.Trouble {
			p.Trouble = append(p.Trouble, t.Pass+": "+t.Message)
		}
	}
	for _, c := range w.Copies {
		p.Others = append(p.Others, Other{c.StoryID, c.Source, c.At})
	}
	p.Copies = len(w.Copies)
	p.Counts = counts(groups)
	return p
}

// judgeable marks the facts that a person may judge: not the names and dates
// that they are made of.
func judgeable(groups []Group, id string) {
	for _, g := range groups {
		switch g.ID {
		case "people", "others", "dates":
			continue
		}
		for i := range g.Cards {
			g.Cards[i].Judge, g.Cards[i].Story = true, id
		}
	}
}

func metaOf(e *record.Entry, versions int, l Labels) Meta {
	s, v := &e.Story, &e.Version
	at := record.At(s, v.Received)
	m := Meta{
		ID: v.StoryID, Life: LifeOf(v.Kind), Notice: v.Note, Source: s.Source, When: at, Known: hasHour(at),
		Version: v.N, Versions: versions, Invented: l.Invented(s.Source), Local: s.Source == l.Desk,
	}
	if s.Dateline != nil {
		m.Place = s.Dateline.Place
	}
	return m
}

// counts gives the numbers over the facts, those first that ask for action.
func counts(groups []Group) []Line {
	names := map[string]string{
		"overdue": "overdue", "planned": "planned", "happened": "happened", "not": "denied or off",
		"says": "said", "pledges": "pledged", "figures": "figures", "people": "people",
	}
	var out []Line
	for _, g := range groups {
		if name := names[g.ID]; name != "" {
			if len(g.Cards) == 1 {
				name = map[string]string{"figures": "figure", "people": "person"}[g.ID]
				if name == "" {
					name = names[g.ID]
				}
			}
			out = append(out, Line{Name: name, Text: strconv.Itoa(len(g.Cards))})
		}
	}
	return out
}

// Versions is the page of a story's versions, the newest first.
type Versions struct {
	ID, Headline string
	List         []Version
}

// Version is one of them and what it changed.
type Version struct {
	Meta
	Received time.Time
	By       string
	First    bool
	Changes  []Change
}

// VersionsOf compares each version, given oldest first, with the one before.
func VersionsOf(es []record.Entry, l Labels) Versions {
	var p Versions
	for i := len(es) - 1; i >= 0; i-- {
		v := Version{Meta: metaOf(&es[i], len(es), l), Received: es[i].Version.Received, By: es[i].Version.By, First: i == 0}
		if i > 0 {
			if cs := Diff(es[i-1].Story.Text, es[i].Story.Text); !Same(cs) {
				v.Changes = Brief(cs)
			}
		}
		p.List = append(p.List, v)
	}
	if n := len(es); n > 0 {
		p.ID, p.Headline = es[n-1].Version.StoryID, HeadlineOf(&es[n-1].Story)
	}
	return p
}

// HeadlineOf gives a story's headline, or its first words where it has none.
func HeadlineOf(s *news.Story) string {
	if s.Headline != "" {
		return s.Headline
	}
	return Cut(s.Text, 90)
}
