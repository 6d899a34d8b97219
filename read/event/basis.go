package event

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// What the time of an event rests on.
const (
	stated = "stated" // its own words
	lede   = "lede"   // it is the news of the story, and so of the story's day
	same   = "same"   // the event that its paragraph tells before it
)

// inferTimes gives a time to what has come about and whose words do not say
// when: to what the lede tells as news the day of the story, to what follows
// in one paragraph the time of the event before.
func (r *reader) inferTimes() {
	day := r.w.Today
	for n, x := range r.found.all {
		e := &r.w.Reading.Events[x.index]
		if e.Time != nil || !r.news(x.d, e) {
			continue
		}
		if before := r.beforeIn(n); before != nil {
			e.Time, e.TimeBasis = cloneInterval(before.Time), fact.Ptr(same)
		} else if !day.IsZero() && r.inLede(x.d) {
			t := calendar.OnDay(day)
			e.Time, e.TimeBasis = &t, fact.Ptr(lede)
		}
	}
}

// news reports whether an event is told as having come about of late.
func (r *reader) news(d *draft, e *fact.Event) bool {
	return e.Status == fact.Happened && !e.Background && !d.past && (d.judged == nil || !d.judged.Background)
}

// beforeIn returns the event told before the nth in the same paragraph, if its
// own words say when it came about; nil if not.
func (r *reader) beforeIn(n int) *fact.Event {
	if n == 0 {
		return nil
	}
	before, x := r.found.all[n-1], r.found.all[n]
	e := &r.w.Reading.Events[before.index]
	if e.TimeBasis == nil || *e.TimeBasis == lede || !r.news(before.d, e) || r.paragraphOf(before.d) != r.paragraphOf(x.d) {
		return nil
	}
	return e
}

func (r *reader) paragraphOf(d *draft) int32 {
	return r.d.Sentences[r.d.Tokens[d.trigger].Sentence].Paragraph
}

// inLede reports whether an event is told in the headline, the deck or the
// first paragraph of the body.
func (r *reader) inLede(d *draft) bool {
	at := int(r.paragraphOf(d))
	for i := range r.d.Paragraphs[:at] {
		if r.d.Paragraphs[i].Kind == text.Body {
			return false
		}
	}
	switch r.d.Paragraphs[at].Kind {
	case text.Headline, text.Deck, text.Body:
		return true
	}
	return false
}
