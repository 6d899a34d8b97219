package read_test

import (
	"log/slog"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/sample"
	"github.com/datelinewire/dateline/text"
)

// layers are all that a pass can read or give, with their names.
func layers() map[text.Layer]string {
	return map[text.Layer]string{
		text.Tags: "Tags", text.Tree: "Tree", text.Labels: "Labels", text.Names: "Names", text.Dates: "Dates", text.Figures: "Figures",
		text.Coreference: "Coreference", text.Quotes: "Quotes", text.Events: "Events", text.Pledges: "Pledges", text.Ranks: "Ranks",
	}
}

// texts returns the sample wire, with -short every third story of it, and what
// it lacks to show what passes read.
func texts(t *testing.T, l *line.Line) []*news.Story {
	t.Helper()
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		t.Fatal(err)
	}
	var out []*news.Story
	step := 1
	if testing.Short() {
		step = 3
	}
	for i := 0; i < len(entries); i += step {
		out = append(out, &entries[i].Story)
	}
	for _, raw := range []string{
		"In May the bridge that was closed last winter will reopen.", // its tense by the tree, not by the nearest verb
	} {
		out = append(out, l.Layout(raw, calendar.Date(2014, 3, 11)))
	}
	return out
}

// begun returns, for each pass, the texts as far as they are read when it
// begins.
func begun(t *testing.T, l *line.Line) [][]*read.Work {
	t.Helper()
	parser, err := mend.LoadParser()
	if err != nil {
		t.Fatal(err)
	}
	out := make([][]*read.Work, len(l.Passes()))
	for _, s := range texts(t, l) {
		d := text.NewSplitter().Document(s.Text, s.Parts)
		d.Has |= text.Tokens
		if err := parser.Parse(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		w := read.NewWork(s, d, fact.New("test"), s.Day())
		for k, p := range l.Passes() {
			out[k] = append(out[k], w)
			w = after(t, p, w, 0)
		}
	}
	return out
}

// after returns what a pass makes of a work from which layers are taken away.
func after(t *testing.T, p read.Pass, w *read.Work, gone text.Layer) *read.Work {
	t.Helper()
	c, err := w.Clone()
	if err != nil {
		t.Fatal(err)
	}
	c.Blank(gone)
	if err := p.Run(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	c.Doc.Has |= p.Gives
	return c
}

// holds returns what layers hold, written out.
func holds(w *read.Work, ls text.Layer) string {
	out := ""
	for l := text.Tags; l <= text.Ranks; l <<= 1 {
		if ls.Has(l) {
			out += w.Holds(l)
		}
	}
	return out
}

// TestDeclarations runs each pass without the layers that it does not declare,
// and demands what it makes with all of them; and without each that it
// declares, one at a time, and demands that some text then comes out otherwise.
// What it does not say that it gives must stay as it was.
func TestDeclarations(t *testing.T) {
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	works := begun(t, l)
	for k, p := range l.Passes() {
		whole := make([]string, len(works[k]))
		for i, w := range works[k] {
			c := after(t, p, w, 0)
			whole[i] = holds(c, p.Gives)
			for x, name := range layers() {
				if !p.Gives.Has(x) && w.Holds(x) != c.Holds(x) {
					t.Errorf("pass %s changes %s, and does not say that it gives them: %.60q", p.Name, name, w.Doc.Text)
				}
			}
		}
		matters := func(gone text.Layer) bool {
			for i, w := range works[k] {
				if whole[i] != holds(after(t, p, w, gone), p.Gives) {
					return true
				}
			}
			return false
		}
		declared := p.Needs | p.Uses
		undeclared := matters(^(declared | text.Tokens))
		for x, name := range layers() {
			switch {
			case declared.Has(x) && !testing.Short() && !matters(x): // in few texts a layer may not show
				t.Errorf("pass %s declares %s, and reads every text alike without", p.Name, name)
			case undeclared && !declared.Has(x) && matters(x):
				t.Errorf("pass %s reads %s, and declares it neither in Needs nor in Uses", p.Name, name)
			}
		}
	}
}
