package link

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/record"
)

// Report is an event as one story tells it, made ready for comparing.
type Report struct {
	*record.EventRow
	kind        ontology.Type
	stage       stage
	sides       [2]side
	whole       side // both
	words       []uint64
	story       *Story              // nil where only the row is known
	first, last int                 // its days, counted; last is not before first
	print       uint64              // of all that it says, for memo; 0: not made yet
	tells       *telling            // nil: not made yet
	found       []string            // what it is found by, see keys; nil: not made yet
	when        []calendar.Interval // see times; nil: not made yet
}

// NewReport makes a row ready for comparing. It keeps the row, unless what has
// happened is dated after the story that tells of it: then the day belongs to
// something else in the sentence, and the story's day stands for it. So it does
// for what is planned, and named with a month or a year that is over.
func NewReport(r *record.EventRow) *Report {
	first := r.From
	if first.IsZero() {
		first = r.To
	}
	day := calendar.Of(r.At)
	if r.Dated && stageOf(r.Event.Status) == told && !first.IsZero() && first.First().Sub(day) > 1 {
		row := *r
		row.From, row.To, row.Dated = day, day, false
		r = &row
	}
	if r.Dated && stageOf(r.Event.Status) == ahead && !r.To.IsZero() && !r.To.Whole() && r.To.Last().Before(day) {
		row := *r
		row.From, row.To, row.Dated = day, day, false
		r = &row
	}
	k, _ := ontology.Parse(r.Event.Type)
	out := &Report{EventRow: r, kind: k, stage: stageOf(r.Event.Status), sides: sidesOf(r), words: stems(r.Words)}
	out.whole = out.sides[0].with(out.sides[1])
	out.first, out.last = out.bounds()
	if out.stage == ahead && r.Dated && r.To.Whole() && r.To.Before(day) {
		out.stage = told // what was sought or planned on a day that is over was done
	}
	return out
}

// NewTelling makes a report of what a sentence of a story tells, where no event
// was read in it: all that is known of it are its words and its day.
func NewTelling(s *Story, n int) *Report {
	at := s.Gist.Sentences[n]
	r := &Report{EventRow: &record.EventRow{
		StoryID: s.StoryID, ContentID: s.ContentID, Headline: s.Headline, Source: s.Source, At: s.At, Live: s.Live,
		Words: s.said[n+1].text, From: s.day(), To: s.day(),
		Event: fact.Event{Confidence: fact.Low, Evidence: fact.Evidence{Start: at.Start, End: at.End}},
	}, words: s.said[n+1].words, story: s}
	r.first, r.last = r.bounds()
	return r
}

// unread reports whether the event was not read: see NewTelling.
func (r *Report) unread() bool { return r.Event.Type == "" }

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

// telling is what a report is compared by beside its event: stems of the words
// and of the rare names of its story, and the days that its sentence names.
type telling struct {
	words     scored
	rare      []uint64
	named     bool // whether the story names anybody
	days      []calendar.Interval
	countries []string
}

func (l *Linker) telling(r *Report) *telling {
	if r.tells != nil {
		return r.tells
	}
	t := &telling{countries: slices.Clip(r.whole.codes), days: r.sentenceDays()}
	if r.Dated {
		t.days = append(slices.Clip(t.days), calendar.Interval{From: r.From, To: r.To})
	}
	if r.story == nil {
		t.words = l.scored(merged(stems(r.Headline), r.words))
	} else {
		t.words = l.scored(merged(r.story.words, r.words))
		t.rare, t.named = l.rareStems(r.story), len(r.story.names) > 0
		t.countries = append(t.countries, r.story.Gist.Countries...)
	}
	r.tells = t
	return t
}

// sentenceDays returns the days that the report's sentence names.
func (r *Report) sentenceDays() []calendar.Interval {
	if r.story == nil {
		return nil
	}
	for i, s := range r.story.Gist.Sentences {
		if s.Start <= r.Event.Evidence.Start && r.Event.Evidence.Start < s.End {
			return r.story.said[i+1].days
		}
	}
	return nil
}

// times returns when the event was: as it was read, or else all whole days that
// its sentence names, or the story's day.
func (r *Report) times() []calendar.Interval {
	if r.when == nil {
		r.when = r.findTimes()
	}
	return r.when
}

func (r *Report) findTimes() []calendar.Interval {
	own := []calendar.Interval{{From: r.From, To: r.To}}
	if r.Dated {
		return own
	}
	var out []calendar.Interval
	for _, d := range r.sentenceDays() {
		if d.From.Whole() {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return own
	}
	return out
}

// tellsOf reports whether the report's story tells of an event of that type.
func (r *Report) tellsOf(kind string) bool {
	return r.story != nil && slices.Contains(r.story.Gist.Types, kind)
}

// keys returns what reports are found by: countries and actors, the place, and
// the countries and rare names in the story. Two that share none of these are
// of two events, whatever else they say.
func (l *Linker) keys(r *Report) []string {
	if r.found == nil {
		r.found = l.findKeys(r)
	}
	return r.found
}

func (l *Linker) findKeys(r *Report) []string {
	out := slices.Concat(r.whole.codes, r.whole.keys)
	if r.PlaceKey != "" {
		out = append(out, r.PlaceKey)
	}
	if r.story != nil {
		out = append(append(out, r.story.Gist.Countries...), l.rareNames(r.story)...)
	}
	return slices.Compact(slices.Sorted(slices.Values(out)))
}

// rareStems returns the rare stems of the names in a story.
func (l *Linker) rareStems(s *Story) []uint64 {
	if s.heard {
		return s.rareStems
	}
	return l.rare(s.names)
}

// rareNames returns the names in a story that are rare.
func (l *Linker) rareNames(s *Story) []string {
	if s.heard {
		return s.rareNames
	}
	var out []string
	for _, n := range s.Gist.Names {
		if len(l.rare(stems(n))) > 0 {
			out = append(out, n)
		}
	}
	return out
}
