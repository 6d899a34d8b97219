package sure

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// list gathers signs.
type list []string

// add adds a sign if it is so.
func (l *list) add(is bool, sign string) {
	if is {
		*l = append(*l, sign)
	}
}

// upTo adds a sign for each number up to n, and most.
func (l *list) upTo(what string, n, most int) {
	for i := 1; i <= min(n, most); i++ {
		*l = append(*l, fmt.Sprintf("%s %d", what, i))
	}
}

// quoteSigns returns what speaks for a quote and against it.
func quoteSigns(w *read.Work, q *fact.Quote) []string {
	l := list{"kind " + q.Kind, "by " + q.Evidence.By, "confidence " + string(q.Confidence)}
	l.add(q.Speaker == nil, "no speaker")
	l.add(q.SpeakerSpan == nil, "no words for the speaker")
	l.add(q.Anonymous, "anonymous")
	l.add(q.Cue == nil, "no cue")
	if q.Speaker != nil {
		if e := w.EntityByID(*q.Speaker); e != nil {
			l = append(l, "speaker "+string(e.Kind))
			l.add(e.Country == nil, "speaker of no country")
			l.add(len(e.Mentions) == 1, "speaker named once")
		}
	}
	if q.SpeakerSpan != nil {
		t := w.TokenIn(q.Evidence.Sentence, q.SpeakerSpan.Start)
		l.add(t >= 0 && w.Doc.At(t).Pos == text.PRON, "pronoun")
		l.upTo("speaker's words", len(strings.Fields(w.Doc.Text[q.SpeakerSpan.Start:q.SpeakerSpan.End])), 6)
	}
	if q.Cue != nil {
		if t := w.TokenIn(q.Evidence.Sentence, q.Cue.Start); t >= 0 {
			l = append(l, "cue "+w.Doc.At(t).Lemma, "cue "+w.Doc.At(t).Tag.String())
			l.add(q.SpeakerSpan != nil && q.SpeakerSpan.Start > q.Cue.Start, "speaker behind the cue")
		}
	}
	words := 0
	for _, c := range q.Content {
		words += len(strings.Fields(w.Doc.Text[c.Start:c.End]))
	}
	l.upTo("words by fives", words/5, 8)
	l.upTo("parts", len(q.Content)-1, 3)
	return l
}

// figureSigns returns what speaks for a figure and against it.
func figureSigns(w *read.Work, f *fact.Figure) []string {
	l := list{"by " + f.Evidence.By, "qualifier " + f.Qualifier, "confidence " + string(f.Confidence)}
	l.add(f.Unit == nil, "no unit")
	l.add(f.Upper != nil, "range")
	l.add(f.Period != nil, "period")
	l.add(len(f.DerivedFrom) > 0, "derived")
	l.add(f.Value == 0, "nothing")
	l.add(f.Value == float64(int(f.Value)) && f.Value >= 1 && f.Value <= 12, "small")
	l.upTo("owners", len(f.Of), 3)
	if f.Unit != nil && f.Measure != nil {
		l.add(*f.Unit == *f.Measure, "unit is the measure")
	}
	if f.Measure == nil {
		l = append(l, "no measure")
	} else {
		l.upTo("words of the measure", len(strings.Fields(*f.Measure)), 8)
		at := strings.Index(w.Doc.Text[f.Evidence.Start:f.Evidence.End], *f.Measure)
		l.add(at < 0, "measure elsewhere")
	}
	if t := w.TokenIn(f.Evidence.Sentence, f.Evidence.Words().Start); t >= 0 {
		x := w.Doc.At(t)
		l = append(l, "number "+x.Pos.String(), "number as "+x.Dep.String(), "before it "+w.Doc.At(t-1).Pos.String(), "behind it "+w.Doc.At(t+1).Pos.String())
		if x.Head >= 0 {
			l = append(l, "of a "+w.Doc.At(int(x.Head)).Pos.String())
		}
		l.add(x.Flags&text.Capital != 0, "capital")
	}
	return l
}

// pledgeSigns returns what speaks for a pledge and against it.
func pledgeSigns(w *read.Work, p *fact.Pledge) []string {
	at := &p.Evidence[0]
	l := list{"by " + at.By, "asserted " + p.Asserted, "confidence " + string(p.Confidence)}
	l.add(p.Due != nil, "due")
	l.add(p.Made != nil, "made on a day")
	l.add(p.Event != nil, "an event too")
	l.add(len(p.By) == 0, "by nobody")
	l.upTo("by", len(p.By), 3)
	l.upTo("to", len(p.To), 2)
	for _, by := range p.By {
		l.add(by.Code == "UNK", "by somebody of no country")
		l.add(by.Entity == nil, "by no entity")
	}
	l.upTo("words by fives", len(strings.Fields(w.Doc.Text[p.What.Start:p.What.End]))/5, 6)
	l.upTo("evidence", len(p.Evidence)-1, 2)
	if t := w.TokenIn(at.Sentence, at.Words().Start); t >= 0 {
		l = append(l, "told by "+w.Doc.At(t).Lemma, "told by a "+w.Doc.At(t).Pos.String())
		l.add(w.QuoteAt(t) != nil, "in a quote")
	}
	return l
}
