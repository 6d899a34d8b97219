package page

import (
	"strings"
	"time"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// Fact is the form in which a fact is corrected, or one is added.
type Fact struct {
	service.Looked
	Note, By string
	Problem  string
	Kinds    []KindLink // of what can be added
	Same     []SameAs   // reports that are taken for one with it
	Perhaps  []SameAs   // reports that may be
	Report   string     // of an event: its id among reports
	Back     string     // address of this page
}

// KindLink leads to the form for another kind of fact.
type KindLink struct {
	Label, URL string
	Here       bool
}

// SameAs is another report, which tells of the same event, or may.
type SameAs struct {
	ID, Story, Headline, Source string
	Words                       string
	At                          time.Time
	Why                         []string
}

// FactOf sets a fact to be filled in.
func FactOf(l *service.Looked, by string) Fact {
	p := Fact{Looked: *l, By: by}
	if p.Headline == "" {
		p.Headline = l.Story
	}
	if strings.TrimRight(p.Around, ".") == strings.TrimRight(p.Words, ".") {
		p.Around = "" // the words are the sentence
	}
	for _, k := range [...]struct {
		kind  record.FactKind
		label string
	}{{record.EventFact, "Event"}, {record.PledgeFact, "Promise"}, {record.QuoteFact, "Quote"}, {record.FigureFact, "Figure"}} {
		p.Kinds = append(p.Kinds, KindLink{k.label, "/story/" + l.Story + "/fact?kind=" + string(k.kind), k.kind == l.Kind})
	}
	return p
}

// Alike adds what tells of the same event, or may.
func (p *Fact) Alike(all []service.Alike) {
	p.Report = p.Story + "." + p.Fact
	p.Back = "/story/" + p.Story + "/fact?fact=" + p.Fact
	for i := range all {
		a := &all[i]
		x := SameAs{ID: a.ID(), Story: a.StoryID, Headline: a.Headline, Source: a.Source, Words: a.Words, At: a.At, Why: a.Why}
		if a.One {
			p.Same = append(p.Same, x)
		} else {
			p.Perhaps = append(p.Perhaps, x)
		}
	}
}

// Tie is the form that says what is one.
type Tie struct {
	Do, A, B, Country, Stories, Note, By string
	Problem                              string
}
