package record

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/fact"
)

// TestTold: a sentence stands by itself where it can.
func TestTold(t *testing.T) {
	const text = "Foreign Minister Ilka Brenn of Norway flew to Riga. But she will meet Peters on Friday. Brenn's ship sank, he said. " +
		"The harbour at Bergen would be closed for two weeks from Monday on, the harbour master of Bergen said in an interview with a local paper that appeared on the day before the fire that he had been warned of twice. We shall win the vote."
	r := fact.New("test")
	r.Story.Text = text
	at := func(words string) fact.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return fact.Span{Start: i, End: i + len(words)}
	}
	mention := func(words string, kind fact.MentionKind) fact.Mention {
		s := at(words)
		return fact.Mention{Start: s.Start, End: s.End, Kind: kind}
	}
	she := mention("she will", fact.Pronoun)
	she.End = she.Start + len("she")
	brenn := mention("Brenn's", fact.Name)
	brenn.End -= len("'s")
	r.Entities = []fact.Entity{
		{ID: "n1", Kind: fact.Person, Name: "Ilka Brenn", Offices: []fact.Office{{Title: "foreign minister", Of: fact.Ptr("NOR"), Basis: "text"}}, Mentions: []fact.Mention{mention("Ilka Brenn", fact.Name), she, brenn}},
		{ID: "n2", Kind: fact.Country, Name: "Norway", Country: fact.Ptr("NOR"), Mentions: []fact.Mention{mention("Norway", fact.Name)}},
	}
	r.Quotes = []fact.Quote{{ID: "q1", Kind: "indirect", Content: []fact.Span{at("The harbour at Bergen would be closed for two weeks from Monday on")}}}
	for words, want := range map[string]string{
		"Foreign Minister Ilka Brenn of Norway flew to Riga.": "Foreign Minister Ilka Brenn of Norway flew to Riga",
		"But she will meet Peters on Friday.":                 "Norway's foreign minister Ilka Brenn will meet Peters on Friday",
		"Brenn's ship sank, he said.":                         "Norway's foreign minister Ilka Brenn's ship sank, he said",
		"We shall win the vote.":                              "",
	} {
		if got := told(r, at(words)); got != want {
			t.Errorf("%s\n\ttold as %q\n\twant    %q", words, got, want)
		}
	}
	long := at(text[strings.Index(text, "The harbour"):strings.Index(text, "We shall")])
	if got := told(r, long); got != "" && len(got) > longestTold {
		t.Errorf("told in %d bytes: %s", len(got), got)
	}
}

// TestDoubted: a sentence in which something was read wrong is not told.
func TestDoubted(t *testing.T) {
	const text = "Oman signed the treaty on Monday. Fiji refused to sign the treaty."
	first, second := fact.Span{Start: 0, End: 33}, fact.Span{Start: 34, End: len(text)}
	r := fact.New("test")
	r.Story.Text, r.Story.Sentences = text, []fact.Span{first, second}
	r.Story.Paragraphs = []fact.Paragraph{{Span: fact.Span{Start: 0, End: len(text)}, Kind: "body"}}
	r.Events = []fact.Event{{ID: "e1", Type: "SUPPORT", Status: fact.Happened, Evidence: fact.Evidence{Start: 0, End: 32}}}
	e := &Entry{}
	e.Story.Text = text
	for action, want := range map[Action]string{Accept: "Oman signed the treaty on Monday", Reject: ""} {
		x := IndexOf(e, r, []Judgement{{ID: "1", Kind: EventFact, Action: action, Type: "SUPPORT", Words: text[:32], By: "ana"}})
		var told []string
		for i := range x.Details {
			if g := x.Details[i].Gist; g != nil {
				told = g.Told
			}
		}
		if len(told) != 2 || told[0] != want || told[1] != "Fiji refused to sign the treaty" {
			t.Errorf("%s: %q, want %q first", action, told, want)
		}
	}
}
