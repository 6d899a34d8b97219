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
	var x *exports
	for _, t := range p.found {
		if !t.level || !p.v.en.tradeTotal.Within(lower(t.measure)) || p.v.en.tradePart.Within(lower(t.measure)) {
			continue
		}
		if x == nil {
			x = p.exports()
		}
		total := &p.w.Reading.Figures[t.index]
		k := x.within(p.w.Reading.Figures, total)
		if k < 0 {
			continue
		}
		part := &p.w.Reading.Figures[k]
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

func spans(v calendar.Interval) [2]calendar.Day { return [2]calendar.Day{v.From, v.To} }

// versions is how many values of one measure are remembered: a story that
// gives more is a table, and each of its rows disagrees with all others.
const versions = 8

// disagree reports figures that give two values to one measure of one owner
// and period.
func (p *parser) disagree() {
	type measure struct {
		name, unit string
		dated      bool
		period     [2]calendar.Day
	}
	told := map[measure][]*fact.Figure{}
	for _, x := range p.found {
		b := &p.w.Reading.Figures[x.index]
		if !x.level || x.measure == "" || b.Unit == nil || b.Upper != nil || b.Qualifier != "exact" {
			continue
		}
		m := measure{name: strings.ToLower(x.measure), unit: *b.Unit, dated: b.Period != nil}
		if m.dated {
			m.period = spans(*b.Period)
		}
		for _, a := range told[m] {
			if a.Value == b.Value || a.Evidence.Sentence == b.Evidence.Sentence {
				continue
			}
			p.w.Reading.Trouble = append(p.w.Reading.Trouble, fact.Trouble{
				Pass: "figure", Start: b.Evidence.Start, End: b.Evidence.End,
				Message: fmt.Sprintf("%s: %v here and %v before (%s and %s)", x.measure, b.Value, a.Value, b.ID, a.ID),
			})
		}
		if len(told[m]) < versions {
			told[m] = append(told[m], b)
		}
	}
}
