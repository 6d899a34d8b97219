package eval

import (
	"compress/gzip"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// gzipped writes a text as RawStories wants it and returns its path.
func gzipped(t *testing.T, s string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "news.txt.gz")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRawStories(t *testing.T) {
	var broken error
	var got []string
	for n, s := range RawStories(gzipped(t, "\nOne.\nTwo.\n\n\nThree.\n\nFour."), &broken) {
		if n != len(got)+1 {
			t.Errorf("story %d comes after %d", n, len(got))
		}
		got = append(got, s)
	}
	if want := "One.\n\nTwo.\n|Three.\n|Four."; strings.Join(got, "|") != want || broken != nil {
		t.Errorf("got %q, %v, want %q", strings.Join(got, "|"), broken, want)
	}
	for range RawStories(filepath.Join(t.TempDir(), "none.gz"), &broken) {
		t.Error("a story comes out of no file")
	}
	if broken == nil {
		t.Error("a file that is not there is passed over without a word")
	}
}

// TestHostileFinds: a pass that goes to pieces where a text is cut off is
// found, and the stories that are whole are not blamed.
func TestHostileFinds(t *testing.T) {
	brittle := read.Pass{Name: "brittle", Needs: text.Tokens, Gives: text.Names, Run: func(_ context.Context, w *read.Work) error {
		if !strings.HasSuffix(w.Doc.Text, ".\n") {
			panic("no full stop")
		}
		return nil
	}}
	l, err := line.New(nil, "", []read.Pass{brittle}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	var broken error
	stories := RawStories(gzipped(t, "Ilves met the head of the fund in Oslo.\n\nOne more.\n\nThe last of them.\n"), &broken)
	s, err := Hostile(t.Context(), l, stories, Attack{Cuts: 3, Mutations: 2, Seed: 7, Every: 2}, 2, nil)
	if err != nil || broken != nil {
		t.Fatal(err, broken)
	}
	if s.Stories != 2 || s.Readings != 2*(1+3+2) || s.Tokens == 0 {
		t.Errorf("%d stories, %d readings, %d tokens", s.Stories, s.Readings, s.Tokens)
	}
	if len(s.Failures) < 6 {
		t.Errorf("only %d failures of ten spoilt texts", len(s.Failures))
	}
	for _, f := range s.Failures {
		if f.Pass != "brittle" || strings.HasSuffix(f.Text, ".\n") || f.Story != 1 && f.Story != 3 || !strings.Contains(f.Message, "no full stop") {
			t.Errorf("%+v", f)
		}
	}
}

// TestHostile reads a sample of the raw stories whole, cut off and damaged;
// `dateline eval hostile` reads them all.
func TestHostile(t *testing.T) {
	name := shared.Path(t, "data/raw/news.txt.gz")
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	every := 150
	if testing.Short() {
		every = 1500
	}
	var broken error
	s, err := Hostile(t.Context(), l, RawStories(name, &broken), Attack{Cuts: 2, Mutations: 2, Seed: 1, Every: every}, 2, nil)
	if err != nil || broken != nil {
		t.Fatal(err, broken)
	}
	for _, f := range s.Failures {
		t.Errorf("story %d: %s: %s\n%q", f.Story, f.Pass, f.Message, f.Text)
	}
	t.Logf("%d stories, %d readings, %d tokens", s.Stories, s.Readings, s.Tokens)
}
