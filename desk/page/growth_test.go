package page

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/text"
)

// long returns a story of n sentences, per in a paragraph, with an event, a
// quotation, a figure and a person in each, and a country in all. Where one is
// set, every fact has the whole of its paragraph for evidence.
func long(n, per int, one bool) Whole {
	var b strings.Builder
	r := fact.New("test/1")
	state := fact.Entity{ID: "n0", Kind: fact.Country, Name: "Nepal"}
	var parts []text.Paragraph
	for i := 0; i < n; {
		start, first := b.Len(), len(r.Events)
		for ; i < n && i-first < per; i++ {
			at := b.Len()
			fmt.Fprintf(&b, "Nepal said \"we lend %d dollars\" to Thapa%d. ", i+1, i)
			say := fact.Evidence{Start: at, End: b.Len() - 1, Trigger: &fact.Span{Start: at + 6, End: at + 10}, By: "test/say"}
			id := fmt.Sprint(i + 1)
			state.Mentions = append(state.Mentions, fact.Mention{Start: at, End: at + 5})
			r.Entities = append(r.Entities, fact.Entity{ID: "n" + id, Kind: fact.Person, Name: "Thapa" + id, Mentions: []fact.Mention{{Start: b.Len() - 8, End: b.Len() - 2}}})
			r.Events = append(r.Events, fact.Event{ID: "e" + id, Type: "AID", Status: fact.Happened, Evidence: say, Actors: []fact.Party{{Code: "NPL"}}})
			r.Quotes = append(r.Quotes, fact.Quote{ID: "q" + id, Kind: "direct", Speaker: &state.ID, Content: []fact.Span{{Start: at + 12, End: at + 20}}, Evidence: say})
			r.Figures = append(r.Figures, fact.Figure{ID: "f" + id, Value: float64(i), Evidence: say})
		}
		parts = append(parts, text.Paragraph{Span: text.Span{Start: uint32(start), End: uint32(b.Len() - 1)}, Kind: text.Body})
		for k := first; one && k < len(r.Events); k++ {
			r.Events[k].Evidence.Start, r.Events[k].Evidence.End = start, b.Len()-1
		}
		b.WriteString("\n")
	}
	r.Entities = append(r.Entities, state)
	s := news.Story{ID: "s", Source: "x", Text: b.String(), Parts: parts}
	r.Story = fact.Story{ID: "s", Text: s.Text}
	return Whole{Entry: record.Entry{Story: s}, Reading: r, Versions: 1, Today: calendar.Date(2026, 1, 1)}
}

func plainLabels() Labels {
	return Labels{Invented: func(string) bool { return false }, Country: func(c string) string { return c }}
}

// set makes the whole page and returns its length.
func set(t *testing.T, pages *Set, w Whole) int {
	t.Helper()
	b, err := pages.Render(context.Background(), "story", Frame{Content: StoryOf(w, plainLabels())})
	if err != nil {
		t.Fatal(err)
	}
	return len(b)
}

func newSet(t *testing.T) *Set {
	t.Helper()
	pages, err := New(func(s string) string { return s })
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// cost returns the CPU time that f takes, in seconds. It repeats f for 50 ms,
// since some systems count in steps of ten.
func cost(f func()) float64 {
	runtime.GC()
	n, began, used := 0, cpuTime(), time.Duration(0)
	for used < 50*time.Millisecond {
		f()
		n++
		used = cpuTime() - began
	}
	return used.Seconds() / float64(n)
}

// steepest is the power of its size by which work may grow.
const steepest = 1.2

// growth returns the power of its size by which work grows, as the least costs
// of few and of many, so many times the size, have it. Both are measured in
// turn, so that what others do on the machine falls on both, and again while the
// answer is too much: others only ever add to a cost, and the least of many is
// what it takes alone. Work that does grow too fast does so however often it is
// measured.
func growth(times float64, few, many func()) (exponent, a, b float64) {
	a, b = math.Inf(1), math.Inf(1)
	for round := 0; round < 3 || exponent > steepest && round < 20; round++ {
		a, b = min(a, cost(few)), min(b, cost(many))
		exponent = math.Log(b/a) / math.Log(times)
	}
	return exponent, a, b
}

// marksOf returns a mark for every event and quotation, as no page has them.
func marksOf(r *fact.Reading) []Mark {
	var out []Mark
	for i := range r.Events {
		e, q := &r.Events[i], &r.Quotes[i]
		out = append(out, Mark{ID: e.ID, Span: fact.Span{Start: e.Evidence.Start, End: e.Evidence.End}},
			Mark{ID: q.ID, Span: q.Content[0]})
	}
	return out
}

// TestStoryGrowth holds the page, and the work below it, to a time that grows
// no faster than the 1.2th power of the facts.
func TestStoryGrowth(t *testing.T) {
	pages := newSet(t)
	for _, c := range [...]struct {
		name      string
		few, many int // sentences; each has four facts
		per       int
		one       bool
		do        func(w Whole)
	}{
		{"page", 100, 3200, 5, false, func(w Whole) { set(t, pages, w) }},
		{"page of one paragraph", 100, 3200, math.MaxInt, true, func(w Whole) { set(t, pages, w) }},
		{"page at the end", 400, 3200, 5, false, func(w Whole) {
			w.View = View{Fact: fmt.Sprint("e", len(w.Reading.Events))}
			set(t, pages, w)
		}},
		{"versions", 400, 12800, 5, false, func(w Whole) {
			was, now := w.Entry.Story.Text, w.Entry.Story.Text
			for i := range 40 { // corrections all over the text
				at := len(now) * i / 40
				now = now[:at] + " mended " + now[at:]
			}
			Diff(was, now)
		}},
		{"versions that share nothing", 400, 12800, 5, false, func(w Whole) {
			Diff(w.Entry.Story.Text, strings.NewReplacer("a", "o", "e", "u", "l", "i").Replace(w.Entry.Story.Text))
		}},
		{"words", 400, 12800, 5, false, func(w Whole) { Blocks(&w.Entry.Story, marksOf(w.Reading)) }},
	} {
		few, many := long(c.few, c.per, c.one), long(c.many, c.per, c.one)
		got, a, b := growth(float64(c.many)/float64(c.few), func() { c.do(few) }, func() { c.do(many) })
		t.Logf("%s: %.1f ms at %d sentences, %.1f ms at %d: exponent %.2f", c.name, a*1000, c.few, b*1000, c.many, got)
		if got > steepest {
			t.Errorf("%s: the exponent is %.2f, must be under %v", c.name, got, steepest)
		}
	}
}

// TestGrowth measures work that grows a little too fast: each step takes as long
// as the square root of their number.
func TestGrowth(t *testing.T) {
	sum := 0
	work := func(n int) func() {
		return func() {
			for range n {
				for k := range int(math.Sqrt(float64(n))) {
					sum += k ^ sum
				}
			}
		}
	}
	if got, a, b := growth(32, work(400), work(12800)); got <= steepest {
		t.Errorf("the exponent is %.2f (%v s, %v s), which is 1.5; %d", got, a, b, sum)
	}
}

// TestStoryWindow walks from the first page of a long story to every fact by
// the links that the pages have.
func TestStoryWindow(t *testing.T) {
	w := long(950, 5, false)
	seen := map[string]bool{}
	v := View{}
	for pages := 0; ; pages++ {
		w.View = v
		p := StoryOf(w, plainLabels())
		cards, next := 0, View{}
		for _, g := range p.Groups {
			cards += len(g.Cards)
			for _, c := range g.Cards {
				seen[c.ID] = true
			}
			if g.ID == "happened" && g.After != "" {
				next = View{Group: "happened", From: g.To + 1}
				if want := fmt.Sprintf("/story/?from=%d&show=happened", g.To+1); g.After != want {
					t.Errorf("more leads to %s, want %s", g.After, want)
				}
			}
		}
		if cards > 5*firstCards+moreCards {
			t.Errorf("a page has %d facts", cards)
		}
		if next.Group == "" {
			break
		}
		if v = next; pages > 20 {
			t.Fatal("the pages do not end")
		}
	}
	for i := range w.Reading.Events {
		if id := w.Reading.Events[i].ID; !seen[id] {
			t.Errorf("no page has the fact %s", id)
		}
	}
}

// TestStoryFact opens the page that has a fact, wherever it stands.
func TestStoryFact(t *testing.T) {
	w := long(950, 5, false)
	for _, id := range []string{"e1", "e40", "e41", "e140", "e141", "e950", "q500", "f77", "n300", "n0"} {
		w.View = View{Fact: id}
		p := StoryOf(w, plainLabels())
		var card, link, lit bool
		for _, g := range p.Groups {
			for _, c := range g.Cards {
				card = card || c.ID == id
			}
		}
		for _, b := range p.Blocks {
			for _, s := range b.Segs {
				link = link || slices.ContainsFunc(s.At, func(m Margin) bool { return m.ID == id })
				lit = lit || s.Lit
			}
		}
		if !card || !link || !lit {
			t.Errorf("%s: its card is there: %v, a place among its words: %v, its words are lit: %v", id, card, link, lit)
		}
	}
	w.View = View{Fact: "e9999"}
	if p := StoryOf(w, plainLabels()); len(p.Groups) < 4 {
		t.Errorf("a fact that is not there: %d groups", len(p.Groups))
	}
}

// TestRenderStops leaves while a page is set.
func TestRenderStops(t *testing.T) {
	pages := newSet(t)
	p := StoryOf(long(3200, 5, false), plainLabels())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b, err := pages.Render(ctx, "story", Frame{Content: p})
	if !errors.Is(err, context.Canceled) || b != nil {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	ctx, stop := context.WithTimeout(context.Background(), time.Microsecond)
	defer stop()
	if _, err := pages.Render(ctx, "story", Frame{Content: p}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after its time: %v", err)
	}
}
