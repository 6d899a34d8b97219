package fact

import "testing"

func TestDenies(t *testing.T) {
	story := "He denied that it rained. He said it snowed."
	for _, c := range []struct {
		start, end int
		kind       string
		want       bool
	}{{3, 9, "indirect", true}, {3, 9, "mixed", true}, {3, 9, "direct", false}, {29, 33, "indirect", false}, {40, 400, "indirect", false}} {
		q := Quote{Kind: c.kind, Cue: &Span{Start: c.start, End: c.end}}
		if got := q.Denies(story); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	if (&Quote{Kind: "indirect"}).Denies(story) {
		t.Error("a quote without a cue denies nothing")
	}
}
