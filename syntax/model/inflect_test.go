package model

import (
	"testing"

	"github.com/datelinewire/dateline/text"
)

func TestPasts(t *testing.T) {
	p := ReadPasts()
	for _, c := range []struct {
		form, lemma string
		tag         text.Tag
		want        string
	}{
		{"injuring", "injure", text.TagVBG, "injured"},
		{"stopping", "stop", text.TagVBG, "stopped"},
		{"tying", "tie", text.TagVBG, "tied"},
		{"carrying", "carry", text.TagVBG, "carried"},
		{"staying", "stay", text.TagVBG, "stayed"},
		{"agreeing", "agree", text.TagVBG, "agreed"},
		{"leaving", "leave", text.TagVBG, "left"},
		{"gone", "go", text.TagVBN, "went"},
		{"expelled", "expel", text.TagVBN, "expelled"},
		{"Killing", "kill", text.TagVBG, "killed"},
	} {
		if got := p.Of(c.form, c.lemma, c.tag); got != c.want {
			t.Errorf("the past of %s is %q, not %q", c.form, got, c.want)
		}
	}
}
