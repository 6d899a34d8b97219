package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

func (b *builder) pledge(p *fact.Pledge) {
	state, group := record.StateAt(p, b.today), "pledges"
	if state == "overdue" || state == "missed" {
		group = "overdue"
	}
	if !b.wants(group, p.ID) {
		return
	}
	c := Card{ID: p.ID, Chip: PledgeChip(state), Title: record.Told(b.r, p)}
	if p.Due != nil {
		due := *p.Due
		if due.To.IsZero() {
			c.When = "due " + IntervalText(p.Due)
		} else {
			c.When = "due by " + DayText(due.To)
		}
	}
	c.More = append(c.More, Line{Name: "the text says", Text: p.Asserted})
	if state != p.Asserted {
		c.More = append(c.More, Line{Name: "the clock says", Text: state + " on " + DayText(b.today)})
	}
	if p.Made != nil {
		c.More = append(c.More, Line{Name: "made", Text: IntervalText(p.Made)})
	}
	if p.Event != nil {
		if e := b.events[*p.Event]; e != nil {
			c.More = append(c.More, Line{Name: "of", Text: clip(b.eventTitle(e), mostWords)})
		}
	}
	c.sure(p.Confidence)
	for i, e := range p.Evidence {
		if i == 0 {
			c.Rule = e.By
		}
		b.mark(p.ID, c.Chip, e)
	}
	b.add(group, c)
}

// figure shows a figure in its own words, and what it is of; a plain number of
// things stands apart from what is measured.
func (b *builder) figure(f *fact.Figure) {
	group := "figures"
	if !telling(f) {
		group = "counts"
	}
	if !b.wants(group, f.ID) {
		return
	}
	words := b.words(fact.Span{Start: f.Evidence.Start, End: f.Evidence.End})
	c := Card{ID: f.ID, Chip: Chip{"figure", "figure"}, Title: words, When: IntervalText(f.Period), Rule: f.Evidence.By}
	if _, _, judged := f.Evidence.Person(); judged || words == "" {
		c.Title = say.Amount(f)
	}
	if f.Measure != nil && !strings.Contains(c.Title, *f.Measure) {
		c.Words = *f.Measure
	}
	var of []string
	for _, id := range f.Of {
		if n := b.name(&id); n != "" && !strings.Contains(c.Title+c.Words, n) {
			of = append(of, n)
		}
	}
	c.Where = list(of)
	if len(f.DerivedFrom) > 0 {
		c.Chip, c.Title = Chip{"derived", "computed"}, say.Amount(f)
		c.Codes = "from " + list(slices.Clone(f.DerivedFrom))
	}
	c.sure(f.Confidence)
	b.add(group, c)
	b.mark(f.ID, c.Chip, f.Evidence)
}

// telling reports whether a figure says more than how many of something there
// are: money, a share, a large number, one of a time.
func telling(f *fact.Figure) bool {
	money := f.Unit != nil && (len(*f.Unit) == 3 && strings.ToUpper(*f.Unit) == *f.Unit || *f.Unit == "percent")
	return money || f.Value >= 100 || f.Period != nil || f.Measure != nil && strings.Contains(*f.Measure, " of ") || len(f.DerivedFrom) > 0
}

func (b *builder) entityCard(e *fact.Entity) {
	group := "others"
	if e.Kind == fact.Person {
		group = "people"
	}
	if !b.wants(group, e.ID) {
		return
	}
	c := Card{ID: e.ID, Title: upperFirst(e.Name), Codes: string(e.Kind)}
	if e.Country != nil {
		c.Where = b.country(*e.Country)
		c.Codes += " · " + *e.Country
	}
	if len(e.Sectors) > 0 {
		c.Codes += " · " + strings.Join(e.Sectors, " ")
	}
	var titles []string
	for _, o := range e.Offices[:min(len(e.Offices), mostOffices)] {
		t := o.Title
		if o.Of != nil && *o.Of != "" {
			t += ", " + b.country(*o.Of)
		}
		if !o.To.IsZero() {
			t += " (until " + DayText(o.To) + ")"
		}
		switch {
		case o.Since != nil:
			since := strings.TrimSuffix(DayText(o.Since.Day)+": "+o.Since.Headline, ": ")
			if l := (Line{"known since", since, "/story/" + o.Since.Story}); !slices.Contains(c.More, l) {
				c.More = append(c.More, l)
			}
		case o.Basis == "world":
			c.More = append(c.More, Line{Name: "known", Text: t + ", not from this story"})
		}
		titles = append(titles, t)
		if o.Evidence != nil {
			c.Rule = o.Evidence.By
		}
	}
	c.Words = strings.Join(titles, "; ")
	if n := len(e.Offices) - mostOffices; n > 0 {
		c.Words += "; " + strconv.Itoa(n) + " more"
	}
	if e.Anonymous {
		c.Words = strings.TrimPrefix(c.Words+"; not named in the story", "; ")
	}
	if e.Kind == fact.Person && len(e.Mentions) > 1 {
		c.When = plural(len(e.Mentions), "mention")
	}
	if len(e.Links) > 0 {
		c.More = append(c.More, links(e.Links)...)
	}
	b.add(group, c)
	for _, m := range e.Mentions {
		s := fact.Span{Start: m.Start, End: m.End}
		b.marks = append(b.marks, Mark{ID: e.ID, Span: s, Rank: 2})
	}
}

func links(m map[string]string) []Line {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare)
	var out []Line
	for _, k := range keys {
		out = append(out, Line{Name: k, Text: m[k]})
	}
	return out
}

func (b *builder) date(i int, d *fact.Date) {
	id := "d" + strconv.Itoa(i+1)
	if !b.wants("dates", id) {
		return
	}
	s := fact.Span{Start: d.Start, End: d.End}
	c := Card{ID: id, Title: b.words(s), Rule: d.By, Codes: d.Kind}
	switch {
	case d.Value != nil:
		c.Words = IntervalText(d.Value)
	case d.Duration != nil:
		c.Words = *d.Duration
	case d.Repeat != nil:
		c.Words = *d.Repeat
	}
	b.add("dates", c)
	b.marks = append(b.marks, Mark{ID: id, Span: s, Rank: 1})
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}
