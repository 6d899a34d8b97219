package link

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// tell puts behind each of some reports a story made at random: names that are
// rare and names that are not, countries, and a day that it names.
func tell(r *rand.Rand, all []*Report) {
	names := []string{"Ola Brekke", "Brekke", "Radost", "Port of Tarfaya", "Minister", "Kibwana", "Tarfaya"}
	words := strings.Fields("harbour treaty quarrel signed evening border convoy gantry silo vaccine pylon ferry sluice dredger orchard")
	var stories []*Story
	for _, x := range all {
		d := &record.Detail{StoryID: x.StoryID, Headline: x.Headline, At: x.At, Gist: &record.Gist{Types: []string{"AID"}[:r.IntN(2)]}}
		for range 12 {
			d.Words += words[r.IntN(len(words))] + " "
		}
		d.End = len(d.Words)
		d.Gist.Sentences = []fact.Span{{Start: 0, End: d.End}}
		for range r.IntN(4) {
			d.Gist.Names = append(d.Gist.Names, names[r.IntN(len(names))])
			d.Gist.Countries = append(d.Gist.Countries, []string{"OMN", "BLR", "KEN", "TGO"}[r.IntN(4)])
		}
		if r.IntN(3) == 0 {
			day := calendar.Of(x.At).AddDays(r.IntN(30) - 20)
			d.Gist.Days = []record.GistDay{{Sentence: 0, Interval: calendar.OnDay(day)}}
		}
		stories = append(stories, NewStory(d))
	}
	Attach(all, stories)
}

// TestSwift compares many reports, and tells the answer that ends as soon as it
// is settled from the one that collects all signs.
func TestSwift(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	one, cut := 0, 0
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(uint64(seed), 6))
		all := some(r, 120)
		if seed%2 > 0 {
			tell(r, all)
		}
		for i, a := range all {
			for _, b := range all[i+1:] {
				full := comparison{l: l, a: a, b: b}
				want := full.run() && l.scale.Sum(full.signs) >= 0
				if got := l.same(a, b); got != want {
					t.Fatalf("seed %d: %s and %s are one: %v, and by all their signs %v: %q", seed, a.ID(), b.ID(), got, want, full.signs)
				}
				if want {
					one++
				} else if len(full.signs) > 3 {
					cut++
				}
			}
		}
	}
	if one < 20 || cut < 1000 {
		t.Errorf("%d were one, %d were compared and were not", one, cut)
	}
}

// TestScale adds up what counted signs weigh, and finds from how many days apart
// on a name in common is needed.
func TestScale(t *testing.T) {
	s := newScale(map[string]int{always: -100, "days apart 1": -50, "days apart 5": -60, "names in common 3": 400, "same day": 90, "words in common 3": 70, "words in common 9": 40, "other place": -30})
	if s.all != 600 || s.most["words in common"] != 110 || s.most["other place"] != 0 || len(s.steps["days apart"]) != 2 {
		t.Errorf("%+v", s)
	}
	if s.nearby != 4 { // 200 speak for it beside names; 100 and 50 against it, from the fifth day on 210
		t.Errorf("without a name in common reports may be %d days apart", s.nearby)
	}
}
