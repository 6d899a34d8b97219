package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// found is a fact as it is judged: what it says, and where.
type found struct {
	kind       string
	print      string // fingerprint: changes with every slot that is judged
	confidence string // not in the print: how sure the reader is, is counted and not judged
	start, end int    // the words that gave it
	says       string
}

func (f found) String() string {
	return fmt.Sprintf("%s %s %s %s", f.print, f.kind, f.confidence, f.says)
}

// factsOf lists the facts of a reading in the order of the schema.
func factsOf(r *fact.Reading) []found {
	s := shower{r: r, byID: map[string]*fact.Entity{}}
	for i := range r.Entities {
		s.byID[r.Entities[i].ID] = &r.Entities[i]
	}
	var out []found
	for i := range r.Entities {
		out = append(out, s.entity(&r.Entities[i])...)
	}
	for i := range r.Dates {
		out = append(out, s.date(&r.Dates[i]))
	}
	for i := range r.Events {
		out = append(out, s.event(&r.Events[i]))
	}
	for i := range r.Quotes {
		out = append(out, s.quote(&r.Quotes[i]))
	}
	for i := range r.Figures {
		out = append(out, s.figure(&r.Figures[i]))
	}
	for i := range r.Pledges {
		out = append(out, s.pledge(&r.Pledges[i]))
	}
	return out
}

// shower puts facts of one reading into words.
type shower struct {
	r    *fact.Reading
	byID map[string]*fact.Entity
}

// slots gathers what a fact says, for the judge and for the fingerprint.
// Spans are shown as words and kept as offsets.
type slots struct {
	shown, kept strings.Builder
}

func (b *slots) add(name, value string) {
	if value != "" {
		fmt.Fprintf(&b.shown, " %s=%s", name, value)
		fmt.Fprintf(&b.kept, "|%s=%s", name, value)
	}
}

func (b *slots) span(text, name string, at ...fact.Span) {
	for _, p := range at {
		fmt.Fprintf(&b.shown, " %s=%q", name, text[p.Start:p.End])
		fmt.Fprintf(&b.kept, "|%s=%d-%d", name, p.Start, p.End)
	}
}

func (b *slots) found(kind, confidence string, at fact.Span) found {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s %d-%d%s", kind, at.Start, at.End, b.kept.String())))
	return found{
		kind: kind, print: hex.EncodeToString(sum[:5]), confidence: confidence,
		start: at.Start, end: at.End, says: b.shown.String()[1:],
	}
}

func (s shower) event(e *fact.Event) found {
	var b slots
	at := e.Evidence.Words()
	b.span(s.r.Story.Text, "", at)
	b.add("type", e.Type)
	b.add("mode", word(e.Mode))
	b.add("actors", s.parties(e.Actors))
	b.add("recipients", s.parties(e.Recipients))
	b.add("status", string(e.Status))
	b.add("time", when(e.Time))
	b.add("place", s.name(e.Place))
	b.add("by", s.name(e.AssertedBy))
	return b.found("event", string(e.Confidence), at)
}

func (s shower) quote(q *fact.Quote) found {
	var b slots
	b.add("speaker", s.name(q.Speaker))
	b.add("addressee", s.name(q.Addressee))
	b.add("time", when(q.Time))
	b.span(s.r.Story.Text, "words", q.Content...)
	f := b.found("quote", string(q.Confidence), q.Content[0])
	f.start, f.end = q.Evidence.Start, q.Evidence.End // a miss is marked at the verb of saying
	return f
}

func (s shower) figure(f *fact.Figure) found {
	var b slots
	at := f.Evidence.Words()
	b.span(s.r.Story.Text, "", at)
	b.add("value", fmt.Sprint(f.Value))
	if f.Upper != nil {
		b.add("upper", fmt.Sprint(*f.Upper))
	}
	b.add("unit", word(f.Unit))
	b.add("qualifier", f.Qualifier)
	b.add("measure", word(f.Measure))
	for _, id := range f.Of {
		b.add("of", s.name(&id))
	}
	b.add("period", when(f.Period))
	return b.found("figure", string(f.Confidence), at)
}

func (s shower) pledge(p *fact.Pledge) found {
	var b slots
	b.add("by", s.parties(p.By))
	b.add("to", s.parties(p.To))
	b.span(s.r.Story.Text, "what", p.What)
	b.add("due", when(p.Due))
	b.add("asserted", p.Asserted)
	return b.found("pledge", string(p.Confidence), p.What)
}

func (s shower) date(d *fact.Date) found {
	var b slots
	at := fact.Span{Start: d.Start, End: d.End}
	b.span(s.r.Story.Text, "", at)
	b.add("kind", d.Kind)
	b.add("value", when(d.Value))
	b.add("duration", word(d.Duration))
	b.add("repeat", word(d.Repeat))
	return b.found("date", d.Kind, at)
}

// entity returns the entity and each of its offices. Offices have no
// confidence: their basis stands for it.
func (s shower) entity(e *fact.Entity) []found {
	at := fact.Span{}
	if len(e.Mentions) > 0 {
		at = fact.Span{Start: e.Mentions[0].Start, End: e.Mentions[0].End}
	}
	var b slots
	b.add("name", e.Name)
	b.add("kind", string(e.Kind))
	b.add("country", word(e.Country))
	b.add("sectors", strings.Join(e.Sectors, "+"))
	b.add("wikidata", e.Links["wikidata"])
	b.add("geonames", e.Links["geonames"])
	for _, m := range e.Mentions {
		b.span(s.r.Story.Text, "mention", fact.Span{Start: m.Start, End: m.End})
	}
	out := []found{b.found("entity", string(e.Kind), at)}
	for _, o := range e.Offices {
		var b slots
		b.add("holder", e.Name)
		b.add("title", o.Title)
		b.add("of", word(o.Of))
		b.add("from", o.From.String())
		b.add("to", o.To.String())
		out = append(out, b.found("office", o.Basis, at))
	}
	return out
}

func (s shower) parties(list []fact.Party) string {
	var out []string
	for _, p := range list {
		out = append(out, s.name(p.Entity)+"/"+p.Code+strings.Join(p.Sectors, "+"))
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

func (s shower) name(id *string) string {
	if id == nil {
		return ""
	}
	if e := s.byID[*id]; e != nil {
		return e.Name
	}
	return *id
}

func word(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func when(v *calendar.Interval) string {
	if v == nil {
		return ""
	}
	if v.From == v.To {
		return v.From.String()
	}
	return v.From.String() + "/" + v.To.String()
}
