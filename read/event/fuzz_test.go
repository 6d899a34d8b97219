package event_test

import (
	"context"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/read/pledge"
	"github.com/datelinewire/dateline/text"
)

var someWords = strings.Fields(`visit talk sign agreement promise deny say hold call off troop withdraw attack sanction impose
 refuse to meet with Russia who that and urge accuse of for by on Monday not will may be have plan to strike protest
 deal between threat release if unless he report claim according none no promise keep word finish`)

var likely = []text.Dep{
	text.DepNsubj, text.DepNsubj, text.DepObj, text.DepObj, text.DepObl, text.DepNmod, text.DepXcomp, text.DepCcomp, text.DepAcl,
	text.DepAclRelcl, text.DepConj, text.DepNsubjPass, text.DepOblAgent, text.DepAdvcl, text.DepNmodPoss, text.DepParataxis, text.DepCase, text.DepMark,
}

// scramble makes a document whose trees are random but well formed.
func scramble(rng *rand.Rand) *text.Document {
	var b strings.Builder
	d := &text.Document{}
	for s := 0; s < 1+rng.IntN(3); s++ {
		first := len(d.Tokens)
		n := 1 + rng.IntN(14)
		for i := 0; i < n; i++ {
			w := someWords[rng.IntN(len(someWords))]
			start := b.Len()
			b.WriteString(w + " ")
			d.Tokens = append(d.Tokens, text.Token{
				Start: uint32(start), End: uint32(start + len(w)), Sentence: int32(s), Lemma: w,
				Pos: text.Pos(1 + rng.IntN(int(text.PosCount)-1)), Tag: text.Tag(1 + rng.IntN(int(text.TagCount)-1)),
				Dep: text.Dep(1 + rng.IntN(int(text.DepCount)-1)), Head: -1,
			})
			if rng.IntN(4) > 0 {
				k := &d.Tokens[len(d.Tokens)-1]
				k.Pos, k.Tag = text.VERB, text.TagVBD
				if rng.IntN(3) == 0 {
					k.Pos, k.Tag = text.NOUN, text.TagNN
				}
				k.Dep = likely[rng.IntN(len(likely))]
			}
		}
		// Each token hangs on one that is nearer to the root in a random order.
		order := rng.Perm(n)
		for k := 1; k < n; k++ {
			d.Tokens[first+order[k]].Head = int32(first + order[rng.IntN(k)])
		}
		d.Tokens[first+order[0]].Dep = text.DepRoot
		last := len(d.Tokens)
		d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}, First: int32(first), Last: int32(last)})
	}
	d.Text = b.String()
	d.Paragraphs = []text.Paragraph{{Span: text.Span{End: uint32(len(d.Text))}}}
	return d
}

func scrambledWork(rng *rand.Rand) *read.Work {
	d := scramble(rng)
	r := &fact.Reading{}
	w := read.NewWork(&news.Story{}, d, r, calendar.Date(2012, 4, 23))
	var ms []read.Mention
	kinds := []fact.EntityKind{fact.Person, fact.Country, fact.Place, fact.Organization}
	for i := range d.Tokens {
		if rng.IntN(4) == 0 {
			n := w.AddEntity(fact.Entity{Name: d.Form(i), Kind: kinds[rng.IntN(4)], Country: fact.Ptr([]string{"RUS", "TJK", "USA"}[rng.IntN(3)])})
			ms = append(ms, read.Mention{Entity: int32(n), First: int32(i), Last: int32(i + 1), Head: int32(i), Kind: fact.Name})
		} else if rng.IntN(10) == 0 {
			v := calendar.OnDay(calendar.Date(2012, 4, rng.IntN(30)+1))
			w.AddDate(fact.Date{Kind: "point", Value: &v}, i, i+1)
		}
	}
	sort.SliceStable(ms, func(i, j int) bool { return ms[i].First < ms[j].First })
	w.SetMentions(ms)
	w.Explain = rng.IntN(2) == 0
	return w
}

// TestAnyTree: whatever the tree, no panic, and facts that keep the rules.
func TestAnyTree(t *testing.T) {
	l, err := event.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := pledge.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	judgement, err := judge.Load()
	if err != nil {
		t.Fatal(err)
	}
	roles, err := role.Load()
	if err != nil {
		t.Fatal(err)
	}
	events, pledges := 0, 0
	seeds := uint64(4000)
	if testing.Short() {
		seeds = 400
	}
	for seed := range seeds {
		w := scrambledWork(rand.New(rand.NewPCG(seed, 1)))
		for _, pass := range []read.Pass{event.Pass(l, judgement, roles), pledge.Pass(p, roles)} {
			if err := pass.Run(context.Background(), w); err != nil {
				t.Fatal(err)
			}
		}
		events += len(w.Reading.Events)
		pledges += len(w.Reading.Pledges)
		for _, e := range w.Reading.Events {
			check(t, seed, w, e.Evidence)
			if e.Status == "keep" || e.Status == "drop" || e.Type == "" {
				t.Fatalf("seed %d: event %+v", seed, e)
			}
		}
		for _, e := range w.Reading.Pledges {
			for _, ev := range e.Evidence {
				check(t, seed, w, ev)
			}
			if e.What.Start >= e.What.End {
				t.Fatalf("seed %d: empty pledge", seed)
			}
		}
	}
	t.Logf("%d events, %d pledges", events, pledges)
}

func check(t *testing.T, seed uint64, w *read.Work, ev fact.Evidence) {
	t.Helper()
	s := w.Doc.Sentences[ev.Sentence]
	if ev.Start < int(s.Start) || ev.End > int(s.End) || ev.Start >= ev.End {
		t.Fatalf("seed %d: evidence %d-%d outside sentence %d-%d", seed, ev.Start, ev.End, s.Start, s.End)
	}
	if ev.Trigger != nil && (ev.Trigger.Start < ev.Start || ev.Trigger.End > ev.End) {
		t.Fatalf("seed %d: trigger %v outside evidence %d-%d", seed, *ev.Trigger, ev.Start, ev.End)
	}
}
