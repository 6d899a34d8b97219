package dossier

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/say"
)

// Series is one quantity over time: of what, in which unit, whose.
type Series struct {
	Measure string   `json:"measure"` // what is counted; empty: the stories do not say
	Unit    string   `json:"unit,omitempty"`
	Of      []string `json:"of,omitempty"`
	Points  []Point  `json:"points"` // by period, then by the day on which they were told
}

// Point is one value of a series, with all stories that give it.
type Point struct {
	Value     float64      `json:"value"`
	Upper     *float64     `json:"upper,omitempty"`
	Qualifier string       `json:"qualifier,omitempty"`
	From      calendar.Day `json:"from,omitzero"` // of the period; else zero
	To        calendar.Day `json:"to,omitzero"`
	Told      calendar.Day `json:"told"` // when a story first gave it
	Figure    *fact.Figure `json:"-"`
	Desk      string       `json:"desk,omitempty"` // who at the desk says so, and when
	Sources   int          `json:"sources"`
	Reports   []Cite       `json:"reports"`
	low       bool
}

// Speaker is somebody with what he or she said, newest first.
type Speaker struct {
	Name   string `json:"name"`
	Key    string `json:"key,omitempty"`
	Quotes []Said `json:"quotes"`
}

// Said is one quote.
type Said struct {
	Kind string       `json:"kind"`           // direct, indirect or mixed
	Day  calendar.Day `json:"day"`            // of the story
	Desk string       `json:"desk,omitempty"` // who at the desk says who said it, and when
	Cite Cite         `json:"cite"`           // whose Words are what was said
}

// Tenure is an office that stories give to somebody.
type Tenure struct {
	Name    string       `json:"name"`
	Key     string       `json:"key,omitempty"`
	Title   string       `json:"title"`
	Country string       `json:"of,omitempty"` // a code, or the organisation's name
	First   calendar.Day `json:"first"`        // told so from the story of this day
	Last    calendar.Day `json:"last"`         // to that of this one
	Ended   calendar.Day `json:"ended,omitzero"`
	Sources int          `json:"sources"`
	Reports []Cite       `json:"reports"`
}

// mostDetails is how many figures, quotes or offices are looked at: the newest.
const mostDetails = 1000

// details are figures, quotes and offices by their kind, oldest first, so that
// who tells first is named first.
type details map[record.FactKind][]record.Detail

// gatherDetails returns the details of a subject that the record has.
func gatherDetails(ctx context.Context, store Record, s *Subject, o *Options) (details, error) {
	out := details{}
	for _, kind := range [...]record.FactKind{record.FigureFact, record.QuoteFact, record.OfficeFact} {
		f := record.DetailFilter{Kind: kind, Entity: s.Entity, Party: s.Country, Other: s.Other, AsOf: endOf(o.AsOf), Fold: true, Limit: mostDetails}
		p, err := store.Details(ctx, f)
		if err != nil {
			return nil, err
		}
		slices.Reverse(p.Details)
		out[kind] = p.Details
	}
	return out, nil
}

func citeOf(x *record.Detail, id string) Cite {
	return Cite{Story: x.StoryID, Fact: id, Headline: x.Headline, Source: x.Source, Day: calendar.Of(x.At).String(), Words: x.Words}
}

// seriesOf groups figures of the same measure, unit and owner. What a reader
// doubts counts where a second source has the same.
func seriesOf(all []record.Detail, doubtful bool) []Series {
	at := map[string]int{}
	var out []Series
	for i := range all {
		x := &all[i]
		f := x.Figure
		if f == nil || !worth(f, x.Who) {
			continue
		}
		s := Series{Unit: deref(f.Unit), Measure: deref(f.Measure), Of: slices.Clone(x.Who)}
		slices.Sort(s.Of)
		s.Of = slices.Compact(s.Of)
		key := strings.ToLower(s.Unit + "\x00" + s.Measure + "\x00" + strings.Join(s.Of, "\x00"))
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, s)
		}
		out[k].point(x)
	}
	for i := range out {
		out[i].settle(doubtful)
	}
	out = slices.DeleteFunc(out, func(s Series) bool { return len(s.Points) == 0 })
	slices.SortStableFunc(out, func(a, b Series) int {
		return cmp.Or(len(b.Points)-len(a.Points), len(b.Of)-len(a.Of), cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Unit, b.Unit), slices.Compare(a.Of, b.Of))
	})
	return out
}

// smallest is the least count of things that nobody is said to own which is
// worth a line: two ministers and three days are not.
const smallest = 20

// worth reports whether a figure says something by itself: money, a share,
// what is somebody's, or a great number.
func worth(f *fact.Figure, who []string) bool {
	unit := deref(f.Unit)
	money := len(unit) == 3 && strings.IndexFunc(unit, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
	switch {
	case unit == "" && f.Measure == nil:
		return false
	case unit == "percent":
		return f.Measure != nil // of what it is a share is all that it says
	case money:
		return f.Measure != nil || len(who) > 0
	}
	return f.Value >= smallest
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// point adds a figure, to a point where one has its value and period.
func (s *Series) point(x *record.Detail) {
	f := x.Figure
	p := Point{Value: f.Value, Upper: f.Upper, Qualifier: f.Qualifier, Told: calendar.Of(x.At), Figure: f, Desk: say.ByDesk(&f.Evidence, f.ID), low: f.Confidence == fact.Low}
	if f.Period != nil {
		p.From, p.To = f.Period.From, f.Period.To
	}
	c := citeOf(x, f.ID)
	for i := range s.Points {
		o := &s.Points[i]
		if o.Value == p.Value && o.From == p.From && o.To == p.To && deref2(o.Upper) == deref2(p.Upper) {
			o.low = o.low && p.low
			o.Reports = append(o.Reports, c)
			return
		}
	}
	p.Reports = []Cite{c}
	s.Points = append(s.Points, p)
}

func deref2(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

// settle counts sources and puts points in order.
func (s *Series) settle(doubtful bool) {
	for i := range s.Points {
		s.Points[i].Sources = sourcesOf(s.Points[i].Reports)
	}
	s.Points = slices.DeleteFunc(s.Points, func(p Point) bool { return p.low && p.Sources < 2 && !doubtful })
	slices.SortStableFunc(s.Points, func(a, b Point) int {
		return cmp.Or(cmp.Compare(a.when(), b.when()), cmp.Compare(record.DayNumber(a.Told), record.DayNumber(b.Told)), cmp.Compare(a.Value, b.Value))
	})
}

func (p *Point) when() int64 {
	switch {
	case !p.To.IsZero():
		return record.DayNumber(p.To.Last())
	case !p.From.IsZero():
		return record.DayNumber(p.From)
	}
	return record.DayNumber(p.Told)
}

func sourcesOf(cites []Cite) int {
	var out []string
	for _, c := range cites {
		if !slices.Contains(out, c.Source) {
			out = append(out, c.Source)
		}
	}
	return len(out)
}

// speakers groups quotes by who says them. Of a person only the person's own
// words are told, and those about him or her under their speakers.
func (d *Dossier) speakers(all []record.Detail, doubtful bool) []Speaker {
	at := map[string]int{}
	var out []Speaker
	for i := range slices.Backward(all) {
		x := &all[i]
		q := x.Quote
		if q == nil || len(x.Who) == 0 || q.Anonymous || q.Confidence == fact.Low && !doubtful {
			continue
		}
		key := x.Keys[0]
		if key == "" {
			key = x.Who[0]
		}
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, Speaker{Name: say.Capital(x.Who[0]), Key: x.Keys[0]})
		}
		out[k].Quotes = append(out[k].Quotes, Said{Kind: q.Kind, Day: calendar.Of(x.At), Desk: say.ByDesk(&q.Evidence, q.ID), Cite: citeOf(x, q.ID)})
	}
	slices.SortStableFunc(out, func(a, b Speaker) int {
		own := func(s *Speaker) int {
			if d.Subject.Entity != "" && s.Key == d.Subject.Entity {
				return 1
			}
			return 0
		}
		return cmp.Or(own(&b)-own(&a), len(b.Quotes)-len(a.Quotes), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// tenures groups offices by holder and title. A country's are those of that
// country, and not of everybody who was named beside it.
func (d *Dossier) tenures(all []record.Detail) []Tenure {
	at := map[string]int{}
	var out []Tenure
	s := &d.Subject
	for i := range all {
		x := &all[i]
		o := x.Office
		if o == nil || len(x.Who) == 0 || s.Entity != "" && x.Keys[0] != s.Entity && !strings.EqualFold(deref(o.Of), s.Name) {
			continue
		}
		if of := deref(o.Of); s.Country != "" && of != s.Country && (s.Other == "" || of != s.Other) {
			continue
		}
		key := strings.ToLower(x.Keys[0] + "\x00" + x.Who[0] + "\x00" + o.Title + "\x00" + deref(o.Of))
		if x.Keys[0] != "" {
			key = strings.ToLower(x.Keys[0] + "\x00" + o.Title + "\x00" + deref(o.Of))
		}
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, Tenure{Name: x.Who[0], Key: x.Keys[0], Title: o.Title, Country: deref(o.Of), First: calendar.Of(x.At)})
		}
		t := &out[k]
		t.Last, t.Ended = calendar.Of(x.At), o.To
		t.Reports = append(t.Reports, citeOf(x, ""))
		t.Sources = sourcesOf(t.Reports)
	}
	slices.SortStableFunc(out, func(a, b Tenure) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Title, b.Title), cmp.Compare(record.DayNumber(a.First), record.DayNumber(b.First)), cmp.Compare(a.Name, b.Name))
	})
	return out
}
