// Package show sets readings for people on a terminal: what goes in is a
// reading, what comes out is plain text of a fixed measure, each fact with
// the words that it rests on. Machines read JSON instead.
package show

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/intake/language"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// Reading writes a reading for people; all says that events of low confidence,
// which are more likely wrong than right, are wanted too.
func Reading(w io.Writer, r *fact.Reading, all bool) error {
	p := &printer{out: bufio.NewWriter(w), r: r, all: all}
	p.head()
	p.events("Planned", fact.Planned)
	p.events("Possible or wished for", fact.Possible, fact.Sought)
	p.events("Happened", fact.Happened, fact.Ongoing)
	p.events("Called off or put off", fact.Cancelled, fact.Postponed)
	p.events("Denied or not done", fact.Denied, fact.NotHappened)
	p.quotes()
	p.pledges("Overdue", "overdue")
	p.pledges("Promised", "open")
	p.pledges("Promises kept, missed or withdrawn", "kept", "missed", "withdrawn")
	p.figures()
	p.people()
	p.unshown()
	p.trouble()
	return p.out.Flush()
}

const (
	measure = 88
	indent  = "      "
)

type printer struct {
	out *bufio.Writer
	r   *fact.Reading
	all bool // events of low confidence too

	voices *record.Speakers // of r; nil: not asked for yet
}

func (p *printer) line(format string, args ...any) { fmt.Fprintf(p.out, format+"\n", args...) }

func (p *printer) head() {
	s := &p.r.Story
	if s.Section != nil {
		p.line("%s", strings.ToUpper(*s.Section))
	}
	switch {
	case s.Headline != nil:
		p.wrapped("", *s.Headline)
		p.line("%s", strings.Repeat("=", min(measure, len([]rune(*s.Headline)))))
	case strings.TrimSpace(s.Text) == "":
		p.line("(an empty story)")
	}
	if s.Deck != nil {
		p.wrapped("", *s.Deck)
	}
	if d := s.Dateline; d != nil {
		var parts []string
		if d.Place != nil {
			parts = append(parts, strings.ToUpper(*d.Place))
		}
		if !d.Date.IsZero() {
			day := say.Day(d.Date)
			if d.DateBasis != nil && *d.DateBasis == "inferred" {
				day += " (year worked out)"
			}
			parts = append(parts, day)
		}
		if d.Agency != nil {
			parts = append(parts, *d.Agency)
		}
		p.line("%s", strings.Join(parts, " · "))
	}
	if s := language.Notice(s.Language); s != "" {
		p.line("%s.", s)
	}
	if s.Byline != nil {
		p.line("%s", *s.Byline)
	}
}

// section writes a heading before its first item.
func (p *printer) section(title string) func() {
	done := false
	return func() {
		if !done {
			p.line("\n%s", strings.ToUpper(title))
			done = true
		}
	}
}

func (p *printer) events(title string, statuses ...fact.Status) {
	heading := p.section(title)
	for i := range p.r.Events {
		e := &p.r.Events[i]
		for _, s := range statuses {
			if e.Status != s || e.Confidence == fact.Low && !p.all {
				continue
			}
			heading()
			p.wrapped("  - ", p.event(e))
			p.words(e.Evidence)
		}
	}
}

// unshown says how many events are left out.
func (p *printer) unshown() {
	n := 0
	for i := range p.r.Events {
		if p.r.Events[i].Confidence == fact.Low && !p.all {
			n++
		}
	}
	switch n {
	case 0:
	case 1:
		p.line("\n1 doubtful reading is left out; --all shows it.")
	default:
		p.line("\n%d doubtful readings are left out; --all shows them.", n)
	}
}

// event returns an event as a sentence, and what its time rests on where it is
// not stated.
func (p *printer) event(e *fact.Event) string {
	var more []string
	if e.TimeBasis != nil && *e.TimeBasis != "stated" {
		more = append(more, "as news of that day")
	}
	return join(p.sentence(e), more)
}

func join(line string, more []string) string {
	if len(more) == 0 {
		return line
	}
	return line + " [" + strings.Join(more, "; ") + "]"
}

func (p *printer) quotes() {
	heading := p.section("Said")
	for i := range p.r.Quotes {
		q := &p.r.Quotes[i]
		heading()
		who := say.Capital(p.speaker(q.Speaker))
		if who == "" {
			who = "an unnamed voice"
		}
		var said []string
		for _, s := range q.Content {
			said = append(said, p.slice(s.Start, s.End))
		}
		mark := ""
		switch {
		case q.Denies(p.r.Story.Text):
			mark = " denied"
		case q.Kind == "indirect":
			mark = " (in the story's words)"
		}
		p.wrapped("  - ", who+mark+": "+strings.Join(said, " … "))
	}
}

func (p *printer) pledges(title string, states ...string) {
	heading := p.section(title)
	for i := range p.r.Pledges {
		l := &p.r.Pledges[i]
		for _, s := range states {
			if l.State != s {
				continue
			}
			heading()
			line := record.Told(p.r, l)
			var more []string
			if to := say.List(p.names(l.To)); to != "" && !strings.Contains(line, to) {
				more = append(more, "to "+to)
			}
			if due := longInterval(l.Due); due != "" {
				more = append(more, "due "+due)
			}
			if l.Asserted != l.State {
				more = append(more, l.State+" by the clock, not by the text")
			} else if l.State != "open" {
				more = append(more, l.State)
			}
			p.wrapped("  - ", join(line, more))
			for _, e := range l.Evidence {
				p.words(e)
			}
		}
	}
}

func (p *printer) figures() {
	heading := p.section("Figures")
	for i := range p.r.Figures {
		f := &p.r.Figures[i]
		heading()
		line := Quantity(f)
		if f.Measure != nil {
			line += ": " + *f.Measure
		}
		var more []string
		for _, id := range f.Of {
			more = append(more, p.name(&id))
		}
		if when := longInterval(f.Period); when != "" {
			more = append(more, when)
		}
		p.wrapped("  - ", join(line, more))
		p.words(f.Evidence)
	}
}

// Quantity returns a figure's value with qualifier and unit.
func Quantity(f *fact.Figure) string {
	s := grouped(f.Value)
	if f.Upper == nil && (f.Unit == nil || *f.Unit != "percent") {
		if s = fraction(f.Value); f.Unit != nil && strings.Contains(s, "/") {
			s += " of"
		}
	}
	if f.Upper != nil {
		s += "–" + grouped(*f.Upper)
	}
	if f.Unit != nil {
		if *f.Unit == "percent" {
			s += "%"
		} else {
			s += " " + *f.Unit
		}
	}
	if f.Qualifier != "" && f.Qualifier != "exact" {
		s = strings.ReplaceAll(f.Qualifier, "_", " ") + " " + s
	}
	return s
}

// fraction writes a share that no decimals give exactly, or tenths, as 2/3.
func fraction(v float64) string {
	for _, den := range [...]float64{3, 5, 6, 7, 8, 9, 10} {
		if n := v * den; v > 0 && v < 1 && n > 0.5 && math.Abs(n-math.Round(n)) < 1e-4 {
			return strconv.Itoa(int(math.Round(n))) + "/" + strconv.Itoa(int(den))
		}
	}
	return grouped(v)
}

// grouped writes a number with commas between thousands.
func grouped(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	whole, rest, _ := strings.Cut(s, ".")
	digits := strings.TrimPrefix(whole, "-")
	var b strings.Builder
	b.WriteString(whole[:len(whole)-len(digits)])
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && len(digits) > 4 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if rest != "" {
		b.WriteString("." + rest)
	}
	return b.String()
}

func (p *printer) people() {
	heading := p.section("People")
	for i := range p.r.Entities {
		e := &p.r.Entities[i]
		if e.Kind != fact.Person || e.Anonymous || !named(e) {
			continue
		}
		heading()
		line := e.Name
		for j, o := range e.Offices {
			sep := "; "
			if j == 0 {
				sep = ", "
			}
			line += sep + o.Title
			if o.Of != nil {
				line += " (" + *o.Of + ")"
			}
			switch {
			case o.Since != nil:
				line += fmt.Sprintf(" [known since %s, %s]", o.Since.Day, o.Since.Story)
			case o.Basis == "world":
				line += " [known beforehand]"
			}
		}
		if len(e.Offices) == 0 && e.Country != nil {
			line += " (" + *e.Country + ")"
		}
		p.wrapped("  - ", line)
	}
}

// named reports whether the story names a person, or it is known who is meant.
func named(e *fact.Entity) bool {
	return len(e.Links) > 0 || slices.ContainsFunc(e.Mentions, func(m fact.Mention) bool { return m.Kind == fact.Name })
}

func (p *printer) trouble() {
	heading := p.section("Trouble")
	for _, t := range p.r.Trouble {
		heading()
		p.wrapped("  ! ", t.Pass+": "+t.Message)
	}
}

func (p *printer) name(id *string) string {
	if id == nil {
		return ""
	}
	for i := range p.r.Entities {
		if p.r.Entities[i].ID == *id {
			return p.r.Entities[i].Name
		}
	}
	return ""
}

// words writes the words that a fact rests on.
func (p *printer) words(e fact.Evidence) { p.wrapped(indent+"| ", p.slice(e.Start, e.End)) }

func (p *printer) slice(start, end int) string {
	t := p.r.Story.Text
	if start < 0 || end > len(t) || start > end {
		return ""
	}
	return strings.Join(strings.Fields(t[start:end]), " ")
}

// wrapped writes text in lines of the measure; the first begins with lead,
// the others with as much white space, or again with a bar.
func (p *printer) wrapped(lead, s string) {
	next := strings.Repeat(" ", len(lead))
	if strings.HasSuffix(lead, "| ") {
		next = lead
	}
	n := 0
	for _, word := range strings.Fields(s) {
		k := len([]rune(word))
		switch {
		case n == 0:
			p.out.WriteString(lead)
			n = len(lead)
		case n+1+k > measure:
			p.out.WriteString("\n" + next)
			n = len(next)
		default:
			p.out.WriteByte(' ')
			n++
		}
		p.out.WriteString(word)
		n += k
	}
	if n > 0 {
		p.out.WriteByte('\n')
	}
}

func longInterval(v *calendar.Interval) string {
	if v == nil {
		return ""
	}
	return say.Days(v.From, v.To)
}
