// Package brief sets a brief for the morning: what is new about a subject since
// a day, what comes next, what is overdue, what was agreed, which figures were
// given and who said what. What goes in is a dossier, what comes out is a value
// whose lines name their sources by number, and the same as Markdown or as a
// Word file; to the byte the same for the same dossier.
//
//	d, err := dossier.Of(ctx, store, linker, subject, dossier.Options{AsOf: today, Since: monday})
//	err = brief.Of(d, brief.Options{Title: d.Subject.Name}).Markdown(w, "")
//
// It holds two pages at most: of what has no room it says how much there is.
package brief

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/record"
)

// Brief is what a reader is told of a subject in the morning.
type Brief struct {
	Title    string       `json:"title"`
	About    string       `json:"about"` // what it was asked for by: RUS-TJK, watch:Bases; "" for all countries
	AsOf     calendar.Day `json:"as_of"`
	Since    calendar.Day `json:"since"`   // what is new came after that day
	Stories  int          `json:"stories"` // that the new lines rest on
	Lead     []Item       `json:"lead"`    // what one would say first
	Sections []Section    `json:"sections"`
	Sources  []Source     `json:"sources"` // by number
	Invented bool         `json:"-"`       // one of the sources is of the sample wire
}

// Section is a part of a brief.
type Section struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Late  bool   `json:"-"` // what stands here is overdue
	Items []Item `json:"items"`
	More  int    `json:"more,omitempty"` // others, for which there was no room
}

// Item is one line of a brief. Each has a source.
type Item struct {
	Word  string   `json:"word,omitempty"` // how it stands: planned, 51 days late; of a figure its value
	When  string   `json:"when,omitempty"`
	Text  string   `json:"text"`
	Notes []string `json:"notes,omitempty"` // who says so, what became of it
	Cites []int    `json:"cites"`           // numbers of Sources

	Line    *dossier.Line    `json:"-"` // what it tells of, where it is one of these
	Promise *dossier.Promise `json:"-"`
}

// Source is where a line stands: a story and its words, cut short.
type Source struct {
	N int `json:"n"`
	dossier.Cite
}

// Withdrawn is a story that was killed or corrected since.
type Withdrawn struct {
	Cite   dossier.Cite // its words are why
	Killed bool
}

// Options say what a dossier does not.
type Options struct {
	Title     string
	About     string
	Withdrawn []Withdrawn              // newest first
	Invented  func(source string) bool // nil: none is
}

// How much a brief has room for.
const (
	mostLead   = 4
	mostItems  = 8
	mostFigure = 6
	mostQuotes = 5
	mostCites  = 3   // of one line
	mostWords  = 140 // bytes of an excerpt
	soon       = 30  // days within which a promise is due
)

// Of sets the brief of a dossier, which says since when things are new.
func Of(d *dossier.Dossier, o Options) *Brief {
	s := setter{d: d, o: &o, b: &Brief{Title: o.Title, About: o.About, AsOf: d.AsOf, Since: d.Since}, number: map[dossier.Cite]int{}, told: map[string]bool{}}
	s.lead()
	s.add(Section{ID: "next", Title: "Next"}, s.lines(s.next()), mostItems)
	s.add(Section{ID: "due", Title: "Overdue and due", Late: true}, s.due(), mostItems)
	s.add(Section{ID: "changed", Title: "What changed"}, s.lines(s.fresh(d.Changed)), mostItems)
	s.add(Section{ID: "agreed", Title: "Agreed"}, s.lines(s.fresh(d.Agreements)), mostItems)
	s.add(Section{ID: "happened", Title: "What happened"}, s.lines(s.other()), mostItems)
	s.add(Section{ID: "figures", Title: "Figures"}, s.figures(), mostFigure)
	s.add(Section{ID: "said", Title: "Said"}, s.quotes(), mostQuotes)
	s.add(Section{ID: "withdrawn", Title: "Do not use, or read anew"}, s.withdrawn(), mostItems)
	s.b.Stories = s.stories()
	return s.b
}

// Empty reports whether nothing is new, comes next or is due.
func (b *Brief) Empty() bool { return len(b.Sections) == 0 }

// StoryIDs returns the stories that the brief names, for the register of exports.
func (b *Brief) StoryIDs() []string {
	var out []string
	for i := range b.Sources {
		if id := b.Sources[i].Story; !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// setter sets a brief.
type setter struct {
	d      *dossier.Dossier
	o      *Options
	b      *Brief
	number map[dossier.Cite]int
	told   map[string]bool // lines that stand in a section, by id
}

// add appends a section of the first items, where there are any. Only what is
// shown gets a source: the others are not in the list of them.
func (s *setter) add(x Section, items []func() Item, most int) {
	if len(items) == 0 {
		return
	}
	x.More = max(0, len(items)-most)
	for _, set := range items[:len(items)-x.More] {
		x.Items = append(x.Items, set())
	}
	s.b.Sections = append(s.b.Sections, x)
}

// lead sets what one would say first of what is new.
func (s *setter) lead() {
	all := slices.Clone(s.d.New)
	slices.SortStableFunc(all, func(a, b dossier.Line) int {
		return cmp.Or(s.rank(&a)-s.rank(&b), b.Sources-a.Sources)
	})
	for i := range all[:min(len(all), mostLead)] {
		if s.rank(&all[i]) < least {
			s.b.Lead = append(s.b.Lead, s.line(&all[i]))
		}
	}
}

// least is the rank of what is no news by itself.
const least = 7

// rank returns where a new line stands among the others: what was put off or
// called off first, then what was agreed, what a meeting or a plan of two
// countries is, other acts, and what is only wished or said.
func (s *setter) rank(x *dossier.Line) int {
	among := func(list []dossier.Line) bool {
		return slices.ContainsFunc(list, func(o dossier.Line) bool { return o.ID == x.ID })
	}
	countries := 0
	for i, p := range x.Parties {
		if p.Code != "" && !slices.ContainsFunc(x.Parties[:i], func(o dossier.Party) bool { return o.Code == p.Code }) {
			countries++
		}
	}
	switch {
	case x.Doubt:
		return 8
	case x.Retold && x.State == "":
		return least // it was, before what the story is about
	case x.Type == "STATE":
		return least
	case among(s.d.Changed):
		return 0
	case among(s.d.Agreements):
		return 1
	case among(s.d.Timeline) && countries > 1:
		return 2
	case among(s.d.Next) && countries > 1:
		return 3
	case among(s.d.Timeline):
		return 4
	case among(s.d.Next):
		return 5
	}
	return 6
}

// next returns what is announced and whose last day is still to come, by that day:
// what is to be done this year comes after what is on Tuesday.
func (s *setter) next() []dossier.Line {
	all := slices.DeleteFunc(slices.Clone(s.d.Next), func(x dossier.Line) bool { return x.Dated && !x.To.IsZero() && x.To.Last().Before(s.d.AsOf) })
	slices.SortStableFunc(all, func(a, b dossier.Line) int { return cmp.Compare(s.ahead(&a), s.ahead(&b)) })
	return all
}

// ahead returns in how many days a line is over at the latest; of one without a day
// that comes after all others.
func (s *setter) ahead(x *dossier.Line) int {
	if !x.Dated || x.To.IsZero() {
		return math.MaxInt
	}
	return x.To.Last().Sub(s.d.AsOf)
}

// fresh returns those lines that are new, and stand in no section yet.
func (s *setter) fresh(all []dossier.Line) []dossier.Line {
	return slices.DeleteFunc(slices.Clone(all), func(x dossier.Line) bool {
		return !slices.ContainsFunc(s.d.New, func(n dossier.Line) bool { return n.ID == x.ID })
	})
}

// other returns what is new and stands in no section: acts before what is said.
func (s *setter) other() []dossier.Line {
	all := slices.DeleteFunc(slices.Clone(s.d.New), func(x dossier.Line) bool { return s.told[x.ID] || x.State != "" || x.Retold })
	slices.SortStableFunc(all, func(a, b dossier.Line) int { return s.rank(&a) - s.rank(&b) })
	return all
}

// lines returns what sets each of these that stands in no section yet, and notes
// that they do.
func (s *setter) lines(all []dossier.Line) []func() Item {
	var out []func() Item
	for i := range all {
		if x := &all[i]; !s.told[x.ID] {
			s.told[x.ID] = true
			out = append(out, func() Item { return s.line(x) })
		}
	}
	return out
}

func (s *setter) line(x *dossier.Line) Item {
	it := Item{Word: x.Word(), When: x.When(), Text: x.Whole(), Line: x, Notes: x.Notes()}
	if x.Doubt {
		it.Notes = append(it.Notes, "the reading is doubtful")
	}
	reports := x.Reports
	if x.Best > 0 && x.Best < len(reports) { // who says what the line says comes first
		reports = slices.Concat(reports[x.Best:x.Best+1], reports[:x.Best], reports[x.Best+1:])
	}
	it.Cites = s.cite(reports, x.Because)
	return it
}

// cite numbers the sources of a line: the first, others of other agencies, and
// one for what became of it.
func (s *setter) cite(reports, because []dossier.Cite) []int {
	var out []int
	var agencies []string
	for _, c := range reports {
		if len(out) < mostCites && !slices.Contains(agencies, c.Source) {
			agencies = append(agencies, c.Source)
			out = append(out, s.source(c))
		}
	}
	for _, c := range because[:min(len(because), 1)] {
		if n := s.source(c); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// source returns the number of a source. The same words of a story are one,
// whatever was read in them.
func (s *setter) source(c dossier.Cite) int {
	c.Words, c.Headline = Excerpt(c.Words), squeeze(c.Headline)
	key := c
	key.Fact, key.Copies = "", 0
	n, ok := s.number[key]
	if !ok {
		n = len(s.b.Sources) + 1
		s.number[key] = n
		s.b.Sources = append(s.b.Sources, Source{N: n, Cite: c})
		s.b.Invented = s.b.Invented || s.o.Invented != nil && s.o.Invented(c.Source)
	}
	return n
}

// stories returns how many stories the new lines rest on.
func (s *setter) stories() int {
	seen := map[string]bool{}
	for i := range s.d.New {
		for _, c := range slices.Concat(s.d.New[i].Reports, s.d.New[i].Because) {
			if day, err := calendar.Parse(c.Day); err == nil && s.d.Since.Before(day) {
				seen[c.Story] = true
			}
		}
	}
	return len(seen)
}

// Excerpt returns words in one line, cut short where they are long.
func Excerpt(words string) string { return record.Cut(squeeze(words), mostWords) }

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
