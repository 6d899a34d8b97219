package rank

import (
	"fmt"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// story is what the facts of a story are weighed against.
type story struct {
	w      *read.Work
	body   int             // the first paragraph of the body
	topic  map[string]bool // lemmas of the headline, or of the lead where there is none
	chief  string          // the country named most often
	second string          // and the one after it
	again  map[string]int  // how often an event is told again
}

func newStory(w *read.Work) *story {
	s := &story{w: w, body: -1, topic: map[string]bool{}, again: map[string]int{}}
	for i := range w.Doc.Paragraphs {
		if w.Doc.Paragraphs[i].Kind == text.Body {
			s.body = i
			break
		}
	}
	for i := range w.Doc.Sentences {
		if k := w.Doc.Paragraphs[w.Doc.Sentences[i].Paragraph].Kind; k == text.Headline || k == text.Deck {
			s.addTopic(i)
		}
	}
	if len(s.topic) == 0 && len(w.Doc.Sentences) > 0 {
		s.addTopic(0)
	}
	s.countries()
	for _, x := range w.Reading.Story.Retold {
		s.again[x.Event]++
	}
	return s
}

// addTopic adds the content words of a sentence to what the story is about.
func (s *story) addTopic(sentence int) {
	x := &s.w.Doc.Sentences[sentence]
	for i := int(x.First); i < int(x.Last); i++ {
		if s.content(i) {
			s.topic[s.w.Doc.Tokens[i].Lemma] = true
		}
	}
}

// content reports whether token i is a word that says what something is about.
func (s *story) content(i int) bool {
	switch s.w.Doc.Tokens[i].Pos {
	case text.NOUN, text.PROPN, text.VERB, text.ADJ:
		return s.w.Doc.Tokens[i].Lemma != ""
	}
	return false
}

// countries finds the two countries that the story names most often.
func (s *story) countries() {
	n := map[string]int{}
	for i := range s.w.Reading.Entities {
		if e := &s.w.Reading.Entities[i]; e.Country != nil {
			n[*e.Country] += len(e.Mentions)
		}
	}
	for i := range s.w.Reading.Entities { // in the order of the story, so that ties do not hang on chance
		e := &s.w.Reading.Entities[i]
		if e.Country == nil || *e.Country == s.chief {
			continue
		}
		switch c := *e.Country; {
		case s.chief == "" || n[c] > n[s.chief]:
			s.chief, s.second = c, s.chief
		case c != s.second && (s.second == "" || n[c] > n[s.second]):
			s.second = c
		}
	}
}

// event weighs an event.
func (s *story) event(e *fact.Event) Fact {
	out := append(s.place(e.Evidence), "event", "type "+e.Type, "status "+string(e.Status))
	if e.Mode != nil {
		out = append(out, "mode "+*e.Mode)
	}
	if e.P != nil {
		for n := 1; n <= int(10**e.P); n++ {
			out = append(out, fmt.Sprintf("sure %d", n))
		}
	}
	if e.AssertedBy != nil {
		out = append(out, "asserted")
	}
	if e.Time != nil {
		out = append(out, "dated")
	}
	if e.Place != nil {
		out = append(out, "placed")
	}
	for n := 1; n <= min(3, s.again[e.ID]); n++ {
		out = append(out, fmt.Sprintf("told again %d", n))
	}
	if s.w.QuoteAt(s.w.TokenIn(e.Evidence.Sentence, e.Evidence.Words().Start)) != nil {
		out = append(out, "in a quote")
	}
	out = append(out, s.sides(e.Actors, e.Recipients)...)
	return Fact{ID: e.ID, Signs: out, Aside: e.Background, Words: e.Evidence.Words(), rank: &e.Rank}
}

// sides returns what the parties of a fact say of how much it matters.
func (s *story) sides(actors, recipients []fact.Party) []string {
	var out []string
	known := map[string]bool{}
	for _, side := range []struct {
		name    string
		parties []fact.Party
	}{{"doer", actors}, {"affected", recipients}} {
		if len(side.parties) == 0 {
			out = append(out, "no "+side.name)
		}
		for _, p := range side.parties {
			known[p.Code] = true
			if p.Code == s.chief {
				out = append(out, side.name+" is of the chief country")
			} else if p.Code == s.second {
				out = append(out, side.name+" is of the second country")
			}
			for _, sector := range p.Sectors {
				out = append(out, side.name+" "+sector)
			}
		}
	}
	delete(known, "UNK")
	return append(out, fmt.Sprintf("countries %d", min(3, len(known))))
}

// pledge weighs a pledge.
func (s *story) pledge(p *fact.Pledge) Fact {
	var at fact.Evidence
	if len(p.Evidence) > 0 {
		at = p.Evidence[0]
	}
	out := append(s.place(at), "pledge", "pledge "+p.Asserted, "confidence "+string(p.Confidence))
	if p.Due != nil {
		out = append(out, "due")
	}
	return Fact{ID: p.ID, Signs: append(out, s.sides(p.By, p.To)...), Words: at.Words(), rank: &p.Rank}
}

// quote weighs a quote.
func (s *story) quote(q *fact.Quote) Fact {
	out := append(s.place(q.Evidence), "quote", "quote "+q.Kind, "confidence "+string(q.Confidence))
	if q.Anonymous {
		out = append(out, "anonymous")
	}
	return Fact{ID: q.ID, Signs: out, Words: q.Evidence.Words(), rank: &q.Rank}
}

// figure weighs a figure.
func (s *story) figure(f *fact.Figure) Fact {
	out := append(s.place(f.Evidence), "figure", "confidence "+string(f.Confidence))
	if f.Measure != nil {
		out = append(out, "measured")
	}
	return Fact{ID: f.ID, Signs: out, Aside: len(f.DerivedFrom) > 0, Words: f.Evidence.Words(), rank: &f.Rank}
}

// place returns what the place of a fact in the story says: in the headline, in
// which paragraph and sentence, and how much of what the story is about its words name.
func (s *story) place(at fact.Evidence) []string {
	if at.Sentence < 0 || at.Sentence >= len(s.w.Doc.Sentences) {
		return nil
	}
	x := &s.w.Doc.Sentences[at.Sentence]
	para := int(x.Paragraph)
	var out []string
	switch k := s.w.Doc.Paragraphs[para].Kind; {
	case k == text.Headline || k == text.Deck:
		out = append(out, "headline")
	default:
		for n := 1; n <= min(8, para-s.body); n++ {
			out = append(out, fmt.Sprintf("paragraph %d", n))
		}
		if para == s.body && s.w.Doc.Paragraphs[para].Start == x.Start {
			out = append(out, "lead")
		}
	}
	for n := 1; n <= min(8, at.Sentence); n++ {
		out = append(out, fmt.Sprintf("sentence %d", n))
	}
	named := 0
	for i := int(x.First); i < int(x.Last); i++ {
		t := &s.w.Doc.Tokens[i]
		if int(t.Start) >= at.Start && int(t.End) <= at.End && s.content(i) && s.topic[t.Lemma] {
			named++
		}
	}
	for n := 1; n <= min(6, named); n++ {
		out = append(out, fmt.Sprintf("of the topic %d", n))
	}
	return out
}
