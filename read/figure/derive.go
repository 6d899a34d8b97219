package figure

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// derive adds what follows from a trade and the export in it: the import. It
// is marked as worked out.
func (p *parser) derive() {
	for _, t := range p.found {
		if !t.level || !names(t.measure, "trade", "turnover") || names(t.measure, "deficit", "surplus", "export", "import") {
			continue
		}
		for _, e := range p.found {
			total, part := &p.w.Reading.Figures[t.index], &p.w.Reading.Figures[e.index]
			if !e.level || !names(e.measure, "export") || !comparable(total, part) || part.Value >= total.Value || !samePeriod(total, part) {
				continue
			}
			f := fact.Figure{
				Value: round(total.Value - part.Value), Unit: total.Unit, Qualifier: total.Qualifier,
				Measure: fact.Ptr("imports"), Of: part.Of, Period: total.Period,
				DerivedFrom: []string{total.ID, part.ID}, Confidence: fact.Medium, Evidence: part.Evidence,
			}
			f.Evidence.By = "figure/derived"
			p.w.AddFigure(f, 0, 0)
			return
		}
	}
}

// names tells whether a measure speaks of one of the words.
func names(measure string, words ...string) bool {
	m := lower(measure)
	for _, w := range words {
		if strings.Contains(m, w) {
			return true
		}
	}
	return false
}

// comparable tells whether two figures are of one currency and neither is a
// range or a bound.
func comparable(a, b *fact.Figure) bool {
	return a.Unit != nil && b.Unit != nil && *a.Unit == *b.Unit && len(*a.Unit) == 3 &&
		a.Upper == nil && b.Upper == nil && a.Qualifier == b.Qualifier && (a.Qualifier == "exact" || a.Qualifier == "about")
}

func samePeriod(a, b *fact.Figure) bool {
	if a.Period == nil || b.Period == nil {
		return a.Period == b.Period || a.Evidence.Sentence == b.Evidence.Sentence
	}
	return spans(*a.Period) == spans(*b.Period)
}

func spans(v calendar.Interval) [2]calendar.Day { return [2]calendar.Day{v.From, v.To} }

// disagree reports figures that give two values to one measure of one owner
// and period.
func (p *parser) disagree() {
	for i, x := range p.found {
		for _, y := range p.found[:i] {
			a, b := &p.w.Reading.Figures[y.index], &p.w.Reading.Figures[x.index]
			if !x.level || !y.level || x.measure == "" || !strings.EqualFold(x.measure, y.measure) || a.Value == b.Value {
				continue
			}
			if a.Unit == nil || b.Unit == nil || *a.Unit != *b.Unit || a.Upper != nil || b.Upper != nil || a.Qualifier != "exact" || b.Qualifier != "exact" {
				continue
			}
			if a.Evidence.Sentence == b.Evidence.Sentence || (a.Period == nil) != (b.Period == nil) || a.Period != nil && spans(*a.Period) != spans(*b.Period) {
				continue
			}
			p.w.Reading.Trouble = append(p.w.Reading.Trouble, fact.Trouble{
				Pass: "figure", Start: b.Evidence.Start, End: b.Evidence.End,
				Message: fmt.Sprintf("%s: %v here and %v before (%s and %s)", x.measure, b.Value, a.Value, b.ID, a.ID),
			})
		}
	}
}
