package name_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// bench is what reading a text for names takes.
type bench struct {
	split  *text.Splitter
	parser *mend.Parser
	names  *name.Reader
	world  *world.World
}

func newBench(t testing.TB) *bench {
	t.Helper()
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	names, err := name.New(w)
	if err != nil {
		t.Fatal(err)
	}
	p, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	return &bench{text.NewSplitter(), p, names, w}
}

func (b *bench) read(t testing.TB, s, day string, trees bool) *read.Work {
	t.Helper()
	var d calendar.Day
	if day != "" {
		var err error
		if d, err = calendar.Parse(day); err != nil {
			t.Fatal(err)
		}
	}
	story := news.Parse(s, d, b.world.IsPlace)
	doc := b.split.Document(story.Text, story.Parts)
	doc.Has |= text.Tokens
	if trees {
		if err := b.parser.Parse(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
	r := fact.New("test")
	r.Story.Text = s
	if story.Dateline != nil {
		r.Story.Dateline = &fact.Dateline{Place: &story.Dateline.Place}
	}
	w := read.NewWork(&story, doc, r, story.Day())
	if err := b.names.Run(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	return w
}

// find returns the entity that has a mention with the given words.
func find(w *read.Work, words string) *fact.Entity {
	for i := range w.Reading.Entities {
		e := &w.Reading.Entities[i]
		for _, m := range e.Mentions {
			if w.Doc.Text[m.Start:m.End] == words {
				return e
			}
		}
	}
	return nil
}

// TestParties says for whom the words at the head of a phrase act: a country
// or group code, with a sector after a blank; - for nobody; several joined by
// a plus.
func TestParties(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, head, want string }{
		{"Oslo rejected the proposal from Lima.", "Oslo", "NOR GOV"},
		{"Nobody in Oslo rejected the proposal.", "Oslo", "NOR"},
		{"Norwegian troops entered the valley.", "troops", "NOR MIL"},
		{"Peruvian lawmakers met on Friday.", "lawmakers", "PER LEG"},
		{"The Kremlin welcomed the vote.", "Kremlin", "RUS GOV"},
		{"NATO opened an office in Baku.", "NATO", "IGO"},
		{"The United Nations opened an office in Baku.", "Nations", "IGO"},
		{"The European Union opened an office in Baku.", "Union", "IGO"},
		{"Gazprom opened an office in Baku.", "Gazprom", "RUS BUS"},
		{"A Russian company opened an office in Baku.", "company", "RUS BUS"},
		{"Officials in Lisbon said nothing.", "Officials", "PRT GOV"},
		{"Finnish and Swedish officials met on Monday.", "officials", "FIN GOV + SWE GOV"},
		{"The foreign ministers of Chile and Peru met on Monday.", "ministers", "CHL GOV + PER GOV"},
		{"The Swedish foreign minister praised Lithuania.", "minister", "SWE GOV"},
		{"Former president Ana Lopez of Chile left for Lima.", "Ana", "CHL ELI"},
		{"Chile's former president left for Lima.", "president", "CHL ELI"},
		{"Hungary turned down the Croatian offer.", "offer", "HRV"},
		{"The villagers went home.", "villagers", "-"},
	} {
		w := b.read(t, c.text, "2011-05-03", true)
		if got := partiesAt(w, c.head); got != c.want {
			t.Errorf("%s\n\t%s: got %q, want %q", c.text, c.head, got, c.want)
		}
	}
}

func partiesAt(w *read.Work, head string) string {
	for i := range w.Doc.Tokens {
		if w.Doc.Form(i) != head {
			continue
		}
		var out []string
		for _, p := range w.PartiesOf(i) {
			s := p.Code
			if len(p.Sectors) > 0 {
				s += " " + p.Sectors[0]
			}
			out = append(out, s)
		}
		slices.Sort(out)
		if out == nil {
			return "-"
		}
		return strings.Join(out, " + ")
	}
	return "no such word"
}

// TestPersons says who a person is: the country and the first office.
func TestPersons(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, mention, country, office string }{
		{"Danish Trade Minister Karla Holmquist flew home.", "Karla Holmquist", "DNK", "trade minister"},
		{"Denmark's trade minister, Karla Holmquist, flew home. Holmquist said nothing.", "Holmquist", "DNK", "trade minister"},
		{"Karla Holmquist, the trade minister of Denmark, flew home.", "Karla Holmquist", "DNK", "trade minister"},
		{"Acting Trade Minister Karla Holmquist of Denmark flew home.", "Karla Holmquist", "DNK", "acting trade minister"},
		{"Danish Trade Minister Karla Holmquist met her Estonian counterpart, Jaak Rebane, on Monday.", "Jaak Rebane", "EST", "trade minister"},
		{"Foreign Minister Sergey Lavrov spoke in Moscow. Mr. Lavrow left.", "Sergey Lavrov", "RUS", "foreign minister"},
		{"Jordan Henderson scored twice.", "Jordan Henderson", "", ""},
		{"Speaking in Lisbon on the eve of a visit to Beijing, Dravecky said the ferries would sail again.", "Dravecky", "", ""},
		{"In Prague, the Trade Ministry kept away from Dravecky's remarks.", "Dravecky", "", ""},
		{"The race was won by Sweden's Anja Ullmark.", "Anja Ullmark", "", ""},
		{"Yesterday, Carlo de Blasiano, the mayor of Lisbon, ended his campaign. De Blasiano made the announcement on television.", "De Blasiano", "PRT", "mayor"},
		{"Oumar Konatery left for Lome. Konatery will be back in Bamako on Friday.", "Konatery", "", ""},
	} {
		w := b.read(t, c.text, "2011-05-03", true)
		e := find(w, c.mention)
		if e == nil || e.Kind != fact.Person {
			t.Errorf("%s\n\t%s: no person", c.text, c.mention)
			continue
		}
		country, office := "", ""
		if e.Country != nil {
			country = *e.Country
		}
		if len(e.Offices) > 0 {
			office = e.Offices[0].Title
		}
		if country != c.country || office != c.office {
			t.Errorf("%s\n\t%s: got %s, %q", c.text, c.mention, country, office)
		}
	}
}

// TestAmbiguous says which country a name means that several share; an empty
// one where it must be left open.
func TestAmbiguous(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, mention, country string }{
		{"Congo closed the border. Kinshasa gave no reason.", "Congo", "COD"},
		{"Congo closed the border. Brazzaville gave no reason.", "Congo", "COG"},
		{"Congo closed the border.", "Congo", ""},
		{"Papua New Guinea closed the port.", "Papua New Guinea", "PNG"},
		{"The Dominican Republic opened a consulate. The Dominican envoy spoke.", "Dominican", "DOM"},
		{"Voters in Georgia and South Carolina stayed away.", "Georgia", "USA"},
		{"Georgia and Armenia opened a tunnel.", "Georgia", "GEO"},
		{"South Sudan closed its border with Sudan.", "South Sudan", "SSD"},
		{"Niger and Nigeria opened a market.", "Niger", "NER"},
	} {
		w := b.read(t, c.text, "2013-05-03", true)
		e := find(w, c.mention)
		if e == nil {
			t.Errorf("%s\n\t%s: not found", c.text, c.mention)
			continue
		}
		got := ""
		if e.Country != nil {
			got = *e.Country
		}
		if got != c.country {
			t.Errorf("%s\n\t%s: got %q, want %q", c.text, c.mention, got, c.country)
		}
	}
}

// TestIncumbents says whom a bare office means where the story names a person
// without one who holds it on its day.
func TestIncumbents(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ text, office, holder string }{
		{"Dmitry Medvedev landed at noon. The president of Russia saw nobody.", "The president of Russia", "Dmitry Medvedev"},
		{"Angela Merkel came late. The German chancellor apologised.", "The German chancellor", "Angela Merkel"},
		{"Angela Merkel came late. The German finance minister apologised.", "The German finance minister", ""},
		{"Vladimir Putin came late. The president of Russia apologised.", "The president of Russia", ""},
	} {
		w := b.read(t, c.text, "2011-05-03", true)
		e := find(w, c.office)
		switch {
		case e == nil:
			t.Errorf("%s\n\t%s: not found", c.text, c.office)
		case c.holder == "" && strings.HasPrefix(c.text, e.Name), c.holder != "" && e.Name != c.holder:
			t.Errorf("%s\n\t%s: got %q, want %q", c.text, c.office, e.Name, c.holder)
		}
	}
}

// TestAliases says that a short name means what the story says it means.
func TestAliases(t *testing.T) {
	b := newBench(t)
	w := b.read(t, "The Union of River Ports (URP) met in Vienna. The URP elected a chairman.", "2013-05-03", true)
	e := find(w, "URP")
	if e == nil || e.Kind != fact.Organization || len(e.Mentions) != 3 {
		t.Errorf("URP: got %+v", e)
	}
}

// texts are all the texts of the tests, and some that are no news at all.
func texts() []string {
	return []string{
		"", ".", "Oslo", "’s ’s ’s", "The President of the Republic of the Republic of", "(((", "North and South", "al-", "A. B. C. D.",
		"HEADLINE IN CAPITALS ABOUT FRANCE\n\nPARIS, May 3 (ABC) - France and Spain met. The two sides agreed. They left.",
		"Presidents Ana Lopez and Jon Vik met. The presidents talked. \"We agree,\" she said.",
		"His Polish counterpart, whose name is not known, and her Czech counterpart, Jan Novy, met the Slovak, Czech and Polish ministers.",
		"The ministers of health of Chad, Niger and Mali, among others, met in N'Djamena’s Palais du 15 Janvier.",
		strings.Repeat("Ministers of Chad and Niger and ", 60),
	}
}

// TestInvariants says what holds for every reading: mentions lie in order,
// nest and do not cross, their heads lie inside, spans lie inside the text,
// every entity is mentioned, and twice the same text gives twice the same.
func TestInvariants(t *testing.T) {
	b := newBench(t)
	for _, s := range texts() {
		for _, trees := range []bool{true, false} {
			w := b.read(t, s, "2012-04-23", trees)
			checkMentions(t, s, w)
			again := b.read(t, s, "2012-04-23", trees)
			if len(again.Mentions) != len(w.Mentions) || !slices.Equal(again.Mentions, w.Mentions) {
				t.Errorf("%q: not the same twice", s)
			}
		}
	}
}

func checkMentions(t *testing.T, s string, w *read.Work) {
	t.Helper()
	for i, m := range w.Mentions {
		if m.First < 0 || m.Last <= m.First || int(m.Last) > len(w.Doc.Tokens) || m.Head < m.First || m.Head >= m.Last {
			t.Errorf("%q: mention %+v", s, m)
		}
		if w.Doc.Tokens[m.First].Sentence != w.Doc.Tokens[m.Last-1].Sentence {
			t.Errorf("%q: mention %+v crosses sentences", s, m)
		}
		for _, o := range w.Mentions[:i] {
			if o.First > m.First || o.Last > m.First && o.Last < m.Last {
				t.Errorf("%q: mentions %+v and %+v", s, o, m)
			}
		}
	}
	for i := range w.Reading.Entities {
		if e := &w.Reading.Entities[i]; len(e.Mentions) == 0 || e.Name == "" {
			t.Errorf("%q: entity %q has no mention", s, e.Name)
		}
	}
	for i := range w.Doc.Tokens {
		w.PartiesOf(i)
	}
}

func FuzzNames(f *testing.F) {
	b := newBench(f)
	for _, s := range texts() {
		f.Add(s)
	}
	for i, s := range shared.Wire(f) {
		f.Add(mutate.Text(s, uint64(i)))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		for _, s := range [...]string{s, mutate.Text(s, uint64(len(s)))} {
			checkMentions(t, s, b.read(t, s, "2012-04-23", true))
		}
	})
}

func BenchmarkNames(b *testing.B) {
	r := newBench(b)
	s := strings.Repeat("Danish Trade Minister Karla Holmquist met her Estonian counterpart, Jaak Rebane, in Tallinn on Monday. Copenhagen has asked NATO for two ships. ", 20)
	story := news.Parse(s, calendar.Day{}, nil)
	doc := r.split.Document(story.Text, story.Parts)
	if err := r.parser.Parse(b.Context(), doc); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		w := read.NewWork(&story, doc, fact.New("test"), calendar.Day{})
		if err := r.names.Run(context.Background(), w); err != nil {
			b.Fatal(err)
		}
	}
}

// TestProbes counts, over the probes of the development data, for how many of
// the parties of expected events and pledges there is a phrase that means
// them.
func TestProbes(t *testing.T) {
	data, err := os.ReadFile(shared.Path(t, "gold/probes.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t)
	found, all := 0, 0
	for line := range strings.Lines(string(data)) {
		var p struct {
			ID, Date, Text string
			Expect         []map[string]any
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		w := b.read(t, p.Text, p.Date, true)
		for _, e := range p.Expect {
			for _, slot := range []string{"actors", "recipients", "by", "to"} {
				wants, _ := e[slot].([]any)
				for _, want := range wants {
					all++
					if means(w, want.(string)) {
						found++
					} else {
						t.Logf("%s: nothing means %s", p.ID, want)
					}
				}
			}
		}
	}
	t.Logf("%d of %d parties", found, all)
	if found*100 < all*97 {
		t.Errorf("only %d of %d parties are meant by some phrase", found, all)
	}
}

// means reports whether some phrase of the text means a party, as the probes
// write it: a code, a code and a sector, or = and a part of a name.
func means(w *read.Work, want string) bool {
	for i := range w.Doc.Tokens {
		for _, p := range w.PartiesOf(i) {
			if name, ok := strings.CutPrefix(want, "="); ok {
				e := w.EntityOf(p)
				if e != nil && (strings.Contains(e.Name, name) || slices.ContainsFunc(e.Mentions, func(m fact.Mention) bool {
					return strings.Contains(w.Doc.Text[m.Start:m.End], name)
				})) {
					return true
				}
			} else if p.Code == want[:3] && (len(want) == 3 || slices.Contains(p.Sectors, want[3:])) {
				return true
			}
		}
	}
	return false
}

// TestNamesBesideNouns reads names that a common noun beside them explains,
// and leaves alone those that only look so.
func TestNamesBesideNouns(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct {
		text string
		name string
		kind fact.EntityKind
		want bool
	}{
		{"Rebels hit a post in Afghanistan's southern Zarkan province on Monday.", "Zarkan", fact.Place, true},
		{"The mayors of the cities of Tarnwick and Oldmere were suspended.", "Oldmere", fact.Place, true},
		{"A fire broke out in a Christian village.", "Christian", fact.Place, false},
		{"Farmers in the West Bank remain poor.", "West Bank", fact.Place, true},
		{"The West Bank was quiet on Monday.", "West", fact.Place, false},
		{"The storm moved toward North and South Carolina.", "North Carolina", fact.Place, true},
		{"A movement called Rumbo Nuevo won the vote.", "Rumbo Nuevo", fact.Organization, true},
		{"The debate was won by Socialist Anna Maria Royal.", "Anna Maria Royal", fact.Person, true},
	} {
		w := b.read(t, c.text, "2008-06-15", true)
		got := false
		for _, e := range w.Reading.Entities {
			got = got || e.Name == c.name && e.Kind == c.kind
		}
		if got != c.want {
			t.Errorf("%q: %s %q found %v, want %v", c.text, c.kind, c.name, got, c.want)
		}
	}
}
