package model

import (
	"errors"
	"testing"

	"github.com/datelinewire/dateline/text"
)

func TestDecodeBroken(t *testing.T) {
	file := Embedded()
	if _, err := Decode(file); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]string{
		"empty":     "",
		"short":     file[:len(file)/2],
		"magic":     "x" + file[1:],
		"version":   file[:8] + "\x09" + file[9:],
		"flipped":   file[:5000] + string(file[5000]^1) + file[5001:],
		"long":      file + "x",
		"head only": file[:44],
	} {
		if _, err := Decode(s); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRowsAreInTheTable(t *testing.T) {
	const words, buckets = 100, 50
	for _, form := range []string{"", "a", "Oslo", "1,234.5", "U.N.", "“", "日本", "\xff", "naïveté-like"} {
		for i, r := range Rows(form, Normal(form), Unknown, words, buckets) {
			if r < 0 || r >= words+buckets || i > 0 && r != NoRow && r < words {
				t.Errorf("%q: slot %d is row %d", form, i, r)
			}
		}
	}
}

func TestScript(t *testing.T) {
	for _, c := range [][2]string{{"studies", "study"}, {"Ran", "run"}, {"went", "go"}, {"naïve", "naïve"}, {"é", "è"}} {
		s := ScriptFor(c[0], c[1], true)
		if got, ok := s.Apply(c[0]); !ok || got != c[1] {
			t.Errorf("%s: %q by %v, want %q", c[0], got, s, c[1])
		}
	}
}

func TestLexicon(t *testing.T) {
	l, err := ParseLexicon("VBD VERB\ted\tl2 \nVBD VERB\tied\tl3 y\n\nVBD VERB\tsaid\tsay")
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]string{"Walked": "walk", "carried": "carry", "Said": "say", "zzz": "zzz"} {
		if got := l.Lemma(form, text.TagVBD, text.VERB); got != want {
			t.Errorf("%s: %s, want %s", form, got, want)
		}
	}
	if _, err := ParseLexicon("nonsense\n\n"); err == nil {
		t.Error("nonsense read")
	}
}

func TestDistance(t *testing.T) {
	for d := 1; d < 300; d++ {
		for h := 0; h < 300; h++ {
			if x := Distance(d, h); x < 0 || x >= Distances {
				t.Fatalf("%d <- %d: %d", d, h, x)
			}
		}
	}
}
