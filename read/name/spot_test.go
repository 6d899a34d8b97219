package name_test

import (
	"context"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// lined reads a story with its whole dateline.
func (b *bench) lined(t *testing.T, s string) *read.Work {
	t.Helper()
	story := news.Parse(s, calendar.Day{Year: 2026, Month: 9, DayOfMonth: 1}, b.world.IsPlace)
	doc := b.split.Document(story.Text, story.Parts)
	doc.Has |= text.Tokens
	if err := b.parser.Parse(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	r := fact.New("test")
	r.Story.Text = story.Text
	if dl := story.Dateline; dl != nil {
		r.Story.Dateline = &fact.Dateline{Place: &dl.Place, Agency: &dl.Agency, Span: fact.Ptr(fact.SpanOf(dl.Span))}
	}
	w := read.NewWork(&story, doc, r, story.Day())
	if err := b.names.Run(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestThingsAreNoPersons: towns, agencies, firms, and words that have their
// capital from the sentence are no persons; persons stay persons.
func TestThingsAreNoPersons(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct {
		text  string
		kinds map[string]fact.EntityKind
		never []string // no entity bears this name as a person
	}{
		{
			"HAMMERFEST, Sept 1 (Fjord Telegraph) - Cod prices fell on Tuesday.\n\nHammerfest has had a fish market since 1840, a trader told Fjord Telegraph.",
			map[string]fact.EntityKind{"Hammerfest": fact.Place, "Fjord Telegraph": fact.Organization},
			[]string{"HAMMERFEST", "Hammerfest", "Fjord", "Fjord Telegraph"},
		},
		{
			"KOULIKORO, 1 September, Niger Courier -- Rebels shelled a post near Banambi on Monday.\n\nBanambi was quiet on Tuesday. Turnover at the market was low.",
			map[string]fact.EntityKind{"Banambi": fact.Place},
			[]string{"KOULIKORO", "Banambi", "Turnover", "Niger"},
		},
		{
			"Nickel and timber made up half of the exports. The owner, Brannvik Rederi of Bodo, will appeal.",
			map[string]fact.EntityKind{"Brannvik Rederi": fact.Organization},
			[]string{"Nickel", "Brannvik Rederi"},
		},
		{
			"President Oumar Sagana met reporters in Banako on Monday. Sagana said that the roads were safe. The owner, Carlos Ruiz, agreed.",
			map[string]fact.EntityKind{"Oumar Sagana": fact.Person, "Sagana": fact.Person, "Carlos Ruiz": fact.Person},
			nil,
		},
		{
			"Rebels met near Tindou on Monday. Colonel Issa Tindou leads them. Tindou said he wanted peace.",
			map[string]fact.EntityKind{"Issa Tindou": fact.Person},
			nil,
		},
	} {
		w := b.lined(t, c.text)
		for words, kind := range c.kinds {
			e := find(w, words)
			if e == nil || e.Kind != kind {
				t.Errorf("%.30q: %q is %+v, want a %s", c.text, words, e, kind)
			}
		}
		for _, name := range c.never {
			for _, e := range w.Reading.Entities {
				if e.Kind == fact.Person && e.Name == name {
					t.Errorf("%.30q: %q is a person", c.text, name)
				}
			}
		}
	}
}

// TestPronounsBySex: given names tell which pronouns can mean a person; those
// that both sexes bear tell nothing.
func TestPronounsBySex(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, pronoun, name string }{
		{"The ambassador, Teresa Almada, left on Friday. Envoy Domingos Faria did not say how long she would stay.", "she", "Teresa Almada"},
		{"Minister Ingrid Solvang met Ambassador Marek Zelny. He left before noon.", "He", "Marek Zelny"},
		{"Minister Robin Solvang met reporters on Friday. She left before noon.", "She", "Robin Solvang"},
		{"Dmitry Orlin spoke on Friday. She left before noon.", "She", ""},
	} {
		w := b.lined(t, c.text)
		e := find(w, c.pronoun)
		if got := ""; e != nil {
			if got = e.Name; got != c.name {
				t.Errorf("%q: %s is %q, want %q", c.text, c.pronoun, got, c.name)
			}
		} else if c.name != "" {
			t.Errorf("%q: %s is left open, want %q", c.text, c.pronoun, c.name)
		}
	}
}

// TestTags: what is said in brackets or behind a comma of somebody's party and
// constituency is nobody and no place; what else stands in brackets stays.
func TestTags(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, want string }{
		{"Sen. Jane Roe (R-Wyo.) met Rep. Adam Hill (D-CA-12) on Monday.", "Jane Roe USA, Adam Hill USA"},
		{"Senator Karl Lind, D-Mich., and Ada Stone, R-Alaska, met on Monday.", "Karl Lind USA, Ada Stone USA"},
		{"Sen. Jane Roe (D., Mass.) met Mark Udal (CO-2).", "Jane Roe USA, Mark Udal USA"},
		{"Karim Mansur, MP (Lab), met Ann Blake MP (Con).", "Karim Mansur, Ann Blake"},
		{"Tom Hale (Con, North Devon) met Marta Lind (S), minister for trade.", "Tom Hale, Marta Lind"},
		{"Envoy Marta Lind (UN) met Joseph (Joe) Orr.", "Marta Lind, UN, Joseph, Joe"},
		{"Moon Jae-in met Li Keqiang. Mr. Li left.", "Moon Jae-in KOR, Li Keqiang CHN"},
	} {
		w := b.lined(t, c.text)
		var out []string
		for _, e := range w.Reading.Entities {
			name := e.Name
			if e.Kind == fact.Person && e.Country != nil {
				name += " " + *e.Country
			}
			out = append(out, name)
		}
		if got := strings.Join(out, ", "); got != c.want {
			t.Errorf("%q: have %s, want %s", c.text, got, c.want)
		}
	}
}

// TestFamilyNames: what ends the full name of somebody in the story is his name
// at the head of a sentence, whatever the tagger takes it for there, unless the
// story uses it as a word.
func TestFamilyNames(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, words, name string }{
		{"Delegate Rachel Mathers spoke in Lima. Mathers, who leads the group, will stay.", "Mathers", "Rachel Mathers"},
		{"The founder, Philip Gates, flew to Hanoi. Gates' trip ends on Friday.", "Gates", "Philip Gates"},
		{"Mediator Elena Greenhouse met both sides. Greenhouse declined to say more.", "Greenhouse", "Elena Greenhouse"},
		{"Mediator Elena Greenhouse met both sides in a greenhouse. Greenhouse gases were discussed.", "Greenhouse", ""},
	} {
		got := ""
		if e := find(b.lined(t, c.text), c.words); e != nil {
			got = e.Name
		}
		if got != c.name {
			t.Errorf("%q: %s is %q, want %q", c.text, c.words, got, c.name)
		}
	}
}
