package page

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/intake/language"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
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
	Shown    int    // how many facts there are, the names and dates that they are made of left out
	Doors    []Door // dossiers of those who are in it
	Aside    []Aside
	Reader   string // empty: not read yet
	Trouble  []string
	Ills     int  // how much trouble there is, also what is not shown
	Old      bool // not the newest version
	Others   []Other
	Killed   []Other // of its copies, those that were killed
	MoreOf   int     // copies beyond those
	Line     *StoryLine
}

// Aside is a fact that a person said is wrong: it counts no more, until that is
// taken back.
type Aside struct {
	ID, Words, By, Note string // ID of the judgement
	At                  time.Time
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
	Line     service.StoryLine
	Today    calendar.Day // the clock for what is overdue
	View     View
	Judged   []record.Judgement // of its facts, oldest first
}

// SetAside is the mark of a fact that is set aside.
func (Story) SetAside() Chip { return Chip{"not", "wrong"} }

// asides returns the facts that are set aside, newest first.
func asides(js []record.Judgement) []Aside {
	undone := record.Undone(js)
	var out []Aside
	for i := len(js) - 1; i >= 0; i-- {
		if j := &js[i]; j.Action == record.Reject && undone[j.ID] == "" {
			out = append(out, Aside{j.ID, clip(strings.Join(strings.Fields(j.Words), " "), mostWords), j.By, j.Note, j.At})
		}
	}
	return out
}

// doors returns the dossiers that a story leads to: that of the two countries
// that it names most, then those of the countries, people and organisations.
func doors(r *fact.Reading, l Labels) []Door {
	var countries []string
	var out []Door
	order := slices.Clone(r.Entities)
	slices.SortStableFunc(order, func(a, b fact.Entity) int { return len(b.Mentions) - len(a.Mentions) })
	for i := range order {
		e := &order[i]
		if e.Kind == fact.Country && e.Country != nil && fact.OfState(*e.Country) && !slices.Contains(countries, *e.Country) {
			countries = append(countries, *e.Country)
		}
		if key := record.EntityKey(e); key != "" && (e.Kind == fact.Person || e.Kind == fact.Organization) && !e.Anonymous && len(e.Offices)+len(e.Links) > 0 && len(out) < 3 {
			out = append(out, Door{Text: e.Name, Address: DossierAddress(key)})
		}
	}
	var first []Door
	if len(countries) > 1 {
		first = append(first, Door{Text: l.Country(countries[0]) + " and " + l.Country(countries[1]), Address: DossierAddress(countries[0] + "-" + countries[1])})
	}
	for _, c := range countries[:min(len(countries), 3)] {
		first = append(first, Door{Text: l.Country(c), Address: DossierAddress(c)})
	}
	return append(first, out...)
}

// StoryOf sets a story and its facts.
func StoryOf(w Whole, l Labels) Story {
	s, v := &w.Entry.Story, &w.Entry.Version
	s.URL = address.Shown(s.URL) // older records hold what users gave
	p := Story{Story: s, Headline: HeadlineOf(s), Old: v.N < w.Versions, Meta: metaOf(&w.Entry, w.Versions, l)}
	if p.Old {
		w.View.Version = v.N
	}
	p.Aside = asides(w.Judged)
	groups, marks := Facts(w.Reading, w.Today, l, v.StoryID, w.View)
	for _, g := range groups {
		switch g.ID {
		case "people", "others", "dates", "counts":
		default:
			p.Shown += g.Total
		}
	}
	p.Groups = slices.DeleteFunc(groups, func(g Group) bool { return len(g.Cards) == 0 })
	if r := w.Reading; r != nil {
		p.Reader, p.Doors = r.Reader, doors(r, l)
		if !p.Old && p.Life != Killed {
			judgeable(p.Groups, v.StoryID, service.Against(r))
		}
	}
	for _, b := range Blocks(s, marks) {
		lightUp(b.Segs, w.View.Fact)
		switch b.Kind {
		case "headline":
			p.Head = append(p.Head, b.Segs...)
		case "deck":
			p.Deck = append(p.Deck, b.Segs...)
		case "section":
			if len(p.Blocks) > 0 || len(s.Posts) > 0 { // a sub-head; the first names the section of the paper
				b.Kind = "subhead"
				p.Blocks = append(p.Blocks, b)
			}
		default:
			p.Blocks = append(p.Blocks, b)
		}
	}
	ills := Troubles(s, w.Reading)
	p.Ills, p.Trouble = len(ills), ills[:min(len(ills), mostTrouble)]
	for _, c := range w.Copies {
		if c.Kind == news.Kill && len(p.Killed) < perCopies {
			p.Killed = append(p.Killed, Other{c.StoryID, l.SourceName(c.Source), c.At})
		}
	}
	for _, c := range w.Copies[:min(len(w.Copies), perCopies)] {
		p.Others = append(p.Others, Other{c.StoryID, l.SourceName(c.Source), c.At})
	}
	p.Copies, p.MoreOf = len(w.Copies), len(w.Copies)-len(p.Others)
	p.Line = StoryLineOf(v.StoryID, w.Line, l)
	return p
}

// Troubles returns what is wrong with a story and its reading, which may be
// nil, one line each.
func Troubles(s *news.Story, r *fact.Reading) []string {
	if r == nil {
		return s.Trouble
	}
	out := make([]string, 0, len(r.Trouble)) // a reading repeats the intake's
	for _, t := range r.Trouble {
		out = append(out, clip(t.Pass+": "+t.Message, mostWords))
	}
	return out
}

// lightUp marks the words of the fact that was asked for.
func lightUp(segs []Seg, id string) {
	for i := range segs {
		segs[i].Lit = id != "" && slices.Contains(strings.Fields(segs[i].Facts), id)
	}
}

// judgeable marks the facts that a person may judge: not the names and dates
// that they are made of.
func judgeable(groups []Group, id, read string) {
	for k := range groups {
		switch g := &groups[k]; g.ID {
		case "people", "others", "dates":
		default:
			for i := range g.Cards {
				g.Cards[i].Judge = &Judging{id, read, g.Cards[i].ID}
			}
		}
	}
}

func metaOf(e *record.Entry, versions int, l Labels) Meta {
	s, v := &e.Story, &e.Version
	at := record.At(s, v)
	m := Meta{
		ID: v.StoryID, Life: l.Life(v.Kind, v.Until), Until: v.Until, Notice: v.Note, Source: l.SourceName(s.Source), When: at, Known: hasHour(at),
		Version: v.N, Versions: versions, Invented: l.Invented(s.Source), Local: s.Source == l.Desk, Tongue: language.Notice(s.Language),
	}
	if s.Dateline != nil {
		m.Place = s.Dateline.Place
	}
	return m
}

// Versions is the page of a story's versions, the newest first.
type Versions struct {
	ID, Headline  string
	List          []Version
	Older, Newest string // addresses; empty where there is no such page
}

// Version is one of them and what it changed.
type Version struct {
	Meta
	Received time.Time
	By       string
	First    bool
	Changes  []Change
}

// VersionsOf compares each version, given oldest first, with the one before:
// those below the number before, or the newest where it is 0. It ends early,
// with an error, when ctx does.
func VersionsOf(ctx context.Context, es []record.Entry, before int, l Labels) (Versions, error) {
	newest := &es[len(es)-1]
	p := Versions{ID: newest.Version.StoryID, Headline: HeadlineOf(&newest.Story)}
	at := "/story/" + p.ID + "/versions"
	if before > 0 {
		p.Newest = at
	}
	for i := len(es) - 1; i >= 0; i-- {
		if n := es[i].Version.N; before > 0 && n >= before {
			continue
		} else if len(p.List) == perVersions {
			p.Older = at + "?before=" + strconv.Itoa(n+1)
			break
		}
		if err := ctx.Err(); err != nil {
			return p, err
		}
		v := Version{Meta: metaOf(&es[i], len(es), l), Received: es[i].Version.Received, By: es[i].Version.By, First: i == 0}
		if i > 0 {
			if cs := Diff(es[i-1].Story.Text, es[i].Story.Text); !Same(cs) {
				v.Changes = Brief(cs)
			}
		}
		p.List = append(p.List, v)
	}
	return p, nil
}

// Copies is the page of the stories that carry the same text.
type Copies struct {
	ID, Headline string
	Total        int
	List         []Entry
	More         string // address of those that follow; empty at the end
}

// CopiesOf shows the copies, oldest first, from the one numbered from on; 1
// is the first.
func CopiesOf(e *record.Entry, all []record.Item, from int, l Labels) Copies {
	p := Copies{ID: e.Version.StoryID, Headline: HeadlineOf(&e.Story), Total: len(all)}
	from = min(max(from-1, 0), len(all))
	to := min(from+perCopies, len(all))
	for i := from; i < to; i++ {
		c := EntryOf(&all[i], calendar.Day{}, l)
		c.Dated = true
		p.List = append(p.List, c)
	}
	if to < len(all) {
		p.More = "/story/" + p.ID + "/copies?from=" + strconv.Itoa(to+1)
	}
	return p
}

// HeadlineOf returns a story's headline, or its first words where it has none.
func HeadlineOf(s *news.Story) string {
	if s.Headline != "" {
		return clip(s.Headline, mostWords)
	}
	return Cut(s.Text, 90)
}
