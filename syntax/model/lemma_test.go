package model

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/datelinewire/dateline/text"
)

func small(t testing.TB) *Lexicon {
	l, err := ParseLexicon("NNS NOUN\ts\tl1 \nVBD VERB\ted\tl2 \nVBG VERB\ting\tl3 \nNNPS PROPN\ts\tl1 \n\nVBD VERB\tsaid\tsay\n\nplan\nrope\nscrap")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{"provoke": true, "box": true, "hope": true, "so": true, "cool": true, "carry": true, "bus": true}
	l.Known = func(w string) bool { return words[w] }
	return l
}

func TestByRule(t *testing.T) {
	l := small(t)
	for _, c := range []struct {
		form string
		tag  text.Tag
		pos  text.Pos
		want string
	}{
		{"provoked", text.TagVBD, text.VERB, "provoke"},
		{"planned", text.TagVBD, text.VERB, "plan"},
		{"Roping", text.TagVBG, text.VERB, "rope"},
		{"carried", text.TagVBD, text.VERB, "carry"},
		{"hoped", text.TagVBD, text.VERB, "hope"},
		{"withdrew", text.TagVBD, text.VERB, "withdraw"},
		{"fled", text.TagVBN, text.VERB, "flee"},
		{"boxes", text.TagNNS, text.NOUN, "box"},
		{"Buses", text.TagNNPS, text.PROPN, "Bus"},
		{"sooooo", text.TagRB, text.ADV, "so"},
		{"COOOOL", text.TagJJ, text.ADJ, "cool"},
		{"CHERNOBYL", text.TagNNP, text.PROPN, "Chernobyl"},
		{"UNICEF", text.TagNNP, text.NOUN, "unicef"},
		{"1,200,000", text.TagCD, text.NUM, "1200000"},
		{"3,40", text.TagCD, text.NUM, "3,40"},
		{"XIV", text.TagCD, text.NUM, "XIV"},
		{"Breaking", text.TagNNP, text.VERB, "Break"},
		{"", text.TagNN, text.NOUN, ""},
	} {
		if got := l.Lemma(c.form, c.tag, c.pos); got != c.want {
			t.Errorf("%s %v: %s, want %s", c.form, c.tag, got, c.want)
		}
	}
}

// TestIrregular sees to the table's order and that no form is given twice.
func TestIrregular(t *testing.T) {
	last := ""
	for line := range strings.Lines(irregularFile) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || f[0] <= last {
			t.Errorf("line %q", line)
		}
		last = f[0]
	}
}

func FuzzLemma(f *testing.F) {
	for _, s := range []string{"", "a", "ed", "ies", "Łódź’s", "\xff\xfeing", "SOOOO", "İing", "1,2,3", "ſs"} {
		f.Add(s, uint8(3), uint8(2))
	}
	l := small(f)
	f.Fuzz(func(t *testing.T, s string, tag, pos uint8) {
		got := l.Lemma(s, text.Tag(tag%uint8(text.TagCount)), text.Pos(pos%uint8(text.PosCount)))
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q: %q", s, got)
		}
		if s != "" && got == "" {
			t.Errorf("%q: no lemma", s)
		}
	})
}
