package line

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func shipped(t testing.TB) *Line {
	t.Helper()
	l, err := Load(quiet())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestLayers holds the shipped passes to their order: what a pass needs is
// given before it.
func TestLayers(t *testing.T) {
	l := shipped(t)
	if err := Check(l.Passes()); err != nil {
		t.Error(err)
	}
	seen := map[string]bool{}
	for _, p := range l.Passes() {
		if p.Name == "" || p.Doc == "" || p.Gives == 0 || seen[p.Name] {
			t.Errorf("pass %q: wants a name of its own, a doc and what it gives", p.Name)
		}
		seen[p.Name] = true
	}
}

func TestCheckFindsDisorder(t *testing.T) {
	quotes := read.Pass{Name: "quote", Needs: text.Tokens | text.Names, Gives: text.Quotes}
	names := read.Pass{Name: "name", Needs: text.Tokens, Gives: text.Names}
	if err := Check([]read.Pass{names, quotes}); err != nil {
		t.Error(err)
	}
	if err := Check([]read.Pass{quotes, names}); err == nil {
		t.Error("a pass before what it needs is let through")
	}
}

// addPlace adds an entity, so that what is taken back can be seen.
func addPlace(w *read.Work) {
	w.AddEntity(fact.Entity{Kind: fact.Place, Name: "Oran", Mentions: []fact.Mention{{Start: 0, End: 4, Kind: fact.Name}}})
}

func TestFailuresEndInTrouble(t *testing.T) {
	f := func(name string, run func(context.Context, *read.Work) error, want string, entities int) {
		t.Helper()
		passes := []read.Pass{
			{Name: "good", Needs: text.Tokens, Gives: text.Names, Run: func(_ context.Context, w *read.Work) error { addPlace(w); return nil }},
			{Name: name, Needs: text.Names, Gives: text.Quotes, Run: run},
		}
		l, err := New(nil, "", passes, quiet())
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Process(t.Context(), l.Layout("Oran is calm.", calendar.Day{}))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Trouble) != 1 || !strings.Contains(r.Trouble[0].Message, want) {
			t.Errorf("%s: trouble is %v, want %q", name, r.Trouble, want)
		}
		if len(r.Entities) != entities {
			t.Errorf("%s: %d entities, want %d", name, len(r.Entities), entities)
		}
	}
	f("panics", func(_ context.Context, w *read.Work) error { addPlace(w); panic("out of range") }, "out of range", 1)
	f("fails", func(_ context.Context, w *read.Work) error { addPlace(w); return errors.New("no table") }, "no table", 1)
	f("lies", func(_ context.Context, w *read.Work) error {
		addPlace(w)
		w.Reading.Entities[1].Mentions[0].End = 99
		return nil
	}, "outside the text", 1)
}

func TestOrdered(t *testing.T) {
	in := make([]int, 200)
	for i := range in {
		in[i] = i
	}
	var got []int
	err := Ordered(t.Context(), 4, slices.Values(in), func(_ context.Context, n int) int {
		time.Sleep(time.Duration(n%3) * 100 * time.Microsecond)
		return n * n
	}, func(n int) error { got = append(got, n); return nil })
	if err != nil || len(got) != len(in) {
		t.Fatalf("%d results, %v", len(got), err)
	}
	for i, n := range got {
		if n != i*i {
			t.Fatalf("result %d is %d", i, n)
		}
	}
	stop := errors.New("stop")
	if err := Ordered(t.Context(), 4, slices.Values(in), func(_ context.Context, n int) int { return n }, func(int) error { return stop }); err != stop {
		t.Errorf("emit's error comes out as %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Ordered(ctx, 4, slices.Values(in), func(_ context.Context, n int) int { return n }, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run ends with %v", err)
	}
}

const lines = `{"id":"a","date":"2014-05-06","text":"MINSK, May 6 (Volna) -- Belarus signed a gas contract with Oman on Tuesday.","other":[1]}

{"id":"b","text":""}
not json
{"id":"c"}
{"id":"d","date":"someday","text":"x"}
{"id":"e","date":"2014-05-06T10:11:12Z","text":"\u0000\ud800 \"<&>"}
`

// TestJSONL checks order, ids, that bad lines give a reading with trouble,
// and that the bytes do not depend on the number of jobs.
func TestJSONL(t *testing.T) {
	l := shipped(t)
	var first []byte
	for _, jobs := range []int{1, 2, 7} {
		var out bytes.Buffer
		bad, err := l.JSONL(t.Context(), strings.NewReader(lines), &out, jobs, Limit{Line: 1 << 20, Story: 1 << 20})
		if err != nil || bad != 3 {
			t.Fatalf("bad = %d, err = %v", bad, err)
		}
		if first == nil {
			first = out.Bytes()
		}
		if !bytes.Equal(first, out.Bytes()) {
			t.Errorf("%d jobs write other bytes than 1", jobs)
		}
	}
	got := strings.Split(strings.TrimSpace(string(first)), "\n")
	want := []string{"a", "b", "", "c", "d", "e"}
	if len(got) != len(want) {
		t.Fatalf("%d readings, want %d", len(got), len(want))
	}
	for i, b := range got {
		var r fact.Reading
		if err := json.Unmarshal([]byte(b), &r); err != nil {
			t.Fatal(err)
		}
		if r.ID != want[i] || (len(r.Trouble) > 0) != (i >= 2 && i <= 4) {
			t.Errorf("reading %d: id %q, trouble %v", i, r.ID, r.Trouble)
		}
	}
}

func TestJSONLLimits(t *testing.T) {
	l := shipped(t)
	f := func(in string, limit Limit, want string) {
		t.Helper()
		var out bytes.Buffer
		bad, err := l.JSONL(t.Context(), strings.NewReader(in), &out, 2, limit)
		if err != nil || bad != 1 || !strings.Contains(out.String(), want) {
			t.Errorf("bad = %d, err = %v, out = %.200s", bad, err, out.String())
		}
	}
	long := `{"id":"long","text":"` + strings.Repeat("word ", 30000) + `"}` + "\n" + `{"id":"short","text":"Word."}`
	f(long, Limit{Line: 70000, Story: 70000}, "limit.file")
	f(long, Limit{Line: 1 << 20, Story: 1 << 10}, "limit.story")
}

func TestJSONLEndsWithItsReader(t *testing.T) {
	l := shipped(t)
	broken := errors.New("the pipe broke")
	in := io.MultiReader(strings.NewReader(lines), &failing{broken})
	if _, err := l.JSONL(t.Context(), in, io.Discard, 2, Limit{1 << 20, 1 << 20}); !errors.Is(err, broken) {
		t.Errorf("ends with %v", err)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

// FuzzJSONL: whatever stands in a line, one reading comes out, and it is
// sound.
func FuzzJSONL(f *testing.F) {
	for _, s := range strings.Split(lines, "\n") {
		f.Add(s)
	}
	l, err := Load(quiet())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ReplaceAll(s, "\n", " ")
		b, err := json.Marshal(s)
		if err != nil {
			t.Skip()
		}
		in := s + "\n" + fmt.Sprintf(`{"id":"x","date":"2012-04-23","text":%s}`, b) + "\n"
		var out bytes.Buffer
		if _, err := l.JSONL(t.Context(), strings.NewReader(in), &out, 1, Limit{1 << 20, 1 << 20}); err != nil {
			t.Fatal(err)
		}
		for _, o := range strings.Split(strings.TrimSpace(out.String()), "\n") {
			var r fact.Reading
			if err := json.Unmarshal([]byte(o), &r); err != nil {
				t.Fatal(err)
			}
			if p := r.Check(); len(p) > 0 {
				t.Fatalf("%v", p)
			}
		}
	})
}

// TestOtherLanguages: what is not in English is laid out and not read into facts.
func TestOtherLanguages(t *testing.T) {
	l := shipped(t)
	const words = "President Hald met Minister Berg in Moscow on Monday. They signed an agreement on trade."
	for language, facts := range map[string]bool{"": true, "en": true, "fr": false, "und": false} {
		st := news.Parse(words, calendar.Date(2012, 4, 23), nil)
		st.Language = language
		r, err := l.Process(context.Background(), &st)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(r.Events) > 0; got != facts || len(r.Story.Sentences) != 2 || len(r.Trouble) > 0 {
			t.Errorf("%q: %d events, %d sentences, trouble %v", language, len(r.Events), len(r.Story.Sentences), r.Trouble)
		}
	}
}
