package sqlite

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// fullDetails returns details of all kinds with every field set that an inset has.
func fullDetails(r *rand.Rand) []record.IndexedDetail {
	out := []record.IndexedDetail{{}, {Detail: record.Detail{Kind: record.GistFact, Words: "met", Gist: &record.Gist{Sentences: []fact.Span{{Start: 5, End: 8}}, Told: []string{"Met"}}, Who: []string{}}}}
	for range 40 {
		var d record.Detail
		for _, f := range [...]any{&d.Figure, &d.Quote, &d.Office, &d.Gist, &d.Who, &d.Keys, &d.Start} {
			full(r, reflect.ValueOf(f).Elem())
		}
		d.Kind, d.End = record.QuoteFact, d.Start+r.IntN(5)
		out = append(out, record.IndexedDetail{Detail: d})
	}
	return out
}

func TestInset(t *testing.T) {
	all := fullDetails(rand.New(rand.NewPCG(3, 3)))
	const text = "They met."
	all[1].Start, all[1].End = 5, 8
	b := insetOf(all)
	got, err := insetRows(b, text, record.Detail{StoryID: "s", Headline: "Talks"})
	if err != nil || len(got) != len(all) {
		t.Fatalf("%d details came back of %d: %v", len(got), len(all), err)
	}
	for i := range got {
		want := all[i].Detail
		want.StoryID, want.Headline = "s", "Talks"
		if i == 1 {
			want.Words = "met"
		}
		if got[i].Words == "" {
			got[i].Words = want.Words
		}
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("detail %d came back as\n%+v, not\n%+v", i, got[i], want)
		}
	}
}

// TestInsetFields counts the fields that the test above fills, as TestDigestFields
// does.
func TestInsetFields(t *testing.T) {
	for of, want := range map[reflect.Type]int{reflect.TypeFor[record.Detail](): 16, reflect.TypeFor[fact.Figure](): 13, reflect.TypeFor[fact.Quote](): 14, reflect.TypeFor[fact.Office](): 7, reflect.TypeFor[record.Gist](): 6} {
		if n := of.NumField(); n != want {
			t.Errorf("%v has %d fields: look whether coder.detail has them all", of, n)
		}
	}
}

// TestDamagedInset spoils an inset, as TestDamagedDigest does a digest.
func TestDamagedInset(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	whole := insetOf(fullDetails(r)[:5])
	failed := 0
	for range 20_000 {
		b := append([]byte(nil), whole...)
		for range 1 + r.IntN(3) {
			b[r.IntN(len(b))] = byte(r.UintN(256))
		}
		if _, err := insetRows(b[:r.IntN(len(b))+1], "text", record.Detail{}); err != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Error("no damage was found")
	}
}
