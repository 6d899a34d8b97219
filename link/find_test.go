package link

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// somewhere makes a report of a small world at random: so few countries, persons
// and words that much is alike.
func somewhere(r *rand.Rand, n int) *Report {
	codes := []string{"OMN", "BLR", "KEN", "TGO", "UNK", ""}
	types := []string{"CONSULT", "CONSULT", "CONSULT", "AGREE", "SUPPORT", "ASSAULT", "STATE", "AID"}
	statuses := []fact.Status{fact.Happened, fact.Happened, fact.Planned, fact.Planned, fact.Postponed, fact.Cancelled, fact.NotHappened, fact.Sought}
	words := []string{"harbour", "treaty", "minister", "visits", "signed", "evening", "border", "convoy", "delegation"}
	day := calendar.Date(2026, 3, 1).AddDays(r.IntN(200))
	row := &record.EventRow{
		StoryID: fmt.Sprint("s", r.IntN(n)), Source: fmt.Sprint("agency ", r.IntN(4)), At: day.Time().Add(time.Duration(r.IntN(24)) * time.Hour),
		Event: fact.Event{ID: fmt.Sprint("e", n, r.IntN(1000)), Type: types[r.IntN(len(types))], Status: statuses[r.IntN(len(statuses))], Confidence: fact.High},
		From:  day, To: day, Live: true,
	}
	if r.IntN(3) > 0 {
		row.From = day.AddDays(r.IntN(40) - 10)
		row.To, row.Dated = row.From.AddDays([]int{0, 0, 0, 2, 30}[r.IntN(5)]), true
	}
	if r.IntN(2) == 0 {
		row.Event.Mode = fact.Ptr("visit")
	}
	if r.IntN(2) == 0 {
		row.Event.Predicate = &fact.Predicate{Lemma: []string{"meet", "sign", "go"}[r.IntN(3)]}
	}
	party := func() (ps []fact.Party, names, keys []string) {
		for range r.IntN(3) {
			code := codes[r.IntN(len(codes))]
			key := []string{"", "country/" + code, "person/ann@" + code, "person/bob@" + code}[r.IntN(4)]
			ps, names, keys = append(ps, fact.Party{Code: code}), append(names, code), append(keys, key)
		}
		return ps, names, keys
	}
	row.Event.Actors, row.Actors, row.ActorKeys = party()
	row.Event.Recipients, row.Recipients, row.RecipientKeys = party()
	row.Place = []string{"", "", "Muscat", "Minsk"}[r.IntN(4)]
	for range 4 + r.IntN(5) {
		row.Words += words[r.IntN(len(words))] + " "
	}
	row.Headline = words[r.IntN(len(words))]
	return NewReport(row)
}

// rounds is how often something made at random is tried.
func rounds() int {
	if testing.Short() {
		return 6
	}
	return 30
}

// some makes reports, each with an id of its own.
func some(r *rand.Rand, n int) []*Report {
	out := make([]*Report, n)
	for i := range out {
		out[i] = somewhere(r, n)
		out[i].Event.ID = fmt.Sprint("e", i)
	}
	return out
}

// TestFound looks up what follows each plan of many, and asks all of them: what
// became of it must be the same.
func TestFound(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	followed := 0
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		all := l.Happenings(some(r, 150))
		f := newField(all)
		for _, p := range all {
			if p.Best.stage != ahead {
				continue
			}
			today := calendar.Date(2026, 8, 1)
			got := outcomeOf(p, f, today)
			want := outcomeOf(p, exhaustive(p, all), today)
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d: of plan %s became\n%+v, not\n%+v", seed, p.ID, got, want)
			}
			if got.Because != nil {
				followed++
			}
		}
	}
	if followed < 10 {
		t.Errorf("only %d plans were followed by anything", followed)
	}
}

// exhaustive is a field in which one plan finds everything.
func exhaustive(p *Happening, all []*Happening) *field {
	f := newField(all)
	signs, everything := p.sought()
	if everything {
		return f
	}
	whole := &days{others: all}
	f.lists = map[sign]*days{}
	for _, s := range append(signs, sign{9, "", ""}) {
		f.lists[s] = whole
	}
	if len(signs) == 0 && slices.ContainsFunc(all, func(h *Happening) bool { return h != p && follows(p, h) }) {
		panic("something follows a plan that seeks nothing")
	}
	return f
}

// TestSamePledges groups pledges as comparing all with all does.
func TestSamePledges(t *testing.T) {
	grouped := 0
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		var all []*Pledge
		for _, e := range some(r, 80) {
			row := &record.PledgeRow{StoryID: e.StoryID, At: e.At, What: e.Words, Pledge: fact.Pledge{ID: e.Event.ID, By: e.Event.Actors, To: e.Event.Recipients}}
			if r.IntN(2) == 0 {
				row.Pledge.Due = fact.Ptr(calendar.OnDay(calendar.Date(2026, 9, 1+r.IntN(3))))
			}
			all = append(all, NewPledge(row))
		}
		got, want := samePledges(all), newForest(len(all))
		for i := range all {
			for k := i + 1; k < len(all); k++ {
				if samePledge(all[i], all[k]) {
					want.join(i, k)
				}
			}
		}
		for i := range all {
			if got.root(i) != want.root(i) {
				t.Fatalf("seed %d: pledge %d is with %d, not with %d", seed, i, got.root(i), want.root(i))
			}
			if got.root(i) != i {
				grouped++
			}
		}
	}
	if grouped < 10 {
		t.Errorf("only %d pledges were told again", grouped)
	}
}

// TestBlocks groups reports as comparing each with all within days does,
// whatever the order in which they are given.
func TestBlocks(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	grouped := 0
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		all := some(r, 200)
		if seed%2 > 0 {
			tell(r, all)
		}
		groups := newForest(len(all))
		for i, a := range all {
			for k := i + 1; k < len(all); k++ {
				if b := all[k]; inOrder(a, b) && l.same(a, b) {
					groups.join(i, k)
				}
			}
		}
		want := map[string]string{} // the report that leads, by report
		for i, a := range all {
			want[a.ID()] = all[groups.root(i)].ID()
		}
		r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		for _, h := range l.Happenings(all) {
			for _, a := range h.Reports {
				if want[a.ID()] != want[h.ID] {
					t.Fatalf("seed %d: %s is with %s, and should be with %s", seed, a.ID(), h.ID, want[a.ID()])
				}
			}
			if len(h.Reports) > 1 {
				grouped++
			}
		}
		if n := len(l.Happenings(all)); n != count(groups) {
			t.Fatalf("seed %d: %d happenings, and should be %d", seed, n, count(groups))
		}
	}
	if grouped < 20 {
		t.Errorf("only %d happenings have several reports", grouped)
	}
}

// inOrder reports whether the days of two reports are near enough to be
// compared.
func inOrder(a, b *Report) bool {
	if a.first > b.first || a.first == b.first && a.ID() > b.ID() {
		a, b = b, a
	}
	return b.first-a.first <= furthest+a.lasts()
}

func count(f forest) int {
	n := 0
	for i := range f {
		if f.root(i) == i {
			n++
		}
	}
	return n
}

// TestMemo groups twice, with and without what is remembered, also after a
// report changed in one thing.
func TestMemo(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	forgetful := *l
	forgetful.memo = nil
	r := rand.New(rand.NewPCG(5, 5))
	all := some(r, 150)
	for range rounds() {
		got, want := l.Happenings(all), forgetful.Happenings(all)
		if !reflect.DeepEqual(ids(got), ids(want)) {
			t.Fatalf("%v with what is remembered, %v without", ids(got), ids(want))
		}
		i := r.IntN(len(all))
		row := *all[i].EventRow
		other := somewhere(r, 150)
		switch r.IntN(5) {
		case 0:
			row.Words = other.Words
		case 1:
			row.Place = other.Place
		case 2:
			row.From, row.To, row.Dated = other.From, other.To, other.Dated
		case 3:
			row.Event.Actors, row.ActorKeys, row.Actors = other.Event.Actors, other.ActorKeys, other.Actors
		default:
			row.Event.Mode, row.Event.Status = other.Event.Mode, other.Event.Status
		}
		all[i] = NewReport(&row)
	}
}

// ids returns which reports each happening has.
func ids(hs []*Happening) [][]string {
	var out [][]string
	for _, h := range hs {
		var of []string
		for _, r := range h.Reports {
			of = append(of, r.ID())
		}
		out = append(out, of)
	}
	return out
}
