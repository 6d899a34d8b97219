package page

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/intake/language"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
	"github.com/datelinewire/dateline/service"
)

// AllNews is the list of stories with what narrows it down.
type AllNews struct {
	Days         []Day
	Tallies      []Tally
	Active       []Active // the filters in force
	Self         string   // address of the list's first page under the filters
	Older, Newer string   // addresses; empty where there is no such page
	Mark         int64    // up to where the reader has seen what came in
	Roomy        bool     // set comfortably, with decks
	Compact      string   // addresses of the same page set tightly, or comfortably
	Comfortable  string
}

// Tally is a heading over filters, each with the number of its stories.
type Tally struct {
	Title string
	Rows  []Filter
	More  []Filter // folded away
}

// Filter is a link that narrows the list down, or takes the filter away that is
// on.
type Filter struct {
	Label, URL string
	N          int
	Counted    bool // N is known
	Many       bool // there are more than N
	On         bool
	Late       bool
}

// Active is a filter in force with the address that takes it away.
type Active struct{ Label, URL string }

// Meta is what stands in small type under a headline.
type Meta struct {
	ID       string // the story's address, the same for all its versions
	Life     Life
	Until    time.Time // where it is embargoed: the end of that
	Notice   string    // why it was corrected or killed
	Source   string
	Place    string
	When     time.Time
	Known    bool // whether the hour is known, or only the day
	Version  int
	Versions int // as far as known; 0 in lists
	Copies   int
	Invented bool
	Local    bool   // written at this desk
	Tongue   string // what to say of a story that is not in English; else ""
}

// Entry is a story in a list.
type Entry struct {
	Meta
	Headline string
	Deck     string
	Facts    []Card // the few that matter most, one line each
	Unread   bool
	Starable bool // the list has stars
	Starred  bool
	Snippet  []record.Piece
	Dated    bool // the list is not grouped by day: show the date
}

// Day is a day of the river with its stories.
type Day struct {
	Day     calendar.Day
	Title   string
	Short   string // the same for a narrow column, as "27 Nov"
	Entries []Entry
	Unread  int
}

// shown is how many one-line facts stand under a story of the river.
const shown = 3

// Labels says what a list knows of sources beyond the record.
type Labels struct {
	Invented func(source string) bool // an agency of the sample wire
	Desk     string                   // the source of what is written here
	Country  func(code string) string // a country's name; the code itself where it is not known
	// Late reports whether a pledge of a story, overdue by the clock, is so by the
	// ledger as well; nil: the clock decides.
	Late func(story, pledge string) bool
	// Now is the clock by which embargoes end; time.Now when nil.
	Now func() time.Time
}

// Life returns the life that a version's change leads to by now.
func (l Labels) Life(c news.Change, until time.Time) Life {
	now := l.Now
	if now == nil {
		now = time.Now
	}
	return lifeOf(c, until, now())
}

// River groups items, which come newest first, by day. today is the day by
// which promises are due or over.
func River(items []record.Item, today calendar.Day, l Labels) []Day {
	var days []Day
	for i := range items {
		d := calendar.Of(items[i].At)
		if n := len(days); n == 0 || days[n-1].Day != d {
			days = append(days, Day{Day: d, Title: WeekdayText(d), Short: marginDay(d, today)})
		}
		last := &days[len(days)-1]
		last.Entries = append(last.Entries, EntryOf(&items[i], today, l))
	}
	return days
}

// marginDay returns a day in few letters, with its year where that is not today's.
func marginDay(d, today calendar.Day) string {
	if !d.Whole() {
		return DayText(d)
	}
	s := strconv.Itoa(int(d.DayOfMonth)) + " " + time.Month(d.Month).String()[:3]
	if d.Year != today.Year {
		s += " " + strconv.Itoa(int(d.Year))
	}
	return s
}

// SourceName returns a source as lists call it: of an invented one, whose page
// says so at its top, the name alone.
func (l Labels) SourceName(source string) string {
	if name, _, ok := strings.Cut(source, ", "); ok && l.Invented(source) {
		return name
	}
	return source
}

// Shelve marks what is unread and what is starred; items are those of the page.
func (p *AllNews) Shelve(items []record.Item, s *service.Shelf) {
	i := 0
	for d := range p.Days {
		day := &p.Days[d]
		for k := range day.Entries {
			e := &day.Entries[k]
			e.Unread, e.Starable, e.Starred = s.Unread(&items[i]), true, s.Starred[e.ID]
			if i++; e.Unread {
				day.Unread++
			}
		}
	}
}

// Tighten leaves out what the compact list does not show: decks would be two
// bytes in ten of its page.
func (p *AllNews) Tighten() {
	for d := range p.Days {
		for k := range p.Days[d].Entries {
			p.Days[d].Entries[k].Deck = ""
		}
	}
}

// EntryOf picks what a story shows of itself in a list.
func EntryOf(it *record.Item, today calendar.Day, l Labels) Entry {
	e := Entry{Headline: it.Headline, Deck: it.Deck, Meta: Meta{
		ID: it.StoryID, Life: l.Life(it.Kind, it.Until), Until: it.Until, Notice: it.Note, Source: l.SourceName(it.Source), Place: it.Place,
		When: it.At, Known: hasHour(it.At), Version: it.N, Copies: it.Copies,
		Invented: l.Invented(it.Source), Local: it.Source == l.Desk, Tongue: language.Notice(it.Language),
	}}
	if e.Headline == "" {
		e.Headline = Cut(it.Lead, 90)
	} else if e.Deck == "" {
		e.Deck = Cut(it.Lead, 180)
	}
	e.Headline, e.Deck, e.Notice = clip(e.Headline, mostWords), clip(e.Deck, mostWords), clip(e.Notice, mostWords)
	e.Facts = leads(it, today, l)
	judged(e.Facts, it)
	if e.Life == Killed {
		e.Facts = []Card{{Chip: Chip{"not", "withdrawn"}, Title: cmp.Or(Sentence(e.Notice), "This story was killed. Do not use it.")}}
	}
	return e
}

// hasHour reports whether t is more than a day: midnight stands for "some time
// that day".
func hasHour(t time.Time) bool { return t.Hour() != 0 || t.Minute() != 0 || t.Second() != 0 }

// eventLine returns an event as a row of a list: in a sentence, with who says so.
func eventLine(row *record.EventRow, l Labels) Card {
	ev := &row.Event
	c := Card{ID: ev.ID, Chip: StatusChip(ev.Status), Title: phrase(ev, names(row.Actors, l), names(row.Recipients, l)), Words: Cut(row.Words, 160), When: EventTime(ev)}
	if ev.Status == fact.Denied && say.Told(ev) && strings.Contains(c.Title, " not ") {
		c.Chip = Chip{"not", "will not"} // said as a refusal, and not as a denial
	}
	if _, _, judged := ev.Evidence.Person(); row.Asserter != "" && ev.Type != "STATE" && !judged {
		c.Title = say.SaysWho(c.Title, l.Country(row.Asserter))
	}
	c.Title = deskSays(c.Title, &ev.Evidence, ev.ID)
	return c
}

// deskSays adds to a sentence who at the desk says so, where somebody does.
func deskSays(s string, e *fact.Evidence, id string) string {
	if by := say.ByDesk(e, id); by != "" {
		return s + ", " + by
	}
	return s
}

// judged adds who at the desk says so to those facts of a story that are no
// events, whose lines have it already.
func judged(facts []Card, it *record.Item) {
	for i := range facts {
		c := &facts[i]
		for k := range it.Pledges {
			if p := &it.Pledges[k].Pledge; p.ID == c.ID && len(p.Evidence) > 0 {
				c.Title = deskSays(c.Title, &p.Evidence[0], p.ID)
			}
		}
		for k := range it.Figures {
			if f := it.Figures[k].Figure; f.ID == c.ID {
				c.Title = deskSays(c.Title, &f.Evidence, f.ID)
			}
		}
	}
}

// names joins the names of parties, a country's for its code, those left out
// that nobody knows.
func names(all []string, l Labels) string {
	var out []string
	for _, n := range all {
		n = l.Country(n)
		if n != "" && n != "UNK" {
			out = append(out, n)
		}
	}
	return list(out)
}

// FactLines returns events that a search asked for, one line each.
func FactLines(rows []record.EventRow, most int, l Labels) []Card {
	var out []Card
	for i := range rows[:min(len(rows), most)] {
		out = append(out, eventLine(&rows[i], l))
	}
	return out
}

// Cut shortens s to its first line and at most n runes, at a space where
// there is one, with an ellipsis.
func Cut(s string, n int) string {
	count, space := 0, 0
	for i, r := range s {
		if r == '\n' {
			return s[:i]
		}
		if r == ' ' {
			space = i
		}
		if count++; count > n {
			if space == 0 {
				space = i
			}
			return s[:space] + "…"
		}
	}
	return s
}
