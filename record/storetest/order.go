package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// AnyOrder makes so many wires up, of messages that name each other in all ways,
// puts each in four orders into stores that open makes, and demands that the
// same is on record.
func AnyOrder(t *testing.T, wires int, open func(t *testing.T) record.Store) {
	for seed := range uint64(wires) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			x := &suite{t, nil, context.Background(), open}
			wire := madeUp(rand.New(rand.NewPCG(seed, 1)), 7)
			want, first := "", []int(nil)
			for k := range uint64(4) {
				s := x.fresh()
				order := rand.New(rand.NewPCG(seed, 10+k)).Perm(len(wire))
				for _, i := range order {
					s.put(wire[i])
				}
				got := s.told()
				if want == "" {
					want, first = got, order
				}
				if got != want {
					t.Fatalf("order %v:\n%s\norder %v:\n%s\nof %s", first, want, order, got, describe(wire))
				}
				s.is(got)
			}
		})
	}
}

// describe says what the messages of a wire are called.
func describe(wire []record.Entry) string {
	out := ""
	for i := range wire {
		s := &wire[i].Story
		v := &s.Envelope
		out += fmt.Sprintf("%d: %q at %d h, guid %q, number %d, replaces %q, slug %q, signal %q, address %q\n", i, s.Text, s.Issued.Hour(), v.GUID, v.Version, v.Replaces, v.Slug, v.Signal, s.URL)
	}
	return out
}

// madeUp makes messages of one source on one day from few names, so that many
// share some.
func madeUp(r *rand.Rand, n int) []record.Entry {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	out := make([]record.Entry, n)
	for i := range out {
		body := fmt.Sprintf("Body %d.", i)
		e := sent(6+r.IntN(8), "", pick("Port of Veldmar reopens", "Snow closes the pass", "Mayor resigns over bridge"), body)
		e.Version.Received = e.Version.Received.Add(time.Duration(i) * time.Second)
		s := &e.Story
		v := &s.Envelope
		for _, f := range [...]struct {
			oneIn int
			set   func()
		}{
			{1, func() { v.GUID = pick("a", "b", "c", "npr0123/20120402", "", "") }},
			{4, func() { v.Replaces = []string{pick("a", "b", "c")} }},
			{4, func() { s.URL = pick("https://norpress.example/1", "https://norpress.example/2") }},
			{4, func() { v.Slug, v.Signal = pick("BC-Port", "BC-Snow"), news.Signal(pick("", "update", "take")) }},
			{4, func() { v.Version = 1 + r.IntN(3) }},
			{6, func() {
				v.Signal = news.Signal(pick("kill", "correction"))
				s.Headline, s.Text = "KILL", "KILL\n\n"+pick("npr0123", "slugged BC-Port, moved at 8")+" "+body
			}},
		} {
			if r.IntN(f.oneIn) == 0 {
				f.set()
			}
		}
		s.ID = ""
		out[i] = e
	}
	return out
}
