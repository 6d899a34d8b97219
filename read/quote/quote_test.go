package quote

import (
	"context"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

type house struct {
	parser *mend.Parser
	passes []read.Pass
}

func build(t testing.TB) house {
	parser, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	names, err := name.New(w)
	if err != nil {
		t.Fatal(err)
	}
	dates, err := date.New(date.Options{})
	if err != nil {
		t.Fatal(err)
	}
	quotes, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return house{parser, []read.Pass{names.Pass(), dates, quotes}}
}

func (h house) read(t testing.TB, s string) *read.Work {
	d := text.NewSplitter().Document(s, text.Paragraphs(s))
	if err := h.parser.Parse(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	d.Has |= text.Tokens | text.Tags | text.Tree
	today, _ := calendar.Parse("2012-03-14")
	w := read.NewWork(&news.Story{Text: s}, d, fact.New("test"), today)
	for _, p := range h.passes {
		if err := p.Run(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// show writes quotes as kind, speaker and content.
func show(w *read.Work) string {
	var out []string
	for _, q := range w.Reading.Quotes {
		who := "-"
		for _, e := range w.Reading.Entities {
			if q.Speaker != nil && e.ID == *q.Speaker {
				who = e.Name
			}
		}
		if q.Anonymous {
			who += "?"
		}
		var parts []string
		for _, c := range q.Content {
			parts = append(parts, w.Doc.Text[c.Start:c.End])
		}
		out = append(out, q.Kind+" "+who+": "+strings.Join(parts, " / "))
	}
	return strings.Join(out, "\n")
}

func TestQuotes(t *testing.T) {
	h := build(t)
	for in, want := range map[string]string{
		`"The harbour is open," German Foreign Minister Guido Westerwelle said.`:                                  "direct Guido Westerwelle: The harbour is open",
		`"We will wait," said German Foreign Minister Guido Westerwelle, "but not for long."`:                     "direct Guido Westerwelle: We will wait / but not for long.",
		`Guido Westerwelle, the German foreign minister, replied: "Ask me tomorrow."`:                             "direct Guido Westerwelle: Ask me tomorrow.",
		`Poland will close the bridge, Prime Minister Donald Tusk said on Monday.`:                                "indirect Donald Tusk: Poland will close the bridge",
		`Prime Minister Donald Tusk said the bridge was "a ruin".`:                                                `mixed Donald Tusk: the bridge was "a ruin"`,
		`According to Prime Minister Donald Tusk, the bridge is safe.`:                                            "indirect Donald Tusk: the bridge is safe",
		`"The harbour is a swamp," grumbled Prime Minister Donald Tusk.`:                                          "direct Donald Tusk: The harbour is a swamp",
		`"Ask me tomorrow," Prime Minister Donald Tusk snapped.`:                                                  "direct Donald Tusk: Ask me tomorrow",
		`"No decision," his spokesman said on Monday.`:                                                            "direct -: No decision",
		"\"I agree,\" Prime Minister Donald Tusk said, and Foreign Minister Guido Westerwelle said, \"So do I.\"": "direct Donald Tusk: I agree\ndirect Guido Westerwelle: So do I.",
		`Prime Minister Donald Tusk shrugged: "The bridge can wait."`:                                             "direct Donald Tusk: The bridge can wait.",
		`The film "Two Winters" will be shown in Oslo.`:                                                           "",
		`A so-called "green line" divides the island.`:                                                            "",
		"\"It rained,\" Prime Minister Donald Tusk said. \"It rained for days.\"":                                 "direct Donald Tusk: It rained\ndirect Donald Tusk: It rained for days.",
	} {
		if got := show(h.read(t, in)); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestLeads: who speaks is told by what leads in or by an unusual place, and what
// nobody is said to have used is nobody's.
func TestLeads(t *testing.T) {
	h := build(t)
	for in, want := range map[string]string{
		`"It rained," Prime Minister Donald Tusk said. The miners' union disagreed: "It snowed all night."`:                              "direct Donald Tusk: It rained\ndirect -: It snowed all night.",
		`Prime Minister Donald Tusk praised the crew in a letter: "You were brave and you were fast."`:                                   "direct Donald Tusk: You were brave and you were fast.",
		`According to Prime Minister Donald Tusk, "The bridge is safe."`:                                                                 "direct Donald Tusk: The bridge is safe.",
		"Prime Minister Donald Tusk spoke on Monday:\n\n\"The bridge is safe. It will be open in May.\n\n\"Nobody will pay for it.\"":    "direct Donald Tusk: The bridge is safe. It will be open in May. / Nobody will pay for it.",
		"Prime Minister Donald Tusk opened the bridge on Monday.\n\n\"It is a day that nobody here will forget.\"\n\nTraffic was light.": "direct Donald Tusk: It is a day that nobody here will forget.",
		`Prime Minister Donald Tusk went on to say, "The bridge is safe."`:                                                               "direct Donald Tusk: The bridge is safe.",
		`"It rained," Prime Minister Donald Tusk said. "It snowed," added Grabowski.`:                                                    "direct Donald Tusk: It rained\ndirect Grabowski: It snowed",
		`"Shame!" shouted opposition deputies.`:                                                                                          "direct -?: Shame!",
		`One of the villagers said the bridge was closed.`:                                                                               "indirect -: the bridge was closed",
		`Polish jets, Prime Minister Donald Tusk said, crossed the border.`:                                                              "indirect Donald Tusk: Polish jets / crossed the border",
		`Asked about the bridge, Prime Minister Donald Tusk said: "It is safe."`:                                                         "direct Donald Tusk: It is safe.",
		`According to a Polish paper, Prime Minister Donald Tusk said the bridge was safe.`:                                              "indirect Donald Tusk: the bridge was safe",
		`The boxer, known as "The Hammer," beat John Small in Krakow.`:                                                                   "",
		`The general said that the bridge was safe and that it would be mended.`:                                                         "indirect -: the bridge was safe and that it would be mended",
		`The paper quoted Prime Minister Donald Tusk as saying "the bridge is safe."`:                                                    "direct Donald Tusk: the bridge is safe.",
		"Prime Minister Donald Tusk spoke. \"The bridge is safe,\" he said. \"It is new,\" the head of the cabinet added.":               "direct Donald Tusk: The bridge is safe\ndirect Donald Tusk: It is new",
	} {
		if got := show(h.read(t, in)); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	w := build(t).read(t, "\"The dam has to be mended before the rain comes,\" Prime Minister Donald Tusk said. \"We have the money.\n\n\"We have the men as well.\"\n\nThe vote is in May.")
	if len(w.Reading.Quotes) != 2 || len(w.Reading.Quotes[1].Content) != 2 {
		t.Errorf("got %s", show(w))
	}
}

func TestQuoteAt(t *testing.T) {
	w := build(t).read(t, `"The harbour is open," German Foreign Minister Guido Westerwelle said.`)
	if q := w.QuoteAt(2); q == nil || q.ID != "q1" {
		t.Errorf("no quote at harbour: %v", q)
	}
	if q := w.QuoteAt(len(w.Doc.Tokens) - 2); q != nil {
		t.Errorf("a quote at said: %v", q)
	}
}

func FuzzQuotes(f *testing.F) {
	h := build(f)
	for _, s := range []string{`"A," said X, "B." "C" "`, "“one\n\n“two” he said: ‘three’ ''four``", "According to to, said \"\" \"x\" that says he says"} {
		f.Add(s)
	}
	for i, s := range shared.Wire(f) {
		f.Add(mutate.Text(s, uint64(i)))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s)%2 > 0 {
			s = mutate.Text(s, uint64(len(s)))
		}
		s = strings.ToValidUTF8(s, "?")
		w := h.read(t, s)
		for _, q := range w.Reading.Quotes {
			for _, c := range q.Content {
				if c.Start < 0 || c.End > len(s) || c.Start >= c.End {
					t.Fatalf("span %d-%d of %q", c.Start, c.End, s)
				}
			}
		}
	})
}

func BenchmarkQuotes(b *testing.B) {
	h := build(b)
	w := h.read(b, strings.Repeat("\"The harbour is open,\" German Foreign Minister Guido Westerwelle said on Monday. The ships had waited for three days because the pilots were on strike. Poland will close the bridge, Prime Minister Donald Tusk told reporters in Warsaw.\n\n", 30))
	b.ReportAllocs()
	for b.Loop() {
		w.Reading.Quotes = w.Reading.Quotes[:0]
		if err := h.passes[2].Run(context.Background(), w); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(w.Doc.Tokens)), "ns/token")
}

// TestTellersOwn says where what was said ends and the teller goes on: today is
// 14 March 2012.
func TestTellersOwn(t *testing.T) {
	h := build(t)
	for _, c := range []struct {
		text, ends string // what the words said end with
	}{
		{"During a visit last May the ministers said that the dam would open by winter, but it is already mid-March, and no water flows.", "by winter"},
		{"In October Carlo Lopez said that the road was nearly finished, but as of this week not a mile was paved.", "nearly finished"},
		{"In October Carlo Lopez said that the road was nearly finished, but that rain had held up the bridge.", "the bridge"},
		{"In October Carlo Lopez said that the road was late, but it would be open in June.", "in June"},
		{"Carlo Lopez said that the road was late, but it is March already.", "already"},
	} {
		qs := h.read(t, c.text).Reading.Quotes
		if len(qs) != 1 {
			t.Errorf("%s\n\t%d quotes", c.text, len(qs))
			continue
		}
		s := qs[0].Content[len(qs[0].Content)-1]
		if got := c.text[s.Start:s.End]; !strings.HasSuffix(got, c.ends) {
			t.Errorf("%s\n\tsaid is %q", c.text, got)
		}
	}
}
